"""How much of what `namen.csv` of a set lists is masked on its pages, and how many other words are masked with it.

    python benchmarks/masking.py sample_dossiers/D1 sample_dossiers/D2 [--show]

A listed text counts as masked when every place where it stands in the dossier is masked whole. Forms of address
(mw., heer) and "sr." may stay: they tell who speaks and name nobody. `--show` lists what was missed and what was masked
beside it; not for the set that only measures.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vtaudit.audit.cases import names_of
from vtaudit.audit.grounds import Grounds
from vtaudit.catalogue.criteria import criteria_root
from vtaudit.documents import rejoin
from vtaudit.dossiers import read_dossier, read_kind_cues, scan_folder
from vtaudit.model import Dossier
from vtaudit.privacy import Hidden, hidden
from vtaudit.privacy.wordlists import word_list
from vtaudit.register import read_register

ADDRESSED = word_list("titles").words | {"sr", "jr"}
NAME = "naam"


@dataclass
class Figures:
    """Listed texts per soort: found on a page, masked at every place; and words that are not listed."""

    found: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    other: int = 0
    other_masked: int = 0
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)
    excess: Counter[str] = field(default_factory=Counter)


def dossiers(folder: Path) -> Iterator[Dossier]:
    register = read_register(folder)
    cues = read_kind_cues(Grounds.beside(criteria_root() / "stap2-2016").documents)
    files = scan_folder(folder, [row.zaaknummer for row in register.rows], cues).cases
    for row in register.rows:
        if row.zaaknummer in files:
            yield read_dossier(folder, files[row.zaaknummer], row, cues)


def listed(folder: Path) -> dict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with (folder / "namen.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["zaaknummer"]].append((row["soort"], row["tekst"]))
    return found


def pattern_of(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)")


def covered(text: str, start: int, end: int, spans: tuple[Hidden, ...]) -> bool:
    words = [word for word in re.finditer(r"\w+", text[start:end]) if word[0].casefold() not in ADDRESSED]
    return all(
        any(span.start <= start + word.start() and start + word.end() <= span.end for span in spans) for word in words
    )


def measure(folder: Path) -> Figures:
    figures, gold = Figures(), listed(folder)
    for dossier in dossiers(folder):
        assert dossier.row is not None
        began = time.perf_counter()
        names = names_of(dossier, dossier.row)
        figures.seconds += time.perf_counter() - began
        pages = []
        for document in dossier.documents:
            for page in document.pages:
                text = rejoin(page.text)
                began = time.perf_counter()
                spans = hidden(text, names)
                figures.seconds += time.perf_counter() - began
                pages.append((text, spans))
        places = defaultdict(list)
        for kind, wanted in gold[dossier.zaaknummer]:
            hits = [(index, m) for index, (text, _) in enumerate(pages) for m in pattern_of(wanted).finditer(text)]
            if not hits:
                continue
            figures.found[kind] += 1
            bare = [(i, m) for i, m in hits if not covered(pages[i][0], m.start(), m.end(), pages[i][1])]
            figures.masked[kind] += not bare
            for index, match in hits:
                places[index].append((match.start(), match.end()))
            for index, match in bare:
                text = pages[index][0]
                around = text[max(0, match.start() - 30) : match.end() + 20].replace("\n", "⏎")
                figures.missed.append(f"{dossier.zaaknummer} {kind} {wanted!r}: {around!r}")
        own = set(re.findall(r"\w+", dossier.zaaknummer))
        for index, (text, spans) in enumerate(pages):
            for word in re.finditer(r"\w+", text):
                if any(start <= word.start() < end for start, end in places[index]) or word[0] in own:
                    continue
                figures.other += 1
                if any(span.start <= word.start() < span.end for span in spans):
                    figures.other_masked += 1
                    figures.excess[text[max(0, word.start() - 15) : word.end() + 10].replace("\n", "⏎")] += 1
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    for folder in options.folders:
        figures = measure(folder)
        rest_found = sum(number for kind, number in figures.found.items() if kind != NAME)
        rest_masked = sum(number for kind, number in figures.masked.items() if kind != NAME)
        for kind, masked, found in (
            (NAME, figures.masked[NAME], figures.found[NAME]),
            ("de rest", rest_masked, rest_found),
            *((f"  {kind}", figures.masked[kind], figures.found[kind]) for kind in figures.found if kind != NAME),
        ):
            print(f"{folder.name} {kind}: {masked}/{found} = {masked / max(found, 1):.1%}")
        share = figures.other_masked / max(figures.other, 1)
        print(f"{folder.name} andere woorden: {figures.other_masked}/{figures.other} = {share:.2%}")
        print(f"{folder.name} tijd: {figures.seconds:.2f} s")
        if options.show:
            print(*figures.missed, sep="\n")
            print("; ".join(f"{word!r}×{number}" for word, number in figures.excess.most_common()))


if __name__ == "__main__":
    main()
