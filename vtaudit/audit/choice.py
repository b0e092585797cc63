"""Which cases are looked at: all, drawn by lot, drawn before, or those whose documents are there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from vtaudit import sampling
from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.model import Design, Register, Sample, Selection
from vtaudit.register import NOTE_CODES, read_register


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for; with nothing filled in, the cases whose documents are there.

    `size` needs a `seed`. `stratify` names columns (`sampling.STRATUM_COLUMNS`), `design` says how the lot is cast and
    `selection` which part of the register is the population. `file` is a steekproef.json of an earlier draw, `plan` the
    plan that the draw carries out: what it was to prove is kept with it.
    """

    census: bool = False
    size: int | None = None
    seed: int | None = None
    stratify: tuple[str, ...] = ()
    file: Path | None = None
    design: Design = field(default_factory=Design)
    selection: Selection = field(default_factory=Selection)
    plan: Mapping[str, Any] = field(default_factory=dict)


def read_population(folder: Path) -> Register:
    """The register of a folder; raises VtauditError when it cannot be used or has no case that can be read."""
    register = read_register(folder)
    if not register.rows:
        raise VtauditError(fault for fault in register.faults if fault.code not in NOTE_CODES)
    return register


def choose(
    choice: Choice, register: Register, present: Iterable[str], *, on: date | None = None
) -> tuple[Sample, dict[str, Any]]:
    """The sample, and the content of steekproef.json that records it; raises VtauditError when it cannot be had.

    `on` is recorded as the day of a new draw. An audit that draws by itself leaves it out: done again on another day
    it is the same audit, and who knows the seed may have drawn before.
    """
    if choice.file is not None:
        sample, plan = read_sample(choice.file)
        rows, _ = sampling.select(register, sample.selection)
        sampling.check_population(sample, (row.zaaknummer for row in rows), choice.file.name)
        return sample, sampling.to_json(sample, plan)
    sampling.check_selection(register, choice.selection)
    rows, _ = sampling.select(register, choice.selection)
    population = [row.zaaknummer for row in rows]
    _check_plan(choice.plan, len(population))
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
            on=on,
        )
    else:
        sample = sampling.delivered(population, present)
    plan = {**choice.plan, "size": choice.size, "stratify": ", ".join(choice.stratify) or None}
    return sample, sampling.to_json(sample, plan)


def read_sample(path: Path, where: str = "") -> tuple[Sample, dict[str, Any]]:
    """The sample of a steekproef.json and its plan; raises VtauditError for any other file.

    `where` is what messages call the file, if not by its name.
    """
    content = _read(path, _no_sample(where or path.name))
    return sampling.read(content, where or path.name), content["plan"]


def read_plan(path: Path) -> dict[str, Any]:
    """The single figures of a plan, of which `size` is one; raises VtauditError for any other file."""
    content = _read(path, _no_plan(path))
    size = content.get("size") if isinstance(content, dict) else None
    if type(size) is not int or size < 1 or "sentence" not in content:
        raise VtauditError(_no_plan(path))
    return {name: value for name, value in content.items() if value is None or type(value) in (str, int, float)}


def _check_plan(plan: Mapping[str, Any], population: int) -> None:
    planned = plan.get("population")
    if planned is not None and planned != population:
        message = f"Dit plan is gemaakt voor {planned} zaken, en er zijn er nu {population} om uit te trekken."
        raise VtauditError(Fault("plan-population", "--plan", message, "Maak het plan opnieuw met vtaudit plan."))


def _read(path: Path, fault: Fault) -> Any:
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, parse_constant=_finite, parse_float=_finite)
    except OSError as error:
        raise VtauditError(replace(fault, message=f"Dit bestand is niet te openen ({cause(error)}).")) from None
    except json.JSONDecodeError as error:
        why = f"Bij regel {error.lineno} is het afgebroken of veranderd."
        if text.strip() and not text.lstrip().startswith("{"):
            why = "Het is een ander soort bestand."
        message = f"{fault.message} {why}"
        raise VtauditError(replace(fault, message=message)) from None
    except ValueError:
        raise VtauditError(fault) from None


def _finite(text: str) -> float:
    """Python reads NaN, Infinity and 1e999 as numbers; no JSON of ours holds them."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _no_sample(where: str) -> Fault:
    remedy = "Kies een steekproef.json die vtaudit sample of vtaudit audit heeft gemaakt, of zet een kopie terug."
    return Fault("sample-file", where, "Dit bestand is geen steekproef.", remedy)


def _no_plan(path: Path) -> Fault:
    remedy = "Kies het bestand dat vtaudit plan met --out maakte."
    return Fault("plan-file", path.name, "Dit bestand is geen plan.", remedy)
