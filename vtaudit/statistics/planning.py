"""How large a sample must be to prove something, and what a sample of a given size proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Interval
from vtaudit.statistics.intervals import ROUNDING, clopper_pearson, exact_ends, exact_interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

Method = Literal["hypergeometric", "binomial", "poisson"]

LARGEST_SIZE = 100_000
"""Where the search for a size without a population ends."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sample that proves that fewer than `tolerable` of all cases fail, if at most `acceptable` drawn cases do.

    `expected` is the share (Fraction) or the number (int) of failures the plan allows for. `risk` is the chance of
    `acceptable` failures or fewer when exactly the tolerable share fails; 0 when all cases are to be looked at.
    """

    size: int
    acceptable: int
    tolerable: Fraction
    expected: Fraction | int
    confidence: Fraction
    population: int | None
    method: Method
    risk: float


@dataclass(frozen=True, slots=True)
class Reach:
    """What a sample can say, known before it is drawn.

    `limits[x]` is the one-sided upper limit of the share that fails when x drawn cases fail, `at_half` the two-sided
    interval when half of them do.
    """

    size: int
    population: int
    confidence: Fraction
    limits: tuple[float, ...]
    at_half: Interval


def sample_size(
    tolerable: Fraction,
    expected: Fraction | int,
    confidence: Fraction,
    population: int | None = None,
    method: Method = "hypergeometric",
) -> Plan:
    """The smallest attribute sample: the first n with P(X <= ceil(n * expected)) <= 1 - confidence.

    The rule of the AICPA Audit Sampling Guide (2017), appendix A; an int as `expected` is a number of failures and
    stands in for ceil(n * expected). Expected numbers are exact fractions: in floats 0.035 * 400 is more than 14 and
    the answer becomes 423 instead of 400. For the hypergeometric method the number of failing cases in the population
    is K = ceil(population * tolerable), the fewest that reach the tolerable share, exact too. The other methods take
    the population as unlimited. Every n is tried in turn: the rule is not monotone in n.

    When no sample short of all cases will do, the plan is all cases with K - 1 acceptable failures. Raises
    VtauditError with all faults: a rate outside its bounds, an expectation that reaches the tolerable share, or a
    size above a hundred thousand. Raises ValueError without a population for the hypergeometric method.
    """
    faults = list(_plan_faults(tolerable, expected, confidence, population))
    if faults:
        raise VtauditError(faults)
    if method == "hypergeometric" and population is None:
        raise ValueError("the hypergeometric method needs a population")
    limit = float(1 - confidence) * ROUNDING
    for sizes in stretches(1, population if population and method == "hypergeometric" else LARGEST_SIZE):
        allowed = [expected if isinstance(expected, int) else ceil(size * expected) for size in sizes]
        chances = _chance(allowed, sizes, tolerable, population, method)
        for size, acceptable, chance in zip(sizes, allowed, chances.tolist(), strict=True):
            if chance <= limit:
                return Plan(size, acceptable, tolerable, expected, confidence, population, method, chance)
    if method != "hypergeometric" or population is None:
        raise VtauditError(
            Fault(
                "plan-too-large",
                "--expected",
                "Het verwachte deel fouten ligt zo dicht bij het aanvaardbare deel dat meer dan honderdduizend zaken "
                "nodig zouden zijn.",
                "Kies een hoger aanvaardbaar deel of een lager verwacht deel.",
            )
        )
    failing = ceil(population * tolerable)
    return Plan(population, failing - 1, tolerable, expected, confidence, population, method, 0.0)


def upper_limit(
    failures: int, size: int, confidence: Fraction, population: int | None = None, method: Method = "hypergeometric"
) -> float:
    """One-sided upper limit of the share that fails, after `failures` in a sample of `size` (AICPA tables A-3, A-4).

    The hypergeometric limit is the largest K / population that the sample does not contradict, and like
    `exact_interval` never 0 from less than all cases. The Poisson limit is cut off at 1.
    Raises ValueError for impossible counts and unless 1/2 < confidence < 1.
    """
    if not Fraction(1, 2) < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 1/2 and 1")
    # The upper end of a two-sided interval with as much risk in each tail as this limit has in its only one.
    two_sided = float(2 * confidence - 1)
    if method == "binomial":
        return clopper_pearson(failures, size, two_sided).high
    if method == "poisson":
        from scipy.stats import gamma  # type: ignore[import-untyped]

        if size < 1 or failures < 0:
            raise ValueError(f"failures {failures} must not be negative and size {size} at least 1")
        return min(1.0, float(gamma.ppf(float(confidence), failures + 1)) / size)
    if population is None:
        raise ValueError("the hypergeometric method needs a population")
    return exact_interval(failures, size, population, two_sided).high


def what_it_proves(size: int, population: int, confidence: Fraction) -> Reach:
    """What can be said with `size` cases out of `population`, for every number of failures from 0 to `size`.

    Raises ValueError unless 0 < size <= population and 1/2 < confidence < 1.
    """
    half = exact_interval(size // 2, size, population, float(confidence))
    upper_limit(0, size, confidence, population)
    _, highs = exact_ends(range(size + 1), size, population, float(2 * confidence - 1))
    return Reach(size, population, confidence, tuple(high / population for high in highs.tolist()), half)


def _chance(
    failures: ArrayLike, size: ArrayLike, tolerable: Fraction, population: int | None, method: Method
) -> NDArray[np.float64]:
    """The chance of so many failures or fewer when exactly the tolerable share fails."""
    import numpy as np
    from scipy.stats import binom, hypergeom, poisson

    drawn = np.asarray(size)
    if method == "binomial":
        return np.asarray(binom.cdf(failures, drawn, float(tolerable)))
    if method == "poisson":
        return np.asarray(poisson.cdf(failures, drawn * float(tolerable)))
    assert population is not None
    return np.asarray(hypergeom.cdf(failures, population, ceil(population * tolerable), drawn))


def stretches(first: int, last: int, step: int = 2048) -> Iterator[range]:
    """The numbers from first to last in runs that are counted through at once."""
    return (range(start, min(start + step, last + 1)) for start in range(first, last + 1, step))


def _plan_faults(
    tolerable: Fraction, expected: Fraction | int, confidence: Fraction, population: int | None
) -> Iterator[Fault]:
    if not 0 < tolerable < 1:
        yield Fault(
            "plan-tolerable",
            "--tolerable",
            "Het aanvaardbare deel fouten moet meer dan 0 % en minder dan 100 % zijn.",
            "Kies bijvoorbeeld 5.",
        )
    if not Fraction(1, 2) < confidence < 1:
        yield Fault(
            "plan-confidence",
            "--confidence",
            "De zekerheid moet meer dan 50 % en minder dan 100 % zijn.",
            "Kies bijvoorbeeld 95.",
        )
    if expected < 0:
        yield Fault("plan-expected", "--expected", "Het verwachte aantal fouten kan niet onder 0 liggen.", "Kies 0.")
    elif not isinstance(expected, int) and 0 < tolerable <= expected:
        yield Fault(
            "plan-expected",
            "--expected",
            "U verwacht even veel of meer fouten dan u aanvaardbaar vindt. Geen steekproef kan dat goedkeuren.",
            "Kies een lager verwacht deel of een hoger aanvaardbaar deel (--tolerable, anders 5 van de 100).",
        )
    if population is not None and population < 1:
        yield Fault("plan-population", "register", "Er zijn geen zaken om uit te trekken.", "Controleer het register.")
