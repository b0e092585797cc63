"""Regions and teams beside each other, and the days that the terms took."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_cases import TERM, TEXT, card, case_id, expectation, finding, observe, register, sample, stratified

from vtaudit.model import Duration, Observation, Outcome, TermDetail, TermReading
from vtaudit.statistics import fisher, holm, newcombe

# ---------------------------------------------------------------- differences


def differences(marks, regions, **changes):
    size = len(regions)
    rows = register(size, regio=regions)
    found = finding(observe("9.9.1-a", marks), register=rows, sample=sample(size, 4 * size), **changes)
    return {group.name: group.difference for group in found.groups}


def test_two_groups_are_compared_once():
    found = differences("V" * 18 + "N" * 2 + "V" * 5 + "N" * 15, ["Noord"] * 20 + ["Zuid"] * 20)
    p_value, by = fisher(18, 20, 5, 20), newcombe(18, 20, 5, 20)
    assert (found["Noord"].p_value, found["Noord"].adjusted) == (p_value, p_value)
    assert (found["Noord"].estimate, found["Noord"].low, found["Noord"].high) == (by.estimate, by.low, by.high)
    assert found["Zuid"].estimate == -by.estimate
    assert found["Zuid"].adjusted == p_value
    assert found["Noord"].is_shown and found["Zuid"].is_shown


def test_more_groups_are_each_held_against_the_others_together():
    found = differences(
        "V" * 12 + "N" * 3 + "V" * 10 + "N" * 5 + "V" * 4 + "N" * 11, ["Noord"] * 15 + ["Oost"] * 15 + ["Zuid"] * 15
    )
    p_values = [fisher(12, 15, 14, 30), fisher(10, 15, 16, 30), fisher(4, 15, 22, 30)]
    assert [each.p_value for each in found.values()] == p_values
    assert [each.adjusted for each in found.values()] == list(holm(p_values))
    assert [name for name, each in found.items() if each.is_shown] == ["Zuid"]


def test_the_correction_runs_over_all_questions_and_fields_of_the_card():
    regions, teams = ["Noord"] * 12 + ["Zuid"] * 12, ["A", "B"] * 12
    alone = finding(
        observe("9.9.1-a", "V" * 11 + "N" + "V" * 6 + "N" * 6),
        register=register(24, regio=regions),
        sample=sample(24, 24, "all"),
    )
    found = card(
        [
            *observe("9.9.1-a", "V" * 11 + "N" + "V" * 6 + "N" * 6),
            *observe("9.9.1-b", "V" * 12 + "N" * 12),
            *observe("9.9.1-c", "VN" * 12),
        ],
        expectation("9.9.1", {"a": TEXT, "b": TERM, "c": TEXT}),
        register=register(24, regio=regions, team=teams),
        sample=sample(24, 24, "all"),
    )
    seen = {
        (question.question, group.field): group.difference
        for question in found.expectations[0].questions
        for group in question.groups
    }
    assert len(seen) == 6
    assert [each.adjusted for each in seen.values()] == list(holm([each.p_value for each in seen.values()]))
    assert alone.groups[0].difference.adjusted == pytest.approx(fisher(11, 12, 6, 12))
    assert seen["9.9.1-a", "regio"].adjusted > alone.groups[0].difference.adjusted
    assert seen["9.9.1-b", "regio"].is_shown


@pytest.mark.parametrize(
    ("marks", "regions"),
    [
        ("V" * 9 + "N" * 20, ["Noord"] * 9 + ["Zuid"] * 20),
        ("V" * 20 + "N" * 5 + "N" * 4, ["Noord"] * 20 + ["Oost"] * 5 + ["Zuid"] * 4),
        ("V" * 9 + "?-" + "N" * 20, ["Noord"] * 11 + ["Zuid"] * 20),
        ("V" * 20 + "N" * 20, ["Noord"] * 20 + [""] * 20),
    ],
    ids=["nine against many", "many against nine", "nine judged", "not filled in"],
)
def test_under_ten_judged_cases_on_a_side_nothing_is_compared(marks, regions):
    assert set(differences(marks, regions).values()) == {None}


@pytest.mark.parametrize(
    ("north", "south", "is_shown"),
    [
        ("V" * 18 + "N" * 2 + "?", "V" * 5 + "N" * 15, True),
        ("V" * 18 + "N" * 2 + "?" * 20, "V" * 5 + "N" * 15, False),
        ("V" * 18 + "N" * 2, "V" * 5 + "N" * 15 + "N~" * 40, False),
        ("V" * 18 + "N" * 2, "V" * 5 + "N" * 15 + "?" * 200, False),
    ],
    ids=["one open", "open on the high side", "open on the low side", "open cases turn it"],
)
def test_a_difference_that_open_cases_could_undo_is_not_shown(north, south, is_shown):
    regions = ["Noord"] * len(north) + ["Zuid"] * len(south.replace("~", ""))
    found = differences(north + south, regions)
    assert {each.adjusted for each in found.values()} == {fisher(18, 20, 5, 20)}
    assert {each.is_shown for each in found.values()} == {is_shown}


def test_open_cases_of_a_group_without_anything_judged_count_against_a_difference_too():
    marks = "V" * 18 + "N" * 2 + "V" * 5 + "N" * 15 + "?" * 40
    found = differences(marks, ["Noord"] * 20 + ["Zuid"] * 20 + ["Oost"] * 40)
    assert not found["Noord"].is_shown
    assert not found["Zuid"].is_shown


def test_cases_without_a_region_are_on_neither_side():
    filled = differences("V" * 18 + "N" * 2 + "V" * 5 + "N" * 15, ["Noord"] * 20 + ["Zuid"] * 20)
    found = differences("V" * 18 + "N" * 2 + "V" * 5 + "N" * 35, ["Noord"] * 20 + ["Zuid"] * 20 + [""] * 20)
    assert found == {**filled, "niet ingevuld": None}


def test_dossiers_that_nobody_drew_are_not_compared():
    rows = register(40, regio=["Noord"] * 20 + ["Zuid"] * 20)
    marks = "V" * 20 + "N" * 20
    text = finding(observe("9.9.1-a", marks), register=rows, sample=sample(40, 80, "delivered"))
    term = finding(observe("9.9.1-a", marks), TERM, register=rows, sample=sample(40, 80, "delivered"))
    assert {group.difference for group in text.groups} == {None}
    assert all(group.difference.is_shown for group in term.groups)


def test_an_uneven_draw_is_not_compared_but_its_terms_are():
    rows = register(40, team=["A"] * 20 + ["B"] * 20)
    marks = "V" * 20 + "N" * 20
    even = stratified(("Noord", 200, 20), ("Zuid", 200, 20))
    uneven = stratified(("Noord", 400, 20), ("Zuid", 100, 20))
    shown = [
        [group.difference is not None for group in finding(observe("9.9.1-a", marks), check, **drawn).groups]
        for check, drawn in (
            (TEXT, {"register": rows, "sample": even}),
            (TEXT, {"register": rows, "sample": uneven}),
            (TERM, {"register": rows, "sample": uneven}),
        )
    ]
    assert shown == [[True, True], [False, False], [True, True]]


# ---------------------------------------------------------------- days


def took(days, regions=None, running=0):
    """The durations of cases that took so many days, followed by cases that still run."""
    start, kept = date(2017, 3, 1), TermReading(date(2017, 3, 6), True)
    ends = [start + timedelta(days=each) for each in days] + [None] * running
    observations = [
        Observation(
            case_id(number), "9.9.1", "9.9.1-a", Outcome.MET, True, "code", "Reden.",
            term=TermDetail(start, end, (end - start).days if end else 90, kept, kept),
        )
        for number, end in enumerate(ends)
    ]  # fmt: skip
    rows = register(len(ends), regio=regions or [""] * len(ends))
    return finding(observations, TERM, register=rows).durations


def test_half_and_nine_in_ten_of_the_cases_that_ended():
    assert took([1, 2, 3, 4, 5, 6, 7, 8, 9, 40], running=3) == (Duration("", 10, 3, 5.5, 9),)
    assert took([4] * 15 + [6] * 5 + [70]) == (Duration("", 21, 0, 4.0, 6),)


def test_days_stand_per_region_with_what_still_runs():
    found = took([3] * 10 + [8] * 10 + [1], ["Zuid"] * 10 + ["Noord"] * 10 + ["Oost", "Noord", ""], running=2)
    assert found == (
        Duration("", 21, 2, 3.0, 8),
        Duration("Noord", 10, 1, 8.0, 8),
        Duration("Oost", 1, 0, None, None),
        Duration("Zuid", 10, 0, 3.0, 3),
        Duration("niet ingevuld", 0, 1, None, None),
    )


def test_text_and_cases_without_usable_dates_have_no_days():
    assert finding(observe("9.9.1-a", "V" * 12)).durations == ()
    assert finding(observe("9.9.1-a", "?-" * 6), TERM).durations == ()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=10, max_size=60))
def test_the_words_of_the_page_hold_for_the_days(days):
    (found,) = took(days)
    assert sum(each <= found.median for each in days) * 2 >= len(days)
    assert sum(each <= found.ninetieth for each in days) * 10 >= 9 * len(days)
    assert sum(each < found.ninetieth for each in days) * 10 < 9 * len(days)
