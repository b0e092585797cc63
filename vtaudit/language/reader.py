"""The door of this room: a dossier in, what it says out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vtaudit.dates import find_dates
from vtaudit.language.frames import Frame, load_frames
from vtaudit.language.lexicon import Lexicon, load_lexicon
from vtaudit.language.marking import marks
from vtaudit.language.mentions import everyone
from vtaudit.language.moments import definite
from vtaudit.language.parties import parties
from vtaudit.language.passages import Passage, read_passages
from vtaudit.language.people import read_people
from vtaudit.language.referents import referents
from vtaudit.language.refiled import refiled
from vtaudit.language.scope import Status, clauses
from vtaudit.language.sentences import Splitter
from vtaudit.language.statements import Setting, Statement, find_statements
from vtaudit.model import Dossier

READER_VERSION = "14"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one dossier; checks see it through the case only."""

    passages: tuple[Passage, ...]
    marks: tuple[Status | None, ...]
    setting: Setting
    statements: tuple[Statement, ...]

    def of(self, frame: str) -> tuple[Statement, ...]:
        """The statements of one frame, in reading order."""
        return tuple(statement for statement in self.statements if statement.frame == frame)


@dataclass(frozen=True, slots=True)
class Reader:
    """Lexicon, abbreviations and frames of one folder, loaded once."""

    lexicon: Lexicon
    splitter: Splitter
    frames: Mapping[str, Frame]

    @classmethod
    def from_folder(cls, folder: Path) -> Reader:
        """Load `criteria/lexicon`; faults carry file and line."""
        lexicon = load_lexicon(folder)
        return cls(
            lexicon,
            Splitter.from_file(folder / "abbreviations.yaml"),
            load_frames(folder, lexicon.concepts),
        )

    def read(self, dossier: Dossier, dates: Mapping[str, date]) -> Reading:
        """Read every part of the dossier; `dates` are the known dates of the case by register column."""
        passages = read_passages(dossier, self.splitter, self.lexicon)
        received = dates.get("datum_melding")
        told = dossier.row.texts if dossier.row else {}
        people = read_people(passages, told.get("melder", ""), received, told.get("medewerker", ""))
        finished = dates.get("datum_afronding_onderzoek")
        closed = dates.get("datum_afsluiting") or finished
        passages = refiled(passages, dossier, people, dates)
        setting = Setting(
            people,
            received,
            dates.get("datum_triagebesluit"),
            dates.get("datum_start_onderzoek"),
            closed,
            finished,
        )
        seen = marks(passages, received)
        return Reading(passages, seen, setting, find_statements(passages, seen, self.frames, setting))


def forget() -> None:
    """Let go of what was remembered of sentences: nothing of a dossier stays in memory when its judgement is done."""
    for remembered in (find_dates, clauses, everyone, definite, parties, referents):
        remembered.cache_clear()
