"""scorekaart.json to share, and observaties.json with everything, to read back; stable order, no NaN."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath
from typing import Any

from vtaudit.model import Evidence, Observation, Scorecard, TermDetail, TermReading
from vtaudit.report.not_read import files_not_read, places_not_read
from vtaudit.report.ordered import in_order
from vtaudit.report.sample_summary import sample_summary

OBSERVATIONS_FORMAT = 1

_PRIVATE = {"file_faults", "register_faults", "sample"}
"""Fields of the scorecard that may hold a zaaknummer; the shared file has their counts instead."""


def scorecard_json(scorecard: Scorecard) -> str:
    """The scorecard under the field names of the model, with counts in the place of whatever names a case.

    Keys stand in the order of the model, keys of mappings sorted. Raises ValueError for NaN or infinity.
    """
    plain = {name: value for name, value in _fields(scorecard) if name not in _PRIVATE}
    plain["register_source"] = PurePath(scorecard.register_source.replace("\\", "/")).name
    plain["sample"] = sample_summary(scorecard.sample)
    plain["file_states"] = _plain(files_not_read(scorecard))
    plain["register_fault_count"] = places_not_read(scorecard)
    return dump(plain)


def observations_json(observations: Iterable[Observation]) -> str:
    """Every observation with all its evidence, verbatim, sorted by zaaknummer and toetsvraag."""
    return "".join(observations_json_parts(observations))


def observations_json_parts(observations: Iterable[Observation]) -> Iterator[str]:
    """The same text piece by piece, so that it need not fit in memory."""
    head, tail = dump({"formaat": OBSERVATIONS_FORMAT, "observaties": []}).rsplit("]", 1)
    yield head
    is_empty = True
    for one in in_order(observations):
        yield ("\n    " if is_empty else ",\n    ") + dump(_observation(one)).rstrip("\n").replace("\n", "\n    ")
        is_empty = False
    yield f"]{tail}" if is_empty else f"\n  ]{tail}"


def read_observations_json(text: str, where: str = "observaties.json") -> tuple[Observation, ...]:
    """Read back what `observations_json` wrote.

    Raises VtauditError with every place that does not fit; nothing is guessed or left out. The faults name fields,
    never what stands in them.
    """
    from vtaudit.report.observations_file import read

    return read(text, where)


def dump(value: Mapping[str, Any]) -> str:
    """JSON as all files of an audit have it: UTF-8 text, two spaces, one newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _observation(one: Observation) -> dict[str, Any]:
    return {
        "zaaknummer": one.zaaknummer,
        "verwachting": one.expectation,
        "toetsvraag": one.question,
        "uitkomst": one.outcome.value,
        "zeker": one.sure,
        "reden_code": one.reason_code,
        "reden": one.reason,
        "bewijs": [_evidence(each) for each in one.evidence],
        "telde_niet": [_evidence(each) for each in one.against],
        "gelezen": list(one.searched),
        "termijn": _term(one.term) if one.term else None,
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    """The quote with its place; how it was read only where that was not the usual way."""
    how = {"tekstherkenning": one.ocr, "onzeker_gelezen": one.doubtful, "onzichtbaar": one.unseen}
    return {
        "document": one.document,
        "pagina": one.page,
        "begin": one.start,
        "eind": one.end,
        "citaat": one.quote,
        **{key: value for key, value in how.items() if value not in (None, False)},
    }


def _term(one: TermDetail) -> dict[str, Any]:
    return {
        "begin": one.start.isoformat(),
        "eind": one.end.isoformat() if one.end else None,
        "dagen": one.days,
        "kalenderdagen": _reading(one.calendar),
        "werkdagen": _reading(one.working),
    }


def _reading(one: TermReading) -> dict[str, Any]:
    return {"uiterlijk": one.deadline.isoformat(), "gehaald": one.kept}


def _fields(value: Any) -> Iterable[tuple[str, Any]]:
    return ((each.name, _plain(getattr(value, each.name))) for each in fields(value))


def _plain(value: Any) -> Any:
    """The value as JSON knows it."""
    if is_dataclass(value):
        return dict(_fields(value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a figure of the scorecard is not a number")
    return value
