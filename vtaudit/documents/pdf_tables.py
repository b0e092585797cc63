"""Ruled tables on a PDF page: pdfplumber finds the cells, pdfium's character boxes tell which text lies in them."""

from __future__ import annotations

import io
import logging
import math
from bisect import bisect_right
from collections.abc import Sequence
from ctypes import byref, c_double
from typing import TYPE_CHECKING

from vtaudit.documents.pdf_text import page_text, upright
from vtaudit.model import Span, TableRow

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_Box = tuple[float, float, float, float]


def read_rows(data: bytes, pdf: pypdfium2.PdfDocument, pages: Sequence[int]) -> dict[int, tuple[TableRow, ...]]:
    """Rows per page number; a row with a cell that has no unbroken place in the page text is left out.

    Pages that are turned or that pdfplumber cannot parse get no rows: the running text is then all there is.
    """
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    # Its warnings quote the page: text of a dossier would end up in the terminal.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    broken = (PDFException, PdfminerException, MalformedPDFException, ValueError, KeyError, TypeError, IndexError)
    rows: dict[int, tuple[TableRow, ...]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(pages)) as plumbed:
            for page in plumbed.pages:
                if page.rotation:
                    continue
                tables = [[row.cells for row in table.rows] for table in page.find_tables()]
                found = _map_rows(pdf[page.page_number - 1], tables, page.page_number, float(page.mediabox[3]))
                if found:
                    rows[page.page_number] = found
                page.close()
    except broken:
        return rows
    return rows


def _map_rows(
    page: pypdfium2.PdfPage, tables: list[list[list[_Box | None]]], number: int, top_edge: float
) -> tuple[TableRow, ...]:
    textpage = upright(page)
    try:
        text = page_text(textpage)
        if not tables or len(text) != textpage.count_chars():
            return ()
        centres = _centres(textpage, text)
    finally:
        textpage.close()
    by_height = sorted((y, x, index) for index, (x, y) in centres.items())
    rows: list[TableRow] = []
    for table in tables:
        if max(sum(cell is not None for cell in row) for row in table) < 2:
            continue
        for row in table:
            spans = _row_spans(row, top_edge, by_height, number)
            if any(span.start < span.end for span in spans):
                rows.append(TableRow(spans))
    return tuple(rows)


def _row_spans(
    row: list[_Box | None], top_edge: float, by_height: list[tuple[float, float, int]], number: int
) -> tuple[Span, ...]:
    """The place of every cell, or nothing when one of them is scattered over the page text."""
    spans: list[Span] = []
    for cell in row:
        if cell is None:
            continue
        left, top, right, bottom = cell
        low = bisect_right(by_height, (top_edge - bottom, math.inf, 0))
        high = bisect_right(by_height, (top_edge - top, math.inf, 0))
        inside = sorted(index for _, x, index in by_height[low:high] if left <= x <= right)
        if not inside:
            last = spans[-1].end if spans else 0
            spans.append(Span(number, last, last))
            continue
        visible_between = sum(index in range(inside[0], inside[-1] + 1) for _, _, index in by_height)
        if visible_between != len(inside):
            return ()
        spans.append(Span(number, inside[0], inside[-1] + 1))
    return tuple(spans)


def _centres(textpage: pypdfium2.PdfTextPage, text: str) -> dict[int, tuple[float, float]]:
    """Centre of every visible character in PDF points, by its place in the page text."""
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    centres = {}
    for index, character in enumerate(text):
        if character.isspace() or character == "\x02":
            continue
        if raw.FPDFText_GetCharBox(textpage.raw, index, byref(left), byref(right), byref(bottom), byref(top)):
            centres[index] = ((left.value + right.value) / 2, (bottom.value + top.value) / 2)
    return centres
