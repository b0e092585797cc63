"""Reading labels and observations from the files that people and the tool leave behind."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.model import Outcome
from vtaudit.validation.compare import GoldRow, ObservedRow

_Cells = Iterator[tuple[str, Mapping[str, str]]]
"""Rows by column name, each with the place where it stands."""


def read_gold(path: Path) -> tuple[GoldRow, ...]:
    """Read labels from a CSV file with the columns zaaknummer, toetsvraag, uitkomst and, if there are quotes, bewijs.

    Other columns are passed over. Raises VtauditError with all faults of the file.
    """
    faults: list[Fault] = []
    places: Counter[tuple[str, str]] = Counter()
    rows = []
    for where, cells in _read_csv(path, ("zaaknummer", "toetsvraag", "uitkomst")):
        outcome = _check(where, cells, places, faults)
        if outcome is not None:
            rows.append(GoldRow(cells["zaaknummer"], cells["toetsvraag"], outcome, cells.get("bewijs", "")))
    if not places:
        message = "In dit bestand staat geen enkele rij."
        faults.append(Fault("validation-empty", path.name, message, "Kies een bestand met oordelen van een mens."))
    if faults:
        raise VtauditError(faults)
    return tuple(rows)


def read_observations(path: Path) -> tuple[ObservedRow, ...]:
    """Read observaties.csv or observaties.json (a list of rows with the same names, or that list as `observaties`).

    Raises VtauditError with all faults of the file.
    """
    columns = ("zaaknummer", "toetsvraag", "uitkomst", "zeker", "citaat")
    read = _read_json if path.suffix.lower() == ".json" else _read_csv
    faults: list[Fault] = []
    places: Counter[tuple[str, str]] = Counter()
    rows = []
    for where, cells in read(path, columns):
        outcome = _check(where, cells, places, faults)
        if cells["zeker"] not in ("ja", "nee"):
            faults.append(Fault("validation-sure", where, "In 'zeker' staat geen ja of nee.", "Vul ja of nee in."))
        elif outcome is not None:
            sure = cells["zeker"] == "ja"
            rows.append(ObservedRow(cells["zaaknummer"], cells["toetsvraag"], outcome, sure, cells["citaat"]))
    if faults:
        raise VtauditError(faults)
    return tuple(rows)


def _read_csv(path: Path, columns: Sequence[str]) -> _Cells:
    text = _text(path)
    header = text.partition("\n")[0]
    # A Dutch spreadsheet program writes semicolons.
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        message = "Deze regel is niet te lezen als CSV."
        where = f"{path.name}, regel {reader.line_num}"
        raise VtauditError(Fault("validation-csv", where, message, "Bewaar het bestand opnieuw als CSV.")) from None
    if not rows:
        message, remedy = "Dit bestand is leeg.", "Kies een bestand met oordelen van een mens."
        raise VtauditError(Fault("validation-empty", path.name, message, remedy))
    names = [name.strip() for name in rows[0]]
    _check_columns(path.name, columns, names)
    long = [number for number, row in enumerate(rows, start=1) if len(row) > len(names)]
    if long:
        message, remedy = "Deze rij heeft meer cellen dan de kop.", "Zet een tekst met komma's tussen aanhalingstekens."
        raise VtauditError(Fault("validation-csv", f"{path.name}, rij {number}", message, remedy) for number in long)
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
            yield f"{path.name}, rij {number}", dict.fromkeys(names, "") | cells


def _read_json(path: Path, columns: Sequence[str]) -> _Cells:
    try:
        content = json.loads(_text(path))
    except (json.JSONDecodeError, RecursionError):
        message = "Dit bestand is niet te lezen als JSON."
        raise VtauditError(
            Fault("validation-json", path.name, message, "Maak het opnieuw met vtaudit audit.")
        ) from None
    items = content.get("observaties") if isinstance(content, dict) else content
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        message = "In dit bestand staat geen lijst met waarnemingen."
        raise VtauditError(Fault("validation-json", path.name, message, "Maak het opnieuw met vtaudit audit."))
    for number, item in enumerate(items, start=1):
        where = f"{path.name}, waarneming {number}"
        _check_columns(where, columns, item)
        cells = {name: item[name] for name in columns}
        if isinstance(cells["zeker"], bool):
            cells["zeker"] = "ja" if cells["zeker"] else "nee"
        yield where, {name: cell.strip() if isinstance(cell, str) else "" for name, cell in cells.items()}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message, remedy = (
            f"Dit bestand is niet te openen ({cause(error)}).",
            "Controleer de naam en of u het mag lezen.",
        )
    except UnicodeDecodeError:
        message, remedy = "Dit bestand heeft een andere tekencodering dan UTF-8.", "Bewaar het als CSV UTF-8."
    raise VtauditError(Fault("validation-file", path.name, message, remedy))


def _check_columns(where: str, columns: Sequence[str], names: Collection[str]) -> None:
    missing = [column for column in columns if column not in names]
    double = [column for column in columns if list(names).count(column) > 1]
    faults = []
    if missing:
        message = f"Deze kolommen ontbreken: {', '.join(missing)}."
        faults.append(Fault("validation-columns", where, message, "Voeg ze toe, met precies deze namen."))
    if double:
        message = f"Deze kolommen staan er dubbel in: {', '.join(double)}."
        faults.append(Fault("validation-columns", where, message, "Houd van elke kolom er een over."))
    if faults:
        raise VtauditError(faults)


def _check(
    where: str, cells: Mapping[str, str], places: Counter[tuple[str, str]], faults: list[Fault]
) -> Outcome | None:
    """The outcome of a row; counts the row in `places` and adds what is wrong with it to `faults`."""
    empty = [name for name in ("zaaknummer", "toetsvraag") if not cells[name]]
    place = (cells["zaaknummer"], cells["toetsvraag"])
    places[place] += 1
    if empty:
        faults.append(Fault("validation-key", where, f"Hier is leeg: {' en '.join(empty)}.", "Vul dit in."))
    elif places[place] > 1:
        message = "Dit zaaknummer met deze toetsvraag staat er al."
        faults.append(Fault("validation-double", where, message, "Houd een van de twee rijen over."))
    try:
        return Outcome(cells["uitkomst"])
    except ValueError:
        known = ", ".join(Outcome)
        faults.append(Fault("validation-outcome", where, "Deze uitkomst bestaat niet.", f"Kies uit: {known}."))
        return None
