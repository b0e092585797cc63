"""Lays out a folder as an organisation hands it over: a register and dossiers of invented families."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from document_files import write_docx, write_pdf
from html_page import read_page

from vtaudit.audit import Audit, Choice, audit, prepare
from vtaudit.catalogue.criteria import criteria_root
from vtaudit.cli import program

ONE, TWO, THREE, FOUR = "VT17-0001", "VT17-0002", "VT17-0003", "VT17-0004"
TODAY = date(2018, 1, 15)
MADE_AT = "2018-01-15T09:30:00+01:00"
PEILDATUM = "2017-12-01"

COLUMNS = (
    *("zaaknummer", "hoofdnummer", "regio", "team", "medewerker", "melder", "melder_bekend", "vervolg", "uitkomst"),
    *("datum_melding", "datum_triagebesluit", "datum_start_onderzoek", "datum_afronding_onderzoek"),
)
RESEARCH = {
    "regio": "Noord",
    "team": "Team A",
    "medewerker": "B. de Haan",
    "melder": "huisarts",
    "melder_bekend": "ja",
    "vervolg": "onderzoek",
    "uitkomst": "bevestigd",
    "datum_melding": "2017-03-06",
    "datum_triagebesluit": "2017-03-10",
    "datum_start_onderzoek": "2017-03-10",
    "datum_afronding_onderzoek": "2017-05-15",
}
REPORT = """MELDFORMULIER
Datum ontvangst: 6 maart 2017
Melder: huisarts De Wit
Gezin: Broekhof. Vader Ruud, moeder Lianne, kinderen Sem (9) en Fleur (5).
Zorg: moeder had blauwe plekken op haar arm. De kinderen waren thuis.
"""
PLAN = (
    "VEILIGHEIDSPLAN",
    "Datum: 3 april 2017",
    "Besproken met: vader, moeder",
    "1. Vader slaapt tot de zitting bij zijn broer.",
    "2. Ouders bespreken geldzaken alleen met de maatschappelijk werker erbij.",
    "3. Moeder brengt de kinderen naar school en vader haalt ze op.",
)
AGREEMENT = "Vader slaapt tot de zitting bij zijn broer."
JOURNAL = (
    "Contactjournaal",
    "20-03-2017 Huisbezoek. Gesproken met moeder en beide kinderen.",
    "03-04-2017 Veiligheidsplan besproken met ouders.",
)


def write_register(folder: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> None:
    """One line per row; a row fills what it names over an onderzoek that is confirmed."""
    folder.mkdir(exist_ok=True)
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({**RESEARCH, **row} for row in rows)
    (folder / "register.yaml").write_text(f"organisatie: Veilig Thuis Oevers\npeildatum: {PEILDATUM}\n", "utf-8")


def write_dossier(folder: Path, zaaknummer: str) -> Path:
    """A melding in TXT, a plan in PDF and a journal in DOCX."""
    place = folder / zaaknummer
    place.mkdir()
    (place / "melding.txt").write_text(REPORT, encoding="utf-8")
    write_pdf(place / "plan.pdf", [PLAN])
    write_docx(place / "journaal.docx", *JOURNAL)
    return place


def write_folder(folder: Path, *zaaknummers: str) -> Path:
    """A register with these zaken and a whole dossier for each."""
    write_register(folder, [{"zaaknummer": each} for each in zaaknummers])
    for each in zaaknummers:
        write_dossier(folder, each)
    return folder


def write_set(place: Path, *numbers: str) -> Path:
    """A set of its own with some of the shipped verwachtingen and their examples."""
    place.mkdir()
    for number in numbers:
        for path in (criteria_root() / "stap2-2016").glob(f"{number}_*.yaml"):
            shutil.copy(path, place)
    settings = (f"id: {place.name}", "title: Eigen werkwijze", 'version: "1"', "valid_from: 2015-01-01")
    more = ("term_reading: kalenderdagen", "warning: Deze werkwijze gold toen nog niet.")
    (place / "set.yaml").write_text("\n".join((*settings, *more)) + "\n", encoding="utf-8")
    return place


def write_rules(place: Path, *numbers: str) -> Path:
    """A set like that of `write_set` that judges by the rules alone: its second opinion is an empty folder."""
    (place / "second_opinion").mkdir(parents=True)
    return write_set(place / "onze", *numbers)


def run_audit(folder: Path, choice: Choice | None = None, **changes: Any) -> Audit:
    """The job without the command line, at a fixed moment."""
    return audit(prepare(folder, choice or Choice(), today=TODAY, **changes), made_at=MADE_AT)


def run(*arguments: object) -> Result:
    """The command line in process."""
    return CliRunner().invoke(program, [str(each) for each in arguments], prog_name="vtaudit")


def run_in(folder: Path, *arguments: object) -> tuple[Result, Path]:
    """`vtaudit audit` on a folder, with the one folder that it wrote."""
    out = folder.parent / "reports"
    result = run("audit", folder, "--out", out, "--jobs", 1, *arguments)
    assert result.exit_code in (0, 1), result.output
    last = next(line for line in result.stdout.splitlines() if line.startswith("Scorekaart:"))
    return result, Path(last.removeprefix("Scorekaart:").strip()).parent


def rows_of(directory: Path) -> list[dict[str, str]]:
    """observaties.csv as other programs read it."""
    with (directory / "observaties.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcomes(directory: Path, zaaknummer: str) -> dict[str, str]:
    """The outcome per toetsvraag of one zaak."""
    return {row["toetsvraag"]: row["uitkomst"] for row in rows_of(directory) if row["zaaknummer"] == zaaknummer}


def card_of(directory: Path) -> dict[str, Any]:
    """scorekaart.json."""
    content: dict[str, Any] = json.loads((directory / "scorekaart.json").read_text(encoding="utf-8"))
    return content


def without_plan(folder: Path) -> Path:
    """The dossier of the first zaak with the only piece that holds the agreement taken out."""
    (folder / ONE / "plan.pdf").unlink()
    return folder / ONE


def audit_by_rules(folder: Path) -> tuple[Result, Path]:
    """The verwachting on agreements judged by the rules alone."""
    return run_in(folder, "--criteria", write_rules(folder.parent / "eigen", "1.3.3"))


def seen(directory: Path, question: str, zaaknummer: str = ONE) -> dict[str, str]:
    """The row of observaties.csv on one toetsvraag."""
    (row,) = (row for row in rows_of(directory) if (row["zaaknummer"], row["toetsvraag"]) == (zaaknummer, question))
    return row


def evidence(directory: Path, question: str, zaaknummer: str = ONE) -> list[dict[str, Any]]:
    """All evidence that observaties.json has for it, the strongest first."""
    content = json.loads((directory / "observaties.json").read_text(encoding="utf-8"))
    (found,) = (
        one for one in content["observaties"] if (one["zaaknummer"], one["toetsvraag"]) == (zaaknummer, question)
    )
    quotes: list[dict[str, Any]] = found["bewijs"]
    return quotes


def quote_at(folder: Path, row: Mapping[str, str]) -> str:
    """What stands at the offsets of a row in the text that the program prints."""
    text = run("text", folder / row["document"], "--page", row["pagina"]).stdout_bytes.decode()
    return text[int(row["begin"]) : int(row["eind"])]


def worksheet(directory: Path) -> str:
    """What a person reads in werkblad.html."""
    return read_page((directory / "werkblad.html").read_text(encoding="utf-8")).text
