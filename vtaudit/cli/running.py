"""Runs one audit for the terminal: prepares, judges, writes; what is ready is kept, whatever happens."""

from __future__ import annotations

import json
import os
import platform
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import click

from vtaudit.audit import DEFAULT_SETS, Audit, CaseResult, Choice, Job, Source, audit, is_harmless, libraries, prepare
from vtaudit.cli.log import Log, bare_name
from vtaudit.cli.saying import DONE, NAMES_SHOWN, NOT_EVERYTHING
from vtaudit.cli.stages import Stages, stages
from vtaudit.cli.stopping import stoppable
from vtaudit.cli.telling import say_kept, say_libraries, say_result, say_start, say_where
from vtaudit.cli.unfinished import FILE, Start, Unfinished, starts
from vtaudit.documents import DocumentCache
from vtaudit.errors import Fault, VtauditError
from vtaudit.parallel import Cluster
from vtaudit.privacy import file_text, mask, names_in
from vtaudit.report import LAST_FILE, OUTPUT_FILES, clear_leftovers, leftovers, write_outputs

_PREPARING, _TERMS, _DOSSIERS, _WRITING = "Register en criteria", "Termijnen", "Dossiers", "Bestanden maken"
_SEEDS = 10**8
_CACHED = "De gelezen tekst is bewaard in {}. Die is vertrouwelijk. Gooi de map weg als u klaar bent."


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for; without `made_at` the clock is read, without `log` no log is kept."""

    folder: Path
    choice: Choice
    criteria: tuple[str, ...]
    peildatum: date | None
    out: Path
    made_at: datetime | None
    log: Path | None
    show_names: bool
    resume: bool
    jobs: int
    cluster: Cluster | None = None
    cache: Path | None = None


def run(order: Order, clock: Callable[[], datetime]) -> int:
    """Do the audit, tell about it and return the exit status.

    An audit that is already there is left as it is, except that `show_names` makes its files anew. Raises VtauditError
    when it cannot be done or when another process is at work on it.
    """
    with Log(order.log, clock, order.folder) as log, stoppable():
        with stages(log) as display:
            display.begin(_PREPARING)
            kept = DocumentCache.open(order.cache, apart=(order.folder, order.out)) if order.cache else None
            job, start = _prepared(order, clock)
            job = replace(job, setup=replace(job.setup, cache=kept))
            display.end(_PREPARING)
            directory = order.out / job.audit_id
            result = None if _is_there(directory, order) else _do(job, start, directory, display, order)
        if result is None:
            everything = _say_it_is_there(directory, start)
        else:
            say_result(job, result)
            everything = result.read_everything
            card = result.scorecard
            counts = {"zaken": card.register_rows, "dossiers": card.observed, "open": card.open_judgements}
            log.say("uitkomst", audit=job.audit_id, **counts, meldingen=card.fault_counts)
        say_where(directory)
        if order.cache:
            click.echo(_CACHED.format(order.cache))
        if order.show_names:
            log.say("namen leesbaar")
            click.echo(NAMES_SHOWN.format("in het werkblad"), err=True)
        log.status = DONE if everything else NOT_EVERYTHING
    return log.status


def _prepared(order: Order, clock: Callable[[], datetime]) -> tuple[Job, Start]:
    """The job and its start; a run that goes on takes moment and seed of the audit that was stopped."""
    since = clock()
    here = Start(order.made_at or since, None, libraries(), since, platform.node(), os.getpid())

    def job_of(start: Start) -> Job:
        choice = order.choice
        if choice.size is not None and choice.seed is None:
            choice = replace(choice, seed=start.seed)
        sets = order.criteria or DEFAULT_SETS
        return prepare(order.folder, choice, today=start.now.date(), criteria=sets, peildatum=order.peildatum)

    for audit_id, stopped in starts(order.out) if order.resume else ():
        start = replace(here, now=order.made_at or stopped.now, seed=stopped.seed)
        with suppress(VtauditError):
            job = job_of(replace(start, now=stopped.now))
            if job.audit_id == audit_id:
                return job, start
    job = job_of(replace(here, seed=secrets.randbelow(_SEEDS)))
    return job, replace(here, seed=job.sample.seed)


def _is_there(directory: Path, order: Order) -> bool:
    return (directory / LAST_FILE).exists() and not order.show_names


def _do(job: Job, start: Start, directory: Path, display: Stages, order: Order) -> Audit | None:
    """None when another process has just finished this audit."""
    with Unfinished(directory, start, resume=order.resume) as unfinished:
        if _is_there(directory, order):
            unfinished.finish()
            return None
        say_start(unfinished, order.resume)
        with ExitStack() as until_it_is_done:
            # Whatever it is that ends the audit, the user has to know how to go on.
            until_it_is_done.callback(lambda: say_kept(unfinished.kept, len(job.tasks)))
            result = _judge(job, start, unfinished, display, order)
            display.begin(_WRITING)
            _write(directory, job, result, show_names=order.show_names)
            unfinished.finish()
            until_it_is_done.pop_all()
            display.end(_WRITING)
    return result


def _judge(job: Job, start: Start, unfinished: Unfinished, display: Stages, order: Order) -> Audit:
    for stage, is_drawn in ((_TERMS, False), (_DOSSIERS, True)):
        numbers = [task.row.zaaknummer for task in job.tasks if task.drawn == is_drawn]
        if numbers:
            display.begin(stage, len(numbers), sum(number in unfinished.done for number in numbers))
    vanished: list[Fault] = []

    def note(result: CaseResult) -> None:
        gone = _vanished(job, result)
        vanished.extend(gone)
        if gone and not job.setup.folder.is_dir():
            raise VtauditError(_folder_gone(job))
        if not gone:
            unfinished.keep(result)
        for each in result.file_faults:
            event = "opgemerkt" if is_harmless((each.fault.code,)) else "niet gelezen"
            display.log.say(event, code=each.fault.code, bestand=bare_name(result, each.path))
        display.step(_DOSSIERS if result.drawn else _TERMS)

    made_at = start.now.isoformat(timespec="seconds")
    result = audit(job, made_at=made_at, jobs=order.jobs, cluster=order.cluster, done=unfinished.done, on_case=note)
    if vanished:
        raise VtauditError(vanished)
    return result


def _vanished(job: Job, result: CaseResult) -> list[Fault]:
    """Files that were there when the audit began: without them the judgement is not that of the audit-id."""
    message = "Dit stuk was er toen de audit begon en is nu niet te openen."
    remedy = "Zorg dat het er weer is en ga verder, of begin opnieuw als het weg mag blijven."
    return [
        Fault("file-vanished", each.path, message, remedy)
        for each in result.file_faults
        if each.fault.code == "bestand_weg" and job.source.files.get(each.path)
    ]


def _folder_gone(job: Job) -> Fault:
    message = "De map met dossiers is niet meer te bereiken."
    return Fault(
        "folder-vanished", job.setup.folder.name, message, "Kijk of de (netwerk)schijf er is en ga dan verder."
    )


def _write(directory: Path, job: Job, result: Audit, *, show_names: bool) -> None:
    # The same quotes and file names stand on several pages.
    @lru_cache(maxsize=1_000)
    def hide(zaaknummer: str, text: str) -> str:
        # A file that belongs to no zaak is only known by its name.
        names = result.names
        return mask(text, names[zaaknummer] if zaaknummer in names else names_in((file_text(text),)))

    write_outputs(
        directory,
        result.scorecard,
        result.observations,
        result.signals,
        job.sample_file,
        job.source.content(),
        mask=None if show_names else hide,
    )


def _say_it_is_there(directory: Path, start: Start) -> bool:
    click.echo("Deze audit is er al. Er is niets veranderd, dus er is niets gedaan.")
    with suppress(VtauditError):
        say_libraries(Source.read(directory))
    # What a process that was killed left here may hold names.
    if (directory / FILE).exists() or leftovers(directory, OUTPUT_FILES):
        with suppress(VtauditError, OSError), Unfinished(directory, start, resume=True) as unfinished:
            clear_leftovers(directory, OUTPUT_FILES)
            unfinished.finish()
    card = json.loads((directory / LAST_FILE).read_text(encoding="utf-8"))
    return is_harmless(card["fault_counts"])
