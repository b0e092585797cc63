"""How far two lists of outcomes agree, and how far several people agree with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vtaudit.model import Outcome
from vtaudit.statistics import (
    KAPPA_MINIMUM,
    cohen_estimate,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_nominal,
    weighted_kappa,
)

ALL, TERMS, TEXTS = "alle", "termijnen", "teksten"
"""The parts that are counted beside each toetsvraag."""

IN_ORDER = (Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.MET)
"""The outcomes that have an order: who leaves a case open stands halfway."""

Judgements = Mapping[tuple[str, str], Outcome]
"""The outcomes of one person by toetsvraag and zaaknummer."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many rows have the same outcome twice.

    `kappa` is Cohen's, `interval` holds its ends at 95 % and `ac1` is Gwet's. Each is None ("niet te berekenen") when
    it is undefined and when there are fewer than ten rows. The interval takes rows as independent; over several
    toetsvragen of one dossier they are not quite, so that it is then too narrow.
    """

    rows: int
    agreed: int
    kappa: float | None = None
    interval: tuple[float, float] | None = None
    ac1: float | None = None

    @property
    def rate(self) -> float | None:
        """Share of rows that agree, in [0, 1]; None without rows."""
        return self.agreed / self.rows if self.rows else None


@dataclass(frozen=True, slots=True)
class Weighted:
    """Linear weighted kappa over the rows in which both outcomes have an order (IN_ORDER); None as in `Agreement`."""

    rows: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """How far all persons agree with each other.

    `rows` were judged by all of them, `agreed` in the same way; `fleiss` is Fleiss' kappa over these. `shared` were
    judged by at least two; `alpha` is Krippendorff's over these. Both are None as in `Agreement`.
    """

    raters: int
    rows: int
    agreed: int
    fleiss: float | None
    shared: int
    alpha: float | None

    @property
    def rate(self) -> float | None:
        """Share of rows on which all agree, in [0, 1]; None without rows."""
        return self.agreed / self.rows if self.rows else None


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Count pairs of outcomes; whatever stands for no outcome is a class of its own.

    AC1 counts all outcomes as classes to choose from, whether they were used or not.
    """
    counted = list(pairs)
    classes = {outcome.value for outcome in Outcome}.union(*counted)
    agreed = sum(first == second for first, second in counted)
    if len(counted) < KAPPA_MINIMUM:
        return Agreement(len(counted), agreed)
    estimate = cohen_estimate(counted)
    interval = (estimate.low, estimate.high) if estimate else None
    return Agreement(len(counted), agreed, cohen_kappa(counted), interval, gwet_ac1(counted, len(classes)))


def weighted(pairs: Iterable[tuple[Outcome, Outcome]]) -> Weighted:
    """A row that one leaves open counts half as different as one on which they contradict each other."""
    counted = [pair for pair in pairs if set(pair) <= set(IN_ORDER)]
    kappa = weighted_kappa(counted, IN_ORDER, "linear") if len(counted) >= KAPPA_MINIMUM else None
    return Weighted(len(counted), kappa)


def between_raters(raters: Sequence[Judgements], term_questions: Collection[str]) -> dict[str, RaterAgreement]:
    """Agreement of several people, over all rows, over terms and texts (if any), and per toetsvraag.

    Rows that one person judged count nowhere. Raises ValueError with fewer than two persons.
    """
    if len(raters) < 2:
        raise ValueError("agreement between raters needs two of them")
    given: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for judgements in raters:
        for key, outcome in judgements.items():
            given[key].append(outcome)
    rows = sorted(given.items())
    return {
        name: _between([outcomes for _, outcomes in part], len(raters))
        for name, part in parts_of(rows, lambda row: row[0][0], term_questions).items()
    }


_Row = TypeVar("_Row")


def parts_of(
    rows: Sequence[_Row], question: Callable[[_Row], str], term_questions: Collection[str]
) -> dict[str, list[_Row]]:
    """The rows by part, in the order in which parts are shown; terms and texts are left out when there are none."""
    questions: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        questions[question(row)].append(row)
    halves = {
        TERMS: [row for row in rows if question(row) in term_questions],
        TEXTS: [row for row in rows if question(row) not in term_questions],
    }
    return {ALL: list(rows), **{name: part for name, part in halves.items() if part}, **questions}


def _between(rows: Sequence[Sequence[Outcome]], raters: int) -> RaterAgreement:
    full = [outcomes for outcomes in rows if len(outcomes) == raters]
    shared = [outcomes for outcomes in rows if len(outcomes) > 1]
    counts = [[outcomes.count(outcome) for outcome in Outcome] for outcomes in full]
    return RaterAgreement(
        raters=raters,
        rows=len(full),
        agreed=sum(len(set(outcomes)) == 1 for outcomes in full),
        fleiss=fleiss_kappa(counts) if len(full) >= KAPPA_MINIMUM else None,
        shared=len(shared),
        alpha=krippendorff_nominal(shared) if len(shared) >= KAPPA_MINIMUM else None,
    )
