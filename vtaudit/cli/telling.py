"""What the terminal hears of an audit that is done: what was looked at, what could not be read, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from vtaudit.audit import Audit, Job, Source, is_harmless, libraries
from vtaudit.cli.drawing import say_moved
from vtaudit.cli.saying import say_faults
from vtaudit.cli.unfinished import Unfinished
from vtaudit.errors import Fault, VtauditError
from vtaudit.report.figures import counted, date_text, number_text, of_text

_CHOSEN = {
    "all": "alle zaken",
    "random": "door loting, startgetal {seed}",
    "delivered": "de zaken waarvan de stukken er zijn; er is niet geloot",
}
_WORKSHEET = "werkblad.html"


def say_start(unfinished: Unfinished, resume: bool) -> None:
    """What happens with what an earlier run left."""
    if unfinished.is_mixed:
        click.echo(
            "Deze audit was gestopt. Intussen leest de computer stukken met andere versies (spaCy, pdf of Word). "
            "Daarom begint de audit opnieuw.",
            err=True,
        )
    elif unfinished.dropped:
        click.echo("Deze audit was gestopt en begint nu opnieuw. Met --resume gaat hij verder waar hij was.", err=True)
    elif resume and not unfinished.kept:
        click.echo("Er is niets bewaard om mee verder te gaan. De audit begint bij het begin.", err=True)


def say_kept(kept: int, total: int) -> None:
    """How to go on after the audit was stopped."""
    if kept:
        click.echo(
            f"Wat klaar was, is bewaard: {of_text(kept, total)} zaken. "
            "Ga verder met dezelfde opdracht en --resume erachter.",
            err=True,
        )
    else:
        click.echo("Er was nog niets klaar. Geef dezelfde opdracht later opnieuw.", err=True)


def say_libraries(source: Source) -> None:
    """Warn when the documents of an audit were read by other versions of the libraries than are here now."""
    other = _different(source.libraries, libraries())
    if other:
        click.echo(
            f"Let op: de stukken van deze audit zijn gelezen met een andere versie: {other}. "
            "De uitkomst is daarom niet zonder meer te vergelijken met wat het programma nu leest.",
            err=True,
        )


def say_other_libraries(earlier: Path, later: Path) -> None:
    """Warn when the documents of two audits were read by different versions, as far as their folders tell."""
    with suppress(VtauditError):
        other = _different(Source.read(earlier).libraries, Source.read(later).libraries)
        if other:
            click.echo(
                f"Let op: de stukken van de twee audits zijn gelezen met verschillende versies: {other}. "
                "Een verschil kan daardoor komen. De uitkomsten zijn niet zonder meer te vergelijken.",
                err=True,
            )


def _different(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    return ", ".join(
        f"{name} {before[name]} en {now[name]}" for name in before if name in now and before[name] != now[name]
    )


def say_result(job: Job, result: Audit) -> None:
    """The cases, the draw, what is missing and what could not be read."""
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


def say_where(directory: Path) -> None:
    """The two pages to open."""
    click.echo(f"Scorekaart: {directory / 'scorekaart.html'}")
    click.echo(f"Werkblad:   {directory / _WORKSHEET}")
