"""Intervals for a share of cases, from a sample without strata."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vtaudit.model import Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

ROUNDING = 1 + 1e-9
"""A chance this factor above its limit still counts as equal to it, so that rounding never decides a tie."""


def exact_interval(met: int, judged: int, population: int, confidence: float = 0.95) -> Interval:
    """Two-sided interval for the share met in a finite population of which `judged` cases were drawn by lot.

    Inverts the hypergeometric distribution with half of the remaining risk in each tail, so that both ends are a
    whole number of cases K out of `population`. Equals Clopper-Pearson when the population is far larger than the
    sample. Where nearly everything was judged the tails alone would leave the estimate just outside, or call a sample
    without failures proof of 100 %; the ends are then moved outward, never inward. A census gives a point.

    Raises ValueError unless 0 <= met <= judged <= population, judged > 0 and 0 < confidence < 1.
    """
    _check(met, judged, confidence)
    if population < judged:
        raise ValueError(f"judged {judged} is more than the population {population}")
    if population == judged:
        return Interval(met / judged, met / judged, confidence, "hypergeometrisch")
    low, high = exact_ends(met, judged, population, confidence)
    return Interval(int(low) / population, int(high) / population, confidence, "hypergeometrisch")


def exact_ends(
    met: ArrayLike, judged: ArrayLike, population: ArrayLike, confidence: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ends of `exact_interval` as numbers of cases, for many samples at once.

    The counts are whole numbers, alone or in arrays of one shape; so are both ends. Nothing is checked.
    """
    import numpy as np
    from scipy.stats import hypergeom  # type: ignore[import-untyped]

    hits, drawn, cases = np.broadcast_arrays(*(np.asarray(counts, np.int64) for counts in (met, judged, population)))
    tail = (1 - confidence) / 2 * ROUNDING
    fewest, most = hits, cases - (drawn - hits)

    def is_low_enough(total: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.asarray(hypergeom.sf(hits - 1, cases, total, drawn) > tail)

    def is_high_enough(total: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.asarray(hypergeom.cdf(hits, cases, np.minimum(total + 1, most), drawn) <= tail)

    low = np.minimum(_first(fewest, most, is_low_enough), cases * hits // drawn)
    high = np.maximum(_first(fewest, most, is_high_enough), -(-cases * hits // drawn))
    is_sample = drawn < cases
    low = np.where(is_sample & (hits == drawn), np.minimum(low, cases - 1), low)
    high = np.where(is_sample & (hits == 0), np.maximum(high, 1), high)
    return low, high


def wilson(met: int, judged: int, confidence: float = 0.95, *, corrected: bool = False) -> Interval:
    """Wilson's score interval for an unlimited population (Wilson 1927), on demand with a continuity correction."""
    if corrected:
        return _binomial(met, judged, confidence, "wilsoncc", "Wilson met continuïteitscorrectie")
    return _binomial(met, judged, confidence, "wilson", "Wilson")


def clopper_pearson(met: int, judged: int, confidence: float = 0.95) -> Interval:
    """The exact binomial interval, for an unlimited population; wider than needed, never narrower."""
    return _binomial(met, judged, confidence, "exact", "Clopper-Pearson")


def _first(
    low: NDArray[np.int64], high: NDArray[np.int64], holds: Callable[[NDArray[np.int64]], NDArray[np.bool_]]
) -> NDArray[np.int64]:
    """Per element the smallest number from low to high that `holds`, given that it turns true once; else high."""
    import numpy as np

    while (is_open := low < high).any():
        middle = (low + high) // 2
        found = holds(middle)
        low = np.where(is_open & ~found, middle + 1, low)
        high = np.where(is_open & found, middle, high)
    return low


def _binomial(met: int, judged: int, confidence: float, method: str, name: str) -> Interval:
    _check(met, judged, confidence)
    from scipy.stats import binomtest

    ends = binomtest(met, judged).proportion_ci(confidence, method)
    # Rounding may leave the last bit outside [0, 1] (statsmodels GH 7386).
    low = 0.0 if met == 0 else max(0.0, float(ends.low))
    high = 1.0 if met == judged else min(1.0, float(ends.high))
    return Interval(low, high, confidence, name)


def _check(met: int, judged: int, confidence: float) -> None:
    if judged < 1:
        raise ValueError("nothing was judged, so there is no share to give an interval for")
    if not 0 <= met <= judged:
        raise ValueError(f"met {met} must lie between 0 and judged {judged}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 0 and 1")
