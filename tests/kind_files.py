"""Makes files of the kinds beside PDF and Word: OpenDocument, mails, and Outlook messages in their own file system."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

_NAMES = ("office", "text", "table", "style", "draw", "manifest")
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"drawing" if name == "draw" else name}:1.0"'
    for name in _NAMES
)
_Files = Mapping[str, bytes]
ODT = "application/vnd.oasis.opendocument.text"


def write_odt(
    path: Path, *blocks: str, styles: str = "", edges: str = "", manifest: bytes = b"", more: _Files | None = None
) -> Path:
    """Paragraphs (a text, or raw XML) in order; `styles` are automatic styles, `edges` headers and footers in XML."""
    body = "".join(block if block.startswith("<") else f"<text:p>{block}</text:p>" for block in blocks)
    content = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:text>{body}</office:text></office:body>"
    master = (
        f'<office:master-styles><style:master-page style:name="x">{edges}</style:master-page></office:master-styles>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODT, zipfile.ZIP_STORED)
        package.writestr("content.xml", f"<office:document-content {_SPACES}>{content}</office:document-content>")
        package.writestr("styles.xml", f"<office:document-styles {_SPACES}>{master}</office:document-styles>")
        package.writestr("META-INF/manifest.xml", manifest or odt_manifest(""))
        for name, data in (more or {}).items():
            package.writestr(name, data)
    return path


def odt_manifest(inside: str) -> bytes:
    return f"<manifest:manifest {_SPACES}>{inside}</manifest:manifest>".encode()


def make_mail(text: str = "", *, html: str = "", subject: str = "Veiligheidsplan", **headers: str) -> EmailMessage:
    """A mail of 3 April 2017, 21.30 in Greenwich: half past eleven at night in the Netherlands."""
    mail = EmailMessage()
    fields = {"From": "Wijkteam Oost <wijkteam@voorbeeld.nl>", "To": "Veilig Thuis <vt@voorbeeld.nl>"}
    for name, value in {**fields, "Date": "Mon, 03 Apr 2017 21:30:00 +0000", "Subject": subject, **headers}.items():
        mail[name] = value
    if text:
        mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html") if text else mail.set_content(html, subtype="html")
    return mail


def attach(mail: EmailMessage, name: str, data: bytes, **headers: str) -> EmailMessage:
    """The same mail with a file attached; `headers` such as `cid` make it part of the body."""
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name, **headers)
    return mail


# ---------------------------------------------------------------- Outlook: MS-OXMSG in MS-CFB

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TREE = dict[str, Any]


def write_msg(
    path: Path, properties: Mapping[int, str | bytes], attachments: Sequence[tuple[str, bytes | _TREE]] = ()
) -> Path:
    """A message with these properties (numbers of MS-OXPROPS); an attachment is a file or a tree of `message_tree`."""
    path.write_bytes(_compound(message_tree(properties, attachments, header=32)))
    return path


def message_tree(
    properties: Mapping[int, str | bytes], attachments: Sequence[tuple[str, bytes | _TREE]] = (), header: int = 24
) -> _TREE:
    """The streams and storages of a message; the one of a message in a message has a shorter header."""
    tree = _streams(properties, {}, header)
    for number, (name, content) in enumerate(attachments):
        own: dict[int, str | bytes] = {0x3707: name} if name else {}
        if isinstance(content, bytes):
            place = _streams({**own, 0x3701: content}, {0x3705: 1}, 8)
        else:
            place = {**_streams(own, {0x3705: 5}, 8), "__substg1.0_3701000D": content}
        tree[f"__attach_version1.0_#{number:08X}"] = place
    return tree


def _streams(properties: Mapping[int, str | bytes], numbers: Mapping[int, int], header: int) -> _TREE:
    tree: _TREE = {}
    table = bytes(header)
    # Texts are UTF-16 here, which this flag tells.
    for key, number in {**numbers, 0x340D: 0x00040000}.items():
        table += struct.pack("<HHIII", 0x0003, key, 6, number, 0)
    for key, value in properties.items():
        if key in (0x0039, 0x0E06):
            assert isinstance(value, bytes)
            table += struct.pack("<HHI", 0x0040, key, 6) + value
            continue
        kind, data = (0x001F, value.encode("utf-16-le")) if isinstance(value, str) else (0x0102, value)
        table += struct.pack("<HHIII", kind, key, 6, len(data) + (2 if kind == 0x001F else 0), 0)
        tree[f"__substg1.0_{key:04X}{kind:04X}"] = data
    return {**tree, "__properties_version1.0": table}


def _compound(tree: _TREE) -> bytes:
    """The tree as a compound file: a header, one directory, small streams together in a stream of the root."""
    entries: list[list[Any]] = []
    _list_entries("Root Entry", tree, entries)
    small, sectors, fat, small_fat = b"", b"", [], []

    def place(data: bytes) -> int:
        nonlocal sectors
        count = -(-len(data) // _SECTOR)
        start = len(fat)
        fat.extend([*range(start + 1, start + count), _END] if count else [])
        sectors += data.ljust(count * _SECTOR, b"\0")
        return start if count else _END

    for entry in entries[1:]:
        data = entry[5]
        if data is None:
            continue
        if len(data) >= _CUTOFF:
            entry[4] = place(data)
        elif data:
            count = -(-len(data) // _SMALL)
            entry[4] = len(small_fat)
            small_fat.extend([*range(entry[4] + 1, entry[4] + count), _END])
            small += data.ljust(count * _SMALL, b"\0")
    entries[0][4:] = [place(small), small]
    directory = b"".join(map(_entry, entries))
    directory_start = place(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    small_table = struct.pack(f"<{len(small_fat)}I", *small_fat)
    small_sectors = -(-len(small_table) // _SECTOR)
    small_start = place(small_table.ljust(small_sectors * _SECTOR, b"\xff")) if small_table else _END
    count = 1
    while (len(fat) + count) * 4 > count * _SECTOR:
        count += 1
    places = list(range(len(fat), len(fat) + count))
    fat.extend([_FAT] * count)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, count, directory_start, 0, _CUTOFF, small_start, small_sectors, _END, 0)
    head += struct.pack("<109I", *(places + [_FREE] * (109 - count)))
    return head + sectors + table


def _list_entries(name: str, content: bytes | _TREE, entries: list[list[Any]]) -> int:
    """Name, kind, sibling, first child, start and data of each; siblings hang on each other's right side."""
    number = len(entries)
    is_storage = not isinstance(content, bytes)
    entries.append(
        [name, 5 if number == 0 else 1 if is_storage else 2, _FREE, _FREE, 0, None if is_storage else content]
    )
    if not isinstance(content, bytes):
        last = None
        for child in sorted(content, key=lambda each: (len(each), each.upper())):
            at = _list_entries(child, content[child], entries)
            if last is None:
                entries[number][3] = at
            else:
                entries[last][2] = at
            last = at
    return number


def _entry(entry: list[Any]) -> bytes:
    name, kind, right, child, start, data = entry
    encoded = (name + "\0").encode("utf-16-le")
    fields = struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
    return encoded.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", start, len(data or b""))
