"""One page of text under way: its lines, and the place of every table cell."""

from __future__ import annotations

from collections.abc import Iterable

from vtaudit.model import Page, Span, TableRow


class PageBuilder:
    """Collects pieces of text in reading order, so that cells point into the text that was built."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._rows: list[TableRow] = []

    def add(self, piece: str) -> None:
        """Text as it stands, without a line end."""
        self._pieces.append(piece)
        self._length += len(piece)

    def line(self, text: str) -> None:
        """A line; an empty one keeps the gap that it is."""
        self.add(f"{text}\n")

    def row(self, cells: Iterable[str]) -> None:
        """A line with the cells joined by ` | `; a row without any cell is nothing."""
        spans: list[Span] = []
        for cell in cells:
            if spans:
                self.add(" | ")
            start = self._length
            self.add(cell)
            spans.append(Span(1, start, self._length))
        if spans:
            self.add("\n")
            self._rows.append(TableRow(tuple(spans)))

    def page(self) -> Page:
        """Everything that was added, as page 1."""
        return Page(1, "".join(self._pieces), (), tuple(self._rows))
