"""The draw: which cases were chosen from which population, and what was changed to that afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of the register that was the population; with nothing filled in, all of it.

    `where` maps a column to the values that count. `since` and `until` bound datum_melding, both days included.
    """

    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every case of the register is in the population."""
        return not self.where and self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Design:
    """How the lot was cast.

    `kind` is `simple`, `stratified` or `systematic`; empty when nothing was drawn, or when a file of before does not
    tell. `columns` are those the strata come from, `allocation` is `proportional`, `equal` or `neyman`, `rates` holds
    the rate in [0, 1] that was expected per stratum (Neyman only), `minimum` is the least number per stratum.
    """

    kind: str = ""
    columns: tuple[str, ...] = ()
    allocation: str = "proportional"
    rates: Mapping[str, float] = field(default_factory=dict)
    minimum: int = 1
    spares: int = 0


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of the population with a lot of its own.

    `cases` are all its zaaknummers, `drawn` those that are looked at, `spares` those that may take the place of a drawn
    case, in that order.
    """

    name: str
    cases: tuple[str, ...]
    drawn: tuple[str, ...]
    spares: tuple[str, ...] = ()

    @property
    def population(self) -> int:
        """N of the stratum."""
        return len(self.cases)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A drawn case that gave way to a spare."""

    zaaknummer: str
    by: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class TopUp:
    """Cases drawn later to a total of `size`.

    `new` and `gone` count the cases that the register had gained and lost since the draw before; `reason` is filled in
    when there were any, and `population_sha256` is that of the population before.
    """

    before: int
    size: int
    on: date
    reason: str = ""
    new: int = 0
    gone: int = 0
    population_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """Which cases were looked at and how they were chosen.

    `method` is `all` (census), `random` (drawn by lot, whatever the design) or `delivered` (the documents that happened
    to be there; no claim about other cases). `drawn` holds zaaknummers in the order of the draw, with replacements in
    the place of what they replace. `strata` counts the drawn cases per stratum and is empty for a plain draw.
    `frame` is what an estimate by stratum needs; its strata together are the population. It is empty when nothing was
    drawn and for files of before; a plain draw has one stratum. `drawn_on` is the day of the draw, or None when nobody
    recorded it.
    """

    method: str
    seed: int | None
    population: int
    population_sha256: str
    drawn: tuple[str, ...]
    strata: Mapping[str, int] = field(default_factory=dict)
    design: Design = field(default_factory=Design)
    selection: Selection = field(default_factory=Selection)
    frame: tuple[Stratum, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    top_ups: tuple[TopUp, ...] = ()
    drawn_on: date | None = None
