"""The whole job in the order in which design and page tell it: register, sample, cases, observations, scorecard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from uuid import uuid4

from vtaudit import __version__
from vtaudit.audit.cases import CaseResult, Task, judge_case, load_tools
from vtaudit.audit.elsewhere import differences, sight
from vtaudit.audit.job import Job
from vtaudit.audit.kept import KeptObservations
from vtaudit.audit.strangers import STRANGER, stranger_faults
from vtaudit.catalogue.reasons import load_reasons
from vtaudit.errors import Fault
from vtaudit.language.reader import READER_VERSION
from vtaudit.model import FileFault, Scorecard, Signal
from vtaudit.parallel import Cluster, stream, stream_on
from vtaudit.register import NOTE_CODES, REMARK_CODES, remarks
from vtaudit.score import Domain, domains, score

_HARMLESS = (NOTE_CODES | REMARK_CODES).union(
    {"leeg_wachtwoord", "script", "zelfde_stuk", STRANGER, "niet_gebruikt", "map_zonder_registerregel"}
    | {"andere_naam", "ocr", "ocr_afbeelding", "onzichtbaar", "verborgen_tekst", "zwart_gelakt"}
)


def is_harmless(codes: Iterable[str]) -> bool:
    """Whether all these faults leave everything that belongs to the register read."""
    return _HARMLESS.issuperset(codes)


@dataclass(frozen=True, slots=True)
class Audit:
    """The result: the scorecard, what lies behind it, and per zaaknummer the names to mask."""

    scorecard: Scorecard
    observations: KeptObservations
    signals: tuple[Signal, ...]
    names: Mapping[str, frozenset[str]]

    @property
    def read_everything(self) -> bool:
        """Whether every cell of the register and every delivered document could be read whole."""
        return is_harmless(self.scorecard.fault_counts)


def audit(
    job: Job,
    *,
    made_at: str,
    jobs: int = 1,
    cluster: Cluster | None = None,
    done: Mapping[str, CaseResult] | None = None,
    on_case: Callable[[CaseResult], None] = lambda result: None,
) -> Audit:
    """Judge every case of the job and count; `made_at` is printed as it is.

    `jobs` processes read dossiers beside each other, or in their place the workers of a `cluster`. `done` holds results
    of an earlier run of the same job, which are not judged again. `on_case` sees each new result as soon as it is
    there, in the order of `job.tasks`.
    """
    rows = {row.zaaknummer.upper(): row for row in job.register.rows}
    observations = KeptObservations()
    names: dict[str, frozenset[str]] = {}
    signals: list[Signal] = []
    row_faults: list[Fault] = []
    file_faults: list[FileFault] = []
    files_read = 0
    # Of a case that has been counted only this stays.
    for result in _judged(job, jobs, cluster, done or {}, on_case):
        observations.add(result.zaaknummer, result.observations)
        names[result.zaaknummer] = result.names
        signals.extend(result.signals)
        row_faults.extend(result.row_faults)
        file_faults.extend((*result.file_faults, *stranger_faults(result.zaaknummer, result.mentions, rows)))
        files_read += result.files_read
    scorecard = score(
        observations,
        job.sets,
        replace(job.register, faults=(*job.register.faults, *remarks(job.register), *row_faults)),
        job.sample,
        job.peildatum,
        short_reason=load_reasons(job.setup.grounds.reasons).short,
        signals=signals,
        targets=job.targets,
        domains=_domains(job),
        delivered=job.delivered,
        files_read=files_read,
        file_faults=tuple(dict.fromkeys((*file_faults, *job.file_faults))),
        audit_id=job.audit_id,
        tool_version=__version__,
        reader_version=READER_VERSION,
        made_at=made_at,
    )
    return Audit(scorecard, observations, tuple(signals), names)


def _domains(job: Job) -> Mapping[str, Domain]:
    """In how many cases each toetsvraag can be asked; only a draw by lot speaks of cases that nobody looked at."""
    if job.sample.method != "random":
        return {}
    setup = job.setup
    judge = load_tools(setup.criteria, setup.grounds, setup.version).judge(setup.peildatum)
    return domains(job.sample, ((row.zaaknummer, judge.can_ask(row)) for row in job.register.rows))


def _judged(
    job: Job,
    jobs: int,
    cluster: Cluster | None,
    done: Mapping[str, CaseResult],
    on_case: Callable[[CaseResult], None],
) -> Iterator[CaseResult]:
    fresh = [task for task in job.tasks if task.row.zaaknummer not in done]
    # Without documents to open a case is judged faster than it travels to another process.
    results = chain(
        map(judge_case, (task for task in fresh if not task.drawn)),
        _read([task for task in fresh if task.drawn], job, jobs, cluster),
    )
    for task in job.tasks:
        earlier = done.get(task.row.zaaknummer)
        if earlier is None:
            earlier = next(results)
            on_case(earlier)
        yield earlier


def _read(tasks: list[Task], job: Job, jobs: int, cluster: Cluster | None) -> Iterator[CaseResult]:
    if cluster is None or not tasks:
        return stream(judge_case, tasks, jobs)
    setup = job.setup.absolute()
    # Another register under the same path makes this another run; a worker looks once in each.
    look = partial(sight, setup, uuid4().hex)
    return stream_on(cluster, judge_case, [replace(task, setup=setup) for task in tasks], look, differences(setup))
