"""Which passages are not of this case or are not filled in: another family, an earlier melding, a bare template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.passages import Passage
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

_FAMILY_NAME = re.compile(r"\b(?:gezin|familie|fam\.)\s+((?:(?:van|de|der|den|el|al)\s+)*[A-ZÀ-Ý][\w'’\-]+)")
_PLACEHOLDER = re.compile(
    r"\[(?:naam|datum|functie|rol|organisatie|plaats|adres|bedrag)\b[^\]]*\]|"
    r"\((?:doorhalen|doorstrepen)\b[^)]*\)|\bdoorhalen wat niet\b|"
    r"(?:^|:)\s*\((?:bijv|bijvoorbeeld|voorbeeld|b\.v\.)[^)]*\)\s*$|"
    r"\b(?:bijv\.?|bijvoorbeeld)[^)]*\)\s*:?\s*[_.…]{3,}\s*$",
    re.I,
)
_HOLE = re.compile(r"\w[\w ,/]*(?:\.{4,}|_{3,}|…{2,})[ ,]*\w")
_OLD_HEADING = re.compile(r"\b(?:uit|van|in|anno)\s+((?:19|20)\d\d)\b", re.I)


def marks(passages: Sequence[Passage], received: date | None) -> tuple[Status | None, ...]:
    """For every passage whether it tells of an earlier case or another family; carries on within a paragraph."""
    found: list[Status | None] = []
    ours = _our_families(passages)
    for passage in passages:
        own = _own_mark(passage, received)
        if own is None and _names_another_family(passage, ours):
            own = Status.OTHER_FAMILY
        if own is None and found and not passage.opens_line and not _is_now(passage, received):
            before = passages[passage.number - 1]
            if before.part == passage.part and before.line == passage.line and before.entry == passage.entry:
                own = found[-1]
        found.append(own)
    return tuple(found)


def _our_families(passages: Sequence[Passage]) -> str:
    """The text of the melding where it names the family, empty where it does not: then no name is another one."""
    text = " ".join(passage.text for passage in passages if passage.kind == "melding")
    return text if _FAMILY_NAME.search(text) or re.search(r"\b(?:gezin|familie|achternaam)\s*:", text, re.I) else ""


def _names_another_family(passage: Passage, ours: str) -> bool:
    if not ours:
        return False
    named = [match[1].split()[-1] for match in _FAMILY_NAME.finditer(passage.text)]
    return bool(named) and not any(name in ours for name in named)


def _own_mark(passage: Passage, received: date | None) -> Status | None:
    concepts = passage.concepts()
    if _PLACEHOLDER.search(passage.text) or (not passage.label and _HOLE.search(passage.text)):
        return Status.EMPTY
    old = _OLD_HEADING.search(passage.heading) if received else None
    if old and received and int(old[1]) < received.year - 1:
        return Status.EARLIER
    if "ander_gezin" in concepts:
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
