"""Every expression of a date in a text, without overlaps."""

from __future__ import annotations

from functools import lru_cache

from vtaudit.dates.absolute import find_days, find_months, find_quarters, find_short_days, find_weeks
from vtaudit.dates.mention import DateMention
from vtaudit.dates.relative import find_amounts, find_neighbours, find_today, find_weekdays

# the more words an expression uses, the surer its reading: "3 maanden na 1 mei" before "1 mei" before "mei"
FINDERS = (
    find_amounts,
    find_days,
    find_weeks,
    find_quarters,
    find_short_days,
    find_neighbours,
    find_weekdays,
    find_months,
    find_today,
)


# A sentence is read for its dates by many rules in turn.
@lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """All mentions in reading order; offsets are code points in `text`.

    Times, ages, money, ratios, telephone and case numbers are not dates. A day or month without a year stays without.
    """
    taken = bytearray(len(text))
    found: list[DateMention] = []
    for finder in FINDERS:
        for mention in finder(text):
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))
