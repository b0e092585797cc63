"""From a date in Dutch prose to the days that are meant, and what holds for any text."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from dates_reading import ANCHORS, MONTHS, SHORT, WEDNESDAY, meant, only
from hypothesis import given
from hypothesis import strategies as st

from vtaudit.dates import DateKind, Moment, find_dates, resolve

# ------------------------------------------------------------------ resolving


@pytest.mark.parametrize(
    "text", ["28-02", "mei", "week 23", "derde kwartaal", "a.s. maandag", "vorige week", "vandaag"]
)
def test_half_a_date_stays_open_without_a_day_of_writing(text: str) -> None:
    assert resolve(only(text), None, ANCHORS) is None


@pytest.mark.parametrize("text", ["12-03-2017", "mei 2018", "week 23 van 2018", "derde kwartaal van 2017"])
def test_a_whole_date_needs_no_day_of_writing(text: str) -> None:
    moment = resolve(only(text), None)
    assert moment is not None
    assert moment == resolve(only(text), WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("drie weken na de geboorte", "geboorte"),
        ("zes weken na de laatste zitting", "zitting"),
        ("3 maanden na de afronding van de behandeling", "afsluiting behandeling"),
        ("3 maanden na het einde van de ambulante hulpverlening", "afsluiting hulpverlening"),
        ("6 weken na start hulpverlening", "start hulpverlening"),
        ("6 weken nadat de hulp is gestart", "start hulp"),
        ("6 weken na de start van het vervolgtraject", "start vervolgtraject"),
    ],
)
def test_a_period_from_something_else_than_the_case_is_not_counted_from_the_case(text: str, anchor: str) -> None:
    mention = only(text)
    assert mention.anchor == anchor
    assert resolve(mention, WEDNESDAY, ANCHORS) is None
    assert resolve(mention, None, {anchor: date(2018, 1, 1)}) is not None


def test_a_period_from_an_unknown_anchor_date_is_not_counted_from_the_day_of_writing() -> None:
    assert resolve(only("drie maanden na afsluiting"), WEDNESDAY) is None


def test_working_days_are_counted_only_with_a_table_of_free_days() -> None:
    mention = only("binnen vijf werkdagen na de melding")
    assert resolve(mention, WEDNESDAY, ANCHORS) is None
    free = {date(2017, 12, 25), date(2017, 12, 26)}
    moment = resolve(mention, None, ANCHORS, lambda day: day.weekday() >= 5 or day in free)
    assert moment == Moment(date(2017, 12, 20), date(2017, 12, 29))


@pytest.mark.parametrize(
    ("written", "reference", "expected"),
    [
        ("28-12", date(2018, 1, 3), date(2017, 12, 28)),
        ("03-01", date(2017, 12, 28), date(2018, 1, 3)),
        ("29-02", date(2017, 6, 1), date(2016, 2, 29)),
        ("29-02", date(2018, 6, 1), date(2020, 2, 29)),
    ],
)
def test_a_missing_year_is_the_nearest_one(written: str, reference: date, expected: date) -> None:
    assert resolve(only(f"{written} gebeld"), reference) == Moment(expected, expected)


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("drie maanden na afsluiting", date(2017, 11, 30), date(2018, 2, 28)),
        ("drie maanden na afsluiting", date(2015, 11, 30), date(2016, 2, 29)),
        ("een jaar na afsluiting", date(2016, 2, 29), date(2017, 2, 28)),
        ("een maand na afsluiting", date(2018, 1, 31), date(2018, 2, 28)),
        ("een maand na afsluiting", date(2018, 2, 28), date(2018, 3, 28)),
        ("twaalf maanden na afsluiting", date(2017, 12, 31), date(2018, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_clipped_to_the_month(text: str, base: date, expected: date) -> None:
    assert resolve(only(text), None, {"afsluiting": base}) == Moment(expected, expected)


# ------------------------------------------------------------------ properties


@given(st.dates(date(1900, 1, 1), date(2060, 12, 31)))
def test_every_day_is_read_back_from_every_notation(day: date) -> None:
    notations = [
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {SHORT[day.month - 1]}. {day.year}",
        f"{day.day}e {MONTHS[day.month - 1]} {day.year}",
    ]
    for notation in notations:
        assert meant(f"Op {notation} gebeld", None) == [(notation, f"{day}")]


@given(st.dates(date(1940, 1, 1), date(2039, 12, 31)))
def test_two_digit_years_are_read_back(day: date) -> None:
    for notation in (
        f"{day:%d-%m-%y}",
        f"{day.day}/{day.month}/'{day:%y}",
        f"{day.day} {SHORT[day.month - 1]} '{day:%y}",
    ):
        assert meant(f"op {notation} gebeld", None) == [(notation, f"{day}")]


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(-180, 180))
def test_a_day_within_half_a_year_is_found_back_without_its_year(reference: date, away: int) -> None:
    day = reference + timedelta(days=away)
    if (day.day, day.month) != (29, 2):
        assert meant(f"op {day.day} {MONTHS[day.month - 1]} gebeld", reference)[0][1] == f"{day}"


@given(st.text(alphabet="0123456789-/. '\nabdeghijklmnoprstuvwzà€:(),", max_size=60))
def test_any_text_gives_ordered_mentions_without_overlap(text: str) -> None:
    mentions = find_dates(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


PIECES = (
    "12",
    "3",
    "31",
    "2017",
    "-",
    "/",
    " ",
    "\n",
    "maart",
    "mei",
    "week",
    "weken",
    "na",
    "over",
    "een",
    "half jaar",
)
PIECES += (
    "jl.",
    "a.s.",
    "afsluiting",
    "eind",
    "volgende",
    "kwartaal",
    "maandag",
    "'18",
    "en",
    "of",
    "binnen",
    "geleden",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.dates())
def test_whatever_is_found_resolves_to_a_period_or_stays_open(text: str, reference: date) -> None:
    for mention in find_dates(text):
        moment = resolve(mention, reference, ANCHORS)
        assert moment is None or moment.first <= moment.last
        if moment is not None and mention.kind is DateKind.DAY and mention.unit is None:
            assert (moment.first.day, moment.first.month) == (mention.day, mention.month)


@pytest.mark.parametrize(
    "piece", ["1 ", "1-", "een en ", " ", "na ", "ee ", "week 1 ", "3 maanden na ee ", "12 maart\n"]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    started = time.perf_counter()
    find_dates(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 20  # what grows with the square takes minutes
