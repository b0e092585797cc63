"""What goes to the terminal: faults one per line on the error stream, never a name or a sentence from a dossier."""

from __future__ import annotations

from collections.abc import Iterable

import click

from vtaudit.errors import Fault

DONE, NOT_EVERYTHING, NOT_DONE = 0, 1, 2
"""Exit status: done; done, but something could not be read; not done."""

MOST = 30
"""A longer list scrolls off the screen."""


def say_faults(faults: Iterable[Fault], rest: str = "") -> None:
    """One line per fault; `rest` says where to find those that are too many to print."""
    lines = list(dict.fromkeys(map(str, faults)))
    for line in lines[: MOST if rest else None]:
        click.echo(f"- {line}", err=True)
    if rest and len(lines) > MOST:
        click.echo(f"- En nog {len(lines) - MOST}. {rest}", err=True)
