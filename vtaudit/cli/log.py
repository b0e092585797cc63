"""A log for runs that nobody watches: one JSON object per line, without names, quotes or zaaknummers."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

import click

from vtaudit.audit import CaseResult
from vtaudit.dossiers.scan import folder_name
from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.privacy import NAME, NUMBER, mask

_BEGIN = b'{"nr": '


class Log(AbstractContextManager["Log"]):
    """Lines with `nr`, `tijd` and `gebeurtenis`, each handed to the disk at once; without a path nothing is kept.

    An existing log is continued, a last line that was cut off is taken away, and any other file is refused with a
    VtauditError, as is a place inside `folder`. The way out of the context is the last line, with the exit status.
    """

    def __init__(self, path: Path | None, clock: Callable[[], datetime], folder: Path) -> None:
        self._clock = clock
        self._number = 0
        self._file: IO[bytes] | None = None
        self.status = 2
        if path is not None:
            self._file = _opened(path, folder)
            self.say("begin")

    def say(self, event: str, **more: str | int | Mapping[str, int]) -> None:
        """Add one line; a log that cannot be written any more is told once and does not stop the work."""
        if self._file is None:
            return
        self._number += 1
        time = self._clock().isoformat(timespec="seconds")
        line = json.dumps({"nr": self._number, "tijd": time, "gebeurtenis": event, **more}, ensure_ascii=False)
        try:
            self._file.write(line.encode("utf-8", "backslashreplace") + b"\n")
            self._file.flush()
        except OSError as error:
            self._give_up()
            click.echo(f"Het logboek is niet compleet: {cause(error)}.", err=True)

    def _give_up(self) -> None:
        file, self._file = self._file, None
        # What could not be written before, cannot be written now.
        with contextlib.suppress(OSError):
            if file is not None:
                file.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, VtauditError):
            for fault in error.faults:
                self.say("niet gedaan", code=fault.code, bestand=file_of(fault))
        elif isinstance(error, KeyboardInterrupt | click.Abort):
            self.say("gestopt")
        elif kind is not None:
            self.say("vastgelopen", soort=kind.__name__)
        self.say("einde", uitgang=self.status if kind is None else 2)
        self._give_up()


def file_of(fault: Fault) -> str:
    """The bare name of the file (or option) of a fault: a path may hold the name of who is logged in."""
    return fault.where.partition(", ")[0].replace("\\", "/").rstrip("/").rpartition("/")[2]


def bare_name(result: CaseResult, path: str) -> str:
    """The name of a file of this case as far as it names nobody."""
    stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
    text = mask(stem.replace("_", " "), result.names).replace(folder_name(result.zaaknummer), NUMBER)
    if any(name.casefold() in text.casefold() for name in result.names if len(name) > 2):
        text = NAME
    return f"{text}{dot}{suffix}"


def _opened(path: Path, folder: Path) -> IO[bytes]:
    if path.resolve().is_relative_to(folder.resolve()):
        message = "Het logboek kan niet in de map met dossiers staan: dan hoort het bij wat er wordt bekeken."
        raise VtauditError(Fault("log-in-folder", path.name, message, "Kies een andere plaats bij --log."))
    try:
        return _continued(path)
    except OSError as error:
        message = f"Het logboek kan niet worden geschreven: {cause(error)}."
        raise VtauditError(Fault("log-not-written", path.name, message, "Kies een andere plaats bij --log.")) from error


def _continued(path: Path) -> IO[bytes]:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    with contextlib.ExitStack() as until_it_is_ours:
        file: IO[bytes] = until_it_is_ours.enter_context(os.fdopen(os.open(path, flags, 0o600), "r+b"))
        if not _BEGIN.startswith(file.read(len(_BEGIN))):
            message = "Dit bestand is geen logboek van vtaudit. Er is niets in geschreven."
            raise VtauditError(Fault("log-other-file", path.name, message, "Kies een andere naam bij --log."))
        if os.name == "posix":
            path.chmod(0o600)
        file.seek(0)
        whole = file.read().rfind(b"\n") + 1
        os.ftruncate(file.fileno(), whole)
        file.seek(whole)
        until_it_is_ours.pop_all()
    return file
