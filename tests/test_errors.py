"""What the system refuses, told in plain Dutch; and no number on the command line with a range in signs."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from audit_folder import run

from vtaudit.errors import cause
from vtaudit.report import write_whole

CAUSES = {
    errno.EACCES: "geen toegang",
    errno.EROFS: "geen toegang",
    errno.ENOSPC: "er is geen ruimte meer",
    errno.ENOENT: "niet gevonden",
    errno.EBUSY: "staat ergens anders open",
    errno.ETIMEDOUT: "het netwerk is weg",
    errno.EIO: "de schijf of het netwerk geeft geen antwoord",
    errno.EMLINK: "het systeem gaf fout EMLINK",
    99999: "het systeem gaf fout zonder nummer",
}


@pytest.mark.parametrize("number", CAUSES, ids=lambda number: errno.errorcode.get(number, "unknown"))
def test_every_cause_is_dutch(number):
    assert cause(OSError(number, os.strerror(number))) == CAUSES[number]


def test_an_error_without_a_number_has_words_too():
    assert cause(OSError("Network gone")) == "het systeem gaf fout zonder nummer"


@pytest.mark.parametrize(("winerror", "words"), [(32, "staat ergens anders open"), (64, "het netwerk is weg")])
def test_windows_tells_apart_what_its_errno_does_not(winerror, words):
    error = OSError(errno.EACCES, "Permission denied")
    error.winerror = winerror
    assert cause(error) == words


def test_a_file_in_the_place_of_a_folder_is_told_in_dutch(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(tmp_path / "weg" / "plan.json", "{}", 0o600)
    assert cause(caught.value) == "niet gevonden"


def test_no_module_prints_the_words_of_the_system():
    package = Path(__file__).parent.parent / "vtaudit"
    assert [path.name for path in package.rglob("*.py") if "strerror" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("command", ["audit", "text", "sample", "plan"])
def test_help_shows_no_range_in_signs(command):
    assert ">=" not in run(command, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sample", 0), "0 kan hier niet. Het moet ten minste 1 zaak zijn."),
        (("--sample", 3, "--seed", -1), "-1 kan hier niet. Het moet ten minste 0 zijn."),
        (("--jobs", 0), "0 kan hier niet. Het moet ten minste 1 dossier zijn."),
    ],
)
def test_a_number_that_is_too_small_is_told_in_words(tmp_path, arguments, said):
    result = run("audit", tmp_path, *arguments)
    assert (result.exit_code, said in result.stderr) == (2, True)
