"""Slots about monitoring: with whom, and a moment that is fixed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import Mention, mentions
from vtaudit.language.moments import entry_lead, planned_moments
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import clauses
from vtaudit.language.slots.plans import column
from vtaudit.language.words import fold

# In the subject of a mail the name says which case it is, not whom we call.
_SUBJECT_LINES = frozenset({"onderwerp", "betreft", "subject", "re", "ond", "betr"})
_YOU = frozenset({"u", "jullie", "jou", "je"})
_TO_YOU = frozenset({"bij", "met", "aan", "en", "ik", "wij", "we", "eerst", "ook", "alleen", "zowel", "als", "van"})
_HEARING = frozenset({"hoort", "horen", "hoor", "ziet", "zien", "komt", "komen", "doet", "doen"})
_AROUND = frozenset({"door", "rond", "rondom", "over", "inzake", "betreffende", "omtrent", "tussen"})
_BESIDE = frozenset({"bij", "met"})
_THINGS = ("hulp", "hulpverlening", "begeleiding", "zorg")
_TO_SOMEBODY = frozenset(
    {"bij", "met", "en", "+", "&", "zowel", "als", "aan", "tc", "m", "via", "én", ",", "→", ":", "of"}
)
_THEM = frozenset({"haar", "hem", "hen", "ze", "hun", "beiden", "allebei"})
_OUR_TEAMS = (
    "monitoringsteam",
    "monitoringsmedewerker",
    "monitoringteam",
    "monitoringmedewerker",
    "nazorgteam",
    "nazorgmedewerker",
    "belteam",
    "bureaudienst",
)
_TEAM_REACH = 3
_SHORT_LABEL = 2
_BLOCK = 3
_FORM = (LineKind.FIELD, LineKind.ROW, LineKind.BOX_DONE, LineKind.BULLET)
_NAME = re.compile(r"[A-ZÀ-ÝŞĞÇİ][a-zà-ÿışğç'’\-]+\Z")


def moment(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A moment that can be put in a calendar is named."""
    return bool(planned_moments(passage))


def future_moment(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A moment is named that lies after the day of writing, or that has no days yet."""
    return any(plan.lies_ahead(passage.date) for plan in planned_moments(passage))


def contact_over(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The contact lies behind the writer: no later moment is named in the same breath."""
    written = passage.date
    if passage.hits_of("gepland_woord"):
        return False
    if written is None or passage.kind == "monitoring":
        return True
    return not any(plan.moment is not None and plan.moment.first > written for plan in planned_moments(passage))


def monitored(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody with whom the monitoring takes place is named."""
    cell = column(passages, passage, "bij_wie_kolom")
    if cell is not None:
        return _names_somebody(passage, people, *cell)
    if passage.line_kind is LineKind.BOX_OPEN or passage.hits_of("wie_open") or fold(passage.label) in _SUBJECT_LINES:
        return False
    return _names_somebody(passage, people, passage.value, len(passage.tokens))


def short_label(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The label is one or two words, so that what it holds is all that it asks."""
    return len(passage.label.split()) <= _SHORT_LABEL


def heads_block(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The line stands alone under a heading of a word or two ('Bij', 'Met wie') in a block on monitoring."""
    if passage.label and passage.line_kind != LineKind.BULLET:
        return False
    before = previous_in_entry(passages, passage, _BLOCK)
    return (
        bool(before)
        and before[0].line_kind is LineKind.HEADING
        and len(passage.heading.split()) <= _SHORT_LABEL
        and any(other.line_kind is LineKind.HEADING and other.hits_of("monitoring_sterk") for other in before)
    )


def monitored_beside(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody is named as one who is asked: in a form, or behind 'bij' or 'met' and the like."""
    if not monitored(passages, passage, anchor, people):
        return False
    if passage.label or passage.cells or passage.line_kind in _FORM or passage.hits_of("volg_contact"):
        return True
    return any(token.norm in _TO_SOMEBODY - {"en", ",", "of", "als"} for token in passage.tokens)


def _names_somebody(passage: Passage, people: People, first: int, last: int) -> bool:
    lead = passage.start + entry_lead(passage)
    aims = (*passage.hits_of("volg_doel"), *_tasks_of_others(passage), *_waited_for(passage))
    for mention in mentions(passage, people, first):
        if mention.end > last or passage.tokens[mention.start].start < lead or _inside(mention.start, aims):
            continue
        if mention.who not in ("gezin", "professional", "netwerk", "naam") or _is_ours(passage, mention):
            continue
        if not _not_asked(passage, mention.start) and not _beside_the_plan(passage, mention.start):
            return True
    for position in range(first, last):
        token = passage.tokens[position]
        if _inside(position, aims):
            continue
        before = passage.tokens[position - 1].norm if position else ""
        if token.norm in _YOU and (
            before in _TO_YOU or any(h.end == position for h in passage.hits_of("volg_contact"))
        ):
            return before not in _HEARING
        if (
            before in _TO_SOMEBODY
            and _NAME.match(token.text)
            and position > first
            and token.norm not in ("veilig", "vt")
        ):
            return True
    return False


def _tasks_of_others(passage: Passage) -> tuple[Hit, ...]:
    """Clauses that open with 'jullie' or 'jij': what the reader does is no plan of ours."""
    parts = clauses(passage) if not passage.cells else ()
    found = []
    for part in parts if len(parts) > 1 else ():
        words = [token.norm for token in passage.tokens[part.start : part.end]]
        if words[0] in ("jullie", "jij", "je") and not {"wij", "we", "ik"} & set(words):
            found.append(Hit("taak_ander", part.start, part.end))
    return tuple(found)


def _waited_for(passage: Passage) -> tuple[Hit, ...]:
    """'Zodra de tweeling thuis is': who stands there is asked only where a pronoun refers to him."""
    spans = passage.hits_of("zodra_het_zover_is")
    refers = any(token.norm in _THEM for token in passage.tokens[max((h.end for h in spans), default=0) :])
    return () if refers else spans


def _is_ours(passage: Passage, mention: Mention) -> bool:
    """A worker or team of Veilig Thuis: it carries the monitoring out."""
    around = passage.tokens[mention.start : mention.end + _TEAM_REACH]
    if any(token.norm.startswith(_OUR_TEAMS) for token in around) and mention.who == "professional":
        return True
    following = [token.norm for token in passage.tokens[mention.end : mention.end + 2]]
    return mention.who == "professional" and following in (["van", "veilig_thuis"], ["van", "vt"])


def _beside_the_plan(passage: Passage, position: int) -> bool:
    """'...; dossier aan het team overgedragen': a stretch of its own that speaks of the case, not of the plan."""
    stops = [at for at, token in enumerate(passage.tokens) if token.norm == ";"]
    first = max((at for at in stops if at < position), default=-1)
    last = min((at for at in stops if at > position), default=len(passage.tokens))
    plans = passage.hits_of("monitoring_sterk", "volg_contact", "volg_doel")
    if not stops or any(first < hit.start < last for hit in plans):
        return False
    if {token.norm for token in passage.tokens[first + 1 : position]} & {"bij", "met", "via"}:
        return False
    return any(first < hit.start < last for hit in passage.hits_of("zaak_woord", "uitkomst_inhoud"))


def _inside(position: int, hits: Sequence[Hit]) -> bool:
    return any(hit.start <= position < hit.end for hit in hits)


def _not_asked(passage: Passage, position: int) -> bool:
    """'Door het wijkteam', 'rond het gezin', 'de hulp': not one who is asked."""
    before = [token.norm for token in passage.tokens[max(0, position - 3) : position]]
    nearest = next((word for word in reversed(before) if word in _AROUND | _BESIDE), "")
    if nearest in _AROUND:
        return True
    if not nearest and any(0 <= position - hit.end <= 2 for hit in passage.hits_of("taak_van")):
        return True
    return (
        passage.tokens[position].norm.endswith(_THINGS)
        and not set(before) & {"bij", "met", "via"}
        and not passage.label
    )
