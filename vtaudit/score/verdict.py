"""Whether a streefwaarde is met, and how many more cases it takes to know."""

from __future__ import annotations

from dataclasses import replace

from vtaudit import statistics
from vtaudit.model import Sample, StratumTally, Tally, Target
from vtaudit.score.basis import Basis, as_drawn, best, worst

SUFFICIENT = "voldoende"
INSUFFICIENT = "onvoldoende"
NOT_ESTABLISHED = "met deze steekproef niet vast te stellen"


def verdict(basis: Basis, target: Target | None) -> str | None:
    """Hold a finding against its streefwaarde.

    Cases drawn by lot suffice when even the low end of the interval reaches the streefwaarde, and fall short when even
    the high end stays under it. Where all cases were looked at, the rate itself decides. Cases that nobody drew
    establish nothing. None without a streefwaarde, when nothing was judged, and as long as the open cases could change
    the verdict: it has to be the same when all turn out met and when all turn out not met. Cases that turn out not to
    apply stay between these two.
    """
    if target is None or not basis.tally.judged:
        return None
    at_worst = _judge(basis.after(worst), target.rate)
    return at_worst if at_worst == _judge(basis.after(best), target.rate) else None


def more_needed(basis: Basis, target: Target) -> int | None:
    """About how many more cases to judge, besides those that are open, to settle the verdict if the picture stays.

    For strata that were not drawn alike the new cases come from each as the drawn ones did. None when the judged cases
    alone or with the open ones settle it, when not even all cases would do, and without a lot. All cases are those to
    which the toetsvraag applies by the share of the drawn ones.
    """
    counted = basis.tally
    if basis.source != "drawn" or not counted.judged:
        return None
    if basis.is_weighted:
        more = _more_by_stratum(basis, target.rate)
    else:
        more = statistics.more_needed(counted.met, counted.judged, basis.population, target.rate)
        # The population of a plain draw is a careful one: only the drawn cases that do not apply are out of it.
        applying, drawn = counted.judged + counted.open, counted.judged + counted.open + counted.not_applicable
        if more and (counted.judged + more) * drawn > (basis.population + counted.not_applicable) * applying:
            return None
    return more - counted.open if more and more > counted.open else None


def is_late(target: Target, sample: Sample) -> bool | None:
    """Whether the streefwaarde was set after the lot was cast; None when that cannot be known, or there was no lot.

    A change to the draw tells that the lot had been cast by then.
    """
    changed_on = [each.on for each in sample.replacements] + [each.on for each in sample.top_ups]
    if any(target.on > day for day in (sample.drawn_on, *changed_on) if day):
        return True
    return False if sample.drawn_on else None


def _judge(basis: Basis, rate: float) -> str:
    share = basis.tally.rate
    if basis.source == "delivered" or share is None:
        return NOT_ESTABLISHED
    interval = basis.interval()
    low, high = (interval.low, interval.high) if interval else (share, share)
    if low >= rate:
        return SUFFICIENT
    return INSUFFICIENT if high < rate else NOT_ESTABLISHED


def _more_by_stratum(basis: Basis, rate: float) -> int | None:
    """The smallest growth that settles, by halving: the interval narrows as the strata grow, but for rounding."""
    judged = basis.tally.judged

    def grown(size: int) -> Basis:
        return replace(basis, parts=tuple(_grown(part, size, judged) for part in basis.parts))

    def is_open(size: int) -> bool:
        return _judge(grown(size), rate) == NOT_ESTABLISHED

    ratios = (-(-as_drawn(part).applies_to // part.tally.judged) for part in basis.parts if part.tally.judged)
    low, high = judged, judged * max(ratios)
    if not is_open(low) or is_open(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_open(middle) else (low, middle)
    return grown(high).tally.judged - judged


def _grown(part: StratumTally, size: int, judged: int) -> StratumTally:
    """The part as it would be when `judged` cases in all have become `size`; a part ends at its last case.

    The cases to which the toetsvraag does not apply grow along; what is open is among the cases to come.
    """
    counted, applies_to = part.tally, as_drawn(part).applies_to
    if not counted.judged:
        return part
    larger = min(applies_to, round(counted.judged * size / judged))
    met = round(larger * counted.met / counted.judged)
    outside = min(part.population - applies_to, round(counted.not_applicable * size / judged))
    return replace(part, tally=Tally(met, larger - met, outside))
