"""One file of a dossier in, its documents out; whatever is wrong with the file becomes a fault, never an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath

from vtaudit.documents.content import kind_of
from vtaudit.documents.faults import document_fault
from vtaudit.documents.html import read_html
from vtaudit.documents.image import read_image
from vtaudit.documents.mail import Attachment, Mail, message_document, open_eml
from vtaudit.documents.odt import read_odt
from vtaudit.documents.outlook import open_msg
from vtaudit.documents.pdf import read_pdf
from vtaudit.documents.plain import read_csv_file, read_text_file
from vtaudit.documents.rtf import read_rtf
from vtaudit.documents.word import read_word
from vtaudit.model import Document, ReadState

MAX_BYTES = 200_000_000
_MAX_DOCUMENTS = 200
_MAX_DEPTH = 5
_READERS: Mapping[str, Callable[[bytes, str, str], Document]] = {
    "pdf": read_pdf,
    "docx": read_word,
    "odt": read_odt,
    "rtf": read_rtf,
    "html": read_html,
    "text": read_text_file,
    "csv": read_csv_file,
    "image": read_image,
}
_MAILS: Mapping[str, Callable[[bytes], Mail | None]] = {"eml": open_eml, "msg": open_msg}
_LISTED = {
    "doc": "oud_word",
    **dict.fromkeys(("xls", "xlsx", "ods"), "rekenblad"),
    "zip": "archief",
    "": "nog_niet_ondersteund",
}
_BY_NAME = {
    **{f".{kind}": kind for kind in (*_READERS, *_MAILS, *_LISTED) if kind not in ("text", "image", "")},
    ".txt": "text",
    ".docm": "docx",
    ".htm": "html",
    ".xhtml": "html",
    ".xlsm": "xlsx",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff"), "image"),
}
SUFFIXES = frozenset(_BY_NAME) - {".csv", ".zip", ".xls", ".xlsx", ".xlsm", ".ods"}
"""The names that a document of a dossier can have, in lower case."""

_WORDS = {
    "pdf": "een pdf",
    "docx": "een Word-document",
    "odt": "een ODT-document",
    "rtf": "een RTF-document",
    "html": "een webpagina",
    "image": "een afbeelding",
    "msg": "een mail",
}
_REFUSALS = {"pdf": "geen_pdf", "docx": "geen_docx"}
# Systems hand out web pages as Word documents and sheets; under another name one is the page of a failed download.
_MAY_BE_HTML = frozenset({"", "html", "text", "doc", "xls"})


def read_document(path: Path, relative: str) -> Document:
    """Read one file without what is attached to it; the first of `read_documents`."""
    return read_documents(path, relative)[0]


def read_documents(path: Path, relative: str) -> tuple[Document, ...]:
    """Read one file; `relative` is its name in faults and evidence, with forward slashes.

    A mail gives its message and then its attachments, named `mail.eml#bijlage.pdf`. What the file is, its content says
    before its name. A kind that is only listed is UNSUPPORTED, an unreadable file is UNREADABLE, and a file of which
    pages are missing is PARTIAL.
    """
    if path.is_symlink():
        return (_unread(relative, "", "snelkoppeling"),)
    try:
        if path.stat().st_size > MAX_BYTES:
            return (_unread(relative, "", "te_groot"),)
        data = path.read_bytes()
    except OSError:
        return (_unread(relative, "", "bestand_weg"),)
    return documents_in(data, relative)


def read_each(files: Iterable[tuple[Path, str]]) -> list[tuple[Document, ...]]:
    """`read_documents` of every file, in order."""
    return [read_documents(*file) for file in files]


def documents_in(data: bytes, relative: str) -> tuple[Document, ...]:
    """The same for the content of a file; at most 200 documents, and mails in mails at most five deep."""
    found = tuple(islice(_documents(data, relative, 0), _MAX_DOCUMENTS + 1))
    if len(found) <= _MAX_DOCUMENTS:
        return found
    fault = document_fault("te_groot", relative, f"Alleen de eerste {_MAX_DOCUMENTS - 1} bijlagen zijn gelezen.")
    first = replace(found[0], state=ReadState.PARTIAL, faults=(*found[0].faults, fault))
    return (first, *found[1:_MAX_DOCUMENTS])


def _documents(content: bytes | Mail, relative: str, depth: int) -> Iterator[Document]:
    """The document, and what is attached to it at any depth."""
    if depth > _MAX_DEPTH:
        yield _unread(relative, "", "te_groot", "De mail zit te diep in andere mails.")
        return
    # A mail in a mail has no bytes of its own in every kind of file.
    data = content if isinstance(content, bytes) else repr(content).encode("utf-8", "replace")
    sha256 = hashlib.sha256(data).hexdigest()
    document, attachments = _read(content, relative, sha256)
    yield document
    for attachment in attachments:
        yield from _documents(attachment.content, f"{relative}#{attachment.name}", depth + 1)


def _read(content: bytes | Mail, relative: str, sha256: str) -> tuple[Document, tuple[Attachment, ...]]:
    try:
        if isinstance(content, Mail):
            return message_document(content, relative, sha256), content.attachments
        return _read_bytes(content, relative, sha256)
    except MemoryError:
        return _unread(relative, sha256, "te_groot"), ()
    # What the libraries raise on a broken file cannot be listed.
    except Exception:
        return _unread(relative, sha256, "beschadigd"), ()


def _read_bytes(data: bytes, relative: str, sha256: str) -> tuple[Document, tuple[Attachment, ...]]:
    named = _BY_NAME.get(PurePosixPath(relative).suffix.lower(), "")
    if not data and named:
        return _unread(relative, sha256, "leeg"), ()
    found = kind_of(data)
    if found == "html" and named not in _MAY_BE_HTML:
        return _unread(relative, sha256, _REFUSALS.get(named, "andere_inhoud"), "Het is een webpagina."), ()
    # A tab of the system is known by its name alone.
    kind = found if found and named != "csv" else named
    if kind in _LISTED:
        return replace(_unread(relative, sha256, _LISTED[kind]), state=ReadState.UNSUPPORTED), ()
    if kind in _READERS:
        document = _READERS[kind](data, relative, sha256)
        return document if kind == named else _with_note(document, kind), ()
    mail = _MAILS[kind](data)
    if mail is None:
        return _unread(relative, sha256, "andere_inhoud"), ()
    document = message_document(mail, relative, sha256)
    return document if kind == named else _with_note(document, kind), mail.attachments


def _with_note(document: Document, kind: str) -> Document:
    note = document_fault("andere_naam", document.path, f"Het is {_WORDS[kind]}, en zo is het gelezen.")
    return replace(document, faults=(*document.faults, note)) if document.pages else document


def _unread(relative: str, sha256: str, code: str, detail: str = "") -> Document:
    return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault(code, relative, detail),))
