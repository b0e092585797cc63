"""The text of one PDF page: pdfium's own, of the page turned the way its letters are read."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_SAMPLE = 20


def upright(page: pypdfium2.PdfPage) -> pypdfium2.PdfTextPage:
    """The text page to read; a page whose letters lie on their side or head is turned first (in memory only).

    pdfium orders the lines of a page as it is shown. Shown sideways it reads them from the last to the first.
    """
    textpage = page.get_textpage()
    needed = _turn(textpage)
    if needed is None or needed == page.get_rotation():
        return textpage
    textpage.close()
    page.set_rotation(needed)
    return page.get_textpage()


def page_text(textpage: pypdfium2.PdfTextPage) -> str:
    """What pdfium reads inside the edges of the page.

    pdfium breaks the lines of a bounded text where the height of the letters changes. Lines of text on its side all
    begin at one height, so that words would run together; then its plain text counts, if it has the same letters.
    """
    bounded: str = textpage.get_text_bounded()
    # As many characters as there are: no break was put in, and asking for the text once more is saved.
    if len(bounded) == textpage.count_chars():
        return bounded
    plain: str = textpage.get_text_range()
    words, plain_words = bounded.split(), plain.replace("\ufffe", "\x02").split()
    return plain if words != plain_words and "".join(words) == "".join(plain_words) else bounded


def _turn(textpage: pypdfium2.PdfTextPage) -> int | None:
    """The clockwise turn in degrees that makes most letters stand upright; None for a page without letters."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    angles = [raw.FPDFText_GetCharAngle(textpage.raw, index) for index in range(0, count, count // _SAMPLE + 1)]
    # pdfium measures clockwise in radians; a line break has no angle (-1).
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return (4 - turns.most_common(1)[0][0]) % 4 * 90 if turns else None
