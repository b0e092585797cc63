"""Sizes, limits and risks against the tables in tests/reference, and the list of values that we do not share.

The ids are the refs of the values; every row of a table names its source. A percentage is read as a fraction, so that
3.5 % is exactly 7/200.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest
from scipy.stats import beta

from vtaudit.statistics import (
    Stratum,
    lot_risks,
    lot_rule,
    sample_size,
    stratified_interval,
    survey_size,
    upper_limit,
)

REFERENCE = Path(__file__).parent / "reference"


def table(name: str) -> dict[str, dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_ref = {row["ref"]: row for row in rows}
    assert len(by_ref) == len(rows), "a ref stands twice"
    return by_ref


def percent(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / 100


def size_of(method: str, tolerable: str, expected: str, confidence: str, population: str) -> int:
    failures = percent(expected) if expected.endswith("%") else int(expected)
    cases = int(population) if population else None
    return sample_size(percent(tolerable), failures, percent(confidence), cases, method).size


SIZES = table("sample_sizes")
LIMITS = table("upper_limits")
DEVIATIONS = table("deviations")


@pytest.mark.parametrize("row", SIZES.values(), ids=SIZES)
def test_size_of_an_attribute_sample(row):
    found = size_of(row["method"], row["tolerable"], row["expected"], row["confidence"], row["population"])
    assert found == int(row["size"])


@pytest.mark.parametrize("row", LIMITS.values(), ids=LIMITS)
def test_upper_limit(row):
    population = int(row["population"]) if row["population"] else None
    found = 100 * upper_limit(
        int(row["failures"]), int(row["size"]), percent(row["confidence"]), population, row["method"]
    )
    decimals = len(row["percent"].partition(".")[2])
    if row["rounding"] == "up":
        found = ceil(found * 10**decimals) / 10**decimals
    assert round(found, decimals) == float(row["percent"])


@pytest.mark.parametrize(
    ("failures", "size", "population"), [(2, 6, 8), (1, 7, 11), (0, 7, 11)], ids=["PB-25-1", "PB-25-2", "PB-25-3"]
)
def test_upper_limit_of_a_stratum(failures, size, population):
    found = upper_limit(failures, size, Fraction(95, 100), population, "binomial")
    assert found == pytest.approx(beta.ppf(0.95, 1 + failures, size - failures))


def test_weighted_estimate_pb_25():
    strata = [Stratum(8, 6, 2), Stratum(11, 7, 1), Stratum(11, 7, 0)]
    assert stratified_interval(strata).share == pytest.approx(0.14127, abs=5e-6)


@pytest.mark.parametrize(
    ("size", "acceptable", "provider", "consumer", "total"),
    [
        pytest.param(19, 6, 0.07, 0.08, 0.15, id="LQ-01"),
        pytest.param(12, 4, None, None, 0.27, id="LQ-02-12"),
        pytest.param(14, 4, None, None, 0.22, id="LQ-02-14"),
        pytest.param(28, 9, None, None, 0.08, id="LQ-02-28"),
    ],
)
def test_risks_of_a_lot(size, acceptable, provider, consumer, total):
    risks = lot_risks(size, acceptable, Fraction(8, 10), Fraction(5, 10))
    assert round(risks.total, 2) == total
    if provider is not None:
        assert (round(risks.provider, 2), round(risks.consumer, 2)) == (provider, consumer)


@pytest.mark.parametrize(
    ("good", "bad", "needed"),
    [(80, 50, 13), (70, 40, 11), (90, 60, 15), (50, 20, 7), (60, 30, 9)],
    ids=lambda value: f"LQ-04-{value}",
)
def test_rule_for_a_lot_of_nineteen(good, bad, needed):
    assert 19 - lot_rule(19, Fraction(good, 100), Fraction(bad, 100)) == needed


@pytest.mark.parametrize(
    ("quality_limit", "accepted"), [("1.0", 2), ("2.5", 5), ("4.0", 7)], ids=lambda value: f"IS-02-{value}"
)
def test_iso_2859_accepts_work_at_its_quality_limit(quality_limit, accepted):
    assert lot_risks(80, accepted, 1 - percent(quality_limit), Fraction(1, 2)).provider < 0.05


@pytest.mark.parametrize(
    ("population", "size"),
    [
        *(pytest.param(*pair, id=f"SS-01-N{pair[0]}") for pair in [(10, 10), (100, 80), (200, 132)]),
        *(pytest.param(*pair, id=f"SS-02-N{pair[0]}") for pair in [(1000, 278), (1500, 306), (2800, 338)]),
        *(
            pytest.param(*pair, id=f"SS-03-N{pair[0]}")
            for pair in [(50, 45), (100, 80), (200, 132), (500, 218), (753, 255), (1000, 278), (10_000, 370)]
        ),
    ],
)
def test_size_of_a_survey(population, size):
    assert survey_size(population, Fraction(5, 100), Fraction(95, 100)) == size


OURS = {
    "A2-trap-a": lambda: size_of("binomial", "5", "3.5%", "90", ""),
    "A2-trap-b": lambda: size_of("binomial", "8", "7%", "90", ""),
    "A2-trap-c": lambda: size_of("binomial", "7", "3.25%", "90", ""),
    "HG-trap": lambda: size_of("hypergeometric", "6", "0%", "95", "100"),
    "HG-trap-N500-table": lambda: size_of("hypergeometric", "6", "0%", "95", "500"),
    "PB-03": lambda: size_of("poisson", "5", "2.5%", "95", ""),
    "LQ-03-provider": lambda: round(lot_risks(8, 2, Fraction(8, 10), Fraction(5, 10)).provider, 2),
    "LQ-03-consumer": lambda: round(lot_risks(8, 2, Fraction(8, 10), Fraction(5, 10)).consumer, 2),
    "LQ-03-total": lambda: round(lot_risks(8, 2, Fraction(8, 10), Fraction(5, 10)).total, 2),
    "SS-01-N50": lambda: survey_size(50, Fraction(5, 100), Fraction(95, 100)),
    "SS-01-N220": lambda: survey_size(220, Fraction(5, 100), Fraction(95, 100)),
    "SS-01-N500": lambda: survey_size(500, Fraction(5, 100), Fraction(95, 100)),
    "SS-02-N1200": lambda: survey_size(1200, Fraction(5, 100), Fraction(95, 100)),
    "SS-02-N9000": lambda: survey_size(9000, Fraction(5, 100), Fraction(95, 100)),
}


@pytest.mark.parametrize("ref", OURS)
def test_known_deviation_from_a_printed_value(ref):
    row = DEVIATIONS[ref]
    assert float(OURS[ref]()) == float(row["ours"]) != float(row["printed"])


@pytest.mark.parametrize("row", DEVIATIONS.values(), ids=DEVIATIONS)
def test_every_deviation_has_a_reason_and_a_source(row):
    assert row["printed"] and row["reason"] and row["source"]
    assert (row["ref"] in OURS) == bool(row["ours"]), "a value of ours is computed, one that is not offered is empty"


@pytest.mark.parametrize(("cases_of_hundred", "size"), [(7, 34), (6, 39)], ids=["HG-trap-float", "HG-trap-exact"])
def test_number_of_failing_cases_explains_the_trap(cases_of_hundred, size):
    assert sample_size(Fraction(cases_of_hundred, 100), 0, Fraction(95, 100), 100).size == size
