"""Whether a toetsvraag applies: yes, no, or not to be said, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vtaudit.case import Case
from vtaudit.catalogue.schema import (
    AllOf,
    AnyOf,
    Condition,
    DocumentCondition,
    EventCondition,
    InformantsCondition,
    NoneOf,
    OutcomeCondition,
    PartnerCondition,
    RegisterCondition,
    ReporterCondition,
    StatementCondition,
)
from vtaudit.model import Evidence, Observation, Outcome

_EVENTS = {
    "onderzoek_afgerond": "datum_afronding_onderzoek",
    "vervolgtraject_ingezet": "datum_inzet_vervolgtraject",
    "triage_besloten": "datum_triagebesluit",
    "zaak_afgesloten": "datum_afsluiting",
}
_INVOLVED = frozenset(
    {
        *("directbetrokkene", "directbetrokkenen", "betrokkene", "betrokkenen", "pleger", "slachtoffer", "zelf"),
        *("ouder", "ouders", "moeder", "vader", "partner", "kind", "jeugdige", "cliënt"),
    }
)
_RELATED = ("stief", "pleeg", "ex")
"""A stepfather is a father to the case; a grandmother is no mother."""


@dataclass(frozen=True, slots=True)
class Applies:
    """`holds` is None when it cannot be said; `code` explains no or unknown, `sure` a yes or no by the text."""

    holds: bool | None
    code: str = "condition_not_met"
    sure: bool = True
    evidence: tuple[Evidence, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Given:
    case: Case
    peildatum: date
    earlier: Mapping[str, Observation]


def applies(
    conditions: Iterable[Condition], case: Case, peildatum: date, earlier: Mapping[str, Observation]
) -> Applies:
    """All conditions together; `earlier` are the observations of this case so far, by toetsvraag."""
    return _all(conditions, _Given(case, peildatum, earlier))


def _all(conditions: Iterable[Condition], given: _Given) -> Applies:
    results = []
    for condition in conditions:
        results.append(_test(condition, given))
        if results[-1].holds is False:
            return results[-1]
    unknown = next((result for result in results if result.holds is None), None)
    if unknown:
        return unknown
    evidence = tuple(quote for result in results for quote in result.evidence)
    return Applies(True, "", all(result.sure for result in results), evidence)


def _any(results: list[Applies]) -> Applies:
    held = [result for result in results if result.holds]
    if held:
        return next((result for result in held if result.sure), held[0])
    unknown = next((result for result in results if result.holds is None), None)
    return unknown or Applies(False, results[0].code, all(result.sure for result in results))


def _none(results: list[Applies]) -> Applies:
    held = next((result for result in results if result.holds), None)
    if held:
        return Applies(False, "condition_not_met", held.sure, held.evidence)
    unknown = next((result for result in results if result.holds is None), None)
    return unknown or Applies(True, "")


def _test(condition: Condition, given: _Given) -> Applies:
    return _TESTS[type(condition)](condition, given)


def _absent(case: Case, code: str) -> Applies:
    """Absence counts only where everything was read, and is never sure: other words may stand there."""
    if not case.has_documents:
        return Applies(None, "not_delivered")
    return Applies(False, code, sure=False) if case.is_complete else Applies(None, "unreadable")


def _register(condition: RegisterCondition, given: _Given) -> Applies:
    row = given.case.row
    if row is None:
        return Applies(None, "condition_unknown")
    if condition.field in row.unreadable:
        return Applies(None, "condition_unknown")
    value = row.texts.get(condition.field) or (str(row.dates[condition.field]) if condition.field in row.dates else "")
    code = "other_follow_up" if condition.field == "vervolg" else "condition_not_met"
    if condition.is_ is not None and value not in condition.is_:
        return Applies(False, code)
    if condition.filled is not None and bool(value) != condition.filled:
        return Applies(False, code)
    return Applies(True, "")


def _event(condition: EventCondition, given: _Given) -> Applies:
    column = _EVENTS[condition.event]
    event = given.case.events.get(column)
    if event is None:
        if column in given.case.unreadable_dates:
            return Applies(None, given.case.unreadable_dates[column])
        return Applies(False, "not_completed" if condition.event == "onderzoek_afgerond" else "condition_not_met")
    if event.day > given.peildatum - timedelta(days=condition.days):
        return Applies(False, "too_recent" if condition.days else "not_completed")
    evidence = (event.evidence,) if event.evidence else ()
    return Applies(True, "", event.origin == "register", evidence)


def _statement(condition: StatementCondition, given: _Given) -> Applies:
    held = [
        statement
        for statement in given.case.of(condition.frame)
        if statement.counts and (statement.sure or not condition.sure)
    ]
    if held:
        best = next((statement for statement in held if statement.sure), held[0])
        return Applies(True, "", best.sure and not condition.hints, (best.evidence,))
    return _absent(
        given.case,
        "no_agreements" if condition.frame in ("afspraken_nodig", "veiligheidsafspraak") else "condition_not_met",
    )


def _document(condition: DocumentCondition, given: _Given) -> Applies:
    letters = [letter for letter in given.case.letters if letter.kind in condition.documents and not letter.is_concept]
    if letters:
        return Applies(True, "")
    return _absent(given.case, "letter_not_enclosed")


def _outcome(condition: OutcomeCondition, given: _Given) -> Applies:
    before = given.earlier.get(condition.question)
    if before is None:
        return Applies(None, "condition_unknown")
    if before.outcome is Outcome.UNDECIDED and Outcome.UNDECIDED not in condition.in_:
        return Applies(None, before.reason_code)
    if before.outcome in condition.in_:
        # Where both outcomes will do, what was found shows that it applies, also when that was not sure.
        return Applies(True, "", before.sure or (len(condition.in_) > 1 and before.outcome is Outcome.MET))
    return Applies(
        False, before.reason_code if before.outcome is Outcome.NOT_APPLICABLE else "condition_not_met", before.sure
    )


def _reporter(condition: ReporterCondition, given: _Given) -> Applies:
    known = given.case.text("melder_bekend") != "nee" and given.case.text("melder") not in ("onbekend", "anoniem")
    if condition.known is not None and known != condition.known:
        return Applies(False, "reporter_unknown")
    # "Een collega van moeder" is not the mother.
    role = re.split(r"\bvan\b", given.case.text("melder").casefold())[0]
    involved = any(_is_involved(word) for word in re.findall(r"[^\W\d_]+", role))
    if condition.directbetrokkene is not None and involved != condition.directbetrokkene:
        return Applies(False, "reporter_involved")
    return Applies(True, "")


def _is_involved(word: str) -> bool:
    return word in _INVOLVED or any(word.removeprefix(prefix) in _INVOLVED for prefix in _RELATED)


def _informants(condition: InformantsCondition, given: _Given) -> Applies:
    if given.case.informants >= condition.at_least:
        return Applies(True, "")
    return _absent(given.case, "no_informants")


def _partner(condition: PartnerCondition, given: _Given) -> Applies:
    if given.case.handed_to_involved_partner:
        return Applies(False, "partner_involved", sure=False)
    return Applies(True, "")


_TESTS: Mapping[type, Callable[..., Applies]] = {
    AnyOf: lambda condition, given: _any([_test(each, given) for each in condition.any]),
    AllOf: lambda condition, given: _all(condition.all, given),
    NoneOf: lambda condition, given: _none([_test(each, given) for each in condition.none]),
    RegisterCondition: _register,
    EventCondition: _event,
    StatementCondition: _statement,
    DocumentCondition: _document,
    OutcomeCondition: _outcome,
    ReporterCondition: _reporter,
    InformantsCondition: _informants,
    PartnerCondition: _partner,
}
