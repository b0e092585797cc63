"""Records of a monitoring contact that do not say so: pieces and entries from after closing that tell something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.moments import entry_lead
from vtaudit.language.passages import Passage
from vtaudit.language.reader import Reading
from vtaudit.language.scope import Status, clauses
from vtaudit.language.statements import Statement

CONTACT = "monitoring_uitgevoerd"
LATE = "stuk"
"""The pattern of a contact that a whole piece or entry tells of."""
NEAR_CLOSING = timedelta(days=14)
PLANS = frozenset({"monitoring_bij_label", "monitoring_moment_label"})
_LEAST_TOLD = 2
_NEAR = 3
_AGAINST = ("poging", "vergeefs", "niemand", "ontkenning", "bewering", "nog_niet", "voornemen", "gaan_doen")
_NOTES = frozenset({"mail", "gespreksverslag", "overig"})
_FROM, _TO = ("van", "from", "afzender"), ("aan", "to", "t.a.v", "tav")
_FILE = frozenset({"dossier", "dossiers", "zaak", "zaakdossier", "archief"})
_TALKED = ("uitgevoerd_verleden", "contact_gelukt", "uitgevoerd")


def without_attempts(reading: Reading) -> Reading:
    """A call in a piece or entry that tells only of calls that nobody answered is an attempt, whatever its words."""
    failed = {
        number
        for passages in _groups(reading.passages)
        if _tells_of_attempts_only(reading, passages)
        for number in (passage.number for passage in passages)
    }
    return replace(
        reading,
        statements=tuple(
            replace(each, status=Status.ATTEMPTED, counts=False)
            if each.frame == CONTACT and each.counts and each.passage in failed
            else each
            for each in reading.statements
        ),
    )


def _tells_of_attempts_only(reading: Reading, passages: Sequence[Passage]) -> bool:
    if not any(_failed(passage) for passage in passages):
        return False
    if any(_spoke(passage) or (passage.hits_of("gelukt") and not passage.hits_of("niemand")) for passage in passages):
        return False
    return not any(
        passage.hits_of("contact_gelukt", "bewering", "veilig", "effect_sterk", "verandering")
        for passage in passages
        if not _failed(passage) and reading.marks[passage.number] is None and not passage.label_hits & PLANS
        if not passage.hits_of("nog_niet") or passage.hits_of("bewering")
    )


def _failed(passage: Passage) -> bool:
    spoken = passage.hits_of("gesproken", "contact_gelukt")
    nobody = any(0 <= hit.start - other.end < _NEAR for other in passage.hits_of("niemand") for hit in spoken)
    return nobody or bool(passage.hits_of("poging", "vergeefs"))


def _spoke(passage: Passage) -> bool:
    """'Wijkcoach gesproken, moeder niet bereikt'."""
    held = {(hit.start, hit.end) for hit in passage.hits_of("contact_gelukt")}
    against = passage.hits_of(*_AGAINST)
    return any(
        (hit.start, hit.end) in held and not any(part.start <= other.start < part.end for other in against)
        for part in clauses(passage)
        for hit in passage.hits_of("gesproken")
        if part.start <= hit.start < part.end
    )


def with_late_records(reading: Reading) -> Reading:
    """A piece or entry from after closing that tells something is the record of a contact, also without saying so.

    That is a monitoring piece, or an entry of a journal that names the monitoring. One of attempts, tasks or empty
    fields is none; nor is one in which the contact was found already.
    """
    closed = reading.setting.closed
    if closed is None:
        return reading
    told = {statement.passage for statement in reading.of(CONTACT) if statement.counts}
    added = []
    for passages in _late(reading, closed):
        if told.isdisjoint(passage.number for passage in passages) and (lead := _record(reading, passages)):
            added.append(
                Statement(
                    CONTACT, LATE, lead.number, lead.part, lead.kind, passages[0].date,
                    Status.DONE, True, False, 3, lead.quote(),
                )
            )  # fmt: skip
    return replace(reading, statements=(*reading.statements, *added))


def _late(reading: Reading, closed: date) -> Iterator[Sequence[Passage]]:
    """Pieces of monitoring, entries of a journal and notes for the file, made two weeks or more after closing."""
    for passages in _groups(reading.passages):
        days = [passage.date for passage in passages if passage.date]
        if not days and passages[0].kind == "monitoring":
            days = [day for passage in passages for day in days_in(passage)]
        if not days or days[0] < closed + NEAR_CLOSING:
            continue
        if (
            passages[0].kind in ("monitoring", "contactjournaal")
            or _names_it(passages)
            or (passages[0].kind in _NOTES and _is_for_the_file(passages))
        ):
            yield passages


def _groups(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    for _, group in groupby(passages, key=lambda passage: (passage.part, passage.kind, _entry_of(passage))):
        yield tuple(group)


def _names_it(passages: Sequence[Passage]) -> bool:
    return any(passage.hits_of("monitoring_sterk") for passage in passages)


def _is_for_the_file(passages: Sequence[Passage]) -> bool:
    """A note to ourselves: addressed to nobody, to the dossier, or to a colleague without saying whom it is from."""
    if not any(passage.label.casefold() in _FROM for passage in passages):
        return True
    addressed = [passage for passage in passages if passage.label.casefold() in _TO]
    return all(_FILE.intersection(token.norm for token in passage.tokens[passage.value :]) for passage in addressed)


def _entry_of(passage: Passage) -> int:
    return passage.entry if passage.kind == "contactjournaal" else -1 if passage.kind == "monitoring" else -2


def _record(reading: Reading, passages: Sequence[Passage]) -> Passage | None:
    """The passage to quote where these tell of a contact, None where they do not."""
    if _tells_of_attempts_only(reading, passages):
        return None
    if passages[0].kind in _NOTES or (passages[0].kind == "contactjournaal" and not _names_it(passages)):
        return _talk_in_note(reading, passages)
    if passages[0].kind not in ("monitoring", "contactjournaal"):
        return None
    telling = [passage for passage in passages if tells_something(reading, passage)]
    attempts = sum(bool(passage.hits_of("poging")) for passage in passages)
    reached = any(passage.hits_of("gelukt", "contact_gelukt") for passage in passages)
    if attempts >= len(telling) + reached or len(telling) + reached < _LEAST_TOLD:
        return None
    filled = [passage for passage in passages if not passage.label_hits & PLANS and not _failed(passage)]
    dated = next((passage for passage in filled if passage.date in days_in(passage)), None)
    dated = dated or next((passage for passage in filled if days_in(passage)), None)
    return dated or (telling[0] if telling else passages[0])


def _talk_in_note(reading: Reading, passages: Sequence[Passage]) -> Passage | None:
    """Where a mail or note tells who was spoken to, and beside it how safe it is or how the help goes."""
    told = [p for p in passages if not _is_silent(reading, p)]
    spoken = [p for p in told if p.hits_of("gesproken") and p.hits_of(*_TALKED)]
    telling = [p for p in told if p not in spoken[:1] and tells_something(reading, p)]
    return spoken[0] if spoken and any(p.hits_of("veilig", "effect_sterk", "verandering") for p in telling) else None


def tells_something(reading: Reading, passage: Passage) -> bool:
    """Whether it says more than a word or two, and of something that took place."""
    return sum(token.text.isalpha() for token in passage.tokens) >= 4 and not _is_silent(reading, passage)


def _is_silent(reading: Reading, passage: Passage) -> bool:
    """Of an attempt, an intention or another family; or a field that is empty or holds a plan."""
    of_no_talk = passage.hits_of("poging", "voornemen", "nog_niet") or passage.label_hits & PLANS
    return bool(of_no_talk) or passage.is_empty_field or reading.marks[passage.number] is not None


def days_in(passage: Passage) -> list[date]:
    """The days in a passage, those nearest behind the words of a contact first."""
    hits = passage.hits_of("uitgevoerd_label", "uitgevoerd_verleden")
    lead = entry_lead(passage)
    words = " ".join(passage.source.text[passage.start : passage.tokens[hits[0].start].start].split()) if hits else ""
    found = []
    for mention in find_dates(passage.text[lead:]):
        if mention.kind is DateKind.DAY and (moment := resolve(mention, passage.date)) is not None:
            found.append((lead + mention.start < len(words), abs(lead + mention.start - len(words)), moment.first))
    return [day for *_, day in sorted(found)]
