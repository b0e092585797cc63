"""`vtaudit sample`: which dossiers to look at, and the list to print them from."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from vtaudit.cli.count import at_least
from vtaudit.cli.day import read_day
from vtaudit.cli.saying import DONE, NOT_EVERYTHING

_SEEDS = 10**8
_STRATA = ("regio", "gemeente", "team", "vervolg", "urgentie", "melder", "aard", "maand", "kwartaal", "soort")
_ALLOCATIONS = {"evenredig": "proportional", "gelijk": "equal", "neyman": "neyman"}

EPILOG = """\b
Voorbeelden:
  vtaudit sample dossiers --size 60 --stratify regio
  vtaudit sample dossiers --size 40 --where vervolg=onderzoek --from 2017-01-01 --spares 5
  vtaudit sample dossiers --top-up steekproef/steekproef.json --size 80
  vtaudit sample dossiers --sample-file steekproef/steekproef.json --replace 2017-0031 --reason "dossier vernietigd"

De loting is over te doen: hetzelfde register, hetzelfde startgetal en dezelfde opties geven dezelfde zaken, hoe de
rijen ook staan.
Het programma loot met PCG64 van numpy. Een reservezaak gebruikt u alleen met een reden. Noem in een reden geen namen.

\b
Uitkomst voor een ander programma:
  0  klaar
  1  klaar, maar iets in het register was niet te lezen; het staat erbij
  2  niet gedaan
"""


def _conditions(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = []
    for value in values:
        column, _, wanted = map(str.strip, value.partition("="))
        if not (column and wanted):
            raise click.BadParameter(f"'{value}' is niet te lezen. Schrijf het als kolom=waarde.")
        pairs.append((column, wanted))
    return pairs


def _rates(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    rates = {}
    for value in values:
        # The name of a stratum may hold the sign itself, a number cannot.
        name, _, percent = map(str.strip, value.rpartition("="))
        try:
            rates[name] = float(percent.replace(",", ".")) / 100
        except ValueError:
            message = f"'{value}' is niet te lezen. Schrijf het als deel=80: hoeveel van de 100 u verwacht."
            raise click.BadParameter(message) from None
    return rates


@click.command("sample", options_metavar="[OPTIES]", epilog=EPILOG)
@click.argument("folder", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--size",
    type=int,
    callback=at_least(1, "zaak"),
    metavar="AANTAL",
    help="Zo veel zaken; bij --top-up het nieuwe totaal.",
)
@click.option(
    "--plan",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Trek zo veel zaken als dit plan vraagt (van vtaudit plan --out) en bewaar het plan bij de steekproef.",
)
@click.option("--all", "census", is_flag=True, help="Neem alle zaken.")
@click.option(
    "--stratify",
    multiple=True,
    type=click.Choice(_STRATA),
    help="Loot apart per deel van deze kolom. Mag vaker: dan per combinatie.",
)
@click.option(
    "--allocation",
    type=click.Choice(tuple(_ALLOCATIONS)),
    help="Hoe de zaken over de delen gaan: naar grootte, overal evenveel, of volgens Neyman. Anders naar grootte.",
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    callback=_rates,
    metavar="DEEL=GETAL",
    help="Bij Neyman: hoeveel van de 100 u in dit deel verwacht. Voor elk deel een keer.",
)
@click.option(
    "--minimum", type=int, callback=at_least(1, "zaak"), metavar="AANTAL", help="Ten minste zo veel zaken per deel."
)
@click.option(
    "--systematic", is_flag=True, help="Neem zaken op gelijke afstand in de lijst, met een begin door loting."
)
@click.option(
    "--spares", type=int, callback=at_least(0), metavar="AANTAL", help="Loot meteen zo veel reservezaken mee."
)
@click.option(
    "--where",
    multiple=True,
    callback=_conditions,
    metavar="KOLOM=WAARDE",
    help="Alleen zaken met deze waarde in het register. Mag vaker.",
)
@click.option("--from", "since", callback=read_day, metavar="DAG", help="Alleen meldingen vanaf deze dag.")
@click.option("--until", callback=read_day, metavar="DAG", help="Alleen meldingen tot en met deze dag.")
@click.option(
    "--seed",
    type=int,
    callback=at_least(0),
    metavar="GETAL",
    help="Startgetal van de loting; anders kiest het programma er een.",
)
@click.option(
    "--top-up",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Trek zaken bij deze steekproef (steekproef.json).",
)
@click.option(
    "--sample-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="De steekproef waarin u een zaak vervangt (steekproef.json).",
)
@click.option("--replace", metavar="ZAAK", help="Vervang deze zaak door de volgende reservezaak.")
@click.option("--reason", metavar="ZIN", help="Waarom u vervangt of bijtrekt. Dit wordt bewaard. Noem geen namen.")
@click.option(
    "--on", "day", callback=read_day, metavar="DAG", help="De dag die bij de loting of wijziging komt; anders vandaag."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAP",
    help="Waar de bestanden komen te staan; anders in steekproef, of bij de steekproef die u wijzigt.",
)
def command(
    folder: Path,
    size: int | None,
    plan: Path | None,
    census: bool,
    stratify: tuple[str, ...],
    allocation: str | None,
    rates: Mapping[str, float],
    minimum: int | None,
    systematic: bool,
    spares: int | None,
    where: list[tuple[str, str]],
    since: date | None,
    until: date | None,
    seed: int | None,
    top_up: Path | None,
    sample_file: Path | None,
    replace: str | None,
    reason: str | None,
    day: date | None,
    out: Path | None,
) -> int:
    """Kies de dossiers voor een audit en maak een lijst om de stukken op te vragen.

    Met --size loot het programma. Een loting kunt u later groter maken (--top-up). Een zaak die niet te krijgen is,
    kunt u vervangen (--replace), als er bij de loting reservezaken zijn getrokken.
    """
    for_a_draw = {
        "--plan": plan is not None,
        "--all": census,
        "--stratify": bool(stratify),
        "--allocation": allocation is not None,
        "--rate": bool(rates),
        "--minimum": minimum is not None,
        "--systematic": systematic,
        "--spares": spares is not None,
        "--where": bool(where),
        "--from": since is not None,
        "--until": until is not None,
        "--seed": seed is not None,
    }
    _refuse_what_does_not_go_together(
        [name for name, is_given in for_a_draw.items() if is_given],
        has_size=size is not None,
        has_reason=reason is not None,
        is_neyman=allocation == "neyman",
        top_up=top_up is not None,
        replace=(replace is not None, sample_file is not None),
    )
    from vtaudit.audit import Choice, read_plan
    from vtaudit.cli import drawing
    from vtaudit.model import Design, Selection

    if top_up is not None and reason is not None and not reason.strip():
        raise click.UsageError("Er staat geen reden bij --reason. Schrijf kort waarom. Noem geen namen.")
    day = day or date.today()
    reason = reason or ""
    if top_up is not None:
        everything = drawing.top_up(folder, top_up, size or 0, reason, out=out, on=day)
    elif replace is not None and sample_file is not None:
        everything = drawing.replace_case(folder, sample_file, replace, reason, out=out, on=day)
    else:
        design = Design(
            "systematic" if systematic else "",
            allocation=_ALLOCATIONS[allocation or "evenredig"],
            rates=rates,
            minimum=minimum or 1,
            spares=spares or 0,
        )
        columns = {column for column, _ in where}
        values = {each: tuple(value for column, value in where if column == each) for each in sorted(columns)}
        selection = Selection(values, since, until)
        seed = secrets.randbelow(_SEEDS) if seed is None and not census else seed
        planned = read_plan(plan) if plan else {}
        size = planned.get("size", size)
        choice = Choice(census, size, seed, tuple(dict.fromkeys(stratify)), None, design, selection, planned)
        everything = drawing.draw(folder, choice, out=out, on=day)
    return DONE if everything else NOT_EVERYTHING


def _refuse_what_does_not_go_together(
    given: list[str],
    *,
    has_size: bool,
    has_reason: bool,
    is_neyman: bool,
    top_up: bool,
    replace: tuple[bool, bool],
) -> None:
    """One sentence on the first thing that is wrong; `given` are the options that belong to a new draw."""
    if replace[0] != replace[1]:
        raise click.UsageError("--replace en --sample-file horen bij elkaar.")
    ways = [name for name, is_given in (("--top-up", top_up), ("--replace", replace[0])) if is_given]
    if ways:
        others = [*ways[1:], *given, *(["--size"] if has_size and not top_up else [])]
        if others:
            raise click.UsageError(f"{ways[0]} en {others[0]} gaan niet samen. Kies er een.")
        if top_up and not has_size:
            raise click.UsageError("Bij --top-up hoort --size: het nieuwe totaal.")
        return
    if [has_size, "--all" in given, "--plan" in given].count(True) != 1:
        raise click.UsageError("Kies een van deze: --size, --plan, --all, --top-up of --replace.")
    if has_reason:
        raise click.UsageError("--reason hoort bij --replace of --top-up.")
    if "--all" in given:
        for name in ("--stratify", "--allocation", "--rate", "--minimum", "--systematic", "--spares", "--seed"):
            if name in given:
                raise click.UsageError(f"--all en {name} gaan niet samen. Kies er een.")
    if "--systematic" in given and "--stratify" in given:
        raise click.UsageError("--systematic en --stratify gaan niet samen. Kies er een.")
    for name in ("--allocation", "--rate", "--minimum"):
        if name in given and "--stratify" not in given:
            raise click.UsageError(f"{name} hoort bij --stratify.")
    if ("--rate" in given) != is_neyman:
        raise click.UsageError("--rate en --allocation neyman horen bij elkaar.")
