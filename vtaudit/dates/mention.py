"""What a mention of a date says and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateKind(StrEnum):
    """Which sort of moment the words name; IMPOSSIBLE is written as a date but no calendar holds it."""

    DAY = "dag"
    MONTH = "maand"
    WEEK = "week"
    QUARTER = "kwartaal"
    WEEKDAY = "weekdag"
    NEIGHBOUR = "naburig"
    RELATIVE = "relatief"
    IMPOSSIBLE = "onmogelijk"


class Unit(StrEnum):
    """What an amount counts."""

    DAY = "dag"
    WORKING_DAY = "werkdag"
    WEEK = "week"
    MONTH = "maand"
    QUARTER = "kwartaal"
    YEAR = "jaar"


class Direction(StrEnum):
    """The side of the reference or anchor on which the moment lies, when the words say so."""

    BACK = "terug"
    FORWARD = "vooruit"


class PartOf(StrEnum):
    """The stretch of a month that is meant; half of October and medio October are its middle ten days."""

    BEGIN = "begin"
    MIDDLE = "midden"
    END = "eind"
    FIRST_HALF = "eerste_helft"
    SECOND_HALF = "tweede_helft"
    FIRST_TWO_WEEKS = "eerste_twee_weken"
    FIRST_WEEK = "week_1"
    SECOND_WEEK = "week_2"
    THIRD_WEEK = "week_3"
    FOURTH_WEEK = "week_4"
    LAST_WEEK = "laatste_week"


@dataclass(frozen=True, slots=True)
class DateMention:
    """One expression of time at text[start:end]; what the words do not say is None.

    `weekday` counts from Monday 0, `year` is four digits. `year_shift` is +1 for "mei volgend jaar". `upto` is the
    far end of a range: the larger amount of "2 à 3 weken", the last week of "week 23/24", the last month of "mei-juni".
    A DAY with `unit` WEEK is "de week van 12 maart". RELATIVE: `amount` of `unit` in `direction`, counted from
    `anchor`; no anchor means from the reference. The anchor is one of the keys in `words.ANCHORS`, "datum" when
    day, month and year of the mention itself are what it counts from, or else the word that stands there.
    `within` marks a limit ("binnen twee weken") instead of a point. NEIGHBOUR: `amount` -1, 0 or 1 for last, this and
    next `unit`. IMPOSSIBLE keeps the parts as written.
    """

    start: int
    end: int
    kind: DateKind
    day: int | None = None
    month: int | None = None
    year: int | None = None
    week: int | None = None
    quarter: int | None = None
    part: PartOf | None = None
    weekday: int | None = None
    amount: int | None = None
    upto: int | None = None
    unit: Unit | None = None
    direction: Direction | None = None
    anchor: str | None = None
    within: bool = False
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The period that is meant, both days included; a single day has first == last."""

    first: date
    last: date
