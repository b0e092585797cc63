"""Which cases are looked at: drawn by lot, all of them, or those whose documents are there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Sample

FORMAT_VERSION = 1
NO_STRATUM = "niet ingevuld"
"""The stratum of cases for which nobody filled in the field; they can be drawn like any other."""


class SampleFile(BaseModel):
    """What stands in steekproef.json; `plan` is what the sample was planned to prove and is kept as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format_version: Literal[1]
    plan: dict[StrictStr, StrictStr | StrictInt | float | None]
    method: Literal["all", "random", "delivered"]
    seed: StrictInt | None
    population: StrictInt
    population_sha256: StrictStr
    strata: dict[StrictStr, StrictInt]
    drawn: tuple[StrictStr, ...]


def population_sha256(zaaknummers: Iterable[str]) -> str:
    """Which cases there are, as 64 hex digits: the same in any row order, another as soon as one case is added or gone.

    Unlike the fingerprint of a register it stays the same when a date is filled in after the draw.
    """
    keys = json.dumps(_sorted(zaaknummers), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(keys.encode("ascii")).hexdigest()


def draw(zaaknummers: Iterable[str], size: int, seed: int, strata: Mapping[str, str] | None = None) -> Sample:
    """Draw `size` cases by lot without putting back; a size of the population or more takes all of them.

    Every set of `size` cases is equally likely. The row order does not matter, and a larger draw with the same seed
    starts with the smaller one, so that a sample can be topped up. `strata` maps a zaaknummer to its stratum and makes
    the draw proportional: a lot within each stratum (see `allocate`). The lots come from the raw PCG64 stream, which
    numpy keeps the same over its versions.

    Raises VtauditError for an empty population, a size below 1 or a negative seed.
    """
    population = _sorted(zaaknummers)
    faults = list(_empty(population))
    if size < 1:
        faults.append(
            Fault(
                "sample-size", "--sample", "De steekproef moet ten minste 1 zaak groot zijn.", "Kies een groter getal."
            )
        )
    if seed < 0:
        faults.append(
            Fault(
                "sample-seed", "--seed", "Het startgetal van de loting mag niet onder nul liggen.", "Kies 0 of hoger."
            )
        )
    if faults:
        raise VtauditError(faults)
    if size >= len(population):
        return everything(population)
    digest = population_sha256(population)
    if strata is None:
        return Sample("random", seed, len(population), digest, _lot(population, size, [seed]))
    members: dict[str, list[str]] = {}
    for zaaknummer in population:
        members.setdefault(strata.get(zaaknummer) or NO_STRATUM, []).append(zaaknummer)
    shares = allocate({name: len(cases) for name, cases in members.items()}, size)
    # The name of the stratum is part of its seed: what is drawn in one does not depend on which others exist.
    drawn = (_lot(members[name], share, [seed, *name.encode()]) for name, share in shares.items())
    return Sample("random", seed, len(population), digest, tuple(case for cases in drawn for case in cases), shares)


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """Divide `size` over strata in proportion to their sizes, by largest remainder; keys come back sorted.

    Every stratum that has cases gets at least one when `size` allows that; those places come from the strata that are
    most above their exact share. No stratum gets more than it has. Raises ValueError when `size` exceeds the total.
    """
    filled = {name: sizes[name] for name in sorted(sizes) if sizes[name] > 0}
    total = sum(filled.values())
    if not 0 <= size <= total:
        raise ValueError(f"size {size} must lie between 0 and the total {total}")
    shares = {name: size * count // total for name, count in filled.items()}
    by_remainder = sorted(filled, key=lambda name: (-(size * filled[name] % total), name))
    for name in by_remainder[: size - sum(shares.values())]:
        shares[name] += 1
    if size >= len(filled):
        for name in [name for name, share in shares.items() if share == 0]:
            giver = max(
                (other for other, share in shares.items() if share > 1),
                key=lambda other: (shares[other] * total - size * filled[other], filled[other]),
            )
            shares[giver] -= 1
            shares[name] = 1
    return shares


def everything(zaaknummers: Iterable[str]) -> Sample:
    """A census: all cases, in sorted order; raises VtauditError for an empty population."""
    population = _sorted(zaaknummers)
    if faults := _empty(population):
        raise VtauditError(faults)
    return Sample("all", None, len(population), population_sha256(population), tuple(population))


def delivered(zaaknummers: Iterable[str], present: Iterable[str]) -> Sample:
    """The cases of the population that are `present`; nobody drew them, so they say nothing about the others.

    A case that is present without being in the population is left out; none present gives a sample of none.
    """
    population = _sorted(zaaknummers)
    if faults := _empty(population):
        raise VtauditError(faults)
    chosen = tuple(_sorted(set(present).intersection(population)))
    return Sample("delivered", None, len(population), population_sha256(population), chosen)


def to_json(sample: Sample, plan: Mapping[str, str | int | float | None] | None = None) -> dict[str, Any]:
    """The content of steekproef.json as plain values; `from_json` reads it back."""
    return {
        "format_version": FORMAT_VERSION,
        "plan": dict(plan or {}),
        "method": sample.method,
        "seed": sample.seed,
        "population": sample.population,
        "population_sha256": sample.population_sha256,
        "strata": dict(sample.strata),
        "drawn": list(sample.drawn),
    }


def from_json(content: object, zaaknummers: Iterable[str], where: str = "steekproef.json") -> Sample:
    """Read a sample that was drawn before, for the population that is at hand now.

    Raises VtauditError when the content is not that of steekproef.json, when the population is another one than was
    drawn from, or when the drawn cases do not fit in it; a sample is never adapted in silence.
    """
    try:
        file = SampleFile.model_validate(content)
    except ValidationError as error:
        raise VtauditError(
            Fault(
                "sample-file",
                f"{where}, {'.'.join(str(part) for part in problem['loc']) or 'begin'}",
                "Dit onderdeel van de steekproef ontbreekt of is niet te lezen.",
                "Gebruik het bestand zoals het programma het maakte, of trek een nieuwe steekproef.",
            )
            for problem in error.errors()
        ) from None
    population = _sorted(zaaknummers)
    if file.population_sha256 != population_sha256(population):
        raise VtauditError(
            Fault(
                "sample-population",
                where,
                f"Deze steekproef is getrokken uit een ander register ({file.population} zaken; "
                f"dit register heeft {len(population)} zaken).",
                "Gebruik het register waaruit is getrokken, of trek een nieuwe steekproef.",
            )
        )
    strangers = set(file.drawn).difference(population)
    if strangers or len(set(file.drawn)) < len(file.drawn) or file.population != len(population):
        raise VtauditError(
            Fault(
                "sample-drawn",
                f"{where}, drawn",
                f"De lijst met getrokken zaken klopt niet: {len(strangers)} zaken staan niet in het register, "
                f"{len(file.drawn) - len(set(file.drawn))} staan er dubbel in.",
                "Gebruik het bestand zoals het programma het maakte, of trek een nieuwe steekproef.",
            )
        )
    return Sample(file.method, file.seed, file.population, file.population_sha256, file.drawn, file.strata)


def _lot(cases: Sequence[str], size: int, entropy: list[int]) -> tuple[str, ...]:
    """The first `size` places of a Fisher-Yates shuffle."""
    from numpy.random import PCG64

    raw: Callable[[], int] = PCG64(entropy).random_raw
    urn = list(cases)
    for place in range(size):
        left = len(urn) - place
        # A plain remainder would favour the first cases; numbers above the last whole multiple are thrown away.
        limit = 2**64 - 2**64 % left
        number = int(raw())
        while number >= limit:
            number = int(raw())
        chosen = place + number % left
        urn[place], urn[chosen] = urn[chosen], urn[place]
    return tuple(urn[:size])


def _sorted(zaaknummers: Iterable[str]) -> list[str]:
    return sorted(set(zaaknummers))


def _empty(population: Sequence[str]) -> tuple[Fault, ...]:
    if population:
        return ()
    return (
        Fault(
            "sample-no-cases",
            "register",
            "Er is geen enkele zaak om uit te kiezen.",
            "Controleer of het register rijen met een zaaknummer heeft.",
        ),
    )
