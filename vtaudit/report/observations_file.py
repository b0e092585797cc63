"""The shape of observaties.json, for reading it back: strict types, no unknown keys."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Evidence, Observation, Outcome, TermDetail, TermReading

_REMEDY = "Maak de bestanden opnieuw met vtaudit audit."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class _Evidence(_Part):
    document: StrictStr
    pagina: StrictInt = Field(ge=1)
    begin: StrictInt = Field(ge=0)
    eind: StrictInt = Field(ge=0)
    citaat: StrictStr
    tekstherkenning: float | None = Field(default=None, ge=0, le=1)
    onzeker_gelezen: StrictBool = False
    onzichtbaar: StrictBool = False

    def value(self) -> Evidence:
        where = (self.document, self.pagina, self.begin, self.eind, self.citaat)
        return Evidence(*where, self.tekstherkenning, self.onzeker_gelezen, self.onzichtbaar)


class _Reading(_Part):
    uiterlijk: date
    gehaald: StrictBool | None

    def value(self) -> TermReading:
        return TermReading(self.uiterlijk, self.gehaald)


class _Term(_Part):
    begin: date
    eind: date | None
    dagen: StrictInt
    kalenderdagen: _Reading
    werkdagen: _Reading

    def value(self) -> TermDetail:
        return TermDetail(self.begin, self.eind, self.dagen, self.kalenderdagen.value(), self.werkdagen.value())


class _Observation(_Part):
    zaaknummer: StrictStr
    verwachting: StrictStr
    toetsvraag: StrictStr
    uitkomst: Outcome
    zeker: StrictBool
    reden_code: StrictStr
    reden: StrictStr
    bewijs: tuple[_Evidence, ...]
    telde_niet: tuple[_Evidence, ...]
    gelezen: tuple[StrictStr, ...]
    termijn: _Term | None

    def value(self) -> Observation:
        return Observation(
            zaaknummer=self.zaaknummer,
            expectation=self.verwachting,
            question=self.toetsvraag,
            outcome=self.uitkomst,
            sure=self.zeker,
            reason_code=self.reden_code,
            reason=self.reden,
            evidence=tuple(each.value() for each in self.bewijs),
            against=tuple(each.value() for each in self.telde_niet),
            searched=self.gelezen,
            term=self.termijn.value() if self.termijn else None,
        )


class _File(_Part):
    formaat: Literal[1]
    observaties: tuple[_Observation, ...]


def read(text: str, where: str) -> tuple[Observation, ...]:
    """All observations of the file in its order, or VtauditError with every place that does not fit."""
    try:
        file = _File.model_validate_json(text)
    except ValidationError as error:
        places = [".".join(str(step) for step in each["loc"]) or "begin" for each in error.errors(include_input=False)]
        raise VtauditError(
            Fault("observations-file", f"{where}, {place}", "Dit past niet in een bestand met observaties.", _REMEDY)
            for place in places
        ) from None
    found, faults = [], []
    for number, each in enumerate(file.observaties):
        try:
            found.append(each.value())
        except ValueError:
            message = "Bij dit oordeel ontbreekt het bewijs."
            faults.append(Fault("observations-evidence", f"{where}, observaties.{number}", message, _REMEDY))
    if faults:
        raise VtauditError(faults)
    return tuple(found)
