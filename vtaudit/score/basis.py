"""What a finding rests on: how its cases were come by, and what was seen in each stratum of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from vtaudit.model import Interval, Sample, StratumTally, Tally
from vtaudit.sampling import allocate
from vtaudit.score.counting import Result, tally
from vtaudit.score.domain import Domain
from vtaudit.statistics import DomainStratum, domain_interval, exact_interval

Source = Literal["counted", "drawn", "delivered"]
"""All cases were looked at, those that the lot gave, or those that happened to be there."""


@dataclass(frozen=True, slots=True)
class Basis:
    """One part, or one per stratum when these were not drawn alike."""

    source: Source
    parts: tuple[StratumTally, ...]

    @property
    def is_weighted(self) -> bool:
        """Whether the strata count by their cases rather than by what was drawn from them."""
        return len(self.parts) > 1

    @property
    def tally(self) -> Tally:
        """What was seen in all parts."""
        return sum((part.tally for part in self.parts), Tally())

    @property
    def population(self) -> int:
        """The number of cases that the finding speaks of; with weights about as many as the toetsvraag applies to."""
        if self.is_weighted:
            return sum(as_drawn(part).applies_to for part in self.parts)
        return sum(part.population for part in self.parts)

    @property
    def strata_unjudged(self) -> int:
        """Strata in which the toetsvraag may apply and nothing was judged."""
        return sum(self.is_weighted and not part.tally.judged and as_drawn(part).applies_to > 0 for part in self.parts)

    def share(self) -> float | None:
        """The share met of all cases, as far as judged; None when nothing was."""
        if not self.is_weighted or not self.tally.judged:
            return self.tally.rate
        return domain_interval(as_drawn(part) for part in self.parts).share

    def interval(self) -> Interval | None:
        """The interval that is printed: None unless cases were drawn by lot and some of them judged."""
        counted = self.tally
        if self.source != "drawn" or not counted.judged:
            return None
        if self.is_weighted:
            return domain_interval(as_drawn(part) for part in self.parts).interval
        return exact_interval(counted.met, counted.judged, self.population)

    def after(self, change: Callable[[Tally], Tally]) -> Basis:
        """The same cases with another outcome."""
        return replace(self, parts=tuple(replace(part, tally=change(part.tally)) for part in self.parts))


def as_drawn(part: StratumTally) -> DomainStratum:
    """The part as a stratum of which the drawn cases tell to how many the toetsvraag applies."""
    seen = part.tally
    applying = seen.judged + seen.open
    return DomainStratum(part.population, applying + seen.not_applicable, applying, seen.judged, seen.met)


def basis_of(results: Mapping[str, Result], sample: Sample, domain: Domain, *, is_drawn: bool) -> Basis:
    """The basis of one toetsvraag; `is_drawn` is false where every case of the register was looked at.

    Without a lot the finding speaks of the cases that were looked at and to which the toetsvraag applies, or may apply.
    After a draw by lot it speaks of the `domain`: the cases of it that were drawn are a draw by lot from it. A draw in
    which every stratum counts by its size, but for rounding, or of which one stratum holds the whole domain, needs no
    weights: its interval is that of a plain one, as a rule a little too wide.
    """
    if not (is_drawn and sample.method == "random"):
        counted = tally(results.values())
        source: Source = "delivered" if is_drawn and sample.method == "delivered" else "counted"
        return Basis(source, (StratumTally(counted.judged + counted.open, counted),))
    seen = {case: result for case, result in results.items() if case not in domain.ruled_out}
    if sum(map(bool, domain.sizes)) < 2 or _is_drawn_alike(sample):
        # How often it applies outside the draw is not known; taking it to apply to all of the domain makes the
        # interval too wide rather than too narrow.
        counted = tally(seen.values())
        return Basis("drawn", (StratumTally(domain.size - counted.not_applicable, counted),))
    # Here that would not be the careful choice: it gives a stratum in which the toetsvraag seldom applies far too much
    # weight. So `domain_interval` estimates to how many it applies.
    parts = (
        StratumTally(size, tally(seen[case] for case in stratum.drawn if case in seen))
        for stratum, size in zip(sample.frame, domain.sizes, strict=True)
    )
    return Basis("drawn", tuple(part for part in parts if part.population))


def worst(counted: Tally) -> Tally:
    """All open cases turn out not met; a case that turns out not to apply leaves the share between the two."""
    return Tally(counted.met, counted.not_met + counted.open, counted.not_applicable)


def best(counted: Tally) -> Tally:
    """All open cases turn out met."""
    return Tally(counted.met + counted.open, counted.not_met, counted.not_applicable)


def _is_drawn_alike(sample: Sample) -> bool:
    sizes = {each.name: each.population for each in sample.frame if each.population}
    drawn = {each.name: len(each.drawn) for each in sample.frame if each.population}
    return drawn == allocate(sizes, sum(drawn.values()), minimum=0)
