"""Lot quality assurance: small samples that tell good from bad with two stated risks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class LotRisks:
    """`provider`: the chance that good work is rejected; `consumer`: the chance that bad work is accepted."""

    provider: float
    consumer: float

    @property
    def total(self) -> float:
        """The sum of both risks, by which rules of one size are compared."""
        return self.provider + self.consumer


def lot_risks(size: int, acceptable: int, good: Fraction, bad: Fraction) -> LotRisks:
    """Risks of accepting work with at most `acceptable` failures in `size` cases from an unlimited population.

    `good` and `bad` are the shares met at which work ought to be accepted and rejected (Valadez, LQAS: 80/50 with 19
    cases). Raises ValueError unless 0 <= acceptable <= size, size > 0 and 0 <= bad < good <= 1.
    """
    from scipy.stats import binom  # type: ignore[import-untyped]

    if not 0 <= acceptable <= size or size < 1 or not 0 <= bad < good <= 1:
        raise ValueError(f"no risks for {acceptable} of {size}, good {good} and bad {bad}")
    return LotRisks(
        float(binom.sf(acceptable, size, float(1 - good))), float(binom.cdf(acceptable, size, float(1 - bad)))
    )


def lot_rule(size: int, good: Fraction, bad: Fraction) -> int:
    """The number of acceptable failures whose two risks together are least; the smallest such number."""
    return min(range(size + 1), key=lambda acceptable: lot_risks(size, acceptable, good, bad).total)
