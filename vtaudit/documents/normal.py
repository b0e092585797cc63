"""Text for matching: hyphenation, ligatures and odd spaces undone, with every character's way back to the page text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

# pdfium swallows a line break after a hyphen and leaves U+0002 (or U+FFFE) in its place.
_HYPHEN_MARKS = "\x02\ufffe"
_SOFT_HYPHENS = "\u2010\u00ad"
_SPLIT = re.compile(rf"[{_HYPHEN_MARKS}]|(?<=\w)[{_SOFT_HYPHENS}]\s+(?=\w)")
_SUSPENDED = re.compile(r"(?:en|of|tot|en/of|als|dan wel)\b", re.IGNORECASE)

_REWRITE = re.compile(
    rf"""
      (?P<break>(?<=\w)[-{_HYPHEN_MARKS}{_SOFT_HYPHENS}][ \t]*(?:\r\n?|\n)[ \t]*(?=\w))
    | (?P<mark>[{_HYPHEN_MARKS}])
    | (?P<drop>[\u00ad\u200b-\u200d\u2060\ufeff])
    | (?P<newline>\r\n?)
    | (?P<space>[\u00a0\u2000-\u200a\u202f\u205f\u3000])
    | (?P<quote>[\u2018\u2019\u201a\u201b\u2032])
    | (?P<quotes>[\u201c-\u201f\u2033\u00ab\u00bb])
    | (?P<hyphen>[\u2010\u2011])
    | (?P<ligature>[\ufb00-\ufb06\u0132\u0133])
    | (?P<accent>[^\W\d_][\u0300-\u036f]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class NormalText:
    """A page text made fit for matching; `source` gives the offsets of a match in the original text."""

    text: str
    _starts: tuple[int, ...]
    _sources: tuple[int, ...]
    _replaced: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the original of the normal stretch [start, end); an empty stretch stays empty."""
        first = self._source_of(start)
        return (first, first) if end <= start else (first, self._source_of(end - 1, after=True))

    def sources(self) -> Iterator[int]:
        """For every character of the normal text the offset in the original where it begins."""
        for start, end, source, replaced in zip(
            self._starts, self._starts[1:], self._sources, self._replaced, strict=False
        ):
            yield from repeat(source, end - start) if replaced else range(source, source + end - start)

    def _source_of(self, position: int, *, after: bool = False) -> int:
        segment = bisect_right(self._starts, position) - 1
        replaced = self._replaced[segment]
        if replaced:
            return self._sources[segment] + (replaced if after else 0)
        return self._sources[segment] + position - self._starts[segment] + (1 if after else 0)


def normalise(text: str) -> NormalText:
    """Undo what layout did to words: join words split over lines, spell out ligatures, plain quotes and spaces.

    A hyphen at a line end stays where it belongs to the word (before a capital or a digit: `POH-GGZ`) and before
    `en` and `of` (`in- en uitstroom`). Lines otherwise stay lines, ended by a single newline.
    """
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    replaced: list[int] = []
    length = done = 0

    def add(piece: str, source: int, taken: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            sources.append(source)
            replaced.append(taken)
            length += len(piece)

    for match in _REWRITE.finditer(text):
        add(text[done : match.start()], done, 0)
        add(_replacement(text, match), match.start(), match.end() - match.start())
        done = match.end()
    add(text[done:], done, 0)
    # A closing entry, so that the offset just past the end has a place too.
    starts.append(length)
    sources.append(len(text))
    replaced.append(0)
    return NormalText("".join(pieces), tuple(starts), tuple(sources), tuple(replaced))


def rejoin(text: str) -> str:
    """Make words whole again that were split over two lines of a PDF; for showing, since offsets no longer hold."""
    return _SPLIT.sub(lambda match: _rejoined(text, match), text)


def _replacement(text: str, match: re.Match[str]) -> str:
    kind = match.lastgroup
    found = match.group()
    if kind in ("break", "mark"):
        return _rejoined(text, match)
    if kind == "drop":
        return ""
    if kind == "newline":
        return "\n"
    if kind == "space":
        return " "
    if kind == "quote":
        return "'"
    if kind == "quotes":
        return '"'
    if kind == "hyphen":
        return "-"
    return unicodedata.normalize("NFKC" if kind == "ligature" else "NFC", found)


def _rejoined(text: str, match: re.Match[str]) -> str:
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if match.group()[0] == "\u00ad":
        return ""
    if _SUSPENDED.match(text, match.end()):
        return "- "
    keeps_hyphen = not (before.isalpha() and after.isalpha() and before.islower() and after.islower())
    return "-" if keeps_hyphen else ""
