"""What the planner promises, held against sums in whole numbers and against the interval that the scorecard prints."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vtaudit.errors import VtauditError
from vtaudit.statistics import (
    exact_interval,
    lot_risks,
    lot_rule,
    more_needed,
    sample_size,
    size_for_width,
    survey_size,
    upper_limit,
    what_it_proves,
)

CONFIDENCES = st.sampled_from([Fraction(80, 100), Fraction(90, 100), Fraction(95, 100), Fraction(99, 100)])
RATES = st.integers(1, 399).map(lambda number: Fraction(number, 1000))


def chance(acceptable: int, size: int, tolerable: Fraction, population: int | None) -> Fraction:
    """P(X <= acceptable) in fractions: without a population binomial, else hypergeometric."""
    if population is None:
        terms = (comb(size, x) * tolerable**x * (1 - tolerable) ** (size - x) for x in range(acceptable + 1))
        return sum(terms, Fraction(0))
    failing = ceil(population * tolerable)
    ways = sum(comb(failing, x) * comb(population - failing, size - x) for x in range(min(acceptable, size) + 1))
    return Fraction(ways, comb(population, size))


@settings(max_examples=80, deadline=None)
@given(RATES, RATES, CONFIDENCES, st.integers(1, 200))
@example(Fraction(1, 20), Fraction(0), Fraction(95, 100), 20)
@example(Fraction(7, 100), Fraction(65, 1000), Fraction(95, 100), 30)
def test_planned_size_is_the_first_that_does(tolerable, expected, confidence, population):
    assume(expected < tolerable)
    plan = sample_size(tolerable, expected, confidence, population)
    risk = 1 - confidence
    assert plan.risk == pytest.approx(float(chance(plan.acceptable, plan.size, tolerable, population)), abs=1e-12)
    assert chance(plan.acceptable, plan.size, tolerable, population) <= risk
    for size in range(1, plan.size):
        assert chance(ceil(size * expected), size, tolerable, population) > risk
    if plan.size < population:
        assert plan.acceptable == ceil(plan.size * expected)
        assert chance(plan.acceptable + 1, plan.size, tolerable, population) > risk


@settings(max_examples=40, deadline=None)
@given(st.integers(50, 300).map(lambda number: Fraction(number, 1000)), st.integers(0, 3), CONFIDENCES)
def test_planned_size_without_a_population_is_the_first_that_does(tolerable, failures, confidence):
    plan = sample_size(tolerable, failures, confidence, method="binomial")
    assert plan.acceptable == failures
    assert chance(failures, plan.size, tolerable, None) <= 1 - confidence
    assert chance(failures, plan.size - 1, tolerable, None) > 1 - confidence


@settings(max_examples=40, deadline=None)
@given(RATES, CONFIDENCES, st.integers(2, 400))
def test_plan_and_upper_limit_agree(tolerable, confidence, population):
    plan = sample_size(tolerable, 0, confidence, population)
    failing = ceil(population * tolerable)
    # No sample makes the limit 0, so that a single failing case is never ruled out.
    assume(failing > 1 and plan.size < population)
    assert upper_limit(0, plan.size, confidence, population) < failing / population
    assert upper_limit(0, plan.size - 1, confidence, population) >= failing / population if plan.size > 1 else True


def test_all_cases_when_no_sample_will_do():
    plan = sample_size(Fraction(5, 100), Fraction(1, 100), Fraction(95, 100), 20)
    assert (plan.size, plan.acceptable, plan.risk) == (20, 0, 0.0)


def test_sizes_are_not_monotone_and_the_first_is_found():
    allowed = {size: ceil(size * Fraction(35, 1000)) for size in (400, 401)}
    assert allowed == {400: 14, 401: 15}
    assert chance(14, 400, Fraction(5, 100), None) <= Fraction(10, 100) < chance(15, 401, Fraction(5, 100), None)


@pytest.mark.parametrize(
    ("tolerable", "expected", "confidence", "population", "codes"),
    [
        (Fraction(5, 100), Fraction(5, 100), Fraction(95, 100), 100, ["plan-expected"]),
        (Fraction(0), 0, Fraction(95, 100), 100, ["plan-tolerable"]),
        (Fraction(1), 0, Fraction(1, 2), 100, ["plan-tolerable", "plan-confidence"]),
        (Fraction(95), Fraction(-1), Fraction(95), 0, ["plan-tolerable", "plan-confidence", "plan-expected"]),
        (Fraction(5, 100), -1, Fraction(95, 100), 0, ["plan-expected", "plan-population"]),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_with_all_its_faults(tolerable, expected, confidence, population, codes):
    with pytest.raises(VtauditError) as raised:
        sample_size(tolerable, expected, confidence, population)
    found = [fault.code for fault in raised.value.faults]
    assert found[: len(codes)] == codes
    assert all(fault.message and fault.remedy for fault in raised.value.faults)


def test_a_plan_of_more_than_a_hundred_thousand_cases_is_refused():
    with pytest.raises(VtauditError, match="honderdduizend"):
        sample_size(Fraction(1, 1000), Fraction(9999, 10_000_000), Fraction(95, 100), method="poisson")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 100), st.integers(0, 6), CONFIDENCES, st.sampled_from(["hypergeometric", "binomial", "poisson"]))
def test_upper_limit_falls_with_the_sample_and_rises_with_failures(size, failures, confidence, method):
    assume(failures < size)
    limit = upper_limit(failures, size, confidence, 400, method)
    assert failures / size <= limit <= 1.0
    assert upper_limit(failures, size + 1, confidence, 400, method) <= limit
    assert upper_limit(failures + 1, size, confidence, 400, method) >= limit


def test_thirty_dossiers_and_what_they_prove():
    reach = what_it_proves(30, 4000, Fraction(95, 100))
    assert len(reach.limits) == 31
    assert reach.limits[:4] == (0.0945, 0.148, 0.19475, 0.238)
    assert reach.limits[30] == 1.0
    assert (round(reach.at_half.low, 3), round(reach.at_half.high, 3)) == (0.314, 0.686)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 80), st.integers(0, 200), CONFIDENCES)
def test_what_a_sample_proves_is_what_its_limits_say(size, more, confidence):
    population = size + more
    reach = what_it_proves(size, population, confidence)
    assert reach.limits == tuple(upper_limit(x, size, confidence, population) for x in range(size + 1))
    assert list(reach.limits) == sorted(reach.limits)
    assert reach.at_half == exact_interval(size // 2, size, population, float(confidence))


def width_at(size: int, rate: Fraction, population: int) -> Fraction:
    widths = []
    for met in {size * rate // 1, ceil(size * rate)}:
        interval = exact_interval(int(met), size, population)
        widths.append(Fraction(round((interval.high - interval.low) * population), population))
    return max(widths)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 160),
    st.integers(2, 100),
    st.sampled_from([Fraction(1, 2), Fraction(1, 10), Fraction(1, 3), Fraction(1)]),
)
@example(5, 60, Fraction(1, 2))
@example(160, 19, Fraction(1, 10))
def test_size_for_a_width_is_the_first_from_which_on_all_do(population, hundredths, rate):
    width = Fraction(hundredths, 100)
    size = size_for_width(population, width, Fraction(95, 100), rate)
    assert all(width_at(larger, rate, population) <= width for larger in range(size, population + 1))
    assert size == 1 or width_at(size - 1, rate, population) > width


@pytest.mark.parametrize(
    ("population", "hundredths", "rate"),
    # Here the first narrow sample is 12, 18 and 26 cases smaller than the first without a wide one beyond it.
    [(3000, 2, Fraction(1, 2)), (3000, 2, Fraction(1, 10)), (3000, 1, Fraction(1, 100))],
)
def test_no_larger_sample_is_wider_also_where_the_width_goes_up_and_down(population, hundredths, rate):
    size = size_for_width(population, Fraction(hundredths, 100), Fraction(95, 100), rate)
    widths = [width_at(each, rate, population) for each in range(size - 1, size + 200)]
    assert widths[0] > Fraction(hundredths, 100) >= max(widths[1:])


def test_size_for_a_width_asks_a_little_more_than_a_survey_calculator():
    exact = size_for_width(1000, Fraction(10, 100), Fraction(95, 100))
    assert survey_size(1000, Fraction(5, 100), Fraction(95, 100)) == 278 < exact <= 290


@st.composite
def findings(draw):
    population = draw(st.integers(1, 90))
    judged = draw(st.integers(1, population))
    return draw(st.integers(0, judged)), judged, population


def side(met: int, judged: int, population: int, target: float) -> int:
    interval = exact_interval(met, judged, population)
    return (interval.low >= target) - (interval.high < target)


@settings(max_examples=120, deadline=None)
@given(findings(), st.sampled_from([0.0, 0.07, 0.5, 0.7, 0.8, 0.85, 0.95, 1.0]))
@example((40, 60, 90), 0.7)
def test_more_cases_settle_the_verdict_at_the_same_rate(case, target):
    met, judged, population = case
    needed = more_needed(met, judged, population, target)
    rate = Fraction(met, judged)
    is_above = rate > Fraction(str(target))

    def settles(total):
        counted = total * met // judged if is_above else ceil(total * rate)
        return side(counted, total, population, target) == (1 if is_above else -1)

    if side(met, judged, population, target) or rate == Fraction(str(target)):
        assert needed is None
    elif needed is None:
        assert not any(settles(total) for total in range(judged + 1, population + 1))
    else:
        assert settles(judged + needed)
        assert not any(settles(total) for total in range(judged + 1, judged + needed))


def test_more_needed_in_a_population_of_this_trade():
    assert more_needed(40, 60, 5000, 0.7) == 609
    assert more_needed(42, 60, 5000, 0.7) is None
    assert more_needed(58, 60, 5000, 0.7) is None


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(0, 8), st.integers(1, 10))
def test_the_rule_of_a_lot_has_the_least_total_risk(size, bad, more):
    assume(bad + more <= 10)
    shares = Fraction(bad + more, 10), Fraction(bad, 10)
    best = lot_risks(size, lot_rule(size, *shares), *shares)
    assert all(best.total <= lot_risks(size, acceptable, *shares).total for acceptable in range(size + 1))
    assert 0.0 <= best.provider <= 1.0 and 0.0 <= best.consumer <= 1.0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: sample_size(Fraction(5, 100), 0, Fraction(95, 100)), "population"),
        (lambda: upper_limit(0, 10, Fraction(95, 100)), "population"),
        (lambda: upper_limit(0, 10, Fraction(1, 2), 100), "confidence"),
        (lambda: upper_limit(11, 10, Fraction(95, 100), 100), "judged"),
        (lambda: upper_limit(-1, 10, Fraction(95, 100), method="poisson"), "negative"),
        (lambda: what_it_proves(0, 10, Fraction(95, 100)), "judged"),
        (lambda: what_it_proves(11, 10, Fraction(95, 100)), "population"),
        (lambda: size_for_width(0, Fraction(1, 10), Fraction(95, 100)), "no size"),
        (lambda: size_for_width(10, Fraction(0), Fraction(95, 100)), "no size"),
        (lambda: more_needed(3, 2, 10, 0.5), "judged"),
        (lambda: lot_risks(5, 6, Fraction(8, 10), Fraction(5, 10)), "no risks"),
        (lambda: lot_risks(5, 2, Fraction(5, 10), Fraction(8, 10)), "no risks"),
    ],
)
def test_impossible_numbers_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
