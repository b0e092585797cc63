from __future__ import annotations

import pytest
from validation_rows import AGREEMENT, KRIPPENDORFF, TABLES, TERMS, coefficients, gold, marks_of, observed, rater

from vtaudit.model import Evidence, Observation, Outcome
from vtaudit.validation import (
    Agreement,
    ObservedRow,
    RaterAgreement,
    Weighted,
    observed_row,
    quotes_overlap,
    raters_agree,
    validate,
)

# ---------------------------------------------------------------- comparing


def test_figures_of_a_comparison():
    result = validate(
        gold("1.3.3-a", "VVVVVNNNN---"), observed("1.3.3-a", "VVVN NNNV--V", unsure="018"), term_questions=TERMS
    )
    pairs = list(zip("VVVVVNNNN---", "VVVN NNNV--V", strict=True))
    figures = result.overall
    assert figures.everything == Agreement(12, 8, *coefficients(pairs, 5))
    assert figures.applicable == Agreement(9, 6, None)
    assert figures.sure == Agreement(8, 6, None)
    assert (figures.missing, figures.gold_met, figures.tool_met, figures.both_met) == (1, 5, 5, 3)
    assert (figures.precision, figures.recall, figures.sure_share) == (3 / 5, 3 / 5, 8 / 12)
    assert result.questions == {"1.3.3-a": figures}
    assert (result.terms, result.texts) == (None, figures)


def test_missing_observation_counts_as_wrong_and_is_listed():
    result = validate(gold("1.3.3-a", "V-?"), observed("1.3.3-a", "V"), term_questions=TERMS)
    assert result.overall.everything == Agreement(3, 1, None)
    assert result.overall.missing == 2
    assert [(each.gold.zaaknummer, each.observed, each.kind) for each in result.differences] == [
        ("Z1", None, "geen waarneming"),
        ("Z2", None, "geen waarneming"),
    ]


def test_terms_and_texts_stand_apart():
    labels = [*gold("2.1.1-a", "VN"), *gold("1.3.3-a", "VNN")]
    result = validate(labels, [*observed("2.1.1-a", "VN"), *observed("1.3.3-a", "NNN")], term_questions=TERMS)
    assert (result.terms.everything.rows, result.terms.everything.rate) == (2, 1.0)
    assert (result.texts.everything.rows, result.texts.everything.rate) == (3, 2 / 3)
    assert (result.overall.everything.rows, result.overall.everything.agreed) == (5, 4)
    assert list(result.questions) == ["1.3.3-a", "2.1.1-a"]


def test_kappa_over_applicable_rows_leaves_out_what_does_not_apply_by_gold():
    labels, marks = "V" * 6 + "N" * 6 + "-" * 4, "V" * 5 + "N" * 7 + "--VV"
    result = validate(gold("1.3.3-a", labels), observed("1.3.3-a", marks), term_questions=TERMS)
    assert result.overall.applicable == Agreement(12, 11, *coefficients(zip(labels[:12], marks[:12], strict=True)))
    assert result.overall.applicable.kappa == pytest.approx(5 / 6)


@pytest.mark.parametrize(("rows", "kappa"), [(9, None), (10, 1.0)])
def test_kappa_needs_ten_rows(rows, kappa):
    marks = "VN" * 5
    result = validate(gold("1.3.3-a", marks[:rows]), observed("1.3.3-a", marks[:rows]), term_questions=TERMS)
    assert result.overall.everything == Agreement(rows, rows, kappa, None, kappa)
    assert result.overall.doubts == Weighted(rows, kappa)


def test_one_outcome_throughout_has_agreement_and_no_kappa_ka_13():
    result = validate(gold("1.3.3-a", "V" * 12), observed("1.3.3-a", "V" * 12), term_questions=TERMS)
    assert result.overall.everything == Agreement(12, 12, None, None, 1.0)
    assert result.overall.everything.rate == 1.0
    assert result.overall.doubts == Weighted(12, None)


def test_shares_of_nothing_are_none():
    figures = validate(gold("1.3.3-a", "--"), [], term_questions=TERMS).overall
    assert (figures.precision, figures.recall, figures.quote_share) == (None, None, None)
    assert (figures.applicable.rate, figures.sure.rate, figures.sure_share) == (None, None, 0.0)


def test_quotes_are_compared_where_both_say_voldoet_and_the_gold_has_one():
    labels = [*gold("1.3.3-a", "VVNV", AGREEMENT), *gold("2.1.1-a", "V")]
    rows = [
        *observed("1.3.3-a", "V", "vader slaapt  TOT de zitting\nbij zijn broer"),
        ObservedRow("Z1", "1.3.3-a", Outcome.MET, True, "Moeder belt de politie."),
        ObservedRow("Z2", "1.3.3-a", Outcome.MET, True, AGREEMENT),
        ObservedRow("Z3", "1.3.3-a", Outcome.NOT_MET, True, AGREEMENT),
        ObservedRow("Z0", "2.1.1-a", Outcome.MET, True),
    ]
    result = validate(labels, rows, term_questions=TERMS)
    assert (result.overall.quoted, result.overall.quotes_shared, result.overall.quote_share) == (2, 1, 0.5)
    assert [(each.gold.zaaknummer, each.kind) for each in result.differences] == [
        ("Z1", "ander citaat"),
        ("Z2", "ander oordeel"),
        ("Z3", "ander oordeel"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Vader slaapt elders.", "vader\n slaapt ELDERS.", True),
        ("slaapt elders", "Vader slaapt elders.", True),
        ("Vader slaapt elders.", "slaapt elders", True),
        ("Nu slaapt vader bij zijn broer, zei hij", "Ook slaapt vader bij zijn broer.", True),
        ("Nu slaapt vader bij zijn tante", "Ook slaapt vader bij zijn broer", False),
        ("en slaapt vader, bij zijn broer", "of slaapt vader bij zijn broer", True),
        ("", "Vader slaapt elders.", False),
        ("Vader slaapt elders.", " ", False),
    ],
    ids=["same", "within", "around", "five-words", "four-words", "punctuation", "no-gold", "no-quote"],
)
def test_quotes_overlap(one, other, expected):
    assert quotes_overlap(one, other) is expected


# Rows are what the person said, columns what the tool said, in the order N, ?, V; AC1 is computed for four classes.
@pytest.mark.parametrize(("table", "kappa", "interval", "ac1"), TABLES.values(), ids=TABLES)
def test_kappa_against_published_values_with_ac1_of_four_classes(table, kappa, interval, ac1):
    person, tool = marks_of(table, "N?V")
    found = validate(gold("1.3.3-a", person), observed("1.3.3-a", tool), TERMS).questions["1.3.3-a"].applicable
    assert found.kappa == pytest.approx(kappa, abs=5e-5)
    if interval:
        assert found.interval == pytest.approx(interval, abs=5e-5)
    if ac1:
        assert found.ac1 == pytest.approx(ac1, abs=5e-5)


def test_ka_02_a_row_that_is_left_open_counts_half():
    person, tool = marks_of(TABLES["KA-01"][0], "N?V")
    labels = [*gold("1.3.3-a", person + "-V")]
    found = validate(labels, observed("1.3.3-a", tool + "V-"), TERMS).overall.doubts
    assert found == Weighted(19, pytest.approx(0.4701, abs=5e-5))


def test_observations_without_label_count_nowhere_but_are_told():
    result = validate(gold("1.3.3-a", "V"), observed("1.3.3-a", "VNN"), term_questions=TERMS)
    assert (result.overall.everything, result.differences, result.unlabelled) == (Agreement(1, 1, None), (), 2)


def test_order_of_rows_does_not_matter():
    labels, rows = gold("1.3.3-a", "VN-?VN"), observed("1.3.3-a", "NN-V N")
    assert validate(labels, rows, TERMS) == validate(labels[::-1], rows[::-1], TERMS)


@pytest.mark.parametrize(
    ("labels", "rows"),
    [([], []), (gold("1.3.3-a", "V") * 2, []), (gold("1.3.3-a", "V"), observed("1.3.3-a", "V") * 2)],
    ids=["no-gold", "double-gold", "double-observation"],
)
def test_what_cannot_be_compared_is_refused(labels, rows):
    with pytest.raises(ValueError, match=r"gold|twice"):
        validate(labels, rows, TERMS)


def test_observed_row_takes_the_strongest_quote():
    evidence = (Evidence("a.pdf", 1, 0, 4, "Eerst"), Evidence("a.pdf", 2, 0, 4, "Daarna"))
    observation = Observation("Z1", "1.3.3", "1.3.3-a", Outcome.MET, False, "code", "Reden.", evidence)
    assert observed_row(observation) == ObservedRow("Z1", "1.3.3-a", Outcome.MET, False, "Eerst")


# ---------------------------------------------------------------- several persons


# Three raters, 15 cases, as on the page of Wikipedia on Krippendorff's alpha; a star where a rater skipped the case.
def test_ka_12_persons_who_skipped_cases():
    found = raters_agree([rater("1.3.3-a", marks) for marks in KRIPPENDORFF], TERMS)
    # Only two cases were judged by all: too few for Fleiss.
    assert found["alle"] == RaterAgreement(3, 2, 1, None, 12, pytest.approx(0.6914, abs=5e-4))
    assert found["alle"] == found["teksten"] == found["1.3.3-a"]
    assert list(found) == ["alle", "teksten", "1.3.3-a"]


def test_ka_10_eight_persons_who_judged_everything():
    # Fleiss' kappa stays the same when every case comes back five times; with two cases it would be withheld.
    columns = [list("V" * 7 + "N"), list("VVVNNNNN")] * 5
    golds = [gold("1.3.3-a", "".join(column[number] for column in columns)) for number in range(8)]
    found = raters_agree(golds, TERMS)["alle"]
    assert (found.raters, found.rows, found.agreed, found.rate) == (8, 10, 0, 0.0)
    assert found.fleiss == pytest.approx(0.161905, abs=5e-7)


def test_persons_who_all_say_the_same_have_agreement_and_nothing_to_compute():
    found = raters_agree([gold("2.1.1-a", "V" * 12)] * 2, TERMS)["termijnen"]
    assert found == RaterAgreement(2, 12, 12, None, 12, None)


def test_persons_who_share_no_case_have_nothing_in_common():
    found = raters_agree([gold("2.1.1-a", "V" * 12), gold("1.3.3-a", "V" * 12)], TERMS)
    assert found["alle"] == RaterAgreement(2, 0, 0, None, 0, None)
    assert found["alle"].rate is None


def test_one_person_alone_has_nobody_to_agree_with():
    with pytest.raises(ValueError, match="two"):
        raters_agree([gold("1.3.3-a", "V")], TERMS)
