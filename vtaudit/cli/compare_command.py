"""`vtaudit compare`: what changed between two audits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from vtaudit.model import Observation, Sample
    from vtaudit.trend import Record

_OBSERVATIONS = "observaties.json"

EPILOG = """\b
Voorbeeld:
  vtaudit compare reports/2018-03-01-5f3a9c01 reports/2018-06-01-0b77de42

Een toetsvraag heet pas veranderd als het verschil bijna nooit toeval is, ook als u alle toetsvragen samen neemt.
Is de norm veranderd, of zijn de dossiers op een andere manier gelezen, dan vergelijkt het programma niets en zegt het
wat u kunt doen.

\b
Uitkomst voor een ander programma:
  0  vergeleken
  2  niet vergeleken; de reden staat erbij
"""


@click.command("compare", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("earlier", metavar="AUDITMAP_EERDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("later", metavar="AUDITMAP_LATER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON, voor een ander programma.")
def command(earlier: Path, later: Path, as_json: bool) -> None:
    """Vergelijk een audit met een eerdere en zeg wat er is veranderd."""
    from vtaudit.cli.telling import say_other_libraries
    from vtaudit.errors import Fault, VtauditError
    from vtaudit.report.comparison import comparison_json, comparison_lines
    from vtaudit.trend import compare

    records: list[Record] = []
    faults: list[Fault] = []
    for folder in (earlier, later):
        try:
            records.append(_record(folder))
        except VtauditError as error:
            faults.extend(error.faults)
    if faults:
        raise VtauditError(faults)
    comparison = compare(*records)
    say_other_libraries(earlier, later)
    if as_json:
        click.echo(comparison_json(comparison), nl=False)
    else:
        click.echo("\n".join(comparison_lines(comparison)))


def _record(folder: Path) -> Record:
    from vtaudit.errors import Fault, VtauditError
    from vtaudit.report import LAST_FILE
    from vtaudit.trend import read_record

    try:
        card = (folder / LAST_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message, remedy = "In deze map staat geen audit die klaar is.", "Kies de map die vtaudit audit heeft gemaakt."
        below = sorted(path.parent.name for path in folder.glob(f"*/{LAST_FILE}"))
        if below:
            remedy = f"Kies de map van een audit daarin: {' of '.join(below[:3])}."
        raise VtauditError(Fault("trend-audit", str(folder), message, remedy)) from None
    return read_record(str(folder), card, _observations(folder), _sample(folder))


def _sample(folder: Path) -> Sample | None:
    """None when the file is gone, as with the observations."""
    from vtaudit.audit import read_sample
    from vtaudit.report.sample_files import SAMPLE_FILE

    path = folder / SAMPLE_FILE
    return read_sample(path, str(path))[0] if path.exists() else None


def _observations(folder: Path) -> tuple[Observation, ...] | None:
    """None when the file is gone: a working file with quotes is not kept for ever."""
    from vtaudit.errors import Fault, VtauditError
    from vtaudit.report import read_observations_json

    path = folder / _OBSERVATIONS
    if not path.exists():
        return None
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message, remedy = "Dit bestand is niet te lezen.", "Kijk of u het mag openen, of doe deze audit opnieuw."
        raise VtauditError(Fault("trend-observations", str(path), message, remedy)) from None
    return read_observations_json(text, str(path))
