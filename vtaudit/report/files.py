"""Writes the files of one audit: each whole or not at all, and the working files for their owner only."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.model import Observation, Scorecard, Signal
from vtaudit.report.json_files import dump, observations_json_parts, scorecard_json
from vtaudit.report.observations_csv import observations_csv_parts
from vtaudit.report.scorekaart_html import render_scorecard
from vtaudit.report.werkblad_html import Mask, worksheet_parts

LAST_FILE = "scorekaart.json"
"""Written after all others: where it stands, the audit is complete."""

_OWNER_ONLY, _SHARED, _FOLDER = 0o600, 0o644, 0o700


def write_outputs(
    directory: Path,
    scorecard: Scorecard,
    observations: Iterable[Observation],
    signals: Iterable[Signal],
    sample: Mapping[str, Any],
    source: Mapping[str, Any],
    *,
    mask: Mask | None,
) -> tuple[Path, ...]:
    """Write every file of design §6 into `directory` and return their paths in the order of writing.

    `sample` is the content of steekproef.json, `source` that of
    herlezen.json, `mask` hides names in the werkblad (None shows them). Raises
    VtauditError when a file cannot be written; what stood there before is then still whole.
    """
    # What an audit hands over is not brought into memory as a whole.
    observations = tuple(observations) if isinstance(observations, Iterator) else observations
    signals = tuple(signals)
    contents: tuple[tuple[str, str | Iterable[str], int], ...] = (
        ("observaties.json", observations_json_parts(observations), _OWNER_ONLY),
        ("observaties.csv", observations_csv_parts(observations), _OWNER_ONLY),
        ("steekproef.json", dump(sample), _OWNER_ONLY),
        ("herlezen.json", dump(source), _OWNER_ONLY),
        ("werkblad.html", worksheet_parts(scorecard, observations, signals, mask=mask), _OWNER_ONLY),
        ("scorekaart.html", render_scorecard(scorecard), _SHARED),
        (LAST_FILE, scorecard_json(scorecard), _SHARED),
    )
    try:
        directory.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        directory.chmod(_FOLDER)
        for name, text, mode in contents:
            write_whole(directory / name, text, mode)
    except OSError as error:
        raise VtauditError(
            Fault(
                "output-not-written",
                str(directory),
                f"De bestanden konden niet worden geschreven ({cause(error)}).",
                "Kijk of de map bestaat, of u er mag schrijven en of er ruimte is. Sluit bestanden die open staan.",
            )
        ) from error
    return tuple(directory / name for name, _, _ in contents)


def write_whole(path: Path, content: str | bytes | Iterable[str], mode: int) -> None:
    """Replace `path` by the content in one step, readable for `mode` from its first byte on (POSIX).

    Text, whole or in pieces, is written as UTF-8 with its own line ends. Raises OSError, or what making the pieces
    raises, and leaves what was there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.nieuw")
    with contextlib.suppress(FileNotFoundError):
        beside.unlink()
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(handle, "wb") as file:
            for piece in (content,) if isinstance(content, str | bytes) else content:
                # A file name with bytes that are no text must not cost the whole audit; in JSON this form reads back.
                file.write(piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _keep_the_name(path.parent)


def _keep_the_name(directory: Path) -> None:
    """Make the rename survive a power cut; Windows has no handle on a folder and needs none."""
    if os.name == "posix":
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
