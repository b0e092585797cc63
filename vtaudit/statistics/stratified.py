"""The share met in a population of which every stratum was sampled apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log
from typing import TYPE_CHECKING

from vtaudit.model import Interval
from vtaudit.statistics.intervals import ROUNDING, exact_ends

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Stratum:
    """Cases in the stratum, cases drawn by lot and judged, and cases met among those."""

    population: int
    judged: int
    met: int


@dataclass(frozen=True, slots=True)
class StratifiedEstimate:
    """The share met, every stratum weighed by its population; None when nothing was judged.

    Strata of which nothing was judged are not in the share; the interval lets them go from 0 to all.
    """

    share: float | None
    interval: Interval


def stratified_interval(strata: Iterable[Stratum], confidence: float = 0.95) -> StratifiedEstimate:
    """Estimate and two-sided interval for the share met, from a sample of any size in every stratum.

    Each end is the outer of two. One: the exact hypergeometric interval of a plain sample that would vary as much
    (effective sample size, Korn & Graubard 1998), its count rounded outward; each stratum varies as if its share were
    (met + 1) / (judged + 2), or a stratum without failures would seem not to vary at all. Two: the furthest numbers
    of cases met per stratum whose tail chances multiply to no less than half of the remaining risk; failures may all
    sit where few cases were judged. Neither is proven to hold; both together covered at least as often as they claim
    in `benchmarks/coverage.py`. Fisher's combination of the tail chances is proven to hold (Ottoboni et al. 2018), but
    is far wider when there are many strata.

    A stratum judged whole adds what was counted, without uncertainty. With one stratum this is `exact_interval`.
    Raises ValueError without cases, for impossible counts and unless 0 < confidence < 1.
    """
    given = [stratum for stratum in strata if stratum.population]
    if any(not 0 <= stratum.met <= stratum.judged <= stratum.population for stratum in given) or not given:
        raise ValueError("every stratum needs 0 <= met <= judged <= population, and one of them a case")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 0 and 1")
    counted = sum(stratum.met for stratum in given if stratum.judged == stratum.population)
    unknown = sum(stratum.population for stratum in given if not stratum.judged)
    low, high = _ends([stratum for stratum in given if 0 < stratum.judged < stratum.population], confidence)
    population = sum(stratum.population for stratum in given)
    share = None
    if population > unknown:
        share = float(sum(_total(stratum) for stratum in given if stratum.judged) / (population - unknown))
    ends = ((counted + low) / population, (counted + high + unknown) / population)
    return StratifiedEstimate(share, Interval(*ends, confidence, "gelaagd"))


def _ends(strata: Sequence[Stratum], confidence: float) -> tuple[int, int]:
    """The lowest and highest number of cases met in strata that were judged in part."""
    if not strata:
        return 0, 0
    population = sum(stratum.population for stratum in strata)
    total = sum(map(_total, strata), Fraction(0))
    size = _plain_size(strata, population)
    like = total * size / population
    low, _ = exact_ends(floor(like), size, population, confidence)
    _, high = exact_ends(ceil(like), size, population, confidence)
    failures = [Stratum(stratum.population, stratum.judged, stratum.judged - stratum.met) for stratum in strata]
    return min(int(low), population - _furthest(failures, confidence)), max(int(high), _furthest(strata, confidence))


def _furthest(strata: Sequence[Stratum], confidence: float) -> int:
    """The most cases met in all strata together for which the chances of so few in the samples multiply to the tail.

    Minus the logarithm of a hypergeometric tail is convex in the cases met, so taking the cheapest next case over and
    over, whatever its stratum, finds the most.
    """
    import numpy as np

    met, judged, population = np.array([(one.met, one.judged, one.population) for one in strata]).T
    _, high = exact_ends(met, judged, population, confidence)
    limit = -log((1 - confidence) / 2) * ROUNDING
    prices = [
        np.diff(-np.log(tails(*counts)), prepend=0.0) for counts in zip(met, judged, population, high, strict=True)
    ]
    affordable = int(np.searchsorted(np.cumsum(np.sort(np.concatenate(prices))), limit, side="right"))
    return sum(stratum.met for stratum in strata) + affordable


def tails(met: int, judged: int, population: int, most: int) -> NDArray[np.float64]:
    """The chance of at most `met` in the sample, for each number of cases met from `met` + 1 to `most`.

    With all cases in a row, the met ones first, one more case met lowers the chance by that of a sample with exactly
    `met` cases before it, itself, and the rest after it.
    """
    import numpy as np
    from scipy.special import gammaln  # type: ignore[import-untyped]

    def ways(cases: NDArray[np.int64], chosen: int) -> NDArray[np.float64]:
        return np.asarray(gammaln(cases + 1) - gammaln(chosen + 1) - gammaln(cases - chosen + 1))

    before = np.arange(met, most)
    falls = ways(before, met) + ways(population - before - 1, judged - met - 1) - ways(np.array(population), judged)
    return np.asarray(1 - np.cumsum(np.exp(falls)))


def _plain_size(strata: Sequence[Stratum], population: int) -> int:
    """The size of a sample without strata whose share would vary as much as that of this one."""
    shares = [Fraction(stratum.met + 1, stratum.judged + 2) for stratum in strata]
    share = sum(one * stratum.population for one, stratum in zip(shares, strata, strict=True)) / population
    variance = sum(
        Fraction(stratum.population, population) ** 2
        * (one * (1 - one) / stratum.judged)
        * Fraction(stratum.population - stratum.judged, stratum.population - 1)
        for one, stratum in zip(shares, strata, strict=True)
    )
    spread = share * (1 - share)
    return max(1, floor(spread * population / (variance * (population - 1) + spread)))


def _total(stratum: Stratum) -> Fraction:
    return Fraction(stratum.population * stratum.met, stratum.judged)
