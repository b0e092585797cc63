"""Dates of the calendar as people type them: days, months, weeks and quarters, with or without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vtaudit.dates import patterns
from vtaudit.dates.mention import DateKind, DateMention, Direction, PartOf, Unit
from vtaudit.dates.words import DAY_WORDS, MONTHS, NUMBERS, ORDINALS, PARTS, WEEK_WORDS, WEEKDAYS

# nobody in a dossier was born before or is planned after these; 0217 and 2107 are slips of the keyboard
FIRST_YEAR, LAST_YEAR = 1900, 2060
# '39 is 2039 and '40 is 1940: planned moments lie near, births of grandparents far
PIVOT = 40
LOOK_BACK = 34
SHIFTS = {"dit": 0, "volgend": 1, "komend": 1, "vorig": -1, "afgelopen": -1}
DIGIT_ORDINALS = {"1e": "eerste", "2e": "tweede", "3e": "derde", "4e": "vierde"}


def find_days(text: str) -> Iterator[DateMention]:
    """Yield days that carry a month, in words or figures; day comes before month, never the American way round."""
    for match in patterns.WORD_DAY.finditer(text):
        yield from _word_day(text, match)
    for match in patterns.ISO_DAY.finditer(text):
        yield _iso_day(text, match)
    for match in patterns.FULL_DAY.finditer(text):
        yield from _full_day(text, match)


def find_short_days(text: str) -> Iterator[DateMention]:
    """Yield days in figures without a year ("27/3", "do 15-3"), when nothing makes them a ratio, a range or a grade."""
    for match in patterns.SHORT_DAY.finditer(text):
        day, month = int(match["day"]), int(match["month"])
        if 1 <= day <= 31 and 1 <= month <= 12 and _is_day_and_month(text, match):
            yield _dated(text, match.span(), day, month, None)


def find_months(text: str) -> Iterator[DateMention]:
    """Yield months with their part and year where given; a month that may be a name ("mevrouw Mei") is left out."""
    for match in patterns.NUMERIC_MONTH.finditer(text):
        if not precedes(patterns.NOT_A_DATE_BEFORE, text, match.start()):
            number, in_year = int(match["month"]), int(match["year"])
            kind = DateKind.MONTH if _is_year(in_year) else DateKind.IMPOSSIBLE
            yield DateMention(match.start(), match.end(), kind, month=number, year=in_year)
    for match in patterns.WORD_MONTH.finditer(text):
        part_start, part = part_before(text, match.start())
        end, year, shift = _year_after(patterns.YEAR_AFTER, text, match.end())
        start, weekday, before = _lead(text, match.start())
        end, after = _tail(text, end)
        if shift is None and (year_before := patterns.YEAR_BEFORE.search(text, max(0, start - LOOK_BACK), start)):
            start, shift = year_before.start(), SHIFTS[year_before["shift"].lower()]
        is_told = any(told is not None for told in (part, year, shift, before, after))
        if (part or weekday is None) and (is_told or _is_bare_month(text, match)):
            mention = DateMention(
                part_start if part else start,
                end,
                DateKind.MONTH if _is_year(year) else DateKind.IMPOSSIBLE,
                month=_month(match["month"]),
                upto=_month(match["upto"]) if match["upto"] else None,
                year=year,
                part=part,
                direction=before or after,
                year_shift=shift,
            )
            if match["both"]:
                yield replace(mention, end=match.end("month"), upto=None)
                yield replace(mention, start=match.start("upto"), month=mention.upto, upto=None, part=None)
            else:
                yield mention


def find_weeks(text: str) -> Iterator[DateMention]:
    """Yield ISO weeks by number; "per week 2 uur" and "week 20 van de zwangerschap" are none."""
    for match in patterns.WEEK.finditer(text):
        week = WEEK_WORDS[match["spelled"].lower()] if match["spelled"] else int(match["week"])
        upto = int(match["upto"]) if match["upto"] else None
        end, year, shift = _year_after(patterns.YEAR_AFTER, text, match.end())
        if year is None and (
            precedes(patterns.REPEATED_BEFORE, text, match.start())
            or patterns.COUNTED_AFTER.match(text, match.end())
            or patterns.OF_SOMETHING.match(text, match.end())
            or (match["word"].lower() in ("weken", "wkn") and upto is None)
        ):
            continue
        weeks = (week,) if upto is None else (week, upto)
        exists = _is_year(year) and all(1 <= number <= _weeks_in(year) for number in weeks)
        kind = DateKind.WEEK if exists else DateKind.IMPOSSIBLE
        mention = DateMention(match.start(), end, kind, week=week, upto=upto, year=year, year_shift=shift)
        if match["both"]:
            yield replace(mention, end=match.end("spelled" if match["spelled"] else "week"), upto=None)
            yield replace(mention, start=match.start("upto"), week=upto, upto=None)
        else:
            yield mention


def find_quarters(text: str) -> Iterator[DateMention]:
    """Yield quarters; "Q3" and "laatste kwartaal" count only with a year."""
    for match in patterns.QUARTER.finditer(text):
        end, year, shift = _year_after(patterns.YEAR_AFTER, text, match.end())
        word = (match["word"] or "").lower()
        if year is None and shift is None and (match["q"] or word == "laatste"):
            continue
        digit = match["q"] or match["after"] or word[:1]
        quarter = int(digit) if digit.isdigit() else ORDINALS.get(word, 4)
        kind = DateKind.QUARTER if _is_year(year) else DateKind.IMPOSSIBLE
        yield DateMention(match.start(), end, kind, quarter=quarter, year=year, year_shift=shift)


def day_at(text: str, position: int) -> DateMention | None:
    """Read a full or written-out day that starts exactly here; None when there is none."""
    if match := patterns.WORD_DAY.match(text, position):
        return next(_word_day(text, match), None)
    if match := patterns.ISO_DAY.match(text, position):
        return _iso_day(text, match)
    if match := patterns.FULL_DAY.match(text, position):
        return next(_full_day(text, match), None)
    return None


def part_before(text: str, start: int) -> tuple[int, PartOf | None]:
    """Where a part of a month ("eerste helft van") begins that ends at `start`, and which part it is."""
    match = patterns.PART_BEFORE.search(text, max(0, start - LOOK_BACK), start)
    if match is None:
        return start, None
    first, *rest = match["part"].lower().split()
    return match.start(), PARTS[" ".join([DIGIT_ORDINALS.get(first, first), *rest])]


def precedes(pattern: re.Pattern[str], text: str, position: int) -> bool:
    """Tell whether the pattern (which ends in \\Z) matches the text just before the position."""
    return pattern.search(text, max(0, position - LOOK_BACK), position) is not None


def _word_day(text: str, match: re.Match[str]) -> Iterator[DateMention]:
    end, year, shift = _year_after(patterns.YEAR_AFTER_DAY, text, match.end())
    is_maybe_name = match["month"].rstrip(".") == "Jan" and year is None and shift is None
    day = DAY_WORDS[match["spelled"].lower()] if match["spelled"] else int(match["day"])
    if not is_maybe_name and (day <= 31 or year is not None):
        last = _dated(text, (match.start(), end), day, _month(match["month"]), year, shift)
        yield last
        if earlier := patterns.DAYS_BEFORE.search(text, max(0, match.start() - LOOK_BACK), match.start()):
            for number in patterns.SMALL_NUMBER.finditer(text, *earlier.span()):
                first = int(number[0])
                if 1 <= first < day:
                    kind = DateKind.DAY if _is_day(first, _month(match["month"]), year) else DateKind.IMPOSSIBLE
                    yield replace(last, start=number.start(), end=number.end(), kind=kind, day=first, weekday=None)


def _iso_day(text: str, match: re.Match[str]) -> DateMention:
    return _dated(text, match.span(), int(match["day"]), int(match["month"]), int(match["year"]))


def _full_day(text: str, match: re.Match[str]) -> Iterator[DateMention]:
    day, month = int(match["day"]), int(match["month"])
    if match["year"]:
        yield _dated(text, match.span(), day, month, int(match["year"]))
        return
    is_numbering = match["sep"] == "." and precedes(patterns.NOT_A_DATE_BEFORE, text, match.start())
    if 1 <= day <= 31 and 1 <= month <= 12 and not is_numbering:
        yield _dated(text, match.span(), day, month, _century(match["yy"]))


def _dated(
    text: str, span: tuple[int, int], day: int, month: int, year: int | None, year_shift: int | None = None
) -> DateMention:
    start, weekday, before = _lead(text, span[0])
    end, after = _tail(text, span[1])
    return DateMention(
        start,
        end,
        DateKind.DAY if _is_day(day, month, year) else DateKind.IMPOSSIBLE,
        day=day,
        month=month,
        year=year,
        weekday=weekday,
        unit=Unit.WEEK if precedes(patterns.WEEK_OF, text, start) else None,
        direction=before or after,
        year_shift=year_shift,
    )


def _is_day(day: int, month: int, year: int | None) -> bool:
    try:
        date(2000 if year is None else year, month, day)  # without a year 29 February may exist
    except ValueError:
        return False
    return _is_year(year)


def _is_year(year: int | None) -> bool:
    return year is None or FIRST_YEAR <= year <= LAST_YEAR


def _weeks_in(year: int | None) -> int:
    return 53 if year is None else date(year, 12, 28).isocalendar().week


def _century(two_digits: str) -> int:
    year = int(two_digits)
    return 2000 + year if year < PIVOT else 1900 + year


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _lead(text: str, start: int) -> tuple[int, int | None, Direction | None]:
    """Start, weekday and direction with the words just before a date ("afgelopen vrijdag 23-02")."""
    match = patterns.LEAD.search(text, max(0, start - LOOK_BACK), start)
    if match is None or match.start() == start:
        return start, None, None
    weekday = WEEKDAYS[match["weekday"].lower()[:2]] if match["weekday"] else None
    return match.start(), weekday, Direction.FORWARD if match["ahead"] else Direction.BACK if match["past"] else None


def _tail(text: str, end: int) -> tuple[int, Direction | None]:
    match = patterns.TAIL.match(text, end)
    if match is None:
        return end, None
    return match.end(), Direction.FORWARD if match["ahead"] else Direction.BACK


def _year_after(pattern: re.Pattern[str], text: str, end: int) -> tuple[int, int | None, int | None]:
    """End, year and year shift; a number that is neither a year nor a slip for one is left where it stands."""
    match = pattern.match(text, end)
    if match is None:
        return end, None, None
    groups = match.groupdict()
    if groups["shift"]:
        return match.end(), None, SHIFTS[groups["shift"].lower()]
    if groups["said"]:
        return match.end(), 2000 + NUMBERS[groups["said"].lower()], None
    if groups["year"]:
        year = int(groups["year"])
        is_slip = year < 300 or 2100 <= year < 3000
        return (match.end(), year, None) if _is_year(year) or is_slip else (end, None, None)
    return match.end(), _century(groups["yy"] or groups.get("tight") or groups["loose"]), None


def _is_day_and_month(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if patterns.COUNTED_AFTER.match(text, end) or precedes(patterns.NOT_A_DATE_BEFORE, text, start):
        return False
    if _lead(text, start)[1] is not None:
        return True
    day, month, slash = match["day"], match["month"], match["sep"] == "/"
    if (day, month) == ("24", "7") or (slash and precedes(patterns.A_BEFORE, text, start)):
        return False
    # 2-3, 3/4 and 8/10 are as often a number of something
    is_loose = len(day) == 1 and (len(month) == 1 or (slash and month == "10"))
    is_entry = precedes(patterns.LINE_START, text, start) and patterns.ENTRY_AFTER.match(text, end) is not None
    return not is_loose or is_entry or precedes(patterns.DATE_CUE, text, start)


def _is_bare_month(text: str, match: re.Match[str]) -> bool:
    word, start, end = match["month"], match.start(), match.end()
    if word.lower().rstrip(".") in ("jan", "maa") or text[end : end + 1] == "-":
        return False
    # "(OKT)" is the ouder- en kindteam.
    if word == "OKT" and text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return False
    if text[max(0, start - 4) : start].rstrip()[-1:].isdigit() or precedes(patterns.NAME_BEFORE, text, start):
        return False
    is_at_start = precedes(patterns.TIME_WORD_BEFORE, text, start) and not patterns.AGE_AFTER.match(text, end)
    return word[0].islower() or is_at_start
