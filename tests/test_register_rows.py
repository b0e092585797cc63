from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_files import write_csv

from vtaudit.model import RegisterRow
from vtaudit.register import read_register, with_peildatum

DAY = date(2017, 4, 3)


def read_day(folder: Path, cell: str, notation: str | None = None) -> RegisterRow:
    text = f'zaaknummer;datum_melding;datum_triagebesluit\nA1;{DAY};"{cell}"\n'
    yaml = f"datumnotatie: {notation}\n" if notation else None
    (row,) = read_register(write_csv(folder, text, settings=yaml)).rows
    return row


@pytest.mark.parametrize(
    "cell",
    [
        "03-04-2017",
        "3-4-2017",
        "2017-04-03",
        " 03-04-2017 ",
        "2017-04-03 00:00:00",
        "2017-04-03T23:59",
        "03-04-2017 23:59:59.999",
        "2017-04-02T22:00:00Z",
        "2017-04-03T21:59:59Z",
        "2017-04-03T01:00:00+02:00",
        "2017-04-02T19:30:00-0500",
    ],
)
def test_a_date_in_a_declared_notation_is_a_day_on_the_clock_of_amsterdam(tmp_path: Path, cell: str) -> None:
    assert read_day(tmp_path, cell).dates["datum_triagebesluit"] == DAY


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2017-12-31T23:00:00Z", date(2018, 1, 1)),
        ("2017-12-31T22:59:59Z", date(2017, 12, 31)),
        ("2017-03-26T02:30", date(2017, 3, 26)),
        ("2017-10-28T22:30:00Z", date(2017, 10, 29)),
        ("2017-10-29T23:30:00Z", date(2017, 10, 30)),
        ("2017-10-29T22:30:00Z", date(2017, 10, 29)),
    ],
)
def test_the_night_of_the_clock_change_and_utc_exports_keep_the_dutch_day(tmp_path: Path, cell: str, day: date) -> None:
    assert read_day(tmp_path, cell).dates["datum_triagebesluit"] == day


@pytest.mark.parametrize(
    "cell",
    [
        "29-02-2017",
        "31-04-2017",
        "2017-13-01",
        "03-04-0217",
        "03-04-2107",
        "0217-04-03",
        "onbekend",
        "42828",
        "42828,5",
        "00-03-2017",
        "2017-00-00",
        "20170403",
        "04/03/2017",
        "03-04-17",
        "april 2017",
        "03-04-2017 25:00",
        "03-04-2017 12:00 uur",
        "2017-04-03T12:00:00+99:00",
        "n.v.t.",
        "03-04-2017 / 04-04-2017",
    ],
)
def test_anything_else_is_unreadable_with_row_and_column_and_the_case_is_kept(tmp_path: Path, cell: str) -> None:
    row = read_day(tmp_path, cell)
    fault = row.unreadable["datum_triagebesluit"]
    assert (fault.code, fault.where) == ("datum_onleesbaar", "register.csv, rij 2, kolom 'datum_triagebesluit'")
    assert row.dates == {"datum_melding": DAY}
    assert cell not in str(fault)


@pytest.mark.parametrize(
    ("cell", "notation", "day"),
    [
        ("20170403", "jjjjmmdd", DAY),
        ("2017043", "jjjjmmdd", None),
        ("20170300", "jjjjmmdd", None),
        ("20170000", "jjjjmmdd", None),
        ("03-04-2017", "jjjjmmdd", None),
        ("3/4/2017", "d/m/jjjj", DAY),
        ("03.04.2017", "[dd.mm.jjjj, jjjjmmdd]", DAY),
        ("04/03/2017", "mm/dd/yyyy", DAY),
        ("03-04-2017", "[dd-mm-jjjj, mm-dd-jjjj]", None),
        ("03-13-2017", "[dd-mm-jjjj, mm-dd-jjjj]", date(2017, 3, 13)),
    ],
)
def test_only_the_declared_notations_are_read(tmp_path: Path, cell: str, notation: str, day: date | None) -> None:
    row = read_day(
        tmp_path, cell, f"[{notation}, jjjj-mm-dd]" if notation[0] != "[" else notation[:-1] + ", jjjj-mm-dd]"
    )
    assert row.dates.get("datum_triagebesluit") == day
    assert ("datum_triagebesluit" in row.unreadable) == (day is None)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("00-03-2017", "De datum is half ingevuld: de dag of de maand is 00."),
        ("31-04-2017", "Deze dag bestaat niet."),
        ("03-04-0217", "Het jaar ligt niet tussen 1990 en 2100."),
        ("42828", "Hier staat een getal; het lijkt een datum die Excel als volgnummer heeft bewaard."),
        ("april", "Hier staat geen datum in een afgesproken notatie."),
    ],
)
def test_the_message_says_what_is_wrong_with_a_date(tmp_path: Path, cell: str, message: str) -> None:
    assert read_day(tmp_path, cell).unreadable["datum_triagebesluit"].message == message


def test_two_notations_mixed_in_one_column_are_both_read(tmp_path: Path) -> None:
    register = read_register(write_csv(tmp_path, "zaaknummer;datum_melding\nA1;03-04-2017\nA2;2017-04-03\n"))
    assert [row.dates["datum_melding"] for row in register.rows] == [DAY, DAY]


def test_an_empty_cell_is_neither_read_nor_unreadable_but_a_missing_melding_is_named(tmp_path: Path) -> None:
    text = "zaaknummer;datum_melding;datum_afsluiting\nA1;2017-04-03; \nA2;;2017-04-03\nA3;onbekend;\n"
    register = read_register(write_csv(tmp_path, text))
    assert [(dict(row.dates), list(row.unreadable)) for row in register.rows] == [
        ({"datum_melding": DAY}, []),
        ({"datum_afsluiting": DAY}, []),
        ({}, ["datum_melding"]),
    ]
    assert [(fault.code, fault.where) for fault in register.faults] == [
        ("datum_ontbreekt", "register.csv, rij 3, kolom 'datum_melding'"),
        ("datum_onleesbaar", "register.csv, rij 4, kolom 'datum_melding'"),
    ]


def test_doubles_are_both_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = (
        "zaaknummer;datum_melding\n"
        "0012;2017-04-03\n 12 ;2017-04-03\n12;2017-04-04\n\t12;2017-04-05\n"
        "2017/1;2017-04-03\n2017-1;2017-04-03\n;2017-04-03\n   ;2017-04-04\nA 1;2017-04-03\n"
    )
    register = read_register(write_csv(tmp_path, text))
    assert [row.zaaknummer for row in register.rows] == ["0012", "A 1"]
    assert {key: (fault.code, fault.where) for key, fault in register.refused.items()} == {
        "rij 8": ("zaaknummer_ontbreekt", "register.csv, rij 8, kolom 'zaaknummer'"),
        "rij 9": ("zaaknummer_ontbreekt", "register.csv, rij 9, kolom 'zaaknummer'"),
        "12": ("zaaknummer_dubbel", "register.csv, rij 3, 4 en 5"),
        "2017/1": ("zaaknummer_dubbel", "register.csv, rij 6 en 7"),
        "2017-1": ("zaaknummer_dubbel", "register.csv, rij 6 en 7"),
    }
    assert [fault.code for fault in register.faults] == ["zaaknummer_ontbreekt"] * 2 + ["zaaknummer_dubbel"] * 2


DATES = (
    "datum_melding",
    "datum_triagebesluit",
    "datum_start_onderzoek",
    "datum_afronding_onderzoek",
    "datum_inzet_vervolgtraject",
    "datum_afsluiting",
)


@pytest.mark.parametrize(
    ("cells", "pairs"),
    [
        ("10;10;10;10;10;10", []),
        ("10;09;11;12;13;14", [("datum_triagebesluit", "datum_melding")]),
        ("10;11;09;12;13;14", [("datum_start_onderzoek", "datum_melding")]),
        ("10;11;13;12;13;14", [("datum_afronding_onderzoek", "datum_start_onderzoek")]),
        ("10;11;;09;13;14", [("datum_afronding_onderzoek", "datum_melding")]),
        ("10;11;12;13;09;14", [("datum_inzet_vervolgtraject", "datum_melding")]),
        ("10;11;12;13;14;09", [("datum_afsluiting", "datum_melding")]),
        (";09;12;11;;", [("datum_afronding_onderzoek", "datum_start_onderzoek")]),
    ],
)
def test_dates_that_cannot_both_be_true_are_named(tmp_path: Path, cells: str, pairs: list[tuple[str, str]]) -> None:
    days = ";".join(f"2017-04-{cell}" if cell else "" for cell in cells.split(";"))
    text = f"zaaknummer;{';'.join(DATES)}\nA1;{days}\n"
    (row,) = read_register(write_csv(tmp_path, text)).rows
    assert [found.columns for found in row.contradictions] == pairs
    assert [found.fault.code for found in row.contradictions] == ["datums_strijdig"] * len(pairs)
    assert {found.fault.where for found in row.contradictions} <= {"register.csv, rij 2"}


def test_dates_after_the_peildatum_are_contradictions_and_the_last_peildatum_counts(tmp_path: Path) -> None:
    text = "zaaknummer;datum_melding;datum_triagebesluit\nA1;2017-04-03;2017-04-01\nA2;2017-04-05;2017-04-06\n"
    register = read_register(write_csv(tmp_path, text))
    early, late = with_peildatum(register, date(2017, 4, 5)), with_peildatum(register, date(2017, 4, 6))
    assert [[found.columns for found in row.contradictions] for row in early.rows] == [
        [("datum_triagebesluit", "datum_melding")],
        [("datum_triagebesluit",)],
    ]
    assert [len(row.contradictions) for row in late.rows] == [1, 0]
    assert with_peildatum(early, date(2017, 4, 6)) == late
    assert (early.peildatum, early.sha256) == (date(2017, 4, 5), register.sha256)


def test_the_fingerprint_follows_what_the_rows_say_and_not_how(tmp_path: Path) -> None:
    texts = {
        "first": "zaaknummer;datum_melding;team\nA1;2017-04-03;Oost\nA2;onbekend;\n",
        "same": "TEAM,datum melding,Zaaknummer,memo\n,weet niet,A2,x\nOost,03-04-2017, A1 ,y\n",
        "other date": "zaaknummer;datum_melding;team\nA1;2017-04-04;Oost\nA2;onbekend;\n",
        "other team": "zaaknummer;datum_melding;team\nA1;2017-04-03;West\nA2;onbekend;\n",
        "empty date": "zaaknummer;datum_melding;team\nA1;2017-04-03;Oost\nA2;;\n",
        "more": "zaaknummer;datum_melding;team\nA1;2017-04-03;Oost\nA2;onbekend;\nA3;;\n",
    }
    prints = {name: read_register(write_csv(tmp_path / name, text)).sha256 for name, text in texts.items()}
    assert prints["first"] == prints["same"]
    assert len(set(prints.values())) == 5


_LINES = tuple(
    f"{number};2017-04-{day:02};{vervolg}"
    for number, day, vervolg in [
        ("A1", 3, "onderzoek"),
        ("A2", 31, "advies"),
        ("A3", 4, "weg"),
        ("A4", 5, ""),
        ("A4", 6, ""),
        ("", 7, "geen"),
        ("é/5", 8, "geen"),
    ]
)


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(_LINES))
def test_the_order_of_the_rows_changes_neither_the_fingerprint_nor_the_rows(order: list[str]) -> None:
    def read(lines: list[str] | tuple[str, ...]) -> tuple[str, set[object], set[str]]:
        with tempfile.TemporaryDirectory() as folder:
            text = "zaaknummer;datum_melding;vervolg\n" + "\n".join(lines)
            register = read_register(write_csv(Path(folder), text))
        rows = {
            (row.zaaknummer, frozenset(row.texts.items()), frozenset(row.dates.items()), frozenset(row.unreadable))
            for row in register.rows
        }
        return register.sha256, rows, {key for key in register.refused if not key.startswith("rij")}

    assert read(order) == read(_LINES)


def test_no_message_repeats_what_stands_in_a_cell_of_a_person(tmp_path: Path) -> None:
    text = (
        "zaaknummer;datum_melding;medewerker;melder;vervolg;datum_afsluiting\n"
        "Zwaluw1;Kievit;Merel;Specht;Wielewaal;Roodborst\n"
        "Zwaluw1;Kievit;Merel;Specht;Wielewaal;Roodborst\n"
        "Ekster2;Kievit;#N/B;#REF!;Wielewaal;Roodborst\n"
        ";Kievit;Merel;Specht;Wielewaal;Roodborst\n"
        "Valk3;Kievit;Merel;Specht;Wielewaal;Roodborst;Havik4\n"
    )
    register = read_register(write_csv(tmp_path, text))
    said = " ".join(map(str, (*register.faults, *register.refused.values())))
    birds = ("Kievit", "Merel", "Specht", "Wielewaal", "Roodborst", "Havik", "Zwaluw", "Ekster", "Valk")
    assert [bird for bird in birds if bird in said] == []
    assert {fault.code for fault in register.faults} == {
        "datum_onleesbaar",
        "cel_onleesbaar",
        "waarde_onbekend",
        "zaaknummer_dubbel",
        "zaaknummer_ontbreekt",
        "rij_te_lang",
    }
