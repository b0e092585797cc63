"""The shared vocabulary: immutable values that one room hands to the next; no input, no output, no rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vtaudit.errors import Fault


class Outcome(StrEnum):
    """What a toetsvraag yields for one dossier; the values are the words of the output contract."""

    MET = "voldoet"
    NOT_MET = "voldoet_niet"
    NOT_APPLICABLE = "niet_van_toepassing"
    UNDECIDED = "niet_te_beoordelen"


# ---------------------------------------------------------------- register


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two dates of one register row that cannot both be true, or one that lies after the peildatum."""

    columns: tuple[str, ...]
    fault: Fault


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One zaak as the register export gives it.

    `texts` holds the readable text columns (canonical names, codes already translated), `dates` the readable date
    columns, `unreadable` the cells that hold something nobody can read. An empty cell stands in none of them.
    `row` counts from 1, the header being row 1.
    """

    zaaknummer: str
    row: int
    texts: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    unreadable: Mapping[str, Fault] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The population: every readable row, and everything that could not be read with its place.

    `refused` maps a zaaknummer that stands there twice (or a row without one) to the fault; those are not judged.
    `peildatum` and `organisation` come from register.yaml and may be missing.
    """

    source: str
    sha256: str
    rows: tuple[RegisterRow, ...]
    columns: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    refused: Mapping[str, Fault] = field(default_factory=dict)
    peildatum: date | None = None
    organisation: str | None = None


# ---------------------------------------------------------------- documents and dossiers


class ReadState(StrEnum):
    """How much of a file could be read."""

    READ = "gelezen"
    PARTIAL = "deels_gelezen"
    UNREADABLE = "onleesbaar"
    UNSUPPORTED = "niet_ondersteund"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of page text: page counts from 1, start and end are half-open code point offsets in it."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; every cell points into the page text (an empty cell has start == end)."""

    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page as `vtaudit text` prints it.

    `furniture` are page headers and footers that repeat, they count once in a document and are skipped elsewhere.
    """

    number: int
    text: str
    furniture: tuple[Span, ...] = ()
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a dossier. `path` is relative to the audited folder, with forward slashes.

    `faults` says why it is not READ; a READ file may still carry notes (read with an empty password, say).
    """

    path: str
    sha256: str
    state: ReadState
    pages: tuple[Page, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated piece of a part: one journal entry, or the whole part when it is no journal."""

    date: date | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One document in the sense of the work: a file, or a section of a print that holds the whole case.

    `kind` is one of the kinds in criteria/documents.yaml, `kind_from` tells what it was recognised by (inhoud,
    bestandsnaam, geen). `entries` cover `spans` in reading order.
    """

    document: str
    index: int
    kind: str
    kind_from: str
    title: str
    date: date | None
    spans: tuple[Span, ...]
    entries: tuple[Entry, ...]
    is_concept: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that was delivered for one zaaknummer, beside its register row."""

    zaaknummer: str
    row: RegisterRow | None
    documents: tuple[Document, ...]
    parts: tuple[Part, ...]

    @property
    def is_complete(self) -> bool:
        """Absence counts only when every file of the dossier was read whole."""
        return bool(self.documents) and all(document.state is ReadState.READ for document in self.documents)


# ---------------------------------------------------------------- observations


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote: `quote` is the slice [start:end] of the page text with white space collapsed."""

    document: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class TermReading:
    """One reading of a statutory term for one case: its last day and whether it was kept (None: not applicable)."""

    deadline: date
    kept: bool | None


@dataclass(frozen=True, slots=True)
class TermDetail:
    """The dates behind a term toetsvraag; `days` are calendar days from start to end (or to the peildatum)."""

    start: date
    end: date | None
    days: int
    calendar: TermReading
    working: TermReading


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen in one dossier for one toetsvraag.

    `reason` is a Dutch sentence with roles and no names; `reason_code` its stable key. `evidence` starts with the
    strongest quote. `against` are passages that were read and did not count. `searched` names the files read.
    """

    zaaknummer: str
    expectation: str
    question: str
    outcome: Outcome
    sure: bool
    reason_code: str
    reason: str
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    term: TermDetail | None = None

    def __post_init__(self) -> None:
        if self.outcome is Outcome.MET and not (self.evidence or self.term):
            raise ValueError(f"{self.question}: 'voldoet' needs a quote or the dates used")
        if self.outcome is Outcome.NOT_MET and not (self.searched or self.term):
            raise ValueError(f"{self.question}: 'voldoet_niet' needs something that was read")


@dataclass(frozen=True, slots=True)
class Signal:
    """Something to talk about that never counts in the score (toetsvragen.md, Signals); `code` is i to vii."""

    zaaknummer: str
    code: str
    reason: str
    evidence: tuple[Evidence, ...] = ()


# ---------------------------------------------------------------- sample


@dataclass(frozen=True, slots=True)
class Sample:
    """Which cases were looked at and how they were chosen.

    `method` is `all` (census), `random` (drawn by lot) or `delivered` (the documents that happened to be there; no
    claim about other cases). `drawn` holds zaaknummers in the order of the draw.
    """

    method: str
    seed: int | None
    population: int
    population_sha256: str
    drawn: tuple[str, ...]
    strata: Mapping[str, int] = field(default_factory=dict)


# ---------------------------------------------------------------- scorecard


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
        """Cases that wait for a person."""
        return self.open_met + self.open_not_met + self.open_not_applicable + self.undecided

    @property
    def rate(self) -> float | None:
        """Share met of the judged cases; None when nothing was judged."""
        return self.met / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The tally of one region or team; `rate` stays hidden for small groups."""

    field: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Target:
    """A streefwaarde that the MT set before the draw; `rate` in [0, 1]."""

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

    `scope` is `register` (every register row, no interval) or `drawn`. `worst` and `best` are the rates when all open
    cases turn out not met or met. `interval` (exact hypergeometric) and `wilson` are None for a census, for cases that
    were not drawn by lot, and when nothing was judged. `population` is the number of cases the interval speaks of.
    `other_reading` is the tally under the other reading of a term (None for text).
    """

    question: str
    title: str
    explanation: str
    origin: str
    scope: str
    tally: Tally
    worst: float | None
    best: float | None
    population: int
    interval: Interval | None
    wilson: Interval | None
    reasons: tuple[ReasonCount, ...]
    groups: tuple[GroupTally, ...]
    measure: str
    target: Target | None = None
    verdict: str | None = None
    other_reading: Tally | None = None
    other_reading_differs: int = 0
    counts_for_expectation: bool = True


@dataclass(frozen=True, slots=True)
class ExpectationFinding:
    """One verwachting with its toetsvragen; `tally` is our own addition ("alle vragen samen").

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
    """The one result object: every report is a rendering of this value, and no renderer computes a figure."""

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
