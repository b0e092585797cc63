"""Audits that may not be compared, and how what was written is read back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from score_cases import TERM, TEXT, card, expectation, observe, sample, stratified
from trend_records import SET, drawn, record

from vtaudit.errors import VtauditError
from vtaudit.model import Outcome, Tally
from vtaudit.report import scorecard_json
from vtaudit.report.comparison import comparison_json, sentences
from vtaudit.trend import Asked, Record, compare, read_record

# ---------------------------------------------------------------- refused


def faults(earlier: Record, later: Record) -> list[str]:
    with pytest.raises(VtauditError) as error:
        compare(earlier, later)
    assert all(fault.message and fault.remedy and fault.where for fault in error.value.faults)
    return [fault.code for fault in error.value.faults]


EARLIER = record("eerder", (18, 40))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"criteria": (replace(SET, version="2"),)}, ["trend-norm"]),
        ({"criteria": (replace(SET, id="onze"),)}, ["trend-norm"]),
        ({"criteria": (replace(SET, term_reading="werkdagen"),)}, ["trend-norm"]),
        ({"reader_version": "2"}, ["trend-reader"]),
        ({"peildatum": date(2018, 2, 1)}, ["trend-order"]),
        ({"audit_id": "eerder"}, ["trend-same"]),
        ({"draw": EARLIER.draw, "results": None}, ["trend-observations"]),
        ({"questions": (Asked("9.9.9-a", "Vraag?", "drawn", Tally()),)}, ["trend-questions"]),
        ({"criteria": (replace(SET, version="2"),), "reader_version": "2"}, ["trend-norm", "trend-reader"]),
    ],
    ids=["version", "set", "reading", "reader", "order", "same", "observations", "questions", "all-at-once"],
)
def test_audits_that_do_not_fit_are_refused(changes, codes):
    assert faults(EARLIER, record("later", (31, 40), **changes)) == codes


def test_a_set_that_came_on_top_is_no_other_norm():
    more = replace(SET, id="kennemerland", version="9")
    assert compare(EARLIER, record("later", (31, 40), criteria=(SET, more))).changes
    swapped = record("eerder", (18, 40), criteria=(SET, replace(more, id="eigen")))
    assert faults(swapped, record("later", (31, 40), criteria=(SET, more))) == ["trend-norm"]


def test_the_message_on_another_reader_says_what_to_do():
    with pytest.raises(VtauditError) as error:
        compare(EARLIER, record("later", (31, 40), reader_version="2"))
    (fault,) = error.value.faults
    assert fault.where == "reports/eerder"
    assert "Laat het programma de eerdere dossiers opnieuw lezen" in fault.remedy
    assert "--sample-file reports/eerder/steekproef.json en --peildatum 2018-03-01" in fault.remedy


# ---------------------------------------------------------------- reading


def test_a_scorecard_is_read_back_as_it_was_written():
    observations = observe("9.9.1-a", "VVN-?V~N~")
    made = card(
        observations,
        expectation("9.9.1", {"a": TEXT}),
        sample=sample(7, 30),
        audit_id="2017-09-01-ab12cd34",
        reader_version="3",
    )
    found = read_record("map", scorecard_json(made), observations)
    (asked,) = found.questions
    assert (asked.question, asked.scope, asked.tally) == ("9.9.1-a", "drawn", Tally(2, 1, 1, 1, 1, 0, 1))
    assert (found.audit_id, found.reader_version, found.peildatum) == (made.audit_id, "3", made.peildatum)
    assert found.criteria == tuple(replace(each, warning="") for each in made.criteria)
    assert (found.draw.method, found.draw.population, asked.is_weighted) == ("random", 30, False)
    assert found.results["9.9.1-a"]["Z005"] == (Outcome.MET, False)
    assert read_record("map", scorecard_json(made)).results is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("{", "begin"),
        ("[]", "begin"),
        ('{"format_version": 1}', "audit_id, tool_version, reader_version en nog 5"),
    ],
    ids=["no-json", "no-card", "half"],
)
def test_a_scorecard_that_cannot_be_read_is_a_message(text, places):
    with pytest.raises(VtauditError) as error:
        read_record("map", text)
    (fault,) = error.value.faults
    assert (fault.code, fault.where) == ("trend-card", "map, scorekaart.json")
    assert fault.message.endswith(f" Het gaat mis bij: {places}.")


@pytest.mark.parametrize("change", [{"population": 3}, {"tally": {"met": 9}}], ids=["too-few-cases", "other-count"])
def test_strata_that_do_not_add_up_are_a_message(change):
    drawn = stratified(("Noord", 50, 4), ("Zuid", 10, 4))
    made = json.loads(
        scorecard_json(card(observe("9.9.1-a", "VVNNVVVV"), expectation("9.9.1", {"a": TEXT}), sample=drawn))
    )
    (asked,) = (each for one in made["expectations"] for each in one["questions"])
    assert read_record("map", json.dumps(made)).questions[0].strata[0].population == 50
    stratum = asked["strata"][0]
    asked["strata"][0] = stratum | change | {"tally": stratum["tally"] | change.get("tally", {})}
    with pytest.raises(VtauditError) as error:
        read_record("map", json.dumps(made))
    (fault,) = error.value.faults
    assert fault.message.endswith("Het gaat mis bij: expectations.0.questions.0.")


def test_a_scorecard_of_a_newer_program_is_refused():
    made = json.loads(scorecard_json(card([], expectation("9.9.1", {"a": TERM}))))
    with pytest.raises(VtauditError, match="nieuwere versie"):
        read_record("map", json.dumps(made | {"format_version": made["format_version"] + 1}))


def test_json_has_the_figures_and_the_sentences_and_names_no_case():
    comparison = compare(drawn("eerder", "N" * 12 + "V" * 3), drawn("later", "V" * 12 + "V" * 3))
    text = comparison_json(comparison)
    content = json.loads(text)
    assert content["format_version"] == 1
    assert content["earlier"]["peildatum"] == "2018-03-01"
    (change,) = content["changes"]
    assert (change["test"], change["verdict"], change["pairs"]["better"]) == ("mcnemar", "veranderd", 12)
    assert change["sentences"] == list(sentences(comparison.changes[0], 1))
    assert not re.search(r"Z\d", text)


def undelivered_audit(name: str, marks: str, missing: int, **changes: object) -> Record:
    """An audit as its scorecard tells it, of which the last cases wait for their dossier."""
    seen = observe("1.3.3-a", marks)
    lost = [replace(each, outcome=Outcome.UNDECIDED, reason_code="not_delivered") for each in seen[-missing:]]
    made = card([*seen[: len(seen) - missing], *lost], expectation("1.3.3", {"a": TEXT}))
    found = read_record(f"reports/{name}", scorecard_json(made))
    return record(name, questions=found.questions, **changes)


def test_a_dossier_that_was_not_delivered_does_not_wait_for_a_person():
    comparison = compare(undelivered_audit("eerder", "VVN???", 2), undelivered_audit("later", "VVNN?", 1))
    (change,) = comparison.changes
    assert sentences(change, 1)[-1] == (
        "Nog te beoordelen door een mens: eerder 1, nu 0. Dossier niet aangeleverd: eerder 2, nu 1."
    )
    assert json.loads(comparison_json(comparison))["changes"][0]["not_delivered"] == [2, 1]


def test_a_scorecard_of_before_the_count_of_dossiers_that_were_not_delivered_is_still_read():
    content = json.loads(scorecard_json(card(observe("1.3.3-a", "VN?"), expectation("1.3.3", {"a": TEXT}))))
    del content["expectations"][0]["questions"][0]["not_delivered"]
    assert read_record("reports/eerder", json.dumps(content)).questions[0].not_delivered == 0
