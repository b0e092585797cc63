"""The one result that every report renders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vtaudit.errors import Fault
from vtaudit.model.observations import Outcome
from vtaudit.model.sample import Sample


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided interval for a rate, ends in [0, 1]."""

    low: float
    high: float
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of cases; adds with +.

    `open_*` wait for a person: the tool leans to met or not met without being sure, is not sure that the toetsvraag
    applies, or could not judge at all.
    """

    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    open_met: int = 0
    open_not_met: int = 0
    open_not_applicable: int = 0
    undecided: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.met + other.met,
            self.not_met + other.not_met,
            self.not_applicable + other.not_applicable,
            self.open_met + other.open_met,
            self.open_not_met + other.open_not_met,
            self.open_not_applicable + other.open_not_applicable,
            self.undecided + other.undecided,
        )

    @property
    def judged(self) -> int:
        """N of the guide: met + not met."""
        return self.met + self.not_met

    @property
    def open(self) -> int:
        """Cases without a sure result: a person decides, or the dossier has yet to come."""
        return self.open_met + self.open_not_met + self.open_not_applicable + self.undecided

    @property
    def rate(self) -> float | None:
        """Share met of the judged cases; None when nothing was judged."""
        return self.met / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class StratumTally:
    """The cases of a stratum, and what was seen in those that were looked at.

    In a weighted finding these are all cases of which the register does not rule out that the toetsvraag can be asked;
    else those to which it applies or may apply, after what was seen.
    """

    population: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """One group against the others of its field together.

    `estimate` is its share less theirs with Newcombe's interval, all three in [-1, 1]. `p_value` is that of Fisher's
    exact test, `adjusted` the same after Holm over all comparisons of the scorecard; `is_shown` whether the groups
    differ by the latter and would whatever the open cases turn out to be.
    """

    estimate: float
    low: float
    high: float
    confidence: float
    p_value: float
    adjusted: float
    is_shown: bool


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The tally of one region or team; `rate` stays hidden for small groups, which are not compared either."""

    field: str
    name: str
    tally: Tally
    difference: GroupDifference | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar days from the start of a term to its end, in one region (empty: in all cases together).

    `ended` cases have an end on or before the peildatum, `running` ones do not and are in no figure. Half of the ended
    cases took at most `median` days, nine in ten at most `ninetieth` (nearest rank); both None for a small group.
    """

    region: str
    ended: int
    running: int
    median: float | None
    ninetieth: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """A streefwaarde with who decided on it (a function, not a person) and when; `rate` in (0, 1]."""

    rate: float
    by_whom: str
    on: date


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How often one reason led to `outcome`, with the short Dutch wording for a shared page."""

    code: str
    short: str
    outcome: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """The conclusion on one toetsvraag over all observed cases.

    `scope` is `register` (every register row, no interval) or `drawn`. `estimate` is the share met of all cases the
    finding speaks of; `population` is their number. `worst` and `best` are that share when all open cases turn out not
    met or met. When the strata were not drawn alike (`is_weighted`) all three weigh each stratum by its cases;
    `strata_unjudged` of them have nothing judged, are not in the share, and go from 0 to all in the interval. `strata`
    are then what both rest on, in the order of the draw; else it is empty.

    `askable` counts the cases of the draw in which the toetsvraag can be asked as far as the register tells; None where
    it rules out none, and without a lot. `population_from` is `register` when the register tells of every case whether
    it can be asked, so that the population is exact; `conservative` when some are only told by their documents, so that
    it is taken too large rather than too small; None without a lot.

    `interval` is the one that is printed and that decides the verdict: exact hypergeometric, or by stratum when
    weighted. It is None for a census, for cases that were not drawn by lot, and when nothing was judged; `wilson` and
    `clopper_pearson` are beside it for comparison, and None when weighted too. `more_needed` is about how many more
    judged cases would settle a verdict that is not established, if the picture stays; None when that is no question.
    `target_is_late` tells whether the streefwaarde is from after the draw; None when nobody recorded the day of the
    draw, and where the figure does not rest on a draw. `other_reading` is the tally under the other reading of a term,
    `durations` are the days it took (text: None, none). `reasons` add up to what failed and to what is open; of the
    open cases `not_delivered` wait for their dossier and not for a person.
    """

    question: str
    title: str
    explanation: str
    origin: str
    scope: str
    tally: Tally
    estimate: float | None
    worst: float | None
    best: float | None
    population: int
    interval: Interval | None
    wilson: Interval | None
    clopper_pearson: Interval | None
    reasons: tuple[ReasonCount, ...]
    groups: tuple[GroupTally, ...]
    measure: str
    target: Target | None = None
    verdict: str | None = None
    other_reading: Tally | None = None
    other_reading_differs: int = 0
    counts_for_expectation: bool = True
    is_weighted: bool = False
    strata_unjudged: int = 0
    more_needed: int | None = None
    durations: tuple[Duration, ...] = ()
    target_is_late: bool | None = None
    not_delivered: int = 0
    strata: tuple[StratumTally, ...] = ()
    askable: int | None = None
    population_from: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectationFinding:
    """One verwachting with its toetsvragen; `tally` is our own addition ("alle vragen samen").

    Of its open cases `not_delivered` wait for their dossier and not for a person.
    `judged_by` is `tool` or `person`; in the latter case `person_reason` says why and there are no questions.
    `block` groups expectations that are shown as one on paper ("1.5 Monitoring").
    """

    set_id: str
    criterion: str
    expectation: str
    title: str
    norm: str
    source: str
    origin: str
    judged_by: str
    person_reason: str
    block: str
    tally: Tally
    questions: tuple[QuestionFinding, ...]
    plan_target: str
    not_delivered: int = 0


@dataclass(frozen=True, slots=True)
class CrossTally:
    """A two-by-two count, such as everybody spoken to × triage in time; keys are the words printed."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class SignalCount:
    """How many cases carry a signal, and its Dutch wording for the shared page."""

    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """Name and version of a criteria set that was used."""

    id: str
    title: str
    version: str
    sha256: str
    term_reading: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file (or folder) that could not be read, is not supported or was not used, with the reason."""

    path: str
    state: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The one result object: every report is a rendering of this value, and no renderer computes a figure.

    `open_judgements` are those that a person can decide; judgements on the `not_delivered` dossiers are not among them.
    """

    format_version: int
    audit_id: str
    tool_version: str
    reader_version: str
    made_at: str
    organisation: str
    peildatum: date
    criteria: tuple[CriteriaSet, ...]
    register_source: str
    register_rows: int
    sample: Sample
    observed: int
    not_delivered: int
    files_read: int
    file_faults: tuple[FileFault, ...]
    register_faults: tuple[Fault, ...]
    expectations: tuple[ExpectationFinding, ...]
    signals: tuple[SignalCount, ...]
    crosses: tuple[CrossTally, ...]
    open_judgements: int
    discuss_today: int
    fault_counts: Mapping[str, int] = field(default_factory=dict)
