"""The share met of the cases to which a toetsvraag applies, where only the drawn cases tell to which it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, log
from typing import TYPE_CHECKING

from vtaudit.model import Interval
from vtaudit.statistics.intervals import ROUNDING, exact_ends
from vtaudit.statistics.stratified import StratifiedEstimate, Stratum, stratified_interval, tails

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DomainStratum:
    """Cases in the stratum, drawn by lot, drawn to which the toetsvraag applies or may apply, judged, and met."""

    population: int
    drawn: int
    applying: int
    judged: int
    met: int

    @property
    def applies_to(self) -> int:
        """About how many cases the toetsvraag applies to: as large a part as of the drawn ones, rounded up.

        Where it applied to no drawn case, as many as the upper exact limit allows; without a drawn case, all.
        """
        if not self.drawn:
            return self.population
        if not self.applying:
            return self.limits(0.95)[1]
        return -(-self.population * self.applying // self.drawn)

    def limits(self, confidence: float) -> tuple[int, int]:
        """The exact two-sided limits of the number of cases to which the toetsvraag applies."""
        if self.drawn in (0, self.population):
            return self.applying, self.population - self.drawn + self.applying
        return _limits(self.applying, self.drawn, self.population, confidence)


def domain_interval(strata: Iterable[DomainStratum], confidence: float = 0.95) -> StratifiedEstimate:
    """Estimate and two-sided interval for the share met in a domain whose size in every stratum is estimated too.

    The estimate is that of Särndal, Swensson & Wretman, Model Assisted Survey Sampling (1992), chapter 10. Each end of
    the interval is the outer of two. One: `stratified_interval` with the estimated sizes, its distance to the estimate
    joined by root sum of squares with how far the estimate moves when one size after the other goes to its exact limit
    (variance recovery, Zou & Donner 2008). Two: the furthest numbers met and not met per stratum, each free to move,
    whose tail chances multiply to no less than half of the remaining risk. Neither is proven to hold;
    `benchmarks/coverage.md` has what was measured.

    When the toetsvraag applies or may apply to every drawn case, it is taken to apply to all, and this is
    `stratified_interval`. Raises ValueError for impossible counts and as `stratified_interval` does.
    """
    given = [stratum for stratum in strata if stratum.population]
    if any(not 0 <= one.judged <= one.applying <= one.drawn <= one.population for one in given):
        raise ValueError("every stratum needs 0 <= judged <= applying <= drawn <= population")
    sizes = [stratum.applies_to for stratum in given]
    known = [Stratum(size, one.judged, one.met) for size, one in zip(sizes, given, strict=True)]
    found = stratified_interval(known, confidence)
    if found.share is None or all(one.applying == one.drawn for one in given):
        return found
    low, high = found.interval.low, found.interval.high
    centre = min(max(found.share, low), high)
    down, up = _moves(given, sizes, found.share, confidence)
    failing = [
        DomainStratum(one.population, one.drawn, one.applying, one.judged, one.judged - one.met) for one in given
    ]
    low = min(centre - hypot(centre - low, down), 1 - _furthest_share(failing, confidence))
    high = max(centre + hypot(high - centre, up), _furthest_share(given, confidence))
    # What was seen can no longer turn out otherwise.
    most = sum(one.population - one.drawn + one.applying for one in given)
    met, not_met = sum(one.met for one in given), sum(one.judged - one.met for one in given)
    ends = max(low, met / most), min(high, 1 - not_met / most)
    return StratifiedEstimate(found.share, Interval(*ends, confidence, "gelaagd"))


@lru_cache(maxsize=4096)
def _limits(applying: int, drawn: int, population: int, confidence: float) -> tuple[int, int]:
    low, high = exact_ends(applying, drawn, population, confidence)
    return int(low), int(high)


def _moves(
    strata: Sequence[DomainStratum], sizes: Sequence[int], share: float, confidence: float
) -> tuple[float, float]:
    """How far the estimate goes down and up, by root sum of squares over the strata that something was judged of."""
    down = up = 0.0
    total = sum(size for size, stratum in zip(sizes, strata, strict=True) if stratum.judged)
    for size, stratum in zip(sizes, strata, strict=True):
        if stratum.judged:
            away = stratum.met / stratum.judged - share
            moves = [away * (limit - size) / (total + limit - size) for limit in stratum.limits(confidence)]
            down, up = hypot(down, min(0.0, *moves)), hypot(up, max(0.0, *moves))
    return down, up


def _furthest_share(strata: Sequence[DomainStratum], confidence: float) -> float:
    """The highest share met whose numbers met and not met the samples do not contradict together.

    From the fewest cases met and the most not met, the steps that bring most per unit of minus the logarithm of a tail
    chance are taken first, as these are convex; what a step brings follows from the share reached (Dinkelbach 1967).
    """
    import numpy as np

    risk = (1 - confidence) / 2
    met = not_met = 0
    rises: list[NDArray[np.float64]] = [np.empty(0)]
    falls: list[NDArray[np.float64]] = [np.empty(0)]
    for one in strata:
        # Open cases count as not drawn.
        drawn, failing = one.drawn - one.applying + one.judged, one.judged - one.met
        rises.append(_prices(tails(one.met, drawn, one.population, one.population - drawn + one.met), risk))
        met, not_met = met + one.met, not_met + one.population - drawn + failing
        if failing:
            chances = 1 - tails(failing - 1, drawn, one.population, one.population - drawn + failing)
            falls.append(_prices(chances[-2::-1], risk))
        else:
            falls.append(np.zeros(one.population - drawn))
    prices = np.concatenate([*rises, *falls])
    is_rise = np.arange(len(prices)) < sum(map(len, rises))
    share = 0.5
    for _ in range(50):
        gains = np.where(is_rise, 1 - share, share)
        order = np.argsort(np.divide(prices, gains, out=np.full(len(prices), np.inf), where=gains > 0), kind="stable")
        count = int(np.searchsorted(np.cumsum(prices[order]), -log(risk) * ROUNDING, side="right"))
        risen = int(is_rise[order[:count]].sum())
        top, bottom = met + risen, met + not_met + risen - (count - risen)
        if (reached := top / bottom if bottom else 1.0) == share:
            break
        share = reached
    return share


def _prices(chances: NDArray[np.float64], risk: float) -> NDArray[np.float64]:
    """What each next step costs, as far as one stratum alone could pay for it."""
    import numpy as np

    return np.asarray(np.diff(-np.log(chances[chances * ROUNDING > risk]), prepend=0.0))
