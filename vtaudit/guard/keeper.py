"""Keeps one warm child for each process that reads, and tells how it ended when it did not come back."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as Expired
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from vtaudit.guard.limits import OUT_OF_MEMORY, confine, limit_work

if TYPE_CHECKING:
    from pebble import ProcessPool

_Result = TypeVar("_Result")

SECONDS = 120.0
"""More than any file of a dossier needs; a file that takes longer is hostile or broken."""

_TASKS_PER_CHILD = 500
_SECONDS_TO_START = 60.0
_PARENT_FIRST = 1.5
"""The child's own clock runs this much longer than the parent's, which can name the reason."""


class Reason(StrEnum):
    """How the work was lost."""

    CRASHED = "vastgelopen"
    TOO_LONG = "te_lang"
    OUT_OF_MEMORY = "te_veel_geheugen"


_ENDINGS = {OUT_OF_MEMORY: Reason.OUT_OF_MEMORY}
if hasattr(signal, "SIGXCPU"):
    _ENDINGS[-signal.SIGXCPU] = Reason.TOO_LONG


class Lost(Exception):  # noqa: N818
    """The child gave no result; the next call has a fresh one."""

    def __init__(self, reason: str) -> None:
        self.reason = Reason(reason)
        super().__init__(reason)


def guarded(function: Callable[..., _Result], *arguments: Any, seconds: float | None = None) -> _Result:
    """The result of `function(*arguments)`, worked out in the child; raises Lost when the child does not survive it.

    `function` stands at the top of its module; arguments and result travel by pickle. An exception of the function
    comes through unchanged, only a MemoryError as Lost. The child does one call at a time.
    """
    limit = SECONDS if seconds is None else seconds
    try:
        return _handed_back(_call(function, arguments, limit))
    except _GoneBetween:
        # A child that dies before it could say what it was at: perhaps between two files, so once more.
        with contextlib.suppress(_GoneBetween):
            return _handed_back(_call(function, arguments, limit))
        raise Lost(Reason.CRASHED) from None


class _GoneBetween(Exception):  # noqa: N818
    """The child died without a trace of the call."""


@dataclass(frozen=True, slots=True)
class _Answer(Generic[_Result]):
    """What came of a call: a result, or the exception in its place."""

    result: _Result | None
    error: Exception | None = None


def _handed_back(answer: _Answer[_Result]) -> _Result:
    if isinstance(answer.error, MemoryError):
        _keeper.dismiss()
        raise Lost(Reason.OUT_OF_MEMORY)
    if answer.error is not None:
        raise answer.error
    return answer.result  # type: ignore[return-value]


def _call(function: Callable[..., _Result], arguments: tuple[Any, ...], limit: float) -> _Answer[_Result]:
    from pebble import ProcessExpired

    with contextlib.ExitStack() as until_the_child_is_known_good:
        # Also when the user stops the program while the child is at work.
        until_the_child_is_known_good.callback(_keeper.dismiss)
        try:
            future = _keeper.child().schedule(_work, (function, arguments, limit * _PARENT_FIRST), timeout=limit)
            answer: _Answer[_Result] = future.result(limit + _SECONDS_TO_START)
        except Expired:
            if future.done():
                until_the_child_is_known_good.pop_all()
            raise Lost(Reason.TOO_LONG) from None
        except ProcessExpired as end:
            until_the_child_is_known_good.pop_all()
            raise Lost(_ENDINGS.get(end.exitcode, Reason.CRASHED)) from None
        except (BrokenProcessPool, RuntimeError) as error:
            raise _GoneBetween from error
        until_the_child_is_known_good.pop_all()
        return answer


def _work(function: Callable[..., _Result], arguments: tuple[Any, ...], seconds: float) -> _Answer[_Result]:
    """Runs in the child."""
    limit_work(seconds)
    try:
        return _Answer(function(*arguments))
    # Handed over as a value: raised, it could not be told from what the pool itself raises.
    except Exception as error:
        return _Answer(None, error)


class _Process(SpawnProcess):
    """A child that loads only what its work needs, and not the program of its parent once more.

    A process of joblib moreover calls its start method by a name that multiprocessing does not know in a new process.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802
        whole = spawn.get_preparation_data

        def bare(name: str) -> dict[str, Any]:
            kept = {key: value for key, value in whole(name).items() if not key.startswith("init_main")}
            return {**kept, "start_method": "spawn"}

        spawn.get_preparation_data = bare
        try:
            return SpawnProcess._Popen(process_obj)
        finally:
            spawn.get_preparation_data = whole


class _Context(SpawnContext):
    """Gives a pool its processes."""

    Process = _Process


@dataclass(slots=True)
class _Keeper:
    """The child of this process, started when it is first needed."""

    pool: ProcessPool | None = None
    scratch: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def child(self) -> ProcessPool:
        """The running pool of one."""
        # Starting the pool and its threads takes time that a command without documents does not have.
        from pebble import ProcessPool

        with self.lock:
            if self.pool is None:
                self.scratch = tempfile.mkdtemp(prefix="vtaudit-")
                self.pool = ProcessPool(
                    max_workers=1,
                    max_tasks=_TASKS_PER_CHILD,
                    initializer=confine,
                    initargs=(self.scratch,),
                    context=_Context(),
                )
                # Before multiprocessing waits for its children at the end, which would be for ever.
                Finalize(None, self.dismiss, exitpriority=10)
            return self.pool

    def dismiss(self) -> None:
        """End the child, busy or not, and what it left."""
        with self.lock:
            pool, scratch, self.pool, self.scratch = self.pool, self.scratch, None, ""
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)

    def forget(self) -> None:
        """In a fork the child belongs to another process, and so does the lock."""
        self.pool, self.scratch = None, ""
        self.lock = threading.Lock()


_keeper = _Keeper()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_keeper.forget)
