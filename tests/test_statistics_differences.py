"""Differences between two audits against published values; the ids are the references of the values.

Sources: Fagerland 2015 (DF-01), Newcombe 1998 (DF-03, DF-04), R through the scipy tests (DF-05..08), the statsmodels
tests (DF-09..11), R multtest through the statsmodels tests (DF-12).
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.statistics import fisher, holm, mcnemar, mover, newcombe, size_for_difference, wilson

NEWCOMBE = {
    "DF-01": (7, 34, 1, 34, 0.0189, 0.3404),
    "DF-03": (56, 70, 48, 80, 0.0524, 0.3339),
    "DF-04-a": (9, 10, 3, 10, 0.1705, 0.8090),
    "DF-04-b": (10, 10, 0, 20, 0.6791, 1.0),
}
# Rows of a table of two by two, with the p-value and the digits its source prints.
FISHER = {
    "DF-05": ((2, 7), (8, 2), 0.0230141, 7),
    "DF-06-a": ((5, 1), (10, 10), 0.1973244, 7),
    "DF-06-b": ((5, 15), (20, 20), 0.0958044, 7),
    "DF-07-a": ((100, 2), (1000, 5), 0.1300759, 7),
    "DF-07-b": ((5, 0), (1, 4), 0.0476190, 7),
    "DF-08-a": ((6, 37), (108, 200), 0.0050926977, 10),
    "DF-08-b": ((8, 2), (1, 5), 0.0349650, 7),
}
MCNEMAR = {
    "DF-09": (121, 59, 4e-6, 6),
    "DF-10-a": (70, 59, 0.378688, 6),
    "DF-10-b": (80, 59, 0.089452, 6),
    "DF-10-c": (30, 60, 0.00206, 5),
}
MULTTEST = (
    0.838541367553,
    0.642193923795,
    0.680845947633,
    0.967833824309,
    0.71626938238,
    0.177096952723,
    5.23656777208e-05,
    0.0202732688798,
    0.00028140506198,
    0.0149877310796,
)

SAMPLES = st.integers(1, 80).flatmap(lambda judged: st.tuples(st.integers(0, judged), st.just(judged)))


@pytest.mark.parametrize(("met", "judged", "earlier", "before", "low", "high"), NEWCOMBE.values(), ids=NEWCOMBE)
def test_interval_for_a_difference(met, judged, earlier, before, low, high):
    difference = newcombe(met, judged, earlier, before)
    assert (round(difference.low, 4), round(difference.high, 4)) == (low, high)
    assert difference.estimate == pytest.approx(met / judged - earlier / before)


@pytest.mark.parametrize(("met", "judged", "earlier", "before", "low", "high"), NEWCOMBE.values(), ids=NEWCOMBE)
def test_mover_on_the_intervals_of_wilson_is_that_interval(met, judged, earlier, before, low, high):
    difference = mover(met / judged, wilson(met, judged), earlier / before, wilson(earlier, before))
    assert (round(difference.low, 4), round(difference.high, 4)) == (low, high)
    assert difference.confidence == 0.95


@pytest.mark.parametrize(("first", "second", "p_value", "digits"), FISHER.values(), ids=FISHER)
def test_two_samples(first, second, p_value, digits):
    assert fisher(first[0], sum(first), second[0], sum(second)) == pytest.approx(p_value, abs=0.51 * 10**-digits)


@pytest.mark.parametrize(("better", "worse", "p_value", "digits"), MCNEMAR.values(), ids=MCNEMAR)
def test_one_sample_twice(better, worse, p_value, digits):
    assert round(mcnemar(better, worse), digits) == p_value


def test_a_sample_in_which_nothing_changed_shows_no_change():
    assert mcnemar(0, 0) == 1.0


def test_size_for_a_difference_df_11():
    assert size_for_difference(0.5, 0.75, power=0.9) == 77


def test_holm_df_12():
    assert holm(MULTTEST)[9] == pytest.approx(0.119902, abs=5e-7)


@settings(max_examples=60, deadline=None)
@given(SAMPLES, SAMPLES, st.sampled_from([0.8, 0.95, 0.99]))
def test_a_difference_lies_in_its_interval_and_turns_around(now, then, confidence):
    one, other = newcombe(*now, *then, confidence), newcombe(*then, *now, confidence)
    assert -1.0 <= one.low <= one.estimate <= one.high <= 1.0
    assert (one.low, one.high) == (pytest.approx(-other.high), pytest.approx(-other.low))
    assert fisher(*now, *then) == pytest.approx(fisher(*then, *now))


@settings(max_examples=60, deadline=None)
@given(SAMPLES)
def test_the_same_counts_twice_are_no_difference(sample):
    assert newcombe(*sample, *sample).low <= 0.0 <= newcombe(*sample, *sample).high
    assert fisher(*sample, *sample) == pytest.approx(1.0)
    assert mcnemar(*[sample[1]] * 2) == pytest.approx(1.0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_keeps_order_and_only_raises(p_values):
    adjusted = holm(p_values)
    assert len(adjusted) == len(p_values)
    assert all(raw <= new <= 1.0 for raw, new in zip(p_values, adjusted, strict=True))
    in_order = [new for _, new in sorted(zip(p_values, adjusted, strict=True))]
    assert in_order == sorted(adjusted)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_holm_judges_the_least_p_value_as_bonferroni_does(p_values):
    assert min(holm(p_values)) == pytest.approx(min(1.0, min(p_values) * len(p_values)))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: mover(0.9, wilson(1, 9), 0.5, wilson(5, 10)), "outside"),
        (lambda: mover(0.5, wilson(5, 10), 0.5, wilson(5, 10, 0.9)), "confidence"),
        (lambda: newcombe(5, 4, 1, 2), "judged"),
        (lambda: newcombe(0, 0, 1, 2), "judged"),
        (lambda: newcombe(1, 2, 1, 2, 95), "confidence"),
        (lambda: fisher(1, 2, -1, 2), "judged"),
        (lambda: mcnemar(-1, 2), "negative"),
        (lambda: holm([0.5, 1.1]), "p-value"),
        (lambda: size_for_difference(0.5, 0.5), "no size"),
        (lambda: size_for_difference(0.5, 0.7, power=1.0), "no size"),
    ],
)
def test_impossible_counts_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
