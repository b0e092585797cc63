"""What may be changed to a draw afterwards, each time with a reason and a date in its record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Replacement, Sample, Stratum, TopUp
from vtaudit.sampling.allocate import allocate, weigh
from vtaudit.sampling.draw import ALL_CASES, counts, lot, population_sha256, with_spares

_NOT_BY_LOT = "Deze zaken zijn niet door loting gekozen."


def replace_case(
    sample: Sample, zaaknummer: str, reason: str, on: date, where: str = "steekproef.json"
) -> tuple[Sample, Replacement]:
    """Let the next spare of the same stratum take the place of a drawn case, with the reason in the record.

    Raises VtauditError when the case was not drawn or was replaced before, when no spare is left, or without a reason.
    """
    faults = _no_reason(reason)
    stratum = next((each for each in sample.frame if zaaknummer in each.drawn), None)
    earlier = next((each for each in sample.replacements if each.zaaknummer == zaaknummer), None)
    if sample.method != "random":
        faults.append(Fault("sample-no-lot", where, _NOT_BY_LOT, "Vervangen kan alleen na een loting."))
    elif zaaknummer not in sample.drawn:
        message = "Deze zaak is al vervangen." if earlier else "Deze zaak zit niet in de steekproef."
        faults.append(Fault("sample-replace", f"{where}, {zaaknummer}", message, "Controleer het zaaknummer."))
    elif stratum is None or not stratum.spares:
        part = f" in het deel '{stratum.name}'" if stratum and stratum.name != ALL_CASES else ""
        message = f"Er is geen reservezaak{part} meer."
        remedy = "Laat de zaak staan: hij telt dan als niet aangeleverd. Of trek zaken bij met --top-up."
        faults.append(Fault("sample-no-spare", where, message, remedy))
    if faults or stratum is None:
        raise VtauditError(faults)
    spare = stratum.spares[0]
    swapped = replace(stratum, drawn=_swap(stratum.drawn, zaaknummer, spare), spares=stratum.spares[1:])
    done = Replacement(zaaknummer, spare, reason.strip(), on)
    changed = replace(
        sample,
        drawn=_swap(sample.drawn, zaaknummer, spare),
        frame=tuple(swapped if each is stratum else each for each in sample.frame),
        replacements=(*sample.replacements, done),
    )
    return changed, done


def top_up(
    sample: Sample,
    zaaknummers: Iterable[str],
    size: int,
    on: date,
    reason: str = "",
    where: str = "steekproef.json",
) -> Sample:
    """Draw more cases, to a total of `size` or all there are; those of before stay, in their order.

    From an unchanged population the lot goes on where it was, in each stratum as the design allots. When the register
    has cases that were not there at the draw, the top-up comes from those only: they are a stratum of their own, as
    their chance to be drawn is another one. That takes a reason. Cases that were never drawn may be gone from the
    register; drawn ones may not.

    Raises VtauditError when nothing was drawn by lot, the sample is not smaller than `size`, the file does not tell
    which cases there were, or the population changed and there is no reason or nothing new to draw from.
    """
    population = sorted(set(zaaknummers))
    is_same = population_sha256(population, sample.selection) == sample.population_sha256
    frame = sample.frame
    if is_same and not frame and not sample.strata:
        frame = (Stratum(ALL_CASES, tuple(population), sample.drawn),)
    if faults := _cannot_be_topped_up(sample, frame, size, where):
        raise VtauditError(faults)
    assert sample.seed is not None, "drawn by lot"
    done = TopUp(len(sample.drawn), size, on, population_sha256=sample.population_sha256)
    if not is_same:
        known = {case for stratum in frame for case in stratum.cases}
        new = [case for case in population if case not in known]
        gone = known.difference(population)
        if faults := _cannot_follow(sample, len(new), gone, reason, where):
            raise VtauditError(faults)
        frame = tuple(_without(stratum, gone) for stratum in frame)
        added = _of_new_cases(frame, new, size - len(sample.drawn), sample.seed, on)
        frame = (*frame, added)
        more: tuple[str, ...] = added.drawn
        done = replace(done, reason=reason.strip(), new=len(new), gone=len(gone))
    else:
        longer = _longer(sample, frame, size)
        more = tuple(case for one, two in zip(frame, longer, strict=True) for case in two.drawn[len(one.drawn) :])
        replaced = {each.zaaknummer for each in sample.replacements}
        frame = with_spares(longer, sum(len(each.spares) for each in frame), sample.seed, replaced)
        done = replace(done, reason=reason.strip())
    drawn = (*sample.drawn, *more)
    return replace(
        sample,
        method="all" if len(drawn) == len(population) else sample.method,
        population=len(population),
        population_sha256=population_sha256(population, sample.selection),
        drawn=drawn,
        strata=counts(frame),
        frame=frame,
        top_ups=(*sample.top_ups, replace(done, size=len(drawn))),
    )


def _longer(sample: Sample, frame: Sequence[Stratum], size: int) -> tuple[Stratum, ...]:
    """The strata with the cases that the lot gives next."""
    assert sample.seed is not None, "drawn by lot"
    used = {*sample.drawn, *(each.zaaknummer for each in sample.replacements)}
    left = {each.name: [case for case in lot(each.cases, sample.seed, each.name) if case not in used] for each in frame}
    room = {each.name: len(each.drawn) + len(left[each.name]) for each in frame}
    shares = allocate(
        room,
        min(size, sum(room.values())),
        weights=weigh(sample.design.allocation, {each.name: each.population for each in frame}, sample.design.rates),
        at_least={each.name: len(each.drawn) for each in frame},
        minimum=sample.design.minimum,
    )
    return tuple(
        replace(each, drawn=(*each.drawn, *left[each.name][: shares.get(each.name, 0) - len(each.drawn)]))
        for each in frame
    )


def _of_new_cases(frame: Sequence[Stratum], new: Sequence[str], size: int, seed: int, on: date) -> Stratum:
    name = f"nieuwe zaken {on.isoformat()}"
    while any(each.name == name for each in frame):
        name += " (vervolg)"
    return Stratum(name, tuple(new), lot(new, seed, name)[:size])


def _without(stratum: Stratum, gone: set[str]) -> Stratum:
    return replace(
        stratum,
        cases=tuple(case for case in stratum.cases if case not in gone),
        spares=tuple(case for case in stratum.spares if case not in gone),
    )


def _swap(cases: tuple[str, ...], out: str, by: str) -> tuple[str, ...]:
    return tuple(by if case == out else case for case in cases)


def _no_reason(reason: str) -> list[Fault]:
    if reason.strip():
        return []
    message = "Er staat geen reden bij."
    return [Fault("sample-reason", "--reason", message, "Schrijf kort waarom. Noem geen namen.")]


def _cannot_be_topped_up(sample: Sample, frame: Sequence[Stratum], size: int, where: str) -> list[Fault]:
    if sample.method == "all":
        return [Fault("sample-complete", where, "Alle zaken zitten al in deze steekproef.", "Bijtrekken hoeft niet.")]
    if sample.method != "random" or sample.seed is None:
        return [Fault("sample-no-lot", where, _NOT_BY_LOT, "Trek een nieuwe steekproef.")]
    if size <= len(sample.drawn):
        message = f"Deze steekproef heeft al {len(sample.drawn)} zaken."
        return [Fault("sample-size", "--size", message, "Vraag er meer. Het getal is het nieuwe totaal.")]
    if not frame:
        message = "In dit bestand staat niet uit welke zaken is geloot."
        return [Fault("sample-frame", where, message, "Trek een nieuwe steekproef.")]
    return []


def _cannot_follow(sample: Sample, new: int, gone: set[str], reason: str, where: str) -> list[Fault]:
    """Why a register that changed after the draw cannot be followed."""
    drawn_and_gone = len(gone.intersection(sample.drawn))
    if drawn_and_gone:
        # A case that the register still has may have left the part of it that was drawn from.
        left = "in het register staan" if sample.selection.is_whole else "in het gekozen deel van het register vallen"
        message = f"Getrokken zaken die niet meer {left}: {drawn_and_gone}."
        return [Fault("sample-population", where, message, "Trek een nieuwe steekproef.")]
    if not new:
        message = f"Het register is veranderd na de loting (zaken erbij: 0, zaken weg: {len(gone)})."
        remedy = "Gebruik het register waaruit is getrokken, of trek een nieuwe steekproef."
        return [Fault("sample-population", where, message, remedy)]
    if not reason.strip():
        message = f"Het register is veranderd na de loting (zaken erbij: {new}, zaken weg: {len(gone)})."
        remedy = (
            "Bijtrekken kan dan alleen uit de nieuwe zaken. Schrijf met --reason waarom u dat wilt. Noem geen namen."
        )
        return [Fault("sample-population", where, message, remedy)]
    return []
