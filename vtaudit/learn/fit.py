"""Training: per toetsvraag a logistic regression on windows, sharpened on dossiers, and one on dossiers as one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vtaudit.language.second_opinion import SecondOpinion
from vtaudit.language.windows import BAGS, BUCKETS, Windows, known, scaled
from vtaudit.learn.examples import Examples, Judged
from vtaudit.learn.strongest import sharpened
from vtaudit.model import Outcome

_LEAST_SEEN = 2
_STRENGTH, _STRENGTH_WHOLE = 100.0, 10.0
_START = 0.3
"""What single windows taught counts for so much where dossiers start: they make it too sure of itself. From 0.2 to 0.5
it makes little difference on held-out writers; 0 and 1 do worse."""


def fit(
    examples: Examples,
    dossiers: Sequence[tuple[Windows, Sequence[Judged]]],
    passages: Sequence[tuple[Windows, Sequence[Judged]]],
    questions: Sequence[str],
    facts: Mapping[str, Any],
) -> SecondOpinion:
    """Train on these windows and dossiers; the same ones give the same model.

    A passage on its own is a very small dossier when the windows are sharpened; as a whole it is like no dossier.
    """
    from scipy import sparse  # type: ignore[import-untyped]

    columns, rarity = _vocabulary(examples)
    kept = known(columns, rarity)
    rows = sparse.hstack(scaled(examples.bags, kept)).tocsr()
    weights, bias = _regressions(rows, {question: examples.asked(question) for question in questions}, _STRENGTH)
    weights, bias = sharpened((*dossiers, *passages), kept, questions, (weights * _START, bias * _START))
    bags = [found.whole() for found, _ in dossiers]
    wholes = [sparse.vstack([bag[index] for bag in bags]).tocsr() for index in range(len(BAGS))]
    whole, whole_bias = _regressions(
        sparse.hstack(scaled(wholes, kept)).tocsr(),
        {question: _answers(question, [judged for _, judged in dossiers]) for question in questions},
        _STRENGTH_WHOLE,
    )
    return SecondOpinion(tuple(questions), columns, rarity, weights, bias, whole, whole_bias, dict(facts))


def _answers(question: str, judged: Sequence[Sequence[Judged]]) -> tuple[list[int], list[int], list[float]]:
    """The dossiers that were judged on this toetsvraag, whether they met it, and an equal weight for each."""
    found = [
        (row, int(one.outcome is Outcome.MET))
        for row, all_of_it in enumerate(judged)
        for one in all_of_it
        if one.question == question and one.outcome in (Outcome.MET, Outcome.NOT_MET)
    ]
    return [row for row, _ in found], [label for _, label in found], [1.0] * len(found)


def _regressions(
    rows: Any, asked: Mapping[str, tuple[list[int], list[int], list[float]]], strength: float
) -> tuple[Any, Any]:
    """Weights and bias per toetsvraag; `asked` holds its rows with their labels and how much each counts."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    weights = np.zeros((rows.shape[1], len(asked)), dtype=np.float32)
    bias = np.zeros(len(asked), dtype=np.float32)
    for index, (mine, labels, shares) in enumerate(asked.values()):
        model = LogisticRegression(C=strength, max_iter=100, tol=1e-3).fit(rows[mine], labels, shares)
        weights[:, index], bias[index] = model.coef_[0], model.intercept_[0]
    return weights, bias


def _vocabulary(examples: Examples) -> tuple[Any, Any]:
    """Columns seen at least twice, over the three bags one after another, and how rare each is."""
    import numpy as np

    columns, rarity = [], []
    for index, bag in enumerate(examples.bags):
        seen = np.bincount(bag.indices, minlength=BUCKETS)
        kept = np.flatnonzero(seen >= _LEAST_SEEN)
        columns.append(kept + index * BUCKETS)
        rarity.append(np.log((1 + bag.shape[0]) / (1 + seen[kept])) + 1)
    return np.concatenate(columns).astype(np.uint32), np.concatenate(rarity).astype(np.float32)
