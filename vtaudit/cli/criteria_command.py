"""`vtaudit criteria`: which criteria there are, what they ask, and whether their examples still come out right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from vtaudit.cli.saying import DONE, NOT_EVERYTHING

if TYPE_CHECKING:
    from vtaudit.catalogue.schema import CriteriaSetFile, Expectation, Question

_SETS = click.option("--criteria", multiple=True, metavar="SET", help="Een naam of een eigen map; anders alle sets.")


@click.group(
    "criteria",
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]",
    epilog="\b\nVoorbeeld:\n  vtaudit criteria list\n",
)
def commands() -> None:
    """Bekijk en controleer de criteria."""


@commands.command("list", options_metavar="[OPTIES]", epilog="\b\nVoorbeeld:\n  vtaudit criteria list\n")
@_SETS
def list_sets(criteria: tuple[str, ...]) -> None:
    """Noem de sets met hun verwachtingen en toetsvragen."""
    for each in _load(criteria):
        click.echo(f"{each.info.id}: {each.info.title}, versie {each.info.version} ({each.info.term_reading})")
        for expectation in each.expectations:
            click.echo(f"  {expectation.expectation:<7} {expectation.title}{_by_person(expectation)}")
            for question in expectation.questions:
                click.echo(f"    {question.id:<8} {question.question}")


@commands.command("show", options_metavar="[OPTIES]", epilog="\b\nVoorbeeld:\n  vtaudit criteria show 1.3.3\n")
@click.argument("number", metavar="NUMMER")
@_SETS
def show(number: str, criteria: tuple[str, ...]) -> None:
    """Toon een verwachting met haar toetsvragen, of een toetsvraag."""
    from vtaudit.catalogue.examples import load_examples

    for each in _load(criteria):
        for expectation in each.expectations:
            asked = [question for question in expectation.questions if number in (question.id, expectation.expectation)]
            if asked or number == expectation.expectation:
                shown = Counter(example.question for example in load_examples(each))
                click.echo("\n".join(_description(each, expectation, asked, shown)))
                return
    raise click.UsageError(f"Er is geen verwachting of toetsvraag '{number}'. Kies er een uit 'vtaudit criteria list'.")


@commands.command(
    "check",
    options_metavar="[OPTIES]",
    epilog="\b\nVoorbeelden:\n  vtaudit criteria check\n  vtaudit criteria check --criteria eigen/onze-werkwijze\n",
)
@_SETS
def check(criteria: tuple[str, ...]) -> int:
    """Lees de criteria na en beoordeel alle voorbeelden die erbij staan.

    Uitkomst voor een ander programma: 0 alles klopt, 1 een voorbeeld komt anders uit, 2 een bestand is niet goed.
    """
    from vtaudit.rehearse import rehearse

    wrong = 0
    for each in _load(criteria):
        number = 0
        for rehearsal in rehearse(each):
            number += 1
            if not rehearsal.is_good:
                wrong += 1
                example = rehearsal.example
                click.echo(f"{example.question}:{example.id}: {' '.join(rehearsal.why_not)}")
        click.echo(f"{each.info.id}: {number} voorbeelden beoordeeld.")
    otherwise = "1 voorbeeld komt anders uit." if wrong == 1 else f"{wrong} voorbeelden komen anders uit."
    click.echo(otherwise if wrong else "Alle voorbeelden komen goed uit.")
    return NOT_EVERYTHING if wrong else DONE


def _load(names: tuple[str, ...]) -> tuple[CriteriaSetFile, ...]:
    """The sets, held against the lexicon and the kinds of documents they are used with."""
    from vtaudit.audit.grounds import Grounds
    from vtaudit.catalogue.criteria import available_sets, load_sets
    from vtaudit.dossiers import read_kind_cues
    from vtaudit.language.reader import Reader

    names = names or available_sets()
    grounds = Grounds.beside(load_sets(names)[0].directory)
    kinds = frozenset(read_kind_cues(grounds.documents).kinds)
    return load_sets(names, frames=frozenset(Reader.from_folder(grounds.lexicon).frames), kinds=kinds)


def _by_person(expectation: Expectation) -> str:
    return " (door een mens)" if expectation.judged_by == "person" else ""


def _description(
    criteria: CriteriaSetFile, expectation: Expectation, asked: list[Question], shown: Counter[str]
) -> Iterator[str]:
    source = expectation.source
    yield f"{expectation.expectation} {expectation.title}{_by_person(expectation)}"
    yield f"  Set:   {criteria.info.id}, versie {criteria.info.version}"
    yield f"  Norm:  {expectation.norm}"
    yield f"  Bron:  {source.document}, {source.place} ({source.origin})"
    if expectation.person_reason:
        yield f"  Door een mens: {expectation.person_reason}"
    for question in asked:
        yield ""
        yield f"{question.id} {question.question}"
        yield f"  Uitleg:      {question.explanation}"
        yield f"  Bron:        {question.source.document}, {question.source.place} ({question.source.origin})"
        yield f"  Maatregel:   {question.measure}"
        yield f"  Voorbeelden: {shown[question.id]}"
