"""Slots about consequences: a condition that safety fails, and what follows then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import clauses

_ARROWS = frozenset({"→", "->", "=>", "=", ">", ">>"})
_SUBJECTS = frozenset(
    ("u", "jij", "je", "jullie", "hij", "zij", "ze", "het", "dit", "de", "een", "er", "iemand", "deze", "die", "iets", "men")
)
_NO_OPENING = frozenset(
    [
        "en",
        "maar",
        "want",
        "de",
        "het",
        "een",
        "wij",
        "we",
        "ik",
        "u",
        "hij",
        "zij",
        "ze",
        "er",
        "dit",
        "dat",
        "deze",
        "die",
        "in",
        "op",
        "aan",
        "met",
        "na",
        "voor",
        "van",
        "tot",
        "als",
        "indien",
        "dan",
        "ook",
        "niet",
    ]
)
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
    """A failing condition stands before or after the step: a conjunction, an opening verb, 'bij …', an arrow or a label."""
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
        if outside and _fails(passage, start, end, people, bool(outside_hard)):
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
        if before.hits_of("mislukken") or (before.hits_of("afspraak", "nakomen") and before.hits_of("ontkenning")) or (
            before.text.endswith("?") and before.hits_of("afspraak", "nakomen", "gaat_mis_los")
        ):
            return True
    return False


def _asks_failing(passage: Passage, people: People) -> bool:
    """'Houdt vader zich er niet aan?' as a condition in the form of a question."""
    if passage.hits_of("bewering"):
        return False
    opens = _opens_with_verb(passage, people, passage.value)
    return opens and bool(passage.hits_of("mislukken", "gaat_mis_los")) and not passage.hits_of("geen_gevolg")


def conditions(passage: Passage, people: People) -> Iterator[tuple[int, int]]:
    """Token ranges of conditional clauses."""
    tokens = passage.tokens
    last = len(tokens)
    for hit in passage.hits_of("voorwaarde"):
        yield hit.start, _until(passage, hit.end)
    for position, token in enumerate(tokens):
        if token.norm in _ARROWS and position > 0:
            yield passage.value if passage.value < position else 0, position
    if (
        passage.label
        and 0 < passage.value < last
        and not passage.cells
        and passage.label_hits & {"mislukken", "gevolg_label"}
    ):
        yield 0, passage.value
    if passage.cells:
        for start, end in passage.cells[:-1]:
            yield start, end
    if not passage.hits_of("verleden"):
        for hit in passage.hits_of("mislukken"):
            before = [token.norm for token in passage.tokens[max(0, hit.start - 2) : hit.start]]
            if before and (before[-1] in ("bij", "na", "ingeval") or (before[0] in ("bij", "na") and len(before) == 2)):
                yield hit.start - 1, hit.end
    for start in _openings(passage):
        end = _until(passage, start + 1)
        opening = tokens[start].norm
        failing = next((h for h in passage.hits_of("mislukken") if start < h.start <= start + 4), None)
        if opening in ("bij", "na", "in", "ingeval") and failing is not None:
            yield start, max(end if end < last else 0, failing.end)
        elif end < last and _opens_with_verb(passage, people, start) and _answers(passage, end):
            yield start, end


def _answers(passage: Passage, end: int) -> bool:
    """After the condition comes 'dan', a colon, an arrow or a verb."""
    here = passage.tokens[end].norm
    following = passage.tokens[end + 1].norm if end + 1 < len(passage.tokens) else ""
    if here in ("dan", ":") or here in _ARROWS or following == "dan":
        return True
    verbs = {hit.start for hit in passage.hits_of("gedrag_ww", "gedrag_licht", "gevolg_sterk", "gevolg_ingrijpend")}
    joined = any(token.norm == "dan" for token in passage.tokens[end:])
    return end + 1 in verbs or following in ("zal", "zullen", "volgt") or (joined and following == "en")


def _openings(passage: Passage) -> Iterator[int]:
    first = next((at for at in range(passage.value, len(passage.tokens)) if passage.tokens[at].text[:1].isalnum()), 0)
    yield first
    for clause in clauses(passage):
        if clause.start > passage.value:
            yield clause.start
    for position, token in enumerate(passage.tokens[:-1]):
        if token.text == "." and position >= passage.value:
            yield position + 1


def _until(passage: Passage, position: int) -> int:
    """The end of a condition: a comma, colon or arrow, 'dan', or where two verbs meet ('thuiskomt bel ik')."""
    verbs = {hit.start for hit in passage.hits_of("gedrag_ww", "gedrag_licht")}
    for at in range(position, len(passage.tokens)):
        token = passage.tokens[at]
        if token.norm in ("dan", ",", ":", ";", "?") or token.norm in _ARROWS:
            return at
        if at > position and at in verbs and at - 1 in verbs:
            return at
        if at > position + 2 and token.norm in ("zal", "zullen", "volgt", "volgen", "wordt", "worden") and passage.tokens[at - 1].norm[-1:] in "tn":
            return at
    return len(passage.tokens)


def _opens_with_verb(passage: Passage, people: People, start: int) -> bool:
    """Verb first, then who: 'Breekt vader de regel, dan …'."""
    tokens = passage.tokens
    if start + 1 >= len(tokens) or tokens[start].norm in _NO_OPENING or not tokens[start].norm.isalpha():
        return False
    following = tokens[start + 1]
    named = any(m.start == start + 1 for m in mentions(passage, people, 0))
    return following.norm in _SUBJECTS or named or following.text[:1].isupper()


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
