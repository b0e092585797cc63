"""Whether a monitoring record judges the safety of everyone in the family (1.5.4-a)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vtaudit.language.coverage import Cover
from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage, box_question, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.referents import PRONOUNS, Referent, referents
from vtaudit.language.scope import Clause, Status, clauses, read_status
from vtaudit.language.statements import Setting
from vtaudit.language.whole_family import everyone_counted, listed_with, names_all, safe_hits
from vtaudit.language.words import fold

_IGNORED = frozenset({"ontkenning", "bewering", "nog_niet", "poging", "ingetrokken", "voornemen", "uitstel"})
_HELD = (Status.DONE, Status.CLAIMED)
_SMALL = frozenset(
    [
        "wel", "niet", "nie", "ook", "nog", "en", "ja", "nee", "evenmin", "idem", "noch", "is", "zijn", "het", "dat",
        "dit", "dan", "ok", "oke", "goed", "beide", "alle", "nu", "weer", "voor", "van", "de", "zelf", "ook,", "+",
        "/", "&", "=", "-", "(", ")", ".", ";", ":", "meer", "zo", "ditto", "geldt", "hetzelfde", "allebei", "✔",
        "✓", "x", "v", "→", "inbegrepen", "incluis", "elkaar", "met", "elk", "ieder", "apart",
    ]
)  # fmt: skip
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her)\w{2,}(?:d|t|en)\Z")
_NOUNS = frozenset({"veiligheid", "veiligh", "vh", "veiligheidssituatie", "veiligheidsbeeld"})
_PAST = frozenset({"was", "waren", "voelt", "voelen", "zou", "zouden", "lijkt", "lijken", "volgens"})
_SELF = {"hijzelf": "m", "hemzelf": "m", "zijzelf": "v", "haarzelf": "v"}
_TAKEN_UP = frozenset({"zij", "ze", "hij", "allen", "allemaal", "beiden", "die", "deze", "hen", "hun"})
_NOT_JUDGED = frozenset({"door", "tegen", "namens", "aan", "bij", "tussen", "zonder"})
_SPEAKERS = frozenset({"volgens", "aldus", "vlgs", "namens"})


@dataclass(frozen=True, slots=True)
class _Judged:
    members: frozenset[int]
    everyone: bool
    passage: Passage
    sure: bool = True


def safety_covers(
    passages: Sequence[Passage],
    marks: Sequence[Status | None],
    setting: Setting,
    records: frozenset[tuple[int, int]],
) -> tuple[Cover, ...]:
    """Per family member whether a monitoring record (part and entry) judges his or her safety."""
    people = setting.people
    here = frozenset(i for i, member in enumerate(people.family) if not member.elsewhere)
    judged: list[_Judged] = []
    unknown: set[int] = set()
    doubtful: set[int] = set()
    for passage in passages:
        recorded = (passage.part, passage.entry) in records or passage.kind == "monitoring"
        if not recorded or marks[passage.number] is not None or passage.is_empty_field:
            continue
        found, open_ones = _read(passages, passage, people)
        unknown -= found.members
        if passage.hits_of("veilig") and any(token.norm in PRONOUNS for token in passage.tokens):
            doubtful |= here - found.members
        if passage.hits_of("veilig") and not passage.hits_of("veilig_onbekend"):
            doubtful |= {i for r in referents(passage, people) for i in r.members} - found.members
        unknown |= open_ones & here
        if found.members or found.everyone:
            judged.append(found)
    whole = next((j for j in judged if j.everyone and not (here - j.members)), None)
    if whole is not None and not unknown:
        return (Cover("gezin", True, "oordeel", (whole.passage.quote(),), whole.sure),)
    if not here:
        return (_unnamed_family(passages, marks, people, records),)
    covers = []
    for index in sorted(here):
        proof = next((j for j in judged if index in j.members), None) if index not in unknown else None
        quotes = (proof.passage.quote(),) if proof else ()
        covers.append(
            Cover(
                people.family[index].role,
                proof is not None,
                "oordeel" if proof else "",
                quotes,
                people.is_whole and (proof.sure if proof else index not in doubtful),
            )
        )
    return tuple(covers)


def _unnamed_family(
    passages: Sequence[Passage], marks: Sequence[Status | None], people: People, records: frozenset[tuple[int, int]]
) -> Cover:
    """Where nobody knows who the family is: one sentence that judges the whole, or a parent together with a child."""
    for passage in passages:
        recorded = (passage.part, passage.entry) in records or passage.kind == "monitoring"
        if not recorded or marks[passage.number] is not None or passage.is_empty_field:
            continue
        if passage.tokens[-1].text == "?" or passage.hits_of("veilig_onbekend") or not names_all(passage):
            continue
        whole = Clause(0, len(passage.tokens))
        given = any(_is_held(passages, passage, hit) and _judges(passage, whole, hit) for hit in safe_hits(passage))
        if given and not _is_intended(passage, whole):
            return Cover("gezin", True, "oordeel", (passage.quote(),), False)
    return Cover("gezin", False, sure=False)


def _read(passages: Sequence[Passage], passage: Passage, people: People) -> tuple[_Judged, frozenset[int]]:
    """Who is judged in this passage, and of whom it says that nothing is known."""
    named = (*referents(passage, people), *_by_pronoun(passage, people))
    counted = everyone_counted(passage)
    if counted is not None and not any(r.how == "geheel" for r in named):
        here = frozenset(i for i, member in enumerate(people.family) if not member.elsewhere)
        children = sum(people.family[i].is_child for i in here)
        if here and (counted[0] == 0 or counted[0] > children):
            named = (*named, Referent(here, counted[1], counted[2], "geteld"))
    blank = _Judged(frozenset(), False, passage)
    safe = [hit for hit in safe_hits(passage) if hit.start >= passage.value]
    in_label = _asks_in_label(passage) or _asked_before(passages, passage)
    answer = _answer(passages, passage, people)
    if answer is not None:
        return answer, frozenset()
    if not safe and _continues(passages, passage, named):
        return _Judged(frozenset(i for r in named for i in r.members), False, passage), frozenset()
    in_heading = "veilig" in passage.heading_hits and bool(passage.label or passage.cells)
    if not (safe or in_label or in_heading) or (passage.tokens[-1].text == "?" and not passage.label):
        return blank, frozenset()
    no_view = passage.hits_of("veilig_onbekend")
    members: set[int] = set()
    unknown: set[int] = set()
    everyone, sure = False, True
    parts = clauses(passage) or (Clause(0, len(passage.tokens)),)
    if not _is_filled(passage):
        return blank, frozenset()
    for referent in named:
        own = listed_with(passage, parts, referent, named)
        if passage.label and "veilig_onbekend" in passage.label_hits and passage.value:
            unknown |= referent.members
            continue
        if any(_touches(parts, own, hit) for hit in no_view) and not _has(own, safe, passage, no_view):
            unknown |= referent.members
            continue
        if _is_speaker(passage, referent) or (referent.how == "thuis" and len(named) > 1):
            continue
        in_own_label = bool(passage.label) and referent.end <= passage.value
        if in_own_label and no_view:
            unknown |= referent.members
            continue
        if in_own_label or in_label or in_heading:
            fits = bool(safe) or in_label or in_heading
        else:
            fits = _belongs(passages, passage, own, parts, safe, named)
        if not fits or (no_view and any(_touches(parts, own, hit) for hit in no_view)):
            continue
        members |= referent.members
        everyone = everyone or referent.how in ("geheel", "thuis", "geteld")
        sure = sure and referent.how not in ("thuis", "geteld")
    if not members and not named and in_label and passage.hits_of("gezin_geheel"):
        everyone = True
    sure = sure and not passage.hits_of("bewering") and not any(token.norm in _PAST for token in passage.tokens)
    if everyone and not people.family:
        return _Judged(frozenset(), True, passage), frozenset(unknown)
    return _Judged(frozenset(members), everyone, passage, sure), frozenset(unknown - members)


def _touches(parts: Sequence[Clause], own: Clause, hit: Hit) -> bool:
    return own.start < hit.end and hit.start < own.end


def _has(own: Clause, safe: Sequence[Hit], passage: Passage, no_view: Sequence[Hit]) -> bool:
    inside = [h for h in safe if own.start <= h.start < own.end]
    return any(
        not any(n.start <= h.start < n.end for n in no_view) and passage.tokens[h.start].norm in ("veilig", "onveilig")
        for h in inside
    )


def _belongs(
    passages: Sequence[Passage],
    passage: Passage,
    own: Clause,
    parts: Sequence[Clause],
    safe: Sequence[Hit],
    named: Sequence[Referent],
) -> bool:
    """The judgement stands in the clause of these people, or their clause borrows it ('Daan nog niet')."""
    inside = [hit for hit in safe if own.start < hit.end and hit.start < own.end]
    judging = [hit for hit in inside if _judges(passage, own, hit)]
    if inside and not judging:
        return False
    if judging:
        return any(_is_held(passages, passage, hit) and not _is_intended(passage, own) for hit in judging)
    runs_on = next((c for c in parts if c.start > own.start and _runs_on_to(passage, own, c, parts, safe, named)), None)
    if runs_on is not None:
        return _belongs(passages, passage, runs_on, parts, safe, named)
    borrows = _is_elliptic(passage, own, named) or _taken_up(passage, own, parts, safe, named)
    if not safe or not (borrows or _without_worry(passage, own)):
        return False
    return any(_is_held(passages, passage, hit) for hit in safe) and not _is_intended(passage, own)


def _without_worry(passage: Passage, own: Clause) -> bool:
    """'en voor vader zelf bestaan geen zorgen', beside a judgement of the others."""
    return any(own.start <= hit.start < own.end for hit in passage.hits_of("zonder_zorg"))


def _runs_on_to(
    passage: Passage,
    own: Clause,
    judging: Clause,
    parts: Sequence[Clause],
    safe: Sequence[Hit],
    named: Sequence[Referent],
) -> bool:
    """'dat alle vier, Daan, Noor en de ouders, weer veilig zijn': names between two commas do not end the clause."""
    if (
        not any(judging.start <= hit.start < judging.end for hit in safe)
        or passage.tokens[judging.start - 1].text != ","
    ):
        return False
    if any(judging.start <= r.start < judging.end for r in named):
        return False
    between = [part for part in parts if own.end <= part.start < judging.start]
    lists_names = bool(between) or any(own.start < part.start < own.end for part in parts)
    return lists_names and all(_is_elliptic(passage, part, named) for part in between)


def _is_held(passages: Sequence[Passage], passage: Passage, hit: Hit) -> bool:
    """The judgement is given; 'als hersteld aan te merken' and 'ik zie het als veilig' set no condition."""
    before = [token.norm for token in passage.tokens[max(0, hit.start - 2) : hit.start]]
    ignored = _IGNORED | {"voorwaarde"} if "als" in before else _IGNORED
    return read_status(passages, passage, hit, None, ignored) in _HELD


def _under_condition(passage: Passage, own: Clause) -> bool:
    """'Als vader zich eraan houdt, is iedereen veilig': the sentence opens with a condition."""
    return any(hit.start <= 1 and hit.end <= own.start for hit in passage.hits_of("voorwaarde"))


def _judges(passage: Passage, own: Clause, hit: Hit) -> bool:
    """The bare noun 'veiligheid' judges only with a predicate; after 'of' ('nagaan of ...') nothing does."""
    first = max(0, own.start - 1)
    asks = any(
        token.norm == "of" and not _joins_verbs(passage, position)
        for position, token in enumerate(passage.tokens[first : hit.start], first)
    )
    if asks and not any(token.norm in ("ja", "antwoord") for token in passage.tokens[hit.end :]):
        return False
    if passage.tokens[hit.start].norm not in _NOUNS:
        return True
    start, end = max(0, own.start - 1), own.end
    return any(start <= other.start < end for other in passage.hits_of("veilig_uitslag"))


def _joins_verbs(passage: Passage, position: int) -> bool:
    """'Er is niet geduwd of geslagen': this 'of' opens no question."""
    beside = (*passage.tokens[max(0, position - 1) : position], *passage.tokens[position + 1 : position + 2])
    return all(_PARTICIPLE.match(token.norm) for token in beside)


def _is_intended(passage: Passage, own: Clause) -> bool:
    if passage.hits_of("veilig_eerder") and not any(
        token.norm in ("nu", "thans", "inmiddels", "nou") for token in passage.tokens
    ):
        return True
    return _under_condition(passage, own) or any(
        own.start <= h.start < own.end for h in passage.hits_of("veilig_later")
    )


def _taken_up(
    passage: Passage, own: Clause, parts: Sequence[Clause], safe: Sequence[Hit], named: Sequence[Referent]
) -> bool:
    """'Over Daan en Noor ...: zij zijn veilig': a pronoun in the judging clause takes up those before it."""
    for hit in safe:
        judging = next((c for c in parts if c.start <= hit.start < c.end), None)
        if judging is None or judging.start <= own.start or any(judging.start <= r.start < judging.end for r in named):
            continue
        if any(token.norm in _TAKEN_UP for token in passage.tokens[judging.start : judging.start + 4]):
            return True
    return False


def _is_elliptic(passage: Passage, own: Clause, named: Sequence[Referent]) -> bool:
    spared = {position for r in named for position in range(r.start, r.end)}
    rest = [
        token
        for position, token in enumerate(passage.tokens[own.start : own.end], own.start)
        if position not in spared and token.norm not in _SMALL and token.text.isalpha()
    ]
    return len(rest) <= 1


def _is_speaker(passage: Passage, referent: Referent) -> bool:
    """Who tells, asks or causes is not judged by it: 'volgens moeder', 'vader zegt', 'bang voor vader'."""
    before = [token.norm for token in passage.tokens[max(0, referent.start - 2) : referent.start]]
    # 'bij Noor en Daan is de veiligheid op orde', not 'bij moeder op schoot'
    with_them = referent.governed == "bij" and any(token.norm in _NOUNS for token in passage.tokens[referent.end :])
    if _SPEAKERS & set(before) or (referent.governed in _NOT_JUDGED and referent.how != "geheel" and not with_them):
        return True
    if referent.governed == "voor" and any(
        token.norm in ("bang", "angst", "angstig")
        for token in passage.tokens[max(0, referent.start - 3) : referent.start]
    ):
        return True
    return (
        any(0 <= hit.start - referent.end <= 1 for hit in passage.hits_of("bewering", "gesproken"))
        and referent.how != "geheel"
    )


def _asks_in_label(passage: Passage) -> bool:
    return (
        bool(passage.label)
        and bool(passage.label_hits & {"veilig", "veilig_label"})
        and passage.value < len(passage.tokens)
    )


def _asked_before(passages: Sequence[Passage], passage: Passage) -> bool:
    """The sentence before asks about safety ('veilig?') and this one answers."""
    before = previous_in_entry(passages, passage, 1)
    return bool(before) and before[0].tokens[-1].text.endswith("?") and bool(before[0].hits_of("veilig"))


def _answer(passages: Sequence[Passage], passage: Passage, people: People) -> _Judged | None:
    """'Is het veilig voor iedereen? Ja.': the answer judges those in the question."""
    box = box_question(passages, passage)
    ticked = box is not None and bool(box.hits_of("veilig"))
    if not (ticked or _asked_before(passages, passage)) or passage.tokens[passage.value :][:1] == ():
        return None
    if not ticked and passage.tokens[passage.value].norm not in ("ja", "nee", "jawel", "zeker", "neen"):
        return None
    question = box if ticked and box is not None else previous_in_entry(passages, passage, 1)[0]
    asked = referents(question, people)
    everyone = any(r.how in ("geheel", "thuis") for r in asked)
    if (not everyone and referents(passage, people)) or passage.hits_of("veilig_onbekend"):
        return None
    members = frozenset(i for r in asked for i in r.members)
    return _Judged(members, everyone, passage)


def _continues(passages: Sequence[Passage], passage: Passage, named: Sequence[Referent]) -> bool:
    """'Moeder is veilig. Vader ook.': a short sentence that takes over the judgement of the one before."""
    before = previous_in_entry(passages, passage, 1)
    if not named or not before or before[0].line != passage.line or not before[0].hits_of("veilig"):
        return False
    comma = (at for at, token in enumerate(passage.tokens) if at >= named[-1].end and token.norm in (",", ";"))
    whole = Clause(0, next(comma, len(passage.tokens)))
    words = {token.norm for token in passage.tokens[: whole.end]}
    return (
        bool(words & {"ook", "niet", "wel", "evenmin", "idem"} or _without_worry(passage, whole))
        and _is_elliptic(passage, whole, named)
        and not passage.hits_of("veilig_onbekend")
    )


def _is_filled(passage: Passage) -> bool:
    """Something was chosen: not 'ja / nee / onbekend', dots or an empty cell."""
    value = passage.tokens[passage.value :]
    words = {fold(token.text) for token in value}
    if (
        {"ja", "nee"} <= words
        and not any(token.text in ("[x]", "☒", "☑", "x", "X") for token in value)
        and len(value) < 8
    ):
        return False
    if passage.cells:
        return all(end > start for start, end in passage.cells[1:2])
    return any(char.isalnum() or char in "✔✓" for token in value for char in token.text)


def _by_pronoun(passage: Passage, people: People) -> tuple[Referent, ...]:
    found = []
    for position, token in enumerate(passage.tokens):
        sex = _SELF.get(token.norm)
        if not sex:
            continue
        adults = [i for i, m in enumerate(people.family) if m.sex == sex and not m.is_child and not m.elsewhere]
        if len(adults) == 1:
            found.append(Referent(frozenset(adults), position, position + 1, "rol"))
    return tuple(found)
