"""Words for a whole family in a judgement: lists of names, 'alle vier', 'elk van hen', and how safe they live."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause

_LISTING = frozenset({",", "en", "+", "&", "/", "de", "het", "haar", "zijn", "hun", "noch", "of", "voor", "ook", "als"})
_LETTER = re.compile(r"[A-Z]\.?\Z")
_MANY = 3
_GROWN = ("gezin_moeder", "gezin_vader", "gezin_stiefvader", "gezin_stiefmoeder", "gezin_ouders", "gezin_partner")
_YOUNG = ("gezin_zoon", "gezin_dochter", "gezin_kind", "gezin_kinderen")
_NUMBERS = {"drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8}
_TOGETHER = {"alledrie": 3, "allevier": 4, "allevijf": 5}
_OTHERS = frozenset(
    [
        "kinderen", "kk", "kids", "gesprekken", "punten", "scholen", "afspraken", "keer", "jongens", "meisjes",
        "dochters", "zoons", "zonen", "weken", "maanden", "dagen", "hulpverleners", "informanten", "contacten",
    ]
)  # fmt: skip
_BEFORE_SAFE = frozenset(
    [
        "is", "zijn", "weer", "nu", "allemaal", "allen", "beiden", "wel", "niet", "ook", "voelt", "zich", "voelen",
        "woont", "wonen", "leven", "leeft", "voldoende", "helemaal", "drie", "vier", "vijf", "zes", "iedereen", "3",
        "4", "5", "6", "mw", "mw.", "dhr", "dhr.", "mevrouw", "meneer", "nog", "blijven", "blijft", "kinderen", "gezin",
        "moeder", "vader", "ouders",
    ]
)  # fmt: skip


def clause_of(parts: Sequence[Clause], referent: Referent) -> Clause:
    """The clause in which these people are named."""
    return next((c for c in parts if c.start <= referent.start < c.end), parts[0])


def listed_with(passage: Passage, parts: Sequence[Clause], referent: Referent, named: Sequence[Referent]) -> Clause:
    """The clause of these people; in 'moeder, Daan en Noor zijn veilig' the whole list stands in one."""
    place = next(index for index, other in enumerate(named) if other is referent)
    first = last = place
    while first and _is_listing(passage, named[first - 1], named[first]):
        first -= 1
    while last + 1 < len(named) and _is_listing(passage, named[last], named[last + 1]):
        last += 1
    own, one, two = clause_of(parts, referent), clause_of(parts, named[first]), clause_of(parts, named[last])
    return Clause(min(own.start, one.start), max(own.end, two.end))


def _is_listing(passage: Passage, one: Referent, two: Referent) -> bool:
    between = passage.tokens[one.end : two.start]
    return bool(between) and all(token.norm in _LISTING for token in between)


def safe_hits(passage: Passage) -> tuple[Hit, ...]:
    """Words of safety, also where 'veilig thuis' says how they live and is not the organisation."""
    found = passage.hits_of("veilig")
    texts = [token.text for token in passage.tokens]
    at_home = [
        Hit("veilig", at, at + 1)
        for at in range(1, len(texts) - 1)
        if texts[at] == "veilig" and texts[at + 1] == "thuis" and passage.tokens[at - 1].norm in _BEFORE_SAFE
    ]
    return (*found, *at_home)


def everyone_counted(passage: Passage) -> tuple[int, int, int] | None:
    """'alle vier', 'geen van de vijf', 'elk van hen': how many (0 where no number stands) and where, from and to."""
    norms = [token.norm for token in passage.tokens]
    for at, norm in enumerate(norms):
        if norm in _TOGETHER:
            return _TOGETHER[norm], at, at + 1
        if norm not in ("alle", "geen", "elk", "ieder", "elke", "iedere"):
            continue
        after = at + 1
        while after < len(norms) and norms[after] in ("van", "de", "deze", "die", "der"):
            after += 1
        if after >= len(norms) or (norm != "alle" and after == at + 1):
            continue
        number = _NUMBERS.get(norms[after]) or next((n for n in range(3, 10) if norms[after] == str(n)), 0)
        noun = norms[after + 1 : after + 3]
        if number and not _OTHERS & set(noun):
            return number, at, after + 1
        if norms[after] in ("hen", "hun", "gezinsleden", "betrokkenen"):
            return 0, at, after + 1
    return None


def names_all(passage: Passage) -> bool:
    """A word or number for everyone, three initials, or a grown-up together with a child."""
    if passage.hits_of("gezin_geheel", "gezin_niemand", "gezin_paar") or everyone_counted(passage) is not None:
        return True
    letters = {token.text[0] for token in passage.tokens if _LETTER.match(token.text)}
    return len(letters) >= _MANY or (bool(passage.hits_of(*_GROWN)) and bool(passage.hits_of(*_YOUNG)))
