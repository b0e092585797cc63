"""Slots about monitoring: with whom, and a moment that is fixed."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.dates import DateKind, DateMention, find_dates
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

_DEFINITE = (DateKind.DAY, DateKind.MONTH, DateKind.WEEK, DateKind.QUARTER)


def definite_moment(passage: Passage) -> DateMention | None:
    """The first date, month, week or period from a known day; 't.z.t.' and 'over enkele weken' are none."""
    text = passage.text
    relative: DateMention | None = None
    for mention in find_dates(text):
        if mention.kind in _DEFINITE:
            return mention
        if mention.kind is DateKind.RELATIVE and mention.amount and not mention.within and relative is None:
            relative = mention
    return relative


def moment(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A moment that can be put in a calendar is named."""
    return definite_moment(passage) is not None


def monitored(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody with whom the monitoring takes place is named."""
    return any(m.who in ("gezin", "professional", "netwerk", "naam") for m in mentions(passage, people)) or any(
        token.norm in ("u", "jullie", "jou", "je") for token in passage.tokens[passage.value :]
    )
