"""The top of the command line: which commands there are, and how every kind of end becomes an exit status."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import click

from vtaudit import __version__
from vtaudit.cli import (
    audit_command,
    compare_command,
    criteria_command,
    explain_command,
    learn_command,
    plan_command,
    sample_command,
    text_command,
    validate_command,
)
from vtaudit.cli.saying import NOT_DONE, say_faults
from vtaudit.errors import VtauditError

EPILOG = """\b
Voorbeeld:
  vtaudit audit dossiers
"""


class Program(click.Group):
    """Ends with 0, 1 or 2, and never prints what stands in a dossier when something goes wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command and exit; a command returns its exit status, or nothing for 0."""
        try:
            status = super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except VtauditError as error:
            say_faults(error.faults)
            status = NOT_DONE
        except (click.Abort, KeyboardInterrupt):
            click.echo("Gestopt.", err=True)
            status = NOT_DONE
        # The last stop before the screen: an uncaught fault would print values, and those are dossier text.
        except Exception as error:
            click.echo(_unforeseen(error), err=True)
            status = NOT_DONE
        ctx.exit(status or 0)


def _unforeseen(error: Exception) -> str:
    """The kind of fault and the place in the program; the message of the exception stays away."""
    package = Path(__file__).parent.parent
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(package)]
    place = f", {Path(own[-1].filename).relative_to(package).as_posix()} regel {own[-1].lineno}" if own else ""
    return (
        f"Het programma liep vast ({type(error).__name__}{place}). Dat ligt niet aan u. "
        "Geef deze regel door aan wie het programma onderhoudt."
    )


@click.group(
    cls=Program,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="vtaudit")
def program() -> None:
    """Toetst dossiers van Veilig Thuis aan de verwachtingen van de inspectie.

    Alles gebeurt op deze computer, zonder internet.
    """


for _command in (
    plan_command.command,
    sample_command.command,
    audit_command.command,
    explain_command.command,
    compare_command.command,
    validate_command.command,
    learn_command.command,
    text_command.command,
    criteria_command.commands,
):
    program.add_command(_command)
