"""The Dutch words about regions and teams beside each other, and about the days that cases took."""

from __future__ import annotations

from vtaudit.model import Duration, GroupTally, Interval
from vtaudit.report.figures import band_ends


def difference_text(group: GroupTally) -> str:
    """Whether a region or team differs from the others; empty where they were not compared."""
    by = group.difference
    if by is None:
        return ""
    if not by.is_shown:
        return "geen verschil aangetoond"
    if by.low <= 0 <= by.high:
        return "anders dan de rest"
    near, far = sorted((abs(by.low), abs(by.high)))
    low, high = band_ends(Interval(near, far, by.confidence, ""))
    return f"anders dan de rest: {low} tot {high} van de 100 {'meer' if by.estimate > 0 else 'minder'}"


def days_text(days: float | None) -> str:
    """'4,5 dagen'; words for too few cases."""
    if days is None:
        return "te weinig"
    number = f"{days:g}".replace(".", ",")
    return f"{number} {'dag' if days == 1 else 'dagen'}"


def region_text(duration: Duration) -> str:
    """The region, or that these are all cases."""
    return duration.region or "alle zaken"
