"""Informants: who was asked about the family in this onderzoek, and whether each of them was told how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.cast import in_full, read_cast
from vtaudit.language.layout import LineKind
from vtaudit.language.parties import Party, is_reporter, parties, words_of_roles
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.recipients import address_parties
from vtaudit.language.scope import Status
from vtaudit.language.sources import asked_in, sources
from vtaudit.language.statements import Setting
from vtaudit.language.telling import TOLD, own_mark
from vtaudit.model import Evidence

_LIST, _NONE = "informant_lijst", "geen_informanten"
_MESSAGES = ("mail", "brief", "terugkoppeling")
_INFORMATION = frozenset(("informatie", "info", "inlichtingen", "navraag"))
_AT_WORK = frozenset({"rol_politie", "rol_justitie", "rol_wijkteam", "rol_ziekenhuis"})
"""Who has a case of their own on the family calls for that; only a question makes them informants."""
_LETTERS = re.compile(r"[A-Z]{2}\Z")
_EARLY = timedelta(days=10)
_RECENT = timedelta(days=120)
_WHO = frozenset(
    (
        "zij", "hij", "ze", "haar", "hem", "die", "deze", "hen", "hun", "beiden", "beide", "allebei", "drie", "u",
        "jullie", "wie"
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Informant:
    """Somebody outside family, melder and Veilig Thuis who was asked about the family; `sure` if the text says so."""

    party: Party
    evidence: Evidence
    passage: int
    sure: bool


def informants(passages: Sequence[Passage], marks: Sequence[Status | None], setting: Setting) -> tuple[Informant, ...]:
    """Everyone who was consulted, once each, in order."""
    found: list[Informant] = []
    cast = read_cast(passages, setting.people)
    nobody = any(p.hits_of(_NONE) for p in passages if marks[p.number] is None and p.kind != "melding")
    for passage in passages:
        if (
            passage.kind in ("melding", "triage")
            or (passage.kind == "mdo" and not _told_before(passage))
            or own_mark(passages, passage, marks[passage.number]) is not None
            or not _in_time(passage, setting)
        ):
            continue
        for party, sure in _asked(passages, passage, setting):
            if (
                is_reporter(party, passage, setting.people)
                or party.roles & {"melder", "functie"}
                or ((nobody or (party.roles and party.roles <= _AT_WORK)) and not sure)
            ):
                continue
            names = (party.names - words_of_roles(passage, party)) - setting.people.family_names
            if not party.roles and names & setting.people.workers:
                continue
            clean = in_full(Party(party.roles, names, party.start, party.end), cast)
            answered = bool(found) and _names_the_last(found[-1], clean, passage)
            if not (clean.roles or answered or (clean.names and (sure or _is_called(passage, party)))):
                continue
            known = next((index for index, other in enumerate(found) if other.party.is_same(clean)), None)
            if known is None and answered:
                known = len(found) - 1
            if known is None:
                found.append(Informant(clean, passage.quote(), passage.number, sure))
            else:
                old = found[known]
                joined = Party(
                    old.party.roles | clean.roles, old.party.names | clean.names, old.party.start, old.party.end
                )
                found[known] = Informant(joined, old.evidence, old.passage, old.sure or sure)
    return tuple(found)


def _names_the_last(last: Informant, party: Party, passage: Passage) -> bool:
    """'Consultatiebureau geraadpleegd, verpleegkundige Astrid': the name of who answered there."""
    if last.passage != passage.number or party.roles or last.party.names or party.start < last.party.end:
        return False
    return not any(token.norm in ("en", "+", "&", ";", ".") for token in passage.tokens[last.party.end : party.start])


def _in_time(passage: Passage, setting: Setting) -> bool:
    if passage.date is None:
        return True
    return not (setting.start and passage.date < setting.start - _EARLY)


def _asked(passages: Sequence[Passage], passage: Passage, setting: Setting) -> Iterator[tuple[Party, bool]]:
    """The parties of a passage that were asked, and whether the text says so in so many words."""
    people = setting.people
    named = tuple(party for party in parties(passage, people) if not is_ours(passage, party))
    if passage.line_kind is LineKind.HEADING:
        return
    if _in_list(passages, passage):
        lead = [party for party in named if _leads(passage, party)]
        yield from (
            (party, True)
            for party in (
                named
                if _LIST in passage.label_hits or passage.line_kind is LineKind.BOX_DONE
                else lead[:1] or named[:1]
            )
        )
        return
    asked = [party for party in named if _info_from(passage, party) or _info_cell(passage, party)]
    if asked:
        yield from ((party, True) for party in asked)
        return
    if passage.kind == "mdo":
        yield from ((party, False) for party in named[:1] if _leads(passage, party))
        return
    if passage.hits_of("info_gegeven") and passage.kind not in (
        "triage",
        "veiligheidsplan",
        "overdracht",
        "monitoring",
    ):
        yield from ((party, True) for party in _explicit(passages, passage, setting, named))
        return
    if (
        passage.kind == "onderzoeksrapportage"
        and passage.hits_of("gesproken")
        and passage.hits_of("veilig_thuis")
        and not passage.hits_of("ontkenning", "monitoring")
    ):
        yield from ((party, True) for party in named)
    elif passage.date and passage.date > (setting.finished or setting.closed or passage.date):
        return
    else:
        yield from ((party, False) for party in sources(passages, passage, named, people))


def _is_called(passage: Passage, party: Party) -> bool:
    """'tc De Krekel: ...': called and quoted, so a name alone is enough."""
    colon = party.end < len(passage.tokens) and passage.tokens[party.end].text.endswith(":")
    before = passage.hits_of("contact_gedaan", "bron_contact", "gesproken")
    return colon and any(0 <= party.start - hit.end <= 1 for hit in before)


def _told_before(passage: Passage) -> bool:
    """'De huisarts zei op 13 april dat ...' in the minutes of a later day: asked before, not at the table."""
    if not passage.hits_of("kent_gezin", "info_gegeven", "bewering") or passage.date is None:
        return False
    days = [m for m in find_dates(passage.text) if m.kind is DateKind.DAY]
    moments = [moment.first for day in days if (moment := resolve(day, passage.date)) is not None]
    return any(timedelta() < passage.date - moment < _RECENT for moment in moments)


def _info_from(passage: Passage, party: Party) -> bool:
    """'info school: ...': the word for information stands straight before the party."""
    before = [token.norm for token in passage.tokens[max(0, party.start - 2) : party.start]]
    return bool(set(before) & _INFORMATION) and not set(before) & {
        "aan",
        "over",
        "voor",
        "naar",
    }


def _info_cell(passage: Passage, party: Party) -> bool:
    """'De Regenboog, juf Tineke | informatie: ...': a cell of the row opens with the word."""
    return any(
        passage.tokens[start].norm in _INFORMATION and start + 1 < end and passage.tokens[start + 1].norm == ":"
        for start, end in passage.cells
        if party.end <= start < end
    )


def is_ours(passage: Passage, party: Party) -> bool:
    """A colleague of Veilig Thuis, or a word of the role inside another word group of Veilig Thuis."""
    return _is_author(passage, party) or any(
        hit.concept == "vt_intern" and hit.start < party.end and party.start - hit.end <= 3 and hit.end <= party.end
        and not (passage.tokens[hit.start].norm == "tc" and party.start - hit.end <= 1)
        and not any(t.norm in (",", ";", "en", "+") for t in passage.tokens[hit.end : party.start])
        for hit in passage.hits
    )  # fmt: skip


def _is_author(passage: Passage, party: Party) -> bool:
    """'4/6 JB – huisarts: ...': two letters with a dash open the entry of whoever wrote it."""
    tokens = passage.tokens[party.start : party.start + 2]
    if len(tokens) < 2 or not _LETTERS.match(tokens[0].text) or tokens[1].text not in ("–", "-", "—"):
        return False
    return not any(token.norm.isalpha() for token in passage.tokens[: party.start])


def _leads(passage: Passage, party: Party) -> bool:
    return party.start - passage.value <= 8


def _in_list(passages: Sequence[Passage], passage: Passage) -> bool:
    """The passage stands in a list or table of informants, or is the field that names them."""
    if passage.label and _LIST in passage.label_hits and not passage.hits_of(*TOLD, "uitkomst_sterk"):
        return not passage.hits_of(_NONE)
    if passage.kind in ("mail", "brief", "afsluitbrief", "overdracht", "mdo"):
        return False
    if not passage.opens_line:
        return False
    if passage.line_kind in (LineKind.BOX_DONE, LineKind.BULLET) and "info_gegeven" in passage.heading_hits:
        return True
    if _LIST in passage.heading_hits and "tk_kop" not in passage.heading_hits:
        return True
    if passage.line_kind is LineKind.ROW:
        head = table_head(passages, passage)
        return head is not None and bool(head.hits_of(_LIST))
    titles = [p for p in previous_in_entry(passages, passage, 8) if p.line_kind is LineKind.HEADING]
    return passage.kind == "gespreksverslag" and any(p.hits_of(_LIST) for p in titles)


def table_head(passages: Sequence[Passage], passage: Passage) -> Passage | None:
    """The first row of the table in which this row stands, None for the first row itself."""
    head = None
    for before in previous_in_entry(passages, passage, 12):
        if before.line_kind is not LineKind.ROW:
            break
        head = before
    return head


def _explicit(
    passages: Sequence[Passage], passage: Passage, setting: Setting, named: tuple[Party, ...]
) -> Iterator[Party]:
    """Who gave information: all that the sentence names, or those of the address or of the sentences before."""
    cue = passage.hits_of("info_gegeven")[0]
    if any(0 <= cue.start - hit.end <= 1 for hit in passage.hits_of("ontkenning")):
        # 'Het dossier van de jgz is niet opgevraagd'
        return
    if passage.kind in _MESSAGES:
        addressed = [
            told.party
            for told in address_parties(passages, passage, setting.people)
            if told.party.roles or told.party.names
        ]
        if any(t.norm in ("u", "jullie", "je", "uw", "jij", "uzelf") for t in passage.tokens) and addressed:
            yield from addressed
            return
    if named:
        asked = [party for party in named if asked_in(passage, party, cue)]
        yield from (party for party in asked or named if not _is_topic(passage, party, cue.start))
        return
    if not any(token.norm in _WHO for token in passage.tokens):
        return
    for before in previous_in_entry(passages, passage, 2):
        own = tuple(party for party in parties(before, setting.people) if not is_ours(before, party))
        if own:
            yield from own
            return


def _is_topic(passage: Passage, party: Party, cue: int) -> bool:
    """'informatie over de school': the party is what was spoken about."""
    before = [token.norm for token in passage.tokens[max(0, party.start - 2) : party.start]]
    return (
        bool(before)
        and before[0 if len(before) == 1 else -1 if before[-1] in ("over",) else 0] == "over"
        and party.start > cue
    )
