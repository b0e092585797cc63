"""Plain text files and the CSV exports of system tabs, both as one page."""

from __future__ import annotations

import codecs
import csv
import io

from vtaudit.documents.faults import document_fault
from vtaudit.model import Document, Page, ReadState, Span, TableRow

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_FIELD = 1_000_000


def decode(data: bytes) -> str | None:
    """Text by byte order mark, else UTF-8, else Windows-1252; None when the bytes are no text. Line ends become \\n."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _plain_lines(data.decode(name))
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        return None
    try:
        return _plain_lines(data.decode("utf-8"))
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; text written in it never uses them.
        try:
            return _plain_lines(data.decode("cp1252"))
        except UnicodeDecodeError:
            return None


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text_file(data: bytes, relative: str, sha256: str) -> Document:
    """One page with the text as it stands in the file, byte order mark and carriage returns left out."""
    text = decode(data)
    if text is None or sum(character < " " and character not in "\t\n\f" for character in text) > len(text) * 0.02:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("geen_tekst", relative),))
    if not text.strip():
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("leeg", relative),))
    return Document(relative, sha256, ReadState.READ, (Page(1, text),))


def read_csv_file(data: bytes, relative: str, sha256: str) -> Document:
    """One page with a line per record, `kolom: waarde | kolom: waarde`; the row cells are the values alone.

    Empty cells keep their column name, so that an empty form stays visible as empty. A table that breaks off, or
    rows wider than the header, make the file unreadable as a whole, with the line: half a table proves nothing.
    """
    text = decode(data)
    if text is None:
        return _broken(relative, sha256, "Er staan tekens in die geen tekst zijn.")
    if not text.strip():
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("leeg", relative),))
    header_line = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    previous = csv.field_size_limit(_MAX_FIELD)
    records: list[list[str]] = []
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                if records and len(record) > len(records[0]):
                    detail = f"Op regel {reader.line_num} staan meer kolommen dan in de kop."
                    return _broken(relative, sha256, detail)
                records.append([" ".join(cell.split()) for cell in record])
    except csv.Error:
        return _broken(relative, sha256, f"Het gaat mis op regel {reader.line_num}; kijk naar de aanhalingstekens.")
    finally:
        csv.field_size_limit(previous)
    if not records:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("leeg", relative),))
    return Document(relative, sha256, ReadState.READ, (_tab_page(records),))


def _tab_page(records: list[list[str]]) -> Page:
    header = records[0]
    pieces: list[str] = []
    rows: list[TableRow] = []
    length = 0

    def add(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for record in records[1:]:
        cells: list[Span] = []
        for column, name in enumerate(header):
            value = record[column] if column < len(record) else ""
            add(f"{' | ' if column else ''}{name}: ")
            cells.append(Span(1, length, length + len(value)))
            add(value)
        add("\n")
        rows.append(TableRow(tuple(cells)))
    return Page(1, "".join(pieces), (), tuple(rows))


def _broken(relative: str, sha256: str, detail: str) -> Document:
    fault = document_fault("csv_onleesbaar", relative, detail)
    return Document(relative, sha256, ReadState.UNREADABLE, (), (fault,))
