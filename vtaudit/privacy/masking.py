"""Hides what a dossier reveals of persons: each stretch is replaced by a word that tells what stood there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vtaudit.privacy.addresses import addresses
from vtaudit.privacy.births import BIRTH_DAY
from vtaudit.privacy.letters import INITIALS, LETTER, PARTICLES, UPPER
from vtaudit.privacy.numbers import CONTACTS, NUMBERS
from vtaudit.privacy.wordlists import word_list

NAME, NUMBER, ADDRESS, CONTACT, BIRTH = "[naam]", "[nummer]", "[adres]", "[contact]", "[geboortedatum]"

_TOKEN = re.compile(rf"{LETTER}+")
_INITIALS_BEFORE = re.compile(rf"(?<![\w.])(?:{INITIALS}\s?)(?:{PARTICLES}){{0,3}}\Z")
_PARTICLES_BEFORE = re.compile(rf"(?<!\w)(?:{PARTICLES}){{1,3}}\Z")
_HALF_BEFORE = re.compile(rf"(?<!\w)(?:{UPPER}|{LETTER}+)['’]\Z|(?<!\w){UPPER}{LETTER}+-\Z")
_AFTER = re.compile(
    rf"(?:\s?-\s?(?:{PARTICLES})?{UPPER}{LETTER}+){{0,3}}"
    rf"(?:['’]s\b)?(?:,\s?(?:{UPPER}\.){{1,5}}(?!\w)|[ \t]{UPPER}\.(?![\w.]))?"
)
_WORD_BEFORE = re.compile(r"(?<![\w/])([\w/]+)[ \t]+\Z")
_LETTER_WITH_POINT = re.compile(rf"(?<![\w.&/-]){UPPER}\.(?!\w|\.\w)")
_LETTER_INSIDE = re.compile(rf"(?<![\w.&/-]){UPPER}[ \t]+[a-z]{{3}}")
_JOINT = re.compile(rf"[ \t/-]*(?:{PARTICLES}){{0,3}}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """The stretch [start, end) of a text, and the word that takes its place."""

    start: int
    end: int
    instead: str


def mask(text: str, names: Collection[str]) -> str:
    """The text with everything personal replaced; a run of names becomes one [naam]."""
    pieces, done = [], 0
    for each in hidden(text, names):
        pieces += [text[done : each.start], each.instead]
        done = each.end
    return "".join((*pieces, text[done:]))


def hidden(text: str, names: Collection[str]) -> tuple[Hidden, ...]:
    """The stretches that `mask` replaces, in order and apart; `names` as `names_in` found them in the dossier."""
    apart: list[Hidden] = []
    for each in (*_by_pattern(text), *_literal(text, names)):
        if not _is_within(each, apart):
            apart.append(each)
    names_found = [each for each in _names(text, names) if not _is_within(each, apart)]
    return tuple(_joined(text, sorted((*apart, *names_found), key=lambda each: (each.start, -each.end))))


def _is_within(each: Hidden, others: list[Hidden]) -> bool:
    return any(other.start <= each.start and each.end <= other.end for other in others)


def _by_pattern(text: str) -> Iterator[Hidden]:
    for instead, patterns in ((CONTACT, CONTACTS), (BIRTH, (BIRTH_DAY,)), (NUMBER, NUMBERS)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield Hidden(*match.span("it" if "it" in pattern.groupindex else 0), instead)
    for start, end in addresses(text):
        yield Hidden(start, end, ADDRESS)


def _literal(text: str, names: Collection[str]) -> Iterator[Hidden]:
    """Days of birth and addresses that the dossier showed elsewhere what they are."""
    for piece in names:
        if any(sign.isdigit() for sign in piece):
            written = r"\s+".join(map(re.escape, piece.split()))
            for match in re.finditer(rf"(?<![\w/-]){written}(?![\w/-])", text):
                yield Hidden(match.start(), match.end(), BIRTH if piece[0].isdigit() else ADDRESS)


def _names(text: str, names: Collection[str]) -> Iterator[Hidden]:
    words = {*names, *(name.upper() for name in names if len(name) > 3)}
    words |= {name.capitalize() for name in names if len(name) > 3 and name.isupper()}
    for token in _TOKEN.finditer(text):
        word, end = token[0], token.end()
        if not word[0].isupper() and (word not in names or len(word) < 3):
            continue
        if len(word) == 1:
            if f"{word}." in words and _is_lone(text, token):
                yield Hidden(token.start(), end + (text[end : end + 1] == "."), NAME)
        elif word in words or (len(word) > 3 and word.endswith("s") and word[:-1] in words):
            after = _AFTER.match(text, end)
            yield Hidden(_start(text, token, names), after.end() if after else end, NAME)


def _is_lone(text: str, letter: re.Match[str]) -> bool:
    """Whether the letter stands for a name here, and is no part of a longer sign nor counts off ('team A')."""
    before = _WORD_BEFORE.search(text, max(0, letter.start() - 25), letter.start())
    if before and word_list("lettered").fits(before[1]):
        return False
    return bool(
        _LETTER_WITH_POINT.match(text, letter.start()) or (before and _LETTER_INSIDE.match(text, letter.start()))
    )


def _start(text: str, token: re.Match[str], names: Collection[str]) -> int:
    """Where the name begins of which `token` is the last word: initials and its own particles belong to it."""
    line = max(0, token.start() - 40)
    lead = text[line : token.start()]
    if half := _HALF_BEFORE.search(lead):
        return line + half.start()
    particles = _PARTICLES_BEFORE.search(lead)
    if particles and f"{' '.join(particles[0].casefold().split())} {token[0].casefold()}" in names:
        lead = lead[: particles.start()]
    if initials := _INITIALS_BEFORE.search(text[line : token.start()]):
        return line + initials.start()
    return line + len(lead)


def _joined(text: str, found: list[Hidden]) -> Iterator[Hidden]:
    """One where stretches overlap, and where nothing but blanks or a hyphen stands between two names."""
    last: Hidden | None = None
    for each in found:
        if last and (
            each.start < last.end
            or (last.instead == each.instead == NAME and _JOINT.fullmatch(text, last.end, each.start))
        ):
            last = Hidden(last.start, max(last.end, each.end), last.instead)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last
