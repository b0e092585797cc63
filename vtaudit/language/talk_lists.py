"""Talks recorded without a word of speaking: lists, rows, journal lines of time and place, conversation reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from vtaudit.dates import find_dates
from vtaudit.language.layout import LineKind
from vtaudit.language.not_with_us import OURSELVES
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause, clauses
from vtaudit.language.speaking import NOT_SPOKEN_TO, VISITS, Found

_FIELD = 2
"""Cells of a row that is a label with its value."""
_NO = frozenset(("nee", "neen", "niet", "geen"))
_STATES = frozenset(
    {
        "is", "zijn", "gaat", "gaan", "doet", "doen", "heeft", "hebben", "mist", "blijft", "blijven", "komt", "komen",
        "moet", "moeten", "kan", "kunnen", "slaapt", "slapen", "eet", "functioneert", "presteert", "verzuimt", "kwam",
        "kwamen", "ging", "gingen", "liep", "liepen", "rende", "stak", "zwaaide", "zat", "zaten", "lag", "lagen",
        "stond", "stonden", "keek", "keken", "sliep", "sliepen", "speelde", "speelden", "wonen", "woont", "woonde",
    }
)  # fmt: skip
ACTED = frozenset({
    "zat", "zaten", "lag", "lagen", "stond", "stonden", "keek", "keken", "sliep", "sliepen", "speelde", "speelden",
    "rende", "renden", "zwaaide", "zwaaiden", "speelt", "rent",
    "zwaait", "huppelde", "kroop", "kruipt", "tekende", "tekent",
})  # fmt: skip
"""What somebody does who is seen and says nothing."""
_WATCH = frozenset({"zie", "zien", "zag", "zagen"})
_THEM = frozenset({"hem", "haar", "hen", "ze"})
_LIKEWISE = frozenset({"idem", "evenzo", "eveneens", "dito"})
_FAILED = frozenset({"kon", "konden", "kan", "kunnen", "gewekt", "wakker"})
_EXPLAINED = 4
_FEW = 4
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:u(?:ur)?)?\Z|\d{1,2}u\Z")
_CAME_IN = re.compile(
    r"(?:korte )?(?:inhoud|samenvatting|aanleiding|reden|kern)(?: van)?(?: (?:de|deze))? (?:zorg)?melding(?:, \w+)?"
    r"|(?:de )?melding|aanleiding|wat is er gemeld|wat zegt de melder"
)
_LINE = 8
_NEAR = 3
_SPELLS = frozenset({"halfuur", "kwartier", "kwartiertje", "uur", "uurtje", "minuten", "min"})
"""'Eerst een half uur met mevrouw alleen': a talk has a length."""


def after_speaker(passage: Passage, referent: Referent, named: Sequence[Referent]) -> bool:
    """'mdr sms't: kinderen zijn terug': who stands after the colon is spoken about."""
    colon = next((i for i, token in enumerate(passage.tokens) if token.text == ":"), None)
    if colon is None or colon < passage.value or referent.start < colon:
        return False
    return any(r.end <= colon and not passage.cells for r in named) and bool(passage.hits_of("bewering", "gesproken"))


def kept_away(passage: Passage, start: int = 0) -> bool:
    """Something kept this person from a talk; an illness only beside the words that no talk came of it."""
    if any(hit.start >= start for hit in passage.hits_of("verhinderd")):
        return True
    if any(token.norm in ("gezien", "geobserveerd", "zag", "zagen") for token in passage.tokens):
        return False
    ill = [hit for hit in passage.hits_of("te_ziek") if hit.start >= start]
    return any(
        own.start <= hit.start < own.end and _came_to_nothing(passage, own) for hit in ill for own in clauses(passage)
    )


def _came_to_nothing(passage: Passage, own: Clause) -> bool:
    """'kon niet', 'niet gewekt', 'Daan niet, die lag met koorts in bed'; a field is read as a whole."""
    if passage.label and not passage.cells:
        own = Clause(0, len(passage.tokens))
    words = {token.norm for token in passage.tokens[own.start : own.end]}
    if any(own.start <= hit.start < own.end for hit in passage.hits_of("niet_gesproken", "vergeefs")):
        return True
    skipped = 1 < own.start <= _FEW and passage.tokens[own.start - 2].norm == "niet"
    return skipped or ("niet" in words and not words.isdisjoint(_FAILED))


def told_to_us(passage: Passage) -> bool:
    """A sentence in a report that says that we spoke: 'ik sprak hem', 'zij vertelde mij'."""
    return any(token.norm in OURSELVES | {"mij", "me", "ons"} for token in passage.tokens) or bool(
        passage.hits_of("niet_gesproken", "vergeefs")
    )


def by_context(passages: Sequence[Passage], passage: Passage, referent: Referent, in_label: bool) -> Found:
    """People in a list or row under 'Gesproken:', or in a journal line of time and place."""
    if passage.hits_of("besluit_later", "voorwaarde") or passage.line_kind is LineKind.HEADING:
        return Found.NOTHING
    if is_only_seen(passage, referent):
        return Found.SEEN
    listed = passage.line_kind in (LineKind.BULLET, LineKind.BOX_DONE)
    headed = (
        "gesproken_kop" in passage.heading_hits and len(passage.heading.split()) <= 12 and passage.heading[-1:] != "."
    )
    if {"gesproken_kop", "niet_gesproken"} & passage.label_hits == {"gesproken_kop"} and not in_label and passage.value:
        is_list = not passage.cells or (len(passage.cells) == _FIELD and "gesproken" in passage.label_hits)
        answers = passage.tokens[passage.value : passage.value + 1] + passage.tokens[referent.end : referent.end + 2]
        if is_list and not any(token.norm in ("nee", "neen") for token in answers):
            return Found.SPOKEN
    if passage.cells:
        if passage.kind == "triage" and passage.cells[0][0] <= referent.start < passage.cells[0][1]:
            alone = _own_row(passage)
            if alone is not Found.NOTHING:
                return alone
        return Found.SPOKEN if headed and _row_filled(passage) else Found.NOTHING
    if listed and (headed or _introduced(passages, passage)):
        return Found.SPOKEN
    has_day = bool(find_dates(passage.text)) or any(_TIME.match(token.text) for token in passage.tokens)
    has_day = has_day or any(token.norm in _SPELLS for token in passage.tokens) or _each_apart(passage)
    has_day = has_day or (in_label and bool(passage.hits_of("zelfde_dag")))
    if in_label and (_introduced(passages, passage) or headed) and has_day:
        return Found.SPOKEN
    before = previous_in_entry(passages, passage, 1)
    if passage.tokens[0].norm in _LIKEWISE and before and before[0].hits_of("gesproken") and not referent.governed:
        return Found.WEAK
    carried = bool(before) and bool(before[0].hits_of("gesproken")) and passage.kind == "triage"
    own = next((c for c in clauses(passage) if c.start <= referent.start < c.end), Clause(0, len(passage.tokens)))
    own = Clause(own.start, max(own.end, _chain_end(passage, own.end)))
    # '11:00 Tom (vader), zelfde dag, apart'
    most = 2 * _NEAR if passage.hits_of("zelfde_dag") else _NEAR
    near = [
        h
        for h in passage.hits_of("gesprek_plek")
        if in_label or (h.start - own.end <= most and own.start - h.end <= _NEAR)
    ]
    timed = any(_TIME.match(token.text) for token in passage.tokens[max(0, referent.start - 4) : referent.end + 3])
    short = len(passage.tokens) <= 30
    # 'Noor en Tim zijn op school rustig' tells how they are, not where we spoke.
    if any(token.norm in _STATES for token in passage.tokens[own.start : own.end]):
        return Found.NOTHING
    if passage.kind == "contactjournaal" and (near or timed) and own.end - own.start <= 8 and short:
        return Found.WEAK
    if (
        ((has_day and passage.kind == "triage") or (carried and passage.hits_of("zelfde_dag")))
        and near
        and own.end - own.start <= 8
    ):
        return Found.WEAK
    return Found.NOTHING


def is_only_seen(passage: Passage, referent: Referent) -> bool:
    """'Gesproken: moeder, vader. Daan zat boven tv te kijken': below that word too some are only seen."""
    if referent.governed or len(passage.cells) > _FIELD:
        return False
    own = next((c for c in clauses(passage) if c.start <= referent.start < c.end), Clause(0, len(passage.tokens)))
    if any(own.start <= hit.start < own.end for hit in passage.hits_of("vertelt")):
        return False
    words = [token.norm for token in passage.tokens]
    acted = any(word in ACTED for word in words[own.start : min(own.end, referent.end + _FEW)])
    watched = any(
        one in OURSELVES and two in _WATCH and three in _THEM
        for one, two, three in zip(*(words[referent.end + at :] for at in range(3)), strict=False)
    )
    return acted or watched


def _each_apart(passage: Passage) -> bool:
    """'Lisa en Joost eerst samen, daarna ieder apart'."""
    words = [token.norm for token in passage.tokens]
    return any(one in ("ieder", "elk") and two in ("apart", "afzonderlijk") for one, two in pairwise(words))


def _chain_end(passage: Passage, end: int) -> int:
    """Past '+ Lale' and 'en Noor': the end of the clause where the row of names stops."""
    parts = clauses(passage)
    while True:
        following = next((c for c in parts if c.start == end + 1), None)
        if following is None or passage.tokens[end].text not in ("+", "/", "&"):
            return end
        end = following.end


def _own_row(passage: Passage) -> Found:
    """The row of one person on the triage form: a day and a place of talking, or 'nee' with why."""
    second = passage.tokens[passage.cells[1][0] : passage.cells[1][1]] if len(passage.cells) > 1 else ()
    rest = [token for token in passage.tokens[passage.cells[0][1] :] if token.norm.isalpha()]
    if any(token.norm in _NO for token in second[:1]) or passage.hits_of("vergeefs", "niet_gesproken"):
        told = len(rest) >= _EXPLAINED and not passage.hits_of("besluit_later", "nog_niet", "voornemen")
        return Found.REASON if told and second[:1] and second[0].norm in _NO else Found.NOTHING
    if passage.hits_of("gezien_alleen", "nog_niet", "voornemen"):
        return Found.NOTHING
    places = [h for h in passage.hits_of("gesprek_plek", "gesproken") if h.start >= passage.cells[0][1]]
    return Found.WEAK if places and _row_filled(passage) else Found.NOTHING


def _row_filled(passage: Passage) -> bool:
    """A row with a day or 'ja' in one of its later cells."""
    for start, end in passage.cells[1:]:
        text = " ".join(token.text for token in passage.tokens[start:end])
        if find_dates(text) or text.strip().lower() in ("ja", "x", "v", "✓", "✔"):
            return True
    return False


def _introduced(passages: Sequence[Passage], passage: Passage) -> bool:
    """An opening line 'Gesproken zijn:' a few lines above, with nothing but the list in between."""
    for other in previous_in_entry(passages, passage, 8):
        if other.text.rstrip().endswith(":") and other.line != passage.line:
            return bool(other.hits_of("gesproken", "gesproken_kop")) and not other.hits_of("besluit_later", "nog_niet")
    return False


def in_report(passages: Sequence[Passage], passage: Passage, referent: Referent, in_label: bool) -> Found:
    """Whom a conversation report is about: title, those present, a dated label, or somebody who tells in it."""
    if referent.governed in NOT_SPOKEN_TO | {"bij"}:
        return Found.NOTHING
    if passage.hits_of("niet_gesproken", "vergeefs", "besluit_later"):
        return Found.NOTHING
    if "verslag_kop" in passage.label_hits and not in_label and passage.value:
        return Found.SPOKEN
    top = passage.line <= 2 or passage.line_kind is LineKind.HEADING
    if top and passage.hits_of("verslag_kop") and len(passage.tokens) <= 16:
        return Found.SPOKEN
    if in_label and find_dates(passage.label):
        return Found.SPOKEN
    if not referent.governed and _opens_with_day(passage, referent):
        return Found.WEAK
    claims = [h for h in passage.hits_of("bewering") if 0 <= h.start - referent.end <= 2]
    if claims and referent.how in ("naam", "rol"):
        return Found.WEAK
    return Found.NOTHING


def _opens_with_day(passage: Passage, referent: Referent) -> bool:
    """'wo 19/9 Noor op school. Zij tekent.'"""
    offset = passage.tokens[0].start
    first = next(iter(find_dates(passage.source.text[offset : passage.end])), None)
    if first is None or first.start or passage.label or passage.hits_of("gezien_alleen", "via_ander"):
        return False
    between = [t for t in passage.tokens[: referent.start] if t.start - offset >= first.end and t.norm.isalnum()]
    return not between and bool(passage.hits_of("gesprek_plek"))


def tells_below(passages: Sequence[Passage], passage: Passage) -> bool:
    """'Wat vertelt Noor?' with the answer on the next line."""
    below = following_in_entry(passages, passage, 1)
    return (
        passage.kind == "gespreksverslag"
        and passage.tokens[-1].text == "?"
        and bool(passage.hits_of("vertelt"))
        and bool(below)
        and len(below[0].tokens) > _FEW
        and below[0].tokens[-1].text != "?"
        and not below[0].hits_of("niet_gesproken", "besluit_later", "nog_niet", "weigering")
    )


def is_visit_to_all(passage: Passage, referent: Referent) -> bool:
    """'Op 4 mei is het gezin thuis bezocht': whether the children spoke too, it does not say."""
    acts = {passage.tokens[hit.start].norm for hit in passage.hits_of("gesproken")}
    return referent.how == "geheel" and bool(acts) and acts <= VISITS and not passage.hits_of("vertelt")


def is_what_came_in(passages: Sequence[Passage], passage: Passage) -> bool:
    """'Inhoud melding: Noor vertelt de juf dat ... Bram zegt: van de glijbaan': told to who reported it."""
    if passage.kind != "triage":
        return False
    line = [passage, *(other for other in previous_in_entry(passages, passage, _LINE) if other.line == passage.line)]
    titles = {passage.heading, *(other.label for other in line)}
    return any(_CAME_IN.fullmatch(title.strip(" .:").casefold()) for title in titles)
