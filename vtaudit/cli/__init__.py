"""The command line: the only room that prints, reads the clock, draws a seed and sets the exit status."""

from vtaudit.cli.dutch import speak_dutch

# Before the commands: some sentences are looked up when an option is made, not when they are printed.
speak_dutch()

from vtaudit.cli.program import program  # noqa: E402

__all__ = ["program"]
