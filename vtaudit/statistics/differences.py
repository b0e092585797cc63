"""Whether a share differs between two audits, and how large the difference can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot

from vtaudit.model import Interval


@dataclass(frozen=True, slots=True)
class Difference:
    """The first share less the second, with a two-sided interval; all three lie in [-1, 1]."""

    estimate: float
    low: float
    high: float
    confidence: float


def newcombe(met: int, judged: int, earlier_met: int, earlier_judged: int, confidence: float = 0.95) -> Difference:
    """The share now less the share then, for two samples drawn apart (Newcombe 1998, hybrid score, method 10).

    Takes both populations as unlimited, which makes the interval a little too wide for a large part of a small one.
    Raises ValueError unless 0 <= met <= judged and judged > 0 in both samples and 0 < confidence < 1.
    """
    _check(met, judged, earlier_met, earlier_judged)
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 0 and 1")
    from statsmodels.stats.proportion import confint_proportions_2indep  # type: ignore[import-untyped]

    low, high = confint_proportions_2indep(
        met, judged, earlier_met, earlier_judged, method="newcomb", compare="diff", alpha=1 - confidence
    )
    estimate = met / judged - earlier_met / earlier_judged
    return Difference(estimate, max(-1.0, float(low)), min(1.0, float(high)), confidence)


def mover(share: float, interval: Interval, earlier_share: float, earlier: Interval) -> Difference:
    """The share now less the share then, from an interval for each (method of variance estimates recovery, MOVER).

    Zou & Donner, Statistics in Medicine 27 (2008) 1693: each end lies as far from the difference as the two ends that
    push it there, taken together. With Wilson's intervals this is `newcombe`. The samples must be drawn apart. Raises
    ValueError unless both intervals hold their share and have one confidence.
    """
    if not (interval.low <= share <= interval.high and earlier.low <= earlier_share <= earlier.high):
        raise ValueError("a share lies outside its interval")
    if interval.confidence != earlier.confidence:
        raise ValueError(f"confidence {interval.confidence} and {earlier.confidence} must be the same")
    estimate = share - earlier_share
    low = estimate - hypot(share - interval.low, earlier.high - earlier_share)
    high = estimate + hypot(interval.high - share, earlier_share - earlier.low)
    return Difference(estimate, max(-1.0, low), min(1.0, high), interval.confidence)


def fisher(met: int, judged: int, earlier_met: int, earlier_judged: int) -> float:
    """Two-sided p-value of equal shares in two samples drawn apart (Fisher's exact test).

    Raises ValueError unless 0 <= met <= judged and judged > 0 in both samples.
    """
    _check(met, judged, earlier_met, earlier_judged)
    from scipy.stats import fisher_exact  # type: ignore[import-untyped]

    return float(fisher_exact([[met, judged - met], [earlier_met, earlier_judged - earlier_met]]).pvalue)


def mcnemar(better: int, worse: int) -> float:
    """Two-sided p-value of no change in the same cases judged twice (McNemar's test, exact binomial).

    `better` and `worse` count the cases that changed; those that stayed the same say nothing about a change. Without
    any change it is 1. Raises ValueError for a negative count.
    """
    if better < 0 or worse < 0:
        raise ValueError(f"better {better} and worse {worse} must not be negative")
    if better + worse == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(better, better + worse).pvalue)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values in the order given, for many toetsvragen tested at once (Holm 1979).

    Raises ValueError for a p-value outside [0, 1].
    """
    if not all(0 <= value <= 1 for value in p_values):
        raise ValueError("every p-value must lie in [0, 1]")
    if not p_values:
        return ()
    from statsmodels.stats.multitest import multipletests  # type: ignore[import-untyped]

    return tuple(float(value) for value in multipletests(p_values, method="holm")[1])


def size_for_difference(now: float, earlier: float, power: float = 0.9, confidence: float = 0.95) -> int:
    """Cases to judge in each of two audits to show this difference with a chance of `power`.

    Normal approximation without the negligible other tail. Raises ValueError unless both shares lie in [0, 1] and
    differ, and power and confidence lie in (0, 1).
    """
    if not (0 <= now <= 1 and 0 <= earlier <= 1 and now != earlier and 0 < power < 1 and 0 < confidence < 1):
        raise ValueError(f"no size for shares {now} and {earlier}, power {power} and confidence {confidence}")
    from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

    return ceil(float(samplesize_proportions_2indep_onetail(now - earlier, earlier, power, alpha=1 - confidence)))


def _check(met: int, judged: int, earlier_met: int, earlier_judged: int) -> None:
    if not (0 <= met <= judged and 0 <= earlier_met <= earlier_judged and judged and earlier_judged):
        raise ValueError(f"met must lie between 0 and judged: {met} of {judged}, {earlier_met} of {earlier_judged}")
