"""Whether everyone of a group is covered: spoken to before the decision, safe, or told the outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.layout import LineKind
from vtaudit.language.mentions import mentions, names_reporter
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import FamilyMember, People
from vtaudit.language.scope import Status, read_status
from vtaudit.language.statements import Setting, Statement
from vtaudit.model import Evidence

_FOUR_YEARS = 48


@dataclass(frozen=True, slots=True)
class Cover:
    """One person of a group: covered or not, how (gesproken, reden, oordeel, bericht) and by which passage."""

    role: str
    covered: bool
    how: str = ""
    evidence: tuple[Evidence, ...] = ()
    sure: bool = True


def to_speak(people: People) -> tuple[FamilyMember, ...]:
    """Parents and partners of the household or the report, and every child of four or older (toetsvragen.md, vb-a)."""
    return tuple(
        member
        for member in people.family
        if (not member.is_child and not member.elsewhere) or (member.is_child and (member.months is None or member.months >= _FOUR_YEARS))
    )


def spoken_before(
    passages: Sequence[Passage], marks: Sequence[Status | None], setting: Setting, decision: date
) -> tuple[Cover, ...]:
    """For everybody who must be spoken to: where it stands, or the recorded reason why not."""
    return tuple(_spoken(member, passages, marks, setting.people, decision) for member in to_speak(setting.people))


def _spoken(
    member: FamilyMember, passages: Sequence[Passage], marks: Sequence[Status | None], people: People, decision: date
) -> Cover:
    late: Cover | None = None
    for passage in passages:
        if passage.kind in ("melding", "onderzoeksrapportage", "afsluitbrief", "overdracht", "monitoring") or marks[passage.number] is not None:
            continue
        spots = _spots(passage, member, people)
        if not spots:
            continue
        if _reason_not_spoken(passages, passage, spots):
            return Cover(member.role, True, "reden", (passage.quote(),), sure=False)
        if not _tells_of_talk(passages, passage, spots):
            continue
        when = _day_of_talk(passage, spots, passages)
        if when is not None and when <= decision:
            return Cover(member.role, True, "gesproken", (passage.quote(),))
        if when is None and passage.kind == "triage":
            return Cover(member.role, True, "gesproken", (passage.quote(),))
        if when is not None and when <= decision + timedelta(days=2):
            late = Cover(member.role, False, "na_besluit", (passage.quote(),), sure=False)
    return late or Cover(member.role, False)


def _spots(passage: Passage, member: FamilyMember, people: People) -> tuple[int, ...]:
    """Token positions where this person is meant, by name, role or a word for the group."""
    roles = {"moeder": "moeder", "vader": "vader", "stiefvader": "stiefouder", "stiefmoeder": "stiefouder", "partner": "stiefouder"}
    found = {position for position, token in enumerate(passage.tokens) if token.norm in _own_names(member, people)}
    for hit in passage.hits:
        word = passage.tokens[hit.start].norm
        if hit.concept == roles.get(member.role) and word not in ("mw", "mevrouw", "dhr", "heer", "meneer", "mijnheer", "vrouw", "man"):
            found.add(hit.start)
        elif hit.concept == "ouders" and not member.is_child and member.role in ("moeder", "vader", "volwassene"):
            found.add(hit.start)
        elif hit.concept == "kinderen" and member.is_child and word in ("kinderen", "kids", "tweeling", "jongens", "meisjes", "dochters", "zoons", "zonen"):
            found.add(hit.start)
        elif hit.concept == "kinderen" and member.is_child and sum(m.is_child for m in people.family) == 1 and word not in ("kinderen",):
            found.add(hit.start)
    return tuple(sorted(found))


def _own_names(member: FamilyMember, people: People) -> frozenset[str]:
    """Names that point to this one person; a surname shared with others of the family does not."""
    others = {name for other in people.family if other is not member for name in other.names}
    own = member.names - others
    return own or member.names


def _tells_of_talk(passages: Sequence[Passage], passage: Passage, spots: tuple[int, ...]) -> bool:
    if passage.kind in ("gespreksverslag",) and (
        passage.is_first_of_part or passage.line_kind is LineKind.HEADING or passage.line <= 1
        or bool(re.match(r"aanwezig|gesproken|deelnemers|met\b|gesprek", passage.label, re.I))
    ):
        return True
    if passage.kind == "gespreksverslag" and passage.hits_of("bewering") and any(hit.start - spots[0] in range(0, 4) for hit in passage.hits_of("bewering")):
        return True
    talked = passage.hits_of("gesproken")
    if talked:
        if passage.hits_of("niet_gesproken"):
            return False
        return any(
            read_status(passages, passage, hit, None, frozenset({"bewering", "voornemen"})) in (Status.DONE, Status.CLAIMED) for hit in talked
        )
    if "gesproken" in passage.heading_hits and passage.line_kind in (LineKind.BULLET, LineKind.ROW, LineKind.BOX_DONE):
        return "gezien" not in passage.text or bool(re.search(r"gesproken|gepraat", passage.text))
    if passage.line_kind is LineKind.BULLET or passage.label:
        before = previous_in_entry(passages, passage, 6)
        return any(
            other.hits_of("gesproken") and other.text.rstrip().endswith(":") for other in before if other.line_kind is not LineKind.BULLET
        ) and passage.line_kind is LineKind.BULLET
    return bool(passage.label_hits & {"gesproken"})


def _reason_not_spoken(passages: Sequence[Passage], passage: Passage, spots: tuple[int, ...]) -> bool:
    denials = passage.hits_of("niet_gesproken")
    denied_value = bool(passage.label_hits & {"gesproken"}) and passage.value < len(passage.tokens) and passage.tokens[passage.value].norm in ("nee", "neen", "niet")
    if not denials and not denied_value:
        return False
    after = len(passage.tokens) - (denials[-1].end if denials else passage.value + 1)
    if passage.hits_of("reden") or passage.hits_of("poging", "reden_inhoud"):
        return True
    return after >= 4 or any(
        other.hits_of("reden", "reden_inhoud", "poging") for other in following_in_entry(passages, passage, 1) if other.line == passage.line
    )


def _day_of_talk(passage: Passage, spots: tuple[int, ...], passages: Sequence[Passage]) -> date | None:
    """The day nearest after the person in the sentence, else that of the journal entry or document."""
    offset = passage.tokens[0].start
    best: tuple[int, date] | None = None
    text = passage.source.text[offset : passage.end]
    for mention in find_dates(text):
        if mention.kind not in (DateKind.DAY, DateKind.WEEKDAY, DateKind.NEIGHBOUR):
            continue
        moment = resolve(mention, passage.date)
        if moment is None:
            continue
        for spot in spots:
            distance = abs(passage.tokens[spot].start - offset - mention.start)
            if best is None or distance < best[0]:
                best = (distance, moment.first)
    if best is not None:
        return best[1]
    if passage.kind == "triage":
        return None
    return passage.date


def safety_covers(
    passages: Sequence[Passage], marks: Sequence[Status | None], setting: Setting, records: frozenset[tuple[int, int]]
) -> tuple[Cover, ...]:
    """Per family member whether a monitoring record (part and entry) judges his or her safety."""
    judged: list[tuple[Passage, bool]] = []
    for passage in passages:
        if (passage.part, passage.entry) not in records or marks[passage.number] is not None:
            continue
        safe = passage.hits_of("veilig")
        if not safe or _not_asked(passage):
            continue
        judged.append((passage, bool(passage.hits_of("allen_veilig"))))
    whole = next((passage for passage, everyone in judged if everyone), None)
    if whole is not None:
        return (Cover("gezin", True, "oordeel", (whole.quote(),)),)
    covers = []
    for member in setting.people.family:
        found = next((passage for passage, _ in judged if _spots(passage, member, setting.people)), None)
        covers.append(Cover(member.role, found is not None, "oordeel", (found.quote(),) if found else ()))
    return tuple(covers) or (Cover("gezin", False, "", (), sure=False),)


def _not_asked(passage: Passage) -> bool:
    return bool(re.search(r"niet (?:besproken|gevraagd|aan de orde|aan bod|gesproken over|ter sprake)|geen tijd voor|niet naar gevraagd|vergeten te vragen", passage.text, re.I))


@dataclass(frozen=True, slots=True)
class Informant:
    """Somebody outside family, melder and Veilig Thuis who was asked about the family in this onderzoek."""

    words: frozenset[str]
    evidence: Evidence


def informants(
    passages: Sequence[Passage], marks: Sequence[Status | None], setting: Setting, receivers: frozenset[str]
) -> tuple[Informant, ...]:
    """Everyone who was consulted, once each, in order of appearance."""
    found: list[Informant] = []
    for passage in passages:
        if marks[passage.number] is not None or passage.kind in ("melding", "mdo", "overdracht", "afsluitbrief", "monitoring", "onderzoeksrapportage", "terugkoppeling", "mail", "brief"):
            continue
        if setting.start and passage.date and passage.date < setting.start - timedelta(days=10):
            continue
        for words in _consulted(passages, passage, setting, receivers):
            if not any(words & other.words for other in found):
                found.append(Informant(words, passage.quote()))
    return tuple(found)


_ASKED = re.compile(r"informant|derden|informatie|inlichting|bevraag|geraadpleeg", re.I)


def _consulted(
    passages: Sequence[Passage], passage: Passage, setting: Setting, receivers: frozenset[str]
) -> Iterator[frozenset[str]]:
    listed = bool(_ASKED.search(passage.heading) or _ASKED.search(passage.label) or any(_ASKED.search(b.text) for b in previous_in_entry(passages, passage, 8) if b.line_kind is LineKind.HEADING))
    text = passage.text
    if re.search(r"\bgeen\b[^.]*informant|informanten?[^.]*\bgeen\b|niemand[^.]*geraadpleegd", text, re.I):
        return
    asked = passage.hits_of("informatie_vragen") and not passage.hits_of("uitkomst_sterk", "voornemen", "poging", "monitoring_sterk")
    if not (listed or asked):
        return
    if not listed and passage.kind == "contactjournaal" and not re.search(r"informatie|bevraagd|gesproken|vertelt|ziet|kent|geraadpleegd|navraag|herken|zorgen|indruk|geen bijzonder|nooit", text, re.I):
        return
    if not listed and passage.kind == "triage":
        return
    if setting.closed and passage.date and passage.date > setting.closed:
        return
    for mention in mentions(passage, setting.people, 0):
        if mention.who not in ("professional", "naam"):
            continue
        words = frozenset(token.norm for token in passage.tokens[mention.start : mention.end + 4] if token.text[:1].isupper() or mention.start <= passage.tokens.index(token) < mention.end)
        words = frozenset(word for word in words if len(word) > 2 and word.isalpha() or "'" in word)
        if not words or words & (setting.people.reporter_names | setting.people.family_names() | receivers):
            continue
        if names_reporter(passage, setting.people, mention.start) == mention.start:
            continue
        yield words
        return


def told_covers(
    passages: Sequence[Passage], people: Sequence[Informant], told: Sequence[Statement]
) -> tuple[Cover, ...]:
    """Per informant whether a message with the outcome reached him or her, alone or together with the others."""
    covers = []
    for informant in people:
        found: Statement | None = None
        for statement in told:
            if not statement.counts:
                continue
            passage = passages[statement.passage]
            around = {token.norm for token in passage.tokens} | {
                token.norm for other in previous_in_entry(passages, passage, 6) if other.line_kind is not LineKind.ROW for token in other.tokens
            } if passage.kind in ("mail", "brief", "terugkoppeling") else {token.norm for token in passage.tokens}
            collective = "informant_woord" in passage.concepts() and (
                "allen" in passage.concepts() or bool(re.search(r"\bde informanten\b|\binformanten\b", passage.text, re.I))
            )
            if collective or informant.words & around:
                found = statement
                break
        covers.append(Cover("informant", found is not None, "bericht", (found.evidence,) if found else ()))
    return tuple(covers)
