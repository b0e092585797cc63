"""Pieces that are something else than they look: told by the days of the case, since few carry it in their heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.layout import LineKind
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.referents import referents
from vtaudit.model import Dossier, Part

_LETTERS = ("brief", "mail")
_BEFORE, _AFTER = timedelta(days=21), timedelta(days=60)
_OPENING = 8
_SENDER = re.compile(r"\W*(?:van|from|afzender)\s*:", re.I)
_YOU = frozenset({"u", "uw", "jullie", "jou", "jouw"})
_FORMAL = re.compile(r"\W*(?:hoog)?geachte\b", re.I)
_MAN, _WOMAN = r"(?:heer|meneer|mijnheer|dhr\.?)", r"(?:mevrouw|mevr\.?|mw\.?)"
_AND = r"(?:,? (?:en|&) (?:de |beste |lieve |geachte )?|, (?:beste |lieve |geachte ))"
_COUPLE = re.compile(rf"\b{_MAN}{_AND}{_WOMAN}|\b{_WOMAN}{_AND}{_MAN}", re.I)
_DEAR = re.compile(r"\W*lieve\b(?! (?:juf|juffen|meester|collega|mensen|allemaal)\b)", re.I)
_INVITES = re.compile(
    r"\buitnodig|\bnodigen? .{0,40}\buit\b|verwachten? (?:wij |we |ik )?u\b|\been afspraak\b|factuur|inzageverzoek",
    re.I,
)
_PIECE = r"\b(?:dit|deze|het) (?:verslag|rapport|rapportage|stuk|document|notitie)\b.{0,40}"
_OURS = re.compile(
    r"\b(?:bestemd|bedoeld) voor (?:het |ons |onze )?(?:eigen )?(?:dossier|administratie)\b"
    r"|\b(?:voor|tot) (?:uitsluitend |strikt )?intern gebruik|\bniet (?:bestemd|bedoeld) voor (?:de |het )?"
    rf"(?:ouders|betrokkenen|gezin|cli[eë]nt)|{_PIECE}\b"
    r"(?:(?:uitsluitend|alleen|enkel) voor (?:het|ons) (?:eigen )?dossier"
    r"|niet (?:aan|met) (?:de |het )?(?:ouders|betrokkenen|gezin) (?:verstrekt|gedeeld))",
    re.I,
)
_ONLY_PART = re.compile(r"\b(?:afschrift|kopie|bijlage|\w*aantekening|gegevens|melder|naam)", re.I)
_ADDRESS = re.compile(r"aan\b", re.I)
_TO_THEM = re.compile(r"\baan (?:de |het |beide )?(?:(?:direct)?betrokkenen|ouders|gezin)\b", re.I)
_MAIL_ENDS = frozenset({"vaststelling"})
_ENDS = frozenset({"vaststelling", "eindwoord"})

_NOTES = ("contactjournaal", "gespreksverslag", "onderzoeksrapportage", "mdo", "overig", "triage")
_AMONG_US = re.compile(r"\b(?:werk|team|staf|afdelings)(?:overleg|vergadering)|\bintervisie|\bcasu[iï]stiek", re.I)
_MELDING = re.compile(r"meld", re.I)
_TITLES = 3
_LATER = timedelta(days=14)
_LEAST = 4
_DECIDES = ("triage_woord", "besluit_woord", "dag_triage")
_SPREAD = timedelta(days=2)
_BARE = 4


def refiled(
    passages: tuple[Passage, ...], dossier: Dossier, people: People, dates: Mapping[str, date]
) -> tuple[Passage, ...]:
    """The passages with the kind of piece that the days of the case, by register column, show them to be."""
    finished = dates.get("datum_afronding_onderzoek")
    closed = dates.get("datum_afsluiting") or finished
    decided = frozenset(_decided(passages, dossier.parts, people, dates))
    passages = tuple(replace(each, kind="triage") if each.number in decided else each for each in passages)
    kinds: dict[int, str] = {}
    if closed:
        kinds.update(dict.fromkeys(_after_closing(passages, dossier.parts, closed), "monitoring"))
    if finished and (dossier.row is None or dossier.row.texts.get("vervolg") == "onderzoek"):
        kinds.update(dict.fromkeys(_closing_letters(passages, dossier.parts, people, finished), "afsluitbrief"))
    kinds.update(dict.fromkeys(_letters_to_others(passages, dossier.parts, people), "terugkoppeling"))
    kinds.update(dict.fromkeys(_forms(passages, dossier.parts), "overig"))
    return tuple(replace(each, kind=kinds[each.part]) if each.part in kinds else each for each in passages)


def _decided(
    passages: Sequence[Passage], parts: Sequence[Part], people: People, dates: Mapping[str, date]
) -> Iterator[int]:
    """The second half of a melding that also holds the triage: from its heading, or the first talk after the day of
    the melding, on."""
    received, decision = dates.get("datum_melding"), dates.get("datum_triagebesluit")
    for number, part in enumerate(parts):
        mine = [passage for passage in passages if passage.part == number]
        if part.kind != "melding" or received is None or not any(each.hits_of(*_DECIDES) for each in mine):
            continue
        last = decision + _SPREAD if decision else received + _BEFORE
        first = next((each for each in mine[1:] if _opens_triage(each, people, received, last)), None)
        if first is not None:
            line = _top_of_table(mine, first.line)
            yield from (each.number for each in mine if each.line >= line)


def _top_of_table(passages: Sequence[Passage], line: int) -> int:
    """The first line of the table in which this line stands; the line itself outside a table."""
    rows = {each.line for each in passages if each.line_kind is LineKind.ROW}
    while line in rows and line - 1 in rows:
        line -= 1
    return line


def _opens_triage(passage: Passage, people: People, received: date, last: date) -> bool:
    if passage.hits_of("dag_melding", "eerder"):
        return False
    if passage.line_kind is LineKind.HEADING or passage.label:
        head = passage.concepts if passage.line_kind is LineKind.HEADING else passage.label_hits
        if {"triage_woord", "gesproken"} & set(head):
            return True
    moments = [
        moment.first
        for mention in find_dates(passage.text)
        if mention.kind is DateKind.DAY and (moment := resolve(mention, received)) is not None
    ]
    is_bare_day = len(passage.tokens) <= _BARE
    is_talk = is_bare_day or bool(passage.hits_of("gesproken")) or bool(referents(passage, people))
    return is_talk and any(received < day <= last for day in moments)


def _after_closing(passages: Sequence[Passage], parts: Sequence[Part], closed: date) -> Iterator[int]:
    """Notes of which all entries were made two weeks or more after closing tell of monitoring; a line or two do not."""
    for number, part in enumerate(parts):
        mine = [passage for passage in passages if passage.part == number]
        days = [passage.date for passage in mine if passage.date]
        among_us = any(_AMONG_US.search(passage.text) for passage in mine[:1])
        if _is_note(part, mine) and not among_us and len(mine) >= _LEAST and days and min(days) >= closed + _LATER:
            yield number


def _is_note(part: Part, mine: Sequence[Passage]) -> bool:
    """Written down for the dossier; a melding says at its head that it is one, a mail whom it is from."""
    head = mine[:_OPENING]
    if part.kind == "melding":
        return not any(_MELDING.search(passage.text) for passage in head[:_TITLES])
    if part.kind == "mail":
        return not (_greetings(mine) or any(_SENDER.match(passage.text) for passage in head))
    return part.kind in _NOTES


def _closing_letters(
    passages: Sequence[Passage], parts: Sequence[Part], people: People, finished: date
) -> Iterator[int]:
    """Final letters to the family, of three weeks before the end to sixty days after it.

    One from before the end, or without a day of its own, counts when it tells an end.
    """
    for number, part in enumerate(parts):
        if part.kind not in _LETTERS or part.is_concept:
            continue
        if part.date and not finished - _BEFORE <= part.date <= finished + _AFTER:
            continue
        mine = [passage for passage in passages if passage.part == number]
        # A letter with a subject looks like a mail; only a mail says whom it is from.
        is_mail = any(_SENDER.match(passage.text) is not None for passage in mine[:_OPENING])
        # After the end a letter to the family tells how it ended, unless it invites or sends something.
        is_after = not (is_mail or part.date is None or part.date < finished or any(map(_invites, mine)))
        if _speaks_to_family(mine, people, is_mail=is_mail) and (is_after or _speaks_of_end(mine, is_mail=is_mail)):
            yield number


def _invites(passage: Passage) -> bool:
    return _INVITES.search(passage.text) is not None


def _speaks_to_family(mine: Sequence[Passage], people: People, *, is_mail: bool) -> bool:
    """The salutation is to a member of the family, and no one outside it is addressed there or above.

    A letter may greet without a name: then its address must be that of the family, or it greets formally and is
    addressed to no professional.
    """
    greetings = _greetings(mine)
    addressed = _named(greetings, people)
    above = _named(_address(mine), people)
    if is_mail:
        return "gezin" in addressed and not addressed & {"professional", "naam"} and "professional" not in above
    if not greetings or "professional" in addressed | above:
        return False
    if "gezin" in addressed | above or any(
        _COUPLE.search(passage.text) or _DEAR.match(passage.text) for passage in greetings
    ):
        return True
    return "naam" not in addressed and any(_FORMAL.match(passage.text) for passage in greetings)


def _letters_to_others(passages: Sequence[Passage], parts: Sequence[Part], people: People) -> Iterator[int]:
    """Letters that speak of the end, but to professionals: they tell those who were asked."""
    for number, part in enumerate(parts):
        mine = [passage for passage in passages if passage.part == number]
        if part.kind == "afsluitbrief" and _greetings(mine):
            told = _named((*_greetings(mine), *_address(mine)), people)
            if "professional" in told and "gezin" not in told:
                yield number


def _forms(passages: Sequence[Passage], parts: Sequence[Part]) -> Iterator[int]:
    """Pieces on the closing that speak to nobody, or that say so: a form or a report for ourselves."""
    for number, part in enumerate(parts):
        mine = [passage for passage in passages if passage.part == number]
        ours = part.kind == "onderzoeksrapportage" and any(map(_is_for_ourselves, mine))
        if ours or (part.kind == "afsluitbrief" and speaks_to_nobody(mine)):
            yield number


def _is_for_ourselves(passage: Passage) -> bool:
    return _OURS.search(passage.text) is not None and _ONLY_PART.search(passage.text) is None


def speaks_to_nobody(mine: Sequence[Passage]) -> bool:
    """No address, no salutation and no 'u': such a piece is for ourselves."""
    above = mine[:_OPENING]
    sent = any("adreslabel" in passage.label_hits or _TO_THEM.search(passage.text) for passage in above)
    return not (sent or _greetings(mine) or _address(mine) or any(map(_speaks_to_you, mine)))


def _speaks_to_you(passage: Passage) -> bool:
    """In "16.00 u" the u is an hour."""
    before = (None, *passage.tokens)
    return any(
        token.norm in _YOU and not (other is not None and other.text[-1].isdigit())
        for other, token in zip(before, passage.tokens, strict=False)
    )


def _greetings(mine: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(passage for passage in mine[:_OPENING] if passage.hits_of("aanhef"))


def _address(mine: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(passage for passage in mine[:_OPENING] if _ADDRESS.match(passage.text))


def _named(mine: Iterable[Passage], people: People) -> frozenset[str]:
    return frozenset(mention.who for passage in mine for mention in mentions(passage, people, 0))


def _speaks_of_end(mine: Sequence[Passage], *, is_mail: bool) -> bool:
    """A letter names an end or a conclusion; a mail must say a conclusion, for many speak of a letter to come."""
    seen = {concept for passage in mine for concept in passage.concepts}
    return bool(seen & (_MAIL_ENDS if is_mail else _ENDS))
