"""The lines of a document or part as a reader sees them: no furniture, words whole, with their place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vtaudit.documents import normalise
from vtaudit.model import Document, Page, Span

_LINE = re.compile(r"[^\r\n\f]*\S")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. `text` is fit for matching and trimmed, `start` and `end` lie in the page text.

    `is_top` marks the first line of a page, `after_gap` a line with a blank line (or the page edge) above it.
    """

    page: int
    start: int
    end: int
    text: str
    is_top: bool
    after_gap: bool


def document_lines(document: Document) -> tuple[Line, ...]:
    """All lines in reading order, furniture left out."""
    return tuple(line for page in document.pages for line in _page_lines(page))


def _page_lines(page: Page) -> list[Line]:
    furniture = {(span.start, span.end) for span in page.furniture}
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(page.text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        # Furniture is kept as whole lines, from their first to their last visible character.
        if any(begin <= start and match.end() <= end for begin, end in furniture):
            continue
        breaks = page.text.count("\n", last_end, start)
        is_top = not found
        text = normalise(page.text[start : match.end()]).text.strip()
        if text:
            found.append(Line(page.number, start, match.end(), text, is_top, is_top or breaks > 1))
            last_end = match.end()
    return found


def spans_of(lines: Sequence[Line]) -> tuple[Span, ...]:
    """One span per stretch of lines on a page; lines that follow each other on a page are drawn together."""
    spans: list[Span] = []
    for line in lines:
        if spans and spans[-1].page == line.page:
            spans[-1] = Span(line.page, spans[-1].start, line.end)
        else:
            spans.append(Span(line.page, line.start, line.end))
    return tuple(spans)


def lines_within(lines: Iterable[Line], spans: Sequence[Span]) -> tuple[Line, ...]:
    """The lines that lie in one of the spans."""
    return tuple(
        line
        for line in lines
        if any(span.page == line.page and span.start <= line.start and line.end <= span.end for span in spans)
    )
