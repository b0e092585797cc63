"""Who is who in a case: the family with ages, the melder by name and function, and mentions of people in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from vtaudit.language.distant import with_distant
from vtaudit.language.family import FamilyMember, is_family_field, read_family, with_roles
from vtaudit.language.first_names import with_first_names
from vtaudit.language.households import with_grown, with_parents, with_unnamed
from vtaudit.language.passages import Passage
from vtaudit.language.reporter import is_reporter_field, outside_names, read_reporter
from vtaudit.language.surnames import surname_end
from vtaudit.language.unnamed import by_designation, by_role, with_designations
from vtaudit.language.words import fold
from vtaudit.model.calendar import MONTH_NAMES, WEEKDAY_NAMES

_TITLES = frozenset(
    {
        "mw",
        "mevr",
        "mevrouw",
        "dhr",
        "heer",
        "meneer",
        "mijnheer",
        "de heer",
        "dokter",
        "dr",
        "drs",
        "juf",
        "meester",
        "mvr",
        "hr",
        "dhr/mw",
    }
)
_PARTICLES = frozenset(
    {"de", "den", "der", "van", "von", "ter", "ten", "te", "el", "al", "la", "le", "'t", "in", "op", "d'", "bin", "ben"}
)
_NAME = re.compile(r"[A-ZÀ-ÝŞĞÇİ][\w'’\-]+")
_INITIAL = re.compile(r"(?:[A-Z]\.?)+\Z")
_ARTICLES = frozenset({"de", "het", "'t", "onze", "zijn", "haar", "hun"})
_OF = frozenset({"van", "vd", "v.d", "v"})
_OF_TEAM = frozenset({"van", "vanuit", "bij", "het", "de", ",", "(", "/", "onze", "uw", "hun", "haar", "zijn", "een"})


@dataclass(frozen=True, eq=False)
class People:
    """The cast of a case; two casts are the same only when they are one object.

    `reporter_names` and `reporter_functions` are folded words; `names` every name seen.

    `is_whole` is false where the melding leaves doubt on who belongs to the family. `reporter_roles` are role families
    (concepts `rol_*`) of the melder, `reporter_titled` names shared with the family, with the title.
    `workers` are words of the name of who handles the case, by the register.
    `helpers` are names that stand beside the role of a professional: 'wijkcoach Els Bos', 'Els van het wijkteam'.
    """

    family: tuple[FamilyMember, ...]
    reporter_names: frozenset[str]
    reporter_functions: frozenset[str]
    reporter_code: str
    names: frozenset[str]
    is_whole: bool = True
    reporter_roles: frozenset[str] = frozenset()
    reporter_titled: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    workers: frozenset[str] = frozenset()
    reporter_persons: frozenset[str] = frozenset()

    @cached_property
    def family_names(self) -> frozenset[str]:
        """Every name of a family member."""
        return frozenset(name for member in self.family for name in member.names)


_BEGINS, _A_DAY = timedelta(days=14), timedelta(days=1)
_CALLS = ("overig", "gespreksverslag")
_SENDER = ("van", "from", "afzender")
_ALSO = ("triage", "contactjournaal", "gespreksverslag", "onderzoeksrapportage", "overdracht")


def read_people(passages: Sequence[Passage], reporter_code: str, received: date | None, worker: str = "") -> People:
    """Find the family and the melder, from the melding first and from other parts where the melding is silent."""
    melding = [passage for passage in passages if passage.kind == "melding"]
    first = _first_part(passages, received)
    pool = melding or [p for p in passages if p.part == first or (p.kind == "triage" and is_family_field(p))]
    family, is_whole = read_family(pool, received, is_reporter_field)
    outside = outside_names(pool)
    family = tuple(m for m in family if m.months is not None or m.given or not (m.names and m.names <= outside))
    family = with_designations(with_distant(family, pool), pool)
    if not family:
        family = with_roles(by_designation(pool, received))
    if not family:
        family = with_roles(by_role(pool, received, is_reporter_field))
    if not any(not member.is_child for member in family):
        family = with_parents(family, pool)
    if not any(not member.is_child for member in family):
        later = read_family([p for p in passages if p.kind in _ALSO], received, _tells_reporter)[0]
        known = frozenset(name for member in family for name in member.given)
        # The children of the melding count; who cares for them may stand in the later parts alone.
        family = with_roles((*family, *(m for m in later if not known & m.given and not (family and m.is_child))))
        is_whole = False
    family = with_grown(with_unnamed(family, pool, passages, is_reporter_field), pool)
    own = frozenset(name for member in family for name in member.names)
    adults = frozenset(f"{member.sex}:{name}" for member in family if not member.is_child for name in member.names)
    reporter = read_reporter(pool, reporter_code, own, adults)
    if not (melding or reporter.names):
        reporter = read_reporter(_first_days(passages, received), reporter_code, own, adults)
    helpers = frozenset(_helpers(passages)) - own
    workers = frozenset(fold(word) for word in re.findall(r"\w{3,}", worker)) - _PARTICLES - own
    known = own | reporter.names | helpers | workers | _NO_PERSON
    family = with_first_names(family, [*pool, *_first_days(passages, received)], passages, known)
    own = frozenset(name for member in family for name in member.names)
    names = frozenset(_capitalised(passages)) | reporter.names
    return People(
        family, reporter.names, reporter.functions, fold(reporter_code), names, is_whole, reporter.roles,
        reporter.titled, helpers - own, workers, reporter.persons,
    )  # fmt: skip


def _first_part(passages: Sequence[Passage], received: date | None) -> int:
    """Where a dossier without a melding tells of the family: what came in that day, triage, or the earliest piece.

    A note of a telephone call looks like a mail, but has no sender.
    """
    if received is None or not passages:
        return passages[0].part if passages else 0
    later = {p.part for p in passages if p.date is None or abs(p.date - received) > _A_DAY}
    sent = {p.part for p in passages if p.label.casefold() in _SENDER}
    came_in = (
        p.part
        for p in passages
        if p.part not in later and (p.kind in _CALLS or (p.kind == "mail" and p.part not in sent) or _is_sent_to_us(p))
    )
    if (part := next(came_in, None)) is not None:
        return part
    days = (
        (passage.kind != "triage", passage.date, passage.part)
        for passage in passages
        if passage.date and received <= passage.date <= received + _BEGINS
    )
    return min(days, default=(True, received, passages[0].part))[2]


def _is_sent_to_us(passage: Passage) -> bool:
    """'Aan: Veilig Thuis Oevers' above a mail or letter."""
    if passage.kind not in ("mail", "brief") or "adreslabel" not in passage.label_hits:
        return False
    return bool(passage.hits_of("veilig_thuis"))


def _first_days(passages: Sequence[Passage], received: date | None) -> list[Passage]:
    notes = [p for p in passages if p.date and p.kind not in ("mail", "brief", "terugkoppeling")]
    return [p for p in notes if received and p.date and received <= p.date <= received + _BEGINS]


def _tells_reporter(passage: Passage) -> bool:
    return is_reporter_field(passage) and "gesproken_kop" not in passage.label_hits


def _helpers(passages: Iterable[Passage]) -> Iterable[str]:
    for passage in passages:
        tokens = passage.tokens
        for hit in passage.hits_of("professional"):
            after = hit.end + (hit.end < len(tokens) and tokens[hit.end].text in (",", "(", ":"))
            while after < len(tokens) and (
                tokens[after].norm in _TITLES or tokens[after].norm in _PARTICLES or _INITIAL.match(tokens[after].text)
            ):
                after += 1
            while after < len(tokens) and _NAME.match(tokens[after].text) and tokens[after].norm not in _NO_PERSON:
                yield tokens[after].norm
                after += 1
            before = hit.start - 1
            while before > 0 and tokens[before].norm in _OF_TEAM:
                before -= 1
            named = tokens[before].norm not in _NO_PERSON and bool(_NAME.match(tokens[before].text))
            if 0 <= before < hit.start - 1 and named:
                yield tokens[before].norm


def _capitalised(passages: Iterable[Passage]) -> Iterable[str]:
    for passage in passages:
        for position, token in enumerate(passage.tokens):
            if not _NAME.match(token.text):
                continue
            before = passage.tokens[position - 1] if position else None
            if (
                before and (before.norm in _TITLES or before.norm in _PARTICLES or re.match(r"[A-Z]\.?$", before.text))
            ) or (before and before.norm in _BEFORE_A_PERSON and token.norm not in _NO_PERSON):
                yield token.norm
        yield from _beside_roles(passage)


def _beside_roles(passage: Passage) -> Iterable[str]:
    """'jeugdarts Schuurman', 'Kim van kinderopvang Ukkepuk': the name that a role gives away."""
    tokens = passage.tokens
    for hit in passage.hits:
        if not hit.concept.startswith("rol_"):
            continue
        after = hit.end
        while after < len(tokens) and (
            tokens[after].norm in _TITLES | _PARTICLES or _INITIAL.match(tokens[after].text)
        ):
            after += 1
        before = hit.start - 1
        while before > 0 and tokens[before].norm in _ARTICLES:
            before -= 1
        near = [after] if after < len(tokens) else []
        if near and _NAME.match(tokens[after].text) and tokens[after].norm not in _ARTICLES | _NO_PERSON:
            end = surname_end(passage, after + 1)
            near.extend((end - 1,) if end > after + 1 else ())
        if before > 0 and tokens[before].norm in _OF and not any(h.start < before <= h.end for h in passage.hits):
            near.append(before - 1)
        for position in near:
            # 'Terugkoppeling van huisarts': a word that opens a sentence has its capital from there.
            opens = position == 0 and any(hit.start == 0 for hit in passage.hits)
            if not opens and _NAME.match(tokens[position].text) and tokens[position].norm not in _NO_PERSON:
                yield tokens[position].norm


# Words that stand before a person rather than a place: "met Anouk", "Kees en Joke", "gaat Anouk bij hen na".
_BEFORE_A_PERSON = frozenset(
    [
        "met",
        "en",
        "aan",
        "door",
        "bij",
        "voor",
        "van",
        "gaat",
        "zal",
        "heeft",
        "is",
        "belt",
        "bel",
        "mail",
        "zegt",
        "vertelt",
        "ziet",
        "zei",
        "vraagt",
        "belde",
        "sprak",
        "spreek",
        "spreekt",
        "doet",
        "komt",
        "houdt",
        "let",
        "kijkt",
        "wijkteam",
        "collega",
        "coach",
        "gezinsvoogd",
        "jeugdbeschermer",
        "hulpverlener",
        "wijkcoach",
        "begeleider",
        "mentor",
        "juf",
        "agent",
        "huisarts",
        "arts",
        "school",
        "tante",
        "oom",
        "oma",
        "opa",
        "buurvrouw",
        "buurman",
    ]
)
_NO_PERSON = frozenset(
    [
        "veilig",
        "thuis",
        "veilig_thuis",
        "raad",
        "mdo",
        "mdck",
        "gi",
        "ggz",
        "jgz",
        "school",
        "politie",
        "gemeente",
        "ouders",
        "moeder",
        "vader",
        "kinderen",
        *MONTH_NAMES,
        *WEEKDAY_NAMES,
        "team",
        "wijkteam",
        "cjg",
        "okt",
        "amk",
        "amhk",
        "nederland",
        "jeugdzorg",
        "jeugdbescherming",
        "rechtbank",
        "kinderrechter",
        "u",
        "uw",
        "mdr",
        "vdr",
        "monitoring",
        "triage",
        "veiligheid",
        "onderzoek",
        "fact",
        "emdr",
        "pasen",
        "kerst",
        "pinksteren",
        "kerstmis",
    ]
)
