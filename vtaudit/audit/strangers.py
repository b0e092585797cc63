"""Documents that seem to belong to another zaak: they name its zaaknummer and not their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from vtaudit.errors import Fault
from vtaudit.model import FileFault, ReadState, RegisterRow

STRANGER = "andere_zaak"

_LEAST_SIGNS = 5
"""A shorter number is found in any text."""

Mentions = Iterable[tuple[str, frozenset[str]]]


def numbers_like(zaaknummer: str, texts: Iterable[str]) -> frozenset[str]:
    """Everything of the same build as the zaaknummer, upper case; nothing when the zaaknummer itself stands there."""
    if len(zaaknummer) < _LEAST_SIGNS:
        return frozenset()
    pattern = _build(zaaknummer)
    found = {match[0].upper() for text in texts for match in pattern.finditer(text)}
    return frozenset() if zaaknummer.upper() in found else frozenset(found)


@cache
def _build(zaaknummer: str) -> re.Pattern[str]:
    """A run of digits stands for any run of digits, a run of letters for letters, the rest for itself."""
    pieces = (
        r"\d+" if piece.isdigit() else "[A-Za-z]+" if piece.isalpha() else re.escape(piece)
        for piece in re.findall(r"\d+|[^\W\d_]+|[\W_]", zaaknummer)
    )
    return re.compile(rf"(?<![\w-]){''.join(pieces)}(?![\w-])")


def stranger_faults(zaaknummer: str, mentions: Mentions, rows: Mapping[str, RegisterRow]) -> Iterator[FileFault]:
    """A note for each file that names another zaak of the register; `rows` by zaaknummer in upper case.

    Zaken of one family (the same hoofdnummer) name each other and are passed over.
    """
    own = _family(zaaknummer, rows)
    for path, numbers in mentions:
        others = sorted(number for number in numbers if number in rows and _family(number, rows) != own)
        if others:
            message = (
                f"In dit stuk staat het nummer van een andere zaak ({', '.join(others)}), en niet het eigen nummer."
            )
            remedy = "Kijk of het stuk in de goede map staat."
            yield FileFault(path, ReadState.READ.value, Fault(STRANGER, path, message, remedy))


def _family(zaaknummer: str, rows: Mapping[str, RegisterRow]) -> str:
    return rows[zaaknummer.upper()].texts.get("hoofdnummer") or zaaknummer.upper()
