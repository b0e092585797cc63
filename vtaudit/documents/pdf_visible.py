"""Text on a PDF page that nobody sees: in the colour of the paper, or under a box that was to take it away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vtaudit.documents.pdf_drawing import Piece
from vtaudit.documents.pdf_picture import render_grey
from vtaudit.documents.pdf_text import page_text, upright

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_DPI = 144
_PALE = 235
_FAINT = 25
_CONTRAST = 30
_DARK = 128
# Lines under text and borders of tables are thin boxes; they cover nothing.
_THIN = 4.0
_WORD = re.compile(r"[^\s\x02\ufffe]+")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A stretch of page text that does not show; `is_covered` when something was drawn over it."""

    start: int
    end: int
    is_covered: bool


def may_hide_text(page: pypdfium2.PdfPage, drawn: Sequence[Piece]) -> bool:
    """A quick look: pale or invisible text, something drawn over text, or marks of a reviewer on the page."""
    return _has_marks(page) or _has_pale_text(drawn) or _has_cover(drawn)


def find_unseen(page: pypdfium2.PdfPage) -> tuple[Unseen, ...]:
    """Draw the page and look whether each word stands out from what is around it.

    Empty as well for a page whose text cannot be laid beside its letters one by one.
    """
    textpage = upright(page)
    try:
        text = page_text(textpage)
        if len(text) != textpage.count_chars():
            return ()
        pixels = render_grey(page, _DPI)
        words = [
            (match.start(), match.end(), _is_covered(textpage, match.start(), float(seen.mean())))
            for match in _WORD.finditer(text)
            for seen in (_seen(page, textpage, pixels, range(match.start(), match.end())),)
            if seen.size and int(seen.max()) - int(seen.min()) < _CONTRAST
        ]
    finally:
        textpage.close()
    return tuple(_joined(text, words))


def _joined(text: str, words: list[tuple[int, int, bool]]) -> Iterator[Unseen]:
    """Words that follow each other are one stretch."""
    last: Unseen | None = None
    for start, end, is_covered in words:
        if last and last.is_covered == is_covered and _WORD.search(text, last.end, start) is None:
            last = Unseen(last.start, end, is_covered)
            continue
        if last:
            yield last
        last = Unseen(start, end, is_covered)
    if last:
        yield last


def _seen(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, pixels: Any, indexes: range) -> Any:
    """The part of the picture where these letters stand."""
    from pypdfium2 import raw

    height, width = pixels.shape
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    across, down = c_int(), c_int()
    xs: list[int] = []
    ys: list[int] = []
    for index in indexes:
        if not raw.FPDFText_GetCharBox(textpage.raw, index, byref(left), byref(right), byref(bottom), byref(top)):
            continue
        for x, y in ((left, bottom), (right, top)):
            raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, byref(across), byref(down))
            xs.append(min(max(across.value, 0), width))
            ys.append(min(max(down.value, 0), height))
    if not xs:
        return pixels[:0, :0]
    return pixels[min(ys) : max(ys) + 1, min(xs) : max(xs) + 1]


def _is_covered(textpage: pypdfium2.PdfTextPage, index: int, shade: float) -> bool:
    """Whether the letters would show on paper of this shade (0 is black), so that something must lie over them."""
    from pypdfium2 import raw

    item = raw.FPDFText_GetTextObject(textpage.raw, index)
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFText_GetFillColor(textpage.raw, index, byref(red), byref(green), byref(blue), byref(alpha))
    if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE or alpha.value < _FAINT:
        return False
    return shade < _DARK or min(red.value, green.value, blue.value) < _PALE


def _has_marks(page: pypdfium2.PdfPage) -> bool:
    from pypdfium2 import raw

    harmless = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP)
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        mark = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(mark)
        raw.FPDFPage_CloseAnnot(mark)
        if kind not in harmless:
            return True
    return False


def _has_pale_text(objects: Sequence[Piece]) -> bool:
    from pypdfium2 import raw

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    colours = byref(red), byref(green), byref(blue), byref(alpha)
    mode_of, fill_of = raw.FPDFTextObj_GetTextRenderMode, raw.FPDFPageObj_GetFillColor
    written = raw.FPDF_PAGEOBJ_TEXT
    texts = [item for item, kind, _ in objects if kind == written]
    for item in texts:
        if fill_of(item, *colours) and (
            alpha.value < _FAINT or (red.value >= _PALE and green.value >= _PALE and blue.value >= _PALE)
        ):
            return True
    return any(mode_of(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE for item in texts)


def _has_cover(objects: Sequence[Piece]) -> bool:
    """Something filled that was drawn after text and lies over it; parts of a form have no place of their own here."""
    from pypdfium2 import raw

    texts: list[tuple[float, float, float, float]] = []
    later: list[tuple[Any, bool]] = []
    for item, kind, is_part in reversed(objects):
        if kind == raw.FPDF_PAGEOBJ_IMAGE or (kind == raw.FPDF_PAGEOBJ_PATH and _is_filled(item)):
            later.append((item, is_part))
        elif kind == raw.FPDF_PAGEOBJ_TEXT and later:
            texts.append(_bounds(item))
    if not texts:
        return False
    for item, is_part in later:
        left, bottom, right, top = _bounds(item)
        if right - left < _THIN or top - bottom < _THIN:
            continue
        if is_part or any(a < right and c > left and b < top and d > bottom for a, b, c, d in texts):
            return True
    return False


def _bounds(item: Any) -> tuple[float, float, float, float]:
    from pypdfium2 import raw

    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def _is_filled(item: Any) -> bool:
    from pypdfium2 import raw

    mode, stroked = c_int(), c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, byref(mode), byref(stroked))) and mode.value != 0
