"""Messages that the passage does not record: somebody asks for them, or somebody around the family says so."""

from __future__ import annotations

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.not_with_us import OURSELVES, clause_of
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

_ASKS = frozenset({"vraagt", "vragen", "vroeg", "vroegen", "informeert", "informeerde"})
_WHAT = frozenset({"hoe", "wat", "of", "waarom", "wanneer"})
_OPENS = frozenset({'"', "“", "„", "‘", "'", "«"})
_CLOSES = frozenset({'"', "”", "’", "'", "»"})


def is_asked_for(passage: Passage, anchor: Hit) -> bool:
    """'Mw. Bos vraagt per mail hoe het is afgelopen': the mail asks for the outcome and does not bring it."""
    own = clause_of(passage, anchor)
    norms = [token.norm for token in passage.tokens]
    verb = next((at for at in range(own.start, anchor.start) if norms[at] in _ASKS), None)
    if verb is None or "en" in norms[verb : anchor.start] or OURSELVES & set(norms[own.start : verb + 3]):
        return False
    return bool(_WHAT & set(norms[anchor.end : anchor.end + 3]))


def is_said_by_another(passage: Passage, anchor: Hit, people: People) -> bool:
    """'Moeder: "de juf weet het al, van mij"': what stands in quotation marks, another said."""
    texts = [token.text for token in passage.tokens]
    opened = next((at for at in range(anchor.start - 1, 0, -1) if texts[at] in _OPENS), None)
    if opened is None or texts[opened - 1] != ":" or _CLOSES & set(texts[opened + 1 : anchor.start]):
        return False
    speakers = [mention.who for mention in mentions(passage, people, 0) if mention.end < opened]
    ours = OURSELVES & {token.norm for token in passage.tokens[:opened]}
    return bool(speakers) and set(speakers) <= {"gezin", "naam", "netwerk"} and not ours


def is_done_by_family(passage: Passage, people: People) -> bool:
    """'Moeder belt de ggz nog over haar intake': no promise of ours."""
    first = next((m for m in mentions(passage, people, 0)), None)
    words = {token.norm for token in passage.tokens}
    return first is not None and first.who == "gezin" and first.start <= 1 and not words & OURSELVES
