"""Slots about people: a person, somebody who can watch, the melder, an informant, the family."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.parties import is_reporter, parties
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.recipients import recipients, reporter_told, speaks_to_reporter
from vtaudit.language.telling import is_purpose, row_is_done


def person(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Anyone but Veilig Thuis is named."""
    return any(m.who != "veilig_thuis" for m in mentions(passage, people)) and "niemand" not in passage.concepts


def reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The melder is likely the one who is told, here, over a sentence border or by the address of the message."""
    return reporter_told(passages, passage, anchor, people) is not None


def reporter_surely(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The melder is named as the one who is told and nobody else competes; an aim ('om te vertellen') is not enough."""
    return not is_purpose(passage, anchor) and bool(reporter_told(passages, passage, anchor, people))


def to_reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The sentence stands in a message that is addressed to the melder."""
    return speaks_to_reporter(passages, passage, people)


def from_reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The melder is named in the sentence, or is the sender or subject of the lines before."""
    around = (passage, *previous_in_entry(passages, passage, 3))
    if passage.hits_of("ingetrokken", "tegengehouden") and parties(passage, people):
        # Who is named in a sentence that takes something back is the one it is about.
        around = (passage,)
    return any(is_reporter(party, line, people) for line in around for party in parties(line, people))


def other_told(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody outside the family and Veilig Thuis, other than the melder, is told."""
    told = recipients(passages, passage, anchor, people)
    return any(not is_reporter(one.party, one.passage, people) for one in told) or bool(
        passage.hits_of("informant_woord", "samen_verteld")
    )


def row_done(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The row of a table or the box of a list is filled in as done."""
    return row_is_done(passage)


def not_reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The melder is not the one who is spoken of."""
    return not reporter(passages, passage, anchor, people)


def informant(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A professional or named person is spoken of."""
    return "informant_woord" in passage.concepts or any(
        m.who in ("professional", "naam") for m in mentions(passage, people)
    )


def family(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody of the family is addressed or spoken of."""
    return bool(passage.hits_of("gezin_ontvanger")) or any(m.who == "gezin" for m in mentions(passage, people, 0))


def no_veilig_thuis(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Veilig Thuis itself is not named."""
    return not any(m.who == "veilig_thuis" for m in mentions(passage, people))
