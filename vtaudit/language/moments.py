"""Moments that a passage plans: definite ones only, a missing year read forward from the day of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from vtaudit.dates import DateKind, DateMention, Direction, Moment, Unit, find_dates, resolve
from vtaudit.language.layout import LineKind
from vtaudit.language.passages import Passage

_CALENDAR = (DateKind.DAY, DateKind.MONTH, DateKind.WEEK, DateKind.QUARTER)
_SINCE = ("sinds", "sedert", "sinds eind", "sinds begin", "sinds half")
_MOST_AHEAD = timedelta(days=300)
_UNIT = r"(?:dagen|dgn|weken|wkn|wk|maanden|maand|mndn|mnd|jaar|jr|kwartaal|kwartalen)"
_AMOUNT = rf"[\w-]+ {_UNIT}"
_AFTER_THIS = re.compile(rf"({_AMOUNT})\s+(?:hierna|later|verder|nadien|daarna|erna|daarop|verderop|na dato)\b", re.I)
_BARE = re.compile(rf"\s*({_AMOUNT})\b(?!\s+(?:na|nadat|sinds|geleden|lang))", re.I)
# "nazorg 3 mnd", "sluiting +3mnd": in shorthand the period from closing goes without "over"
_SHORTHAND = re.compile(
    r"(?<!sinds )(?<!elke )(?<!iedere )(?<!per )(?<!al )(?:\+\s?)?"
    rf"\b(\d{{1,3}}|een|twee|drie|vier|zes|negen|twaalf)\s?({_UNIT})\b(?!\s+(?:geleden|lang|oud|nadat))",
    re.I,
)
_LOOSE_DAY = re.compile(r"(?<![\w/.:-])([0-3]?\d)([/.-])([01]?\d)(?![\w/:-]|\.\d|\s*(?:x|uur|u|%|keer)\b)")
_TICKED = re.compile(r"(?:\[\s*[xXvV]\s*\]|☒|☑|✓|✔)\s*([^\[☐□☒☑✓✔]+)")
_ENTRY_LEAD = re.compile(
    r"\W*(?:(?:ma|di|wo|do|vr|za|zo)\w*\.?\s)?\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})(?:[-/. ]'?\d{2,4})?\b[\s:|–-]*", re.I
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A moment as the words name it, where it starts in `Passage.text`, and its days when they can be told."""

    mention: DateMention
    start: int
    moment: Moment | None

    def lies_ahead(self, written: date | None) -> bool:
        """After the day of writing, or without days; a day without a year that would be nearly a year off is past."""
        if self.moment is None or written is None:
            return True
        unsaid = self.mention.kind in _CALENDAR and self.mention.year is None
        return self.moment.last > written and not (unsaid and self.moment.first - written > _MOST_AHEAD)


def planned_moments(
    passage: Passage, anchors: Mapping[str, date] | None = None, reference: date | None = None
) -> tuple[Planned, ...]:
    """Every definite moment in the passage, in order; the date of a journal entry itself is none.

    `reference` is the day of writing when it is not that of the passage. A period from an anchor that is not given
    has no days but is definite all the same.
    """
    written = reference or passage.date
    found = []
    for start, mention in definite(passage):
        if passage.text[:start].rstrip().lower().endswith(_SINCE):
            continue
        is_open = mention.kind in _CALENDAR and mention.year is None
        ahead = replace(mention, direction=mention.direction or Direction.FORWARD) if is_open else mention
        found.append(Planned(ahead, start, resolve(ahead, written, anchors or {})))
    return tuple(found)


@lru_cache(maxsize=4096)
def definite(passage: Passage) -> tuple[tuple[int, DateMention], ...]:
    """The moments that can be pinned to days, each with the token it starts at."""
    return tuple((start, mention) for start, mention in _mentions(passage) if _is_definite(mention))


def _is_definite(mention: DateMention) -> bool:
    if mention.kind is DateKind.RELATIVE:
        return bool(mention.amount) and mention.direction is not Direction.BACK
    if mention.kind is DateKind.NEIGHBOUR:
        return mention.amount == 1 and mention.unit is not Unit.WEEK
    return mention.kind in _CALENDAR or (mention.kind is DateKind.WEEKDAY and mention.direction is Direction.FORWARD)


def entry_lead(passage: Passage) -> int:
    """Length of the date that opens a journal entry, 0 where the passage does not open one."""
    if passage.kind != "contactjournaal" or not passage.opens_line:
        return 0
    match = _ENTRY_LEAD.match(passage.text)
    if match is None or passage.date is None:
        return 0
    if passage.line_kind is LineKind.BULLET and match.end() < len(passage.text):
        return 0
    days = [resolve(mention, passage.date) for mention in find_dates(passage.text[: match.end()])]
    return match.end() if any(day and day.first == passage.date for day in days) else 0


def ticked(text: str) -> str:
    """What stands behind the boxes that are ticked, empty when none is."""
    return " ; ".join(match[1].strip() for match in _TICKED.finditer(text))


def _mentions(passage: Passage) -> Iterator[tuple[int, DateMention]]:
    if passage.line_kind is LineKind.BOX_OPEN:
        return
    text, lead = passage.text, entry_lead(passage)
    chosen = ticked(text)
    if chosen:
        for mention in (*find_dates(chosen), *_bare(chosen)):
            yield 0, mention
        return
    # a colon between "na" and the amount hides the period
    body = text[lead:].replace(": ", "  ")
    seen = find_dates(body)
    for mention in seen:
        yield lead + mention.start, mention
    if any(mention.kind is DateKind.RELATIVE for mention in seen):
        return
    if match := _AFTER_THIS.search(body):
        for mention in find_dates(f"over {match[1]}"):
            yield lead + match.start(), mention
    elif passage.label or passage.line_kind is LineKind.BOX_DONE:
        value = text[len(text) - len(_value_text(passage)) :]
        for mention in _bare(value):
            yield len(text) - len(value), mention
    if not seen and passage.hits_of("monitoring_sterk", "volg_contact", "volg_later"):
        yield from ((lead + start, mention) for start, mention in _shorthand(body))


def _shorthand(body: str) -> Iterator[tuple[int, DateMention]]:
    for match in _LOOSE_DAY.finditer(body):
        for mention in find_dates(f"op {match[1]}-{match[3]}"):
            yield match.start(), mention
        return
    for match in _SHORTHAND.finditer(body):
        for mention in find_dates(f"over {match[1]} {match[2]}"):
            yield match.start(), mention


def _bare(text: str) -> Iterator[DateMention]:
    """An amount that fills a field ("3 maanden") is a period from the day of the form."""
    match = _BARE.match(text)
    if match:
        yield from find_dates(f"over {match[1]}")


def _value_text(passage: Passage) -> str:
    if passage.value >= len(passage.tokens):
        return ""
    return " ".join(passage.source.text[passage.tokens[passage.value].start : passage.end].split())
