"""`vtaudit` and `python -m vtaudit`."""

from __future__ import annotations


def main() -> None:
    """Run the program on the arguments of the command line; exits with 0, 1 or 2."""
    from vtaudit.cli import program

    program()


if __name__ == "__main__":
    main()
