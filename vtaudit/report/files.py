"""Writes the files of one audit: each whole or not at all, and the working files for their owner only."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_NEW = ".nieuw"
Content = str | bytes | Iterable[str]

OUTPUT_FILES: Mapping[str, int] = {
    "observaties.json": _OWNER_ONLY,
    "observaties.csv": _OWNER_ONLY,
    "steekproef.json": _OWNER_ONLY,
    "herlezen.json": _OWNER_ONLY,
    "werkblad.html": _OWNER_ONLY,
    "scorekaart.html": _SHARED,
    LAST_FILE: _SHARED,
}
"""The files of one audit in the order of writing, and for whom each is."""


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
    VtauditError when a file cannot be written (see `write_together`); every file is then still whole.
    """
    # What an audit hands over is not brought into memory as a whole.
    observations = tuple(observations) if isinstance(observations, Iterator) else observations
    texts: tuple[Content, ...] = (
        observations_json_parts(observations),
        observations_csv_parts(observations),
        dump(sample),
        dump(source),
        worksheet_parts(scorecard, observations, tuple(signals), mask=mask),
        render_scorecard(scorecard),
        scorecard_json(scorecard),
    )
    contents = [(name, text, mode) for (name, mode), text in zip(OUTPUT_FILES.items(), texts, strict=True)]
    try:
        directory.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        directory.chmod(_FOLDER)
        stuck = write_together(directory, contents)
    except OSError as error:
        raise VtauditError(not_written(directory, error)) from error
    if stuck:
        raise VtauditError(not_written(path, error) for path, error in stuck.items())
    return tuple(directory / name for name in OUTPUT_FILES)


def not_written(path: Path, error: OSError) -> Fault:
    """The fault of a file or folder that the disk refused."""
    message = f"Hier kon niet worden geschreven: {cause(error)}."
    remedy = "Kijk of de map bestaat, of u er mag schrijven en of er ruimte is. Sluit bestanden die open staan."
    return Fault("output-not-written", str(path), message, remedy)


def write_together(directory: Path, contents: Sequence[tuple[str, Content, int]]) -> Mapping[Path, OSError]:
    """Write files that belong together (name, content, mode) and return those that could not be replaced, and why.

    Everything stands on the disk under another name before the first old file is replaced: an OSError up to there
    is raised and has changed nothing. One file that cannot be replaced (open in another program) does not stop
    the others, except the last: that one is only replaced when all others are.
    """
    beside = {directory / name: _beside(directory / name) for name, _, _ in contents}
    stuck: dict[Path, OSError] = {}
    try:
        clear_leftovers(directory, [path.name for path in beside])
        for (_, content, mode), new in zip(contents, beside.values(), strict=True):
            _stage(new, content, mode)
        *others, last = beside
        for path in others:
            _put(beside[path], path, stuck)
        try:
            _keep_the_names(directory)
        except OSError as error:
            stuck[directory] = error
        if not stuck:
            _put(beside[last], last, stuck)
            # Too late to say that nothing was written.
            with contextlib.suppress(OSError):
                _keep_the_names(directory)
    finally:
        for new in filter(Path.exists, beside.values()):
            with contextlib.suppress(OSError):
                new.unlink()
    return stuck


def write_whole(path: Path, content: Content, mode: int) -> None:
    """Replace `path` by the content in one step, readable for `mode` from its first byte on (POSIX).

    Text, whole or in pieces, is written as UTF-8 with its own line ends. Raises OSError, or what making the pieces
    raises, and leaves what was there.
    """
    new = _beside(path)
    clear_leftovers(path.parent, [path.name])
    try:
        _stage(new, content, mode)
        new.replace(path)
    finally:
        # Nothing is left to take away once it has its own name.
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    _keep_the_names(path.parent)


def leftovers(directory: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """What a process that was killed while it wrote these files left beside them."""
    return tuple(path for name in names for path in directory.glob(f".{glob.escape(name)}.*{_NEW}"))


def clear_leftovers(directory: Path, names: Iterable[str]) -> None:
    """Remove `leftovers`; they may hold names and quotes. Raises OSError."""
    for path in leftovers(directory, names):
        path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}{_NEW}")


def _stage(new: Path, content: Content, mode: int) -> None:
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        for piece in (content,) if isinstance(content, str | bytes) else content:
            # A file name with bytes that are no text must not cost the whole audit; in JSON this form reads back.
            file.write(piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece)
        file.flush()
        os.fsync(file.fileno())


def _put(new: Path, path: Path, stuck: dict[Path, OSError]) -> None:
    try:
        new.replace(path)
    except OSError as error:
        stuck[path] = error


def _keep_the_names(directory: Path) -> None:
    """Make renames survive a power cut; Windows has no handle on a folder and needs none."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network drives cannot do this for a folder.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)
