"""Slots about safety agreements: what a family member does or leaves, and whether that was agreed."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.conduct import Conduct, conduct
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import Status, read_status

_MARKS = ("afspraak_merk", "afspraak_vast", "afspraak_bind", "afspraak_veilig")
_OWN_HEADINGS = frozenset({"afspraak_kop", "afspraak_veilig", "akkoord_kop", "besluit_kop", "tabel_wie_wat"})
_OTHER_FIELDS = ("toezicht_label", "gevolg_label", "ander_veld")
_OTHER_HEADINGS = frozenset({"toezicht_label", "gevolg_label", "hulp_veld"})
_POINTING = frozenset(("zo", "dit", "dat", "deze", "die", "daar", "hier", "aldus", "zulks", "een", "is", "u"))
_SPOILERS = frozenset({"ontkenning", "nog_niet", "vraag", "uitstel"})
_MAYBE = frozenset(["zou", "zouden", "moet", "moeten", "dient", "dienen", "wil", "willen", "kan", "kunnen"])
_SPOILED = frozenset({*_SPOILERS, "voorwaarde", "verzoek_om", "voornemen", "gaan_doen", "afspraak_nodig"})


def told(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """What was agreed stands in the sentence, after the words that say so or before them."""
    return _agreed(passages, passage, anchor, people) >= Conduct.TOLD


def told_as_rule(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """As `told`, with a limit, a prohibition, a time or a condition."""
    return _agreed(passages, passage, anchor, people) is Conduct.RULE


def told_before(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """What was agreed stands before words that point back to it: '…; dat is met beiden afgesproken'."""
    if passage.hits_of("invulhulp", "nog_maken") or _withdrawn(passage) or _refused(passages, passage):
        return False
    marks = [
        m
        for m in passage.hits_of("afspraak_merk", "afspraak_vast")
        if _points_back(passage, m) and not _is_undone(passage, m)
    ]
    return any(
        conduct(passages, passage, people, passage.value, _clause_start(passage, m)) >= Conduct.TOLD for m in marks
    )


def agreed_after(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The next sentence points back and says that this was agreed: 'Zo is het met beiden vastgelegd'."""
    for other in following_in_entry(passages, passage, 2):
        opening = [token.norm for token in other.tokens[other.value : other.value + 2]]
        points = opening[:1] and (opening[0] in _POINTING or (opening[0] in ("en", "ook") and opening[-1] in _POINTING))
        if (
            points
            and not other.hits_of("afspraak_nodig")
            and any(
                m.start >= other.value and not _is_undone(other, m)
                for m in other.hits_of("afspraak_merk", "afspraak_vast")
            )
        ):
            return not other.hits_of("ontkenning", "toezicht_sterk", "mislukken", "vraag")
    return False


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
            if other.concepts & {"afspraak_nodig", "toezicht_sterk"}:
                continue
            if other.label and hit.end <= other.value:
                return True
            if read_status(passages, other, hit, None, frozenset({"poging", "voorwaarde", "bewering"})) is Status.DONE:
                return True
    return False


def _value(passages: Sequence[Passage], passage: Passage, people: People) -> Conduct:
    if _withdrawn(passage) or _is_unread(passages, passage) or _is_other_field(passage):
        return Conduct.NONE
    start = 0 if passage.cells else passage.value
    end = _open_from(passage)
    if end <= start:
        return Conduct.NONE
    return conduct(passages, passage, people, start, end, "gezin" if _acts_in_label(passage, people) else None)


def _acts_in_label(passage: Passage, people: People) -> bool:
    """'VADER: blijft in de auto': the label is who acts, the value opens with the verb."""
    if passage.cells or not 0 < passage.value < len(passage.tokens) or not _opens_with_act(passage):
        return False
    return any(m.who == "gezin" for m in mentions(passage, people, 0) if m.end <= passage.value)


def _opens_with_act(passage: Passage) -> bool:
    return any(hit.start == passage.value for hit in passage.hits_of("gedrag_ww", "gedrag_licht"))


def _is_other_field(passage: Passage) -> bool:
    """The line opens with the name of another field ('2 toezicht: ...') or stands under it ('Wie helpt')."""
    if passage.heading_hits & _OTHER_HEADINGS and not passage.heading_hits & _OWN_HEADINGS:
        return True
    return any(
        hit.start <= 1 and hit.end < len(passage.tokens) and passage.tokens[hit.end].text == ":"
        for hit in passage.hits_of(*_OTHER_FIELDS)
    )


def _open_from(passage: Passage) -> int:
    """Where the first cell begins that is still to be filled: 'nader te bepalen'; in a sentence all of it is open."""
    still = passage.hits_of("invulhulp", "nog_maken")
    if not still:
        return len(passage.tokens)
    return next((start for start, end in passage.cells if any(start <= hit.start < end for hit in still)), 0)


def _refused(passages: Sequence[Passage], passage: Passage) -> bool:
    """The same paragraph says that somebody does not agree or still has to be asked."""
    near = [other for other in following_in_entry(passages, passage, 2) if other.line - passage.line <= 1]
    return any(other.hits_of("afgewezen") for other in (passage, *near))


def _withdrawn(passage: Passage) -> bool:
    """The sentence takes something back; 'niet langer' as part of a rule does not."""
    return any(passage.tokens[hit.start].norm != "niet" for hit in passage.hits_of("ingetrokken"))


def _is_unread(passages: Sequence[Passage], passage: Passage) -> bool:
    """A line under 'nog te maken' or 'niet akkoord' is no agreement."""
    last = previous_in_entry(passages, passage, 1)
    return bool(last and last[0].text.endswith(":") and last[0].hits_of("nog_niet", "afspraak_nodig"))


def _agreed(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> Conduct:
    best = Conduct.NONE
    if passage.hits_of("invulhulp", "nog_maken") or _withdrawn(passage) or _refused(passages, passage):
        return best
    for mark in passage.hits_of("afspraak_merk", "afspraak_vast", "afspraak_bind"):
        if _is_undone(passage, mark):
            continue
        binder = "gezin" if mark.concept == "afspraak_bind" else None
        after = conduct(passages, passage, people, mark.end, actor=binder)
        if after is Conduct.BARE and any(token.text == ":" for token in passage.tokens[mark.end :]):
            after = Conduct.TOLD
        best = max(best, after)
        if after is Conduct.NONE and _looks_back(mark):
            best = max(best, conduct(passages, passage, people, passage.value, mark.start))
    return best


def _is_undone(passage: Passage, mark: Hit) -> bool:
    """A denial, question or intention at the words themselves: 'nog geen afspraken', 'willen afspreken'."""
    first = passage.value if mark.start >= passage.value else 0
    window = range(max(first, mark.start - 6), mark.end + 1)
    following = {token.norm for token in passage.tokens[mark.end : mark.end + 2]}
    inside = {token.norm for token in passage.tokens[mark.start : mark.end]}
    still = passage.tokens[mark.end : mark.end + 1]
    if following & _MAYBE or "te" in inside or (still and still[0].norm == "te") or _is_asked(passage, mark):
        return True
    return any(
        hit.concept in _SPOILED and hit.start in window and hit.start <= mark.end and _is_close(passage, hit, mark)
        for hit in passage.hits
    )


def _is_asked(passage: Passage, mark: Hit) -> bool:
    """'Of er iets is afgesproken': what is in doubt."""
    before = [token.norm for token in passage.tokens[max(0, mark.start - 6) : mark.start]]
    asked = next((at for at, word in enumerate(before) if word in ("of", "wat", "hoe")), None)
    return asked is not None and "dat" not in before[asked:]


def _is_close(passage: Passage, hit: Hit, mark: Hit) -> bool:
    if hit.concept == "voorwaarde" and hit.end == mark.start:
        return False
    if mark.start <= hit.start < mark.end:
        return hit.concept == "afspraak_nodig"
    if hit.start >= mark.end:
        return hit.concept in _SPOILERS and hit.concept != "ontkenning"
    return not any(token.text in (",", ";", ":", '"', "”") for token in passage.tokens[hit.end : mark.start])


def _points_back(passage: Passage, mark: Hit) -> bool:
    start = _clause_start(passage, mark)
    return start > passage.value and any(token.norm in _POINTING for token in passage.tokens[start : mark.end])


def _clause_start(passage: Passage, mark: Hit) -> int:
    for at in range(mark.start - 1, passage.value, -1):
        if passage.tokens[at].text in (",", ";", ":", "–", "-", ".") or (
            passage.tokens[at].norm == "en" and passage.tokens[at + 1].norm in _POINTING
        ):
            return at
    return passage.value


def _looks_back(mark: Hit) -> bool:
    """Words of recording close what was said: 'dat hebben we vastgelegd'."""
    return mark.concept == "afspraak_vast"


__all__ = ["acts", "acts_as_rule", "acts_bare", "agreed_nearby", "told", "told_as_rule"]
