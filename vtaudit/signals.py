"""Signals: what a person should talk about; reported beside the score, never in it (toetsvragen.md, Signals)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vtaudit.case import Case
from vtaudit.catalogue.reasons import ReasonTexts
from vtaudit.language.statements import Statement
from vtaudit.model import Evidence, Observation, Outcome, Signal

_AGREEMENTS, _LETTER, _MONITORED, _LATE, _WHY = "1.3.3-a", "1.3.3-d", "1.5.2-c", "2.1.2-a", "2.1.2-b"
_PRIVATE = (
    "familie",
    "buur",
    "netwerk",
    "vriend",
    "kennis",
    "vrijwilliger",
    "grootouder",
    "oma",
    "opa",
    "tante",
    "oom",
)
_DELAYS = {
    "reden_bewuste_keuze": ("vii-c", "delay_chosen"),
    "reden_buiten_invloed": ("vii-b", "delay_outside"),
    "reden_eigen_invloed": ("vii-a", "delay_own"),
}
CLASSES = tuple(code for code, _ in _DELAYS.values())


def find_signals(case: Case, observations: Sequence[Observation], reasons: ReasonTexts) -> tuple[Signal, ...]:
    """The signals of one case; `reasons` words them."""
    seen = {observation.question: observation for observation in observations}
    return tuple(
        Signal(case.zaaknummer, code, reasons.sentence("", reason), evidence)
        for code, reason, evidence in _found(case, seen)
    )


def _found(case: Case, seen: Mapping[str, Observation]) -> Iterator[tuple[str, str, tuple[Evidence, ...]]]:
    if case.text("uitkomst") == "bevestigd" and case.is_complete:
        agreements = seen.get(_AGREEMENTS)
        none_made = agreements is None or agreements.outcome is Outcome.NOT_APPLICABLE
        if none_made and not case.planned and not case.carried_out and not _held(case, "monitoring_bij"):
            yield "i", "signal_nothing_arranged", ()
        if none_made and agreements is not None:
            yield "ii", "signal_no_agreements", ()
    letter = seen.get(_LETTER)
    if letter and letter.outcome is Outcome.MET and letter.reason_code != "document_found":
        yield "iii", "signal_letter_mentioned", letter.evidence
    monitored = seen.get(_MONITORED)
    if monitored and monitored.outcome is Outcome.NOT_MET and monitored.reason_code == "not_carried_out":
        yield "iv", "signal_monitoring_due", monitored.against
    received = case.events.get("datum_melding")
    if received and received.other and received.other < received.day and received.evidence:
        yield "v", "signal_earlier_receipt", (received.evidence,)
    if any(word in case.text("melder").casefold() for word in _PRIVATE) and _held(case, "melder_hoorde_inhoud"):
        yield "vi", "signal_privacy", tuple(statement.evidence for statement in _held(case, "melder_hoorde_inhoud"))
    late, why = seen.get(_LATE), seen.get(_WHY)
    if late and late.outcome is Outcome.NOT_MET and why and why.outcome is Outcome.MET:
        yield from _delay(case, why)


def _held(case: Case, frame: str) -> tuple[Statement, ...]:
    return tuple(statement for statement in case.of(frame) if statement.counts)


def _delay(case: Case, why: Observation) -> Iterator[tuple[str, str, tuple[Evidence, ...]]]:
    """The class of the recorded reason: the first class with a statement on the quoted passage, else none."""
    quoted = {(quote.document, quote.page, quote.start) for quote in why.evidence}
    for frame, (code, reason) in _DELAYS.items():
        evidence = tuple(
            s.evidence for s in _held(case, frame) if (s.evidence.document, s.evidence.page, s.evidence.start) in quoted
        )
        if evidence:
            yield code, reason, evidence
            return
