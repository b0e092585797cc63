"""Pictures (JPEG, PNG, TIFF, GIF) as scans: read with OCR where that is installed, else listed."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vtaudit.documents.faults import document_fault, pages_sentence
from vtaudit.documents.ocr import MAX_PAGES, MAX_PIXELS, Recognised, engine, ocr_note, pgm, read_scans
from vtaudit.errors import Fault
from vtaudit.model import Document, Page, ReadState

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "GIF")
BROKEN_IMAGE = (
    *(OSError, EOFError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError),
    *(AttributeError, struct.error, zlib.error),
)
"""What Pillow raises on the bytes of a picture that is not sound."""


def read_image(data: bytes, relative: str, sha256: str) -> Document:
    """One page per picture in the file (a fax in TIFF has several)."""
    from PIL import Image, UnidentifiedImageError

    total, count, code, read = 1, 1, "", dict[int, Recognised]()
    try:
        # What Pillow has to say about odd pictures would end up in the terminal.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            total = getattr(image, "n_frames", 1)
            count = min(total, MAX_PAGES)
            code = "te_groot" if image.width * image.height > MAX_PIXELS else "" if engine() else "scan"
            read = {} if code else read_scans(_pictures(image, count))
    except UnidentifiedImageError:
        code = "andere_inhoud"
    except Image.DecompressionBombError:
        code = "te_groot"
    except BROKEN_IMAGE:
        code = "beschadigd"
    if not read:
        fault = document_fault(code or "scan", relative)
        return Document(relative, sha256, ReadState.UNREADABLE, (), (fault,))
    faults: list[Fault] = []
    missing = [number for number in range(1, count + 1) if number not in read]
    if missing:
        faults.append(document_fault("scan", relative, pages_sentence(missing)))
    if total > count:
        detail = f"Alleen de eerste {MAX_PAGES} bladzijden zijn gelezen."
        faults.append(document_fault("te_groot", relative, detail))
    pages = tuple(read[number].page(number) if number in read else Page(number, "") for number in range(1, count + 1))
    state = ReadState.PARTIAL if faults else ReadState.READ
    return Document(relative, sha256, state, pages, (*faults, ocr_note(relative, read, count)))


def _pictures(image: Image, count: int) -> Iterator[tuple[int, bytes]]:
    from PIL import ImageOps

    for number in range(1, count + 1):
        image.seek(number - 1)
        if image.width * image.height <= MAX_PIXELS:
            grey = ImageOps.exif_transpose(image).convert("L")
            yield number, pgm(grey.width, grey.height, grey.tobytes())
