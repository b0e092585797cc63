"""The date of a part: from its own date field, its heading or letter line, its entries, and last the file name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from vtaudit.documents import normalise
from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.days import Day, find_days, leading_day
from vtaudit.dossiers.entries import quote_start
from vtaudit.dossiers.headings import is_ruler, take_apart
from vtaudit.dossiers.lines import Line
from vtaudit.dossiers.phrases import matcher, phrase_pattern
from vtaudit.model import Entry, Page

_HEAD_LINES = 8
_SHORT_LINE = 60
_VALUE_LENGTH = 90
# An initial or "mw." is no end of a sentence.
_SENTENCE_END = re.compile(r"(?<=[a-z]{4}|\d{4})[.!?;]\s|(?<=\))\.\s")
_LETTER_LINE = re.compile(r"[A-Z][\w' -]{1,30}, (?=\w{0,10} ?\d)")


def part_date(
    lines: Sequence[Line],
    entries: Sequence[Entry],
    kind: str,
    file_name: str,
    reference: date | None,
    cues: KindCues,
    pages: Sequence[Page] = (),
) -> date | None:
    """The day the part speaks for; None when it names none. `reference` gives the year to days without one.

    A journal has the date of its last entry; a report of several conversations that of the last one.
    """
    layout = cues.layout_of(kind)
    if layout == "journal":
        last = [entry.date for entry in entries if entry.date]
        if last:
            return max(last)
    if layout == "mail":
        # The mail that is answered has fields of its own.
        lines = lines[: quote_start(lines, cues)]
    for found in (
        _from_labels(lines, cues.kinds[kind].date_labels, reference, pages),
        _from_phrases(lines, cues.kinds[kind].date_phrases, reference),
        _from_opening_lines(lines, reference) if kind == "gespreksverslag" else None,
        _from_head(lines, reference, layout == "letter", cues),
        _from_file_name(file_name, reference),
        _from_opening_lines(lines, reference),
    ):
        if found is not None:
            return found
    return None


def _from_labels(
    lines: Sequence[Line], labels: tuple[str, ...], reference: date | None, pages: Sequence[Page]
) -> date | None:
    rows = list(_row_pairs(lines, pages))
    for label in labels:
        pattern = _labelled(label)
        for name, value in rows:
            if pattern.match(name):
                found = _in_value(value, reference)
                if found is not None:
                    return found
        for number, line in enumerate(lines):
            match = pattern.search(line.text.casefold())
            if match is None:
                continue
            value = line.text[match.end() : match.end() + _VALUE_LENGTH]
            if not value.strip(" :=") and number + 1 < len(lines):
                value = lines[number + 1].text[:_VALUE_LENGTH]
            following = lines[number + 1].text[:_SHORT_LINE] if number + 1 < len(lines) else ""
            # A line may end in the middle of a day.
            found = _in_value(value, reference) or _in_value(f"{value} {following}", reference)
            if found is not None:
                return found
    return None


@cache
def _labelled(label: str) -> re.Pattern[str]:
    # At the start of a line the colon may be missing: "Vastgesteld op 15 januari 2018".
    return re.compile(rf"^[\W_]*(?:{phrase_pattern(label)})\s*[:|=]?|(?:{phrase_pattern(label)})\s*[:=]")


def _from_phrases(lines: Sequence[Line], phrases: tuple[str, ...], reference: date | None) -> date | None:
    """The day that one of the phrases leads to within its sentence: "vastgesteld met mw. Smit op 3 mei 2022"."""
    text = " ".join(line.text for line in lines)
    for match in matcher(phrases).finditer(text.casefold()):
        sentence = _SENTENCE_END.split(text[match.end() : match.end() + _VALUE_LENGTH], maxsplit=1)[0]
        found = _first([day for day in find_days(sentence) if day.year], reference)
        if found is not None:
            return found
    return None


def _in_value(value: str, reference: date | None) -> date | None:
    """The first full date, else the first day: "eerst gepland op 21 juni, gehouden op 15 augustus 2018"."""
    days = find_days(value)
    return _first([day for day in days if day.year], reference) or _first(days, reference)


def _row_pairs(lines: Sequence[Line], pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Field name and value of the table rows that lie in this part."""
    for page in pages:
        on_page = [line for line in lines if line.page == page.number]
        for row in page.rows if on_page else ():
            cells = [normalise(page.text[cell.start : cell.end]).text for cell in row.cells]
            if len(cells) >= 2 and on_page[0].start <= row.cells[0].start <= on_page[-1].end:
                yield " ".join(cells[0].casefold().split()), cells[1]


def _from_head(lines: Sequence[Line], reference: date | None, is_letter: bool, cues: KindCues) -> date | None:
    """A line with place and date or only a date, then a date in a short title line, then any in the first lines.

    The running text of a letter speaks of other days than its own.
    """
    head = [line for line in lines[:_HEAD_LINES] if not is_ruler(line.text)]
    for line in head:
        match = _LETTER_LINE.match(line.text)
        day = leading_day(line.text[match.end() :]) if match else leading_day(line.text)
        if day is not None and (match or len(line.text) <= _SHORT_LINE):
            found = day.since(reference)
            if found is not None:
                return found
    for longest in (_SHORT_LINE, 0 if is_letter else 10_000):
        for number, line in enumerate(head):
            title = take_apart(line.text, cues.print.units).title
            if len(title) <= longest or (number < 2 and not is_letter):
                found = _first(find_days(title), reference)
                if found is not None:
                    return found
    return None


def _from_opening_lines(lines: Sequence[Line], reference: date | None) -> date | None:
    """The last of the days under which several conversations stand: at the start of a line, or behind the speaker."""
    found: list[date] = []
    for line in lines:
        day = leading_day(line.text)
        if day is None:
            behind = [
                each
                for each in find_days(line.text[:90])
                if line.text[: each.start].endswith(", ") and line.text[each.end : each.end + 1] in (".", ":", ")", "")
            ]
            day = behind[0] if behind and line.text[:1].isupper() else None
        dated = day.since(reference) if day else None
        if dated is not None:
            found.append(dated)
    return max(found) if len(found) >= 2 else None


def _from_file_name(file_name: str, reference: date | None) -> date | None:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    compact = re.search(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-3]\d)(?!\d)", stem)
    if compact is not None:
        return Day(0, 0, int(compact[3]), int(compact[2]), int(compact[1])).near(None)
    return _first(find_days(re.sub(r"_", " ", stem)), reference)


def _first(days: Sequence[Day], reference: date | None) -> date | None:
    return next((found for day in days if (found := day.since(reference))), None)
