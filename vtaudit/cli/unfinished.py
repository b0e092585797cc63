"""What an audit has done so far, so that it can go on after it was stopped, and who is working on it now."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from vtaudit.audit import CaseResult
from vtaudit.cli.lock import is_still, lock
from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.report.figures import counted, date_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FILE = "onafgemaakt.jsonl"


@dataclass(frozen=True, slots=True)
class Start:
    """One start of an audit: what it takes to start the same audit again, and who works on it since when.

    `now` is the moment on the page, `seed` that of the draw, `libraries` the versions that read the documents.
    """

    now: datetime
    seed: int | None
    libraries: Mapping[str, str]
    since: datetime
    computer: str
    process: int


@cache
def _form() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(Start | CaseResult)


def starts(out: Path) -> Iterator[tuple[str, Start]]:
    """The audit-id and the first start of every audit below `out` that was not finished."""
    for path in sorted(out.glob(f"*/{FILE}")):
        with contextlib.suppress(OSError), path.open("rb") as file:
            first = next(_lines(file), None)
            if isinstance(first, Start):
                yield path.parent.name, first


def _lines(file: IO[bytes]) -> Iterator[Start | CaseResult]:
    """Up to the first line that was cut off; `file` then stands behind the last whole line."""
    from pydantic import ValidationError

    while True:
        place = file.tell()
        line = file.readline()
        try:
            if not line.endswith(b"\n"):
                raise ValueError
            yield _form().validate_json(line)
        except (ValidationError, ValueError):
            file.seek(place)
            return


class Kept(Mapping[str, CaseResult]):
    """The results in the file by zaaknummer, each read from it when it is asked for: there may be very many."""

    def __init__(self, file: IO[bytes], path: Path, places: Mapping[str, int]) -> None:
        self._file, self._path, self._places = file, path, places

    def __getitem__(self, zaaknummer: str) -> CaseResult:
        place = self._places[zaaknummer]
        try:
            self._file.seek(place)
            result = next(_lines(self._file), None)
            # New results are written behind the last one.
            self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise _refused(self._path, cause(error)) from error
        if not isinstance(result, CaseResult):
            why = f"wat in {FILE} was bewaard, is veranderd terwijl de audit liep"
            raise _refused(self._path, why, "Geef de opdracht opnieuw, zonder --resume.")
        return result

    def __contains__(self, zaaknummer: object) -> bool:
        return zaaknummer in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Unfinished(AbstractContextManager["Unfinished"]):
    """Keeps each result as soon as it is there, readable for its owner only; `finish` throws the file away.

    The file is locked as long as it is open: a second process gets a VtauditError that names the first, and what a
    process that died has left is taken over. `done` holds the results of an earlier run by zaaknummer, `kept` counts
    what the file holds, `dropped` says that it held something that is not used: without `resume`, or because
    `is_mixed`, other versions of the libraries had read the documents.
    """

    def __init__(self, directory: Path, start: Start, *, resume: bool) -> None:
        self._path = directory / FILE
        self.done: Mapping[str, CaseResult] = {}
        self.is_mixed = self.dropped = False
        self.kept = 0
        try:
            self._file = _open_locked(self._path, start)
        except OSError as error:
            message = f"In deze map kan niet worden geschreven: {cause(error)}."
            raise VtauditError(
                Fault("output-not-written", str(directory), message, "Kies een andere map met --out.")
            ) from error
        with contextlib.ExitStack() as until_it_goes_on:
            until_it_goes_on.callback(self.close)
            self._go_on(start, resume)
            until_it_goes_on.pop_all()

    def _go_on(self, start: Start, resume: bool) -> None:
        end, places = 0, dict[str, int]()
        for line in _lines(self._file) if resume else ():
            if isinstance(line, CaseResult):
                places[line.zaaknummer] = end
            elif line.libraries != start.libraries:
                self.is_mixed, end = True, 0
                places.clear()
                break
            end = self._file.tell()
        self.done = Kept(self._file, self._path, places)
        self.kept = len(places)
        try:
            self.dropped = end == 0 and os.fstat(self._file.fileno()).st_size > 0
            os.ftruncate(self._file.fileno(), end)
            self._file.seek(end)
            self._add(start)
        except OSError as error:
            raise _refused(self._path, cause(error)) from error

    def keep(self, result: CaseResult) -> None:
        """Add one result and hand it to the disk; VtauditError when the disk refuses."""
        try:
            self._add(result)
        except OSError as error:
            raise _refused(self._path, cause(error)) from error
        self.kept += 1

    def _add(self, line: Start | CaseResult) -> None:
        self._file.write(_form().dump_json(line) + b"\n")
        self._file.flush()

    def finish(self) -> None:
        """The audit is complete."""
        remove = self._path.unlink
        with contextlib.suppress(OSError):
            if os.name == "posix":
                # Before the lock is gone: afterwards it may be the file of another process.
                remove()
                self.close()
            else:
                self.close()
                remove()

    def close(self) -> None:
        """Let go of the lock; a file that the disk refused is closed as it is."""
        with contextlib.suppress(OSError):
            self._file.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _refused(path: Path, why: str, remedy: str = "Los dat eerst op.") -> VtauditError:
    message = f"De audit kan niet verder: {why}."
    return VtauditError(Fault("output-not-written", str(path.parent), message, remedy))


def _open_locked(path: Path, start: Start) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with contextlib.ExitStack() as until_it_is_ours:
            file: IO[bytes] = until_it_is_ours.enter_context(os.fdopen(handle, "r+b"))
            if not lock(handle):
                raise VtauditError(_busy(file, path, start))
            # The process that had it may have thrown it away between opening and locking.
            if is_still(handle, path):
                until_it_is_ours.pop_all()
                return file


def _busy(file: IO[bytes], path: Path, start: Start) -> Fault:
    """Who works on it and for how long already, from the last start in the file."""
    others = [line for line in _lines(file) if isinstance(line, Start)]
    message = "Aan deze audit wordt al gewerkt."
    if others:
        other = others[-1]
        message = (
            f"Aan deze audit wordt al gewerkt: op computer {other.computer} (proces {other.process}), sinds "
            f"{date_text(other.since)} om {other.since:%H:%M} uur. Dat is {_age(start.since - other.since)}."
        )
    return Fault("audit-busy", path.parent.name, message, "Wacht tot die klaar is en geef de opdracht dan opnieuw.")


def _age(passed: timedelta) -> str:
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes < 1:
        return "minder dan een minuut"
    if minutes < 120:
        return counted(minutes, "minuut", "minuten")
    return f"{minutes // 60} uur" if minutes < 48 * 60 else f"{minutes // (24 * 60)} dagen"
