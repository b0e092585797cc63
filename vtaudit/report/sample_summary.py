"""The draw as the shared scorekaart.json tells it: counts, and no zaaknummer or reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from vtaudit.model import Sample, Selection

FREE_TEXT = {"melder", "aard"}
"""Columns in which somebody may have typed a name; their values stay out of what is shared."""


def sample_summary(sample: Sample) -> dict[str, Any]:
    """What a reader needs to redo an estimate; the parts after `drawn_count` only where there is something to tell."""
    names = stratum_names(sample)
    summary: dict[str, Any] = {
        "method": sample.method,
        "seed": sample.seed,
        "population": sample.population,
        "population_sha256": sample.population_sha256,
        "strata": {names[name]: sample.strata[name] for name in sorted(sample.strata)},
        "drawn_count": len(sample.drawn),
    }
    if sample.drawn_on:
        summary["drawn_on"] = sample.drawn_on.isoformat()
    if sample.design.kind:
        summary["design"] = sample.design.kind
    if not sample.selection.is_whole:
        summary["selection"] = _selection(sample.selection)
    if len(sample.frame) > 1:
        summary["frame"] = [
            {"name": names[each.name], "population": each.population, "drawn_count": len(each.drawn)}
            for each in sample.frame
        ]
    if sample.replacements:
        summary["replaced_count"] = len(sample.replacements)
    if sample.top_ups:
        summary["topped_up_count"] = sum(each.size - each.before for each in sample.top_ups)
    return summary


def stratum_names(sample: Sample) -> Mapping[str, str]:
    """The name that a shared file uses for each stratum: a number where the own name may hold what somebody typed."""
    names = [each.name for each in sample.frame] or sorted(sample.strata)
    if FREE_TEXT.isdisjoint(sample.design.columns):
        return {name: name for name in names}
    return {name: f"deel {number}" for number, name in enumerate(names, start=1)}


def _selection(selection: Selection) -> dict[str, Any]:
    return {
        "where": {
            column: [] if column in FREE_TEXT else list(values) for column, values in sorted(selection.where.items())
        },
        "where_sha256": filter_sha256(selection.where),
        "since": selection.since.isoformat() if selection.since else None,
        "until": selection.until.isoformat() if selection.until else None,
    }


def filter_sha256(where: Mapping[str, tuple[str, ...]]) -> str:
    """Eight hex digits that are the same for two audits with the same filter, for values that are not to be read.

    Capitals and the order of the values do not count, as in the filter itself. Whoever guesses a value can check the
    guess; nobody can read it back.
    """
    plain = {column: sorted({value.strip().casefold() for value in values}) for column, values in where.items()}
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:8]
