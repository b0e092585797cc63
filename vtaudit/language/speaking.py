"""Words of speaking in a sentence: who spoke with whom, what was refused, tried in vain, denied or still to come."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from vtaudit.dates import find_dates
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.not_with_us import OURSELVES, clause_of, is_not_with_us
from vtaudit.language.passages import Passage, following_in_entry
from vtaudit.language.people import People
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause, clauses

_ACTS = ("gesproken", "niet_gesproken", "gezien_alleen", "vergeefs", "weigering")
NOT_SPOKEN_TO = frozenset(
    {"van", "over", "namens", "voor", "zonder", "tussen", "naar", "nr", "v", "vd", "mbt", "inzake", "tegen"}
)
VISITS = frozenset({
    "huisbezoek", "huisbezoeken", "hb", "bezocht", "bezoek", "bezoekt", "geweest", "langs", "langsgeweest",
    "kennismaking",
})  # fmt: skip
_AT_HOME = VISITS | {"zat", "zaten", "gezeten"}
_OCCASIONS = frozenset({"bezoek", "huisbezoek", "huisbezoeken", "hb", "schoolbezoek", "thuisbezoek"})
_REPORTED = frozenset({"dat", "of", "hoe", "wat", "waarom", "waar", "wanneer", ":"})
_NEAR = 14
_FEW = 7
_EXPLAINED = 3
_FAR = 20
_STILL = frozenset({
    "zat", "zaten", "lag", "lagen", "stond", "stonden", "keek", "keken", "sliep", "speelde", "speelden", "zit", "ligt",
    "liggen", "slaapt", "slapen", "speelt", "spelen", "kijkt", "rent", "rende",
})  # fmt: skip
_TALK = frozenset({"praten", "spreken", "vertellen"})
_ABLE = frozenset(
    {"blijven", "blijft", "bleven", "kunnen", "kan", "durven", "durft", "leren", "leert", "willen", "mogen", "samen"}
)
_PRESENT = frozenset({"praat", "praten", "spreek", "spreken", "bel", "bellen", "bezoek", "bezoeken"})
_US = frozenset({"mij", "me", "ons"})
_TOWARD = frozenset({"voor", "aan", "met", "tegen", "naast"})
_NOT_DONE = (
    "ontkenning", "nog_niet", "poging", "vergeefs", "weigering", "voornemen", "gaan_doen", "besluit_later",
    "voorwaarde", "schriftelijk", "gezien_van_ver", "via_ander",
)  # fmt: skip
_SOMEBODY = frozenset(
    {"hij", "zij", "ze", "die", "moeder", "vader", "mama", "papa", "oma", "opa", "heeft", "hebben", "had"}
)
_TOGETHER = frozenset({
    "speel", "spelen", "wandel", "loop", "lees", "bouw", "knutsel", "gelezen", "las",
    "zat", "zaten", "gezeten", "zit", "zitten", "liep", "liepen", "gelopen", "wandelde", "wandelden", "gewandeld",
    "speelde", "speelden", "gespeeld", "tekende", "tekenden", "getekend", "teken", "kleurde", "gekleurd", "kleur",
    "bouwde", "gebouwd", "knutselde", "geknutseld", "gegamed", "voetbalde", "gevoetbald", "fietste", "gefietst",
    "puzzelde", "gepuzzeld", "deed", "gedaan", "dronk", "gedronken", "at", "gegeten", "bakte", "gebakken",
})  # fmt: skip
_VISITING = frozenset({"ben", "was", "zijn", "waren", "ga", "ging", "gingen", "kom", "kwam", "kwamen"})
_NEXT = 4
_THAT = frozenset({"die", "deze", "dezelfde", "welke"})
_QUOTED = frozenset({",", '"', "'", "”", "’", "!", "?"})
_OTHERS = frozenset({"die", "dat", "volgens", "zou", "zouden", "hij", "zij", "ze"})


class Found(IntEnum):
    """How a passage speaks of one member, strongest last."""

    NOTHING = 0
    SEEN = 1
    TRIED_ONCE = 2
    TRIED = 3
    TOLD_WHY = 4
    REASON = 5
    WEAK = 6
    SPOKEN = 7


def act_of(passage: Passage, referent: Referent, named: Sequence[Referent], in_label: bool) -> Hit | None:
    """The word of speaking, seeing or failing to reach that belongs to these people."""
    start = 0 if passage.cells else passage.value
    hits = [
        h
        for h in passage.hits
        if h.concept in _ACTS
        and h.start >= start
        and not referent.start <= h.start < referent.end
        and _counts(passage, h)
        and not (h.concept == "gesproken" and _is_occasion(passage, h))
    ]
    if not hits:
        return None
    if in_label:
        return _strongest(passage, hits)
    parts = clauses(passage) or (Clause(0, len(passage.tokens)),)
    own = next((c for c in parts if c.start <= referent.start < c.end), parts[0])
    inside = [h for h in hits if own.start <= h.start < own.end]
    if inside:
        denials = [h for h in inside if h.concept in ("niet_gesproken", "weigering")]
        after = [h for h in hits if h.start >= own.end and h.concept in ("niet_gesproken", "vergeefs", "weigering")]
        if not denials and after and not any(own.end <= r.start <= after[0].start for r in named):
            return after[0]
        return _strongest(passage, inside)
    after = [h for h in hits if h.start >= own.end]
    before = [h for h in hits if h.end <= own.start]
    lists = (
        not any(r.start > referent.start and r.end <= after[0].start and r.how != "naam" for r in named)
        if after
        else False
    )
    if after and (not before or (lists and _is_bare(passage, own, named))):
        same = clause_of(passage, after[0])
        if _with_somebody(passage, same):
            return None
        return _strongest(passage, [h for h in after if same.start <= h.start < same.end])
    if not before:
        return None
    apart = any(token.text == ";" for token in passage.tokens[before[-1].end : own.start])
    # 'Vader gebeld, daarna in de tuin nog even met Daan': who is joined by 'met' needs no bare clause.
    dated = bool(find_dates(" ".join(token.text for token in passage.tokens[own.start : own.end])))
    most = (_FEW if dated else _FEW // 2) if apart else _NEAR if referent.governed == "met" else _FEW
    return before[-1] if _is_bare(passage, own, named, most) else None


def _is_occasion(passage: Passage, hit: Hit) -> bool:
    """'Zij zat bij mijn bezoek aan oma te lezen': the visit says when, not with whom we spoke."""
    if passage.tokens[hit.start].norm not in _OCCASIONS or (passage.value and not passage.cells):
        return False
    before = {token.norm for token in passage.tokens[max(0, hit.start - 2) : hit.start]}
    return bool(before & {"bij", "tijdens", "gedurende"}) and any(token.norm in _STILL for token in passage.tokens)


def _with_somebody(passage: Passage, own: Clause) -> bool:
    """'...; dat is met haar besproken': the clause of the act says itself with whom."""
    norms = [token.norm for token in passage.tokens[own.start : own.end]]
    return any(one == "met" and two in ("haar", "hem", "hen", "hun") for one, two in pairwise(norms))


def _is_bare(passage: Passage, own: Clause, named: Sequence[Referent], most: int = 1) -> bool:
    """A clause with little but names, days and times: the act of a neighbouring clause is theirs."""
    spared = {position for r in named for position in range(r.start, r.end)}
    words = [
        t for i, t in enumerate(passage.tokens[own.start : own.end], own.start) if i not in spared and t.text.isalpha()
    ]
    return len(words) <= most


def _counts(passage: Passage, hit: Hit) -> bool:
    """A refusal counts only where speaking is what was refused."""
    if hit.concept != "weigering":
        return True
    own = clause_of(passage, hit)
    return any(own.start <= h.start < own.end + 6 for h in passage.hits_of("gesproken", "niet_gesproken"))


def _strongest(passage: Passage, hits: Sequence[Hit]) -> Hit:
    seen = next((h for h in hits if h.concept == "gezien_alleen"), None)
    if seen is not None and all(passage.tokens[h.start].norm in _OCCASIONS for h in hits if h.concept == "gesproken"):
        # 'gezien tijdens het huisbezoek': the visit was the occasion, not the talk
        hits = [h for h in hits if h.concept != "gesproken"]
    for concept in ("weigering", "niet_gesproken", "vergeefs", "gesproken", "gezien_alleen"):
        for hit in hits:
            if hit.concept == concept:
                return hit
    return hits[0]


def judged(
    passages: Sequence[Passage],
    passage: Passage,
    act: Hit,
    referent: Referent,
    named: Sequence[Referent],
    people: People,
) -> Found:
    """How the word of speaking reads for these people: with us, refused, tried, denied, only seen, or nothing."""
    if referent.governed in NOT_SPOKEN_TO and not (act.concept != "gesproken" and referent.governed == "zonder"):
        return Found.NOTHING
    if act.concept == "weigering":
        return Found.REASON
    if act.concept == "niet_gesproken":
        return why_not(passages, passage, act)
    if act.concept == "vergeefs":
        return _tried(passage)
    if act.concept == "gezien_alleen":
        return Found.SEEN
    words = {token.norm for token in passage.tokens[act.start : act.end]}
    if referent.governed == "bij" and ((not words & _AT_HOME and "gesproken" not in words) or referent.how == "geheel"):
        return Found.NOTHING
    if is_not_with_us(passage, act, referent, named, people):
        return Found.NOTHING
    reported = any(token.norm in ("hoe", "dat", "wat") for token in passage.tokens[act.end : referent.start])
    if reported and referent.governed != "met":
        # 'Van de thuiszorg hoorden wij hoe de zoon het ziet'
        return Found.NOTHING
    if _is_denied(passage, act):
        return why_not(passages, passage, act)
    if _still_to_come(passage, act) or _is_ability(passage, act) or _is_announced(passage, act):
        return Found.NOTHING
    return Found.SPOKEN


def _is_ability(passage: Passage, act: Hit) -> bool:
    """'Ouders blijven praten', 'Noor durft te praten': how they are, not what they told."""
    before = [token.norm for token in passage.tokens[max(0, act.start - 2) : act.start]]
    return passage.tokens[act.start].norm in _TALK and bool(_ABLE & set(before))


def _is_announced(passage: Passage, act: Hit) -> bool:
    """'Gezegd dat ik met het gezin praat': told to somebody, for later."""
    own = clause_of(passage, act)
    words = [token.norm for token in passage.tokens[own.start : act.start]]
    return passage.tokens[act.start].norm in _PRESENT and "dat" in words and bool(OURSELVES & set(words))


def _tried(passage: Passage) -> Found:
    """Several attempts without contact are a reason; one is a matter for a person."""
    apart: list[Hit] = []
    for hit in passage.hits_of("vergeefs"):
        if not apart or hit.start >= apart[-1].end:
            apart.append(hit)
    several = len(apart) > 1 or len(find_dates(passage.text)) > 1
    return Found.TRIED if several or passage.hits_of("herhaald") else Found.TRIED_ONCE


def _still_to_come(passage: Passage, act: Hit) -> bool:
    own = clause_of(passage, act)
    later = [h for h in passage.hits_of("besluit_later", "gaan_doen") if own.start <= h.start < own.end]
    done = any(
        token.norm in ("gesproken", "gebeld", "gehoord", "gehad") for token in passage.tokens[own.start : own.end]
    )
    return any(not (done and passage.tokens[h.start].norm in ("afspraak", "afspr")) for h in later)


def _is_denied(passage: Passage, act: Hit) -> bool:
    own = clause_of(passage, act)
    return any(
        own.start <= h.start < own.end and h.start < act.end + 3 for h in passage.hits_of("ontkenning", "nog_niet")
    )


def why_not(passages: Sequence[Passage], passage: Passage, act: Hit) -> Found:
    """A denial with its cause, here or in the next sentence of the line; a bare denial or a plan is none."""
    if _gives_reason(passage, act):
        return Found.REASON
    for after in following_in_entry(passages, passage, 1):
        if (
            after.line == passage.line
            and not after.label
            and after.hits_of("reden_niet_gesproken", "vergeefs", "verhinderd")
        ):
            return Found.REASON
    return Found.SEEN


def _gives_reason(passage: Passage, act: Hit) -> bool:
    words = [token.norm for token in passage.tokens[act.start : act.end]]
    if "jong" in words or _explains(passage, act.end) or _points_back(passage, act):
        return True
    return any(
        not (h.start >= act.start and h.end <= act.end) and h.start - act.end <= _NEAR and act.start - h.end <= _NEAR
        for h in passage.hits_of("reden_niet_gesproken", "vergeefs", "verhinderd")
    )


def _points_back(passage: Passage, act: Hit) -> bool:
    """'Hij lag met koorts in het ziekenhuis en kon om die reden niet worden gesproken'."""
    before = [token.norm for token in passage.tokens[: act.start]]
    at = next((at for at in range(len(before) - 1, 0, -1) if before[at] == "reden" and before[at - 1] in _THAT), 0)
    return at > _NEAR // 2 and act.start - at <= _NEAR


def _explains(passage: Passage, position: int) -> bool:
    """'Niet gesproken: hele vakantie bij opa in Zeeland': behind a colon stands where or how the person is."""
    tokens = passage.tokens
    if position >= len(tokens) or tokens[position].norm not in (":", "("):
        return False
    own = Clause(position + 1, next((c.end for c in clauses(passage) if c.start > position), len(tokens)))
    told = [token for token in tokens[own.start : own.end] if token.norm.isalpha()]
    later = any(own.start <= h.start < own.end for h in passage.hits_of("besluit_later", "nog_niet", "voornemen"))
    return len(told) >= _EXPLAINED and not later


def _is_subject(passage: Passage, referent: Referent, hit: Hit, named: Sequence[Referent]) -> bool:
    """'Karel kwam meteen, in werkkleding, en zei dat ...': who opens the sentence is who tells further on."""
    if not is_topic(passage, referent, named) or not 0 <= hit.start - referent.end <= _FAR:
        return False
    if passage.tokens[hit.start - 1].text in _QUOTED and any(0 <= r.start - hit.end <= 1 for r in named):
        # 'Lotte knijpt in haar hand, zegt Fenna'
        return False
    between = passage.tokens[referent.end : hit.start]
    if any(token.norm in _REPORTED | _OTHERS for token in between) or any(
        r is not referent and r.start < hit.start for r in named
    ):
        return False
    return not _still_to_come(passage, hit) and not _is_denied(passage, hit)


def is_topic(passage: Passage, referent: Referent, named: Sequence[Referent]) -> bool:
    """The sentence opens with this member: 'Noor had ik willen zien, maar ...'."""
    colon = next((at for at in range(referent.start - 1, -1, -1) if passage.tokens[at].text == ":"), -1)
    opens = referent.start - (colon + 1) <= _FEW
    return referent is named[0] and not referent.governed and referent.how in ("naam", "rol") and opens


def _is_source(passage: Passage, position: int) -> bool:
    """'..., zo meldt de leerkracht', '..., schrijft mw. Bos': the whole sentence is what another tells."""
    said = [hit for hit in passage.hits_of("vertelt", "bron_zegt", "bewering") if 0 <= position - hit.end <= _EXPLAINED]
    return any(
        {token.text for token in passage.tokens[max(0, hit.start - 2) : hit.start]} & _QUOTED and hit.start > _FEW // 2
        for hit in said
    )


def tells(passage: Passage, referent: Referent, named: Sequence[Referent], people: People) -> Found:
    """The member says something, and nobody else is named to whom it was said: then it was said to us."""
    if referent.how == "geheel" or passage.hits_of("via_ander", "eerder", "voorwaarde"):
        return Found.NOTHING
    others = [
        m.start
        for m in mentions(passage, people, 0)
        if m.who in ("professional", "naam", "netwerk") and not passage.tokens[m.start].norm.startswith("medewerk")
    ]
    if any(_is_source(passage, start) for start in others):
        return Found.NOTHING
    for hit in passage.hits_of("vertelt"):
        if passage.tokens[hit.start].norm == "uit":
            # 'liep in en uit' is no form of 'uiten'
            continue
        # 'Mees vertelde over zijn zwemles en vroeg of ik van de politie was': who is named in it, heard nothing.
        asked = (at for at in range(hit.end, len(passage.tokens)) if passage.tokens[at].norm in ("dat", "of", "hoe"))
        content = next(asked, len(passage.tokens))
        if any(start < content for start in others):
            continue
        if referent.end <= hit.start and _closes_quote(passage, hit):
            continue
        if _is_subject(passage, referent, hit, named):
            return Found.WEAK
        low, high = min(referent.end, hit.end), max(referent.start, hit.start)
        if any(token.norm in _REPORTED for token in passage.tokens[hit.end : referent.start]):
            continue
        between = [r for r in named if low <= r.start < high and r is not referent]
        joined = all(passage.tokens[r.start - 1].norm in ("en", "+", ",", "&") for r in between if r.start)
        if not 0 <= high - low <= (4 if joined else 2) or (between and not joined):
            continue
        if not _still_to_come(passage, hit) and not _is_denied(passage, hit):
            ours = any(token.norm in _US for token in passage.tokens)
            return Found.SPOKEN if ours else Found.WEAK
    with_us = _toward_us(passage, referent, named) or beside_us(passage, referent)
    return Found.WEAK if with_us else Found.NOTHING


def beside_us(passage: Passage, referent: Referent) -> bool:
    """'Met Noor heb ik in de tuin gezeten', 'ik kleur met Daan': what we do together, we talk over."""
    own = next((c for c in clauses(passage) if c.start <= referent.start < c.end), Clause(0, len(passage.tokens)))
    words = {token.norm for token in passage.tokens[own.start : own.end]}
    if referent.governed == "bij" and referent.how in ("naam", "rol"):
        # 'Woensdag ben ik bij Esther'
        before = {token.norm for token in passage.tokens[max(own.start, referent.start - _NEXT) : referent.start]}
        undone = any(own.start <= h.start < own.end for h in passage.hits_of(*_NOT_DONE))
        return bool(before & OURSELVES and before & _VISITING) and not undone
    return (
        referent.governed == "met"
        and bool(words & _TOGETHER)
        and (bool(words & OURSELVES) or not words & _SOMEBODY)
        and not any(own.start <= h.start < own.end for h in passage.hits_of(*_NOT_DONE))
    )


def _closes_quote(passage: Passage, hit: Hit) -> bool:
    """ "Ik wil mijn kinderen zien", zei hij: who stands in the quotation is not the one who speaks."""
    before = {token.text for token in passage.tokens[max(0, hit.start - 2) : hit.start]}
    after = passage.tokens[hit.end].norm if hit.end < len(passage.tokens) else ""
    return bool(before & _QUOTED - {","}) and after in ("hij", "zij", "ze")


def _toward_us(passage: Passage, referent: Referent, named: Sequence[Referent]) -> bool:
    """'Olle telde voor mij tot dertig', 'Noor heeft ons rondgeleid': what is done for or with us is no mere seeing."""
    own = next((c for c in clauses(passage) if c.start <= referent.start < c.end), Clause(0, len(passage.tokens)))
    if referent.governed or passage.label or any(own.start <= r.start < referent.start for r in named):
        return False
    if any(own.start <= h.start < own.end for h in passage.hits_of(*_NOT_DONE)):
        return False
    words = ["", *(token.norm for token in passage.tokens)]
    return any(
        words[at + 1] in _US and (words[at] in _TOWARD or at == referent.end + 1)
        for at in range(referent.end + 1, own.end)
    )
