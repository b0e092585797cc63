"""Persons as a melding writes them: title, initials, given name, surname and age; nothing yet on who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.lang.nl.stop_words import STOP_WORDS

from vtaudit.language.ages import Age, age_after, age_in_row
from vtaudit.language.passages import Passage
from vtaudit.language.sentences import Token
from vtaudit.language.words import fold

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
_NUMBERED = re.compile(r"\w*\d")
_NO_NAME = re.compile(r"[A-Z]{2,3}\Z|(?:In|Op|Er|Zo|Wat|Wie|Zij|Hij|Een|Door|Niet|Zegt|Zag|Ook|Dit|Dat|Met|Bij)\Z")
_OPENERS = frozenset({
    "als", "sinds", "sedert", "toen", "vandaag", "gisteren", "daarna", "nadat", "nacht", "avond", "ochtend", "maar",
    "volgens", "verder", "eerder", "geen", "alle", "beide", "omdat", "terwijl", "want", "dus", "nog", "weer", "tijdens",
})  # fmt: skip
# Function words have their capital from the sentence; these few are a name or part of one too.
_FUNCTION_WORDS = STOP_WORDS - _PARTICLES - {"al", "ben", "bent", "de", "den", "der", "ten", "ter", "van", "wil"}
_DESIGNATIONS = frozenset({"betrokkene", "minderjarige", "jeugdige", "persoon", "volwassene", "client", "melder"})


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
    plain = not titled and position < len(tokens) and tokens[position].norm in _FUNCTION_WORDS
    if plain and not _is_aged(tokens, position):
        return None
    words: list[str] = []
    parts: list[int] = []
    while position < len(tokens) and position not in barred:
        text = tokens[position].text
        if _WORD.match(text) and tokens[position].norm not in _CAPITAL_PARTICLES:
            words.append(text)
            parts.append(position)
            position += 1
        elif _is_particle(tokens, position, barred, bool(words) or titled) or (
            text == "." and position > first and len(tokens[position - 1].text) < 3
        ):
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
    letter = tokens[position : position + 2]
    if letter and not titled and _is_short_surname(letter) and position not in barred:
        # 'Joke T. (33)', 'vader John B. Daan woont bij hem'
        words.append(letter[0].text.rstrip("."))
        parts.append(position)
        position += 1
    split = 0 if (titled and (len(words) == 1 or parts[0] > first or initials < first)) else 1
    if split and not titled and len(words) == 1 and parts[0] > first:
        split = 0
    age = age_after(tokens, position, received)
    if age is None and len(passage.cells) > 2:
        age = age_in_row(passage, received)
    return Naming(start, position, _folded(words[:split]), _folded(words[split:]), sex, titled, age)


def _is_aged(tokens: Sequence[Token], position: int) -> bool:
    """'Dan (6 jaar)': an age stands behind a name only."""
    behind = [token.text for token in tokens[position + 1 : position + 3]]
    return tokens[position].text[:1].isupper() and len(behind) == 2 and behind[0] == "(" and behind[1][:1].isdigit()


def _is_particle(tokens: Sequence[Token], position: int, barred: set[int], inside: bool) -> bool:
    """The 'de' in 'mw. de Vries', the 'M.' and the 'de' in 'Anna M. de Vries'."""
    text, after = tokens[position].text, tokens[position + 1 : position + 3]
    if inside and _LETTER.match(text):
        return len(after) == 2 and after[0].text in _PARTICLES and bool(_WORD.match(after[1].text))
    is_one = fold(text) in _PARTICLES and (inside or text[0].isupper())
    return is_one and _name_follows(tokens, position, barred)


def _is_short_surname(tokens: Sequence[Token]) -> bool:
    following = tokens[1].text if len(tokens) > 1 else "."
    if not _LETTER.match(tokens[0].text) or fold(following) in _PARTICLES:
        return False
    return tokens[0].text.endswith(".") or following[:1] in ("(", ",", ".", ")", ";", "|")


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
