"""Word documents and spreadsheets made to hurt whoever unpacks or parses them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document as WordDocument

SENTENCE = "Dit is een verslag van een gesprek met moeder."
_DOCUMENT = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BODY = f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'


def word() -> dict[str, bytes]:
    """The entries of a sound document with one sentence."""
    made = WordDocument()
    made.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(entries: dict[str, bytes]) -> bytes:
    """The entries as a zip package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return stream.getvalue()


def external_entity(secret: Path) -> bytes:
    """Row 15: an entity that stands for a file of this computer."""
    head = f'<!DOCTYPE x [<!ENTITY geheim SYSTEM "{secret.as_uri()}">]>'
    return packed({**word(), _DOCUMENT: (head + _BODY % "&geheim;").encode()})


def external_entity_in_utf16(secret: Path) -> bytes:
    """Row 15: the same, in letters of two bytes, for who looks for the word in single ones."""
    head = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY geheim SYSTEM "{secret.as_uri()}">]>'
    return packed({**word(), _DOCUMENT: (head + _BODY % "&geheim;").encode("utf-16")})


def external_entity_in_the_styles(secret: Path) -> bytes:
    """Row 15: the same in another part of the package."""
    entries = word()
    head = f'<!DOCTYPE x [<!ENTITY geheim SYSTEM "{secret.as_uri()}">]>'
    styles = entries["word/styles.xml"].decode()
    entries["word/styles.xml"] = styles.replace("?>", f"?>{head}", 1).encode()
    return packed(entries)


def billion_laughs() -> bytes:
    """Row 15: ten entities that each stand for ten of the one before."""
    lines = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))]
    return packed({**word(), _DOCUMENT: (f"<!DOCTYPE x [{''.join(lines)}]>" + _BODY % "&l10;").encode()})


def deep_elements(depth: int = 100_000) -> bytes:
    """Row 15: elements within elements, for a reader that calls itself."""
    deep = "<w:ins>" * depth + "</w:ins>" * depth
    return packed({**word(), _DOCUMENT: (_BODY % "").replace("<w:p>", deep + "<w:p>").encode()})


def template_and_picture_elsewhere(address: str) -> bytes:
    """Row 16: a template, a picture and a sub-document that stand on a server."""
    entries = word()
    kinds = (("settings.xml", "attachedTemplate"), ("document.xml", "image"), ("document.xml", "subDocument"))
    for number, (part, kind) in enumerate(kinds):
        name = f"word/_rels/{part}.rels"
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        relation = f'<Relationship Id="x{number}" Type="{_RELATIONS}/{kind}" Target="{address}" TargetMode="External"/>'
        entries[name] = entries.get(name, empty).replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    return packed(entries)


def zip_bomb(size: int = 1_000_000_000) -> bytes:
    """Row 17: a part that unpacks to a thousand times its size."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in word().items():
            package.writestr(name, content)
        with package.open("word/media/groot.xml", "w") as part:
            for _ in range(size // 10_000_000):
                part.write(bytes(10_000_000))
    return stream.getvalue()


def bomb_that_lies(size: int = 400_000_000) -> bytes:
    """Row 17: the same, but the package says that the part is small."""
    data = bytearray(zip_bomb(size))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            name_at = at + (46 if mark == b"PK\x01\x02" else 30)
            if data[name_at:].startswith(b"word/media/groot.xml"):
                data[at + place : at + place + 4] = (1_000).to_bytes(4, "little")
    return bytes(data)


def entries_that_overlap() -> bytes:
    """Row 17: two names for the same packed bytes, as bombs have that unpack millions of times."""
    data = packed({**word(), "word/media/een.xml": b"<a/>", "word/media/two.xml": b"<a/>"})
    first = data.find(b"word/media/een.xml") - 30
    entry = data.rfind(b"word/media/two.xml") - 46
    return data[: entry + 42] + first.to_bytes(4, "little") + data[entry + 46 :]


def entry_named(name: str) -> bytes:
    """Row 18: a part with a name that leaves the package."""
    data = packed({**word(), "NAAM".ljust(len(name), "_"): b"x"})
    return data.replace("NAAM".ljust(len(name), "_").encode(), name.encode())


def entry_that_links() -> bytes:
    """Row 18: a part that is a link to a file of the computer."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in word().items():
            package.writestr(name, content)
        link = zipfile.ZipInfo("word/media/link.xml")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return stream.getvalue()


def spreadsheet_bomb(size: int = 2_000_000_000) -> bytes:
    """Row 17: a register of which one sheet unpacks to gigabytes."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", types)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(size // 10_000_000):
                part.write(b" " * 10_000_000)
    return stream.getvalue()
