"""What must hold between the files of one criteria set, each fault with the line that causes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vtaudit.catalogue.schema import (
    AllOf,
    AnyOf,
    Condition,
    DocumentCondition,
    DocumentPresent,
    EveryPersonCovered,
    Expectation,
    NoneOf,
    OutcomeCondition,
    PlannedMomentKept,
    Question,
    RegisterCondition,
    ReporterCondition,
    SetInfo,
    StatementCondition,
    StatementFound,
)
from vtaudit.catalogue.schema_faults import Location
from vtaudit.catalogue.strict_yaml import Node
from vtaudit.errors import Fault

Loaded = Sequence[tuple[Node, Expectation]]


def consistency_faults(
    info_node: Node | None,
    info: SetInfo | None,
    loaded: Loaded,
    nodes: Sequence[Node],
    *,
    frames: frozenset[str] | None,
    kinds: frozenset[str] | None,
) -> Iterator[Fault]:
    """Everything that is wrong with the set as a whole.

    `nodes` also holds files that did not validate, so that a toetsvraag in one of them is not called unknown.
    """
    known = _ids_in(nodes)
    expectations: set[str] = set()
    questions: set[str] = set()
    for node, expectation in loaded:
        if expectation.expectation in expectations:
            message = f"verwachting '{expectation.expectation}' staat al in een ander bestand."
            yield node.fault(("expectation",), "criteria_duplicate", message)
        expectations.add(expectation.expectation)
        yield from _shape(node, expectation)
        for index, question in enumerate(expectation.questions):
            place: Location = ("questions", index)
            if question.id in questions:
                yield node.fault((*place, "id"), "criteria_duplicate", f"toetsvraag '{question.id}' bestaat al.")
            questions.add(question.id)
            if not question.id.startswith(f"{expectation.expectation}-"):
                message = f"de id van een toetsvraag begint met '{expectation.expectation}-'."
                yield node.fault((*place, "id"), "criteria_id", message)
            yield from _conditions(node, (*place, "applies_when"), question.applies_when, known, frames, kinds)
            yield from _check(node, (*place, "check"), question, frames, kinds)
    yield from _cycles(loaded)
    if info is not None and info_node is not None:
        for index, profile in enumerate(info.target_profiles):
            for key in profile.percents:
                if key not in known:
                    location = ("target_profiles", index, "percents", key)
                    yield info_node.fault(location, "criteria_reference", f"toetsvraag '{key}' bestaat niet.")


def _ids_in(nodes: Sequence[Node]) -> set[str]:
    ids: set[str] = set()
    for node in nodes:
        plain = node.plain()
        questions = plain.get("questions") if isinstance(plain, dict) else None
        for question in questions if isinstance(questions, list) else []:
            key = question.get("id") if isinstance(question, dict) else None
            if isinstance(key, str):
                ids.add(key)
    return ids


def _shape(node: Node, expectation: Expectation) -> Iterator[Fault]:
    if not expectation.expectation.startswith(expectation.criterion):
        message = f"verwachting '{expectation.expectation}' hoort niet bij criterium '{expectation.criterion}'."
        yield node.fault(("criterion",), "criteria_id", message)
    if expectation.judged_by == "person":
        if not expectation.person_reason:
            message = "er staat niet waarom een mens dit moet beoordelen."
            yield node.fault(("judged_by",), "criteria_person", message, "Vul 'person_reason' in.")
        if expectation.questions:
            yield node.fault(("questions",), "criteria_person", "wat een mens beoordeelt heeft hier geen toetsvragen.")
        return
    if expectation.person_reason:
        message = "'person_reason' hoort alleen bij wat een mens beoordeelt."
        yield node.fault(("person_reason",), "criteria_person", message)
    if not expectation.questions:
        yield node.fault(("judged_by",), "criteria_questions", "deze verwachting heeft geen toetsvragen.")
    if not expectation.plan_target:
        message = "de te bereiken situatie ontbreekt."
        yield node.fault(("plan_target",), "criteria_plan", message, "Vul 'plan_target' in.")


def _conditions(
    node: Node,
    location: Location,
    conditions: Sequence[Condition],
    known: set[str],
    frames: frozenset[str] | None,
    kinds: frozenset[str] | None,
) -> Iterator[Fault]:
    for index, condition in enumerate(conditions):
        place = (*location, index)
        match condition:
            case AnyOf():
                yield from _conditions(node, (*place, "any"), condition.any, known, frames, kinds)
            case AllOf():
                yield from _conditions(node, (*place, "all"), condition.all, known, frames, kinds)
            case NoneOf():
                yield from _conditions(node, (*place, "none"), condition.none, known, frames, kinds)
            case OutcomeCondition():
                if condition.question not in known:
                    message = f"toetsvraag '{condition.question}' bestaat niet in deze set."
                    yield node.fault((*place, "question"), "criteria_reference", message)
            case RegisterCondition():
                if (condition.is_ is None) == (condition.filled is None):
                    message = "een voorwaarde op het register heeft óf 'is' óf 'filled'."
                    yield node.fault((*place, "kind"), "criteria_condition", message)
            case ReporterCondition():
                if condition.known is None and condition.directbetrokkene is None:
                    message = "deze voorwaarde op de melder zegt niets."
                    yield node.fault((*place, "kind"), "criteria_condition", message, "Vul 'known' in.")
            case StatementCondition():
                yield from _frame(node, (*place, "frame"), condition.frame, frames)
            case DocumentCondition():
                yield from _kinds(node, (*place, "documents"), condition.documents, kinds)


def _check(
    node: Node, place: Location, question: Question, frames: frozenset[str] | None, kinds: frozenset[str] | None
) -> Iterator[Fault]:
    match question.check:
        case StatementFound() as check:
            yield from _frame(node, (*place, "frame"), check.frame, frames)
            yield from _kinds(node, (*place, "documents"), check.documents, kinds)
        case DocumentPresent() as check:
            yield from _kinds(node, (*place, "documents"), check.documents, kinds)
            if check.or_frame is not None:
                yield from _frame(node, (*place, "or_frame"), check.or_frame, frames)
        case EveryPersonCovered() as check:
            yield from _frame(node, (*place, "frame"), check.frame, frames)
        case PlannedMomentKept() as check:
            yield from _frame(node, (*place, "planned"), check.planned, frames)
            yield from _frame(node, (*place, "done"), check.done, frames)


def _frame(node: Node, location: Location, frame: str, frames: frozenset[str] | None) -> Iterator[Fault]:
    if frames is not None and frame not in frames:
        message = f"frame '{frame}' staat niet in het lexicon."
        yield node.fault(location, "criteria_frame", message, f"Kies uit: {', '.join(sorted(frames))}.")


def _kinds(node: Node, location: Location, names: Sequence[str], kinds: frozenset[str] | None) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if kinds is not None and name not in kinds:
            message = f"soort document '{name}' bestaat niet."
            yield node.fault((*location, index), "criteria_kind", message, f"Kies uit: {', '.join(sorted(kinds))}.")


def _referred(conditions: Sequence[Condition]) -> Iterator[str]:
    for condition in conditions:
        match condition:
            case AnyOf():
                yield from _referred(condition.any)
            case AllOf():
                yield from _referred(condition.all)
            case NoneOf():
                yield from _referred(condition.none)
            case OutcomeCondition():
                yield condition.question


def _cycles(loaded: Loaded) -> Iterator[Fault]:
    """Each toetsvraag that waits, directly or through others, for its own outcome."""
    arrows: Mapping[str, tuple[str, ...]] = {
        question.id: tuple(_referred(question.applies_when))
        for _, expectation in loaded
        for question in expectation.questions
    }
    for node, expectation in loaded:
        for index, question in enumerate(expectation.questions):
            reached: set[str] = set()
            waiting = list(arrows[question.id])
            while waiting:
                other = waiting.pop()
                if other not in reached:
                    reached.add(other)
                    waiting.extend(arrows.get(other, ()))
            if question.id in reached:
                message = f"toetsvraag '{question.id}' wacht op haar eigen uitkomst."
                yield node.fault(("questions", index, "applies_when"), "criteria_cycle", message)
