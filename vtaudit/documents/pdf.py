"""PDF through pdfium: page text exactly as pdfium gives it, and what could not be read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from vtaudit.documents.faults import document_fault, pages_sentence
from vtaudit.documents.furniture import find_furniture
from vtaudit.documents.pdf_text import page_text, upright
from vtaudit.errors import Fault
from vtaudit.model import Document, Page, ReadState

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_MAX_PAGES = 2_000
_TAIL = 2_048
# Two boxes or four lines: less than that makes no table.
_TABLE_SEGMENTS = 8
_GIBBERISH_SHARE = 0.2
_VOWELS = frozenset("aeiouyáéíóúàèëïöüâêîô")


def read_pdf(data: bytes, relative: str, sha256: str) -> Document:
    """Read every page that has text; scans, gibberish and damage make the state PARTIAL or UNREADABLE.

    The text is pdfium's own, line ends (`\\r\\n`) and hyphen marks (U+0002) included, so that offsets stay true.
    """
    # pdfium takes tens of milliseconds to load, too long for a bare `--help`.
    import pypdfium2

    if b"%PDF-" not in data[:1024]:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("geen_pdf", relative),))
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "versleuteld" if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else "beschadigd"
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault(code, relative),))
    try:
        return _read_open(pdf, data, relative, sha256)
    finally:
        pdf.close()


def _read_open(pdf: pypdfium2.PdfDocument, data: bytes, relative: str, sha256: str) -> Document:
    from pypdfium2 import PdfiumError, raw

    notes: list[Fault] = []
    if raw.FPDF_GetSecurityHandlerRevision(pdf.raw) != -1:
        notes.append(document_fault("leeg_wachtwoord", relative))
    if raw.FPDFDoc_GetJavaScriptActionCount(pdf.raw) > 0 or b"/Launch" in data:
        notes.append(document_fault("script", relative))
    texts: list[str] = []
    ruled: list[int] = []
    trouble: dict[str, list[int]] = {"beschadigd": [], "scan": [], "onleesbare_tekst": []}
    for number in range(1, min(len(pdf), _MAX_PAGES) + 1):
        try:
            text, code, is_ruled = _read_page(pdf[number - 1])
        except PdfiumError:
            text, code, is_ruled = "", "beschadigd", False
        texts.append(text)
        if is_ruled:
            ruled.append(number)
        if code:
            trouble[code].append(number)
    faults = [
        document_fault(code, relative, pages_sentence(pages) if len(pages) < len(pdf) else "")
        for code, pages in trouble.items()
        if pages
    ]
    if b"%%EOF" not in data[-_TAIL:] and not trouble["beschadigd"]:
        faults.append(document_fault("beschadigd", relative))
    if raw.FPDFDoc_GetAttachmentCount(pdf.raw) > 0:
        faults.append(document_fault("bijlage_in_pdf", relative))
    if len(pdf) > _MAX_PAGES:
        detail = f"Alleen de eerste {_MAX_PAGES} bladzijden zijn gelezen."
        faults.append(document_fault("te_groot", relative, detail))
    has_text = any(text.strip() for text in texts)
    if not has_text and not faults:
        faults.append(document_fault("zonder_tekst", relative))
    if not has_text:
        return Document(relative, sha256, ReadState.UNREADABLE, (), tuple(faults + notes))
    state = ReadState.PARTIAL if faults else ReadState.READ
    return Document(relative, sha256, state, _pages(data, texts, ruled, pdf), tuple(faults + notes))


def _pages(data: bytes, texts: list[str], ruled: list[int], pdf: pypdfium2.PdfDocument) -> tuple[Page, ...]:
    furniture = find_furniture(texts)
    rows = {}
    if ruled:
        from vtaudit.documents.pdf_tables import read_rows

        rows = read_rows(data, pdf, ruled)
    return tuple(
        Page(number, text, furniture[number - 1], rows.get(number, ())) for number, text in enumerate(texts, start=1)
    )


def _read_page(page: pypdfium2.PdfPage) -> tuple[str, str, bool]:
    """Text, code of what is wrong with the page (or nothing), and whether it has ruled lines enough for a table."""
    from pypdfium2 import raw

    textpage = upright(page)
    try:
        text = page_text(textpage)
    finally:
        textpage.close()
    images = paths = segments = 0
    covered = 0.0
    width, height = page.get_size()
    for item in page.get_objects(max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            segments += max(0, raw.FPDFPath_CountSegments(item.raw))
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
            left, bottom, right, top = item.get_bounds()
            covered = max(covered, (right - left) * (top - bottom) / max(width * height, 1.0))
    inked = sum(not character.isspace() for character in text)
    # A stamp or page number over a full-page picture does not make a scan readable; outlined letters are no text.
    if (inked == 0 and (images or paths > 50)) or (covered > 0.5 and inked < 40):
        return "", "scan", False
    if _is_gibberish(text):
        return "", "onleesbare_tekst", False
    return text, "", segments >= _TABLE_SEGMENTS


def _is_gibberish(text: str) -> bool:
    """Fonts without a character table give private-use, control or unassigned characters, or letters at random."""
    inked = [character for character in text if not character.isspace() and character not in "\x02\ufffe"]
    if not inked:
        return False
    odd = sum(character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc") for character in inked)
    if odd / len(inked) > _GIBBERISH_SHARE:
        return True
    letters = [character for character in inked if character.isalpha()]
    if len(inked) >= 200 and len(letters) < 0.25 * len(inked):
        digits = sum(character.isdigit() for character in inked)
        return digits < 0.25 * len(inked)
    if len(letters) < 200:
        return False
    vowels = sum(unicodedata.normalize("NFD", letter)[0].casefold() in _VOWELS for letter in letters)
    return not 0.18 < vowels / len(letters) < 0.70
