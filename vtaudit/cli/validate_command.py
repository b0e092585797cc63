"""`vtaudit validate`: how often the tool and a person who labelled the same dossiers agree."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from vtaudit.validation import Validation

_WIDTH = 110
FIGURES, DIFFERENCES = "validatie.csv", "validatie_verschillen.csv"

EPILOG = f"""\b
Voorbeeld:
  vtaudit validate --gold gold.csv reports/2018-03-01-5f3a9c01

In gold.csv staat per zaak en toetsvraag het oordeel van een mens: zaaknummer, toetsvraag, uitkomst en, als het er is,
bewijs. De cijfers komen ook in {FIGURES} in de map van de audit, de verschillen met citaat in {DIFFERENCES}.
"""


@click.command("validate", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("audit", metavar="AUDITMAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--gold",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="De oordelen van een mens.",
)
def command(audit: Path, gold: Path) -> None:
    """Vergelijk een audit met oordelen van een mens over dezelfde dossiers."""
    from vtaudit.report import write_whole
    from vtaudit.validation import difference_rows, figure_rows, read_gold, read_observations, validate

    labels = read_gold(gold)
    result = validate(labels, read_observations(audit / "observaties.csv"), _term_questions(audit))
    try:
        write_whole(audit / FIGURES, _csv(figure_rows(result)), 0o600)
        write_whole(audit / DIFFERENCES, _csv(difference_rows(result)), 0o600)
    except OSError as error:
        from vtaudit.errors import Fault, VtauditError

        message = f"De cijfers konden niet worden bewaard ({error.strerror or 'onbekende reden'})."
        remedy = "Sluit het bestand als het open staat."
        raise VtauditError(Fault("output-not-written", str(audit), message, remedy)) from error
    _show(result)
    click.echo(f"Cijfers:     {audit / FIGURES}")
    click.echo(f"Verschillen: {audit / DIFFERENCES}")


def _term_questions(audit: Path) -> frozenset[str]:
    """The toetsvragen on dates, as the scorecard of this audit knows them."""
    from vtaudit.errors import Fault, VtauditError
    from vtaudit.report import LAST_FILE

    try:
        card = json.loads((audit / LAST_FILE).read_text(encoding="utf-8"))
        questions = [question for each in card["expectations"] for question in each["questions"]]
        return frozenset(question["question"] for question in questions if question["scope"] == "register")
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = "In deze map staat geen audit die klaar is."
        remedy = "Kies de map die vtaudit audit heeft gemaakt."
        raise VtauditError(Fault("validation-audit", audit.name, message, remedy)) from error


def _csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows for a spreadsheet: a cell that would be a formula gets an apostrophe."""
    from vtaudit.report.spreadsheet import safe_cell

    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def _show(result: Validation) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE, title="Programma en mens: rijen waarin de vraag volgens de mens geldt")
    table.add_column("toetsvraag")
    for heading in ("gelijk", "%", "kappa", "zeker gelijk", "voldoet juist %", "gevonden %", "zelfde citaat"):
        table.add_column(heading, justify="right")
    parts = {"alle": result.overall, "termijnen": result.terms, "teksten": result.texts, **result.questions}
    for name, part in parts.items():
        if part is not None:
            applicable = part.applicable
            table.add_row(
                name,
                f"{applicable.agreed}/{applicable.rows}",
                _percent(applicable.rate),
                "" if applicable.kappa is None else f"{applicable.kappa:.2f}".replace(".", ","),
                f"{part.sure.agreed}/{part.sure.rows}",
                _percent(part.precision),
                _percent(part.recall),
                f"{part.quotes_shared}/{part.quoted}",
            )
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(table)
    everything = result.overall.everything
    kappa = "" if everything.kappa is None else f", kappa {everything.kappa:.2f}".replace(".", ",")
    click.echo(
        f"Over alle rijen: {everything.agreed} van de {everything.rows} gelijk{kappa}. "
        f"Zonder waarneming: {result.overall.missing}. Verschillen: {len(result.differences)}."
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}".replace(".", ",")
