"""Agreement of raters against published values; the ids are the references of the values.

Sources: SAS FREQ through the statsmodels tests (KA-01, KA-02), Artstein & Poesio 2008 through the sklearn tests (KA-03,
KA-04), Wikipedia (KA-05, KA-06, KA-08, KA-12), Feinstein & Cicchetti 1990 (KA-07), Fleiss 1971 through R irr and the
statsmodels tests (KA-09), Randolph's calculator (KA-10), R irr (KA-11), the sklearn tests (KA-13).
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.statistics import (
    cohen_estimate,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_interval,
    krippendorff_nominal,
    percent_agreement,
    weighted_kappa,
)

# Tables of counts with the kappa and the number of decimals its source prints.
KAPPA = {
    "KA-01": ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842, 4),
    "KA-03": ([[20, 20], [10, 50]], 0.348, 3),
    "KA-04": ([[46, 0, 0], [6, 32, 6], [0, 0, 10]], 0.8013, 4),
    "KA-04-weighting": ([[46, 0, 0], [4, 40, 0], [0, 0, 10]], 0.9315, 4),
    "KA-05": ([[20, 5], [10, 15]], 0.40, 2),
    "KA-06-a": ([[45, 15], [25, 15]], 0.1304, 4),
    "KA-06-b": ([[25, 35], [5, 35]], 0.2593, 4),
    "KA-07-a": ([[40, 9], [6, 45]], 0.6995, 4),
    "KA-07-b": ([[80, 10], [5, 5]], 0.3182, 4),
}

SECOND = (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4)
THIRD = (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2)
ANXIETY = tuple(zip(SECOND, THIRD, strict=True))
# irr knows only the classes that occur, so that 4 and 6 are neighbours.
ANXIETY_CLASSES = (1, 2, 3, 4, 6)

WIKIPEDIA_FLEISS = """
    0 0 0 0 14 / 0 2 6 4 2 / 0 0 3 5 6 / 0 3 9 2 0 / 2 2 8 1 1
    / 7 7 0 0 0 / 3 2 6 3 0 / 2 5 3 2 2 / 6 5 2 1 0 / 0 2 2 3 7
"""
DIAGNOSES = """
    444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
    333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
# Three raters, 15 cases; a star where the rater skipped the case.
KRIPPENDORFF = ("*****34121133*3", "1*213343*******", "**21344*21133*4")


def pairs_of(table: list[list[int]]) -> list[tuple[int, int]]:
    return [
        (row, column) for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)
    ]


@pytest.mark.parametrize(("table", "kappa", "decimals"), KAPPA.values(), ids=KAPPA)
def test_kappa(table, kappa, decimals):
    assert round(cohen_kappa(pairs_of(table)), decimals) == kappa


def test_kappa_has_an_error_and_an_interval_ka_01():
    estimate = cohen_estimate(pairs_of(KAPPA["KA-01"][0]))
    assert [round(value, 4) for value in (estimate.kappa, estimate.error, estimate.low, estimate.high)] == [
        0.4842,
        0.1380,
        0.2137,
        0.7547,
    ]


@pytest.mark.parametrize(
    ("pairs", "classes", "weights", "kappa"),
    [
        pytest.param(pairs_of(KAPPA["KA-01"][0]), (0, 1, 2), "linear", 0.4701, id="KA-02"),
        pytest.param(pairs_of(KAPPA["KA-04-weighting"][0]), (0, 1, 2), "linear", 0.9412, id="KA-04-linear"),
        pytest.param(pairs_of(KAPPA["KA-04-weighting"][0]), (0, 1, 2), "quadratic", 0.9541, id="KA-04-quadratic"),
        pytest.param(ANXIETY, ANXIETY_CLASSES, "linear", 0.1459075, id="KA-11-linear"),
        pytest.param(ANXIETY, ANXIETY_CLASSES, "quadratic", 0.2520325, id="KA-11-quadratic"),
    ],
)
def test_weighted_kappa(pairs, classes, weights, kappa):
    assert weighted_kappa(pairs, classes, weights) == pytest.approx(kappa, abs=5e-8 if kappa < 0.3 else 5e-5)


def test_kappa_ka_11():
    assert cohen_kappa(ANXIETY) == pytest.approx(-0.006289308, abs=5e-10)


@pytest.mark.parametrize(
    ("table", "ac1"),
    [
        pytest.param(KAPPA["KA-07-a"][0], 0.7007, id="KA-07-a"),
        pytest.param(KAPPA["KA-07-b"][0], 0.8080, id="KA-07-b"),
    ],
)
def test_ka_07_has_one_agreement_two_kappas_and_ac1_beside_it(table, ac1):
    assert percent_agreement(pairs_of(table)) == 0.85
    assert round(gwet_ac1(pairs_of(table), 2), 4) == ac1


@pytest.mark.parametrize(
    ("counts", "free", "kappa", "within"),
    [
        pytest.param(
            [[int(count) for count in row.split()] for row in WIKIPEDIA_FLEISS.split("/")],
            False,
            0.210,
            5e-4,
            id="KA-08",
        ),
        pytest.param(
            [[row.count(label) for label in "12345"] for row in DIAGNOSES.split()], False, 0.4302445, 5e-8, id="KA-09"
        ),
        pytest.param([[7, 1], [3, 5]], False, 0.161905, 5e-7, id="KA-10-fixed"),
        pytest.param([[7, 1], [3, 5]], True, 0.214286, 5e-7, id="KA-10-free"),
    ],
)
def test_kappa_of_several_raters(counts, free, kappa, within):
    assert fleiss_kappa(counts, free=free) == pytest.approx(kappa, abs=within)


@pytest.mark.parametrize(
    ("alpha_of", "alpha"),
    [(krippendorff_nominal, 0.6914), (krippendorff_interval, 0.8108)],
    ids=["nominal", "interval"],
)
def test_alpha_ka_12(alpha_of, alpha):
    units = [[int(rating) for rating in unit if rating != "*"] for unit in zip(*KRIPPENDORFF, strict=True)]
    assert alpha_of(units) == pytest.approx(alpha, abs=5e-5)


@pytest.mark.parametrize("pairs", [[], [("voldoet", "voldoet")] * 5], ids=["no-pairs", "KA-13"])
def test_agreement_that_cannot_be_computed(pairs):
    assert cohen_kappa(pairs) is None
    assert cohen_estimate(pairs) is None
    assert weighted_kappa(pairs, ["voldoet", "voldoet niet"], "linear") is None
    assert gwet_ac1(pairs, 1) is None
    assert krippendorff_nominal(pairs) is None
    assert krippendorff_interval([[3.0, 3.0]] * len(pairs)) is None
    assert fleiss_kappa([[2]] * len(pairs)) is None
    assert fleiss_kappa([[2]] * len(pairs), free=True) is None


def test_ac1_knows_of_classes_that_nobody_used():
    pairs = [("voldoet", "voldoet")] * 6 + [("voldoet", "voldoet niet")] * 2
    # Agreement 3/4; by chance 2 * 7/8 * 1/8 of two classes, a third of that of four.
    assert gwet_ac1(pairs, 2) == pytest.approx((3 / 4 - 7 / 32) / (1 - 7 / 32))
    assert gwet_ac1(pairs, 4) == pytest.approx((3 / 4 - 7 / 96) / (1 - 7 / 96))
    assert gwet_ac1(pairs[:6], 2) == 1.0


def test_nothing_but_agreement_has_a_kappa_and_no_interval():
    pairs = [("ja", "ja")] * 8 + [("nee", "nee")] * 4
    assert cohen_kappa(pairs) == 1.0
    assert cohen_estimate(pairs) is None


def test_kappa_is_zero_when_only_one_rater_varies():
    assert cohen_kappa([("a", "a"), ("a", "b")]) == 0.0


def test_agreement_without_pairs_is_not_a_percentage():
    assert percent_agreement([]) is None


def test_a_case_with_one_rating_says_nothing():
    units = [["ja", "nee"], ["ja", "ja"], ["nee", "nee"]]
    assert krippendorff_nominal([*units, ["ja"], []]) == krippendorff_nominal(units)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: weighted_kappa([("a", "b")], ["a"], "linear"), "every class"),
        (lambda: weighted_kappa([("a", "b")], ["a", "b", "b"], "linear"), "every class"),
        (lambda: gwet_ac1([("a", "b")], classes=1), "2 classes"),
        (lambda: fleiss_kappa([[2, 1], [1, 1]]), "same number"),
        (lambda: fleiss_kappa([[1, 0]]), "at least 2"),
        (lambda: fleiss_kappa([[2, 0], [2]]), "same classes"),
        (lambda: cohen_estimate([("a", "b")], 95), "confidence"),
    ],
)
def test_impossible_ratings_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


RATINGS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@settings(max_examples=80, deadline=None)
@given(RATINGS)
def test_agreement_does_not_depend_on_who_is_first(pairs):
    mirrored = [(second, first) for first, second in reversed(pairs)]
    assert cohen_kappa(pairs) == cohen_kappa(mirrored)
    assert gwet_ac1(pairs, 3) == gwet_ac1(mirrored, 3)
    assert krippendorff_nominal(pairs) == krippendorff_nominal(mirrored)
    for weights in ("linear", "quadratic"):
        assert weighted_kappa(pairs, "abc", weights) == pytest.approx(weighted_kappa(mirrored, "abc", weights))
    one, other = cohen_estimate(pairs), cohen_estimate(mirrored)
    assert (one is None) == (other is None)
    if one is not None:
        assert -1.0 <= one.low <= one.kappa <= one.high <= 1.0
        assert (one.low, one.high) == (pytest.approx(other.low), pytest.approx(other.high))


@settings(max_examples=80, deadline=None)
@given(RATINGS)
def test_agreement_is_whole_only_when_all_agree(pairs):
    all_agree = percent_agreement(pairs) == 1.0
    for value in (cohen_kappa(pairs), gwet_ac1(pairs, 3), krippendorff_nominal(pairs)):
        assert value is None or (-1.0 <= value <= 1.0 and (value == 1.0) == all_agree)


@settings(max_examples=40, deadline=None)
@given(RATINGS)
def test_two_classes_weigh_alike_in_any_way(pairs):
    two = [(first.replace("c", "b"), second.replace("c", "b")) for first, second in pairs]
    kappa = cohen_kappa(two)
    for weights in ("linear", "quadratic"):
        assert weighted_kappa(two, "ab", weights) == (None if kappa is None else pytest.approx(kappa))
