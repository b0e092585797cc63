"""What was seen in one dossier, with evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What a toetsvraag yields for one dossier; the values are the words of the output contract."""

    MET = "voldoet"
    NOT_MET = "voldoet_niet"
    NOT_APPLICABLE = "niet_van_toepassing"
    UNDECIDED = "niet_te_beoordelen"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote: `quote` is the slice [start:end] of the page text with white space collapsed.

    `ocr` is the confidence (0 to 1) of a page read with text recognition, `doubtful` says that it was unsure of a word
    in the quote, `unseen` that a part of the quote does not show on the page.
    """

    document: str
    page: int
    start: int
    end: int
    quote: str
    ocr: float | None = None
    doubtful: bool = False
    unseen: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether a person should look at the page before this decides anything."""
        return self.doubtful or self.unseen


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
