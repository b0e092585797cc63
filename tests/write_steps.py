"""Runs one command over and over, each time broken off at another step of writing, and tells what was left.

A program of its own, so that the tests can break off a process without being one: `python write_steps.py ORDER` with
ORDER a JSON file, the answer as JSON on the output. Everything is loaded once; each run is a fork of that.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

KILLED = 9
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_PATH_EVENTS = {"os.rename": "rename", "os.remove": "remove", "os.mkdir": "mkdir", "os.chmod": "chmod"}
_FILLING = {"open", "write", "fsync", "mkdir"}


class Fault:
    """What happens at which step; without `at` the steps are only counted."""

    def __init__(self, kind: str, at: int | None, roots: tuple[str, ...]) -> None:
        self.kind, self.at, self.roots = kind, at, roots
        self.steps: list[str] = []

    def step(self, name: str, half: Callable[[], None] = lambda: None) -> None:
        """Called before the step is done; `half` does the first half of it."""
        number = len(self.steps)
        self.steps.append(name)
        if self.at is None or number < self.at:
            return
        if self.kind == "killed":
            half()
            os._exit(KILLED)
        if self.kind == "denied" and number == self.at:
            raise OSError(errno.EACCES, "Permission denied")
        if self.kind == "full" and name in _FILLING:
            half()
            raise OSError(errno.ENOSPC, "No space left on device")
        if self.kind == "gone":
            raise OSError(errno.EIO, "Input/output error")

    def is_watched(self, handle: int) -> bool:
        """Whether an open file is one of those that count."""
        return str(Path(f"/proc/self/fd/{handle}").readlink()).startswith(self.roots)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook: no way of writing goes round it, whatever the program calls."""
        if event == "os.truncate" and self.is_watched(arguments[0]):
            self.step("truncate")
        elif event == "open" and isinstance(arguments[0], str) and isinstance(arguments[2], int):
            if arguments[2] & _WRITING and arguments[0].startswith(self.roots):
                self.step("open")
        elif event in _PATH_EVENTS and os.fspath(arguments[0]).startswith(self.roots):
            self.step(_PATH_EVENTS[event])


class Written:
    """A file whose writes are steps."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self._file, self._fault = file, fault

    def write(self, data: bytes) -> int:
        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        self._fault.step("write", half)
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Any:
        return iter(self._file)


def run(arguments: list[str], fault: Fault, output: Path) -> tuple[int, str, list[str]]:
    """One run in a child: its exit status, everything it said, and its steps."""
    steps = output.with_suffix(".steps")
    child = os.fork()
    if child == 0:
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        status = 70
        try:
            _break(fault)
            status = _program(arguments)
        finally:
            fault.at = None
            sys.stdout.flush()
            sys.stderr.flush()
            steps.write_text(json.dumps(fault.steps))
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    told = json.loads(steps.read_text()) if steps.exists() else []
    steps.unlink(missing_ok=True)
    return os.waitstatus_to_exitcode(ended), output.read_text(encoding="utf-8", errors="replace"), told


def _break(fault: Fault) -> None:
    fsync, fdopen = os.fsync, os.fdopen

    def stepped(handle: int) -> None:
        if fault.is_watched(handle):
            fault.step("fsync")
        fsync(handle)

    def counted(handle: int, *more: Any, **named: Any) -> Any:
        file = fdopen(handle, *more, **named)
        return Written(file, fault) if fault.is_watched(handle) else file

    os.fsync = stepped
    os.fdopen = counted  # type: ignore[assignment]
    sys.addaudithook(fault.hear)


def _program(arguments: list[str]) -> int:
    from vtaudit.cli import program

    try:
        program(arguments, prog_name="vtaudit")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def content(place: Path) -> dict[str, str]:
    """Every file below by its path, its bytes as text that can be compared."""
    files = (path for path in sorted(place.rglob("*")) if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes().decode("latin-1") for path in files}


def lay_out(out: Path, start: str) -> None:
    """The place as it is before the command: empty, or a copy of `start`."""
    shutil.rmtree(out, ignore_errors=True)
    if start:
        shutil.copytree(start, out)


def _take(path: str | None) -> str:
    """A text that is gone afterwards, so that every run has its own."""
    if path is None or not Path(path).exists():
        return ""
    text = Path(path).read_text(encoding="utf-8")
    Path(path).unlink()
    return text


def main(order: Mapping[str, Any]) -> dict[str, Any]:
    """Every step of `first` broken off, each followed by `again` without a fault.

    With `ends` only the first and the last step of each sort.
    """
    out, start, kind = Path(order["out"]), order["start"], order["kind"]
    output = Path(order["output"])
    roots = (str(out), *order.get("roots", ()))
    # Everything is loaded and every file of criteria is read before the first fork.
    lay_out(out, start)
    _program(order["first"])
    gc.collect()
    gc.freeze()
    lay_out(out, start)
    before = content(out)
    _, told, steps = run(order["first"], Fault(kind, None, roots), output)
    whole = content(out)
    _take(order.get("log"))
    runs = []
    ends = {end for name in set(steps) for end in (steps.index(name), len(steps) - 1 - steps[::-1].index(name))}
    for at in sorted(ends) if order["ends"] else range(len(steps)):
        lay_out(out, start)
        broken, said, _ = run(order["first"], Fault(kind, at, roots), output)
        left = content(out)
        again, later, _ = run(order["again"], Fault(kind, None, roots), output)
        now = content(out)
        known = {name: {each[name] for each in (before, whole) if name in each} for name in {**before, **whole}}
        runs.append(
            {
                "step": f"{at} {steps[at]}",
                "broken": broken,
                "said": said,
                "left": sorted(left),
                "harmed": sorted(
                    {name for name, text in left.items() if name in known and text not in known[name]}
                    | {name for name in before if name in whole and name not in left}
                ),
                "again": again,
                "later": later,
                "different": sorted(name for name in {*whole, *now} if whole.get(name) != now.get(name)),
                "log": _take(order.get("log")),
            }
        )
    return {"steps": steps, "said": told, "before": sorted(before), "whole": sorted(whole), "runs": runs}


if __name__ == "__main__":
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
