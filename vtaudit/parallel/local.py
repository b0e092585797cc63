"""Runs one function over many items in processes, and hands the results back one by one in the order of the items."""

from __future__ import annotations

import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

ITEMS_PER_PROCESS = 20
"""Starting a process (spaCy and lexicon anew) costs about as much as this many dossiers; fewer are not worth one."""


def cores() -> int:
    """The number of processes that this machine can run beside each other."""
    return os.cpu_count() or 1


def stream(function: Callable[[_Item], _Result], items: Sequence[_Item], jobs: int) -> Iterator[_Result]:
    """Yield the result of every item in order, with at most two items per process under way.

    `function` and the items travel to another process, so the function stands at the top of its module.
    """
    jobs = min(jobs, len(items) // ITEMS_PER_PROCESS)
    if jobs < 2:
        yield from map(function, items)
        return
    # joblib pulls in a good deal that a short run never needs.
    from joblib import Parallel, delayed  # type: ignore[import-untyped]

    # Whoever stops the work, knows that it is stopped.
    warnings.filterwarnings("ignore", "(?s).*adjusting the input task iterator", UserWarning)
    following = {"initializer": _follow, "initargs": (os.getpid(),)}
    with Parallel(jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1, **following) as parallel:
        yield from parallel(delayed(function)(item) for item in items)


def _follow(parent: int) -> None:
    """In each process: Ctrl-C is for the parent alone, and what it held of a dossier is gone soon after the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
