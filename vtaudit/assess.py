"""Runs every toetsvraag of the sets on a case and yields observations, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from graphlib import TopologicalSorter

from vtaudit.case import Case, case_of_row
from vtaudit.catalogue.reasons import ReasonTexts
from vtaudit.catalogue.schema import (
    AllOf,
    AnyOf,
    Condition,
    CriteriaSetFile,
    DocumentPresent,
    NoneOf,
    OutcomeCondition,
    PlannedMomentKept,
    Question,
    StatementFound,
    TermKept,
)
from vtaudit.checks import Applies, Result, applies, run_check
from vtaudit.checks.run import Measure
from vtaudit.checks.weigh import Weights, weigh
from vtaudit.model import Observation, Outcome, RegisterRow
from vtaudit.terms import FreeDays

_WHOLE_DOSSIER = "(hele dossier)"


@dataclass(frozen=True, slots=True)
class Judge:
    """Sets, reason texts and free days of one audit; `weights` are those of the second opinion, if there is one."""

    sets: Sequence[CriteriaSetFile]
    reasons: ReasonTexts
    free: FreeDays
    peildatum: date
    weights: Weights | None = None
    ordered: Sequence[tuple[Question, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ordered", tuple(in_order(criteria.questions) for criteria in self.sets))

    def observe(self, case: Case, *, terms_only: bool = False) -> tuple[Observation, ...]:
        """One observation per toetsvraag, in the order of the sets; `terms_only` for a case that was not drawn."""
        return tuple(
            observation
            for criteria, questions in zip(self.sets, self.ordered, strict=True)
            for observation in self._observe(case, criteria, questions, terms_only)
        )

    def results(self, case: Case) -> Mapping[str, Result]:
        """Per toetsvraag what the rules find by themselves, with what they counted on the way."""
        return {
            question: each.result
            for criteria, questions in zip(self.sets, self.ordered, strict=True)
            for question, each in self._answers(case, criteria, questions).items()
        }

    def can_ask(self, row: RegisterRow, columns: Collection[str] = ()) -> Mapping[str, bool | None]:
        """Per toetsvraag whether the register says that it can be asked of a case; None when a document may decide.

        An empty date counts as a step that was not taken where its column is among `columns`; elsewhere a document may
        still name the day. A yes and a no without `columns` hold whatever the documents turn out to say.
        """
        case = case_of_row(row, columns, self.peildatum)
        worlds = [case]
        if row.texts.get("vervolg") == "vervolgtraject":
            worlds.append(replace(case, handed_to_involved_partner=True))
        answers = [dict(self._can_ask(world)) for world in worlds]
        return {
            question: holds if all(each[question] is holds for each in answers) else None
            for question, holds in answers[0].items()
        }

    def _can_ask(self, case: Case) -> Iterator[tuple[str, bool | None]]:
        for criteria, questions in zip(self.sets, self.ordered, strict=True):
            known: dict[str, Observation] = {}
            for question in questions:
                condition = applies(question.applies_when, case, self.peildatum, known)
                holds = condition.holds
                if holds is False or isinstance(question.check, TermKept):
                    result = self._result(case, question, condition, criteria)
                    seen = self._observation(case, question, _careful(result, question, condition, case), criteria)
                    if seen.outcome is Outcome.UNDECIDED:
                        holds = None
                    else:
                        known[question.id] = seen
                        holds = seen.outcome is not Outcome.NOT_APPLICABLE
                elif isinstance(question.check, PlannedMomentKept):
                    # The documents may hold no plan, or one for a day to come.
                    holds = None
                yield question.id, holds

    def _observe(
        self, case: Case, criteria: CriteriaSetFile, questions: tuple[Question, ...], terms_only: bool
    ) -> Iterator[Observation]:
        asked = tuple(each for each in questions if not terms_only or isinstance(each.check, TermKept))
        rules = self._answers(case, criteria, asked)
        # What the rules found for one toetsvraag speaks for or against another, so all of it comes first.
        answers = self._answers(case, criteria, asked, rules) if self.weights and case.opinions else rules
        for question in criteria.questions:
            if question.id in answers:
                yield answers[question.id].observation

    def _answers(
        self,
        case: Case,
        criteria: CriteriaSetFile,
        questions: Sequence[Question],
        rules: Mapping[str, _Answer] | None = None,
    ) -> Mapping[str, _Answer]:
        """The answers of the rules; when these are given as `rules`, those with the second opinion taken in."""
        alone = {name: each.result for name, each in (rules or {}).items()}
        found: dict[str, _Answer] = {}
        for question in questions:
            condition = applies(
                question.applies_when, case, self.peildatum, {name: each.observation for name, each in found.items()}
            )
            if rules is None or rules[question.id].condition != condition:
                result = self._result(case, question, condition, criteria)
            else:
                result = alone[question.id]
            if rules is not None:
                result = weigh(question.id, {**alone, question.id: result}, case.opinions, self.weights)
                if result.outcome is Outcome.NOT_MET and not case.is_complete and result.code == "second_no":
                    result = replace(result, outcome=Outcome.UNDECIDED, code="unreadable", sure=False)
            result = _careful(result, question, condition, case)
            found[question.id] = _Answer(condition, result, self._observation(case, question, result, criteria))
        return found

    def _result(self, case: Case, question: Question, condition: Applies, criteria: CriteriaSetFile) -> Result:
        if condition.holds is None:
            return Result(Outcome.UNDECIDED, condition.code, False, (), condition.evidence)
        if not condition.holds:
            return Result(Outcome.NOT_APPLICABLE, condition.code, condition.sure, (), condition.evidence)
        free = self.free.with_decree_days(criteria.info.decree_days) if criteria.info.decree_days else self.free
        return run_check(question.check, case, Measure(self.peildatum, free, criteria.info.term_reading))

    def _observation(self, case: Case, question: Question, result: Result, criteria: CriteriaSetFile) -> Observation:
        return Observation(
            zaaknummer=case.zaaknummer,
            expectation=criteria.expectation_of(question.id).expectation,
            question=question.id,
            outcome=result.outcome,
            sure=result.sure,
            reason_code=result.code,
            reason=self.reasons.sentence(question.id, result.code),
            evidence=result.evidence,
            against=result.against,
            searched=case.searched or ((_WHOLE_DOSSIER,) if case.has_documents else ()),
            term=result.term,
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    """One toetsvraag of a case: whether it applies, what was found, and the observation made of it."""

    condition: Applies
    result: Result
    observation: Observation


def _careful(result: Result, question: Question, condition: Applies, case: Case) -> Result:
    """Not certain where that it applies is not, nor where the words it rests on are weak."""
    doubtful = condition.holds and not condition.sure and _hangs_on_it(question, result)
    if result.sure and (doubtful or _rests_on_weak_words(question, result, case)):
        return replace(result, sure=False)
    return result


def _hangs_on_it(question: Question, result: Result) -> bool:
    """What was found shows that the toetsvraag applies; what was not found, or is counted in days, does not."""
    return result.outcome is Outcome.NOT_MET or isinstance(question.check, PlannedMomentKept)


def _rests_on_weak_words(question: Question, result: Result, case: Case) -> bool:
    """Words that text recognition was unsure of or that nobody can see decide nothing alone; missed words neither."""
    held = result.against if result.outcome is Outcome.NOT_APPLICABLE else result.evidence
    if isinstance(question.check, StatementFound | DocumentPresent):
        # One good passage will do, and the best stands first.
        held = held[:1]
    absent = result.outcome is Outcome.NOT_MET and not isinstance(question.check, TermKept)
    return any(quote.is_weak for quote in held) or (absent and case.has_ocr)


def in_order(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Questions after those whose outcome they depend on."""
    by_id = {question.id: question for question in questions}
    graph = {question.id: {need for need in _needs(question.applies_when) if need in by_id} for question in questions}
    return tuple(by_id[key] for key in TopologicalSorter(graph).static_order())


def _needs(conditions: Sequence[Condition]) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, OutcomeCondition):
            yield condition.question
        elif isinstance(condition, AnyOf):
            yield from _needs(condition.any)
        elif isinstance(condition, AllOf):
            yield from _needs(condition.all)
        elif isinstance(condition, NoneOf):
            yield from _needs(condition.none)
