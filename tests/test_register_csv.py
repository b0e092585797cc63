from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from register_files import write_csv

from vtaudit.errors import VtauditError
from vtaudit.register import read_register

HEADER = "zaaknummer;datum_melding;team"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_usual_separator_and_encoding_gives_the_same_rows(
    tmp_path: Path, separator: str, encoding: str, line_end: str
) -> None:
    lines = ["zaaknummer;datum_melding;team", "007;2017-04-03;Zuid-Één", '8;2017-04-04;"Oost, Wést; en\ttab"']
    quoted = [line.split(";", 2) for line in lines]
    folder = write_csv(tmp_path, line_end.join(separator.join(cells) for cells in quoted), encoding=encoding)
    register = read_register(folder)
    assert [(row.zaaknummer, row.texts["team"], row.row) for row in register.rows] == [
        ("007", "Zuid-Één", 2),
        ("8", "Oost, Wést; en\ttab", 3),
    ]
    assert register.faults == ()


def test_line_ends_inside_quotes_belong_to_the_cell_and_blank_lines_keep_the_row_numbers(tmp_path: Path) -> None:
    folder = write_csv(tmp_path, f'{HEADER}\r\nA1;2017-04-03;"eerste\r\ntweede"\r\n\r\nA2;2017-04-04;Oost\r\n')
    register = read_register(folder)
    assert [(row.row, row.zaaknummer, row.texts["team"]) for row in register.rows] == [
        (2, "A1", "eerste\r\ntweede"),
        (4, "A2", "Oost"),
    ]


def test_the_line_sep_of_excel_is_an_instruction_and_no_row(tmp_path: Path) -> None:
    register = read_register(write_csv(tmp_path, "sep=|\r\nzaaknummer|datum_melding\r\nA;1|2017-04-03\r\n"))
    assert [(row.row, row.zaaknummer) for row in register.rows] == [(2, "A;1")]


@pytest.mark.parametrize("start", ["=1+1", "+31", "-5", "@team", "'x"])
def test_a_cell_that_looks_like_a_formula_is_kept_as_it_is(tmp_path: Path, start: str) -> None:
    register = read_register(write_csv(tmp_path, f"{HEADER}\n{start}9;2017-04-03;{start}\n"))
    assert [(row.zaaknummer, row.texts["team"]) for row in register.rows] == [(f"{start}9", start)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f'{HEADER}\nA1;2017-04-03;Oost\nA2;2017-04-03;"Jansen\nA3;2017-04-03;Oost\n', "regel 3"),
        (f'{HEADER}\nA1;2017-04-03;"Jansen;x\nA2;2017-04-03;"Oost"\n', "regel 2"),
        (f'sep=;\n{HEADER}\nA1;2017-04-03;Oost\nA2;2017-04-03;"Jansen\n', "regel 4"),
        (f"{HEADER}\nA1;2017-04-03;Jan\0sen\n", "regel 2"),
    ],
)
def test_an_open_quote_or_a_nul_is_one_fault_with_its_line(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(VtauditError) as caught:
        read_register(write_csv(tmp_path, text))
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("register_onleesbaar", f"register.csv, {where}")
    ]
    assert "sen" not in str(caught.value)


def test_bytes_of_no_known_encoding_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_bytes(HEADER.encode() + b"\nA1;2017-04-03;\x81\n")
    with pytest.raises(VtauditError) as caught:
        read_register(tmp_path)
    assert [fault.where for fault in caught.value.faults] == ["register.csv, regel 2"]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\n<html>", b"<?xml", b"%PDF-1.4"])
def test_another_format_under_the_name_csv_is_refused(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "register.csv").write_bytes(start + b" zaaknummer;datum_melding\nA1;2017-04-03\n")
    with pytest.raises(VtauditError) as caught:
        read_register(tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["register_onleesbaar"]


def test_a_row_that_ends_too_early_has_unreadable_cells_and_no_empty_ones(tmp_path: Path) -> None:
    text = "zaaknummer;datum_melding;vervolg;datum_triagebesluit\nA1;2017-04-03;onderzoek\nA2;2017-04-03;;\n"
    register = read_register(write_csv(tmp_path, text))
    assert [sorted(row.unreadable) for row in register.rows] == [["datum_triagebesluit"], []]
    assert [(fault.code, fault.where) for fault in register.faults] == [
        ("rij_te_kort", "register.csv, rij 2, kolom 'datum_triagebesluit'")
    ]


def test_a_row_with_more_cells_than_the_header_is_refused(tmp_path: Path) -> None:
    text = f"{HEADER}\nA1;2017-04-03;Team Oost; locatie 2\nA2;2017-04-04;Oost\nA3;2017-04-05;Oost;;\n"
    register = read_register(write_csv(tmp_path, text))
    assert [row.zaaknummer for row in register.rows] == ["A2", "A3"]
    assert {key: fault.code for key, fault in register.refused.items()} == {"rij 2": "rij_te_lang"}


def test_the_file_is_found_whatever_its_capitals_and_must_be_the_only_one(tmp_path: Path) -> None:
    (tmp_path / "Register.CSV").write_text(f"{HEADER}\nA1;2017-04-03;Oost\n", encoding="utf-8")
    assert read_register(tmp_path).rows[0].dates == {"datum_melding": date(2017, 4, 3)}
    (tmp_path / "register.xlsx").write_bytes(b"")
    with pytest.raises(VtauditError) as caught:
        read_register(tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["register_dubbel"]
    (tmp_path / "register.yaml").write_text("bestand: register.csv\n", encoding="utf-8")
    assert len(read_register(tmp_path).rows) == 1


def test_no_register_or_no_folder_is_a_fault(tmp_path: Path) -> None:
    for folder, code in ((tmp_path, "register_ontbreekt"), (tmp_path / "weg", "map_onleesbaar")):
        with pytest.raises(VtauditError) as caught:
            read_register(folder)
        assert [fault.code for fault in caught.value.faults] == [code]


def test_a_register_without_cases_is_read_and_named(tmp_path: Path) -> None:
    register = read_register(write_csv(tmp_path, HEADER + "\n"))
    assert (register.rows, [fault.code for fault in register.faults]) == ((), ["register_leeg"])
