"""The order of working files: by zaaknummer and then by toetsvraag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from vtaudit.model import Observation


def in_order(observations: Iterable[Observation]) -> Iterable[Observation]:
    """The same, sorted; what stands in this order already is passed on without bringing all of it into memory."""
    if isinstance(observations, Iterator):
        observations = tuple(observations)
    if all(one <= other for one, other in pairwise(map(_place, observations))):
        return observations
    return sorted(observations, key=_place)


def _place(one: Observation) -> tuple[str, str]:
    return one.zaaknummer, one.question
