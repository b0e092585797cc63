"""How the second opinion weighs beside the rules, measured on writers that neither had seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
_RIGHT_WHEN_SURE, _BY_CHANCE = 0.98, 0.05
"""98 of 100 must be right with writers to come."""
_LEAST_SURE = 0.82
"""At the edge the threshold hangs on single dossiers, and writers to come may do somewhat worse than these. On 62
writers by folds 3,509 of 3,573 were right from here on (98.2 %), 3,449 of 3,506 from 0.85 on (98.4 %)."""
_LEAST_RIGHT = 0.85
"""Of a toetsvraag that is wrong more often than that, the likeliest ones are not to be trusted as the others are: with
ten other writers two of twelve certain outcomes on informants were wrong, of the rest eleven of 409."""
_LEAST_ALONE = 50
"""At 98 of 100 right that leaves room for one wrong one."""
_LEAST_GAIN = 2
_LEAST_SEEN = 8
_STRENGTH = 0.03
"""How freely the weights may grow. From 0.03 to 0.1 it makes little difference for new writers (4,603 to 4,604 of 4,944
right); the least takes most account of rules that are nearly always right."""
_UNSEEN_COUNT = 3.0
"""Weight of a row of a writer on whose errors no rule was repaired: elsewhere the rules look better than they are.
Measured by leaving out one writer at a time: from 1 to 3 it makes little difference."""
_DIGITS = 10_000
_IS_READ = "reading"
"""In what there is to consider where a passage was read for it; without one there is nothing to turn an outcome by."""
_NEVER = 2.0
"""A threshold that no probability reaches."""
_PROVEN = 0.6
_PROVEN_AGAINST_SURE = 0.75
_STEPS = tuple(step / 100 for step in range(60, 100, 5))
"""Below that a turned outcome gains little on new writers, and a person would rather see the rule."""


@dataclass(frozen=True, slots=True)
class Row:
    """One toetsvraag in one dossier: what the rules answered, what there was to consider, what a person found.

    `considered` comes from `checks.considered`, with scores of a model that had not seen the writer.
    """

    question: str
    answer: str
    considered: Mapping[str, float]
    is_met: bool

    @property
    def is_right(self) -> bool:
        """Whether the rules agree with the person."""
        return says_met(self.answer) == self.is_met


def says_met(answer: str) -> bool:
    """Whether the rules say voldoet."""
    return answer in ("voldoet zeker", "voldoet onzeker")


def measure(rows: Sequence[tuple[str, Row]], unseen: Collection[str] | None = None) -> dict[str, Any]:
    """Weights, thresholds and calibration table from rows with the name of their writer.

    The weights come from all writers; the thresholds and the table only from the `unseen`, on whose errors no rule was
    repaired (all, when none are named), each weighed without the writer itself.
    """
    told = [(name, row) for name, row in rows if unseen is None or name in unseen]
    questions = sorted({row.question for _, row in told})
    chances = _held_out(rows, told, unseen)
    least = _least(told, chances)
    turns = _turns(told, chances, questions, least)
    sure = _sure(told, chances, questions, turns, least)
    return {
        "weigh": {**_weights(_fit(rows, unseen)), "turns": turns, "least": least, "sure": sure},
        "calibration": _table(told, chances, questions, turns, least, sure),
    }


@dataclass(frozen=True, slots=True)
class _Fitted:
    names: tuple[str, ...]
    model: Any

    def chances(self, rows: Sequence[Row]) -> list[float]:
        return [float(chance) for chance in self.model.predict_proba(_columns(rows, self.names))[:, 1]]


def _held_out(
    rows: Sequence[tuple[str, Row]], told: Sequence[tuple[str, Row]], unseen: Collection[str] | None
) -> list[float]:
    """The probability of `voldoet` for every told row by weights from the other writers."""
    found: dict[int, float] = {}
    for writer in sorted({name for name, _ in told}):
        fitted = _fit([(name, row) for name, row in rows if name != writer], unseen)
        mine = [index for index, (name, _) in enumerate(told) if name == writer]
        found |= dict(zip(mine, fitted.chances([told[index][1] for index in mine]), strict=True))
    return [found[index] for index in range(len(told))]


def _fit(rows: Sequence[tuple[str, Row]], unseen: Collection[str] | None) -> _Fitted:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    seen = Counter(name for _, row in rows for name in row.considered)
    names = tuple(sorted(name for name, count in seen.items() if count >= _LEAST_SEEN))
    shares = [_UNSEEN_COUNT if unseen is not None and name in unseen else 1.0 for name, _ in rows]
    model = LogisticRegression(C=_STRENGTH, max_iter=3000)
    return _Fitted(names, model.fit(_columns([row for _, row in rows], names), [row.is_met for _, row in rows], shares))


def _columns(rows: Sequence[Row], names: Sequence[str]) -> Any:
    """One row each, one column per consideration."""
    import numpy as np

    places = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for name, number in row.considered.items():
            if name in places:
                table[index, places[name]] = number
    return table


def _weights(fitted: _Fitted) -> dict[str, Any]:
    found = zip(fitted.names, fitted.model.coef_[0], strict=True)
    return {
        "bias": round(float(fitted.model.intercept_[0]), 4),
        "considered": {name: round(float(weight), 4) for name, weight in found},
    }


def _least(rows: Sequence[tuple[str, Row]], chances: Sequence[float]) -> dict[str, float]:
    """Per answer of the rules the least probability of the other outcome that was right six times in ten.

    Against what the rules found for certain it must have been right three times in four: a plain sentence that is
    overruled costs more trust than one that is missed.
    """
    found = {}
    for answer in ANSWERS:
        against = [
            (1 - chance if says_met(answer) else chance, says_met(answer) != row.is_met)
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
        gain[row.question] += (outcome == row.is_met) - row.is_right
    read = {row.question for _, row in rows if _IS_READ in row.considered}
    return [question for question in questions if question in read and gain[question] >= _LEAST_GAIN]


def _agreed(row: Row, chance: float, turns: Iterable[str], least: Mapping[str, float]) -> tuple[bool, float]:
    """The outcome that is given, and the probability that it is right; 0 where it can never be certain."""
    outcome = says_met(row.answer)
    if row.question in turns and (1 - chance if outcome else chance) >= least[row.answer]:
        return not outcome, 1 - chance if outcome else 0.0
    return outcome, 0.0 if row.answer == "geldt niet" else chance if outcome else 1 - chance


def _sure(
    rows: Sequence[tuple[str, Row]],
    chances: Sequence[float],
    questions: Sequence[str],
    turns: Sequence[str],
    least: Mapping[str, float],
) -> Mapping[str, float]:
    """The least probability from which on so many held-out outcomes are right, the toetsvragen together.

    A toetsvraag that is too often wrong as a whole, or that then has more wrong ones than chance explains (binomial,
    5 %), stands alone: its own threshold, or never. The worst goes first: without it that of the others is another.
    """
    given = [
        (row.question, agreed, outcome == row.is_met)
        for (_, row), chance in zip(rows, chances, strict=True)
        for outcome, agreed in [_agreed(row, chance, turns, least)]
    ]
    right: dict[str, list[bool]] = defaultdict(list)
    for question, _, is_right in given:
        right[question].append(is_right)
    kept = [question for question in questions if _share(right[question]) >= _LEAST_RIGHT]
    while kept:
        threshold = _threshold([(agreed, right) for question, agreed, right in given if question in kept])
        firm = {name: [right for one, agreed, right in given if one == name and agreed >= threshold] for name in kept}
        worst = min(kept, key=lambda name: _likely(firm[name]))
        if _likely(firm[worst]) >= _BY_CHANCE:
            return {question: threshold if question in kept else _alone(given, question) for question in questions}
        kept.remove(worst)
    return {question: _alone(given, question) for question in questions}


def _alone(given: Sequence[tuple[str, float, bool]], question: str) -> float:
    """The threshold of one toetsvraag by itself, `_NEVER` where too few outcomes carry it."""
    own = [(agreed, right) for name, agreed, right in given if name == question]
    threshold = _threshold(own)
    return threshold if sum(agreed >= threshold for agreed, _ in own) >= _LEAST_ALONE else _NEVER


def _threshold(given: Sequence[tuple[float, bool]]) -> float:
    threshold, right = _NEVER, 0
    for count, (agreed, is_right) in enumerate(sorted((one for one in given if one[0]), reverse=True), start=1):
        right += is_right
        if right / count >= _RIGHT_WHEN_SURE:
            threshold = agreed
    # Rounded down, so that the row that set it still counts.
    return max(_LEAST_SURE, floor(threshold * _DIGITS) / _DIGITS)


def _likely(right: Sequence[bool]) -> float:
    """How likely so many wrong ones are, or more, where so many are right as must be."""
    from scipy.stats import binom  # type: ignore[import-untyped]

    return float(binom.cdf(sum(right), len(right), _RIGHT_WHEN_SURE))


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
                "rules_right": sum(row.is_right for row, _ in mine),
                "both_right": sum(outcome == row.is_met for outcome, _, row in given),
                "sure": len(firm),
                "sure_right": sum(outcome == row.is_met for outcome, row in firm),
            }
        )
    return table
