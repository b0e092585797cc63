"""Reads a date that is written in a declared notation, and no other.

A time behind the date is dropped. A time with Z or an offset from UTC is first put on the clock of Amsterdam, so an
export in UTC keeps the Dutch day. Without an offset the day that is written counts.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

DEFAULT_NOTATIONS = ("jjjj-mm-dd", "dd-mm-jjjj")
FIRST_YEAR, LAST_YEAR = 1990, 2100

_NOTATION = re.compile(r"(d{1,2}|m{1,2}|j{4})([-/. ]?)(d{1,2}|m{1,2}|j{4})\2(d{1,2}|m{1,2}|j{4})")
_TIME = r"(?:[T ] ?(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)? ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_AMSTERDAM = "Europe/Amsterdam"


class Unread(StrEnum):
    """Why a text is no date; the value is the sentence for the user."""

    FORM = "Hier staat geen datum in een afgesproken notatie."
    SERIAL = "Hier staat een getal; het lijkt een datum die Excel als volgnummer heeft bewaard."
    HALF = "De datum is half ingevuld: de dag of de maand is 00."
    ABSENT = "Deze dag bestaat niet."
    YEAR = f"Het jaar ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}."
    AMBIGUOUS = "Deze datum betekent in de ene notatie een andere dag dan in de andere."


def is_notation(notation: str) -> bool:
    """True for `dd-mm-jjjj` and its like: day, month and a year of four digits, each once, one kind of separator."""
    matched = _NOTATION.fullmatch(_canonical(notation))
    if not matched:
        return False
    first, separator, second, third = matched.groups()
    whole = all(len(part) > 1 for part in (first, second, third))
    return {first[0], second[0], third[0]} == {"d", "m", "j"} and (bool(separator) or whole)


def parse_date(text: str, notations: tuple[str, ...]) -> date | Unread:
    """The day that `text` means in every notation it fits, else the reason why it means none."""
    readings = [_read(matched) for notation in notations if (matched := _pattern(notation).fullmatch(text.strip()))]
    days = {reading for reading in readings if isinstance(reading, date)}
    if len(days) == 1:
        return in_window(days.pop())
    if days:
        return Unread.AMBIGUOUS
    if readings:
        return next(reading for reading in readings if isinstance(reading, Unread))
    return Unread.SERIAL if re.fullmatch(r"[2-7][0-9]{4}(?:[.,][0-9]+)?", text.strip()) else Unread.FORM


def in_window(day: date) -> date | Unread:
    """The day itself, unless its year is a typing error such as 0217 or 2107."""
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else Unread.YEAR


def _read(matched: re.Match[str]) -> date | Unread:
    year, month, day = (int(matched[part]) for part in ("j", "m", "d"))
    if month == 0 or day == 0:
        return Unread.HALF
    try:
        written = date(year, month, day)
        if not matched["clock"]:
            return written
        hour, minute, second = map(int, f"{matched['clock']}:0".split(":")[:3])
        clock = datetime(year, month, day, hour, minute, second, tzinfo=_zone(matched["zone"]))
        return clock.astimezone(ZoneInfo(_AMSTERDAM)).date() if matched["zone"] else written
    except (ValueError, OverflowError):
        return Unread.ABSENT


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _canonical(notation: str) -> str:
    return notation.strip().casefold().replace("y", "j")


@cache
def _pattern(notation: str) -> re.Pattern[str]:
    matched = _NOTATION.fullmatch(_canonical(notation))
    if matched is None:
        raise ValueError(f"not a notation: {notation}")
    first, separator, second, third = matched.groups()
    # With separators "3-4-2017" can mean nothing else than "03-04-2017"; without them the width is the meaning.
    width = "{1,2}" if separator else "{2}"
    parts = (f"(?P<{part[0]}>[0-9]{'{4}' if part[0] == 'j' else width})" for part in (first, second, third))
    return re.compile(re.escape(separator).join(parts) + _TIME)
