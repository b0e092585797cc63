"""Slots about the effect of help: help that is spoken of nearby, and a change that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People

_HELP = ("hulp", "hulp_bron")
_RESULTS = ("effect_sterk", "verandering", "niet_begonnen", "nog_niemand")
_REACH = 2
_LINK = 4
_CLAUSE_WORDS = 4
_SINCE = frozenset({"sinds", "dankzij"})
_BY = frozenset({"door", "dr", "met", "via", "vanwege"})
_TITLES = frozenset({"mw", "mevr", "mvr", "mevrouw", "dhr", "hr", "meneer", "mijnheer", "juf", "meester", "dokter"})


def help_near(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Help of now is spoken of in the sentence, its label or heading, or in the sentences just around it."""
    if passage.line_kind in (LineKind.BOX_OPEN, LineKind.HEADING):
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


def more_than_running(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Behind the label stands more than that the help runs and who attends."""
    if not passage.hits_of("loopt", "hulp_aanwezig"):
        return True
    return any(hit.start >= passage.value for hit in passage.hits_of(*_RESULTS))


def help_causes(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A causal word stands close before the help ('sinds de training', 'door haar adviezen') or opens the clause."""
    causes = passage.hits_of("hulp_oorzaak", "hulp_oorzaak_sterk")
    return any(0 <= hit.start - cause.end <= _LINK for cause in causes for hit in passage.hits_of(*_HELP))


def helper_causes(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The one who helps is called by name: 'sinds Marloes met hem oefent', 'door mevrouw Bos'."""
    causes = {h.end: passage.tokens[h.start].norm for h in passage.hits_of("hulp_oorzaak_sterk")}
    for mention in mentions(passage, people) if causes else ():
        before = next((word for end, word in causes.items() if 0 <= mention.start - end <= 1), "")
        # "Door Corona is er minder ruzie": only a title makes a person of the capital behind 'door'.
        titled = passage.tokens[mention.start].norm in _TITLES
        if mention.who == "naam" and (before in _SINCE or (titled and before in _BY)):
            return True
    return False


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


def help_heads(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The help is the topic: it opens the line, labels it, or stands alone in the short sentence before."""
    if set(_HELP) & passage.label_hits:
        return True
    opening = [hit for hit in passage.hits_of(*_HELP) if hit.start <= 1]
    if opening and any(
        token.text in (":", "-", "–", "=") for token in passage.tokens[opening[0].end : opening[0].end + 3]
    ):
        return True
    before = previous_in_entry(passages, passage, 1)
    return (
        bool(before)
        and before[0].line == passage.line
        and bool(before[0].hits_of(*_HELP))
        and len(before[0].tokens) <= 8
    )


def tells_more(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Beside cause and help the sentence tells something: a clause of at least four words."""
    used = {p for hit in passage.hits_of(*_HELP, "hulp_oorzaak_sterk") for p in range(hit.start, hit.end)}
    words = [
        p for p in range(passage.value, len(passage.tokens)) if passage.tokens[p].text[:1].isalpha() and p not in used
    ]
    return len(words) >= _CLAUSE_WORDS
