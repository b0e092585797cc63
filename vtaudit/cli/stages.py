"""Shows how far the work is, stage by stage, to who watches a terminal and to the log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vtaudit.cli.log import Log

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass(slots=True)
class _Stage:
    total: int | None
    done: int
    line: TaskID | None


@dataclass(slots=True)
class Stages:
    """The stages under way; `progress` is None without a terminal."""

    log: Log
    progress: Progress | None = None
    _stages: dict[str, _Stage] = field(default_factory=dict)

    def begin(self, name: str, total: int | None = None, done: int = 0) -> None:
        """Add a line; `done` were ready before. Without a total it only shows that something is going on."""
        line = self.progress.add_task(name, total=total, completed=done) if self.progress is not None else None
        self._stages[name] = _Stage(total, done, line)
        counts = {} if total is None else {"klaar": done, "totaal": total}
        self.log.say("stap begint", stap=name, **counts)

    def step(self, name: str) -> None:
        """One more of this stage is done; the log hears of it a hundred times at most."""
        stage = self._stages[name]
        stage.done += 1
        if self.progress is not None and stage.line is not None:
            self.progress.advance(stage.line)
        if stage.total is None:
            return
        if stage.done == stage.total:
            self.log.say("stap klaar", stap=name, klaar=stage.done, totaal=stage.total)
        elif stage.done % max(1, stage.total // 100) == 0:
            self.log.say("voortgang", stap=name, klaar=stage.done, totaal=stage.total)

    def end(self, name: str) -> None:
        """A stage without a total is done."""
        line = self._stages[name].line
        if self.progress is not None and line is not None:
            self.progress.update(line, total=1, completed=1)
        self.log.say("stap klaar", stap=name)


@contextmanager
def stages(log: Log) -> Iterator[Stages]:
    """A display on the error stream, so that the output can go to a file."""
    if not sys.stderr.isatty():
        yield Stages(log)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:<26}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("nog"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield Stages(log, progress)
