"""The row of column names: is it one, is it whole, and what may be shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vtaudit.errors import Fault
from vtaudit.register.columns import REQUIRED
from vtaudit.register.table import Cell, Line, Table

_LOOK_AHEAD = 10
_SHOWN_NAMES, _SHOWN_SIGNS = 40, 40
_LONG_NUMBER = re.compile(r"[0-9]{4}|[0-9]{1,2}[-/][0-9]{1,2}[-/]")


def names_of(table: Table) -> tuple[str, ...]:
    """The trimmed names in row 1, as far as the last one; a cell that holds no text has no name."""
    first = table.lines[0] if table.lines and table.lines[0].number == 1 else None
    names = [cell.strip() if isinstance(cell, str) else "" for cell in first.cells] if first else []
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def listing(headers: Sequence[str]) -> str:
    """The names found, unless row 1 may be a row of data: then showing it would show a person."""
    names = [name for name in headers if name]
    if not names:
        return "Rij 1 is leeg."
    if len(names) == 1 or any(_LONG_NUMBER.search(name) for name in names):
        return "Rij 1 lijkt geen rij met kolomnamen."
    shown = ", ".join(name[:_SHOWN_SIGNS] for name in names[:_SHOWN_NAMES])
    return f"Gevonden: {shown}{' …' if len(names) > _SHOWN_NAMES else ''}."


def header_faults(table: Table, headers: Sequence[str]) -> Iterator[Fault]:
    """Merged cells, names that stand lower down, a second row of names, data under a column without a name."""
    remedy = "Zorg dat rij 1 per kolom één naam heeft en dat rij 2 de eerste zaak is."
    if table.merged_header:
        message = f"In de rij met kolomnamen zijn cellen samengevoegd. {listing(headers)}"
        yield Fault("kopregel", f"{table.source}, rij 1", message, remedy)
    body = [line for line in table.lines if line.number > 1]
    for line in body[:_LOOK_AHEAD]:
        if _holds_required(line.cells) and not _holds_required(headers):
            message = f"De kolomnamen lijken in rij {line.number} te staan."
            yield Fault("kopregel", f"{table.source}, rij {line.number}", message, "Verwijder de rijen erboven.")
            return
    if headers and body and _looks_like_names(body[0]):
        message = f"Rij {body[0].number} lijkt een tweede rij met kolomnamen. {listing(headers)}"
        yield Fault("kopregel", f"{table.source}, rij {body[0].number}", message, remedy)
    for index in range(len(table.lines[0].cells) if headers else 0):
        filled = [line.number for line in body if index < len(line.cells) and _is_filled(line.cells[index])]
        if filled and (index >= len(headers) or not headers[index]):
            message = f"Kolom {index + 1} heeft geen naam, maar wel inhoud. {listing(headers)}"
            yield Fault("kopregel", f"{table.source}, rij {filled[0]}", message, remedy)


def _holds_required(cells: Sequence[Cell]) -> bool:
    names = {re.sub(r"\s+", "_", cell.strip().casefold()) for cell in cells if isinstance(cell, str)}
    return names.issuperset(REQUIRED)


def _looks_like_names(line: Line) -> bool:
    """No case is without any digit: it has a number and a date."""
    filled = [cell for cell in line.cells if _is_filled(cell)]
    texts = [cell for cell in filled if isinstance(cell, str)]
    return len(filled) > 1 and len(texts) == len(filled) and not any(re.search(r"[0-9]", text) for text in texts)


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True
