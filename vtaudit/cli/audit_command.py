"""`vtaudit audit`: from a folder with dossiers to a scorecard."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vtaudit.cli.clustering import cluster_options
from vtaudit.cli.count import at_least
from vtaudit.cli.day import read_day, read_moment

if TYPE_CHECKING:
    from vtaudit.audit import Choice
    from vtaudit.parallel import Cluster

_MOST_JOBS = 4

EPILOG = """\b
Voorbeelden:
  vtaudit audit dossiers
  vtaudit audit dossiers --sample 60 --stratify regio --peildatum 2018-03-01
  vtaudit audit dossiers --sample-file reports/2018-03-01-5f3a9c01/steekproef.json

De map heeft een register (register.csv, .xlsx of .ods) en per zaak een map of een print met het zaaknummer als naam.

Gestopt? Geef dezelfde opdracht opnieuw met --resume erachter. Wat klaar was, is bewaard.

\b
Uitkomst voor een ander programma:
  0  klaar
  1  klaar, maar iets was niet te lezen; het staat erbij
  2  niet gedaan
"""


@click.command("audit", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("folder", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--criteria", multiple=True, metavar="SET", help="Set met criteria: een naam of een eigen map. Mag vaker."
)
@click.option(
    "--peildatum",
    callback=read_day,
    metavar="DAG",
    help="De dag waarop u kijkt; anders die uit register.yaml, anders vandaag.",
)
@click.option("--all", "census", is_flag=True, help="Bekijk alle zaken.")
@click.option("--sample", "size", type=int, callback=at_least(1, "zaak"), metavar="AANTAL", help="Loot zo veel zaken.")
@click.option(
    "--sample-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Gebruik een steekproef die al is geloot (steekproef.json).",
)
@click.option(
    "--seed",
    type=int,
    callback=at_least(0),
    metavar="GETAL",
    help="Startgetal van de loting; anders kiest het programma er een.",
)
@click.option("--stratify", type=click.Choice(("regio", "gemeente", "team")), help="Verdeel de loting naar deze kolom.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAP",
    default=Path("reports"),
    show_default=True,
    help="Waar de uitkomst komt te staan.",
)
@click.option(
    "--made-at",
    callback=read_moment,
    metavar="TIJDSTIP",
    help="Wat er op de bladzijde staat als moment van maken; anders nu. Voor een herhaalbare uitkomst.",
)
@click.option("--show-names", is_flag=True, help="Toon namen in het werkblad.")
@click.option("--resume", is_flag=True, help="Ga verder met een audit die is gestopt.")
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Houd een logboek bij, voor als er niemand meekijkt: elke regel is JSON, met aantallen en bestandsnamen.",
)
@click.option(
    "--jobs",
    type=int,
    callback=at_least(1, "dossier"),
    metavar="AANTAL",
    help="Zo veel dossiers tegelijk; anders zo veel als de computer aankan.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAP",
    help="Bewaar hier de gelezen tekst. De volgende audit is dan sneller. De map is vertrouwelijk.",
)
@cluster_options
def command(
    folder: Path,
    criteria: tuple[str, ...],
    peildatum: date | None,
    census: bool,
    size: int | None,
    sample_file: Path | None,
    seed: int | None,
    stratify: str | None,
    out: Path,
    made_at: datetime | None,
    show_names: bool,
    resume: bool,
    log: Path | None,
    jobs: int | None,
    cache: Path | None,
    cluster: Cluster | None,
) -> int:
    """Toets de dossiers in een map en maak een scorekaart.

    Zonder --all, --sample of --sample-file bekijkt het programma de zaken waarvan de stukken er zijn. Termijnen
    toetst het altijd voor alle zaken in het register.
    """
    if cache and cluster:
        raise click.UsageError("--cache en --cluster gaan niet samen: de tekst zou op elke werker blijven staan.")
    choice = _choice(census, size, sample_file, seed, stratify)
    from vtaudit.cli.running import Order, run
    from vtaudit.parallel import cores

    order = Order(
        folder,
        choice,
        criteria=criteria,
        peildatum=peildatum,
        out=out,
        made_at=made_at,
        log=log,
        show_names=show_names,
        resume=resume,
        jobs=jobs or min(cores(), _MOST_JOBS),
        cluster=cluster,
        cache=cache,
    )
    return run(order, lambda: datetime.now().astimezone())


def _choice(census: bool, size: int | None, sample_file: Path | None, seed: int | None, stratify: str | None) -> Choice:
    given = [
        name for name, is_given in (("--all", census), ("--sample", size), ("--sample-file", sample_file)) if is_given
    ]
    if len(given) > 1:
        raise click.UsageError(f"{' en '.join(given)} gaan niet samen. Kies er een.")
    if size is None and (seed is not None or stratify is not None):
        raise click.UsageError(f"{'--stratify' if seed is None else '--seed'} hoort bij --sample.")
    from vtaudit.audit import Choice

    return Choice(census, size, seed, (stratify,) if stratify else (), sample_file)
