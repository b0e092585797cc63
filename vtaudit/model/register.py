"""Rows of the register: what the export says about each zaak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vtaudit.errors import Fault


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two dates of one register row that cannot both be true, or one that lies after the peildatum."""

    columns: tuple[str, ...]
    fault: Fault


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One zaak as the register export gives it.

    `texts` holds the readable text columns (canonical names, codes already translated), `dates` the readable date
    columns, `unreadable` the cells that hold something nobody can read. An empty cell stands in none of them.
    `row` counts from 1, the header being row 1.
    """

    zaaknummer: str
    row: int
    texts: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    unreadable: Mapping[str, Fault] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The population: every readable row, and everything that could not be read with its place.

    `refused` maps a zaaknummer that stands there twice (or a row without one) to the fault; those are not judged.
    `peildatum` and `organisation` come from register.yaml and may be missing.
    """

    source: str
    sha256: str
    rows: tuple[RegisterRow, ...]
    columns: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    refused: Mapping[str, Fault] = field(default_factory=dict)
    peildatum: date | None = None
    organisation: str | None = None
