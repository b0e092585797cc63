"""An audit or a draw that is broken off at any step of writing: nothing is lost, nothing old is harmed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from audit_folder import MADE_AT, ONE, THREE, TWO, run, write_register, write_rules

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="breaks off forks of one process")

KINDS = ("killed", "full", "gone", "denied")
"""kill -9; a disk that is full from then on; a drive that is gone from then on; one step that is not allowed."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A register of three zaken and a small set of criteria; no documents, so that a run is short."""
    write_register(tmp_path / "dossiers", [{"zaaknummer": each} for each in (ONE, TWO, THREE)])
    write_rules(tmp_path, "1.3.3")
    return tmp_path


def audit(place: Path, *more: str) -> list[str]:
    criteria = ("--criteria", str(place / "onze"), "--made-at", MADE_AT, "--jobs", "1")
    return ["audit", str(place / "dossiers"), "--all", "--out", str(place / "out"), *criteria, *more]


def break_off(place: Path, kind: str, first: list[str], again: list[str], **more: Any) -> dict[str, Any]:
    """What `tests/write_steps.py` tells of this command, broken off at every step."""
    order = {
        "kind": kind,
        "first": first,
        "again": again,
        "out": str(place / "out"),
        "start": "",
        "ends": False,
        **more,
    }
    (place / "order.json").write_text(json.dumps({**order, "output": str(place / "said.txt")}), encoding="utf-8")
    program = (sys.executable, str(Path(__file__).with_name("write_steps.py")), str(place / "order.json"))
    done = subprocess.run(program, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout[done.stdout.rindex('{"steps": ') :])
    return told


def check(told: dict[str, Any], kind: str, *, least: int) -> None:
    """Every run left the old files whole, spoke Dutch, and was mended by the next."""
    assert len(told["steps"]) >= least
    assert {"open", "write", "fsync", "rename"} <= set(told["steps"])
    assert len(told["runs"]) >= len(set(told["steps"]))
    for each in told["runs"]:
        assert each["harmed"] == [], each
        assert each["different"] == [], each
        assert "Traceback" not in each["said"] + each["later"]
        assert "liep vast" not in each["said"] + each["later"], each
        if kind == "killed":
            assert each["broken"] == 9, each
        else:
            assert each["broken"] in (0, 2), each
            assert "Errno" not in each["said"]
            # A process that lives on takes away its own half files; on a drive that is gone it cannot.
            assert kind == "gone" or not [name for name in each["left"] if ".nieuw" in name], each


FILES = {
    *("observaties.csv", "observaties.json", "scorekaart.html", "scorekaart.json", "steekproef.json"),
    *("werkblad.html", "herlezen.json"),
}


def test_an_audit_killed_at_any_step_is_after_resume_what_one_run_gives(place):
    log = place / "logboek.jsonl"
    first = audit(place, "--log", str(log))
    told = break_off(place, "killed", first, [*first, "--resume"], roots=[str(log)], log=str(log))
    check(told, "killed", least=50)
    assert len(told["runs"]) == len(told["steps"])
    assert {name.rpartition("/")[2] for name in told["whole"]} == FILES
    for each in told["runs"]:
        assert each["again"] == 0
        # A line that was cut off is gone; what is left of the log is whole, and ends with the exit status.
        lines = [json.loads(line) for line in each["log"].splitlines()]
        assert (lines[-1]["gebeurtenis"], lines[-1]["uitgang"]) == ("einde", 0)


@pytest.mark.parametrize("kind", ["full", "gone", "denied"])
def test_an_audit_that_the_disk_refuses_says_why_and_is_after_resume_what_one_run_gives(place, kind):
    told = break_off(place, kind, audit(place), audit(place, "--resume"), ends=kind != "full")
    check(told, kind, least=35)
    assert {each["again"] for each in told["runs"]} == {0}
    refused = [each["said"] for each in told["runs"] if each["broken"] == 2]
    assert len(refused) > (25 if kind == "full" else 8)
    reasons = {"full": "er is geen ruimte meer", "gone": "geen antwoord", "denied": "geen toegang"}
    assert all(reasons[kind] in said for said in refused)
    kept = [said for said in refused if "Wat klaar was, is bewaard: " in said]
    assert kept
    assert all("--resume" in said for said in kept)


@pytest.mark.parametrize("kind", ["killed", "full"])
def test_row_53_a_finished_report_that_is_made_anew_stays_whole_at_every_step(place, kind):
    finished = run(*audit(place))
    assert finished.exit_code == 0, finished.output
    (place / "out").rename(place / "finished")
    anew = audit(place, "--show-names", "--made-at", "2018-02-01T10:00:00+01:00")
    told = break_off(place, kind, anew, [*anew, "--resume"], start=str(place / "finished"))
    check(told, kind, least=30)
    if kind == "full":
        # Everything is on the disk before the first old file goes: a full disk leaves the report as it was.
        for each in told["runs"]:
            assert each["broken"] == 0 or "er is geen ruimte meer" in each["said"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_draw_broken_off_at_any_step_can_be_made_again(place, kind):
    draw = ["sample", str(place / "dossiers"), "--size", "2", "--seed", "7", "--on", "2018-01-15"]
    told = break_off(place, kind, [*draw, "--out", str(place / "out")], [*draw, "--out", str(place / "out")])
    check(told, kind, least=10)


@pytest.mark.parametrize("kind", KINDS)
def test_a_top_up_broken_off_at_any_step_keeps_the_draw_and_can_be_made_again(place, kind):
    run("sample", place / "dossiers", "--size", 1, "--seed", 7, "--on", "2018-01-15", "--out", place / "before")
    sample = str(place / "out" / "steekproef.json")
    more = ["sample", str(place / "dossiers"), "--top-up", sample, "--size", "2", "--on", "2018-01-16"]
    told = break_off(place, kind, more, more, start=str(place / "before"))
    check(told, kind, least=12)


@pytest.mark.parametrize("kind", ["full", "denied"])
def test_a_log_that_cannot_be_written_does_not_cost_the_audit(place, kind):
    log = place / "logboek.jsonl"
    first = audit(place, "--log", str(log))
    told = break_off(place, kind, first, [*first, "--resume"], roots=[str(log)], log=str(log), ends=True)
    without = [each for each in told["runs"] if "Het logboek is niet compleet" in each["said"]]
    assert without
    if kind == "denied":
        assert {each["broken"] for each in without} == {0}
