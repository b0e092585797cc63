"""Journals cut into dated entries, mails into the message and the mail it answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.days import Day, find_days, leading_day
from vtaudit.dossiers.layout import mail_headers
from vtaudit.dossiers.lines import Line, spans_of
from vtaudit.dossiers.phrases import matcher
from vtaudit.model import Entry

_FULL_WIDTH = 0.85
_WANTS_DATE = re.compile(r"\b(?:op|tot|van|vanaf|t/m|per|d\.?d\.?|voor|vóór|sinds|tussen)$", re.IGNORECASE)
_SLACK = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class _Start:
    line: int
    day: Day
    form: str
    date: date | None


def journal_entries(lines: Sequence[Line], reference: date | None) -> tuple[Entry, ...]:
    """One entry per dated line with the lines under it; what stands above the first date is an entry without date.

    `reference` gives the year to days that leave it out: the nearest one, and after that the year of the entry before.
    """
    starts = _without_wrapped(_starts(lines, reference), lines)
    if not starts:
        return (Entry(None, spans_of(lines)),) if lines else ()
    edges = [start.line for start in starts] + [len(lines)]
    entries = [
        Entry(start.date, spans_of(lines[begin:end]))
        for start, (begin, end) in zip(starts, pairwise(edges), strict=True)
    ]
    if starts[0].line:
        entries.insert(0, Entry(None, spans_of(lines[: starts[0].line])))
    return tuple(entries)


def mail_entries(lines: Sequence[Line], own: date | None, cues: KindCues) -> tuple[Entry, ...]:
    """The message with the part's own date, and the quoted mail under it with the first date it names."""
    cut = quote_start(lines, cues)
    if cut is None:
        return (Entry(own, spans_of(lines)),)
    quoted = lines[cut:]
    days = [day for line in quoted[:6] for day in find_days(line.text)]
    return (Entry(own, spans_of(lines[:cut])), Entry(days[0].near(own) if days else None, spans_of(quoted)))


def quote_start(lines: Sequence[Line], cues: KindCues) -> int | None:
    """The number of the line with which the mail that is answered begins, None when nothing is quoted."""
    quote = matcher(cues.layouts.mail_quotes)
    headers = mail_headers(lines, cues.layouts.mail_headers)
    fields = {*headers, *mail_headers(lines, cues.layouts.mail_only_headers)}
    for number, line in enumerate(lines[1:], start=1):
        lowered = line.text.casefold()
        if line.text.startswith(">") or (quote.search(lowered) and lowered.endswith((":", "-", "bericht", "message"))):
            return number
        if number in headers and lowered.startswith(("van", "from")):
            # A second sender line, well below the first or with a block of fields of its own, opens the mail answered.
            is_block = line.after_gap and number + 1 in fields and not fields.issuperset(range(headers[0], number))
            if number > headers[0] + 6 or is_block:
                return number
    return None


def _starts(lines: Sequence[Line], reference: date | None) -> list[_Start]:
    found: list[tuple[int, Day]] = []
    for number, line in enumerate(lines):
        day = leading_day(line.text)
        if day is not None:
            found.append((number, day))
    anchors = [day.near(None) for _, day in found]
    starts: list[_Start] = []
    last = reference
    for place, (number, day) in enumerate(found):
        known = anchors[place]
        if known is None:
            last_known = last if starts else next((anchor for anchor in anchors if anchor), reference)
            known = day.near(last_known or reference)
        text = lines[number].text
        form = "".join("9" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in text[day.start : day.end])
        starts.append(_Start(number, day, form.replace("99", "9").replace("99", "9"), known))
        last = known or last
    return starts


def _without_wrapped(starts: list[_Start], lines: Sequence[Line]) -> list[_Start]:
    """Drop dates that only came to stand first on a line because the sentence before them was too long for the page."""
    if len(starts) < 2:
        return starts
    width = max(len(line.text) for line in lines)
    usual = Counter(_shape(start.form) for start in starts).most_common(1)[0][0]
    dates = [start.date for start in starts if start.date]
    rising = sum(later >= earlier for earlier, later in pairwise(dates))
    is_rising = rising * 2 >= max(1, len(dates) - 1)
    kept: list[_Start] = []
    for place, start in enumerate(starts):
        above = lines[start.line - 1].text if start.line else ""
        runs_on = len(above) >= _FULL_WIDTH * width and not above.endswith((".", "!", "?", ":", '"', ")"))
        may_be_wrapped = kept and not lines[start.line].after_gap and (runs_on or _WANTS_DATE.search(above) is not None)
        if not may_be_wrapped:
            kept.append(start)
            continue
        following = next((later.date for later in starts[place + 1 :] if later.date), None)
        if _shape(start.form) == usual and _fits(start.date, kept[-1].date, following, is_rising):
            kept.append(start)
    return kept


def _shape(form: str) -> str:
    """The notation of a date: its separators, and whether the month is a word and the year is there."""
    return "".join(dict.fromkeys(sign for sign in form if not sign.isalnum())) + ("a" if "a" in form else "")


def _fits(day: date | None, before: date | None, after: date | None, is_rising: bool) -> bool:
    if day is None:
        return False
    low, high = (before, after) if is_rising else (after, before)
    if low is not None and high is not None and low <= high:
        return low <= day <= high
    return low is None or low <= day <= low + _SLACK
