"""The case: where register and documents meet. Dated events each with its origin, statements, who is covered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.coverage import Cover
from vtaudit.language.informants import informants
from vtaudit.language.informed import by_telling, told_covers
from vtaudit.language.letters import closing_quote
from vtaudit.language.monitoring import (
    PlannedMoment,
    contacts,
    in_records,
    likely_planned,
    planned,
    records,
    without_own_day,
    without_those_spoken_to,
)
from vtaudit.language.passages import Passage
from vtaudit.language.reader import Reader, Reading
from vtaudit.language.records import with_late_records, without_attempts
from vtaudit.language.refiled import speaks_to_nobody
from vtaudit.language.safety import safety_covers
from vtaudit.language.scope import Status
from vtaudit.language.second_opinion import Opinion, SecondOpinion
from vtaudit.language.statements import Statement
from vtaudit.language.talks import spoken_before, to_speak
from vtaudit.model import Dossier, Evidence, ReadState, RegisterRow

DATE_COLUMNS = (
    "datum_melding",
    "datum_triagebesluit",
    "datum_start_onderzoek",
    "datum_afronding_onderzoek",
    "datum_inzet_vervolgtraject",
    "datum_afsluiting",
)
_LETTERS = ("afsluitbrief", "onderzoeksrapportage")
_PLAN, _WITH = "monitoring_moment", "monitoring_bij"
_IN_RECORDS = ("effect_hulp",)
_TOLD = ("melder_geinformeerd", "informant_geinformeerd")
_WHEN = "1.5.2-b"
"""The toetsvraag on which the second opinion may point at a planned moment that the rules have no words for."""
# What is written down later than this after the decision tells of help that started since.
_AFTERTHOUGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Event:
    """A dated step of the case. `origin` is register or dossier; `other` is what the other one says, if it differs."""

    name: str
    day: date
    origin: str
    evidence: Evidence | None = None
    other: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A final letter or report to betrokkenen, with its day and the lines that close the case as evidence."""

    part: int
    kind: str
    is_concept: bool
    day: date | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that checks may look at, immutable.

    `has_documents` is false when nothing was delivered, `is_complete` when every file was read whole. `opinions` are
    those of the second reading, by toetsvraag. `has_ocr` is true when a page was read with text recognition, which may
    have missed words.
    `unreadable_dates` are register cells that hold something nobody can read or dates that contradict each other.
    """

    zaaknummer: str
    row: RegisterRow | None
    events: Mapping[str, Event]
    statements: Mapping[str, tuple[Statement, ...]]
    covers: Mapping[str, tuple[Cover, ...]]
    planned: tuple[PlannedMoment, ...]
    carried_out: tuple[tuple[date, Evidence], ...]
    letters: tuple[Letter, ...]
    informants: int
    handed_to_involved_partner: bool
    has_documents: bool
    is_complete: bool
    searched: tuple[str, ...]
    unreadable_dates: Mapping[str, str]
    has_monitoring_record: bool
    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    has_ocr: bool = False

    def day(self, name: str) -> date | None:
        """The day of an event, None when it stands nowhere."""
        event = self.events.get(name)
        return event.day if event else None

    def text(self, column: str) -> str:
        """A register value, empty when the cell is empty or the case has no row."""
        return self.row.texts.get(column, "") if self.row else ""

    def of(self, frame: str) -> tuple[Statement, ...]:
        """The statements that fill a frame."""
        return self.statements.get(frame, ())


def _without_concepts(dossier: Dossier, reading: Reading) -> Reading:
    """A mail or letter that is not final has told nobody anything."""
    unsent = {number for number, part in enumerate(dossier.parts) if part.is_concept}
    return replace(
        reading,
        statements=tuple(
            replace(each, status=Status.INTENDED, counts=False)
            if each.frame in _TOLD and each.counts and each.part in unsent
            else each
            for each in reading.statements
        ),
    )


def build_case(dossier: Dossier, reader: Reader, peildatum: date, second: SecondOpinion | None = None) -> Case:
    """Join the register row with what the documents say; what lies after the peildatum has not happened."""
    row = dossier.row
    dates = {name: day for name, day in (row.dates if row else {}).items() if day <= peildatum}
    reading = reader.read(dossier, dates)
    events = _events(reading, dates)
    known = {name: event.day for name, event in events.items()}
    if {name: known[name] for name in known if name in dates} != known:
        reading = reader.read(dossier, known)
    decision = known.get("datum_triagebesluit")
    reading = _without_concepts(dossier, reading)
    told = reading.of("informant_geinformeerd")
    asked = informants(reading.passages, reading.marks, reading.setting)
    asked = by_telling(reading.passages, asked, told, reading.setting)
    reading = with_late_records(without_attempts(reading))
    held = contacts(reading, peildatum)
    statements = {frame: _until(reading.of(frame), peildatum) for frame in reader.frames}
    for frame in _IN_RECORDS:
        statements[frame] = in_records(reading, statements.get(frame, ()), held)
    for frame in (_PLAN, _WITH):
        statements[frame] = without_own_day(reading, statements[frame], held)
    ahead = statements[_PLAN]
    # The day of a record alone may hide a plan that is not read.
    doubtful = tuple(replace(plan, sure=False) for plan in reading.of(_PLAN))
    plans = tuple(plan for plan in ahead if plan.part not in {contact.part for contact in held})
    statements[_PLAN] = plans if any(plan.counts for plan in plans) else statements[_PLAN]
    statements[_WITH] = without_those_spoken_to(reading, statements[_WITH], held)
    covers: dict[str, tuple[Cover, ...]] = {
        "gezinsleden": safety_covers(reading.passages, reading.marks, reading.setting, records(held)),
        "informanten": told_covers(
            reading.passages,
            asked,
            told,
            reading.setting,
            reading.of("melder_geinformeerd"),
        ),
        "te_spreken": spoken_before(reading.passages, reading.marks, reading.setting, decision or peildatum)
        if to_speak(reading.setting.people)
        else (),
    }
    opinions = second.read(reading) if second else {}
    likely = likely_planned(reading, known, opinions[_WHEN].evidence) if _WHEN in opinions else ()
    return Case(
        zaaknummer=dossier.zaaknummer,
        row=row,
        events=events,
        statements=statements,
        covers=covers,
        planned=planned(reading, ahead, known) or likely or planned(reading, doubtful, known),
        carried_out=tuple((contact.day, contact.evidence) for contact in held if contact.day),
        letters=_letters(dossier, reading),
        informants=len(asked),
        handed_to_involved_partner=_partner_involved(reading, row),
        has_documents=bool(dossier.parts) or bool(dossier.documents),
        is_complete=dossier.is_complete,
        searched=tuple(
            document.path for document in dossier.documents if document.state in (ReadState.READ, ReadState.PARTIAL)
        ),
        unreadable_dates=_doubtful(row),
        has_monitoring_record=bool(held),
        opinions=opinions,
        has_ocr=any(page.ocr is not None for document in dossier.documents for page in document.pages),
    )


def case_of_row(row: RegisterRow, columns: Collection[str], peildatum: date) -> Case:
    """The case as far as the register tells it, before anybody has a document.

    Without a date, a column that is among `columns` says that this step was not taken; any other leaves it open.
    """
    days = {name: day for name in DATE_COLUMNS if (day := row.dates.get(name)) and day <= peildatum}
    return Case(
        zaaknummer=row.zaaknummer,
        row=row,
        events={name: Event(name, day, "register") for name, day in days.items()},
        statements={},
        covers={},
        planned=(),
        carried_out=(),
        letters=(),
        informants=0,
        handed_to_involved_partner=False,
        has_documents=False,
        is_complete=False,
        searched=(),
        unreadable_dates={**dict.fromkeys({*DATE_COLUMNS}.difference(columns, days), "date_missing"), **_doubtful(row)},
        has_monitoring_record=False,
    )


def _until(statements: tuple[Statement, ...], peildatum: date) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements if statement.date is None or statement.date <= peildatum)


def _doubtful(row: RegisterRow | None) -> dict[str, str]:
    if row is None:
        return {}
    found = dict.fromkeys(row.unreadable, "date_unreadable")
    for contradiction in row.contradictions:
        if len(contradiction.columns) > 1:
            # A case cannot be without its melding; it is the step after it that stands on a day that cannot be.
            found.update({column: "dates_contradict" for column in contradiction.columns if column != "datum_melding"})
    return found


# ---------------------------------------------------------------- events


def _events(reading: Reading, dates: Mapping[str, date]) -> dict[str, Event]:
    events: dict[str, Event] = {}
    for name in DATE_COLUMNS:
        told = _told_day(reading, name, dates)
        if name in dates:
            other = told if told is not None and told.weight == _FIELD and told.day != dates[name] else None
            events[name] = Event(
                name, dates[name], "register", other.evidence if other else None, other.day if other else None
            )
        elif told:
            events[name] = Event(name, told.day, "dossier", told.evidence)
    return events


_FIELD = 9
_WORDS = {
    "datum_triagebesluit": ("dag_triage", "besluit_daad"),
    "datum_start_onderzoek": ("dag_start", "start_daad"),
    "datum_afronding_onderzoek": ("dag_afronding", "eind_daad"),
    "datum_inzet_vervolgtraject": ("dag_inzet", "start_daad"),
    "datum_afsluiting": ("dag_sluiting", "sluit_daad"),
    "datum_melding": ("dag_melding",),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the documents name for a step; `weight` says how plainly."""

    day: date
    evidence: Evidence
    weight: int


def _told_day(reading: Reading, name: str, dates: Mapping[str, date]) -> _Told | None:
    """The one day that the documents name most plainly; two days are no answer, nor is one before the melding."""
    received = dates.get("datum_melding")
    found: dict[int, dict[date, Evidence]] = {}
    for statement in reading.of(name):
        if not statement.counts:
            continue
        passage = reading.passages[statement.passage]
        day = _day_after_words(passage, name)
        if day is None and statement.weight < _PLAIN:
            day = passage.date
        if day is None or (received is not None and name != "datum_melding" and day < received):
            continue
        found.setdefault(statement.weight, {}).setdefault(day, statement.evidence)
    if not found:
        return None
    weight = max(found)
    days = found[weight]
    if len(days) > 1 and weight >= _PLAIN:
        return None
    # Of notes that all say it is done, the first is of the day itself; later ones look back.
    return _Told(*min(days.items(), key=lambda told: told[0]), weight)


_PLAIN = 5
"""From this weight on a statement must name its day itself; below it the day of the journal entry is meant."""


def _day_after_words(passage: Passage, name: str) -> date | None:
    hits = passage.hits_of(*_WORDS[name])
    offset = passage.tokens[0].start
    start = passage.tokens[hits[0].start].start - offset if hits else 0
    days = []
    for mention in find_dates(passage.source.text[offset : passage.end]):
        if mention.kind is not DateKind.DAY:
            continue
        moment = resolve(mention, passage.date)
        if moment is not None:
            days.append((mention.start < start, abs(mention.start - start), moment.first))
    return min(days)[2] if days else None


# ---------------------------------------------------------------- monitoring, letters, partner


def _letters(dossier: Dossier, reading: Reading) -> tuple[Letter, ...]:
    found = []
    for number, part in enumerate(dossier.parts):
        passages = [passage for passage in reading.passages if passage.part == number]
        is_letter = passages and passages[0].kind in _LETTERS and reading.marks[passages[0].number] is None
        if is_letter and not speaks_to_nobody(passages):
            plainness, quote = closing_quote(passages)
            found.append((plainness, Letter(number, passages[0].kind, part.is_concept, passages[0].date, quote)))
    found.sort(key=lambda each: (-each[0], _LETTERS.index(each[1].kind)))
    return tuple(letter for _, letter in found)


def _partner_involved(reading: Reading, row: RegisterRow | None) -> bool:
    """A ketenpartner that was already in the family at the time of the melding takes over (vb-a exception)."""
    if row is None or row.texts.get("vervolg") != "vervolgtraject":
        return False
    setting = reading.setting
    known = [day for day in (setting.triage, setting.received) if day]
    last = max(known) + _AFTERTHOUGHT if known else None
    return any(
        statement.counts and (last is None or statement.date is None or statement.date <= last)
        for statement in reading.of("partner_betrokken")
    )
