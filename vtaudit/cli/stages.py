"""Shows how far the work is, stage by stage; silent when nobody watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass(slots=True)
class Stages:
    """The lines of the display; `progress` is None without a terminal."""

    progress: Progress | None = None
    _lines: dict[str, TaskID] = field(default_factory=dict)

    def begin(self, name: str, total: int | None = None) -> None:
        """Add a line; without a total it only shows that something is going on."""
        if self.progress is not None:
            self._lines[name] = self.progress.add_task(name, total=total)

    def step(self, name: str) -> None:
        """One more of this stage is done."""
        if self.progress is not None:
            self.progress.advance(self._lines[name])

    def end(self, name: str) -> None:
        """A stage without a total is done."""
        if self.progress is not None:
            self.progress.update(self._lines[name], total=1, completed=1)


@contextmanager
def stages() -> Iterator[Stages]:
    """A display on the error stream, so that the output can go to a file."""
    if not sys.stderr.isatty():
        yield Stages()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<26}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield Stages(progress)
