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
  vtaudit text "dossiers/VT17-0001/mail.eml#bijlage.pdf" --page 1

De tekst komt op de gewone uitvoer, de nummers van de bladzijden op de foutuitvoer. Met --page staat er precies de
tekst van die bladzijde: daarin tellen 'begin' en 'eind' uit observaties.csv, vanaf 0. Van een mail komt eerst het
bericht en dan elke bijlage; met --page alleen het bericht, of de bijlage die u achter een # noemt.
"""


class _DocumentPath(click.Path):
    """A file that is there, or what is attached to it: `mail.eml#bijlage.pdf`."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from vtaudit.model import file_of

        super().convert(file_of(str(value)), param, ctx)
        return Path(str(value))


@click.command("text", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("file", metavar="BESTAND", type=_DocumentPath(exists=True, dir_okay=False))
@click.option("--page", type=int, callback=at_least(1), metavar="NUMMER", help="Alleen deze bladzijde.")
def command(file: Path, page: int | None) -> int:
    """Toon de tekst van een stuk, zoals het programma die leest."""
    from vtaudit.documents import read_documents
    from vtaudit.model import ReadState, file_of

    place = Path(file_of(str(file)))
    documents = read_documents(place, place.name)
    if place != file:
        asked = place.name + str(file).removeprefix(str(place))
        names = ", ".join(document.path.removeprefix(f"{place.name}#") for document in documents[1:])
        documents = tuple(document for document in documents if document.path == asked)
        if not documents:
            raise click.UsageError(
                f"Deze bijlage zit niet in de mail. Kies uit: {names or 'niets, er is geen bijlage'}."
            )
    elif page is not None:
        documents = documents[:1]
    for document in documents:
        say_faults(document.faults)
    first = documents[0]
    if first.state in (ReadState.UNREADABLE, ReadState.UNSUPPORTED):
        return NOT_DONE
    if page is not None:
        if page > len(first.pages):
            raise click.UsageError(f"Dit stuk heeft {len(first.pages)} bladzijden; bladzijde {page} bestaat niet.")
        _write(first.pages[page - 1].text)
    else:
        for document in documents:
            of = f" van {document.path}" if len(documents) > 1 else ""
            for each in document.pages:
                click.echo(f"--- bladzijde {each.number} van {len(document.pages)}{of} ---", err=True)
                _write(f"{each.text}\n")
    return DONE if all(document.state is ReadState.READ for document in documents) else NOT_EVERYTHING


def _write(text: str) -> None:
    """Bytes of the text unchanged, so that line ends keep their length; a terminal gets no control characters."""
    if sys.stdout.isatty():
        click.echo(_CONTROL.sub("·", text), nl=False)
        return
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
