"""How numbers, dates and shares are written, and where the marks of the picture stand; nothing is counted here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from vtaudit.model import Interval, QuestionFinding, Tally
from vtaudit.model.calendar import MONTH_NAMES
from vtaudit.score import SMALLEST_GROUP


def number_text(number: int) -> str:
    """A count as Dutch readers expect it: 4.000."""
    return f"{number:,}".replace(",", ".")


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun: '1 dossier', '3 dossiers'."""
    return f"{number_text(number)} {one if number == 1 else many}"


def of_text(part: int, whole: int) -> str:
    """'29 van de 40': a share never appears without its denominator."""
    return f"{number_text(part)} van de {number_text(whole)}"


def of_counted(part: int, whole: int, one: str, many: str) -> str:
    """The same with its noun: '29 van de 40 dossiers', '0 van de 1 dossier'."""
    return f"{number_text(part)} van de {counted(whole, one, many)}"


def date_text(day: date) -> str:
    """'1 maart 2017'."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def moment_text(moment: str) -> str:
    """The day of an ISO time stamp in words; any other text stays as it is."""
    try:
        return date_text(datetime.fromisoformat(moment).date())
    except ValueError:
        return moment


def per_hundred(rate: float) -> str:
    """A rate as 'x van de 100', kept away from 0 and 100: only a census may say none or all, and says it in words."""
    if rate < 0.01:
        return "minder dan 1 van de 100"
    if rate > 0.99:
        return "meer dan 99 van de 100"
    return f"{_half_up(rate * 100)} van de 100"


def band_ends(interval: Interval) -> tuple[int, int]:
    """The interval in whole cases of 100, rounded outward, never touching 0 or 100."""
    low = math.floor(_steady(interval.low))
    high = math.ceil(_steady(interval.high))
    return min(max(low, 1), 99), max(min(high, 99), 1)


def at_most_missing(interval: Interval) -> int:
    """When nothing was missing in the sample: how many of 100 it may still be, rounded up."""
    return max(1, math.ceil(_steady(1 - interval.low)))


def at_most_present(interval: Interval) -> int:
    """When nothing was found in the sample: how many of 100 it may still be, rounded up."""
    return max(1, math.ceil(_steady(interval.high)))


def is_small(tally: Tally) -> bool:
    """Whether a share of 100 would suggest more than this few cases can bear."""
    return tally.judged < SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture 'van de 100': positions in percents of its width; None where there is nothing to draw."""

    found: float
    band: tuple[float, float] | None
    open: tuple[float, float] | None
    target: float | None


def strip_of(finding: QuestionFinding) -> Strip | None:
    """The strip of one toetsvraag, or None when too few cases were judged to speak of 100."""
    if finding.estimate is None or is_small(finding.tally):
        return None
    has_open = finding.tally.open > 0 and finding.worst is not None and finding.best is not None
    return Strip(
        found=_position(finding.estimate),
        band=_stretch(finding.interval.low, finding.interval.high) if finding.interval else None,
        open=_stretch(finding.worst or 0.0, finding.best or 0.0) if has_open else None,
        target=_position(finding.target.rate) if finding.target else None,
    )


def _stretch(low: float, high: float) -> tuple[float, float]:
    """Start and width; a stretch too narrow to see is drawn one percent wide."""
    start = min(_position(low), 99.0)
    return start, max(round(_position(high) - start, 2), 1.0)


def _position(rate: float) -> float:
    return round(rate * 100, 2)


def _half_up(value: float) -> int:
    return math.floor(_steady(value / 100) + 0.5)


def _steady(rate: float) -> float:
    """Times 100 without the last binary digits, so that 0.57 does not become 57.00000000000001."""
    return round(rate * 100, 6)
