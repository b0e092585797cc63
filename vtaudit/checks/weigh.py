"""Weighs the second opinion against the rules: it changes an outcome or its certainty only as far as it was proven.

The numbers come from dossiers and passages of writers whom neither the rules nor the model had seen. What there is to
consider (`checks.considered`) each has a weight; together they give the odds that a person would say `voldoet`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp

from vtaudit.checks.considered import answer, considered
from vtaudit.checks.result import Result
from vtaudit.language.second_opinion import Opinion, SecondOpinion
from vtaudit.model import Evidence, Outcome

_MOST = 30.0
_BETTER, _FAR_BETTER = 0.5, 2.0
"""In log-odds. On unseen writers the first quote was then one that a person gave in 169 of 187 cases, not in 156."""
_A_DOCUMENT = {"1.3.3-d"}
"""Here the letter itself is the proof, whichever of its lines is quoted; another piece only mentions it."""
_NEVER = 2.0
_DOUBTFUL = {("no_agreements", "1.3.3-a"), ("no_informants", "1.3.3-f")}
"""Where 'does not apply' only means that no words for it were found, so that a passage may show otherwise."""
_PRESUMED = {("no_informants", "1.3.3-f")}
"""Where it nearly always applies all the same: of 25 investigations in which the rules saw no informant, 23 had one."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds per consideration.

    Only for the toetsvragen in `turns` an outcome of the rules may be turned, from the probability in `least` on, which
    hangs on how firmly the rules answered; an answer that is not in it is never turned. `sure` is the least probability
    that makes an outcome certain; a toetsvraag without one was never measured.
    """

    bias: float
    considered: Mapping[str, float]
    turns: frozenset[str]
    least: Mapping[str, float]
    sure: Mapping[str, float]

    @classmethod
    def of(cls, second: SecondOpinion | None) -> Weights | None:
        """The weights that were measured with this model; None without a model."""
        if second is None:
            return None
        facts = second.facts["weigh"]
        return cls(facts["bias"], facts["considered"], frozenset(facts["turns"]), facts["least"], facts["sure"])

    def chance(self, numbers: Mapping[str, float]) -> float:
        """The probability that a person says `voldoet`, given these considerations."""
        odds = self.bias + sum(self.considered.get(name, 0.0) * number for name, number in numbers.items())
        return 1 / (1 + exp(-max(-_MOST, min(_MOST, odds))))


def is_weighed(question: str, outcome: Outcome, code: str) -> bool:
    """Whether the second opinion has a say in this answer of the rules."""
    return outcome in (Outcome.MET, Outcome.NOT_MET) or (
        outcome is Outcome.NOT_APPLICABLE and (code, question) in _DOUBTFUL
    )


def weigh(
    question: str, results: Mapping[str, Result], opinions: Mapping[str, Opinion], weights: Weights | None
) -> Result:
    """The result with the second opinion taken in; as it was where there is none or nothing to weigh.

    `results` are those of the rules alone, of all toetsvragen of the case.
    """
    result = results[question]
    if weights is None or not opinions or question not in weights.sure:
        return result
    if not is_weighed(question, result.outcome, result.code):
        return result
    chance = weights.chance(considered(question, results, opinions))
    met = result.outcome is Outcome.MET
    agreed = chance if met else 1 - chance
    least = weights.sure[question]
    if question not in opinions:
        return replace(result, sure=agreed >= least)
    if question in weights.turns and 1 - agreed >= weights.least.get(answer(result), _NEVER):
        if met:
            sure = 1 - agreed >= least
            return replace(
                result, outcome=Outcome.NOT_MET, code="second_no", sure=sure, evidence=(), against=result.evidence
            )
        # Likeness alone proves nothing: a printed form or an old plan looks like the real thing.
        opinion = opinions[question]
        quotes = (opinion.evidence, *opinion.also)
        return replace(result, outcome=Outcome.MET, code="second_yes", sure=False, evidence=quotes)
    if result.outcome is Outcome.NOT_APPLICABLE:
        presumed = (result.code, question) in _PRESUMED
        return replace(result, outcome=Outcome.NOT_MET, code="second_applies") if presumed else result
    return replace(result, sure=agreed >= least, evidence=_strongest_first(question, result, opinions[question]))


def _strongest_first(question: str, result: Result, opinion: Opinion) -> tuple[Evidence, ...]:
    """The quotes of what both find there, of which the first is the one that looks most like proof.

    The order of the rules stands unless another quote is clearly more like proof; what only the second opinion quotes
    needs more for that.
    """
    quotes, own = result.evidence, opinion.evidence
    if result.outcome is not Outcome.MET or not quotes:
        return quotes
    if opinion.scores.best > 0 and not any(_overlap(own, quote) for quote in quotes):
        quotes = (*quotes, own)
    if question in _A_DOCUMENT:
        return quotes
    scores = [_score(quote, opinion) - (0 if quote in result.evidence else _FAR_BETTER - _BETTER) for quote in quotes]
    best = max(range(len(quotes)), key=lambda number: (not quotes[number].is_weak, scores[number]))
    if quotes[best].is_weak or (scores[best] - scores[0] <= _BETTER and not quotes[0].is_weak):
        return quotes
    return (quotes[best], *quotes[:best], *quotes[best + 1 :])


def _score(quote: Evidence, opinion: Opinion) -> float:
    return max((opinion.scores.windows[row] for row in opinion.read.holding([quote.quote])), default=0.0)


def _overlap(one: Evidence, other: Evidence) -> bool:
    if (one.document, one.page) != (other.document, other.page):
        return False
    return one.start < other.end and other.start < one.end
