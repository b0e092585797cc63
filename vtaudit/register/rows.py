"""From lines to the rows of the population: doubles refused, contradictions named, nothing silently dropped."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from vtaudit.errors import Fault
from vtaudit.model import Contradiction, Register, RegisterRow
from vtaudit.register.cells import read_cell
from vtaudit.register.mapping import Resolution
from vtaudit.register.table import Broken, Line, Table

# The first of each pair can never lie before the second.
_ORDER = (
    ("datum_triagebesluit", "datum_melding"),
    ("datum_start_onderzoek", "datum_melding"),
    ("datum_afronding_onderzoek", "datum_melding"),
    ("datum_afronding_onderzoek", "datum_start_onderzoek"),
    ("datum_inzet_vervolgtraject", "datum_melding"),
    ("datum_afsluiting", "datum_melding"),
)
_OUT_OF_ORDER, _LATER = "datums_strijdig", "datum_na_peildatum"
REMARK_CODES = frozenset({_OUT_OF_ORDER, _LATER})
"""Codes of what was read and cannot be true, or is not true yet."""

_ROWS_NAMED = 5
_MEND = "Verbeter dit in het registratiesysteem en exporteer opnieuw."


@dataclass(frozen=True, slots=True)
class Population:
    """The rows that are judged, the zaaknummers (or rows) that are not, and every fault in order of the file."""

    rows: tuple[RegisterRow, ...]
    refused: Mapping[str, Fault]
    faults: tuple[Fault, ...]


def read_rows(table: Table, resolution: Resolution) -> Population:
    """Every line below row 1, each either a row, or refused with its fault."""
    width = len(table.lines[0].cells)
    faults: list[Fault] = []
    refused: dict[str, Fault] = {}
    readable: list[RegisterRow] = []
    for line in table.lines:
        if line.number == 1:
            continue
        result = _read_line(table.source, line, resolution, width)
        if isinstance(result, Fault):
            refused[f"rij {line.number}"] = result
            faults.append(result)
        else:
            readable.append(result)
            faults += result.unreadable.values()
            if "datum_melding" not in {**result.dates, **result.unreadable}:
                message = "De datum van de melding ontbreekt."
                where = _place(table.source, line.number, resolution.headers["datum_melding"])
                faults.append(Fault("datum_ontbreekt", where, message, _MEND))
    doubles = _doubles(table.source, readable)
    rows = tuple(row for row in readable if row.zaaknummer not in doubles)
    return Population(rows, {**refused, **doubles}, (*faults, *dict.fromkeys(doubles.values())))


def _read_line(source: str, line: Line, resolution: Resolution, width: int) -> RegisterRow | Fault:
    if any(not isinstance(cell, str) or cell.strip() for cell in line.cells[width:]):
        message = "De rij heeft meer cellen dan de kopregel; de inhoud kan verschoven zijn."
        remedy = "Zet tekst met een scheidingsteken tussen aanhalingstekens, of exporteer als XLSX."
        return Fault("rij_te_lang", f"{source}, rij {line.number}", message, remedy)
    texts: dict[str, str] = {}
    dates: dict[str, date] = {}
    unreadable: dict[str, Fault] = {}
    for column, index in resolution.indexes.items():
        value = read_cell(column, line.cells[index] if index < len(line.cells) else "", resolution)
        if isinstance(value, Broken):
            where = _place(source, line.number, resolution.headers[column])
            unreadable[column] = Fault(value.code, where, value.message, value.remedy)
        elif isinstance(value, date):
            dates[column] = value
        elif value is not None:
            texts[column] = value
    if "zaaknummer" in unreadable:
        return unreadable["zaaknummer"]
    if "zaaknummer" not in texts:
        where = _place(source, line.number, resolution.headers["zaaknummer"])
        return Fault("zaaknummer_ontbreekt", where, "Deze rij heeft geen zaaknummer en telt niet mee.", _MEND)
    number = texts.pop("zaaknummer")
    found = _contradictions(f"{source}, rij {line.number}", dates)
    return RegisterRow(number, line.number, texts, dates, unreadable, tuple(found))


def _place(source: str, row: int, header: str) -> str:
    return f"{source}, rij {row}, kolom '{header}'"


def _doubles(source: str, rows: Iterable[RegisterRow]) -> dict[str, Fault]:
    """Zaaknummers that stand there twice, or that would share one folder of documents."""
    groups: dict[str, list[RegisterRow]] = {}
    for row in rows:
        folder = unicodedata.normalize("NFC", row.zaaknummer).translate(str.maketrans("/\\:", "---"))
        groups.setdefault(folder, []).append(row)
    doubles: dict[str, Fault] = {}
    for group in (group for group in groups.values() if len(group) > 1):
        *first, last = (str(row.row) for row in group)
        message = "Deze rijen hebben hetzelfde zaaknummer. Geen ervan telt mee."
        fault = Fault("zaaknummer_dubbel", f"{source}, rij {', '.join(first)} en {last}", message, _MEND)
        doubles.update({row.zaaknummer: fault for row in group})
    return doubles


def _contradictions(where: str, dates: Mapping[str, date]) -> list[Contradiction]:
    return [
        Contradiction(
            (later, earlier),
            Fault(_OUT_OF_ORDER, where, f"De {later} ligt voor de {earlier}.", _MEND),
        )
        for later, earlier in _ORDER
        if later in dates and earlier in dates and dates[later] < dates[earlier]
    ]


def with_peildatum(register: Register, peildatum: date) -> Register:
    """The register as seen on `peildatum`: each date after it is a contradiction of its row.

    Calling it again with another day replaces what the first call added.
    """

    def seen(row: RegisterRow) -> RegisterRow:
        where = f"{register.source}, rij {row.row}"
        kept = (found for found in row.contradictions if found.fault.code != _LATER)
        later = (
            Contradiction((column,), Fault(_LATER, where, f"De {column} ligt na de peildatum.", _MEND))
            for column, day in row.dates.items()
            if day > peildatum
        )
        return replace(row, contradictions=(*kept, *later))

    return replace(register, rows=tuple(map(seen, register.rows)), peildatum=peildatum)


def remarks(register: Register) -> tuple[Fault, ...]:
    """What a person should know about dates that can be read: each pair out of order, and per column those to come.

    An export that is younger than the peildatum holds many of the latter, so that these stand in one line.
    """
    ahead: dict[str, list[int]] = {}
    found: list[Fault] = []
    for row in register.rows:
        for contradiction in row.contradictions:
            if contradiction.fault.code == _LATER:
                ahead.setdefault(contradiction.columns[0], []).append(row.row)
            else:
                found.append(contradiction.fault)
    return (*found, *(_ahead(register.source, column, rows) for column, rows in ahead.items()))


def _ahead(source: str, column: str, rows: list[int]) -> Fault:
    named = ", ".join(map(str, rows[:_ROWS_NAMED])) + (" …" if len(rows) > _ROWS_NAMED else "")
    many = "ligt 1 datum" if len(rows) == 1 else f"liggen {len(rows)} datums"
    message = f"In deze kolom {many} na de peildatum (rij {named}). Wat daarna komt, telt nog niet mee."
    return Fault(_LATER, f"{source}, kolom '{column}'", message, "Klopt een datum niet, verbeter die dan.")


def population_sha256(rows: Iterable[RegisterRow]) -> str:
    """The fingerprint of what the rows say, whatever their order and their place in the file."""
    content = sorted(
        json.dumps(
            {
                "zaaknummer": row.zaaknummer,
                "texts": dict(row.texts),
                "dates": {column: day.isoformat() for column, day in row.dates.items()},
                "unreadable": sorted(row.unreadable),
            },
            sort_keys=True,
        )
        for row in rows
    )
    return hashlib.sha256("\n".join(content).encode("ascii")).hexdigest()
