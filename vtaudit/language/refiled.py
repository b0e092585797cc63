"""Pieces that are something else than they look: told by the days of the case, since few carry it in their heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.model import Dossier, Part

_LETTERS = ("brief", "mail")
_BEFORE, _AFTER = timedelta(days=21), timedelta(days=60)
_OPENING = 8
_MAIL_ENDS = frozenset({"vaststelling"})
_ENDS = frozenset({"vaststelling", "eindwoord"})

_NOTES = ("contactjournaal", "gespreksverslag", "onderzoeksrapportage", "mdo", "overig")
_LATER = timedelta(days=14)
_LEAST = 4


def refiled(
    passages: tuple[Passage, ...], dossier: Dossier, people: People, finished: date | None, closed: date | None
) -> tuple[Passage, ...]:
    """The passages with the kind of piece that the days of the case show them to be.

    `finished` is the day on which the investigation ended, `closed` that on which the case was closed.
    """
    kinds: dict[int, str] = {}
    if closed:
        kinds.update(dict.fromkeys(_after_closing(passages, dossier.parts, closed), "monitoring"))
    if finished and (dossier.row is None or dossier.row.texts.get("vervolg") == "onderzoek"):
        kinds.update(dict.fromkeys(_closing_letters(passages, dossier.parts, people, finished), "afsluitbrief"))
    return tuple(replace(each, kind=kinds[each.part]) if each.part in kinds else each for each in passages)


def _after_closing(passages: Sequence[Passage], parts: Sequence[Part], closed: date) -> Iterator[int]:
    """Notes of which all entries were made two weeks or more after closing tell of monitoring; a line or two do not."""
    for number, part in enumerate(parts):
        mine = [passage for passage in passages if passage.part == number]
        days = [passage.date for passage in mine if passage.date]
        if part.kind in _NOTES and len(mine) >= _LEAST and days and min(days) >= closed + _LATER:
            yield number


def _closing_letters(
    passages: Sequence[Passage], parts: Sequence[Part], people: People, finished: date
) -> Iterator[int]:
    """Final letters to the family, of three weeks before the end to sixty days after it, that tell an end.

    A letter without a day of its own counts too.
    """
    for number, part in enumerate(parts):
        if part.kind not in _LETTERS or part.is_concept:
            continue
        if part.date and not finished - _BEFORE <= part.date <= finished + _AFTER:
            continue
        mine = [passage for passage in passages if passage.part == number]
        if _speaks_to_family(mine, people) and _speaks_of_end(mine, is_mail=part.kind == "mail"):
            yield number


def _speaks_to_family(mine: Sequence[Passage], people: People) -> bool:
    """The salutation is to a member of the family, and no one outside it is addressed there or above."""
    opening = [passage for passage in mine[:_OPENING] if passage.hits_of("aanhef")]
    addressed = {mention.who for passage in opening for mention in mentions(passage, people, 0)}
    return "gezin" in addressed and not addressed & {"professional", "naam"}


def _speaks_of_end(mine: Sequence[Passage], *, is_mail: bool) -> bool:
    """A letter names an end or a conclusion; a mail must say a conclusion, for many speak of a letter to come."""
    seen = {concept for passage in mine for concept in passage.concepts}
    return bool(seen & (_MAIL_ENDS if is_mail else _ENDS))
