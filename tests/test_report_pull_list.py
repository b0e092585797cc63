"""The pull list: which parts somebody has to print, told from the register alone."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from vtaudit.errors import Fault
from vtaudit.model import Register, RegisterRow, Sample
from vtaudit.report.pull_list import parts_to_print, pull_list
from vtaudit.report.spreadsheet import csv_for_people, safe_cell, xlsx_for_people

ALWAYS = {"melding", "triage", "contactjournaal", "veiligheidsplan"}
RESEARCH = {"onderzoeksrapportage", "gespreksverslagen", "afsluitbrief", "terugkoppeling"}


@pytest.mark.parametrize(
    ("texts", "more"),
    [
        ({"vervolg": "geen"}, set()),
        ({"vervolg": "advies"}, set()),
        ({"vervolg": "onderzoek"}, RESEARCH),
        ({"vervolg": "onderzoek", "uitkomst": "geen"}, RESEARCH),
        ({"vervolg": "onderzoek", "uitkomst": "bevestigd"}, {*RESEARCH, "monitoring"}),
        ({"vervolg": "onderzoek", "uitkomst": "niet_bevestigd"}, {*RESEARCH, "monitoring"}),
        ({"vervolg": "vervolgtraject", "uitkomst": "bevestigd"}, {"overdracht", "monitoring"}),
        ({"vervolg": "vervolgtraject"}, {"overdracht"}),
        ({"vervolg": "vervolgtraject", "overdracht_aan": "wijkteam"}, {"overdracht"}),
        ({"vervolg": "advies", "uitkomst": "bevestigd"}, set()),
        ({}, {"en alle andere stukken"}),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
def test_the_register_tells_what_to_print(texts, more):
    assert set(parts_to_print(RegisterRow("VT-1", 2, texts))) == ALWAYS | more


@pytest.mark.parametrize("vervolg", ["onderzoek", "vervolgtraject"])
def test_a_vervolgtraject_that_has_started_calls_for_monitoring(vervolg):
    started = {"datum_inzet_vervolgtraject": date(2017, 5, 1)}
    assert "monitoring" in parts_to_print(RegisterRow("VT-1", 2, {"vervolg": vervolg}, started))
    assert "monitoring" not in parts_to_print(RegisterRow("VT-1", 2, {"vervolg": vervolg, "uitkomst": "geen"}, started))


def test_a_case_that_was_handed_over_and_closed_calls_for_monitoring():
    texts = {"vervolg": "vervolgtraject", "overdracht_aan": "wijkteam"}
    row = RegisterRow("VT-1", 2, texts, {"datum_afsluiting": date(2017, 5, 1)})
    assert "monitoring" in parts_to_print(row)


def test_an_uitkomst_that_cannot_be_read_may_call_for_monitoring():
    unreadable = {"uitkomst": Fault("waarde_onbekend", "rij 2", "Niet bekend.")}
    row = RegisterRow("VT-1", 2, {"vervolg": "onderzoek"}, unreadable=unreadable)
    assert "monitoring" in parts_to_print(row)


def test_a_column_that_the_register_lacks_is_left_out_and_numbers_stay():
    rows = tuple(RegisterRow(each, number, {"team": "A"}) for number, each in enumerate(("a", "b", "c"), start=2))
    register = Register("register.csv", "ab", rows, ("zaaknummer", "datum_melding", "team"))
    table = pull_list(Sample("random", 1, 3, "ab", ("c", "a", "b")), register, {"b", "c"})
    assert table[0] == ("volgnummer", "zaaknummer", "team", "te printen", "geprint op", "opmerking")
    assert [row[:3] for row in table[1:]] == [("1", "c", "A"), ("3", "b", "A")]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_a_spreadsheet_would_work_out_gets_an_apostrophe(cell):
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "VT-1", "-0.25", "12", "1-2", "a=b"])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert safe_cell(cell) == cell


def test_the_csv_opens_in_a_dutch_spreadsheet():
    assert csv_for_people([("a;b", "é"), ("=c", "")]) == '\ufeff"a;b";é\r\n\'=c;\r\n'


def test_the_xlsx_is_the_same_every_time_and_names_nobody():
    table = (("zaaknummer",), ("VT-1",))
    content = xlsx_for_people(table, "Lijst", date(2018, 1, 15))
    assert content == xlsx_for_people(table, "Lijst", date(2018, 1, 15))
    assert content != xlsx_for_people(table, "Lijst", date(2018, 1, 16))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        properties = book.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in properties
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties
