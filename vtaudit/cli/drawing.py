"""Draws, tops up or changes a sample for the terminal: reads the register, writes the files, and tells about it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import click

from vtaudit import sampling
from vtaudit.audit import Choice, choose, is_harmless, read_population, read_sample
from vtaudit.cli.saying import say_faults
from vtaudit.model import Register, Sample, Selection
from vtaudit.report.figures import counted, date_text, number_text, of_counted, of_text
from vtaudit.report.pull_list import current_list, pull_list
from vtaudit.report.sample_files import Change, SampleFiles, write_sample

_DEFAULT = Path("steekproef")
_SPARES = "Gebruik een reservezaak alleen als een zaak niet te krijgen is: --replace met --reason."


def draw(folder: Path, choice: Choice, *, out: Path | None, on: date) -> bool:
    """Draw a new sample; True when the whole register could be read."""
    register = read_population(folder)
    sample, content = choose(choice, register, (), on=on)
    files = write_sample(out or _DEFAULT, content, pull_list(sample, register), on)
    _say_draw(sample, choice.size)
    _say_selection(register, sample.selection)
    _say_files(folder, files)
    return say_register(register)


def top_up(folder: Path, file: Path, size: int, reason: str, *, out: Path | None, on: date) -> bool:
    """Draw cases on top of an earlier sample, to a total of `size`."""
    register = read_population(folder)
    before, plan = read_sample(file)
    rows, _ = sampling.select(register, before.selection)
    after = sampling.top_up(before, [row.zaaknummer for row in rows], size, on, reason, file.name)
    done = after.top_ups[-1]
    files = _write_change(register, after, plan, file, out, on, set(after.drawn).difference(before.drawn))
    place = " uit de nieuwe zaken" if done.new else ""
    click.echo(
        f"Bijgetrokken{place}: {counted(done.size - done.before, 'zaak', 'zaken')}. "
        f"De {number_text(done.before)} van eerder blijven zoals ze waren."
    )
    if done.size < size:
        click.echo(f"U vroeg een totaal van {number_text(size)}. Meer dan {number_text(done.size)} kan niet.")
    _say_draw(after, None)
    say_moved(after, register)
    _say_files(folder, files)
    return say_register(register)


def replace_case(folder: Path, file: Path, zaaknummer: str, reason: str, *, out: Path | None, on: date) -> bool:
    """Let the next spare take the place of a drawn case."""
    register = read_population(folder)
    before, plan = read_sample(file)
    rows, _ = sampling.select(register, before.selection)
    sampling.check_population(before, (row.zaaknummer for row in rows), file.name)
    after, done = sampling.replace_case(before, zaaknummer, reason, on, file.name)
    files = _write_change(register, after, plan, file, out, on, {done.by})
    left = sum(len(each.spares) for each in after.frame)
    click.echo(f"Vervangen: {done.zaaknummer} door {done.by}, op {date_text(on)}. De reden is bewaard.")
    click.echo(f"Nog {counted(left, 'reservezaak', 'reservezaken')} over.")
    say_moved(after, register)
    _say_files(folder, files)
    return say_register(register)


def _write_change(
    register: Register,
    sample: Sample,
    plan: dict[str, Any],
    file: Path,
    out: Path | None,
    on: date,
    added: Collection[str],
) -> SampleFiles:
    return write_sample(
        out or file.parent,
        sampling.to_json(sample, plan),
        pull_list(sample, register, added),
        on,
        Change(file, 1 + len(sample.replacements) + len(sample.top_ups), current_list(sample, register)),
    )


def _say_draw(sample: Sample, asked: int | None) -> None:
    population = number_text(sample.population)
    if sample.method == "all":
        if asked is not None:
            click.echo(f"U vroeg {counted(asked, 'zaak', 'zaken')} en er zijn er {population}.")
        click.echo(f"De steekproef bestaat uit alle {population} zaken. Er is niet geloot.")
        return
    how = ", op gelijke afstand in de lijst" if sample.design.kind == "systematic" else ""
    click.echo(
        f"Geloot{how}: {of_counted(len(sample.drawn), sample.population, 'zaak', 'zaken')}. Startgetal: {sample.seed}."
    )
    if sample.strata:
        for each in sample.frame:
            click.echo(f"  {each.name}: {of_text(len(each.drawn), each.population)}")
    spares = sum(len(each.spares) for each in sample.frame)
    if spares:
        click.echo(f"Reserve: {counted(spares, 'zaak', 'zaken')}. {_SPARES}")
    elif sample.design.spares:
        click.echo("Er zijn geen zaken over om als reserve te trekken.")


def _say_selection(register: Register, selection: Selection) -> None:
    if selection.is_whole:
        return
    rows, unclear = sampling.select(register, selection)
    parts = [f"{column} is {' of '.join(values)}" for column, values in selection.where.items()]
    if selection.since:
        parts.append(f"melding vanaf {date_text(selection.since)}")
    if selection.until:
        parts.append(f"melding tot en met {date_text(selection.until)}")
    click.echo(
        f"Gekozen uit een deel van het register: {'; '.join(parts)}. "
        f"Dat zijn {of_counted(len(rows), len(register.rows), 'zaak', 'zaken')}."
    )
    if unclear:
        are = "zaak valt" if unclear == 1 else "zaken vallen"
        click.echo(f"{number_text(unclear)} {are} erbuiten, omdat de datum of de waarde niet te lezen is.")


def _say_files(folder: Path, files: SampleFiles) -> None:
    print_from = "de opvraaglijst"
    click.echo(f"Steekproef:   {files.sample}")
    if files.earlier:
        click.echo(f"De steekproef zoals hij was, is bewaard: {files.earlier}")
    if files.current is None:
        click.echo(f"Opvraaglijst: {files.pull_list.best}")
    else:
        click.echo(f"Opvraaglijst van deze wijziging: {files.pull_list.best}")
        click.echo(f"Hele opvraaglijst zoals die nu is: {files.current.best}")
        click.echo("Vul daarop niets in: het programma maakt hem bij elke wijziging opnieuw.")
        print_from = f"{files.pull_list.best.name} (daar staan alleen de nieuwe zaken op)"
    if files.pull_list.xlsx is None:
        click.echo(
            "De lijst is er alleen als CSV. Voor Excel (XLSX) is de uitbreiding report nodig: pip install xlsxwriter."
        )
    click.echo(f"Hoe nu verder: print de stukken van {print_from} en zet ze per zaak in de map. Doe daarna:")
    click.echo(f'  vtaudit audit "{folder}" --sample-file "{files.sample}"')


def say_moved(sample: Sample, register: Register) -> None:
    """A register that was changed after the draw may put the same cases in other strata."""
    moved = sampling.count_moved(sample, register)
    if moved:
        are = "zaak staat" if moved == 1 else "zaken staan"
        click.echo(
            f"Let op: {number_text(moved)} getrokken {are} in het register nu in een ander deel dan bij de loting. "
            "De verdeling van de loting klopt daardoor niet meer.",
            err=True,
        )


def say_register(register: Register) -> bool:
    """Name what could not be read; those rows or cells may be missing from the population or its strata."""
    faults = [fault for fault in register.faults if not is_harmless((fault.code,))]
    if faults:
        click.echo("Niet (helemaal) gelezen:", err=True)
        say_faults(faults, "De rest staat in het register.")
    return not faults
