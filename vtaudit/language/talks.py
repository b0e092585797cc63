"""Whether everybody who must be spoken to was spoken to in time, or why not (vb-a)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from vtaudit.dates import DateKind, find_dates, resolve
from vtaudit.language.coverage import Cover
from vtaudit.language.family import FamilyMember
from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.own_lines import not_spoken_list, own_line
from vtaudit.language.passages import Passage, box_question, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.pronouns import speaks_further_on
from vtaudit.language.referents import PRONOUNS, Referent, referents
from vtaudit.language.scope import Status
from vtaudit.language.speaking import NOT_SPOKEN_TO, Found, act_of, beside_us, is_topic, judged, tells, why_not
from vtaudit.language.statements import Setting
from vtaudit.language.talk_lists import (
    after_speaker,
    by_context,
    in_report,
    is_visit_to_all,
    is_what_came_in,
    kept_away,
    tells_below,
    told_to_us,
)

_FOUR_YEARS = 48
_SPREAD = timedelta(days=2)
_LONG_BEFORE = timedelta(days=21)
_KINDS = ("triage", "contactjournaal", "gespreksverslag", "overig", "mdo")
_DATED_KINDS = ("mail", "brief", "veiligheidsplan")
_CROSSED = 60
_COLUMNS = 3
_TO_DO = {
    "vervolg", "acties", "actie", "actiepunten", "te doen", "nog te doen", "plan", "plannen", "planning", "to do",
    "plan van aanpak", "vervolgstappen", "vervolgacties", "hoe nu verder", "hoe verder", "volgende stappen", "taken",
    "nog te spreken", "nog te plannen", "openstaand", "afspraken vervolg", "stappen", "wat gaan we doen",
}  # fmt: skip
_HAD = frozenset({"gesproken", "gebeld", "gehoord", "gepraat", "bezocht"})
_LIST, _MOST = 8, 300
_HIM = {"hem": "m", "hij": "m", "haar": "v", "zij": "v", "ze": "v"}
_NO = ("nee", "neen", "niet", "nog", "-", "geen")


@dataclass(frozen=True, slots=True)
class _Reading:
    member: int
    found: Found
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
    # A day long before the melding is no talk on it: a day of birth, an earlier case.
    since = (setting.received or decision) - _LONG_BEFORE
    readings = [r for r in _readings(passages, marks, people) if r.day is None or r.day >= since]
    is_plain = people.is_whole and not _leans_on_pronouns(passages, marks, decision)
    spoed = setting.received == decision
    told = Counter(number for _, number in {(r.member, r.passage.number) for r in readings if r.found is Found.SPOKEN})
    lists = frozenset(number for number, count in told.items() if count > 1 and passages[number].kind == "triage")
    covers = [
        _cover(member, [r for r in readings if r.member == index], decision, is_plain, spoed, lists)
        for index, member in enumerate(people.family)
        if _must(member)
    ]
    # The recorded reason decides more than one talk among several: it is quoted first.
    return tuple(sorted(_with_list(covers, passages), key=lambda cover: cover.how != "reden"))


def _with_list(covers: Sequence[Cover], passages: Sequence[Passage]) -> list[Cover]:
    """Talks that stand in one list are quoted together, with the line that introduces them, before each by itself."""
    places = {passage.quote(): passage for passage in passages}
    told = [places[cover.evidence[0]] for cover in covers if cover.how == "gesproken" and cover.evidence[0] in places]
    found = list(covers)
    for part, entry in {(passage.part, passage.entry) for passage in told}:
        mine = sorted({p.number for p in told if (p.part, p.entry) == (part, entry)})
        first, last = passages[mine[0]], passages[mine[-1]]
        if len(mine) < 2 or last.line - first.line > _LIST:
            continue
        above = passages[first.number - 1] if first.number else first
        if above.part == part and above.entry == entry and above.text.endswith(":"):
            first = above
        whole = first.source.quote(first.tokens[0].start, last.tokens[-1].end)
        if len(whole.quote) > _MOST:
            continue
        shown = {passages[number].quote() for number in mine}
        found = [
            replace(cover, evidence=(whole, *cover.evidence)) if set(cover.evidence) & shown else cover
            for cover in found
        ]
    return found


def _cover(
    member: FamilyMember,
    readings: list[_Reading],
    decision: date,
    is_whole: bool,
    spoed: bool,
    lists: frozenset[int],
) -> Cover:
    """`lists` are the passages of the decision itself that name several people: they prove more than a talk alone."""
    readings = sorted(readings, key=lambda reading: reading.passage.number not in lists)
    late: _Reading | None = None
    # The decision itself knows best who was not spoken to; elsewhere a talk counts for more than a reason for none.
    at_decision = [reading for reading in readings if reading.passage.kind == "triage"]
    why = _reason(member, at_decision, Found.REASON, decision, is_whole)
    if why:
        return why
    for wanted in (Found.SPOKEN, Found.WEAK):
        for reading in readings:
            if reading.found is not wanted:
                continue
            if reading.day is None or reading.day <= decision:
                return Cover(
                    member.role, True, "gesproken", (reading.passage.quote(),), is_whole and wanted is Found.SPOKEN
                )
            if reading.day <= decision + _SPREAD and spoed:
                late = reading
    for wanted in (Found.REASON, Found.TOLD_WHY):
        why = _reason(member, readings, wanted, decision, is_whole)
        if why:
            return why
    tried = [r for r in readings if r.found in (Found.TRIED, Found.TRIED_ONCE) and (r.day is None or r.day <= decision)]
    if len(tried) > 1 or any(r.found is Found.TRIED for r in tried):
        return Cover(member.role, True, "reden", tuple(r.passage.quote() for r in tried[:2]), sure=False)
    if tried:
        return Cover(member.role, False, "", (tried[0].passage.quote(),), sure=False)
    if late:
        return Cover(member.role, False, "na_besluit", (late.passage.quote(),), sure=False)
    open_ones = any(r.found is Found.NOTHING and (r.day is None or r.day <= decision) for r in readings)
    # Silence may be a way of telling that is not read; sure is only what the dossier says: seen, not spoken to.
    seen = any(r.found is Found.SEEN and (r.day is None or r.day <= decision) for r in readings)
    return Cover(member.role, False, sure=is_whole and seen and not open_ones)


def _reason(
    member: FamilyMember, readings: Iterable[_Reading], wanted: Found, decision: date, is_whole: bool
) -> Cover | None:
    for reading in readings:
        written = reading.passage.date
        in_time = reading.day is None or reading.day <= decision or reading.passage.kind == "triage"
        if reading.found is wanted and (in_time or (written is not None and written <= decision)):
            sure = is_whole and wanted is Found.REASON
            return Cover(member.role, True, "reden", (reading.passage.quote(),), sure)
    return None


def _leans_on_pronouns(passages: Sequence[Passage], marks: Sequence[Status | None], decision: date) -> bool:
    """A sentence on talks before the decision speaks of 'hem', 'ze' or 'jullie': who that is, is not read."""
    return any(
        passage.kind in _KINDS
        and marks[passage.number] is None
        and (passage.kind == "triage" or passage.date is None or passage.date <= decision)
        and passage.hits_of("gesproken", "vertelt")
        and any(token.norm in PRONOUNS for token in passage.tokens)
        for passage in passages
    )


def _readings(passages: Sequence[Passage], marks: Sequence[Status | None], people: People) -> Iterator[_Reading]:
    for passage in passages:
        if passage.kind not in _KINDS + _DATED_KINDS or marks[passage.number] is not None:
            continue
        if _is_to_do(passage) or is_what_came_in(passages, passage):
            continue
        named = referents(passage, people)
        question = box_question(passages, passage)
        if question is not None and question.hits_of("gesproken") and passage.tokens[0].norm == "ja":
            for referent in referents(question, people):
                for member in referent.members:
                    yield _Reading(member, Found.SPOKEN, None if passage.kind == "triage" else passage.date, passage)
        if passage.kind == "triage" and all(r.governed in NOT_SPOKEN_TO | {"bij"} for r in named):
            yield from _below_name(passages, passage, people)
        meant = _by_pronoun(passages, passage, people) if not named else None
        if meant is not None:
            found = _found(passages, passage, meant, (meant,), people)
            if found > Found.SEEN and (passage.date is not None or passage.kind == "triage"):
                day = _day(passage, meant, (meant,), passages)
                for member in meant.members:
                    yield _Reading(member, min(found, Found.WEAK), day, passage)
        for referent in named:
            found = _found(passages, passage, referent, named, people)
            if found in (Found.NOTHING, Found.SEEN) and speaks_further_on(passage, referent, named, people):
                found = Found.WEAK
            if found is Found.NOTHING and not passage.hits_of("gesproken", "vertelt"):
                continue
            day = _day(passage, referent, named, passages)
            if day is None and passage.kind != "triage":
                continue
            if passage.kind in _DATED_KINDS and day == passage.date:
                continue
            for member in referent.members:
                if not (people.family[member].is_child and is_visit_to_all(passage, referent)):
                    yield _Reading(member, found, day, passage)


def _below_name(passages: Sequence[Passage], passage: Passage, people: People) -> Iterator[_Reading]:
    """A form with the name on a line of its own and below it a day with a tick, or without a tick why not."""
    above = previous_in_entry(passages, passage, 1)
    if not above or above[0].line_kind is not LineKind.HEADING or len(above[0].tokens) > _COLUMNS:
        return
    named = referents(above[0], people)
    if len(named) != 1 or passage.hits_of("gezien_alleen", "gezien_van_ver", "schriftelijk"):
        return
    if passage.hits_of("besluit_later") and not (kept_away(passage) or passage.hits_of("weigering")):
        return
    if passage.line_kind is LineKind.BOX_OPEN:
        # What is not ticked did not happen; 'met tolk' and 'politiebureau' beside a talk tell where, not why not.
        told = () if passage.hits_of("gesproken") else passage.hits_of("reden_niet_gesproken")
        why = bool(told) or kept_away(passage) or bool(passage.hits_of("weigering"))
        found = Found.TOLD_WHY if why and not find_dates(passage.text) else Found.NOTHING
    else:
        has_talk = passage.line_kind is LineKind.BOX_DONE or passage.hits_of("gesproken", "gesprek_plek")
        found = Found.WEAK if has_talk and find_dates(passage.text) else Found.NOTHING
    day = _nearest_day(passage, replace(named[0], start=0, end=1), ())
    for member in named[0].members if found is not Found.NOTHING else ():
        yield _Reading(member, found, day, passage)


def _is_to_do(passage: Passage) -> bool:
    """'Vervolg' and below it 'gesprek Jan, afspraken maken': what must still be done, unless it says 'gesproken'."""
    if any(passage.tokens[hit.end - 1].norm in _HAD for hit in passage.hits_of("gesproken")):
        return False
    titles = {" ".join(re.findall(r"[a-z]+", title.lower())) for title in (passage.heading, passage.label)}
    return bool(titles & _TO_DO) and not any(m.kind is DateKind.DAY for m in find_dates(passage.text))


def _by_pronoun(passages: Sequence[Passage], passage: Passage, people: People) -> Referent | None:
    """'Daan zat in de tuin. Ik heb even met hem gepraat': the one whom the sentence before is about."""
    if passage.label or passage.cells or not passage.hits_of("gesproken", "vertelt", "vergeefs", "verhinderd"):
        return None
    position = next((i for i, token in enumerate(passage.tokens) if token.norm in _HIM), None)
    before = previous_in_entry(passages, passage, 1)
    if position is None or not before:
        return None
    about = [r for r in referents(before[0], people) if len(r.members) == 1]
    if len({r.members for r in about}) != 1 or about[0].start > 2:
        return None
    sex = people.family[next(iter(about[0].members))].sex
    norm = passage.tokens[position].norm
    if sex and sex != _HIM[norm]:
        return None
    preposition = passage.tokens[position - 1].norm if position else ""
    governed = preposition if preposition in ("met", "aan", "bij", *NOT_SPOKEN_TO) else ""
    return Referent(about[0].members, position, position + 1, "rol", governed)


def _found(
    passages: Sequence[Passage], passage: Passage, referent: Referent, named: Sequence[Referent], people: People
) -> Found:
    if tells_below(passages, passage) and not referent.governed:
        return Found.WEAK
    if passage.is_empty_field or passage.line_kind is LineKind.BOX_OPEN or "?" in passage.tokens[-1].text:
        return Found.NOTHING
    in_label = bool(passage.label) and not passage.cells and referent.end <= passage.value and passage.value > 0
    label_names = any(r.end <= passage.value for r in named) and bool(passage.label) and not passage.cells
    if (label_names and not in_label) or after_speaker(passage, referent, named):
        return Found.NOTHING
    if _is_remark(passage, referent, named, people):
        return Found.NOTHING
    if passage.kind == "gespreksverslag":
        held = in_report(passages, passage, referent, in_label)
        if held is Found.WEAK and _is_of_another(passages, passage, referent, people):
            held = Found.NOTHING
        if held is not Found.NOTHING or not told_to_us(passage):
            return held
    own = own_line(passages, passage, referent, in_label)
    if own is not None:
        return own
    denied = not_spoken_list(passage, referent, named)
    if denied is not None:
        return denied
    act = act_of(passage, referent, named, in_label)
    if in_label and "gesproken" in passage.label_hits and passage.value and passage.value < len(passage.tokens):
        first = passage.tokens[passage.value].norm
        if first not in _NO and "niet_gesproken" not in passage.label_hits:
            return (
                Found.SPOKEN
                if act is None or act.concept == "gesproken" or _only_told(passage, act)
                else judged(passages, passage, act, referent, named, people)
            )
        return why_not(passages, passage, Hit("niet_gesproken", passage.value, passage.value + 1))
    found = judged(passages, passage, act, referent, named, people) if act is not None else Found.NOTHING
    if found is Found.SEEN or (act is None and kept_away(passage)):
        if is_topic(passage, referent, named) and kept_away(passage):
            return Found.TOLD_WHY
        told = tells(passage, referent, named, people)
        if act is not None and act.concept == "gezien_alleen" and told is not Found.NOTHING:
            return told
    if act is not None:
        return found
    if referent.governed in NOT_SPOKEN_TO | {"bij", "door"}:
        return Found.WEAK if beside_us(passage, referent) else Found.NOTHING
    told = tells(passage, referent, named, people) if referent.governed != "aan" else Found.NOTHING
    if told is not Found.NOTHING:
        return told
    return by_context(passages, passage, referent, in_label)


def _only_told(passage: Passage, act: Hit) -> bool:
    """'Gesprek met Noor: zij slaapt slecht': what stands behind the label was told in that talk."""
    return act.concept == "gezien_alleen" and not passage.hits_of("gezien_van_ver", "niet_gesproken")


def _is_of_another(passages: Sequence[Passage], passage: Passage, referent: Referent, people: People) -> bool:
    """In 'Gespreksverslag Noor' what her brother said is what she tells."""
    if any(token.norm in ("mij", "me", "ons") for token in passage.tokens):
        return False
    title = _title(passages, passage)
    held = [r for r in referents(title, people) if r.how == "naam" or r.how == "rol"] if title else []
    members = {member for r in held for member in r.members}
    return bool(held) and all(people.family[m].is_child for m in members) and not referent.members & members


def _title(passages: Sequence[Passage], passage: Passage) -> Passage | None:
    """The last of the first three lines of the part that names the report, where it stands before the passage."""
    low = bisect_left(passages, (passage.part, passage.entry), key=lambda other: (other.part, other.entry))
    titles = [
        other
        for other in takewhile(lambda other: other.line <= 2, passages[low : passage.number])
        if other.hits_of("verslag_kop") and len(other.tokens) <= 2 * _LIST
    ]
    return titles[-1] if titles else None


def _is_remark(passage: Passage, referent: Referent, named: Sequence[Referent], people: People) -> bool:
    """'Noor | 4 mei, school | mist haar vader': the row is about whom an earlier cell names."""
    cell = next((start for start, end in passage.cells if start <= referent.start < end), 0)
    if len(passage.cells) < _COLUMNS or referent.start == cell:
        return False
    return any(other.end <= cell and other.how in ("naam", "rol") for other in named) or any(
        mention.who == "professional" and mention.start < cell for mention in mentions(passage, people, 0)
    )


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
        distance = (
            high - low + _CROSSED * sum(low < spot < high for spot in spots) + 2 * _CROSSED * text[low:high].count(";")
        )
        distance += 0 if mention.start >= last else 5
        if best is None or distance < best[0]:
            best = (distance, moment.first)
    return best[1] if best else None
