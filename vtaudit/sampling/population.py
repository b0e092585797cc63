"""Which rows of the register are the population, and in which stratum each of them falls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Register, RegisterRow, Sample, Selection
from vtaudit.sampling.draw import NO_STRATUM
from vtaudit.sampling.kinds import kind_of

_TEXTS = ("regio", "gemeente", "team", "vervolg", "urgentie", "melder", "aard")
_PERIODS = ("maand", "kwartaal")
_KIND = "soort"
STRATUM_COLUMNS = (*_TEXTS, *_PERIODS, _KIND)
"""What a draw may be divided by: columns, month or quarter of datum_melding, the kind of case; never `medewerker`."""

FILTER_COLUMNS = (*_TEXTS, "uitkomst")
"""The columns that may limit the population; never `medewerker`."""

_LISTED = frozenset({"regio", "team", "vervolg", "urgentie", "uitkomst"})
"""The columns whose values a message may list; in the others somebody may have typed a name."""

_DAY = "datum_melding"
_NEEDED = {**dict.fromkeys(_PERIODS, _DAY), _KIND: "vervolg"}
"""The column that something comes from that is no column itself."""


def select(register: Register, selection: Selection) -> tuple[tuple[RegisterRow, ...], int]:
    """The rows that are the population, and how many rows were left out because what decides cannot be read.

    Values match without regard to capitals; one of the values in a column with several is enough. NO_STRATUM stands
    for an empty cell. Raises VtauditError for a column that may not be used or is not there.
    """
    if faults := tuple(_bad_columns(register, selection.where, FILTER_COLUMNS, "sample-filter", "--where")):
        raise VtauditError(faults)
    rows, unclear = [], 0
    for row in register.rows:
        fits = _fits(row, selection)
        if fits is None:
            unclear += 1
        elif fits:
            rows.append(row)
    return tuple(rows), unclear


def check_selection(register: Register, selection: Selection) -> None:
    """Refuse, for a new draw, a value that no row has and a period that ends before it begins.

    Raises VtauditError. The messages repeat no value that was typed: it may be the name of a person.
    """
    faults = list(_bad_columns(register, selection.where, FILTER_COLUMNS, "sample-filter", "--where"))
    usable = (column for column in selection.where if column in FILTER_COLUMNS and column in register.columns)
    for column in usable:
        occur = {part for row in register.rows for part in _parts(row, column)}
        if {value.strip().casefold() for value in selection.where[column]} - {each.casefold() for each in occur}:
            message = f"Een waarde bij '{column}' komt in het register niet voor."
            known = f"Kies uit: {', '.join(sorted(occur))}." if column in _LISTED else "Controleer de spelling."
            faults.append(Fault("sample-filter", "--where", message, known))
    if selection.since and selection.until and selection.since > selection.until:
        message = "De eerste dag (--from) ligt na de laatste dag (--until)."
        faults.append(Fault("sample-period", "--from", message, "Draai de twee dagen om."))
    if faults:
        raise VtauditError(faults)


def count_moved(sample: Sample, register: Register) -> int:
    """How many drawn cases the register now puts in another stratum than the one they were drawn from."""
    later = sum(each.new > 0 for each in sample.top_ups)
    rows = {row.zaaknummer: row for row in register.rows}
    return sum(
        _stratum(rows[case], sample.design.columns) != stratum.name
        for stratum in sample.frame[: len(sample.frame) - later]
        for case in stratum.drawn
        if sample.design.columns and case in rows
    )


def strata_of(register: Register, rows: Iterable[RegisterRow], columns: Sequence[str]) -> dict[str, str]:
    """The stratum of each zaaknummer; several columns together make one stratum per combination.

    Raises VtauditError for a column that may not be used or is not in the register.
    """
    if faults := tuple(_bad_columns(register, columns, STRATUM_COLUMNS, "sample-stratum", "--stratify")):
        raise VtauditError(faults)
    return {row.zaaknummer: _stratum(row, columns) for row in rows}


def _stratum(row: RegisterRow, columns: Sequence[str]) -> str:
    return " | ".join(_part(row, column) for column in columns)


def _part(row: RegisterRow, column: str) -> str:
    if column == _KIND:
        return kind_of(row) or NO_STRATUM
    if column not in _PERIODS:
        return row.texts.get(column) or NO_STRATUM
    day = row.dates.get(_DAY)
    return _period(day, column) if day else NO_STRATUM


def _period(day: date, column: str) -> str:
    return f"{day.year}-{day.month:02}" if column == "maand" else f"{day.year} kwartaal {(day.month + 2) // 3}"


def _fits(row: RegisterRow, selection: Selection) -> bool | None:
    """Whether the row belongs to the population; None when a cell that decides cannot be read or has no date."""
    answers: list[bool | None] = []
    for column, values in selection.where.items():
        wanted = {value.strip().casefold() for value in values}
        has = {part.casefold() for part in _parts(row, column)}
        answers.append(None if column in row.unreadable else bool(wanted & has))
    if selection.since or selection.until:
        day = row.dates.get(_DAY)
        answers.append(
            None if day is None else (selection.since or day) <= day <= (selection.until or day),
        )
    if False in answers:
        return False
    return None if None in answers else True


def _parts(row: RegisterRow, column: str) -> set[str]:
    """What a filter may name of one cell: the whole of it, and each of several values."""
    cell = row.texts.get(column, NO_STRATUM)
    return {cell, *filter(None, map(str.strip, cell.split(";")))}


def _bad_columns(
    register: Register, columns: Iterable[str], allowed: Sequence[str], code: str, option: str
) -> Iterable[Fault]:
    for column in columns:
        if column not in allowed:
            message = f"'{column}' kan hier niet."
            yield Fault(code, option, message, f"Kies uit: {', '.join(allowed)}.")
        elif _NEEDED.get(column, column) not in register.columns:
            use = "op te verdelen" if option == "--stratify" else "op te kiezen"
            message = f"Het register heeft geen kolom '{column}' om {use}."
            yield Fault(code, register.source, message, f"Kies een andere kolom, of laat {option} weg.")
