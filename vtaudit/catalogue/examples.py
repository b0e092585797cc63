"""Invented dossiers beside each criterion: what the tool must say about them, and the quote it must give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from vtaudit.catalogue.schema import (
    Column,
    CriteriaSetFile,
    Day,
    Expectation,
    ExpectationId,
    PlannedMomentKept,
    Prose,
    Question,
    QuestionId,
    Strict,
    TermKept,
    YesNo,
    iso_day,
)
from vtaudit.catalogue.strict_yaml import Node, load_yaml, validate
from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Outcome

SUFFIX = ".examples.yaml"

_FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*\.[a-z0-9]+$")]
_ExampleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class _Given(Strict):
    register_: dict[Column, Prose | None] = Field(default_factory=dict, alias="register")
    peildatum: Day | None = None
    documents: dict[_FileName, str | None] = Field(default_factory=dict)
    unreadable: tuple[_FileName, ...] = ()


class _Item(_Given):
    id: _ExampleId
    question: QuestionId
    expect: Outcome
    evidence: Prose | None = None
    sure: YesNo | None = None
    other_reading: Outcome | None = None
    why: Prose


class _ExamplesFile(Strict):
    expectation: ExpectationId
    given: _Given = _Given()
    given_for: dict[QuestionId, _Given] = Field(default_factory=dict)
    examples: tuple[_Item, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Example:
    """One invented case with the outcome it must have.

    `register` holds the filled columns as the export writes them (dates as 2017-03-06), `documents` file name to
    text, `unreadable` files that are there and cannot be read. `evidence` is the quote with white space collapsed
    (only for text that meets the toetsvraag), `sure` the required certainty or None when either will do,
    `other_reading` the outcome under the other reading of a term or None when it is not asked.
    """

    id: str
    expectation: str
    question: str
    expect: Outcome
    evidence: str | None
    sure: bool | None
    other_reading: Outcome | None
    register: Mapping[str, str]
    peildatum: date
    documents: Mapping[str, str]
    unreadable: tuple[str, ...]
    why: str


def load_examples(criteria: CriteriaSetFile) -> tuple[Example, ...]:
    """All examples of a set in the order of the files; raises VtauditError with every fault in them."""
    examples: list[Example] = []
    faults: list[Fault] = []
    known = {expectation.expectation: expectation for expectation in criteria.expectations}
    for path in sorted(criteria.directory.glob(f"*{SUFFIX}")):
        found, wrong = read_examples(path, known)
        examples.extend(found)
        faults.extend(wrong)
    if faults:
        raise VtauditError(faults)
    return tuple(examples)


def read_examples(path: Path, known: Mapping[str, Expectation]) -> tuple[tuple[Example, ...], tuple[Fault, ...]]:
    """The examples of one file beside the faults in it; with faults there may be fewer examples."""
    try:
        node = load_yaml(path)
        content = validate(node, _ExamplesFile)
    except VtauditError as error:
        return (), error.faults
    expectation = known.get(content.expectation)
    if expectation is None:
        message = f"verwachting '{content.expectation}' staat niet in deze set."
        return (), (node.fault(("expectation",), "example_expectation", message),)
    questions = {question.id: question for question in expectation.questions}
    faults = [
        node.fault(("given_for", key), "example_question", f"toetsvraag '{key}' hoort niet bij deze verwachting.")
        for key in content.given_for
        if key not in questions
    ]
    examples: list[Example] = []
    seen: set[str] = set()
    for index, item in enumerate(content.examples):
        layers = (content.given, content.given_for.get(item.question, _Given()), item)
        wrong = list(_faults_of(item, index, layers, questions, node))
        if item.id in seen:
            wrong.append(_fault(node, index, "id", "example_duplicate", f"voorbeeld '{item.id}' bestaat al."))
        seen.add(item.id)
        faults.extend(wrong)
        if not wrong:
            examples.append(_resolve(item, layers, content.expectation))
    return tuple(examples), tuple(faults)


def _resolve(item: _Item, layers: Iterable[_Given], expectation: str) -> Example:
    layers = tuple(layers)
    peildatum = _peildatum(layers)
    assert peildatum is not None, "checked before"
    return Example(
        id=item.id,
        expectation=expectation,
        question=item.question,
        expect=item.expect,
        evidence=item.evidence,
        sure=item.sure,
        other_reading=item.other_reading,
        register=_merge(layer.register_ for layer in layers),
        peildatum=peildatum,
        documents=_merge(layer.documents for layer in layers),
        unreadable=tuple(name for layer in layers for name in layer.unreadable),
        why=item.why,
    )


def _merge(layers: Iterable[Mapping[Any, str | None]]) -> dict[str, str]:
    merged: dict[str, str | None] = {}
    for layer in layers:
        merged.update(layer)
    return {key: value for key, value in merged.items() if value is not None}


def _peildatum(layers: Iterable[_Given]) -> date | None:
    days = [layer.peildatum for layer in layers if layer.peildatum is not None]
    return days[-1] if days else None


def _faults_of(
    item: _Item, index: int, layers: tuple[_Given, ...], questions: Mapping[str, Question], node: Node
) -> Iterator[Fault]:
    if item.question not in questions:
        message = f"toetsvraag '{item.question}' hoort niet bij deze verwachting."
        yield _fault(node, index, "question", "example_question", message)
        return
    if _peildatum(layers) is None:
        yield _fault(node, index, "id", "example_peildatum", "er is geen peildatum.", "Zet die bij 'given'.")
    for column, value in _merge(layer.register_ for layer in layers).items():
        if column.startswith("datum_") and not _is_day(value):
            message = f"'{column}': hier hoort een datum te staan als 2017-03-06."
            yield _fault(node, index, "register", "example_date", message)
    check = questions[item.question].check
    needs_quote = item.expect is Outcome.MET and not isinstance(check, TermKept)
    if needs_quote and item.evidence is None:
        yield _fault(node, index, "id", "example_evidence", "het citaat ('evidence') ontbreekt.", "Vul het aan.")
    elif item.evidence is not None and not needs_quote:
        message = "een citaat hoort alleen bij 'voldoet' op grond van tekst."
        yield _fault(node, index, "evidence", "example_evidence", message)
    elif item.evidence is not None:
        texts = _merge(layer.documents for layer in layers).values()
        if not any(item.evidence in " ".join(text.split()) for text in texts):
            message = "het citaat staat niet letterlijk in een van de documenten."
            yield _fault(node, index, "evidence", "example_evidence", message)
    if item.other_reading is not None and not isinstance(check, TermKept):
        yield _fault(node, index, "other_reading", "example_reading", "alleen een termijn heeft twee lezingen.")


def _is_day(value: str) -> bool:
    try:
        iso_day(value)
    except ValueError:
        return False
    return True


def _fault(node: Node, index: int, key: str, code: str, message: str, remedy: str = "") -> Fault:
    return node.fault(("examples", index, key), code, message, remedy)


def uncovered_outcomes(question: Question, examples: Iterable[Example]) -> tuple[Outcome, ...]:
    """The outcomes that a toetsvraag can have and no example shows.

    A toetsvraag without conditions always applies, unless its term or planned moment has not come yet.
    """
    can_wait = isinstance(question.check, TermKept | PlannedMomentKept)
    possible = [
        outcome for outcome in Outcome if outcome is not Outcome.NOT_APPLICABLE or question.applies_when or can_wait
    ]
    shown = {example.expect for example in examples if example.question == question.id}
    return tuple(outcome for outcome in possible if outcome not in shown)
