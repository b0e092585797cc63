"""What a draw by stratum says about all cases, and how many more cases settle a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_cases import TERM, finding, observe, register, sample, stratified

from vtaudit import statistics
from vtaudit.model import Outcome, Target
from vtaudit.sampling import draw, top_up
from vtaudit.score import INSUFFICIENT, NOT_ESTABLISHED, SUFFICIENT
from vtaudit.statistics import (
    DomainStratum,
    Stratum,
    clopper_pearson,
    domain_interval,
    exact_interval,
    stratified_interval,
    wilson,
)

EQUAL = stratified(("Noord", 400, 20), ("Zuid", 100, 20))
MARKS = "V" * 10 + "N" * 10 + "V" * 18 + "N" * 2


def target(rate):
    return {"9.9.1-a": Target(rate, "MT", date(2017, 1, 1))}


# ---------------------------------------------------------------- the figure and its interval


def test_strata_drawn_unevenly_count_by_their_cases():
    found = finding(observe("9.9.1-a", MARKS), sample=EQUAL)
    assert found.tally.rate == 0.7
    assert found.estimate == pytest.approx((400 * 0.5 + 100 * 0.9) / 500)
    assert found.interval == stratified_interval([Stratum(400, 20, 10), Stratum(100, 20, 18)]).interval
    assert (found.is_weighted, found.population, found.strata_unjudged) == (True, 500, 0)
    assert (found.wilson, found.clopper_pearson) == (None, None)


@pytest.mark.parametrize(
    "drawn",
    [
        stratified(("Noord", 400, 32), ("Zuid", 100, 8)),
        stratified(("Noord", 395, 32), ("Zuid", 105, 8)),
        stratified(("alle zaken", 500, 40)),
        sample(40, 500),
    ],
    ids=["in proportion", "but for rounding", "no strata", "file of before"],
)
def test_an_even_draw_is_counted_plainly_with_the_exact_interval(drawn):
    found = finding(observe("9.9.1-a", MARKS), sample=drawn)
    assert (found.estimate, found.is_weighted, found.population) == (0.7, False, 500)
    assert found.interval == exact_interval(28, 40, 500)
    assert found.interval.method == "hypergeometrisch"
    assert found.wilson == wilson(28, 40)
    assert found.clopper_pearson == clopper_pearson(28, 40)


def test_a_minimum_that_bites_makes_a_draw_uneven():
    strata = {f"Z{number:03d}": "klein" if number < 5 else "groot" for number in range(500)}
    drawn = draw(strata, 20, 7, strata)
    assert dict(drawn.strata) == {"groot": 19, "klein": 1}
    marks = {case: "N" if strata[case] == "klein" else "V" for case in drawn.drawn}
    found = finding(observations(marks), sample=drawn, register=register(500))
    assert found.tally.rate == 0.95
    assert found.estimate == pytest.approx(0.99)


def test_a_top_up_from_new_cases_makes_a_draw_uneven():
    before = [f"Z{number:03d}" for number in range(100)]
    new = [f"Z{number:03d}" for number in range(100, 500)]
    drawn = top_up(draw(before, 20, 7), [*before, *new], 30, date(2017, 9, 1), "Nieuwe zaken.")
    marks = {case: "N" if case in new else "V" for case in drawn.drawn}
    found = finding(observations(marks), sample=drawn, register=register(500))
    assert found.tally.rate == pytest.approx(20 / 30)
    assert found.estimate == pytest.approx(100 / 500)


def test_a_top_up_in_proportion_stays_even():
    cases = [f"Z{number:03d}" for number in range(100)]
    drawn = top_up(draw(cases, 20, 7), cases, 30, date(2017, 9, 1))
    found = finding(observations(dict.fromkeys(drawn.drawn, "V")), sample=drawn, register=register(100))
    assert (found.is_weighted, found.interval) == (False, exact_interval(30, 30, 100))


def test_a_stratum_counts_by_the_cases_to_which_the_question_may_apply():
    # In Noord it applies to 5 of 20 drawn cases, so to about 100 of 400; in Zuid to all 100.
    found = finding(observe("9.9.1-a", "VNNN?" + "-" * 15 + "V" * 20), sample=EQUAL)
    assert found.population == 200
    assert found.estimate == pytest.approx((100 * 0.25 + 100 * 1) / 200)
    strata = [DomainStratum(400, 20, 5, 4, 1), DomainStratum(100, 20, 20, 20, 20)]
    assert found.interval == domain_interval(strata).interval
    known = stratified_interval([Stratum(100, 4, 1), Stratum(100, 20, 20)]).interval
    assert found.interval.low < known.low and found.interval.high > known.high


def test_a_stratum_without_anything_judged_may_go_either_way():
    found = finding(observe("9.9.1-a", "?" * 20 + "V" * 20), sample=EQUAL)
    assert (found.estimate, found.strata_unjudged) == (1.0, 1)
    assert found.interval == stratified_interval([Stratum(400, 0, 0), Stratum(100, 20, 20)]).interval
    assert found.interval.low < 0.2


def test_a_stratum_in_which_the_question_applied_to_no_drawn_case_may_still_hold_some():
    found = finding(observe("9.9.1-a", "-" * 20 + "V" * 15 + "N" * 5), sample=EQUAL)
    most = round(400 * exact_interval(0, 20, 400).high)
    assert 60 < most < 70
    assert (found.population, found.estimate, found.strata_unjudged) == (100 + most, 0.75, 1)
    assert found.interval == stratified_interval([Stratum(most, 0, 0), Stratum(100, 20, 15)]).interval


def test_a_stratum_drawn_whole_in_which_the_question_never_applied_holds_none():
    drawn = stratified(("Noord", 20, 20), ("Zuid", 100, 20))
    found = finding(observe("9.9.1-a", "-" * 20 + "V" * 15 + "N" * 5), sample=drawn)
    assert (found.population, found.strata_unjudged) == (100, 0)
    assert found.interval == stratified_interval([Stratum(100, 20, 15)]).interval


def test_what_is_open_moves_the_weighted_figure():
    found = finding(observe("9.9.1-a", "V" * 10 + "N~" * 10 + "V" * 20), sample=EQUAL)
    assert found.estimate == 1.0
    assert found.worst == pytest.approx((400 * 0.5 + 100) / 500)
    assert found.best == 1.0


def test_terms_are_counted_over_the_register_whatever_the_draw():
    found = finding(observe("9.9.1-a", MARKS), TERM, sample=EQUAL)
    assert (found.estimate, found.is_weighted, found.interval, found.clopper_pearson) == (0.7, False, None, None)


@settings(max_examples=40, deadline=None)
@given(st.text("VN?-", min_size=40, max_size=40))
def test_a_weighted_figure_lies_in_its_interval_and_between_worst_and_best(marks):
    found = finding(observe("9.9.1-a", marks), sample=EQUAL)
    if not found.tally.judged:
        assert (found.estimate, found.interval, found.worst, found.best) == (None, None, None, None)
        return
    assert 0 <= found.interval.low <= found.interval.high <= 1
    assert found.worst - 1e-9 <= found.best
    if not found.strata_unjudged:
        assert found.interval.low - 1e-9 <= found.estimate <= found.interval.high + 1e-9
        assert found.worst - 1e-9 <= found.estimate <= found.best + 1e-9


# ---------------------------------------------------------------- the verdict


@pytest.mark.parametrize(
    ("marks", "rate", "expected"),
    [
        ("V" * 40, 0.7, SUFFICIENT),
        ("N" * 20 + "V" * 20, 0.6, INSUFFICIENT),
        ("V" * 20 + "N" * 20, 0.7, NOT_ESTABLISHED),
        ("?" * 20 + "V" * 20, 0.7, None),
        ("-" * 20 + "V" * 20, 0.5, SUFFICIENT),
        ("-" * 20 + "V" * 20, 0.7, NOT_ESTABLISHED),
    ],
)
def test_the_verdict_is_that_of_the_weighted_interval(marks, rate, expected):
    assert finding(observe("9.9.1-a", marks), sample=EQUAL, targets=target(rate)).verdict == expected


# ---------------------------------------------------------------- how many more


def test_how_many_more_cases_settle_a_plain_draw():
    found = finding(observe("9.9.1-a", "V" * 15 + "N" * 3), sample=sample(18, 1000), targets=target(0.7))
    assert found.verdict == NOT_ESTABLISHED
    assert found.more_needed == statistics.more_needed(15, 18, 1000, 0.7)
    assert found.more_needed > 10


def test_open_cases_count_as_cases_to_come():
    drawn = sample(20, 1000)
    found = finding(observe("9.9.1-a", "V" * 15 + "N" * 3 + "??"), sample=drawn, targets=target(0.7))
    assert found.verdict == NOT_ESTABLISHED
    assert found.more_needed == statistics.more_needed(15, 18, 1000, 0.7) - 2


@pytest.mark.parametrize(
    ("marks", "rate", "changes"),
    [
        ("V" * 15 + "N" * 3, 0.9, {"sample": sample(18, 18, "all")}),
        ("V" * 15 + "N" * 3, 0.5, {"sample": sample(18, 400, "delivered")}),
        ("V" * 18, 0.5, {"sample": sample(18, 1000)}),
        ("V" * 9 + "N" * 9, 0.5, {"sample": sample(18, 1000)}),
        ("V" * 9 + "V~" * 9, 0.8, {"sample": sample(18, 1000)}),
        ("V" * 15 + "N" * 3, None, {"sample": sample(18, 1000)}),
    ],
    ids=["census", "not drawn", "settled", "on the line", "open decides", "no target"],
)
def test_where_more_cases_are_no_question_there_is_no_number(marks, rate, changes):
    targets = target(rate) if rate is not None else {}
    assert finding(observe("9.9.1-a", marks), targets=targets, **changes).more_needed is None


@pytest.mark.parametrize(("population", "is_told"), [(1000, True), (150, False)])
def test_more_cases_than_the_register_holds_for_the_question_are_not_asked(population, is_told):
    # It applies to 18 of 90 drawn cases, so to about 30 of 150 and 200 of 1000.
    found = finding(
        observe("9.9.1-a", "V" * 15 + "N" * 3 + "-" * 72), sample=sample(90, population), targets=target(0.7)
    )
    needed = statistics.more_needed(15, 18, population - 72, 0.7)
    assert found.verdict == NOT_ESTABLISHED
    assert 30 - 18 < needed <= 200 - 18
    assert found.more_needed == (needed if is_told else None)


def test_so_many_more_settle_an_uneven_draw_and_fewer_do_not():
    marks = "V" * 16 + "N" * 4 + "V" * 12 + "N" * 8
    found = finding(observe("9.9.1-a", marks), sample=EQUAL, targets=target(0.65))
    assert found.verdict == NOT_ESTABLISHED
    size = 20 + found.more_needed // 2

    def verdict_at(each):
        north, south = round(each * 0.8), round(each * 0.6)
        more = "V" * north + "N" * (each - north) + "V" * south + "N" * (each - south)
        larger = stratified(("Noord", 400, each), ("Zuid", 100, each))
        return finding(observe("9.9.1-a", more), sample=larger, targets=target(0.65)).verdict

    assert verdict_at(size) == SUFFICIENT
    assert verdict_at(size - 5) == NOT_ESTABLISHED


def test_a_stratum_that_stays_unjudged_is_settled_by_no_number():
    drawn = stratified(("Noord", 400, 20), ("Zuid", 100, 20), ("Oost", 500, 1))
    marks = "V" * 16 + "N" * 4 + "V" * 12 + "N" * 8 + "?"
    assert finding(observe("9.9.1-a", marks), sample=drawn, targets=target(0.65)).more_needed is None


def observations(marks):
    """One sure observation per case."""
    outcomes = {"V": Outcome.MET, "N": Outcome.NOT_MET}
    (like,) = observe("9.9.1-a", "V")
    return [replace(like, zaaknummer=case, outcome=outcomes[mark]) for case, mark in marks.items()]
