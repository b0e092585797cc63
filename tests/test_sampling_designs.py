"""Every design gives the size that was asked, without doubles, and every case the chance it should have."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Design, Register, RegisterRow, Sample, Selection
from vtaudit.sampling import (
    ALL_CASES,
    STRATUM_COLUMNS,
    allocate,
    check_population,
    draw,
    everything,
    population_sha256,
    select,
    strata_of,
    to_json,
)
from vtaudit.sampling.allocate import weigh

CASES = [f"VT-{number:03d}" for number in range(100)]
PARTS = {case: ("Noord", "Oost", "West")[min(number // 45, 2)] for number, case in enumerate(CASES)}
SYSTEMATIC = Design("systematic")

QUANTILE_999 = {5: 20.515, 6: 22.458, 11: 31.264, 19: 43.820}
"""The 0.999 quantile of chi-square by degrees of freedom (chi2.ppf of scipy)."""


def assert_equally_likely(counts: Counter[object], outcomes: set[object]) -> None:
    """Chi-square: no outcome occurs more often than chance allows, and none outside them occurs."""
    expected = counts.total() / len(outcomes)
    assert set(counts) == outcomes
    assert sum((counts[each] - expected) ** 2 / expected for each in outcomes) < QUANTILE_999[len(outcomes) - 1]


def numbers(sample: Sample) -> tuple[int, ...]:
    return tuple(CASES.index(case) for case in sample.drawn)


# ---------------------------------------------------------------- chances


def test_within_a_stratum_every_set_is_equally_likely():
    strata = {"a": "N", "b": "N", "c": "N", "d": "N", "x": "O", "y": "O", "z": "O", "w": "O"}
    samples = [draw(strata, 4, seed, strata) for seed in range(3000)]
    for stratum, members in (("N", "abcd"), ("O", "wxyz")):
        counts = Counter(frozenset(sample.drawn).intersection(members) for sample in samples)
        assert_equally_likely(counts, {frozenset(pair) for pair in combinations(members, 2)})
        assert all(sample.strata[stratum] == 2 for sample in samples)


def test_every_start_of_a_systematic_draw_is_equally_likely():
    counts = Counter(frozenset(draw("abcdefg", 3, seed, design=SYSTEMATIC).drawn) for seed in range(3500))
    shifted = {frozenset("abcdefg"[(start + step) % 7] for step in (0, 2, 4)) for start in range(7)}
    assert len(shifted) == 7
    assert_equally_likely(counts, shifted)


def test_a_spare_is_as_likely_to_be_any_case_that_was_not_drawn():
    samples = [draw("abcd", 1, seed, design=Design(spares=1)) for seed in range(3600)]
    counts = Counter((*sample.drawn, *sample.frame[0].spares) for sample in samples)
    assert_equally_likely(counts, set(permutations("abcd", 2)))


def test_a_spare_of_a_systematic_draw_is_any_other_case():
    samples = [draw("abcde", 1, seed, design=Design("systematic", spares=1)) for seed in range(4000)]
    counts = Counter((*sample.drawn, *sample.frame[0].spares) for sample in samples)
    assert_equally_likely(counts, set(permutations("abcde", 2)))


# ---------------------------------------------------------------- systematic


def test_a_systematic_draw_takes_equal_distances():
    drawn = numbers(draw(CASES, 20, 7, design=SYSTEMATIC))
    assert {(two - one) % 100 for one, two in pairwise(drawn)} == {5}


def test_these_draws_stay_the_same_over_versions():
    (plain,) = draw("abcdefgh", 3, 2017, design=Design("systematic", spares=2)).frame
    assert (plain.drawn, plain.spares) == (("a", "c", "f"), ("e", "d"))
    strata = {case: "N" if case < "e" else "Z" for case in "abcdefgh"}
    north, south = draw("abcdefgh", 4, 2017, strata, design=Design(spares=2)).frame
    assert (north.drawn, north.spares, south.drawn, south.spares) == (("b", "a"), ("d",), ("g", "f"), ("e",))


def test_a_systematic_draw_counts_as_drawn_by_lot():
    sample = draw(CASES, 20, 7, design=SYSTEMATIC)
    assert (sample.method, sample.design.kind, sample.seed, dict(sample.strata)) == ("random", "systematic", 7, {})


@pytest.mark.parametrize("design", [Design("systematic"), Design("stratified")], ids=lambda each: each.kind)
def test_a_design_that_does_not_fit_the_strata_is_a_mistake_of_the_caller(design):
    with pytest.raises(ValueError, match=design.kind):
        draw(CASES, 20, 7, PARTS if design.kind == "systematic" else None, design=design)


# ---------------------------------------------------------------- any design


@settings(max_examples=120, deadline=None)
@given(
    st.sets(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=25),
    st.integers(1, 30),
    st.integers(0, 2**40),
    st.sampled_from(["simple", "stratified", "systematic"]),
    st.integers(0, 6),
    st.randoms(use_true_random=False),
)
def test_every_design_has_the_size_asked_no_doubles_and_does_not_mind_row_order(
    cases, size, seed, kind, spares, random
):
    strata = {case: case[0] for case in cases} if kind == "stratified" else None
    size = max(size, len(set(strata.values()))) if strata else size
    design = Design(kind, spares=spares)
    rows = sorted(cases)
    sample = draw(rows, size, seed, strata, design=design)
    random.shuffle(rows)
    assert draw(rows, size, seed, strata, design=design) == sample
    assert len(sample.drawn) == len(set(sample.drawn)) == min(size, len(cases))
    assert set(sample.drawn) <= cases
    if size >= len(cases):
        assert sample == everything(cases)
        return
    assert sorted(case for each in sample.frame for case in each.cases) == sorted(cases)
    assert tuple(case for each in sample.frame for case in each.drawn) == sample.drawn
    chosen = [case for each in sample.frame for case in each.spares]
    assert len(chosen) == len(set(chosen)) == min(spares, len(cases) - size)
    assert not set(chosen).intersection(sample.drawn)
    if strata:
        assert all(each.drawn and {strata[case] for case in each.cases} == {each.name} for each in sample.frame)
        assert dict(sample.strata) == {each.name: len(each.drawn) for each in sample.frame}


def test_the_frame_of_a_plain_draw_is_one_stratum():
    (only,) = draw(CASES, 40, 7).frame
    assert (only.name, only.population, only.cases) == (ALL_CASES, 100, tuple(CASES))


def test_spares_come_from_every_stratum_and_are_the_next_of_its_lot():
    sample = draw(CASES, 20, 7, PARTS, design=Design(spares=6))
    assert {each.name: len(each.spares) for each in sample.frame} == {"Noord": 3, "Oost": 2, "West": 1}
    larger = draw(CASES, 40, 7, PARTS)
    for small, large in zip(sample.frame, larger.frame, strict=True):
        assert large.drawn[: len(small.drawn) + len(small.spares)] == small.drawn + small.spares


def test_more_spares_than_cases_gives_all_that_are_left():
    sample = draw(CASES[:5], 3, 7, design=Design(spares=10))
    assert sorted((*sample.drawn, *sample.frame[0].spares)) == CASES[:5]


def test_row_46_a_stratum_of_one_is_taken_whole():
    strata = {case: "klein" if case == "VT-042" else "groot" for case in CASES}
    sample = draw(CASES, 10, 7, strata, design=Design(spares=4))
    assert dict(sample.strata) == {"groot": 9, "klein": 1}
    assert {each.name: len(each.spares) for each in sample.frame} == {"groot": 4, "klein": 0}


def faults_of(*arguments: object, **options: object) -> list[tuple[str, str]]:
    with pytest.raises(VtauditError) as error:
        draw(*arguments, **options)
    assert all(fault.remedy for fault in error.value.faults)
    return [(fault.code, fault.message) for fault in error.value.faults]


def test_fewer_cases_than_strata_is_a_message():
    assert faults_of(CASES, 2, 7, PARTS) == [
        (
            "sample-strata",
            "De zaken vallen in 3 delen. Daarvoor zijn ten minste 3 zaken nodig, en u vraagt er 2.",
        )
    ]


def test_a_minimum_that_does_not_fit_is_a_message():
    assert [code for code, _ in faults_of(CASES, 20, 7, PARTS, design=Design(minimum=8))] == ["sample-strata"]
    assert min(draw(CASES, 24, 7, PARTS, design=Design(minimum=8)).strata.values()) == 8


def test_rates_must_fit_the_strata():
    design = Design(allocation="neyman", rates={"Noord": 0.5, "Zuid": 0.5, "Oost": 1.5})
    assert faults_of(CASES, 20, 7, PARTS, design=design) == [
        ("sample-rates", "Voor het deel 'West' staat er geen verwacht cijfer."),
        ("sample-rates", "Er is geen deel 'Zuid'."),
        ("sample-rates", "Een verwacht cijfer moet tussen 0 en 100 liggen."),
    ]


def test_the_rate_to_add_is_told_to_be_an_example():
    with pytest.raises(VtauditError) as error:
        draw(CASES, 20, 7, PARTS, design=Design(allocation="neyman", rates={"Noord": 0.5, "Oost": 0.5}))
    assert error.value.faults[0].remedy == (
        'Voeg bijvoorbeeld --rate "West=80" toe. Vul in plaats van 80 in hoeveel van de 100 u daar verwacht.'
    )


# ---------------------------------------------------------------- allocation


def allotted(allocation: str, sizes: dict[str, int], size: int, **rates: float) -> dict[str, int]:
    return allocate(sizes, size, weights=weigh(allocation, sizes, rates))


@pytest.mark.parametrize(
    ("rates", "size", "expected"),
    [
        # Size times root of P(1 - P): 100 x 0.5 = 50, 200 x 0.3 = 60, 100 x 0.4 = 40; 30 of 150 is a fifth of each.
        ({"a": 0.5, "b": 0.1, "c": 0.8}, 30, {"a": 10, "b": 12, "c": 8}),
        ({"a": 0.5, "b": 0.5, "c": 0.5}, 40, {"a": 10, "b": 20, "c": 10}),
        ({"a": 0.0, "b": 0.5, "c": 1.0}, 30, {"a": 1, "b": 28, "c": 1}),
        ({"a": 0.0, "b": 0.0, "c": 1.0}, 40, {"a": 10, "b": 20, "c": 10}),
    ],
    ids=["by-hand", "equal-rates-are-proportional", "certain-strata-get-one", "all-certain-goes-by-size"],
)
def test_neyman_allocation(rates, size, expected):
    assert allotted("neyman", {"a": 100, "b": 200, "c": 100}, size, **rates) == expected


@pytest.mark.parametrize(
    ("sizes", "size", "expected"),
    [
        ({"a": 100, "b": 900}, 20, {"a": 10, "b": 10}),
        ({"a": 5, "b": 100}, 30, {"a": 5, "b": 25}),
        ({"a": 2, "b": 3, "c": 100, "d": 100}, 25, {"a": 2, "b": 3, "c": 10, "d": 10}),
    ],
    ids=["halves", "small-stratum-is-full", "two-are-full"],
)
def test_equal_allocation(sizes, size, expected):
    assert allotted("equal", sizes, size) == expected


def test_what_was_drawn_before_is_never_taken_back():
    assert allocate({"a": 50, "b": 50}, 20, at_least={"a": 15}) == {"a": 15, "b": 5}
    with pytest.raises(ValueError, match="15"):
        allocate({"a": 50, "b": 50}, 14, at_least={"a": 15})


@settings(max_examples=300)
@given(st.data())
def test_allocation_keeps_its_bounds_and_is_fair_between_them(data):
    names = data.draw(st.sets(st.text("abcdefgh", min_size=1, max_size=2), min_size=1, max_size=8))
    sizes = {name: data.draw(st.integers(1, 60)) for name in names}
    weights = {name: Fraction(data.draw(st.integers(0, 40))) for name in names}
    at_least = {name: data.draw(st.integers(0, min(4, sizes[name]))) for name in names}
    size = data.draw(st.integers(sum(at_least.values()), sum(sizes.values())))
    shares = allocate(sizes, size, weights=weights, at_least=at_least, minimum=0)
    assert sum(shares.values()) == size
    assert all(at_least[name] <= shares[name] <= sizes[name] for name in names)
    between = [name for name in names if at_least[name] < shares[name] < sizes[name] and weights[name]]
    for one, two in combinations(between, 2):
        gap = abs(shares[one] * weights[two] - shares[two] * weights[one])
        assert gap < weights[one] + weights[two]


# ---------------------------------------------------------------- the population


def register(*rows: dict[str, str], columns: tuple[str, ...] = ("regio", "team", "vervolg", "aard")) -> Register:
    return Register(
        "register.csv",
        "ab",
        tuple(
            RegisterRow(
                f"Z{number}",
                number + 2,
                {name: value for name, value in row.items() if name != "dag"},
                {"datum_melding": date.fromisoformat(row["dag"])} if "dag" in row else {},
            )
            for number, row in enumerate(rows)
        ),
        ("zaaknummer", "datum_melding", *columns),
    )


EXAMPLE = register(
    {"regio": "Noord", "team": "A", "vervolg": "onderzoek", "aard": "geweld; verwaarlozing", "dag": "2017-03-31"},
    {"regio": "Noord", "team": "B", "vervolg": "advies", "aard": "geweld", "dag": "2017-04-01"},
    {"regio": "Zuid", "vervolg": "onderzoek", "dag": "2017-12-31"},
    {"regio": "Zuid", "team": "A", "vervolg": "onderzoek"},
)


def test_a_cell_that_cannot_be_read_leaves_it_unclear_whether_the_case_belongs():
    unreadable = {"vervolg": Fault("waarde_onbekend", "rij 2", "Niet bekend.")}
    rows = (
        RegisterRow("Z0", 2, {"regio": "Noord"}, {}, unreadable),
        RegisterRow("Z1", 3, {"regio": "Zuid"}, {}, unreadable),
    )
    both = Register("register.csv", "ab", rows, ("zaaknummer", "regio", "vervolg"))
    assert select(both, Selection({"vervolg": ("onderzoek",)})) == ((), 2)
    assert select(both, Selection({"vervolg": ("niet ingevuld",), "regio": ("Noord",)})) == ((), 1)


def chosen(selection: Selection) -> tuple[list[str], int]:
    rows, unclear = select(EXAMPLE, selection)
    return [row.zaaknummer for row in rows], unclear


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), (["Z0", "Z1", "Z2", "Z3"], 0)),
        (Selection({"vervolg": ("Onderzoek",)}), (["Z0", "Z2", "Z3"], 0)),
        (Selection({"vervolg": ("onderzoek", "advies"), "regio": ("Noord",)}), (["Z0", "Z1"], 0)),
        (Selection({"aard": ("verwaarlozing",)}), (["Z0"], 0)),
        (Selection({"team": ("niet ingevuld",)}), (["Z2"], 0)),
        (Selection(since=date(2017, 3, 31), until=date(2017, 4, 1)), (["Z0", "Z1"], 1)),
        (Selection(since=date(2017, 4, 1)), (["Z1", "Z2"], 1)),
        (Selection(until=date(2017, 3, 31)), (["Z0"], 1)),
        (Selection({"regio": ("Noord",)}, since=date(2017, 4, 1)), (["Z1"], 0)),
        (Selection({"regio": ("West",)}), ([], 0)),
    ],
)
def test_a_selection_takes_the_rows_that_fit_and_counts_what_is_unclear(selection, expected):
    assert chosen(selection) == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("regio",), ["Noord", "Noord", "Zuid", "Zuid"]),
        (("regio", "team"), ["Noord | A", "Noord | B", "Zuid | niet ingevuld", "Zuid | A"]),
        (("maand",), ["2017-03", "2017-04", "2017-12", "niet ingevuld"]),
        (("soort",), ["onderzoek", "alleen triage", "onderzoek", "onderzoek"]),
        (("kwartaal",), ["2017 kwartaal 1", "2017 kwartaal 2", "2017 kwartaal 4", "niet ingevuld"]),
    ],
)
def test_strata_come_from_columns_and_periods(columns, expected):
    assert list(strata_of(EXAMPLE, EXAMPLE.rows, columns).values()) == expected


def test_nothing_is_drawn_by_medewerker_or_by_a_column_that_is_not_there():
    with pytest.raises(VtauditError) as error:
        strata_of(EXAMPLE, EXAMPLE.rows, ("medewerker", "gemeente"))
    assert [fault.code for fault in error.value.faults] == ["sample-stratum"] * 2
    with pytest.raises(VtauditError) as error:
        select(EXAMPLE, Selection({"medewerker": ("Anne",), "gemeente": ("Velsen",)}))
    assert [fault.code for fault in error.value.faults] == ["sample-filter"] * 2
    assert "medewerker" not in STRATUM_COLUMNS


def test_the_hash_tells_selections_apart_and_not_the_order_of_their_values():
    one = Selection({"vervolg": ("a", "b")}, date(2017, 1, 1))
    same = Selection({"vervolg": ("b", "a")}, date(2017, 1, 1))
    others = [Selection(), Selection({"vervolg": ("a",)}, date(2017, 1, 1)), Selection({"vervolg": ("a", "b")})]
    assert population_sha256("ab", one) == population_sha256("ab", same)
    assert len({population_sha256("ab", each) for each in (one, *others)}) == 4


def test_a_draw_from_a_selection_is_held_against_that_selection():
    sample = draw(CASES, 10, 7, selection=Selection({"vervolg": ("onderzoek",)}))
    check_population(sample, reversed(CASES))
    with pytest.raises(VtauditError, match="bij dezelfde keuze heeft dit register 99 zaken"):
        check_population(sample, CASES[1:])


def test_a_plain_record_has_the_keys_it_always_had():
    assert list(to_json(everything(CASES))) == [
        *("format_version", "plan", "method", "seed", "population", "population_sha256", "strata", "drawn"),
        "check_sha256",
    ]
