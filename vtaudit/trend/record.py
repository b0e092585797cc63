"""What is kept of a finished audit to lay beside another one, read from its scorekaart.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import CriteriaSet, Observation, Sample, StratumTally, Tally
from vtaudit.score import FORMAT_VERSION
from vtaudit.score.counting import Result, result_of

_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One toetsvraag with its counts; the fields are those of a QuestionFinding."""

    question: str
    title: str
    scope: str
    tally: Tally
    is_weighted: bool = False
    not_delivered: int = 0
    strata: tuple[StratumTally, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """How the dossiers were chosen; `method` as in a Sample.

    `filtered_by` has the columns that the draw was limited by, and `periode`; `where_sha256` stands for the values in
    those columns, as some may name a person. The days of a period are in neither: another audit has another period.
    """

    method: str
    population: int
    population_sha256: str
    filtered_by: tuple[str, ...] = ()
    where_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One audit as a comparison sees it.

    `where` is what messages call it. `results` holds the result per toetsvraag and zaaknummer; None when the working
    files are gone, so that nobody can tell which cases were looked at. `read` are the cases with a document that was
    read: a drawn case may never have been delivered. `sample` is the draw with its strata; only weighted toetsvragen
    without `strata` of their own need it, and it is None when steekproef.json is gone.
    """

    where: str
    audit_id: str
    tool_version: str
    reader_version: str
    organisation: str
    peildatum: date
    criteria: tuple[CriteriaSet, ...]
    draw: Draw
    questions: tuple[Asked, ...]
    results: Mapping[str, Mapping[str, Result]] | None = None
    read: frozenset[str] = frozenset()
    sample: Sample | None = None


def read_record(
    where: str, scorecard: str, observations: Iterable[Observation] | None = None, sample: Sample | None = None
) -> Record:
    """A record from the text of scorekaart.json and, where they are still there, the observations and the draw.

    Raises VtauditError; the fault names the first places that do not fit, never what stands in them.
    """
    seen = None if observations is None else tuple(observations)
    try:
        card = _Card.model_validate_json(scorecard)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) or "begin" for each in error.errors(include_input=False)]
        more = f" en nog {len(places) - _MOST_PLACES}" if len(places) > _MOST_PLACES else ""
        message = (
            f"Deze scorekaart is niet te lezen of niet volledig. Het gaat mis bij: {', '.join(places[:_MOST_PLACES])}"
        )
        remedy = "Kies een map die vtaudit audit heeft gemaakt, of doe deze audit opnieuw."
        raise VtauditError(Fault("trend-card", f"{where}, scorekaart.json", f"{message}{more}.", remedy)) from None
    if card.format_version > FORMAT_VERSION:
        message = "Deze audit is gemaakt met een nieuwere versie van vtaudit."
        raise VtauditError(Fault("trend-newer", where, message, "Installeer de nieuwste versie van vtaudit."))
    return Record(
        where,
        card.audit_id,
        card.tool_version,
        card.reader_version,
        card.organisation,
        card.peildatum,
        tuple(CriteriaSet(each.id, each.title, each.version, each.sha256, each.term_reading) for each in card.criteria),
        card.sample.value(),
        tuple(each.value() for expectation in card.expectations for each in expectation.questions),
        None if seen is None else _results(seen),
        frozenset(one.zaaknummer for one in seen or () if one.searched),
        sample,
    )


def _results(observations: Iterable[Observation]) -> Mapping[str, Mapping[str, Result]]:
    found: dict[str, dict[str, Result]] = {}
    for one in observations:
        found.setdefault(one.question, {})[one.zaaknummer] = result_of(one)
    return found


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Tally(_Part):
    met: int = Field(ge=0)
    not_met: int = Field(ge=0)
    not_applicable: int = Field(ge=0)
    open_met: int = Field(ge=0)
    open_not_met: int = Field(ge=0)
    open_not_applicable: int = Field(ge=0)
    undecided: int = Field(ge=0)

    def value(self) -> Tally:
        return Tally(**self.model_dump())


class _Stratum(_Part):
    population: int = Field(ge=0)
    tally: _Tally


class _Question(_Part):
    question: str
    title: str
    scope: Literal["register", "drawn"]
    tally: _Tally
    is_weighted: bool
    not_delivered: int = Field(default=0, ge=0)
    strata: tuple[_Stratum, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> _Question:
        seen = [each.tally.value() for each in self.strata]
        together, counted = sum(seen, Tally()), self.tally.value()
        is_room = all(
            each.judged + each.open + each.not_applicable <= stratum.population
            for stratum, each in zip(self.strata, seen, strict=True)
        )
        if seen and not (is_room and (together.met, together.not_met) == (counted.met, counted.not_met)):
            raise ValueError("the strata do not add up")
        return self

    def value(self) -> Asked:
        return Asked(
            self.question,
            self.title,
            self.scope,
            self.tally.value(),
            self.is_weighted,
            self.not_delivered,
            tuple(StratumTally(each.population, each.tally.value()) for each in self.strata),
        )


class _Expectation(_Part):
    questions: tuple[_Question, ...]


class _Set(_Part):
    id: str
    title: str
    version: str
    sha256: str
    term_reading: str


class _Selection(_Part):
    where: dict[str, tuple[str, ...]]
    where_sha256: str
    since: date | None
    until: date | None


class _Sample(_Part):
    method: Literal["all", "random", "delivered"]
    population: int = Field(ge=0)
    population_sha256: str
    selection: _Selection | None = None

    def value(self) -> Draw:
        chosen = self.selection
        if chosen is None:
            return Draw(self.method, self.population, self.population_sha256)
        columns = (*sorted(chosen.where), *(["periode"] if chosen.since or chosen.until else []))
        digits = chosen.where_sha256 if chosen.where else ""
        return Draw(self.method, self.population, self.population_sha256, columns, digits)


class _Card(_Part):
    format_version: int
    audit_id: str
    tool_version: str
    reader_version: str
    organisation: str
    peildatum: date
    criteria: tuple[_Set, ...]
    sample: _Sample
    expectations: tuple[_Expectation, ...]
