"""The register: one row per zaak from the export of the registration system, read without guessing."""

from __future__ import annotations

from pathlib import Path

from vtaudit.errors import Fault
from vtaudit.model import Register
from vtaudit.register.columns import COLUMNS
from vtaudit.register.files import find_register, read_table
from vtaudit.register.mapping import NOTE_CODES, ready_mappings, resolve
from vtaudit.register.rows import REMARK_CODES, population_sha256, read_rows, remarks, with_peildatum
from vtaudit.register.settings import RegisterSettings, read_settings
from vtaudit.register.targets import TARGETS_FILE, read_targets

__all__ = [
    "NOTE_CODES",
    "REMARK_CODES",
    "TARGETS_FILE",
    "RegisterSettings",
    "read_register",
    "read_settings",
    "read_targets",
    "remarks",
    "with_peildatum",
]


def read_register(folder: Path) -> Register:
    """The population of `folder`: register.csv, .xlsx or .ods read as register.yaml says.

    Raises VtauditError when the whole file cannot be read or its columns are not clear. A cell or row that cannot be
    read stands in `faults`; faults with a code in NOTE_CODES only tell how the file was read.
    """
    settings = read_settings(folder)
    table = read_table(find_register(folder, settings.file), settings.sheet)
    resolution = resolve(table, settings, ready_mappings())
    population = read_rows(table, resolution)
    faults = [*resolution.notes, *population.faults]
    if not population.rows:
        message = "Het register heeft geen zaken die te lezen zijn."
        faults.append(Fault("register_leeg", table.source, message, "Controleer de export."))
    return Register(
        source=table.source,
        sha256=population_sha256(population.rows),
        rows=population.rows,
        columns=tuple(column for column in COLUMNS if column in resolution.indexes),
        faults=tuple(faults),
        refused=population.refused,
        peildatum=settings.peildatum,
        organisation=settings.organisation,
    )
