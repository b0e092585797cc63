"""Where somebody lives: post codes, and streets with their number, with or without an ending that tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from vtaudit.model.calendar import MONTH_NAMES
from vtaudit.privacy.letters import LETTER, UPPER
from vtaudit.privacy.wordlists import is_common, word_list

_HOUSE = (
    r"(?!\d{1,2}[-./]\d{1,2}(?:[-./]\d{2,4})?(?![\d/-]))\d{1,4}"
    r"(?!\s?u\b)(?:\s?[-/]\s?\d{1,4}|\s?(?:bis|hs|I{1,3})\b|-?\s?[a-zA-Z]\b(?!\.))?(?![\d:.]\d)(?!\w)"
    r"(?!\s*(?i:jaar|jr|jarig|weken|week|wkn|wk|maand|mnd|dag|uur|u\b|keer|x\b|%|euro|minuten|min\b|kinderen|personen|"
    rf"{'|'.join(MONTH_NAMES)}|jan\b|feb|mrt|apr|jun\b|jul\b|aug|sep|okt|nov|dec))"
)
_NAME = rf"{UPPER}[\w'’.-]{{1,40}}"
_LEAD = (
    rf"(?:(?:{UPPER}[\w’'.-]{{0,40}}|['’][ts]|[12]e)[ \t]+"
    rf"(?:(?:{UPPER}[\w’'.-]{{0,40}}|van|de|den|der|het|['’][ts]|ter|ten|op|aan)[ \t]+){{0,3}})?"
)
_LIVES = r"(?i:\b(?:adres|woonachtig|woont|wonend|wonende|wonen|woonde|verblijft|verblijven|verhuisd|ingeschreven)\b)"
_FIRST = (
    r"(?:Laan|Plein|Weg|Hof|Kade|Burg(?:emeester|\.)?|Prof\.?|Prins(?:es)?|Graaf|Pastoor|Oude|Nieuwe|Lange|Korte|Grote)"
)
_LOOSE = re.compile(
    rf"(?<![\w-])(?P<it>(?:(?:De|Het|Den|Op|Aan|Oude|Nieuwe|['’]t)[ \t]+){{0,2}}"
    rf"(?P<word>(?!Postbus){UPPER}[a-zà-ÿ]{{3,}})(?:[ \t]+|\s+(?=\d+[a-z]?[ \t]*(?:\r?\n|$)))"
    rf"(?P<number>(?!(?:19|20)\d\d){_HOUSE}))(?=\s*(?:[.,;)|(]|in\b|te\b|\r?\n|$))"
)

_WORD = re.compile(rf"\b{UPPER}[a-zà-ÿ]{{3,}}\b")
_WITH_NUMBER = re.compile(rf"\b({UPPER}[a-zà-ÿ]{{3,}})\s+({_HOUSE})")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    sure = word_list("streets").alternatives()
    ending = rf"(?i:{sure}|{word_list('street_ends').alternatives()})"
    # Years before two capitals are no post codes ('in 2017 GI gebeld'), unless a town follows.
    code = (
        rf"\b(?:(?:1[0-8]|[3-9]\d|2[1-9])\d\d\s?[A-Z]{{2}}\b|[1-9]\d{{3}}[A-Z]{{2}}\b"
        rf"|[1-9]\d{{3}}\s[A-Z]{{2}}(?=\s+{UPPER}{LETTER})|[1-9]\d{{3}}(?!kg|km|mg|ml|ha|cc|en|of|er)[a-z]{{2}}\b)"
    )
    written = (
        code,
        r"(?<=, )[1-9]\d{3}\s(?:[A-Z]{2}|[a-z]{2})\b",
        rf"(?<![\w-])(?:['’]s-)?{_LEAD}{UPPER}[\w'’-]{{0,40}}{ending}"
        rf"(?:[ ][NZOW]Z)?,?[ \t]+(?:nr\.?\s?|nummer )?{_HOUSE}",
        rf"(?<![\w-]){_FIRST}[ \t]+(?:(?:van|de|den|der|het|{UPPER}[\w.]*)[ \t]+){{0,3}}{UPPER}\w+[ \t]+{_HOUSE}",
        rf"{_LIVES}[^\n.;]{{0,25}}?[\s:|(](?P<it>{_NAME}(?:[ \t]+{_NAME}){{0,2}}[ \t]+{_HOUSE})",
        rf"(?i:\b(?:woon|verblijf|post|bezoek|thuis)?adres)\s*[:|]\s*(?P<it>{UPPER}[^\n|;,(]{{3,60}}?\s{_HOUSE})",
        rf"(?<![\w-])(?!Postbus){_NAME}\s+{_HOUSE}(?=,?\s+(?:te|in)\s+{UPPER}|,\s+[1-9]\d{{3}}\s?[A-Z]{{2}}\b)",
        rf"\b(?:aan|in|op|naar|vanaf|uit)\s+(?:de|het)\s+(?P<it>{UPPER}{LETTER}+(?i:{sure}))\b(?!\s*\d)",
    )
    return tuple(re.compile(pattern) for pattern in written)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Half-open places of addresses that show what they are."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            yield match.span("it" if "it" in pattern.groupindex else 0)


def plain_addresses(text: str) -> Iterator[str]:
    """Streets with their number whose name tells nothing ('Turfsteker 62'), as a whole dossier writes them.

    A child with its age looks the same ('Sem 9'), but a name stands elsewhere as well, a street always with its number.
    """
    words = Counter(_WORD.findall(text))
    pairs = Counter(match.groups() for match in _WITH_NUMBER.finditer(text))
    for match in _LOOSE.finditer(text):
        word, number = match["word"], match["number"]
        if word in word_list("given_names") or is_common(word):
            continue
        if pairs[word, number] == words[word]:
            yield " ".join(match["it"].split())
