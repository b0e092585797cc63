"""The command line: the only room that prints, reads the clock, draws a seed and sets the exit status."""

from vtaudit.cli.program import program

__all__ = ["program"]
