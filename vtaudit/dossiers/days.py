"""Days named in a line of text, and the year that a day without one must have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from vtaudit.dates import DateKind, find_dates
from vtaudit.dates.words import DAY_WORDS

# Bullets, the number of the entry, weekdays and "d.d." may stand before the date of an entry.
_LEAD = re.compile(
    r"[\W_]*(?P<number>(?:(?:nr|no)\b\.?\s*)?\d{1,3}[.):]\s+(?!(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec))"
    r")?(?:(?:d\.?d\.?|datum|op|ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b"
    r"[\s.,:]*)*",
    re.IGNORECASE,
)
# In running text "3/1" may be a ratio and "2-3" an amount; at the start of a line they are days, unless a unit follows.
_SHORT = re.compile(
    r"(0?[1-9]|[12]\d|3[01])[/-](0?[1-9]|1[0-2])(?![\d/%-])"
    r"(?!\s*(?:x|u|uur|keer|maal|jr|jaar|min|minuten|dag|dagen|weken?|wkn?|maanden?|mnd|nachten|kinderen|kk|personen|gesprekken)\b)"
)

# "elf oktober gebeld": dictated dates
_SPELLED = re.compile(rf"(?:{'|'.join(DAY_WORDS)})\s", re.IGNORECASE)

_EARLIEST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Day:
    """A day at text[start:end]; `year` is None when the words leave it out."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def near(self, reference: date | None) -> date | None:
        """The date itself, or without a year the one nearest to `reference`; None when no calendar holds it."""
        if self.year is not None:
            return _date(self.year, self.month, self.day)
        if reference is None:
            return None
        around = (_date(reference.year + shift, self.month, self.day) for shift in (-1, 0, 1))
        return min((found for found in around if found), key=lambda found: abs((found - reference).days), default=None)

    def since(self, reference: date | None) -> date | None:
        """As `near`, for a piece of a case that began on `reference`: at most ninety days before it, else after it."""
        nearest = self.near(reference)
        if self.year is not None or reference is None or nearest is None:
            return nearest
        return nearest if nearest >= reference - _EARLIEST else _date(nearest.year + 1, self.month, self.day)


def find_days(text: str) -> tuple[Day, ...]:
    """Every mention of one day with day and month, in reading order."""
    return tuple(
        Day(mention.start, mention.end, mention.day, mention.month, mention.year)
        for mention in find_dates(text)
        if mention.kind is DateKind.DAY and mention.day is not None and mention.month is not None
    )


@lru_cache(maxsize=4096)
def leading_day(text: str) -> Day | None:
    """The day with which a line opens, if it does."""
    head = text[:60]
    lead = _LEAD.match(head)
    opens = lead.end() if lead else 0
    if not any(character.isdigit() for character in head[opens : opens + 2]) and not _SPELLED.match(head, opens):
        return None
    first = next(iter(find_days(head)), None)
    if first is not None and first.start <= opens:
        return None if lead and lead["number"] and not _is_full(head, first) else first
    # "1. 3/4 van de lessen gemist": behind a number two figures are no day.
    if lead and lead["number"]:
        return None
    short = _SHORT.match(head, opens)
    return Day(short.start(), short.end(), int(short[1]), int(short[2]), None) if short else None


def _is_full(text: str, day: Day) -> bool:
    return day.year is not None or any(character.isalpha() for character in text[day.start : day.end])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
