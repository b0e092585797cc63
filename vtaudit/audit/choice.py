"""Which cases are looked at: all, drawn by lot, drawn before, or those whose documents are there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vtaudit import sampling
from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Design, Register, Sample, Selection
from vtaudit.register import NOTE_CODES, read_register


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for; with nothing filled in, the cases whose documents are there.

    `size` needs a `seed`. `stratify` names columns (`sampling.STRATUM_COLUMNS`), `design` says how the lot is cast and
    `selection` which part of the register is the population. `file` is a steekproef.json of an earlier draw.
    """

    census: bool = False
    size: int | None = None
    seed: int | None = None
    stratify: tuple[str, ...] = ()
    file: Path | None = None
    design: Design = field(default_factory=Design)
    selection: Selection = field(default_factory=Selection)


def read_population(folder: Path) -> Register:
    """The register of a folder; raises VtauditError when it cannot be used or has no case that can be read."""
    register = read_register(folder)
    if not register.rows:
        raise VtauditError(fault for fault in register.faults if fault.code not in NOTE_CODES)
    return register


def choose(choice: Choice, register: Register, present: Iterable[str]) -> tuple[Sample, dict[str, Any]]:
    """The sample, and the content of steekproef.json that records it; raises VtauditError when it cannot be had."""
    if choice.file is not None:
        sample, plan = read_sample(choice.file)
        rows, _ = sampling.select(register, sample.selection)
        sampling.check_population(sample, (row.zaaknummer for row in rows), choice.file.name)
        return sample, sampling.to_json(sample, plan)
    rows, _ = sampling.select(register, choice.selection)
    population = [row.zaaknummer for row in rows]
    if choice.census:
        sample = sampling.everything(population, choice.selection)
    elif choice.size is not None:
        if choice.seed is None:
            raise ValueError("a draw needs a seed")
        strata = sampling.strata_of(register, rows, choice.stratify) if choice.stratify else None
        sample = sampling.draw(
            population,
            choice.size,
            choice.seed,
            strata,
            design=replace(choice.design, columns=choice.stratify),
            selection=choice.selection,
        )
    else:
        sample = sampling.delivered(population, present)
    plan = {"size": choice.size, "stratify": ", ".join(choice.stratify) or None}
    return sample, sampling.to_json(sample, plan)


def read_sample(path: Path) -> tuple[Sample, dict[str, Any]]:
    """The sample of a steekproef.json and its plan; raises VtauditError for any other file."""
    content = _read(path)
    return sampling.read(content, path.name), content["plan"]


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        message = "De steekproef is niet te openen."
    except ValueError:
        message = "Dit bestand is geen steekproef."
    remedy = "Kies het bestand steekproef.json van een eerdere audit."
    raise VtauditError(Fault("sample-file", path.name, message, remedy)) from None
