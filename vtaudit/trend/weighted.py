"""Tests a change between two audits of which at least one weighs its strata."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vtaudit.model import Tally
from vtaudit.score.basis import Part, basis_of, best, worst
from vtaudit.statistics import Difference, Stratum, mover, stratified_interval
from vtaudit.trend.record import Asked, Record

RISKS = (1e-6, 1e-5, 1e-4, 2e-4, 5e-4, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
"""The p-values that are told apart: each takes two intervals, and one that is rounded up is never too small."""

_UNLIMITED = 10_000
"""With this many cases in all strata together, a sample is so small a part that the population counts as unlimited."""


@dataclass(frozen=True, slots=True)
class WeightedChange:
    """`difference` is the later share less the earlier one; `p_disappointed` that with all open cases against it."""

    share: float
    earlier_share: float
    difference: Difference
    p_value: float
    p_disappointed: float


def parts_of(asked: Asked, record: Record) -> tuple[Part, ...] | None:
    """What was seen in each stratum, or in all cases together; None when the files that tell it are gone."""
    if not asked.is_weighted:
        return (Part(asked.tally.judged + asked.tally.open, asked.tally),)
    results = (record.results or {}).get(asked.question)
    if record.sample is None or not results:
        return None
    return basis_of(results, record.sample, is_drawn=True).parts


def weighted_change(now: Sequence[Part], earlier: Sequence[Part], confidence: float) -> WeightedChange:
    """The shares, weighed by stratum, with the MOVER interval of their difference (Zou & Donner 2008).

    The p-value is the smallest of RISKS, or else 1, with which the interval leaves out 0. As in the test for plain
    draws the populations count as unlimited: each stratum is made larger by one factor, so that the weights stay.
    """
    difference = _difference(now, earlier, confidence)
    is_up = difference.estimate > 0
    turned = (_after(now, worst), _after(earlier, best)) if is_up else (_after(now, best), _after(earlier, worst))
    is_open = any(part.tally.open for part in (*now, *earlier))
    p_value = _p_value(now, earlier)
    p_turned = _p_value(*turned, is_up=is_up) if is_open else p_value
    return WeightedChange(_share(now), _share(earlier), difference, p_value, p_turned)


def _p_value(now: Sequence[Part], earlier: Sequence[Part], is_up: bool | None = None) -> float:
    """With `is_up` filled in, a difference the other way around counts as none."""

    def is_apart(risk: float) -> bool:
        found = _difference(now, earlier, 1 - risk)
        return (found.low > 0 and is_up is not False) or (found.high < 0 and is_up is not True)

    place = bisect_left(RISKS, True, key=is_apart)
    return RISKS[place] if place < len(RISKS) else 1.0


def _difference(now: Sequence[Part], earlier: Sequence[Part], confidence: float) -> Difference:
    one, other = (stratified_interval(_strata(parts), confidence) for parts in (now, earlier))
    assert one.share is not None and other.share is not None, "something was judged"
    return mover(one.share, one.interval, other.share, other.interval)


def _share(parts: Sequence[Part]) -> float:
    share = stratified_interval(_strata(parts)).share
    assert share is not None, "something was judged"
    return share


def _strata(parts: Sequence[Part]) -> list[Stratum]:
    factor = max(1, _UNLIMITED // max(1, sum(part.population for part in parts)))
    return [Stratum(factor * part.population, part.tally.judged, part.tally.met) for part in parts]


def _after(parts: Sequence[Part], change: Callable[[Tally], Tally]) -> tuple[Part, ...]:
    return tuple(Part(part.population, change(part.tally)) for part in parts)
