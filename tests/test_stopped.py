"""Audits in processes of their own that are stopped, or find another at work, and how they go on."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from audit_folder import FOUR, MADE_AT, ONE, THREE, TWO, run, write_folder, write_rules

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")

# A shell that starts the tests in the background lets all that they start ignore Ctrl-C.
WAITING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
import vtaudit.parallel
vtaudit.parallel.stream.__globals__["ITEMS_PER_PROCESS"] = 1
from vtaudit.cli import unfinished
keep = unfinished.Unfinished.keep

def keep_and_wait(self, result):
    keep(self, result)
    if self.kept == 2:
        print("wacht", flush=True)
        time.sleep(600)

unfinished.Unfinished.keep = keep_and_wait
from vtaudit.__main__ import main
main()
"""
PLAIN = WAITING.replace("if self.kept == 2:", "if False:")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("gestopt")
    write_folder(place / "dossiers", ONE, TWO, THREE, FOUR)
    write_rules(place, "1.3.3")
    return place


@pytest.fixture
def place(laid_out: Path) -> Iterator[Path]:
    """Four dossiers, a small set of criteria and an empty `out`."""
    yield laid_out
    for name in ("out", "whole", "log.jsonl"):
        path = laid_out / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def whole(laid_out: Path) -> dict[str, bytes]:
    """The files that one run gives."""
    result = run(*order(laid_out, "--made-at", MADE_AT, out="once"))
    assert result.exit_code == 0, result.output
    return files(laid_out / "once")


def order(place: Path, *more: str, jobs: int = 1, out: str = "out") -> list[str]:
    criteria = ("--criteria", str(place / "onze"), "--jobs", str(jobs))
    return ["audit", str(place / "dossiers"), "--out", str(place / out), *criteria, *more]


def start(arguments: list[str], program: str = WAITING) -> subprocess.Popen[str]:
    """In a session of its own, as a terminal gives it: a signal to the group reaches all its processes."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        start_new_session=True,
    )


def until_it_waits(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == "wacht\n", (line, process.communicate())


def files(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def finish(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    process = start(arguments, PLAIN)
    said, told = process.communicate(timeout=300)
    return subprocess.CompletedProcess(arguments, process.returncode, said, told)


def interrupt(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGINT)


def terminate(process: subprocess.Popen[str]) -> None:
    process.terminate()


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()


@posix
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("stop", [interrupt, terminate, kill])
def test_row_61_stopped_in_the_middle_and_resumed_gives_what_one_run_gives(
    place: Path, whole: dict[str, bytes], stop: Callable[[subprocess.Popen[str]], None], jobs: int
) -> None:
    process = start(order(place, "--made-at", MADE_AT, jobs=jobs))
    until_it_waits(process)
    stop(process)
    _, told = process.communicate(timeout=60)
    (left,) = (place / "out").rglob("*.*")
    assert (left.name, left.stat().st_mode & 0o777) == ("onafgemaakt.jsonl", 0o600)
    if stop is kill:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 2
        assert told.splitlines() == [
            "Wat klaar was, is bewaard: 2 van de 4 zaken. Ga verder met dezelfde opdracht en --resume erachter.",
            "Gestopt.",
        ]
    done = finish(order(place, "--made-at", MADE_AT, "--resume", jobs=jobs))
    assert done.returncode == 0, done.stderr
    assert files(place / "out") == whole


@posix
def test_a_resumed_draw_keeps_the_seed_and_the_moment_of_the_first_start(place: Path) -> None:
    settings = place / "dossiers" / "register.yaml"
    kept = settings.read_text(encoding="utf-8")
    try:
        # Without a peildatum it is the day of the first start, whenever the audit goes on.
        settings.unlink()
        process = start(order(place, "--sample", "3"))
        until_it_waits(process)
        kill(process)
        process.communicate(timeout=60)
        (directory,) = (place / "out").iterdir()
        line, _, rest = (directory / "onafgemaakt.jsonl").read_text(encoding="utf-8").partition("\n")
        begun = json.loads(line)
        begun["now"] = begun["since"] = "2018-03-01T10:00:00+01:00"
        other = directory.with_name(f"2018-03-01{directory.name[10:]}")
        seed = str(begun["seed"])
        whole = order(place, "--sample", "3", "--seed", seed, "--made-at", begun["now"], out="whole")
        assert run(*whole).exit_code == 0
        (expected,) = (place / "whole").iterdir()
        other = directory.with_name(expected.name)
        directory.rename(other)
        (other / "onafgemaakt.jsonl").write_text(f"{json.dumps(begun)}\n", encoding="utf-8")
        assert rest
        done = finish(order(place, "--sample", "3", "--resume"))
        assert done.returncode == 0, done.stderr
        assert files(place / "out") == files(place / "whole")
    finally:
        settings.write_text(kept, encoding="utf-8")


def test_resume_without_anything_to_resume_says_so_and_does_the_audit(place: Path) -> None:
    result = run(*order(place, "--resume"))
    assert result.exit_code == 0
    assert "Er is niets bewaard om mee verder te gaan. De audit begint bij het begin." in result.stderr


# ---------------------------------------------------------------- two at once


@posix
def test_row_56_a_second_process_is_told_who_is_at_work_and_changes_nothing(place: Path) -> None:
    first = start(order(place))
    try:
        until_it_waits(first)
        before = files(place / "out")
        second = finish(order(place, "--resume"))
        assert second.returncode == 2
        (line,) = second.stderr.splitlines()
        assert re.fullmatch(
            r"- 2017-12-01-[0-9a-f]{8}: Aan deze audit wordt al gewerkt: op computer \S+ \(proces "
            rf"{first.pid}\), sinds \d+ [a-z]+ \d{{4}} om \d\d:\d\d uur\. Dat is minder dan een minuut\. "
            r"Wacht tot die klaar is en geef de opdracht dan opnieuw\.",
            line,
        )
        assert files(place / "out") == before
    finally:
        kill(first)
        first.communicate(timeout=60)
    # The lock of a process that is gone holds nobody up.
    assert finish(order(place, "--resume")).returncode == 0
    assert "onafgemaakt.jsonl" not in {Path(name).name for name in files(place / "out")}


@posix
def test_row_56_a_finished_audit_can_be_looked_at_while_another_process_makes_it_anew(place: Path) -> None:
    assert run(*order(place)).exit_code == 0
    first = start(order(place, "--show-names"))
    try:
        until_it_waits(first)
        before = files(place / "out")
        second = finish(order(place))
        assert (second.returncode, second.stderr) == (0, "")
        assert "Deze audit is er al." in second.stdout
        assert files(place / "out") == before
    finally:
        kill(first)
        first.communicate(timeout=60)
    # What was left holds names; the next run takes it away.
    assert finish(order(place)).returncode == 0
    assert "onafgemaakt.jsonl" not in {Path(name).name for name in files(place / "out")}


# ---------------------------------------------------------------- what is read goes away


@posix
@pytest.mark.parametrize("lost", ["", f"{THREE}/plan.pdf"], ids=["the whole drive", "one file"])
def test_row_60_what_vanishes_while_it_is_read_is_named_and_the_run_resumes(
    place: Path, whole: dict[str, bytes], lost: str
) -> None:
    folder = place / "dossiers"
    gone, away = folder / lost, place / "elders"
    takes = f"import os; os.rename({str(gone)!r}, {str(away)!r})"
    process = start(order(place, "--made-at", MADE_AT), WAITING.replace("time.sleep(600)", takes))
    _, told = process.communicate(timeout=300)
    away.rename(gone)
    assert process.returncode == 2
    assert "Traceback" not in told
    if lost:
        assert f"- {lost}: Dit stuk was er toen de audit begon en is nu niet te openen." in told
        assert "Wat klaar was, is bewaard: 3 van de 4 zaken." in told
    else:
        assert "- dossiers: De map met dossiers is niet meer te bereiken." in told
        assert "Wat klaar was, is bewaard: 2 van de 4 zaken." in told
    assert {Path(name).name for name in files(place / "out")} == {"onafgemaakt.jsonl"}
    done = finish(order(place, "--made-at", MADE_AT, "--resume"))
    assert done.returncode == 0, done.stderr
    assert files(place / "out") == whole


def test_row_60_a_folder_that_cannot_be_opened_is_named_and_absence_proves_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def closed(path: str | os.PathLike[str] = ".") -> Iterator[os.DirEntry[str]]:
        if Path(path).name == TWO:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    result = run(*order(place))
    assert result.exit_code == 1
    assert f"\n- {TWO}: Dit " in result.stderr
    assert "Dossiers: 4 dossiers bekeken" in result.stdout


def test_row_60_a_drive_that_is_gone_before_it_begins_is_told_in_dutch(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def closed(path: str | os.PathLike[str] = ".") -> Iterator[os.DirEntry[str]]:
        if Path(path) == place / "dossiers":
            raise OSError(5, "Input/output error", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    result = run(*order(place))
    assert result.exit_code == 2
    assert re.search(r"^- dossiers: De map (bestaat niet of )?is niet te openen\.", result.stderr)


# ---------------------------------------------------------------- not able to write


def test_row_55_a_file_that_is_open_elsewhere_is_named_and_the_others_are_written(
    place: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if Path(target).name == "observaties.csv":
            raise PermissionError(13, "The process cannot access the file", str(target))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        result = run(*order(place, "--made-at", MADE_AT))
    assert result.exit_code == 2
    assert re.search(r"observaties\.csv: Hier kon niet worden geschreven: geen toegang\.", result.stderr)
    names = {Path(name).name for name in files(place / "out")}
    assert names == {
        *("observaties.json", "steekproef.json", "herlezen.json", "werkblad.html", "scorekaart.html"),
        "onafgemaakt.jsonl",
    }
    assert run(*order(place, "--made-at", MADE_AT, "--resume")).exit_code == 0
    assert files(place / "out") == whole
