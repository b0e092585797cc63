"""Slots about safety agreements: somebody of the family acts, and what follows when it fails."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

_CONDITION_WORDS = frozenset("als indien wanneer mocht mochten zodra bij ingeval anders".split())
_VERB_FIRST = frozenset(
    "gaat wordt lukt houdt komt neemt loopt gebeurt blijft verslechtert ontstaat escaleert valt breekt schendt doet is zijn worden gaan komen houden lukken "
    "blijkt treedt drinkt slaat werkt blijven nemen vallen mislukt overtreedt verbreekt schenden zien ziet hoort horen krijgt krijgen heeft hebben verschijnt stopt weigert keert wijkt "
    "wijken faalt falen stagneert vermoedt vermoeden signaleert signaleren merkt merken dreigt dreigen ontstaan raakt raken zakt".split()
)


def family_acts(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A family member (or the unnamed subject of a rule in a list) does or leaves something that one can check."""
    vague = passage.hits_of("vaag")
    deeds = [hit for hit in passage.hits_of("gedrag") if hit.start >= passage.value]
    if not deeds or (vague and len(deeds) <= len(vague)):
        return False
    people_here = mentions(passage, people)
    actor = any(m.who in ("gezin", "naam", "netwerk") for m in people_here)
    pronoun = any(token.norm in ("ik", "wij", "we", "hij", "zij", "ze", "jij", "u", "jullie", "iedereen", "niemand", "beiden", "er") for token in passage.tokens)
    telegram = any(token.norm in ("niet", "geen", "nooit") for token in passage.tokens)
    return actor or pronoun or telegram


def consequence(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A failing condition stands before or after the consequence: a conjunction, an opening verb, an arrow or a label."""
    strong = [hit for hit in passage.hits_of("gevolg_sterk") if hit.start >= passage.value or passage.label_hits]
    if not strong:
        return False
    if "gevolg_label" in passage.label_hits and passage.label:
        return True
    failing = passage.hits_of("mislukken")
    norms = [token.norm for token in passage.tokens]
    opening = norms[passage.value] if passage.value < len(norms) else ""
    conditional = bool(passage.hits_of("voorwaarde")) or opening in _VERB_FIRST or opening in _CONDITION_WORDS or any(
        word in norms for word in ("bij", "anders", "dan", "=", ">", "->", "→")
    )
    return bool(conditional and any(not (f.start <= s.start and s.end <= f.end) for f in failing for s in strong))
