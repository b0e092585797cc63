"""Conditional stretches of a sentence: 'als …', 'bij herhaling', 'houdt vader zich er niet aan, dan …'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.scope import clauses
from vtaudit.model.calendar import WEEKDAY_NAMES

ARROWS = frozenset({"→", "->", "=>", "=", ">", ">>"})
_SHORT = 12
_LEADS = frozenset(("betekent", "betekenen", "leidt", "leiden", "noopt", "nopen"))
_GROUNDS = frozenset(("reden", "aanleiding", "grond"))
_AGAIN = frozenset(
    (
        "een", "nieuw", "nieuwe", "weer", "opnieuw", "nogmaals", "wederom", "nog", "toch", "elke", "elk", "iedere",
        "ieder", "volgend", "volgende", "verder", "verdere", "meer", "bij"
    )
)  # fmt: skip
_GENERAL = ("niet", "schend", "overtred", "terugval", "herhal", "escal")
_DAYS_BEHIND = frozenset((*WEEKDAY_NAMES, "gisteren", "eergisteren", "vorige", "afgelopen", "vannacht"))
_SUBJECTS = frozenset(
    (
        "u",
        "jij",
        "je",
        "jullie",
        "hij",
        "zij",
        "ze",
        "het",
        "dit",
        "dat",
        "de",
        "een",
        "er",
        "iemand",
        "niemand",
        "iedereen",
        "deze",
        "die",
        "iets",
        "men",
    )
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


def conditions(passage: Passage, people: People) -> Iterator[tuple[int, int]]:
    """Token ranges of conditional clauses."""
    tokens = passage.tokens
    last = len(tokens)
    for hit in passage.hits_of("voorwaarde"):
        yield hit.start, until(passage, hit.end)
    for position, token in enumerate(tokens):
        if token.norm in ARROWS and position > 0:
            yield passage.value if passage.value < position else 0, position
    yield from _leading_to(passage)
    if (
        passage.label
        and 0 < passage.value < last
        and not passage.cells
        and ("gevolg_label" in passage.label_hits or _label_may_come(passage) or _label_supposes(passage, people))
    ):
        yield 0, passage.value
    if passage.cells:
        told = passage.hits_of(
            "mislukken", "misloopt", "gevolg_label", "gaat_mis_los", "voorwaarde", "voorwaarde_extra"
        )
        for start, end in passage.cells[:-1]:
            if any(start <= hit.start < end for hit in told):
                yield start, end
    if not passage.hits_of("verleden"):
        for hit in passage.hits_of("mislukken"):
            before = [token.norm for token in passage.tokens[max(0, hit.start - 2) : hit.start]]
            if before and (before[-1] in ("bij", "na", "ingeval") or (before[0] in ("bij", "na") and len(before) == 2)):
                yield hit.start - 1, hit.end
    for start in _openings(passage):
        end = until(passage, start + 1)
        opening = tokens[start].norm
        failing = next((h for h in passage.hits_of("mislukken") if start < h.start <= start + 4), None)
        if opening in ("bij", "na", "in", "ingeval") and failing is not None:
            yield start, max(end if end < last else 0, failing.end)
        elif end < last and (
            (opens_with_verb(passage, people, start) and _answers(passage, end))
            or (_looks_finite(passage, start) and _then(passage, end))
        ):
            yield start, end


def _leading_to(passage: Passage) -> Iterator[tuple[int, int]]:
    """What goes wrong as the subject of 'betekent' or before a colon: 'een nieuwe klap betekent …', 'weer ruzie: …'."""
    failing = [hit for hit in passage.hits_of("mislukken", "misloopt") if hit.start >= passage.value]
    if not failing:
        return
    for position, token in enumerate(passage.tokens):
        start = max((c.start for c in clauses(passage) if c.start <= position), default=0)
        if token.norm == ":" and 0 < position - passage.value <= _SHORT:
            start = passage.value
        elif not (
            token.norm in _LEADS or (token.norm in ("is", "zijn", "vormt") and _next_is(passage, position, _GROUNDS))
        ):
            continue
        told = [hit for hit in failing if start <= hit.start < position]
        if told and _may_come(passage, start, position, told):
            yield start, position


def _label_may_come(passage: Passage) -> bool:
    failing = [hit for hit in passage.hits_of("mislukken") if hit.start < passage.value]
    return bool(failing) and _may_come(passage, 0, passage.value, failing)


def _label_supposes(passage: Passage, people: People) -> bool:
    """A label that supposes without a conjunction: 'Staat hij toch aan de deur:', 'Wie zich niet houdt aan ...:'."""
    failing = [hit for hit in passage.hits_of("mislukken", "misloopt", "gaat_mis_los") if hit.start < passage.value]
    if not failing or "?" in passage.label:
        return False
    return passage.tokens[0].norm == "wie" or opens_with_verb(passage, people, 0)


def _may_come(passage: Passage, start: int, end: int, failing: Sequence[Hit]) -> bool:
    """'Een nieuwe klap', 'weer ruzie', 'niet nakomen'; not what happened: 'de ruzie van zondag', 'klap gekregen'."""
    # "Ik heb gezegd dat een nieuwe klap betekent ...": what was said lies ahead.
    start = max((at + 1 for at in range(start, end) if passage.tokens[at].norm == "dat"), default=start)
    words = [token.norm for token in passage.tokens[start:end]]
    if any(start <= hit.start < end for hit in passage.hits_of("verleden")) or _is_perfect(passage, start):
        return False
    if any(word == "van" and (after in _DAYS_BEHIND or after[:1].isdigit()) for word, after in pairwise(words)):
        return False
    before = {hit.start: passage.tokens[hit.start - 1].norm if hit.start > start else "" for hit in failing}
    if set(before.values()) & {"deze", "die", "dit", "dat"}:
        return False
    general = (at for at in before if passage.tokens[at].norm.startswith(_GENERAL))
    return bool(_AGAIN & set(words)) or any(before[at] in ("", "het") for at in general)


def _is_perfect(passage: Passage, start: int) -> bool:
    """A participle without 'worden': it is behind the writer."""
    words = [token.norm for token in passage.tokens[start:]]
    done = any(word.startswith("ge") and word.endswith(("d", "t", "en")) and len(word) > 5 for word in words)
    return done and not {"wordt", "worden", "geweld"} & set(words)


def _next_is(passage: Passage, position: int, norms: frozenset[str]) -> bool:
    return position + 1 < len(passage.tokens) and passage.tokens[position + 1].norm in norms


def _looks_finite(passage: Passage, position: int) -> bool:
    """A word that may be a verb in the present at the head of a sentence: 'Blijkt', 'Wordt', 'Blijven'."""
    norm = passage.tokens[position].norm
    return norm.isalpha() and len(norm) > 3 and norm.endswith(("t", "en")) and norm not in _NO_OPENING


def _then(passage: Passage, end: int) -> bool:
    return any(token.norm == "dan" for token in passage.tokens[end : end + 2])


def _answers(passage: Passage, end: int) -> bool:
    """After the condition comes 'dan', a colon, an arrow or a verb."""
    here = passage.tokens[end].norm
    following = passage.tokens[end + 1].norm if end + 1 < len(passage.tokens) else ""
    if here in ("dan", ":") or here in ARROWS or following == "dan":
        return True
    verbs = {hit.start for hit in passage.hits_of("gedrag_ww", "gedrag_licht", "gevolg_sterk", "gevolg_ingrijpend")}
    joined = any(token.norm == "dan" for token in passage.tokens[end:])
    return end + 1 in verbs or following in ("zal", "zullen", "volgt") or (joined and following == "en")


def _openings(passage: Passage) -> Iterator[int]:
    # "2.3 Houdt vader zich er niet aan, dan ..." opens behind its number.
    first = next((at for at in range(passage.value, len(passage.tokens)) if passage.tokens[at].text[:1].isalpha()), 0)
    yield first
    for clause in clauses(passage):
        if clause.start > passage.value:
            yield clause.start
    for position, token in enumerate(passage.tokens[:-1]):
        if token.text == "." and position >= passage.value:
            yield position + 1


def until(passage: Passage, position: int) -> int:
    """The end of a condition: a comma, colon or arrow, 'dan', or where two verbs meet ('thuiskomt bel ik')."""
    verbs = {hit.start for hit in passage.hits_of("gedrag_ww", "gedrag_licht")}
    for at in range(position, len(passage.tokens) - 1):
        if passage.tokens[at].norm in (":", ";", "?", "."):
            break
        if passage.tokens[at].norm == "," and passage.tokens[at + 1].norm == "dan":
            return at
    for at in range(position, len(passage.tokens)):
        token = passage.tokens[at]
        if token.norm in ("dan", ",", ":", ";", "?") or token.norm in ARROWS:
            return at
        before = passage.tokens[at - 1].norm
        if at > position and at in verbs and at - 1 in verbs:
            return at
        if at > position + 2 and at in verbs and len(before) > 3 and before.endswith(("t", "en")) and before.isalpha():
            return at
        if (
            at > position + 2
            and token.norm in ("zal", "zullen", "volgt", "volgen", "wordt", "worden")
            and passage.tokens[at - 1].norm[-1:] in "tn"
        ):
            return at
    return len(passage.tokens)


def opens_with_verb(passage: Passage, people: People, start: int) -> bool:
    """Verb first, then who: 'Breekt vader de regel, dan …'."""
    tokens = passage.tokens
    if start + 1 >= len(tokens) or tokens[start].norm in _NO_OPENING or not tokens[start].norm.isalpha():
        return False
    following = tokens[start + 1]
    found = mentions(passage, people, 0)
    if any(m.start <= start < m.end for m in found) or (start and tokens[start - 1].text == "("):
        return False
    named = any(m.start == start + 1 for m in found)
    # "Evert Hut, Veilig Thuis" is a name, no verb with somebody behind it.
    finite = _looks_finite(passage, start) or any(
        hit.start == start for hit in passage.hits_of("gedrag_ww", "gedrag_licht", "mislukken", "misloopt")
    )
    return following.norm in _SUBJECTS or named or (finite and following.text[:1].isupper())


def until_and(passage: Passage, position: int) -> int:
    """As `until`, and also at 'en': 'nog een keer en …'."""
    end = until(passage, position)
    return next((at for at in range(position, end) if passage.tokens[at].norm == "en"), end)


def has_happened(passage: Passage, start: int, end: int) -> bool:
    """'Is bij schending de politie gebeld': a report of what was done, not what will follow."""
    if passage.tokens[start].norm not in ("bij", "na"):
        return False
    words = [token.norm for at, token in enumerate(passage.tokens) if not start <= at < end]
    done = any(word.startswith("ge") and word.endswith(("d", "t", "en")) and len(word) > 4 for word in words)
    return done and any(word in ("is", "zijn", "heeft", "hebben", "had", "werd", "werden") for word in words)
