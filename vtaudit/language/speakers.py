"""Who says 'ik' and 'wij', and whom a sentence is about: the family, a professional or Veilig Thuis."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.language.mentions import Mention, mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

_SENDER = frozenset({"van", "from", "afzender", "namens"})
_PREPOSITIONS = frozenset(
    [
        "aan",
        "achter",
        "bij",
        "boven",
        "buiten",
        "door",
        "in",
        "jegens",
        "langs",
        "met",
        "na",
        "naar",
        "naast",
        "namens",
        "om",
        "onder",
        "op",
        "over",
        "per",
        "richting",
        "samen",
        "sinds",
        "te",
        "tegen",
        "tegenover",
        "ten",
        "ter",
        "tijdens",
        "tot",
        "tussen",
        "uit",
        "van",
        "via",
        "volgens",
        "voor",
        "voorbij",
        "zonder",
    ]
)
_BETWEEN = frozenset(
    [
        "de",
        "het",
        "een",
        "zijn",
        "haar",
        "hun",
        "uw",
        "je",
        "mijn",
        "me",
        "onze",
        "ons",
        "deze",
        "die",
        "dit",
        "beide",
        "eigen",
        "heer",
        "mevrouw",
        "mw",
        "dhr",
    ]
)
_QUOTES = frozenset("\"'“”„»«‘’")
_FIRST = frozenset(["ik", "wij", "we"])
_SECOND = frozenset(["u", "jij", "je", "jullie", "gij"])
_THIRD = frozenset(["hij", "zij", "ze"])
_ANYONE = frozenset(["iedereen", "niemand", "beiden", "allebei", "allen", "ieder", "elk"])
_GREETINGS = frozenset(["beste", "geachte", "dag", "hallo", "hoi", "ha", "lieve", "aan", "goedemorgen", "goedemiddag"])
_RECEIVERS = ("aan", "to", "t.a.v.", "ter attentie van")
_ADULTS = frozenset(["mijnheer", "meneer", "mevrouw", "mw", "dhr", "mevr", "heer"])


def subject(
    passages: Sequence[Passage], passage: Passage, people: People, start: int, end: int
) -> tuple[str, int] | None:
    """Who acts between two tokens and where it is said: gezin, netwerk, naam, professional or veilig_thuis.

    The first person or personal pronoun that hangs on no preposition; None when nobody is named.
    """
    named = {mention.start: mention for mention in mentions(passage, people, 0)}
    position = start
    while position < end:
        token = passage.tokens[position]
        mention = named.get(position)
        if token.norm in _FIRST:
            return speaker(passages, passage, people, position), position
        if mention is not None and not is_oblique(passage, position, start):
            return kind_of(passage, mention), position
        if token.norm in _SECOND and not is_oblique(passage, position, start):
            return addressee(passages, passage, people), position
        if token.norm in _ANYONE and position <= start + 2 and not is_oblique(passage, position, start):
            return "gezin", position
        if token.norm in _THIRD and not is_oblique(passage, position, start):
            return _antecedent(passages, passage, people, position), position
        if token.norm in _ADULTS and mention is None and not is_oblique(passage, position, start):
            following = passage.tokens[position + 1] if position + 1 < len(passage.tokens) else None
            if following is None or not following.text[:1].isupper():
                return "gezin", position
        position = mention.end if mention is not None else position + 1
    return None


def kind_of(passage: Passage, mention: Mention) -> str:
    """'Mw. Smit van het wijkteam' and 'Jan, gezinsvoogd' are professionals, not unknown names."""
    if mention.who not in ("naam", "netwerk"):
        return mention.who
    nearby = passage.tokens[mention.end : mention.end + 4]
    roles = {hit.start for hit in passage.hits_of("professional")}
    told = bool(nearby) and nearby[0].norm in ("van", "vanuit", "bij", ",", "(", "/", "-")
    if told and any(position in roles for position in range(mention.end, mention.end + 4)):
        return "professional"
    return mention.who


def is_oblique(passage: Passage, position: int, start: int) -> bool:
    """The person hangs on a preposition: 'bij zijn broer', 'met moeder'."""
    at = position - 1
    while at >= start and passage.tokens[at].norm in _BETWEEN:
        at -= 1
    return at >= start and passage.tokens[at].norm in _PREPOSITIONS


def _antecedent(passages: Sequence[Passage], passage: Passage, people: People, position: int) -> str:
    """Whom 'hij' or 'zij' stands for: the last person before it, here or in the sentences before."""
    before = [m for m in mentions(passage, people, 0) if m.start < position and m.who != "veilig_thuis"]
    if before:
        return kind_of(passage, before[0])
    for offset in (1, 2, 3):
        index = passage.number - offset
        if index < 0 or passages[index].part != passage.part or passages[index].entry != passage.entry:
            break
        found = [m for m in mentions(passages[index], people, 0) if m.who != "veilig_thuis"]
        if found:
            professionals = [m for m in found if kind_of(passages[index], m) == "professional"]
            return "professional" if professionals else kind_of(passages[index], found[-1])
    return "gezin"


def speaker(passages: Sequence[Passage], passage: Passage, people: People, position: int) -> str:
    """Who says 'ik' or 'wij' at this token: the one who is quoted, the sender of the mail, else Veilig Thuis."""
    marks = [at for at, token in enumerate(passage.tokens) if token.text in _QUOTES or token.text[:1] in '"“„']
    inside = sum(at < position for at in marks) % 2 == 1
    if inside:
        outside = [m for m in mentions(passage, people, 0) if m.start < marks[0] and m.who != "veilig_thuis"]
        if outside:
            return kind_of(passage, outside[-1])
        return "gezin"
    sender = _sender(passages, passage)
    if sender is not None:
        found = [m for m in mentions(sender, people) if m.who != "veilig_thuis"]
        kinds = {kind_of(sender, m) for m in found}
        if "professional" in kinds:
            return "professional"
        if "gezin" in kinds:
            return "gezin"
    if passage.kind == "veiligheidsplan":
        return "gezin"
    return "veilig_thuis"


def _sender(passages: Sequence[Passage], passage: Passage) -> Passage | None:
    """The 'Van:' line of the message that this sentence stands in."""
    for index in range(passage.number, -1, -1):
        other = passages[index]
        if other.part != passage.part:
            return None
        if other.label and re.sub(r"\W+", "", other.label).lower() in _SENDER:
            return other
    return None


def addressee(passages: Sequence[Passage], passage: Passage, people: People) -> str:
    """Whom 'u' or 'jij' stands for: a mail or letter to a professional addresses no family member."""
    if passage.kind == "overdracht":
        return "professional"
    for index in range(passage.number, -1, -1):
        other = passages[index]
        if other.part != passage.part:
            break
        greeting = bool(other.tokens) and other.tokens[0].norm in _GREETINGS
        receiver = bool(other.label) and other.label.lower().lstrip("> ") in _RECEIVERS
        if greeting or receiver:
            end = next((at for at, token in enumerate(other.tokens) if token.text == ","), len(other.tokens))
            if any(m.who == "gezin" for m in mentions(other, people, 0) if m.start < end):
                return "gezin"
            if any(hit.start < end for hit in other.hits_of("ouders", "moeder", "vader", "gezin", "kinderen")):
                return "gezin"
            named = any(token.text[:1].isupper() for token in other.tokens[1:end])
            return "professional" if other.hits_of("professional") or (named and other.kind == "mail") else "gezin"
    return "gezin"
