"""`vtaudit explain`: why one toetsvraag came out as it did in one dossier."""

from __future__ import annotations

from pathlib import Path

import click

EPILOG = """\b
Voorbeeld:
  vtaudit explain reports/2018-03-01-5f3a9c01 VT17-0001 1.3.3-b

Het programma leest de stukken van deze zaak opnieuw. Is er sinds de audit iets veranderd, dan stopt het en zegt het
wat. De uitleg toont zinnen uit het dossier: deel die niet.
"""


@click.command("explain", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("audit", metavar="AUDITMAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("zaaknummer", metavar="ZAAKNUMMER")
@click.argument("question", metavar="TOETSVRAAG")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="Waar de dossiers staan, als dat een andere map is dan bij de audit.",
)
@click.option("--show-names", is_flag=True, help="Toon namen.")
def command(audit: Path, zaaknummer: str, question: str, folder: Path | None, show_names: bool) -> None:
    """Leg uit hoe een oordeel tot stand kwam."""
    from vtaudit.audit import Source, explained, read_sample
    from vtaudit.audit.cases import names_of
    from vtaudit.cli.saying import NAMES_SHOWN
    from vtaudit.cli.telling import say_libraries
    from vtaudit.privacy import mask
    from vtaudit.report.explanation import explanation
    from vtaudit.report.sample_files import SAMPLE_FILE

    source, draw = Source.read(audit), audit / SAMPLE_FILE
    sample = read_sample(draw)[0] if draw.exists() else None
    found = explained(source, zaaknummer, question, folder, sample)
    say_libraries(source)
    row = found.dossier.row
    names = names_of(found.dossier, row) if row and not show_names else frozenset()
    lines = explanation(found, (lambda text: text) if show_names else (lambda text: mask(text, names)))
    click.echo("\n".join(lines))
    if show_names:
        click.echo(NAMES_SHOWN.format("in deze uitleg"), err=True)
