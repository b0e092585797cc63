"""How many cases each stratum gets."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

UNKNOWN_RATE = 0.5
"""For a stratum without an expected rate: the one that asks for most cases."""


def allocate(
    sizes: Mapping[str, int],
    size: int,
    *,
    weights: Mapping[str, Fraction] | None = None,
    at_least: Mapping[str, int] | None = None,
    minimum: int = 1,
) -> dict[str, int]:
    """Divide `size` over strata in proportion to `weights` (their sizes), by largest remainder; keys come back sorted.

    No stratum gets more than its size or less than `at_least`, and none less than `minimum` (or all it has) when
    `size` allows that for all of them; the others share what is left in proportion. An empty stratum is left out.
    Raises ValueError when `size` exceeds the total or does not cover `at_least`.
    """
    filled = {name: sizes[name] for name in sorted(sizes) if sizes[name] > 0}
    total = sum(filled.values())
    floor = {name: (at_least or {}).get(name, 0) for name in filled}
    if not sum(floor.values()) <= size <= total:
        raise ValueError(f"size {size} must lie between {sum(floor.values())} and the total {total}")
    wished = {name: max(floor[name], min(minimum, count)) for name, count in filled.items()}
    low = wished if sum(wished.values()) <= size else floor
    given = {name: Fraction(count if weights is None else weights[name]) for name, count in filled.items()}
    quotas = _quotas(given, low, filled, size)
    shares = {name: math.floor(quotas[name]) for name in filled}
    by_remainder = sorted(filled, key=lambda name: (shares[name] - quotas[name], name))
    for name in by_remainder[: size - sum(shares.values())]:
        shares[name] += 1
    return shares


def weigh(allocation: str, sizes: Mapping[str, int], rates: Mapping[str, float]) -> dict[str, Fraction]:
    """The weight of each stratum: its size, the same for all, or Neyman's size times standard deviation.

    Neyman's allocation for shares is n_h ~ N_h sqrt(P_h (1 - P_h)) (Cochran, Sampling Techniques, 3rd ed. 1977,
    chapter 5); `rates` are the P_h in [0, 1] that are expected. A stratum without one gets UNKNOWN_RATE.
    """
    if allocation == "equal":
        return dict.fromkeys(sizes, Fraction(1))
    if allocation == "neyman":
        expected = {name: rates.get(name, UNKNOWN_RATE) for name in sizes}
        return {name: count * Fraction(_deviation(expected[name])) for name, count in sizes.items()}
    return {name: Fraction(count) for name, count in sizes.items()}


def _deviation(rate: float) -> float:
    return math.sqrt(rate * (1 - rate))


def _quotas(
    weights: Mapping[str, Fraction], low: Mapping[str, int], high: Mapping[str, int], size: int
) -> dict[str, Fraction]:
    """Exact shares in proportion to the weights, with those that would leave their bounds held at the bound.

    A stratum that is held changes what is left for the others, so that only the side with the larger total violation
    may be settled at once.
    """
    settled: dict[str, Fraction] = {}
    while free := [name for name in weights if name not in settled]:
        left = size - sum(settled.values())
        total = sum(weights[name] for name in free)
        # Nothing left that has a weight (all expected rates 0 or 1): then the sizes decide.
        share = {
            name: weights[name] / total if total else Fraction(high[name], sum(high[n] for n in free)) for name in free
        }
        quota = {name: left * share[name] for name in free}
        below = {name: Fraction(low[name]) for name in free if quota[name] < low[name]}
        above = {name: Fraction(high[name]) for name in free if quota[name] > high[name]}
        if not below and not above:
            return {**settled, **quota}
        short = sum(bound - quota[name] for name, bound in below.items())
        excess = sum(quota[name] - bound for name, bound in above.items())
        if short >= excess:
            settled.update(below)
        if excess >= short:
            settled.update(above)
    return settled
