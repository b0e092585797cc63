"""Persons as a melding writes them: title, initials, given name, surname and age; nothing yet on who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.dates.words import NUMBERS, number_of
from vtaudit.language.birthdays import TIMES, turned
from vtaudit.language.passages import Passage
from vtaudit.language.sentences import Token
from vtaudit.language.words import fold
from vtaudit.model.calendar import MONTH_NAMES

_FEMALE = frozenset({"mw", "mevr", "mevrouw", "mvr", "mej", "mejuffrouw"})
_MALE = frozenset({"dhr", "heer", "hr", "meneer", "mijnheer"})
TITLES = _FEMALE | _MALE
_ACADEMIC = frozenset({"drs", "prof", "ir", "ing", "dokter"})
_PARTICLES = frozenset([
    "de", "den", "der", "van", "von", "ter", "ten", "te", "el", "al", "la", "le", "'t", "het", "d'", "bin", "ben",
    "op", "in", "aan",
])  # fmt: skip
_CAPITAL_PARTICLES = frozenset(["de", "den", "der", "van", "von", "ter", "ten", "te", "el", "al", "la", "le", "het"])
_WORD = re.compile(r"[A-ZÀ-ÝŞĞÇİŁŠŽ][\w'’\-]+\Z")
_INITIAL = re.compile(r"(?:[A-ZÀ-Ý][a-z]?\.)+\Z|[A-ZÀ-Ý]\Z")
_LETTER = re.compile(r"[A-ZÀ-Ý]\.?\Z")
_BEFORE_LETTER = TITLES | _CAPITAL_PARTICLES | {"."}
_BESIDE_AGES = frozenset({"en", "jaar", "jr", "jaren", "mnd", "maanden", "weken", "wkn", "resp", "oud"})
_NUMBERED = re.compile(r"\w*\d")
_NO_NAME = re.compile(r"[A-Z]{2,3}\Z|(?:In|Op|Er|Zo|Wat|Wie|Zij|Hij|Een|Door|Niet|Zegt|Zag|Ook|Dit|Dat|Met|Bij)\Z")
_OPENERS = frozenset({
    "als", "sinds", "sedert", "toen", "vandaag", "gisteren", "daarna", "nadat", "nacht", "avond", "ochtend", "maar",
    "volgens", "verder", "eerder", "geen", "alle", "beide", "omdat", "terwijl", "want", "dus", "nog", "weer", "tijdens",
})  # fmt: skip
_DESIGNATIONS = frozenset({"betrokkene", "minderjarige", "jeugdige", "persoon", "volwassene", "client", "melder"})
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
_MONTHS = frozenset(MONTH_NAMES)


@dataclass(frozen=True, slots=True)
class Age:
    """Months at the melding. `bare`: a number without bracket, unit or preposition (an address looks the same)."""

    months: int
    end: int
    bare: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name in a passage, tokens [start:end]; `sex` is v, m or empty, `titled` by title or initials."""

    start: int
    end: int
    given: tuple[str, ...]
    last: tuple[str, ...]
    sex: str
    titled: bool
    age: Age | None


def namings(passage: Passage, received: date | None) -> tuple[Naming, ...]:
    """Every name of the field value or sentence, in order, with its age where one follows."""
    barred = {
        position
        for hit in passage.hits
        if hit.concept.startswith("gezin_") and hit.concept not in ("gezin_adres", "gezin_elders")
        for position in range(hit.start, hit.end)
        if not _WORD.match(passage.tokens[hit.start].text)
        or hit.start <= passage.value
        or passage.cells
        or (hit.start and passage.tokens[hit.start - 1].text in (".", ":", ",", ";", "("))
    }
    found: list[Naming] = []
    position = 0 if passage.cells else passage.value
    while position < len(passage.tokens):
        naming = _at(passage, position, barred, received)
        if naming is None:
            position += 1
            continue
        found.extend(_couple(naming) if naming.sex == "vm" else (naming,))
        position = naming.end
    return tuple(_shared_tail(found, passage))


def _at(passage: Passage, position: int, barred: set[int], received: date | None) -> Naming | None:
    tokens = passage.tokens
    sex, titled, start = "", False, position
    while position < len(tokens) and (
        tokens[position].norm in TITLES | _ACADEMIC or (titled and tokens[position].text in (".", "de", "en"))
    ):
        norm = tokens[position].norm
        own = "v" if norm in _FEMALE else "m" if norm in _MALE else ""
        sex, titled = (sex if not own or own == sex else own if not sex else "vm"), True
        position += 1
    initials = position
    while position < len(tokens) and _INITIAL.match(tokens[position].text) and position not in barred:
        position += 1
    titled = titled or position > initials
    first = position
    words: list[str] = []
    parts: list[int] = []
    while position < len(tokens) and position not in barred:
        text = tokens[position].text
        if _WORD.match(text) and tokens[position].norm not in _CAPITAL_PARTICLES:
            words.append(text)
            parts.append(position)
            position += 1
        elif (
            fold(text) in _PARTICLES
            and (words or titled or text[0].isupper())
            and _name_follows(tokens, position, barred)
        ) or (text == "." and position > first and len(tokens[position - 1].text) < 3):
            position += 1
        else:
            break
    if not words:
        return _by_initial(passage, start, sex, received) or _by_letter(passage, start, received)
    aged = position < len(tokens) and tokens[position].text == "("
    if (
        fold(words[0]) in _DESIGNATIONS
        or any(_NUMBERED.search(word) for word in words)
        or (not titled and len(words) == 1 and (_NO_NAME.match(words[0]) or fold(words[0]) in _OPENERS) and not aged)
    ):
        # 'Zaak VT-0003', 'AD 34 weken', 'In de tuin', 'Betrokkene 1': nobody's name
        return None
    split = 0 if (titled and (len(words) == 1 or parts[0] > first or initials < first)) else 1
    if split and not titled and len(words) == 1 and parts[0] > first:
        split = 0
    age = age_after(tokens, position, received)
    if age is None and len(passage.cells) > 2:
        age = _age_in_row(passage, received)
    return Naming(start, position, _folded(words[:split]), _folded(words[split:]), sex, titled, age)


def _by_initial(passage: Passage, start: int, sex: str, received: date | None) -> Naming | None:
    """'mevr. T., 79 jaar', 'dhr. El A.': a title with one letter is all the name there is."""
    tokens = passage.tokens
    letter = next((n for n in range(start, min(start + 5, len(tokens))) if _LETTER.match(tokens[n].text)), None)
    if not sex or letter is None or any(token.norm not in _BEFORE_LETTER for token in tokens[start:letter]):
        return None
    age = age_after(tokens, letter + 1, received)
    return Naming(start, letter + 1, (), (tokens[letter].norm,), sex, True, age)


def _by_letter(passage: Passage, position: int, received: date | None) -> Naming | None:
    """'K. (34, mo)', 'N. (15)': where names are shortened to a letter, an age in brackets shows a person."""
    tokens = passage.tokens[position : position + 2]
    if len(tokens) < 2 or not _LETTER.match(tokens[0].text) or tokens[1].text[:1] != "(":
        return None
    age = age_after(passage.tokens, position + 1, received)
    return Naming(position, position + 1, (tokens[0].norm.rstrip("."),), (), "", False, age) if age else None


def _name_follows(tokens: Sequence[Token], position: int, barred: set[int]) -> bool:
    for other in range(position + 1, min(position + 4, len(tokens))):
        if other in barred:
            return False
        if _WORD.match(tokens[other].text) and fold(tokens[other].text) not in _CAPITAL_PARTICLES:
            return True
        if fold(tokens[other].text) not in _PARTICLES:
            return False
    return False


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        whole = fold(word.rstrip("'’"))
        found.append(whole)
        found.extend(part for part in whole.split("-") if len(part) > 2 and part != whole)
    return tuple(dict.fromkeys(found))


def _couple(naming: Naming) -> tuple[Naming, Naming]:
    """'mw. en dhr. Ferwerda': two persons with one name."""
    one, two = (
        Naming(naming.start, naming.end, naming.given, naming.last, sex, True, naming.age) for sex in ("v", "m")
    )
    return one, two


def _shared_tail(found: list[Naming], passage: Passage) -> Iterator[Naming]:
    """A surname after the ages belongs to those before it, an age in brackets after two names to both."""
    skip = False
    for index, naming in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if (
            following
            and naming.age
            and not following.age
            and not following.titled
            and _only_particles(passage, naming.age.end, following.start)
        ):
            yield Naming(
                naming.start,
                following.end,
                naming.given,
                (*following.given, *following.last),
                naming.sex,
                naming.titled,
                naming.age,
            )
            skip = True
        elif following and not naming.age and following.age and _joined_by_both(passage, naming, following):
            yield Naming(naming.start, naming.end, naming.given, naming.last, naming.sex, naming.titled, following.age)
        else:
            yield naming


def _only_particles(passage: Passage, start: int, end: int) -> bool:
    return start <= end and all(token.norm in _PARTICLES for token in passage.tokens[start:end])


def _joined_by_both(passage: Passage, one: Naming, two: Naming) -> bool:
    between = [token.norm for token in passage.tokens[one.end : two.start]]
    if between not in (["en"], ["+"], ["&"]) or one.titled or two.titled:
        return False
    assert two.age is not None
    both = any(token.norm in ("beiden", "beide", "allebei") for token in passage.tokens[two.end : two.age.end])
    twins = any(
        token.norm in ("tweeling", "tweelingbroers", "tweelingzussen")
        for token in passage.tokens[max(0, one.start - 3) : one.start]
    )
    return both or twins


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
        if number == 1 and not norm.isdecimal() and not passed and _lasts(tokens, index + 1):
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


def _lasts(tokens: Sequence[Token], index: int) -> bool:
    """'de huisarts had Joris een jaar niet gezien': how long, not how old."""
    unit, *behind = [token.norm for token in tokens[index : index + 2]] or [""]
    return unit == "jaar" and any(word[:1].isalpha() and word not in ("oud", "jong", "en") for word in behind)


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


def _age_in_row(passage: Passage, received: date | None) -> Age | None:
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
    if unit is None and set(passed) & {"op", "deze", "pas", "net", "dat", "die"} and "geworden" not in after:
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
