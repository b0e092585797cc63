"""Talks told with a pronoun in the sentence that names the member: 'Noor zwaaide en ze vertelde mij ...'."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.mentions import mentions
from vtaudit.language.not_with_us import OURSELVES
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause, clauses
from vtaudit.language.speaking import NOT_SPOKEN_TO

_SEX = {"hij": "m", "ie": "m", "hem": "m", "zij": "v", "ze": "v", "haar": "v"}
_SUBJECTS = frozenset({"hij", "ie", "zij", "ze"})
_US = OURSELVES | {"mij", "me", "ons", "mijn", "onze"}
_NOT_YET = ("besluit_later", "nog_niet", "ontkenning", "niet_gesproken", "vergeefs", "weigering", "via_ander", "vraag")
_OCCASIONS = frozenset({"bezoek", "huisbezoek", "schoolbezoek", "hb", "bezocht"})
_QUOTES = frozenset({'"', "'", "”", "’"})
_MOST = 40


def speaks_further_on(passage: Passage, referent: Referent, named: Sequence[Referent], people: People) -> bool:
    """Behind the member, with nobody of that sex in between: 'met hem gepraat', 'ze zei', 'hij heeft mij verteld'."""
    if len(referent.members) != 1 or referent.how not in ("naam", "rol") or passage.label or passage.cells:
        return False
    if referent.governed in NOT_SPOKEN_TO - {"zonder"} or len(passage.tokens) > 2 * _MOST:
        return False
    sex = people.family[next(iter(referent.members))].sex
    if any(mention.who in ("professional", "naam", "netwerk") for mention in mentions(passage, people, 0)):
        return False
    for at, token in enumerate(passage.tokens[referent.end :], referent.end):
        own = _SEX.get(token.norm)
        if own is None or (sex and sex != own):
            continue
        if any(other.text in _QUOTES for other in passage.tokens[max(referent.end, at - 3) : at - 1]):
            # "Ik wil dat Noor kan slapen", zei hij
            return False
        between = [r for r in named if referent.end <= r.start < at and r.members != referent.members]
        if any(_fits(r, own, people) for r in between):
            return False
        if at - referent.end <= _MOST and _speaks(passage, at):
            return True
    return False


def _fits(other: Referent, sex: str, people: People) -> bool:
    return len(other.members) > 1 or people.family[next(iter(other.members))].sex in (sex, "")


def _speaks(passage: Passage, at: int) -> bool:
    """The clause of the pronoun tells of a talk with us."""
    norm = passage.tokens[at].norm
    own = next((c for c in clauses(passage) if c.start <= at < c.end), Clause(0, len(passage.tokens)))
    if any(own.start <= hit.start < own.end for hit in passage.hits_of(*_NOT_YET)):
        return False
    before = passage.tokens[at - 1].norm if at else ""
    inside = [h for h in passage.hits if own.start <= h.start < own.end and h.concept in ("gesproken", "vertelt")]
    words = {token.norm for token in passage.tokens[own.start : own.end]}
    if norm not in _SUBJECTS or before in ("met", "aan"):
        held = any(h.concept == "gesproken" and passage.tokens[h.start].norm not in _OCCASIONS for h in inside)
        # 'hem troffen wij later', but not 'wij spraken haar broer'
        alone = at == own.start and bool(words & OURSELVES)
        return held and (before == "met" or alone)
    told = [hit for hit in inside if hit.concept == "vertelt" and passage.tokens[hit.start].norm != "uit"]
    return any(0 <= hit.start - at <= 2 or 0 < at - hit.end + 1 <= 2 or words & _US for hit in told)
