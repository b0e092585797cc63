"""Monitoring of one case: the moments that were planned, the contacts that took place, what stands in their records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vtaudit.dates import DateKind, Moment
from vtaudit.language.layout import LineKind
from vtaudit.language.moments import planned_moments
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.reader import Reading
from vtaudit.language.records import CONTACT, LATE, NEAR_CLOSING, PLANS, days_in, tells_something
from vtaudit.language.scope import Status
from vtaudit.language.statements import Statement
from vtaudit.model import Evidence

PLAN = "monitoring_moment"
_LETTERS = ("afsluitbrief", "onderzoeksrapportage", "brief")
_LATER_TOLD = ("mail", "brief", "gespreksverslag", "overig")
_SAME_PLAN = timedelta(days=21)
_ABOVE = 8
_FORM_LENGTH = 12
_TITLE_LENGTH = 8
_DAY_ABOVE, _BARE_DAY = 2, 4
_ENTRIES = ("contactjournaal", "mail", "brief", "gespreksverslag", "overig", "terugkoppeling")
_FORMS = ("formulier", "formulier_kort")
_MOST = 240


@dataclass(frozen=True, slots=True)
class PlannedMoment:
    """A moment of monitoring that was planned, and the statement that plans it."""

    moment: Moment
    statement: Statement


@dataclass(frozen=True, slots=True)
class Contact:
    """A monitoring contact that took place, with the entry of the dossier that records it."""

    day: date | None
    part: int
    entry: int
    evidence: Evidence


def planned(reading: Reading, plans: Iterable[Statement], known: Mapping[str, date]) -> tuple[PlannedMoment, ...]:
    """Every planned moment once; a later entry that moves or drops the plan takes the place of what went before.

    `known` are the dates of the case by register column: periods from closing run from them.
    """
    found: list[PlannedMoment] = []
    told = {statement.passage for statement in reading.of(CONTACT) if statement.counts}
    for statement in sorted(plans, key=lambda each: (each.date or date.min, each.passage)):
        passage = reading.passages[statement.passage]
        if statement.status is Status.WITHDRAWN or (statement.counts and passage.hits_of("monitoring_verzet")):
            found = [plan for plan in found if (plan.statement.date or date.min) > (statement.date or date.max)]
        if not statement.counts or statement.passage in told:
            continue
        moments = list(_moments(passage, statement, known))
        if moments and passage.hits_of("monitoring_verzet"):
            # 'Van 9 september verschoven naar 7 oktober'
            moments = [max(moments, key=lambda moment: moment.last)]
        found.extend(PlannedMoment(moment, statement) for moment in moments)
    found = _after_closing(found, _anchors(known).get("afsluiting"))
    return tuple(_merged([plan for plan in found if plan.statement.sure] or found))


def _after_closing(plans: list[PlannedMoment], closed: date | None) -> list[PlannedMoment]:
    """Monitoring follows closing, so a moment before it counts only where no other was planned."""
    after = {plan.statement.passage for plan in plans if closed and plan.moment.first > closed}
    # 'Op 10 mei en op 11 september': planned together they stand together
    return [plan for plan in plans if plan.statement.passage in after] if after else plans


def likely_planned(reading: Reading, known: Mapping[str, date], evidence: Evidence) -> tuple[PlannedMoment, ...]:
    """The moments in the passage that the second opinion points at, for where the rules know no words for the plan."""
    passage = next((each for each in reading.passages if each.quote() == evidence), None)
    if passage is None:
        return ()
    plan = Statement(
        PLAN, "tweede_lezing", passage.number, passage.part, passage.kind, passage.date,
        Status.DONE, True, False, 1, evidence,
    )  # fmt: skip
    return tuple(_merged([PlannedMoment(moment, plan) for moment in _moments(passage, plan, known)]))


def _moments(passage: Passage, statement: Statement, known: Mapping[str, date]) -> Iterable[Moment]:
    anchors = _anchors(known)
    closed = anchors.get("afsluiting")
    if passage.date and passage.kind in _LETTERS:
        anchors["verzending"] = passage.date
    written = passage.date if passage.kind != "monitoring" else _form_day(passage, closed)
    floor = written if statement.pattern != "veld" else closed and closed - NEAR_CLOSING
    plans = [plan for plan in planned_moments(passage, anchors, written or closed) if plan.moment]
    if len(plans) > 1 and plans[0].start == 0 and plans[0].moment == Moment(written or date.max, written or date.max):
        # "5/7 RK – aanvulling: we kijken na in oktober": the day of writing stands before the plan
        plans = plans[1:]
    named = [plan.moment for plan in plans if plan.moment and plan.mention.kind is not DateKind.RELATIVE]
    for plan in plans:
        # 'Over drie maanden, in september': the calendar says it more exactly than the count
        counted = plan.mention.kind is DateKind.RELATIVE and any(_is_near(plan.moment, other) for other in named)
        if plan.moment and not counted and (floor is None or plan.moment.last >= floor):
            yield plan.moment


def _form_day(passage: Passage, closed: date | None) -> date | None:
    """A monitoring form is made at closing and filled later: a moment in it is counted from the earlier of the two."""
    days = [day for day in (passage.date, closed) if day]
    return min(days, default=None)


def _anchors(known: Mapping[str, date]) -> dict[str, date]:
    closed = (
        known.get("datum_afsluiting")
        or known.get("datum_afronding_onderzoek")
        or known.get("datum_inzet_vervolgtraject")
    )
    started = known.get("datum_inzet_vervolgtraject")
    anchors = {
        "afsluiting": closed,
        "verzending": closed,
        "overdracht": started or closed,
        "start": started or known.get("datum_start_onderzoek"),
        "melding": known.get("datum_melding"),
    }
    return {name: day for name, day in anchors.items() if day is not None}


def _merged(plans: list[PlannedMoment]) -> Iterable[PlannedMoment]:
    """The same moment told twice counts once, by its most exact telling."""
    kept: list[PlannedMoment] = []
    for plan in sorted(plans, key=lambda each: (each.moment.last - each.moment.first, -each.statement.weight)):
        if not any(_same(plan, other) for other in kept):
            kept.append(plan)
    return sorted(kept, key=lambda each: (each.moment.last, each.statement.passage))


def _same(one: PlannedMoment, other: PlannedMoment) -> bool:
    if one.moment == other.moment:
        return True
    if one.statement.passage == other.statement.passage:
        # 'In maart 2016, op 12 maart'
        inner, outer = sorted((one.moment, other.moment), key=lambda moment: moment.last - moment.first)
        return outer.first <= inner.first and inner.last <= outer.last
    return _is_near(one.moment, other.moment)


def _is_near(one: Moment | None, other: Moment | None) -> bool:
    return bool(one and other and one.first - _SAME_PLAN <= other.last and other.first - _SAME_PLAN <= one.last)


def contacts(reading: Reading, peildatum: date) -> tuple[Contact, ...]:
    """Every monitoring contact that is recorded on or before the peildatum; a day that stands nowhere is None."""
    found = []
    for statement in reading.of(CONTACT):
        if not statement.counts:
            continue
        passage = reading.passages[statement.passage]
        day = passage.date if statement.pattern == LATE else None
        day = day or _day(reading, passage)
        if day is None or day <= peildatum:
            found.append(Contact(day, passage.part, passage.entry, _proof(reading, passage, statement.evidence, day)))
    return tuple(found)


def _proof(reading: Reading, passage: Passage, evidence: Evidence, day: date | None) -> Evidence:
    """The words of contact together with the line above that gives its day, where those stand close together.

    A title or a day alone says nothing of the contact: what is told first below it belongs with it.
    """
    if day is None or day in days_in(passage):
        return evidence if _says_more(passage) else _with_first_told(reading, passage)
    before = previous_in_entry(reading.passages, passage, _ABOVE)
    dated = next((other for other in before if day in days_in(other) and _is_its_own_day(other)), None)
    if dated is None:
        return evidence
    whole = passage.source.quote(dated.tokens[0].start, passage.tokens[-1].end)
    return whole if len(whole.quote) <= _MOST else dated.quote()


def _is_its_own_day(passage: Passage) -> bool:
    return "monitoring_moment_label" not in passage.label_hits or "uitgevoerd" in passage.label_hits


def _says_more(passage: Passage) -> bool:
    return len(passage.tokens) > _TITLE_LENGTH and passage.line_kind is not LineKind.HEADING


def _with_first_told(reading: Reading, passage: Passage) -> Evidence:
    below = following_in_entry(reading.passages, passage, _ABOVE)
    told = next((other for other in below if tells_something(reading, other)), None)
    whole = passage.source.quote(passage.tokens[0].start, (told or passage).tokens[-1].end)
    return whole if len(whole.quote) <= _MOST else passage.quote()


def _day(reading: Reading, passage: Passage) -> date | None:
    """The day behind the words of contact, else that of the record: its own heading before the date of the file."""
    own = days_in(passage)
    if passage.kind != "monitoring":
        return own[0] if own and passage.kind != "contactjournaal" else passage.date
    if own:
        return own[0]
    above = previous_in_entry(reading.passages, passage, _DAY_ABOVE)
    if bare := next((days for other in above if len(other.tokens) <= _BARE_DAY and (days := days_in(other))), None):
        return bare[0]
    same = [other for other in reading.passages if (other.part, other.entry) == (passage.part, passage.entry)]
    for other in same:
        if other.number in {s.passage for s in reading.of(CONTACT) if s.counts} and (days := days_in(other)):
            return days[0]
    if any(passage.date in days_in(other) for other in same[:4]):
        return passage.date
    for other in same[:4]:
        if not other.label_hits & {"monitoring_moment_label"} - {"uitgevoerd_label"} and (days := days_in(other)):
            return days[0]
    return passage.date


def without_own_day(
    reading: Reading, statements: Iterable[Statement], found: Iterable[Contact]
) -> tuple[Statement, ...]:
    """Statements but for the title and the own day of a record: these tell of the contact, not of a plan for it."""
    days: dict[int, set[date]] = {}
    for contact in found:
        days.setdefault(contact.part, set()).update({contact.day} if contact.day else set())
    return tuple(
        statement
        for statement in statements
        if statement.kind != "monitoring"
        or statement.part not in days
        or not _is_own_line(reading, reading.passages[statement.passage], statement.frame, days[statement.part])
    )


def _is_own_line(reading: Reading, passage: Passage, frame: str, days: set[date]) -> bool:
    if passage.hits_of("gepland_woord", "monitoring_verzet"):
        return False
    titles = passage.is_first_of_part or passage.line_kind is LineKind.HEADING
    moments = [plan.moment for plan in planned_moments(passage, reference=passage.date)]
    own = all(
        moment is not None
        and any(moment.first <= day <= moment.last for day in days)
        and (titles or moment.first == moment.last)
        for moment in moments
    )
    if frame != PLAN:
        with_whom = passage.label_hits & {"monitoring_bij_label", "bij_wie_kolom"}
        return own and (titles or not passage.label_hits & PLANS) and not with_whom
    if not own or titles or not moments:
        return own
    if "monitoring_sterk" in passage.label_hits:
        return False
    return not any(
        other.part == passage.part and other.number != passage.number and days & set(days_in(other))
        for other in reading.passages
        if other.kind == passage.kind and "uitgevoerd_label" in other.label_hits
    )


def without_those_spoken_to(
    reading: Reading, statements: Iterable[Statement], found: Iterable[Contact]
) -> tuple[Statement, ...]:
    """Plans with whom, but for what a form tells of the contact itself: who was spoken to.

    A form often has two halves, the plan made at closing and the record below it; the first half stays a plan.
    """
    found = tuple(found)
    parts, places = {contact.part for contact in found}, records(found)
    return tuple(
        plan
        for plan in statements
        if not _of_the_contact(reading, plan, places)
        and not _tells_of_trying(reading, plan)
        and (plan.pattern not in _FORMS or plan.part not in parts or _in_first_half(reading, plan))
    )


def _of_the_contact(reading: Reading, plan: Statement, places: frozenset[tuple[int, int]]) -> bool:
    """A weak sign of a plan in the journal entry of the contact itself: more likely it tells of that contact."""
    closed, passage = reading.setting.closed, reading.passages[plan.passage]
    if plan.sure or plan.kind != "contactjournaal" or (plan.part, passage.entry) not in places:
        return False
    late = closed is not None and plan.date is not None and plan.date >= closed + NEAR_CLOSING
    return late and not passage.hits_of("gepland_woord", "volg_later")


def _tells_of_trying(reading: Reading, plan: Statement) -> bool:
    """Written weeks after closing, with nothing that lies ahead: what was done or tried then, not with whom to."""
    closed, passage = reading.setting.closed, reading.passages[plan.passage]
    if plan.kind not in _ENTRIES or closed is None or plan.date is None or plan.date < closed + NEAR_CLOSING:
        return False
    ahead = any(moment.lies_ahead(plan.date) for moment in planned_moments(passage))
    later = passage.hits_of("volg_later") and passage.hits_of("monitoring_sterk", "veilig_thuis")
    return not (ahead or later or passage.hits_of("gepland_woord", "monitoring_verzet"))


def _in_first_half(reading: Reading, plan: Statement) -> bool:
    """Above the passage something is planned and nothing was carried out yet; below it the contact is recorded."""
    here, closed = reading.passages[plan.passage], reading.setting.closed
    above = [other for other in previous_in_entry(reading.passages, here, _FORM_LENGTH) if not other.is_first_of_part]
    below = [other for other in reading.passages[here.number + 1 :] if other.part == here.part]
    return (
        any(other.hits_of("plan_helft") for other in above)
        and not any(other.hits_of("uitvoering_helft") for other in above)
        and not any(closed and day >= closed + NEAR_CLOSING for other in above for day in _written_days(other))
        and any(other.hits_of("uitvoering_helft", "uitgevoerd_verleden") for other in below)
    )


def _written_days(passage: Passage) -> list[date]:
    """The days in a line that names no plan: those on which something was written down or done."""
    return [] if passage.hits_of("gepland_woord", "monitoring_gepland") else days_in(passage)


def records(found: Iterable[Contact]) -> frozenset[tuple[int, int]]:
    """Part and entry of every monitoring contact."""
    return frozenset((contact.part, contact.entry) for contact in found)


def in_records(reading: Reading, statements: Iterable[Statement], found: Iterable[Contact]) -> tuple[Statement, ...]:
    """Statements that stand in a record of a monitoring contact, or in a later piece that says it belongs to one."""
    found = tuple(found)
    places = records(found)
    first = min((contact.day for contact in found if contact.day), default=None)
    about = {
        passage.part
        for passage in reading.passages
        if passage.kind in _LATER_TOLD
        and (passage.hits_of("monitoring_sterk") or "monitoring_sterk" in passage.heading_hits)
    }
    kept = []
    for statement in statements:
        passage = reading.passages[statement.passage]
        if passage.kind == "monitoring" or (passage.part, passage.entry) in places:
            kept.append(statement)
        elif passage.part in about and first and passage.date and passage.date >= first - timedelta(days=3):
            kept.append(replace(statement, sure=False))
    return tuple(kept)
