"""From a cell to a value of the contract; what cannot be read is never guessed."""

from __future__ import annotations

import re
from datetime import date

from vtaudit.register.columns import DATE_COLUMNS, IDENTIFIERS, LISTS, VALUES
from vtaudit.register.mapping import Resolution, code_key
from vtaudit.register.notation import Unread, in_window, parse_date
from vtaudit.register.table import Broken, Cell

_SCIENTIFIC = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,3}")
_ENDED_EARLY = "voortijdig_afgesloten"

_NO_DATE_HERE = Broken(
    "cel_onleesbaar",
    "In deze kolom met tekst staat een datum; Excel heeft de inhoud veranderd.",
    "Zet de kolom op 'Tekst' en exporteer opnieuw.",
)
_ROUNDED = Broken(
    "cel_onleesbaar",
    "Excel heeft dit nummer afgerond (met een E erin).",
    "Zet de kolom op 'Tekst' en exporteer opnieuw.",
)
_CONFLICT = Broken(
    "waarde_onbekend",
    "De uitkomsten in deze cel gaan niet samen.",
    "Verbeter de uitkomst in het registratiesysteem en exporteer opnieuw.",
)


def read_cell(column: str, cell: Cell, resolution: Resolution) -> str | date | Broken | None:
    """The text or the day of a cell of `column`; None for an empty cell or a code that means nothing."""
    if isinstance(cell, Broken):
        return cell
    if column in DATE_COLUMNS:
        return _read_day(column, cell, resolution)
    if isinstance(cell, date):
        return _NO_DATE_HERE
    text = cell.strip()
    if not text:
        return None
    if column in IDENTIFIERS:
        return _ROUNDED if _SCIENTIFIC.fullmatch(text) else text
    return _read_values(column, text, resolution)


def _read_day(column: str, cell: str | date, resolution: Resolution) -> date | Broken | None:
    if isinstance(cell, date):
        day = in_window(cell)
    elif not cell.strip() or code_key(cell) in resolution.codes[column]:
        return None
    else:
        day = parse_date(cell, resolution.notations)
    if isinstance(day, date):
        return day
    remedy = "Vul de goede datum in."
    if day in (Unread.FORM, Unread.SERIAL):
        remedy = f"Schrijf de datum als {' of '.join(resolution.notations)}, of noem de notatie in register.yaml."
    return Broken("datum_onleesbaar", day.value, remedy)


def _read_values(column: str, text: str, resolution: Resolution) -> str | Broken | None:
    parts = [part.strip() for part in text.split(resolution.separator)] if column in LISTS else [text]
    codes = resolution.codes[column]
    meanings = [(part, codes.get(code_key(part), part)) for part in parts if part]
    if column not in VALUES:
        return "; ".join(dict.fromkeys(meaning for _, meaning in meanings if meaning)) or None
    values = {re.sub(r"[\s-]+", "_", meaning.casefold()): part for part, meaning in meanings if meaning}
    unknown = [part for value, part in values.items() if value not in VALUES[column]]
    if unknown:
        return _unknown_value(column, unknown[0])
    if _ENDED_EARLY in values and len(values) > 1:
        return _CONFLICT
    return min(values, key=VALUES[column].index, default=None)


def _unknown_value(column: str, value: str) -> Broken:
    # A code tells nothing about a person; any other text in a column mapped by mistake could.
    shown = f" '{value}'" if _CODE.fullmatch(value) else ""
    remedy = (
        f"Bekend zijn: {', '.join(VALUES[column])}. Leg andere woorden of codes uit in register.yaml bij 'codes'"
        + (", en noem bij 'lijstscheiding' het teken tussen meer waarden." if column in LISTS else ".")
    )
    return Broken("waarde_onbekend", f"De waarde{shown} is niet bekend.", remedy)
