"""What goes to the terminal: faults one per line on the error stream, never a name or a sentence from a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from vtaudit.errors import Fault

DONE, NOT_EVERYTHING, NOT_DONE = 0, 1, 2
"""Exit status: done; done, but something could not be read; not done."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NAMES_SHOWN = "Let op: de namen zijn leesbaar {}, omdat u --show-names gaf. Deel dit niet."

MOST = 30
"""A longer list scrolls off the screen."""


def say_faults(faults: Iterable[Fault], rest: str = "") -> None:
    """One line per fault; `rest` says where to find those that are too many to print."""
    # A file can be named such that it moves the cursor or begins a line of its own.
    lines = list(dict.fromkeys(_CONTROL.sub("·", str(fault)) for fault in faults))
    for line in lines[: MOST if rest else None]:
        click.echo(f"- {line}", err=True)
    if rest and len(lines) > MOST:
        click.echo(f"- En nog {len(lines) - MOST}. {rest}", err=True)
