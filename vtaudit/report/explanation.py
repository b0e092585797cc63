"""Tells in plain text how one outcome came about: what was asked, which passages were read as what, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vtaudit.audit import Reread
from vtaudit.case import Case
from vtaudit.catalogue.schema import (
    AllOf,
    AnyOf,
    Condition,
    DocumentPresent,
    EveryPersonCovered,
    NoneOf,
    PlannedMomentKept,
    Question,
    StatementCondition,
    StatementFound,
    TermKept,
)
from vtaudit.language.statements import Statement
from vtaudit.model import Evidence, Observation, Outcome
from vtaudit.report.doubts import outcome_doubts, statement_doubt
from vtaudit.report.figures import date_text
from vtaudit.report.wording_dossier import decide_text, read_text, term_lines

_OUTCOMES = {
    Outcome.MET: "voldoet",
    Outcome.NOT_MET: "voldoet niet",
    Outcome.NOT_APPLICABLE: "niet van toepassing",
    Outcome.UNDECIDED: "niet te beoordelen",
}
_STATUS = {
    "leeg": "een leeg formulier",
    "ander_gezin": "iets over een ander gezin",
    "eerder": "iets van een eerdere melding",
    "ingetrokken": "later ingetrokken",
    "gevraagd": "een vraag of verzoek",
    "voorwaardelijk": "een voorwaarde of mogelijkheid",
    "ontkend": "niet gedaan of niet aanwezig",
    "geprobeerd": "alleen geprobeerd",
    "voorgenomen": "een voornemen",
    "beweerd": "iets wat een gezinslid zegt",
    "gedaan": "gedaan of vastgelegd",
}
_HOW = {"gesproken": "gesproken", "reden": "reden waarom niet", "oordeel": "oordeel", "bericht": "bericht"}


Hide = Callable[[str], str]


def explanation(found: Reread, hide: Hide) -> tuple[str, ...]:
    """The lines of the explanation, in the order in which the tool decides; `hide` masks names in a quote."""
    return tuple(_lines(found, hide))


def _lines(found: Reread, hide: Hide) -> Iterator[str]:
    question, observation = found.question, found.observation
    yield f"{observation.zaaknummer}, {question.id}: {question.question}"
    sure = "zeker" if observation.sure else "niet zeker"
    yield f"Uitkomst: {_OUTCOMES[observation.outcome]} ({sure}). {observation.reason}"
    yield from (f"Waarom niet zeker: {doubt}" for doubt in outcome_doubts(found))
    todo = decide_text(observation)
    if todo:
        yield f"Wat u doet: {todo}"
    yield ""
    yield f"Hoe wij de vraag lezen: {question.explanation}"
    has_read = found.case.has_documents
    if observation.outcome is Outcome.NOT_APPLICABLE:
        below = "; hieronder staat wat het programma daarvoor las" if has_read else ""
        yield f"Daarom geldt de vraag hier niet{below}."
    yield from _term(observation)
    if has_read:
        yield from _readings(found, hide)
    yield from _follows(observation, hide)
    if has_read:
        yield ""
        yield f"Gelezen: {', '.join(observation.searched) or 'geen stukken'}."


def _readings(found: Reread, hide: Hide) -> Iterator[str]:
    """Which sentences were read as what; a case without documents has none."""
    for frame in _frames(found.question):
        yield from _frame(found, frame, hide)
    yield from _group(found.question, found.case, hide)
    yield from _planned(found.question, found.case, hide)
    yield from _opinion(found.question, found.case, hide)


def _term(observation: Observation) -> Iterator[str]:
    if observation.term:
        yield ""
        yield "De datums:"
        yield from (f"  {line}" for line in term_lines(observation))


def _frames(question: Question) -> tuple[str, ...]:
    check = question.check
    found: list[str] = []
    if isinstance(check, StatementFound | EveryPersonCovered):
        found.append(check.frame)
    elif isinstance(check, DocumentPresent) and check.or_frame:
        found.append(check.or_frame)
    elif isinstance(check, PlannedMomentKept):
        found.extend((check.planned, check.done))
    found.extend(_condition_frames(question.applies_when))
    return tuple(dict.fromkeys(found))


def _condition_frames(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, StatementCondition):
            yield condition.frame
        elif isinstance(condition, AnyOf):
            yield from _condition_frames(condition.any)
        elif isinstance(condition, AllOf):
            yield from _condition_frames(condition.all)
        elif isinstance(condition, NoneOf):
            yield from _condition_frames(condition.none)


def _frame(found: Reread, name: str, hide: Hide) -> Iterator[str]:
    frame = found.tools.reader.frames.get(name)
    statements = found.case.of(name)
    yield ""
    yield f"Gezocht: {frame.meaning if frame else name}"
    if not statements:
        yield "  Geen enkele zin in de stukken is zo gelezen."
    for statement in statements:
        yield from _statement(statement, statement_doubt(statement, frame), hide)


def _statement(statement: Statement, why: str, hide: Hide) -> Iterator[str]:
    counts = "telt" if statement.counts else "telt niet"
    doubt = "" if statement.sure else ", niet zeker"
    yield f"  [{counts}{doubt}] gelezen als {_STATUS[statement.status.value]}"
    if why:
        yield f"    Twijfel: {why}"
    yield f"    {_where(statement.evidence)}{_day(statement)}"
    yield f"    “{hide(statement.evidence.quote)}”"


def _day(statement: Statement) -> str:
    return f", {date_text(statement.date)}" if statement.date else ""


def _where(evidence: Evidence) -> str:
    return f"{evidence.document}, bladzijde {evidence.page}{read_text(evidence)}"


def _group(question: Question, case: Case, hide: Hide) -> Iterator[str]:
    if not isinstance(question.check, EveryPersonCovered):
        return
    covers = case.covers.get(question.check.group, ())
    yield ""
    yield "Per persoon:"
    if not covers:
        yield "  Het programma kon niet vaststellen om wie het gaat."
    for cover in covers:
        state = _HOW.get(cover.how, "gevonden") if cover.covered else "niet gevonden"
        yield f"  {cover.role}: {state}{'' if cover.sure else ' (niet zeker)'}"
        yield from (f"    {_where(quote)}: “{hide(quote.quote)}”" for quote in cover.evidence)


def _planned(question: Question, case: Case, hide: Hide) -> Iterator[str]:
    if not isinstance(question.check, PlannedMomentKept):
        return
    yield ""
    yield "Gepland, met de laatste dag:"
    for plan in case.planned:
        yield f"  {date_text(plan.moment.last)}: “{hide(plan.statement.evidence.quote)}”"
    if not case.planned:
        yield "  Geen moment gevonden."
    yield "Uitgevoerd:"
    for day, quote in case.carried_out:
        yield f"  {date_text(day)}: “{hide(quote.quote)}”"
    if not case.carried_out:
        yield "  Geen contact gevonden."


def _opinion(question: Question, case: Case, hide: Hide) -> Iterator[str]:
    opinion = case.opinions.get(question.id)
    if opinion is None or isinstance(question.check, TermKept):
        return
    yield ""
    yield "Tweede lezing (geleerd van voorbeelden, zonder regels). De zin die dit volgens haar het best laat zien:"
    yield f"  {_where(opinion.evidence)}: “{hide(opinion.evidence.quote)}”"


def _follows(observation: Observation, hide: Hide) -> Iterator[str]:
    yield ""
    yield f"Daarom: {_OUTCOMES[observation.outcome]}. {observation.reason}"
    for quote in observation.evidence:
        yield f"  Bewijs: {_where(quote)}: “{hide(quote.quote)}”"
