"""The criteria sets: the shipped ones load, a broken one stops with file and line, and ids live for ever."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from catalogue_sets import change, faults_of

from vtaudit.catalogue.criteria import load_set, load_sets
from vtaudit.catalogue.schema import CriteriaSetFile, OutcomeCondition

# Ids are never taken away or used for something else; a new one is added here.
LIVE = {
    "kennemerland-2022": {"vb": "a"},
    "stap2-2016": {
        "1.1.1": "a",
        "1.2.1": "",
        "1.2.2": "",
        "1.3.1": "",
        "1.3.2": "",
        "1.3.3": "abcdef",
        "1.5.1": "",
        "1.5.2": "abc",
        "1.5.3": "a",
        "1.5.4": "a",
        "2.1.1": "ab",
        "2.1.2": "ab",
        "2.4.1": "",
        "2.4.2": "abc",
    },
}


# ---------------------------------------------------------------- the shipped sets


def test_ids_live_for_ever(shipped: tuple[CriteriaSetFile, ...]) -> None:
    found = {
        loaded.info.id: {
            expectation.expectation: "".join(question.id.rsplit("-", 1)[1] for question in expectation.questions)
            for expectation in loaded.expectations
        }
        for loaded in shipped
    }
    assert found == LIVE


def test_what_a_person_judges_says_why_and_asks_nothing(shipped: tuple[CriteriaSetFile, ...]) -> None:
    by_person = [
        expectation for loaded in shipped for expectation in loaded.expectations if expectation.judged_by == "person"
    ]
    assert [expectation.expectation for expectation in by_person] == [
        "1.2.1",
        "1.2.2",
        "1.3.1",
        "1.3.2",
        "1.5.1",
        "2.4.1",
    ]
    assert all(len(expectation.person_reason) > 40 for expectation in by_person)


def test_own_elaborations_are_marked(shipped: tuple[CriteriaSetFile, ...]) -> None:
    ours = {
        question.id
        for loaded in shipped
        for question in loaded.questions
        if question.source.origin == "onze uitwerking"
    }
    assert ours == {"1.3.3-c", "1.3.3-e", "1.5.2-a", "1.5.2-b", "1.5.2-c", "1.5.3-a", "1.5.4-a", "2.1.2-b"}


def test_only_one_question_stays_out_of_its_expectation(shipped: tuple[CriteriaSetFile, ...]) -> None:
    apart = [question.id for loaded in shipped for question in loaded.questions if not question.counts_for_expectation]
    assert apart == ["2.1.2-b"]


def test_monitoring_is_one_block(shipped: tuple[CriteriaSetFile, ...]) -> None:
    block = [
        expectation.expectation
        for loaded in shipped
        for expectation in loaded.expectations
        if expectation.block == "1.5 Monitoring"
    ]
    assert block == ["1.5.1", "1.5.2", "1.5.3", "1.5.4"]


def test_term_reading_and_warning_per_set(shipped: tuple[CriteriaSetFile, ...]) -> None:
    readings = {loaded.info.id: loaded.info.term_reading for loaded in shipped}
    assert readings == {"kennemerland-2022": "werkdagen", "stap2-2016": "kalenderdagen"}
    new = shipped[0]
    assert new.info.valid_from.isoformat() == "2022-10-01"
    assert new.summary().warning == ""
    assert new.summary(is_before_valid_from=True).warning == new.info.warning


def test_question_and_its_expectation_are_found(shipped: tuple[CriteriaSetFile, ...]) -> None:
    stap2 = shipped[1]
    question = stap2.question("2.4.2-b")
    assert stap2.expectation_of("2.4.2-b").expectation == "2.4.2"
    assert [one.question for one in question.applies_when if isinstance(one, OutcomeCondition)] == ["1.3.3-d"]
    with pytest.raises(KeyError):
        stap2.question("vb-a")
    with pytest.raises(KeyError):
        stap2.expectation_of("vb-a")


def test_questions_speak_briefly(shipped: tuple[CriteriaSetFile, ...]) -> None:
    for loaded in shipped:
        for question in loaded.questions:
            assert question.question.endswith("?"), question.id
            assert question.explanation.count(". ") <= 4, question.id


# ---------------------------------------------------------------- a broken set stops the job


def test_copy_of_a_set_loads_from_its_folder(own_set: Path) -> None:
    assert load_set(own_set).sha256 == load_set("stap2-2016").sha256


def test_all_faults_of_all_files_at_once(own_set: Path) -> None:
    a = change(own_set / "1.1.1_vervolgtraject_op_tijd.yaml", "plan_target:", "plan_targt:")
    b = change(own_set / "2.1.1_triage_en_start_op_tijd.yaml", "end: datum_start_onderzoek", "end: datum_start")
    c = change(own_set / "set.yaml", "term_reading: kalenderdagen", "term_reading: dagen")
    d = change(own_set / "2.1.2_onderzoek_op_tijd_afgerond.examples.yaml", 'question: "2.1.2-a"', 'question: "2.1.2-q"')
    faults = faults_of(lambda: load_set(own_set))
    places = {(fault.code, fault.where) for fault in faults}
    assert places == {
        ("schema_unknown_key", f"stap2-2016/1.1.1_vervolgtraject_op_tijd.yaml:{a}"),
        ("schema_value", f"stap2-2016/2.1.1_triage_en_start_op_tijd.yaml:{b}"),
        ("schema_value", f"stap2-2016/set.yaml:{c}"),
        ("example_question", f"stap2-2016/2.1.2_onderzoek_op_tijd_afgerond.examples.yaml:{d}"),
    }
    assert "bedoelde u 'plan_target'?" in " ".join(fault.message for fault in faults)


def one_fault(own_set: Path, file: str, old: str, new: str) -> tuple[str, bool]:
    """The code of the only fault, and whether it names the changed line."""
    line = change(own_set / file, old, new)
    (fault,) = faults_of(lambda: load_set(own_set))
    return fault.code, fault.where == f"stap2-2016/{file}:{line}"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("2.4.2_uitkomst_meegedeeld.yaml", 'question: "1.3.3-d", in', 'question: "1.3.9-d", in', "criteria_reference"),
        ("2.1.2_onderzoek_op_tijd_afgerond.yaml", "in: [voldoet_niet]", "in: [fout]", "schema_value"),
        (
            "2.1.2_onderzoek_op_tijd_afgerond.yaml",
            "is: [onderzoek]}",
            "is: [onderzoek], filled: true}",
            "criteria_condition",
        ),
        (
            "1.3.3_veiligheidsafspraken.yaml",
            "{kind: reporter, known: true, directbetrokkene: false}",
            "{kind: reporter}",
            "criteria_condition",
        ),
        ("1.3.3_veiligheidsafspraken.yaml", "frame: afspraken_nodig", 'frame: "(a+)+$"', "schema_value"),
        ("1.3.3_veiligheidsafspraken.yaml", "frame: afspraken_nodig", 'frame: ""', "schema_value"),
        (
            "1.3.3_veiligheidsafspraken.yaml",
            "frame: afspraken_nodig}",
            'frame: afspraken_nodig, regex: "(a+)+$"}',
            "schema_unknown_key",
        ),
        (
            "1.3.3_veiligheidsafspraken.yaml",
            "kind: informants, at_least: 1",
            "kind: informants, at_least: 0",
            "schema_value",
        ),
        ("1.3.3_veiligheidsafspraken.yaml", "kind: document_present,", "kind: script,", "schema_value"),
        ("1.3.3_veiligheidsafspraken.yaml", "origin: gevonden", "origin: bekend", "schema_value"),
        ("2.4.2_uitkomst_meegedeeld.yaml", 'id: "2.4.2-c"', 'id: "2.4.3-c"', "criteria_id"),
        ("1.2.2_afspraken_met_gemeenten.yaml", 'criterion: "1.2"', 'criterion: "2.2"', "criteria_id"),
        ("1.2.2_afspraken_met_gemeenten.yaml", "judged_by: person", "judged_by: iemand", "schema_value"),
        ("set.yaml", "valid_from: 2016-07-13", "valid_from: 1468368000", "schema_value"),
        ("set.yaml", '"2.1.2-a": 80', '"2.9.9-a": 80', "criteria_reference"),
        ("set.yaml", "id: stap2-2016", "id: eigen-set", "criteria_set_id"),
    ],
)
def test_one_mistake_gives_one_fault_on_its_line(own_set: Path, file: str, old: str, new: str, code: str) -> None:
    examples = own_set / file.replace(".yaml", ".examples.yaml")
    if code == "criteria_id" and examples.is_file():
        text = examples.read_text(encoding="utf-8")
        examples.write_text(text.replace("2.4.2-c", "2.4.3-c"), encoding="utf-8")
    assert one_fault(own_set, file, old, new) == (code, True)


def test_every_question_on_a_cycle_is_named(own_set: Path) -> None:
    back = '          - none: [{kind: outcome, question: "2.4.2-c", in: [voldoet]}]\n'
    line = "          - {kind: statement, frame: afspraken_nodig}\n"
    change(own_set / "1.3.3_veiligheidsafspraken.yaml", line, line + back)
    faults = faults_of(lambda: load_set(own_set))
    assert {fault.code for fault in faults} == {"criteria_cycle"}
    assert sorted(fault.message.split("'")[1] for fault in faults) == ["1.3.3-a", "2.4.2-c"]


def test_names_are_held_against_lexicon_and_kinds(own_set: Path) -> None:
    loaded = load_set(own_set)
    assert loaded.question("1.3.3-b").id == "1.3.3-b"
    kinds = frozenset({"afsluitbrief", "onderzoeksrapportage"})
    frames = frozenset(
        re.findall(
            r"(?:frame|planned|done): (\w+)", "".join(path.read_text("utf-8") for path in own_set.glob("*.yaml"))
        )
    )
    assert len(frames) == 16
    assert load_set(own_set, frames=frames, kinds=kinds).sha256 == loaded.sha256
    faults = faults_of(lambda: load_set(own_set, frames=frames - {"toezicht"}, kinds=kinds - {"afsluitbrief"}))
    assert [fault.code for fault in faults].count("criteria_frame") == 1
    assert [fault.code for fault in faults].count("criteria_kind") == 4


def test_a_question_in_a_broken_file_is_not_called_unknown(own_set: Path) -> None:
    change(own_set / "1.3.3_veiligheidsafspraken.yaml", "criterion:", "criterium:")
    codes = {fault.code for fault in faults_of(lambda: load_set(own_set))}
    assert codes == {"schema_unknown_key", "schema_missing_key"}


def test_files_are_never_passed_over(own_set: Path) -> None:
    (own_set / "1.1.1_vervolgtraject_op_tijd.yaml").rename(own_set / "1.1.1_vervolgtraject_op_tijd.yml")
    faults = faults_of(lambda: load_set(own_set))
    assert {fault.code for fault in faults} == {"criteria_file_name", "example_orphan"}


def test_file_name_starts_with_its_number(own_set: Path) -> None:
    (own_set / "1.2.2_afspraken_met_gemeenten.yaml").rename(own_set / "gemeenten.yaml")
    (fault,) = faults_of(lambda: load_set(own_set))
    assert (fault.code, fault.where) == ("criteria_file_name", "stap2-2016/gemeenten.yaml:1")


def test_unknown_set_names_the_sets_there_are() -> None:
    (fault,) = faults_of(lambda: load_set("stap3"))
    assert fault.code == "criteria_set_missing"
    assert "kennemerland-2022, stap2-2016" in fault.remedy


def test_ids_are_unique_over_sets(own_set: Path) -> None:
    faults = faults_of(lambda: load_sets(["stap2-2016", own_set]))
    assert {fault.code for fault in faults} == {"criteria_duplicate"}
    assert len(faults) == 20


def test_hash_follows_meaning_and_not_layout(own_set: Path) -> None:
    before = load_set(own_set).sha256
    path = own_set / "1.1.1_vervolgtraject_op_tijd.yaml"
    path.write_text("# opmerking\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    change(own_set / "1.1.1_vervolgtraject_op_tijd.examples.yaml", "well within the term", "early")
    assert load_set(own_set).sha256 == before
    change(path, "Vervolgtraject op tijd ingezet", "Vervolgtraject tijdig ingezet")
    assert load_set(own_set).sha256 != before
