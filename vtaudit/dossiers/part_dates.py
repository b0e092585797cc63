"""The date of a part: from its own date field, its heading or letter line, its entries, and last the file name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.days import Day, find_days, leading_day
from vtaudit.dossiers.headings import is_ruler, take_apart
from vtaudit.dossiers.lines import Line
from vtaudit.dossiers.phrases import phrase_pattern
from vtaudit.model import Entry, Page

_HEAD_LINES = 8
_SHORT_LINE = 60
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
    layout = cues.kinds[kind].layout
    if layout == "journal":
        last = [entry.date for entry in entries if entry.date]
        if last:
            return max(last)
    for found in (
        _from_labels(lines, cues.kinds[kind].date_labels, reference, pages),
        _from_opening_lines(lines, reference) if kind == "gespreksverslag" else None,
        _from_head(lines, reference, cues),
        _from_file_name(file_name, reference),
        _from_opening_lines(lines, reference),
    ):
        if found is not None:
            return found
    return None


def _from_labels(
    lines: Sequence[Line], labels: tuple[str, ...], reference: date | None, pages: Sequence[Page]
) -> date | None:
    pairs = list(_pairs(lines, pages))
    for label in labels:
        pattern = re.compile(phrase_pattern(label))
        for name, value in pairs:
            if pattern.match(name):
                found = _first(find_days(value[:80]), reference)
                if found is not None:
                    return found
    return None


def _pairs(lines: Sequence[Line], pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Field name and value: table rows first, then `veld: waarde`, a value on the next line, and `veld waarde`."""
    for page in pages:
        on_page = [line for line in lines if line.page == page.number]
        if not on_page:
            continue
        for row in page.rows:
            cells = [" ".join(page.text[cell.start : cell.end].split()) for cell in row.cells]
            if len(cells) >= 2 and on_page[0].start <= row.cells[0].start <= on_page[-1].end:
                yield cells[0].casefold().rstrip(" :"), cells[1]
    for number, line in enumerate(lines):
        for piece in re.split(r"\s{3,}|\t", line.text):
            name, colon, value = piece.partition(":")
            if colon and len(name) <= 45:
                if not value.strip() and number + 1 < len(lines):
                    value = lines[number + 1].text
                yield name.casefold().strip(" -*•"), value
    for line in lines[: 2 * _HEAD_LINES]:
        days = find_days(line.text)
        if days and 0 < days[0].start <= 45:
            yield line.text[: days[0].start].casefold().strip(" -*•:("), line.text[days[0].start :]


def _from_head(lines: Sequence[Line], reference: date | None, cues: KindCues) -> date | None:
    """A line with place and date or only a date, then a date in a title line, then any in the first lines."""
    head = [line for line in lines[:_HEAD_LINES] if not is_ruler(line.text)]
    for line in head:
        match = _LETTER_LINE.match(line.text)
        day = leading_day(line.text[match.end() :]) if match else leading_day(line.text)
        if day is not None and (match or len(line.text) <= _SHORT_LINE):
            found = day.near(reference)
            if found is not None:
                return found
    for only_short in (True, False):
        for line in head:
            title = take_apart(line.text, cues.print.units).title
            if only_short and len(title) > 2 * _SHORT_LINE:
                continue
            found = _first(find_days(title), reference)
            if found is not None:
                return found
    return None


def _from_opening_lines(lines: Sequence[Line], reference: date | None) -> date | None:
    """The last of the days with which paragraphs open, when there are several."""
    days = [day.near(reference) for line in lines if (day := leading_day(line.text))]
    dates = [found for found in days if found]
    return max(dates) if len(dates) >= 2 else None


def _from_file_name(file_name: str, reference: date | None) -> date | None:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    compact = re.search(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-3]\d)(?!\d)", stem)
    if compact is not None:
        return Day(0, 0, int(compact[3]), int(compact[2]), int(compact[1])).near(None)
    return _first(find_days(re.sub(r"_", " ", stem)), reference)


def _first(days: Sequence[Day], reference: date | None) -> date | None:
    return next((found for day in days if (found := day.near(reference))), None)
