"""Runs one function over many items in processes, and hands the results back one by one in the order of the items."""

from __future__ import annotations

import os
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

    with Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1) as parallel:
        yield from parallel(delayed(function)(item) for item in items)
