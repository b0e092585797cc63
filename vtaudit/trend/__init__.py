"""From audit to audit: what changed, what may be chance, and what cannot be compared."""

from vtaudit.trend.changes import (
    CHANGED,
    CONFIDENCE,
    MOST_CHANCE,
    NOT_SHOWN,
    Comparison,
    Pairs,
    QuestionChange,
    Side,
    Untested,
    compare,
)
from vtaudit.trend.record import Asked, Draw, Record, read_record

__all__ = [
    "CHANGED",
    "CONFIDENCE",
    "MOST_CHANCE",
    "NOT_SHOWN",
    "Asked",
    "Comparison",
    "Draw",
    "Pairs",
    "QuestionChange",
    "Record",
    "Side",
    "Untested",
    "compare",
    "read_record",
]
