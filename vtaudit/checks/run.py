"""The closed set of checks: term kept, statement found, document present, everyone covered, planned moment kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p

from vtaudit.case import Case, Letter
from vtaudit.catalogue.schema import (
    AskedOfPerson,
    Check,
    DocumentPresent,
    EveryPersonCovered,
    PlannedMomentKept,
    StatementFound,
    TermKept,
)
from vtaudit.checks.result import Result, quotes, reason_for, strongest
from vtaudit.errors import VtauditError
from vtaudit.language.coverage import Cover
from vtaudit.language.scope import Status
from vtaudit.language.statements import Statement
from vtaudit.model import Evidence, Outcome, TermDetail
from vtaudit.terms import FreeDays, judge_term

_SPREAD = timedelta(days=2)
_IN_THE_POST = timedelta(days=7)
_SOON = timedelta(days=14)
_MANY, _MONTH = 5, 30


@dataclass(frozen=True, slots=True)
class Measure:
    """What a check needs beside the case: the day of looking, the free days, and which reading of a term leads."""

    peildatum: date
    free: FreeDays
    reading: str


def run_check(check: Check, case: Case, measure: Measure) -> Result:
    """Judge one toetsvraag that applies to this case."""
    return _CHECKS[type(check)](check, case, measure)


# ---------------------------------------------------------------- terms


def _term_kept(check: TermKept, case: Case, measure: Measure) -> Result:
    doubt = case.unreadable_dates.get(check.start) or case.unreadable_dates.get(check.end)
    start, end = case.day(check.start), case.day(check.end)
    if doubt:
        return Result(Outcome.UNDECIDED, doubt, False)
    if start is None:
        return Result(Outcome.UNDECIDED, "date_missing", False)
    try:
        detail = judge_term(start, end, measure.peildatum, check.term, measure.free)
    except VtauditError:
        return Result(Outcome.UNDECIDED, "outside_calendar", False)
    outcome, code = _term_outcome(detail, end, measure)
    # A day that no document seems to name may stand there in words that were not understood.
    sure = _same_by_documents(check, case, measure, outcome) and not (code == "end_missing" and case.searched)
    evidence = tuple(
        event.evidence
        for name in (check.end, check.start)
        if (event := case.events.get(name)) and event.origin == "dossier" and event.evidence
    )
    return Result(
        outcome,
        code if sure else "dates_differ" if code in ("within_term", "late") else code,
        sure,
        evidence,
        (),
        detail,
    )


def _term_outcome(detail: TermDetail, end: date | None, measure: Measure) -> tuple[Outcome, str]:
    kept = (detail.calendar if measure.reading == "kalenderdagen" else detail.working).kept
    if kept is None:
        return Outcome.NOT_APPLICABLE, "not_yet_due"
    if kept:
        return Outcome.MET, "within_term"
    return Outcome.NOT_MET, "late" if end is not None else "end_missing"


def _same_by_documents(check: TermKept, case: Case, measure: Measure, outcome: Outcome) -> bool:
    """Whether the outcome stays when the dates that the documents name take the place of those of the register."""
    start_event, end_event = case.events.get(check.start), case.events.get(check.end)
    starts = {case.day(check.start), start_event.other if start_event else None} - {None}
    ends = {case.day(check.end), end_event.other if end_event else None} - {None} or {None}
    for start in starts:
        for end in ends:
            if start is None:
                continue
            try:
                detail = judge_term(start, end, measure.peildatum, check.term, measure.free)
            except VtauditError:
                return False
            if _term_outcome(detail, end, measure)[0] is not outcome:
                return False
    return True


# ---------------------------------------------------------------- statements


def _statement_found(check: StatementFound, case: Case, measure: Measure) -> Result:
    statements = [s for s in case.of(check.frame) if not check.documents or s.kind in check.documents]
    return _judge(statements, case, check.documents)


def _judge(statements: list[Statement], case: Case, documents: Sequence[str] = ()) -> Result:
    """`documents` are the kinds that may prove it, the best first: a letter to them before a report about them."""
    held = strongest(statement for statement in statements if statement.counts)
    if documents:
        held = tuple(sorted(held, key=lambda statement: (not statement.sure, documents.index(statement.kind))))
    if held:
        standing = tuple(statement for statement in held if not _later_withdrawal(statement, statements))
        if not standing:
            withdrawn = _later_withdrawal(held[0], statements)
            return Result(Outcome.NOT_MET, "withdrawn", False, (), quotes(filter(None, [withdrawn, held[0]])))
        held = standing
        against = quotes(s for s in statements if not s.counts)
        counted = {"proofs": log1p(len(held)), "beside proof": log1p(len(against))}
        code = "found" if held[0].sure else "found_unsure"
        return Result(Outcome.MET, code, held[0].sure, quotes(held), against, counted=counted)
    return _nothing(statements, case)


def _nothing(statements: list[Statement], case: Case, code: str = "") -> Result:
    if not case.has_documents:
        return Result(Outcome.UNDECIDED, "not_delivered", False)
    against = quotes(strongest(statements))
    if not case.is_complete:
        return Result(Outcome.UNDECIDED, "unreadable", False, (), against)
    sure = not any(statement.doubt for statement in statements)
    counted = {"without proof": log1p(len(against))}
    return Result(Outcome.NOT_MET, code or reason_for(statements), sure, (), against, counted=counted)


def _later_withdrawal(held: Statement, statements: list[Statement]) -> Statement | None:
    """The latest word wins: a passage after the proof that takes it back."""
    for statement in statements:
        later = statement.date is not None and held.date is not None and statement.date > held.date
        same_part_later = statement.part == held.part and statement.passage > held.passage
        if statement.status is Status.WITHDRAWN and (later or same_part_later):
            return statement
    return None


# ---------------------------------------------------------------- documents


def _document_present(check: DocumentPresent, case: Case, measure: Measure) -> Result:
    letters = [letter for letter in case.letters if letter.kind in check.documents]
    final = [letter for letter in letters if not letter.is_concept]
    statements = list(case.of(check.or_frame)) if check.or_frame else []
    if final:
        found = (*(letter.evidence for letter in final if letter.evidence), *_sent(final, statements))
        return Result(Outcome.MET, "document_found", True, tuple(dict.fromkeys(found)))
    result = _judge(statements, case)
    if result.outcome is Outcome.NOT_MET and letters:
        return Result(
            Outcome.NOT_MET, "concept_only", True, (), tuple(letter.evidence for letter in letters if letter.evidence)
        )
    if result.outcome is Outcome.NOT_MET and result.code == "nothing_found":
        return Result(Outcome.NOT_MET, "document_missing", True, (), result.against)
    return result


def _sent(letters: Iterable[Letter], statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    """The passage on the sending: one that proves it by itself, else a note on a letter from the days of this one."""
    days = [letter.day for letter in letters if letter.day]
    noted = [
        statement
        for statement in statements
        if statement.counts
        or (
            statement.status is Status.DONE
            and statement.date is not None
            and any(timedelta() <= statement.date - day <= _IN_THE_POST for day in days)
        )
    ]
    return quotes(sorted(noted, key=lambda statement: (not statement.counts, -statement.weight)))[:1]


# ---------------------------------------------------------------- groups


def _every_person_covered(check: EveryPersonCovered, case: Case, measure: Measure) -> Result:
    covers = case.covers.get(check.group, ())
    if not covers:
        statements = list(case.of(check.frame))
        result = _judge(statements, case)
        code = result.code
        return Result(result.outcome, code, False, result.evidence, result.against)
    evidence = _most_telling(cover for cover in covers if cover.covered)
    sure = all(cover.sure for cover in covers)
    counted = _counted(covers)
    if all(cover.covered for cover in covers):
        return Result(Outcome.MET, "everyone_covered", sure, evidence, counted=counted)
    against = tuple(dict.fromkeys(quote for cover in covers for quote in cover.evidence))
    if not case.is_complete:
        return Result(Outcome.UNDECIDED, "unreadable", False, (), against)
    if not evidence:
        return Result(Outcome.NOT_MET, reason_for(case.of(check.frame)), sure, (), against, counted=counted)
    return Result(Outcome.NOT_MET, "not_everyone", sure, (), against, counted=counted)


def _counted(covers: Sequence[Cover]) -> Mapping[str, float]:
    """How many persons there are, who is missing, and how often a reason stands in for a talk."""
    missing = [cover for cover in covers if not cover.covered]
    kind = "missing" if missing else "present"
    return {
        f"{kind} of {min(len(covers), _MANY)}": 1.0,
        f"missing {min(len(missing), _MANY)}": 1.0,
        **{f"missing {cover.role}": 1.0 for cover in missing},
        **{f"{kind} by {cover.how}": 1.0 for cover in covers if cover.covered and cover.how},
        f"{kind} unsure": sum(not cover.sure for cover in covers) / len(covers),
    }


def _most_telling(covers: Iterable[Cover]) -> tuple[Evidence, ...]:
    """A recorded reason first, then the passage that covers most persons; of equals the talk with a child."""
    found = tuple(covers)
    told = Counter(quote for cover in found for quote in cover.evidence)
    reasons = {quote for cover in found if cover.how == "reden" for quote in cover.evidence}
    children = {quote for cover in found if cover.role == "kind" for quote in cover.evidence}
    return tuple(sorted(told, key=lambda quote: (quote not in reasons, -told[quote], quote not in children)))


# ---------------------------------------------------------------- planned moments


def _planned_moment_kept(check: PlannedMomentKept, case: Case, measure: Measure) -> Result:
    due = [plan for plan in case.planned if plan.moment.last <= measure.peildatum]
    if not case.planned:
        if not case.has_documents:
            return Result(Outcome.UNDECIDED, "not_delivered", False)
        return (
            Result(Outcome.NOT_APPLICABLE, "no_moment_planned", False)
            if case.is_complete
            else Result(Outcome.UNDECIDED, "unreadable", False)
        )
    if not due:
        return Result(Outcome.NOT_APPLICABLE, "not_yet_due")
    used: list[tuple[date, Evidence]] = []
    taken: list[tuple[date, date]] = []
    late, surely = False, all(plan.statement.sure for plan in due)
    counted = {f"moments {min(len(due), _MANY)}": 1.0, "moments unsure": float(not surely)}
    for plan in due:
        written = plan.statement.date
        fitting = [
            (day, quote)
            for day, quote in case.carried_out
            if day <= plan.moment.last + timedelta(days=check.days)
            and not _before_closing(day, plan.moment.first, case)
            and not _is_taken(day, plan.moment.last, taken, check.days)
            and (written is None or day >= written - _SPREAD or len(due) == 1)
        ]
        if not fitting:
            late = late or any(day > plan.moment.last + timedelta(days=check.days) for day, _ in case.carried_out)
            if not case.is_complete:
                return Result(Outcome.UNDECIDED, "unreadable", False)
            if not late and plan.moment.last + timedelta(days=check.days) > measure.peildatum:
                return Result(Outcome.NOT_APPLICABLE, "not_yet_due", False)
            against = (plan.statement.evidence, *(quote for _, quote in case.carried_out))
            code = "too_late_monitoring" if late else "not_carried_out"
            after = [(day - plan.moment.last).days for day, _ in case.carried_out]
            counted |= {
                f"{code} by": _part_of_month(min(map(abs, after), default=0)),
                f"{code} early": float(any(days < 0 for days in after)),
            }
            return Result(Outcome.NOT_MET, code, plan.statement.sure, (), against, counted=counted)
        used.append((min if len(due) > 1 else max)(fitting, key=_day_and_plainness))
        taken.append((used[-1][0], plan.moment.last))
    early = max((plan.moment.first - day).days for plan, (day, _) in zip(due, used, strict=True))
    counted |= {"kept": 1.0, "kept before": _part_of_month(max(0, early)), "contacts": log1p(len(case.carried_out))}
    return Result(Outcome.MET, "kept_on_time", surely, tuple(quote for _, quote in used), counted=counted)


def _part_of_month(days: int) -> float:
    return min(days, _MONTH) / _MONTH


def _is_taken(day: date, planned: date, taken: Iterable[tuple[date, date]], days: int) -> bool:
    """The contact of this day was the one planned for another moment; one visit may do for two close together."""
    return any(day == other and abs((planned - moment).days) > days for other, moment in taken)


def _before_closing(day: date, planned: date, case: Case) -> bool:
    """A contact before closing is not the one that was planned for weeks after it."""
    closed = case.day("datum_afsluiting")
    return closed is not None and day <= closed < planned - _SOON


def _day_and_plainness(contact: tuple[date, Evidence]) -> tuple[date, bool]:
    """Of two passages on one contact the one that names its day in figures."""
    day, quote = contact
    return day, str(day.year) in quote.quote


def _asked_of_person(check: AskedOfPerson, case: Case, measure: Measure) -> Result:
    return Result(Outcome.UNDECIDED, "asked_of_person", False)


_CHECKS: Mapping[type, Callable[..., Result]] = {
    TermKept: _term_kept,
    StatementFound: _statement_found,
    DocumentPresent: _document_present,
    EveryPersonCovered: _every_person_covered,
    PlannedMomentKept: _planned_moment_kept,
    AskedOfPerson: _asked_of_person,
}
