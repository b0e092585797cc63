"""Retrains the second opinion on judgements that an organisation settled itself; keeps the old one unless better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vtaudit.language.second_opinion import SecondOpinion
from vtaudit.language.windows import Windows, known
from vtaudit.learn.examples import Judged
from vtaudit.learn.strongest import sharpened
from vtaudit.model import Outcome

LEAST_CASES = 10
"""Fewer dossiers cannot be parted in those to learn from and those to measure on."""
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class SettledCase:
    """One dossier with the judgements that a person settled."""

    zaaknummer: str
    windows: Windows
    judgements: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old and new model on dossiers that the new one had not seen; `loss` is the mean log loss, lower is better."""

    judgements: int
    old_right: int
    new_right: int
    old_loss: float
    new_loss: float

    @property
    def is_better(self) -> bool:
        """Whether the new one is right more often and surer of what is right."""
        return self.new_right > self.old_right and self.new_loss < self.old_loss


def relearn(old: SecondOpinion, cases: Sequence[SettledCase]) -> tuple[SecondOpinion, Comparison]:
    """The model trained further on all cases, and how such a model does on cases it has not seen.

    The cases are parted by their order in five; each fifth is judged by a model that learned from the other four. The
    caller keeps `old` unless `Comparison.is_better`. Raises ValueError with fewer than `LEAST_CASES` cases.
    """
    if len(cases) < LEAST_CASES:
        raise ValueError("too few cases to learn from and to measure on")
    before: list[tuple[float, bool]] = []
    after: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        held = [case for place, case in enumerate(cases) if place % _FOLDS == fold]
        model = _further(old, [case for place, case in enumerate(cases) if place % _FOLDS != fold])
        before += [row for case in held for row in _scores(old, case)]
        after += [row for case in held for row in _scores(model, case)]
    comparison = Comparison(len(before), _right(before), _right(after), _loss(before), _loss(after))
    return _further(old, cases), comparison


def _further(old: SecondOpinion, cases: Sequence[SettledCase]) -> SecondOpinion:
    """From the old weights on; what the new dossiers do not touch stays as it was."""
    weights, bias = sharpened(
        [(case.windows, list(_with_quotes(old, case))) for case in cases],
        known(old.columns, old.rarity),
        old.questions,
        (old.weights, old.bias),
    )
    facts: Mapping[str, Any] = {**old.facts, "relearned_on": len(cases)}
    return replace(old, weights=weights, bias=bias, facts=facts)


def _with_quotes(old: SecondOpinion, case: SettledCase) -> Iterator[Judged]:
    """Where a person said `voldoet` without a quote, the window that the old model thinks most likely stands for it."""
    scores = old.scores(case.windows) if case.windows.groups else None
    for judged in case.judgements:
        if judged.question not in old.questions:
            continue
        if judged.outcome is Outcome.MET and not judged.quote and scores is not None:
            windows = scores[judged.question].windows
            best = max(range(len(windows)), key=windows.__getitem__)
            yield replace(judged, quote=" ".join(case.windows.texts[best]))
        else:
            yield judged


def _scores(model: SecondOpinion, case: SettledCase) -> list[tuple[float, bool]]:
    scores = model.scores(case.windows) if case.windows.groups else {}
    return [
        (scores[judged.question].best, judged.outcome is Outcome.MET)
        for judged in case.judgements
        if judged.question in scores and judged.outcome in (Outcome.MET, Outcome.NOT_MET)
    ]


def _right(rows: Sequence[tuple[float, bool]]) -> int:
    return sum((score > 0) == is_met for score, is_met in rows)


def _loss(rows: Sequence[tuple[float, bool]]) -> float:
    import numpy as np

    signed = np.array([score if is_met else -score for score, is_met in rows])
    return float(np.logaddexp(0, -signed).mean()) if rows else 0.0
