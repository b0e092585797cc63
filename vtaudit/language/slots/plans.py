"""Whether a passage plans that Veilig Thuis itself looks again after closing, and not that others do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from vtaudit.dates import Unit
from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.moments import entry_lead, planned_moments
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import Clause, clauses

_US = frozenset({"wij", "we", "ik", "'k", "veilig_thuis", "ons", "onze", "ondergetekende", "mij"})
_RESUMING = frozenset({"dat", "die", "dan", "dit", "daar", "daarvoor", "hij", "zij", "ze", "het", "daarbij", "ook"})
_BEFORE_OBJECT = frozenset(
    {"bij", "met", "van", "aan", "door", "via", "+", "en", "voor", "naar", "of", "over", "→", "->", ":", "de", "het"}
)
_FORM = (LineKind.FIELD, LineKind.ROW, LineKind.BOX_DONE, LineKind.BULLET)
_PRONOUNS = frozenset({"wij", "we", "ik"})
_TOWARDS = frozenset({"bij", "aan", "naar", "met", "tot", "tegen", "over", "op"})
_RETURNING = frozenset({"komt", "komen", "keert", "keren", "gaat", "gaan", "meldt", "melden", "terug", "opnieuw"})
_BACK_TO = frozenset({"veilig_thuis", "ons", "vt", "veilig"})
_QUOTE_OPENS = frozenset({":", '"', "'", "“", "„", "‘", "”", "’", "«"})
_INITIALS = re.compile(r"[A-Z][a-z]?[A-Z]{1,2}\Z")
_SHALL = frozenset({"zal", "zullen", "zult"})
_ARTICLES = frozenset({"het", "de", "een", "uw", "jullie", "je", "jouw", "zijn", "haar", "hun", "hem"})
_REACH = 3
_ENOUGH = 4
_SHORT_HEADING = 4
_FAR = timedelta(days=27)
_ABOUT = frozenset(
    {"monitoring_bij_label", "monitoring_moment_label", "bij_wie_kolom", "wanneer_kolom", "volg_contact"}
)
_PERSONS = frozenset({"gezin_label", "gezin", "moeder", "vader", "ouders", "kinderen", "familielid", "professional"})
_THIRD_PERSON = frozenset(
    (
        *("belt", "spreekt", "bezoekt", "vraagt", "informeert", "benadert", "polst", "peilt", "raadpleegt", "bevraagt"),
        *("zoekt", "komt", "gaat", "neemt", "hangt", "schuift", "sluit", "hoort", "wil", "toetst", "kijkt", "staat"),
        *("doet", "ontmoet", "contacteert", "checkt", "appt", "mailt", "ziet", "treft", "verneemt", "praat", "meldt"),
    )
)
_FIRST_PERSON = frozenset(
    (
        *("bel", "spreek", "bezoek", "vraag", "informeer", "benader", "pols", "raadpleeg", "bevraag", "zoek", "kom"),
        *("ga", "neem", "hang", "schuif", "hoor", "toets", "kijk", "sta", "doe", "contacteer", "app", "mail", "zie"),
    )
)
_CLOSING = ("afsluitbrief", "overdracht", "monitoring")
_OTHER_AIM = frozenset({"melder_woord", "informant_woord", "onderzoek_woord", "raad", "uitkomst_sterk"})


def planned_again(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The sentence, or the sentences it leans on, plan a contact of Veilig Thuis after closing."""
    if passage.line_kind is LineKind.BOX_OPEN or _is_told(passage) or _others_act(passage, people):
        return False
    own = passage.concepts | passage.label_hits
    if "monitoring_sterk" not in own and _is_quoted(passage):
        return False
    if "volg_onzeker" in own or ("volg_ander" in own and "monitoring_sterk" not in own):
        return False
    if "monitoring_sterk" not in own and _returns_to_us(passage):
        return False
    if is_plan(passage):
        return True
    we_act = _we_act(passage)
    if not (we_act or _answers(passages, passage) or _leans(passage)):
        return False
    if (we_act or not own & _OTHER_AIM) and _introduced(passages, passage):
        return True
    asked = previous_in_entry(passages, passage, 1)
    if we_act and _answers(passages, passage) and asked[0].hits_of("volg_zwak", "volg_later"):
        return True
    around = _around(passages, passage)
    if we_act and "monitoring_sterk" in around:
        return True
    before = previous_in_entry(passages, passage, 2)
    leans_on = any(is_plan(other) and (other.line == passage.line or not passage.label) for other in before)
    if leans_on and (we_act or passage.tokens[0].norm in _RESUMING or len(passage.tokens) <= 14):
        return True
    return (we_act or _answers(passages, passage)) and {"volg_doel", "volg_later"} <= around | own


def is_plan(passage: Passage) -> bool:
    """Whether the sentence by itself says that Veilig Thuis will look again: by name, or by enough signs together."""
    own = passage.concepts | passage.label_hits
    if "volg_onzeker" in own:
        return False
    if "monitoring_sterk" in own:
        return True
    if _returns_to_us(passage):
        return False
    we_act = _we_act(passage)
    ours = we_act or _ours(passage)
    aim = 2 if own & {"volg_doel", "volg_zwak"} or _judges_again(own) or "volg_later" in passage.label_hits else 0
    later = _later(passage)
    closing = passage.kind in _CLOSING
    reaches = we_act or (ours and bool(own & {"volg_contact", "volg_later"}))
    if not aim and (own & _OTHER_AIM or not reaches):
        return False
    return aim + later + (2 if we_act else 1 if ours else 0) + closing >= _ENOUGH


def _returns_to_us(passage: Passage) -> bool:
    """'Dan komt de zaak terug bij ons', 'zij meldt opnieuw bij Veilig Thuis': others come to us, we look at nobody."""
    for clause in clauses(passage):
        words = [token.norm for token in passage.tokens[clause.start : clause.end]]
        if not _RETURNING & set(words) or _PRONOUNS & set(words):
            continue
        if any(word in _BACK_TO and words[at - 1] in _TOWARDS for at, word in enumerate(words) if at):
            return True
    return False


def _is_quoted(passage: Passage) -> bool:
    """'Zij zegt: "ik kom hem wel eens tegen"': the first person in the quote is another."""
    for hit in passage.hits_of("bewering"):
        before = {token.norm for token in passage.tokens[: hit.start]}
        after = passage.tokens[hit.end : hit.end + 2]
        if before and not before & _US and any(token.text in _QUOTE_OPENS for token in after):
            return True
    return False


def _judges_again(own: frozenset[str]) -> bool:
    return {"volg_onderwerp", "volg_oordeel"} <= own


def _later(passage: Passage) -> int:
    """2 for a moment at least four weeks ahead, 1 for another moment or a word of later, 0 for none."""
    points = 1 if passage.hits_of("volg_later") or any(t.norm in _SHALL for t in passage.tokens) else 0
    for plan in planned_moments(passage):
        if not plan.lies_ahead(passage.date):
            continue
        far = plan.mention.unit in (Unit.MONTH, Unit.YEAR, Unit.QUARTER) or (
            plan.moment is not None and passage.date is not None and plan.moment.last - passage.date >= _FAR
        )
        points = max(points, 2 if far else 1)
    return points


def far_ahead(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A moment weeks ahead is named, or a word of later beside what is to be known then."""
    later = _later(passage)
    return later == _ENOUGH // 2 or (later > 0 and bool(passage.hits_of("volg_doel", "volg_zwak")))


def _ours(passage: Passage) -> bool:
    return any(token.norm in _US for token in passage.tokens) or bool(passage.hits_of("veilig_thuis", "onze_collega"))


def not_by_another(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """No professional stands straight before or behind the verb: 'belt de wijkcoach', 'school houdt contact'."""
    articles = passage.tokens[anchor.end : anchor.end + 1]
    after = anchor.end + any(token.norm in ("de", "het", "een") for token in articles)
    found = [m for m in mentions(passage, people) if m.who == "professional"]
    return not any(m.end == anchor.start or m.start in (anchor.end, after) for m in found)


def ours_or_form(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Veilig Thuis speaks of what is to come, or it is a field or row: perhaps a plan, for a person to judge."""
    if _is_told(passage) or passage.line_kind is LineKind.BOX_OPEN:
        return False
    return _ours(passage) or passage.line_kind in _FORM


def _introduced(passages: Sequence[Passage], passage: Passage) -> bool:
    """The monitoring is spoken of just before, or in the heading or label, and not denied there."""
    if "monitoring_sterk" in passage.heading_hits | passage.label_hits:
        return True
    moved = bool(passage.hits_of("monitoring_verzet"))
    return any(
        before.hits_of("monitoring_sterk") and (moved or not before.hits_of("ontkenning", "nog_niet", "volg_onzeker"))
        for number, before in enumerate(previous_in_entry(passages, passage, 4))
        if number < 2 or before.line == passage.line
    )


def _answers(passages: Sequence[Passage], passage: Passage) -> bool:
    """The line answers a question about what Veilig Thuis will do."""
    before = previous_in_entry(passages, passage, 1)
    return bool(before) and before[0].tokens[-1].text == "?" and _we_act(before[0])


def _is_told(passage: Passage) -> bool:
    """A contact in the past: a participle of contact with nothing that lies ahead."""
    past = passage.hits_of("uitgevoerd_verleden")
    if not past or passage.hits_of("monitoring_gepland"):
        return False
    # "Beiden aan de lijn gehad: zij weten nu wat de coach gaat doen": what is told is no act of ours.
    content = min((hit.start for hit in passage.hits_of("vernomen")), default=len(passage.tokens))
    return all(
        hit.start > content or any(done.start <= hit.start and hit.end <= done.end for done in past)
        for hit in passage.hits_of("volg_contact")
    )


def _we_act(passage: Passage) -> bool:
    """'Wij bellen', 'ik kom', 'Veilig Thuis neemt contact op', 'wordt gebeld' without 'door': a contact to come."""
    here = clauses(passage)
    for hit in passage.hits_of("volg_contact"):
        verb = passage.tokens[hit.start].norm
        if verb in ("wordt", "worden", "zal", "zullen"):
            if not any(token.norm == "door" for token in passage.tokens):
                return True
            continue
        words = {token.norm for token in passage.tokens[hit.start : hit.end]}
        inside = next((c for c in here if c.start <= hit.start < c.end), None)
        if inside is None or "te" in words:
            inside = Clause(0, len(passage.tokens))
        if _agrees(verb, passage, inside):
            return True
    return False


def _agrees(verb: str, passage: Passage, clause: Clause) -> bool:
    """The subject in the clause fits the form of the verb; a noun ('navraag') takes any of us."""
    words = {token.norm for token in passage.tokens[clause.start : clause.end]}
    ours = [
        hit.start
        for hit in passage.hits_of("veilig_thuis")
        if clause.start <= hit.start < clause.end and passage.tokens[hit.start].norm not in _PRONOUNS
    ]
    named = bool(ours)
    if verb in _THIRD_PERSON:
        # 'dan komt de zaak terug bij Veilig Thuis': who comes there is somebody else
        named = any(not start or passage.tokens[start - 1].norm not in _TOWARDS for start in ours)
        return (
            named
            or _worker_beside(verb, passage, clause)
            or bool(passage.hits_of("onze_collega"))
            or (verb == "hoort" and "ons" in words)
        )
    if verb in _FIRST_PERSON:
        return bool(words & {"ik", "'k"})
    return named or bool(words & _US)


def _worker_beside(verb: str, passage: Passage, clause: Clause) -> bool:
    """'HB belt na', 'dan praat LvB met moeder': initials of a worker of Veilig Thuis as the subject."""
    tokens = passage.tokens
    barred = {hit.start for hit in passage.hits_of("professional", "moeder", "vader", "gezin", "kinderen", "ouders")}
    return any(
        tokens[position].norm == verb
        and any(
            clause.start <= beside < clause.end
            and _INITIALS.match(tokens[beside].text)
            and (tokens[beside].text == "MW" or beside not in barred)
            for beside in (position - 1, position + 1)
        )
        for position in range(clause.start, clause.end)
    )


def _leans(passage: Passage) -> bool:
    """A row, ticked box, answer or field about who or when, or a short line with nothing else in it."""
    if passage.kind == "monitoring":
        return False
    if passage.label and passage.line_kind is LineKind.FIELD:
        return bool(passage.label_hits & _ABOUT) or "monitoring_sterk" in passage.heading_hits or len(passage.label) < 3
    if passage.line_kind is LineKind.ROW and _is_other_field(passage):
        return False
    if passage.line_kind in _FORM:
        return True
    if "monitoring_sterk" in passage.heading_hits and len(passage.heading.split()) <= _SHORT_HEADING:
        return True
    return len(passage.tokens) <= 10 or (
        bool(passage.hits_of("monitoring_gepland", "monitoring_verzet")) and len(passage.tokens) <= 20
    )


def _is_other_field(passage: Passage) -> bool:
    """A row whose first cell is a label of its own that asks neither for persons nor for a moment."""
    asks = passage.label_hits & (_ABOUT | {"monitoring_sterk", "volg_later", "volg_zwak", "volg_doel"} | _PERSONS)
    return not asks and "bij_wie_kolom" not in passage.heading_hits and passage.label.replace(" ", "").isalpha()


def _others_act(passage: Passage, people: People) -> bool:
    """A worker or family member is the subject and Veilig Thuis stands nowhere in the clause."""
    if any(token.norm in _US for token in passage.tokens) or passage.hits_of("veilig_thuis"):
        return False
    if passage.label or passage.line_kind in _FORM:
        return False
    for mention in mentions(passage, people, 0):
        before = passage.tokens[mention.start - 1].norm if mention.start else ""
        if before == "door":
            return mention.who in ("professional", "naam", "netwerk", "gezin")
    lead = passage.tokens[0].start + entry_lead(passage)
    for clause in clauses(passage)[:1]:
        first = next((m for m in mentions(passage, people, clause.start) if m.end <= clause.end), None)
        if first is None or first.who not in ("professional", "naam", "netwerk"):
            continue
        opening = [t.norm for t in passage.tokens[clause.start : first.start] if t.start >= lead]
        return (
            len(opening) <= 1 and not set(opening) - _ARTICLES and not set(opening) & (_BEFORE_OBJECT - {"het", "de"})
        )
    return False


def _around(passages: Sequence[Passage], passage: Passage) -> frozenset[str]:
    found = passage.heading_hits | passage.label_hits
    for other in (*previous_in_entry(passages, passage, _REACH), *following_in_entry(passages, passage, 1)):
        found |= other.concepts | other.label_hits
        if planned_moments(other):
            found |= {"volg_later"}
    return found


def column(passages: Sequence[Passage], passage: Passage, concept: str) -> tuple[int, int] | None:
    """The token range of the cell of a table row whose column head names the concept."""
    if passage.line_kind is not LineKind.ROW:
        return None
    head = None
    for other in previous_in_entry(passages, passage, 12):
        if other.line_kind is not LineKind.ROW:
            break
        head = other
    if head is None or len(head.cells) != len(passage.cells):
        return None
    for (first, last), cell in zip(head.cells, passage.cells, strict=True):
        if any(
            hit.concept == concept and hit.start >= first and hit.end <= last and hit.end - hit.start == last - first
            for hit in head.hits
        ):
            return cell
    return None


__all__ = ["column", "planned_again"]
