"""A stratified sample: what must hold for every design, and coverage by summing over all samples of small ones."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.statistics import Stratum, exact_interval, stratified_interval


@st.composite
def strata(draw, least_judged=0):
    population = draw(st.integers(1, 40))
    judged = draw(st.integers(min(least_judged, population), population))
    return Stratum(population, judged, draw(st.integers(0, judged)))


DESIGNS = st.lists(strata(), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(DESIGNS, st.sampled_from([0.8, 0.95, 0.99]))
def test_interval_holds_the_estimate_and_mirrors(design, confidence):
    found = stratified_interval(design, confidence)
    failures = [Stratum(one.population, one.judged, one.judged - one.met) for one in design]
    mirrored = stratified_interval(failures, confidence)
    assert 0.0 <= found.interval.low <= found.interval.high <= 1.0
    assert (found.interval.confidence, found.interval.method) == (confidence, "gelaagd")
    assert mirrored.interval.low == pytest.approx(1 - found.interval.high)
    assert mirrored.interval.high == pytest.approx(1 - found.interval.low)
    if found.share is None:
        assert (found.interval.low, found.interval.high) == (0.0, 1.0)
    else:
        assert mirrored.share == pytest.approx(1 - found.share)
        assert found.interval.low <= found.share + 1e-12
        assert found.share <= found.interval.high + 1e-12


@settings(max_examples=60, deadline=None)
@given(strata(least_judged=1))
def test_one_stratum_is_a_plain_sample(stratum):
    found = stratified_interval([stratum])
    plain = exact_interval(stratum.met, stratum.judged, stratum.population)
    assert (found.interval.low, found.interval.high) == (pytest.approx(plain.low), pytest.approx(plain.high))
    assert found.share == pytest.approx(stratum.met / stratum.judged)


@settings(max_examples=60, deadline=None)
@given(st.lists(strata(least_judged=1), min_size=1, max_size=4), st.randoms())
def test_order_of_strata_and_an_empty_stratum_do_not_matter(design, random):
    shuffled = [*design, Stratum(0, 0, 0)]
    random.shuffle(shuffled)
    assert stratified_interval(shuffled) == stratified_interval(design)


@settings(max_examples=60, deadline=None)
@given(st.lists(strata(least_judged=1), min_size=1, max_size=3), st.integers(1, 30))
def test_a_stratum_without_sample_may_hold_anything(design, cases):
    known, wider = stratified_interval(design), stratified_interval([*design, Stratum(cases, 0, 0)])
    population = sum(stratum.population for stratum in design)
    total = population + cases
    assert wider.share == known.share
    assert wider.interval.low == pytest.approx(known.interval.low * population / total)
    assert wider.interval.high == pytest.approx((known.interval.high * population + cases) / total)


@settings(max_examples=60, deadline=None)
@given(st.lists(strata(least_judged=1), min_size=1, max_size=3), st.integers(1, 30), st.integers(0, 30))
def test_a_stratum_judged_whole_adds_no_uncertainty(design, cases, met):
    counted = min(met, cases)
    known, more = stratified_interval(design), stratified_interval([*design, Stratum(cases, cases, counted)])
    population = sum(stratum.population for stratum in design)
    for before, after in ((known.interval.low, more.interval.low), (known.interval.high, more.interval.high)):
        assert after * (population + cases) == pytest.approx(before * population + counted)


def test_everything_judged_is_a_point():
    found = stratified_interval([Stratum(1, 1, 1), Stratum(9, 9, 3)])
    assert (found.share, found.interval.low, found.interval.high) == (0.4, 0.4, 0.4)


def test_nothing_judged_says_nothing():
    found = stratified_interval([Stratum(12, 0, 0), Stratum(1, 0, 0)])
    assert (found.share, found.interval.low, found.interval.high) == (None, 0.0, 1.0)


def test_a_share_weighs_by_population_and_not_by_sample():
    found = stratified_interval([Stratum(900, 10, 10), Stratum(100, 50, 0)])
    assert found.share == pytest.approx(0.9)


def test_a_sample_without_failures_never_proves_everything():
    assert stratified_interval([Stratum(30, 29, 29), Stratum(2, 1, 1)]).interval.low < 1.0


def test_a_proportional_sample_is_about_as_wide_as_a_plain_one():
    plain = exact_interval(30, 60, 400)
    found = stratified_interval([Stratum(100, 15, met) for met in (7, 8, 7, 8)]).interval
    assert found.high - found.low <= 1.1 * (plain.high - plain.low)


# Strata as (population, judged) and the cases met in each; small ones with failures where few were judged.
HARD = {
    "heavy-stratum-of-few": ([(20, 2), (10, 8)], [6, 0]),
    "strata-of-one": ([(1, 1), (1, 0), (12, 5)], [1, 1, 3]),
    "ones-of-six": ([(6, 1)] * 4, [2, 2, 2, 2]),
    "nearly-all": ([(9, 8), (7, 6), (5, 4)], [1, 0, 1]),
    "all-in-one": ([(14, 10), (14, 6), (6, 4), (8, 7), (6, 1)], [0, 1, 0, 0, 1]),
    "one-in-each": ([(10, 8), (13, 8), (5, 1), (7, 5), (6, 5)], [1, 1, 1, 1, 1]),
    "spread": ([(12, 5), (14, 7), (14, 10), (6, 2), (7, 1)], [1, 0, 0, 0, 1]),
    "halves": ([(24, 6), (30, 6), (16, 6)], [12, 15, 8]),
}


@pytest.mark.parametrize(("design", "truth"), HARD.values(), ids=HARD)
def test_covers_as_often_as_it_claims(design, truth):
    total = sum(truth)
    population = sum(cases for cases, _ in design)
    possible = [
        range(max(0, judged - cases + met), min(judged, met) + 1)
        for (cases, judged), met in zip(design, truth, strict=True)
    ]
    covered = Fraction(0)
    for sample in product(*possible):
        interval = stratified_interval(
            [Stratum(cases, judged, met) for (cases, judged), met in zip(design, sample, strict=True)]
        ).interval
        if interval.low * population <= total + 1e-9 and total - 1e-9 <= interval.high * population:
            covered += prod(
                Fraction(comb(met, seen) * comb(cases - met, judged - seen), comb(cases, judged))
                for (cases, judged), met, seen in zip(design, truth, sample, strict=True)
            )
    assert covered >= Fraction(95, 100)


@pytest.mark.parametrize(
    ("design", "confidence", "words"),
    [
        ([], 0.95, "stratum"),
        ([Stratum(0, 0, 0)], 0.95, "stratum"),
        ([Stratum(5, 6, 1)], 0.95, "stratum"),
        ([Stratum(5, 2, 3)], 0.95, "stratum"),
        ([Stratum(5, 2, -1), Stratum(5, 2, 1)], 0.95, "stratum"),
        ([Stratum(5, 2, 1)], 95, "confidence"),
    ],
)
def test_impossible_strata_are_refused(design, confidence, words):
    with pytest.raises(ValueError, match=words):
        stratified_interval(design, confidence)
