"""Reads an XLSX or ODS register with every cell as text or as a real date."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from vtaudit.errors import Fault, VtauditError
from vtaudit.register.sheet_faults import failed_formulas
from vtaudit.register.table import Broken, Cell, Line, Table, text_cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_UNPACKED = 500_000_000
# From here on a spreadsheet keeps no longer every digit of a number.
_INEXACT = 10**15
AGAIN = "Open het bestand in Excel, sla het op onder een nieuwe naam en probeer het opnieuw."
_NUMBER = Broken(
    "cel_onleesbaar",
    "Het programma van het werkblad heeft dit als getal bewaard en daarbij kunnen cijfers veranderd zijn.",
    "Zet de kolom op 'Tekst' en exporteer opnieuw.",
)
_CLOCK = Broken("cel_onleesbaar", "In deze cel staat een tijd zonder datum.", "Vul de datum in.")


def read_sheet(source: str, path: Path, sheet_name: str | None) -> Table:
    """The sheet `sheet_name`, or the only one that is not empty; dates follow the 1900 or 1904 system of the file.

    Raises VtauditError for a file that is damaged, locked or too large, and when the sheet is not clear.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _check_archive(source, path)
        with CalamineWorkbook.from_path(path) as workbook:
            sheet = _choose_sheet(source, workbook, sheet_name)
            rows = _rows(sheet)
            merged = any(first[0] == 0 for first, _ in sheet.merged_cell_ranges or ())
        for (row, column), broken in failed_formulas(path, sheet.name).items():
            cells = rows.setdefault(row, [])
            cells.extend("" for _ in range(column + 1 - len(cells)))
            cells[column] = broken
    except (CalamineError, zipfile.BadZipFile, ParseError, KeyError) as error:
        message = "Het bestand is beschadigd, beveiligd met een wachtwoord of geen echt werkblad."
        raise VtauditError(Fault("register_onleesbaar", source, message, AGAIN)) from error
    lines = tuple(Line(row + 1, tuple(cells)) for row, cells in sorted(rows.items()) if any(map(_is_filled, cells)))
    return Table(source, lines, merged)


def _check_archive(source: str, path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED:
        message = "Het bestand is uitgepakt groter dan 500 MB."
        remedy = "Bewaar alleen het blad met het register, zonder opmaak onder de laatste rij."
        raise VtauditError(Fault("register_te_groot", source, message, remedy))


def _choose_sheet(source: str, workbook: CalamineWorkbook, wanted: str | None) -> CalamineSheet:
    names = workbook.sheet_names
    if wanted is not None:
        found = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
        problem = f"Het blad '{wanted}' uit register.yaml bestaat niet."
        candidates = [workbook.get_sheet_by_name(name) for name in found]
    else:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        sheets = [workbook.get_sheet_by_name(name) for name in visible]
        candidates = [sheet for sheet in sheets if sheet.start is not None]
        names = [sheet.name for sheet in candidates]
        problem = "Er zijn meer bladen met inhoud." if candidates else "Het bestand heeft geen blad met inhoud."
    if len(candidates) != 1:
        listing = f" Gevonden: {', '.join(names)}." if names else ""
        remedy = "Noem het blad met de zaken in register.yaml, bijvoorbeeld: blad: 'Zaken'."
        raise VtauditError(Fault("blad_onduidelijk", source, problem + listing, remedy))
    return candidates[0]


def _rows(sheet: CalamineSheet) -> dict[int, list[Cell]]:
    if sheet.start is None:
        return {}
    top, left = sheet.start
    return {
        number: ["" for _ in range(left)] + [_cell(value) for value in row]
        for number, row in enumerate(sheet.iter_rows(), start=top)
        if any(value != "" for value in row)
    }


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) and abs(value) < _INEXACT else _NUMBER
    return _CLOCK


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True
