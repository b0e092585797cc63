"""From page text to logical lines: wrapped lines joined, labels with values, bullets, boxes, table rows, headings."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import repeat

from vtaudit.documents.normal import normalise
from vtaudit.model import Document, Evidence, Page, Span


class LineKind(StrEnum):
    """What a line looks like on paper."""

    TEXT = "tekst"
    HEADING = "kop"
    FIELD = "veld"
    BULLET = "opsomming"
    BOX_OPEN = "vakje_leeg"
    BOX_DONE = "vakje_aan"
    ROW = "tabelrij"


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line of `SourceText`; `label_end` is where the value of a field starts (equal to start if none).

    `lead` is the offset after bullet, number or box. `cells` are the cells of a table row.
    """

    kind: LineKind
    start: int
    end: int
    lead: int
    label_end: int
    cells: tuple[tuple[int, int], ...] = ()
    gap_before: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """Normalised text of an entry with, for every character, the page and the offset it came from."""

    document: str
    text: str
    pages: array[int]
    offsets: array[int]
    leaves: tuple[Page, ...]

    def quote(self, start: int, end: int) -> Evidence:
        """The verbatim passage behind [start:end]; a passage over two pages is cut at the end of the first."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        page = self.pages[start]
        last = start
        for position in range(start, end):
            if self.pages[position] != page:
                break
            last = position
        first, final = self.offsets[start], self.offsets[last] + 1
        leaf = self.leaves[page - 1]
        quote = " ".join(leaf.text[first:final].split())
        doubtful, unseen = (
            any(span.start < final and first < span.end for span in spans) for spans in (leaf.doubtful, leaf.unseen)
        )
        return Evidence(self.document, page, first, final, quote, leaf.ocr, doubtful, unseen)


def source_text(document: Document, spans: tuple[Span, ...]) -> SourceText:
    """Join the spans of an entry, without repeating page headers and footers."""
    texts: list[str] = []
    pages, offsets = array("i"), array("i")
    for span in spans:
        page = document.pages[span.page - 1]
        skipped = [(piece.start, piece.end) for piece in page.furniture]
        for start, end in _without(span.start, span.end, skipped):
            normal = normalise(page.text[start:end])
            texts += (normal.text, "\n")
            pages.extend(repeat(span.page, len(normal.text) + 1))
            offsets.extend(start + source for source in normal.sources())
            offsets.append(max(start, end - 1))
    return SourceText(document.path, "".join(texts), pages, offsets, document.pages)


def _without(start: int, end: int, skipped: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = start
    for first, last in sorted(skipped):
        if last <= position or first >= end:
            continue
        if first > position:
            yield position, first
        position = max(position, last)
    if position < end:
        yield position, end


_BULLET = re.compile(r"(?:[-*•o▪–·>+]|\(?\d{1,2}[.)]|[a-h][.)]|(?:punt|afspraak|regel|nr\.?) \d+ ?[-:.)])\s+", re.I)
_BOX = re.compile(r"(?:[-*•]\s*)?(\[\s*\]|☐|□|\[[xXvV]\]|☒|☑|✓|✔)\s*")
_BOX_ANYWHERE = re.compile(r"\[\s*\](?=\s)|☐|□|\[[xXvV]\](?=\s)|☒|☑")
_QUESTION = re.compile(
    r"(?:[-*•>\d.)]*\s*)?(?:bij wie|met wie|door wie|wie|wat|wanneer|hoe|waarom|welke|waar|"
    r"zijn|is|heeft|hebben|worden|wordt)\b[^?:|]{0,110}\?\s*",
    re.I,
)
_LABEL = re.compile(
    r"(?P<label>[^\W\d_(\"'*+#\[-][^:|\n?!;]{1,70}?|[(*+#-]? ?[^\W\d_][^:|\n?!;]{1,60}?)\s?:(?=\s|$|\.|_|☐|\[)"
)
# "1.1 Melder: ..." but not "9.30 Moeder: ...": minutes have two digits.
_SECTION = re.compile(r"\d\.\d\.?\s+(?=[A-ZÀ-Ý])")
_ENTRY = re.compile(r"(?:(?:ma|di|wo|do|vr|za|zo)\w*\s)?\d{1,2}(?:[-/.]\d{1,2}|\s[a-z]{3,9}\b)", re.I)
_EMPTY_VALUE = re.compile(
    r"[\s._…\-–—/|:☐□]*+(?:in overleg|volgt(?: nog)?|komt nog|nog in ?(?:te )?vullen|later invullen)?"
    r"[\s._…\-–—/|:☐□]*+\Z",
    re.I,
)
_END = re.compile(r"[.!?:;…\"')»]\Z")
_SHORTENED = re.compile(
    r"(?:\b[A-Z]|\b(?:mw|dhr|mevr|mvr|hr|dr|drs|fam|nr|tel|bijv|o\.a|d\.d|i\.v\.m|i\.o\.m|jl|a\.s|ca|t\.a\.v))\.\Z",
    re.I,
)
_EQUALS = re.compile(r"(?P<label>[^\W\d_][^=:|\n?!;.]{1,38}?) = ?(?=\S|$)")
_MAX_LABEL_WORDS, _SHORT_CELL = 9, 4


def is_empty_value(text: str) -> bool:
    """A value of dots, lines or 'volgt', or none: not filled in (n.v.t. is an answer, a bare label not)."""
    return bool(_EMPTY_VALUE.match(text))


def split_lines(source: SourceText) -> tuple[Line, ...]:
    """Cut an entry into logical lines, in order."""
    raw = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", source.text)]
    width = max((end - start for start, end in raw), default=0)
    wraps = source.document.lower().endswith(".pdf")
    lines: list[Line] = []
    index = 0
    while index < len(raw):
        start, end = raw[index]
        if not source.text[start:end].strip():
            index += 1
            continue
        last = index
        while last + 1 < len(raw) and _continues(source.text, raw[last], raw[last + 1], width, raw[index], wraps):
            last += 1
        gap = index == 0 or source.text[raw[index - 1][1] : start].count("\n") > 1
        lines.extend(_boxes(source.text, start, raw[last][1], gap) or (_line(source.text, start, raw[last][1], gap),))
        index = last + 1
    return tuple(lines)


def _boxes(text: str, start: int, end: int, gap: bool) -> tuple[Line, ...]:
    """Several boxes on one line: what stands before them is their heading, each box a line of its own."""
    places = [match.start() + start for match in _BOX_ANYWHERE.finditer(text[start:end])]
    cells = tuple(_cells(text[start:end], start)) if len(places) == 1 else ()
    if len(cells) > 2 and any(a <= places[0] < b and len(text[a:b].split()) <= _SHORT_CELL for a, b in cells):
        # One answer in a row of more: whose it is and how stand in the other cells.
        return ()
    if not places or (len(places) == 1 and not text[start : places[0]].strip()):
        return ()
    head = (_line(text, start, places[0], gap),) if text[start : places[0]].strip() else ()
    heading = tuple(replace(line, kind=LineKind.HEADING, label_end=line.lead) for line in head)
    pieces = zip(places, [*places[1:], end], strict=True)
    return (*heading, *(_line(text, first, last, False) for first, last in pieces if text[first:last].strip()))


def _line(text: str, start: int, end: int, gap: bool) -> Line:
    while start < end and text[start].isspace():
        start += 1
    body = text[start:end]
    cells = tuple(_cells(body, start))
    if cells:
        return Line(LineKind.ROW, start, end, start, start, cells, gap)
    box = _BOX.match(body)
    if box:
        kind = (
            LineKind.BOX_OPEN
            if (box[1][1:-1].strip() == "" and box[1] in ("☐", "□")) or not box[1].strip("[] ")
            else LineKind.BOX_DONE
        )
        return Line(kind, start, end, start + box.end(), start + box.end(), (), gap)
    bullet = _BULLET.match(body)
    lead = start + (bullet.end() if bullet else 0)
    label = _label_end(text[lead:end])
    if not label and (section := _SECTION.match(body)):
        lead = start + section.end()
        label = _label_end(text[lead:end])
        lead = lead if label else start
    if bullet and not _is_heading(body):
        return Line(LineKind.BULLET, start, end, lead, lead + label, (), gap)
    if label:
        return Line(LineKind.FIELD, start, end, lead, lead + label, (), gap)
    if _is_heading(body):
        return Line(LineKind.HEADING, start, end, lead, lead, (), gap)
    return Line(LineKind.TEXT, start, end, start, start, (), gap)


def _cells(body: str, start: int) -> Iterator[tuple[int, int]]:
    if " | " not in body and not (body.startswith("|") and body.endswith("|")) and "\t" not in body.strip():
        return
    separator = "|" if "|" in body else "\t"
    position = 0
    pieces = body.split(separator)
    for piece in pieces:
        inner = piece.strip()
        if inner or (0 < position < len(body) - 1):
            first = position + (len(piece) - len(piece.lstrip())) if inner else position
            yield start + first, start + first + len(inner)
        position += len(piece) + 1


def label_length(body: str) -> int:
    """Length of `Label:` with the space after it, 0 when the text does not start with one."""
    return _label_end(body)


def _label_end(body: str) -> int:
    body = body.replace("\n", " ")
    match = _LABEL.match(body) or _EQUALS.match(body)
    if not match:
        asked = _QUESTION.match(body)
        return asked.end() if asked and len(asked[0].split()) <= 14 else 0
    label = match["label"]
    if len(label.split()) > _MAX_LABEL_WORDS or re.search(r"\d[.:]\d|[.] [A-Z]", label):
        return 0
    end = match.end()
    while end < len(body) and body[end] == " ":
        end += 1
    return end


def _is_heading(body: str) -> bool:
    stripped = body.strip(" =-+#*.")
    if not 2 <= len(stripped) <= 70 or stripped.endswith((".", ",", ";", "?", "!")):
        return False
    letters = [char for char in stripped if char.isalpha()]
    if len(letters) < 3:
        return False
    if sum(char.isupper() for char in letters) > 0.7 * len(letters):
        return True
    return (
        len(stripped.split()) <= 6
        and bool(re.match(r"(?:\W*(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s+)?[A-ZÀ-Ý]", stripped))
        and (body.endswith(":") or not re.search(r"[,;(]", stripped))
        and not _END.search(body.rstrip())
    )


def _continues(
    text: str, line: tuple[int, int], following: tuple[int, int], width: int, first: tuple[int, int], wraps: bool
) -> bool:
    """Whether the next physical line belongs to the same logical line; `wraps` for files cut in lines by layout."""
    if text[line[1] : following[0]].count("\n") > 1:
        return False
    body, after = text[line[0] : line[1]].strip(), text[following[0] : following[1]].strip()
    if not body or not after:
        return False
    dated = bool(_ENTRY.match(after)) and (not wraps or len(body) < 0.55 * width or bool(_END.search(body)))
    starts_new = bool(_BULLET.match(after) or _BOX.match(after) or dated or _label_end(after) or " | " in after)
    whole = text[first[0] : line[1]].strip()
    label = _label_end(whole)
    if label and whole[:label].rstrip().endswith("?") and whole[label:]:
        label = 0
    if label and is_empty_value(whole[label:]):
        own = _BULLET.match(after) or _BOX.match(after) or _label_end(after) or " | " in after or _is_shouting(after)
        return not own
    if starts_new:
        short = after[0].islower() or re.fullmatch(r"\w+(?: \w+)?\s?:", after) is not None
        open_label = short and not _END.search(body) and not _BULLET.match(after) and " | " not in after
        return open_label and len(body) < 40 and not _label_end(body) and not _is_shouting(body)
    if _is_shouting(after) or _is_shouting(body):
        return False
    if " | " in body:
        # The last cell of a row typed as text runs on.
        return not _END.search(body) and after[0].islower() and len(body) >= 0.6 * width
    if _SHORTENED.search(body):
        return len(body) >= 0.6 * width
    if _END.search(body) and not after[0].islower():
        return body[-1] in ".!?" and width >= 60 and len(body) >= 0.8 * width and not _is_heading(after)
    if after[0].islower() or after[0] in "(,":
        return body[-1] in ",-/&+" or len(body) >= (0.55 if wraps else 0.8) * width
    if wraps and _ENTRY.match(after):
        return True
    title = _is_heading(after) and len(after) < 0.5 * width
    return width >= 50 and len(body) >= 0.72 * width and not _END.search(body) and not title


def _is_shouting(body: str) -> bool:
    letters = [char for char in body if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > 0.8 * len(letters)
