"""Training on whole dossiers: the strongest window decides, and what nobody judged stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from vtaudit.language.windows import BAGS, BUCKETS, Windows, known, scaled
from vtaudit.learn.examples import Judged
from vtaudit.learn.strongest import sharpened
from vtaudit.model import Outcome

QUESTION, OTHER = "1.3.3-b", "1.3.3-c"
PROOF, PROMISE, NOISE, UNSEEN = range(4)
"""Columns: what stands in proof only, in proof and in promises, anywhere, and in no dossier of this test."""
COLUMNS = np.arange(4)


def dossier(*sentences: Sequence[int]) -> Windows:
    """One window per sentence, and in each the columns that are named."""
    found = sparse.lil_matrix((len(sentences), BUCKETS))
    for row, columns in enumerate(sentences):
        found[row, list(columns)] = 1
    empty = sparse.csr_matrix((len(sentences), BUCKETS))
    texts = tuple((f"zin nummer {number} van dit stuk",) for number in range(len(sentences)))
    bags = (found.tocsr(), *(empty for _ in BAGS[1:]))
    return Windows(tuple((number,) for number in range(len(sentences))), bags, texts)


def met(windows: Windows, sentence: int) -> tuple[Windows, list[Judged]]:
    return windows, [Judged(QUESTION, Outcome.MET, windows.texts[sentence][0])]


def not_met(windows: Windows) -> tuple[Windows, list[Judged]]:
    return windows, [Judged(QUESTION, Outcome.NOT_MET)]


DOSSIERS = [
    *(met(dossier([NOISE], [PROOF, PROMISE]), 1) for _ in range(30)),
    *(not_met(dossier([NOISE], [PROMISE], [NOISE])) for _ in range(30)),
]
KEPT = known(COLUMNS, np.ones(4))
START = (np.array([[0.0, 0.0], [3.0, 1.0], [0.0, 0.0], [0.7, 0.7]]), np.array([0.0, 0.5]))
"""Single windows taught that a promise is proof."""


def best(windows: Windows, weights: Any, bias: Any) -> float:
    rows = sparse.hstack(scaled(windows.counts(), KEPT))
    return float((rows @ weights[:, 0]).max() + bias[0])


def test_after_it_the_strongest_window_parts_the_dossiers() -> None:
    weights, bias = sharpened(DOSSIERS, KEPT, (QUESTION, OTHER), START)
    assert best(DOSSIERS[0][0], *START) > 0 < best(DOSSIERS[-1][0], *START)
    assert best(DOSSIERS[0][0], weights, bias) > 1
    assert best(DOSSIERS[-1][0], weights, bias) < -1


def test_proof_without_a_quote_may_stand_in_any_window() -> None:
    unquoted = [(windows, [Judged(QUESTION, one.outcome) for one in judged]) for windows, judged in DOSSIERS]
    weights, bias = sharpened(unquoted, KEPT, (QUESTION, OTHER), START)
    assert best(DOSSIERS[0][0], weights, bias) > 1
    assert best(DOSSIERS[-1][0], weights, bias) < -1


def test_what_nobody_judged_and_what_no_dossier_holds_stays_as_it_was() -> None:
    nothing_to_read = (dossier(), [Judged(OTHER, Outcome.MET, "zin")])
    not_asked = (dossier([PROOF]), [Judged(OTHER, Outcome.NOT_APPLICABLE)])
    weights, bias = sharpened([*DOSSIERS, nothing_to_read, not_asked], KEPT, (QUESTION, OTHER), START)
    assert weights[:, 1].tolist() == START[0][:, 1].tolist()
    assert bias[1] == START[1][1]
    assert weights[UNSEEN, 0] == START[0][UNSEEN, 0]


def test_the_same_dossiers_give_the_same_weights() -> None:
    first, second = (sharpened(DOSSIERS, KEPT, (QUESTION, OTHER), START)[0] for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_a_toetsvraag_that_was_answered_one_way_stays_as_it_was() -> None:
    only_met = [met(dossier([NOISE], [PROOF]), 1) for _ in range(20)]
    weights, bias = sharpened(only_met, KEPT, (QUESTION, OTHER), START)
    assert np.array_equal(weights, START[0])
    assert np.array_equal(bias, START[1])
