"""From observations to the scorecard: counting, what a sample says about all cases, and the verdict on a target."""

from vtaudit.score.counting import NO_GROUP, SMALLEST_GROUP
from vtaudit.score.domain import Domain, domains
from vtaudit.score.scorecard import FORMAT_VERSION, SIGNAL_TITLES, score
from vtaudit.score.verdict import INSUFFICIENT, NOT_ESTABLISHED, SUFFICIENT

__all__ = [
    "FORMAT_VERSION",
    "INSUFFICIENT",
    "NOT_ESTABLISHED",
    "NO_GROUP",
    "SIGNAL_TITLES",
    "SMALLEST_GROUP",
    "SUFFICIENT",
    "Domain",
    "domains",
    "score",
]
