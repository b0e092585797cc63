"""Family members whom the melding names by role or designation: 'vader (38), zoon (9)', 'Ouder 1: mw. Bos'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from vtaudit.dates.words import NUMBERS
from vtaudit.language.ages import age_after, ages_after
from vtaudit.language.family import FamilyMember, age_role, is_family_field
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage
from vtaudit.language.reporter import title_sex

_ROLES = {
    "gezin_moeder": ("moeder", "v"), "gezin_vader": ("vader", "m"), "gezin_stiefvader": ("stiefvader", "m"),
    "gezin_stiefmoeder": ("stiefmoeder", "v"), "gezin_partner": ("partner", ""), "gezin_man": ("partner", "m"),
    "gezin_vrouw": ("partner", "v"), "gezin_zoon": ("kind", "m"), "gezin_dochter": ("kind", "v"),
    "gezin_kind": ("kind", ""), "gezin_kinderen": ("kind", ""), "gezin_grootouder": ("huisgenoot", ""),
}  # fmt: skip
_DESIGNATION = re.compile(
    r"(?:ouder|kind|partner|volwassene|persoon|jeugdige|betrokkene|gezinslid|minderjarige) ?"
    r"(?:\d|[a-d]|i{1,3}|een|twee)"
    r"|betrokkene|client|clientin|slachtoffer|pleger|vermoedelijke pleger|jeugdige|huisgenoot|kind|cliente"
)
_HEREAFTER = frozenset({"hierna", "verder", "genoemd"})
_PASSED = frozenset({"te", "noemen", "genoemd", "aangeduid", "als", ":", '"', "'", "“", "‘", ",", "de", "het"})
_REACH = 10
_STEP = 3


def by_designation(pool: Sequence[Passage], received: date | None) -> tuple[FamilyMember, ...]:
    """'betrokkene 1 (moeder, 29), kind 1 en kind 2 (4 en 6)': everyone whom a bracket behind explains."""
    found: dict[str, FamilyMember] = {}
    for passage in pool:
        norms = [token.norm for token in passage.tokens]
        for at in range(len(norms) - 2):
            said = " ".join(norms[at : at + 2])
            if norms[at + 2] != "(" or said in found or not _DESIGNATION.fullmatch(said):
                continue
            end = norms.index(")", at) if ")" in norms[at:] else len(norms)
            told = [_ROLES[hit.concept] for hit in passage.hits if at < hit.start < end and hit.concept in _ROLES]
            if any(at < hit.start < end for hit in passage.hits_of("melder_woord", "gezin_buiten")):
                continue
            young = norms[at] in ("kind", "minderjarige", "jeugdige")
            role, sex = ("kind", "") if young else told[0] if told else ("", "")
            ages = _ages(passage, at + 2, end, received)
            if not (role or ages):
                continue
            names = _joined(norms, at)
            # 'minderjarige 1 en minderjarige 2 (tweeling, 4)' has one age for both.
            several: list[int | None] = [*ages] if len(ages) == len(names) else [ages[0] if ages else None] * len(names)
            for one, months in zip(names, several, strict=True):
                member = FamilyMember(age_role(role, months), frozenset(), months, False, sex, called=frozenset({one}))
                found.setdefault(one, member)
    return tuple(found.values())


def _ages(passage: Passage, start: int, end: int, received: date | None) -> list[int]:
    """Every age between the brackets; in '2 kinderen' the number counts children."""
    counted = {hit.start for hit in passage.hits_of("gezin_kinderen")}
    ages: list[int] = []
    while start < end:
        age = age_after(passage.tokens, start, received)
        if age is not None and age.end not in counted and age.end <= end + 1:
            ages.append(age.months)
            start = age.end
        start += 1
    return ages


def _joined(norms: Sequence[str], at: int) -> list[str]:
    """The designations that stand before a bracket, joined by commas and 'en'; the one at `at` is the last."""
    names = [" ".join(norms[at : at + 2])]
    while at >= _STEP and norms[at - 1] in ("en", ",", "+", "&"):
        at -= _STEP
        before = " ".join(norms[at : at + 2])
        if not _DESIGNATION.fullmatch(before) or norms[at] != names[0].split()[0]:
            break
        names.insert(0, before)
    return names


def by_role(
    pool: Sequence[Passage], received: date | None, is_reporter: Callable[[Passage], bool]
) -> tuple[FamilyMember, ...]:
    """The sentence or field that counts up most members by role and age alone, where it counts up two or more."""
    best: tuple[FamilyMember, ...] = ()
    listed: tuple[FamilyMember, ...] = ()
    above: Passage | None = None
    for passage in pool:
        if is_reporter(passage) or passage.hits_of("eerder", "ander_gezin"):
            continue
        found = tuple(_in_passage(passage, received))
        # One line for the parents and the next for the children: a list counts as a whole.
        joins = above is not None and above.part == passage.part and 0 <= passage.line - above.line <= 1
        listed = (*listed, *(m for m in found if m not in listed)) if found and joins else found
        above = passage if found else None
        if len(listed) > max(1, len(best)):
            best = listed
    return best


def _in_passage(passage: Passage, received: date | None) -> list[FamilyMember]:
    found: list[FamilyMember] = []
    end = passage.value
    for hit in passage.hits:
        if hit.concept not in _ROLES or hit.start < end or _is_plural_of(passage, hit):
            continue
        # 'partner moeder (34)': the second word says whose.
        own_hit = next((other for other in passage.hits_of("gezin_partner") if other.end == hit.start), hit)
        role, sex = _ROLES[own_hit.concept]
        months = ages_after(passage.tokens, hit.end, received)
        for each in months:
            own = frozenset({passage.tokens[own_hit.start].norm}) if role == "partner" else frozenset()
            found.append(FamilyMember(age_role(role, each.months), frozenset(), each.months, False, sex, called=own))
            end = each.end
        if not months and is_family_field(passage) and role in ("moeder", "vader"):
            found.append(FamilyMember(role, frozenset(), None, False, sex))
    return found


def _is_plural_of(passage: Passage, hit: Hit) -> bool:
    """'vader van de zoon (9)', 'haar dochter': the age is that of the last role; the first only says whose."""
    after = [token.norm for token in passage.tokens[hit.end : hit.end + 2]]
    return after[:1] == ["van"] and not (after[1:] and (after[1].isdecimal() or after[1] in NUMBERS))


def with_designations(family: tuple[FamilyMember, ...], pool: Sequence[Passage]) -> tuple[FamilyMember, ...]:
    """Adds how the dossier goes on to call a member: by the label of the field or by what follows 'hierna'."""
    called: dict[int, set[str]] = {}
    for passage in pool:
        names = [
            (position, index)
            for position, token in enumerate(passage.tokens)
            for index, member in enumerate(family)
            if token.norm in member.names and position >= passage.value
        ]
        if not names:
            continue
        label = _plain(passage.label)
        given = {index for position, index in names if passage.tokens[position].norm in family[index].given}
        is_one = len(given) < 2 or label[-1:].isdecimal()
        if is_one and is_family_field(passage) and _DESIGNATION.fullmatch(label):
            called.setdefault(_first(passage, names, family), set()).add(label)
        for position, index in names:
            after = _hereafter(passage, position)
            if after:
                called.setdefault(index, set()).add(after)
    once = [word for words in called.values() for word in words]
    return tuple(
        replace(member, called=member.called | {word for word in called.get(index, ()) if once.count(word) == 1})
        for index, member in enumerate(family)
    )


def _first(passage: Passage, names: Sequence[tuple[int, int]], family: tuple[FamilyMember, ...]) -> int:
    """The first who is named; of those who share the surname the one whom the title before it fits."""
    start = names[0][0]
    title = {title_sex(token.norm) for token in passage.tokens[passage.value : start]} - {""}
    return next((index for position, index in names if position == start and family[index].sex in title), names[0][1])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("ë", "e")))


def _hereafter(passage: Passage, position: int) -> str:
    """'Daan (9), hierna te noemen betrokkene': the designation within a few words of the name."""
    tokens = passage.tokens
    for index in range(position + 1, min(position + _REACH, len(tokens))):
        if tokens[index].text == ";":
            return ""
        if tokens[index].norm not in _HEREAFTER:
            continue
        words = [token.norm for token in tokens[index + 1 : index + 8] if token.norm not in _PASSED]
        for count in (2, 1):
            said = " ".join(words[:count])
            if _DESIGNATION.fullmatch(said):
                return said
    return ""
