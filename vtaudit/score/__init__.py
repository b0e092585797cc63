"""From observations to the scorecard: counting, what a sample says about all cases, and the verdict on a target."""

from vtaudit.score.scorecard import FORMAT_VERSION, SIGNAL_TITLES, score
from vtaudit.score.verdict import INSUFFICIENT, NOT_ESTABLISHED, SUFFICIENT

__all__ = ["FORMAT_VERSION", "INSUFFICIENT", "NOT_ESTABLISHED", "SIGNAL_TITLES", "SUFFICIENT", "score"]
