"""Counts, intervals and verdicts from observations, on small sets whose answer is known by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_cases import PEILDATUM, TERM, TEXT, card, criteria_set, expectation, finding, observe, register, sample

from vtaudit.errors import Fault
from vtaudit.model import (
    CriteriaSet,
    FileFault,
    GroupTally,
    Interval,
    Outcome,
    ReasonCount,
    Signal,
    SignalCount,
    Tally,
    Target,
)
from vtaudit.score import INSUFFICIENT, NOT_ESTABLISHED, SIGNAL_TITLES, SUFFICIENT
from vtaudit.statistics import exact_interval, wilson

# ---------------------------------------------------------------- counting


def test_sure_results_count_and_the_others_wait():
    found = finding(observe("9.9.1-a", "VVVNN-V~N~N~-~???~"))
    assert found.tally == Tally(3, 2, 1, 1, 2, 1, 3)
    assert (found.tally.judged, found.tally.open, found.tally.rate) == (5, 7, 0.6)
    assert (found.worst, found.best) == (3 / 12, 10 / 12)


def test_finding_carries_what_the_catalogue_says():
    found = finding(observe("9.9.1-a", "V"))
    assert (found.question, found.title, found.explanation) == ("9.9.1-a", "Vraag 9.9.1-a?", "Zo kijken wij.")
    assert (found.origin, found.measure, found.counts_for_expectation) == (
        "onze uitwerking",
        "Maak een afspraak.",
        True,
    )


@pytest.mark.parametrize("outcomes", ["----", "", "?-", "-~?"], ids=["all-n.v.t.", "none", "undecided", "open"])
def test_nothing_judged_gives_no_rate_and_no_verdict(outcomes):
    target = {"9.9.1-a": Target(0.5, "MT", date(2017, 1, 1))}
    found = finding(observe("9.9.1-a", outcomes), sample=sample(4, 20), targets=target)
    assert (found.tally.judged, found.tally.rate, found.worst, found.best) == (0, None, None, None)
    assert (found.interval, found.wilson, found.verdict) == (None, None, None)


def test_text_questions_leave_out_what_was_not_drawn():
    found = finding(observe("9.9.1-a", "VVNNN"), sample=sample(3, 20))
    assert (found.scope, found.tally) == ("drawn", Tally(met=2, not_met=1))


def test_term_questions_count_every_case_observed():
    found = finding(observe("9.9.1-a", "VVNNN-"), TERM, sample=sample(3, 20))
    assert (found.scope, found.tally) == ("register", Tally(met=2, not_met=3, not_applicable=1))
    assert (found.population, found.interval, found.wilson) == (5, None, None)


def test_reasons_are_counted_for_what_surely_failed_or_is_open():
    observations = [
        *observe("9.9.1-a", "NN", "geen_toezichthouder"),
        *observe("9.9.1-a", "  NNN", "alleen_voornemen"),
        *observe("9.9.1-a", "     N~V-", "telt_niet"),
        *observe("9.9.1-a", "        ??~", "onleesbaar"),
    ]
    assert finding(observations).reasons == (
        ReasonCount("alleen_voornemen", "kort 9.9.1-a: alleen_voornemen", Outcome.NOT_MET, 3),
        ReasonCount("geen_toezichthouder", "kort 9.9.1-a: geen_toezichthouder", Outcome.NOT_MET, 2),
        ReasonCount("onleesbaar", "kort 9.9.1-a: onleesbaar", Outcome.UNDECIDED, 2),
        ReasonCount("leans_not_met", "kort 9.9.1-a: leans_not_met", Outcome.UNDECIDED, 1),
    )


def test_groups_are_regio_and_team_and_never_medewerker():
    rows = register(
        5, regio=["Oost", "Noord", "Oost", "", "Noord"], team=["", "", "", "", ""], medewerker=list("ABCDE")
    )
    found = finding(observe("9.9.1-a", "VNN-V~"), register=rows, sample=sample(5, 5, "all"))
    assert found.groups == (
        GroupTally("regio", "Noord", Tally(not_met=1, open_met=1)),
        GroupTally("regio", "Oost", Tally(met=1, not_met=1)),
        GroupTally("regio", "niet ingevuld", Tally(not_applicable=1)),
    )


def test_a_case_observed_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        finding(observe("9.9.1-a", "V") + observe("9.9.1-a", "N"))


def test_a_question_outside_the_sets_is_refused():
    with pytest.raises(ValueError, match=r"9\.9\.2-a"):
        finding(observe("9.9.2-a", "V"))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("VN-?"), st.booleans()), max_size=20), st.randoms())
def test_counts_add_up_and_do_not_depend_on_order(marks, random):
    observations = observe("9.9.1-a", "".join(mark + ("" if sure else "~") for mark, sure in marks))
    found = finding(observations)
    shuffled = random.sample(observations, len(observations))
    assert found == finding(shuffled)
    assert found.tally.judged + found.tally.open + found.tally.not_applicable == len(marks)
    reasons = {outcome: sum(one.count for one in found.reasons if one.outcome is outcome) for outcome in Outcome}
    assert (reasons[Outcome.NOT_MET], reasons[Outcome.UNDECIDED]) == (found.tally.not_met, found.tally.open)
    if found.tally.rate is not None:
        assert found.worst <= found.tally.rate <= found.best


# ---------------------------------------------------------------- intervals


def test_a_draw_gets_both_intervals_over_the_cases_it_may_apply_to():
    found = finding(observe("9.9.1-a", "V" * 9 + "N" * 3 + "-" * 4 + "V~?"), sample=sample(18, 200))
    assert found.population == 196
    assert found.interval == exact_interval(9, 12, 196)
    assert found.wilson == wilson(9, 12)


@pytest.mark.parametrize(("method", "population"), [("all", 3), ("delivered", 3)])
def test_what_was_not_drawn_by_lot_gets_no_interval(method, population):
    found = finding(observe("9.9.1-a", "VN-V~"), sample=sample(4, 20, method))
    assert (found.interval, found.wilson, found.population) == (None, None, population)


def test_a_sample_without_failures_never_reads_100_percent():
    found = finding(
        observe("9.9.1-a", "V" * 19), sample=sample(19, 20), targets={"9.9.1-a": Target(1.0, "MT", PEILDATUM)}
    )
    assert found.interval == Interval(0.95, 1.0, 0.95, "hypergeometrisch")
    assert found.verdict == NOT_ESTABLISHED


# ---------------------------------------------------------------- verdict


@pytest.mark.parametrize(
    ("outcomes", "rate", "expected"),
    [
        ("V" * 18, 0.8, SUFFICIENT),
        ("V" * 9 + "N" * 9, 0.8, INSUFFICIENT),
        ("V" * 15 + "N" * 3, 0.8, NOT_ESTABLISHED),
        ("N" * 18, 0.2, INSUFFICIENT),
        ("V" * 12 + "V~" * 6, 0.8, None),
        ("V" * 2 + "N" * 15 + "?", 0.8, INSUFFICIENT),
        ("V" * 9 + "N" * 8 + "-~", 0.5, NOT_ESTABLISHED),
    ],
    ids=[
        "low-end-above",
        "high-end-below",
        "between",
        "none-met",
        "open-could-change",
        "open-changes-nothing",
        "stays",
    ],
)
def test_verdict_of_a_draw(outcomes, rate, expected):
    targets = {"9.9.1-a": Target(rate, "MT", date(2017, 1, 1))}
    found = finding(observe("9.9.1-a", outcomes), sample=sample(18, 1000), targets=targets)
    assert (found.verdict, found.target) == (expected, targets["9.9.1-a"])


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ("VVVVVVVVVN", SUFFICIENT),
        ("VVVVVVVVNN", INSUFFICIENT),
        ("VVVVVVVVV-", SUFFICIENT),
        ("VVVVVVVVVN~", SUFFICIENT),
        ("VVVVVVVVNN~", None),
        ("VVVVVVVVV?N", None),
    ],
)
@pytest.mark.parametrize("check", [TERM, TEXT], ids=["register", "census"])
def test_verdict_where_all_cases_were_looked_at(outcomes, expected, check):
    targets = {"9.9.1": Target(0.9, "MT", date(2017, 1, 1))}
    assert finding(observe("9.9.1-a", outcomes), check, targets=targets).verdict == expected


def test_cases_nobody_drew_establish_nothing():
    targets = {"9.9.1-a": Target(0.5, "MT", date(2017, 1, 1))}
    found = finding(observe("9.9.1-a", "V" * 20), sample=sample(20, 400, "delivered"), targets=targets)
    assert found.verdict == NOT_ESTABLISHED


def test_without_target_there_is_no_verdict():
    assert finding(observe("9.9.1-a", "V" * 20)).verdict is None


def test_target_of_the_question_goes_before_that_of_the_expectation():
    targets = {"9.9.1": Target(0.9, "MT", PEILDATUM), "9.9.1-a": Target(0.5, "MT", PEILDATUM)}
    assert finding(observe("9.9.1-a", "VVN"), targets=targets).verdict == SUFFICIENT


@pytest.mark.parametrize(
    ("monitored", "expected"),
    [("V" * 9 + "N", SUFFICIENT), ("V" * 8 + "NN", NOT_ESTABLISHED), ("V" * 8 + "NN~", NOT_ESTABLISHED)],
    ids=["a-few", "more", "more-with-open"],
)
def test_monitoring_that_was_not_done_takes_away_a_favourable_verdict(monitored, expected):
    observations = [*observe("1.5.2-c", monitored), *observe("1.5.3-a", "V" * 8), *observe("1.5.4-a", "N" * 8)]
    found = card(
        observations,
        expectation("1.5.2", {"c": TEXT}),
        expectation("1.5.3", {"a": TEXT}),
        expectation("1.5.4", {"a": TEXT}),
        targets={number: Target(0.8, "MT", PEILDATUM) for number in ("1.5.3", "1.5.4")},
    )
    assert [each.questions[0].verdict for each in found.expectations] == [None, expected, INSUFFICIENT]


# ---------------------------------------------------------------- expectation


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("V", "V", Tally(met=1)),
        ("V", "N", Tally(not_met=1)),
        ("?", "N", Tally(not_met=1)),
        ("V", "?", Tally(undecided=1)),
        ("V", "-", Tally(met=1)),
        ("-", "-", Tally(not_applicable=1)),
        ("-", "?", Tally(undecided=1)),
        ("V", "V~", Tally(open_met=1)),
        ("V", "N~", Tally(open_not_met=1)),
        ("N", "V~", Tally(not_met=1)),
        ("-", "-~", Tally(open_not_applicable=1)),
        ("V", "-~", Tally(open_met=1)),
        ("V", " ", Tally(undecided=1)),
    ],
)
def test_expectation_in_one_dossier(a, b, expected):
    observations = [*observe("9.9.1-a", a), *observe("9.9.1-b", b)]
    (found,) = card(observations, expectation("9.9.1", {"a": TEXT, "b": TEXT})).expectations
    assert found.tally == expected


def test_question_that_does_not_count_leaves_its_expectation_alone():
    observations = [*observe("2.1.2-a", "VNNV"), *observe("2.1.2-b", "-VN")]
    found = card(observations, expectation("2.1.2", {"a": TERM, "B": TEXT}), sample=sample(3, 20)).expectations[0]
    assert found.tally == Tally(met=2, not_met=2)
    assert [(each.tally, each.counts_for_expectation) for each in found.questions] == [
        (Tally(met=2, not_met=2), True),
        (Tally(1, 1, 1), False),
    ]


def test_a_text_question_limits_its_expectation_to_the_drawn_cases():
    observations = [*observe("9.9.1-a", "VVVVN"), *observe("9.9.1-b", "VN")]
    found = card(observations, expectation("9.9.1", {"a": TERM, "b": TEXT}), sample=sample(2, 20)).expectations[0]
    assert found.tally == Tally(met=1, not_met=1)


def test_expectation_for_a_person_is_listed_with_its_reason():
    by_person = expectation("1.2.2", {}, judged_by="person", person_reason="Dit staat in geen dossier.", block="blok")
    (found,) = card([], by_person).expectations
    assert (found.set_id, found.criterion, found.expectation) == ("proef", "1.2", "1.2.2")
    assert (found.judged_by, found.person_reason, found.block) == ("person", "Dit staat in geen dossier.", "blok")
    assert (found.source, found.origin) == ("Toetsingskader Stap 2, verwachting", "gevonden")
    assert (found.tally, found.questions) == (Tally(), ())


# ---------------------------------------------------------------- the card


def test_everybody_spoken_to_against_triage_in_time():
    observations = [*observe("vb-a", "VVVNN-V~V"), *observe("2.1.1-a", "VVNNVVV?")]
    found = card(observations, expectation("vb", {"a": TEXT}), expectation("2.1.1", {"a": TERM}))
    (cross,) = found.crosses
    assert cross.counts == ((2, 1), (1, 1))
    assert cross.columns == ("triage op tijd", "triage te laat")


def test_no_cross_without_both_questions():
    assert card(observe("vb-a", "V"), expectation("vb", {"a": TEXT})).crosses == ()
    both = (expectation("vb", {"a": TEXT}), expectation("2.1.1", {"a": TERM}))
    assert card(observe("2.1.1-a", "V"), *both).crosses == ()


def test_signals_are_counted_in_cases():
    signals = [Signal("Z001", "v", "x"), Signal("Z002", "i", "x"), Signal("Z002", "i", "x"), Signal("Z003", "i", "x")]
    found = card([], expectation("9.9.1", {"a": TEXT}), signals=signals)
    assert found.signals == (SignalCount("i", SIGNAL_TITLES["i"], 2), SignalCount("v", SIGNAL_TITLES["v"], 1))
    assert found.discuss_today == 2


def test_open_judgements_are_those_of_the_drawn_cases():
    observations = [*observe("9.9.1-a", "V~?VN~?"), *observe("9.9.1-b", "?N~-")]
    found = card(observations, expectation("9.9.1", {"a": TERM, "b": TEXT}), sample=sample(3, 20))
    assert found.open_judgements == 4


def test_judgements_on_dossiers_that_were_not_delivered_wait_for_nobody_and_stay_open():
    observations = [*observe("9.9.1-a", "V?"), *observe("9.9.1-a", "  ??", "not_delivered")]
    found = card(observations, expectation("9.9.1", {"a": TEXT}), sample=sample(4, 20), delivered={"Z000", "Z001"})
    assert (found.open_judgements, found.not_delivered) == (1, 2)
    question = found.expectations[0].questions[0]
    assert (question.tally.open, question.not_delivered, found.expectations[0].not_delivered) == (3, 2, 2)


def test_a_case_that_the_register_decides_waits_for_no_dossier():
    observations = [*observe("9.9.1-a", "NVV"), *observe("9.9.1-b", "??", "not_delivered"), *observe("9.9.1-b", "  ?")]
    found = card(observations, expectation("9.9.1", {"a": TERM, "b": TEXT}), sample=sample(3, 3)).expectations[0]
    assert (found.tally.not_met, found.tally.open, found.not_delivered) == (1, 2, 1)


def test_card_says_what_was_looked_at():
    fault = Fault("pdf-encrypted", "Z001/a.pdf", "Het bestand heeft een wachtwoord.")
    note = Fault("kolom_niet_gebruikt", "register.csv", "De kolom wordt niet gebruikt.")
    found = card(
        observe("9.9.1-a", "VV?"),
        expectation("9.9.1", {"a": TEXT}),
        sample=sample(3, 20),
        register=replace(register(20), faults=(fault, note)),
        delivered={"Z000", "Z001", "Z019"},
        files_read=9,
        file_faults=(FileFault("Z001/a.pdf", "onleesbaar", fault), FileFault("Z001/b.pdf", "onleesbaar", fault)),
        audit_id="2017-09-01-abcd1234",
        tool_version="0.1",
        reader_version="1",
        made_at="2017-09-01T09:00",
    )
    assert (found.observed, found.not_delivered, found.files_read) == (2, 1, 9)
    assert found.fault_counts == {"pdf-encrypted": 3}
    assert found.register_faults == (fault, note)
    assert (found.organisation, found.register_source, found.register_rows) == ("VT Proef", "register.csv", 20)
    assert (found.format_version, found.audit_id, found.peildatum) == (1, "2017-09-01-abcd1234", PEILDATUM)
    assert found.criteria == (CriteriaSet("proef", "Proefset", "1", "ab12", "kalenderdagen"),)


@pytest.mark.parametrize(("outcomes", "warned"), [("V", True), ("-", False), ("", False)])
def test_a_set_used_on_earlier_meldingen_carries_its_warning(outcomes, warned):
    criteria = criteria_set(expectation("9.9.1", {"a": TEXT}), valid_from="2022-10-01")
    (used,) = card(observe("9.9.1-a", outcomes), sets=[criteria]).criteria
    assert used.warning == ("Deze set geldt voor nieuwere meldingen." if warned else "")


def test_several_sets_give_one_card():
    other = criteria_set(expectation("vb", {"a": TEXT}), id="ander")
    observations = [*observe("9.9.1-a", "V"), *observe("vb-a", "N")]
    found = card(observations, sets=[criteria_set(expectation("9.9.1", {"a": TEXT})), other])
    assert [(each.set_id, each.tally) for each in found.expectations] == [
        ("proef", Tally(met=1)),
        ("ander", Tally(not_met=1)),
    ]
