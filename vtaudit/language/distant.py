"""Parents who live elsewhere and are no part of what is reported: they need not be spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vtaudit.language.family import FamilyMember
from vtaudit.language.naming import TITLES
from vtaudit.language.passages import Passage


def with_distant(members: tuple[FamilyMember, ...], pool: Sequence[Passage]) -> tuple[FamilyMember, ...]:
    """Marks a parent whose own field says that he or she lives elsewhere, and of whom the melding tells nothing more.

    Only beside a stepparent or partner. Directbetrokkenen are parents who live in the family or are part of what is
    reported (toetsvragen.md, vb-a).
    """
    found = []
    for member in members:
        others = [other for other in members if other is not member]
        theirs = frozenset(name for other in others for name in other.names)
        fields = [
            passage
            for passage in pool
            if (passage.label or passage.cells)
            and passage.hits_of(f"gezin_{member.role}")
            and passage.hits_of("gezin_woont_elders")
            and any(token.norm in member.names for token in passage.tokens)
        ]
        away = (
            member.role in ("vader", "moeder")
            and any(other.role in ("stiefvader", "stiefmoeder", "partner") for other in others)
            and bool(fields)
            and not any(_speaks_of(passage, member, theirs) for passage in pool if passage not in fields)
        )
        found.append(replace(member, elsewhere=member.elsewhere or away))
    return tuple(found)


def _speaks_of(passage: Passage, member: FamilyMember, theirs: frozenset[str]) -> bool:
    """By role, by a name that is nobody else's, or by a shared one behind a title.

    'Stiefvader / vader van Noor: Jan Bos' has his role but names another.
    """
    norms = [token.norm for token in passage.tokens]
    if any(norm in member.names and before in TITLES for before, norm in pairwise(norms)):
        return True
    if (member.names - theirs) & set(norms):
        return True
    is_another = bool(passage.label or passage.cells) and bool((theirs - member.names) & set(norms))
    return not is_another and bool(passage.hits_of(f"gezin_{member.role}"))
