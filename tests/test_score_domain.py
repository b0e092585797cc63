"""The cases that a finding speaks of, when the register tells of some whether the toetsvraag can be asked."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from score_cases import TERM, case_id, finding, observe, sample, stratified

from vtaudit.score import domains

QUESTION = "9.9.1-a"


def domain_of(drawn, holds):
    """By case number: True, False or None."""
    return domains(drawn, ((case_id(number), {QUESTION: each}) for number, each in enumerate(holds)))


@settings(max_examples=40, deadline=None)
@given(st.text("VN?-", min_size=10, max_size=30), st.integers(1, 40), st.integers(1, 40), st.integers(0, 10))
def test_a_draw_is_read_as_one_from_a_register_without_the_cases_that_are_ruled_out(marks, others, out, drawn_out):
    seen = len(marks)
    whole = stratified(("alle zaken", seen + drawn_out + others + out, seen + drawn_out))
    holds = [None] * seen + [False] * drawn_out + [None] * others + [False] * out
    found = finding(observe(QUESTION, marks + "-" * drawn_out), sample=whole, domains=domain_of(whole, holds))
    alone = finding(observe(QUESTION, marks), sample=stratified(("alle zaken", seen + others, seen)))
    assert found.tally.not_applicable == alone.tally.not_applicable + drawn_out
    same = ("population", "interval", "estimate", "worst", "best", "clopper_pearson", "more_needed")
    assert [getattr(found, name) for name in same] == [getattr(alone, name) for name in same]
    assert (found.askable, alone.askable, found.population_from) == (seen + others, None, "conservative")


def test_every_part_is_read_as_if_the_cases_that_are_ruled_out_were_not_there():
    whole = stratified(("Noord", 400, 20), ("Zuid", 100, 20), ("Oost", 60, 5))
    # In Noord 10 of the 20 drawn cases and 100 of the others are ruled out, in Oost all.
    holds = [True] * 10 + [False] * 10 + [True] * 20 + [False] * 5
    holds += [False] * 100 + [True] * 280 + [True] * 80 + [False] * 55
    marks = "V" * 8 + "NN" + "-" * 10 + "V" * 10 + "N" * 10 + "-" * 5
    found = finding(observe(QUESTION, marks), sample=whole, domains=domain_of(whole, holds))
    alone = finding(
        observe(QUESTION, "V" * 8 + "NN" + "V" * 10 + "N" * 10),
        sample=stratified(("Noord", 290, 10), ("Zuid", 100, 20)),
    )
    assert (found.population, found.strata, found.interval) == (390, alone.strata, alone.interval)
    assert (found.estimate, found.population_from) == ((290 * 0.8 + 100 * 0.5) / 390, "register")


def test_where_the_register_tells_of_every_case_the_population_is_exact():
    drawn = stratified(("alle zaken", 100, 10))
    for holds, known in (([True] * 100, "register"), ([True] * 99 + [None], "conservative")):
        found = finding(observe(QUESTION, "V" * 10), sample=drawn, domains=domain_of(drawn, holds))
        assert (found.population, found.population_from, found.askable) == (100, known, None)


def test_cases_outside_the_population_of_the_draw_do_not_count():
    drawn = stratified(("alle zaken", 50, 10))
    found = finding(observe(QUESTION, "V" * 10), sample=drawn, domains=domain_of(drawn, [True] * 50 + [False] * 30))
    assert (found.population, found.askable, found.population_from) == (50, None, "register")


def test_without_a_lot_or_a_frame_nothing_is_left_out():
    census, of_before = sample(20, 20, "all"), sample(10, 50)
    holds = [True] * 10 + [False] * 40
    assert domain_of(census, holds) == domain_of(of_before, holds) == {}
    assert finding(observe(QUESTION, "V" * 20), sample=census).population_from is None
    assert finding(observe(QUESTION, "V" * 10), sample=of_before).population == 50
    drawn = stratified(("alle zaken", 50, 10))
    term = finding(observe(QUESTION, "V" * 50), TERM, sample=drawn, domains=domain_of(drawn, holds))
    assert (term.population, term.askable, term.population_from) == (50, None, None)


def test_a_case_that_took_the_place_of_another_speaks_for_itself():
    drawn = stratified(("alle zaken", 50, 10))
    (frame,) = drawn.frame
    swapped = (*frame.drawn[:9], frame.cases[-1])
    drawn = replace(drawn, drawn=swapped, frame=(replace(frame, drawn=swapped),))
    seen = observe(QUESTION, "V" * 9)
    last = replace(seen[0], zaaknummer=swapped[-1])
    found = finding([*seen, last], sample=drawn, domains=domain_of(drawn, [True] * 9 + [False] * 20 + [True] * 21))
    assert (found.tally.met, found.population) == (10, 30)
