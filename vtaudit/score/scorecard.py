"""Folds observations into the scorecard; every figure that a report shows is computed here, from values alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from sys import intern

from vtaudit.catalogue.schema import CriteriaSetFile, Expectation, Question
from vtaudit.model import (
    CrossTally,
    Evidence,
    ExpectationFinding,
    FileFault,
    Observation,
    Outcome,
    QuestionFinding,
    Register,
    RegisterRow,
    Sample,
    Scorecard,
    Signal,
    SignalCount,
    Target,
)
from vtaudit.register import NOTE_CODES
from vtaudit.score import counting
from vtaudit.score.basis import Basis, basis_of, best, worst
from vtaudit.score.differences import with_differences
from vtaudit.score.domain import Domain, whole
from vtaudit.score.verdict import NOT_ESTABLISHED, SUFFICIENT, is_late, more_needed, verdict
from vtaudit.statistics import clopper_pearson, wilson

FORMAT_VERSION = 1

SIGNAL_TITLES = {
    "i": "Geweld of mishandeling is bevestigd. Afspraken en monitoring zijn niet gevonden in het dossier.",
    "ii": "Geweld of mishandeling is bevestigd. Het dossier zegt niets over veiligheidsafspraken.",
    "iii": "De afsluitbrief staat alleen genoemd in het journaal. De brief zelf is niet gevonden.",
    "iv": "Het moment van de monitoring is voorbij. Een contact is niet gevonden.",
    "v": "De melding noemt een eerdere ontvangstdatum dan het register.",
    "vi": "Een melder uit familie of buurt kreeg misschien meer te horen dan mag. Dit is een punt van privacy.",
    "vii-a": "Het onderzoek was te laat klaar. De reden ligt binnen de eigen invloed van Veilig Thuis.",
    "vii-b": "Het onderzoek was te laat klaar. De reden ligt buiten de eigen invloed van Veilig Thuis.",
    "vii-c": "Het onderzoek was te laat klaar. Daar is bewust voor gekozen.",
}
"""The signals of the decision guide, worded for a page that names no case, in the order in which they are shown."""

TALKED_TO, TRIAGE = "vb-a", "2.1.1-a"
MONITORED, RESTS_ON_MONITORING = "1.5.2-c", frozenset({"1.5.3-a", "1.5.4-a"})
FEW = 0.1
"""Up to this share of monitoring that was due and not done is "a few" (our setting, signal iv)."""

Seen = Mapping[str, Mapping[str, Observation]]
"""Observations by toetsvraag and zaaknummer."""


def score(
    observations: Iterable[Observation],
    sets: Sequence[CriteriaSetFile],
    register: Register,
    sample: Sample,
    peildatum: date,
    *,
    short_reason: Callable[[str, str], str],
    signals: Iterable[Signal] = (),
    targets: Mapping[str, Target] | None = None,
    domains: Mapping[str, Domain] | None = None,
    delivered: Collection[str] = (),
    files_read: int = 0,
    file_faults: tuple[FileFault, ...] = (),
    audit_id: str = "",
    tool_version: str = "",
    reader_version: str = "",
    made_at: str = "",
) -> Scorecard:
    """Count what was observed, per toetsvraag and per verwachting, with what it says about all cases.

    Term toetsvragen count every case that was observed; text toetsvragen only the drawn ones. `targets` holds
    streefwaarden by toetsvraag, or by verwachting for all its toetsvragen. `domains` tells by toetsvraag in how many
    cases of a draw it can be asked; without it, perhaps in all. `delivered` are the zaaknummers that have documents.
    `short_reason` gives the wording of a toetsvraag and reason code for a shared page. Notes on how the
    register was read are no faults and are not in `fault_counts`. Raises ValueError when a case was observed twice for
    one toetsvraag, or for a toetsvraag that stands in none of the sets.
    """
    drawn = frozenset(sample.drawn)
    seen = _sort_out(observations, sets, drawn)
    rows = {row.zaaknummer: row for row in register.rows}
    fold = _Fold(seen, rows, sample, targets or {}, domains or {}, short_reason)
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for signal in signals:
        carriers[signal.code].add(signal.zaaknummer)
    notable = [fault for fault in register.faults if fault.code not in NOTE_CODES]
    faults = (*notable, *(file_fault.fault for file_fault in file_faults))
    return Scorecard(
        format_version=FORMAT_VERSION,
        audit_id=audit_id,
        tool_version=tool_version,
        reader_version=reader_version,
        made_at=made_at,
        organisation=register.organisation or "",
        peildatum=peildatum,
        criteria=tuple(criteria.summary(is_before_valid_from=fold.is_before_valid_from(criteria)) for criteria in sets),
        register_source=register.source,
        register_rows=len(register.rows),
        sample=sample,
        observed=len(drawn.intersection(delivered)),
        not_delivered=len(drawn.difference(delivered)),
        files_read=files_read,
        file_faults=file_faults,
        register_faults=register.faults,
        expectations=with_differences(
            [fold.expectation(each, criteria) for criteria in sets for each in criteria.expectations],
            # Cases that nobody drew establish nothing; of an uneven draw the plain counts are no picture of all cases.
            lambda finding: finding.scope == "register" or (sample.method != "delivered" and not finding.is_weighted),
        ),
        signals=tuple(
            SignalCount(code, title, len(carriers[code])) for code, title in SIGNAL_TITLES.items() if code in carriers
        ),
        crosses=_crosses(seen),
        open_judgements=sum(
            case in drawn
            and not counting.result_of(observation)[1]
            and observation.reason_code != counting.NOT_DELIVERED
            for cases in seen.values()
            for case, observation in cases.items()
        ),
        discuss_today=len(carriers["i"]),
        fault_counts=dict(sorted(Counter(fault.code for fault in faults).items())),
    )


@dataclass(frozen=True, slots=True)
class _Fold:
    """Everything that the findings of one audit share."""

    seen: Seen
    rows: Mapping[str, RegisterRow]
    sample: Sample
    targets: Mapping[str, Target]
    domains: Mapping[str, Domain]
    short_reason: Callable[[str, str], str]

    def expectation(self, expectation: Expectation, criteria: CriteriaSetFile) -> ExpectationFinding:
        source = expectation.source
        cases = tuple(self._cases(expectation))
        return ExpectationFinding(
            set_id=criteria.info.id,
            criterion=expectation.criterion,
            expectation=expectation.expectation,
            title=expectation.title,
            norm=expectation.norm,
            source=f"{source.document}, {source.place}",
            origin=source.origin,
            judged_by=expectation.judged_by,
            person_reason=expectation.person_reason,
            block=expectation.block,
            tally=counting.tally(map(_together, cases)),
            questions=tuple(self._question(each, expectation, criteria) for each in expectation.questions),
            plan_target=expectation.plan_target,
            not_delivered=counting.awaited([one for one in case if one] for case in cases),
        )

    def is_before_valid_from(self, criteria: CriteriaSetFile) -> bool:
        """Whether the set was used on a melding from before its norms held."""
        judged = {
            case
            for question in criteria.questions
            for case, observation in self.seen[question.id].items()
            if observation.outcome is not Outcome.NOT_APPLICABLE
        }
        days = (self.rows[case].dates.get("datum_melding") for case in judged if case in self.rows)
        return any(day < criteria.info.valid_from for day in days if day is not None)

    def _question(self, question: Question, expectation: Expectation, criteria: CriteriaSetFile) -> QuestionFinding:
        cases = self.seen[question.id]
        results = {case: counting.result_of(observation) for case, observation in cases.items()}
        is_drawn = not _is_term(question)
        domain = self.domains.get(question.id, whole(self.sample))
        basis = basis_of(results, self.sample, domain, is_drawn=is_drawn)
        counted, interval = counting.tally(results.values()), basis.interval()
        is_by_lot = basis.source == "drawn"
        is_plain = interval is not None and not basis.is_weighted
        target = self.targets.get(question.id) or self.targets.get(expectation.expectation)
        found = self._verdict(question, basis, target)
        other, differs = (None, 0) if is_drawn else counting.other_reading(cases.values(), criteria.info.term_reading)
        return QuestionFinding(
            question=question.id,
            title=question.question,
            explanation=question.explanation,
            origin=question.source.origin,
            scope="drawn" if is_drawn else "register",
            tally=counted,
            estimate=basis.share(),
            # Without anything judged not even these two say something.
            worst=basis.after(worst).share() if counted.judged else None,
            best=basis.after(best).share() if counted.judged else None,
            population=basis.population,
            interval=interval,
            wilson=wilson(counted.met, counted.judged) if is_plain else None,
            clopper_pearson=clopper_pearson(counted.met, counted.judged) if is_plain else None,
            reasons=counting.reasons(cases.values(), self.short_reason),
            groups=counting.groups(results, self.rows),
            measure=question.measure,
            target=target,
            verdict=found,
            other_reading=other,
            other_reading_differs=differs,
            counts_for_expectation=question.counts_for_expectation,
            is_weighted=basis.is_weighted,
            strata_unjudged=basis.strata_unjudged,
            more_needed=more_needed(basis, target) if target and found == NOT_ESTABLISHED else None,
            durations=() if is_drawn else counting.durations(cases.values(), self.rows),
            target_is_late=is_late(target, self.sample) if target and is_drawn else None,
            not_delivered=counting.awaited([one] for one in cases.values()),
            strata=basis.parts if basis.is_weighted else (),
            askable=domain.size if is_by_lot and domain.size < self.sample.population else None,
            population_from=("register" if domain.is_known else "conservative") if is_by_lot else None,
        )

    def _verdict(self, question: Question, basis: Basis, target: Target | None) -> str | None:
        found = verdict(basis, target)
        # Without monitoring 1.5.3 and 1.5.4 do not apply, so that what was never done would look good.
        if found == SUFFICIENT and question.id in RESTS_ON_MONITORING and self._monitoring_is_missing():
            return NOT_ESTABLISHED
        return found

    def _monitoring_is_missing(self) -> bool:
        monitored = counting.tally(map(counting.result_of, self.seen.get(MONITORED, {}).values()))
        missing, due = monitored.not_met + monitored.open_not_met, monitored.judged + monitored.open
        return missing > FEW * due

    def _cases(self, expectation: Expectation) -> Iterator[tuple[Observation | None, ...]]:
        """Each case on the toetsvragen that count; a text toetsvraag among them limits it to the drawn cases."""
        counting_questions = [question for question in expectation.questions if question.counts_for_expectation]
        texts = [question for question in counting_questions if not _is_term(question)]
        for case in dict.fromkeys(case for question in texts or counting_questions for case in self.seen[question.id]):
            yield tuple(self.seen[question.id].get(case) for question in counting_questions)


def _together(case: Iterable[Observation | None]) -> counting.Result:
    """All toetsvragen of one case; one that was not observed cannot be judged."""
    return counting.combine([counting.result_of(one) if one else (Outcome.UNDECIDED, False) for one in case])


def _sort_out(observations: Iterable[Observation], sets: Sequence[CriteriaSetFile], drawn: Collection[str]) -> Seen:
    questions = {question.id: question for criteria in sets for question in criteria.questions}
    seen: dict[str, dict[str, Observation]] = {question: {} for question in questions}
    for observation in observations:
        if observation.question not in questions:
            raise ValueError(f"{observation.question} stands in none of the criteria sets")
        cases = seen[observation.question]
        if observation.zaaknummer in cases:
            raise ValueError(f"{observation.question} was observed twice for one case")
        if _is_term(questions[observation.question]) or observation.zaaknummer in drawn:
            counted = _counted(observation)
            cases[counted.zaaknummer] = counted
    return seen


def _counted(observation: Observation) -> Observation:
    """Only what is counted, each word once: quotes and repeated words of thousands of dossiers fill the memory."""
    return replace(
        observation,
        zaaknummer=intern(observation.zaaknummer),
        expectation=intern(observation.expectation),
        question=intern(observation.question),
        reason_code=intern(observation.reason_code),
        reason="",
        evidence=_QUOTED if observation.evidence else (),
        against=(),
        searched=_READ if observation.searched else (),
    )


_QUOTED = (Evidence("", 1, 0, 0, ""),)
_READ = ("",)


def _is_term(question: Question) -> bool:
    return question.check.kind == "term_kept"


def _crosses(seen: Seen) -> tuple[CrossTally, ...]:
    if not (seen.get(TALKED_TO) and seen.get(TRIAGE)):
        return ()
    return (
        counting.cross(
            "Alle betrokkenen gesproken en triage op tijd",
            (seen[TALKED_TO], ("iedereen gesproken, of de reden staat er", "niet iedereen gesproken")),
            (seen[TRIAGE], ("triage op tijd", "triage te laat")),
        ),
    )
