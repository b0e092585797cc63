"""An audit of a folder in which one dossier holds every hostile file: each is named, and nothing else suffers.

The numbers in names and tests are the rows of the list of what goes wrong with files in practice.
"""

from __future__ import annotations

import os

import pytest
from audit_folder import ONE, TWO, card_of, outcomes, run, run_in, write_folder, write_register
from hostile_files import FILES, PLACES, write_all
from hostile_packages import spreadsheet_bomb
from html_page import read_page

from vtaudit.documents.faults import document_fault
from vtaudit.guard import keeper

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of the system, pipes and links are those of POSIX")
HURT = "VT17-0666"


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    """Result and reports of the audit, the codes by name, and the reports without the hurt dossier."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "zonder").mkdir()
    without = run_in(write_folder(place / "zonder" / "dossiers", ONE, TWO))[1]
    folder = write_folder(place / "Mijn dossiers (één)", ONE, TWO)
    write_register(folder, [{"zaaknummer": each} for each in (ONE, TWO, HURT)])
    expected = write_all(folder / HURT, place / "elders")
    result, directory = run_in(folder)
    return result, directory, expected, without


@POSIX
@pytest.mark.parametrize("name", [*FILES, *PLACES])
def test_every_hostile_file_is_named_with_its_reason_and_no_other(audited, name):
    _, directory, expected, _ = audited
    sheet = read_page((directory / "werkblad.html").read_text(encoding="utf-8")).text
    told = sheet.partition("Niet of niet helemaal gelezen:")[2].partition("vb-a")[0]
    if expected[name]:
        assert f" {name}: {document_fault(expected[name], '').message}" in told
    else:
        assert f" {name}: " not in told
        assert f" {name}" in sheet


@POSIX
def test_the_job_goes_on_and_the_other_cases_are_judged_as_ever(audited):
    result, directory, expected, without = audited
    assert result.exit_code == 1
    assert result.stderr.count(f"- {HURT}/") == sum(map(bool, expected.values())) + 2
    assert "Traceback" not in result.output
    for each in (ONE, TWO):
        assert outcomes(directory, each) == outcomes(without, each)
    hurt = outcomes(directory, HURT)
    assert (hurt["2.1.1-a"], hurt["1.3.3-a"], hurt["1.3.3-d"]) == ("voldoet", *("niet_te_beoordelen",) * 2)
    states = card_of(directory)["file_states"]
    partial = {"06 bladzijden in een kring.pdf", "08 tienduizend bladzijden.pdf", "10 script en programma.pdf"}
    assert states == {
        "deels_gelezen": len(partial),
        "onleesbaar": sum(bool(code) for name, code in expected.items() if name not in partial),
    }


@POSIX
def test_what_lies_outside_the_folder_is_in_no_report(audited):
    _, directory, _, _ = audited
    for path in directory.iterdir():
        assert b"Niet uit dit dossier" not in path.read_bytes(), path.name


@POSIX
def test_row_06_a_file_that_takes_too_long_is_stopped_and_named(folder, monkeypatch):
    make, _ = FILES["06 tekent zichzelf.pdf"]
    (folder / ONE / "traag.pdf").write_bytes(make())
    monkeypatch.setattr(keeper, "SECONDS", 2.0)
    result, directory = run_in(folder)
    assert result.exit_code == 1
    assert f"- {ONE}/traag.pdf: Het lezen van dit bestand duurde te lang en is gestopt. " in result.stderr
    assert outcomes(directory, TWO)["1.3.3-a"] == "voldoet"


@POSIX
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_row_17_a_register_that_is_a_bomb_ends_the_job_with_one_line(folder, suffix):
    (folder / "register.csv").unlink()
    (folder / f"register.{suffix}").write_bytes(spreadsheet_bomb())
    result = run("audit", folder, "--out", folder.parent / "reports")
    assert result.exit_code == 2
    (line,) = (line for line in result.stderr.splitlines() if line.startswith("- "))
    assert line.startswith(f"- register.{suffix}: Het bestand is uitgepakt groter dan 500 MB. ")
    assert not (folder.parent / "reports").exists()
