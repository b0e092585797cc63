"""Which cases are looked at, how that was drawn, and what was changed to it afterwards."""

from vtaudit.sampling.allocate import allocate
from vtaudit.sampling.changes import replace_case, top_up
from vtaudit.sampling.draw import ALL_CASES, NO_STRATUM, delivered, draw, everything, population_sha256
from vtaudit.sampling.file import (
    CHECK,
    FORMAT_VERSION,
    SampleFile,
    check_population,
    check_sha256,
    from_json,
    read,
    to_json,
)
from vtaudit.sampling.kinds import KINDS, is_monitoring_due, kind_of
from vtaudit.sampling.population import FILTER_COLUMNS, STRATUM_COLUMNS, check_selection, count_moved, select, strata_of

__all__ = [
    "ALL_CASES",
    "CHECK",
    "FILTER_COLUMNS",
    "FORMAT_VERSION",
    "KINDS",
    "NO_STRATUM",
    "STRATUM_COLUMNS",
    "SampleFile",
    "allocate",
    "check_population",
    "check_selection",
    "check_sha256",
    "count_moved",
    "delivered",
    "draw",
    "everything",
    "from_json",
    "is_monitoring_due",
    "kind_of",
    "population_sha256",
    "read",
    "replace_case",
    "select",
    "strata_of",
    "to_json",
    "top_up",
]
