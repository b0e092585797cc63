"""What a sample from this register will hold: per toetsvraag, per kind of case, and what has to be printed for it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from vtaudit.audit.planning import ENOUGH, Asked, Division, Expected, Prospect, division_for_all, expected_in
from vtaudit.report.figures import date_text, number_text
from vtaudit.report.plan_text import hundred_at_most, percent_text
from vtaudit.report.pull_list import parts_to_print
from vtaudit.sampling import KINDS
from vtaudit.statistics import upper_limit

_FIRST, _PARTS, _WIDTH = 68, 70, 118
_GROUPS = {
    "onderzoek": ("onderzoek", "onderzoeken"),
    "vervolgtraject": ("vervolgtraject", "vervolgtrajecten"),
    "monitoring": ("keer monitoring", "keer monitoring"),
}


def outlook_lines(prospect: Prospect, division: Division, confidence: Fraction, folder: Path) -> Iterator[str]:
    """The sample as it will be, in lines for the terminal."""
    if division.size < prospect.population:
        yield from _wrapped(
            "Dit geldt voor een vraag die in al die dossiers te beoordelen is. Vaak zijn het er minder: zie hieronder."
        )
    yield ""
    yield from _missing_columns(prospect)
    yield from _wrapped(_contents(prospect, division))
    terms = [each.question for each in prospect.asked if each.is_term]
    if terms:
        yield from _wrapped(
            f"Termijnen ({', '.join(terms)}) telt het programma in alle {number_text(prospect.population)} zaken. "
            "Daar hoeft u niets voor te printen."
        )
    yield ""
    yield from _questions(prospect, division, confidence)
    yield ""
    yield from _kinds(prospect, division)
    yield ""
    yield from _next(prospect, division, division_for_all(prospect, division), folder)


def outlook_figures(prospect: Prospect, division: Division, confidence: Fraction) -> dict[str, Any]:
    """The same as plain values; `expected` goes with a plain draw, `divided` with the proposed division."""
    assert prospect.register.peildatum is not None, "set by looking ahead"
    size = division.size
    return {
        "peildatum": prospect.register.peildatum.isoformat(),
        "questions": [_figures(each, prospect, division, confidence) for each in prospect.asked],
        "strata": [
            {
                "name": kind,
                "population": count,
                "expected": size * count / prospect.population,
                "divided": division.shares[kind],
                "parts": list(parts_to_print(prospect.examples[kind])),
            }
            for kind, count in prospect.sizes.items()
        ],
        "minimum": division.minimum,
        "size_for_all": (division_for_all(prospect, division) or division).size,
    }


def _figures(asked: Asked, prospect: Prospect, division: Division, confidence: Fraction) -> dict[str, Any]:
    sure, most = (expected_in(cases, prospect.population, division.size) for cases in (asked.certain, asked.possible))
    return {
        "question": asked.question,
        "scope": "register" if asked.is_term else "dossier",
        "applies": asked.certain,
        "may_apply": asked.possible - asked.certain,
        "expected": sure.mean,
        "expected_most": most.mean,
        "low": sure.low,
        "high": most.high,
        "divided": float(asked.expected(division.shares, prospect.sizes)),
        "limit": None if asked.is_term else _limit(asked, sure, prospect, division.size, confidence),
    }


def _missing_columns(prospect: Prospect) -> Iterator[str]:
    missing = [column for column in ("vervolg", "uitkomst") if column not in prospect.register.columns]
    if missing:
        yield from _wrapped(
            f"Let op: het register heeft geen kolom {' en '.join(missing)}. "
            "Vragen die daarvan afhangen, gelden dan voor geen enkele zaak."
        )


def _contents(prospect: Prospect, division: Division) -> str:
    """'60 dossiers bevatten naar verwachting 18 onderzoeken …'."""
    size, population = division.size, prospect.population
    parts = []
    for word, (one, many) in _GROUPS.items():
        cases = sum(count for kind, count in prospect.sizes.items() if kind in KINDS and word in kind)
        found = expected_in(cases, population, size)
        number = round(found.mean)
        band = f" (meestal {found.low} tot {found.high})" if found.low < found.high else ""
        parts.append(f"{number_text(number)} {one if number == 1 else many}{band}")
    expect = "" if size == population else " naar verwachting"
    return f"{number_text(size)} dossiers bevatten{expect} {', '.join(parts[:-1])} en {parts[-1]}."


def _questions(prospect: Prospect, division: Division, confidence: Fraction) -> Iterator[str]:
    texts = prospect.texts
    sure = [each for each in texts if each.certain == each.possible]
    found = {each.question: expected_in(each.possible, prospect.population, division.size) for each in texts}
    limits = {each.question: _limit(each, found[each.question], prospect, division.size, confidence) for each in sure}
    has_limit = any(limits.values())
    if sure:
        yield _row("Te beoordelen volgens het register", "zaken", "verwacht", "meestal", "grens" if has_limit else "")
    for each in sure:
        yield _row(
            _asks(each), number_text(each.certain), *_numbers(found[each.question]), _limit_text(limits[each.question])
        )
    if doubtful := [each for each in texts if each not in sure]:
        yield _row("Hoogstens te beoordelen; de stukken beslissen", "zaken", "hoogstens", "meestal")
    for each in doubtful:
        yield _row(_asks(each), number_text(each.possible), *_numbers(found[each.question]))
    if texts and division.size < prospect.population:
        yield "Meestal: in 95 van de 100 gewone lotingen."
    if has_limit:
        yield from _wrapped(
            f"Grens: is iets in al de verwachte dossiers gevonden, dan ontbreekt het met {percent_text(confidence)} % "
            "zekerheid in hoogstens zo veel van de 100 zaken waarvoor de vraag geldt. Waar een datum in het register "
            "ontbreekt, is de grens op de scorekaart ruimer."
        )


def _row(first: str, cases: str, number: str, band: str, limit: str = "") -> str:
    return f"{first:<{_FIRST}}{cases:>7}{number:>11}{band:>13}  {limit}".rstrip()


def _asks(asked: Asked) -> str:
    return f"  {asked.question:<8}{textwrap.shorten(asked.text, _FIRST - 11, placeholder=' …')}"


def _numbers(found: Expected) -> tuple[str, str]:
    return _round(found.mean), f"{found.low} tot {found.high}" if found.low < found.high else ""


def _round(mean: float) -> str:
    return "< 1" if 0 < mean < 1 else number_text(round(mean))


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _limit(asked: Asked, sure: Expected, prospect: Prospect, size: int, confidence: Fraction) -> float | None:
    """The one-sided upper limit when nothing is missing in as many cases as are expected.

    None where only the documents tell how many those are, where they are too few, and where all cases are looked at.
    """
    judged = round(sure.mean)
    if asked.certain < asked.possible or judged < ENOUGH or size == prospect.population:
        return None
    return upper_limit(0, judged, confidence, asked.certain)


def _limit_text(limit: float | None) -> str:
    found = hundred_at_most(limit) if limit is not None else None
    return f"{found} van de 100" if found else ""


def _kinds(prospect: Prospect, division: Division) -> Iterator[str]:
    parts = {kind: parts_to_print(row) for kind, row in prospect.examples.items()}
    always = [part for part in next(iter(parts.values())) if all(part in each for each in parts.values())]
    divided = division.minimum > 1
    yield _kind_row("Soort zaak", "zaken", "verwacht", "verdeeld" if divided else None, "ook te printen")
    for kind, count in prospect.sizes.items():
        expected = _round(division.size * count / prospect.population)
        share = number_text(division.shares[kind]) if divided else None
        first, *rest = textwrap.wrap(", ".join(part for part in parts[kind] if part not in always), _PARTS) or [""]
        yield _kind_row(f"  {kind}", number_text(count), expected, share, first)
        yield from (_kind_row("", "", "", share and "", each) for each in rest)
    yield f"Print van elke zaak: {', '.join(always)}."


def _kind_row(kind: str, cases: str, expected: str, share: str | None, parts: str) -> str:
    return f"{kind:<32}{cases:>6}{expected:>10}{'' if share is None else f'{share:>10}'}  {parts}".rstrip()


def _next(prospect: Prospect, division: Division, for_all: Division | None, folder: Path) -> Iterator[str]:
    if division.minimum > 1:
        yield from _wrapped(
            f"Verdeeld met ten minste {division.minimum} per soort krijgen meer vragen ongeveer {ENOUGH} dossiers. De "
            "scorekaart weegt de delen; wat bovenaan staat, geldt precies voor een loting zonder verdeling."
        )
    possible = {each.question: each.possible for each in prospect.asked}
    if short := [each for each in division.short if possible[each]]:
        few = ", ".join(f"{each} ({number_text(possible[each])})" for each in short)
        yield from _wrapped(f"Minder dan {ENOUGH} dossiers te verwachten (tussen haakjes: in het register): {few}.")
    if for_all:
        yield from _wrapped(
            f"Voor ongeveer {ENOUGH} dossiers bij elke vraag die in ten minste {ENOUGH} zaken kan gelden, zijn er "
            f"{number_text(for_all.size)} nodig ({_options(for_all)})."
        )
    assert prospect.register.peildatum is not None, "set by looking ahead"
    yield f"Gerekend met peildatum {date_text(prospect.register.peildatum)}; er is nog niet geloot. Doe daarna:"
    yield f'  vtaudit sample "{folder}" {_options(division)}'


def _options(division: Division) -> str:
    divided = f" --stratify soort --minimum {division.minimum}" if division.minimum > 1 else ""
    return f"--size {division.size}{divided}"
