"""Ages as a melding gives them: '(32)', ', 5 jr', 'van acht maanden', 'geb. 11-09-1979', '8-jarige'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.dates.words import NUMBERS, number_of
from vtaudit.language.birthdays import TIMES, turned
from vtaudit.language.passages import Passage
from vtaudit.language.sentences import Token
from vtaudit.model.calendar import MONTH_NAMES

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_OF_YEARS = re.compile(r"(\w+)-?jarig[e]?\Z")
_SKIPPED = frozenset(
    [
        "(",
        ",",
        "van",
        "is",
        "-",
        "–",
        ":",
        "geb",
        "geboren",
        "geboortedatum",
        "op",
        "leeftijd",
        "nu",
        "inmiddels",
        "bijna",
        "net",
        "pas",
        "circa",
        "ca",
        "beiden",
        "beide",
        "elk",
        "|",
        "=",
        "gebd",
        "wordt",
        "werd",
        "dat",
        "die",
        "deze",
    ]
)
_BARE = frozenset(["(", "van", "|", ":", "=", "geb", "geboren", "leeftijd", "bijna", "inmiddels"])
_NUMBERS = {word: number for word, number in NUMBERS.items() if number <= 20} | {"nul": 0}
_SHORT = {"maand": 1, "maanden": 1, "week": 0, "weken": 0, "dag": 0, "dagen": 0}
_FAR = 9
_ONE_AND_A_HALF = 18
_MONTHS = frozenset(MONTH_NAMES)
_BESIDE_AGES = frozenset({"en", "jaar", "jr", "jaren", "mnd", "maanden", "weken", "wkn", "resp", "oud"})


@dataclass(frozen=True, slots=True)
class Age:
    """Months at the melding. `bare`: a number without bracket, unit or preposition (an address looks the same)."""

    months: int
    end: int
    bare: bool


def age_after(tokens: Sequence[Token], position: int, received: date | None) -> Age | None:
    """The age that follows a name within a few words: '(32)', ', 5 jr', 'van acht maanden', 'geb. 11-09-1979'."""
    passed: list[str] = []
    birthday = turned(tokens, position)
    if birthday:
        return Age(*birthday, False)
    for index in range(position, min(position + _FAR, len(tokens))):
        norm, text = tokens[index].norm.strip("()"), tokens[index].text
        norm = norm or tokens[index].norm
        number = int(norm) if norm.isdecimal() and len(norm) < 4 else _NUMBERS.get(norm)
        after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        if number is not None and _is_day(tokens, index, after) and not set(passed) & {"geb", "geboren"}:
            return None
        if number is not None and not passed and _lasts(tokens, index + 1, norm.isdecimal()):
            return None
        if number is not None and (after in TIMES or (after in _SHORT and set(passed) & {"werd", "wordt"})):
            return None
        if number is not None and set(passed) & {"geb", "geboren"} and received:
            words = " ".join(token.text for token in tokens[index : index + 3])
            return _born(words, index + 2, received) or _counted(number, after, index, passed, tokens, norm.isdecimal())
        if number is not None:
            return _counted(number, after, index, passed, tokens, norm.isdecimal())
        if _YEAR.match(text) and received and ("(" in passed or "geb" in passed or "geboren" in passed):
            return Age(max(0, (received.year - int(text)) * 12), index + 1, False)
        if re.match(r"'?\d{1,4}[-/.]", text) and received:
            return (
                _born(text, index, received)
                if set(passed) & {"(", "geb", "geboren", "|"} or index == position == 0
                else None
            )
        if norm in ("anderhalf", "anderhalve") and (passed or after == "jaar"):
            return Age(_ONE_AND_A_HALF, index + 1 + (after == "jaar"), False)
        if norm == "groep" and after.isdecimal() and len(after) == 1:
            return Age((int(after) + 3) * 12, index + 2, False)
        if norm not in _SKIPPED and not (text == "." and passed):
            old = _OF_YEARS.match(norm)
            if old and (number := number_of(old[1])) is not None:
                return Age(number * 12, index + 1, False)
            if (
                norm in ("zomer", "jaar", "maand", "week", "vorige", "afgelopen") and "deze" in passed
            ) or "vorige" in passed:
                passed.append(norm)
                continue
            return None
        passed.append("geb" if norm == "gebd" else norm)
    return None


def _is_day(tokens: Sequence[Token], index: int, after: str) -> bool:
    """'18 januari', 'nacht van 18 op 19 januari'."""
    behind = tokens[index + 2].norm if index + 2 < len(tokens) else ""
    return after in _MONTHS or (after == "op" and behind.isdecimal())


_GOES_ON = ("oud", "jong", "en", "basisschool", "groep", "klas", "school", "bso", "kdv")
"""'Daan zes jaar basisschool': behind an age, not behind a stretch of time."""


def _lasts(tokens: Sequence[Token], index: int, digits: bool) -> bool:
    """'de huisarts had Joris een jaar niet gezien', 'Ruben drie weken op', 'verzuim 6 dagen dit jaar': how long."""
    unit, *behind = [token.norm for token in tokens[index : index + 2]] or [""]
    told = unit in _SHORT or (unit == "jaar" and not digits)
    return told and any(word[:1].isalpha() and word not in _GOES_ON for word in behind)


def ages_after(tokens: Sequence[Token], position: int, received: date | None) -> tuple[Age, ...]:
    """All ages of a row: one for 'zoon (9)', two for 'kinderen van 9 en 6' and 'dochters (8, 5)'."""
    found: list[Age] = []
    age = age_after(tokens, position, received)
    while age is not None and not age.bare:
        found.append(age)
        position = age.end
        while position < len(tokens) and tokens[position].norm in (",", "en", "+", "&", "/", "jaar", "("):
            position += 1
        if (
            position == age.end
            or position >= len(tokens)
            or not (tokens[position].norm.isdecimal() or tokens[position].norm in _NUMBERS)
            or _counts_people(tokens, position + 1)
        ):
            break
        following = age_after(tokens, position, received)
        age = Age(following.months, following.end, False) if following else None
    return tuple(found)


def _counts_people(tokens: Sequence[Token], after: int) -> bool:
    """'moeder (34), 2 kinderen': a number before a noun is no age."""
    return after < len(tokens) and tokens[after].norm.isalpha() and tokens[after].norm not in _BESIDE_AGES


def _counted(
    number: int, after: str, index: int, passed: list[str], tokens: Sequence[Token], digits: bool
) -> Age | None:
    end = index + 1
    unit = 12 if after in ("jaar", "jarige") else _SHORT.get(after)
    if unit is not None:
        end += 1
    elif after in ("is", "wordt", "geworden") and ("dat" in passed or "die" in passed):
        unit = 12
    elif not digits and not set(passed) & {"van", "("}:
        return None
    told = set(passed) - {"net", "pas"} if "(" in passed else set(passed)
    if unit is None and told & {"op", "deze", "pas", "net", "dat", "die"} and "geworden" not in after:
        return None
    while end < len(tokens) and tokens[end].norm in ("ouders", "oud", ")", "jong", "geworden", "is", "."):
        if tokens[end].norm == "." and "(" in passed:
            end += 1
            continue
        if tokens[end].norm == ".":
            break
        end += 1
    if number > 110:
        return None
    months = max(0, number * (12 if unit is None else unit) - ("bijna" in passed))
    return Age(months, end, unit is None and not set(passed) & _BARE)


def _born(text: str, index: int, received: date) -> Age | None:
    for mention in find_dates(text):
        if mention.kind is not DateKind.DAY:
            continue
        moment = resolve(mention, received)
        if moment is None or moment.first > received:
            return None
        day = moment.first
        months = (received.year - day.year) * 12 + received.month - day.month - (received.day < day.day)
        return Age(max(0, months), index + 1, False)
    return None


def age_before(tokens: Sequence[Token], position: int) -> int | None:
    """Months of '8-jarige Sem' or 'achtjarige Sem', None when no such word stands just before."""
    for token in reversed(tokens[max(0, position - 3) : position]):
        old = _OF_YEARS.match(token.norm)
        if old and (number := number_of(old[1].rstrip("-"))) is not None:
            return number * 12
    return None


def age_in_row(passage: Passage, received: date | None) -> Age | None:
    """The cell of a table row that holds an age, a year or a day of birth; the first cell that does."""
    for start, end in passage.cells:
        tokens = passage.tokens[start:end]
        if not tokens or (not tokens[0].norm[:1].isdecimal() and tokens[0].norm not in _NUMBERS):
            continue
        if len(tokens) == 1 and _YEAR.match(tokens[0].text) and received:
            return Age(max(0, (received.year - int(tokens[0].text)) * 12), end, False)
        age = age_after(tokens, 0, received)
        if age is not None:
            return Age(age.months, end, False)
    return None
