"""Reads a CSV register: any usual separator and encoding, or one clear fault with the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from vtaudit.errors import Fault, VtauditError
from vtaudit.register.table import Broken, Cell, Line, Table, text_cell

_SEPARATORS = (";", ",", "\t")
_AGAIN = "Exporteer het register opnieuw als CSV (UTF-8) of als XLSX."
_SHORT = Broken("rij_te_kort", "De rij houdt eerder op dan de kopregel.", _AGAIN)


def read_csv(source: str, data: bytes) -> Table:
    """Cells as text; raises VtauditError for a file that is no CSV, a NUL, a quote left open or unknown bytes."""
    _refuse_other_formats(source, data)
    text = _decode(source, data)
    if "\0" in text:
        raise _failure(source, text.count("\n", 0, text.index("\0")) + 1, "In deze regel staat een NUL-teken.")
    text, skipped, separator = _announced_separator(text)
    separator = separator or _separator(text)
    records = list(_records(source, text, separator, skipped))
    header = records[0] if records else []
    width = max((at for at, name in enumerate(header, start=1) if name.strip()), default=0)
    return Table(
        source,
        tuple(
            Line(number, _cells(record, width))
            for number, record in enumerate(records, start=1)
            if any(value.strip() for value in record)
        ),
    )


def _cells(record: list[str], width: int) -> tuple[Cell, ...]:
    # A row cut short is not a row with empty dates: those would count against the case.
    return (*(text_cell(value) for value in record), *(_SHORT for _ in range(width - len(record))))


def _refuse_other_formats(source: str, data: bytes) -> None:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    other = None
    if start.startswith(b"pk\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        other = "een Excel- of ODS-bestand"
    elif start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        other = "een webpagina of XML"
    elif start.startswith(b"%pdf"):
        other = "een PDF"
    if other:
        message = f"Dit bestand heet .csv, maar het is {other}."
        raise VtauditError(Fault("register_onleesbaar", source, message, _AGAIN))


def _decode(source: str, data: bytes) -> str:
    """UTF-8 with or without byte order mark, UTF-16 with one (Excel's 'Unicode-tekst'), else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            encoding = "cp1252"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _failure(source, line, "In deze regel staan tekens die geen UTF-8 of Windows-tekst zijn.") from error


def _announced_separator(text: str) -> tuple[str, int, str | None]:
    """Excel reads a first line `sep=;` as an instruction and does not count it as a row; so does this."""
    first, end, rest = text.partition("\n")
    announced = first.strip("\r ").casefold()
    if announced.startswith("sep=") and len(announced) == 5 and end:
        return rest, 1, announced[4]
    return text, 0, None


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=lambda separator: _header_width(text, separator))


def _header_width(text: str, separator: str) -> int:
    try:
        return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), []))
    except csv.Error:
        return 0


def _records(source: str, text: str, separator: str, skipped: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1 + skipped
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _failure(source, line, "Een aanhalingsteken klopt niet in de rij die hier begint.") from error
        yield record


def _failure(source: str, line: int, message: str) -> VtauditError:
    return VtauditError(Fault("register_onleesbaar", f"{source}, regel {line}", message, _AGAIN))
