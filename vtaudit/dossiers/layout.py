"""The shape of a document, whatever stands above it: a letter, a mail, or lines that start with a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vtaudit.dossiers.cues import Layouts
from vtaudit.dossiers.days import leading_day
from vtaudit.dossiers.lines import Line
from vtaudit.dossiers.phrases import matcher

_PLACE_AND_DAY = re.compile(
    r"[A-Z][\w' -]{1,30}, (?:\w{2,9} )?(?:\d{1,2} [a-z]{3,9}\.? \d{4}|\d{1,2}-\d{1,2}-\d{2,4})\.?"
)
_HEAD_LINES = 14


def letter_score(lines: Sequence[Line], layouts: Layouts) -> float:
    """0 to 10: salutation, closing, and a line with place and date."""
    opening = matcher(layouts.letter_openings)
    closing = matcher(layouts.letter_closings)
    texts = [line.text for line in lines]
    score = 0.0
    if any(opening.match(text.casefold()) and _is_salutation(text) for text in texts):
        score += 4
    if any(closing.match(text.casefold()) and len(text.split()) <= 8 for text in texts):
        score += 3
    # "Terugkijken, 4 april 2023" above a note looks the same as the place and day above a letter.
    if score and any(_PLACE_AND_DAY.fullmatch(text) for text in texts[:_HEAD_LINES]):
        score += 3
    return score


def _is_salutation(text: str) -> bool:
    return len(text.split()) <= 14 and (text.endswith((",", ":", "!")) or len(text.split()) <= 4)


def mail_score(lines: Sequence[Line], layouts: Layouts) -> float:
    """0, 5 (only sender and addressee, one under the other) or 9 (with subject or moment of sending)."""
    plain = mail_headers(lines[:_HEAD_LINES], layouts.mail_headers)
    only = mail_headers(lines[:_HEAD_LINES], layouts.mail_only_headers)
    if len(plain) + len(only) < 2 or not plain:
        return 0.0
    if only:
        return 9.0
    return 5.0 if max(plain) - min(plain) == 1 else 0.0


def mail_headers(lines: Sequence[Line], names: tuple[str, ...]) -> list[int]:
    """The numbers of the lines that start with one of these fields."""
    header = _header(names)
    return [number for number, line in enumerate(lines) if header.match(line.text.casefold())]


@cache
def _header(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{matcher(names).pattern})\.?\s*[:|]")


def journal_score(lines: Sequence[Line]) -> float:
    """0 to 9: how many lines open with a date, when they are a fair share of all lines."""
    dated = sum(leading_day(line.text) is not None for line in lines)
    if not lines or dated < 2 or dated / len(lines) < 0.12:
        return 0.0
    return {2: 2.5, 3: 5.0, 4: 7.0}.get(dated, 9.0)
