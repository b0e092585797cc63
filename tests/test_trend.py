"""Two audits side by side: the tests against published values, what is shown, and what is refused.

Sources of the values: Fagerland 2015 (DF-01), Newcombe 1998 (DF-03, DF-04), R through the scipy tests (DF-05..08), the
statsmodels tests (DF-09, DF-10).
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_cases import TEXT, card, expectation, observe, stratified
from trend_records import RESULTS, SET, drawn, only, record, said, tally

from vtaudit.model import Outcome
from vtaudit.report import scorecard_json
from vtaudit.report.comparison import comparison_json, comparison_lines, remarks, sentences
from vtaudit.trend import CHANGED, NOT_SHOWN, Asked, Draw, Pairs, Untested, compare, read_record

# ---------------------------------------------------------------- published values

NEWCOMBE = {
    "DF-01": ((1, 34), (7, 34), 0.0189, 0.3404),
    "DF-03": ((48, 80), (56, 70), 0.0524, 0.3339),
    "DF-04-a": ((3, 10), (9, 10), 0.1705, 0.8090),
    "DF-04-b": ((0, 20), (10, 10), 0.6791, 1.0),
}
# The rows of a table of two by two: the later audit and the earlier one, each met and not met.
FISHER = {
    "DF-05": ((2, 7), (8, 2), 0.0230141),
    "DF-06-a": ((5, 1), (10, 10), 0.1973244),
    "DF-06-b": ((5, 15), (20, 20), 0.0958044),
    "DF-07-a": ((100, 2), (1000, 5), 0.1300759),
    "DF-07-b": ((5, 0), (1, 4), 0.0476190),
    "DF-08-a": ((6, 37), (108, 200), 0.0050926977),
    "DF-08-b": ((8, 2), (1, 5), 0.0349650),
}
# Cases met twice, better, worse and not met twice.
MCNEMAR = {
    "DF-09": ((101, 121, 59, 33), 4e-6, 6),
    "DF-10-a": ((101, 70, 59, 33), 0.378688, 6),
    "DF-10-b": ((101, 80, 59, 33), 0.089452, 6),
    "DF-10-c": ((101, 30, 60, 33), 0.00206, 5),
}


@pytest.mark.parametrize(("before", "now", "low", "high"), NEWCOMBE.values(), ids=NEWCOMBE)
def test_interval_of_the_difference_between_two_samples(before, now, low, high):
    difference = only(record("eerder", before), record("later", now)).difference
    assert (round(difference.low, 4), round(difference.high, 4)) == (low, high)


@pytest.mark.parametrize(("now", "before", "p_value"), FISHER.values(), ids=FISHER)
def test_two_samples_are_tested_with_fisher(now, before, p_value):
    change = only(record("eerder", (before[0], sum(before))), record("later", (now[0], sum(now))))
    assert (change.test, change.p_value) == ("fisher", pytest.approx(p_value, abs=5.1e-8))
    assert change.p_holm == change.p_value


@pytest.mark.parametrize(("counts", "p_value", "digits"), MCNEMAR.values(), ids=MCNEMAR)
def test_the_same_dossiers_twice_are_tested_with_mcnemar(counts, p_value, digits):
    both, better, worse, neither = counts
    before = "V" * both + "N" * better + "V" * worse + "N" * neither
    now = "V" * both + "V" * better + "N" * worse + "N" * neither
    change = only(drawn("eerder", before), drawn("later", now))
    assert change.pairs == Pairs(both, better, worse, neither, 0)
    assert (change.test, round(change.p_value, digits)) == ("mcnemar", p_value)
    assert change.difference is None


def test_holm_over_all_toetsvragen_that_were_compared():
    tables = [FISHER[ref] for ref in ("DF-05", "DF-06-a", "DF-06-b", "DF-08-a")]
    earlier = record("eerder", *((before[0], sum(before)) for _, before, _ in tables))
    later = record("later", *((now[0], sum(now)) for now, _, _ in tables))
    changes = compare(earlier, later).changes
    raw = [p_value for _, _, p_value in tables]
    # By hand (Holm 1979): the smallest times 4, the next times 3, and so on.
    by_hand = [3 * raw[0], raw[1], 2 * raw[2], 4 * raw[3]]
    assert [change.p_holm for change in changes] == pytest.approx(by_hand, abs=5e-7)
    assert [change.verdict for change in changes] == [NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, CHANGED]
    assert only(record("eerder", (8, 10)), record("later", (2, 9))).verdict == CHANGED
    text = " ".join(sentences(changes[0], 4))
    assert "Wie 4 vragen tegelijk vergelijkt, ziet zo'n verschil ook wel eens door toeval." in text
    assert "Wij kunnen nog niet zeggen dat het slechter gaat." in text


# ---------------------------------------------------------------- what is said


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (
            (18, 40),
            (31, 40),
            "Het ging van 18 naar 31 van de 40 dossiers. Zo'n groot verschil is bijna nooit toeval. "
            "Of het door de maatregel komt, weten wij niet. "
            "Op elke 100 dossiers zijn het er waarschijnlijk 11 tot 51 meer.",
        ),
        (
            (22, 40),
            (26, 40),
            "Het ging van 22 naar 26 van de 40 dossiers. Dat kan toeval zijn. "
            "Wij kunnen nog niet zeggen dat het beter gaat. "
            "Op elke 100 dossiers ligt het verschil waarschijnlijk tussen 12 minder en 30 meer.",
        ),
        (
            (31, 40),
            (12, 38),
            "Het ging van 31 van de 40 naar 12 van de 38 dossiers. Zo'n groot verschil is bijna nooit toeval. "
            "Waardoor het komt, weten wij niet. Op elke 100 dossiers zijn het er waarschijnlijk 24 tot 63 minder.",
        ),
        (
            (2, 8),
            (5, 9),
            "Het ging van 2 van de 8 naar 5 van de 9 dossiers. Dat kan toeval zijn. "
            "Wij kunnen nog niet zeggen dat het beter gaat.",
        ),
        ((5, 8), (5, 8), "Het bleef 5 van de 8 dossiers. Wij zien geen verschil."),
        ((0, 0), (3, 8), "Eerder niets beoordeeld, nu 3 van de 8 dossiers."),
        ((0, 0), (0, 0), "In allebei de audits is niets beoordeeld."),
    ],
    ids=["better", "not-shown", "worse", "under-ten", "same", "nothing-before", "nothing-twice"],
)
def test_sentences(before, now, sentence):
    assert said(record("eerder", before), record("later", now)) == sentence


def test_sentence_on_the_same_dossiers_twice():
    assert said(drawn("eerder", "N" * 12 + "V" * 3), drawn("later", "V" * 11 + "N" + "N" + "V" * 2)) == (
        "Van de 15 dossiers die twee keer zijn beoordeeld ging het van 3 naar 13. "
        "Bij 11 werd het beter, bij 1 slechter. "
        "Zo'n groot verschil is bijna nooit toeval. Of het door de maatregel komt, weten wij niet."
    )


def test_a_whole_register_is_counted_in_zaken_and_without_a_range():
    text = said(record("eerder", (412, 600), scope="register"), record("later", (530, 640), scope="register"))
    assert text.startswith("Het ging van 412 van de 600 naar 530 van de 640 zaken. Zo'n groot verschil")
    assert "Op elke 100" not in text


def test_open_cases_are_said_and_whether_they_can_undo_a_change():
    few = only(record("eerder", (18, 40, 1)), record("later", (31, 40, 1)))
    assert (few.verdict, few.open_can_undo) == (CHANGED, False)
    assert " ".join(sentences(few, 1)).endswith("Nog te beoordelen door een mens: eerder 1, nu 1.")
    many = only(record("eerder", (18, 40)), record("later", (31, 40, 20)))
    assert (many.verdict, many.open_can_undo) == (CHANGED, True)
    text = " ".join(sentences(many, 1))
    assert text.endswith("eerder 0, nu 20. Die kunnen deze uitkomst nog veranderen.")


def test_pairs_that_wait_for_a_person_count_in_neither_direction():
    change = only(drawn("eerder", "N" * 10 + "NvV-?"), drawn("later", "V" * 10 + "?VvV-"))
    # The last two do not apply in one of the audits, whatever the other turns out to be.
    assert change.pairs == Pairs(0, 10, 0, 0, 3)
    assert (change.verdict, change.open_can_undo) == (CHANGED, True)
    assert not only(drawn("eerder", "N" * 20 + "N"), drawn("later", "V" * 20 + "?")).open_can_undo


# ---------------------------------------------------------------- what is tested, and what is not


@pytest.mark.parametrize("which", ["earlier", "later"])
def test_dossiers_that_nobody_drew_are_counted_and_not_tested(which):
    methods = {"earlier": "random", "later": "random"} | {which: "delivered"}
    earlier, later = (
        record("eerder", (18, 40), method=methods["earlier"]),
        record("later", (31, 40), method=methods["later"]),
    )
    change = only(earlier, later)
    assert (change.test, change.untested, change.verdict, change.p_value) == (None, Untested.NOT_DRAWN, None, None)
    lines = comparison_lines(compare(earlier, later))
    assert "    Het ging van 18 naar 31 van de 40 dossiers." in lines
    assert "De aantallen zeggen alleen iets over de dossiers die zijn bekeken." in lines


def test_terms_of_a_register_are_tested_whether_dossiers_were_drawn_or_not():
    change = only(
        record("eerder", (18, 40), scope="register", method="delivered"),
        record("later", (31, 40), scope="register", method="delivered"),
    )
    assert change.verdict == CHANGED


@pytest.mark.parametrize("which", ["earlier", "later"])
@pytest.mark.parametrize(
    ("strata", "test"),
    [
        # In proportion 20 from 60 and 40 is 12 and 8; one case more or less is no rounding.
        ((("Noord", 60, 12), ("Zuid", 40, 8)), "fisher"),
        ((("Noord", 60, 11), ("Zuid", 40, 9)), "mover"),
        ((("Noord", 60, 13), ("Zuid", 40, 7)), "mover"),
        ((("Noord", 95, 15), *((f"deel {number}", 1, 1) for number in range(5))), "mover"),
    ],
    ids=["proportional", "one-less", "one-more", "minimum"],
)
def test_the_scorecard_alone_tells_what_was_weighed(strata, test, which):
    observations = observe("1.3.3-a", "V" * 10 + "N" * 10)
    made = card(observations, expectation("1.3.3", {"a": TEXT}), sample=stratified(*strata))
    (asked,) = read_record("map", scorecard_json(made)).questions
    sides = {"earlier": record("eerder", (18, 40)), "later": record("later", (18, 40))}
    sides[which] = replace(sides[which], questions=(asked,))
    change = only(sides["earlier"], sides["later"])
    assert (change.test, change.untested) == (test, None)


@settings(deadline=None, max_examples=15)
@given(
    earlier=st.integers(1, 60).flatmap(lambda judged: st.tuples(st.integers(0, judged), st.just(judged))),
    later=st.integers(1, 60).flatmap(lambda judged: st.tuples(st.integers(0, judged), st.just(judged))),
)
def test_a_change_is_the_same_seen_from_either_side_and_never_shown_when_the_interval_holds_zero(earlier, later):
    forth = only(record("eerder", earlier), record("later", later))
    back = only(record("eerder", later), record("later", earlier))
    assert (forth.p_value, forth.verdict) == (pytest.approx(back.p_value), back.verdict)
    assert forth.direction == -back.direction
    assert forth.difference.low == pytest.approx(-back.difference.high)
    if forth.verdict == CHANGED:
        assert forth.difference.low > 0 or forth.difference.high < 0
    if earlier[0] * later[1] == later[0] * earlier[1]:
        assert forth.verdict == NOT_SHOWN


# ---------------------------------------------------------------- which cases


def test_cases_in_both_audits_are_said_when_they_are_not_all_of_them():
    comparison = compare(drawn("eerder", "VN" * 10), drawn("later", "VN" * 10, first=15))
    assert (comparison.shared_dossiers, comparison.changes[0].test) == (5, "fisher")
    assert any(each.startswith("5 dossiers zijn in allebei de audits gelezen.") for each in remarks(comparison))
    whole = compare(drawn("eerder", "VN" * 10), drawn("later", "VN" * 10))
    assert not any("allebei de audits" in each for each in remarks(whole))
    assert any(each.startswith("Dezelfde zaken zijn twee keer beoordeeld.") for each in remarks(whole))


def test_a_dossier_that_was_drawn_twice_and_read_once_is_not_in_both_audits():
    read = frozenset(f"Z{number}" for number in range(17))
    comparison = compare(drawn("eerder", "VN" * 10, read=read), drawn("later", "VN" * 10, first=15))
    assert comparison.shared_dossiers == 2
    assert any(each.startswith("2 dossiers zijn in allebei de audits gelezen.") for each in remarks(comparison))


def test_only_files_that_were_read_make_a_dossier_read():
    seen = observe("9.9.1-a", "VN")
    observations = [*seen[:1], replace(seen[1], outcome=Outcome.UNDECIDED, searched=())]
    made = card(observations, expectation("9.9.1", {"a": TEXT}))
    assert read_record("map", scorecard_json(made), observations).read == {observations[0].zaaknummer}


def test_the_same_register_with_other_dossiers_is_not_said_to_be_the_same_cases_twice():
    both = [drawn("eerder", "N" * 10 + "V" * 10), drawn("later", "V" * 20, first=20)]
    for number, each in enumerate(both):
        term = Asked("2.1.1-a", "Op tijd?", "register", tally(1, 2))
        results = {**each.results, "2.1.1-a": {"Z1": RESULTS["V"], "Z2": RESULTS["N"]}}
        both[number] = replace(each, questions=(*each.questions, term), results=results)
    comparison = compare(*both)
    assert [change.test for change in comparison.changes] == ["fisher", "mcnemar"]
    assert not any("twee keer beoordeeld" in each for each in remarks(comparison))
    assert [each["test"] for each in json.loads(comparison_json(comparison))["changes"]] == ["fisher", "mcnemar"]


def test_another_population_is_said_and_allowed():
    text = " ".join(remarks(compare(record("eerder", (18, 40)), record("later", (31, 40)))))
    assert "De zaken waaruit is gekozen zijn niet dezelfde: eerder 612, nu 612." in text


def test_another_part_of_the_register_is_said():
    part = Draw("random", 200, "later", ("regio", "vervolg", "periode"), "ab12")
    comparison = compare(record("eerder", (18, 40)), record("later", (31, 40), draw=part))
    assert (
        "De dossiers komen niet uit hetzelfde deel van het register: eerder uit alle zaken gekozen, nu gekozen op "
        "regio, vervolg en periode. Een verschil bij vragen over dossiers kan daardoor komen."
    ) in remarks(comparison)
    other = replace(part, where_sha256="cd34")
    comparison = compare(record("eerder", (18, 40), draw=other), record("later", (31, 40), draw=part))
    assert "er is twee keer gekozen op regio, vervolg en periode, maar met andere waarden" in " ".join(
        remarks(comparison)
    )
    same = compare(record("eerder", (18, 40), draw=part), record("later", (31, 40), draw=part))
    assert not any("hetzelfde deel" in each for each in remarks(same))


def test_other_words_another_program_and_another_name_are_said():
    later = record("later", (31, 40), criteria=(replace(SET, sha256="cd34"),), tool_version="2", organisation="")
    text = " ".join(remarks(compare(record("eerder", (18, 40)), later)))
    assert "In de criteria van Proefset is iets veranderd zonder nieuwe versie." in text
    assert "versie 1 en 2 van het programma" in text
    assert "De naam van de organisatie verschilt: VT Proef en niet ingevuld." in text


def test_without_working_files_other_cases_are_compared_and_it_is_said():
    comparison = compare(record("eerder", (18, 40), results=None), record("later", (31, 40)))
    assert (comparison.shared_dossiers, comparison.changes[0].verdict) == (None, CHANGED)
    assert any("is niet na te gaan" in each for each in remarks(comparison))


def test_toetsvragen_of_one_audit_are_named():
    comparison = compare(record("eerder", (1, 2), (1, 2)), record("later", (1, 2)))
    assert (comparison.only_earlier, comparison.only_later) == ((("1.3.3-b", "Vraag?"),), ())
    lines = comparison_lines(comparison)
    assert lines[lines.index("Alleen in de eerdere audit") + 1] == "  1.3.3-b  Vraag?"
