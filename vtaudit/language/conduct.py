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
_CUTS = _LINKS | _CONDITIONS
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
_CONTACT = frozenset(
    ["gebeld", "opgebeld", "teruggebeld", "gesproken", "geappt", "gemaild", "bezocht", "gezien", "gehoord", "getroffen"]
)
"""Words of contact that is over: 'Noor | 9-11 gesproken, thuis' reports, unless 'wordt' or 'mag' stands with them."""
_STILL = frozenset(["wordt", "worden", "mag", "mogen", "moet", "moeten", "kan", "kunnen"])
_TITLES = frozenset(["mw", "mevr", "mevrouw", "dhr", "heer", "meneer", "mijnheer", "mvr", "hr", "dokter", "dr", "drs"])
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
        if _tells_of_watching(passage, first) or _is_state_cell(passage, first, final):
            continue
        named = subject(passages, passage, people, first, final)
        if named is not None:
            actor = "professional" if _is_outsider(passage, people, *named) else named[0]
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
    """Main stretches only: 'als de kinderen erbij zijn' behind a stretch with a verb says when, not what."""
    verbs = {hit.start for hit in passage.hits_of("gedrag_ww", "gedrag_licht")}
    for clause in clauses(passage):
        first, final = max(clause.start, start), min(clause.end, end)
        cuts = [at for at in range(first + 1, final) if passage.tokens[at].norm in _CUTS]
        told = False
        for position, at in pairwise((first, *cuts, final)):
            if told and passage.tokens[position].norm in _CONDITIONS:
                continue
            told = not verbs.isdisjoint(range(position, at))
            if at > position:
                yield position, at


def _tells_of_watching(passage: Passage, position: int) -> bool:
    """The stretch stands in a sentence on who sees to it that the family keeps to what was agreed."""
    if not passage.hits_of("toezicht_sterk"):
        return False
    ends = [at for at, token in enumerate(passage.tokens) if token.text in (";", ".")]
    first = max((at for at in ends if at < position), default=-1)
    last = min((at for at in ends if at >= position), default=len(passage.tokens))
    return all(
        any(first < hit.start < last for hit in passage.hits_of(*names))
        for names in (("toezicht_sterk",), ("nakomen", "afspraak_plek"))
    )


def _is_state_cell(passage: Passage, first: int, final: int) -> bool:
    """One word in a cell behind the first: how far it is ('besproken', 'open'), not what somebody does."""
    return final - first == 1 and (first, final) in passage.cells[1:]


def _is_outsider(passage: Passage, people: People, kind: str, position: int) -> bool:
    """'Mw. Smit' where no such name lives in the family, a helper known by name, and 'MW' for the trade."""
    token = passage.tokens[position]
    if token.text == "MW" and kind == "gezin":
        return True
    if kind != "naam":
        return False
    return token.norm in people.helpers or (token.norm in _TITLES and bool(people.family_names))


def _weigh(passage: Passage, first: int, final: int, actor: str | None, at: int, tail: bool) -> Conduct:
    def seen(*names: str) -> list[Hit]:
        return [hit for hit in passage.hits if hit.concept in names and first <= hit.start and hit.end <= final]

    acts, light, things = seen("gedrag_ww"), seen("gedrag_licht"), seen("gedrag_ding")
    things = [hit for hit in things if hit.start != at]
    if not acts and not things:
        return Conduct.NONE
    limits = bool(seen("regel_woord")) or tail
    words = {token.norm for token in passage.tokens[first:final]}
    if words & _CONTACT and not words & _STILL:
        return Conduct.NONE
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
        and not (place and passage.tokens[place - 1].norm in _AUXILIARIES)
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
