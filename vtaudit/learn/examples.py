"""Examples for the second opinion: windows of text with, per toetsvraag, whether they prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
class Label:
    """Rows that prove a toetsvraag or do not, each counting for `weight`."""

    rows: tuple[int, ...]
    question: str
    proves: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Examples:
    """Three bags of damped counts with a row per window, and what the rows teach.

    A window is held once, however many toetsvragen learn from it: some twenty of them do.
    """

    bags: tuple[Any, ...]
    labels: tuple[Label, ...]

    @classmethod
    def of(cls, found: Windows, labels: Iterable[Label]) -> Examples:
        """All windows of a text that has some."""
        return cls(found.counts(), tuple(labels))

    def asked(self, question: str) -> tuple[list[int], list[int], list[float]]:
        """Rows, labels (1 is proof) and weights of what teaches this toetsvraag."""
        found = [
            (row, int(one.proves), one.weight) for one in self.labels if one.question == question for row in one.rows
        ]
        return [row for row, _, _ in found], [label for _, label, _ in found], [weight for _, _, weight in found]


def passage_labels(found: Windows, judged: Judged) -> Iterator[Label]:
    """A passage of the bank: as a whole for or against, because it was written for this toetsvraag."""
    rows = tuple(range(len(found.groups)))
    if judged.outcome is Outcome.MET:
        proving = tuple(found.holding([judged.quote])) or rows
        yield Label(proving, judged.question, True, 1.0 / len(proving))
    else:
        yield Label(rows, judged.question, False, 1.0 / len(rows))


def dossier_labels(found: Windows, judgements: Iterable[Judged]) -> Iterator[Label]:
    """A dossier: the windows that hold the quote are for, all windows of a dossier without proof are against.

    A dossier that has proof without a quote teaches nothing: which window it is, nobody said.
    """
    rows = tuple(range(len(found.groups)))
    for judged in judgements:
        if judged.outcome is Outcome.MET:
            proving = tuple(found.holding([judged.quote]))
            if proving:
                yield Label(proving, judged.question, True, _PROOF / len(proving))
                yield Label(tuple(row for row in rows if row not in proving), judged.question, False, _ELSEWHERE)
        elif judged.outcome is Outcome.NOT_MET:
            yield Label(rows, judged.question, False, _ABSENCE)


def background_labels(questions: Iterable[str], weight: float) -> Iterator[Label]:
    """The first window says nothing on these toetsvragen."""
    for question in questions:
        yield Label((0,), question, False, weight)


def together(examples: Iterable[Examples]) -> Examples:
    """All rows below one another."""
    from scipy import sparse  # type: ignore[import-untyped]

    parts = list(examples)
    labels: list[Label] = []
    above = 0
    for part in parts:
        labels += [replace(one, rows=tuple(row + above for row in one.rows)) for one in part.labels]
        above += part.bags[0].shape[0]
    bags = tuple(sparse.vstack([part.bags[index] for part in parts]).tocsr() for index in range(len(BAGS)))
    return Examples(bags, tuple(labels))
