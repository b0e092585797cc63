"""Parents of whom the melding gives the role alone and the notes a first name alone: 'Ilse gebeld. Bram kwam langs'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from vtaudit.language.family import FamilyMember
from vtaudit.language.naming import TITLES
from vtaudit.language.passages import Passage
from vtaudit.model.calendar import MONTH_NAMES, WEEKDAY_NAMES

_NAME = re.compile(r"[A-ZÀ-ÝŞĞÇİ][a-zà-ÿ]{2,}\Z")
_TALKS = ("gesproken", "vertelt", "vergeefs", "gesprek_plek")
_CALENDAR = frozenset({*MONTH_NAMES, *WEEKDAY_NAMES, "ma", "di", "wo", "do", "vr", "za", "zo", "op"})
_JOINS = frozenset({"en", "met", "bij", "&", "+"})
_NOTES = ("triage", "contactjournaal", "gespreksverslag", "overig")
_LEAST = 2
_COUPLE = 2


def with_first_names(
    members: tuple[FamilyMember, ...], notes: Sequence[Passage], passages: Sequence[Passage], known: Set[str]
) -> tuple[FamilyMember, ...]:
    """Gives the unnamed parents the names of those who are spoken to and are nobody else, when they are as many.

    `notes` are those of the first days, `passages` the whole dossier, `known` the folded names of those of whom it is
    known who they are. Two of them may also be the parents of children whose parents the melding leaves out.
    """
    unnamed = [member for member in members if member.role in ("moeder", "vader") and not member.names]
    alone = bool(members) and all(member.is_child for member in members)
    if not (unnamed or alone):
        return members
    told = Counter(name for passage in notes if passage.kind in _NOTES for name in set(_spoken_to(passage)) - known)
    seen = Counter(token.text for passage in passages for token in passage.tokens if token.norm in told)
    # 'Een' and 'Iemand' have their capital from the sentence: elsewhere they stand without.
    names = [name for name in told if seen[name.capitalize()] >= _LEAST and not seen[name]]
    if alone and len(names) == _COUPLE:
        return (*members, *(FamilyMember("ouder", frozenset({n}), None, False, "", frozenset({n})) for n in names))
    if len(names) != len(unnamed):
        return members
    given = iter(names)
    return tuple(
        replace(member, names=frozenset({name}), given=frozenset({name}), sex="")
        if member in unnamed and (name := next(given))
        else member
        for member in members
    )


def _spoken_to(passage: Passage) -> Iterator[str]:
    """Bare names that open the line or are joined to another, where the line tells of a talk."""
    if not passage.hits_of(*_TALKS):
        return
    tokens = passage.tokens
    roles = {at for hit in passage.hits_of("professional") for at in range(hit.start - 2, hit.end + 2)}
    for at, token in enumerate(tokens):
        if not _NAME.match(token.text) or at in roles or any(hit.start <= at < hit.end for hit in passage.hits):
            continue
        before = tokens[at - 1].norm if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        opens = all(not other.norm.isalpha() or other.norm in _CALENDAR for other in tokens[:at])
        if (opens or at == passage.value or before in _JOINS) and before not in TITLES and not after[:1].isupper():
            yield token.norm
