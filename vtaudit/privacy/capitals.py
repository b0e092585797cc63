"""Capitals inside a sentence: what no list, no place and no lower case explains is taken for a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from vtaudit.privacy.letters import SURNAME, WORD, words_of
from vtaudit.privacy.settings import is_inside, is_thing
from vtaudit.privacy.wordlists import is_common, word_list

_CAPITALISED = re.compile(rf"(?<![\w@.-])(?<!\w['’])({WORD}(?:-{WORD}){{0,3}})(?![\w@])")


def capitals(text: str) -> Iterator[str]:
    """Words with a capital in the middle of a sentence, without those of institutions and of places after 'in'."""
    for match in _CAPITALISED.finditer(text):
        word = match[1]
        if not word.isupper() and is_inside(text, match.start()) and not is_thing(text, match.start(), match.end()):
            yield word


@cache
def _subject() -> re.Pattern[str]:
    verbs = word_list("verbs").alternatives()
    return re.compile(rf"(?<![\w@.-])(?<!\w['’])({WORD}(?:-{WORD}){{0,3}})(?:[ \t]+{SURNAME})?\s+{verbs}\b")


def subjects(text: str) -> Iterator[str]:
    """Words with a capital, also at the head of a sentence, that do what only people do, or are known given names."""
    given = word_list("given_names")
    for match in _subject().finditer(text):
        if not is_thing(text, match.start(1), match.end(1)):
            yield match[1]
    for match in _CAPITALISED.finditer(text):
        word = match[1]
        if not word.isupper() and (word in given or word.partition("-")[0] in given):
            yield word


_PAIR = re.compile(rf"(?<![\w@.-])(?<!\w['’])({WORD}(?:-{WORD}){{0,3}})[ \t]+({SURNAME})")


def surnames_after(text: str, names: Collection[str]) -> Iterator[str]:
    """What follows a given name straight away ('Saar van Eijsden'), unless it is a capital that a list explains."""
    given = word_list("given_names")
    for match in _PAIR.finditer(text):
        if match[1] in names and match[1] in given and (match[2][0].islower() or not is_common(words_of(match[2])[0])):
            yield match[2]
