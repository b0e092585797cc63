"""`vtaudit text`: the text of a document exactly as the offsets of the evidence count it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from vtaudit.cli.count import at_least
from vtaudit.cli.saying import DONE, NOT_DONE, NOT_EVERYTHING, say_faults

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

EPILOG = """\b
Voorbeelden:
  vtaudit text dossiers/VT17-0001/03_triage.pdf
  vtaudit text dossiers/VT17-0001/03_triage.pdf --page 2 > bladzijde2.txt

De tekst komt op de gewone uitvoer, de nummers van de bladzijden op de foutuitvoer. Met --page staat er precies de
tekst van die bladzijde: daarin tellen 'begin' en 'eind' uit observaties.csv, vanaf 0.
"""


@click.command("text", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("file", metavar="BESTAND", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", type=int, callback=at_least(1), metavar="NUMMER", help="Alleen deze bladzijde.")
def command(file: Path, page: int | None) -> int:
    """Toon de tekst van een stuk, zoals het programma die leest."""
    from vtaudit.documents import read_document
    from vtaudit.model import ReadState

    document = read_document(file, file.name)
    say_faults(document.faults)
    if document.state in (ReadState.UNREADABLE, ReadState.UNSUPPORTED):
        return NOT_DONE
    if page is not None and page > len(document.pages):
        raise click.UsageError(f"Dit stuk heeft {len(document.pages)} bladzijden; bladzijde {page} bestaat niet.")
    for each in document.pages:
        if page is None:
            click.echo(f"--- bladzijde {each.number} van {len(document.pages)} ---", err=True)
        if page in (None, each.number):
            _write(each.text)
            if page is None:
                _write("\n")
    return DONE if document.state is ReadState.READ else NOT_EVERYTHING


def _write(text: str) -> None:
    """Bytes of the text unchanged, so that line ends keep their length; a terminal gets no control characters."""
    if sys.stdout.isatty():
        click.echo(_CONTROL.sub("·", text), nl=False)
        return
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
