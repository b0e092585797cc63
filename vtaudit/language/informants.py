"""Informants: who was asked about the family in this onderzoek, and whether each of them was told how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from vtaudit.language.coverage import Cover
from vtaudit.language.layout import LineKind
from vtaudit.language.parties import Party, is_reporter, parties, words_of_roles
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.recipients import address_parties
from vtaudit.language.scope import Status
from vtaudit.language.statements import Setting, Statement
from vtaudit.language.telling import TOLD, content_start, own_mark, row_is_done
from vtaudit.language.words import fold
from vtaudit.model import Evidence

_LIST, _NONE = "informant_lijst", "geen_informanten"
_MESSAGES = ("mail", "brief", "terugkoppeling")
_EARLY = timedelta(days=10)
_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Informant:
    """Somebody outside family, melder and Veilig Thuis who was asked about the family; `sure` where that is explicit."""

    party: Party
    evidence: Evidence
    passage: int
    sure: bool


def informants(
    passages: Sequence[Passage], marks: Sequence[Status | None], setting: Setting, receivers: frozenset[str]
) -> tuple[Informant, ...]:
    """Everyone who was consulted, once each, in order of appearance; `receivers` are words of the receiving organisation."""
    found: list[Informant] = []
    nobody = any(p.hits_of(_NONE) for p in passages if marks[p.number] is None and p.kind != "melding")
    for passage in passages:
        if passage.kind == "melding" or own_mark(passages, passage, marks[passage.number]) is not None or not _in_time(passage, setting):
            continue
        for party, sure in _asked(passages, passage, setting):
            if is_reporter(party, passage, setting.people) or party.roles & {"melder", "functie"} or (nobody and not sure):
                continue
            names = (party.names - words_of_roles(passage, party)) - setting.people.family_names()
            clean = Party(party.roles, names, party.start, party.end)
            if not (clean.roles or clean.names) or names & receivers:
                continue
            known = next((index for index, other in enumerate(found) if other.party.is_same(clean)), None)
            if known is None:
                found.append(Informant(clean, passage.quote(), passage.number, sure))
            else:
                old = found[known]
                joined = Party(old.party.roles | clean.roles, old.party.names | clean.names, old.party.start, old.party.end)
                found[known] = Informant(joined, old.evidence, old.passage, old.sure or sure)
    return tuple(found)


def _in_time(passage: Passage, setting: Setting) -> bool:
    if passage.date is None:
        return True
    if setting.start and passage.date < setting.start - _EARLY:
        return False
    return not (setting.closed and passage.date > setting.closed and passage.kind not in _MESSAGES and not passage.hits_of("info_gegeven"))


def _asked(passages: Sequence[Passage], passage: Passage, setting: Setting) -> Iterator[tuple[Party, bool]]:
    """The parties of a passage that were asked, and whether the text says so in so many words."""
    people = setting.people
    named = tuple(party for party in parties(passage, people) if not _is_ours(passage, party))
    if _in_list(passages, passage):
        lead = [party for party in named if _leads(passage, party)]
        yield from ((party, True) for party in (named if _LIST in passage.label_hits or passage.line_kind is LineKind.BOX_DONE else lead[:1] or named[:1]))
        return
    if passage.hits_of("info_gegeven") and passage.kind not in ("triage", "veiligheidsplan", "overdracht", "monitoring"):
        yield from ((party, True) for party in _explicit(passages, passage, setting, named))
        return
    if passage.kind == "onderzoeksrapportage" and passage.hits_of("gesproken") and passage.hits_of("veilig_thuis"):
        yield from ((party, True) for party in named)
    elif passage.kind in ("contactjournaal", "gespreksverslag", "overig") and named and _tells_of_family(passages, passage, named[0]):
        yield named[0], False


def _is_ours(passage: Passage, party: Party) -> bool:
    """A colleague of Veilig Thuis, or a word of the role inside another word group of Veilig Thuis."""
    return any(hit.concept in ("vt_intern", "veilig_thuis") and party.start <= hit.start < party.end for hit in passage.hits)


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
        head = _table_head(passages, passage)
        return head is not None and bool(head.hits_of(_LIST))
    titles = [p for p in previous_in_entry(passages, passage, 8) if p.line_kind is LineKind.HEADING]
    return passage.kind == "gespreksverslag" and any(p.hits_of(_LIST) for p in titles)


def _table_head(passages: Sequence[Passage], passage: Passage) -> Passage | None:
    head = None
    for before in previous_in_entry(passages, passage, 12):
        if before.line_kind is not LineKind.ROW:
            break
        head = before
    return head


def _explicit(
    passages: Sequence[Passage], passage: Passage, setting: Setting, named: tuple[Party, ...]
) -> Iterator[Party]:
    """Who gave information according to this sentence: all that it names, or those of the address or the sentences before."""
    cue = passage.hits_of("info_gegeven")[0]
    if passage.kind in _MESSAGES:
        addressed = [told.party for told in address_parties(passages, passage, setting.people) if told.party.roles or told.party.names]
        if any(t.norm in ("u", "jullie", "je", "uw", "jij", "uzelf") for t in passage.tokens) and addressed:
            yield from addressed
            return
    if named:
        yield from (party for party in named if not _is_topic(passage, party, cue.start))
        return
    for before in previous_in_entry(passages, passage, 2):
        own = tuple(party for party in parties(before, setting.people) if not _is_ours(before, party))
        if own:
            yield from own
            return


def _is_topic(passage: Passage, party: Party, cue: int) -> bool:
    """'informatie over de school': the party is what was spoken about."""
    before = [token.norm for token in passage.tokens[max(0, party.start - 2) : party.start]]
    return bool(before) and before[0 if len(before) == 1 else -1 if before[-1] in ("over",) else 0] == "over" and party.start > cue


def _tells_of_family(passages: Sequence[Passage], passage: Passage, party: Party) -> bool:
    """A journal entry that opens with somebody outside the family and goes on with what that person knows of it."""
    if not _leads(passage, party) or passage.hits_of("informeren", "gedaan_tk", "aanmelding_hulp", "monitoring_sterk", "ontvangst"):
        return False
    if passage.hits_of("uitkomst_sterk", "poging", "voornemen", "nog_niet") or passage.line_kind in (LineKind.BOX_OPEN, LineKind.BOX_DONE):
        return False
    rest = (p for p in passages[passage.number + 1 : passage.number + 4] if (p.part, p.entry, p.line) == (passage.part, passage.entry, passage.line))
    around = (passage, *rest)
    colon = any(token.norm == ":" and 0 <= position - party.end <= 8 for position, token in enumerate(passage.tokens))
    spoken = bool(passage.hits_of("gesproken")) and not any(t.norm in ("mailt", "belt", "brengt", "stuurt") for t in passage.tokens[:8])
    if not (colon or spoken) or any(p.hits_of("hulp_regelen") for p in around):
        return False
    return any(hit.start >= party.end or p is not passage for p in around for hit in p.hits_of("kent_gezin"))


# ---------------------------------------------------------------- who was told


def told_covers(
    passages: Sequence[Passage], people: Sequence[Informant], told: Sequence[Statement], setting: Setting
) -> tuple[Cover, ...]:
    """Per informant whether a message with the outcome reached him or her, alone or together with the others."""
    reached: list[tuple[frozenset[Party], bool, Evidence, bool]] = []
    for statement in told:
        passage = passages[statement.passage]
        if statement.counts and not _sent_by(passages, passage, people):
            parties_told, everyone = _receivers(passages, passage, setting)
            reached.append((frozenset(parties_told), everyone, statement.evidence, statement.sure))
    reached.extend(_ticked(passages, people, setting))
    covers = []
    for informant in people:
        alone = sum(bool(other.party.roles & informant.party.roles) for other in people) == 1
        found = next(((evidence, sure) for parties_told, everyone, evidence, sure in reached if everyone or any(_meant(informant.party, party, alone) for party in parties_told)), None)
        sure = informant.sure and (found is None or found[1]) and len(reached) < 4
        covers.append(Cover("informant", found is not None, "bericht", (found[0],) if found else (), sure))
    return tuple(covers)


def _sent_by(passages: Sequence[Passage], passage: Passage, people: Sequence[Informant]) -> bool:
    """A mail that an informant wrote tells him or her nothing."""
    if passage.kind != "mail":
        return False
    names = frozenset(name for informant in people for name in informant.party.names)
    return any(
        other.label and fold(other.label).split()[0] == "van" and any(token.norm in names for token in other.tokens[other.value :])
        for other in (passage, *previous_in_entry(passages, passage, 12))
    )


def _meant(informant: Party, party: Party, alone: bool) -> bool:
    if informant.names & party.names:
        return True
    return bool(informant.roles & party.roles) and (alone or not (informant.names and party.names))


def _receivers(passages: Sequence[Passage], passage: Passage, setting: Setting) -> tuple[list[Party], bool]:
    """Whom the message in this passage reached, and whether it says that it reached all informants."""
    act = next((hit for hit in passage.hits if hit.concept in (*TOLD, "contact_gedaan")), None)
    limit = content_start(passage, act) if act else len(passage.tokens)
    own = [party for party in parties(passage, setting.people) if not _is_ours(passage, party) and not _left_out(passage, party)]
    if act and limit < len(passage.tokens):
        own = [party for party in own if party.start < limit or _after_colon_list(passage, party, limit)]
    group = bool(passage.hits_of("samen_verteld"))
    everyone = bool(passage.hits_of("informant_woord", "info_gegeven")) and (group or bool(passage.hits_of("informanten_alle")))
    if passage.kind in _MESSAGES:
        addressed = [told.party for told in address_parties(passages, passage, setting.people)]
        around = [p for p in passages if (p.part, p.entry) == (passage.part, passage.entry)]
        everyone = everyone or any(p.hits_of("samen_verteld") and p.hits_of("info_gegeven", "informant_woord") for p in around)
        own = [*own, *addressed] or own
        if not own or group:
            own = [*own, *(party for p in around if p.number < passage.number for party in parties(p, setting.people))]
        return own, everyone
    if not own or group:
        for before in previous_in_entry(passages, passage, _SENTENCES):
            more = [party for party in parties(before, setting.people) if not _is_ours(before, party) and not _left_out(before, party)]
            own.extend(more)
            if more and not group:
                break
    return own, everyone


def _after_colon_list(passage: Passage, party: Party, limit: int) -> bool:
    """'TK uitkomst gedaan: IB'er, wijkagent': behind the colon stand the receivers, not the content."""
    return passage.tokens[limit].norm == ":" and not passage.hits_of("geweld", "vaststelling") and party.start - limit < 14


def _left_out(passage: Passage, party: Party) -> bool:
    """A denial stands in the same stretch between contrasts as this party."""
    stops = [-1, *(p for p, token in enumerate(passage.tokens) if token.norm in ("maar", "behalve", "echter", "uitgezonderd", ";")), len(passage.tokens)]
    first = max(stop for stop in stops if stop < party.start or stop == -1)
    last = min(stop for stop in stops if stop > party.start)
    if first == -1 and last == len(passage.tokens):
        return False
    cues = passage.hits_of("ontkenning", "nog_niet", "bericht_uitgebleven", "poging")
    return any(first < hit.start < last for hit in cues) and not any(first < hit.start < last for hit in passage.hits_of(*TOLD))


def _ticked(
    passages: Sequence[Passage], people: Sequence[Informant], setting: Setting
) -> Iterator[tuple[frozenset[Party], bool, Evidence, bool]]:
    """Rows and boxes under a heading of feedback: a filled cell in the column of the outcome, a tick before the name."""
    for passage in passages:
        if passage.line_kind is LineKind.ROW:
            head = _table_head(passages, passage)
            column = _told_column(head) if head is not None else None
            if column is None or head is None or len(passage.cells) <= column:
                continue
            start, end = passage.cells[column]
            words = [token.norm for token in passage.tokens[start:end]]
            if words and not set(words) & {"nee", "open", "-", "niet", "nog", "?"}:
                yield frozenset(parties(passage, setting.people)), False, passage.quote(), True
        elif passage.line_kind is LineKind.BOX_DONE and row_is_done(passage):
            before = previous_in_entry(passages, passage, 6)
            if "tk_kop" in passage.heading_hits or any(p.hits_of("tk_kop") for p in before if p.line_kind is not LineKind.BOX_DONE):
                yield frozenset(parties(passage, setting.people)), False, passage.quote(), True


def _told_column(head: Passage) -> int | None:
    """The column whose head speaks of outcome or feedback."""
    for index, (start, end) in enumerate(head.cells):
        if index and any(hit.concept in ("informeren", "uitkomst_sterk", "gedaan_tk") and start <= hit.start < end for hit in head.hits):
            return index
    return None


