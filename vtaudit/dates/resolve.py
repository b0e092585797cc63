"""From the words of a mention to the period that is meant."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from vtaudit.dates.mention import DateKind, DateMention, Direction, Moment, PartOf, Unit

NO_ANCHORS: Mapping[str, date] = {}
# 29 February comes back after eight years at most
LEAP_SPAN = 8
# first and last day of each part; 31 stands for the last day of the month, whichever that is
PART_DAYS = {
    PartOf.BEGIN: (1, 10),
    PartOf.MIDDLE: (11, 20),
    PartOf.END: (21, 31),
    PartOf.FIRST_HALF: (1, 15),
    PartOf.SECOND_HALF: (16, 31),
    PartOf.FIRST_TWO_WEEKS: (1, 14),
    PartOf.FIRST_WEEK: (1, 7),
    PartOf.SECOND_WEEK: (8, 14),
    PartOf.THIRD_WEEK: (15, 21),
    PartOf.FOURTH_WEEK: (22, 28),
}


def resolve(
    mention: DateMention,
    reference: date | None,
    anchors: Mapping[str, date] = NO_ANCHORS,
    is_free: Callable[[date], bool] | None = None,
) -> Moment | None:
    """The days that are meant, or None when the words and what is given do not settle them.

    `reference` is the day of writing. A missing year becomes the one that brings the moment nearest to it (or on the
    side that "jl." and "a.s." name). `anchors` maps the keys of `words.ANCHORS` to dates of this case; a period from
    an anchor that is not given is None, never counted from the reference. Working days are counted only when
    `is_free` tells which days are free.
    """
    try:
        return _resolve(mention, reference, anchors, is_free)
    except (ValueError, OverflowError):  # a reference at the edge of the calendar
        return None


def _resolve(
    mention: DateMention,
    reference: date | None,
    anchors: Mapping[str, date],
    is_free: Callable[[date], bool] | None,
) -> Moment | None:
    if mention.kind is DateKind.IMPOSSIBLE:
        return None
    if mention.kind is DateKind.RELATIVE:
        return _counted(mention, reference, anchors, is_free)
    if mention.kind is DateKind.WEEKDAY:
        return None if reference is None else _weekday(mention, reference)
    if mention.kind is DateKind.NEIGHBOUR:
        return None if reference is None else _neighbour(mention, reference)
    if mention.year is not None:
        return _in_year(mention, mention.year)
    if reference is None:
        return None
    if mention.year_shift is not None:
        return _in_year(mention, reference.year + mention.year_shift)
    return _nearest(mention, reference)


def _in_year(mention: DateMention, year: int) -> Moment | None:
    """The moment in this year; None when it does not exist there."""
    try:
        if mention.kind is DateKind.DAY:
            day = date(year, mention.month or 0, mention.day or 0)
            return _week_of(day) if mention.unit is Unit.WEEK else Moment(day, day)
        if mention.kind is DateKind.WEEK:
            first = date.fromisocalendar(year, mention.week or 0, 1)
            turn = year + 1 if mention.upto and mention.upto < (mention.week or 0) else year
            last = date.fromisocalendar(turn, mention.upto or mention.week or 0, 7)
            return Moment(first, last)
    except ValueError:
        return None
    if mention.kind is DateKind.QUARTER:
        month = 3 * (mention.quarter or 1) - 2
        return Moment(date(year, month, 1), _month_end(year, month + 2))
    month, upto = mention.month or 1, mention.upto or mention.month or 1
    last_year = year + 1 if upto < month else year
    return Moment(
        _part(mention.part, year, month).first, _part(None if mention.upto else mention.part, last_year, upto).last
    )


def _nearest(mention: DateMention, reference: date) -> Moment | None:
    years = range(reference.year - LEAP_SPAN, reference.year + LEAP_SPAN + 1)
    candidates: Iterable[Moment | None] = (_in_year(mention, year) for year in years if 1 <= year <= 9998)
    moments = [moment for moment in candidates if moment is not None]
    if mention.direction is Direction.BACK:
        moments = [moment for moment in moments if moment.first <= reference]
    elif mention.direction is Direction.FORWARD:
        moments = [moment for moment in moments if moment.last >= reference]
    return min(moments, key=lambda moment: _distance(moment, reference), default=None)


def _distance(moment: Moment, reference: date) -> int:
    return max((moment.first - reference).days, (reference - moment.last).days, 0)


def _counted(
    mention: DateMention,
    reference: date | None,
    anchors: Mapping[str, date],
    is_free: Callable[[date], bool] | None,
) -> Moment | None:
    base = reference
    if mention.anchor == "datum":
        day = DateMention(0, 0, DateKind.DAY, day=mention.day, month=mention.month, year=mention.year)
        moment = _resolve(day, reference, anchors, is_free)
        base = moment.first if moment else None
    elif mention.anchor is not None:
        base = anchors.get(mention.anchor)
    if base is None or mention.amount is None:
        return None
    sign = -1 if mention.direction is Direction.BACK else 1
    near = _moved(base, sign * mention.amount, mention.unit, is_free)
    far = _moved(base, sign * (mention.upto or mention.amount), mention.unit, is_free)
    if near is None or far is None:
        return None
    days = (base, near, far) if mention.within else (near, far)
    return Moment(min(days), max(days))


def _moved(base: date, amount: int, unit: Unit | None, is_free: Callable[[date], bool] | None) -> date | None:
    if unit in (Unit.MONTH, Unit.YEAR):
        return _months_later(base, amount * (12 if unit is Unit.YEAR else 1))
    if unit is not Unit.WORKING_DAY:
        return base + timedelta(days=amount * (7 if unit is Unit.WEEK else 1))
    if is_free is None:
        return None
    step, day = timedelta(days=1 if amount >= 0 else -1), base
    for _ in range(abs(amount)):
        day += step
        while is_free(day):
            day += step
    return day


def _months_later(base: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


def _weekday(mention: DateMention, reference: date) -> Moment:
    """The first such day after the reference, or the last one before it."""
    weekday = mention.weekday or 0
    if mention.direction is Direction.BACK:
        day = reference - timedelta(days=(reference.weekday() - weekday - 1) % 7 + 1)
    else:
        day = reference + timedelta(days=(weekday - reference.weekday() - 1) % 7 + 1)
    return Moment(day, day)


def _neighbour(mention: DateMention, reference: date) -> Moment:
    amount = mention.amount or 0
    if mention.unit is Unit.WEEK:
        week = _week_of(reference + timedelta(weeks=amount))
        if mention.weekday is None:
            return week
        day = week.first + timedelta(days=mention.weekday)
        return Moment(day, day)
    if mention.unit is Unit.QUARTER:
        month = reference.month - (reference.month - 1) % 3
        first = _months_later(date(reference.year, month, 1), 3 * amount)
        return Moment(first, _month_end(first.year, first.month + 2))
    first = _months_later(reference.replace(day=1), amount)
    return _part(mention.part, first.year, first.month)


def _week_of(day: date) -> Moment:
    first = day - timedelta(days=day.weekday())
    return Moment(first, first + timedelta(days=6))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _part(part: PartOf | None, year: int, month: int) -> Moment:
    end = _month_end(year, month)
    if part is None:
        return Moment(date(year, month, 1), end)
    if part is PartOf.LAST_WEEK:
        return Moment(end - timedelta(days=6), end)
    first, last = PART_DAYS[part]
    return Moment(date(year, month, first), date(year, month, min(last, end.day)))
