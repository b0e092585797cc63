"""What a file is by its content; its name may say something else."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What zipfile raises on bytes that are no sound zip; an unknown packing or a password is a RuntimeError."""

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
# Names of streams are UTF-16 in the directory of an OLE file.
_STREAMS = (
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
)
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsx"))
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEAD = 4_096


def kind_of(data: bytes) -> str:
    """pdf, docx, odt, rtf, html, msg or image; doc, xls, xlsx, ods or zip; empty when the content does not tell."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES):
        return "image"
    if data.startswith(OLE_MAGIC):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "")
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return "html" if _HTML.match(_head(data)) else ""


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = frozenset(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                found = _OPEN_DOCUMENTS.get(package.read("mimetype").strip())
                if found:
                    return found
    except BROKEN_ZIP:
        return ""
    return next((kind for part, kind in _PARTS if part in names), "zip")


def _head(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
