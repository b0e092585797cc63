"""Which cases are looked at: drawn by lot, all of them, or those whose documents are there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Design, Sample, Selection, Stratum
from vtaudit.sampling.allocate import allocate, weigh

NO_STRATUM = "niet ingevuld"
"""The stratum of cases for which nobody filled in the field; they can be drawn like any other."""

ALL_CASES = "alle zaken"
"""The one stratum of a draw without strata."""

_WHOLE, _PLAIN = Selection(), Design()


def population_sha256(zaaknummers: Iterable[str], selection: Selection = _WHOLE) -> str:
    """Which cases there are, as 64 hex digits: the same in any row order, another as soon as one case is added or gone.

    A selection counts as well: the same cases, chosen in another way, are another population. Unlike the fingerprint
    of a register the digits stay the same when a date is filled in after the draw.
    """
    keys: object = _sorted(zaaknummers)
    if not selection.is_whole:
        where = {column: sorted(values) for column, values in selection.where.items()}
        days = [day.isoformat() if day else None for day in (selection.since, selection.until)]
        keys = [keys, where, *days]
    text = json.dumps(keys, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def draw(
    zaaknummers: Iterable[str],
    size: int,
    seed: int,
    strata: Mapping[str, str] | None = None,
    *,
    design: Design = _PLAIN,
    selection: Selection = _WHOLE,
    on: date | None = None,
) -> Sample:
    """Draw `size` cases by lot without putting back; a size of the population or more takes all of them.

    Every set of `size` cases is equally likely. The row order does not matter, and a larger draw with the same seed
    starts with the smaller one, so that a sample can be topped up. `strata` maps a zaaknummer to its stratum: then
    there is a lot within each stratum, for as many cases as `design` allots to it. A systematic design takes cases at
    equal distances in the order of the zaaknummers, from a start that the lot gives, round the end (circular: Cochran,
    Sampling Techniques, 3rd ed. 1977, chapter 8; the distance need not be whole); each case is as likely as any
    other, not each set of cases. Spares are the cases that the lot would have given next. The lots come from the raw
    PCG64 stream, which numpy keeps the same over its versions. `on` is the day to record.

    Raises VtauditError for an empty population, a size below 1, a negative seed, or a size or rates that do not fit the
    strata; ValueError for a design that does not exist.
    """
    population = _sorted(zaaknummers)
    kind = design.kind or ("simple" if strata is None else "stratified")
    if (kind == "stratified") != (strata is not None) or kind not in ("simple", "stratified", "systematic"):
        raise ValueError(f"no draw is {kind} {'with' if strata else 'without'} strata")
    members = {ALL_CASES: population} if strata is None else _by_stratum(population, strata)
    sizes = {name: len(cases) for name, cases in members.items()}
    faults = [*no_cases(population), *_bad_numbers(size, seed)]
    if not faults and size < len(population):
        faults += _bad_strata(sizes, size, design)
    if faults:
        raise VtauditError(faults)
    if size >= len(population):
        return everything(population, selection)
    shares = allocate(sizes, size, weights=weigh(design.allocation, sizes, design.rates), minimum=design.minimum)
    if kind == "systematic":
        chosen = {ALL_CASES: _systematic(population, size, seed)}
    else:
        chosen = {name: lot(members[name], seed, name)[:share] for name, share in shares.items()}
    frame = with_spares(
        (Stratum(name, tuple(members[name]), chosen[name]) for name in shares), design.spares, seed, taken=()
    )
    return Sample(
        "random",
        seed,
        len(population),
        population_sha256(population, selection),
        tuple(case for stratum in frame for case in stratum.drawn),
        counts(frame),
        replace(design, kind=kind),
        selection,
        frame,
        drawn_on=on,
    )


def everything(zaaknummers: Iterable[str], selection: Selection = _WHOLE) -> Sample:
    """A census: all cases, in sorted order; raises VtauditError for an empty population."""
    population = _sorted(zaaknummers)
    if faults := no_cases(population):
        raise VtauditError(faults)
    digest = population_sha256(population, selection)
    return Sample("all", None, len(population), digest, tuple(population), selection=selection)


def delivered(zaaknummers: Iterable[str], present: Iterable[str]) -> Sample:
    """The cases of the population that are `present`; nobody drew them, so they say nothing about the others.

    A case that is present without being in the population is left out; none present gives a sample of none.
    """
    population = _sorted(zaaknummers)
    if faults := no_cases(population):
        raise VtauditError(faults)
    chosen = tuple(_sorted(set(present).intersection(population)))
    return Sample("delivered", None, len(population), population_sha256(population), chosen)


def lot(cases: Sequence[str], seed: int, name: str = ALL_CASES) -> tuple[str, ...]:
    """All cases of one stratum in the order in which the lot gives them: a Fisher-Yates shuffle."""
    from numpy.random import PCG64

    # The name of the stratum is part of its seed: what is drawn in one does not depend on which others exist.
    raw: Callable[[], int] = PCG64([seed] if name == ALL_CASES else [seed, *name.encode()]).random_raw
    urn = list(cases)
    for place in range(len(urn) - 1):
        chosen = place + _below(len(urn) - place, raw)
        urn[place], urn[chosen] = urn[chosen], urn[place]
    return tuple(urn)


def with_spares(frame: Iterable[Stratum], spares: int, seed: int, taken: Collection[str]) -> tuple[Stratum, ...]:
    """Give the strata `spares` spares together, in proportion to what was drawn: the next of the lot of each.

    `taken` are cases that may not come back. Where fewer are left, all of those are spares.
    """
    strata = tuple(frame)
    used = {*taken, *(case for stratum in strata for case in stratum.drawn)}
    left = {each.name: [case for case in lot(each.cases, seed, each.name) if case not in used] for each in strata}
    free = {name: len(cases) for name, cases in left.items()}
    drawn = {each.name: len(each.drawn) for each in strata}
    shares = allocate(free, min(spares, sum(free.values())), weights=weigh("proportional", drawn, {}))
    return tuple(replace(each, spares=tuple(left[each.name][: shares.get(each.name, 0)])) for each in strata)


def counts(frame: Sequence[Stratum]) -> dict[str, int]:
    """How many cases were drawn in each stratum; none when there is but one."""
    return {each.name: len(each.drawn) for each in frame} if [each.name for each in frame] != [ALL_CASES] else {}


def no_cases(population: Sequence[str]) -> tuple[Fault, ...]:
    """The fault of a population of none."""
    if population:
        return ()
    return (
        Fault(
            "sample-no-cases",
            "register",
            "Er is geen enkele zaak om uit te kiezen.",
            "Controleer of het register rijen met een zaaknummer heeft, en of er zaken bij uw keuze passen.",
        ),
    )


def _systematic(cases: Sequence[str], size: int, seed: int) -> tuple[str, ...]:
    from numpy.random import PCG64

    start = _below(len(cases), PCG64([seed, *b"start"]).random_raw)
    return tuple(cases[(start + step * len(cases) // size) % len(cases)] for step in range(size))


def _below(limit: int, raw: Callable[[], int]) -> int:
    """A number from 0 up to `limit`, each as likely as any other."""
    # A plain remainder would favour the first cases; numbers above the last whole multiple are thrown away.
    highest = 2**64 - 2**64 % limit
    number = int(raw())
    while number >= highest:
        number = int(raw())
    return number % limit


def _by_stratum(population: Iterable[str], strata: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for zaaknummer in population:
        members.setdefault(strata.get(zaaknummer) or NO_STRATUM, []).append(zaaknummer)
    return dict(sorted(members.items()))


def _bad_numbers(size: int, seed: int) -> list[Fault]:
    faults = []
    if size < 1:
        message = "De steekproef moet ten minste 1 zaak groot zijn."
        faults.append(Fault("sample-size", "--sample", message, "Kies een groter getal."))
    if seed < 0:
        message = "Het startgetal van de loting mag niet onder nul liggen."
        faults.append(Fault("sample-seed", "--seed", message, "Kies 0 of hoger."))
    return faults


def _bad_strata(sizes: Mapping[str, int], size: int, design: Design) -> list[Fault]:
    faults = []
    needed = sum(min(max(design.minimum, 1), count) for count in sizes.values())
    if needed > size:
        faults.append(
            Fault(
                "sample-strata",
                "--stratify",
                f"De zaken vallen in {len(sizes)} delen. Daarvoor zijn ten minste {needed} zaken nodig, "
                f"en u vraagt er {size}.",
                f"Vraag ten minste {needed} zaken, of verdeel naar een kolom met minder waarden.",
            )
        )
    if design.allocation == "neyman":
        remedy = 'Voeg bijvoorbeeld --rate "{}=80" toe. Vul in plaats van 80 in hoeveel van de 100 u daar verwacht.'
        for name in sorted(set(sizes).difference(design.rates)):
            message = f"Voor het deel '{name}' staat er geen verwacht cijfer."
            faults.append(Fault("sample-rates", "--rate", message, remedy.format(name)))
    for name in sorted(set(design.rates).difference(sizes)):
        message = f"Er is geen deel '{name}'."
        faults.append(Fault("sample-rates", "--rate", message, f"De delen zijn: {', '.join(sizes)}."))
    if any(not 0 <= rate <= 1 for rate in design.rates.values()):
        message = "Een verwacht cijfer moet tussen 0 en 100 liggen."
        faults.append(Fault("sample-rates", "--rate", message, "Schrijf hoeveel van de 100 u verwacht."))
    return faults


def _sorted(zaaknummers: Iterable[str]) -> list[str]:
    return sorted(set(zaaknummers))
