"""What is drawn on a PDF page beside its text: pictures, lines and boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_DEPTH = 4

Piece = tuple[Any, int, bool]
"""Handle and kind of something drawn, and whether it is part of another drawing."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """`segments` of all paths together; `covered` is the share of the page under the largest picture."""

    images: int
    paths: int
    segments: int
    covered: float


def look_at(page: pypdfium2.PdfPage, drawn: Sequence[Piece]) -> Drawn:
    """Count what is drawn on the page, in drawings within drawings as well."""
    from pypdfium2 import raw

    images = paths = segments = 0
    covered = 0.0
    width, height = page.get_size()
    for item, kind, _ in drawn:
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            segments += max(0, raw.FPDFPath_CountSegments(item))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
            left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
            if raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top)):
                area = (right.value - left.value) * (top.value - bottom.value)
                covered = max(covered, area / max(width * height, 1.0))
    return Drawn(images, paths, segments, covered)


def pieces(page: pypdfium2.PdfPage) -> tuple[Piece, ...]:
    """Everything drawn, in the order of drawing.

    On pdfium's own handles: a Python object for every piece of text would cost as much as reading the page.
    """
    from pypdfium2 import raw

    return tuple(_items(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _DEPTH))


def _items(container: Any, count: Any, get: Any, depth: int) -> Iterator[Piece]:
    from pypdfium2 import raw

    kind_of, form, is_part = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_FORM, depth < _DEPTH
    for place in range(count(container)):
        item = get(container, place)
        kind = kind_of(item)
        yield item, kind, is_part
        if kind == form and depth > 1:
            yield from _items(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth - 1)
