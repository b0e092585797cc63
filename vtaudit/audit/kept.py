"""Observations of very many cases, packed so that memory holds about a kilobyte of each case."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator

from vtaudit.model import Observation


class KeptObservations(Iterable[Observation]):
    """All observations, sorted by zaaknummer and toetsvraag; every time they are gone through they are made anew."""

    def __init__(self) -> None:
        # Own values that never leave this process: to those a pickle can do no harm.
        self._packed: dict[str, bytes] = {}
        self._number = 0

    def add(self, zaaknummer: str, observations: Iterable[Observation]) -> None:
        """Take in those of one case; a case comes once."""
        ordered = tuple(sorted(observations, key=lambda one: one.question))
        self._packed[zaaknummer] = zlib.compress(pickle.dumps(ordered, pickle.HIGHEST_PROTOCOL), level=1)
        self._number += len(ordered)

    def __iter__(self) -> Iterator[Observation]:
        for zaaknummer in sorted(self._packed):
            yield from pickle.loads(zlib.decompress(self._packed[zaaknummer]))

    def __len__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeptObservations) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
