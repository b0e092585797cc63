"""The guarded child: what it may not do, how its end is told, and that it never outlives its parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import guard_work as work
import pytest
from joblib import Parallel, delayed

from vtaudit.documents import reader
from vtaudit.errors import VtauditError
from vtaudit.guard import Lost, Reason, guarded, keeper

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of the system and signals are those of POSIX")


def is_running(pid: int) -> bool:
    """A process that has ended and waits for its parent to notice counts as ended."""
    status = Path(f"/proc/{pid}/stat")
    if Path("/proc").is_dir():
        return status.exists() and ") Z" not in status.read_text(encoding="utf-8")
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ends(pid: int, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


def test_the_child_is_another_process_and_stays_warm():
    first, second = guarded(work.who), guarded(work.who)
    assert first == second != os.getpid()


def test_the_child_is_replaced_after_so_many_calls(monkeypatch):
    monkeypatch.setattr(keeper, "_TASKS_PER_CHILD", 3)
    keeper._keeper.dismiss()
    seen = [guarded(work.who) for _ in range(7)]
    keeper._keeper.dismiss()
    assert [seen.index(pid) for pid in seen] == [0, 0, 0, 3, 3, 3, 6]


def test_the_child_loads_no_more_than_reading_needs(tmp_path):
    (tmp_path / "a.txt").write_text("Verslag", encoding="utf-8")
    keeper._keeper.dismiss()
    assert guarded(reader.read_document, tmp_path / "a.txt", "a.txt").pages[0].text == "Verslag"
    assert {"spacy", "pandas", "numpy", "sklearn", "pytest", "joblib"}.isdisjoint(guarded(work.loaded))


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (work.hang, Reason.TOO_LONG),
        (work.break_off, Reason.CRASHED),
        pytest.param(work.ask_at_once, Reason.OUT_OF_MEMORY, marks=POSIX),
        pytest.param(work.ask_by_and_by, Reason.OUT_OF_MEMORY, marks=POSIX),
    ],
)
def test_the_end_of_a_child_costs_one_call_and_has_its_reason(function, reason):
    before, started = guarded(work.who), time.monotonic()
    with pytest.raises(Lost) as caught:
        guarded(function, seconds=3 if reason is Reason.TOO_LONG else 60)
    assert caught.value.reason is reason
    assert time.monotonic() - started < 60
    assert guarded(work.double, 4) == 8
    assert ends(before)


@pytest.mark.parametrize(
    ("function", "error"), [(work.call_itself, RecursionError), (work.stop_with_runtime_error, RuntimeError)]
)
def test_an_exception_of_the_work_comes_through_and_the_child_stays(function, error):
    before = guarded(work.who)
    with pytest.raises(error):
        guarded(function)
    assert guarded(work.who) == before


def test_every_fault_comes_back_from_another_process():
    with pytest.raises(VtauditError) as caught:
        guarded(work.refuse)
    with pytest.raises(VtauditError) as here:
        work.refuse()
    assert caught.value.faults == here.value.faults
    assert str(caught.value) == str(here.value)


def test_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        with pytest.raises(PermissionError):
            guarded(work.connect, server.getsockname()[1])
        with pytest.raises(TimeoutError):
            server.accept()


def test_no_file_is_written_but_in_the_place_for_it(tmp_path):
    with pytest.raises(PermissionError):
        guarded(work.write, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
    assert guarded(work.write_own, 1_000_000) == 1_000_000


@POSIX
def test_no_large_file_is_written_at_all():
    with pytest.raises(OSError, match="large"):
        guarded(work.write_own, 60_000_000)


def test_the_child_is_silent(capfd):
    keeper._keeper.dismiss()
    guarded(work.speak)
    assert capfd.readouterr() == ("", "")


def test_a_process_of_joblib_has_a_child_of_its_own():
    seen = Parallel(n_jobs=2)(delayed(guarded)(function) for function in [work.who] * 6)
    assert guarded(work.who) not in seen
    assert len(set(seen)) in (1, 2)


@POSIX
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_starts_a_child_of_its_own_and_leaves_that_of_its_parent():
    before = guarded(work.who)
    process = multiprocessing.get_context("fork").Process(target=guarded, args=(work.double, 3))
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert guarded(work.who) == before


PROGRAM = """
import sys
sys.path[:0] = {paths!r}
import signal
# A shell that starts this in the background may have it ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
import guard_work
from vtaudit.guard import guarded, keeper
print(guarded(guard_work.who), keeper._keeper.scratch, flush=True)
if {hangs}:
    guarded(guard_work.hang)
"""


def parent(*, hangs: bool) -> tuple[subprocess.Popen[str], int, Path]:
    here = Path(__file__).parent
    code = PROGRAM.format(paths=[str(here), str(here.parent)], hangs=hangs)
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=os.name == "posix",
    )
    assert process.stdout is not None
    child, _, scratch = process.stdout.readline().strip().partition(" ")
    return process, int(child), Path(scratch)


@POSIX
def test_what_the_parent_holds_in_memory_is_not_counted_as_that_of_the_child():
    large = "held = b'x' * 1_200_000_000; import guard_work; from vtaudit.guard import guarded; "
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])}
    done = subprocess.run(
        [sys.executable, "-c", f"{large}print(guarded(guard_work.double, 21, seconds=20))"],
        env=here,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.stdout.strip() == "42", done.stderr


def test_the_child_goes_when_the_program_is_done():
    process, child, scratch = parent(hangs=False)
    output = process.communicate(timeout=20)
    assert (process.returncode, output) == (0, ("", ""))
    assert ends(child)
    assert not scratch.exists()


@POSIX
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sign: sign.name)
def test_the_child_goes_when_the_program_is_stopped_in_the_middle_of_a_file(sign):
    process, child, scratch = parent(hangs=True)
    time.sleep(0.5)
    # Ctrl-C reaches every process of the terminal.
    if sign is signal.SIGINT:
        os.killpg(process.pid, sign)
    else:
        process.send_signal(sign)
    process.communicate(timeout=20)
    assert process.returncode == -sign
    assert ends(child)
    assert not scratch.exists()
