from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from odf.opendocument import OpenDocumentSpreadsheet, load
from odf.table import Table, TableCell, TableRow
from odf.text import P
from register_files import FORMULA_WITHOUT_VALUE, REFERENCE_ERROR, Raw, write_xlsx

from vtaudit.errors import VtauditError
from vtaudit.register import read_register

HEADER = ["Zaaknummer", "Datum melding", "Team"]


@pytest.mark.parametrize("date1904", [False, True])
def test_real_dates_are_read_in_the_date_system_of_the_file(tmp_path: Path, date1904: bool) -> None:
    rows = [HEADER, [12345, date(2017, 4, 3), "Oost"], ["0012", datetime(2017, 4, 3, 23, 59), "="]]
    write_xlsx(tmp_path / "register.xlsx", rows, date1904=date1904)
    register = read_register(tmp_path)
    assert [(row.zaaknummer, row.dates["datum_melding"], row.texts["team"]) for row in register.rows] == [
        ("12345", date(2017, 4, 3), "Oost"),
        ("0012", date(2017, 4, 3), "="),
    ]


def test_dates_as_text_follow_the_notation_and_serial_numbers_are_never_guessed(tmp_path: Path) -> None:
    rows = [HEADER, ["A1", "03-04-2017", ""], ["A2", 42828, ""], ["A3", "42828", ""], ["A4", 20170403, ""]]
    write_xlsx(tmp_path / "register.xlsx", rows)
    register = read_register(tmp_path)
    assert [row.dates for row in register.rows] == [{"datum_melding": date(2017, 4, 3)}, {}, {}, {}]
    assert [fault.code for fault in register.faults] == ["datum_onleesbaar"] * 3
    (tmp_path / "register.yaml").write_text("datumnotatie: jjjjmmdd\n", encoding="utf-8")
    assert [bool(row.dates) for row in read_register(tmp_path).rows] == [False, False, False, True]


def test_a_formula_without_outcome_is_an_unreadable_cell_with_its_place(tmp_path: Path) -> None:
    rows = [
        [*HEADER, "datum triagebesluit", "datum afsluiting"],
        ["A1", REFERENCE_ERROR, "Oost", FORMULA_WITHOUT_VALUE, None],
        ["A2", date(2017, 4, 3), Raw('t="str"', "<f>A1</f><v>#VERW!</v>"), Raw('s="1"', "<f>B3+1</f><v>42830</v>"), ""],
    ]
    write_xlsx(tmp_path / "register.xlsx", rows)
    register = read_register(tmp_path)
    assert [sorted(row.unreadable) for row in register.rows] == [["datum_melding", "datum_triagebesluit"], ["team"]]
    assert [fault.where for fault in register.faults] == [
        "register.xlsx, rij 2, kolom 'Datum melding'",
        "register.xlsx, rij 2, kolom 'datum triagebesluit'",
        "register.xlsx, rij 3, kolom 'Team'",
    ]
    assert register.rows[1].dates == {"datum_melding": date(2017, 4, 3), "datum_triagebesluit": date(2017, 4, 5)}


def test_numbers_that_lost_digits_and_texts_turned_into_dates_are_not_a_zaaknummer(tmp_path: Path) -> None:
    day = date(2017, 4, 3)
    rows = [
        HEADER,
        [2017.1, day, ""],
        [1.23456789012345e17, day, ""],
        [date(2017, 3, 2), day, ""],
        ["1,2E+11", day, ""],
    ]
    write_xlsx(tmp_path / "register.xlsx", rows)
    register = read_register(tmp_path)
    assert register.rows == ()
    assert {key: fault.code for key, fault in register.refused.items()} == dict.fromkeys(
        ["rij 2", "rij 3", "rij 4", "rij 5"], "cel_onleesbaar"
    )


def test_the_sheet_is_the_only_filled_one_or_the_one_that_register_yaml_names(tmp_path: Path) -> None:
    cases = [HEADER, ["A1", date(2017, 4, 3), "Oost"]]
    write_xlsx(tmp_path / "register.xlsx", {"Leeg": [], "Zaken": cases})
    assert [row.zaaknummer for row in read_register(tmp_path).rows] == ["A1"]
    write_xlsx(tmp_path / "register.xlsx", {"Toelichting": [["Uitleg"]], "Zaken": cases})
    with pytest.raises(VtauditError, match=r"meer bladen met inhoud. Gevonden: Toelichting, Zaken\."):
        read_register(tmp_path)
    (tmp_path / "register.yaml").write_text("blad: zaken\n", encoding="utf-8")
    assert [row.zaaknummer for row in read_register(tmp_path).rows] == ["A1"]
    (tmp_path / "register.yaml").write_text("blad: Dossiers\n", encoding="utf-8")
    with pytest.raises(VtauditError, match=r"'Dossiers' uit register.yaml bestaat niet"):
        read_register(tmp_path)


def test_rows_keep_the_number_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    rows = [HEADER, [], ["A1", date(2017, 4, 3), "Oost"], [None, "  ", None], ["A2", date(2017, 4, 3), None]]
    write_xlsx(tmp_path / "register.xlsx", rows)
    assert [(row.row, row.zaaknummer) for row in read_register(tmp_path).rows] == [(3, "A1"), (5, "A2")]


@pytest.mark.parametrize("merge", ["B1:C1", "A1:A2"])
def test_merged_cells_in_the_header_are_a_named_header_fault(tmp_path: Path, merge: str) -> None:
    write_xlsx(tmp_path / "register.xlsx", [HEADER, ["A1", date(2017, 4, 3), "Oost"]], merges=[merge])
    with pytest.raises(VtauditError) as caught:
        read_register(tmp_path)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("kopregel", "register.xlsx, rij 1")]
    assert "Gevonden: Zaaknummer, Datum melding, Team." in caught.value.faults[0].message


def test_merged_cells_below_the_header_do_not_matter(tmp_path: Path) -> None:
    rows = [HEADER, ["A1", date(2017, 4, 3), "Oost"], ["A2", date(2017, 4, 3), None]]
    write_xlsx(tmp_path / "register.xlsx", rows, merges=["C2:C3"])
    assert [row.zaaknummer for row in read_register(tmp_path).rows] == ["A1", "A2"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("register.xlsx", b""),
        ("register.xlsx", b"PK\x03\x04 half"),
        ("register.xlsx", b"<html><table></table></html>"),
        ("register.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("register.ods", b"zaaknummer;datum_melding"),
    ],
)
def test_a_damaged_or_locked_workbook_is_one_fault(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(VtauditError) as caught:
        read_register(tmp_path)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("register_onleesbaar", name)]


def test_a_document_type_in_a_workbook_is_refused(tmp_path: Path) -> None:
    bomb = Raw('t="str"', "<v>x</v>")
    path = write_xlsx(tmp_path / "register.xlsx", [HEADER, ["A1", bomb, "Oost"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, _, rest = parts["xl/worksheets/sheet1.xml"].partition(b"?>")
    parts["xl/worksheets/sheet1.xml"] = head + b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + rest
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(VtauditError) as caught:
        read_register(tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["register_onleesbaar"]


def test_an_ods_of_pandas_gives_the_same_register_as_the_xlsx(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "Zaaknummer": ["0012", "12345"],
            "Datum melding": [datetime(2017, 4, 3, 23, 59), datetime(2017, 4, 4)],
            "Hoofdnummer": [12, 13],
            "Team": ["Oost", None],
        }
    )
    (tmp_path / "ods").mkdir()
    (tmp_path / "xlsx").mkdir()
    frame.to_excel(tmp_path / "ods" / "register.ods", engine="odf", index=False)
    rows = [
        ["Zaaknummer", "Datum melding", "Hoofdnummer", "Team"],
        ["0012", date(2017, 4, 3), "12", "Oost"],
        [12345, date(2017, 4, 4), 13, None],
    ]
    write_xlsx(tmp_path / "xlsx" / "register.xlsx", rows)
    ods, xlsx = read_register(tmp_path / "ods"), read_register(tmp_path / "xlsx")
    assert (ods.rows, ods.sha256) == (xlsx.rows, xlsx.sha256)
    assert [row.texts for row in ods.rows] == [{"hoofdnummer": "12", "team": "Oost"}, {"hoofdnummer": "13"}]


def _ods_row(*cells: TableCell, **attributes: str) -> TableRow:
    row = TableRow(**attributes)
    for cell in cells:
        row.addElement(cell)
    return row


def _ods_cell(text: str | None = None, **attributes: str) -> TableCell:
    cell = TableCell(**attributes)
    if text is not None:
        cell.addElement(P(text=text))
    return cell


def _ods_text(text: str, **attributes: str) -> TableCell:
    return _ods_cell(text, valuetype="string", **attributes)


def test_failed_formulas_in_an_ods_are_unreadable_cells(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Zaken")
    sheet.addElement(_ods_row(*(_ods_text(name) for name in ("zaaknummer", "datum_melding", "team", "regio"))))
    sheet.addElement(_ods_row(numberrowsrepeated="2"))
    failed = _ods_cell("#REF!", formula="of:=#REF!", valuetype="string", stringvalue="")
    zero = _ods_cell("Err:502", formula="of:=X", valuetype="float", value="0", numbercolumnsrepeated="2")
    sheet.addElement(_ods_row(_ods_text("A1"), failed, zero))
    uncached = _ods_cell(formula="of:=A1")
    day = _ods_cell("03-04-2017", formula="of:=B9", valuetype="date", datevalue="2017-04-03")
    sheet.addElement(_ods_row(_ods_text("A2"), day, uncached, _ods_text("Noord")))
    document.spreadsheet.addElement(sheet)
    document.save(str(tmp_path / "register.ods"))
    assert len(load(str(tmp_path / "register.ods")).spreadsheet.getElementsByType(TableRow)) == 4
    register = read_register(tmp_path)
    assert [(row.row, row.zaaknummer, sorted(row.unreadable)) for row in register.rows] == [
        (4, "A1", ["datum_melding", "regio", "team"]),
        (5, "A2", ["team"]),
    ]
    assert register.rows[1].dates == {"datum_melding": date(2017, 4, 3)}
    assert register.rows[1].texts == {"regio": "Noord"}


def test_a_stray_mark_in_the_last_row_of_the_sheet_is_one_refused_row(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Zaken")
    sheet.addElement(_ods_row(_ods_text("zaaknummer"), _ods_text("datum_melding"), _ods_text("team")))
    sheet.addElement(_ods_row(_ods_text("A1"), _ods_text("2017-04-03"), _ods_text("Oost")))
    sheet.addElement(_ods_row(_ods_cell(), numberrowsrepeated="1048573"))
    sheet.addElement(_ods_row(_ods_cell(), _ods_cell(), _ods_text("einde")))
    document.spreadsheet.addElement(sheet)
    document.save(str(tmp_path / "register.ods"))
    register = read_register(tmp_path)
    assert [row.zaaknummer for row in register.rows] == ["A1"]
    assert {key: fault.code for key, fault in register.refused.items()} == {"rij 1048576": "zaaknummer_ontbreekt"}


def test_twenty_thousand_rows_are_all_read(tmp_path: Path) -> None:
    rows = [[*HEADER, "vervolg"]] + [[number, date(2017, 4, 3), "Oost", "onderzoek"] for number in range(1, 20_001)]
    write_xlsx(tmp_path / "register.xlsx", rows)
    register = read_register(tmp_path)
    assert (len(register.rows), register.rows[-1].zaaknummer, register.rows[-1].row) == (20_000, "20000", 20_001)
    assert register.faults == ()
