"""One zaak judged: its dossier read, its case built, every toetsvraag answered; made to run in any process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from vtaudit.assess import Judge
from vtaudit.audit.grounds import Grounds
from vtaudit.audit.strangers import numbers_like
from vtaudit.case import DATE_COLUMNS, build_case
from vtaudit.catalogue.criteria import load_sets
from vtaudit.catalogue.reasons import ReasonTexts, load_reasons
from vtaudit.dossiers import CaseFiles, KindCues, read_dossier, read_kind_cues
from vtaudit.errors import Fault, VtauditError
from vtaudit.language.reader import Reader
from vtaudit.model import Dossier, FileFault, Observation, ReadState, RegisterRow, Signal
from vtaudit.privacy import names_in
from vtaudit.signals import find_signals
from vtaudit.terms import FreeDays

_UNREADABLE_DATE, _OUTSIDE = "date_unreadable", "outside_calendar"


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that all cases of an audit share, as a small value that can travel to another process."""

    folder: Path
    criteria: tuple[Path, ...]
    grounds: Grounds
    peildatum: date
    register_source: str


@dataclass(frozen=True, slots=True)
class Task:
    """One case to judge; a case that was not drawn has its terms judged from the register alone."""

    setup: Setup
    row: RegisterRow
    files: CaseFiles
    drawn: bool


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What is kept of one case; `names` are the words to mask.

    `mentions` holds per file the numbers in it that look like a zaaknummer, when its own is not among them.
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
    mentions: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Tools:
    judge: Judge
    reader: Reader
    cues: KindCues
    reasons: ReasonTexts


def _tools(setup: Setup) -> _Tools:
    grounds = setup.grounds
    reasons = _reasons(grounds.reasons)
    judge = Judge(_sets(setup.criteria), reasons, _free_days(grounds.free_days), setup.peildatum)
    return _Tools(judge, _reader(grounds.lexicon), _cues(grounds.documents), reasons)


# Loaded once in every process, not once for every case.
_sets, _reasons, _free_days = cache(load_sets), cache(load_reasons), cache(FreeDays.from_csv)
_reader, _cues = cache(Reader.from_folder), cache(read_kind_cues)


def judge_case(task: Task) -> CaseResult:
    """Read and judge one case; the documents are opened only when it was drawn."""
    tools = _tools(task.setup)
    # A root table with a record of this zaak does not make up for documents that were not delivered.
    if task.drawn and task.files.paths:
        dossier = read_dossier(task.setup.folder, task.files, task.row, tools.cues)
    else:
        dossier = Dossier(task.row.zaaknummer, task.row, (), ())
    observations, signals, row_faults = _judged(dossier, task, tools)
    return CaseResult(
        zaaknummer=task.row.zaaknummer,
        drawn=task.drawn,
        observations=observations,
        signals=signals,
        file_faults=tuple(_file_faults(dossier)),
        row_faults=row_faults,
        files_read=sum(document.state in (ReadState.READ, ReadState.PARTIAL) for document in dossier.documents),
        names=_names(dossier, task.row),
        mentions=tuple(_mentions(dossier, task.files)),
    )


def _judged(
    dossier: Dossier, task: Task, tools: _Tools
) -> tuple[tuple[Observation, ...], tuple[Signal, ...], tuple[Fault, ...]]:
    faults: tuple[Fault, ...] = ()
    case = build_case(dossier, tools.reader, task.setup.peildatum)
    try:
        observations = tools.judge.observe(case, terms_only=not task.drawn)
    except VtauditError as error:
        place = f"{task.setup.register_source}, rij {task.row.row}"
        faults = tuple(dict.fromkeys(replace(fault, where=place) for fault in error.faults))
        case = build_case(_without_terms(dossier, task.row, faults[0]), tools.reader, task.setup.peildatum)
        observations = tuple(
            _outside_table(each, tools.reasons) for each in tools.judge.observe(case, terms_only=not task.drawn)
        )
    signals = find_signals(case, observations, tools.reasons) if task.drawn else ()
    return observations, signals, faults


def _without_terms(dossier: Dossier, row: RegisterRow, fault: Fault) -> Dossier:
    """The dates stay known for the text, but no term is counted with them."""
    return replace(dossier, row=replace(row, unreadable={**dict.fromkeys(DATE_COLUMNS, fault), **row.unreadable}))


def _outside_table(observation: Observation, reasons: ReasonTexts) -> Observation:
    if observation.reason_code != _UNREADABLE_DATE:
        return observation
    return replace(observation, reason_code=_OUTSIDE, reason=reasons.sentence(observation.question, _OUTSIDE))


def _file_faults(dossier: Dossier) -> Iterator[FileFault]:
    for document in dossier.documents:
        for fault in document.faults:
            yield FileFault(document.path, document.state.value, fault)


def _mentions(dossier: Dossier, files: CaseFiles) -> Iterator[tuple[str, frozenset[str]]]:
    for document in dossier.documents:
        if document.path in files.paths:
            found = numbers_like(dossier.zaaknummer, (page.text for page in document.pages))
            if found:
                yield document.path, found


def _names(dossier: Dossier, row: RegisterRow) -> frozenset[str]:
    texts = (page.text for document in dossier.documents for page in document.pages)
    places = (row.texts.get(column, "") for column in ("regio", "gemeente", "team"))
    return names_in(texts, (row.texts.get("medewerker", ""),), places)
