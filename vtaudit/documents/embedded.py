"""Pages that somebody pasted as a picture into a document (Word, ODT, RTF, HTML): read like a scan, else told."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from vtaudit.documents.faults import document_fault
from vtaudit.documents.image import BROKEN_IMAGE, FORMATS, read_image
from vtaudit.documents.ocr import MAX_PAGES, MAX_PIXELS
from vtaudit.model import Document, Page, ReadState, Span

_LEAST_SIDE = 8.0
"""In centimetres: logos, signatures and icons are smaller, a letter or a screen that must be read is larger."""
_POINTS_PER_CM = 96 / 2.54
"""As a browser and a word processor show a picture that has no size of its own."""
_LIGHT, _LEAST_LIGHT = 140, 0.6
_DRAWINGS = frozenset({".emf", ".emz", ".wmf", ".wmz", ".svg", ".svm"})
"""Lines and boxes, such as a genogram."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture with its name, and how large it is shown, in centimetres; 0 where nothing tells."""

    name: str
    data: bytes
    width: float
    height: float


def with_pictures(document: Document, pictures: Iterable[Picture]) -> Document:
    """The document with a page for each picture of a page; PARTIAL when one of them could not be read.

    A picture counts when it is shown large and is mostly light, as paper is: a photograph of a room says nothing. It is
    read as far as the text recognition goes, and its pages come after the text, wherever it stands. The same picture
    shown again is not read again.
    """
    pages = [page for page in document.pages if page.text.strip()]
    confidences: list[float] = []
    unread = False
    for count, picture in enumerate(filter(_may_hold_text, _once(pictures))):
        # A picture without a word takes as long to read as a page.
        if count >= MAX_PAGES:
            unread = True
            break
        read = read_image(picture.data, document.path, document.sha256)
        unread = unread or read.state is not ReadState.READ
        for page in read.pages:
            if page.ocr is not None:
                pages.append(_numbered(page, len(pages) + 1))
                confidences.append(page.ocr)
    faults = list(document.faults)
    if confidences:
        mean = round(100 * sum(confidences) / len(confidences))
        faults = [fault for fault in faults if fault.code != "scan"]
        faults.append(document_fault("ocr_afbeelding", document.path, f"De zekerheid is gemiddeld {mean} %."))
    if unread and pages:
        faults.append(document_fault("afbeelding", document.path))
    if not pages:
        return document
    return replace(document, pages=tuple(pages), state=_state(document, unread=unread), faults=tuple(faults))


def _once(pictures: Iterable[Picture]) -> Iterator[Picture]:
    seen: set[bytes] = set()
    for picture in pictures:
        if not picture.data or picture.data not in seen:
            seen.add(picture.data)
            yield picture


def _state(document: Document, *, unread: bool) -> ReadState:
    is_cut_off = any(fault.code == "beschadigd" for fault in document.faults)
    return ReadState.PARTIAL if unread or is_cut_off or document.state is ReadState.PARTIAL else ReadState.READ


def _numbered(page: Page, number: int) -> Page:
    doubtful = tuple(Span(number, span.start, span.end) for span in page.doubtful)
    return replace(page, number=number, doubtful=doubtful)


def _may_hold_text(picture: Picture) -> bool:
    from PIL import Image

    if PurePosixPath(picture.name).suffix.lower() in _DRAWINGS or 0 < _least_side(picture) < _LEAST_SIDE:
        return False
    try:
        # What Pillow has to say about odd pictures would end up in the terminal.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(picture.data), formats=FORMATS) as image:
            if not _least_side(picture) and min(image.size) < _LEAST_SIDE * _POINTS_PER_CM:
                return False
            if image.width * image.height > MAX_PIXELS:
                return True
            histogram = image.convert("L").resize((64, 64)).histogram()
    # What cannot be looked at may well be a page: reading it will say so.
    except (*BROKEN_IMAGE, Image.DecompressionBombError):
        return True
    return sum(histogram[_LIGHT:]) >= _LEAST_LIGHT * sum(histogram)


def _least_side(picture: Picture) -> float:
    return min((side for side in (picture.width, picture.height) if side), default=0.0)
