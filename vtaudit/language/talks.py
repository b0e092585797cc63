"""Whether everybody who must be spoken to was spoken to in time, or why not (vb-a)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.coverage import Cover
from vtaudit.language.family import FamilyMember
from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.referents import Referent, referents
from vtaudit.language.scope import Clause, Status, clauses
from vtaudit.language.statements import Setting

_FOUR_YEARS = 48
_SPREAD = timedelta(days=2)
_KINDS = ("triage", "contactjournaal", "gespreksverslag", "overig", "mdo")
_DATED_KINDS = ("mail", "brief", "veiligheidsplan")
_ACTS = ("gesproken", "niet_gesproken", "gezien_alleen", "vergeefs", "weigering")
_NOT_SPOKEN_TO = frozenset({"van", "over", "namens", "voor", "zonder", "tussen", "naar", "nr", "v", "vd", "mbt", "inzake", "tegen"})
_VISITS = frozenset({"huisbezoek", "huisbezoeken", "hb", "bezocht", "bezoek", "bezoekt", "geweest", "langs", "langsgeweest", "kennismaking"})
_OURSELVES = frozenset({"ik", "wij", "we", "ondergetekende", "veilig_thuis", "vt"})
_CROSSED = 60
_NEAR = 14
_NO = ("nee", "neen", "niet", "nog", "-", "geen")
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:u(?:ur)?)?\Z|\d{1,2}u\Z")


class _Found(IntEnum):
    """How a passage speaks of one member, strongest last."""

    NOTHING = 0
    SEEN = 1
    TRIED = 2
    REASON = 3
    WEAK = 4
    SPOKEN = 5


@dataclass(frozen=True, slots=True)
class _Reading:
    member: int
    found: _Found
    day: date | None
    passage: Passage


def to_speak(people: People) -> tuple[FamilyMember, ...]:
    """Parents and partners of the household or the report, and every child of four or older (toetsvragen.md, vb-a)."""
    return tuple(member for member in people.family if _must(member))


def _must(member: FamilyMember) -> bool:
    if member.is_child:
        return member.months is None or member.months >= _FOUR_YEARS
    return not member.elsewhere and member.role != "huisgenoot"


def spoken_before(
    passages: Sequence[Passage], marks: Sequence[Status | None], setting: Setting, decision: date
) -> tuple[Cover, ...]:
    """For everybody who must be spoken to: where it stands, or the recorded reason why not."""
    people = setting.people
    readings = list(_readings(passages, marks, people))
    spoed = setting.received == decision
    covers = [
        _cover(member, [r for r in readings if r.member == index], decision, people.is_whole, spoed)
        for index, member in enumerate(people.family)
        if _must(member)
    ]
    # The recorded reason decides more than one talk among several: it is quoted first.
    return tuple(sorted(covers, key=lambda cover: cover.how != "reden"))


def _cover(member: FamilyMember, readings: list[_Reading], decision: date, is_whole: bool, spoed: bool) -> Cover:
    late: _Reading | None = None
    for wanted in (_Found.SPOKEN, _Found.WEAK):
        for reading in readings:
            if reading.found is not wanted:
                continue
            if reading.day is None or reading.day <= decision:
                return Cover(member.role, True, "gesproken", (reading.passage.quote(),), is_whole and wanted is _Found.SPOKEN)
            if reading.day <= decision + _SPREAD and spoed:
                late = reading
    reasons = [r for r in readings if r.found is _Found.REASON and (r.day is None or r.day <= decision or r.passage.kind == "triage")]
    if reasons:
        return Cover(member.role, True, "reden", (reasons[0].passage.quote(),), is_whole)
    tried = [r for r in readings if r.found is _Found.TRIED and (r.day is None or r.day <= decision)]
    if len(tried) > 1 or any(r.passage.kind == "triage" for r in tried):
        return Cover(member.role, True, "reden", tuple(r.passage.quote() for r in tried[:2]), sure=False)
    if late:
        return Cover(member.role, False, "na_besluit", (late.passage.quote(),), sure=False)
    return Cover(member.role, False, sure=is_whole)


def _readings(passages: Sequence[Passage], marks: Sequence[Status | None], people: People) -> Iterator[_Reading]:
    for passage in passages:
        if passage.kind not in _KINDS + _DATED_KINDS or marks[passage.number] is not None:
            continue
        named = referents(passage, people)
        for referent in named:
            found = _found(passages, passage, referent, named, people)
            if found is _Found.NOTHING:
                continue
            day = _day(passage, referent, named, passages)
            if day is None and passage.kind != "triage":
                continue
            if passage.kind in _DATED_KINDS and day == passage.date:
                continue
            for member in referent.members:
                yield _Reading(member, found, day, passage)


def _found(
    passages: Sequence[Passage], passage: Passage, referent: Referent, named: Sequence[Referent], people: People
) -> _Found:
    if passage.is_empty_field or passage.line_kind is LineKind.BOX_OPEN or "?" in passage.tokens[-1].text:
        return _Found.NOTHING
    in_label = bool(passage.label) and not passage.cells and referent.end <= passage.value and passage.value > 0
    label_names = any(r.end <= passage.value for r in named) and bool(passage.label) and not passage.cells
    if (label_names and not in_label) or _after_speaker(passage, referent, named):
        return _Found.NOTHING
    if passage.kind == "gespreksverslag":
        held = _in_report(passages, passage, referent, in_label)
        if held is not _Found.NOTHING or not _told_to_us(passage):
            return held
    act = _act(passage, referent, named, in_label)
    if in_label and "gesproken" in passage.label_hits and passage.value and passage.value < len(passage.tokens):
        first = passage.tokens[passage.value].norm
        if first not in _NO:
            return _Found.SPOKEN if act is None or act.concept == "gesproken" else _judged(passages, passage, act, referent, people)
        return _why_not(passages, passage, Hit("niet_gesproken", passage.value, passage.value + 1))
    if act is not None:
        return _judged(passages, passage, act, referent, people)
    if referent.governed in _NOT_SPOKEN_TO | {"bij", "door"}:
        return _Found.NOTHING
    return _by_context(passages, passage, referent, in_label)


def _after_speaker(passage: Passage, referent: Referent, named: Sequence[Referent]) -> bool:
    """'mdr sms't: kinderen zijn terug': who stands after the colon is spoken about."""
    colon = next((i for i, token in enumerate(passage.tokens) if token.text == ":"), None)
    if colon is None or colon < passage.value or referent.start < colon:
        return False
    return any(r.end <= colon and not passage.cells for r in named) and bool(passage.hits_of("bewering", "gesproken"))


def _told_to_us(passage: Passage) -> bool:
    """A sentence in a report that says that we spoke: 'ik sprak hem', 'zij vertelde mij'."""
    return any(token.norm in _OURSELVES | {"mij", "me", "ons"} for token in passage.tokens) or bool(
        passage.hits_of("niet_gesproken", "vergeefs")
    )


# ---------------------------------------------------------------- the act in the sentence


def _act(passage: Passage, referent: Referent, named: Sequence[Referent], in_label: bool) -> Hit | None:
    """The word of speaking, seeing or failing to reach that belongs to these people."""
    start = 0 if passage.cells else passage.value
    hits = [
        h
        for h in passage.hits
        if h.concept in _ACTS and h.start >= start and not referent.start <= h.start < referent.end and _counts(passage, h)
    ]
    if not hits:
        return None
    if in_label:
        return _strongest(hits)
    parts = clauses(passage) or (Clause(0, len(passage.tokens)),)
    own = next((c for c in parts if c.start <= referent.start < c.end), parts[0])
    inside = [h for h in hits if own.start <= h.start < own.end]
    if inside:
        denials = [h for h in inside if h.concept in ("niet_gesproken", "weigering")]
        after = [h for h in hits if h.start >= own.end and h.concept in ("niet_gesproken", "vergeefs", "weigering")]
        if not denials and after and not any(own.end <= r.start <= after[0].start for r in named):
            return after[0]
        return _strongest(inside)
    after = [h for h in hits if h.start >= own.end]
    before = [h for h in hits if h.end <= own.start]
    lists = not any(r.start > referent.start and r.end <= after[0].start and r.how != "naam" for r in named) if after else False
    if after and (not before or lists and _is_bare(passage, own, named)):
        same = _clause_of(passage, after[0])
        return _strongest([h for h in after if same.start <= h.start < same.end])
    return before[-1] if before else None


def _is_bare(passage: Passage, own: Clause, named: Sequence[Referent]) -> bool:
    """A clause with nothing but names, days and times: the act of the next clause is theirs."""
    spared = {position for r in named for position in range(r.start, r.end)}
    words = [t for i, t in enumerate(passage.tokens[own.start : own.end], own.start) if i not in spared and t.text.isalpha()]
    return len(words) <= 1


def _counts(passage: Passage, hit: Hit) -> bool:
    """A refusal counts only where speaking is what was refused."""
    if hit.concept != "weigering":
        return True
    own = _clause_of(passage, hit)
    return any(own.start <= h.start < own.end + 6 for h in passage.hits_of("gesproken", "niet_gesproken"))


def _strongest(hits: Sequence[Hit]) -> Hit:
    for concept in ("weigering", "niet_gesproken", "vergeefs", "gesproken", "gezien_alleen"):
        for hit in hits:
            if hit.concept == concept:
                return hit
    return hits[0]


def _judged(passages: Sequence[Passage], passage: Passage, act: Hit, referent: Referent, people: People) -> _Found:
    if referent.governed in _NOT_SPOKEN_TO and not (act.concept != "gesproken" and referent.governed == "zonder"):
        return _Found.NOTHING
    if act.concept == "weigering":
        return _Found.REASON
    if act.concept == "niet_gesproken":
        return _why_not(passages, passage, act)
    if act.concept == "vergeefs":
        return _Found.TRIED
    if act.concept == "gezien_alleen":
        return _Found.SEEN
    words = {token.norm for token in passage.tokens[act.start : act.end]}
    if referent.governed == "bij" and not words & _VISITS and "gesproken" not in words:
        return _Found.NOTHING
    if _still_to_come(passage, act) or _by_another(passage, act, people):
        return _Found.NOTHING
    if _is_denied(passage, act):
        return _why_not(passages, passage, act)
    return _Found.SPOKEN


def _clause_of(passage: Passage, hit: Hit) -> Clause:
    return next((c for c in clauses(passage) if c.start <= hit.start < c.end), Clause(0, len(passage.tokens)))


def _still_to_come(passage: Passage, act: Hit) -> bool:
    own = _clause_of(passage, act)
    later = [h for h in passage.hits_of("besluit_later", "gaan_doen") if own.start <= h.start < own.end]
    done = any(token.norm in ("gesproken", "gebeld", "gehoord", "gehad") for token in passage.tokens[own.start : own.end])
    strong = [h for h in later if passage.tokens[h.start].norm not in ("wordt", "worden", "later", "afspraak", "in", "na") or not done]
    return bool(strong)


def _is_denied(passage: Passage, act: Hit) -> bool:
    own = _clause_of(passage, act)
    return any(own.start <= h.start < own.end and h.start < act.end + 3 for h in passage.hits_of("ontkenning", "nog_niet"))


def _by_another(passage: Passage, act: Hit, people: People) -> bool:
    """The speaking was done by a professional outside Veilig Thuis: 'agent Bos sprak vader', 'door de arts gezien'."""
    own = _clause_of(passage, act)
    inner = own
    own = _over_brackets(passage, own)
    norms = [t.norm for i, t in enumerate(passage.tokens[own.start : own.end], own.start) if not _in_brackets(passage, i)]
    if any(inner.start <= h.start < inner.end + 8 for h in passage.hits_of("via_ander")):
        return True
    if _OURSELVES & set(norms) or set(norms) & {"is", "zijn", "werd", "werden"} and "door" not in norms:
        return False
    for mention in mentions(passage, people, own.start):
        if mention.who not in ("professional", "naam") or mention.start >= act.start:
            continue
        before = passage.tokens[mention.start - 1].norm if mention.start > own.start else ""
        if before == "door":
            return True
        if mention.start - own.start <= 1 and before in ("", "de", "een") and act.start - mention.start <= 8:
            finite = passage.tokens[act.start].norm
            return not finite.startswith("ge") or "heeft" in norms or "hebben" in norms
    return False


def _in_brackets(passage: Passage, position: int) -> bool:
    before = [token.text for token in passage.tokens[:position]]
    return before.count("(") > before.count(")")


def _over_brackets(passage: Passage, own: Clause) -> Clause:
    """The clause with what stands before a bracket that opens or closes just in front of it."""
    start = own.start
    while start > 1 and passage.tokens[start - 1].text in ("(", ")", "),"):
        start = _clause_of(passage, Hit("", start - 2, start - 1)).start
        if start == own.start:
            break
    return Clause(start, own.end)


# ---------------------------------------------------------------- reasons why not


def _why_not(passages: Sequence[Passage], passage: Passage, act: Hit) -> _Found:
    """A denial with its cause, here or in the next sentence of the line; a bare denial or a plan is none."""
    if _gives_reason(passage, act):
        return _Found.REASON
    for after in following_in_entry(passages, passage, 1):
        if after.line == passage.line and not after.label and after.hits_of("reden_niet_gesproken", "vergeefs"):
            return _Found.REASON
    return _Found.SEEN


def _gives_reason(passage: Passage, act: Hit) -> bool:
    words = [token.norm for token in passage.tokens[act.start : act.end]]
    if "jong" in words:
        return True
    return any(
        not (h.start >= act.start and h.end <= act.end) and h.start - act.end <= _NEAR and act.start - h.end <= _NEAR
        for h in passage.hits_of("reden_niet_gesproken", "vergeefs")
    )


# ---------------------------------------------------------------- without a word of speaking


def _by_context(passages: Sequence[Passage], passage: Passage, referent: Referent, in_label: bool) -> _Found:
    """People in a list or row under 'Gesproken:', or in a journal line of time and place."""
    if passage.hits_of("besluit_later", "voorwaarde") or passage.line_kind is LineKind.HEADING:
        return _Found.NOTHING
    listed = passage.line_kind in (LineKind.BULLET, LineKind.BOX_DONE)
    headed = "gesproken_kop" in passage.heading_hits and len(passage.heading.split()) <= 12 and passage.heading[-1:] != "."
    if passage.cells:
        return _Found.SPOKEN if headed and _row_filled(passage) else _Found.NOTHING
    if "gesproken_kop" in passage.label_hits and not in_label and passage.value:
        return _Found.SPOKEN
    if listed and (headed or _introduced(passages, passage)):
        return _Found.SPOKEN
    has_day = bool(find_dates(passage.text)) or any(_TIME.match(token.text) for token in passage.tokens)
    if in_label and (_introduced(passages, passage) or headed) and has_day:
        return _Found.SPOKEN
    before = previous_in_entry(passages, passage, 1)
    carried = bool(before) and bool(before[0].hits_of("gesproken")) and passage.kind == "triage"
    own = next((c for c in clauses(passage) if c.start <= referent.start < c.end), Clause(0, len(passage.tokens)))
    own = Clause(own.start, max(own.end, _chain_end(passage, own.end)))
    near = [h for h in passage.hits_of("gesprek_plek") if h.start - own.end <= 3 and own.start - h.end <= 3]
    timed = any(_TIME.match(token.text) for token in passage.tokens[max(0, referent.start - 4) : referent.end + 3])
    short = len(passage.tokens) <= 30
    if passage.kind == "contactjournaal" and (near or timed) and own.end - own.start <= 8 and short:
        return _Found.WEAK
    if (has_day and passage.kind == "triage" or carried and passage.hits_of("zelfde_dag")) and near and own.end - own.start <= 8:
        return _Found.WEAK
    return _Found.NOTHING


def _chain_end(passage: Passage, end: int) -> int:
    """Past '+ Lale' and 'en Noor': the end of the clause where the row of names stops."""
    parts = clauses(passage)
    while True:
        following = next((c for c in parts if c.start == end + 1), None)
        if following is None or passage.tokens[end].text not in ("+", "/", "&"):
            return end
        end = following.end


def _row_filled(passage: Passage) -> bool:
    """A row with a day or 'ja' in one of its later cells."""
    for start, end in passage.cells[1:]:
        text = " ".join(token.text for token in passage.tokens[start:end])
        if find_dates(text) or text.strip().lower() in ("ja", "x", "v", "✓", "✔"):
            return True
    return False


def _introduced(passages: Sequence[Passage], passage: Passage) -> bool:
    """An opening line 'Gesproken zijn:' a few lines above, with nothing but the list in between."""
    for other in previous_in_entry(passages, passage, 8):
        if other.text.rstrip().endswith(":") and other.line != passage.line:
            return bool(other.hits_of("gesproken", "gesproken_kop")) and not other.hits_of("besluit_later", "nog_niet")
    return False


# ---------------------------------------------------------------- conversation reports


def _in_report(passages: Sequence[Passage], passage: Passage, referent: Referent, in_label: bool) -> _Found:
    if referent.governed in _NOT_SPOKEN_TO | {"bij"}:
        return _Found.NOTHING
    if passage.hits_of("niet_gesproken", "vergeefs", "besluit_later"):
        return _Found.NOTHING
    if "verslag_kop" in passage.label_hits and not in_label and passage.value:
        return _Found.SPOKEN
    top = passage.line <= 2 or passage.line_kind is LineKind.HEADING
    if top and passage.hits_of("verslag_kop") and len(passage.tokens) <= 16:
        return _Found.SPOKEN
    if in_label and find_dates(passage.label):
        return _Found.SPOKEN
    claims = [h for h in passage.hits_of("bewering") if 0 <= h.start - referent.end <= 2]
    if claims and referent.how in ("naam", "rol"):
        return _Found.WEAK
    return _Found.NOTHING


# ---------------------------------------------------------------- the day


def _day(passage: Passage, referent: Referent, named: Sequence[Referent], passages: Sequence[Passage]) -> date | None:
    """The day nearest to the person in the sentence; else of the lines above in a report; else of entry or document."""
    here = _nearest_day(passage, referent, named)
    if here is not None:
        return here
    if passage.kind == "triage":
        return None
    if passage.kind == "gespreksverslag":
        for other in (*previous_in_entry(passages, passage, 3), *following_in_entry(passages, passage, 3)):
            days = [m for m in find_dates(other.text) if m.kind is DateKind.DAY]
            moment = resolve(days[0], passage.date) if days and len(other.tokens) <= 30 else None
            if moment is not None:
                return moment.first
    return passage.date


def _nearest_day(passage: Passage, referent: Referent, named: Sequence[Referent]) -> date | None:
    offset = passage.tokens[0].start
    text = passage.source.text[offset : passage.end]
    first = passage.tokens[referent.start].start - offset
    last = passage.tokens[referent.end - 1].end - offset
    spots = [passage.tokens[r.start].start - offset for r in named if r is not referent]
    best: tuple[int, date] | None = None
    for mention in find_dates(text):
        if mention.kind not in (DateKind.DAY, DateKind.WEEKDAY, DateKind.NEIGHBOUR, DateKind.RELATIVE):
            continue
        moment = resolve(mention, passage.date)
        if moment is None or (mention.kind is DateKind.RELATIVE and moment.first != moment.last):
            continue
        low, high = sorted((mention.start, last if mention.start >= last else first))
        distance = high - low + _CROSSED * sum(low < spot < high for spot in spots) + 2 * _CROSSED * text[low:high].count(";")
        distance += 0 if mention.start >= last else 5
        if best is None or distance < best[0]:
            best = (distance, moment.first)
    return best[1] if best else None
