"""How far raters agree on the same cases; None stands for "niet te berekenen"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

KAPPA_MINIMUM = 10
"""Fewer pairs than this give no kappa that is worth printing; our choice, the one that hides percentages too."""


@dataclass(frozen=True, slots=True)
class KappaEstimate:
    """Cohen's kappa with its asymptotic standard error and two-sided interval, ends in [-1, 1]."""

    kappa: float
    error: float
    low: float
    high: float
    confidence: float


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


def cohen_estimate(pairs: Iterable[tuple[Hashable, Hashable]], confidence: float = 0.95) -> KappaEstimate | None:
    """`cohen_kappa` with the interval from the asymptotic standard error (Fleiss, Cohen & Everitt 1969).

    None as well when that error is 0, as with nothing but agreement: an interval of one point would claim a
    certainty that no sample gives. Raises ValueError unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 0 and 1")
    counted = list(pairs)
    kappa = cohen_kappa(counted)
    if kappa is None:
        return None
    import numpy as np
    from scipy.stats import norm  # type: ignore[import-untyped]
    from statsmodels.stats.inter_rater import cohens_kappa  # type: ignore[import-untyped]

    # A dict keeps classes apart without a need to sort them.
    classes = list(dict.fromkeys(label for pair in counted for label in pair))
    # Without an error statsmodels divides by it; what comes of that is not used.
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = float(cohens_kappa(_table(counted, classes)).var_kappa)
    if variance < 1e-12:
        return None
    error = variance**0.5
    reach = float(norm.ppf((1 + confidence) / 2)) * error
    return KappaEstimate(kappa, error, max(-1.0, kappa - reach), min(1.0, kappa + reach), confidence)


def weighted_kappa(
    pairs: Iterable[tuple[Hashable, Hashable]], classes: Sequence[Hashable], weights: Literal["linear", "quadratic"]
) -> float | None:
    """Cohen's kappa for ordered classes, in which a near miss counts as less than a far one (Cohen 1968).

    `classes` holds all classes in their order. None as for `cohen_kappa`. Raises ValueError for a class twice in
    `classes`, and for one in the pairs that is not in it.
    """
    counted = list(pairs)
    if len(set(classes)) < len(classes) or not {label for pair in counted for label in pair} <= set(classes):
        raise ValueError("classes must hold every class of the pairs once")
    if cohen_kappa(counted) is None:
        return None
    from statsmodels.stats.inter_rater import cohens_kappa

    return float(cohens_kappa(_table(counted, classes), wt=weights, return_results=False))


def gwet_ac1(pairs: Iterable[tuple[Hashable, Hashable]], classes: int) -> float | None:
    """Agreement of two raters beyond chance that, unlike kappa, holds up when one class is rare (Gwet 2008).

    `classes` is the number of classes that the raters could choose from, used or not: with more of them less agreement
    is chance. None without pairs and with a single class. Raises ValueError when more classes are used than there are.
    """
    counted = list(pairs)
    shares = Counter(label for pair in counted for label in pair)
    if classes < len(shares):
        raise ValueError(f"{len(shares)} classes are used, more than {classes}")
    agreed = percent_agreement(counted)
    if agreed is None or classes < 2:
        return None
    marks = shares.total()
    by_chance = sum(count * (marks - count) for count in shares.values()) / (marks * marks * (classes - 1))
    return (agreed - by_chance) / (1 - by_chance)


def fleiss_kappa(counts: Sequence[Sequence[int]], *, free: bool = False) -> float | None:
    """Agreement of several raters beyond chance (Fleiss 1971), or with `free` against equal chances (Randolph 2005).

    One row per case, one column per class, in it the number of raters who chose that class. None without cases, when
    all raters used one class throughout, and with `free` when there is one class. Raises ValueError unless every row
    has as many columns and holds the same number of raters, at least 2.
    """
    if not counts:
        return None
    raters = {sum(row) for row in counts}
    if len(raters) > 1 or min(raters) < 2 or len({len(row) for row in counts}) > 1:
        raise ValueError("every case must be judged by the same number of raters, at least 2, in the same classes")
    used = sum(any(column) for column in zip(*counts, strict=True))
    if (len(counts[0]) if free else used) < 2:
        return None
    from statsmodels.stats.inter_rater import fleiss_kappa as agreement

    return float(agreement(counts, method="randolph" if free else "fleiss"))


def krippendorff_nominal(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for classes without order; any number of raters, some of whom may have skipped a case.

    One sequence per case with the classes given to it; a case with one rating says nothing. None when no case has
    two ratings, and when all ratings are the same. Source: Krippendorff 2011, Computing Krippendorff's alpha.
    """

    def differing(ratings: Sequence[Hashable]) -> Fraction:
        return Fraction(len(ratings) ** 2 - sum(count * count for count in Counter(ratings).values()))

    paired = [unit for unit in units if len(unit) > 1]
    together = differing([rating for unit in paired for rating in unit])
    return _alpha([(len(unit), differing(unit)) for unit in paired], together)


def krippendorff_interval(units: Iterable[Sequence[float]]) -> float | None:
    """`krippendorff_nominal` for numbers: two ratings differ by the square of their distance."""

    def differing(ratings: Sequence[Fraction]) -> Fraction:
        return 2 * (len(ratings) * sum((rating * rating for rating in ratings), Fraction(0)) - sum(ratings) ** 2)

    paired = [[Fraction(rating) for rating in unit] for unit in units if len(unit) > 1]
    together = differing([rating for unit in paired for rating in unit])
    return _alpha([(len(unit), differing(unit)) for unit in paired], together)


def _alpha(units: Sequence[tuple[int, Fraction]], together: Fraction) -> float | None:
    """Alpha from the number of ratings and their summed differences, per unit and over all ratings together."""
    if not together:
        return None
    observed = sum((difference / (size - 1) for size, difference in units), Fraction(0))
    return float(1 - observed * (sum(size for size, _ in units) - 1) / together)


def _table(pairs: Iterable[tuple[Hashable, Hashable]], classes: Sequence[Hashable]) -> list[list[int]]:
    counts = Counter(pairs)
    return [[counts[first, second] for second in classes] for first in classes]
