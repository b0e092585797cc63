"""Dates that lean on another day: gisteren, vorige week, a.s. maandag, drie maanden na afsluiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vtaudit.dates import patterns
from vtaudit.dates.absolute import day_at, part_before, precedes
from vtaudit.dates.mention import DateKind, DateMention, Direction, Unit
from vtaudit.dates.words import (
    ANCHOR_OF,
    CLOSES_ANYTHING,
    NOT_THE_CASE,
    NOT_THE_START,
    NUMBERS,
    OF_THE_CASE,
    THIS_DAY,
    UNITS,
    WEEKDAYS,
    WORDS_BEFORE_ANCHOR,
)

AMOUNT_LOOK_BACK = 60
# what is received, melding or brief, stands after it
RECEIPT = "ontvangst"
LENGTHS = (Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
WORDS_TO_ANCHOR = 7
DAYS_AWAY = {"eerg": -2, "gist": -1, "over": 2, "morg": 1}
NEIGHBOUR_UNITS = {"week": Unit.WEEK, "maand": Unit.MONTH, "kwartaal": Unit.QUARTER}


class _Anchor(NamedTuple):
    """What a period is counted from; `name` None is the day of writing."""

    end: int
    name: str | None
    day: DateMention | None = None


class _Period(NamedTuple):
    """An amount of a unit; `anchor` and `direction` are None as long as nothing says from when it is counted."""

    spans: list[tuple[int, int]]
    numbers: list[int]
    upto: int | None
    factor: int
    unit: Unit
    has_preposition: bool
    within: bool
    anchor: _Anchor | None = None
    direction: Direction | None = None


def find_amounts(text: str) -> Iterator[DateMention]:
    """Yield periods counted from a day; a bare duration ("al drie weken", "3 jaar") is none.

    A list ("na 3, 6 en 12 maanden") yields a mention for each number.
    """
    periods: list[_Period] = []
    for match in patterns.UNIT.finditer(text):
        start = match.start()
        pattern = patterns.WHOLE_BEFORE if match["whole"] else patterns.AMOUNT_BEFORE
        before = pattern.search(text, max(0, start - AMOUNT_LOOK_BACK), start)
        is_counted = before is not None and not precedes(patterns.NOT_COUNTED_BEFORE, text, before.start())
        if before is not None and is_counted and not patterns.SUM_TERM.match(text, match.end()):
            periods.append(_period(text, before, match))
    for period in _shared(text, periods):
        yield from _mentions(period)


def find_today(text: str) -> Iterator[DateMention]:
    """Yield vandaag, gisteren, morgen and their kin."""
    for match in patterns.TODAY.finditer(text):
        if not precedes(patterns.NOT_TODAY_BEFORE, text, match.start()):
            away = DAYS_AWAY.get(match["word"].lower()[:4], 0)
            direction = Direction.FORWARD if away > 0 else Direction.BACK if away < 0 else None
            start, end = match.span()
            yield DateMention(start, end, DateKind.RELATIVE, amount=abs(away), unit=Unit.DAY, direction=direction)


def find_weekdays(text: str) -> Iterator[DateMention]:
    """Yield weekdays that say on which side they lie ("a.s. maandag", "vrijdag jl."); a bare weekday is no date."""
    for match in patterns.DIRECTED_WEEKDAY.finditer(text):
        weekday = WEEKDAYS[(match["first"] or match["last"]).lower()[:2]]
        direction = Direction.FORWARD if match["ahead"] or match["ahead_after"] else Direction.BACK
        yield DateMention(match.start(), match.end(), DateKind.WEEKDAY, weekday=weekday, direction=direction)


def find_neighbours(text: str) -> Iterator[DateMention]:
    """Yield last, this and next week, month and quarter, with the weekday or part that is named with it."""
    for match in patterns.NEIGHBOUR.finditer(text):
        start, part = part_before(text, match.start())
        yield DateMention(
            start,
            match.end(),
            DateKind.NEIGHBOUR,
            part=part,
            weekday=WEEKDAYS[match["weekday"].lower()[:2]] if match["weekday"] else None,
            amount=1 if match["ahead"] else -1 if match["past"] else 0,
            unit=NEIGHBOUR_UNITS[match["unit"].lower()],
        )


def _period(text: str, before: re.Match[str], unit_word: re.Match[str]) -> _Period:
    factor, unit = UNITS["".join((unit_word["unit"] or unit_word["short"]).lower().split())]
    spans, numbers, upto, end = _numbers(text, before, unit_word)
    preposition = before["point"] or before["limit"]
    within = bool(before["limit"] or before["window"])
    period = _Period(spans, numbers, upto, factor, unit, bool(preposition or before["window"]), within)
    if not preposition and (ago := patterns.AGO.match(text, end)):
        return period._replace(anchor=_Anchor(ago.end(), None), direction=Direction.BACK)
    if (link := patterns.LINK.match(text, end)) and (anchor := _anchor(text, link, preposition)):
        return period._replace(anchor=anchor, direction=Direction.FORWARD if link["after"] else Direction.BACK)
    if preposition:
        return period._replace(anchor=_Anchor(end, None), direction=Direction.FORWARD)
    return period


def _shared(text: str, periods: list[_Period]) -> list[_Period]:
    """Let periods that are joined share their anchor: "na drie maanden en een jaar", "3 mnd en 1 jaar na sluiting".

    After a longer unit a shorter one is part of the same amount ("een jaar en drie maanden"), and left out.
    """
    shared = periods.copy()
    for at in (*range(1, len(shared)), *range(len(shared) - 1, 0, -1)):
        earlier, later = shared[at - 1], shared[at]
        end = earlier.anchor.end if earlier.anchor else earlier.spans[-1][1]
        start = later.spans[0][0]
        joint = patterns.BETWEEN_PERIODS.match(text, end, start)
        if joint is None or joint.end() != start or LENGTHS.index(earlier.unit) > LENGTHS.index(later.unit):
            continue
        if earlier.anchor and later.anchor is None and not later.has_preposition:
            anchor = earlier.anchor._replace(end=later.spans[-1][1])
            shared[at] = later._replace(anchor=anchor, direction=earlier.direction, within=earlier.within)
        elif earlier.anchor is None and later.anchor and not later.has_preposition:
            anchor = later.anchor._replace(end=earlier.spans[-1][1])
            shared[at - 1] = earlier._replace(anchor=anchor, direction=later.direction)
    return shared


def _mentions(period: _Period) -> Iterator[DateMention]:
    """One mention per number; none when nothing says from when the period is counted."""
    if period.anchor is None:
        return
    counted_from = period.anchor.day
    spans = [*period.spans[:-1], (period.spans[-1][0], period.anchor.end)]
    for (start, end), number in zip(spans, period.numbers, strict=True):
        yield DateMention(
            start,
            end,
            DateKind.RELATIVE,
            day=counted_from.day if counted_from else None,
            month=counted_from.month if counted_from else None,
            year=counted_from.year if counted_from else None,
            amount=number * period.factor,
            upto=period.upto * period.factor if period.upto else None,
            unit=period.unit,
            direction=period.direction,
            anchor=period.anchor.name,
            within=period.within,
        )


def _numbers(
    text: str, before: re.Match[str], unit_word: re.Match[str]
) -> tuple[list[tuple[int, int]], list[int], int | None, int]:
    """Spans and values of the numbers, the far end of a range, and where the period ends."""
    end = unit_word.end()
    if unit_word["whole"]:
        return [(before.start(), end)], [1], None, end
    at = before.start("list")
    # "leerkracht van groep 5, drie maanden": a figure is not listed with a number in words.
    listed = [
        found
        for found in patterns.LISTED.finditer(text, at, before.end("list"))
        if found[0].isdigit() == before["amount"].isdigit()
    ]
    numbers = [_number(found[0]) for found in listed] + [_number(before["amount"])]
    if numbers == [1] and (some := patterns.OR_SO.match(text, end)):
        numbers, end = [_number(some["amount"])], some.end()
    spans = [found.span() for found in listed] + [(before.start("amount"), end)]
    spans[0] = (before.start(), spans[0][1])
    return spans, numbers, _number(before["upto"]) if before["upto"] else None, end


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _anchor(text: str, link: re.Match[str], prepositions: str | None) -> _Anchor | None:
    """What the words after "na", "vanaf" or "voor" count from; None when they name nothing.

    "Voor" also means "for": it counts only before a known anchor, and not after another preposition.
    """
    found = _named_anchor(text, link)
    if found and (dated := patterns.DATED_AFTER.match(text, found.end)) and (day := day_at(text, dated.end())):
        found = _Anchor(day.end, "datum", day) if day.kind is DateKind.DAY else None
    if link["before"] and (
        prepositions or found is None or (found.day is None and found.name not in ANCHOR_OF.values())
    ):
        return None
    return found


def _named_anchor(text: str, link: re.Match[str]) -> _Anchor | None:
    position = link.end()
    unknown: _Anchor | None = None
    passed: set[str] = set()
    for _ in range(WORDS_TO_ANCHOR):
        if unknown is None and (day := day_at(text, position)):
            return _Anchor(day.end, "datum", day) if day.kind is DateKind.DAY else None
        match = patterns.ANCHOR_WORD.match(text, position)
        if match is None:
            break
        word, end, position = match["word"].lower(), match.end("word"), match.end()
        if word in THIS_DAY:
            return _Anchor(end, None)
        if (key := ANCHOR_OF.get(word)) and (word not in CLOSES_ANYTHING or passed & OF_THE_CASE):
            return _Anchor(end, _with_object(text, end, key, passed))
        passed.add(word)
        if word in WORDS_BEFORE_ANCHOR:
            if unknown and unknown.name != RECEIPT and not link["clause"]:
                break
            continue
        unknown = unknown if unknown and link["clause"] else _Anchor(end, word)
        if not (link["clause"] or word.endswith("e") or word == RECEIPT):
            break
    return unknown


def _with_object(text: str, position: int, key: str, passed: set[str]) -> str:
    """The anchor, with what starts or ends added when that is not the case itself."""
    others = NOT_THE_CASE if key == "afsluiting" else NOT_THE_START if key == "start" else frozenset[str]()
    match = patterns.OBJECT.match(text, position)
    after = {match["word"].lower()} if match else set()
    other = min((passed | after) & others, default=None)
    return f"{key} {other}" if other else key
