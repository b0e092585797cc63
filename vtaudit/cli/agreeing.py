"""Tells on the terminal how far programme and people agree, and people among each other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table

from vtaudit.statistics import KAPPA_MINIMUM
from vtaudit.validation import Agreement, RaterAgreement, Validation

_WIDTH = 110
NOT_TO_TELL = "niet te berekenen"
_DASH = "–"


def show_validation(result: Validation, who: str) -> None:
    """The figures of one person beside the tool; `who` is what that person is called."""
    rows = [
        (
            name,
            f"{part.applicable.agreed}/{part.applicable.rows}",
            _percent(part.applicable.rate, part.applicable.rows),
            _kappa(part.applicable),
            _decimal(part.applicable.ac1),
            f"{part.sure.agreed}/{part.sure.rows}",
            _percent(part.precision, part.tool_met),
            _percent(part.recall, part.gold_met),
            f"{part.quotes_shared}/{part.quoted}",
        )
        for name, part in result.parts.items()
    ]
    headings = ("gelijk", "%", "kappa", "AC1", "zeker\ngelijk", "voldoet\njuist %", "gevonden\n%", "zelfde\ncitaat")
    _print(f"Programma en {who}: rijen waarin de vraag volgens de mens geldt", headings, rows)
    everything = result.overall.everything
    click.echo(
        f"Over alle rijen: {everything.agreed} van de {everything.rows} gelijk. "
        f"Kappa: {_or_not(_kappa(everything))}. AC1: {_or_not(_decimal(everything.ac1))}. "
        f"Zonder waarneming: {result.overall.missing}. Verschillen: {len(result.differences)}."
    )


def show_raters(together: Mapping[str, RaterAgreement]) -> None:
    """The figures of all persons among each other."""
    rows = [
        (
            name,
            f"{part.agreed}/{part.rows}",
            _percent(part.rate, part.rows),
            _decimal(part.fleiss),
            str(part.shared),
            _decimal(part.alpha),
        )
        for name, part in together.items()
    ]
    headings = ("allen\ngelijk", "%", "kappa\n(Fleiss)", "rijen van\ntwee of meer", "alfa\n(Krippendorff)")
    first = next(iter(together.values()))
    _print(f"De {first.raters} beoordelaars onderling", headings, rows)


def show_what_it_means() -> None:
    """One sentence for those who meet kappa and AC1 for the first time, and what a dash stands for."""
    click.echo(
        "Kappa en AC1 rekenen het toeval eraf: 1 is altijd eens, 0 is niet vaker eens dan bij toeval.\n"
        "Bij scheve verdeling is kappa laag ook als men het vaak eens is; kijk dan naar AC1."
    )
    click.echo(
        f"Een {_DASH} is {NOT_TO_TELL}: er zijn geen of te weinig rijen (minder dan {KAPPA_MINIMUM}), "
        "of overal staat dezelfde uitkomst."
    )


def _print(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=box.SIMPLE, title=title)
    table.add_column("toetsvraag")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(table)


def _kappa(part: Agreement) -> str:
    if part.interval is None:
        return _decimal(part.kappa)
    low, high = part.interval
    return f"{_decimal(part.kappa)} ({_decimal(low)} tot {_decimal(high)})"


def _or_not(text: str) -> str:
    return NOT_TO_TELL if text == _DASH else text


def _percent(share: float | None, rows: int) -> str:
    return _DASH if share is None or rows < KAPPA_MINIMUM else f"{100 * share:.1f}".replace(".", ",")


def _decimal(value: float | None) -> str:
    return _DASH if value is None else f"{value:.2f}".replace(".", ",")
