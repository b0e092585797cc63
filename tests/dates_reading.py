"""The day of writing and the known dates that the tests of dates share, and short ways to read a text."""

from __future__ import annotations

from datetime import date

from vtaudit.dates import DateMention, Moment, find_dates, resolve

WEDNESDAY = date(2018, 5, 16)
ANCHORS = {
    "afsluiting": date(2018, 3, 1),
    "verzending": date(2018, 3, 5),
    "start": date(2018, 1, 2),
    "melding": date(2017, 12, 20),
    "overdracht": date(2018, 4, 1),
}
LONG = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober")
MONTHS = (*LONG, "november", "december")
SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sept", "okt", "nov", "dec")


def meant(text: str, reference: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    """Every mention as (words, period); one day as 2018-05-16, a period as first/last, "-" when it is open."""
    return [(text[m.start : m.end], period(resolve(m, reference, ANCHORS))) for m in find_dates(text)]


def period(moment: Moment | None) -> str:
    if moment is None:
        return "-"
    return f"{moment.first}" if moment.first == moment.last else f"{moment.first}/{moment.last}"


def only(text: str) -> DateMention:
    (mention,) = find_dates(text)
    return mention
