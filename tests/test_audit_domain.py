"""An audit on a draw speaks of no more cases than the register leaves in; its figures held against counts by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from audit_folder import card_of, run, run_in, write_register, write_rules
from document_files import write_docx
from html_page import read_page
from sample_cases import record, sample
from scipy.stats import hypergeom

from vtaudit.statistics import Stratum, stratified_interval

COLUMNS = (
    *("zaaknummer", "regio", "melder", "vervolg", "uitkomst", "datum_melding", "datum_triagebesluit"),
    *("datum_start_onderzoek", "datum_afronding_onderzoek"),
)
LATE = {"datum_afronding_onderzoek": "2017-09-01"}
IN_TIME: dict[str, str] = {}
NO_END = {"datum_afronding_onderzoek": ""}
ADVICE = {"vervolg": "advies", "uitkomst": "", "datum_start_onderzoek": "", "datum_afronding_onderzoek": ""}
REASON = "Het onderzoek heeft langer geduurd, omdat de ouders twee keer niet op de afspraak kwamen."


def zuid(row: Mapping[str, str]) -> dict[str, str]:
    return {**row, "regio": "Zuid"}


def audited(place: Path, *groups: tuple[int, Mapping[str, str]], draw: tuple[object, ...], first: int = 1) -> Path:
    """An audit on the reason why an onderzoek was late, on a draw from so many cases of each sort.

    Two in three dossiers give a reason.
    """
    place.mkdir()
    folder = place / "dossiers"
    rows = [row for number, row in groups for _ in range(number)]
    write_register(folder, [{**row, "zaaknummer": f"VT17-{n:04d}"} for n, row in enumerate(rows, first)], COLUMNS)
    _, drawn = sample(folder, "--seed", 7, *draw)
    for case in record(drawn)["drawn"]:
        (folder / case).mkdir()
        said = REASON if int(case[-4:]) % 3 else "Gebeld met moeder."
        write_docx(folder / case / "journaal.docx", "Contactjournaal", f"04-09-2017 {said}")
    arguments = ("--criteria", write_rules(place / "criteria", "2.1.2"), "--peildatum", "2017-12-01")
    return run_in(folder, "--sample-file", drawn / "steekproef.json", *arguments)[1]


def finding(directory: Path) -> dict[str, Any]:
    questions = (each for one in card_of(directory)["expectations"] for each in one["questions"])
    (found,) = (each for each in questions if each["question"] == "2.1.2-b")
    return found


def page(directory: Path) -> str:
    return read_page((directory / "scorekaart.html").read_text(encoding="utf-8")).text


def by_hand(met: int, judged: int, population: int) -> tuple[float, float]:
    """The fewest and the most cases met that leave what was seen a chance of more than 2.5 of the 100 on its side."""
    possible = range(met, population - (judged - met) + 1)
    low = min(cases for cases in possible if hypergeom.sf(met - 1, population, cases, judged) > 0.025)
    high = max(cases for cases in possible if hypergeom.cdf(met, population, cases, judged) > 0.025)
    return low / population, high / population


def ends(found: Mapping[str, Any]) -> tuple[float, float]:
    return found["interval"]["low"], found["interval"]["high"]


def counts(found: Mapping[str, Any]) -> tuple[int, int, int, int]:
    tally = found["tally"]
    return tally["met"], tally["not_met"], tally["not_applicable"], sum(tally[each] for each in tally if "open" in each)


# ---------------------------------------------------------------- a plain draw


def test_the_interval_is_that_of_the_cases_in_which_the_register_says_it_can_be_asked(tmp_path):
    directory = audited(tmp_path / "a", (36, LATE), (10, IN_TIME), (60, ADVICE), draw=("--size", 60))
    found = finding(directory)
    assert counts(found) == (15, 5, 40, 0)
    assert (found["population"], found["askable"], found["population_from"]) == (36, 36, "register")
    assert ends(found) == by_hand(15, 20, 36)
    # Without the register 66 cases would be left, and the interval would be wider.
    low, high = by_hand(15, 20, 66)
    assert low < found["interval"]["low"] and high > found["interval"]["high"]
    text = page(directory)
    assert "Voor alle 36 zaken waarvoor deze vraag geldt ligt dat waarschijnlijk tussen 58 en 87 van de 100." in text
    assert "van de 100 lotingen is dat zo. In het register staan 36 zaken waarin dit aan de orde is." in text


def test_a_case_without_a_date_stays_in_for_a_document_may_name_it(tmp_path):
    directory = audited(tmp_path / "a", (36, LATE), (30, NO_END), (40, ADVICE), draw=("--size", 60))
    found = finding(directory)
    met, not_met, not_applicable, is_open = counts(found)
    assert (found["askable"], found["population_from"]) == (66, "conservative")
    # A case without an end is late by now, unless the documents tell the day in words that were not understood.
    drawn = [int(case[-4:]) for case in record(directory)["drawn"]]
    assert is_open == sum(36 < number <= 66 and number % 3 == 0 for number in drawn) > 0
    assert not_applicable == sum(number > 66 for number in drawn)
    assert found["population"] == 66
    assert ends(found) == by_hand(met, met + not_met, 66)
    text = page(directory)
    assert "Voor alle zaken waarvoor deze vraag geldt ligt dat waarschijnlijk tussen" in text
    assert "In het register staan 66 zaken waarin dit aan de orde kan zijn." in text


def test_where_it_can_be_asked_of_no_case_the_finding_speaks_of_none(tmp_path):
    found = finding(audited(tmp_path / "a", (30, ADVICE), draw=("--size", 20)))
    assert (found["askable"], found["population"], found["population_from"]) == (0, 0, "register")
    assert (found["interval"], counts(found)) == (None, (0, 0, 20, 0))


def test_all_cases_in_which_it_can_be_asked_need_no_range(tmp_path):
    draw = ("--size", 24, "--stratify", "vervolg", "--allocation", "gelijk")
    directory = audited(tmp_path / "a", (12, LATE), (40, ADVICE), draw=draw)
    found = finding(directory)
    assert (found["population"], counts(found), ends(found)) == (12, (8, 4, 12, 0), (8 / 12, 8 / 12))
    text = page(directory)
    assert "Alle 12 zaken waarvoor deze vraag geldt zijn bekeken. Een bandbreedte is niet nodig." in text
    assert "Wij zagen niet alles." not in text


# ---------------------------------------------------------------- parts that were not drawn alike


UNEVEN = ((40, LATE), (40, ADVICE), (12, zuid(LATE)), (28, zuid(ADVICE)))
EQUAL = ("--size", 48, "--stratify", "regio", "--allocation", "gelijk")


def test_each_part_counts_by_the_cases_in_which_it_can_be_asked(tmp_path):
    found = finding(audited(tmp_path / "a", *UNEVEN, draw=EQUAL))
    north, south = found["strata"]
    assert (north["population"], south["population"], found["population"]) == (40, 12, 52)
    assert found["population_from"] == "register"
    judged = [each["tally"]["met"] + each["tally"]["not_met"] for each in (north, south)]
    assert sum(each["tally"]["not_applicable"] for each in (north, south)) == 0
    parts = [(40, judged[0], north["tally"]["met"]), (12, judged[1], south["tally"]["met"])]
    assert found["estimate"] == pytest.approx(sum(size * met / seen for size, seen, met in parts) / 52)
    expected = stratified_interval(Stratum(*each) for each in parts).interval
    assert ends(found) == (expected.low, expected.high)


def test_where_one_part_holds_all_cases_in_which_it_can_be_asked_nothing_is_weighed(tmp_path):
    found = finding(audited(tmp_path / "a", (40, LATE), (40, ADVICE), (40, zuid(ADVICE)), draw=EQUAL))
    met, not_met, *_ = counts(found)
    assert (found["is_weighted"], found["population"], found["strata"]) == (False, 40, [])
    assert ends(found) == by_hand(met, met + not_met, 40)


def test_a_comparison_weighs_the_parts_as_the_scorecard_does(tmp_path):
    before = audited(tmp_path / "eerder", *UNEVEN, draw=EQUAL)
    other = ((10, LATE), (70, ADVICE), (30, zuid(LATE)), (10, zuid(ADVICE)))
    later = audited(tmp_path / "later", *other, draw=EQUAL, first=501)
    out = run("compare", before, later, "--json")
    assert out.exit_code == 0, out.output
    (change,) = (each for each in json.loads(out.stdout)["changes"] if each["question"] == "2.1.2-b")
    assert change["test"] == "mover"
    assert change["shares"] == [finding(before)["estimate"], finding(later)["estimate"]]
    assert change["difference"]["estimate"] == pytest.approx(change["shares"][1] - change["shares"][0])
