"""Makes as many dossiers as asked, of invented families: `python benchmarks/make_dossiers.py MAP --number 1000`.

Each dossier hangs on its number and the seed alone, so that number 70,000 is made without the ones before it.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from textwrap import wrap

import dossier_parts as parts

COLUMNS = (
    *("zaaknummer", "regio", "team", "medewerker", "melder", "melder_bekend", "vervolg", "uitkomst", "datum_melding"),
    *("datum_triagebesluit", "datum_start_onderzoek", "datum_afronding_onderzoek", "datum_afsluiting"),
)
PEILDATUM = date(2018, 12, 31)
FORMS = ("print", "txt", "pdf")
"""The whole case as one text, or its documents in a folder as text or as PDF."""

_FIRST_DAY = date(2017, 1, 2)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LINE = 85
"""Letters on a line of a PDF page."""


@dataclass(frozen=True, slots=True)
class Generated:
    """One dossier: its row of the register, and the text of each document by its title."""

    row: Mapping[str, str]
    documents: Mapping[str, str]

    @property
    def zaaknummer(self) -> str:
        return self.row["zaaknummer"]


def dossiers(seed: int = 1) -> Iterator[Generated]:
    """Dossiers without end, one at a time."""
    number = 0
    while True:
        number += 1
        yield dossier(number, seed)


def dossier(number: int, seed: int = 1) -> Generated:
    """The dossier with this number, counted from 1."""
    # str is hashed anew in every process, but Random seeds on its letters.
    rng = Random(f"{seed}/{number}")
    row = _row(number, rng)
    return Generated(row, _documents(row, rng))


def failing_bsn(rng: Random) -> str:
    """Nine digits that no person has: they fail the eleven test."""
    while True:
        digits = [rng.randrange(10) for _ in _BSN_WEIGHTS]
        if sum(digit * weight for digit, weight in zip(digits, _BSN_WEIGHTS, strict=True)) % 11:
            return "".join(map(str, digits))


def write_dossiers(folder: Path, number: int, form: str = "print", seed: int = 1) -> Path:
    """Write the register and the first `number` dossiers; holds no more than one dossier in memory."""
    folder.mkdir(parents=True)
    (folder / "register.yaml").write_text(
        f"organisatie: Veilig Thuis Verzonnen\npeildatum: {PEILDATUM}\n", encoding="utf-8"
    )
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for each in islice(dossiers(seed), number):
            writer.writerow(each.row)
            _WRITERS[form](folder, each)
    return folder


def _row(number: int, rng: Random) -> dict[str, str]:
    region = rng.choice(list(parts.REGIONS))
    received = _FIRST_DAY + timedelta(days=rng.randrange(540))
    decided = received + timedelta(days=rng.choice((1, 3, 5, 5, 7, 12)))
    ended = decided + timedelta(days=rng.choice((40, 60, 70, 75, 110)))
    return {
        "zaaknummer": f"VZ{received:%y}-{number:06}",
        "regio": region,
        "team": rng.choice(parts.REGIONS[region]),
        "medewerker": rng.choice(parts.WORKERS),
        "melder": rng.choice(list(parts.REPORTERS)),
        "melder_bekend": rng.choice(("ja", "ja", "nee")),
        "vervolg": "onderzoek",
        "uitkomst": rng.choice(("bevestigd", "bevestigd", "niet_bevestigd")),
        "datum_melding": received.isoformat(),
        "datum_triagebesluit": decided.isoformat(),
        "datum_start_onderzoek": decided.isoformat(),
        "datum_afronding_onderzoek": ended.isoformat(),
        "datum_afsluiting": ended.isoformat(),
    }


def _documents(row: Mapping[str, str], rng: Random) -> dict[str, str]:
    received, ended = (date.fromisoformat(row[name]) for name in ("datum_melding", "datum_afronding_onderzoek"))
    family, (mother, father, one, two) = rng.choice(parts.LAST_NAMES), rng.sample(parts.FIRST_NAMES, 4)
    is_girl = rng.random() < 0.5
    words = {
        "child1": one,
        "child2": two,
        "her1": "haar" if is_girl else "zijn",
        "She1": "Zij" if is_girl else "Hij",
        "reporter": rng.choice(parts.REPORTERS[row["melder"]]).format(grade=rng.randrange(3, 9)),
    }

    def some(choices: Sequence[str], number: int) -> list[str]:
        """Different sentences, each with days of its own between melding and the end."""
        days = sorted(received + timedelta(days=rng.randrange(2, (ended - received).days)) for _ in range(number))
        return [
            text.format(**words, **{f"day{place}": f"{day:%d-%m-%Y}" for place in range(4)})
            for text, day in zip(rng.sample(choices, number), days, strict=True)
        ]

    return {
        "melding": _lines(
            "MELDFORMULIER",
            f"Datum ontvangst: {received:%d-%m-%Y}",
            f"Melder: {words['reporter']}",
            f"Gezin: {family}. Vader {father}, moeder {mother}, kinderen {one} (9) en {two} (5).",
            f"Adres: {rng.choice(parts.STREETS)} {rng.randrange(1, 200)}. BSN {one}: {failing_bsn(rng)}.",
            *some(parts.WORRY, 2),
        ),
        "contactjournaal": _lines("CONTACTJOURNAAL", *some(parts.TALKS, rng.randrange(2, 5)), *some(parts.NEXT, 2)),
        "veiligheidsplan": _lines(
            "VEILIGHEIDSPLAN",
            f"Datum: {received + timedelta(days=20):%d-%m-%Y}",
            "Besproken met: vader, moeder",
            *(f"{place}. {text}" for place, text in enumerate(some(parts.AGREEMENTS, rng.randrange(1, 4)), start=1)),
            *some(parts.WATCHING, 1),
        ),
        "afsluitbrief": _lines(
            "AFSLUITBRIEF",
            f"Datum: {ended:%d-%m-%Y}",
            f"Geachte heer en mevrouw {family},",
            *some(parts.CONCLUSION, 1),
            *some(parts.FOLLOW, 1),
            *some(parts.FEEDBACK, 1),
            "Met vriendelijke groet,",
            row["medewerker"],
        ),
    }


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _write_print(folder: Path, made: Generated) -> None:
    (folder / f"{made.zaaknummer}.txt").write_text("\n".join(made.documents.values()), encoding="utf-8")


def _write_texts(folder: Path, made: Generated) -> None:
    (folder / made.zaaknummer).mkdir()
    for title, text in made.documents.items():
        (folder / made.zaaknummer / f"{title}.txt").write_text(text, encoding="utf-8")


def _write_pdfs(folder: Path, made: Generated) -> None:
    from reportlab.pdfgen.canvas import Canvas

    (folder / made.zaaknummer).mkdir()
    for title, text in made.documents.items():
        buffer = io.BytesIO()
        canvas = Canvas(buffer, invariant=True)
        page = canvas.beginText(60, 780)
        for line in text.splitlines():
            page.textLines(wrap(line, _LINE) or [""])
        canvas.drawText(page)
        canvas.save()
        (folder / made.zaaknummer / f"{title}.pdf").write_bytes(buffer.getvalue())


_WRITERS: Mapping[str, Callable[[Path, Generated], None]] = {
    "print": _write_print,
    "txt": _write_texts,
    "pdf": _write_pdfs,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=1_000)
    parser.add_argument("--form", choices=FORMS, default="print")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_dossiers(asked.folder, asked.number, asked.form, asked.seed)


if __name__ == "__main__":
    main()
