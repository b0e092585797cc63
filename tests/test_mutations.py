"""No check of a toetsvraag can be put to one and the same answer without an example that fails.

A mutant answers `voldoet` (or `voldoet_niet`) wherever the check of one toetsvraag comes to an answer. It is the
hardest one to catch: quotes, certainty and dates stay those of the real answer, so only its outcome can give it away,
and what waits or cannot be judged stays so. An example that catches it also catches a check that says the same to
everything. What decides whether a toetsvraag applies stays as it is.

Every example belongs to one toetsvraag, and only the check of that one is mutated while it is judged, so one rehearsal
per outcome tries the mutants of all toetsvragen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from vtaudit.case import Case, build_case
from vtaudit.catalogue.criteria import available_sets, load_sets
from vtaudit.catalogue.examples import load_examples
from vtaudit.catalogue.schema import Check
from vtaudit.checks import Result, run_check
from vtaudit.checks.run import Measure
from vtaudit.dossiers import read_dossier
from vtaudit.model import Evidence, Outcome
from vtaudit.rehearse import Rehearsal, rehearse

SETS = load_sets(available_sets())
OPPOSITE = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}
QUESTIONS = tuple(question.id for criteria in SETS for question in criteria.questions)
MUTANTS = tuple((question, always) for question in QUESTIONS for always in OPPOSITE)
# The quote of a mutant where the real answer has none: `voldoet` cannot do without.
QUOTE = Evidence("melding.txt", 1, 0, 12, "MELDFORMULIER")


@cache
def rehearsals(always: Outcome | None = None) -> Mapping[str, Rehearsal]:
    """Every example as toetsvraag:example, judged by the mutant of its own toetsvraag, or as it is."""
    return {f"{each.example.question}:{each.example.id}": each for each in _rehearse(always)}


def _rehearse(always: Outcome | None) -> Iterator[Rehearsal]:
    for criteria in SETS:
        judged = rehearse(criteria)
        for example in load_examples(criteria):
            own = criteria.question(example.question).check
            with pytest.MonkeyPatch.context() as patch:
                for function in (read_dossier, build_case):
                    once = read_once(function, example.question, example.id)
                    patch.setattr(f"vtaudit.audit.cases.{function.__name__}", once)
                if always is not None:
                    patch.setattr("vtaudit.assess.run_check", mutant_of(own, always))
                rehearsal = next(judged)
            assert rehearsal.example == example
            yield rehearsal


def mutant_of(mutated: Check, always: Outcome) -> Callable[[Check, Case, Measure], Result]:
    """As run_check, with one answer for one check."""

    def mutant(check: Check, case: Case, measure: Measure) -> Result:
        result = run_check(check, case, measure)
        if check != mutated or result.outcome not in OPPOSITE:
            return result
        return replace(result, outcome=always, evidence=result.evidence or (QUOTE,))

    return mutant


_READ: dict[tuple[object, ...], Any] = {}


def read_once(function: Callable[..., Any], *example: str) -> Callable[..., Any]:
    """The function, called once per example: reading takes most of the time and no mutant has a hand in it."""

    def read(*arguments: object) -> Any:
        key = (function, *example)
        if key not in _READ:
            _READ[key] = function(*arguments)
        return _READ[key]

    return read


def survives(question: str, always: Outcome, names: Iterable[str]) -> bool:
    """Whether every one of these examples that is right today is right with the mutant too."""
    own = [name for name in names if rehearsals()[name].example.question == question and rehearsals()[name].is_good]
    return all(rehearsals(always)[name].is_good for name in own)


@pytest.mark.parametrize(
    ("question", "always"), MUTANTS, ids=[f"{question}-always-{always}" for question, always in MUTANTS]
)
def test_an_example_fails_when_a_check_always_gives_the_same_answer(question: str, always: Outcome) -> None:
    assert not survives(question, always, rehearsals())


@pytest.mark.parametrize("always", OPPOSITE)
def test_with_the_examples_of_the_other_answer_left_out_every_mutant_survives(always: Outcome) -> None:
    left = [name for name, each in rehearsals().items() if each.example.expect is not OPPOSITE[always]]
    assert [question for question in QUESTIONS if not survives(question, always, left)] == []


def test_every_toetsvraag_has_a_check_of_its_own() -> None:
    # Else the mutant of one toetsvraag would answer for another one too.
    for criteria in SETS:
        checks = [question.check for question in criteria.questions]
        assert [check for check in checks if checks.count(check) > 1] == []
