"""Slots about safety agreements: what a family member does or leaves, and whether that was agreed."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.conduct import Conduct, conduct
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import Status, read_status

_MARKS = ("afspraak_merk", "afspraak_vast", "afspraak_bind", "afspraak_veilig")
_SPOILERS = frozenset({"ontkenning", "nog_niet", "vraag", "uitstel"})
_MAYBE = frozenset("zou zouden moet moeten dient dienen wil willen kan kunnen".split())
_SPOILED = frozenset({*_SPOILERS, "voornemen", "gaan_doen", "afspraak_nodig"})


def told(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """What was agreed stands in the sentence, after the words that say so or before them."""
    return _agreed(passages, passage, anchor, people) >= Conduct.TOLD


def told_as_rule(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """As `told`, with a limit, a prohibition, a time or a condition."""
    return _agreed(passages, passage, anchor, people) is Conduct.RULE


def acts(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The value tells what a family member does or leaves."""
    return _value(passages, passage, people) >= Conduct.TOLD


def acts_bare(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The value tells of checkable conduct, also without the person."""
    return _value(passages, passage, people) >= Conduct.BARE


def acts_as_rule(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The value tells what a family member does or leaves, with a limit, a prohibition, a time or a condition."""
    return _value(passages, passage, people) is Conduct.RULE


def agreed_nearby(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A sentence just before or after says that this was agreed; not one that denies, asks or only intends it."""
    near = (*previous_in_entry(passages, passage, 3), *following_in_entry(passages, passage, 2))
    for other in near:
        for hit in other.hits_of(*_MARKS):
            if other.concepts() & {"afspraak_nodig", "toezicht_sterk"}:
                continue
            if other.label and hit.end <= other.value:
                return True
            if read_status(passages, other, hit, None, frozenset({"poging", "voorwaarde", "bewering"})) is Status.DONE:
                return True
    return False


def _value(passages: Sequence[Passage], passage: Passage, people: People) -> Conduct:
    if passage.hits_of("invulhulp", "nog_maken") or _withdrawn(passage) or _is_unread(passages, passage):
        return Conduct.NONE
    start = 0 if passage.cells else passage.value
    return conduct(passages, passage, people, start)


def _withdrawn(passage: Passage) -> bool:
    """The sentence takes something back; 'niet langer' as part of a rule does not."""
    return any(passage.tokens[hit.start].norm != "niet" for hit in passage.hits_of("ingetrokken"))


def _is_unread(passages: Sequence[Passage], passage: Passage) -> bool:
    """A line under 'nog te maken' or 'niet akkoord' is no agreement."""
    last = previous_in_entry(passages, passage, 1)
    return bool(last and last[0].text.endswith(":") and last[0].hits_of("nog_niet", "afspraak_nodig"))


def _agreed(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> Conduct:
    best = Conduct.NONE
    if passage.hits_of("invulhulp", "nog_maken") or _withdrawn(passage):
        return best
    for mark in passage.hits_of("afspraak_merk", "afspraak_vast", "afspraak_bind"):
        if _is_undone(passage, mark):
            continue
        binder = "gezin" if mark.concept == "afspraak_bind" else None
        after = conduct(passages, passage, people, mark.end, actor=binder)
        if after is Conduct.BARE and any(token.text == ":" for token in passage.tokens[mark.end :]):
            after = Conduct.TOLD
        best = max(best, after)
        if after is Conduct.NONE and _looks_back(passage, mark):
            best = max(best, conduct(passages, passage, people, passage.value, mark.start))
    return best


def _is_undone(passage: Passage, mark: Hit) -> bool:
    """A denial, question or intention at the words themselves: 'nog geen afspraken', 'willen afspreken'."""
    window = range(max(passage.value, mark.start - 6), mark.end + 1)
    following = {token.norm for token in passage.tokens[mark.end : mark.end + 2]}
    if following & _MAYBE or _is_asked(passage, mark):
        return True
    return any(
        hit.concept in _SPOILED and hit.start in window and hit.start <= mark.end and _is_close(passage, hit, mark)
        for hit in passage.hits
    )


def _is_asked(passage: Passage, mark: Hit) -> bool:
    """'Of er iets is afgesproken': what is in doubt."""
    before = [token.norm for token in passage.tokens[max(0, mark.start - 6) : mark.start]]
    return "of" in before and "dat" not in before[before.index("of") :]


def _is_close(passage: Passage, hit: Hit, mark: Hit) -> bool:
    if mark.start <= hit.start < mark.end:
        return hit.concept == "afspraak_nodig"
    if hit.start >= mark.end:
        return hit.concept in _SPOILERS and hit.concept != "ontkenning"
    return not any(token.text in (",", ";", ":", '"', "”") for token in passage.tokens[hit.end : mark.start])


def _looks_back(passage: Passage, mark: Hit) -> bool:
    """The words close the sentence and point back: 'dat is zo afgesproken', 'hebben we vastgelegd'."""
    return mark.concept == "afspraak_vast" or mark.end >= len(passage.tokens) - 3


__all__ = ["acts", "acts_as_rule", "acts_bare", "agreed_nearby", "told", "told_as_rule"]
