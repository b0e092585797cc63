"""A dossier as passages: sentences with their concepts and everything around them that decides how they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from vtaudit.language.layout import Line, LineKind, SourceText, is_empty_value, label_length, source_text, split_lines
from vtaudit.language.lexicon import Hit, Lexicon
from vtaudit.language.sentences import Splitter, Token
from vtaudit.model import Document, Dossier, Evidence, Part


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence (or form row) with its context; no spaCy object is kept.

    Two passages are the same only when they are one object, so that what is found in one can be remembered by it.

    `value` is the index of the first token after the label, `cells` are token ranges of a table row. `label_hits` and
    `heading_hits` are concept names seen in the label of this field and in the headings above. `opens_line` is true
    for the first sentence of a line.
    """

    number: int
    part: int
    kind: str
    entry: int
    date: date | None
    line: int
    line_kind: LineKind
    opens_line: bool
    label: str
    heading: str
    tokens: tuple[Token, ...]
    value: int
    hits: tuple[Hit, ...]
    label_hits: frozenset[str]
    heading_hits: frozenset[str]
    source: SourceText = field(repr=False)
    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()
    is_first_of_part: bool = False

    @cached_property
    def text(self) -> str:
        """The normalised text, wrapped lines joined."""
        return " ".join(self.source.text[self.start : self.end].split())

    @cached_property
    def is_empty_field(self) -> bool:
        """A label with nothing, dots, lines or only 'volgt' behind it."""
        value = " ".join(token.text for token in self.tokens[self.value :]) if self.label else ""
        return bool(self.label) and (not any(map(str.isalnum, value)) or is_empty_value(value))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Names of the concepts in the sentence itself."""
        return frozenset(hit.concept for hit in self.hits)

    def hits_of(self, *concepts: str) -> tuple[Hit, ...]:
        """The hits of these concepts, in order."""
        if self.concepts.isdisjoint(concepts):
            return ()
        return tuple(hit for hit in self.hits if hit.concept in concepts)

    def quote(self, first: int = 0, last: int | None = None) -> Evidence:
        """The verbatim passage, or the tokens from `first` up to `last` of it."""
        tokens = self.tokens[first : last if last is not None else len(self.tokens)]
        return self.source.quote(tokens[0].start, tokens[-1].end)


_LISTED = (LineKind.BULLET, LineKind.BOX_OPEN, LineKind.BOX_DONE)


def read_passages(dossier: Dossier, splitter: Splitter, lexicon: Lexicon) -> tuple[Passage, ...]:
    """Every sentence of every part, in order of delivery."""
    documents = {document.path: document for document in dossier.documents}
    splitter = splitter.for_texts([page.text for document in dossier.documents for page in document.pages])
    found: list[Passage] = []
    for number, part in enumerate(dossier.parts):
        first = len(found)
        for passage in _part_passages(documents[part.document], number, part, splitter, lexicon):
            found.append(replace(passage, number=len(found), is_first_of_part=len(found) == first))
    return tuple(found)


def _part_passages(
    document: Document, number: int, part: Part, splitter: Splitter, lexicon: Lexicon
) -> Iterator[Passage]:
    title_hits = _names(part.title, splitter, lexicon)
    for index, entry in enumerate(part.entries):
        source = source_text(document, entry.spans)
        when = entry.date or part.date
        heading, heading_hits = part.title, title_hits
        lines = split_lines(source)
        columns: tuple[Line, ...] = ()
        for line_number, line in enumerate(lines):
            before = lines[line_number - 1].kind if line_number else None
            after = lines[line_number + 1].kind if line_number + 1 < len(lines) else None
            if (before in _LISTED and line.kind not in _LISTED) or (
                before is LineKind.ROW and line.kind is not LineKind.ROW
            ):
                heading, heading_hits = part.title, title_hits
            tokens = splitter.tokens(source.text, line.start, line.end)
            if not tokens:
                continue
            blank = Passage(
                0, number, part.kind, index, when, line_number, line.kind, True, "", heading, (), 0, (),
                frozenset(), heading_hits, source, line.start, line.end,
            )  # fmt: skip
            yield from _line_passages(source, line, tokens, splitter, lexicon, blank)
            if line.kind is LineKind.ROW and columns and len(columns[0].cells) == len(line.cells):
                yield from _columns(source, columns[0], line, splitter, lexicon, blank)
            body = source.text[line.start : line.end]
            introduces = body.rstrip().endswith((":", "?")) and line.kind not in _LISTED
            starts_list = after in _LISTED and line.kind not in _LISTED
            starts_table = line.kind is LineKind.ROW and before is not LineKind.ROW and len(line.cells) > 2
            columns = (line,) if starts_table else columns if line.kind is LineKind.ROW else ()
            if line.kind is LineKind.HEADING or introduces or starts_list or starts_table:
                heading, heading_hits = body.strip(), _names(body, splitter, lexicon)


def _columns(
    source: SourceText, header: Line, line: Line, splitter: Splitter, lexicon: Lexicon, blank: Passage
) -> Iterator[Passage]:
    """The cells of a row once more, each as a field under the head of its column, where that head is a form label."""
    for (first, last), (start, end) in zip(header.cells, line.cells, strict=True):
        label = " ".join(source.text[first:last].split())
        hits = _names(label, splitter, lexicon)
        tokens = splitter.tokens(source.text, start, end)
        if tokens and any(name.endswith("_label") or name.startswith("dag_") for name in hits):
            yield replace(
                blank,
                line_kind=LineKind.FIELD,
                opens_line=False,
                label=label,
                label_hits=hits,
                tokens=tokens,
                hits=lexicon.find([token.norm for token in tokens]),
                start=tokens[0].start,
                end=tokens[-1].end,
            )


def _line_passages(
    source: SourceText, line: Line, tokens: tuple[Token, ...], splitter: Splitter, lexicon: Lexicon, blank: Passage
) -> Iterator[Passage]:
    if line.kind is LineKind.ROW:
        yield _row(source, line, tokens, lexicon, blank)
        return
    body = tuple(token for token in tokens if token.start >= line.lead) or tokens
    label, label_hits = "", frozenset[str]()
    if line.kind in (LineKind.BOX_OPEN, LineKind.BOX_DONE):
        label, label_hits = blank.heading, blank.heading_hits
    for position, sentence in enumerate(splitter.sentences(body)):
        start, end = sentence[0].start, sentence[-1].end
        own = (
            label_length(source.text[start:end])
            if position or line.label_end == line.lead
            else line.label_end - line.lead
        )
        value = 0
        if own:
            value = sum(token.end <= start + own for token in sentence)
            label = source.text[start : start + own].strip(" :=\n")
            label_hits = frozenset(
                hit.concept for hit in lexicon.find([t.norm for t in sentence[:value] if t.text not in (":", "=")])
            )
        yield replace(
            blank,
            opens_line=position == 0,
            label=label,
            label_hits=label_hits,
            tokens=sentence,
            value=value,
            hits=lexicon.find([token.norm for token in sentence]),
            start=start,
            end=end,
        )


def _row(source: SourceText, line: Line, tokens: tuple[Token, ...], lexicon: Lexicon, blank: Passage) -> Passage:
    cells = tuple(
        (
            sum(token.start < start for token in tokens),
            sum(token.start < end for token in tokens),
        )
        for start, end in line.cells
    )
    label, value, hits = "", 0, frozenset[str]()
    if len(cells) >= 2 and cells[0][1] > cells[0][0]:
        first, last = cells[0]
        label = " ".join(token.text for token in tokens[first:last])
        value = cells[1][0]
        hits = frozenset(hit.concept for hit in lexicon.find([token.norm for token in tokens[first:last]]))
    return replace(
        blank,
        label=label,
        label_hits=hits,
        tokens=tokens,
        value=value,
        cells=cells,
        hits=lexicon.find([token.norm for token in tokens]),
        start=line.start,
        end=line.end,
    )


def _names(text: str, splitter: Splitter, lexicon: Lexicon) -> frozenset[str]:
    tokens = splitter.tokens(text, 0, len(text))
    return frozenset(hit.concept for hit in lexicon.find([token.norm for token in tokens]))


def previous_in_entry(passages: Sequence[Passage], passage: Passage, count: int) -> tuple[Passage, ...]:
    """Up to `count` passages before this one in the same entry, nearest first."""
    found: list[Passage] = []
    index = passage.number - 1
    while index >= 0 and len(found) < count:
        other = passages[index]
        if (other.part, other.entry) != (passage.part, passage.entry):
            break
        found.append(other)
        index -= 1
    return tuple(found)


def following_in_entry(passages: Sequence[Passage], passage: Passage, count: int) -> tuple[Passage, ...]:
    """Up to `count` passages after this one in the same entry, nearest first."""
    found: list[Passage] = []
    for other in passages[passage.number + 1 : passage.number + 1 + count]:
        if (other.part, other.entry) != (passage.part, passage.entry):
            break
        found.append(other)
    return tuple(found)


def box_question(passages: Sequence[Passage], passage: Passage) -> Passage | None:
    """The question above a ticked box, None when this is no ticked box or nothing is asked in words."""
    if passage.line_kind is not LineKind.BOX_DONE or not passage.label:
        return None
    asked = passage.label.strip(" :?")
    for other in previous_in_entry(passages, passage, 6):
        if other.line_kind not in (LineKind.BOX_DONE, LineKind.BOX_OPEN) and other.text.strip(" :?") == asked:
            return other
    return None


__all__ = ["Passage", "box_question", "following_in_entry", "is_empty_value", "previous_in_entry", "read_passages"]
