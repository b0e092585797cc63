"""Children named by their age: 'dochter (12)', 'de zoon van negen', 'de 9-jarige'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vtaudit.dates.words import number_of
from vtaudit.language.family import FamilyMember
from vtaudit.language.passages import Passage

_SEX = {"gezin_zoon": "m", "gezin_dochter": "v", "gezin_kind": "", "gezin_kinderen": ""}
_OF_YEARS = re.compile(r"(\d{1,2}|[a-z]+)-?jarige?\Z")


def by_age(passage: Passage, family: tuple[FamilyMember, ...]) -> Iterator[tuple[int, int, int]]:
    """Member, first token and end for every age that fits exactly one child of the family."""
    tokens = passage.tokens
    for at, token in enumerate(tokens):
        old = _OF_YEARS.match(token.norm)
        years = number_of(old[1].rstrip("-")) if old else None
        if years is not None:
            hit = next((h for h in passage.hits if h.start == at + 1 and h.concept in _SEX), None)
            yield from _one(family, years, _SEX[hit.concept] if hit else "", at, hit.end if hit else at + 1)
    for hit in passage.hits:
        if hit.concept not in _SEX or hit.end + 1 >= len(tokens) or tokens[hit.end].norm not in ("(", "van"):
            continue
        years = number_of(tokens[hit.end + 1].norm.strip("()"))
        beside = tokens[hit.end + 2].norm if hit.end + 2 < len(tokens) else ""
        if years is not None and beside not in ("en", "kinderen", "maanden", "mnd"):
            yield from _one(family, years, _SEX[hit.concept], hit.start, hit.end + 2)


def _one(
    family: tuple[FamilyMember, ...], years: int, sex: str, start: int, end: int
) -> Iterator[tuple[int, int, int]]:
    fits = [
        index
        for index, member in enumerate(family)
        if member.is_child and member.months is not None and member.months // 12 == years
        and (not sex or member.sex in (sex, ""))
    ]  # fmt: skip
    if len(fits) == 1:
        yield fits[0], start, end
