"""`vtaudit plan`: how many dossiers are needed, and what they will be able to prove."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vtaudit.cli.count import at_least
from vtaudit.cli.day import read_day
from vtaudit.cli.saying import DONE, NOT_EVERYTHING

if TYPE_CHECKING:
    from vtaudit.statistics import Method

_METHODS: Mapping[str, Method] = {"hypergeometrisch": "hypergeometric", "binomiaal": "binomial", "poisson": "poisson"}
_NUMBER = re.compile(r"\d+([.,]\d+)?")

EPILOG = """\b
Voorbeelden:
  vtaudit plan dossiers
  vtaudit plan dossiers --tolerable 10 --expected 2
  vtaudit plan dossiers --size 30
  vtaudit plan --population 4000 --width 20
  vtaudit plan dossiers --out plan.json
  vtaudit sample dossiers --plan plan.json

Met een MAP leest het programma het register. Het zegt dan ook hoe vaak elke toetsvraag in de steekproef te beoordelen
is, hoe u de loting kunt verdelen en welke stukken er per soort zaak nodig zijn. Er wordt niet geloot.

\b
Sleutels van --json (delen zoals risk en limits lopen van 0 tot 1; wat niet is gevraagd, is null):
  size, acceptable       zo veel zaken; in zo veel mag het ontbreken
  population, confidence, tolerable, expected, width, method    waarmee is gerekend
  risk                   kans op deze uitkomst als het te vaak ontbreekt
  limits, at_half        bovengrens bij 0, 1, 2 ... keer niet gevonden; band bij de helft
  sentence               wat de steekproef aantoont, in een zin
  peildatum, minimum, size_for_all       alleen met een MAP: de dag, ten minste zo veel dossiers per soort zaak,
                         en hoeveel er nodig zijn om elke vraag ongeveer 10 keer te beoordelen
  questions              alleen met een MAP, per toetsvraag: question, scope, applies, may_apply, expected,
                         expected_most, low, high (gewone loting), divided (verdeelde loting), limit
  strata                 alleen met een MAP, per soort zaak: name, population, expected, divided, parts

\b
Uitkomst voor een ander programma:
  0  klaar
  1  klaar, maar iets in het register was niet te lezen; het staat erbij
  2  niet gedaan
"""


def _percent(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> Fraction | None:
    """The share, exact: 3,5 is 7/200."""
    if value is None:
        return None
    number = value.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(number):
        raise click.BadParameter(f"'{value}' is geen getal van 0 tot 100. Schrijf het als 5 of 0,5.")
    return Fraction(number.replace(",", ".")) / 100


@click.command("plan", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument(
    "folder", metavar="[MAP]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--population", type=int, callback=at_least(1, "zaak"), metavar="AANTAL", help="Zo veel zaken zijn er, zonder MAP."
)
@click.option(
    "--tolerable",
    callback=_percent,
    metavar="GETAL",
    help="In minder dan zo veel van de 100 zaken mag iets ontbreken; anders 5.",
)
@click.option(
    "--expected",
    callback=_percent,
    metavar="GETAL",
    help="In zo veel van de 100 zaken verwacht u dat iets ontbreekt; anders 0.",
)
@click.option(
    "--width", callback=_percent, metavar="GETAL", help="Zo breed mag de bandbreedte zijn, in punten van 100."
)
@click.option(
    "--size",
    type=int,
    callback=at_least(1, "zaak"),
    metavar="AANTAL",
    help="Zo veel dossiers kunt u bekijken: wat zegt dat?",
)
@click.option(
    "--confidence", callback=_percent, default="95", show_default=True, metavar="GETAL", help="De zekerheid, van 100."
)
@click.option(
    "--method",
    type=click.Choice(tuple(_METHODS)),
    help="Hoe er wordt gerekend; anders hypergeometrisch (een vast aantal zaken) of, zonder aantal, binomiaal.",
)
@click.option("--criteria", multiple=True, metavar="SET", help="Set met criteria, bij een MAP. Mag vaker.")
@click.option(
    "--peildatum",
    callback=read_day,
    metavar="DAG",
    help="De dag waarop u kijkt, bij een MAP; anders die uit register.yaml, anders vandaag.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Bewaar het plan hier als JSON, voor vtaudit sample --plan.",
)
@click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")
def command(
    folder: Path | None,
    population: int | None,
    tolerable: Fraction | None,
    expected: Fraction | None,
    width: Fraction | None,
    size: int | None,
    confidence: Fraction,
    method: str | None,
    criteria: tuple[str, ...],
    peildatum: date | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Reken uit hoeveel dossiers u nodig hebt en wat die kunnen aantonen.

    Kies wat u wilt weten: dat iets bijna nooit ontbreekt (--tolerable), een cijfer met een smalle bandbreedte
    (--width), of wat u met een vast aantal dossiers kunt zeggen (--size).
    """
    ways = [
        name for name, given in (("--tolerable", tolerable), ("--width", width), ("--size", size)) if given is not None
    ]
    if len(ways) > 1:
        raise click.UsageError(f"{ways[0]} en {ways[1]} gaan niet samen. Kies er een.")
    if ways and ways != ["--tolerable"]:
        for name, given in (("--expected", expected), ("--method", method)):
            if given is not None:
                raise click.UsageError(f"{name} hoort bij --tolerable, niet bij {ways[0]}.")
    if folder is None:
        for name, is_given in (("--criteria", bool(criteria)), ("--peildatum", peildatum is not None)):
            if is_given:
                raise click.UsageError(f"{name} hoort bij een MAP.")
        if population is None and method == "hypergeometrisch":
            raise click.UsageError("--method hypergeometrisch heeft het aantal zaken nodig: --population of een MAP.")
    elif population is not None:
        raise click.UsageError("--population en een MAP gaan niet samen. Het register zegt hoeveel zaken er zijn.")
    from vtaudit.cli import planning

    wish = planning.Wish(
        confidence,
        tolerable=Fraction(5, 100) if tolerable is None else tolerable,
        expected=Fraction(0) if expected is None else expected,
        method=_METHODS.get(method or ""),
        width=width,
        size=size,
    )
    if folder is None:
        planning.plan(wish, population, out=out, as_json=as_json)
        return DONE
    everything = planning.plan_folder(
        folder, wish, criteria=criteria, peildatum=peildatum, today=date.today(), out=out, as_json=as_json
    )
    return DONE if everything else NOT_EVERYTHING
