"""`vtaudit` and `python -m vtaudit`."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the program on the arguments of the command line; exits with 0, 1 or 2."""
    from vtaudit.cli import program

    # A name that the screen has no letters for must not end the job after the work is done.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    program()


if __name__ == "__main__":
    main()
