"""Where somebody lives: post codes, and streets with their number, with or without an ending that tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from vtaudit.model.calendar import MONTH_NAMES
from vtaudit.privacy.letters import LETTER, UPPER
from vtaudit.privacy.wordlists import is_common, word_list

_HOUSE = (
    r"(?!\d{1,2}[-./]\d{1,2}(?:[-./]\d{2,4})?(?![\d/-]))\d{1,4}"
    r"(?:\s?[-/]\s?\d{1,4}|\s?(?:bis|hs|I{1,3})\b|-?\s?[a-zA-Z]\b(?!\.))?(?![\d:.]\d)(?!\w)"
    r"(?!\s*(?i:jaar|jr|jarig|weken|week|wkn|wk|maand|mnd|dag|uur|u\b|keer|x\b|%|euro|minuten|min\b|kinderen|personen|"
    rf"{'|'.join(MONTH_NAMES)}|jan\b|feb|mrt|apr|jun\b|jul\b|aug|sep|okt|nov|dec))"
)
_NAME = rf"{UPPER}[\w'’.-]+"
_LEAD = rf"(?:(?:{UPPER}[\w’'.-]*|van|de|den|der|het|['’][ts]|ter|ten|op|aan|[12]e)[ \t]+){{0,4}}"
_LIVES = r"(?i:\b(?:adres|woonachtig|woont|wonend|wonende|wonen|woonde|verblijft|verblijven|verhuisd|ingeschreven)\b)"
_FIRST = (
    r"(?:Laan|Plein|Weg|Hof|Kade|Burg(?:emeester|\.)?|Prof\.?|Prins(?:es)?|Graaf|Pastoor|Oude|Nieuwe|Lange|Korte|Grote)"
)
_LOOSE = re.compile(
    rf"(?<=, )(?:{UPPER}{LETTER}+[ \t]+){{1,3}}\s?\d{{1,3}}(?:[ \t]?[a-z]\b)?(?=[ \t]*(?:[.,;)](?!\d)|\r?\n|$))"
    rf"|(?<=, )(?:{UPPER}{LETTER}+[ \t]*){{1,3}}\r?\n\d{{1,3}}(?:[ \t]?[a-z]\b)?(?=[ \t]*\r?\n)"
)
_OLDEST_CHILD = 20


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
        rf"(?<![\w-])(?:['’]s-)?{_LEAD}{UPPER}[\w'’-]*{ending}(?:[ \t]+[NZOW]Z)?,?[ \t]+(?:nr\.?\s?|nummer )?{_HOUSE}",
        rf"(?<![\w-]){_FIRST}\s+(?:(?:van|de|den|der|het|{UPPER}[\w.]*)\s+){{0,3}}{UPPER}\w+\s+{_HOUSE}",
        rf"{_LIVES}[^\n.;]{{0,25}}?[\s:|(](?P<it>{_NAME}(?:\s+{_NAME}){{0,2}}\s+{_HOUSE})",
        rf"(?i:\b(?:woon|verblijf|post|bezoek|thuis)?adres)\s*[:|]\s*(?P<it>{UPPER}[^\n|;,(]{{3,60}}?\s{_HOUSE})",
        rf"(?<![\w-]){_NAME}\s+{_HOUSE}(?=,?\s+(?:te|in)\s+{UPPER}|,\s+[1-9]\d{{3}}\s?[A-Z]{{2}}\b)",
        rf"\b(?:aan|in|op|naar|vanaf|uit)\s+(?:de|het)\s+(?P<it>{UPPER}{LETTER}+(?i:{sure}))\b(?!\s*\d)",
    )
    return tuple(re.compile(pattern) for pattern in written)


def addresses(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Half-open places of addresses; `names` tell 'Sem 9' (a child and its age) from 'Turfsteker 9'."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            yield match.span("it" if "it" in pattern.groupindex else 0)
    endings = tuple(word_list("streets").words | word_list("street_ends").words)
    for match in _LOOSE.finditer(text):
        words = re.findall(rf"{LETTER}+", match[0])
        is_age = int(re.findall(r"\d+", match[0])[0]) <= _OLDEST_CHILD and any(word in names for word in words)
        is_known = any(word in word_list("given_names") or is_common(word) for word in words)
        if words[-1].endswith(endings) or not (is_age or is_known):
            yield match.span()
