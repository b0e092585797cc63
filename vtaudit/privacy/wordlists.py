"""The word lists beside this module: plain text, one or more words a line, the first lines telling their source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from vtaudit.model.calendar import MONTH_NAMES, WEEKDAY_NAMES

_CALENDAR = frozenset((*MONTH_NAMES, *WEEKDAY_NAMES))
_COMMON = ("small_words", "case_words", "titles", "roles", "labels", "places")


@dataclass(frozen=True, slots=True)
class WordList:
    """Words without regard to capitals; `heads` and `tails` are what was written as `jeugd*` and `*gesprek`."""

    words: frozenset[str]
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self.words

    def fits(self, word: str) -> bool:
        """Whether the word is listed, or begins or ends as listed."""
        folded = word.casefold()
        return folded in self.words or folded.startswith(self.heads) or folded.endswith(self.tails)

    def alternatives(self) -> str:
        """Everything listed as one group of a regular expression, the longest first."""
        whole = (re.escape(word) for word in self.words)
        open_ended = (
            *(re.escape(head) + r"\w*" for head in self.heads),
            *(r"\w*" + re.escape(tail) for tail in self.tails),
        )
        return f"(?:{'|'.join(sorted((*whole, *open_ended), key=lambda word: (-len(word), word)))})"


@cache
def word_list(name: str) -> WordList:
    """The list `words/<name>.txt`."""
    lines = _text(name).splitlines()
    words = [word.casefold() for line in lines if not line.startswith("#") for word in line.split()]
    return WordList(
        frozenset(word for word in words if "*" not in word),
        tuple(word[:-1] for word in words if word.endswith("*")),
        tuple(word[1:] for word in words if word.startswith("*")),
    )


def is_of_calendar(word: str) -> bool:
    """Whether it names a month or a day of the week."""
    return word.casefold() in _CALENDAR


@lru_cache(maxsize=20000)
def is_common(word: str) -> bool:
    """Whether one of the lists explains a capital: a function word, a word of case files, a month, a title, a place."""
    return is_of_calendar(word) or any(word_list(name).fits(word) for name in _COMMON)


def _text(name: str) -> str:
    return (files("vtaudit.privacy") / "words" / f"{name}.txt").read_text(encoding="utf-8")
