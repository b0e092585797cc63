"""Whether every informant was told how the onderzoek ended: by name or role, in a list or table, or all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import timedelta

from vtaudit.language.cast import Cast, in_full, read_cast
from vtaudit.language.coverage import Cover
from vtaudit.language.hearsay import is_done_by_family
from vtaudit.language.informants import Informant, is_ours, table_head
from vtaudit.language.layout import LineKind
from vtaudit.language.parties import Party, is_reporter, parties
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.recipients import address_parties, addressed, contact_fields, counts_up, lists_receivers
from vtaudit.language.scope import Status, clauses
from vtaudit.language.sentences import Token
from vtaudit.language.statements import BEFORE_THE_END, Setting, Statement
from vtaudit.language.telling import TOLD, content_start, row_is_done
from vtaudit.language.words import fold
from vtaudit.model import Evidence

_MESSAGES = ("mail", "brief", "terugkoppeling")
_SENTENCES = 3
_SAME = "zelfde_bericht"
_SAME_NEAR = 8
_SENTENCES_APART = 10
_DAYS_APART = timedelta(days=14)
_JOURNALS = ("contactjournaal", "gespreksverslag", "overig")
_TRIED = (Status.ATTEMPTED, Status.INTENDED, Status.NEGATED, Status.WITHDRAWN)
_INFORM = frozenset(
    f"rol_{name}"
    for name in (
        "school",
        "huisarts",
        "jgz",
        "opvang",
        "ggz",
        "zorg",
        "sport",
        "geboorte",
        "paramedisch",
        "ziekenhuis",
        "verslaving",
    )
)
_PUT_OFF = ("uitstel", "bericht_uitgebleven", "wachten_op")
_UNDONE = frozenset(("niet", "geen", "nog", "nog_niet", "moet", "moeten", "te"))
_NOT_TOLD = ("poging", "mislukt", "nog_niet", "voornemen", "bericht_uitgebleven", "tegengehouden")


def told_covers(
    passages: Sequence[Passage],
    people: Sequence[Informant],
    told: Sequence[Statement],
    setting: Setting,
    reporter_told: Sequence[Statement] = (),
) -> tuple[Cover, ...]:
    """Per informant whether a message with the outcome reached him or her, alone or together with the others.

    `reporter_told` are the statements on the melder: 'the huisarts heard the same' may stand behind them.
    """
    reached: list[tuple[frozenset[Party], bool, Evidence, bool]] = []
    cast = read_cast(passages, setting.people)
    for statement in told:
        passage = passages[statement.passage]
        if statement.counts and not _sent_by(passages, passage, people):
            parties_told, everyone = _receivers(passages, passage, setting)
            family = passage.hits_of("gezin_ouders", "gezin_kinderen", "gezin_moeder", "gezin_vader")
            everyone = everyone or (bool(parties_told or not family) and counts_up(passage, len(people)))
            reached.append((frozenset(parties_told), everyone, statement.evidence, statement.sure))
    reached.extend(_ticked(passages, people, setting))
    quoted = tuple(_quoted(passages, setting))
    reached.extend((parties_told, False, head.quote(), False) for head, parties_told in quoted)
    counted = {s.passage for s in (*told, *reporter_told) if s.counts} | {head.number for head, _ in quoted}
    reached.extend(_repeated(passages, counted, setting))
    covers = []
    for informant in people:
        alone = sum(bool(other.party.roles & informant.party.roles) for other in people) == 1
        found = next(
            (
                (evidence, sure)
                for parties_told, everyone, evidence, sure in reached
                if everyone or any(_meant(informant.party, in_full(party, cast), alone) for party in parties_told)
            ),
            None,
        )
        if found is not None and _came_back(passages, informant.party, found[0], told, setting):
            found = None
        sure = informant.sure and (found is None or found[1]) and len(reached) < 4
        covers.append(Cover("informant", found is not None, "bericht", (found[0],) if found else (), sure))
    known = [informant.party for informant in people]
    covers.extend(_promised(passages, known, told, [parties_told for parties_told, *_ in reached], setting))
    return tuple(covers)


def _promised(
    passages: Sequence[Passage],
    known: Sequence[Party],
    told: Sequence[Statement],
    reached: Sequence[frozenset[Party]],
    setting: Setting,
) -> Iterator[Cover]:
    """'De jeugdarts bel ik na haar vakantie': who was to be told and was not, was an informant too."""
    cast = read_cast(passages, setting.people)
    everybody = [in_full(party, cast) for group in reached for party in group]
    at_start = ("melding", "triage")
    in_melding = {token.norm for passage in passages if passage.kind in at_start for token in passage.tokens}
    said = {statement.passage: statement.status for statement in told}
    behind = {number + 1: None for number, status in said.items() if status is Status.DONE}
    for number, status in (behind | said).items():
        if number == len(passages) or passages[number].kind not in _JOURNALS:
            continue
        passage = passages[number]
        if (
            _is_early(passage, setting)
            or passage.hits_of("monitoring_sterk")
            or is_done_by_family(passage, setting.people)
        ):
            continue
        put_off = [party for party in parties(passage, setting.people) if _is_put_off(passage, party)]
        is_tried = status in _TRIED and not passage.hits_of("hulp_regelen")
        tried = _receivers(passages, passage, setting)[0] if is_tried else []
        for party in (*put_off, *tried):
            full = in_full(party, cast)
            if not full.roles & _INFORM or is_reporter(party, passage, setting.people) or full.names & in_melding:
                continue
            if not any(full.is_same(other) for other in (*known, *everybody)):
                yield Cover("informant", False, "bericht", (), False)


def by_telling(
    passages: Sequence[Passage], people: tuple[Informant, ...], told: Sequence[Statement], setting: Setting
) -> tuple[Informant, ...]:
    """Where nobody is plainly an informant: those who were, or were to be, told and had been in contact before."""
    if people:
        return people
    cast = read_cast(passages, setting.people)
    contacts = tuple(passage for passage in passages if _is_contact(passage, setting))
    found: list[Informant] = []
    for statement in told:
        passage = passages[statement.passage]
        if not statement.counts and statement.status not in _TRIED:
            continue
        if _is_early(passage, setting) or passage.hits_of("hulp_regelen"):
            continue
        for party in _receivers(passages, passage, setting)[0]:
            full = in_full(party, cast)
            names = full.names - setting.people.family_names - setting.people.workers
            outside = full.roles - {"melder", "functie", "rol_overig"}
            if is_reporter(party, passage, setting.people) or not (outside or (names and not full.roles)):
                continue
            before = _asked_before(contacts, passage, full, cast, setting)
            if before is None and statement.counts and statement.sure and full.roles & _INFORM:
                before = passage
            if before is not None and not any(other.party.is_same(full) for other in found):
                found.append(Informant(full, before.quote(), before.number, False))
    return tuple(found)


def _is_early(passage: Passage, setting: Setting) -> bool:
    return bool(passage.date and setting.finished and passage.date < setting.finished - BEFORE_THE_END)


def _is_contact(passage: Passage, setting: Setting) -> bool:
    """A contact during the onderzoek in which the family is spoken of."""
    if passage.kind not in _JOURNALS or passage.date is None or (setting.start and passage.date < setting.start):
        return False
    if passage.hits_of("hulp_regelen", *TOLD[2:]):
        return False
    return bool(passage.hits_of("kent_gezin", "bron_zegt", "bron_contact", "contact_gedaan", "gesproken"))


def _asked_before(
    contacts: Sequence[Passage], told: Passage, party: Party, cast: Cast, setting: Setting
) -> Passage | None:
    """The first contact before this message in which this party stands."""
    for passage in contacts:
        if told.date and passage.date and passage.date >= told.date:
            continue
        if any(party.is_same(in_full(other, cast)) for other in parties(passage, setting.people)):
            return passage
    return None


def _came_back(
    passages: Sequence[Passage], party: Party, evidence: Evidence, told: Sequence[Statement], setting: Setting
) -> bool:
    """A later sentence says that the message to this one was held up or returned."""
    start = next((s.passage for s in told if s.evidence == evidence), None)
    if start is None:
        return False
    later = (
        p
        for p in passages[start + 1 :]
        if p.part == passages[start].part and p.hits_of("tegengehouden", "bericht_uitgebleven")
    )
    return any(
        bool(party.roles & other.roles or party.names & other.names)
        for p in later
        for other in parties(p, setting.people)
    )


def _sent_by(passages: Sequence[Passage], passage: Passage, people: Sequence[Informant]) -> bool:
    """A mail that an informant wrote tells him or her nothing."""
    if passage.kind != "mail":
        return False
    names = frozenset(name for informant in people for name in informant.party.names)
    return any(
        any(token.norm in names for token in _sender(other))
        for other in (passage, *previous_in_entry(passages, passage, 12))
    )


def _sender(line: Passage) -> Sequence[Token]:
    if not line.cells and (not line.label or fold(line.label).split()[0] != "van"):
        return ()
    first, last = addressed(line, "van")
    return line.tokens[first:last]


def _meant(informant: Party, party: Party, alone: bool) -> bool:
    if informant.names & party.names:
        return True
    return bool(informant.roles & party.roles) and (alone or not (informant.names and party.names))


def _receivers(passages: Sequence[Passage], passage: Passage, setting: Setting) -> tuple[list[Party], bool]:
    """Whom the message in this passage reached, and whether it says that it reached all informants."""
    act = next((hit for hit in passage.hits if hit.concept in (*TOLD, "contact_gedaan")), None)
    limit = content_start(passage, act) if act else len(passage.tokens)
    own = [
        party
        for party in parties(passage, setting.people)
        if not is_ours(passage, party) and not _left_out(passage, party)
    ]
    if act and limit < len(passage.tokens):
        own = [p for p in own if p.start < limit or lists_receivers(passage, limit, own) or _same_told(passage, p)]
    group = bool(passage.hits_of("samen_verteld"))
    everyone = bool(passage.hits_of("informant_woord", "info_gegeven")) and (
        group or bool(passage.hits_of("informanten_alle"))
    )
    addressed = [told.party for told in address_parties(passages, passage, setting.people)]
    if passage.kind in _MESSAGES or (passage.kind == "afsluitbrief" and addressed):
        around = [p for p in passages if (p.part, p.entry) == (passage.part, passage.entry)]
        everyone = everyone or any(
            p.hits_of("samen_verteld") and p.hits_of("info_gegeven", "informant_woord") for p in around
        )
        own = [*own, *addressed] or own
        if not own or group:
            own = [*own, *(party for p in around if p.number < passage.number for party in parties(p, setting.people))]
        return own, everyone
    if not own:
        fields = contact_fields(passages, passage, setting.people)
        own.extend(p for field in fields for p in parties(field, setting.people, field.value) if not is_ours(field, p))
    if not own or group:
        for before in previous_in_entry(passages, passage, _SENTENCES):
            more = [
                party
                for party in parties(before, setting.people)
                if not is_ours(before, party) and not _left_out(before, party)
            ]
            own.extend(more)
            if more and not group:
                break
    return own, everyone


def _quoted(passages: Sequence[Passage], setting: Setting) -> Iterator[tuple[Passage, frozenset[Party]]]:
    """A journal line 'Mail aan school:' with the text of the message under it, and in that text the outcome."""
    for passage in passages:
        if passage.kind != "contactjournaal" or not passage.tokens[-1].text.endswith(":"):
            continue
        if not passage.hits_of("contact_gedaan", "informeren") or passage.hits_of(*_NOT_TOLD):
            continue
        if passage.date and setting.finished and passage.date < setting.finished - BEFORE_THE_END:
            continue
        receivers = frozenset(p for p in parties(passage, setting.people) if not is_ours(passage, p))
        for text in following_in_entry(passages, passage, _SENTENCES_APART) if receivers else ():
            if text.hits_of("contact_gedaan") and parties(text, setting.people):
                break
            if text.hits_of("ontvangst", *_NOT_TOLD):
                continue
            if text.hits_of("uitkomst_sterk", "uitkomst_code") or (
                text.hits_of("vaststelling") and text.hits_of("geweld")
            ):
                yield passage, receivers
                break


def _same_told(passage: Passage, party: Party) -> bool:
    """'..., huisarts Kappers direct daarna hetzelfde verhaal': the party and the word for the same stand together."""
    return any(0 <= hit.start - party.end <= _SAME_NEAR for hit in passage.hits_of(_SAME))


def _repeated(
    passages: Sequence[Passage], counted: Set[int], setting: Setting
) -> Iterator[tuple[frozenset[Party], bool, Evidence, bool]]:
    """'Idem', 'hetzelfde verteld': the message of a sentence before, to those who are named here."""
    for passage in passages:
        if not passage.hits_of(_SAME) or passage.number in counted or passage.hits_of(*_NOT_TOLD):
            continue
        if not any(_carries_on(passages[number], passage) for number in counted):
            continue
        receivers, everyone = _receivers(passages, passage, setting)
        yield frozenset(receivers), everyone, passage.quote(), False


def _carries_on(told: Passage, passage: Passage) -> bool:
    """The message stands shortly before, in the same piece and within days."""
    if told.part != passage.part or not 0 < passage.number - told.number <= _SENTENCES_APART:
        return False
    return not (told.date and passage.date) or passage.date - told.date <= _DAYS_APART


def _is_put_off(passage: Passage, party: Party) -> bool:
    """'Huisarts gebeld, de jeugdarts staat nog op mijn lijstje': the clause of this party says later."""
    parts = clauses(passage)
    own = next((c for c in parts if c.start <= party.start < c.end), None)
    if own is None:
        return False
    opened = own.end < len(passage.tokens) and passage.tokens[own.end].text == ":"
    end = next((c.end for c in parts if c.start > own.start), own.end) if opened else own.end
    return any(own.start <= hit.start < end for hit in passage.hits_of(*_PUT_OFF))


def _left_out(passage: Passage, party: Party) -> bool:
    """A denial stands in the same stretch between contrasts as this party."""
    if _is_put_off(passage, party):
        return True
    stops = [
        -1,
        *(
            p
            for p, token in enumerate(passage.tokens)
            if token.norm in ("maar", "behalve", "echter", "uitgezonderd", ";", ".")
        ),
        len(passage.tokens),
    ]
    first = max(stop for stop in stops if stop < party.start or stop == -1)
    last = min(stop for stop in stops if stop > party.start)
    if first == -1 and last == len(passage.tokens):
        return False
    cues = passage.hits_of("ontkenning", "nog_niet", "bericht_uitgebleven", "poging")
    undone = [hit for hit in cues if first < hit.start < last]
    told = [hit for hit in passage.hits_of(*TOLD) if first < hit.start < last]
    # "Terugkoppeling niet gedaan": the denial stands straight behind the noun.
    return bool(undone) and all(any(0 <= cue.start - hit.end <= 1 for cue in undone) for hit in told)


def _ticked(
    passages: Sequence[Passage], people: Sequence[Informant], setting: Setting
) -> Iterator[tuple[frozenset[Party], bool, Evidence, bool]]:
    """Rows and boxes under a heading of feedback: a filled cell in the column of the outcome, a tick for a name."""
    for passage in passages:
        if passage.line_kind is LineKind.ROW:
            head = table_head(passages, passage)
            column = _told_column(head) if head is not None else None
            listed = "tk_lijst" in passage.heading_hits and not _UNDONE & set(fold(passage.heading).split())
            if listed and row_is_done(passage) and not passage.hits_of(*_NOT_TOLD):
                yield frozenset(parties(passage, setting.people)), False, passage.quote(), True
            if column is None or head is None or len(passage.cells) <= column:
                continue
            start, end = passage.cells[column]
            words = [token.norm for token in passage.tokens[start:end]]
            if words and not set(words) & {"nee", "open", "-", "niet", "nog", "?"}:
                yield frozenset(parties(passage, setting.people)), False, passage.quote(), True
        elif passage.line_kind is LineKind.BOX_DONE and row_is_done(passage):
            before = previous_in_entry(passages, passage, 6)
            if "tk_kop" in passage.heading_hits or any(
                p.hits_of("tk_kop") for p in before if p.line_kind is not LineKind.BOX_DONE
            ):
                yield frozenset(parties(passage, setting.people)), False, passage.quote(), True


def _told_column(head: Passage) -> int | None:
    """The column whose head speaks of outcome or feedback."""
    for index, (start, end) in enumerate(head.cells):
        if index and any(
            hit.concept in ("informeren", "uitkomst_sterk", "gedaan_tk") and start <= hit.start < end
            for hit in head.hits
        ):
            return index
    return None
