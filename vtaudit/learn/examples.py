"""Examples for the second opinion: windows of text with, per toetsvraag, whether they prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vtaudit.language.windows import BAGS, Windows
from vtaudit.model import Outcome

_PROOF, _ABSENCE, _ELSEWHERE = 2.0, 0.05, 0.02
"""Weight of a proving window against one of a dossier without proof, and one beside the proof: measured on held-out
writers; a dossier has some forty windows, so that both sides of a toetsvraag weigh about the same."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person found in one dossier (or passage) for one toetsvraag, with the quote that proves it."""

    question: str
    outcome: Outcome
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of the three bags with toetsvraag, label and weight of each row."""

    bags: tuple[Any, ...]
    questions: tuple[str, ...]
    labels: tuple[int, ...]
    weights: tuple[float, ...]


def passage_examples(found: Windows, judged: Judged) -> Iterator[Examples]:
    """A passage of the bank: as a whole for or against, because it was written for this toetsvraag."""
    rows, bags = range(len(found.groups)), found.counts()
    if judged.outcome is Outcome.MET:
        proving = found.holding([judged.quote]) or list(rows)
        yield _labelled(bags, proving, judged.question, 1, 1.0 / len(proving))
    else:
        yield _labelled(bags, list(rows), judged.question, 0, 1.0 / len(rows))


def dossier_examples(found: Windows, judgements: Iterable[Judged]) -> Iterator[Examples]:
    """A dossier: the windows that hold the quote are for, all windows of a dossier without proof are against.

    A dossier that has proof without a quote teaches nothing: which window it is, nobody said.
    """
    if not found.groups:
        return
    rows, bags = range(len(found.groups)), found.counts()
    for judged in judgements:
        if judged.outcome is Outcome.MET:
            proving = found.holding([judged.quote])
            if proving:
                yield _labelled(bags, proving, judged.question, 1, _PROOF / len(proving))
            beside = [row for row in rows if row not in proving]
            if proving and beside:
                yield _labelled(bags, beside, judged.question, 0, _ELSEWHERE)
        elif judged.outcome is Outcome.NOT_MET:
            yield _labelled(bags, list(rows), judged.question, 0, _ABSENCE)


def background(found: Windows, questions: Sequence[str], weight: float) -> Iterator[Examples]:
    """One window that says nothing on these toetsvragen."""
    bags = found.counts()
    for question in questions:
        yield _labelled(bags, [0], question, 0, weight)


def together(examples: Iterable[Examples]) -> Examples:
    """All rows below one another."""
    from scipy import sparse  # type: ignore[import-untyped]

    parts = list(examples)
    return Examples(
        tuple(sparse.vstack([part.bags[index] for part in parts]).tocsr() for index in range(len(BAGS))),
        tuple(question for part in parts for question in part.questions),
        tuple(label for part in parts for label in part.labels),
        tuple(weight for part in parts for weight in part.weights),
    )


def _labelled(bags: Sequence[Any], rows: list[int], question: str, label: int, weight: float) -> Examples:
    count = len(rows)
    return Examples(tuple(bag[rows] for bag in bags), (question,) * count, (label,) * count, (weight,) * count)
