"""Page headers and footers: the lines that repeat from page to page, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vtaudit.model import Span

_ZONE = 5
_NUMBER_DEPTH = 3
_PAGE_NUMBER = re.compile(
    r"(?:[-–|]\s*)?(?:(?:pagina|pag\.?|blz\.?|bladzijde|blad|page|p\.)\s*)?"
    r"(?P<number>\d{1,4})(?:\s*(?:van|/|of|uit)\s*(?P<total>\d{1,4}))?(?:\s*[-–|])?",
    re.IGNORECASE,
)
_WORDED = re.compile(r"\b(?:pagina|pag|blz|bladzijde|page)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w\-/.:,])\d{1,4}(?![\w\-/:]|[.,]\d)")


def find_furniture(texts: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """Per page the stretches that are furniture, in reading order.

    A line counts when it stands at the top or bottom edge and returns on at least half of the pages, the page number
    apart; its first occurrence stays text. A line that is only a page number is furniture on every page.
    """
    zones = [_edges(text) for text in texts]
    pages = len(texts)
    seen_on: Counter[tuple[str, str]] = Counter()
    keys = [
        {(place, line): (place, _key(text, line, number, pages)) for place, lines in edges.items() for line in lines}
        for number, (text, edges) in enumerate(zip(texts, zones, strict=True), start=1)
    ]
    for each in keys:
        seen_on.update(set(each.values()))
    repeating = {key for key, count in seen_on.items() if count >= 2 and count * 2 >= pages}
    met: set[tuple[str, str]] = set()
    found: list[tuple[Span, ...]] = []
    for number, (text, edges) in enumerate(zip(texts, zones, strict=True), start=1):
        spans: set[tuple[int, int]] = set()
        for place, lines in edges.items():
            is_edge = True
            for depth, line in enumerate(lines):
                key = keys[number - 1][place, line]
                is_number = depth < _NUMBER_DEPTH and _is_page_number(text[line[0] : line[1]], number, pages)
                is_edge = is_edge and (is_number or key in repeating)
                if is_number or (is_edge and key in met):
                    spans.add(line)
                if is_edge:
                    met.add(key)
        found.append(tuple(Span(number, start, end) for start, end in sorted(spans)))
    return tuple(found)


def _edges(text: str) -> dict[str, list[tuple[int, int]]]:
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        kept = len(line.rstrip())
        if kept:
            lines.append((start, start + kept))
        start += len(line) + 1
    half = max(1, len(lines) // 2)
    return {"top": lines[: min(_ZONE, half)], "bottom": lines[::-1][: min(_ZONE, len(lines) - half)]}


def _key(text: str, line: tuple[int, int], number: int, pages: int) -> str:
    # Only the page number itself may differ: a date at the top of each page must not look like a header.
    def masked(match: re.Match[str]) -> str:
        return "#" if int(match.group()) in (number, pages) else match.group()

    found = text[line[0] : line[1]]
    # Most lines have no digit, and to see that is quick.
    if not _DIGIT.search(found):
        return " ".join(found.split()).casefold()
    # A browser ends the address with `1/3`; a slash elsewhere means a date.
    found = re.sub(rf"(?<=\s){number}/{pages}\s*$", "#", found)
    return " ".join(_NUMBER.sub(masked, found).split()).casefold()


def _is_page_number(line: str, number: int, pages: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.strip())
    if match is None:
        return False
    if _WORDED.search(line):
        return True
    total = match["total"]
    if total is not None:
        return int(match["number"]) == number and int(total) == pages
    return pages > 1 and int(match["number"]) == number
