"""Writes a draw and its pull lists; what is there is never written over, except a draw by its own change."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.report.files import LAST_FILE, leftovers, write_together, write_whole
from vtaudit.report.json_files import dump
from vtaudit.report.spreadsheet import csv_for_people, xlsx_for_people

SAMPLE_FILE = "steekproef.json"
CURRENT = "opvraaglijst-actueel"
_OWNER_ONLY, _FOLDER = 0o600, 0o700
Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ListFiles:
    """One list; `xlsx` is None without the extra `report`."""

    csv: Path
    xlsx: Path | None

    @property
    def best(self) -> Path:
        """The one to name to people."""
        return self.xlsx or self.csv


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where everything came to stand; after a change `earlier` is the draw as it was and `current` the whole list."""

    sample: Path
    pull_list: ListFiles
    current: ListFiles | None = None
    earlier: Path | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """`file` is the draw that was changed, `number` that of the list of this change, `current` the whole list since."""

    file: Path
    number: int
    current: Table


def write_sample(
    directory: Path, content: Mapping[str, Any], table: Table, made_on: date, change: Change | None = None
) -> SampleFiles:
    """Write steekproef.json and the pull list, readable for their owner only.

    After a `change` the whole list as it is now is written as well, over the one of the change before. When the draw
    that was changed stands in `directory`, it is replaced and what it held is kept beside it under the first free
    number. Raises VtauditError when another draw or list stands there already, when the directory holds a finished
    audit, or when a file cannot be written; everything is then as it was.
    """
    stem = "opvraaglijst" if change is None else f"opvraaglijst-{change.number}"
    pull_list, contents = _list(directory / stem, table, made_on)
    sample, earlier, current = directory / SAMPLE_FILE, None, None
    is_own = change is not None and sample.exists() and sample.samefile(change.file)
    whole: dict[Path, str | bytes] = {}
    if change is not None:
        current, whole = _list(directory / CURRENT, change.current, made_on)
    _refuse_to_write_over(sample, contents if is_own else contents | whole, is_own=is_own)
    contents |= whole
    try:
        if is_own:
            before = sample.read_bytes()
            earlier = _free_name(sample, before)
            contents[earlier] = before
        if not directory.exists():
            directory.mkdir(mode=_FOLDER, parents=True)
        _write_all({**contents, sample: dump(content)})
    except OSError as error:
        message = f"De steekproef kon niet worden bewaard ({cause(error)})."
        remedy = "Kies een andere map met --out, of sluit bestanden die open staan."
        raise VtauditError(Fault("output-not-written", str(directory), message, remedy)) from error
    return SampleFiles(sample, pull_list, current, earlier)


def _list(stem: Path, table: Table, made_on: date) -> tuple[ListFiles, dict[Path, str | bytes]]:
    """Where one list comes to stand, and its contents."""
    csv, xlsx = stem.with_suffix(".csv"), stem.with_suffix(".xlsx")
    contents: dict[Path, str | bytes] = {csv: csv_for_people(table)}
    with contextlib.suppress(ImportError):
        contents[xlsx] = xlsx_for_people(table, "Opvraaglijst", made_on)
    return ListFiles(csv, xlsx if xlsx in contents else None), contents


def _write_all(contents: Mapping[Path, str | bytes]) -> None:
    """All of them or none: after an OSError every file is as it was."""
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    directory = next(iter(contents)).parent
    stuck = write_together(directory, [(path.name, content, _OWNER_ONLY) for path, content in contents.items()])
    if stuck:
        for path, held in before.items():
            with contextlib.suppress(OSError):
                if held is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != held:
                    write_whole(path, held, _OWNER_ONLY)
        raise next(iter(stuck.values()))


def _free_name(sample: Path, before: bytes) -> Path:
    """The first name that is free, or that a change which was broken off gave to the same draw."""
    names = (sample.with_name(f"{sample.stem}-{number}{sample.suffix}") for number in count(1))
    return next(path for path in names if not path.exists() or path.read_bytes() == before)


def _refuse_to_write_over(sample: Path, lists: Mapping[Path, object], *, is_own: bool) -> None:
    faults = []
    if sample.with_name(LAST_FILE).exists():
        message = "Hier staat een audit die klaar is. Die blijft zoals hij is."
        faults.append(Fault("sample-in-audit", str(sample.parent), message, "Kies met --out een andere map."))
    elif sample.exists() and not is_own:
        message = "Hier staat al een steekproef. Die wordt niet overschreven."
        faults.append(Fault("sample-exists", str(sample), message, "Kies met --out een andere map."))
    # A list beside a draw that was never completed was given to nobody.
    broken_off = leftovers(sample.parent, [sample.name])
    for path in lists:
        if path.exists() and not faults and not broken_off:
            message = "Hier staat al een opvraaglijst. Die wordt niet overschreven."
            faults.append(Fault("sample-exists", str(path), message, "Kies met --out een andere map."))
    if faults:
        raise VtauditError(faults)
