"""Talks that were not with us: held by another, told to another, told by another, or of the family with each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import Mention, mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause, clauses
from vtaudit.language.sentences import Token

_GOES_ON = frozenset({"en", "maar", "daarna", "vervolgens"})
_EARLY = frozenset({"is", "zijn", "werd", "werden", "heb", "hebben", "heeft"})
OURSELVES = frozenset({"ik", "wij", "we", "ondergetekende", "veilig_thuis", "vt"})


def is_not_with_us(passage: Passage, act: Hit, referent: Referent, named: Sequence[Referent], people: People) -> bool:
    """Whether the word of speaking tells of a talk in which Veilig Thuis had no part."""
    return (
        _is_reported(passage, act)
        or _by_another(passage, act, people)
        or _told_elsewhere(passage, act, referent, people)
        or _among_themselves(passage, act, referent, named, people)
    )


def clause_of(passage: Passage, hit: Hit) -> Clause:
    """The clause in which the word stands; the whole passage where it stands in none."""
    return next((c for c in clauses(passage) if c.start <= hit.start < c.end), Clause(0, len(passage.tokens)))


def _is_reported(passage: Passage, act: Hit) -> bool:
    """'Zij zei dat zij hen elke avond hoort': what others tell of a talk or a noise is no talk with us."""
    told = [h for h in passage.hits_of("vertelt", "bron_zegt") if h.end <= act.start and h.end < act.end]
    if not told or any(token.norm in OURSELVES for token in passage.tokens[: told[0].end]):
        return False
    behind = passage.tokens[told[0].end : act.start]
    opened = next((at for at, token in enumerate(behind) if token.norm in ("dat", "of", "hoe")), None)
    if opened is None or any(token.text in (";", ".") for token in behind) or _is_main(behind[opened:]):
        return False
    return not any(token.norm in OURSELVES for token in (*behind[opened:], *passage.tokens[act.start : act.end + 3]))


def _is_main(tokens: Sequence[Token]) -> bool:
    """'dat zij ruzie hebben, en op 1 maart is Sietse': past the comma the verb comes early, so nobody tells it."""
    words = [token.norm for token in tokens]
    joined = [at for at, (one, two) in enumerate(pairwise(words)) if one == "," and two in _GOES_ON]
    behind = words[joined[-1] + 2 :] if joined else []
    return bool(behind) and behind[0] not in ("dat", "of") and any(word in _EARLY for word in behind[:-1])


def _agent(passage: Passage, own: Clause, people: People) -> bool:
    """'gesproken door de intern begeleider': the agent of the passive is somebody else."""
    for mention in mentions(passage, people, own.start):
        position = mention.start - 1
        while position > own.start and passage.tokens[position].norm in (
            "de",
            "het",
            "een",
            "haar",
            "zijn",
            "hun",
            "onze",
            "mw",
            "dhr",
            ".",
        ):
            position -= 1
        if mention.start < own.end and position >= own.start and passage.tokens[position].norm == "door":
            return mention.who in ("professional", "naam", "netwerk")
    return False


def _by_another(passage: Passage, act: Hit, people: People) -> bool:
    """The speaking was done by a professional outside Veilig Thuis: 'agent Bos sprak vader', 'door de arts gezien'."""
    own = clause_of(passage, act)
    inner = own
    own = _over_brackets(passage, own)
    norms = [
        t.norm for i, t in enumerate(passage.tokens[own.start : own.end], own.start) if not _in_brackets(passage, i)
    ]
    if any(inner.start <= h.start < inner.end + 8 for h in passage.hits_of("via_ander")):
        return True
    if _agent(passage, own, people):
        return True
    if OURSELVES & set(norms) or (set(norms) & {"is", "zijn", "werd", "werden"} and "door" not in norms):
        return False
    for mention in mentions(passage, people, own.start):
        if mention.who not in ("professional", "naam") or mention.start >= act.start or _is_initials(passage, mention):
            continue
        before = passage.tokens[mention.start - 1].norm if mention.start > own.start else ""
        if mention.start - own.start <= 1 and before in ("", "de", "een") and act.start - mention.start <= 8:
            finite = passage.tokens[act.start].norm
            return not finite.startswith("ge") or bool({"heeft", "hebben", "had", "hadden"} & set(norms))
    return False


def _is_initials(passage: Passage, mention: Mention) -> bool:
    """'IO sprak vader': only a colleague goes by the first letters of the name."""
    text = passage.tokens[mention.start].text
    return mention.who == "naam" and text.isupper() and len(text) in (2, 3)


def _told_elsewhere(passage: Passage, act: Hit, referent: Referent, people: People) -> bool:
    """'Noor heeft haar verhaal gedaan bij de politie': who tells, tells it to somebody else than us."""
    own = clause_of(passage, act)
    words = {token.norm for token in passage.tokens[own.start : own.end]}
    if words & (OURSELVES | {"mij", "me", "ons"}) or not words & {"heeft", "hebben", "had", "hadden", "deed", "deden"}:
        return False
    return (
        not referent.governed
        and referent.start < act.start
        and any(
            m.who in ("professional", "netwerk")
            and act.start < m.start < own.end
            and {token.norm for token in passage.tokens[m.start - 2 : m.start]} & {"bij", "tegen", "tegenover"}
            for m in mentions(passage, people, own.start)
        )
    )


def _among_themselves(
    passage: Passage, act: Hit, referent: Referent, named: Sequence[Referent], people: People
) -> bool:
    """'Moeder heeft met Noor gesproken': the family spoke with each other, not with us."""
    own = clause_of(passage, act)
    words = {token.norm for token in passage.tokens[own.start : own.end]}
    if (
        words & (OURSELVES | {"mij", "ons", "is", "zijn", "werd", "werden"}) and not words & {"heeft", "hebben"}
    ) or words & OURSELVES:
        return False
    inside = [r for r in named if own.start <= r.start < own.end]
    outsiders = [
        m
        for m in mentions(passage, people, own.start)
        if m.who in ("professional", "naam", "netwerk") and m.start < own.end
    ]
    if any(
        passage.tokens[m.start - 1].norm == "met" or passage.tokens[max(0, m.start - 2)].norm == "met"
        for m in outsiders
        if m.start
    ):
        return (
            not words & {"samen", "collega", "hulp", "behulp", "steun", "toestemming", "erbij", "aanwezig", "tolk"}
            and act.start > referent.start
            and not referent.governed
            and "mij" not in words
        )
    if any(
        passage.tokens[max(0, h.start - 2) : h.start]
        and "met" in {t.norm for t in passage.tokens[max(0, h.start - 2) : h.start]}
        for h in passage.hits_of("melder_woord")
    ):
        return not words & OURSELVES
    subject = next((r for r in inside if not r.governed and r.start - own.start <= 2), None)
    partner = next((r for r in inside if r.governed == "met"), None)
    if subject is None and partner is not None and words & {"zij", "hij", "ze"} and referent is partner:
        # 'Thans belt zij op zondag met haar ouders'
        before = {token.norm for token in passage.tokens[own.start : partner.start]}
        return bool(before & {"zij", "hij", "ze"})
    if subject is None or partner is None or subject.start > act.start:
        return False
    behind = {token.norm for token in passage.tokens[act.end : partner.start]}
    if behind & _GOES_ON and not words & {"heeft", "hebben"}:
        # 'moeder thuis gesproken en daarna met Daan op de trap'
        return False
    return referent is partner or (referent.governed == "met") or (referent is subject and not words & {"mij", "ons"})


def _in_brackets(passage: Passage, position: int) -> bool:
    before = [token.text for token in passage.tokens[:position]]
    return before.count("(") > before.count(")")


def _over_brackets(passage: Passage, own: Clause) -> Clause:
    """The clause with what stands before a bracket that opens or closes just in front of it."""
    start = own.start
    while start > 1 and passage.tokens[start - 1].text in ("(", ")", "),"):
        start = clause_of(passage, Hit("", start - 2, start - 1)).start
        if start == own.start:
            break
    return Clause(start, own.end)
