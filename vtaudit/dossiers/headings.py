"""Headings: what stands around the words (number, ruler, brackets), and which kind of document the words name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.phrases import occurrences

_RULER = re.compile(r"[=\-_*~#+.·•–—\u2500-\u257f]{3,}")
_MARKER = re.compile(
    r"(?P<mark>={2,}|-{2,}|\*{2,}|\+{2,}|#{1,6}(?=\s)|~{2,}|_{2,}|>{2,}|<{2,}|/{2,}|\\{2,}|:{2,}|%{2,}|@{2,}|[–—]{2,}|[\u2500-\u257f]{2,}|[■►▶●◆»])\s*(?P<rest>.*)"
)
_CLOSER = re.compile(r"\s*(?:={2,}|-{2,}|\*{2,}|\+{2,}|#+|~{2,}|_{2,}|<{2,}|>{2,}|[–—]{2,}|[\u2500-\u257f]{2,}|«)\s*$")
_NUMBER = r"(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z])"
_ENUMERATIONS = (
    ("[]", re.compile(rf"[\[(]{_NUMBER}[\])]\s*[-–:.]?\s*(?P<rest>\S.*)")),
    ("dot", re.compile(rf"{_NUMBER}(?:\.0)?[.)]?(?<=[.)0])\s+(?P<rest>\S.*)")),
    ("dash", re.compile(rf"{_NUMBER}\s*[-–:|/]\s+(?P<rest>\S.*)")),
    ("zero", re.compile(r"(?P<number>0\d)\s+(?P<rest>\S.*)")),
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_MAX_WORDS = 14

STRONG_AT_START = 10.0
STRONG_INSIDE = 5.0
WEAK_AT_START = 3.5
WEAK_INSIDE = 1.5


@dataclass(frozen=True, slots=True)
class Heading:
    """A line taken apart. `style` is the same for headings of one series, `number` is None without enumeration."""

    style: str
    number: int | None
    title: str


def take_apart(text: str, units: tuple[str, ...]) -> Heading:
    """Split ruler signs and enumeration from the words: `++ 05 MAIL ++`, `IV. TRIAGE`, `Stuk 2 - Triage`."""
    marker = _MARKER.fullmatch(text)
    mark = ""
    rest = text
    if marker is not None and marker["rest"]:
        mark = marker["mark"][0]
        rest = _CLOSER.sub("", marker["rest"])
    unit = _numbered(units).match(rest)
    if unit is not None and unit["rest"]:
        return Heading(f"{mark}unit {unit['unit'].casefold()}", _value(unit["number"].upper())[0], unit["rest"])
    for name, pattern in _ENUMERATIONS:
        match = pattern.fullmatch(rest)
        if match is not None:
            number, script = _value(match["number"])
            return Heading(f"{mark}{name}{script}", number, match["rest"])
    if mark:
        return Heading(mark, None, rest)
    return Heading("", None, text)


@cache
def _numbered(units: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(unit) for unit in units)
    return re.compile(
        rf"(?P<unit>{names})\.?\s*(?:nr\.?\s*)?(?P<number>\d{{1,3}}|[IVX]{{1,5}}|[A-Z])"
        r"\b\s*[-–:.)/|]?\s*(?P<rest>.*)",
        re.IGNORECASE,
    )


def is_ruler(text: str) -> bool:
    """A line of ruler signs only, as under a heading."""
    return _RULER.fullmatch(text) is not None


def _value(written: str) -> tuple[int, str]:
    if written.isdigit():
        return int(written), "1"
    if set(written) <= set(_ROMAN):
        total = 0
        for sign, following in zip(written, [*written[1:], ""], strict=True):
            worth = _ROMAN[sign]
            total += -worth if following and _ROMAN[following] > worth else worth
        return total, "I"
    return ord(written) - ord("A") + 1, "A"


def heading_scores(title: str, cues: KindCues) -> dict[str, float]:
    """How strongly the words of a title line name each kind: most at the start of the line, more for longer phrases."""
    lowered = title.casefold().strip(" .:-–")
    words = lowered.split()
    if not words or len(words) > _MAX_WORDS:
        return {}
    # "Moeder: mw. Jansen" is a filled-in field; what follows the colon names nothing.
    before, colon, after = lowered.partition(":")
    is_field = bool(colon and after.strip())
    scores: dict[str, float] = {}
    for name, kind in cues.kinds.items():
        best = 0.0
        for phrases, at_start, inside in (
            (kind.headings, STRONG_AT_START, STRONG_INSIDE),
            (kind.weak_headings, WEAK_AT_START, WEAK_INSIDE),
        ):
            for match in occurrences(phrases, before if is_field else lowered):
                worth = at_start if match.start() == 0 else inside
                worth += 0.4 * min(len(match.group().split()), 4)
                worth += 1.0 if match.group() == lowered else 0.0
                best = max(best, worth * (0.5 if is_field else 1.0))
        if best:
            scores[name] = best
    return scores
