"""Makes the files that the readers are tried on: PDFs drawn by reportlab or by hand, Word documents with raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document as WordDocument
from docx.oxml import parse_xml
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_pdf(path: Path, pages: Sequence[Sequence[str]], *, password: str | None = None) -> Path:
    """Each page a list of lines from the top down; `password` may be empty (encrypted, open to all)."""
    encryption = None if password is None else StandardEncryption(password, ownerPassword="beheer")
    canvas = Canvas(str(path), encrypt=encryption)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def write_scan(path: Path, text_pages: Sequence[Sequence[str]] = (), stamp: str = "") -> Path:
    """Pages with text, followed by one page that is only a picture."""
    from PIL import Image

    canvas = Canvas(str(path))
    for lines in text_pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - 16 * number, line)
        canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)
    canvas.drawString(72, 20, stamp)
    canvas.showPage()
    canvas.save()
    return path


def write_table_pdf(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A ruled table; a line break in a cell is drawn as a second line."""
    canvas = Canvas(str(path))
    canvas.drawString(72, 780, "Overzicht")
    top = 750
    for row in rows:
        for column, cell in enumerate(row):
            canvas.rect(72 + 150 * column, top - 40, 150, 40)
            for number, line in enumerate(cell.split("\n")):
                canvas.drawString(76 + 150 * column, top - 15 - 14 * number, line)
        top -= 40
    canvas.save()
    return path


def write_gibberish_pdf(path: Path) -> Path:
    """Text whose font maps every letter to the private use area."""
    mapping = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    mapping += b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <E020> endbfrange\n"
    mapping += b"endcmap CMapName currentdict /CMap defineresource pop end end"
    content = b"BT /F1 12 Tf 72 700 Td (Dit is een verslag van een gesprek met moeder.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(mapping), mapping),
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(data)
    return path


def write_docx(path: Path, *blocks: str | list[list[str]]) -> Path:
    """Paragraphs (a text, or raw XML of a `w:p` or `w:tbl`) and tables (a list of rows), in order."""
    word = WordDocument()
    for block in blocks:
        if isinstance(block, list):
            table = word.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif block.startswith("<w:"):
            word.element.body.insert(len(word.element.body) - 1, parse_xml(block.replace(">", f" {W}>", 1)))
        else:
            word.add_paragraph(block)
    word.save(str(path))
    return path


def repack(path: Path, changes: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """The same package with entries replaced or added."""
    with zipfile.ZipFile(path) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        for name, content in {**entries, **changes}.items():
            package.writestr(name, content)
    path.write_bytes(stream.getvalue())
    return path
