"""Which passages are not of this case or are not filled in: another family, an earlier melding, a bare template."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.layout import LineKind
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.scope import Status
from vtaudit.model.calendar import MONTH_NAMES

_NOW = frozenset(
    [
        "nu",
        "thans",
        "inmiddels",
        "momenteel",
        "huidige",
        "heden",
        "vandaag",
        "gisteren",
        "vanmorgen",
        "vanmiddag",
        "intussen",
        "alsnog",
    ]
)
_YEAR = re.compile(
    rf"\b(?:in|uit|van|medio|eind|begin|zomer|najaar|voorjaar|{'|'.join(MONTH_NAMES)})\s+((?:19|20)\d\d)\b",
    re.I,
)
_LONG_AGO = timedelta(days=75)
_POINTS = 12

_FAMILY_NAME = re.compile(r"\b(?:gezin|familie|fam\.)\s+((?:(?:van|de|der|den|el|al)\s+)*[A-ZÀ-Ý][\w'’\-]+)")
_CASE_NAME = re.compile(
    r"\b[Ii]n (?:de|het) (?:zaak|kwestie|casus|dossier) (?:(?:van|met|aan|op|rond) )?(?:(?:de|het|den|der|van|el) )*"
    r"([A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý]\w+)*)"
)
_FAMILY_FIELD = re.compile(r"\s*(?:gezin|familie|gezinsnaam|familienaam|cliëntsysteem)\s*:\s*", re.I)
_NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ'’-]{2,}")
_HEAD = 8
"""Passages at the head of a piece in which it says whom it is about."""
_PLACEHOLDER = re.compile(
    r"\[(?:naam|datum|functie|rol|organisatie|plaats|adres|bedrag)\b[^\]]*\]|"
    r"\((?:doorhalen|doorstrepen)\b[^)]*\)|\bdoorhalen wat niet\b|"
    r"(?:^|:)\s*\((?:bijv|bijvoorbeeld|voorbeeld|b\.v\.)[^)]*\)\s*$|"
    r"\b(?:bijv\.?|bijvoorbeeld)[^)]*\)\s*:?\s*[_.…]{3,}\s*$",
    re.I,
)
_LEFT_OPEN = ("[", "(", ")", "doorhalen", "....", "___", "……")
"""One of these stands in every placeholder and hole; looking for them first is much faster."""
_HOLE = re.compile(r"\w[\w ,/]*(?:\.{4,}|_{3,}|…{2,})[ ,]*\w")
_OLD_HEADING = re.compile(r"\b(?:uit|van|in|anno)\s+((?:19|20)\d\d)\b", re.I)


def marks(passages: Sequence[Passage], received: date | None) -> tuple[Status | None, ...]:
    """For every passage whether it tells of an earlier case or another family; carries on within a paragraph."""
    found: list[Status | None] = []
    melding = " ".join(passage.text for passage in passages if passage.kind == "melding")
    ours = _our_families(melding)
    strange = _strange_parts(passages, melding)
    for passage in passages:
        own = _own_mark(passage, received)
        if own is None and (
            _names_another_family(passage, ours)
            or _names_another_case(passage, melding)
            or "ander_gezin" in passage.heading_hits
            or passage.part in strange
            or _stands_below(passages, found, passage)
        ):
            own = Status.OTHER_FAMILY
        if own is None and found and not passage.opens_line and not _is_now(passage, received):
            before = passages[passage.number - 1]
            if before.part == passage.part and before.line == passage.line and before.entry == passage.entry:
                own = found[-1]
        found.append(own)
    return tuple(found)


def _stands_below(passages: Sequence[Passage], found: Sequence[Status | None], passage: Passage) -> bool:
    """A point of a list under a point with another sign that speaks of another family: 'Punt 2 - ...', then '- ...'."""
    if passage.line_kind is not LineKind.BULLET:
        return False
    for before in previous_in_entry(passages, passage, _POINTS):
        if before.line_kind is not LineKind.BULLET or not before.opens_line:
            return False
        if _sign(before) != _sign(passage):
            return found[before.number] is Status.OTHER_FAMILY
    return False


def _sign(passage: Passage) -> str:
    """What stands before the words of a point, figures alike."""
    text = passage.source.text
    return re.sub(r"\d+", "1", text[text.rfind("\n", 0, passage.start) + 1 : passage.start])


def _strange_parts(passages: Sequence[Passage], melding: str) -> frozenset[int]:
    """Pieces with a field for the family at their head in which no name stands that another piece knows too.

    Not only the melding: a melder may call a family by the father, and we by the mother.
    """
    if not _our_families(melding):
        return frozenset()
    first: dict[int, int] = {}
    found = set()
    for passage in passages:
        start = first.setdefault(passage.part, passage.number)
        if passage.kind == "melding" or passage.number - start >= _HEAD or not passage.opens_line:
            continue
        if _FAMILY_FIELD.match(passage.text):
            line = [one for one in passages[passage.number : start + _HEAD] if _same_line(one, passage)]
            names = {name for one in line for name in _names(one, passage.value if one is passage else 0)}
            if names and not any(one.part != passage.part and _knows(one, names) for one in passages):
                found.add(passage.part)
    return frozenset(found)


def _knows(passage: Passage, names: Collection[str]) -> bool:
    return any(name in passage.text for name in names)


def _names(passage: Passage, first: int) -> Iterator[str]:
    """Words with a capital from `first` on that no word list knows."""
    known = {place for hit in passage.hits for place in range(hit.start, hit.end)}
    for place in range(first, len(passage.tokens)):
        if place not in known and _NAME.fullmatch(passage.tokens[place].text):
            yield passage.tokens[place].text


def _same_line(one: Passage, other: Passage) -> bool:
    return (one.part, one.entry, one.line) == (other.part, other.entry, other.line)


def _our_families(text: str) -> str:
    """The text of the melding where it names the family, empty where it does not: then no name is another one."""
    return text if _FAMILY_NAME.search(text) or re.search(r"\b(?:gezin|familie|achternaam)\s*:", text, re.I) else ""


def _names_another_case(passage: Passage, ours: str) -> bool:
    """'In de zaak Hofman': a name, or a street, that stands nowhere in our melding."""
    named = [match[1] for match in _CASE_NAME.finditer(passage.text)]
    return bool(named) and bool(ours) and not any(name in ours for name in named)


def _names_another_family(passage: Passage, ours: str) -> bool:
    if not ours:
        return False
    named = [match[1].split()[-1] for match in _FAMILY_NAME.finditer(passage.text)]
    return bool(named) and not any(name in ours for name in named)


def _own_mark(passage: Passage, received: date | None) -> Status | None:
    concepts = passage.concepts
    text = passage.text.lower()
    if any(map(text.__contains__, _LEFT_OPEN)) and (
        _PLACEHOLDER.search(passage.text) or (not passage.label and _HOLE.search(passage.text))
    ):
        return Status.EMPTY
    old = _OLD_HEADING.search(passage.heading) if received else None
    if old and received and int(old[1]) < received.year - 1:
        return Status.EARLIER
    if "ander_gezin" in concepts and not _only_explains(passage):
        return Status.OTHER_FAMILY
    if "history_label" in passage.label_hits and passage.label:
        return Status.EARLIER
    if "history_label" in passage.heading_hits and re.search(
        r"archief|histor|geschiedenis|eerder", passage.heading, re.I
    ):
        return Status.EARLIER
    if received and passage.date and passage.date < received - _LONG_AGO:
        return Status.EARLIER
    if "eerder" in concepts and not _is_now(passage, received):
        return Status.EARLIER
    if received and _tells_of_long_ago(passage, received):
        return Status.EARLIER
    return None


def _only_explains(passage: Passage) -> bool:
    """'..., want ik was daar toch voor een ander gezin': the other family is why, not what it is about."""
    because = next((at for at, token in enumerate(passage.tokens) if token.norm in ("want", "omdat", "aangezien")), 0)
    return 0 < because < min(hit.start for hit in passage.hits_of("ander_gezin"))


def _tells_of_long_ago(passage: Passage, received: date) -> bool:
    text = passage.text
    if re.search(r"\bgeb(?:oren|\.)|\bsinds\b|\bvanaf\b", text, re.I):
        return False
    years = [int(match[1]) for match in _YEAR.finditer(text)]
    days = [
        moment.last
        for mention in find_dates(text)
        if mention.kind is DateKind.DAY and mention.year and (moment := resolve(mention, None)) is not None
    ]
    days = [day for day in days if day != passage.date]
    old = any(year < received.year - (0 if received.month > 3 else 1) for year in years) or any(
        day < received - _LONG_AGO for day in days
    )
    recent = any(year >= received.year for year in years) or any(day >= received for day in days)
    return old and not recent


def _is_now(passage: Passage, received: date | None) -> bool:
    if any(token.norm in _NOW for token in passage.tokens[:4]):
        return True
    if received is None:
        return False
    return any(
        (moment := resolve(mention, None)) is not None and moment.first >= received
        for mention in find_dates(passage.text)
        # the date that opens a journal entry says when it was written, not of when it tells
        if mention.kind is DateKind.DAY
        and mention.year
        and not (passage.kind == "contactjournaal" and passage.opens_line and mention.start < 2)
    )
