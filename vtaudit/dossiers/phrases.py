"""Phrases with wildcards, as they stand in criteria/documents.yaml, turned into one matcher per list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_SOME_WORDS = r"(?:\s+\S+){0,6}?"


def phrase_pattern(phrase: str) -> str:
    """The regular expression for one phrase: `*` in a word, `*` as a word, `...` for at most six words."""
    words = phrase.casefold().split()
    pattern = ""
    for word in words:
        if word in ("...", "…"):
            pattern += _SOME_WORDS
            continue
        piece = r"\S+" if word == "*" else r"\w*".join(re.escape(part) for part in word.split("*"))
        pattern += rf"\s+{piece}" if pattern else piece
    return rf"(?<!\w){pattern}(?!\w)"


@cache
def matcher(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for a list of phrases, the longest first; an empty list matches nothing."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase.split()), -len(phrase)))
    return re.compile("|".join(phrase_pattern(phrase) for phrase in ordered) or r"(?!)")


def occurrences(phrases: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """Where phrases of the list stand in `text` (casefolded), as `matcher` finds them one after another."""
    if any(map(text.__contains__, _plain_pieces(phrases))):
        yield from matcher(phrases).finditer(text)


def distinct_hits(phrases: tuple[str, ...], text: str) -> int:
    """How many different phrases of the list stand in `text` (casefolded)."""
    maybe = (phrase for phrase, piece in zip(phrases, _plain_pieces(phrases), strict=True) if piece in text)
    return sum(stands_in(phrase, text) for phrase in maybe)


def stands_in(phrase: str, text: str) -> bool:
    """Whether the phrase stands in `text` (casefolded)."""
    # Most phrases are not there: looking for their longest plain piece first is twenty times as fast.
    return _plain_piece(phrase) in text and matcher((phrase,)).search(text) is not None


@cache
def _plain_pieces(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_plain_piece, phrases))


@cache
def _plain_piece(phrase: str) -> str:
    return max(re.split(r"[\s*]+|\.\.\.|…", phrase.casefold()), key=len)
