"""The rehearsal of examples: a wrong outcome, certainty, quote or reading is seen, and a right one is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from audit_folder import write_set

from vtaudit.catalogue.criteria import load_set
from vtaudit.rehearse import Rehearsal, rehearse

QUOTE = "Vader slaapt tot de zitting bij zijn broer."
CHANGES = {
    "triage-zelfde-dag": ("decided on the day of receipt", "same day"),
    "triage-schrikkeldag": ("expect: voldoet,", "expect: voldoet_niet,"),
    "triage-einde-op-zaterdag-maandag-telt": ("other_reading: voldoet,", "other_reading: voldoet_niet,"),
    "triage-melding-op-vrijdag-woensdag": ("expect: voldoet,", "expect: voldoet, sure: nee,"),
    "afspraak-opsomming": (f'evidence: "{QUOTE}"', 'evidence: "VEILIGHEIDSPLAN"'),
}


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rehearsal]:
    """Two verwachtingen with one word changed in some of their examples, by the id of the example."""
    own = write_set(tmp_path_factory.mktemp("criteria") / "eigen", "1.3.3", "2.1.1")
    for path in own.glob("*.examples.yaml"):
        text = path.read_text(encoding="utf-8")
        for example, (old, new) in CHANGES.items():
            before, found, after = text.partition(f"id: {example}")
            text = before + found + after.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
    return {each.example.id: each for each in rehearse(load_set(own))}


def test_a_right_example_is_good(rehearsed: Mapping[str, Rehearsal]) -> None:
    good = rehearsed["triage-zelfde-dag"]
    assert good.example.why == "same day"
    assert good.is_good
    assert good.observation.question == "2.1.1-a"


def test_a_wrong_outcome_is_seen(rehearsed: Mapping[str, Rehearsal]) -> None:
    (sentence,) = rehearsed["triage-schrikkeldag"].why_not
    assert sentence.startswith("De uitkomst is voldoet (")
    assert sentence.endswith("Verwacht is voldoet_niet.")


def test_a_wrong_other_reading_is_seen(rehearsed: Mapping[str, Rehearsal]) -> None:
    wrong = rehearsed["triage-einde-op-zaterdag-maandag-telt"]
    assert wrong.why_not == ("Met de andere telling is de uitkomst voldoet. Verwacht is voldoet_niet.",)


def test_a_wrong_certainty_is_seen(rehearsed: Mapping[str, Rehearsal]) -> None:
    wrong = rehearsed["triage-melding-op-vrijdag-woensdag"]
    assert wrong.why_not == ("De uitkomst is wel zeker. Het voorbeeld zegt het andersom.",)


def test_another_quote_is_seen(rehearsed: Mapping[str, Rehearsal]) -> None:
    (sentence,) = rehearsed["afspraak-opsomming"].why_not
    assert QUOTE in sentence
    assert sentence.endswith("Verwacht is 'VEILIGHEIDSPLAN'.")
