"""What speaks for `voldoet` in one answer of the rules and in the scores of the second opinion, as named numbers.

`checks.weigh` adds them up with weights that were measured on writers whom neither had seen (`learn.weights`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vtaudit.checks.result import Result
from vtaudit.language.second_opinion import Opinion, Scores
from vtaudit.language.windows import BAGS
from vtaudit.model import Outcome

SUBJECTS = (
    ("1.3.3-a", "1.3.3-b", "1.3.3-c", "2.4.2-c"),
    ("2.4.2-a", "2.4.2-b", "1.3.3-d", "1.3.3-e", "1.3.3-f"),
    ("1.5.2-a", "1.5.2-b", "1.5.2-c", "1.5.3-a", "1.5.4-a"),
)
"""Toetsvragen on one subject (agreements, conclusion, monitoring): where one is met, the file speaks of it, so that
another is more likely met too. Between subjects there is no such bond."""
_QUOTES = 3
_BASE, _COUNTED, _BESIDE, _BESIDE_SCORE = 2.0, 2.0, 0.5, 0.2
"""Scale of a number is how freely its weight may grow: a base per toetsvraag more than a bond between two."""


def considered(question: str, results: Mapping[str, Result], opinions: Mapping[str, Opinion]) -> dict[str, float]:
    """Every consideration with its number; `results` are those of the rules alone for all toetsvragen of a case."""
    result, opinion = results[question], opinions.get(question)
    found = {
        f"rules: {answer(result)}": 1.0,
        question: _BASE,
        f"{question} rules": sign(result),
        f"{question} {answer(result)}": 1.0,
        **{f"{question} {name}": _COUNTED * number for name, number in result.counted.items()},
        **dict(_beside(question, results, {name: each.scores for name, each in opinions.items()})),
    }
    return found | _read(question, result, opinion) if opinion else found


def _read(question: str, result: Result, opinion: Opinion) -> dict[str, float]:
    """What the second opinion reads, in the whole dossier and in the passages that the rules quote."""
    scores = opinion.scores
    found = {
        "reading": scores.best,
        "dossier": scores.whole,
        **{f"reading {name}": best for name, best in zip(BAGS, scores.bags, strict=True)},
        f"{question} reading": scores.best,
        f"{question} dossier": scores.whole,
    }
    held = opinion.read.holding([quote.quote for quote in result.evidence[:_QUOTES]])
    if held:
        score = max(scores.windows[row] for row in held)
        found |= {
            "evidence": 1.0,
            "reading of evidence": score,
            f"{question} reading of evidence": score,
            "reading above evidence": scores.best - score,
        }
    return found


def _beside(question: str, results: Mapping[str, Result], scores: Mapping[str, Scores]) -> Iterator[tuple[str, float]]:
    subject = next((subject for subject in SUBJECTS if question in subject), ())
    for other in subject:
        if other == question:
            continue
        if other in results:
            yield f"{question} beside {other}", _BESIDE * sign(results[other])
        if other in scores:
            yield f"{question} beside reading {other}", _BESIDE_SCORE * scores[other].best


def answer(result: Result) -> str:
    """How the rules answered: what they said, and how firmly."""
    if result.outcome is Outcome.NOT_APPLICABLE:
        return "geldt niet"
    if result.outcome is Outcome.MET:
        return "voldoet zeker" if result.sure else "voldoet onzeker"
    if not result.sure:
        return "voldoet niet onzeker"
    return "niets gevonden" if result.code in ("nothing_found", "document_missing") else "voldoet niet zeker"


def sign(result: Result) -> float:
    """1 for `voldoet`, -1 for `voldoet_niet`, 0 where it does not apply or cannot be judged."""
    return {Outcome.MET: 1.0, Outcome.NOT_MET: -1.0}.get(result.outcome, 0.0)
