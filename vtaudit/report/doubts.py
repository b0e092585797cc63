"""Says in plain Dutch why the programme is not sure: of one sentence, and of one outcome."""

from __future__ import annotations

from collections.abc import Iterator

from vtaudit.audit import Reread
from vtaudit.case import Case
from vtaudit.catalogue.schema import DocumentPresent, EveryPersonCovered, PlannedMomentKept, StatementFound
from vtaudit.checks.weigh import Weights
from vtaudit.language.frames import Frame
from vtaudit.language.statements import Statement
from vtaudit.model import Observation, Outcome

_WORDS = "deze woorden kunnen ook iets anders betekenen dan wat er wordt gevraagd."
_NO_RULE = "geen vaste regel telt deze zin, maar een mens misschien wel."
_PLACE = "de zin staat niet in het verslag van het contact zelf."


def statement_doubt(statement: Statement, frame: Frame | None) -> str:
    """Why this sentence may or may not count; empty when its reading is sure."""
    if statement.sure:
        return ""
    if statement.doubt:
        return _NO_RULE
    pattern = next((each for each in frame.patterns if each.id == statement.pattern), None) if frame else None
    return _PLACE if pattern and pattern.sure else _WORDS


def outcome_doubts(found: Reread) -> tuple[str, ...]:
    """Every reason why the outcome is not sure; none when it is, or when nothing could be judged at all."""
    if found.observation.sure or found.observation.outcome is Outcome.UNDECIDED:
        return ()
    doubts = (*_of_condition(found), *_of_second_reading(found), *_of_rules(found))
    return doubts or ("De vaste regels zijn hier niet zeker.",)


def _of_condition(found: Reread) -> Iterator[str]:
    outcome = found.by_rules.outcome
    # What was found shows by itself that the toetsvraag applies, unless it is counted in days.
    hangs_on_it = outcome is not Outcome.MET or isinstance(found.question.check, PlannedMomentKept)
    if hangs_on_it and not found.applies_surely:
        really = "niet geldt" if outcome is Outcome.NOT_APPLICABLE else "geldt"
        yield f"Het is niet zeker dat deze vraag hier {really}."


def _of_second_reading(found: Reread) -> Iterator[str]:
    rules, observation = found.by_rules, found.observation
    if rules.outcome is not observation.outcome:
        yield "De vaste regels en de tweede lezing komen niet op hetzelfde uit."
    elif rules.sure and _is_never_sure(found):
        yield "Bij deze vraag had het programma op onbekende teksten te vaak ongelijk. Daarom is het hier nooit zeker."
    elif rules.sure and observation.outcome is Outcome.MET:
        yield "De vaste regels zijn zeker, maar de tweede lezing vindt de zin niet sterk genoeg."
    elif rules.sure:
        yield "De vaste regels vonden niets wat telt, maar de tweede lezing vindt dat niet zeker."


def _is_never_sure(found: Reread) -> bool:
    weights = Weights.of(found.tools.second)
    return weights is not None and weights.sure.get(found.question.id, 0.0) > 1


def _of_rules(found: Reread) -> Iterator[str]:
    rules, check, case = found.by_rules, found.question.check, found.case
    if rules.sure or (rules.outcome is Outcome.NOT_APPLICABLE and not isinstance(check, PlannedMomentKept)):
        return
    if rules.term:
        yield "Met de datums uit het dossier komt er iets anders uit dan met die uit het register."
    elif isinstance(check, EveryPersonCovered):
        yield from _of_group(check, case)
    elif isinstance(check, PlannedMomentKept):
        yield from _of_moment(rules, case)
    elif isinstance(check, StatementFound):
        kept = [each for each in case.of(check.frame) if not check.documents or each.kind in check.documents]
        yield from _of_statements(rules, kept)
    elif isinstance(check, DocumentPresent) and check.or_frame:
        yield from _of_statements(rules, list(case.of(check.or_frame)))


def _of_group(check: EveryPersonCovered, case: Case) -> Iterator[str]:
    covers = case.covers.get(check.group, ())
    unsure = list(dict.fromkeys(cover.role for cover in covers if not cover.sure))
    if not covers:
        yield "Het programma kon niet vaststellen om wie het gaat."
    elif unsure:
        yield f"Niet zeker is het bij: {', '.join(unsure)}."


def _of_moment(rules: Observation, case: Case) -> Iterator[str]:
    if rules.reason_code == "no_moment_planned":
        yield "Het programma vond geen gepland moment. Misschien staat het er in andere woorden."
    elif any(not plan.statement.sure for plan in case.planned):
        yield "Niet zeker is of de zin over het moment een plan is."


def _of_statements(rules: Observation, statements: list[Statement]) -> Iterator[str]:
    if rules.outcome is Outcome.MET:
        yield f"Bij de zin die telt: {_WORDS}"
    elif rules.reason_code == "withdrawn":
        yield "Een latere zin neemt misschien terug wat er eerder stond."
    elif any(statement.doubt for statement in statements):
        yield "Er is een zin die geen vaste regel telt, maar een mens misschien wel."
