"""A day on the command line, written as 2018-03-01 or as 01-03-2018."""

from __future__ import annotations

from datetime import date

import click


def read_day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The date; a half date or a day that does not exist is a mistake on the command line."""
    if value is None:
        return None
    # The room of the register brings in the reading of YAML, which a bare `--help` does not need.
    from vtaudit.register.notation import DEFAULT_NOTATIONS, parse_date

    day = parse_date(value, DEFAULT_NOTATIONS)
    if not isinstance(day, date):
        raise click.BadParameter(f"'{value}' is geen bestaande dag. Schrijf een dag als 2018-03-01.")
    return day
