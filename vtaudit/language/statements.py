"""Statements: passages that fill a frame, with their status and the tokens that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vtaudit.language.frames import Frame, Pattern
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import Status, read_status
from vtaudit.language.slots import fills
from vtaudit.language.telling import is_unchosen, message_status, shielded
from vtaudit.model import Evidence

BEFORE_THE_END = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Statement:
    """One passage read as an instance of a frame.

    `counts` says whether the pattern accepts this status; `sure` is false where the pattern or the reading is weak.
    `doubt` marks what no rule accepts but a person may: a pattern that counts nothing and is not sure.
    """

    frame: str
    pattern: str
    passage: int
    part: int
    kind: str
    date: date | None
    status: Status
    counts: bool
    sure: bool
    weight: int
    evidence: Evidence
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What the frames need to know of the case beside the text."""

    people: People
    received: date | None
    triage: date | None
    start: date | None
    closed: date | None
    finished: date | None = None


def find_statements(
    passages: Sequence[Passage],
    marks: Sequence[Status | None],
    frames: Mapping[str, Frame],
    setting: Setting,
) -> tuple[Statement, ...]:
    """All statements of all frames, in order of the passages; at most one per frame and passage."""
    found: list[Statement] = []
    for name, frame in frames.items():
        for passage in passages:
            if (frame.kinds and passage.kind not in frame.kinds) or passage.kind in frame.not_kinds:
                continue
            best = _best(name, frame, passages, passage, marks, setting)
            if best:
                found.append(best)
    kept = [statement for statement in found if not _gives_way(statement, frames[statement.frame], found)]
    return tuple(sorted(kept, key=lambda statement: (statement.passage, statement.frame)))


def _gives_way(statement: Statement, frame: Frame, found: Sequence[Statement]) -> bool:
    """A sentence on who watches or what follows is no agreement on conduct, unless it reads as one just as plainly."""
    return bool(frame.yields_to) and any(
        other.passage == statement.passage
        and other.frame in frame.yields_to
        and other.counts
        and other.weight > statement.weight
        for other in found
    )


def _rank(statement: Statement) -> tuple[bool, bool, bool, int]:
    return statement.counts, statement.doubt, statement.sure, statement.weight


def _most(pattern: Pattern) -> tuple[bool, bool, bool, int]:
    """The highest rank that a statement of this pattern can have."""
    return bool(pattern.counts), not pattern.counts and not pattern.sure, pattern.sure, pattern.weight


def _best(
    name: str,
    frame: Frame,
    passages: Sequence[Passage],
    passage: Passage,
    marks: Sequence[Status | None],
    setting: Setting,
) -> Statement | None:
    """The first of the statements with the highest rank."""
    best: Statement | None = None
    for pattern in frame.patterns:
        if not _fits(pattern, passage) or (best and _most(pattern) <= _rank(best)):
            continue
        for anchor in _anchors(pattern, passages, passage, setting):
            status = _status(pattern, passages, passage, anchor, marks[passage.number], setting)
            quote = passage.quote()
            early = _too_early(pattern.not_before or frame.not_before, passage, setting)
            if early and (status is Status.DONE or pattern.not_before):
                status = Status.EARLIER
            statement = Statement(
                name, pattern.id, passage.number, passage.part, passage.kind, passage.date, status,
                status in pattern.counts, pattern.sure and not quote.is_weak, pattern.weight, quote,
                not pattern.counts and not pattern.sure and (status is Status.DONE or not pattern.message),
            )  # fmt: skip
            if best is None or _rank(statement) > _rank(best):
                best = statement
    return best


def _status(
    pattern: Pattern, passages: Sequence[Passage], passage: Passage, anchor: Hit, mark: Status | None, setting: Setting
) -> Status:
    if mark is None and is_unchosen(passage):
        return Status.EMPTY
    if pattern.message:
        return message_status(passages, passage, anchor, mark, pattern.ignore, pattern.shield, setting.people)
    return read_status(passages, shielded(passage, pattern.shield), anchor, mark, pattern.ignore)


def _anchors(pattern: Pattern, passages: Sequence[Passage], passage: Passage, setting: Setting) -> Iterator[Hit]:
    anchors = [
        Hit("waarde", passage.value, len(passage.tokens))
        if passage.value < len(passage.tokens)
        else Hit("veld", 0, len(passage.tokens))
    ]
    if pattern.all:
        anchors = list(_near(pattern, passage))[: None if pattern.message else 1]
    if not anchors or (pattern.context and not _in_context(pattern, passages, passage)):
        return
    for anchor in anchors:
        if all(fills(slot, passages, passage, anchor, setting.people) for slot in pattern.needs):
            yield anchor


def _fits(pattern: Pattern, passage: Passage) -> bool:
    """Whether the words and the form of the passage allow the pattern; most patterns fail on the first word."""
    present = passage.concepts
    for group in pattern.all:
        if present.isdisjoint(group):
            return False
    if (pattern.kinds and passage.kind not in pattern.kinds) or passage.kind in pattern.not_kinds:
        return False
    if pattern.lines and passage.line_kind.value not in pattern.lines:
        return False
    if pattern.label and not (passage.label and passage.label_hits & pattern.label):
        return False
    if pattern.label_without and passage.label_hits & pattern.label_without:
        return False
    if pattern.heading and not (passage.heading_hits | passage.label_hits) & pattern.heading:
        return False
    if pattern.filled and (passage.is_empty_field or len(passage.tokens) <= passage.value):
        return False
    return not (pattern.without and present & pattern.without)


def _near(pattern: Pattern, passage: Passage) -> Iterator[Hit]:
    first, *others = ([hit for hit in passage.hits if hit.concept in group] for group in pattern.all)
    for anchor in first:
        fine = all(
            any(hit != anchor and (pattern.near is None or _distance(anchor, hit) <= pattern.near) for hit in group)
            for group in others
        )
        if fine:
            yield anchor


def _distance(one: Hit, other: Hit) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _in_context(pattern: Pattern, passages: Sequence[Passage], passage: Passage) -> bool:
    around = passage.concepts | passage.label_hits | passage.heading_hits
    for before in previous_in_entry(passages, passage, pattern.back):
        around |= before.concepts | before.label_hits
    return all(around & group for group in pattern.context)


def _too_early(event: str, passage: Passage, setting: Setting) -> bool:
    if passage.date is None:
        return False
    if event == "uitkomst" and setting.finished:
        # What is told weeks before the onderzoek ends cannot be how it ended.
        return passage.date < setting.finished - BEFORE_THE_END
    limit = {
        "triage": setting.triage, "uitkomst": setting.triage, "start_onderzoek": setting.start,
        "afsluiting": setting.closed,
    }.get(event)  # fmt: skip
    if limit is None:
        return False
    return passage.date < limit - timedelta(days=1 if event in ("triage", "uitkomst") else 14)
