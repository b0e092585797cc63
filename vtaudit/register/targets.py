"""streefwaarden.yaml of a folder: how many of the 100 the organisation wants to reach, decided by whom and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from vtaudit.catalogue.strict_yaml import Node, load_yaml, validate
from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Target
from vtaudit.privacy import is_named
from vtaudit.register.notation import parse_date

TARGETS_FILE = "streefwaarden.yaml"

_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?")
_ISO = ("jjjj-mm-dd",)
_EXAMPLE = "Schrijf onder streefwaarden bijvoorbeeld: 1.3.3-a: {percentage: 80, door: MT, op: 2018-01-15}."


def _percentage(value: object) -> float:
    number = float(value.replace(",", ".")) if isinstance(value, str) and _NUMBER.fullmatch(value) else 0.0
    if not 0 < number <= 100:
        raise ValueError("hier hoort een getal te staan, meer dan 0 en hoogstens 100, zonder procentteken")
    return number


def _function(value: object) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or is_named(words):
        raise ValueError("hier hoort een functie of overleg te staan, bijvoorbeeld MT; geen naam van een persoon")
    return words


def _day(value: object) -> date:
    day = parse_date(str(value), _ISO)
    if not isinstance(day, date):
        raise ValueError("hier hoort een bestaande dag te staan, geschreven als 2018-01-15")
    return day


class _TargetEntry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    percentage: Annotated[float, BeforeValidator(_percentage)]
    by_whom: Annotated[str, BeforeValidator(_function)] = Field(alias="door")
    on: Annotated[date, BeforeValidator(_day)] = Field(alias="op")


class _TargetsFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal["1"] = Field(default="1", alias="versie")
    targets: dict[str, _TargetEntry] = Field(alias="streefwaarden", min_length=1)


def read_targets(folder: Path, known: Collection[str], peildatum: date) -> Mapping[str, Target]:
    """The streefwaarden of `folder` by verwachting or toetsvraag; none without a streefwaarden.yaml.

    `known` are the numbers that the audit judges. Raises VtauditError with all faults at once, each on its line:
    another number, a percentage outside (0, 100], a name where a function belongs, no day or one after `peildatum`.
    """
    path = _find(folder)
    if path is None:
        return {}
    node = load_yaml(path)
    faults = tuple(_faults(node, known, peildatum))
    try:
        file = validate(node, _TargetsFile)
    except VtauditError as error:
        shape = (each if each.remedy else replace(each, remedy=_EXAMPLE) for each in error.faults)
        raise VtauditError((*shape, *faults)) from error
    if faults:
        raise VtauditError(faults)
    return {number: Target(each.percentage / 100, each.by_whom, each.on) for number, each in file.targets.items()}


def _find(folder: Path) -> Path | None:
    found = [path for path in sorted(folder.iterdir()) if path.name.casefold() == TARGETS_FILE and path.is_file()]
    if len(found) > 1:
        message = f"Er staan meer bestanden met streefwaarden in de map: {', '.join(path.name for path in found)}."
        raise VtauditError(Fault("streefwaarde", folder.name or "map", message, "Laat er één staan."))
    return found[0] if found else None


def _faults(node: Node, known: Collection[str], peildatum: date) -> Iterator[Fault]:
    """What the shape cannot say: is the number judged, and had the streefwaarde been set on the peildatum?"""
    for number, entry in _entries(_entries(node).get("streefwaarden")).items():
        place = ("streefwaarden", number)
        if number not in known:
            message = f"'{number}' is geen verwachting of toetsvraag die het programma in deze audit beoordeelt."
            remedy = "Verbeter het nummer of haal de regel weg. Met vtaudit criteria list ziet u alle nummers."
            yield node.fault(place, "streefwaarde", message, remedy)
        written = _entries(entry).get("op")
        day = parse_date(str(written.value), _ISO) if written else None
        if isinstance(day, date) and day > peildatum:
            message = f"'{number}': deze streefwaarde is van na de peildatum."
            remedy = "Verbeter de dag bij 'op', of kies een latere peildatum."
            yield node.fault((*place, "op"), "streefwaarde", message, remedy)


def _entries(node: Node | None) -> Mapping[str, Node]:
    return node.value if node is not None and isinstance(node.value, Mapping) else {}
