"""Intervals for one share against published values; the ids are the references of the values.

Sources: Newcombe 1998 (CI-01..04), R binom through the statsmodels tests (CI-05..12), R 3.6.2 through the scipy tests
(CI-13..16), the scipy documentation (CI-17), the jfa tests (HG, PB: Touw & Hoogduin 2011).
"""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vtaudit.statistics import clopper_pearson, exact_interval, wilson

WILSON = {
    "CI-01": (81, 263, 0.95, 0.2553, 0.3662, 5e-5),
    "CI-02": (15, 148, 0.95, 0.0624, 0.1605, 5e-5),
    "CI-03": (0, 20, 0.95, 0.0, 0.1611, 5e-5),
    "CI-04": (1, 29, 0.95, 0.0061, 0.1718, 5e-5),
    "CI-05": (18, 20, 0.95, 0.698966, 0.972134, 1e-6),
    "CI-06": (4, 20, 0.95, 0.080658, 0.416017, 1e-6),
    "CI-07": (4, 200, 0.95, 0.007804, 0.050287, 1e-6),
    "CI-08": (190, 200, 0.95, 0.910422, 0.972617, 1e-6),
    "CI-09": (1, 30, 0.95, 0.0059086, 0.1667039, 1e-6),
    "CI-10": (0, 30, 0.95, 0.0, 0.1135134, 1e-6),
    "CI-11": (19, 38, 0.95, 0.348499283643951, 0.651500716356049, 1e-12),
    "CI-13": (3, 10, 0.95, 0.1077913, 0.6032219, 1e-6),
    "CI-14-none": (0, 10, 0.95, 0.0, 0.2775328, 1e-6),
    "CI-14-all": (10, 10, 0.95, 0.7224672, 1.0, 1e-6),
    "CI-18": (85, 185, 0.95, 0.3892, 0.5314, 5e-5),
    "CI-19-of-176": (47, 176, 0.95, 0.2072, 0.3369, 5e-5),
    "CI-19-of-76": (47, 76, 0.95, 0.5060, 0.7194, 5e-5),
}

CLOPPER_PEARSON = {
    "CI-01": (81, 263, 0.95, 0.2527, 0.3676, 5e-5),
    "CI-02": (15, 148, 0.95, 0.0578, 0.1617, 5e-5),
    "CI-03": (0, 20, 0.95, 0.0, 0.1684, 5e-5),
    "CI-04": (1, 29, 0.95, 0.0009, 0.1776, 5e-5),
    "CI-05": (18, 20, 0.95, 0.683017, 0.987651, 1e-6),
    "CI-06": (4, 20, 0.95, 0.057334, 0.436614, 1e-6),
    "CI-07": (4, 200, 0.95, 0.005476, 0.050414, 1e-6),
    "CI-08": (190, 200, 0.95, 0.909972, 0.975766, 1e-6),
    "CI-10": (0, 30, 0.95, 0.0, 0.1157033, 1e-6),
    "CI-14-none": (0, 10, 0.95, 0.0, 0.3084971, 1e-6),
    "CI-14-all": (10, 10, 0.95, 0.6915029, 1.0, 1e-6),
    "CI-15": (20, 100, 0.95, 0.1266555521, 0.2918426891, 1e-9),
    "CI-16": (3, 50, 0.99, 0.006872485, 0.202706269, 1e-6),
    "CI-17": (7, 50, 0.95, 0.05819170034, 0.26739600250, 1e-9),
}

FINITE = {
    "finite-N80": (18, 60, 80, 0.250, 0.363),
    "finite-N200": (18, 60, 200, 0.205, 0.410),
    "finite-N1000": (18, 60, 1000, 0.192, 0.428),
    "finite-N100000": (18, 60, 100_000, 0.189, 0.432),
}

# One-sided upper bounds: a two-sided interval at 1 - 2 * risk has the same upper end.
UPPER = {
    "HG-29": (1, 2, 10, 0.90, 0.9),
    "HG-30": (1, 10, 20, 0.90, 0.3),
    "PB-16": (0, 102, 1200, 0.80, 0.0208333),
    "PB-17": (1, 102, 1200, 0.80, 0.0358333),
    "PB-18": (2, 102, 1200, 0.80, 0.0491667),
    "PB-19": (3, 102, 1200, 0.80, 0.0625),
}

CORRECTED = {
    "CI-01": (81, 263, 0.2535, 0.3682, 5e-5),
    "CI-02": (15, 148, 0.0598, 0.1644, 5e-5),
    "CI-03": (0, 20, 0.0, 0.2005, 5e-5),
    "CI-04": (1, 29, 0.0018, 0.1963, 5e-5),
    "CI-13": (3, 10, 0.0809478, 0.6463293, 1e-6),
}


@pytest.mark.parametrize(("met", "judged", "confidence", "low", "high", "within"), WILSON.values(), ids=WILSON)
def test_wilson(met, judged, confidence, low, high, within):
    interval = wilson(met, judged, confidence)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=within), pytest.approx(high, abs=within))
    assert (interval.confidence, interval.method) == (confidence, "Wilson")


@pytest.mark.parametrize(("met", "judged", "low", "high", "within"), CORRECTED.values(), ids=CORRECTED)
def test_wilson_with_continuity_correction(met, judged, low, high, within):
    interval = wilson(met, judged, corrected=True)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=within), pytest.approx(high, abs=within))
    assert interval.method == "Wilson met continuïteitscorrectie"


@pytest.mark.parametrize(
    ("met", "judged", "confidence", "low", "high", "within"), CLOPPER_PEARSON.values(), ids=CLOPPER_PEARSON
)
def test_clopper_pearson(met, judged, confidence, low, high, within):
    interval = clopper_pearson(met, judged, confidence)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=within), pytest.approx(high, abs=within))


@pytest.mark.parametrize("interval_of", [wilson, clopper_pearson])
@pytest.mark.parametrize(("met", "judged", "end"), [(38, 38, 1.0), (0, 77, 0.0)], ids=["CI-12-all", "CI-12-none"])
def test_ends_stay_inside_to_the_last_bit(interval_of, met, judged, end):
    interval = interval_of(met, judged)
    assert (interval.high if met else interval.low) == end
    assert 0.0 <= interval.low < interval.high <= 1.0


@pytest.mark.parametrize(("met", "judged", "population", "low", "high"), FINITE.values(), ids=FINITE)
def test_exact_interval_of_a_finite_population(met, judged, population, low, high):
    interval = exact_interval(met, judged, population)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=6e-4), pytest.approx(high, abs=6e-4))
    assert interval.method == "hypergeometrisch"


@pytest.mark.parametrize(("met", "judged", "population", "confidence", "high"), UPPER.values(), ids=UPPER)
def test_exact_upper_bound(met, judged, population, confidence, high):
    assert exact_interval(met, judged, population, confidence).high == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(("met", "judged"), [(0, 20), (1, 29), (18, 60), (20, 20)])
def test_exact_interval_tends_to_clopper_pearson(met, judged):
    finite, unlimited = exact_interval(met, judged, 10_000_000), clopper_pearson(met, judged)
    assert finite.low == pytest.approx(unlimited.low, abs=1e-5)
    assert finite.high == pytest.approx(unlimited.high, abs=1e-5)


@pytest.mark.parametrize(("judged", "population"), [(98, 100), (99, 100), (59, 60), (60, 4000)])
def test_a_sample_without_failures_never_proves_everything(judged, population):
    assert exact_interval(judged, judged, population).low < 1.0
    assert exact_interval(judged, judged, population).high == 1.0
    assert exact_interval(0, judged, population).high > 0.0
    assert exact_interval(0, judged, population).low == 0.0


def test_estimate_stays_inside_when_one_case_was_not_judged():
    low, high = exact_interval(1, 99, 100), exact_interval(98, 99, 100)
    assert (low.low, low.high) == (0.01, 0.02)
    assert (high.low, high.high) == (0.98, 0.99)


@st.composite
def draws(draw):
    population = draw(st.integers(1, 120))
    judged = draw(st.integers(1, population))
    return draw(st.integers(0, judged)), judged, population


@settings(max_examples=120, deadline=None)
@example((0, 1, 100), 0.8)
@given(draws(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_exact_interval_properties(case, confidence):
    met, judged, population = case
    interval = exact_interval(met, judged, population, confidence)
    mirrored = exact_interval(judged - met, judged, population, confidence)
    assert 0.0 <= interval.low <= met / judged <= interval.high <= 1.0
    for end in (interval.low, interval.high):
        assert round(end * population) / population == end
    assert (mirrored.low, mirrored.high) == (pytest.approx(1 - interval.high), pytest.approx(1 - interval.low))
    if judged == population:
        assert interval.low == interval.high == met / judged


@settings(max_examples=60, deadline=None)
@given(draws())
def test_twice_the_sample_with_the_same_share_narrows_the_interval(case):
    met, judged, _ = case
    one, two = exact_interval(met, judged, 4 * judged), exact_interval(2 * met, 2 * judged, 4 * judged)
    assert two.high - two.low <= one.high - one.low


@pytest.mark.parametrize(("population", "judged"), [(30, 12), (57, 50), (200, 40)])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 1.0])
def test_exact_interval_covers_as_often_as_it_claims(population, judged, share):
    total = round(population * share)
    all_draws = math.comb(population, judged)
    missed = 0
    for met in range(max(0, judged - (population - total)), min(judged, total) + 1):
        interval = exact_interval(met, judged, population)
        if not interval.low <= total / population <= interval.high:
            missed += math.comb(total, met) * math.comb(population - total, judged - met)
    assert missed <= 0.05 * all_draws


@pytest.mark.parametrize(
    ("met", "judged", "population", "confidence"),
    [(-1, 5, 10, 0.95), (6, 5, 10, 0.95), (1, 5, 4, 0.95), (0, 0, 10, 0.95), (1, 5, 10, 1.0), (1, 5, 10, 95)],
)
def test_impossible_counts_are_refused(met, judged, population, confidence):
    with pytest.raises(ValueError, match=r"judged|confidence"):
        exact_interval(met, judged, population, confidence)


@pytest.mark.parametrize("interval_of", [wilson, clopper_pearson])
@pytest.mark.parametrize(("met", "judged"), [(-1, 5), (6, 5), (0, 0)])
def test_impossible_counts_are_refused_without_population(interval_of, met, judged):
    with pytest.raises(ValueError, match="judged"):
        interval_of(met, judged)
