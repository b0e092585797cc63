"""Training: per toetsvraag a logistic regression on its own examples, over one vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vtaudit.language.second_opinion import BUCKETS, SecondOpinion, known, scaled
from vtaudit.learn.examples import Examples

_LEAST_SEEN = 2
_STRENGTH = 100.0


def fit(examples: Examples, questions: Sequence[str], facts: Mapping[str, Any]) -> SecondOpinion:
    """Train on these examples; the same examples give the same model."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    columns, rarity = _vocabulary(examples)
    rows = scaled(examples.bags, known(columns, rarity))
    labels, shares = np.array(examples.labels), np.array(examples.weights)
    asked = np.array(examples.questions)
    weights = np.zeros((len(columns), len(questions)), dtype=np.float32)
    bias = np.zeros(len(questions), dtype=np.float32)
    for index, question in enumerate(questions):
        mine = np.flatnonzero(asked == question)
        model = LogisticRegression(C=_STRENGTH, max_iter=100, tol=1e-3)
        model.fit(rows[mine], labels[mine], shares[mine])
        weights[:, index], bias[index] = model.coef_[0], model.intercept_[0]
    return SecondOpinion(tuple(questions), columns, rarity, weights, bias, dict(facts))


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
