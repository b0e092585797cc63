"""Conduct: a stretch of a sentence in which a family member does, leaves or may not do something that one can check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.scope import clauses
from vtaudit.language.speakers import subject

_LINKS = frozenset(["en", "of", "dan", "dat", "die", "hetzij", "alsmede", "alsook"])
_CONDITIONS = frozenset(("als", "indien", "wanneer", "zodra", "totdat", "zolang", "nadat", "voordat"))
_NO_VERB = frozenset(
    [
        "niet",
        "met",
        "het",
        "dat",
        "wat",
        "tot",
        "uit",
        "net",
        "nit",
        "laat",
        "heeft",
        "vindt",
        "weet",
        "kent",
        "wordt",
        "bent",
        "zegt",
        "vertelt",
        "denkt",
        "stelt",
        "ziet",
        "bent",
        "moet",
        "wilt",
        "wil",
        "want",
        "dit",
        "met",
        "vast",
        "goed",
        "laatst",
        "eerst",
        "echt",
        "meest",
        "best",
        "recht",
        "acht",
        "lijkt",
        "blijkt",
        "betreft",
        "bestaat",
        "krijgt",
    ]
)
_AUXILIARIES = frozenset(
    ["heb", "hebt", "heeft", "hebben", "had", "hadden", "is", "zijn", "ben", "bent", "was", "waren"]
)
_PARTICIPLE = re.compile(
    r"(?:ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her)\w{2,}[dt]|(?:in|uit|aan|op|af|mee|bij|toe|weg|terug|voor|door|vast)ge\w+)\Z"
)
_ACTS_AND_THINGS = ("gedrag_ww", "gedrag_ding")
"""Without one of these no stretch tells of conduct."""
_LISTED = (LineKind.BULLET, LineKind.BOX_DONE, LineKind.BOX_OPEN, LineKind.ROW)


class Conduct(IntEnum):
    """How clearly a stretch tells of checkable conduct."""

    NONE = 0
    BARE = 1
    TOLD = 2
    RULE = 3


def conduct(
    passages: Sequence[Passage],
    passage: Passage,
    people: People,
    start: int = 0,
    end: int | None = None,
    actor: str | None = None,
) -> Conduct:
    """The clearest conduct between two tokens.

    `actor` is who acts where nobody is named: the one who binds himself. RULE: somebody of the family, an act or
    thing one can check, and a limit, prohibition, time or condition. TOLD: the same without the limit. BARE: no person
    is named, as in the telegram style of lists.
    """
    if passage.concepts.isdisjoint(_ACTS_AND_THINGS):
        return Conduct.NONE
    last = len(passage.tokens) if end is None else end
    best = Conduct.NONE
    for first, final in _stretches(passage, max(start, 0), last):
        named = subject(passages, passage, people, first, final)
        if named is not None:
            actor = named[0]
        if actor in ("professional", "veilig_thuis"):
            continue
        tail = final < last and passage.tokens[final].norm in _CONDITIONS
        best = max(best, _weigh(passage, first, final, actor, named[1] if named else first, tail))
    return best or _telegram(passage, max(start, 0), last, actor)


def _telegram(passage: Passage, start: int, end: int, actor: str | None) -> Conduct:
    """Scraps that together tell enough: 'deur dicht, niet terugappen, buurvrouw bellen'."""

    def seen(*names: str) -> set[int]:
        return {hit.start for hit in passage.hits if hit.concept in names and start <= hit.start and hit.end <= end}

    if actor in ("professional", "veilig_thuis") or seen("hulp_inhoud", "vaag", "geen_inhoud", "advies", "verleden"):
        return Conduct.NONE
    signs = seen("gedrag_ww", "gedrag_ding") | seen("regel_woord")
    return Conduct.BARE if len(signs) > 2 and seen("gedrag_ww") and seen("gedrag_ding") else Conduct.NONE


def _stretches(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    for clause in clauses(passage):
        first, final = max(clause.start, start), min(clause.end, end)
        position = first
        for at in range(first, final):
            if (passage.tokens[at].norm in _LINKS or passage.tokens[at].norm in _CONDITIONS) and at > position:
                yield position, at
                position = at
        if final > position:
            yield position, final


def _weigh(passage: Passage, first: int, final: int, actor: str | None, at: int, tail: bool) -> Conduct:
    def seen(*names: str) -> list[Hit]:
        return [hit for hit in passage.hits if hit.concept in names and first <= hit.start and hit.end <= final]

    acts, light, things = seen("gedrag_ww"), seen("gedrag_licht"), seen("gedrag_ding")
    things = [hit for hit in things if hit.start != at]
    if not acts and not things:
        return Conduct.NONE
    limits = bool(seen("regel_woord")) or tail
    if seen("geen_inhoud", "advies") or _is_perfect(passage, first, final, acts + light):
        return Conduct.NONE
    until = next((at for at in range(first + 1, final) if passage.tokens[at].norm in ("tot", "totdat")), final)
    if any(hit.start < until for hit in seen("hulp_inhoud")) and not (limits and seen("negatief_gebod")):
        return Conduct.NONE
    deeds = (
        len(acts) + len({hit.start for hit in things}) - len([t for t in things for a in acts if t.start == a.start])
    )
    if seen("vaag") and not (acts and limits and deeds > len(seen("vaag"))):
        return Conduct.NONE
    other = _other_verb(passage, first, final, at)
    acting = bool(acts) or (bool(light or other) and bool(things))
    if actor is not None and acting:
        return Conduct.RULE if limits and (things or acts) else Conduct.TOLD
    if len({hit.start for hit in things}) > 2:
        return Conduct.BARE
    if things and (acts or limits or light) and len(things) + len(acts) + len(seen("regel_woord")) >= 2:
        return Conduct.BARE
    return Conduct.NONE


def _is_perfect(passage: Passage, first: int, final: int, acts: list[Hit]) -> bool:
    """'Heeft gedronken', 'is ingelicht': what happened, not what will hold; a verb before the auxiliary saves it."""
    words = [token.norm for token in passage.tokens[first:final]]
    auxiliary = next((at for at, word in enumerate(words) if word in _AUXILIARIES), None)
    if auxiliary is None or not any(_PARTICIPLE.match(word) for word in words):
        return False
    return not any(hit.start - first < auxiliary and not _PARTICIPLE.match(words[hit.start - first]) for hit in acts)


def _other_verb(passage: Passage, first: int, final: int, at: int) -> bool:
    """A word beside the person that looks like a verb in the present: 'Lies prikt om zeven uur'."""
    words = [token.norm for token in passage.tokens[first:final]]
    if any(word == "te" and after.endswith("n") for word, after in pairwise(words)):
        return True
    places = [at + 1, at + 2, at - 1]
    return any(
        first <= place < final
        and (text := passage.tokens[place].norm).isalpha()
        and len(text) > 3
        and text.endswith("t")
        and text not in _NO_VERB
        and passage.tokens[place].text[0].islower()
        for place in places
    )


def listed(passage: Passage) -> bool:
    """The passage is an item of a list, a row of a table or a box."""
    return passage.line_kind in _LISTED
