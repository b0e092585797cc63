"""A register to draw from, the command, and what it wrote down."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from audit_folder import FOUR, ONE, THREE, TWO, run, write_register

ALL = (ONE, TWO, THREE, FOUR)
ROWS = [
    {
        "zaaknummer": f"VT17-{number:04d}",
        "regio": ("Noord", "Zuid")[number > 24],
        "datum_melding": f"2017-{month:02}-06",
    }
    for number, month in ((each, 1 + each % 3) for each in range(1, 33))
]
ON = ("--on", "2018-01-15")


def write_rows(place: Path) -> Path:
    """24 zaken in Noord and 8 in Zuid, over three months."""
    write_register(place / "dossiers", ROWS)
    return place / "dossiers"


def sample(folder: Path, *arguments: object, out: str = "steekproef", status: int = 0):
    """The command, and what it wrote down."""
    directory = folder.parent / out
    result = run("sample", folder, *ON, "--out", directory, *arguments)
    assert result.exit_code == status, result.output
    return result, directory


def record(directory: Path) -> dict:
    return json.loads((directory / "steekproef.json").read_text(encoding="utf-8"))


def pull_list(directory: Path, name: str = "opvraaglijst") -> list[dict[str, str]]:
    with (directory / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
