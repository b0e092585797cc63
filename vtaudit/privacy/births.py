"""Days of birth: after 'geb.' and the like, and in brackets or the next cell after a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from vtaudit.privacy.letters import DATE, LETTER, WORD

_BORN = (
    r"(?i:\bgeb(?:\.|d\b\.?|oren\b|oortedat(?:um|a)\b|\.?\s?dat(?:um|\.)?|oortedag\b)?"
    r"|\bgeboorte\b|\bg\.d\.|(?<!\w)°)(?:\s*(?:op|is|was|kind|baby|moeder|vader|zoon|dochter|te\s+\w+|[:|=,(*]))*\s*"
)
BIRTH_DAY = re.compile(rf"{_BORN}(?P<it>{DATE})")
_YEAR = re.compile(r"(?<![\w-])(?:\d{1,2}[-/. ]\w{1,9}[-/. ])((?:19|20)\d\d)(?!\w)")
_AFTER_NAME = re.compile(
    rf"({WORD})\s?[,|(]+\s?(\d{{1,2}}[-/. ](?:\d{{1,2}}|{LETTER}{{3,9}})[-/. ]((?:19|20)\d\d))(?!\w)"
)
_CELLS = r"[|\t]"
_HEADER = re.compile(r"(?im)^[^\n\d]{0,200}?\bgeb[^\n\d]{0,200}\n")
_CELLS = r"[|\t]"
_LEAST_AGE = 2


def birth_days(text: str, names: Collection[str]) -> Iterator[str]:
    """The days of birth that a text tells, as it writes them.

    One after a name alone lies two years or more before most days in the text, or it may be that of a talk.
    """
    for match in BIRTH_DAY.finditer(text):
        yield " ".join(match["it"].split())
    for header in _HEADER.finditer(text):
        yield from _in_column(text[header.end() :], re.split(_CELLS, header[0].casefold()))
    years = sorted(int(year) for year in _YEAR.findall(text))
    for match in _AFTER_NAME.finditer(text):
        if match[1] in names and int(match[3]) <= years[len(years) // 2] - _LEAST_AGE:
            yield match[2]


def _in_column(below: str, header: list[str]) -> Iterator[str]:
    """The dates under a heading such as 'Geb. datum', as far as the table goes."""
    column = next(number for number, cell in enumerate(header) if re.search(r"\bgeb", cell))
    for line in below.splitlines():
        cells = re.split(_CELLS, line)
        if len(cells) != len(header) or len(header) < 2:
            return
        if re.fullmatch(DATE, cells[column].strip()):
            yield cells[column].strip()
