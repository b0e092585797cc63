"""Sources: who outside the family told us of it, in a journal that does not call anybody an informant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.parties import Party
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People

_KINDS = ("contactjournaal", "gespreksverslag", "overig")
_CONTACT = ("gesproken", "contact_gedaan", "bron_contact")
_LINES = 3
_LEAD = 8
_VERB_NEAR = 4
_NO_SOURCE = frozenset(("rol_overig", "melder", "functie"))
_PERFECT = frozenset(("heeft", "hebben", "had", "hadden"))
_PERFECT_NEAR = 12
_ARTICLES = frozenset(("de", "het"))
_ACCORDING = frozenset(("volgens", "aldus"))
_HEARD = frozenset(("vernam", "vernamen", "vernomen", "hoorde", "hoorden", "gehoord", "begreep", "begrepen"))
_RELATIVE = frozenset(("die", "zij", "hij", "ze", "welke"))
_OURS = frozenset(("ik", "wij", "we"))
_GOVERN = frozenset(("naar", "bij", "aan", "voor", "over", "met", "door", "in", "op", "tegen", "uit", "van"))
_ASKS = frozenset(("verzoekt", "verzocht", "verzoeken", "vraagt", "vroeg", "wil", "wilde", "wenst", "informeert"))


def sources(passages: Sequence[Passage], passage: Passage, named: Sequence[Party], people: People) -> Iterator[Party]:
    """The parties of this sentence who told what they know of the family, by their own verb or behind a contact."""
    if passage.kind not in _KINDS or passage.line_kind in (LineKind.BOX_OPEN, LineKind.BOX_DONE):
        return
    if passage.hits_of("monitoring_sterk", "ontvangst", "gedaan_tk", "uitkomst_sterk"):
        return
    outside = [party for party in named if not party.roles & _NO_SOURCE]
    if passage.line_kind is LineKind.FIELD and "contact_veld" in passage.label_hits and outside:
        if _is_talk(passages, passage):
            yield from outside
        return
    for party in outside:
        if _says(passage, party, outside, people):
            yield party
    if outside and _leads(passage, outside[0]) and _after_contact(passages, passage, outside[0], people):
        yield from _together(passage, outside)


def _is_talk(passages: Sequence[Passage], field: Passage) -> bool:
    """The entry above the field 'Gesproken met: ...' tells of the family, and not how it ended."""
    around = (*previous_in_entry(passages, field, _LINES), *following_in_entry(passages, field, _LINES))
    silent = any(p.hits_of("uitkomst_sterk", "gedaan_tk", "poging", "mislukt", "hulp_regelen") for p in around)
    return not silent and any(p.hits_of("kent_gezin", "bron_zegt") for p in around)


def _leads(passage: Passage, party: Party) -> bool:
    return party.start - passage.value <= _LEAD


def _says(passage: Passage, party: Party, named: Sequence[Party], people: People) -> bool:
    """'juf Marit vertelt dat ...', 'mentor Willems gebeld, die zei dat ...': the party is the subject of knowing."""
    for verb in passage.hits_of("bron_zegt"):
        if verb.start < party.end or any(party.end <= other.start < verb.start for other in named):
            continue
        between = [token.norm for token in passage.tokens[party.end : verb.start]]
        perfect = between[:1] and between[0] in _PERFECT and len(between) <= _PERFECT_NEAR and not _OURS & set(between)
        if perfect and not _is_governed(passage, party):
            return True
        # "Kim van de bso, die ik ernaar vroeg, zei ..." is her saying; "juf Roos, ik vertelde ..." is ours.
        inserted = between[-1:] == [","] and bool(_RELATIVE & set(between))
        if (_OURS & set(between) and not inserted) or any(
            hit.start < verb.start for hit in passage.hits_of("poging", "mislukt", "voorwaarde")
        ):
            continue
        if "," in between and _RELATIVE & set(between[between.index(",") :]):
            return True
        if len(between) <= _VERB_NEAR and not {":", ";", "."} & set(between) and not _is_governed(passage, party):
            return True
    return _is_quoted(passage, party) and not _family_claims(passage, party, people)


def _family_claims(passage: Passage, party: Party, people: People) -> bool:
    """'Vader zegt dat zij volgens de juf nooit ziek is': what the family says that somebody said."""
    said = [hit for hit in passage.hits_of("bewering", "bron_zegt") if hit.end <= party.start]
    return any(
        0 <= hit.start - mention.end <= 1 and "dat" in [t.norm for t in passage.tokens[hit.end : party.start]]
        for hit in said
        for mention in mentions(passage, people, 0)
        if mention.who in ("gezin", "netwerk")
    )


def _is_quoted(passage: Passage, party: Party) -> bool:
    """'Op het bureau noemde jeugdarts Kok de groei keurig', 'volgens juf Roos', 'van de huisarts vernomen dat'."""
    tokens = passage.tokens
    norms = [token.norm for token in tokens]
    start = party.start - (party.start > 0 and norms[party.start - 1] in _ARTICLES)
    before = norms[start - 1] if start else ""
    if before in _ACCORDING:
        return True
    if before == "van" and _HEARD & set(norms) and not {"mij", "ons"} & set(norms[:start]):
        return True
    stops = [position for position in range(start) if norms[position] in (".", ";", "|")]
    sentence = norms[stops[-1] + 1 if stops else passage.value :]
    sentence = sentence[: sentence.index(".")] if "." in sentence else sentence
    return not _OURS & set(sentence) and any(
        hit.end == start and hit.start > passage.value and not norms[hit.start].startswith("ge")
        for hit in passage.hits_of("bron_zegt")
    )


def _is_governed(passage: Passage, party: Party) -> bool:
    """'de verwijzing naar de therapeute', 'in het buurthuis': no subject."""
    before = [token.norm for token in passage.tokens[max(0, party.start - 2) : party.start]]
    return bool(before) and (before[-1] in _GOVERN or (before[0] in _GOVERN and before[-1] in ("de", "het", "een")))


def _asks(passage: Passage, party: Party, end: int) -> bool:
    """'de recherche verzoekt de gesprekken aan te houden'."""
    words = [token.norm for token in passage.tokens[party.end : end]]
    return bool(_ASKS & set(words)) and not _OURS & set(words)


def _after_contact(passages: Sequence[Passage], passage: Passage, party: Party, people: People) -> bool:
    """'TC met huisarts. Kent moeder sinds ...', 'mentor: haalt Kim vaak op': contact, then what is known."""
    colon = next(
        (p for p, token in enumerate(passage.tokens) if token.text.endswith(":") and 0 <= p - party.end <= _LEAD), None
    )
    if colon is None and not passage.cells and not passage.hits_of(*_CONTACT):
        return False
    start = colon + 1 if colon is not None else party.end
    if _asks(passage, party, start if colon is not None else party.end + _LEAD):
        return False
    cues = passage.hits_of("voornemen", "nog_niet", "wilde", "gaan_doen")
    if any(hit.start < start for hit in cues) or passage.hits_of("poging", "mislukt") or _is_to(passage, party):
        return False
    rest = list(_rest(passages, passage))
    if any(p.hits_of("uitkomst_sterk", "gedaan_tk", "poging", "mislukt") for p in rest):
        return False
    known = [hit for hit in passage.hits_of("kent_gezin") if hit.start >= start]
    known.extend(hit for p in rest for hit in p.hits_of("kent_gezin", "bron_zegt"))
    written = colon is not None and bool(passage.hits_of("bron_contact")) and len(passage.tokens) - start > _VERB_NEAR
    if not known and not written and not any(m.who == "gezin" and m.start >= start for m in mentions(passage, people)):
        return False
    helping = any(p.hits_of("hulp_regelen") for p in (passage, *rest))
    return not helping or any(p.hits_of("bron_zegt") for p in (passage, *rest))


def _is_to(passage: Passage, party: Party) -> bool:
    """'mail aan school': what we sent, not what we heard."""
    before = [token.norm for token in passage.tokens[max(0, party.start - 3) : party.start]]
    return bool({"aan", "naar", "nr", "voor", "over"} & set(before)) and not passage.hits_of("bron_contact")


def _rest(passages: Sequence[Passage], passage: Passage) -> Iterator[Passage]:
    """The sentences behind the contact, up to the next contact."""
    for other in following_in_entry(passages, passage, _LINES):
        if other.line - passage.line > 1 or other.cells or (other.line != passage.line and other.hits_of(*_CONTACT)):
            return
        yield other


def _together(passage: Passage, named: Sequence[Party]) -> Iterator[Party]:
    """The first party and those joined to it: 'juf Inge van Nova en huisarts Kappers gesproken'."""
    yield named[0]
    last = named[0]
    for party in named[1:]:
        between = [token.norm for token in passage.tokens[last.end : party.start]]
        if len(between) > _LEAD or not {"en", "+", "&", "plus"} & set(between) or ":" in between:
            return
        yield party
        last = party


def asked_in(passage: Passage, party: Party, cue: Hit) -> bool:
    """Whether the party stands on the side of the asking: behind the colon stands what was heard."""
    colon = next((p for p, token in enumerate(passage.tokens) if token.text.endswith(":") and p >= cue.start), None)
    return colon is None or party.start < colon
