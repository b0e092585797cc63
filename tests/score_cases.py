"""Small criteria sets, registers and observations to score, written as marks: V, N, - and ?."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

from vtaudit.catalogue.schema import CriteriaSetFile, Expectation, SetInfo
from vtaudit.model import (
    Design,
    Evidence,
    Observation,
    Outcome,
    Register,
    RegisterRow,
    Sample,
    Scorecard,
    Stratum,
    TermDetail,
)
from vtaudit.score import score

PEILDATUM = date(2017, 9, 1)
SOURCE = {"document": "Toetsingskader Stap 2", "place": "verwachting", "origin": "gevonden"}
QUOTE = Evidence("zaak/brief.pdf", 1, 0, 4, "Goed")
TERM = {"kind": "term_kept", "start": "datum_melding", "end": "datum_triagebesluit", "term": "five_days"}
TEXT = {"kind": "statement_found", "frame": "afspraak"}
OUTCOMES = {"V": Outcome.MET, "N": Outcome.NOT_MET, "-": Outcome.NOT_APPLICABLE, "?": Outcome.UNDECIDED}


def expectation(number: str, checks: dict[str, dict[str, object]], **changes: object) -> Expectation:
    """An expectation with a toetsvraag per letter; a letter in capitals does not count for the expectation."""
    questions = [
        {
            "id": f"{number}-{letter.lower()}",
            "question": f"Vraag {number}-{letter.lower()}?",
            "explanation": "Zo kijken wij.",
            "source": {**SOURCE, "origin": "onze uitwerking"},
            "measure": "Maak een afspraak.",
            "counts_for_expectation": letter.islower(),
            "check": check,
        }
        for letter, check in checks.items()
    ]
    return Expectation.model_validate(
        {
            "expectation": number,
            "criterion": number.rpartition(".")[0] or number,
            "title": f"Verwachting {number}",
            "norm": "Zo hoort het.",
            "judged_by": "tool",
            "source": SOURCE,
            "questions": questions,
            **changes,
        }
    )


def criteria_set(*expectations: Expectation, **changes: object) -> CriteriaSetFile:
    info = {
        "id": "proef",
        "title": "Proefset",
        "version": "1",
        "valid_from": "2016-01-01",
        "term_reading": "kalenderdagen",
        "warning": "Deze set geldt voor nieuwere meldingen.",
        **changes,
    }
    return CriteriaSetFile(SetInfo.model_validate(info), expectations, Path("proef"), "ab12")


def register(count: int, columns: tuple[str, ...] = ("zaaknummer", "datum_melding"), **texts: list[str]) -> Register:
    rows = tuple(
        RegisterRow(
            case_id(number),
            number + 2,
            {name: values[number] for name, values in texts.items() if values[number]},
            {"datum_melding": date(2017, 3, 1)},
        )
        for number in range(count)
    )
    return Register("register.csv", "cd34", rows, columns, organisation="VT Proef")


def case_id(number: int) -> str:
    return f"Z{number:03d}"


def sample(count: int, population: int, method: str = "random") -> Sample:
    return Sample(
        method, 7 if method == "random" else None, population, "ef56", tuple(case_id(each) for each in range(count))
    )


def observe(
    question: str, outcomes: str, reason_code: str = "code", term: TermDetail | None = None
) -> list[Observation]:
    """One observation per mark: V, N, - or ?, followed by ~ when it is not sure; a space leaves a case out."""
    marks = [mark for mark in outcomes if mark != "~"]
    unsure = {len(outcomes[:at].replace("~", "")) - 1 for at, mark in enumerate(outcomes) if mark == "~"}
    return [
        Observation(
            case_id(number),
            question.rpartition("-")[0],
            question,
            OUTCOMES[mark],
            number not in unsure,
            reason_code,
            "Reden.",
            (QUOTE,) if mark == "V" else (),
            searched=("zaak/brief.pdf",),
            term=term,
        )
        for number, mark in enumerate(marks)
        if mark != " "
    ]


def card(observations: list[Observation], *expectations: Expectation, **changes: object) -> Scorecard:
    arguments = {
        "sets": [criteria_set(*expectations)],
        "register": register(20),
        "sample": sample(20, 20, "all"),
        "peildatum": PEILDATUM,
        "short_reason": lambda question, code: f"kort {question}: {code}",
        **changes,
    }
    return score(observations, **arguments)


def finding(observations: list[Observation], check: dict[str, object] = TEXT, **changes: object):
    (found,) = card(observations, expectation("9.9.1", {"a": check}), **changes).expectations
    return found.questions[0]


def stratified(*strata: tuple[str, int, int], **changes: object) -> Sample:
    """A draw by lot from strata of (name, cases, drawn); the drawn cases are numbered through over the strata."""
    drawn = itertools.count()
    left = itertools.count(sum(count for *_, count in strata))
    frame = []
    for name, population, count in strata:
        chosen = tuple(case_id(next(drawn)) for _ in range(count))
        others = tuple(case_id(next(left)) for _ in range(population - count))
        frame.append(Stratum(name, (*chosen, *others), chosen))
    return Sample(
        "random",
        7,
        sum(each.population for each in frame),
        "ef56",
        tuple(case for each in frame for case in each.drawn),
        {each.name: len(each.drawn) for each in frame},
        Design("stratified", ("regio",), "equal"),
        frame=tuple(frame),
        **changes,
    )
