"""`vtaudit explain` says which doubt it was: of every outcome that is not sure, and of every sentence."""

from __future__ import annotations

import json

import pytest
from audit_folder import ONE, rows_of, run, run_in, write_register
from test_cli import english_in

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.language.frames import Frame
from vtaudit.language.scope import Status
from vtaudit.language.statements import Statement
from vtaudit.model import Evidence
from vtaudit.report.doubts import statement_doubt

WHY = "Waarom niet zeker: "
FRAME = Frame.model_validate(
    {
        "meaning": "een afspraak",
        "patterns": [
            {"id": "sterk", "all": [["afspraak"]], "counts": ["gedaan"]},
            {"id": "zwak", "all": [["afspraak"]], "counts": ["gedaan"], "sure": False},
        ],
    }
)


def statement(pattern, *, sure, doubt=False):
    quote = Evidence("brief.pdf", 1, 0, 4, "Goed")
    return Statement("f", pattern, 0, 0, "brief", None, Status.DONE, not doubt, sure, 5, quote, doubt)


def reasons(shown):
    return [line.removeprefix(WHY) for line in shown.splitlines() if line.startswith(WHY)]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (statement("sterk", sure=True), ""),
        (statement("sterk", sure=False), "niet in het verslag van het contact"),
        (statement("zwak", sure=False), "kunnen ook iets anders betekenen"),
        (statement("zwak", sure=False, doubt=True), "geen vaste regel telt deze zin"),
        (statement("weg", sure=False), "kunnen ook iets anders betekenen"),
    ],
    ids=["sure", "wrong-place", "weak-words", "no-rule", "unknown-pattern"],
)
def test_each_doubt_about_a_sentence_has_its_own_words(found, said):
    assert said in statement_doubt(found, FRAME)
    assert bool(statement_doubt(found, FRAME)) == bool(said)


@pytest.fixture
def audited(folder):
    note = "Contactjournaal\n04-04-2017 Oma houdt de situatie in de gaten. School gevraagd hoe het gaat.\n"
    (folder / ONE / "notitie.txt").write_text(note, encoding="utf-8")
    return run_in(folder)[1]


def test_every_outcome_that_is_not_sure_says_why_and_no_other_does(audited):
    seen = {}
    for row in rows_of(audited):
        if row["zaaknummer"] == ONE:
            shown = run("explain", audited, ONE, row["toetsvraag"]).stdout
            seen[row["toetsvraag"]] = reasons(shown)
            is_open = row["zeker"] == "nee" and row["uitkomst"] != "niet_te_beoordelen"
            assert bool(reasons(shown)) == is_open, row["toetsvraag"]
            assert shown.count("niet zeker] gelezen") == shown.count("    Twijfel: ")
            assert not any(english_in(why) for why in reasons(shown))
    assert "Het is niet zeker dat deze vraag hier niet geldt." in seen["1.5.3-a"]
    assert any("tweede lezing" in why for whys in seen.values() for why in whys)


def test_a_toetsvraag_that_was_often_wrong_on_unknown_texts_is_never_certain(audited):
    held = json.loads((criteria_root() / "second_opinion" / "second_opinion.json").read_text(encoding="utf-8"))
    never = {question for question, least in held["weigh"]["sure"].items() if least > 1}
    rows = [row for row in rows_of(audited) if row["toetsvraag"] in never and row["uitkomst"].startswith("voldoet")]
    assert rows and all(row["zeker"] == "nee" for row in rows)


def test_dates_that_contradict_each_other_are_the_doubt(folder):
    write_register(folder, [{"zaaknummer": ONE, "datum_triagebesluit": "2017-03-09"}])
    text = "TRIAGE\nDatum triagebesluit: 30-03-2017\nBesluit: onderzoek.\n"
    (folder / ONE / "triage.txt").write_text(text, encoding="utf-8")
    shown = run("explain", run_in(folder)[1], ONE, "2.1.1-a").stdout
    assert reasons(shown) == ["Met de datums uit het dossier komt er iets anders uit dan met die uit het register."]
