"""A planned moment in the passage that the second opinion points at, where the rules have no words for the plan."""

from __future__ import annotations

from datetime import date

import pytest

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.dossiers.lines import document_lines, spans_of
from vtaudit.language.monitoring import likely_planned
from vtaudit.language.reader import Reader
from vtaudit.model import Document, Dossier, Entry, Evidence, Page, Part, ReadState

WRITTEN = date(2017, 7, 28)
LEXICON = criteria_root() / "lexicon"


def moments(sentence: str, pointed_at: str = "") -> list[tuple[str, str]]:
    """First and last day of every moment in `sentence`, or in another that is pointed at."""
    text = f"De hond is uitgelaten.\n{sentence}"
    document = Document("stuk.txt", "stuk.txt", ReadState.READ, (Page(1, text),))
    spans = spans_of(document_lines(document))
    part = Part("stuk.txt", 1, "gespreksverslag", "inhoud", "", WRITTEN, spans, (Entry(WRITTEN, spans),))
    known = {"datum_afsluiting": WRITTEN}
    reading = Reader.from_folder(LEXICON).read(Dossier("1", None, (document,), (part,)), known)
    wanted = pointed_at or sentence
    evidence = next((each.quote() for each in reading.passages if each.text == wanted), Evidence("x", 1, 0, 1, "x"))
    return [
        (plan.moment.first.isoformat(), plan.moment.last.isoformat())
        for plan in likely_planned(reading, known, evidence)
    ]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Week 42 van 2017, dat heb ik in de agenda gezet.", "2017-10-16", "2017-10-22"),
        ("Drie maanden na afsluiting hoort u weer iets.", "2017-10-28", "2017-10-28"),
        ("Op 10 oktober 2017 staat Veilig Thuis weer op de stoep.", "2017-10-10", "2017-10-10"),
    ],
)
def test_the_moment_is_that_of_the_passage(sentence: str, first: str, last: str) -> None:
    assert moments(sentence) == [(first, last)]


@pytest.mark.parametrize("sentence", ["Wij laten weer van ons horen.", "Op 10 maart 2017 zijn wij geweest."])
def test_without_a_moment_that_lies_ahead_nothing_is_planned(sentence: str) -> None:
    assert moments(sentence) == []


def test_only_the_passage_that_is_pointed_at_counts() -> None:
    assert moments("Week 42 van 2017 staat in de agenda.", "De hond is uitgelaten.") == []
    assert moments("Week 42 van 2017 staat in de agenda.", "Wat nergens staat.") == []
