"""PDF through pdfium: page text exactly as pdfium gives it, and what could not be read."""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from vtaudit.documents.faults import document_fault, pages_sentence
from vtaudit.documents.furniture import find_furniture
from vtaudit.documents.ocr import MAX_PAGES, ocr_note, read_scans
from vtaudit.documents.pdf_drawing import look_at, pieces
from vtaudit.documents.pdf_picture import scan_picture
from vtaudit.documents.pdf_text import page_text, upright
from vtaudit.documents.pdf_visible import Unseen, find_unseen, may_hide_text
from vtaudit.errors import Fault
from vtaudit.model import Document, Page, ReadState, Span

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_MAX_PAGES = 2_000
_TAIL = 2_048
# Two boxes or four lines: less than that makes no table.
_TABLE_SEGMENTS = 8
_GIBBERISH_SHARE = 0.2
_SMALL, _SMALL_VOWELS = string.ascii_lowercase.encode("ascii"), b"aeiouy"
_BLANK = bytes(code for code in range(256) if chr(code).isspace())
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
    veiled: list[int] = []
    trouble: dict[str, list[int]] = {"beschadigd": [], "scan": [], "onleesbare_tekst": []}
    for number in range(1, min(len(pdf), _MAX_PAGES) + 1):
        try:
            text, code, is_ruled, is_veiled = _read_page(pdf[number - 1])
        except PdfiumError:
            text, code, is_ruled, is_veiled = "", "beschadigd", False, False
        texts.append(text)
        if is_ruled:
            ruled.append(number)
        if is_veiled:
            veiled.append(number)
        if code:
            trouble[code].append(number)
    pictures = ((number, scan_picture(pdf[number - 1])) for number in trouble["scan"][:MAX_PAGES])
    scans = read_scans(pictures) if trouble["scan"] else {}
    if scans:
        trouble["scan"] = [number for number in trouble["scan"] if number not in scans]
        notes.append(ocr_note(relative, scans, len(pdf)))
    unseen = {number: find_unseen(pdf[number - 1]) for number in veiled}
    notes.extend(_unseen_notes(unseen, relative))
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
    has_text = bool(scans) or any(text.strip() for text in texts)
    if not has_text and not faults:
        faults.append(document_fault("zonder_tekst", relative))
    if not has_text:
        return Document(relative, sha256, ReadState.UNREADABLE, (), tuple(faults + notes))
    state = ReadState.PARTIAL if faults else ReadState.READ
    pages = (
        scans[page.number].page(page.number)
        if page.number in scans
        else replace(page, unseen=tuple(Span(page.number, one.start, one.end) for one in unseen.get(page.number, ())))
        for page in _pages(data, texts, ruled, pdf)
    )
    return Document(relative, sha256, state, tuple(pages), tuple(faults + notes))


def _unseen_notes(unseen: Mapping[int, tuple[Unseen, ...]], relative: str) -> Iterator[Fault]:
    for code, is_covered in (("onzichtbaar", False), ("zwart_gelakt", True)):
        pages = [number for number, found in unseen.items() if any(one.is_covered == is_covered for one in found)]
        if pages:
            yield document_fault(code, relative, pages_sentence(pages))


def _pages(data: bytes, texts: list[str], ruled: list[int], pdf: pypdfium2.PdfDocument) -> tuple[Page, ...]:
    furniture = find_furniture(texts)
    rows = {}
    if ruled:
        from vtaudit.documents.pdf_tables import read_rows

        rows = read_rows(data, pdf, ruled)
    return tuple(
        Page(number, text, furniture[number - 1], rows.get(number, ())) for number, text in enumerate(texts, start=1)
    )


def _read_page(page: pypdfium2.PdfPage) -> tuple[str, str, bool, bool]:
    """Text, code of what is wrong with the page (or nothing).

    Then whether it has ruled lines enough for a table, and whether something on it may hide text.
    """
    textpage = upright(page)
    try:
        text = page_text(textpage)
    finally:
        textpage.close()
    everything = pieces(page)
    drawn = look_at(page, everything)
    # As bytes it takes a tenth of the time; a space that Latin-1 lacks then counts as a letter, which settles nothing.
    signs = text.encode("latin-1", "replace")
    inked = len(signs.translate(None, _BLANK))
    # A stamp or page number over a full-page picture does not make a scan readable; outlined letters are no text.
    if (inked == 0 and (drawn.images or drawn.paths > 50)) or (drawn.covered > 0.5 and inked < 40):
        return "", "scan", False, False
    if not _is_plain_prose(signs, inked) and _is_gibberish(Counter(text)):
        return "", "onleesbare_tekst", False, False
    return text, "", drawn.segments >= _TABLE_SEGMENTS, bool(inked) and may_hide_text(page, everything)


def _is_plain_prose(signs: bytes, inked: int) -> bool:
    """Whether small letters and the vowels among them settle at once that a page is no gibberish, as nearly always."""
    letters = len(signs) - len(signs.translate(None, _SMALL))
    vowels = len(signs) - len(signs.translate(None, _SMALL_VOWELS))
    return letters > 0.8 * inked and vowels > 0.18 * inked and letters - vowels > 0.3 * inked


def _is_gibberish(characters: Mapping[str, int]) -> bool:
    """Fonts without a character table give private-use, control or unassigned characters, or letters at random.

    `characters` counts each character of a page.
    """
    inked = {each: count for each, count in characters.items() if not each.isspace() and each not in "\x02\ufffe"}
    total = sum(inked.values())
    if not total:
        return False
    if _count(inked, _is_odd) / total > _GIBBERISH_SHARE:
        return True
    letters = _count(inked, str.isalpha)
    if total >= 200 and letters < 0.25 * total:
        return _count(inked, str.isdigit) < 0.25 * total
    if letters < 200:
        return False
    return not 0.18 < _count(inked, _is_vowel) / letters < 0.70


def _count(characters: Mapping[str, int], belongs: Callable[[str], bool]) -> int:
    return sum(count for character, count in characters.items() if belongs(character))


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc")


def _is_vowel(character: str) -> bool:
    return character.isalpha() and unicodedata.normalize("NFD", character)[0].casefold() in _VOWELS
