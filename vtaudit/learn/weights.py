"""How the second opinion weighs beside the rules, measured on writers that neither had seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

ANSWERS = (
    "voldoet zeker",
    "voldoet onzeker",
    "voldoet niet onzeker",
    "niets gevonden",
    "voldoet niet zeker",
    "geldt niet",
)
_RIGHT_WHEN_SURE = 0.98
_LEAST_GAIN = 2
_DIGITS = 10_000
_NEVER = 2.0
"""A threshold that no probability reaches."""
_PROVEN = 0.75
_PROVEN_AGAINST_SURE = 0.95
_STEPS = tuple(step / 100 for step in range(65, 100, 5))
"""From two in three on: below that a turned outcome is as good as a toss, and a person would rather see the rule."""


@dataclass(frozen=True, slots=True)
class Row:
    """One toetsvraag in one dossier: what the rules answered, the score of the second opinion, what a person found."""

    question: str
    answer: str
    score: float
    is_met: bool

    @property
    def is_right(self) -> bool:
        """Whether the rules agree with the person."""
        return (rule_sign(self.answer) > 0) == self.is_met


def measure(rows: Sequence[tuple[str, Row]]) -> dict[str, Any]:
    """Weights, thresholds and calibration table from rows with the name of their writer."""
    questions = sorted({row.question for _, row in rows})
    chances = _held_out(rows, questions)
    model = _fit([row for _, row in rows], questions)
    least = _least(rows, chances)
    turns = _turns(rows, chances, questions, least)
    sure = _sure(rows, chances, questions, turns, least)
    return {
        "weigh": {**_weights(model, questions), "turns": turns, "least": least, "sure": sure},
        "calibration": _table(rows, chances, questions, turns, least, sure),
    }


def _held_out(rows: Sequence[tuple[str, Row]], questions: Sequence[str]) -> list[float]:
    """The probability of `voldoet` for every row by weights from the other writers."""
    chances = [0.5] * len(rows)
    for writer in sorted({name for name, _ in rows}):
        model = _fit([row for name, row in rows if name != writer], questions)
        mine = [index for index, (name, _) in enumerate(rows) if name == writer]
        found = model.predict_proba(_columns([rows[index][1] for index in mine], questions))[:, 1]
        for index, chance in zip(mine, found, strict=True):
            chances[index] = float(chance)
    return chances


def _fit(rows: Sequence[Row], questions: Sequence[str]) -> Any:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    model = LogisticRegression(C=0.3, max_iter=3000)
    return model.fit(_columns(rows, questions), [row.is_met for row in rows])


_BASE, _SLOPE, _RULE = 2.0, 1.0, 1.0


def _columns(rows: Sequence[Row], questions: Sequence[str]) -> Any:
    """Answer, score, and per toetsvraag a base, a slope and the weight of the rules."""
    import numpy as np

    count = len(questions)
    table = np.zeros((len(rows), len(ANSWERS) + 1 + 3 * count))
    for index, row in enumerate(rows):
        place = len(ANSWERS) + 1 + questions.index(row.question)
        table[index, ANSWERS.index(row.answer)] = 1
        table[index, len(ANSWERS)] = row.score
        table[index, place] = _BASE
        table[index, place + count] = _SLOPE * row.score
        table[index, place + 2 * count] = _RULE * rule_sign(row.answer)
    return table


def rule_sign(answer: str) -> float:
    """1 where the rules say voldoet, -1 where they do not."""
    return 1.0 if answer in ("voldoet zeker", "voldoet onzeker") else -1.0


def _weights(model: Any, questions: Sequence[str]) -> dict[str, Any]:
    found, count, first = model.coef_[0], len(questions), len(ANSWERS) + 1
    each = range(first, first + count)
    return {
        "answers": {answer: round(float(found[index]), 4) for index, answer in enumerate(ANSWERS)},
        "base": {
            question: round(float(model.intercept_[0] + _BASE * found[index]), 4)
            for question, index in zip(questions, each, strict=True)
        },
        "slope": {
            question: round(float(found[len(ANSWERS)] + _SLOPE * found[index + count]), 4)
            for question, index in zip(questions, each, strict=True)
        },
        "rule": {
            question: round(float(_RULE * found[index + 2 * count]), 4)
            for question, index in zip(questions, each, strict=True)
        },
    }


def _least(rows: Sequence[tuple[str, Row]], chances: Sequence[float]) -> dict[str, float]:
    """Per answer of the rules the least probability of the other outcome that was right three times in four.

    Against what the rules found for certain it must have been right nineteen times in twenty: a plain sentence that is
    overruled costs more trust than one that is missed.
    """
    found = {}
    for answer in ANSWERS:
        against = [
            (1 - chance if rule_sign(answer) > 0 else chance, (rule_sign(answer) > 0) != row.is_met)
            for (_, row), chance in zip(rows, chances, strict=True)
            if row.answer == answer
        ]
        wanted = _PROVEN_AGAINST_SURE if answer in ("voldoet zeker", "voldoet niet zeker") else _PROVEN
        found[answer] = next(
            (step for step in _STEPS if _share([ok for p, ok in against if p >= step]) >= wanted), _NEVER
        )
    return found


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def _turns(
    rows: Sequence[tuple[str, Row]], chances: Sequence[float], questions: Sequence[str], least: Mapping[str, float]
) -> list[str]:
    """The toetsvragen where the outcome by both is right more often than that of the rules alone, on held-out rows."""
    gain: dict[str, int] = defaultdict(int)
    for (_, row), chance in zip(rows, chances, strict=True):
        outcome, _ = _agreed(row, chance, questions, least)
        gain[row.question] += (outcome == row.is_met) - ((rule_sign(row.answer) > 0) == row.is_met)
    return [question for question in questions if gain[question] >= _LEAST_GAIN]


def _agreed(row: Row, chance: float, turns: Iterable[str], least: Mapping[str, float]) -> tuple[bool, float]:
    """The outcome that is given, and the probability that it is right."""
    outcome = rule_sign(row.answer) > 0
    if row.question in turns and (1 - chance if outcome else chance) >= least[row.answer]:
        outcome = not outcome
    return outcome, chance if outcome else 1 - chance


def _sure(
    rows: Sequence[tuple[str, Row]],
    chances: Sequence[float],
    questions: Sequence[str],
    turns: Sequence[str],
    least: Mapping[str, float],
) -> Mapping[str, float]:
    """The least probability from which on 98 of 100 held-out outcomes are right, all toetsvragen together."""
    found = sorted(
        ((agreed, outcome == row.is_met) for (_, row), chance in zip(rows, chances, strict=True)
         for outcome, agreed in [_agreed(row, chance, turns, least)]), reverse=True,
    )  # fmt: skip
    threshold, right = _NEVER, 0
    for count, (agreed, is_right) in enumerate(found, start=1):
        right += is_right
        if right / count >= _RIGHT_WHEN_SURE:
            threshold = agreed
    # Rounded down, so that the row that set it still counts.
    return dict.fromkeys(questions, floor(threshold * _DIGITS) / _DIGITS)


def _table(
    rows: Sequence[tuple[str, Row]],
    chances: Sequence[float],
    questions: Sequence[str],
    turns: Sequence[str],
    least: Mapping[str, float],
    sure: Mapping[str, float],
) -> list[dict[str, Any]]:
    """Per toetsvraag: how often rules and both were right on held-out writers, and among the sure ones."""
    table = []
    for question in questions:
        mine = [(row, chance) for (_, row), chance in zip(rows, chances, strict=True) if row.question == question]
        given = [(*_agreed(row, chance, turns, least), row) for row, chance in mine]
        firm = [(outcome, row) for outcome, agreed, row in given if agreed >= sure[question]]
        table.append(
            {
                "question": question,
                "rows": len(mine),
                "rules_right": sum((rule_sign(row.answer) > 0) == row.is_met for row, _ in mine),
                "both_right": sum(outcome == row.is_met for outcome, _, row in given),
                "sure": len(firm),
                "sure_right": sum(outcome == row.is_met for outcome, row in firm),
            }
        )
    return table
