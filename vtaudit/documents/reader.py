"""One file of a dossier in, one Document out; whatever is wrong with the file becomes a fault, never an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from vtaudit.documents.faults import document_fault
from vtaudit.documents.pdf import read_pdf
from vtaudit.documents.plain import read_csv_file, read_text_file
from vtaudit.documents.word import read_word
from vtaudit.model import Document, ReadState

MAX_BYTES = 200_000_000
_READERS: Mapping[str, Callable[[bytes, str, str], Document]] = {
    ".pdf": read_pdf,
    ".docx": read_word,
    ".txt": read_text_file,
    ".csv": read_csv_file,
}


def read_document(path: Path, relative: str) -> Document:
    """Read one file; `relative` is its name in faults and evidence, with forward slashes.

    PDF, DOCX, TXT and CSV (an export of a system tab) are read; any other kind is UNSUPPORTED, an unreadable file is
    UNREADABLE, and a file of which pages are missing is PARTIAL.
    """
    if path.is_symlink():
        return _refused(relative, "snelkoppeling")
    try:
        if path.stat().st_size > MAX_BYTES:
            return _refused(relative, "te_groot")
        data = path.read_bytes()
    except OSError:
        return _refused(relative, "bestand_weg")
    sha256 = hashlib.sha256(data).hexdigest()
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        fault = document_fault("nog_niet_ondersteund", relative)
        return Document(relative, sha256, ReadState.UNSUPPORTED, (), (fault,))
    if not data:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("leeg", relative),))
    return reader(data, relative, sha256)


def _refused(relative: str, code: str) -> Document:
    return Document(relative, "", ReadState.UNREADABLE, (), (document_fault(code, relative),))
