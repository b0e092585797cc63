"""Slots about consequences: a condition that safety fails, and what follows then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.language.conditions import ARROWS, conditions, has_happened, opens_with_verb, until_and
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People

_POINTERS = (
    "dan",
    "daarop",
    "daarna",
    "anders",
    "in dat geval",
    "in zo'n geval",
    "in die situatie",
    "zo ja",
    "dat betekent",
    "gebeurt dat",
    "zo niet",
)


_ANSWER = re.compile(r"(?:a|antw\.?|antwoord)\s*:\s*")
_TAIL = 6
_OURS = frozenset(
    ("ons", "wij", "we", "vt", "veilig", "tafel", "overleg", "mdo", "mdck", "agenda", "dit", "casus", "raad")
)
_ANSWERS = frozenset((":", ";", "–", "antwoord", "geantwoord", "uitgelegd", "gezegd", "verteld", "afgesproken"))
_PERFECT = frozenset(("heeft", "hebben", "had", "hadden", "was", "waren", "kwam", "kwamen"))
_IF = frozenset(("als", "indien", "wanneer", "mocht", "mochten", "bij"))


def consequence(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A failing condition stands before or after the step: a conjunction, a verb, 'bij …', an arrow, a label."""
    steps = [
        hit
        for hit in passage.hits_of("gevolg_sterk", "gevolg_ingrijpend")
        if (hit.start >= passage.value or passage.cells)
        and not (_comes_home(passage, hit) or _is_asked(passage, hit) or _acted(passage, hit))
    ]
    if not steps or _is_other(passage) or _claims_at_end(passage, people):
        return False
    hard = [hit for hit in steps if hit.concept == "gevolg_ingrijpend"]
    for start, end in conditions(passage, people):
        outside = [hit for hit in steps if hit.end <= start or hit.start >= end]
        outside_hard = [hit for hit in hard if hit.end <= start or hit.start >= end]
        if (
            outside
            and not has_happened(passage, start, end)
            and _fails(passage, start, end, people, bool(outside_hard))
        ):
            return True
    return False


def _comes_home(passage: Passage, hit: Hit) -> bool:
    """'Komt de volgende ochtend terug': somebody of the family does, not the case."""
    words = [token.norm for token in passage.tokens[hit.start : hit.end]]
    if words[0] not in ("komt", "komen") or words[-1] != "terug" or passage.hits_of("zaak_woord"):
        return False
    return not any(token.norm in _OURS for token in passage.tokens)


def _is_asked(passage: Passage, hit: Hit) -> bool:
    """'Vraagt wat er gebeurt als ..., en of dan de politie komt', unless the answer stands behind it."""
    asked = [other.end for other in passage.hits_of("vraagt_wat") if other.start <= hit.start]
    return bool(asked) and not any(token.norm in _ANSWERS for token in passage.tokens[asked[0] : hit.start])


def _acted(passage: Passage, hit: Hit) -> bool:
    """'De politie heeft verzocht ...': somebody who did something, not a step that will follow."""
    following = [token.norm for token in passage.tokens[hit.end :]]
    return following[:1] != [] and following[0] in _PERFECT and "dat" not in following


def any_step(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A condition in strict words of failing, and outside it any step by which somebody takes the matter up."""
    if _is_other(passage) or _claims_at_end(passage, people):
        return False
    steps = [
        hit
        for hit in passage.hits_of("gevolg_open", "gevolg_sterk", "gevolg_ingrijpend")
        if not _is_asked(passage, hit)
    ]
    again = [(hit.start, until_and(passage, hit.end)) for hit in passage.hits_of("voorwaarde_extra")]
    for start, end in (*conditions(passage, people), *again):
        if any(start <= hit.start < end for hit in passage.hits_of("verleden")):
            continue
        strict = any(hit.start < end and start < hit.end for hit in passage.hits_of("misloopt"))
        bare = (start, end) in again
        if bare and _counts_only(passage, start):
            continue
        outside = [hit for hit in steps if hit.start >= end or (hit.end <= start and not bare)]
        hard = any(hit.concept != "gevolg_open" for hit in outside)
        opens = start <= passage.value + 1 and passage.tokens[start].norm in ("anders", "zo", "nog")
        if outside and not has_happened(passage, start, end) and (strict or (bare and (hard or opens))):
            return True
    return False


def follows_condition(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """'Dan …' or 'In dat geval …' after a sentence or question that tells how it may fail."""
    text = passage.text[len(passage.label) :].lstrip(" :").lower()
    text = _ANSWER.sub("", text, count=1) if _ANSWER.match(text) else text
    if _is_other(passage):
        return False
    if not text.startswith(_POINTERS):
        last = previous_in_entry(passages, passage, 1)
        return bool(last) and last[0].text.endswith("?") and _asks_failing(last[0], people)
    for before in previous_in_entry(passages, passage, 2):
        if (
            before.hits_of("mislukken", "misloopt")
            or (before.hits_of("afspraak", "nakomen") and before.hits_of("ontkenning"))
            or (before.text.endswith("?") and before.hits_of("afspraak", "nakomen", "gaat_mis_los"))
        ):
            return True
    return False


def _asks_failing(passage: Passage, people: People) -> bool:
    """'Houdt vader zich er niet aan?' as a condition in the form of a question."""
    if passage.hits_of("bewering"):
        return False
    opens = opens_with_verb(passage, people, passage.value) or any(
        token.norm in _IF for token in passage.tokens[passage.value : passage.value + 7]
    )
    return (
        opens and bool(passage.hits_of("mislukken", "gaat_mis_los", "misloopt")) and not passage.hits_of("geen_gevolg")
    )


def _fails(passage: Passage, start: int, end: int, people: People, is_hard: bool) -> bool:
    def seen(*names: str) -> bool:
        return any(hit.concept in names and start <= hit.start < end for hit in passage.hits)

    if seen("geen_gevolg"):
        return False
    if seen("mislukken"):
        return True
    if not is_hard:
        return False
    family = any(m.who in ("gezin", "naam") and start <= m.start < end for m in mentions(passage, people, 0))
    you = any(
        token.norm in ("u", "jij", "je", "jullie", "ik", "hij", "zij", "ze", "iemand")
        for token in passage.tokens[start:end]
    )
    return seen("gaat_mis_los", "afspraak", "afspraak_merk", "nakomen", "gevolg_label") or (
        (family or you) and seen("gedrag_ww", "gedrag_ding", "gedrag_licht")
    )


def _counts_only(passage: Passage, position: int) -> bool:
    """'2x ruzie gehoord' counts; a condition needs 'dan' or an arrow: '2x te laat → melding'."""
    if not passage.tokens[position].norm[:1].isdigit():
        return False
    return not any(token.norm in ARROWS or token.norm == "dan" for token in passage.tokens[position:])


def _claims_at_end(passage: Passage, people: People) -> bool:
    """'..., zegt hij': somebody of the family says what he would do."""
    tokens = passage.tokens
    first = max((at for at, token in enumerate(tokens) if token.text == ","), default=len(tokens))
    tail = [hit for hit in passage.hits_of("bewering") if hit.start == first + 1]
    if not tail or len(tokens) - first > _TAIL:
        return False
    own = any(m.who in ("gezin", "netwerk", "naam") and m.start > first for m in mentions(passage, people, 0))
    return own or any(token.norm in ("hij", "zij", "ze") for token in tokens[first:])


def _is_other(passage: Passage) -> bool:
    return any(token.text == "?" for token in passage.tokens[-1:])
