"""Writes a draw and its pull list; what is there is never written over, except a draw by its own change."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.report.files import LAST_FILE, write_whole
from vtaudit.report.json_files import dump
from vtaudit.report.spreadsheet import csv_for_people, xlsx_for_people

SAMPLE_FILE = "steekproef.json"
_OWNER_ONLY, _FOLDER = 0o600, 0o700


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where everything came to stand; `xlsx` is None without the extra `report`, `earlier` is the draw as it was."""

    sample: Path
    csv: Path
    xlsx: Path | None
    earlier: Path | None = None


def write_sample(
    directory: Path,
    content: Mapping[str, Any],
    table: Sequence[Sequence[str]],
    made_on: date,
    *,
    number: int = 1,
    changes: Path | None = None,
) -> SampleFiles:
    """Write steekproef.json and list `number`, readable for their owner only.

    `changes` is the file that this draw goes on from; when it stands in `directory`, it is replaced and what it held
    is kept beside it under the first free number. Raises
    VtauditError when another draw or the list stands there already, when the directory holds a finished audit, or when
    a file cannot be written; nothing new is left behind then.
    """
    stem = "opvraaglijst" if number == 1 else f"opvraaglijst-{number}"
    lists: dict[Path, str | bytes] = {directory / f"{stem}.csv": csv_for_people(table)}
    with contextlib.suppress(ImportError):
        lists[directory / f"{stem}.xlsx"] = xlsx_for_people(table, "Opvraaglijst", made_on)
    sample = directory / SAMPLE_FILE
    _refuse_to_write_over(sample, tuple(lists), changes)
    earlier = _free_name(sample) if sample.exists() else None
    written: list[Path] = []
    try:
        if not directory.exists():
            directory.mkdir(mode=_FOLDER, parents=True)
        for path, text in lists.items():
            write_whole(path, text, _OWNER_ONLY)
            written.append(path)
        if earlier:
            write_whole(earlier, sample.read_bytes(), _OWNER_ONLY)
            written.append(earlier)
        write_whole(sample, dump(content), _OWNER_ONLY)
    except OSError as error:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        message = f"De steekproef kon niet worden bewaard ({cause(error)})."
        remedy = "Kies een andere map met --out, of sluit bestanden die open staan."
        raise VtauditError(Fault("output-not-written", str(directory), message, remedy)) from error
    csv, *rest = lists
    return SampleFiles(sample, csv, rest[0] if rest else None, earlier)


def _free_name(sample: Path) -> Path:
    names = (sample.with_name(f"{sample.stem}-{number}{sample.suffix}") for number in count(1))
    return next(path for path in names if not path.exists())


def _refuse_to_write_over(sample: Path, lists: Sequence[Path], changes: Path | None) -> None:
    faults = []
    if sample.with_name(LAST_FILE).exists():
        message = "Hier staat een audit die klaar is. Die blijft zoals hij is."
        faults.append(Fault("sample-in-audit", str(sample.parent), message, "Kies met --out een andere map."))
    elif sample.exists() and (changes is None or not sample.samefile(changes)):
        message = "Hier staat al een steekproef. Die wordt niet overschreven."
        faults.append(Fault("sample-exists", str(sample), message, "Kies met --out een andere map."))
    for path in lists:
        if path.exists() and not faults:
            message = "Hier staat al een opvraaglijst. Die wordt niet overschreven."
            faults.append(Fault("sample-exists", str(path), message, "Kies met --out een andere map."))
    if faults:
        raise VtauditError(faults)
