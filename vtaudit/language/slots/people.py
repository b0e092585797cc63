"""Slots about people: a person, somebody who can watch, the melder, an informant, the family."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions, names_reporter
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People


def person(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Anyone but Veilig Thuis is named."""
    return any(m.who != "veilig_thuis" for m in mentions(passage, people)) and "niemand" not in passage.concepts()


def supervisor(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody outside Veilig Thuis and the parents who can watch; a pronoun borrows the person of the sentence before."""
    if "niemand" in passage.concepts():
        return False
    if any(m.who in ("professional", "netwerk", "naam") for m in mentions(passage, people) if not _is_object(passage, m.start)):
        return True
    if passage.value and passage.cells and any(m.who in ("professional", "netwerk", "naam") for m in mentions(passage, people, 0)):
        return True
    if any(token.norm in ("zij", "hij", "ze", "deze", "die", "dit") for token in passage.tokens[:4]):
        before = previous_in_entry(passages, passage, 1)
        return any(m.who in ("professional", "netwerk", "naam") for b in before for m in mentions(b, people))
    return False


def _is_object(passage: Passage, position: int) -> bool:
    return position > 0 and passage.tokens[position - 1].norm in ("aan", "bij", "tegen") and passage.value == 0


def reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The melder is the one who is spoken of, here or in the sentence before."""
    found = names_reporter(passage, people)
    if found is not None:
        return True
    if any(token.norm in ("haar", "hem", "zij", "hij", "ze", "deze") for token in passage.tokens[:3]):
        for before in previous_in_entry(passages, passage, 2):
            if names_reporter(before, people) is not None:
                return True
            if any(m.who != "veilig_thuis" for m in mentions(before, people)):
                return False
    last = previous_in_entry(passages, passage, 1)
    bare = not any(m.who in ("professional", "naam", "netwerk", "gezin") for m in mentions(passage, people))
    return bool(bare and last and last[0].line == passage.line and names_reporter(last[0], people) is not None)


def not_reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The melder is not the one who is spoken of."""
    return not reporter(passages, passage, anchor, people)


def informant(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A professional or named person is spoken of."""
    return "informant_woord" in passage.concepts() or any(
        m.who in ("professional", "naam") for m in mentions(passage, people)
    )


def family(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody of the family is addressed or spoken of."""
    return bool(passage.hits_of("gezin_ontvanger")) or any(m.who == "gezin" for m in mentions(passage, people, 0))


def no_veilig_thuis(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Veilig Thuis itself is not named."""
    return not any(m.who == "veilig_thuis" for m in mentions(passage, people))
