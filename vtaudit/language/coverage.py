"""One person of a group, and whether a toetsvraag holds for him or her."""

from __future__ import annotations

from dataclasses import dataclass

from vtaudit.model import Evidence


@dataclass(frozen=True, slots=True)
class Cover:
    """One person of a group: covered or not, how (gesproken, reden, oordeel, bericht) and by which passage."""

    role: str
    covered: bool
    how: str = ""
    evidence: tuple[Evidence, ...] = ()
    sure: bool = True
