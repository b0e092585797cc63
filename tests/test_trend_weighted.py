"""Two audits of which at least one drew its strata unevenly: weighted shares, their difference, and what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_cases import TEXT, card, expectation, finding, observe, stratified
from trend_records import QUESTION, only, record, said

from vtaudit.model import Sample, Stratum
from vtaudit.report import scorecard_json
from vtaudit.report.comparison import comparison_lines
from vtaudit.trend import CHANGED, NOT_SHOWN, Record, Untested, compare, read_record

UNEVEN = (("Noord", 500, 15), ("Oost", 150, 15), ("West", 50, 15))
EVEN = (("Noord", 60, 12), ("Zuid", 40, 8))


def renamed(name: str, drawn: Sample) -> Sample:
    """Other cases, so that two audits have none in common."""

    def own(cases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{name}-{case}" for case in cases)

    frame = tuple(Stratum(each.name, own(each.cases), own(each.drawn)) for each in drawn.frame)
    return replace(drawn, drawn=own(drawn.drawn), frame=frame, population_sha256=name)


def audit(name: str, marks: str, *strata: tuple[str, int, int], **changes: object) -> Record:
    """An audit as the scorecard, the observations and the draw tell it; a mark per drawn case."""
    drawn = renamed(name, stratified(*strata or UNEVEN))
    seen = [replace(each, zaaknummer=f"{name}-{each.zaaknummer}") for each in observe(QUESTION, marks.replace(" ", ""))]
    made = card(seen, expectation("1.3.3", {"a": TEXT}), sample=drawn)
    found = read_record(f"reports/{name}", scorecard_json(made), seen, drawn)
    return record(name, questions=found.questions, results=found.results, read=found.read, sample=drawn, **changes)


FEW = " ".join(["VVV" + 12 * "N"] * 3)
MANY = " ".join(["V" * 13 + "NN"] * 3)
SAME = " ".join(["V" * 8 + 7 * "N"] * 3)


def test_a_large_change_is_shown_and_told_with_the_weighted_shares():
    change = only(audit("eerder", FEW), audit("later", MANY))
    assert (change.test, change.untested, change.verdict) == ("mover", None, CHANGED)
    assert change.p_value == change.p_holm <= 0.0001
    assert change.shares == (pytest.approx(0.2), pytest.approx(13 / 15))
    assert 0 < change.difference.low < change.difference.estimate < change.difference.high < 1
    text = said(audit("eerder", FEW), audit("later", MANY))
    assert text.startswith(
        "Het ging van 9 naar 39 van de 45 dossiers. Elk deel gewogen naar het aantal zaken, ging het van 20 naar 87 "
        "van de 100. Zo'n groot verschil is bijna nooit toeval. Of het door de maatregel komt, weten wij niet. "
        "Op elke 100 dossiers zijn het er waarschijnlijk "
    )


def test_the_same_outcomes_are_no_change():
    change = only(audit("eerder", SAME), audit("later", SAME))
    assert (change.p_value, change.verdict, change.direction) == (1.0, NOT_SHOWN, 0)
    assert "bleef het 53 van de 100. Wij zien geen verschil." in said(audit("eerder", SAME), audit("later", SAME))


def test_the_weights_decide_and_not_the_counts():
    # More dossiers are met than before, in the two small parts; in the part that holds most cases far fewer.
    before, now = "V" * 15 + 30 * "N", "N" * 15 + 30 * "V"
    change = only(audit("eerder", before), audit("later", now))
    assert (change.compared, change.direction, change.verdict) == ((30, 45, 15, 45), -1, CHANGED)
    assert change.difference.high < 0
    assert "Waardoor het komt, weten wij niet." in said(audit("eerder", before), audit("later", now))


@pytest.mark.parametrize("which", ["eerder", "later"])
def test_one_plain_draw_beside_an_uneven_one_is_tested_as_well(which):
    plain, uneven = ("V" * 4 + "N" * 16, EVEN), (MANY, UNEVEN)
    sides = (plain, uneven) if which == "eerder" else (uneven, plain)
    change = only(
        *(audit(name, marks, *strata) for name, (marks, strata) in zip(("eerder", "later"), sides, strict=True))
    )
    assert (change.test, change.verdict) == ("mover", CHANGED)
    assert change.direction == (1 if which == "eerder" else -1)


def test_open_cases_can_undo_a_change():
    before = " ".join(["V" * 5 + "N" * 6 + "????"] * 3)
    now = " ".join(["V" * 11 + "????"] * 3)
    change = only(audit("eerder", before), audit("later", now))
    assert (change.verdict, change.open_can_undo) == (CHANGED, True)
    assert "Die kunnen deze uitkomst nog veranderen." in said(audit("eerder", before), audit("later", now))
    assert not only(audit("eerder", FEW), audit("later", MANY[:-2] + "?N")).open_can_undo


def test_none_and_all_of_a_sample_are_never_0_and_100_of_100():
    text = said(audit("eerder", "N" * 45), audit("later", "V" * 45))
    assert text.startswith("Het ging van 0 naar 45 van de 45 dossiers. Elk deel is daarbij gewogen naar het aantal")
    assert "van de 100" not in text


def test_under_ten_judged_dossiers_no_number_of_100_is_given():
    small = (("Noord", 50, 4), ("Zuid", 10, 4))
    text = said(audit("eerder", "NNNNNNNN", *small), audit("later", "VVVVVVVV", *small))
    assert "100" not in text
    assert "Elk deel is daarbij gewogen naar het aantal zaken." in text


@pytest.mark.parametrize(
    ("before", "now"), [("VVVNNNNN", "NNNVVVVN"), ("VVVVNNNN", "NNNVVVVN"), ("VVVNVNNN", "VVVVNNNN")]
)
def test_where_the_weighted_shares_are_not_printed_no_direction_is_told(before, now):
    # The counts rise or stay, while the large part falls, or the other way around.
    small = (("Noord", 500, 4), ("Zuid", 10, 4))
    assert only(audit("eerder", before, *small), audit("later", now, *small)).verdict == NOT_SHOWN
    for sides in ((before, now), (now, before)):
        text = said(*(audit(name, marks, *small) for name, marks in zip(("eerder", "later"), sides, strict=True)))
        assert text.endswith("gewogen naar het aantal zaken. Wij kunnen nog niet zeggen dat er iets is veranderd.")


def test_a_change_without_printed_shares_is_told_without_a_direction():
    text = said(audit("eerder", "N" * 45), audit("later", "V" * 45))
    assert text.endswith("Waardoor het komt, weten wij niet.")
    assert "maatregel" not in text


@pytest.mark.parametrize("marks", ["N" * 44 + "V", "V" * 44 + "N"], ids=["round-to-0", "round-to-100"])
def test_beside_shares_that_round_to_none_or_all_no_range_tells_a_direction(marks):
    # One dossier of the smallest part: from 0 to 0.2 or from 99.8 to 100 of 100.
    small = (("Noord", 9000, 15), ("Zuid", 100, 15), ("Oost", 100, 15))
    for before, now in ((marks[0] * 45, marks), (marks, marks[0] * 45)):
        sides = audit("eerder", before, *small), audit("later", now, *small)
        assert only(*sides).verdict == NOT_SHOWN
        assert said(*sides).endswith("Wij kunnen nog niet zeggen dat er iets is veranderd.")


def without_strata(made: Record) -> Record:
    """The audit as scorecards told it before they held the strata."""
    return replace(made, questions=tuple(replace(each, strata=()) for each in made.questions))


def test_the_strata_on_the_scorecard_need_no_working_files():
    sides = audit("eerder", FEW), audit("later", MANY)
    assert only(*(replace(each, sample=None, results=None) for each in sides)) == only(*sides)


@pytest.mark.parametrize("lost", ["sample", "results"])
@pytest.mark.parametrize("which", ["eerder", "later"])
def test_a_scorecard_of_before_needs_its_working_files_and_one_sentence_says_so(which, lost):
    sides = {"eerder": audit("eerder", FEW), "later": audit("later", MANY)}
    whole = only(*sides.values())
    sides[which] = without_strata(sides[which])
    assert only(*sides.values()) == whole
    sides[which] = replace(sides[which], **{lost: None})
    change = only(*sides.values())
    assert (change.test, change.verdict, change.untested) == (None, None, Untested.FILES_GONE)
    lines = comparison_lines(compare(*sides.values()))
    at = lines.index("Niet getoetst: de delen zijn niet naar grootte geloot, en bestanden van een audit zijn weg")
    assert lines[at + 1] == "Zonder observaties.json en steekproef.json is niet te zien hoe zwaar elk dossier telt."


def test_holm_takes_the_weighted_tests_along():
    marks = " ".join(["V" * 9 + 6 * "N"] * 3)
    one, other = audit("eerder", FEW), audit("later", marks)
    alone = only(one, other)
    assert alone.verdict == CHANGED
    many = [
        replace(
            each,
            questions=tuple(replace(each.questions[0], question=f"1.3.3-{letter}") for letter in "abcdef"),
            results={f"1.3.3-{letter}": (each.results or {})[QUESTION] for letter in "abcdef"},
        )
        for each in (one, other)
    ]
    changes = compare(*many).changes
    assert {change.p_value for change in changes} == {alone.p_value}
    assert {change.p_holm for change in changes} == {min(1.0, 6 * alone.p_value)}


MARKS = st.lists(st.integers(0, 15), min_size=3, max_size=3)


@settings(max_examples=5, deadline=None)
@given(MARKS, MARKS)
def test_a_change_is_the_same_seen_from_either_side_and_never_shown_when_the_interval_holds_zero(before, now):
    texts = [" ".join("V" * met + "N" * (15 - met) for met in counts) for counts in (before, now)]
    forth, back = only(*map(audit, ("eerder", "later"), texts)), only(*map(audit, ("eerder", "later"), reversed(texts)))
    assert (forth.p_value, forth.verdict, forth.direction) == (back.p_value, back.verdict, -back.direction)
    assert forth.difference.low == pytest.approx(-back.difference.high)
    assert (forth.verdict == CHANGED) == (forth.difference.low > 0 or forth.difference.high < 0)


PARTLY = {
    "all": MANY,
    "part": "VVVNNNNNNNNNNNN VV------------- VVVVVVNNNN-----",
    "some-open": "VVVVV??????---- NNNNN---------- VVVVVVVVVV?????",
    "stratum-without": "VVVVVVVVVNNN--- --------------- VVVVNNNN-------",
}


@pytest.mark.parametrize("marks", PARTLY.values(), ids=PARTLY)
def test_the_weighted_share_is_the_one_of_the_scorecard(marks):
    found = finding(observe("9.9.1-a", marks.replace(" ", "")), sample=stratified(*UNEVEN))
    change = only(audit("eerder", FEW), audit("later", marks))
    assert change.shares[1] == found.estimate
    assert change.difference.estimate == change.shares[1] - change.shares[0]
    assert change.direction == (1 if found.estimate > 0.2 else -1)


def test_a_plain_draw_beside_a_weighted_one_keeps_its_own_share():
    marks = "VVVVVVNNNN----------"
    change = only(audit("eerder", marks, *EVEN), audit("later", PARTLY["part"]))
    assert change.shares[0] == 0.6
