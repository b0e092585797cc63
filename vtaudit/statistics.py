"""Intervals for a share and agreement between two raters; every figure is tested against a published one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from vtaudit.model import Interval

KAPPA_MINIMUM = 10
"""Fewer pairs than this give no kappa that is worth printing; our choice, the one that hides percentages too."""


_ROUNDING = 1e-9


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
    from scipy.stats import hypergeom  # type: ignore[import-untyped]

    # Rounding must not decide a tie, or the interval of the mirrored sample would not mirror this one.
    tail = (1 - confidence) / 2 * (1 + _ROUNDING)
    first, last = met, population - (judged - met)
    if first == last:
        return Interval(met / judged, met / judged, confidence, "hypergeometrisch")
    low = _first(first, last, lambda total: bool(hypergeom.sf(met - 1, population, total, judged) > tail))
    high = _first(first, last, lambda total: bool(hypergeom.cdf(met, population, total + 1, judged) <= tail))
    low = min(low, population * met // judged)
    high = max(high, -(-population * met // judged))
    if met == judged:
        low = min(low, population - 1)
    if met == 0:
        high = max(high, 1)
    return Interval(low / population, high / population, confidence, "hypergeometrisch")


def wilson(met: int, judged: int, confidence: float = 0.95) -> Interval:
    """Wilson's score interval without continuity correction, for an unlimited population (Wilson 1927)."""
    return _binomial(met, judged, confidence, "wilson", "Wilson")


def clopper_pearson(met: int, judged: int, confidence: float = 0.95) -> Interval:
    """The exact binomial interval, for an unlimited population; wider than needed, never narrower."""
    return _binomial(met, judged, confidence, "exact", "Clopper-Pearson")


def percent_agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Share of pairs, in [0, 1], in which both raters chose the same class; None without pairs."""
    agreed = [first == second for first, second in pairs]
    return sum(agreed) / len(agreed) if agreed else None


def cohen_kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two raters beyond what their own class shares would give by chance, unweighted (Cohen 1960).

    None, shown as "niet te berekenen", without pairs and when both raters used one and the same class throughout:
    chance then explains everything and nothing is left to measure.
    """
    table = Counter(pairs)
    total = table.total()
    firsts: Counter[Hashable] = Counter()
    seconds: Counter[Hashable] = Counter()
    for (first, second), count in table.items():
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(count * seconds[label] for label, count in firsts.items())
    if by_chance == total * total:
        return None
    agreed = sum(count for (first, second), count in table.items() if first == second)
    return (agreed * total - by_chance) / (total * total - by_chance)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Smallest number from low to high for which `holds`, given that it goes from no to yes once; `high` if none."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
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
