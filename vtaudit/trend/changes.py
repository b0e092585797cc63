"""Lays a later audit beside an earlier one and says, per toetsvraag, whether a change has been shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Outcome, StratumTally, Tally
from vtaudit.score.counting import Result
from vtaudit.statistics import Difference, fisher, holm, mcnemar, newcombe
from vtaudit.trend.record import Asked, Record
from vtaudit.trend.refusals import refusals
from vtaudit.trend.weighted import parts_of, weighted_change

CONFIDENCE, MOST_CHANCE = 0.95, 0.05
"""Of the intervals, and the largest p-value after Holm with which a change is shown."""

CHANGED = "veranderd"
NOT_SHOWN = "geen verandering aangetoond"


class Untested(StrEnum):
    """Why a toetsvraag has counts and no test."""

    NOT_DRAWN = "niet_geloot"
    FILES_GONE = "bestanden_weg"
    NOTHING_JUDGED = "niets_beoordeeld"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two audits, without anything that names a case; `filtered_by` as in a Draw."""

    audit_id: str
    peildatum: date
    organisation: str
    tool_version: str
    method: str
    population: int
    filtered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """The same cases in both audits: those with a sure outcome twice, and `open` those that may still become so.

    `better` went from not met to met, `worse` the other way.
    """

    both_met: int
    better: int
    worse: int
    both_not_met: int
    open: int

    @property
    def judged(self) -> int:
        """Cases with a sure outcome twice."""
        return self.both_met + self.better + self.worse + self.both_not_met


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One toetsvraag in both audits.

    `pairs` is filled in when both audits looked at the same cases; these are then what is compared. `test` is
    `fisher`, `mcnemar` or `mover`, or None with the reason in `untested`. `p_holm` is `p_value` after Holm over all
    tested toetsvragen. `difference` (later less earlier, one toetsvraag by itself) is None for pairs. `shares` are the
    earlier and the later share met, weighed by stratum, when an audit weighs. `open_can_undo` says that a change which
    was shown would no longer be when all open cases turn out against it. Of the open cases `not_delivered` (earlier,
    later) wait for their dossier and not for a person.
    """

    question: str
    title: str
    scope: str
    earlier: Tally
    later: Tally
    pairs: Pairs | None = None
    test: str | None = None
    untested: Untested | None = None
    p_value: float | None = None
    p_holm: float | None = None
    difference: Difference | None = None
    shares: tuple[float, float] | None = None
    verdict: str | None = None
    open_can_undo: bool = False
    not_delivered: tuple[int, int] = (0, 0)

    @property
    def compared(self) -> tuple[int, int, int, int]:
        """Met and judged in the later audit, then in the earlier one: of the pairs when there are."""
        if self.pairs:
            judged = self.pairs.judged
            return self.pairs.both_met + self.pairs.better, judged, self.pairs.both_met + self.pairs.worse, judged
        return self.later.met, self.later.judged, self.earlier.met, self.earlier.judged

    @property
    def direction(self) -> int:
        """1 when a larger share is met than before, -1 when a smaller one, else 0."""
        if self.shares:
            return _sign(self.shares[1] - self.shares[0])
        met, judged, earlier_met, earlier_judged = self.compared
        return _sign(met * earlier_judged - earlier_met * judged)


@dataclass(frozen=True, slots=True)
class _Tested:
    """A toetsvraag, with its p-value when all open cases turn out against the change; None without a test."""

    change: QuestionChange
    p_disappointed: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two audits side by side; counts only, so that it can be shared.

    `shared_dossiers` counts the drawn dossiers that were read in both audits, `shared_cases` the cases of the register
    that are in both; None when the working files are gone. `reworded` are the sets of which a text changed without
    a new version. `only_earlier` and `only_later` are toetsvragen, with their titles, that the other audit does not
    have.
    """

    earlier: Side
    later: Side
    is_same_population: bool
    is_same_selection: bool
    shared_dossiers: int | None
    shared_cases: int | None
    reworded: tuple[str, ...]
    changes: tuple[QuestionChange, ...]
    only_earlier: tuple[tuple[str, str], ...]
    only_later: tuple[tuple[str, str], ...]


def compare(earlier: Record, later: Record) -> Comparison:
    """Hold every toetsvraag that both audits asked against its earlier self.

    The same cases twice: McNemar's exact test on the sure outcomes. Other cases: Fisher's exact test with Newcombe's
    interval; the populations count as unlimited, and cases in both audits or strata only make a change harder to show.
    A census is tested as well: which cases came in is then what chance decides. Where strata were not drawn in
    proportion, the weighted shares are compared (`weighted_change`). A change is shown when its p-value after Holm
    (1979) over all tests is at most 0.05 and the interval leaves out 0. Dossiers that nobody drew, and weighted ones
    of a scorecard without strata of which the working files are gone, are counted and not tested.

    Raises VtauditError with every reason not to compare at all.
    """
    if faults := refusals(earlier, later):
        raise VtauditError(faults)
    before = {each.question: each for each in earlier.questions}
    both = [(before[each.question], each) for each in later.questions if each.question in before]
    if not both:
        message = "De audits hebben geen toetsvraag gemeen."
        raise VtauditError(Fault("trend-questions", later.where, message, "Kies audits met dezelfde criteria."))
    asked = {each.question for _, each in both}
    shas = {each.id: each.sha256 for each in earlier.criteria}
    return Comparison(
        earlier=_side(earlier),
        later=_side(later),
        is_same_population=earlier.draw.population_sha256 == later.draw.population_sha256,
        is_same_selection=(earlier.draw.filtered_by, earlier.draw.where_sha256)
        == (later.draw.filtered_by, later.draw.where_sha256),
        shared_dossiers=_shared(earlier, later, "drawn"),
        shared_cases=_shared(earlier, later, "register"),
        reworded=tuple(each.title for each in later.criteria if shas.get(each.id, each.sha256) != each.sha256),
        changes=_judged([_change(first, second, earlier, later) for first, second in both]),
        only_earlier=tuple((each.question, each.title) for each in earlier.questions if each.question not in asked),
        only_later=tuple((each.question, each.title) for each in later.questions if each.question not in asked),
    )


def _side(record: Record) -> Side:
    draw = record.draw
    return Side(
        record.audit_id,
        record.peildatum,
        record.organisation,
        record.tool_version,
        draw.method,
        draw.population,
        draw.filtered_by,
    )


def _shared(earlier: Record, later: Record, scope: str) -> int | None:
    if earlier.results is None or later.results is None:
        return None
    cases = [
        {
            case
            for each in record.questions
            if each.scope == scope
            for case in (record.results or {}).get(each.question, ())
        }
        for record in (earlier, later)
    ]
    both = cases[0] & cases[1]
    return len(both & earlier.read & later.read if scope == "drawn" else both)


def _change(before: Asked, now: Asked, earlier: Record, later: Record) -> _Tested:
    """The counts, with the test that fits them."""
    change = QuestionChange(
        now.question,
        now.title,
        now.scope,
        before.tally,
        now.tally,
        _pairs(earlier, later, now.question),
        not_delivered=(before.not_delivered, now.not_delivered),
    )
    _, judged, _, earlier_judged = change.compared
    if now.scope == "drawn" and "delivered" in (earlier.draw.method, later.draw.method):
        return _Tested(replace(change, untested=Untested.NOT_DRAWN))
    if not (judged and earlier_judged):
        return _Tested(replace(change, untested=Untested.NOTHING_JUDGED))
    if change.pairs:
        p_value = mcnemar(change.pairs.better, change.pairs.worse)
        return _Tested(replace(change, test="mcnemar", p_value=p_value), _p_of_pairs(change, change.pairs))
    if before.is_weighted or now.is_weighted:
        return _weighted(change, parts_of(before, earlier), parts_of(now, later))
    return _Tested(
        replace(
            change,
            test="fisher",
            p_value=fisher(*change.compared),
            difference=newcombe(*change.compared, confidence=CONFIDENCE),
        ),
        _p_of_counts(change),
    )


def _weighted(
    change: QuestionChange, before: tuple[StratumTally, ...] | None, now: tuple[StratumTally, ...] | None
) -> _Tested:
    if before is None or now is None:
        return _Tested(replace(change, untested=Untested.FILES_GONE))
    found = weighted_change(now, before, CONFIDENCE)
    tested = replace(
        change,
        test="mover",
        p_value=found.p_value,
        difference=found.difference,
        shares=(found.earlier_share, found.share),
    )
    return _Tested(tested, found.p_disappointed)


def _pairs(earlier: Record, later: Record, question: str) -> Pairs | None:
    """The outcomes side by side; None unless both audits looked at exactly the same cases."""
    before = (earlier.results or {}).get(question, {})
    now = (later.results or {}).get(question, {})
    if not before or before.keys() != now.keys():
        return None
    return _count([(before[case], now[case]) for case in before])


def _count(results: list[tuple[Result, Result]]) -> Pairs:
    met, not_met, out = (Outcome.MET, True), (Outcome.NOT_MET, True), (Outcome.NOT_APPLICABLE, True)
    return Pairs(
        both_met=results.count((met, met)),
        better=results.count((not_met, met)),
        worse=results.count((met, not_met)),
        both_not_met=results.count((not_met, not_met)),
        open=sum(out not in pair and not all(sure for _, sure in pair) for pair in results),
    )


def _judged(tested: Sequence[_Tested]) -> tuple[QuestionChange, ...]:
    """The changes with what holds after Holm, now and with all open cases turned against the change."""
    found = _adjusted({each.change.question: each.change.p_value for each in tested})
    worst = _adjusted({each.change.question: each.p_disappointed for each in tested})
    changes = [each.change for each in tested]
    return tuple(_verdict(change, found.get(change.question), worst.get(change.question)) for change in changes)


def _adjusted(p_values: Mapping[str, float | None]) -> Mapping[str, float]:
    values = {question: value for question, value in p_values.items() if value is not None}
    return dict(zip(values, holm(list(values.values())), strict=True))


def _verdict(change: QuestionChange, p_holm: float | None, p_worst: float | None) -> QuestionChange:
    if p_holm is None or p_worst is None:
        return change
    is_apart = change.difference is None or change.difference.low > 0 or change.difference.high < 0
    is_changed = p_holm <= MOST_CHANCE and is_apart
    return replace(
        change,
        p_holm=p_holm,
        verdict=CHANGED if is_changed else NOT_SHOWN,
        open_can_undo=is_changed and p_worst > MOST_CHANCE,
    )


def _p_of_pairs(change: QuestionChange, pairs: Pairs) -> float:
    """With all open cases against the change."""
    is_up = change.direction > 0
    better = pairs.better + (0 if is_up else pairs.open)
    worse = pairs.worse + (pairs.open if is_up else 0)
    return mcnemar(better, worse) if _sign(better - worse) == change.direction else 1.0


def _p_of_counts(change: QuestionChange) -> float:
    """With all open cases against the change."""
    is_up = change.direction > 0
    met, judged, earlier_met, earlier_judged = change.compared
    now, before = change.later.open, change.earlier.open
    met, earlier_met = (met, earlier_met + before) if is_up else (met + now, earlier_met)
    judged, earlier_judged = judged + now, earlier_judged + before
    is_same = _sign(met * earlier_judged - earlier_met * judged) == change.direction
    return fisher(met, judged, earlier_met, earlier_judged) if is_same else 1.0


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
