"""Slots about conclusions: whose conclusion it is."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

_OWN = frozenset(["wij", "we", "ik", "ons", "onze", "veilig_thuis", "vt", "team", "onderzoek"])
_OTHERS = frozenset(["u", "hij", "zij", "ze"])
_PERFECT = frozenset(["heeft", "hebben", "had", "hadden"])
_NEAR = 4


def own_verdict(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The conclusion is that of the writer: nobody else is said to think, tell or establish it."""
    norms = [token.norm for token in passage.tokens]
    opens = [p for p in range(passage.value, anchor.start) if norms[p] == "of"]
    if any(p == passage.value or norms[p - 1] in (",", ":", ";") or norms[p - 1][0].isdigit() for p in opens):
        return False
    others = [m for m in mentions(passage, people, 0) if m.who in ("gezin", "professional", "naam", "netwerk")]
    for cue in passage.hits_of("meent", "bewering"):
        if cue.end > anchor.start or cue.start < passage.value:
            continue
        around = range(max(0, cue.start - _NEAR), min(len(norms), cue.end + _NEAR))
        if _OWN & {norms[position] for position in around}:
            continue
        if any(m.start in around for m in others) or _OTHERS & set(norms[max(0, cue.start - 2) : cue.end + 2]):
            return False
    return not any(
        m.end < len(norms) and norms[m.end] in _PERFECT and 0 < anchor.start - m.end <= 8
        and anchor.concept == "vaststelling" and m.who == "professional" and not _OWN & set(norms[m.end : anchor.end])
        for m in others
    )  # fmt: skip
