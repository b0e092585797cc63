"""What is changed to a draw afterwards: spares with a reason, and top-ups that leave the earlier draw as it was."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.errors import VtauditError
from vtaudit.model import Design, Replacement, Sample, Selection, TopUp
from vtaudit.sampling import (
    check_sha256,
    delivered,
    draw,
    everything,
    from_json,
    population_sha256,
    replace_case,
    to_json,
    top_up,
)

CASES = [f"VT-{number:03d}" for number in range(100)]
PARTS = {case: ("Noord", "Oost", "West")[min(number // 45, 2)] for number, case in enumerate(CASES)}
NEW = [f"VX-{number:03d}" for number in range(20)]
ON = date(2018, 3, 1)

DRAWS = {
    "simple": draw(CASES, 20, 7, design=Design(spares=4)),
    "stratified": draw(CASES, 20, 7, PARTS, design=Design(spares=4, columns=("regio",))),
    "systematic": draw(CASES, 20, 7, design=Design("systematic", spares=4)),
    "selected": draw(CASES, 20, 7, selection=Selection({"vervolg": ("onderzoek",)}, ON), design=Design(spares=1)),
    "neyman": draw(
        CASES,
        20,
        7,
        PARTS,
        design=Design(allocation="neyman", rates={"Noord": 0.5, "Oost": 0.9, "West": 0.8}, minimum=2),
    ),
}
EVERY = pytest.mark.parametrize("sample", DRAWS.values(), ids=DRAWS)


def checked(content: dict) -> dict:
    """The content with a check value that fits it."""
    return {**content, "check_sha256": check_sha256(content)}


def fault_of(function: object, *arguments: object) -> tuple[str, str]:
    with pytest.raises(VtauditError) as error:
        function(*arguments)
    (fault,) = error.value.faults
    assert fault.remedy
    return fault.code, fault.message


def saved(sample: Sample, cases: list[str] = CASES) -> Sample:
    return from_json(json.loads(json.dumps(to_json(sample))), cases)


# ---------------------------------------------------------------- spares


@pytest.mark.parametrize("name", ["simple", "stratified", "systematic"])
def test_the_next_spare_of_the_stratum_takes_the_place(name):
    sample = DRAWS[name]
    out = sample.drawn[-1]
    stratum = next(each for each in sample.frame if out in each.drawn)
    changed, done = replace_case(sample, out, "  stukken vernietigd ", ON)
    assert done == Replacement(out, stratum.spares[0], "stukken vernietigd", ON)
    assert changed.drawn == (*sample.drawn[:-1], stratum.spares[0])
    assert (changed.population, changed.seed, changed.strata) == (sample.population, sample.seed, sample.strata)
    assert changed.replacements == (done,)
    assert saved(changed) == changed


def test_a_spare_can_be_replaced_in_its_turn_until_none_is_left():
    sample = DRAWS["simple"]
    case = sample.drawn[0]
    for spare in sample.frame[0].spares:
        sample, done = replace_case(sample, case, "niet te vinden", ON)
        assert done.by == spare
        case = done.by
    assert fault_of(replace_case, sample, case, "niet te vinden", ON)[0] == "sample-no-spare"
    assert [each.by for each in sample.replacements] == list(DRAWS["simple"].frame[0].spares)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_nothing_is_replaced_without_a_reason(reason):
    sample = DRAWS["simple"]
    assert fault_of(replace_case, sample, sample.drawn[0], reason, ON) == ("sample-reason", "Er staat geen reden bij.")


def test_only_a_drawn_case_is_replaced_and_only_once():
    sample = DRAWS["simple"]
    stranger = next(case for case in CASES if case not in sample.drawn)
    assert fault_of(replace_case, sample, stranger, "weg", ON)[1] == "Deze zaak zit niet in de steekproef."
    changed, done = replace_case(sample, sample.drawn[0], "weg", ON)
    assert fault_of(replace_case, changed, done.zaaknummer, "weg", ON)[1] == "Deze zaak is al vervangen."
    assert fault_of(replace_case, everything(CASES), CASES[0], "weg", ON)[0] == "sample-no-lot"


# ---------------------------------------------------------------- the same population


@EVERY
@pytest.mark.parametrize("size", [21, 50, 99, 100, 500])
def test_a_top_up_starts_with_the_earlier_draw_and_has_the_size_asked(sample, size):
    longer = top_up(sample, reversed(CASES), size, ON)
    assert longer.drawn[:20] == sample.drawn
    assert len(longer.drawn) == len(set(longer.drawn)) == min(size, 100)
    assert longer.method == ("all" if size >= 100 else "random")
    assert longer.top_ups == (TopUp(20, min(size, 100), ON, population_sha256=sample.population_sha256),)
    assert (longer.population_sha256, longer.seed, longer.design) == (
        sample.population_sha256,
        sample.seed,
        sample.design,
    )
    assert saved(longer) == longer
    for one, two in zip(sample.frame, longer.frame, strict=True):
        assert two.drawn[: len(one.drawn)] == one.drawn
        assert not set(two.spares).intersection(longer.drawn)


def test_a_plain_sample_that_is_topped_up_is_the_larger_draw():
    assert top_up(DRAWS["simple"], CASES, 50, ON).drawn == draw(CASES, 50, 7).drawn
    longer = top_up(DRAWS["stratified"], CASES, 40, ON)
    assert longer.strata == draw(CASES, 40, 7, PARTS).strata
    assert set(longer.drawn) == set(draw(CASES, 40, 7, PARTS).drawn)


@pytest.mark.parametrize("name", ["simple", "systematic", "selected"])
def test_two_steps_give_the_same_cases_as_one(name):
    sample = DRAWS[name]
    assert top_up(top_up(sample, CASES, 30, ON), CASES, 45, ON).drawn == top_up(sample, CASES, 45, ON).drawn


def test_what_was_replaced_does_not_come_back():
    sample, done = replace_case(DRAWS["simple"], DRAWS["simple"].drawn[3], "weg", ON)
    longer = top_up(sample, CASES, 100, ON)
    assert done.zaaknummer not in longer.drawn
    assert (len(longer.drawn), longer.method, longer.top_ups[0].size) == (99, "random", 99)


def test_a_file_without_its_strata_can_be_topped_up():
    sample = DRAWS["simple"]
    keys = ("format_version", "plan", "method", "seed", "population", "population_sha256", "strata", "drawn")
    content = to_json(sample)
    old = from_json(checked({key: content[key] for key in keys}), CASES)
    assert (old.frame, old.design) == ((), Design())
    assert top_up(old, CASES, 50, ON).drawn == draw(CASES, 50, 7).drawn


def test_a_stratified_file_without_its_strata_can_be_read_but_not_topped_up():
    content = {key: value for key, value in to_json(DRAWS["stratified"]).items() if key not in ("design", "frame")}
    old = from_json(checked(content), CASES)
    assert dict(old.strata) == dict(DRAWS["stratified"].strata)
    assert fault_of(top_up, old, CASES, 50, ON)[0] == "sample-frame"


@pytest.mark.parametrize(
    ("sample", "size", "code"),
    [
        (DRAWS["simple"], 20, "sample-size"),
        (DRAWS["simple"], 5, "sample-size"),
        (everything(CASES), 200, "sample-complete"),
        (delivered(CASES, CASES[:3]), 20, "sample-no-lot"),
    ],
    ids=["as-large", "smaller", "census", "delivered"],
)
def test_what_cannot_be_topped_up_is_a_message(sample, size, code):
    assert fault_of(top_up, sample, CASES, size, ON)[0] == code


# ---------------------------------------------------------------- another population


@EVERY
def test_row_48_a_changed_population_is_refused_without_a_reason(sample):
    code, message = fault_of(top_up, sample, [*CASES, *NEW], 30, ON)
    assert code == "sample-population"
    assert message == "Het register is veranderd na de loting (zaken erbij: 20, zaken weg: 0)."


@EVERY
def test_row_48_with_a_reason_the_new_cases_are_a_stratum_of_their_own(sample):
    undrawn = next(case for case in CASES if all(case not in (*each.drawn, *each.spares) for each in sample.frame))
    now = [case for case in (*CASES, *NEW) if case != undrawn]
    longer = top_up(sample, now, 26, ON, "nieuw kwartaal")
    assert longer.drawn[:20] == sample.drawn
    assert len(longer.drawn[20:]) == 6
    assert set(longer.drawn[20:]) <= set(NEW)
    last = longer.frame[-1]
    assert (last.name, last.population, last.drawn) == ("nieuwe zaken 2018-03-01", 20, longer.drawn[20:])
    assert longer.top_ups == (TopUp(20, 26, ON, "nieuw kwartaal", 20, 1, sample.population_sha256),)
    assert sum(longer.strata.values()) == 26
    assert (longer.population, longer.population_sha256) == (119, population_sha256(now, sample.selection))
    assert saved(longer, now) == longer
    with pytest.raises(VtauditError, match="ander register"):
        saved(longer, CASES)


def test_a_second_top_up_of_new_cases_on_the_same_day_has_its_own_stratum():
    once = top_up(DRAWS["simple"], [*CASES, *NEW[:10]], 25, ON, "reden")
    twice = top_up(once, [*CASES, *NEW], 30, ON, "reden")
    assert [each.population for each in twice.frame] == [100, 10, 10]
    assert len({each.name for each in twice.frame}) == 3
    later = top_up(twice, [*CASES, *NEW], 60, ON)
    assert len(later.drawn) == 60
    assert later.drawn[:30] == twice.drawn


def test_every_new_case_is_as_likely():
    """Chi-square over 5 new cases, 2,000 draws; 18.47 is the 0.999 quantile with 4 degrees."""
    fresh = list("vwxyz")
    counts: Counter[str] = Counter()
    for seed in range(2000):
        counts[top_up(draw("abcd", 2, seed), [*"abcd", *fresh], 3, ON, "reden").drawn[-1]] += 1
    assert set(counts) == set(fresh)
    assert sum((count - 400) ** 2 / 400 for count in counts.values()) < 18.47


def test_a_register_that_only_lost_cases_is_refused():
    sample = DRAWS["simple"]
    undrawn = next(case for case in CASES if case not in sample.drawn)
    code, message = fault_of(top_up, sample, [case for case in CASES if case != undrawn], 30, ON, "reden")
    assert (code, message) == (
        "sample-population",
        "Het register is veranderd na de loting (zaken erbij: 0, zaken weg: 1).",
    )


def test_a_register_that_lost_a_drawn_case_is_refused():
    sample = DRAWS["simple"]
    now = [case for case in (*CASES, *NEW) if case != sample.drawn[0]]
    assert fault_of(top_up, sample, now, 30, ON, "reden") == (
        "sample-population",
        "Getrokken zaken die niet meer in het register staan: 1.",
    )


def test_a_drawn_case_that_left_the_part_drawn_from_is_not_said_to_have_left_the_register():
    sample = DRAWS["selected"]
    now = [case for case in (*CASES, *NEW) if case != sample.drawn[0]]
    assert fault_of(top_up, sample, now, 30, ON, "reden") == (
        "sample-population",
        "Getrokken zaken die niet meer in het gekozen deel van het register vallen: 1.",
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 30), st.integers(1, 12), st.integers(0, 8), st.integers(0, 2**32), st.data())
def test_no_way_of_changing_a_sample_gives_a_double(population, size, spares, seed, data):
    cases = CASES[:population]
    sample = draw(cases, min(size, population - 1), seed, design=Design(spares=spares))
    for _ in range(data.draw(st.integers(0, 3))):
        if sample.frame[0].spares:
            sample, _ = replace_case(sample, data.draw(st.sampled_from(sample.drawn)), "reden", ON)
    gone = {each.zaaknummer for each in sample.replacements}
    room = population - len(gone)
    if len(sample.drawn) < room:
        sample = top_up(sample, cases, data.draw(st.integers(len(sample.drawn) + 1, room)), ON)
    assert len(set(sample.drawn)) == len(sample.drawn)
    assert not gone.intersection(sample.drawn)
    assert saved(sample, cases) == sample


# ---------------------------------------------------------------- the record


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda content: content["frame"][0].update(drawn=content["frame"][0]["drawn"][1:]), "sample-frame"),
        (lambda content: content["frame"][0]["cases"].pop(), "sample-frame"),
        (lambda content: content["frame"][0]["spares"].append("VX-001"), "sample-frame"),
        (lambda content: content["strata"].update(Noord=1), "sample-frame"),
        (lambda content: content["frame"][0].pop("cases"), "sample-file"),
        (lambda content: content["design"].update(kleur="rood"), "sample-file"),
        (lambda content: content["selection"].update(since="gisteren"), "sample-file"),
    ],
    ids=["drawn", "cases", "spares", "strata", "no-cases", "unknown-key", "no-date"],
)
def test_a_record_that_does_not_fit_is_refused_whoever_made_its_check_value(change, code):
    content = {"selection": {}, **to_json(DRAWS["stratified"])}
    change(content)
    with pytest.raises(VtauditError) as error:
        from_json(checked(content), CASES)
    assert {fault.code for fault in error.value.faults} == {code}


def test_another_number_of_cases_in_the_record_is_named_as_that():
    content = {**to_json(DRAWS["simple"]), "population": 90}
    with pytest.raises(VtauditError) as error:
        from_json(checked(content), CASES)
    (fault,) = error.value.faults
    assert fault.where == "steekproef.json, population"
    assert fault.message == "Het aantal zaken klopt niet: hier staat 90, in het register zijn het er 100."
