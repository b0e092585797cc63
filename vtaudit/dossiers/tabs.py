"""Exports of system tabs (monitoring, afspraken, terugkoppeling) as parts of a dossier, one entry per record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vtaudit.documents.faults import document_fault
from vtaudit.dossiers.cues import OTHER, KindCues
from vtaudit.dossiers.days import find_days
from vtaudit.dossiers.scan import folder_name
from vtaudit.model import Document, Entry, Page, Part, ReadState, Span, TableRow

_CASE_COLUMN = "zaaknummer"


def own_records(document: Document, zaaknummer: str) -> Document | None:
    """A root tab with only the records of one zaak; the others are blanked, so that offsets stay true.

    None when the tab is sound and has nothing on this zaak. A tab without a column `zaaknummer` cannot be divided and
    makes every dossier incomplete.
    """
    if document.state is not ReadState.READ:
        return document
    page = document.pages[0]
    kept: list[TableRow] = []
    blanked = list(page.text)
    for row in page.rows:
        line = _line_of(page.text, row)
        own = _own_number(page.text, row, line)
        if own is None:
            fault = document_fault("csv_onleesbaar", document.path, "De kolom zaaknummer ontbreekt.")
            return replace(document, state=ReadState.UNREADABLE, pages=(), faults=(fault,))
        if folder_name(own) == folder_name(zaaknummer):
            kept.append(row)
        else:
            blanked[line.start : line.end] = " " * (line.end - line.start)
    if not kept:
        return None
    return replace(document, pages=(Page(1, "".join(blanked), (), tuple(kept)),))


def tab_part(document: Document, cues: KindCues) -> Part | None:
    """The tab as one part, each record an entry with the first full date in it; the kind comes from the name."""
    if not document.pages or not document.pages[0].rows:
        return None
    page = document.pages[0]
    stem = document.name.rsplit(".", 1)[0].casefold()
    kind = next((name for name, each in cues.kinds.items() if each.tab == stem), OTHER)
    lines = [_line_of(page.text, row) for row in page.rows]
    entries = tuple(Entry(_record_date(page.text, row), (line,)) for row, line in zip(page.rows, lines, strict=True))
    dates = [entry.date for entry in entries if entry.date]
    from_name = "bestandsnaam" if kind != OTHER else "geen"
    return Part(document.path, 1, kind, from_name, stem, max(dates, default=None), tuple(lines), entries)


def _line_of(text: str, row: TableRow) -> Span:
    start = text.rfind("\n", 0, row.cells[0].start) + 1
    end = text.find("\n", row.cells[-1].end)
    return Span(1, start, len(text) if end < 0 else end)


def _own_number(text: str, row: TableRow, line: Span) -> str | None:
    label_start = line.start
    for cell in row.cells:
        label = text[label_start : cell.start].strip(" |:").casefold()
        if label == _CASE_COLUMN:
            return text[cell.start : cell.end].strip()
        label_start = cell.end
    return None


def _record_date(text: str, row: TableRow) -> date | None:
    for cell in row.cells:
        for day in find_days(text[cell.start : cell.end]):
            found = day.near(None)
            if found is not None:
                return found
    return None
