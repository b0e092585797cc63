"""Counting results of cases: what is sure, what waits for a person, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from vtaudit.model import (
    CrossTally,
    Duration,
    GroupTally,
    Observation,
    Outcome,
    ReasonCount,
    RegisterRow,
    Tally,
    TermDetail,
)

GROUP_FIELDS = ("regio", "team")
"""The columns that outcomes are shown by; never `medewerker`."""

NO_GROUP = "niet ingevuld"

SMALLEST_GROUP = 10
"""Fewer judged cases than this get no share of 100, no typical number of days and no comparison; our choice."""

Result = tuple[Outcome, bool]
"""An outcome and whether it is sure."""

NOT_DELIVERED = "not_delivered"
"""The reason code of a drawn case without documents."""

_LEANS = {Outcome.MET: "leans_met", Outcome.NOT_MET: "leans_not_met", Outcome.NOT_APPLICABLE: "leans_not_applicable"}
_SURE = {Outcome.MET: "met", Outcome.NOT_MET: "not_met", Outcome.NOT_APPLICABLE: "not_applicable"}


def result_of(observation: Observation) -> Result:
    """The outcome with its certainty; what could not be judged is never sure."""
    return observation.outcome, observation.sure and observation.outcome is not Outcome.UNDECIDED


def tally(results: Iterable[Result]) -> Tally:
    """Sure results count; the others wait for a person, by the way they lean."""
    counts: Counter[str] = Counter()
    for outcome, sure in results:
        if outcome is Outcome.UNDECIDED:
            counts["undecided"] += 1
        else:
            counts[_SURE[outcome] if sure else f"open_{_SURE[outcome]}"] += 1
    return Tally(**counts)


def combine(results: Sequence[Result]) -> Result:
    """One case on all toetsvragen of a verwachting ("alle vragen samen" in the decision guide).

    One toetsvraag that surely fails decides, whatever the others turn out to be. Otherwise the result is as unsure as
    its least sure part, and leans to what the parts lean to.
    """
    if (Outcome.NOT_MET, True) in results:
        return Outcome.NOT_MET, True
    outcomes = {outcome for outcome, _ in results}
    for outcome in (Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.MET):
        if outcome in outcomes:
            return outcome, all(sure for _, sure in results)
    return Outcome.NOT_APPLICABLE, all(sure for _, sure in results)


def other_reading(observations: Iterable[Observation], leading: str) -> tuple[Tally, int]:
    """The tally under the reading of the term that does not lead, and the number of cases it decides differently.

    `leading` is `kalenderdagen` or `werkdagen`. A case that cannot be judged stays so under both.
    """
    results = []
    differs = 0
    for observation in observations:
        outcome, sure = result_of(observation)
        term = observation.term
        if term is not None and outcome is not Outcome.UNDECIDED and term.calendar.kept is not term.working.kept:
            differs += 1
            kept = term.working.kept if leading == "kalenderdagen" else term.calendar.kept
            outcome = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.NOT_APPLICABLE}[kept]
        results.append((outcome, sure))
    return tally(results), differs


def reasons(observations: Iterable[Observation], short: Callable[[str, str], str]) -> tuple[ReasonCount, ...]:
    """Why one toetsvraag surely failed or is still open, the most frequent reason first."""
    counts = Counter(key for key in map(_reason, observations) if key is not None)
    order = (Outcome.NOT_MET, Outcome.UNDECIDED)
    found = [
        ReasonCount(code, short(question, code), outcome, count) for (outcome, question, code), count in counts.items()
    ]
    return tuple(sorted(found, key=lambda reason: (order.index(reason.outcome), -reason.count, reason.code)))


def _reason(observation: Observation) -> tuple[Outcome, str, str] | None:
    """What fails counts by its reason; of what is unsure the page tells only the way it leans."""
    outcome, sure = result_of(observation)
    if outcome is Outcome.UNDECIDED or (outcome, sure) == (Outcome.NOT_MET, True):
        return outcome, observation.question, observation.reason_code
    return None if sure else (Outcome.UNDECIDED, observation.question, _LEANS[outcome])


def awaited(cases: Iterable[Sequence[Observation]]) -> int:
    """How many cases stay open until their dossier is delivered; each case is its observations together."""
    return sum(
        any(one.reason_code == NOT_DELIVERED for one in case) and not combine([result_of(one) for one in case])[1]
        for case in cases
    )


def groups(results: Mapping[str, Result], rows: Mapping[str, RegisterRow]) -> tuple[GroupTally, ...]:
    """The results by regio and by team; a column that nobody filled in for these cases gives no groups.

    The counts of small groups are there too: hiding their rates is up to who shows them.
    """
    found = []
    for field in GROUP_FIELDS:
        members: defaultdict[str, list[Result]] = defaultdict(list)
        for case, result in results.items():
            members[_group(rows, case, field)].append(result)
        if set(members) - {NO_GROUP}:
            found += [GroupTally(field, name, tally(members[name])) for name in sorted(members)]
    return tuple(found)


def durations(observations: Iterable[Observation], rows: Mapping[str, RegisterRow]) -> tuple[Duration, ...]:
    """How long the cases of a term toetsvraag took: all together, then per regio if anybody filled it in.

    Cases to which the toetsvraag does not apply or whose dates cannot be used are in none of the counts.
    """
    by_region: defaultdict[str, list[TermDetail]] = defaultdict(list)
    for observation in observations:
        if observation.term is not None:
            by_region[_group(rows, observation.zaaknummer, "regio")].append(observation.term)
    together = [term for terms in by_region.values() for term in terms]
    if not together:
        return ()
    regions = sorted(by_region) if set(by_region) - {NO_GROUP} else []
    return (_duration("", together), *(_duration(name, by_region[name]) for name in regions))


def _duration(region: str, terms: Sequence[TermDetail]) -> Duration:
    days = sorted(term.days for term in terms if term.end is not None)
    running = len(terms) - len(days)
    if len(days) < SMALLEST_GROUP:
        return Duration(region, len(days), running, None, None)
    return Duration(region, len(days), running, float(median(days)), days[-(-9 * len(days) // 10) - 1])


def _group(rows: Mapping[str, RegisterRow], zaaknummer: str, field: str) -> str:
    return rows[zaaknummer].texts.get(field, NO_GROUP) if zaaknummer in rows else NO_GROUP


def cross(
    title: str,
    down: tuple[Mapping[str, Observation], tuple[str, str]],
    across: tuple[Mapping[str, Observation], tuple[str, str]],
) -> CrossTally:
    """Two toetsvragen against each other, over the cases in which both are surely met or not met.

    `down` and `across` are each the observations by zaaknummer, with the words for met and not met.
    """
    (first, rows), (second, columns) = down, across
    counts = Counter(
        (result_of(observation), result_of(second[case])) for case, observation in first.items() if case in second
    )
    kinds: tuple[Result, Result] = ((Outcome.MET, True), (Outcome.NOT_MET, True))
    return CrossTally(title, rows, columns, tuple(tuple(counts[row, column] for column in kinds) for row in kinds))
