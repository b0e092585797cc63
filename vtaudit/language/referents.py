"""Which members of the family a sentence speaks of: by name, by role, by a word for the group or for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from vtaudit.language.by_age import by_age
from vtaudit.language.family import FamilyMember
from vtaudit.language.lexicon import Hit
from vtaudit.language.naming import TITLES
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

PRONOUNS = frozenset(
    {"hij", "hem", "zij", "ze", "hen", "hun", "jou", "je", "jij", "jullie", "u", "die", "deze", "ie", "elkaar"}
)
_FEMALE = frozenset({"mw", "mevr", "mevrouw", "mvr", "vrouw"})
_MALE = frozenset({"dhr", "heer", "hr", "meneer", "mijnheer", "man"})
_TITLES_OF_SEX = _FEMALE | _MALE
_DETERMINERS = frozenset({
    "de", "het", "'t", "een", "zijn", "haar", "hun", "d'r", "z'n", "mijn", "ons", "onze", "beide", "alle",
    "allebei", "alletwee", "drie", "vier", "vijf", "twee", "mw", "mevr", "mevrouw", "dhr", "heer", "meneer", ".",
    "kleine", "jongste", "oudste", "der", "den",
})  # fmt: skip
_PREPOSITIONS = frozenset({
    "van", "over", "namens", "voor", "bij", "zonder", "aan", "tegen", "door", "tussen", "naar", "jegens",
    "omtrent", "betreffende", "inzake", "mbt", "vd", "v", "nr", "met",
})  # fmt: skip
_SURNAME_PARTICLES = frozenset({"van", "de", "den", "der", "ter", "ten", "te", "el", "al"})
_JOINS = frozenset({"en", "+", ",", "/", "&", "alsmede", "noch", "als"})
_COUNTS = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "alledrie": 3, "allevier": 4, "alletwee": 2,
}  # fmt: skip
_PARENTS = ("moeder", "vader", "stiefvader", "stiefmoeder", "partner", "ouder", "volwassene")


@dataclass(frozen=True, slots=True)
class Referent:
    """Members meant by tokens [start:end]; `governed` is the preposition in front.

    `how` is naam, rol, groep, geheel or thuis.
    """

    members: frozenset[int]
    start: int
    end: int
    how: str
    governed: str = ""


@lru_cache(maxsize=4096)
def referents(passage: Passage, people: People, start: int = 0) -> tuple[Referent, ...]:
    """Everyone of the family who is named from token `start` on, in order; wider words swallow those inside."""
    family = people.family
    found: list[Referent] = []
    wide = sorted(_all(passage, family), key=lambda r: (r.start, -(r.end - r.start), -len(r.members)))
    for referent in wide:
        if referent.start < start or not referent.members or any(r.start <= referent.start < r.end for r in found):
            continue
        found.append(replace(referent, governed=_preposition(passage, referent.start, found)))
    return _without_exceptions(passage, tuple(found), len(family))


def _all(passage: Passage, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    yield from _by_name(passage, family)
    yield from _by_number(passage, family)
    yield from _by_designation(passage, family)
    yield from _by_rank(passage, family)
    yield from (Referent(frozenset({index}), at, end, "rol") for index, at, end in by_age(passage, family))
    for hit in passage.hits:
        members, how = _by_role(passage, hit, family)
        if members:
            yield Referent(frozenset(members), hit.start, hit.end, how)


def _by_name(passage: Passage, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    tokens = passage.tokens
    initials = [next(iter(sorted(m.given)), "")[:1] for m in family]
    # 'noor | 4 mei | school': the first column and the label of a field may do without capitals.
    small = passage.cells[0][1] if passage.cells else passage.value
    for position, token in enumerate(tokens):
        if not (token.text[0].isalpha() and (token.text[0].isupper() or position < small)):
            continue
        norm = re.sub(r"(?:'s|')\Z", "", token.norm)
        given = {
            i for i, m in enumerate(family) if norm in m.given or (norm.rstrip("s") in m.given and norm.endswith("s"))
        }
        if given:
            before = tokens[position - 1].norm if position else ""
            sex = "v" if before in _FEMALE else "m" if before in _MALE else ""
            fits = {i for i in given if not sex or not family[i].sex or family[i].sex == sex}
            yield Referent(frozenset(fits), position, _name_end(passage, position, family), "naam")
        elif any(norm in m.names for m in family):
            yield from _by_surname(passage, position, norm, family)
        elif re.match(r"[A-Z]\.?\Z", token.text) and initials.count(norm[:1]) == 1 and _stands_alone(passage, position):
            yield Referent(frozenset({initials.index(norm[:1])}), position, position + 1, "naam")
        elif re.match(r"[A-Z]\.?\Z", token.text):
            yield from _by_initial(passage, position, norm, family)


def _by_initial(passage: Passage, position: int, letter: str, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    """'mevr. T.' for Tess Tamminga's mother: the one adult of that sex whose surname begins so."""
    start = position - 1
    while start > 0 and (passage.tokens[start].text == "." or passage.tokens[start].norm in _SURNAME_PARTICLES):
        start -= 1
    title = passage.tokens[start].norm if start >= 0 else ""
    sex = "v" if title in _FEMALE else "m" if title in _MALE else ""
    own = [
        index
        for index, member in enumerate(family)
        if sex
        and not member.is_child
        and member.sex == sex
        and any(n[:1] == letter for n in member.names - member.given)
    ]
    near = Hit("", max(0, start - 3), position + 4)
    another = any(near.start <= hit.start < near.end for hit in passage.hits_of("professional", "melder_woord"))
    if len(own) == 1 and not another and not _is_surname(passage, position + 1):
        yield Referent(frozenset(own), start, position + 1, "naam")


def _is_surname(passage: Passage, position: int) -> bool:
    """'mw. T. Bakker': the letter opens another name."""
    after = passage.tokens[position : position + 1]
    return any(token.text[:1].isupper() or token.norm in _SURNAME_PARTICLES for token in after)


def _stands_alone(passage: Passage, position: int) -> bool:
    """'Q. wil weer naar huis', 'R + D gesproken': an initial that opens no surname and follows no title."""
    before = passage.tokens[position - 1] if position else None
    after = passage.tokens[position + 1] if position + 1 < len(passage.tokens) else None
    if before is not None and (
        before.norm in TITLES or before.text in (".", "'") or re.match(r"[A-Z]\.?\Z", before.text)
    ):
        return False
    if after is None or after.text[:1].isupper():
        return False
    return (
        passage.tokens[position].text.endswith(".")
        or after.norm in ("+", "en", "&", "/", ",")
        or (before is not None and before.norm in ("+", "en", "&", "/"))
    )


def _name_end(passage: Passage, position: int, family: tuple[FamilyMember, ...]) -> int:
    end = position + 1
    while end < len(passage.tokens) and end < position + 4:
        token = passage.tokens[end]
        if (any(token.norm in m.names for m in family) and not any(token.norm in m.given for m in family)) or (
            token.norm in ("van", "de", "der", "ter", "den")
            and passage.tokens[min(end + 1, len(passage.tokens) - 1)].text[:1].isupper()
            and token.text.islower()
            and token.norm != "van"
        ):
            end += 1
        else:
            break
    return end


def _by_surname(passage: Passage, position: int, norm: str, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    """'de heer Pinas', 'mw. de Wit': the title tells which of those with this surname; 'gezin Pinas' is everyone."""
    start = position
    while start and (
        passage.tokens[start - 1].norm in _DETERMINERS | _TITLES_OF_SEX | {"van", "ter", "el"}
        or re.match(r"(?:[A-Z]\.)+\Z", passage.tokens[start - 1].text)
    ):
        start -= 1
        if passage.tokens[start].norm in _TITLES_OF_SEX:
            break
    title = passage.tokens[start].norm
    before = passage.tokens[start - 1].norm if start else ""
    sex = "v" if title in _FEMALE else "m" if title in _MALE else ""
    own = {i for i, m in enumerate(family) if norm in m.names}
    if sex:
        own = {i for i in own if family[i].sex in (sex, "") and not family[i].is_child}
        exact = {i for i in own if family[i].sex == sex} or own
        # Of a mother and her grown daughter 'mevrouw Bos' is the mother.
        exact = {i for i in exact if family[i].role != "volwassen kind"} or exact
        if len(exact) == 1:
            yield Referent(frozenset(exact), start, position + 1, "naam")
    elif before in ("familie", "gezin", "fam") or title in ("familie", "gezin", "fam"):
        yield Referent(frozenset(range(len(family))), position, position + 1, "geheel")
    elif "echtpaar" in (before, title):
        pair = {i for i in own if not family[i].is_child and family[i].role not in ("volwassen kind", "huisgenoot")}
        yield Referent(frozenset(pair), position, position + 1, "groep")
    elif len(own) == 1:
        yield Referent(frozenset(own), position, position + 1, "naam")


def _by_designation(passage: Passage, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    """'Ouder 1', 'betrokkene': as the melding says that a member is called from there on."""
    called = {word: index for index, member in enumerate(family) for word in member.called}
    if not called:
        return
    norms = [token.norm for token in passage.tokens]
    for position, norm in enumerate(norms):
        for said in (" ".join(norms[position : position + 2]), norm):
            if said in called:
                end = position + 1 + said.count(" ")
                yield Referent(frozenset({called[said]}), position, end, "naam")


def _by_number(passage: Passage, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    """'alle vier', 'alle 4', 'met zijn drieën': whole family, children or adults, whichever has so many."""
    here = _here(family)
    for position, token in enumerate(passage.tokens):
        if token.norm not in ("alle", "alledrie", "allevier", "alletwee") or (
            position + 1 > len(passage.tokens) - 1 and token.norm == "alle"
        ):
            continue
        after = passage.tokens[position + 1].norm if position + 1 < len(passage.tokens) else ""
        count = (
            _COUNTS.get(token.norm)
            or _COUNTS.get(after)
            or (int(after) if after.isdecimal() and len(after) == 1 else 0)
        )
        noun = passage.tokens[position + 2 : position + 4]
        if count and any(n.norm in ("kinderen", "kk", "kids") for n in noun):
            children = {i for i in here if family[i].is_child}
            yield Referent(frozenset(children), position, position + 3, "groep")
        elif count == len(here) and not any(
            n.norm in ("gesprekken", "informanten", "scholen", "punten", "afspraken") for n in noun
        ):
            yield Referent(frozenset(here), position, position + 2, "geheel")


def _by_rank(passage: Passage, family: tuple[FamilyMember, ...]) -> Iterator[Referent]:
    """'ouder 2', 'kind 1': the family in the order in which the melding names it, unless it calls them so itself."""
    if any(member.called for member in family):
        return
    for position, token in enumerate(passage.tokens[:-1]):
        rank = passage.tokens[position + 1].norm
        if token.norm not in ("ouder", "kind") or rank not in ("1", "2", "3", "4", "5"):
            continue
        pool = sorted(i for i in _here(family) if family[i].is_child == (token.norm == "kind"))
        if int(rank) <= len(pool):
            yield Referent(frozenset({pool[int(rank) - 1]}), position, position + 2, "rol")


def _here(family: tuple[FamilyMember, ...]) -> set[int]:
    return {i for i, m in enumerate(family) if not m.elsewhere}


def _by_role(passage: Passage, hit: Hit, family: tuple[FamilyMember, ...]) -> tuple[set[int], str]:
    word = passage.tokens[hit.start].norm
    name = hit.concept
    if not name.startswith("gezin_") and word not in _TITLES_OF_SEX:
        return set(), ""
    here = _here(family)
    adults = {i for i in here if not family[i].is_child and family[i].role != "huisgenoot"}
    parents = {i for i in adults if family[i].role in _PARENTS}
    children = {i for i in here if family[i].is_child}
    if name == "gezin_thuis":
        return here, "thuis"
    if name == "gezin_geheel":
        return (here, "geheel") if word != "allen" or not _is_adverb(passage, hit) else (set(), "")
    if name == "gezin_niemand":
        if "kinderen" in {t.norm for t in passage.tokens[hit.start : hit.end]}:
            return children, "groep"
        return here, "geheel"
    if name == "gezin_ouders":
        if word == "ouders" and hit.start and passage.tokens[hit.start - 1].norm in ("jaar", "maand", "week"):
            return set(), ""
        return parents if len(parents) > 1 else adults, "groep"
    if name == "gezin_kinderen":
        chosen = _of_kind(word, children, family)
        return chosen, "groep"
    if name == "gezin_paar" and len(here) == 2:
        return here, "geheel"
    if name == "gezin_moeder":
        return _one(family, adults, "moeder", "v"), "rol"
    if name == "gezin_vader":
        return _one(family, adults | {i for i, m in enumerate(family) if m.role == "vader"}, "vader", "m"), "rol"
    if name in ("gezin_stiefvader", "gezin_stiefmoeder"):
        role, sex = name.removeprefix("gezin_"), "m" if name.endswith("vader") else "v"
        stepped = {i for i in adults if family[i].role == role}
        return stepped or (
            {i for i in adults if family[i].sex == sex and family[i].role in ("partner", "vader", "moeder")}
            if len(parents) == 2
            else set()
        ), "rol"
    if name == "gezin_partner" and word.startswith("partner") and len(parents) == 2:
        partners = {i for i in parents if family[i].role in ("partner", "stiefvader", "stiefmoeder")}
        return partners if len(partners) == 1 else set(), "rol"
    if name in ("gezin_man", "gezin_vrouw") or word in _TITLES_OF_SEX:
        return _bare_sex(passage, hit, family, adults), "rol"
    if name in ("gezin_zoon", "gezin_dochter"):
        return _child_of_sex(word, "m" if name == "gezin_zoon" else "v", family, here), "rol"
    if name == "gezin_kind":
        return _one_child(word, children, family), "rol"
    if name in ("vader", "moeder") and word in _TITLES_OF_SEX:
        return _bare_sex(passage, hit, family, adults), "rol"
    return set(), ""


def _is_adverb(passage: Passage, hit: Hit) -> bool:
    return hit.start > 0 and passage.tokens[hit.start - 1].norm in ("school", "hulpverleners", "informanten")


def _one(family: tuple[FamilyMember, ...], pool: set[int], role: str, sex: str) -> set[int]:
    exact = {i for i in pool if family[i].role == role}
    if len(exact) == 1:
        return exact
    loose = {i for i in pool if family[i].sex == sex and family[i].role not in ("volwassen kind",)}
    if len(loose) == 1 and not exact:
        return loose
    unknown = {i for i in pool if not family[i].sex and family[i].role in ("ouder", "volwassene", "partner")}
    if not exact and not loose and len(unknown) == 1:
        return unknown
    if not exact and not loose and len(unknown) == 2:
        return {min(unknown) if sex == "v" else max(unknown)}
    return set()


def _bare_sex(passage: Passage, hit: Hit, family: tuple[FamilyMember, ...], adults: set[int]) -> set[int]:
    """'mevrouw', 'de man': the one adult of that sex, unless a name follows."""
    after = passage.tokens[hit.end : hit.end + 2]
    if after and (
        after[0].text[:1].isupper() or (after[0].text == "." and len(after) > 1 and after[1].text[:1].isupper())
    ):
        return set()
    word = passage.tokens[hit.start].norm
    sex = "v" if word in _FEMALE or hit.concept == "gezin_vrouw" else "m"
    exact = {i for i in adults if family[i].sex == sex and family[i].role != "volwassen kind"}
    return exact if len(exact) == 1 else _one(family, adults, "", sex)


def _of_kind(word: str, children: set[int], family: tuple[FamilyMember, ...]) -> set[int]:
    if word in ("tweeling",):
        months = [family[i].months for i in children]
        return {i for i in children if family[i].months is not None and months.count(family[i].months) > 1} or children
    for sex, words in (
        ("m", ("jongens", "zoons", "zonen", "broers", "broertjes")),
        ("v", ("meisjes", "dochters", "zussen", "zusjes")),
    ):
        if word in words:
            chosen = {i for i in children if family[i].sex in (sex, "")}
            return chosen if len(chosen) > 1 else children
    return children


def _child_of_sex(word: str, sex: str, family: tuple[FamilyMember, ...], here: set[int]) -> set[int]:
    pool = {i for i in here if family[i].role in ("kind", "volwassen kind")}
    exact = {i for i in pool if family[i].sex == sex}
    if word.startswith(("broer", "zus", "halfbroer", "halfzus")) and len(pool) > 1:
        return exact if len(exact) == 1 else set()
    if len(exact) == 1:
        return exact
    return pool if len(pool) == 1 and not exact else set()


def _one_child(word: str, children: set[int], family: tuple[FamilyMember, ...]) -> set[int]:
    aged = sorted((i for i in children if family[i].months is not None), key=lambda i: family[i].months or 0)
    if word == "jongste" and aged:
        return {aged[0]}
    if word == "oudste" and aged:
        return {aged[-1]}
    if word in ("baby", "babytje", "peuter", "kleintje") and aged and (family[aged[0]].months or 0) < 48:
        return {aged[0]}
    if word in ("kind", "jeugdige", "minderjarige", "leerling", "kleuter", "puber", "tiener", "jongere"):
        return children if len(children) == 1 else set()
    return set()


def _preposition(passage: Passage, start: int, found: list[Referent]) -> str:
    """The preposition that governs these words, carried over 'en' and commas from the member before."""
    position = start - 1
    while position >= 0 and passage.tokens[position].norm in _DETERMINERS:
        position -= 1
    if position < 0:
        return ""
    norm = passage.tokens[position].norm
    if norm in _PREPOSITIONS:
        return norm
    if norm in _JOINS and found and 0 <= position + 1 - found[-1].end <= 2:
        return found[-1].governed
    return ""


def _without_exceptions(passage: Passage, found: tuple[Referent, ...], size: int) -> tuple[Referent, ...]:
    """'iedereen behalve Daan': the one after the exception is taken out of the group before it."""
    for hit in passage.hits_of("gezin_behalve"):
        excluded = next((r for r in found if 0 <= r.start - hit.end <= 3 and r.how in ("naam", "rol")), None)
        if passage.tokens[hit.start].norm in ("alleen", "maar", "niet", "buiten") or excluded is None:
            continue
        found = tuple(
            replace(r, members=r.members - excluded.members)
            if r.how in ("geheel", "groep") and r is not excluded
            else r
            for r in found
            if r is not excluded
        )
    return found
