"""What the child may do, set from within before it opens the first file."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has no such limits: there the time-out of the keeper is what holds.
    resource = None  # type: ignore[assignment]

MEMORY = 1_000_000_000
OUT_OF_MEMORY = 97
"""Exit status of a child that stopped itself because of its memory."""

# Room for the pictures that text recognition hands to its program.
WRITTEN = 50_000_000
_ADDRESSES = 2 * MEMORY
_LOOK_EVERY = 0.05
# Numbers of glibc's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT = 32_000_000


def confine(scratch: str) -> None:
    """Take away what reading never needs: network, files written outside `scratch`, core dumps, endless memory.

    Where the system has no limits on processes, only the first two hold. Code in C can pass by the hooks of Python;
    the limits of the system hold for that as well, and for the programs that the child starts.
    """
    sys.dont_write_bytecode = True
    tempfile.tempdir = scratch
    # A library that complains would quote the file, and the parent's output is for its own user.
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)
    own = os.path.join(os.path.realpath(scratch), "")  # noqa: PTH118

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            raise PermissionError("no network while a file is read")
        if event == "open" and _writes(arguments):
            place = arguments[0]
            if isinstance(place, str | bytes):
                whole = os.path.join(os.path.realpath(os.fsdecode(place)), "")  # noqa: PTH118
                if not whole.startswith((own, os.devnull)):
                    raise PermissionError("no writing while a file is read")

    sys.addaudithook(refuse)
    threading.Thread(target=_watch, args=(scratch,), daemon=True).start()
    _lower("RLIMIT_AS", _ADDRESSES)
    _lower("RLIMIT_FSIZE", WRITTEN)
    _lower("RLIMIT_CORE", 0)
    _keep_freed_memory()


def _keep_freed_memory() -> None:
    """Use blocks again that a file gave back: asking the system anew for each costs a tenth of reading a letter."""
    if sys.platform == "linux":
        # Another library of C than glibc may not know it.
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _KEPT)
            library.mallopt(_TRIM_THRESHOLD, 2 * _KEPT)


def _watch(scratch: str) -> None:
    """Leave when the parent has gone, or in time when memory runs out: code in C would only break off."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "this is the child"
    while parent.is_alive():
        if _peak() > MEMORY:
            os._exit(OUT_OF_MEMORY)
        parent.join(_LOOK_EVERY)
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


def _peak() -> int:
    """The most memory that this process has had, in bytes; 0 where the system does not tell."""
    # Linux counts in ru_maxrss what the parent held when it started this process, so it tells nothing about the work.
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])
    if resource is None:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def limit_work(seconds: float) -> None:
    """Processor time for the work that comes now: it ends a child that hangs after its parent has died."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = int(used.ru_utime + used.ru_stime + seconds) + 1
        _set(resource.RLIMIT_CPU, soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def _lower(name: str, most: int) -> None:
    kind = getattr(resource, name, None)
    if kind is not None:
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        _set(kind, most, most)


def _set(kind: int, soft: int, hard: int) -> None:
    # Some systems name a limit and refuse every value for it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))
