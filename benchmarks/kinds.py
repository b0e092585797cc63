"""How well kinds, parts and dates are recognised, against a `documenten.csv` with columns bestand, deel, soort, datum.

    python benchmarks/kinds.py sample_dossiers/D1 [--show]

Four readings of the same documents: as they are; without the first line of every file; without every title line
(the heading of each part too); and with file names that tell nothing.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vtaudit.documents import read_files
from vtaudit.dossiers import read as reading
from vtaudit.dossiers import read_dossier, read_kind_cues, scan_folder
from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.kinds import recognise, title_lines
from vtaudit.dossiers.lines import document_lines, lines_within
from vtaudit.model import Document, Dossier, Page, RegisterRow
from vtaudit.register import read_register

JOURNAL = "contactjournaal"


@dataclass(frozen=True)
class Gold:
    file: str
    part: int
    kind: str
    date: str


def read_gold(folder: Path) -> list[Gold]:
    """`deel` is the number of the part, or its heading (empty for a whole file): then the order of the rows counts."""
    gold: list[Gold] = []
    with (folder / "documenten.csv").open(encoding="utf-8-sig", newline="") as stream:
        for r in csv.DictReader(stream):
            before = sum(each.file == r["bestand"] for each in gold)
            part = int(r["deel"]) if r["deel"].isdigit() else before + 1
            gold.append(Gold(r["bestand"], part, r["soort"], r["datum"]))
    return gold


def without_first_line(files: Iterable[tuple[Path, str]]) -> Iterator[tuple[Document, ...]]:
    for documents in read_files(files):
        yield tuple(map(_without_first_line, documents))


def _without_first_line(document: Document) -> Document:
    if not document.pages or not document.pages[0].text.strip():
        return document
    first = document.pages[0]
    lead = len(first.text) - len(first.text.lstrip())
    end = first.text.find("\n", lead)
    cut = len(first.text) if end < 0 else end
    # Blanked, so that furniture and table cells keep their places.
    blank = "".join(sign if sign in "\r\n" else " " for sign in first.text[:cut])
    return replace(
        document, pages=(Page(1, blank + first.text[cut:], first.furniture, first.rows), *document.pages[1:])
    )


def dossiers(folder: Path, rows: dict[str, RegisterRow], cues: KindCues) -> Iterator[Dossier]:
    for zaaknummer, files in scan_folder(folder, rows, cues).cases.items():
        yield read_dossier(folder, files, rows[zaaknummer], cues)


def compare(name: str, found: dict[tuple[str, int], tuple[str, str]], gold: list[Gold], show: bool) -> None:
    files = {each.file for each in gold}
    parts = {file: sum(each.file == file for each in gold) for file in files}
    got = {file: sum(key[0] == file for key in found) for file in files}
    right_parts = sum(parts[file] == got[file] for file in files)
    kinds = [each for each in gold if found.get((each.file, each.part), ("", ""))[0] == each.kind]
    # A journal has no date of its own in some folders; its entries have.
    undated = [each for each in gold if not each.date and each.kind == JOURNAL]
    dates = [
        each for each in gold if each not in undated and found.get((each.file, each.part), ("", ""))[1] == each.date
    ]
    count = len(gold)
    dated = count - len(undated)
    print(
        f"{name:<22} delen {right_parts}/{len(files)}  soort {len(kinds)}/{count} ({100 * len(kinds) / count:.1f} %)"
        f"  datum {len(dates)}/{dated} ({100 * len(dates) / dated:.1f} %)"
    )
    if show:
        for each in gold:
            kind, day = found.get((each.file, each.part), ("-", "-"))
            if kind != each.kind or (day != each.date and each not in undated):
                print(f"    {each.file}#{each.part}: {each.kind} {each.date} -> {kind} {day}")


def table(all_dossiers: list[Dossier]) -> dict[tuple[str, int], tuple[str, str]]:
    return {
        (part.document, part.index): (part.kind, part.date.isoformat() if part.date else "")
        for dossier in all_dossiers
        for part in dossier.parts
    }


def without_titles(
    all_dossiers: list[Dossier], cues: KindCues, keep_titles: bool
) -> dict[tuple[str, int], tuple[str, str]]:
    """Kinds again for the same parts: without any title line but with file names, or the other way round."""
    found = {}
    for dossier in all_dossiers:
        vervolg = dossier.row.texts.get("vervolg") if dossier.row else None
        counts: dict[str, int] = {}
        for part in dossier.parts:
            counts[part.document] = counts.get(part.document, 0) + 1
        for part in dossier.parts:
            document = next(each for each in dossier.documents if each.path == part.document)
            lines = lines_within(document_lines(document), part.spans)
            if not keep_titles:
                titles = title_lines(lines, cues)[:1]
                places = [number for number, line in enumerate(lines[:12]) if titles and titles[0] in line.text]
                lines = lines[places[0] + 1 :] if places else lines
            name = part.document.rsplit("/", 1)[-1] if counts[part.document] == 1 and not keep_titles else ""
            kind = recognise(lines, name, cues, vervolg).kind
            found[part.document, part.index] = (kind, part.date.isoformat() if part.date else "")
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder
    cues = read_kind_cues()
    rows = {row.zaaknummer: row for row in read_register(folder).rows}
    gold = read_gold(folder)
    plain = list(dossiers(folder, rows, cues))
    compare("zoals het is", table(plain), gold, arguments.show)
    setattr(reading, "read_files", without_first_line)  # noqa: B010
    compare("zonder eerste regel", table(list(dossiers(folder, rows, cues))), gold, arguments.show)
    compare("zonder titelregel", without_titles(plain, cues, keep_titles=False), gold, arguments.show)
    compare("zonder bestandsnaam", without_titles(plain, cues, keep_titles=True), gold, arguments.show)


if __name__ == "__main__":
    main()
