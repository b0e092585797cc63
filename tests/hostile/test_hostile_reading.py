"""Hostile files one by one: no code of theirs runs, nothing is fetched, no name of theirs confuses a report.

The numbers are the rows of the list of what goes wrong with files in practice.
"""

from __future__ import annotations

import gzip
import os
import pickle
import socket
import subprocess
import sys
import unicodedata
from pathlib import Path

import hostile_packages as packages
import hostile_pdfs as pdfs
import pytest
from audit_folder import MADE_AT, ONE, PLAN, TODAY, TWO, run_audit, run_in
from document_files import write_table_pdf
from html_page import read_page

from vtaudit.audit import Choice, audit, prepare
from vtaudit.documents import read_document
from vtaudit.model import ReadState

POSIX = pytest.mark.skipif(os.name != "posix", reason="file names of bytes and locales are those of POSIX")
SAID = packages.SENTENCE


def codes(document):
    return [fault.code for fault in document.faults]


@pytest.fixture
def server():
    """An address of this computer that tells whether anyone came."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        yield listening


def address(server):
    return f"http://127.0.0.1:{server.getsockname()[1]}/sjabloon"


def has_visitor(server):
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


def test_row_09_a_character_map_from_the_file_runs_no_code(tmp_path):
    touched = tmp_path / "geraakt"
    (tmp_path / "a.pdf").write_bytes(pdfs.pickled_character_map(tmp_path / "kaart", touched))
    document = read_document(tmp_path / "a.pdf", "a.pdf")
    assert SAID in document.pages[0].text
    assert not touched.exists()
    # The trap is real: whoever loads the map springs it.
    pickle.loads(gzip.decompress((tmp_path / "kaart.pickle.gz").read_bytes()))
    assert touched.exists()


def test_row_09_the_page_of_that_file_is_one_that_is_searched_for_tables(tmp_path):
    data = pdfs.pickled_character_map(tmp_path / "kaart", tmp_path / "geraakt")
    ruled = data.replace(b"/F2 12 Tf", b"/F1 12 Tf").replace(b"<00410042>", b"(AB)      ")
    (tmp_path / "a.pdf").write_bytes(ruled)
    assert read_document(tmp_path / "a.pdf", "a.pdf").pages[0].rows
    assert read_document(write_table_pdf(tmp_path / "b.pdf", [["Een", "Twee"]]), "b.pdf").pages[0].rows


def test_row_10_a_script_is_not_run_and_what_is_attached_is_told(tmp_path, server):
    (tmp_path / "a.pdf").write_bytes(pdfs.script_and_program(address(server)))
    document = read_document(tmp_path / "a.pdf", "a.pdf")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["bijlage_in_pdf", "script"])
    assert document.pages[0].text == SAID
    assert not has_visitor(server)


@pytest.mark.parametrize(
    "make",
    [packages.external_entity, packages.external_entity_in_utf16, packages.external_entity_in_the_styles],
)
def test_row_15_an_entity_brings_in_no_file(tmp_path, make):
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(make(secret))
    document = read_document(tmp_path / "a.docx", "a.docx")
    assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["onveilig"], ())


def test_row_16_what_a_document_links_to_is_not_fetched(tmp_path, server):
    (tmp_path / "a.docx").write_bytes(packages.template_and_picture_elsewhere(address(server)))
    document = read_document(tmp_path / "a.docx", "a.docx")
    assert (document.state, document.pages[0].text.strip()) == (ReadState.READ, SAID)
    assert not has_visitor(server)
    with socket.create_connection(server.getsockname()):
        assert has_visitor(server)


@POSIX
def test_row_18_a_file_in_a_folder_that_is_a_link_is_not_followed(tmp_path):
    outside = tmp_path / "elders"
    outside.mkdir()
    (outside / "a.txt").write_text("GEHEIM", encoding="utf-8")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "Z1").symlink_to(outside, target_is_directory=True)
    assert codes(read_document(tmp_path / "map" / "Z1" / "a.txt", "Z1/a.txt")) == ["snelkoppeling"]
    assert read_document(outside / "a.txt", "elders/a.txt").pages[0].text == "GEHEIM"


# ---------------------------------------------------------------- 34: a BSN is not shown


@pytest.mark.parametrize("number", ["111222333", "111222334", "999999999"])
def test_row_34_a_bsn_is_masked_whether_or_not_it_can_be_one(folder, number):
    path = folder / ONE / "plan.txt"
    path.write_text("\n".join((*PLAN[:3], f"1. Vader (BSN {number}) slaapt bij zijn broer.")), encoding="utf-8")
    (folder / ONE / "plan.pdf").unlink()
    _, directory = run_in(folder)
    assert number in (directory / "observaties.csv").read_text(encoding="utf-8")
    for name in ("werkblad.html", "scorekaart.html", "scorekaart.json"):
        assert number not in (directory / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- 45: names of files


NAMES = {
    "two lines": "regel\neinde.txt",
    "device": "CON.txt",
    "long": "é" * 125 + ".txt",
    "emoji": "😀.txt",
    "decomposed": unicodedata.normalize("NFD", "één.txt"),
    "turned around": "\u202etxt.nalp.txt",
    "option": "-rf.txt",
    "markup": "<script>'\">.txt",
    "colour": "\x1b[31mrood.txt",
    "spaces": "  plan  van  3 april .txt",
}


@POSIX
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_row_45_a_file_is_read_whatever_its_name(folder, name):
    (folder / ONE / "plan.pdf").unlink()
    (folder / ONE / name).write_text("\n".join(PLAN), encoding="utf-8")
    found = run_audit(folder, criteria=["stap2-2016"])
    assert found.read_everything
    (seen,) = (each for each in found.observations if (each.zaaknummer, each.question) == (ONE, "1.3.3-a"))
    assert seen.outcome.value == "voldoet"
    assert seen.evidence[0].document == f"{ONE}/{name}"


@POSIX
def test_row_45_a_name_can_write_no_line_of_its_own_and_no_page_shows_the_way_to_it(folder):
    (folder / ONE / f"leeg\n- {TWO}\x1b[31m: goed.txt").write_bytes(b"")
    with open(os.fsencode(folder / ONE) + b"/plan \xff.txt", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("\n".join(PLAN))
    result, directory = run_in(folder)
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith("- ")]
    assert [line.partition(".txt: ")[0] for line in lines] == [
        f"- {ONE}/leeg·- {TWO}·[31m: goed",
        f"- {ONE}/plan \ufffd",
    ]
    assert "In de naam van dit bestand staan tekens die niet te lezen zijn." in lines[1]
    for name in ("scorekaart.html", "werkblad.html", "observaties.csv"):
        text = (directory / name).read_text(encoding="utf-8")
        assert str(folder) not in text
        assert "\x1b" not in text
    assert "plan \ufffd.txt: In de naam" in read_page((directory / "werkblad.html").read_text(encoding="utf-8")).text


# ---------------------------------------------------------------- 59, 60: locale, and files that go away


def machine_output(folder, out, **settings):
    command = [sys.executable, "-m", "vtaudit", "audit", folder, "--out", out, "--made-at", MADE_AT, "--jobs", "1"]
    here = str(Path(__file__).parents[2])
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        list(map(str, command)), env={**kept, "PYTHONPATH": here, **settings}, capture_output=True, timeout=300
    )
    assert done.returncode == 1, done.stderr
    (directory,) = out.iterdir()
    return {path.name: path.read_bytes() for path in directory.iterdir()}, done.stderr


@POSIX
def test_row_59_the_files_are_the_same_under_any_locale_and_on_any_screen(folder, tmp_path):
    (folder / ONE / "leeg.txt").write_bytes(b"")
    plain, _ = machine_output(folder, tmp_path / "a", LC_ALL="C.UTF-8", PYTHONUTF8="1")
    old, _ = machine_output(folder, tmp_path / "b", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    away = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "TZ": "Asia/Tokyo"}
    (folder / ONE / "leeg.txt").rename(folder / ONE / "leeg 😀.txt")
    spoken = machine_output(folder, tmp_path / "uit 😀", **away)[1].decode("cp1252")
    assert plain == old
    assert "leeg \\U0001f600.txt: Dit bestand is leeg." in spoken


def test_row_60_a_file_that_goes_away_under_way_is_named_and_the_rest_is_read(folder):
    job = prepare(folder, Choice(), today=TODAY, criteria=["stap2-2016"])
    (folder / ONE / "plan.pdf").unlink()
    found = audit(job, made_at=MADE_AT)
    assert [(fault.path, fault.fault.code) for fault in found.scorecard.file_faults] == [
        (f"{ONE}/plan.pdf", "bestand_weg")
    ]
    seen = {(each.zaaknummer, each.question): each.outcome.value for each in found.observations}
    assert (seen[ONE, "1.3.3-a"], seen[TWO, "1.3.3-a"]) == ("niet_te_beoordelen", "voldoet")
