"""Slots about the effect of help: help that is spoken of nearby, and a change that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People

_HELP = ("hulp", "hulp_bron")
_REACH = 2
_LINK = 4


def help_near(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Help of now is spoken of in the sentence, its label or heading, or in the sentences just around it."""
    if passage.line_kind is LineKind.BOX_OPEN:
        return False
    if passage.hits_of(*_HELP) or (passage.label_hits | passage.heading_hits) & set(_HELP):
        return True
    for before in previous_in_entry(passages, passage, _REACH):
        if before.hits_of("hulp_oud"):
            return False
        if before.hits_of(*_HELP):
            return True
    after = following_in_entry(passages, passage, 1)
    return any(other.hits_of(*_HELP) and other.hits_of("hulp_oorzaak") for other in after)


def help_causes(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A causal word stands close before the help ('sinds de training', 'door haar adviezen') or opens the clause."""
    causes = passage.hits_of("hulp_oorzaak")
    return any(0 <= hit.start - cause.end <= _LINK for cause in causes for hit in passage.hits_of(*_HELP))


def told_not_asked(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The result is told: the sentence neither asks whether nor names what is aimed at."""
    if passage.tokens[min(passage.value, len(passage.tokens) - 1)].norm == "of":
        return False
    words = [token.norm for token in passage.tokens[: anchor.start]]
    asked = any(word in ("of", "wat", "hoe", "welk", "welke") for word in words[-8:])
    asks = any(
        word in ("gevraagd", "vraag", "vragen", "navragen", "nagaan", "weten", "horen", "bespreken") for word in words
    )
    return not (asked and asks) or any(token.text in (":", ".", "?") for token in passage.tokens[anchor.end : -1])
