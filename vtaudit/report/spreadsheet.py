"""Tables for people who open them in a spreadsheet: no cell ever becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 60


def safe_cell(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe; a number stays a number."""
    is_number = cell.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not is_number else cell


def csv_for_people(rows: Iterable[Sequence[str]]) -> str:
    """The rows as a Dutch Excel opens them on a double click: a byte order mark, semicolons and CRLF."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(
        [safe_cell(cell) for cell in row] for row in rows
    )
    return "\ufeff" + buffer.getvalue()


def xlsx_for_people(rows: Sequence[Sequence[str]], sheet: str, made_on: date) -> bytes:
    """The rows as one sheet with a fixed first row that filters; every cell is text, and the file names nobody.

    The same rows and day give the same bytes. Raises ImportError without xlsxwriter (extra `report`).
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.combine(made_on, time())})
        page = book.add_worksheet(sheet)
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write_string(number, place, cell, body if number else heading)
        for place, cells in enumerate(zip(*rows, strict=True)):
            page.set_column(place, place, min(max(map(len, cells)) + 2, _WIDEST))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    return buffer.getvalue()
