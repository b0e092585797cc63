"""A whole number on the command line with a least value, in words instead of `x>=1`."""

from __future__ import annotations

from collections.abc import Callable

import click


def at_least(least: int, noun: str = "") -> Callable[[click.Context, click.Parameter, int | None], int | None]:
    """A callback that refuses smaller numbers; `noun` is what is counted."""

    def check(_ctx: click.Context, _parameter: click.Parameter, value: int | None) -> int | None:
        if value is not None and value < least:
            number = f"{least} {noun}".strip()
            raise click.BadParameter(f"{value} kan hier niet. Het moet ten minste {number} zijn.")
        return value

    return check
