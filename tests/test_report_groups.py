"""What the page tells of regions, teams and days, and an uneven draw from a folder to the page."""

from __future__ import annotations

import json
from dataclasses import replace

from audit_folder import run_audit, write_dossier, write_register
from draw_cards import (
    text_of,
    with_question,
)
from factories import make_scorecard, make_text_question

from vtaudit.audit import Choice
from vtaudit.model import (
    Design,
    Duration,
    GroupDifference,
    GroupTally,
    Tally,
)
from vtaudit.report import scorecard_json

# ---------------------------------------------------------------- groups and days


def difference(low, high, is_shown):
    return GroupDifference((low + high) / 2, low, high, 0.95, 0.01, 0.02 if is_shown else 0.2, is_shown)


def test_only_a_difference_that_holds_is_called_one():
    groups = (
        GroupTally("regio", "Noord", Tally(19, 1), difference(0.123, 0.456, True)),
        GroupTally("regio", "Oost", Tally(9, 11), difference(-0.3, 0.01, False)),
        GroupTally("regio", "West", Tally(4, 16), difference(-1.0, -0.2, True)),
        GroupTally("regio", "Zuid", Tally(5, 4)),
    )
    text = text_of(with_question(make_text_question("1.3.3-b", "A?", Tally(37, 32), groups=groups)))
    assert "Noord 19 van de 20 95 van de 100 anders dan de rest: 12 tot 46 van de 100 meer 0" in text
    assert "Oost 9 van de 20 45 van de 100 geen verschil aangetoond 0" in text
    assert "West 4 van de 20 20 van de 100 anders dan de rest: 20 tot 99 van de 100 minder 0" in text
    assert "Zuid 5 van de 9 te weinig 0" in text
    assert "met Holm bijgesteld" in text


def test_where_nothing_was_compared_the_method_is_silent_on_it():
    assert "Holm" not in text_of(make_scorecard())


def test_the_days_stand_beside_the_term():
    card = make_scorecard()
    triage = next(one for one in card.expectations if one.expectation == "2.1.1")
    days = (
        Duration("", 577, 23, 4.5, 12),
        Duration("Noord", 570, 21, 4.0, 11),
        Duration("Zuid", 7, 2, None, None),
    )
    question = replace(triage.questions[0], durations=days)
    text = text_of(replace(card, expectations=(replace(triage, questions=(question,)),)))
    assert (
        "2.1.1-a: hoeveel dagen het duurde Regio Klaar De helft binnen 9 van de 10 binnen Loopt nog "
        "alle zaken 577 4,5 dagen 12 dagen 23 Noord 570 4 dagen 11 dagen 21 Zuid 7 te weinig te weinig 2 "
        "Kalenderdagen vanaf het begin van de termijn. Wat nog loopt, telt niet mee in de dagen."
    ) in text
    assert "hoeveel dagen het duurde" not in text_of(card)


# ---------------------------------------------------------------- from a folder


def test_an_audit_on_an_uneven_draw_tells_the_draw_the_figure_and_the_days(tmp_path):
    folder = tmp_path / "dossiers"
    numbers = [f"VT17-{number:04d}" for number in range(1, 31)]
    rows = [
        {
            "zaaknummer": each,
            "regio": "Noord" if number < 20 else "Zuid",
            "datum_triagebesluit": f"2017-03-{8 if number < 20 else 20:02d}" if number % 10 else "",
        }
        for number, each in enumerate(numbers)
    ]
    write_register(folder, rows)
    choice = Choice(size=4, seed=5, stratify=("regio",), design=Design(allocation="equal"))
    for number in ("VT17-0001", "VT17-0002"):
        write_dossier(folder, number)
    card = run_audit(folder, choice).scorecard
    shared = json.loads(scorecard_json(card))
    text = text_of(card)
    assert "Getrokken: 4 van 30 zaken door loting, startgetal 5; " in text
    assert "Er is apart geloot per regio. Uit elk deel zijn evenveel zaken geloot" in text
    assert "Deel Zaken Getrokken Noord 20 2 Zuid 10 2" in text
    (triage,) = (each for one in shared["expectations"] for each in one["questions"] if each["question"] == "2.1.1-a")
    assert triage["durations"] == [
        {"region": "", "ended": 27, "running": 3, "median": 2.0, "ninetieth": 14},
        {"region": "Noord", "ended": 18, "running": 2, "median": 2.0, "ninetieth": 2},
        {"region": "Zuid", "ended": 9, "running": 1, "median": None, "ninetieth": None},
    ]
    by_region = {each["name"]: each for each in triage["groups"] if each["field"] == "regio"}
    assert by_region["Noord"]["difference"]["is_shown"]
    assert "Zuid 0 van de 10 geen op tijd anders dan de rest: " in text
    asked = [each for one in shared["expectations"] for each in one["questions"] if each["scope"] == "drawn"]
    # Every onderzoek was done in time, so that no part holds a case of which to ask why it was late.
    assert {each["question"] for each in asked if not each["is_weighted"]} == {"2.1.2-b"}
