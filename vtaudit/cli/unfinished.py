"""What an audit has done so far, one line per case, so that it can go on after it was stopped."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from vtaudit.audit import CaseResult
from vtaudit.errors import Fault, VtauditError, cause

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FILE = "onafgemaakt.jsonl"


@cache
def _form() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(CaseResult)


def read_unfinished(directory: Path) -> Mapping[str, CaseResult]:
    """The results by zaaknummer; what follows a line that was cut off is judged again."""
    from pydantic import ValidationError

    found: dict[str, CaseResult] = {}
    try:
        with (directory / FILE).open(encoding="utf-8") as file:
            for line in file:
                result = _form().validate_json(line)
                found[result.zaaknummer] = result
    except (FileNotFoundError, ValidationError, UnicodeDecodeError):
        pass
    return found


class Unfinished(AbstractContextManager["Unfinished"]):
    """Keeps each result as soon as it is there, readable for its owner only; `finish` throws the file away."""

    def __init__(self, directory: Path, done: Mapping[str, CaseResult]) -> None:
        self._path = directory / FILE
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file: IO[bytes] = os.fdopen(
                os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600), "wb"
            )
        except OSError as error:
            message = f"In deze map kan niet worden geschreven ({cause(error)})."
            raise VtauditError(
                Fault("output-not-written", str(directory), message, "Kies een andere map met --out.")
            ) from error
        for result in done.values():
            self.keep(result)

    def keep(self, result: CaseResult) -> None:
        """Add one line and hand it to the disk."""
        self._file.write(_form().dump_json(result) + b"\n")
        self._file.flush()

    def finish(self) -> None:
        """The audit is complete."""
        self._file.close()
        self._path.unlink()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
