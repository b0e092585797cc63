"""How a statement must be read: done, intended, negated, attempted, conditional, asked, claimed or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage, following_in_entry


class Status(StrEnum):
    """The reading of a statement, strongest doubt first where several cues stand together."""

    EMPTY = "leeg"
    OTHER_FAMILY = "ander_gezin"
    EARLIER = "eerder"
    WITHDRAWN = "ingetrokken"
    ASKED = "gevraagd"
    CONDITIONAL = "voorwaardelijk"
    NEGATED = "ontkend"
    ATTEMPTED = "geprobeerd"
    INTENDED = "voorgenomen"
    CLAIMED = "beweerd"
    DONE = "gedaan"


_CLOSING = frozenset(
    {".", ",", ";", ":", "(", ")", "–", ">", "->", "→", "=", "|", "--", "+", "):", "),", ");", ").", "-"}
)
_JOINING = frozenset(
    [
        "maar",
        "want",
        "omdat",
        "doordat",
        "zodat",
        "terwijl",
        "echter",
        "doch",
        "nadat",
        "voordat",
        "hoewel",
        "waarna",
        "waardoor",
        "dus",
        "opdat",
        "ofschoon",
    ]
)
_SUBORDINATING = frozenset(
    [
        "dat",
        "of",
        "die",
        "wie",
        "wat",
        "hoe",
        "waar",
        "waarin",
        "waarbij",
        "waarvan",
        "waarop",
        "waarmee",
        "wanneer",
        "welke",
        "zolang",
        "totdat",
        "voordat",
        "om",
        "als",
        "indien",
        "zodra",
    ]
)
_FAMILY = ("moeder", "vader", "ouders", "kinderen", "familielid", "stiefouder")
_STEPS = frozenset(("->", "→", "=>", ">>"))
_PRONOUNS = frozenset(["hij", "zij", "ze", "haar", "hem"])
_OPEN_MARK = re.compile(
    r"\((?:open|nog te doen|actie|todo)\)"
    r"|[-–|:]\s*(?:open|nog|nog doen|te doen|niet gestart|gepland|nog niet|staat open|volgt(?: nog)?)[\s.]*\|?\s*$",
    re.I,
)
_COLUMN_OF_DAYS = re.compile(r"\b(?:datum|dag|d\.d\.)(?:\W|\Z)", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """Token range of a stretch between commas, arrows and conjunctions."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def clauses(passage: Passage) -> tuple[Clause, ...]:
    """The clauses of a sentence; the end of a table cell ends one, and a cell may hold more than one."""
    stretches = passage.cells or ((0, len(passage.tokens)),)
    return tuple(clause for start, end in stretches for clause in _within(passage, start, end))


def _within(passage: Passage, start: int, end: int) -> Iterator[Clause]:
    for position in range(start, end):
        norm = passage.tokens[position].norm
        if norm in _CLOSING or (norm in _JOINING and position > start):
            if position > start:
                yield Clause(start, position)
            start = position + (1 if norm in _CLOSING else 0)
    if start < end:
        yield Clause(start, end)


def read_status(
    passages: Sequence[Passage],
    passage: Passage,
    hit: Hit,
    mark: Status | None,
    ignore: frozenset[str] = frozenset(),
) -> Status:
    """The status of the statement around `hit`; cues named in `ignore` (concept names) do not count."""
    if mark is not None:
        return mark
    if passage.is_empty_field:
        return Status.ASKED if passage.tokens[-1].text == "?" else Status.EMPTY
    if passage.line_kind is LineKind.BOX_OPEN and "vakje" not in ignore:
        return Status.INTENDED
    scope = _scope(passage, hit)

    def cue(*names: str, reach: str = "clause") -> Hit | None:
        names = tuple(name for name in names if name not in ignore)
        return _cue(passage, hit, scope, names, reach)

    if cue("ingetrokken", reach="sentence"):
        return Status.WITHDRAWN
    if (passage.tokens[-1].text == "?" and "vraag" not in ignore and not _is_tag(passage)) or cue(
        "vraag", reach="clause"
    ):
        return Status.ASKED
    if any(other.end <= hit.start for other in passage.hits_of("vraag_of")) or _opens_with_whether(passage, hit):
        return Status.ASKED
    if any(start + 1 == end and passage.tokens[start].text == "?" for start, end in passage.cells[1:2]):
        return Status.ASKED
    if _OPEN_MARK.search(passage.text) and "voornemen" not in ignore:
        return Status.INTENDED
    if cue("uitstel"):
        return Status.INTENDED
    if _is_conditional(passage, hit, scope, ignore):
        return Status.CONDITIONAL
    if cue("nog_niet"):
        return Status.INTENDED if cue("voornemen") else Status.NEGATED
    if cue("ontkenning") and not _double_negation(passage, scope):
        return Status.NEGATED
    if "poging" not in ignore and _is_attempt(passages, passage, hit):
        return Status.ATTEMPTED
    if (
        cue("voornemen")
        or cue("gaan_doen")
        or (
            "taak_kop" in passage.heading_hits
            and "voornemen" not in ignore
            and passage.line_kind not in (LineKind.BOX_DONE, LineKind.HEADING)
            and not (passage.cells and _COLUMN_OF_DAYS.search(passage.heading))
            and not cue("gedaan", reach="sentence")
        )
    ):
        return Status.INTENDED
    if "bewering" not in ignore and _is_claim(passages, passage, hit):
        return Status.CLAIMED
    return Status.DONE


def _opens_with_whether(passage: Passage, hit: Hit) -> bool:
    """'Of de wijkagent toeziet op de afspraken, moet nog blijken': what stands before the comma is not told."""
    norms = [token.norm for token in passage.tokens[passage.value :]]
    return norms[:1] == ["of"] and "," in norms[max(0, hit.start - passage.value) :]


def _is_tag(passage: Passage) -> bool:
    """'..., ok?' asks for consent to what is told."""
    tail = [token.norm for token in passage.tokens[-3:-1]]
    return len(tail) == 2 and tail[0] == "," and tail[1] in ("ok", "oke", "goed", "akkoord", "he", "toch")


def _scope(passage: Passage, hit: Hit) -> Clause:
    parts = clauses(passage)
    touching = [clause for clause in parts if clause.start < hit.end and hit.start < clause.end]
    if not touching:
        return Clause(0, len(passage.tokens))
    return Clause(touching[0].start, touching[-1].end)


def _cue(passage: Passage, hit: Hit, scope: Clause, names: tuple[str, ...], reach: str) -> Hit | None:
    for other in passage.hits:
        if other.concept not in names:
            continue
        if passage.cells and other.end <= passage.value and hit.start >= passage.value:
            continue
        if reach == "sentence":
            return other
        if other.start < scope.end and scope.start < other.end and not _is_below(passage, hit, other):
            return other
    return None


def _is_below(passage: Passage, hit: Hit, cue: Hit) -> bool:
    """A cue in a subordinate clause that follows the act says nothing about it: 'ziet erop toe dat hij niet drinkt'."""
    return any(token.norm in _SUBORDINATING for token in passage.tokens[max(hit.start, hit.end - 1) : cue.start])


def _double_negation(passage: Passage, scope: Clause) -> bool:
    """'Niet onbekend', 'geen van beiden is niet bereikt': two negations in one clause."""
    spots = {
        position
        for position in range(scope.start, min(scope.end, len(passage.tokens)))
        if passage.tokens[position].norm in _SINGLE_NEGATIONS
    }
    return len(spots) == 2


_REPORTING = frozenset({"dat", "of", "hoe"})
"""In 'moeder zegt dat school het controleert' the school says nothing."""
_FIELDS = frozenset({"veld", "waarde"})
_SINGLE_NEGATIONS = frozenset({"niet", "geen", "niemand", "nooit", "onbekend", "onduidelijk", "zonder"})


def _is_conditional(passage: Passage, hit: Hit, scope: Clause, ignore: frozenset[str]) -> bool:
    if "voorwaarde" in ignore:
        return False
    for other in passage.hits_of("voorwaarde"):
        if other.start < scope.end and scope.start <= other.start and other.start <= hit.start:
            return True
        between = passage.tokens[other.end : hit.start]
        if other.end <= hit.start and any(token.norm in ("dan",) for token in between):
            return True
    return False


def _is_attempt(passages: Sequence[Passage], passage: Passage, hit: Hit) -> bool:
    """An attempt cue after the act, here or in the next sentences of the entry, with no later success."""
    own = list(passage.hits_of("poging"))
    success = list(passage.hits_of("gelukt"))
    if own:
        return not any(other.start > own[-1].start for other in success) or own[-1].start > (
            success[-1].start if success else -1
        )
    if any(True for _ in success):
        return False
    for later in following_in_entry(passages, passage, 2):
        if later.line != passage.line and not _continues_entry(later, passage):
            break
        if later.hits_of("gelukt"):
            return False
        if later.hits_of("poging") and len(later.tokens) < 14:
            return True
        if later.hits_of("informeren", "uitkomst_sterk"):
            return False
    return False


def _continues_entry(later: Passage, passage: Passage) -> bool:
    return later.line - passage.line <= 1 and later.line_kind is LineKind.TEXT


def _is_claim(passages: Sequence[Passage], passage: Passage, hit: Hit) -> bool:
    """A family member or acquaintance says that others do something; a professional who reports is no claim."""
    for cue in passage.hits_of("bewering"):
        if cue.start >= hit.end:
            continue
        # 'Wie let daarop: vader denkt dat opa het doet': the whole field is what he thinks
        opens_field = hit.concept in _FIELDS and cue.start - passage.value <= 2
        if cue.start >= hit.start and cue.end <= hit.end and not opens_field:
            continue
        if any(token.text in _STEPS for token in passage.tokens[cue.end : hit.start]):
            continue
        subject = [
            other
            for other in passage.hits
            if other.concept in _FAMILY
            and abs(other.start - cue.start) <= 5
            and (opens_field or not hit.start <= other.start < hit.end)
        ]
        professional = [
            other
            for other in passage.hits_of("professional")
            if abs(other.start - cue.start) <= 4
            and other.start < cue.end + 3
            and not any(token.norm in _REPORTING for token in passage.tokens[cue.end : other.start])
        ]
        pronoun = any(token.norm in _PRONOUNS for token in passage.tokens[max(0, cue.start - 2) : cue.end + 2])
        if subject and not any(abs(p.start - cue.start) < abs(subject[0].start - cue.start) for p in professional):
            return True
        if pronoun and not professional:
            return _speaker_is_family(passages, passage)
    return False


def _speaker_is_family(passages: Sequence[Passage], passage: Passage) -> bool:
    for offset in (1, 2):
        index = passage.number - offset
        if index < 0 or passages[index].part != passage.part:
            return False
        before = passages[index]
        if before.hits_of(*_FAMILY):
            return True
        if before.hits_of("professional"):
            return False
    return False
