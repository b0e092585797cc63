"""Decides which column of the file is which column of the contract: register.yaml first, then ready mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.errors import Fault, VtauditError
from vtaudit.register.columns import COLUMNS, REQUIRED
from vtaudit.register.header import header_faults, listing, names_of
from vtaudit.register.notation import DEFAULT_NOTATIONS
from vtaudit.register.settings import Codes, Names, RegisterSettings, column_faults
from vtaudit.register.table import Table

# Notes tell how the file was read; nothing is wrong with the file.
NOTE_CODES = frozenset({"kolom_niet_gebruikt", "kolom_gekoppeld"})


class ReadyMapping(BaseModel):
    """A known export: the names it gives to columns (beside the canonical ones), its codes and its way with dates."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    version: Literal["1"] = Field(alias="versie")
    title: str = Field(alias="titel")
    source: str = Field(alias="bron")
    columns: dict[str, Names] = Field(default_factory=dict, alias="kolommen")
    notations: Names = Field(default=DEFAULT_NOTATIONS, alias="datumnotatie")
    codes: Codes = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where each canonical column stands (index from 0), what the file calls it, and how its cells are read.

    The keys of `codes` have gone through `code_key`.
    """

    indexes: Mapping[str, int]
    headers: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    notations: tuple[str, ...]
    separator: str
    notes: tuple[Fault, ...]


def ready_mappings(folder: Path | None = None) -> tuple[ReadyMapping, ...]:
    """Every mapping that comes with the tool (or stands in `folder`), in order of file name."""
    mappings: list[ReadyMapping] = []
    faults: list[Fault] = []
    for path in sorted((folder or criteria_root() / "register").glob("*.yaml")):
        node = load_yaml(path)
        faults += column_faults(node)
        mappings.append(validate(node, ReadyMapping))
    if faults:
        raise VtauditError(faults)
    return tuple(mappings)


def code_key(code: str) -> str:
    """Codes compare without case, and without the zeros that Excel drops in front of a number."""
    key = " ".join(code.split()).casefold()
    return key.lstrip("0") or "0" if key.isdecimal() else key


def resolve(table: Table, settings: RegisterSettings, mappings: Sequence[ReadyMapping]) -> Resolution:
    """Match the header of `table`; raises VtauditError with everything that stands in the way at once.

    Of the ready mappings the one that recognises most columns counts, the first of equals.
    """
    headers = names_of(table)
    declared, missing = _declared(headers, settings)
    matches = [(_match(headers, declared, mapping), mapping) for mapping in mappings]
    (found, unclear), mapping = max(matches, key=lambda match: len(match[0][0]) + len(match[0][1]))
    faults = [*header_faults(table, headers), *_declared_faults(table, headers, missing)]
    faults += _unclear_faults(table, headers, unclear)
    absent = [column for column in REQUIRED if column not in {**found, **unclear, **missing}]
    if absent:
        faults.append(_absent_fault(table, headers, absent))
    if faults:
        raise VtauditError(faults)
    codes = {
        column: {
            code_key(code): meaning
            for source in (mapping.codes, settings.codes)
            for code, meaning in source.get(column, {}).items()
        }
        for column in COLUMNS
    }
    return Resolution(
        found,
        {column: headers[index] for column, index in found.items()},
        codes,
        settings.notations or mapping.notations,
        settings.separator,
        tuple(_notes(table, headers, found, declared, mapping.title)),
    )


def _declared(headers: Sequence[str], settings: RegisterSettings) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Columns that `kolommen` points at exactly one header, and those where it finds none or several."""
    declared, missing = {}, {}
    for column, wanted in settings.columns.items():
        places = [index for index, header in enumerate(headers) if header and _plain(header) == _plain(wanted)]
        if len(places) == 1:
            declared[column] = places[0]
        else:
            missing[column] = places
    return declared, missing


def _match(
    headers: Sequence[str], declared: Mapping[str, int], mapping: ReadyMapping
) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Columns found under one header, and columns that could be several."""
    found, unclear = dict(declared), {}
    free = {index: _plain(header) for index, header in enumerate(headers) if index not in declared.values()}
    for column in (column for column in COLUMNS if column not in declared):
        aliases = {_plain(name) for name in mapping.columns.get(column, ())}
        own = [index for index, name in free.items() if name == column]
        # A header that carries the name of the contract goes before one that only resembles it.
        places = own or [index for index, name in free.items() if name in aliases]
        if len(places) == 1:
            found[column] = places[0]
        elif places:
            unclear[column] = places
    return found, unclear


def _plain(name: str) -> str:
    return re.sub(r"\s+", "_", name.strip().casefold())


def _declared_faults(table: Table, headers: Sequence[str], missing: Mapping[str, list[int]]) -> Iterator[Fault]:
    for column, places in missing.items():
        problem = "staat meer dan één keer in de kopregel" if places else "staat niet in de kopregel"
        message = f"De kolom die register.yaml bij '{column}' noemt, {problem}. {listing(headers)}"
        remedy = "Verbeter de naam bij 'kolommen' of geef elke kolom een eigen naam."
        yield Fault("kolom_onbekend", f"{table.source}, rij 1", message, remedy)


def _unclear_faults(table: Table, headers: Sequence[str], unclear: Mapping[str, list[int]]) -> Iterator[Fault]:
    for column, places in unclear.items():
        names = ", ".join(f"'{headers[index]}'" for index in places)
        message = f"Voor '{column}' zijn er meer kolommen: {names}."
        remedy = f"Geef elke kolom een eigen naam en kies in register.yaml met kolommen: {{{column}: …}}."
        yield Fault("kolom_dubbel", f"{table.source}, rij 1", message, remedy)


def _absent_fault(table: Table, headers: Sequence[str], absent: Sequence[str]) -> Fault:
    optional = ", ".join(column for column in COLUMNS if column not in REQUIRED)
    message = f"Deze kolommen ontbreken: {', '.join(absent)}. {listing(headers)}"
    remedy = (
        f"Nodig zijn: {', '.join(REQUIRED)}. Mogelijk zijn: {optional}. Heet een kolom anders? "
        "Zet de naam dan in register.yaml bij 'kolommen'."
    )
    return Fault("kolom_ontbreekt", f"{table.source}, rij 1", message, remedy)


def _notes(
    table: Table, headers: Sequence[str], found: Mapping[str, int], declared: Mapping[str, int], title: str
) -> Iterator[Fault]:
    where = f"{table.source}, rij 1"
    renamed = [
        f"'{headers[index]}' als {column}"
        for column, index in found.items()
        if column not in declared and _plain(headers[index]) != column
    ]
    if renamed:
        remedy = "Klopt er een niet? Zet de goede kolom dan in register.yaml bij 'kolommen'."
        message = f"Gelezen als {title}, met kolommen onder een andere naam: {', '.join(renamed)}."
        yield Fault("kolom_gekoppeld", where, message, remedy)
    for index, header in enumerate(headers):
        if header and index not in found.values():
            yield Fault("kolom_niet_gebruikt", where, f"Kolom '{header}' is niet gebruikt.")
