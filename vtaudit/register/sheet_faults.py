"""Finds the formulas without an outcome in a sheet: the fast reader hands those on as empty cells or as zero."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from vtaudit.register.table import FORMULA_ERROR, Broken

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_XLSX_SUSPECT = re.compile(rb"<(?:\w+:)?f[\s/>]|\st=[\"']e[\"']")
_ODS_SUSPECT = re.compile(rb":formula=")
_ODS_CELLS = ("table-cell", "covered-table-cell")


def failed_formulas(path: Path, sheet_name: str) -> dict[tuple[int, int], Broken]:
    """Row and column (from 0) of every formula that holds an error or was saved without its value.

    Raises ParseError, KeyError or BadZipFile on a damaged file.
    """
    with zipfile.ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            xml, suspect = _part(archive, "content.xml"), _ODS_SUSPECT
            places = _in_ods(xml, sheet_name)
        else:
            xml, suspect = _part(archive, _sheet_part(archive, sheet_name)), _XLSX_SUSPECT
            places = _in_xlsx(xml)
    # The generator is only run when the plain search found a reason to.
    return dict.fromkeys(places, FORMULA_ERROR) if suspect.search(xml) else {}


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    xml = archive.read(name)
    if b"<!DOCTYPE" in xml:
        raise ParseError("a document type has no place in a spreadsheet")
    return xml


def _sheet_part(archive: zipfile.ZipFile, sheet_name: str) -> str:
    workbook = ElementTree.fromstring(_part(archive, "xl/workbook.xml"))
    relations = ElementTree.fromstring(_part(archive, "xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iter():
        if _local(element) == "sheet" and element.get("name") == sheet_name:
            target = targets[element.get(_RELATION)]
            return posixpath.normpath(posixpath.join("xl", target)) if target[:1] != "/" else target[1:]
    raise KeyError(sheet_name)


def _in_xlsx(xml: bytes) -> Iterator[tuple[int, int]]:
    row = column = -1
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):
        name = _local(element)
        if event == "start" and name == "row":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "start" and name == "c":
            column = _column(element.get("r", "")) if element.get("r") else column + 1
        elif event == "end" and name == "c":
            parts = {_local(child): child.text for child in element}
            if element.get("t") == "e" or ("f" in parts and not parts.get("v")):
                yield row, column
        elif event == "end" and name == "row":
            element.clear()


def _in_ods(xml: bytes, sheet_name: str) -> Iterator[tuple[int, int]]:
    row = 0
    inside = False
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):
        name = _local(element)
        if event == "start" and name == "table":
            inside, row = _attribute(element, "name") == sheet_name, 0
        elif event == "end" and name == "table":
            inside = False
        elif event == "end" and name == "table-row":
            repeats = int(_attribute(element, "number-rows-repeated") or 1)
            if inside:
                for column in _failed_ods_cells(element):
                    yield from ((row + again, column) for again in range(repeats))
            row += repeats
            element.clear()


def _failed_ods_cells(row: Element) -> Iterator[int]:
    column = 0
    for cell in (child for child in row if _local(child) in _ODS_CELLS):
        repeats = int(_attribute(cell, "number-columns-repeated") or 1)
        if _attribute(cell, "formula") is not None:
            shown = "".join(cell.itertext()).strip()
            kinds = {value for key, value in cell.attrib.items() if key.endswith("}value-type")}
            if "error" in kinds or not kinds or shown.startswith(("#", "Err:")):
                yield from range(column, column + repeats)
        column += repeats


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), None)


def _column(reference: str) -> int:
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1
