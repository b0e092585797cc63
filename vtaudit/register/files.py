"""Finds the one register of a folder and hands it to the reader of its format."""

from __future__ import annotations

from pathlib import Path

from vtaudit.errors import Fault, VtauditError
from vtaudit.guard import Lost, Reason, guarded
from vtaudit.register.csv_table import read_csv
from vtaudit.register.sheet_table import AGAIN, read_sheet
from vtaudit.register.table import Table

FORMATS = (".csv", ".xlsx", ".ods")
_LOST = {
    Reason.CRASHED: "liep erop vast",
    Reason.TOO_LONG: "was er te lang mee bezig",
    Reason.OUT_OF_MEMORY: "had er te veel geheugen voor nodig",
}


def find_register(folder: Path, named: str | None) -> Path:
    """The file `named` in register.yaml, else the one register.csv, .xlsx or .ods; raises VtauditError otherwise."""
    found = _candidates(folder, named)
    if len(found) == 1:
        return found[0]
    where = folder.name or "map"
    if found:
        listing = ", ".join(path.name for path in found)
        remedy = "Laat er één staan, of noem het goede in register.yaml met 'bestand'."
        raise VtauditError(Fault("register_dubbel", where, f"Er staan meer registers in de map: {listing}.", remedy))
    if named:
        message = f"Het bestand '{named}' uit register.yaml staat niet in de map."
        raise VtauditError(Fault("register_ontbreekt", where, message, "Verbeter de naam bij 'bestand'."))
    message = "Er staat geen register in de map."
    remedy = "Zet de export van het registratiesysteem in de map als register.csv, register.xlsx of register.ods."
    raise VtauditError(Fault("register_ontbreekt", where, message, remedy))


def _candidates(folder: Path, named: str | None) -> list[Path]:
    wanted = {named.casefold()} if named else {f"register{suffix}" for suffix in FORMATS}
    try:
        return sorted(path for path in folder.iterdir() if path.name.casefold() in wanted and path.is_file())
    except OSError as error:
        message = "De map bestaat niet of is niet te openen."
        raise VtauditError(Fault("map_onleesbaar", folder.name or "map", message, "Controleer de map.")) from error


def read_table(path: Path, sheet_name: str | None) -> Table:
    """Every filled row of the register; `sheet_name` only makes sense for XLSX and ODS."""
    source = path.name
    try:
        if path.suffix.casefold() == ".csv":
            if sheet_name is not None:
                remedy = "Haal 'blad' weg uit register.yaml."
                raise VtauditError(Fault("blad_onduidelijk", source, "Een CSV-bestand heeft geen bladen.", remedy))
            return read_csv(source, path.read_bytes())
        return guarded(read_sheet, source, path, sheet_name)
    except Lost as lost:
        message = f"Het bestand is niet te lezen: het programma {_LOST[lost.reason]}."
        raise VtauditError(Fault("register_onleesbaar", source, message, AGAIN)) from lost
    except OSError as error:
        message = "Het bestand is niet te openen."
        remedy = "Sluit het bestand in Excel en controleer of u het mag lezen."
        raise VtauditError(Fault("register_onleesbaar", source, message, remedy)) from error
