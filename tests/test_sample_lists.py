"""After every change to a draw there is one whole list, as it is now, beside the list of that change."""

from __future__ import annotations

import os

import pytest
from audit_folder import run, write_register
from python_calamine import CalamineWorkbook
from sample_cases import ON, ROWS, pull_list, record, sample, write_rows

CURRENT = "opvraaglijst-actueel"


@pytest.fixture
def register(tmp_path):
    return write_rows(tmp_path)


def change(register, *arguments, status=0):
    result = run("sample", register, *ON, *arguments)
    assert result.exit_code == status, result.output
    return result


def replace(register, directory, case, **options):
    file = directory / "steekproef.json"
    return change(register, "--sample-file", file, "--replace", case, "--reason", "zoek", **options)


def states(directory):
    return {row["zaaknummer"]: row["stand"] for row in pull_list(directory, CURRENT)}


def test_the_whole_list_tells_how_every_case_stands(register):
    _, directory = sample(register, "--size", 4, "--spares", 3, "--seed", 7)
    first = record(directory)
    assert not (directory / f"{CURRENT}.csv").exists()
    one, two = first["frame"][0]["spares"][:2]
    replace(register, directory, first["drawn"][1])
    result = replace(register, directory, one)
    assert f"Hele opvraaglijst zoals die nu is: {directory / CURRENT}.xlsx" in result.stdout
    assert "print de stukken van opvraaglijst-3.xlsx (daar staan alleen de nieuwe zaken op)" in result.stdout
    assert f"Opvraaglijst van deze wijziging: {directory / 'opvraaglijst-3.xlsx'}" in result.stdout
    now = record(directory)
    assert states(directory) == {
        **dict.fromkeys(now["drawn"], "in de steekproef"),
        first["drawn"][1]: f"vervangen door {one}",
        one: f"vervangen door {two}",
        first["frame"][0]["spares"][2]: "reserve",
    }
    listed = pull_list(directory, CURRENT)
    assert [row["zaaknummer"] for row in listed[:4]] == now["drawn"]
    assert [row["volgnummer"] for row in listed] == ["1", "2", "3", "4", "", "", ""]
    assert [bool(row["te printen"]) for row in listed] == [True] * 4 + [False] * 3
    assert list(listed[0]) == ["volgnummer", "zaaknummer", "stand", "regio", "team", "te printen"]


def test_a_top_up_writes_it_too_and_both_files_say_the_same(register):
    _, directory = sample(register, "--size", 4, "--seed", 7)
    change(register, "--top-up", directory / "steekproef.json", "--size", 9)
    assert list(states(directory)) == record(directory)["drawn"]
    assert set(states(directory).values()) == {"in de steekproef"}
    rows = CalamineWorkbook.from_path(str(directory / f"{CURRENT}.xlsx")).get_sheet_by_index(0).to_python()
    assert [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] == pull_list(directory, CURRENT)


def test_a_replaced_case_that_left_the_register_still_has_its_line(register):
    _, directory = sample(register, "--size", 4, "--spares", 1, "--seed", 7)
    out = record(directory)["drawn"][0]
    replace(register, directory, out)
    kept = [row for row in ROWS if row["zaaknummer"] != out]
    write_register(register, [*kept, {"zaaknummer": "VT17-0900", "regio": "Noord"}])
    file = directory / "steekproef.json"
    change(register, "--top-up", file, "--size", 5, "--reason", "nieuwe zaken")
    (row,) = [row for row in pull_list(directory, CURRENT) if row["zaaknummer"] == out]
    assert (row["stand"][:14], row["regio"]) == ("vervangen door", "")


def test_in_another_folder_no_list_is_written_over(register):
    _, directory = sample(register, "--size", 4, "--seed", 7)
    other = register.parent / "anders"
    other.mkdir()
    (other / f"{CURRENT}.csv").write_text("van iemand anders", encoding="utf-8")
    result = change(register, "--top-up", directory / "steekproef.json", "--size", 9, "--out", other, status=2)
    assert "Hier staat al een opvraaglijst." in result.stderr
    assert [path.name for path in other.iterdir()] == [f"{CURRENT}.csv"]


def test_when_one_file_cannot_be_written_all_are_as_they_were(register, monkeypatch):
    _, directory = sample(register, "--size", 4, "--spares", 2, "--seed", 7)
    replace(register, directory, record(directory)["drawn"][0])
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    really_open = os.open

    def full(path, flags, *rest, **options):
        if "steekproef.json" in str(path) and flags & os.O_CREAT:
            raise OSError(28, "No space left on device")
        return really_open(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", full)
    result = replace(register, directory, record(directory)["drawn"][1], status=2)
    assert "De steekproef kon niet worden bewaard (er is geen ruimte meer)." in result.stderr
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
