"""Slots about consequences: a condition that safety fails, and what follows then."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.conditions import conditions, has_happened, opens_with_verb, until_and
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


def consequence(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A failing condition stands before or after the step: a conjunction, a verb, 'bij …', an arrow, a label."""
    steps = [
        hit
        for hit in passage.hits_of("gevolg_sterk", "gevolg_ingrijpend")
        if hit.start >= passage.value or passage.cells
    ]
    if not steps or _is_other(passage):
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


def any_step(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A condition in strict words of failing, and outside it any step by which somebody takes the matter up."""
    if _is_other(passage):
        return False
    steps = passage.hits_of("gevolg_open", "gevolg_sterk", "gevolg_ingrijpend")
    again = [(hit.start, until_and(passage, hit.end)) for hit in passage.hits_of("voorwaarde_extra")]
    for start, end in (*conditions(passage, people), *again):
        if any(start <= hit.start < end for hit in passage.hits_of("verleden")):
            continue
        strict = any(hit.start < end and start < hit.end for hit in passage.hits_of("misloopt"))
        bare = (start, end) in again
        outside = [hit for hit in steps if hit.end <= start or hit.start >= end]
        hard = any(hit.concept != "gevolg_open" for hit in outside)
        opens = start <= passage.value + 1 and passage.tokens[start].norm in ("anders", "zo", "nog")
        if outside and not has_happened(passage, start, end) and (strict or (bare and (hard or opens))):
            return True
    return False


def follows_condition(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """'Dan …' or 'In dat geval …' after a sentence or question that tells how it may fail."""
    text = passage.text[len(passage.label) :].lstrip(" :").lower()
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
    opens = opens_with_verb(passage, people, passage.value)
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


def _is_other(passage: Passage) -> bool:
    return any(token.text == "?" for token in passage.tokens[-1:])
