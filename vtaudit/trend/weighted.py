"""Tests a change between two audits of which at least one weighs its strata."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from vtaudit.model import Interval, StratumTally, Tally
from vtaudit.score.basis import as_drawn, basis_of, best, worst
from vtaudit.score.domain import whole
from vtaudit.statistics import Difference, domain_interval, mover
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


def parts_of(asked: Asked, record: Record) -> tuple[StratumTally, ...] | None:
    """What was seen in each stratum, or in all cases together; None when it cannot be told.

    The scorecards of before do not hold it, and the files that tell it may be gone.
    """
    if not asked.is_weighted:
        applying = replace(asked.tally, not_applicable=0)
        return (StratumTally(applying.judged + applying.open, applying),)
    if asked.strata:
        return asked.strata
    results = (record.results or {}).get(asked.question)
    if record.sample is None or not results:
        return None
    return basis_of(results, record.sample, whole(record.sample), is_drawn=True).parts


def weighted_change(
    now: tuple[StratumTally, ...], earlier: tuple[StratumTally, ...], confidence: float
) -> WeightedChange:
    """The shares as the scorecards weigh them, with the MOVER interval of their difference (Zou & Donner 2008).

    The p-value is the smallest of RISKS, or else 1, with which the interval leaves out 0. As in the test for plain
    draws the populations count as unlimited: for the interval each stratum is made larger by one factor, so that the
    weights stay, but for rounding.
    """
    difference = _difference(now, earlier, confidence)
    is_up = difference.estimate > 0
    turned = (_after(now, worst), _after(earlier, best)) if is_up else (_after(now, best), _after(earlier, worst))
    is_open = any(part.tally.open for part in (*now, *earlier))
    p_value = _p_value(now, earlier)
    p_turned = _p_value(*turned, is_up=is_up) if is_open else p_value
    return WeightedChange(_share(now), _share(earlier), difference, p_value, p_turned)


def _p_value(now: tuple[StratumTally, ...], earlier: tuple[StratumTally, ...], is_up: bool | None = None) -> float:
    """With `is_up` filled in, a difference the other way around counts as none."""

    def is_apart(risk: float) -> bool:
        found = _difference(now, earlier, 1 - risk)
        return (found.low > 0 and is_up is not False) or (found.high < 0 and is_up is not True)

    place = bisect_left(RISKS, True, key=is_apart)
    return RISKS[place] if place < len(RISKS) else 1.0


def _difference(now: tuple[StratumTally, ...], earlier: tuple[StratumTally, ...], confidence: float) -> Difference:
    share, earlier_share = _share(now), _share(earlier)
    return mover(share, _interval(now, share, confidence), earlier_share, _interval(earlier, earlier_share, confidence))


@lru_cache(maxsize=64)
def _share(parts: tuple[StratumTally, ...]) -> float:
    share = domain_interval(as_drawn(part) for part in parts).share
    assert share is not None, "something was judged"
    return share


def _interval(parts: tuple[StratumTally, ...], share: float, confidence: float) -> Interval:
    factor = max(1, _UNLIMITED // max(1, sum(part.population for part in parts)))
    larger = (replace(part, population=factor * part.population) for part in parts)
    found = domain_interval((as_drawn(part) for part in larger), confidence).interval
    # The sizes are rounded apart from those of the share.
    return replace(found, low=min(found.low, share), high=max(found.high, share))


def _after(parts: tuple[StratumTally, ...], change: Callable[[Tally], Tally]) -> tuple[StratumTally, ...]:
    return tuple(replace(part, tally=change(part.tally)) for part in parts)
