"""How many cases make an interval narrow enough, or settle a verdict."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from vtaudit.statistics.intervals import ROUNDING, exact_ends, exact_interval
from vtaudit.statistics.planning import stretches


def size_for_width(
    population: int, width: Fraction, confidence: Fraction, expected_rate: Fraction = Fraction(1, 2)
) -> int:
    """The smallest sample that and beyond which `exact_interval` is at most `width` wide at the expected rate.

    Where the rate falls between two counts, both must do. As all is counted in whole cases, the width now and then goes
    up by one while the sample grows. Tries sizes one by one from nine tenths of what the normal approximation asks (the
    exact interval is the wider of the two) until enough in a row do: the counts at a rate p repeat their pattern every
    1 / p cases. Raises ValueError unless 0 < width <= 1, 0 <= expected_rate <= 1, population > 0 and
    0 < confidence < 1.
    """
    import numpy as np

    if population < 1 or not 0 < width <= 1 or not 0 <= expected_rate <= 1 or not 0 < confidence < 1:
        raise ValueError(f"no size for width {width}, rate {expected_rate} and population {population}")
    spread = float(expected_rate * (1 - expected_rate))
    start = int(0.9 * _normal_size(population, float(width) / 2, float(confidence), spread)) - 10
    ahead = 64 + (ceil(1 / spread) if spread else 0)
    found = max(1, start)
    for sizes in stretches(found, population, step=64):
        drawn = np.array(sizes)
        widths = []
        for met in ([size * expected_rate // 1 for size in sizes], [ceil(size * expected_rate) for size in sizes]):
            low, high = exact_ends(np.array(met, dtype=np.int64), drawn, population, float(confidence))
            widths.append(high - low)
        too_wide = np.flatnonzero(np.maximum(*widths) > int(population * width))
        if too_wide.size:
            found = sizes[int(too_wide[-1])] + 1
        if sizes[-1] - found > ahead:
            break
    return found


def survey_size(population: int, margin: Fraction, confidence: Fraction) -> int:
    """What the usual survey calculators give for a share of 50 % plus or minus `margin`, rounded up.

    Cochran (1977) with his correction for a finite population; Krejcie & Morgan (1970) is the same formula rounded to
    the nearest. A normal approximation: to compare with, `size_for_width` is the exact answer.
    """
    return ceil(_normal_size(population, float(margin), float(confidence), 0.25))


def more_needed(met: int, judged: int, population: int, target_rate: float, confidence: float = 0.95) -> int | None:
    """How many more cases would settle the verdict against a streefwaarde if the rate found so far holds.

    The smallest larger sample whose `exact_interval` leaves the target out on the side where the found rate is; a
    rate that falls between two counts is rounded towards the target. None when the verdict is settled already, when
    the found rate equals the target, and when not even all cases would do.
    Raises ValueError for counts that `exact_interval` refuses.
    """
    import numpy as np
    from scipy.stats import hypergeom  # type: ignore[import-untyped]

    if _side(met, judged, population, target_rate, confidence) or met / judged == target_rate:
        return None
    side = 1 if met / judged > target_rate else -1
    # The verdict compares K / population with the target; str() gives the decimal that the user wrote.
    first_reaching = ceil(population * Fraction(str(target_rate)))
    tail = (1 - confidence) / 2 * ROUNDING
    for sizes in stretches(judged + 1, population):
        drawn = np.array(sizes)
        if side > 0:
            hits = drawn * met // judged
            chances = hypergeom.sf(hits - 1, population, first_reaching - 1, drawn)
        else:
            hits = -(-drawn * met // judged)
            chances = hypergeom.cdf(hits, population, first_reaching, drawn)
        for index in np.flatnonzero(chances <= tail).tolist():
            if _side(int(hits[index]), sizes[index], population, target_rate, confidence) == side:
                return sizes[index] - judged
    return None


def _side(met: int, judged: int, population: int, target_rate: float, confidence: float) -> int:
    """1 when the whole interval reaches the target, -1 when all of it stays under it, else 0."""
    interval = exact_interval(met, judged, population, confidence)
    return (interval.low >= target_rate) - (interval.high < target_rate)


def _normal_size(population: int, margin: float, confidence: float, spread: float) -> float:
    from scipy.stats import norm

    unlimited = float(norm.ppf((1 + confidence) / 2)) ** 2 * spread / margin**2
    return unlimited * population / max(1.0, population + unlimited - 1)
