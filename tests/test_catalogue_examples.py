"""The examples and the reasons of the criteria sets: enough of them, whole, and a wrong one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_sets import change, faults_of

from vtaudit.catalogue.criteria import load_set
from vtaudit.catalogue.examples import Example, load_examples
from vtaudit.catalogue.reasons import load_reasons
from vtaudit.catalogue.schema import CriteriaSetFile, TermKept
from vtaudit.model import Outcome

# ---------------------------------------------------------------- examples


def test_examples_cover_what_a_question_can_yield(own_set: Path) -> None:
    path = own_set / "1.5.3_effect_van_hulp.examples.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, _ = text.partition("  - id: effect-alleen-loopt")
    path.write_text(head, encoding="utf-8")
    (fault,) = faults_of(lambda: load_set(own_set))
    assert fault.code == "example_cover"
    assert fault.message.endswith("voldoet_niet, niet_van_toepassing, niet_te_beoordelen.")


def test_a_set_without_examples_is_refused(own_set: Path) -> None:
    (own_set / "1.1.1_vervolgtraject_op_tijd.examples.yaml").unlink()
    (fault,) = faults_of(lambda: load_set(own_set))
    assert fault.code == "example_cover"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('evidence: "Vader slaapt tot', 'evidence: "Moeder slaapt tot', "example_evidence"),
        ("id: afspraak-telegram", "id: afspraak-opsomming", "example_duplicate"),
        ("expect: voldoet\n", "expect: goed\n", "schema_value"),
        ("expect: voldoet_niet\n", 'expect: voldoet_niet\n    evidence: "Er zijn afspraken"\n', "example_evidence"),
        ("expect: voldoet\n", "expect: voldoet\n    other_reading: voldoet\n", "example_reading"),
        ("datum_melding: 2017-03-06", "datum_melding: 6 maart", "example_date"),
    ],
)
def test_a_wrong_example_is_refused(own_set: Path, old: str, new: str, code: str) -> None:
    change(own_set / "1.3.3_veiligheidsafspraken.examples.yaml", old, new)
    assert {fault.code for fault in faults_of(lambda: load_set(own_set))} == {code}


def test_text_that_meets_needs_its_quote(own_set: Path) -> None:
    path = own_set / "1.5.4_veiligheid_hersteld.examples.yaml"
    line = change(path, '    evidence: "De veiligheid van alle gezinsleden is hersteld."\n', "")
    (fault,) = faults_of(lambda: load_set(own_set))
    assert fault.code == "example_evidence"
    assert fault.where == f"stap2-2016/{path.name}:{line - 3}"


def examples_of(shipped: tuple[CriteriaSetFile, ...]) -> list[Example]:
    return [example for loaded in shipped for example in load_examples(loaded)]


def test_layers_of_an_example_are_merged_per_key(shipped: tuple[CriteriaSetFile, ...]) -> None:
    examples = {example.id: example for example in examples_of(shipped)}
    plain = examples["toezicht-actief"]
    assert sorted(plain.documents) == ["afspraken.txt", "melding.txt", "overdracht.txt"]
    assert plain.register["melder"] == "huisarts"
    assert plain.evidence == "De wijkcoach houdt toezicht op de naleving van de afspraken."
    without = examples["toezicht-geen-afspraken"]
    assert sorted(without.documents) == ["melding.txt", "overdracht.txt"]
    assert "datum_afronding_onderzoek" not in examples["melder-onderzoek-loopt"].register
    assert examples["melder-onderzoek-loopt"].peildatum.isoformat() == "2017-05-01"
    assert examples["toezicht-deel-onleesbaar"].unreadable == ("overdracht.pdf",)


def test_there_are_enough_examples_and_near_misses(shipped: tuple[CriteriaSetFile, ...]) -> None:
    examples = examples_of(shipped)
    for loaded in shipped:
        for question in loaded.questions:
            own = [example for example in examples if example.question == question.id]
            least = 12 if isinstance(question.check, TermKept) else 13
            assert len(own) >= least, question.id
            assert sum(example.expect is Outcome.NOT_MET for example in own) >= 4, question.id
            assert sum(example.expect is Outcome.MET for example in own) >= 4, question.id


def test_terms_have_pairs_where_the_readings_differ(shipped: tuple[CriteriaSetFile, ...]) -> None:
    for loaded in shipped:
        for question in loaded.questions:
            if isinstance(question.check, TermKept):
                pairs = {
                    (example.expect, example.other_reading)
                    for example in examples_of(shipped)
                    if example.question == question.id and example.other_reading is not None
                }
                assert pairs == {
                    (Outcome.MET, Outcome.MET),
                    (Outcome.NOT_MET, Outcome.MET),
                    (Outcome.NOT_MET, Outcome.NOT_MET),
                }, question.id


# ---------------------------------------------------------------- reasons


def test_reasons_read_naturally_for_a_question(shipped: tuple[CriteriaSetFile, ...]) -> None:
    texts = load_reasons(questions={question.id for loaded in shipped for question in loaded.questions})
    assert texts.sentence("1.3.3-b", "nothing_found") == "Het dossier noemt niemand die toezicht houdt op de afspraken."
    assert texts.short("1.3.3-b", "nothing_found") == "geen toezichthouder genoemd"
    assert texts.short("1.3.3-b", "only_intended") == "alleen voornemen"
    assert texts.sentence("1.3.3-b", "not_delivered") == texts.sentence("eigen-a", "not_delivered")
    with pytest.raises(KeyError):
        texts.sentence("1.3.3-b", "bestaat_niet")


def test_every_reason_is_a_sentence_and_a_short_form(shipped: tuple[CriteriaSetFile, ...]) -> None:
    texts = load_reasons()
    for question in (question for loaded in shipped for question in loaded.questions):
        for code in texts.codes:
            sentence, short = texts.sentence(question.id, code), texts.short(question.id, code)
            assert sentence[0].isupper() and sentence.endswith("."), (question.id, code)
            assert not short.endswith(".") and len(short) <= 45, (question.id, code)
            assert "fout" not in f"{sentence} {short}", (question.id, code)


def test_reason_faults_come_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "reasons.yaml"
    path.write_text(
        "reasons:\n"
        "  found: {sentence: Gevonden., short: gevonden}\n"
        "questions:\n"
        '  "1.1.1-a":\n'
        "    fond: {short: x}\n"
        "    found: {}\n"
        '  "9.9.9-a":\n'
        "    found: {short: y}\n",
        encoding="utf-8",
    )
    faults = faults_of(lambda: load_reasons(path, questions={"1.1.1-a"}))
    name = f"{tmp_path.name}/reasons.yaml"
    assert [(fault.code, fault.where) for fault in faults] == [
        ("reason_code", f"{name}:5"),
        ("reason_empty", f"{name}:6"),
        ("reason_question", f"{name}:7"),
    ]
