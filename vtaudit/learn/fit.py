"""Training: logistic regression over all toetsvragen at once, with a part that they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vtaudit.language.second_opinion import BUCKETS, SecondOpinion, scaled
from vtaudit.learn.examples import Examples

_SHARED = 0.6
"""How much a toetsvraag learns from the others ('nog niet', 'moet nog' mean the same everywhere)."""
_LEAST_SEEN = 2
_STRENGTH = 30.0


def fit(examples: Examples, questions: Sequence[str], facts: Mapping[str, Any]) -> SecondOpinion:
    """Train on these examples; the same examples give the same model."""
    import numpy as np
    from scipy import sparse  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    columns, rarity = _vocabulary(examples)
    rows = scaled(examples.bags, columns, rarity)
    asked = np.array([questions.index(question) for question in examples.questions])
    choose = sparse.csr_matrix((np.ones(len(asked)), (range(len(asked)), asked)), shape=(len(asked), len(questions)))
    own = [sparse.diags(choose[:, [index]].toarray().ravel()) @ rows for index in range(len(questions))]
    model = LogisticRegression(C=_STRENGTH, max_iter=150, tol=1e-3)
    model.fit(sparse.hstack([rows * _SHARED, *own, choose]).tocsr(), examples.labels, examples.weights)
    found = model.coef_[0]
    width = len(columns)
    shared = found[:width] * _SHARED
    weights = np.stack(
        [shared + found[width * (index + 1) : width * (index + 2)] for index in range(len(questions))], axis=1
    )
    bias = model.intercept_[0] + found[width * (len(questions) + 1) :]
    return SecondOpinion(tuple(questions), columns, rarity, weights.astype(np.float32), bias, dict(facts))


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
