from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.errors import VtauditError
from vtaudit.model import Sample
from vtaudit.sampling import allocate, check_sha256, delivered, draw, everything, from_json, population_sha256, to_json

CASES = [f"VT-{number:04d}" for number in range(1, 401)]
REGIONS = {case: ("Noord", "Oost", "West")[min(int(case[3:]) // 180, 2)] for case in CASES}


def codes(error: pytest.ExceptionInfo[VtauditError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_row_47_same_seed_gives_the_same_sample_in_any_row_order():
    shuffled = CASES[::-1][100:] + CASES[::-1][:100]
    assert draw(CASES, 40, 7) == draw(shuffled, 40, 7)
    assert draw(CASES, 40, 7, REGIONS) == draw(shuffled, 40, 7, REGIONS)


def test_this_draw_stays_the_same_over_versions():
    assert draw(["a", "b", "c", "d", "e", "f", "g", "h"], 4, 2017).drawn == ("c", "e", "f", "d")
    assert population_sha256(["a", "b"]) == "0473ef2dc0d324ab659d3580c1134e9d812035905c4781fdd6d529b0c6860e13"


def test_another_seed_gives_another_sample():
    assert len({draw(CASES, 40, seed).drawn for seed in range(20)}) == 20


def test_a_larger_draw_starts_with_the_smaller_one():
    assert draw(CASES, 60, 7).drawn[:40] == draw(CASES, 40, 7).drawn


def test_sample_tells_how_it_was_drawn():
    sample = draw(CASES, 40, 7)
    assert (sample.method, sample.seed, sample.population, dict(sample.strata)) == ("random", 7, 400, {})
    assert sample.population_sha256 == population_sha256(CASES)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.text(min_size=1, max_size=4), min_size=1, max_size=30), st.integers(1, 40), st.integers(0, 2**70))
def test_draw_has_the_size_asked_and_no_doubles(cases, size, seed):
    sample = draw([*cases, *cases], size, seed)
    assert len(sample.drawn) == len(set(sample.drawn)) == min(size, len(cases))
    assert set(sample.drawn) <= cases
    assert sample.method == ("all" if size >= len(cases) else "random")


def test_every_set_of_cases_is_equally_likely():
    """Chi-square over all pairs from six: 15 sets, 6,000 draws; 36.1 is the 0.999 quantile with 14 degrees."""
    counts = Counter(frozenset(draw("abcdef", 2, seed).drawn) for seed in range(6000))
    assert set(counts) == {frozenset(pair) for pair in combinations("abcdef", 2)}
    assert sum((count - 400) ** 2 / 400 for count in counts.values()) < 36.1


def test_every_stratum_is_drawn_in_proportion():
    sample = draw(CASES, 40, 7, REGIONS)
    assert dict(sample.strata) == {"Noord": 18, "Oost": 18, "West": 4}
    assert Counter(REGIONS[case] for case in sample.drawn) == sample.strata
    assert len(set(sample.drawn)) == 40


def test_strata_have_lots_of_their_own():
    halves = {case: ("Noord" if number < 200 else "Oost") for number, case in enumerate(CASES)}
    drawn = [CASES.index(case) for case in draw(CASES, 40, 7, halves).drawn]
    assert [place for place in drawn if place < 200] != [place - 200 for place in drawn if place >= 200]


def test_a_case_without_stratum_can_be_drawn():
    sample = draw(["a", "b", "c"], 2, 1, {"a": "Noord", "b": ""})
    assert dict(sample.strata) == {"Noord": 1, "niet ingevuld": 1}


def test_a_stratum_is_drawn_alike_whatever_other_strata_exist():
    west = [case for case in CASES if REGIONS[case] == "West"]
    assert [case for case in draw(CASES, 40, 7, REGIONS).drawn if case in west] == [
        case for case in draw([*CASES[:180], *west], 22, 7, {**REGIONS}).drawn if case in west
    ][:4]


@pytest.mark.parametrize(
    ("sizes", "size", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
        ({"a": 1, "b": 999}, 10, {"a": 1, "b": 9}),
        ({"a": 1, "b": 1, "c": 998}, 3, {"a": 1, "b": 1, "c": 1}),
        ({"a": 1, "b": 1, "c": 998}, 2, {"a": 0, "b": 0, "c": 2}),
        ({"a": 10, "b": 10, "c": 10}, 10, {"a": 4, "b": 3, "c": 3}),
        ({"b": 0, "a": 5}, 2, {"a": 2}),
    ],
    ids=["exact", "stratum-of-1", "one-each", "too-few-for-all", "tie-by-name", "empty-stratum"],
)
def test_allocate(sizes, size, expected):
    assert allocate(sizes, size) == expected


@settings(max_examples=100)
@given(st.dictionaries(st.text(max_size=3), st.integers(0, 200), min_size=1, max_size=12), st.data())
def test_allocation_adds_up(sizes, data):
    size = data.draw(st.integers(0, sum(sizes.values())))
    shares = allocate(sizes, size) if sum(sizes.values()) else {}
    assert sum(shares.values()) == size
    assert all(0 <= share <= sizes[name] for name, share in shares.items())
    if size >= len(shares):
        assert all(share >= 1 for share in shares.values())


def test_allocation_beyond_the_total_is_refused():
    with pytest.raises(ValueError, match="total"):
        allocate({"a": 3}, 4)


@pytest.mark.parametrize("size", [400, 401, 10_000])
def test_row_46_a_sample_as_large_as_the_population_is_a_census(size):
    assert draw(CASES, size, 7) == everything(CASES) == draw(CASES, size, 7, REGIONS)
    assert everything(CASES) == Sample("all", None, 400, population_sha256(CASES), tuple(CASES))


@pytest.mark.parametrize(
    ("cases", "size", "seed", "expected"),
    [
        ([], 5, 1, ["sample-no-cases"]),
        (CASES, 0, 1, ["sample-size"]),
        (CASES, -1, 1, ["sample-size"]),
        (CASES, 5, -1, ["sample-seed"]),
        ([], 0, -1, ["sample-no-cases", "sample-size", "sample-seed"]),
    ],
)
def test_impossible_draw_is_a_message(cases, size, seed, expected):
    with pytest.raises(VtauditError) as error:
        draw(cases, size, seed)
    assert codes(error) == expected
    assert all(fault.message and fault.remedy for fault in error.value.faults)


@pytest.mark.parametrize("make", [everything, lambda cases: delivered(cases, ["a"])], ids=["all", "delivered"])
def test_row_46_population_of_none_is_a_message(make):
    with pytest.raises(VtauditError) as error:
        make([])
    assert codes(error) == ["sample-no-cases"]


def test_delivered_keeps_to_the_population():
    sample = delivered(["c", "b", "a"], ["c", "x", "a"])
    assert sample == Sample("delivered", None, 3, population_sha256("abc"), ("a", "c"))
    assert delivered(["a"], []).drawn == ()


@pytest.mark.parametrize("others", [CASES[1:], [*CASES, "VT-0401"], [*CASES[1:], "VT-0001a"]])
def test_hash_tells_populations_apart(others):
    assert population_sha256(others) != population_sha256(CASES)
    assert population_sha256(CASES) == population_sha256(reversed(CASES))


def test_hash_does_not_depend_on_how_numbers_are_joined():
    assert population_sha256(["a,b"]) != population_sha256(["a", "b"])


@pytest.mark.parametrize(
    "sample",
    [
        draw(CASES, 40, 7),
        draw(CASES, 40, 7, on=date(2017, 3, 1)),
        draw(CASES, 40, 7, REGIONS),
        everything(CASES),
        delivered(CASES, CASES[3:9]),
    ],
    ids=["random", "dated", "stratified", "all", "delivered"],
)
def test_sample_survives_its_file(sample):
    content = json.loads(json.dumps(to_json(sample, {"tolerable": 5, "confidence": 95})))
    assert from_json(content, reversed(CASES)) == sample
    assert content["plan"] == {"tolerable": 5, "confidence": 95}


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"drawn": ["VT-0001", "VT-0001"]}, "sample-drawn", "s.json, drawn"),
        ({"drawn": ["VT-9999"]}, "sample-drawn", "s.json, drawn"),
        ({"population": 399}, "sample-drawn", "s.json, population"),
        ({"population_sha256": "0" * 64}, "sample-population", "s.json"),
        ({"method": "geraden"}, "sample-file", "s.json, method"),
        ({"format_version": 2}, "sample-file", "s.json, format_version"),
        ({"seed": "7"}, "sample-file", "s.json, seed"),
        ({"extra": 1}, "sample-file", "s.json, extra"),
    ],
)
def test_changed_file_is_refused_also_with_a_new_check_value(change, code, where):
    content = {**to_json(draw(CASES, 40, 7)), **change}
    with pytest.raises(VtauditError) as error:
        from_json({**content, "check_sha256": check_sha256(content)}, CASES, "s.json")
    assert [(fault.code, fault.where) for fault in error.value.faults] == [(code, where)]


def test_all_missing_parts_are_named_at_once():
    with pytest.raises(VtauditError) as error:
        from_json({"format_version": 1, "plan": {}}, CASES, "s.json")
    assert [fault.where for fault in error.value.faults] == [
        f"s.json, {part}" for part in ("method", "seed", "population", "population_sha256", "strata", "drawn")
    ]


def test_what_is_no_sample_at_all_is_refused():
    with pytest.raises(VtauditError) as error:
        from_json(["VT-0001"], CASES, "s.json")
    assert codes(error) == ["sample-file"]


def test_row_48_sample_of_a_changed_population_is_refused():
    with pytest.raises(VtauditError) as error:
        from_json(to_json(draw(CASES, 40, 7)), [*CASES, "VT-0401"])
    (fault,) = error.value.faults
    assert fault.message == (
        "Deze steekproef is getrokken uit een ander register (400 zaken; dit register heeft 401 zaken)."
    )
