"""`vtaudit validate`: how often the tool and a person who labelled the same dossiers agree."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from vtaudit.validation import GoldRow, Validation

FIGURES, DIFFERENCES = "validatie.csv", "validatie_verschillen.csv"

EPILOG = f"""\b
Voorbeelden:
  vtaudit validate --gold gold.csv reports/2018-03-01-5f3a9c01
  vtaudit validate --gold eerste.csv --gold tweede.csv reports/2018-03-01-5f3a9c01

In gold.csv staat per zaak en toetsvraag het oordeel van een mens: zaaknummer, toetsvraag, uitkomst en, als het er is,
bewijs. Met twee of meer bestanden zegt het programma ook hoe vaak de beoordelaars het onderling eens zijn.
De cijfers komen ook in {FIGURES} in de map van de audit, de verschillen met citaat in {DIFFERENCES}.
"""


@click.command("validate", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("audit", metavar="AUDITMAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--gold",
    "golds",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="De oordelen van een mens. Mag vaker: voor elke beoordelaar een bestand.",
)
def command(audit: Path, golds: tuple[Path, ...]) -> None:
    """Vergelijk een audit met oordelen van een mens over dezelfde dossiers."""
    from vtaudit.report import write_whole
    from vtaudit.validation import difference_rows, figure_rows, raters_agree, read_observations, validate

    labels = _labels(golds)
    terms = _term_questions(audit)
    observations = read_observations(audit / "observaties.csv")
    results = [validate(each, observations, terms) for each in labels]
    _refuse_those_of_another_audit(golds, labels, results)
    together = raters_agree(labels, terms) if len(labels) > 1 else {}
    try:
        write_whole(audit / FIGURES, _csv(figure_rows(*results, together=together)), 0o600)
        write_whole(audit / DIFFERENCES, _csv(difference_rows(*results)), 0o600)
    except OSError as error:
        from vtaudit.errors import Fault, VtauditError, cause

        message = f"De cijfers konden niet worden bewaard ({cause(error)})."
        remedy = "Sluit het bestand als het open staat."
        raise VtauditError(Fault("output-not-written", str(audit), message, remedy)) from error
    from vtaudit.cli.agreeing import show_raters, show_validation, show_what_it_means

    for number, (gold, result) in enumerate(zip(golds, results, strict=True), start=1):
        show_validation(result, f"beoordelaar {number} ({gold.name})" if together else "mens")
    if together:
        show_raters(together)
    show_what_it_means()
    click.echo(f"Cijfers:     {audit / FIGURES}")
    click.echo(f"Verschillen: {audit / DIFFERENCES}")


def _labels(golds: tuple[Path, ...]) -> list[tuple[GoldRow, ...]]:
    """The labels of every person; VtauditError with the faults of all files."""
    from vtaudit.errors import Fault, VtauditError
    from vtaudit.validation import read_gold

    labels, faults = [], []
    for number, gold in enumerate(golds):
        if gold.resolve() in [each.resolve() for each in golds[:number]]:
            message, remedy = "Dit bestand staat er twee keer.", "Geef elke beoordelaar een eigen bestand."
            faults.append(Fault("validation-gold-twice", gold.name, message, remedy))
            continue
        try:
            labels.append(read_gold(gold))
        except VtauditError as error:
            faults.extend(error.faults)
    if faults:
        raise VtauditError(faults)
    return labels


def _refuse_those_of_another_audit(
    golds: tuple[Path, ...], labels: list[tuple[GoldRow, ...]], results: list[Validation]
) -> None:
    from vtaudit.errors import Fault, VtauditError

    message = "Geen enkel oordeel in dit bestand gaat over een zaak en toetsvraag van deze audit."
    remedy = "Kies de oordelen die bij deze audit horen, of een andere map."
    faults = [
        Fault("validation-other", gold.name, message, remedy)
        for gold, rows, result in zip(golds, labels, results, strict=True)
        if result.overall.missing == len(rows)
    ]
    if faults:
        raise VtauditError(faults)


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
