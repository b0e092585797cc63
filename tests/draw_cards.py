"""Scorecards of a draw by lot, and the parts of the page that tell of it."""

from __future__ import annotations

from dataclasses import replace

from factories import DRAWN, make_expectation, make_interval, make_scorecard, make_text_question
from html_page import read_page

from vtaudit.model import (
    Design,
    Sample,
    Stratum,
    Tally,
)
from vtaudit.report import render_scorecard

SPLIT = (
    Stratum("Noord", (*DRAWN[:30], "VT17-9001"), DRAWN[:30]),
    Stratum("Zuid", (*DRAWN[30:], "VT17-9002"), DRAWN[30:]),
)
WEIGHTED = "De delen zijn niet even zwaar geloot; het cijfer is daarvoor gewogen."


SIMPLE = Design("simple")


def drawn(design=SIMPLE, **changes):
    return Sample("random", 20170301, 612, "ef" * 32, DRAWN, design=design, **changes)


def text_of(card):
    return read_page(render_scorecard(card)).text


def first_page(card):
    text = text_of(card)
    return text[text.index("Wat is bekeken") : text.index("Per verwachting")]


def method_part(card):
    text = text_of(card)
    return text[text.index("Hoe dit is gemaakt") :]


def with_question(question, **changes):
    expectation = make_expectation("1.3.3", "Afspraken", question.tally, (question,))
    return make_scorecard(**{"expectations": (expectation,), "sample": drawn(), **changes})


def weighted_question(**changes):
    question = make_text_question("1.3.3-b", "Wie houdt toezicht?", Tally(met=28, not_met=12))
    weighted = replace(question, estimate=0.58, is_weighted=True, interval=make_interval(0.4, 0.75))
    return replace(weighted, **changes)
