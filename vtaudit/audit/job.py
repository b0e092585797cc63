"""Everything that is settled before the first dossier is opened: register, criteria, sample, and the audit-id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vtaudit import __version__
from vtaudit.audit.cases import Setup, Task, Tools, load_tools
from vtaudit.audit.choice import Choice, choose, read_population
from vtaudit.audit.grounds import Grounds
from vtaudit.audit.reread import Source
from vtaudit.catalogue.criteria import load_sets
from vtaudit.catalogue.schema import CriteriaSetFile
from vtaudit.documents import engine_for, fingerprint
from vtaudit.dossiers import CaseFiles, FolderScan, scan_folder
from vtaudit.errors import Fault, VtauditError
from vtaudit.language.reader import READER_VERSION
from vtaudit.model import FileFault, Register, Sample, Target
from vtaudit.register import read_targets, with_peildatum
from vtaudit.sampling import CHECK

DEFAULT_SETS = ("stap2-2016", "kennemerland-2022")
NOT_USED = "niet_gebruikt"


@dataclass(frozen=True, slots=True)
class Job:
    """One audit, ready to run.

    `sample_file` is the content of steekproef.json, `targets` holds the streefwaarden by verwachting or toetsvraag,
    `file_faults` are those of the folder, `source` is what it takes to read a case again.
    """

    audit_id: str
    setup: Setup
    register: Register
    sets: tuple[CriteriaSetFile, ...]
    sample: Sample
    sample_file: Mapping[str, Any]
    targets: Mapping[str, Target]
    files: Mapping[str, CaseFiles]
    file_faults: tuple[FileFault, ...]
    source: Source

    @property
    def peildatum(self) -> date:
        """The day on which the audit looks."""
        return self.setup.peildatum

    @property
    def delivered(self) -> frozenset[str]:
        """The zaaknummers of the register whose documents are there."""
        return frozenset(row.zaaknummer for row in self.register.rows if self.files[row.zaaknummer].paths)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every register row in its order, first the cases that were not drawn."""
        drawn = frozenset(self.sample.drawn)
        tasks = (
            Task(self.setup, row, self.files[row.zaaknummer], row.zaaknummer in drawn) for row in self.register.rows
        )
        return tuple(sorted(tasks, key=lambda task: task.drawn))


def prepare(
    folder: Path,
    choice: Choice,
    *,
    today: date,
    criteria: Iterable[str | Path] = DEFAULT_SETS,
    peildatum: date | None = None,
) -> Job:
    """Read register and criteria, list the documents and take the sample.

    The peildatum is the argument, else that of register.yaml, else `today`. Raises VtauditError when the register, a
    criterion or a streefwaarde cannot be used, or the sample cannot be had.
    """
    register = read_population(folder)
    register = seen_on(register, peildatum, today)
    criteria = tuple(criteria)
    setup, tools = _criteria(folder, criteria, register)
    targets = read_targets(folder, _judged(tools.sets), setup.peildatum)
    # A zaak that stands in the register twice is not judged, but its folder is no stray folder.
    scan = scan_folder(folder, {row.zaaknummer for row in register.rows}.union(register.refused), tools.cues)
    present = [row.zaaknummer for row in register.rows if scan.cases[row.zaaknummer].paths]
    sample, sample_file = choose(choice, register, present)
    hashes = _hashes(folder, scan, sample)
    ocr = engine_for(folder / path for path, _ in hashes)
    return Job(
        audit_id=_audit_id(setup, register, sample_file, targets, scan, hashes, ocr),
        setup=setup,
        register=register,
        sets=tools.sets,
        sample=sample,
        sample_file=sample_file,
        targets=targets,
        files=scan.cases,
        file_faults=tuple(FileFault(fault.where, NOT_USED, fault) for fault in scan.faults),
        source=Source(
            str(folder),
            tuple(map(str, criteria)),
            setup.peildatum,
            setup.version,
            register.sha256,
            dict(hashes),
            ocr=ocr,
        ),
    )


def _criteria(folder: Path, names: tuple[str | Path, ...], register: Register) -> tuple[Setup, Tools]:
    """The criteria loaded, and held against the frames of the lexicon and the kinds of documents."""
    found = load_sets(names)
    grounds = Grounds.beside(found[0].directory)
    directories, version = tuple(each.directory for each in found), grounds.version(found)
    tools = load_tools(directories, grounds, version)
    load_sets(directories, frames=frozenset(tools.reader.frames), kinds=frozenset(tools.cues.kinds))
    assert register.peildatum is not None, "set by the caller"
    return Setup(folder, directories, grounds, version, register.peildatum, register.source), tools


def seen_on(register: Register, peildatum: date | None, today: date) -> Register:
    """The register on the peildatum: the argument, else its own, else `today`; VtauditError for a day to come."""
    day = peildatum or register.peildatum or today
    if day > today:
        message = "De peildatum ligt in de toekomst. Wat nog moet gebeuren, is niet te beoordelen."
        raise VtauditError(Fault("peildatum_later", "peildatum", message, "Kies vandaag of een eerdere dag."))
    return with_peildatum(register, day)


def _judged(sets: Iterable[CriteriaSetFile]) -> frozenset[str]:
    """The numbers that can have a streefwaarde: the toetsvragen, and the verwachtingen they belong to."""
    judged = (each for criteria in sets for each in criteria.expectations if each.questions)
    return frozenset(number for each in judged for number in (each.expectation, *(one.id for one in each.questions)))


def _hashes(folder: Path, scan: FolderScan, sample: Sample) -> tuple[tuple[str, str], ...]:
    documents = (path for zaaknummer in sample.drawn for path in scan.cases[zaaknummer].paths)
    tabs = (path for zaaknummer in sample.drawn[:1] for path in scan.cases[zaaknummer].tabs)
    return tuple((path, fingerprint(folder / path)) for path in (*tabs, *sorted(documents)))


def _audit_id(
    setup: Setup,
    register: Register,
    sample_file: Mapping[str, Any],
    targets: Mapping[str, Target],
    scan: FolderScan,
    hashes: tuple[tuple[str, str], ...],
    ocr: str,
) -> str:
    """Peildatum and eight hex digits that change with anything that may change the result."""
    parts: dict[str, Any] = {
        "peildatum": setup.peildatum.isoformat(),
        "register": [register.sha256, register.source, register.organisation, sorted(map(str, register.faults))],
        "documents": hashes,
        "beside": sorted(fault.where for fault in scan.faults),
        "criteria": setup.version,
        # The check value says nothing that the rest does not.
        "sample": {name: value for name, value in sample_file.items() if name != CHECK},
        "versions": [__version__, READER_VERSION],
    }
    if targets:
        parts["targets"] = {number: [each.rate, each.by_whom, each.on.isoformat()] for number, each in targets.items()}
    if ocr:
        parts["ocr"] = ocr
    text = json.dumps(parts, sort_keys=True)
    return f"{setup.peildatum.isoformat()}-{hashlib.sha256(text.encode('ascii')).hexdigest()[:8]}"
