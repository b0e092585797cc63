"""Which cases are looked at: all, drawn by lot, drawn before, or those whose documents are there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vtaudit import sampling
from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Register, Sample

STRATA = ("regio", "gemeente", "team")
"""The columns a draw may be divided by; never `medewerker`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for; with nothing filled in, the cases whose documents are there.

    `size` needs a `seed`. `stratify` is one of STRATA. `file` is a steekproef.json of an earlier draw.
    """

    census: bool = False
    size: int | None = None
    seed: int | None = None
    stratify: str | None = None
    file: Path | None = None


def choose(choice: Choice, register: Register, present: Iterable[str]) -> tuple[Sample, dict[str, Any]]:
    """The sample, and the content of steekproef.json that records it; raises VtauditError when it cannot be had."""
    population = [row.zaaknummer for row in register.rows]
    if choice.file is not None:
        content = _read(choice.file)
        sample = sampling.from_json(content, population, choice.file.name)
        return sample, sampling.to_json(sample, content["plan"])
    if choice.census:
        sample = sampling.everything(population)
    elif choice.size is not None:
        if choice.seed is None:
            raise ValueError("a draw needs a seed")
        sample = sampling.draw(population, choice.size, choice.seed, _strata(choice.stratify, register))
    else:
        sample = sampling.delivered(population, present)
    return sample, sampling.to_json(sample, {"size": choice.size, "stratify": choice.stratify})


def _strata(column: str | None, register: Register) -> Mapping[str, str] | None:
    if column is None:
        return None
    if column not in register.columns:
        message = f"Het register heeft geen kolom '{column}' om op te verdelen."
        raise VtauditError(
            Fault("sample-stratum", register.source, message, "Kies een andere kolom, of laat --stratify weg.")
        )
    return {row.zaaknummer: row.texts.get(column, "") for row in register.rows}


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        message = "De steekproef is niet te openen."
    except ValueError:
        message = "Dit bestand is geen steekproef."
    remedy = "Kies het bestand steekproef.json van een eerdere audit."
    raise VtauditError(Fault("sample-file", path.name, message, remedy)) from None
