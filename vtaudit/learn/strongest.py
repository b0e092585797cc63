"""Training on whole dossiers: the strongest window decides, as it does when a dossier is judged.

A dossier that meets a toetsvraag must score on a window that holds the quote; in one that does not, no window may. A
model of single windows does not know this: it cares as much for the many windows that nobody would take for proof.
Multiple-instance learning with the maximum, after Andrews e.a., Support Vector Machines for MIL (NIPS 2002), with the
logistic loss in place of the hinge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vtaudit.language.windows import Windows, scaled
from vtaudit.learn.examples import Judged
from vtaudit.model import Outcome

_HOLD = 0.02
"""How firmly the weights are held at where they started, in units of log loss of one dossier per squared step."""
_MOST_STEPS = 25


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The windows that may decide, of all dossiers judged on one toetsvraag; dossier `i` has `starts[i]:ends[i]`."""

    rows: Any
    starts: Sequence[int]
    ends: Sequence[int]
    is_met: Any


def sharpened(
    dossiers: Sequence[tuple[Windows, Sequence[Judged]]],
    kept: Sequence[Any],
    questions: Sequence[str],
    start: tuple[Any, Any],
) -> tuple[Any, Any]:
    """Weights (one column per toetsvraag) and bias from `start` on.

    A toetsvraag that was not judged both ways stays as it was: from one side only, anything can be learned.

    `kept` comes from `windows.known`. Weights that no dossier touches stay as they were.
    """
    import numpy as np
    from scipy import sparse  # type: ignore[import-untyped]

    read = [(found, judged) for found, judged in dossiers if found.groups]
    rows = [sparse.hstack(scaled(found.counts(), kept)).tocsr() for found, _ in read]
    weights, bias = np.array(start[0], dtype=np.float64), np.array(start[1], dtype=np.float64)
    for index, question in enumerate(questions):
        candidates = _candidates(question, read, rows)
        if candidates is not None:
            weights[:, index], bias[index] = _solved(candidates, weights[:, index], bias[index])
    return weights, bias


def _candidates(
    question: str, read: Sequence[tuple[Windows, Sequence[Judged]]], rows: Sequence[Any]
) -> _Candidates | None:
    import numpy as np
    from scipy import sparse

    parts, labels = [], []
    for (found, judged), mine in zip(read, rows, strict=True):
        for one in judged:
            if one.question == question and one.outcome in (Outcome.MET, Outcome.NOT_MET):
                held = found.holding([one.quote]) if one.outcome is Outcome.MET else []
                parts.append(mine[held] if held else mine)
                labels.append(one.outcome is Outcome.MET)
    if len(set(labels)) < 2:
        return None
    ends = np.cumsum([part.shape[0] for part in parts])
    starts = [0, *ends[:-1]]
    return _Candidates(sparse.vstack(parts).tocsr(), starts, list(ends), np.array(labels))


def _solved(candidates: _Candidates, start: Any, bias: float) -> tuple[Any, float]:
    import numpy as np
    from scipy.optimize import minimize  # type: ignore[import-untyped]
    from scipy.special import expit  # type: ignore[import-untyped]

    across = candidates.rows.T.tocsr()
    signs = np.where(candidates.is_met, 1.0, -1.0)

    def loss(point: Any) -> tuple[float, Any]:
        scores = candidates.rows @ point[:-1] + point[-1]
        best = [
            first + int(scores[first:end].argmax())
            for first, end in zip(candidates.starts, candidates.ends, strict=True)
        ]
        signed = signs * scores[best]
        steps = np.zeros(len(scores))
        steps[best] = -signs * expit(-signed)
        away = point[:-1] - start
        shift = point[-1] - bias
        value = np.logaddexp(0, -signed).sum() + _HOLD * (away @ away + shift * shift)
        return float(value), np.append(across @ steps + 2 * _HOLD * away, steps.sum() + 2 * _HOLD * shift)

    found = minimize(loss, np.append(start, bias), jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS})
    return found.x[:-1], float(found.x[-1])
