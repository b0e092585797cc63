"""A day or a moment on the command line."""

from __future__ import annotations

from datetime import date, datetime

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


def read_moment(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    """A moment written as 2018-03-01T14:30."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is geen tijdstip. Schrijf het als 2018-03-01T14:30.") from error
