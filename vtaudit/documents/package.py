"""Is a package (Word, OpenDocument) safe to unpack? Looked at before anything in it is expanded."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

from vtaudit.documents.content import BROKEN_ZIP, OLE_MAGIC

_MAX_TOTAL = 300_000_000
_MAX_RATIO = 120
_RATIO_FREE = 2_000_000
_MAX_ENTRIES = 5_000
_ENCRYPTED = 0x1
_HEADER = 30


_WORD = ("word/document.xml", "[Content_Types].xml")


def package_fault_code(data: bytes, parts: tuple[str, ...] = _WORD, wrong: str = "geen_docx") -> str:
    """Empty when the bytes are a sound zip package with one of `parts`, else the code of the fault.

    `wrong` is the code of a file that is no such package at all.
    Refuses passwords (also the encrypted OLE wrapper that Word writes), names that leave the package, links, more than
    300 MB unpacked, entries packed tighter than 1:120, overlapping entries, and XML with a document type.
    """
    if data.startswith(OLE_MAGIC):
        return "versleuteld"
    if not data.startswith(b"PK"):
        return wrong
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                return "versleuteld"
            if len(entries) > _MAX_ENTRIES or any(map(_is_unsafe, entries)) or _overlap(entries):
                return "onveilig"
            if sum(entry.file_size for entry in entries) > _MAX_TOTAL:
                return "onveilig"
            if not any(part in package.namelist() for part in parts):
                return wrong
            return "onveilig" if any(_has_doctype(package, entry) for entry in entries) else ""
    except BROKEN_ZIP as error:
        return "onveilig" if "Overlapped" in str(error) else "beschadigd"


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    leaves = name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"
    bomb = entry.file_size > _RATIO_FREE and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
    return is_link or leaves or bomb


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two names share packed bytes: no program packs so, only a bomb does."""
    ends = sorted((each.header_offset, each.header_offset + _HEADER + each.compress_size) for each in entries)
    return any(end > start for (_, end), (start, _) in pairwise(ends))


def _has_doctype(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if not entry.filename.endswith((".xml", ".rels")):
        return False
    with package.open(entry) as stream:
        # A document type can only stand before the root element; reading also proves the checksum of the entry.
        content = stream.read()
    plain = content.replace(b"\0", b"")[:100_000]
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
