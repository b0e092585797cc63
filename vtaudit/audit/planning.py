"""What a sample will hold, told from the register alone: before anything is drawn, and before anything is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from vtaudit.assess import Judge
from vtaudit.audit.grounds import Grounds
from vtaudit.audit.job import DEFAULT_SETS, seen_on
from vtaudit.catalogue.criteria import load_sets
from vtaudit.catalogue.reasons import load_reasons
from vtaudit.catalogue.schema import TermKept
from vtaudit.model import Register, RegisterRow
from vtaudit.sampling import KINDS, NO_STRATUM, allocate, kind_of
from vtaudit.terms import FreeDays

ENOUGH = 10
"""So many judged cases a toetsvraag needs before the scorecard speaks of 100."""

_MOST_DRAWS = 0.95


@dataclass(frozen=True, slots=True)
class Asked:
    """In how many cases of the register one toetsvraag can be asked, by kind of case.

    `applies` counts those of which the register says so, `may_apply` those of which only the documents can tell.
    `is_term` is a toetsvraag that the register answers for all cases, so that no sample is needed.
    """

    question: str
    text: str
    is_term: bool
    applies: Mapping[str, int]
    may_apply: Mapping[str, int]

    @property
    def certain(self) -> int:
        """The cases in which it can be asked, by the register."""
        return sum(self.applies.values())

    @property
    def possible(self) -> int:
        """The same with the cases in which it can be asked if the documents say so."""
        return self.certain + sum(self.may_apply.values())

    def expected(self, shares: Mapping[str, int], sizes: Mapping[str, int]) -> Fraction:
        """The most cases to expect when so many are drawn of each kind."""
        return sum(
            (Fraction((self.applies[kind] + self.may_apply[kind]) * shares[kind], sizes[kind]) for kind in sizes),
            Fraction(0),
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """How many of a group of cases a draw holds: on average, and from `low` to `high` in 95 of 100 draws."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """The register as a plan needs it: the cases by kind (in the order of KINDS), and what can be asked of them.

    `examples` holds one row of each kind.
    """

    register: Register
    sizes: Mapping[str, int]
    examples: Mapping[str, RegisterRow]
    asked: tuple[Asked, ...]

    @property
    def population(self) -> int:
        """The number of cases."""
        return len(self.register.rows)

    @property
    def texts(self) -> tuple[Asked, ...]:
        """The toetsvragen that a sample is needed for."""
        return tuple(each for each in self.asked if not each.is_term)


@dataclass(frozen=True, slots=True)
class Division:
    """How many cases to draw of each kind: in proportion, with at least `minimum` of each.

    `short` are the toetsvragen that still have fewer than ENOUGH cases to expect.
    """

    minimum: int
    shares: Mapping[str, int]
    short: tuple[str, ...]

    @property
    def size(self) -> int:
        """All cases to draw."""
        return sum(self.shares.values())


def look_ahead(
    register: Register, criteria: Iterable[str | Path] = DEFAULT_SETS, *, peildatum: date | None, today: date
) -> Prospect:
    """Count what can be asked of the cases of a register, by the conditions of the criteria themselves.

    An empty date in a column that is there counts as a step that was not taken, though a document may tell otherwise.
    Raises VtauditError for criteria that cannot be used and for a peildatum to come.
    """
    register = seen_on(register, peildatum, today)
    assert register.peildatum is not None, "just set"
    sets = load_sets(criteria)
    grounds = Grounds.beside(sets[0].directory)
    judge = Judge(sets, load_reasons(grounds.reasons), FreeDays.from_csv(grounds.free_days), register.peildatum)
    questions = tuple(question for each in sets for question in each.questions)
    counts: dict[tuple[str, bool | None], Counter[str]] = {
        (question.id, holds): Counter() for question in questions for holds in (True, None, False)
    }
    sizes: Counter[str] = Counter()
    examples: dict[str, RegisterRow] = {}
    for row in register.rows:
        kind = kind_of(row) or NO_STRATUM
        sizes[kind] += 1
        examples.setdefault(kind, row)
        for question_id, holds in judge.can_ask(row, register.columns).items():
            counts[question_id, holds][kind] += 1
    return Prospect(
        register,
        {kind: sizes[kind] for kind in (*KINDS, NO_STRATUM) if sizes[kind]},
        examples,
        tuple(
            Asked(
                question.id,
                question.question,
                isinstance(question.check, TermKept),
                counts[question.id, True],
                counts[question.id, None],
            )
            for question in questions
        ),
    )


def expected_in(cases: int, population: int, size: int) -> Expected:
    """How many of `cases` are in a plain draw of `size` out of `population`: the hypergeometric distribution."""
    from scipy.stats import hypergeom  # type: ignore[import-untyped]

    low, high = hypergeom.interval(_MOST_DRAWS, population, cases, size)
    return Expected(size * cases / population, int(low), int(high))


def divide(prospect: Prospect, size: int) -> Division:
    """Give `size` cases to the kinds so that as many text toetsvragen as can be have about ENOUGH cases to expect.

    Of the minimums that do so the lowest: it stays closest to proportion. Toetsvragen for which the register has too
    few cases decide nothing.
    """
    room = max(1, size // len(prospect.sizes))
    divisions = []
    for minimum in range(1, min(ENOUGH, room) + 1):
        shares = allocate(prospect.sizes, size, minimum=minimum)
        short = (each for each in prospect.texts if round(each.expected(shares, prospect.sizes)) < ENOUGH)
        divisions.append(Division(minimum, shares, tuple(each.question for each in short)))
    return min(divisions, key=lambda division: (len(_avoidable(prospect, division)), division.minimum))


def division_for_all(prospect: Prospect, division: Division) -> Division | None:
    """A larger division in which every toetsvraag has enough that the register has enough cases for; None if it has.

    Found by halving, so that now and then one case less would do.
    """
    if not _avoidable(prospect, division):
        return None
    low, high = division.size, prospect.population
    while high - low > 1:
        middle = (low + high) // 2
        if _avoidable(prospect, divide(prospect, middle)):
            low = middle
        else:
            high = middle
    return divide(prospect, high)


def _avoidable(prospect: Prospect, division: Division) -> list[str]:
    """The toetsvragen that are short although the register has enough cases for them."""
    return [each.question for each in prospect.texts if each.possible >= ENOUGH and each.question in division.short]
