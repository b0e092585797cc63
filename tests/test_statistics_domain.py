"""A stratified sample of which the drawn cases alone tell to which cases a toetsvraag applies."""

from __future__ import annotations

import numpy as np
import pytest

from vtaudit.statistics import DomainStratum, Stratum, domain_interval, stratified_interval

# Per stratum: cases, drawn, cases to which it applies, and of these the cases met.
HARD = {
    "one-failure-in-the-part-left": [(32, 15, 27, 26), (9, 9, 2, 1), (14, 14, 11, 5), (13, 13, 5, 3)],
    "failures-counted-whole": [(6, 6, 5, 4), (16, 6, 4, 4), (6, 6, 2, 2), (4, 4, 2, 2)],
}


@pytest.mark.parametrize("design", HARD.values(), ids=HARD)
def test_covers_as_often_as_it_claims(design):
    rng = np.random.default_rng(5)
    truth = sum(met for *_, met in design) / sum(applying for *_, applying, _ in design)
    covered = 0
    for _ in range(100):
        strata = []
        for cases, drawn, applying, met in design:
            seen = rng.multivariate_hypergeometric([met, applying - met, cases - applying], drawn).tolist()
            strata.append(DomainStratum(cases, drawn, seen[0] + seen[1], seen[0] + seen[1], seen[0]))
        interval = domain_interval(strata).interval
        covered += interval.low - 1e-9 <= truth <= interval.high + 1e-9
    assert covered >= 95


def test_where_it_applies_to_every_drawn_case_it_applies_to_all():
    found = domain_interval([DomainStratum(400, 20, 20, 20, 10), DomainStratum(100, 20, 20, 19, 18)])
    assert found == stratified_interval([Stratum(400, 20, 10), Stratum(100, 19, 18)])


def test_mirrors_and_claims_nothing_that_was_seen_otherwise():
    strata = [(60, 12, 5, 5, 4), (25, 20, 9, 9, 2), (8, 8, 3, 3, 0)]
    found = domain_interval(DomainStratum(*each) for each in strata)
    mirrored = domain_interval(DomainStratum(*each[:4], each[3] - each[4]) for each in strata)
    assert mirrored.interval.low == pytest.approx(1 - found.interval.high)
    assert mirrored.interval.high == pytest.approx(1 - found.interval.low)
    assert 0 < found.interval.low < found.share < found.interval.high < 1


def test_impossible_strata_are_refused():
    with pytest.raises(ValueError, match="drawn"):
        domain_interval([DomainStratum(10, 5, 6, 6, 1)])
