"""Documents that seem to belong to another zaak: they name its zaaknummer, and not that of the folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from vtaudit.errors import Fault
from vtaudit.model import FileFault, ReadState, RegisterRow

STRANGER = "andere_zaak"

_LEAST_SIGNS = 5
"""A shorter number is found in any text."""

_LABEL = re.compile(r"\W*(?:zaak|dossier)[ -]?(?:nummer|nr)\W{0,5}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Numbers of the same build as the own zaaknummer in one file, upper case.

    `named` is empty when the own number stands there too, `labelled` when a label such as `Zaaknummer:` gives it.
    """

    path: str
    named: frozenset[str]
    labelled: frozenset[str]


def mention(zaaknummer: str, path: str, texts: Iterable[str]) -> Mention | None:
    """The other numbers that a file names, or None."""
    if len(zaaknummer) < _LEAST_SIGNS:
        return None
    pattern, own = _build(zaaknummer), zaaknummer.upper()
    named, labelled = set(), set()
    for line in (line for text in texts for line in text.splitlines()):
        for match in pattern.finditer(line):
            named.add(match[0].upper())
            if _LABEL.fullmatch(line, 0, match.start()):
                labelled.add(match[0].upper())
    kept = tuple(frozenset() if own in found else frozenset(found) for found in (named, labelled))
    return Mention(path, *kept) if any(kept) else None


@cache
def _build(zaaknummer: str) -> re.Pattern[str]:
    """A run of digits stands for any run of digits, a run of letters for letters, the rest for itself."""
    pieces = (
        r"\d+" if piece.isdigit() else "[A-Za-z]+" if piece.isalpha() else re.escape(piece)
        for piece in re.findall(r"\d+|[^\W\d_]+|[\W_]", zaaknummer)
    )
    return re.compile(rf"(?<![\w-]){''.join(pieces)}(?![\w-])")


def stranger_faults(
    zaaknummer: str, mentions: Iterable[Mention], rows: Mapping[str, RegisterRow]
) -> Iterator[FileFault]:
    """A note for each file that names another zaak of the register, or has a label with any other number.

    `rows` by zaaknummer in upper case. Zaken of one family (the same hoofdnummer) name each other and are passed over.
    """
    own = _family(zaaknummer, rows)
    for each in mentions:
        candidates = {number for number in each.named if number in rows} | each.labelled
        others = sorted(number for number in candidates if _family(number, rows) != own)
        if others:
            message = f"In dit stuk staat het nummer van een andere zaak: {', '.join(others)}."
            remedy = "Kijk of het stuk in de goede map staat."
            yield FileFault(each.path, ReadState.READ.value, Fault(STRANGER, each.path, message, remedy))


def _family(zaaknummer: str, rows: Mapping[str, RegisterRow]) -> str:
    row = rows.get(zaaknummer.upper())
    return ((row and row.texts.get("hoofdnummer")) or zaaknummer).upper()
