"""What a plan says before anything is drawn: plain sentences that promise no more than the figures do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from vtaudit.report.figures import band_ends, counted, number_text, of_counted
from vtaudit.score import SMALLEST_GROUP
from vtaudit.statistics import Plan, Reach

_ROWS = 4
"""Not found in 0, 1, 2 and 3 dossiers; who finds more asks what the share is, not whether it is small."""


def percent_text(rate: Fraction) -> str:
    """'5' or '0,5': a share as the number of 100, as exact as it was typed."""
    return f"{float(100 * rate):.10g}".replace(".", ",")


def plan_sentence(plan: Plan) -> str:
    """The claim that the sample supports, in one sentence."""
    is_census = plan.size == plan.population
    sure = "" if is_census else f" met {percent_text(plan.confidence)} % zekerheid"
    return (
        f"Wordt iets {_found_in(plan.size, plan.acceptable)}, dan ontbreekt het{sure} "
        f"in minder dan {percent_text(plan.tolerable)} van de 100 zaken."
    )


def plan_lines(plan: Plan) -> Iterator[str]:
    """The size, what may be missing, and how much that proves."""
    yield look_at(plan.size, plan.population)
    yield plan_sentence(plan)
    if plan.size == plan.population:
        if plan.method == "hypergeometric":
            yield "Met minder dossiers is dat niet aan te tonen."
        else:
            yield "Met --method hypergeometrisch zijn soms minder dossiers nodig."
        return
    tolerable, risk = percent_text(plan.tolerable), percent_text(1 - plan.confidence)
    yield (
        f"Ontbreekt het in werkelijkheid in {tolerable} of meer van de 100 zaken, dan valt de loting "
        f"in hoogstens {risk} van de 100 keer toch zo gunstig uit."
    )
    if plan.size < SMALLEST_GROUP:
        yield f"Let op: onder de {SMALLEST_GROUP} dossiers noemt de scorekaart geen aantal van de 100."
    if plan.acceptable == 0:
        yield "Verwacht u dat iets in een paar dossiers ontbreekt? Reken dan ook met --expected, bijvoorbeeld 1."


def reach_sentence(reach: Reach, population: int | None) -> str:
    """What the sample says when nothing was missing in it."""
    if reach.size == population:
        return f"{_all_cases(reach.size)} bekeken: dan weet u het precies. Een bandbreedte is niet nodig."
    limit = hundred_at_most(reach.limits[0])
    if limit is None or reach.size < SMALLEST_GROUP:
        return f"Met {counted(reach.size, 'dossier', 'dossiers')} kunt u te weinig zeggen over alle zaken."
    return (
        f"Wordt iets {_found_in(reach.size, 0)}, dan ontbreekt het met {percent_text(reach.confidence)} % zekerheid "
        f"in hoogstens {limit} van de 100 zaken."
    )


def reach_lines(reach: Reach, population: int | None, asked: int) -> Iterator[str]:
    """What can be said with so many cases; `asked` is what the user typed, which may be more than there are."""
    if asked > reach.size:
        yield f"U vroeg {counted(asked, 'zaak', 'zaken')} en er zijn er {number_text(reach.size)}. Dat zijn alle zaken."
    if reach.size == population or reach.size < SMALLEST_GROUP:
        yield reach_sentence(reach, population)
        return
    whole = of_counted(reach.size, population, "zaak", "zaken") if population else counted(reach.size, "zaak", "zaken")
    yield f"Met {whole}, door loting gekozen, kunt u met {percent_text(reach.confidence)} % zekerheid dit zeggen:"
    for missing, share in enumerate(reach.limits[:_ROWS]):
        limit = hundred_at_most(share)
        says = f"het ontbreekt in hoogstens {limit} van de 100 zaken" if limit else "te weinig om iets te zeggen"
        yield f"  niet gevonden in {counted(missing, 'dossier', 'dossiers') + ':':<12} {says}"
    low, high = band_ends(reach.at_half)
    yield f"  gevonden in de helft:         het staat in {low} tot {high} van de 100 zaken ({high - low} punten)"
    yield "De scorekaart rekent naar twee kanten tegelijk. Een grens ligt daar soms iets hoger."


def width_sentence(size: int, width: Fraction, confidence: Fraction, population: int | None) -> str:
    """How wide the interval is with a sample of that size."""
    if size == population:
        return "Met minder dossiers wordt het niet zo precies."
    return (
        f"Een cijfer over alle zaken heeft dan met {percent_text(confidence)} % zekerheid een bandbreedte van "
        f"hoogstens {percent_text(width)} punten van de 100, ook als iets in de helft van de dossiers is gevonden."
    )


def look_at(size: int, population: int | None) -> str:
    """The first line: how many dossiers, and how they are to be chosen."""
    if size == population:
        return f"Bekijk {_all_cases(size).lower()}."
    whole = of_counted(size, population, "zaak", "zaken") if population else counted(size, "zaak", "zaken")
    return f"Bekijk {whole}, door loting gekozen."


def hundred_at_most(share: float) -> int | None:
    """A share in whole cases of 100, rounded up and never 0; None from 100 on, where nothing is ruled out."""
    limit = max(1, ceil(round(100 * share, 6)))
    return limit if limit < 100 else None


def _found_in(size: int, acceptable: int) -> str:
    if acceptable == 0:
        return f"in alle {number_text(size)} dossiers gevonden" if size > 1 else "in dat ene dossier gevonden"
    return f"in hoogstens {number_text(acceptable)} van die {number_text(size)} dossiers niet gevonden"


def _all_cases(number: int) -> str:
    return f"Alle {number_text(number)} zaken" if number > 1 else "De ene zaak die er is"
