"""One zaak judged: its dossier read, its case built, every toetsvraag answered; made to run in any process."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from pathlib import Path

from vtaudit.assess import Judge
from vtaudit.audit.grounds import Grounds
from vtaudit.audit.strangers import Mention, mention
from vtaudit.case import build_case
from vtaudit.catalogue.criteria import load_sets
from vtaudit.catalogue.reasons import ReasonTexts, load_reasons
from vtaudit.catalogue.schema import CriteriaSetFile
from vtaudit.checks.weigh import Weights
from vtaudit.documents import DocumentCache, rejoin
from vtaudit.dossiers import CaseFiles, KindCues, read_dossier, read_kind_cues
from vtaudit.errors import Fault
from vtaudit.language.reader import Reader, forget
from vtaudit.language.second_opinion import SecondOpinion
from vtaudit.model import Dossier, FileFault, Observation, ReadState, RegisterRow, Signal
from vtaudit.privacy import file_text, names_in
from vtaudit.signals import find_signals
from vtaudit.terms import FreeDays

_OUTSIDE = "outside_calendar"


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that all cases of an audit share, as a small value that can travel to another process.

    `version` changes with the content of any file of the sets and of the grounds. Without a `cache` every document is
    opened.
    """

    folder: Path
    criteria: tuple[Path, ...]
    grounds: Grounds
    version: str
    peildatum: date
    register_source: str
    cache: DocumentCache | None = None

    def absolute(self) -> Setup:
        """The same for a process that works in another folder."""
        grounds = Grounds(*(getattr(self.grounds, each.name).absolute() for each in fields(Grounds)))
        criteria = tuple(path.absolute() for path in self.criteria)
        return replace(self, folder=self.folder.absolute(), criteria=criteria, grounds=grounds)


@dataclass(frozen=True, slots=True)
class Task:
    """One case to judge; a case that was not drawn has its terms judged from the register alone.

    What the register says stays out of its `repr`, which a worker of a cluster writes to its log.
    """

    setup: Setup
    row: RegisterRow = field(repr=False)
    files: CaseFiles = field(repr=False)
    drawn: bool


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What is kept of one case; `names` are the words to mask.

    `row_faults` are faults of the register row that only came to light in judging.
    """

    zaaknummer: str
    drawn: bool
    observations: tuple[Observation, ...]
    signals: tuple[Signal, ...] = ()
    file_faults: tuple[FileFault, ...] = ()
    row_faults: tuple[Fault, ...] = ()
    files_read: int = 0
    names: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that criteria and grounds hold, read from their files."""

    sets: tuple[CriteriaSetFile, ...]
    reasons: ReasonTexts
    free: FreeDays
    reader: Reader
    cues: KindCues
    second: SecondOpinion | None

    def judge(self, peildatum: date) -> Judge:
        """The judge who looks on this day."""
        return Judge(self.sets, self.reasons, self.free, peildatum, Weights.of(self.second))


@cache
def load_tools(criteria: tuple[Path, ...], grounds: Grounds, version: str) -> Tools:
    """Loaded once in every process, and again when `version` says that a file has changed."""
    tools = Tools(
        load_sets(criteria),
        load_reasons(grounds.reasons),
        FreeDays.from_csv(grounds.free_days),
        Reader.from_folder(grounds.lexicon),
        read_kind_cues(grounds.documents),
        SecondOpinion.load(grounds.second_opinion),
    )
    # What is there by now stays until the end: looking for garbage in it again and again takes a tenth of the time.
    gc.freeze()
    return tools


def judge_case(task: Task) -> CaseResult:
    """Read and judge one case; the documents are opened only when it was drawn."""
    try:
        return _judged(task)
    finally:
        forget()


def _judged(task: Task) -> CaseResult:
    setup = task.setup
    tools = load_tools(setup.criteria, setup.grounds, setup.version)
    # A root table with a record of this zaak does not make up for documents that were not delivered.
    if task.drawn and task.files.paths:
        dossier = read_dossier(setup.folder, task.files, task.row, tools.cues, setup.cache)
    else:
        dossier = Dossier(task.row.zaaknummer, task.row, (), ())
    case = build_case(dossier, tools.reader, setup.peildatum, tools.second)
    judge = tools.judge(setup.peildatum)
    observations = judge.observe(case, terms_only=not task.drawn)
    return CaseResult(
        zaaknummer=task.row.zaaknummer,
        drawn=task.drawn,
        observations=observations,
        signals=find_signals(case, observations, tools.reasons) if task.drawn else (),
        file_faults=tuple(_file_faults(dossier)),
        row_faults=tuple(_row_faults(observations, task)),
        files_read=sum(document.state in (ReadState.READ, ReadState.PARTIAL) for document in dossier.documents),
        names=names_of(dossier, task.row),
        mentions=tuple(_mentions(dossier, task.files)),
    )


def _row_faults(observations: Iterable[Observation], task: Task) -> Iterator[Fault]:
    if any(observation.reason_code == _OUTSIDE for observation in observations):
        message = "Een datum valt buiten de jaren van de tabel met vrije dagen. De termijn is niet te berekenen."
        remedy = "Controleer de datums van deze zaak. Kloppen ze, vul dan de tabel aan (criteria/free_days.csv)."
        yield Fault(_OUTSIDE, f"{task.setup.register_source}, rij {task.row.row}", message, remedy)


def _file_faults(dossier: Dossier) -> Iterator[FileFault]:
    for document in dossier.documents:
        for fault in document.faults:
            yield FileFault(document.path, document.state.value, fault)


def _mentions(dossier: Dossier, files: CaseFiles) -> Iterator[Mention]:
    for document in dossier.documents:
        if document.path not in files.tabs:
            found = mention(dossier.zaaknummer, document.path, (page.text for page in document.pages))
            if found:
                yield found


def names_of(dossier: Dossier, row: RegisterRow) -> frozenset[str]:
    """The words to mask in anything that quotes this dossier."""
    texts = (rejoin(page.text) for document in dossier.documents for page in document.pages)
    files = (file_text(document.path.removeprefix(f"{row.zaaknummer}/")) for document in dossier.documents)
    places = (row.texts.get(column, "") for column in ("regio", "gemeente", "team"))
    return names_in((*texts, *files), (row.texts.get("medewerker", ""),), places)
