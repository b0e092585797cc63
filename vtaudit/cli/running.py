"""Runs one audit for the terminal: prepares, judges, writes, and tells what could not be read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from vtaudit.audit import DEFAULT_SETS, Audit, CaseResult, Choice, Job, audit, is_harmless, prepare
from vtaudit.cli.drawing import say_moved
from vtaudit.cli.saying import say_faults
from vtaudit.cli.stages import Stages, stages
from vtaudit.cli.unfinished import FILE, Unfinished, read_unfinished
from vtaudit.documents import DocumentCache
from vtaudit.errors import Fault
from vtaudit.parallel import Cluster
from vtaudit.privacy import mask
from vtaudit.report import LAST_FILE, write_outputs
from vtaudit.report.figures import counted, date_text, number_text

_PREPARING, _TERMS, _DOSSIERS, _WRITING = "Register en criteria", "Termijnen", "Dossiers", "Bestanden maken"
_CHOSEN = {
    "all": "alle zaken",
    "random": "door loting, startgetal {seed}",
    "delivered": "de zaken waarvan de stukken er zijn; er is niet geloot",
}
_WORKSHEET = "werkblad.html"


def run(
    folder: Path,
    choice: Choice,
    *,
    criteria: tuple[str, ...],
    peildatum: date | None,
    out: Path,
    now: datetime,
    show_names: bool,
    resume: bool,
    jobs: int,
    cluster: Cluster | None = None,
    cache: Path | None = None,
) -> bool:
    """Do the audit and tell about it; True when everything could be read.

    An audit that is already there is left as it is, except that `show_names` makes its files anew.
    """
    with stages() as display:
        display.begin(_PREPARING)
        kept = DocumentCache.open(cache, apart=(folder, out)) if cache else None
        job = prepare(folder, choice, today=now.date(), criteria=criteria or DEFAULT_SETS, peildatum=peildatum)
        job = replace(job, setup=replace(job.setup, cache=kept))
        display.end(_PREPARING)
        directory = out / job.audit_id
        if (directory / LAST_FILE).exists() and not show_names:
            click.echo("Deze audit is er al. Er is niets veranderd, dus er is niets gedaan.")
            _say_where(directory)
            return _was_harmless(directory / LAST_FILE)
        result = _do(job, directory, display, now, show_names=show_names, resume=resume, jobs=jobs, cluster=cluster)
    _say_result(job, result)
    _say_where(directory)
    if cache:
        click.echo(f"De gelezen tekst is bewaard in {cache}. Die is vertrouwelijk. Gooi de map weg als u klaar bent.")
    return result.read_everything


def _do(
    job: Job,
    directory: Path,
    display: Stages,
    now: datetime,
    *,
    show_names: bool,
    resume: bool,
    jobs: int,
    cluster: Cluster | None,
) -> Audit:
    if not resume and (directory / FILE).exists():
        click.echo("Deze audit was gestopt en begint nu opnieuw. Met --resume gaat hij verder waar hij was.", err=True)
    done = read_unfinished(directory) if resume else {}
    tasks = [task for task in job.tasks if task.row.zaaknummer not in done]
    drawn = sum(task.drawn for task in tasks)
    for stage, number in ((_TERMS, len(tasks) - drawn), (_DOSSIERS, drawn)):
        if number:
            display.begin(stage, number)
    with Unfinished(directory, done) as unfinished:

        def note(result: CaseResult) -> None:
            unfinished.keep(result)
            display.step(_DOSSIERS if result.drawn else _TERMS)

        moment = now.isoformat(timespec="seconds")
        try:
            result = audit(job, made_at=moment, jobs=jobs, cluster=cluster, done=done, on_case=note)
        except KeyboardInterrupt:
            click.echo("Wat klaar was, is bewaard. Ga verder met dezelfde opdracht en --resume.", err=True)
            raise
        display.begin(_WRITING)
        names = result.names

        def hide(zaaknummer: str, text: str) -> str:
            return mask(text, names.get(zaaknummer, frozenset()))

        write_outputs(
            directory,
            result.scorecard,
            result.observations,
            result.signals,
            job.sample_file,
            job.source.content(),
            mask=None if show_names else hide,
        )
        unfinished.finish()
        display.end(_WRITING)
    return result


def _was_harmless(card: Path) -> bool:
    return is_harmless(json.loads(card.read_text(encoding="utf-8"))["fault_counts"])


def _say_result(job: Job, result: Audit) -> None:
    card = result.scorecard
    chosen = _CHOSEN[card.sample.method].format(seed=card.sample.seed)
    click.echo(f"Peildatum: {date_text(job.peildatum)}.")
    click.echo(
        f"Termijnen: {counted(card.register_rows, 'zaak', 'zaken')} in het register. "
        f"Dossiers: {counted(card.observed, 'dossier', 'dossiers')} bekeken ({chosen})."
    )
    asked = job.sample_file["plan"].get("size")
    if asked is not None and card.sample.method == "all" and asked > card.sample.population:
        click.echo(
            f"U vroeg {counted(asked, 'zaak', 'zaken')} en er zijn er {number_text(card.sample.population)}. "
            "Daarom zijn ze allemaal genomen; er is niet geloot."
        )
    say_moved(job.sample, job.register)
    missing = sorted(set(card.sample.drawn).difference(job.delivered))
    if missing:
        are = "zaak uit de steekproef heeft" if len(missing) == 1 else "zaken uit de steekproef hebben"
        click.echo(f"{len(missing)} {are} nog geen stukken: {', '.join(missing)}.")
    click.echo(f"Wachten op een mens: {counted(card.open_judgements, 'oordeel', 'oordelen')}.")
    faults = (*card.register_faults, *(each.fault for each in card.file_faults))
    _say_list("Niet (helemaal) gelezen:", [fault for fault in faults if not is_harmless((fault.code,))])
    _say_list("Opgemerkt:", [fault for fault in faults if is_harmless((fault.code,))])


def _say_list(heading: str, faults: list[Fault]) -> None:
    if faults:
        click.echo(heading, err=True)
        say_faults(faults, "De rest staat in het werkblad.")


def _say_where(directory: Path) -> None:
    click.echo(f"Scorekaart: {directory / 'scorekaart.html'}")
    click.echo(f"Werkblad:   {directory / _WORKSHEET}")
