"""Both readings of a term, calendar days and working days, beside each other on one card."""

from __future__ import annotations

from datetime import date

import pytest
from score_cases import TERM, card, criteria_set, expectation, finding, observe

from vtaudit.model import Observation, Tally, TermDetail, TermReading


def term(calendar: bool | None, working: bool | None) -> TermDetail:
    day = date(2017, 3, 6)
    return TermDetail(date(2017, 3, 1), None, 5, TermReading(day, calendar), TermReading(day, working))


@pytest.mark.parametrize(
    ("reading", "marks", "expected"),
    [
        ("kalenderdagen", "NNN~V-?", Tally(met=2, not_met=0, not_applicable=2, open_met=1, undecided=1)),
        ("werkdagen", "V-V~V-?", Tally(met=1, not_met=2, not_applicable=1, open_not_met=1, undecided=1)),
    ],
)
def test_both_readings_of_a_term_stand_side_by_side(reading, marks, expected):
    details = [
        term(False, True),
        term(False, None),
        term(False, True),
        term(True, True),
        term(None, None),
        term(False, True),
    ]
    leading = observe("9.9.1-a", marks)
    observations = [
        Observation(
            each.zaaknummer, "9.9.1", "9.9.1-a", each.outcome, each.sure, "code", "Reden.", term=details[number]
        )
        for number, each in enumerate(leading)
    ]
    criteria = criteria_set(expectation("9.9.1", {"a": TERM}), term_reading=reading)
    (found,) = card(observations, sets=[criteria]).expectations
    assert found.questions[0].other_reading == expected
    assert found.questions[0].other_reading_differs == 3


def test_text_has_no_other_reading():
    found = finding(observe("9.9.1-a", "VN"))
    assert (found.other_reading, found.other_reading_differs) == (None, 0)
