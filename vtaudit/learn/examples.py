"""Examples for the second opinion: windows of text with, per toetsvraag, whether they prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vtaudit.language.features import features
from vtaudit.language.reader import Reading
from vtaudit.language.second_opinion import counts, hashed, windows
from vtaudit.model import Outcome

_SHORT_QUOTE = 15
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


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of one reading, ready to be labelled."""

    bags: tuple[Any, ...]
    texts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, reading: Reading, part: int | None = None) -> Windows:
        """All windows, or those of one part."""
        groups = [
            group for group in windows(reading.passages) if part is None or reading.passages[group[0]].part == part
        ]
        if not groups:
            return cls((), ())
        texts = tuple(tuple(reading.passages[number].text for number in group) for group in groups)
        return cls(tuple(counts(hashed(features(reading)), groups)), texts)


def passage_examples(found: Windows, judged: Judged) -> Iterator[Examples]:
    """A passage of the bank: as a whole for or against, because it was written for this toetsvraag."""
    rows = range(len(found.texts))
    if judged.outcome is Outcome.MET:
        proving = [row for row in rows if _holds(found.texts[row], judged.quote)] or list(rows)
        yield _labelled(found, proving, judged.question, 1, 1.0 / len(proving))
    else:
        yield _labelled(found, list(rows), judged.question, 0, 1.0 / len(rows))


def dossier_examples(found: Windows, judgements: Iterable[Judged]) -> Iterator[Examples]:
    """A dossier: the windows that hold the quote are for, all windows of a dossier without proof are against.

    A dossier that has proof without a quote teaches nothing: which window it is, nobody said.
    """
    rows = range(len(found.texts))
    for judged in judgements:
        if judged.outcome is Outcome.MET:
            proving = [row for row in rows if _holds(found.texts[row], judged.quote)]
            if proving:
                yield _labelled(found, proving, judged.question, 1, _PROOF / len(proving))
            beside = [row for row in rows if row not in proving]
            if proving and beside:
                yield _labelled(found, beside, judged.question, 0, _ELSEWHERE)
        elif judged.outcome is Outcome.NOT_MET and found.texts:
            yield _labelled(found, list(rows), judged.question, 0, _ABSENCE)


def background(found: Windows, questions: Sequence[str], weight: float) -> Iterator[Examples]:
    """One window that says nothing on these toetsvragen."""
    for question in questions:
        yield _labelled(found, [0], question, 0, weight)


def together(examples: Iterable[Examples]) -> Examples:
    """All rows below one another."""
    from scipy import sparse  # type: ignore[import-untyped]

    parts = list(examples)
    return Examples(
        tuple(sparse.vstack([part.bags[index] for part in parts]).tocsr() for index in range(3)),
        tuple(question for part in parts for question in part.questions),
        tuple(label for part in parts for label in part.labels),
        tuple(weight for part in parts for weight in part.weights),
    )


def _labelled(found: Windows, rows: list[int], question: str, label: int, weight: float) -> Examples:
    count = len(rows)
    return Examples(tuple(bag[rows] for bag in found.bags), (question,) * count, (label,) * count, (weight,) * count)


def _holds(texts: Sequence[str], quote: str) -> bool:
    quote = " ".join(quote.split())
    if not quote:
        return False
    return quote in " ".join(texts) or any(len(text) > _SHORT_QUOTE and text in quote for text in texts)
