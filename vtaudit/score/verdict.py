"""What counted cases say about all cases, and whether a streefwaarde is met."""

from __future__ import annotations

from vtaudit.model import Interval, Sample, Tally, Target
from vtaudit.statistics import exact_interval, wilson

SUFFICIENT = "voldoende"
INSUFFICIENT = "onvoldoende"
NOT_ESTABLISHED = "met deze steekproef niet vast te stellen"


def population_of(counted: Tally, sample: Sample, *, is_drawn: bool) -> int:
    """The number of cases that a finding speaks of.

    For cases drawn by lot: the whole population less the drawn cases to which the toetsvraag does not apply. How often
    it applies outside the draw is not known; taking it to apply to all of them makes the interval too wide rather than
    too narrow. In all other findings: the cases that were looked at and to which it applies, or may apply.
    """
    if is_drawn and sample.method == "random":
        return sample.population - counted.not_applicable
    return counted.judged + counted.open


def intervals(counted: Tally, sample: Sample, *, is_drawn: bool) -> tuple[Interval | None, Interval | None]:
    """The exact interval and Wilson's; none for a census, for cases nobody drew, and when nothing was judged.

    A stratified draw is proportional and gets the interval of a plain one, which is as a rule a little too wide.
    """
    if not is_drawn or sample.method != "random" or not counted.judged:
        return None, None
    population = population_of(counted, sample, is_drawn=True)
    return exact_interval(counted.met, counted.judged, population), wilson(counted.met, counted.judged)


def verdict(counted: Tally, target: Target | None, sample: Sample, *, is_drawn: bool) -> str | None:
    """Hold a finding against its streefwaarde.

    Cases drawn by lot suffice when even the low end of the exact interval reaches the streefwaarde, and fall short
    when even the high end stays under it. Where all cases were looked at, the rate itself decides. Cases that nobody
    drew establish nothing. None without a streefwaarde, when nothing was judged, and as long as the open cases could
    change the verdict: it has to be the same when all turn out met and when all turn out not met. Cases that turn out
    not to apply stay between these two.
    """
    if target is None or not counted.judged:
        return None
    total = counted.judged + counted.open
    population = population_of(counted, sample, is_drawn=is_drawn)
    worst = _judge(counted.met, total, population, target.rate, sample, is_drawn=is_drawn)
    best = _judge(counted.met + counted.open, total, population, target.rate, sample, is_drawn=is_drawn)
    return worst if worst == best else None


def _judge(met: int, judged: int, population: int, rate: float, sample: Sample, *, is_drawn: bool) -> str:
    if is_drawn and sample.method == "delivered":
        return NOT_ESTABLISHED
    if is_drawn and sample.method == "random":
        interval = exact_interval(met, judged, population)
        low, high = interval.low, interval.high
    else:
        low = high = met / judged
    if low >= rate:
        return SUFFICIENT
    return INSUFFICIENT if high < rate else NOT_ESTABLISHED
