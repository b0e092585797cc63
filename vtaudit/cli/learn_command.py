"""`vtaudit learn`: train the second opinion further on judgements that people settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vtaudit.cli.saying import DONE

if TYPE_CHECKING:
    from vtaudit.audit import Source
    from vtaudit.learn.settled import SettledCase
    from vtaudit.validation.compare import GoldRow

EPILOG = """\b
Voorbeeld:
  vtaudit learn reports/2018-03-01-5f3a9c01 --judgements oordelen.csv --out eigen

In oordelen.csv staat per zaak en toetsvraag het oordeel van een mens: zaaknummer, toetsvraag, uitkomst en, als het er
is, bewijs. Het programma leert van een deel en meet op de rest. Alleen als het nieuwe model vaker gelijk heeft, komt
het in de map van --out, in 'second_opinion'. Zet daar ook uw eigen set criteria neer: dan gebruikt vtaudit audit het.
"""


def _one(_ctx: click.Context, _parameter: click.Parameter, value: tuple[Path, ...]) -> Path:
    """The only one; click itself would pass over all but the last."""
    if len(value) > 1:
        raise click.BadParameter("dit kan maar een keer. Zet de oordelen samen in een bestand.")
    return value[0]


@click.command("learn", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("audit", metavar="AUDITMAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--judgements",
    required=True,
    multiple=True,
    callback=_one,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="De oordelen van een mens.",
)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="MAP", help="Waar het model komt."
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="Waar de dossiers staan, als dat een andere map is dan bij de audit.",
)
def command(audit: Path, judgements: Path, out: Path, folder: Path | None) -> int:
    """Laat de tweede lezing leren van oordelen die mensen hebben gegeven."""
    from vtaudit.audit import Source
    from vtaudit.audit.grounds import Grounds
    from vtaudit.catalogue.criteria import load_sets
    from vtaudit.errors import Fault, VtauditError
    from vtaudit.language.second_opinion import SecondOpinion
    from vtaudit.learn.settled import LEAST_CASES, relearn
    from vtaudit.report.figures import counted
    from vtaudit.validation import read_gold

    labels = read_gold(judgements)
    source = Source.read(audit)
    old = SecondOpinion.load(Grounds.beside(load_sets(source.criteria)[0].directory).second_opinion)
    if old is None:
        message = "Er is geen tweede lezing om mee te beginnen."
        raise VtauditError(Fault("learn-model", "second_opinion", message, "Zet de map terug die bij vtaudit hoort."))
    cases = list(_cases(source, labels, folder))
    if len(cases) < LEAST_CASES:
        few = counted(len(cases), "dossier", "dossiers")
        message = f"Er zijn oordelen over {few}. Dat is te weinig om van te leren en aan te meten."
        raise VtauditError(
            Fault("learn-few", judgements.name, message, f"Neem de oordelen over minstens {LEAST_CASES} dossiers.")
        )
    new, found = relearn(old, cases)
    click.echo(f"Gemeten op {found.judgements} oordelen waarvan het model niet had geleerd:")
    click.echo(f"  het oude model had {found.old_right} keer gelijk, het nieuwe {found.new_right} keer.")
    if not found.is_better:
        click.echo("Het nieuwe model is niet beter. Het oude blijft; er is niets veranderd.")
        return DONE
    new.save(out / "second_opinion")
    click.echo(f"Het nieuwe model is beter. Het staat in {out / 'second_opinion'}.")
    return DONE


def _cases(source: Source, labels: tuple[GoldRow, ...], folder: Path | None) -> Iterator[SettledCase]:
    from vtaudit.audit.reread import reread
    from vtaudit.language.windows import Windows
    from vtaudit.learn.examples import Judged
    from vtaudit.learn.settled import SettledCase

    for zaaknummer in dict.fromkeys(label.zaaknummer for label in labels):
        tools, case, dossier, _ = reread(source, zaaknummer, folder)
        if not dossier.parts:
            continue
        reading = tools.reader.read(dossier, {name: event.day for name, event in case.events.items()})
        judged = tuple(
            Judged(label.question, label.outcome, label.quote) for label in labels if label.zaaknummer == zaaknummer
        )
        yield SettledCase(zaaknummer, Windows.of(reading, ours=True), judged)
