"""Where a text itself says that a word is somebody's name: titles, initials, ages, labels, greetings, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vtaudit.privacy.letters import DATE, INITIALS, LETTER, PARTICLES, SURNAME, UPPER, WORD, words_of
from vtaudit.privacy.settings import is_thing
from vtaudit.privacy.wordlists import word_list

_MORE = rf"(?:[ \t]+{SURNAME}){{0,2}}"
_FULL = rf"(?:{INITIALS}\s?)?{SURNAME}"
_GIVEN = rf"{WORD}(?:-{WORD}){{0,3}}"
_GREETED = "geachte|beste|dag|hallo|hoi|lieve|ha|hi|hey|goedemorgen|goedemiddag|goedendag|goedenavond"
_OF_AGE = r"(?:jaar|jr|jrs|j|mnd|mndn|maand|maanden|weken|wkn|wk)\b"


@dataclass(frozen=True, slots=True)
class Anchored:
    """A name as it stands in the text from `start`; `is_sure` where only a name can stand there."""

    text: str
    start: int
    is_sure: bool


@cache
def _sure() -> tuple[re.Pattern[str], ...]:
    """What follows a title or initials with a particle: nothing but a name; what more follows, in group 2, may be."""
    title = rf"(?i:{word_list('titles').alternatives()})"
    return (
        re.compile(rf"\b{title}\b(?:\.|\.?:)?[ \t]+(?:(?:en|/|&)\s+(?:de\s+)?{title}\.?[ \t]+)?({_FULL})({_MORE})"),
        re.compile(rf"(?<![\w.])({INITIALS}(?:{PARTICLES}){{1,3}}{SURNAME})()"),
        re.compile(rf"(?<![\w.])((?:{UPPER}\.\s?){{2,5}}{SURNAME})()"),
        re.compile(
            rf"(?:\(\d{{1,3}}[^)\n]{{0,8}}\)|\b\d{{1,2}}[ \t]{_OF_AGE}),?[ \t]+((?:{PARTICLES}){{1,3}}{WORD})()"
        ),
    )


@cache
def _likely() -> tuple[re.Pattern[str], ...]:
    """Patterns with a name in group 1 that may be another word with a capital as well."""
    title = rf"(?i:{word_list('titles').alternatives()})"
    role = rf"(?i:{word_list('roles').alternatives()})"
    given = rf"(?<!\bDe )(?<!\bHet )(?<!['’]t )\b({_GIVEN}{_MORE})"
    return (
        re.compile(rf"\b{title}\b[.:]*\s+({_FULL})"),
        re.compile(rf"(?<![\w.])({INITIALS}{SURNAME})"),
        re.compile(rf"\b({SURNAME}),\s?(?:{UPPER}\.){{1,5}}(?!\w)"),
        re.compile(rf"{given}\s*[,(|–-]\s*(?:onze |de |het |haar |zijn )?{role}\b"),
        re.compile(rf"{given}\s*(?:[,|(–-]\s*)*(?:\(|,\s*|\|\s*|van\s+)\d{{1,2}}(?:\s*{_OF_AGE}|\s*[)|])"),
        re.compile(rf"{given}\s*[,(|]?\s*\(?(?:(?:19|20)\d\d\s*\)|(?i:geb|gebd|geboren)\b)"),
        re.compile(rf"{given}[ \t]*[|(][ \t]*{DATE}"),
        re.compile(rf"\(\d{{1,3}}[^)\n]{{0,8}}\)[ \t]+({WORD})"),
        re.compile(rf"[.!?][ \t\r]*\n\s*({WORD}(?:[ \t]+{SURNAME})?)\s*\Z"),
        re.compile(rf"\b(?:\d{{1,2}}-?|{LETTER}+)jarige[ \t]+({_GIVEN})"),
        re.compile(rf"\b(?i:{_GREETED}),?[ \t]+(?:{title}\.?[ \t]+)*((?:{INITIALS})?{SURNAME}{_MORE})"),
        re.compile(rf"\b(?:heet|heette|genaamd|roepnaam|noemt zich|alias)[ \t:]+({_GIVEN})"),
    )


# A small particle may be the word that leads to an institution ('leerkracht van De Wilg'), a large one is the name's.
_AFTER_ROLE = re.compile(
    rf"(?<![\w-])({LETTER}[\w'’-]*)[ \t]+"
    rf"(?:(?P<sure>(?:Van|De[rn]?|El|Ter|Ten|Op|In)(?:[ \t]+(?:[Dd]e[rn]?|['’]t))?[ \t]+{WORD})"
    rf"|(?:van[ \t]+(?!De |Het ))?(?P<likely>(?:{INITIALS}\s?)?"
    rf"(?:(?:van[ \t]+de[rn]?|de[rn]?|ter|ten|el|['’]t)[ \t]+)?{_GIVEN}{_MORE}))"
)
_CLOSING = re.compile(
    r"\b(?:groet(?:en|jes)?|hoogachtend|mvg|m\.v\.g\.?|gr\.?|grtjs?|liefs|namens veilig thuis|w\.g\.|getekend)"
    r"\b[,.:!]*",
    re.IGNORECASE,
)
_SIGNATURE_LINE = re.compile(rf"{_FULL}{_MORE}")
_LABEL = re.compile(r"(?m)^[^\w\n]{0,4}([\w'’./ -]{1,40}?)(?:\([^)\n]{0,30}\)\s*)?\s*[:|\t](.*)$")
_IN_LIST = re.compile(rf"(?<![\w.-])(?<!\w['’])({_FULL}{_MORE})")
_SENTENCE_END = re.compile(rf"(?:{LETTER}{{3}}|\))[.!?]\s")


def anchored(text: str) -> Iterator[Anchored]:
    """Every name that its surroundings give away."""
    for pattern in _sure():
        for match in pattern.finditer(text):
            yield Anchored(match[1], match.start(1), True)
            if match[2]:
                yield Anchored(match[2], match.start(2), False)
    for pattern in _likely():
        for match in pattern.finditer(text):
            yield Anchored(match[1], match.start(1), False)
    yield from _after_roles(text)
    yield from _signed(text)
    yield from _labelled(text)


def _after_roles(text: str) -> Iterator[Anchored]:
    roles, position = word_list("roles"), 0
    while match := _AFTER_ROLE.search(text, position):
        position = match.end(1)
        if roles.fits(match[1]):
            kind = "sure" if match["sure"] else "likely"
            yield Anchored(match[kind], match.start(kind), kind == "sure")


def _signed(text: str) -> Iterator[Anchored]:
    for closing in _CLOSING.finditer(text):
        position, lines = closing.end(), 0
        for line in text[position : position + 200].splitlines(keepends=True):
            match = _SIGNATURE_LINE.match(line.strip(" \t,.-"))
            if match and len(words_of(line)) < 5:
                yield Anchored(match[0], position, False)
            lines += bool(line.strip(" \t\r\n,."))
            position += len(line)
            if lines > 3:
                break


def _labelled(text: str) -> Iterator[Anchored]:
    labels = word_list("labels")
    for match in _LABEL.finditer(text):
        words = re.findall(r"[\w./'’]+", match[1])
        if words and not match[2].lstrip().startswith(('"', "“")) and (labels.fits(words[0]) or labels.fits(words[-1])):
            stop = _SENTENCE_END.search(match[2])
            for name in _IN_LIST.finditer(match[2], 0, stop.end() if stop else len(match[2])):
                start = match.start(2) + name.start(1)
                if not is_thing(text, start, start + len(name[1])):
                    yield Anchored(name[1], start, False)
