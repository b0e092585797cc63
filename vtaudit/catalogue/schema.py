"""The shape of a criteria set: expectations, toetsvragen, and the closed sets of conditions and checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from vtaudit.model import CriteriaSet, Outcome


class Strict(BaseModel):
    """A value read from a file: frozen, and every key is consumed or refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def iso_day(value: object) -> object:
    """A date written as 2017-03-06 and in no other way; pydantic would also take a bare number for a date."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError("hier hoort een datum te staan als 2017-03-06")


def _yes_no(value: object) -> object:
    return (
        {"true": True, "ja": True, "false": False, "nee": False}.get(value, value) if isinstance(value, str) else value
    )


Prose = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1)]
Day = Annotated[date, BeforeValidator(iso_day)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
SetId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
ExpectationId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\.[a-z0-9]+)*$")]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\.[a-z0-9]+)*-[a-z]$")]
Origin = Literal["gevonden", "onze uitwerking"]

DateColumn = Literal[
    "datum_melding",
    "datum_triagebesluit",
    "datum_start_onderzoek",
    "datum_afronding_onderzoek",
    "datum_inzet_vervolgtraject",
    "datum_afsluiting",
    "datum_registratie",
]
TextColumn = Literal[
    "hoofdnummer",
    "regio",
    "gemeente",
    "team",
    "melder",
    "melder_bekend",
    "aard",
    "urgentie",
    "mdck",
    "vervolg",
    "uitkomst",
    "overdracht_aan",
]
Column = Literal[TextColumn, DateColumn]
Event = Literal["onderzoek_afgerond", "vervolgtraject_ingezet", "triage_besloten", "zaak_afgesloten"]


class Source(Strict):
    """Where a norm comes from; `origin` tells users whether it was found there or is our own reading."""

    document: Prose
    place: Prose
    origin: Origin


# ---------------------------------------------------------------- conditions


class RegisterCondition(Strict):
    """A register column holds one of the values `is`, or is `filled` (or empty, with false)."""

    kind: Literal["register"]
    field: Column
    is_: tuple[Prose, ...] | None = Field(default=None, alias="is", min_length=1)
    filled: YesNo | None = None


class EventCondition(Strict):
    """The event happened at the latest `days` before the peildatum; from the register, else from the documents."""

    kind: Literal["event"]
    event: Event
    days: int = Field(default=0, ge=0)


class StatementCondition(Strict):
    """Some document holds a statement that fills the frame; with `sure` only one that leaves no doubt.

    With `hints` it only points that way: the toetsvraag applies, but not for certain.
    """

    kind: Literal["statement"]
    frame: Name
    sure: bool = False
    hints: bool = False


class DocumentCondition(Strict):
    """A final document of one of these kinds is itself in the dossier."""

    kind: Literal["document"]
    documents: tuple[Name, ...] = Field(min_length=1)


class OutcomeCondition(Strict):
    """Another toetsvraag of the same set had one of these outcomes."""

    kind: Literal["outcome"]
    question: QuestionId
    in_: tuple[Outcome, ...] = Field(alias="in", min_length=1)


class ReporterCondition(Strict):
    """The melder is known to the organisation, or is one of the directbetrokkenen."""

    kind: Literal["reporter"]
    known: YesNo | None = None
    directbetrokkene: YesNo | None = None


class InformantsCondition(Strict):
    """At least so many informants were consulted in this case."""

    kind: Literal["informants"]
    at_least: int = Field(ge=1)


class PartnerCondition(Strict):
    """The melding was not handed over to a ketenpartner that was already involved with the family."""

    kind: Literal["not_handed_to_involved_partner"]


class AnyOf(Strict):
    """Holds when one of the conditions holds."""

    any: tuple[Condition, ...] = Field(min_length=1)


class AllOf(Strict):
    """Holds when every condition holds."""

    all: tuple[Condition, ...] = Field(min_length=1)


class NoneOf(Strict):
    """Holds when not one of the conditions holds."""

    none: tuple[Condition, ...] = Field(min_length=1)


def _condition_kind(value: Any) -> str | None:
    if isinstance(value, dict):
        combinator = next((key for key in ("any", "all", "none") if key in value), None)
        return combinator if "kind" not in value else str(value["kind"])
    return getattr(value, "kind", None)


Condition = Annotated[
    Annotated[RegisterCondition, Tag("register")]
    | Annotated[EventCondition, Tag("event")]
    | Annotated[StatementCondition, Tag("statement")]
    | Annotated[DocumentCondition, Tag("document")]
    | Annotated[OutcomeCondition, Tag("outcome")]
    | Annotated[ReporterCondition, Tag("reporter")]
    | Annotated[InformantsCondition, Tag("informants")]
    | Annotated[PartnerCondition, Tag("not_handed_to_involved_partner")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[NoneOf, Tag("none")],
    Discriminator(_condition_kind),
]

for _combinator in (AnyOf, AllOf, NoneOf):
    _combinator.model_rebuild()


# ---------------------------------------------------------------- checks


class TermKept(Strict):
    """The end date lies within a statutory term after the start date."""

    kind: Literal["term_kept"]
    start: DateColumn
    end: DateColumn
    term: Literal["five_days", "five_days_ten_weeks"]


class StatementFound(Strict):
    """A statement fills the frame, in any document or only in these kinds."""

    kind: Literal["statement_found"]
    frame: Name
    documents: tuple[Name, ...] = ()


class DocumentPresent(Strict):
    """A final document of one of these kinds is in the dossier, or a statement fills `or_frame`."""

    kind: Literal["document_present"]
    documents: tuple[Name, ...] = Field(min_length=1)
    or_frame: Name | None = None


class EveryPersonCovered(Strict):
    """Each person of the group is covered by a statement that fills the frame."""

    kind: Literal["every_person_covered"]
    group: Literal["informanten", "gezinsleden", "te_spreken"]
    frame: Name


class PlannedMomentKept(Strict):
    """What was planned was done at the latest `days` after the (last day of the) planned moment."""

    kind: Literal["planned_moment_kept"]
    planned: Name
    done: Name
    days: int = Field(ge=0)


class AskedOfPerson(Strict):
    """Only a person can judge this; `reason` says why."""

    kind: Literal["asked_of_person"]
    reason: Prose


Check = Annotated[
    TermKept | StatementFound | DocumentPresent | EveryPersonCovered | PlannedMomentKept | AskedOfPerson,
    Field(discriminator="kind"),
]


# ---------------------------------------------------------------- expectations and sets


class Question(Strict):
    """One toetsvraag; all conditions of `applies_when` must hold, `measure` is a draft for the verbeterplan."""

    id: QuestionId
    question: Prose
    explanation: Prose
    source: Source
    measure: Prose
    counts_for_expectation: YesNo = True
    applies_when: tuple[Condition, ...] = ()
    check: Check


class Expectation(Strict):
    """One verwachting of the inspectie; judged by a person it has a reason and no toetsvragen."""

    expectation: ExpectationId
    criterion: ExpectationId
    title: Prose
    norm: Prose
    judged_by: Literal["tool", "person"]
    person_reason: Annotated[str, BeforeValidator(_one_line)] = ""
    block: Annotated[str, BeforeValidator(_one_line)] = ""
    source: Source
    plan_target: Annotated[str, BeforeValidator(_one_line)] = ""
    questions: tuple[Question, ...] = ()


class TargetProfile(Strict):
    """Ready streefwaarden in percents per toetsvraag, which the MT may take over before the draw."""

    id: SetId
    title: Prose
    source: Prose
    percents: dict[QuestionId, Annotated[int, Field(ge=1, le=100)]] = Field(min_length=1)


class SetInfo(Strict):
    """What holds for a whole set; `version` goes up when the meaning of a norm changes, not with a new phrase.

    `warning` is printed when the set is used on meldingen from before `valid_from`.
    """

    id: SetId
    title: Prose
    version: Prose
    valid_from: Day
    term_reading: Literal["kalenderdagen", "werkdagen"]
    decree_days: tuple[Day, ...] = ()
    target_profiles: tuple[TargetProfile, ...] = ()
    warning: Prose


@dataclass(frozen=True, slots=True)
class CriteriaSetFile:
    """A loaded set; `sha256` is over the values of the criteria files, not over comments, layout or examples."""

    info: SetInfo
    expectations: tuple[Expectation, ...]
    directory: Path
    sha256: str

    @property
    def questions(self) -> tuple[Question, ...]:
        """All toetsvragen in the order of their numbers."""
        return tuple(question for expectation in self.expectations for question in expectation.questions)

    def question(self, question_id: str) -> Question:
        """The toetsvraag with this id; KeyError when the set has none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def expectation_of(self, question_id: str) -> Expectation:
        """The verwachting that a toetsvraag belongs to; KeyError when the set has none."""
        for expectation in self.expectations:
            if any(question.id == question_id for question in expectation.questions):
                return expectation
        raise KeyError(question_id)

    def summary(self, *, is_before_valid_from: bool = False) -> CriteriaSet:
        """Name, version and hash for the scorecard, with the warning when earlier meldingen were judged."""
        return CriteriaSet(
            id=self.info.id,
            title=self.info.title,
            version=self.info.version,
            sha256=self.sha256,
            term_reading=self.info.term_reading,
            warning=self.info.warning if is_before_valid_from else "",
        )
