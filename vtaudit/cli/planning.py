"""Works out a plan for the terminal: the figures, the sentences, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import click

from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.report import plan_text, write_whole
from vtaudit.report.json_files import dump
from vtaudit.statistics import Method, Plan, exact_interval, sample_size, size_for_width, what_it_proves

_UNLIMITED = 1_000_000
"""Stands in for a population that nobody named: with this many cases the limits no longer change."""
_OWNER_ONLY = 0o600
_LARGEST = 10_000
"""Whoever reads more dossiers than this needs no plan; the figures would keep the reader waiting."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks; with a `width` or a `size` that is the question, else it is the tolerable share."""

    confidence: Fraction
    tolerable: Fraction
    expected: Fraction
    method: Method | None = None
    width: Fraction | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """How many cases to look at, in Dutch lines, and in `figures` what --json gives."""

    size: int
    lines: tuple[str, ...]
    figures: dict[str, Any]


def plan(wish: Wish, population: int | None, *, out: Path | None, as_json: bool) -> None:
    """Answer without a register."""
    _say(answer_to(wish, population), out, as_json=as_json)


def plan_folder(
    folder: Path,
    wish: Wish,
    *,
    criteria: tuple[str, ...],
    peildatum: date | None,
    today: date,
    out: Path | None,
    as_json: bool,
) -> bool:
    """Answer for the cases of a register; True when all of it could be read."""
    from vtaudit.audit import DEFAULT_SETS, read_population
    from vtaudit.audit.planning import divide, look_ahead
    from vtaudit.cli.drawing import say_register
    from vtaudit.report.plan_register import outlook_figures, outlook_lines

    register = read_population(folder)
    answer = answer_to(wish, len(register.rows))
    prospect = look_ahead(register, criteria or DEFAULT_SETS, peildatum=peildatum, today=today)
    division = divide(prospect, answer.size)
    lines = (*answer.lines, *outlook_lines(prospect, division, wish.confidence, folder))
    figures = answer.figures | outlook_figures(prospect, division, wish.confidence)
    _say(Answer(answer.size, lines, figures), out, as_json=as_json)
    return say_register(register)


def _say(answer: Answer, out: Path | None, *, as_json: bool) -> None:
    if out is not None:
        _write(out, dump(answer.figures))
    click.echo(dump(answer.figures) if as_json else "\n".join(answer.lines), nl=not as_json)
    if out is not None and not as_json:
        click.echo(f"Plan: {out}")


def _write(path: Path, text: str) -> None:
    if path.exists():
        message = "Dit bestand is er al. Het wordt niet overschreven."
        raise VtauditError(Fault("plan-exists", str(path), message, "Kies met --out een andere naam."))
    try:
        write_whole(path, text, _OWNER_ONLY)
    except OSError as error:
        why = cause(error) if path.parent.is_dir() else "deze map is er niet"
        message = f"Het plan kon niet worden bewaard: {why}."
        raise VtauditError(
            Fault("output-not-written", str(path), message, "Kies een andere plaats met --out.")
        ) from error


def answer_to(wish: Wish, population: int | None) -> Answer:
    """The plan that was asked for; raises VtauditError with every number that cannot be used."""
    if wish.width is None and wish.size is None:
        # So small a share is a fraction, 0,05, that was meant as a percentage.
        if 0 < wish.tolerable < Fraction(1, 1000):
            message = "Het aanvaardbare deel moet ten minste 0,1 van de 100 zijn."
            remedy = "Bedoelt u 5 van de 100, schrijf dan --tolerable 5."
            raise VtauditError(Fault("plan-tolerable", "--tolerable", message, remedy))
        return _by_tolerable(wish, population)
    if faults := tuple(_faults(wish, population)):
        raise VtauditError(faults)
    if wish.size is not None:
        return _by_size(wish, wish.size, population)
    assert wish.width is not None
    return _by_width(wish, wish.width, population)


def _by_tolerable(wish: Wish, population: int | None) -> Answer:
    method = wish.method or ("hypergeometric" if population else "binomial")
    found = sample_size(wish.tolerable, wish.expected, wish.confidence, population, method)
    # The binomial and Poisson rules take the population as unlimited and may ask for more cases than there are.
    if population is not None and found.size >= population:
        found = replace(found, size=population, acceptable=ceil(population * wish.tolerable) - 1, risk=0.0)
    figures = _figures(wish, population, found.size, plan_text.plan_sentence(found), found)
    return Answer(found.size, tuple(plan_text.plan_lines(found)), figures)


def _by_size(wish: Wish, asked: int, population: int | None) -> Answer:
    size = min(asked, population or asked)
    reach = what_it_proves(size, population or _UNLIMITED, wish.confidence)
    figures = _figures(wish, population, size, plan_text.reach_sentence(reach, population))
    figures["limits"] = list(reach.limits)
    figures["at_half"] = [reach.at_half.low, reach.at_half.high]
    return Answer(size, tuple(plan_text.reach_lines(reach, population, asked)), figures)


def _by_width(wish: Wish, width: Fraction, population: int | None) -> Answer:
    cases = population or _UNLIMITED
    size = size_for_width(cases, width, wish.confidence)
    half = exact_interval(size // 2, size, cases, float(wish.confidence))
    sentence = plan_text.width_sentence(size, width, wish.confidence, population)
    figures = _figures(wish, population, size, sentence)
    figures["at_half"] = [half.low, half.high]
    return Answer(size, (plan_text.look_at(size, population), sentence), figures)


def _figures(wish: Wish, population: int | None, size: int, sentence: str, found: Plan | None = None) -> dict[str, Any]:
    return {
        "size": size,
        "acceptable": found.acceptable if found else None,
        "population": population,
        "confidence": _hundred(wish.confidence),
        "tolerable": _hundred(wish.tolerable) if found else None,
        "expected": _hundred(wish.expected) if found else None,
        "width": _hundred(wish.width) if wish.width is not None else None,
        "method": found.method if found else "hypergeometric",
        "risk": found.risk if found else None,
        "limits": None,
        "at_half": None,
        "sentence": sentence,
    }


def _hundred(share: Fraction) -> int | float:
    """The number of 100 as it was typed."""
    number = 100 * share
    return int(number) if number.denominator == 1 else float(number)


def _faults(wish: Wish, population: int | None) -> Iterator[Fault]:
    if not Fraction(1, 2) < wish.confidence < 1:
        message = "De zekerheid moet meer dan 50 % en minder dan 100 % zijn."
        yield Fault("plan-confidence", "--confidence", message, "Kies bijvoorbeeld 95.")
    if wish.size is not None and wish.size > _LARGEST and (population is None or population > _LARGEST):
        message = "Dit programma rekent tot 10.000 dossiers."
        yield Fault("plan-size", "--size", message, "Kies een kleiner aantal.")
    if wish.width is not None and not Fraction(1, 100) <= wish.width < 1:
        message = "De bandbreedte moet ten minste 1 punt en minder dan 100 punten zijn."
        yield Fault("plan-width", "--width", message, "Kies bijvoorbeeld 20.")
