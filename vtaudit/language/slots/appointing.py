"""Words of watching that appoint nobody: what the family says of others, a question who, a field still to be filled."""

from __future__ import annotations

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import Mention, mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.speakers import kind_of

WATCHERS = ("professional", "netwerk", "naam")
_CLAUSE = 8
_NOBODY_IN_PARTICULAR = frozenset({"netwerk", "omgeving"})
_TO_COME = frozenset(
    {
        "bepalen",
        "bepaald",
        "invullen",
        "vullen",
        "volgt",
        "nnb",
        "n.n.b",
        "n.n.b.",
        "ntb",
        "n.t.b",
        "n.t.b.",
        "verdeling",
    }
)
_RECORDED = frozenset({"afspraak", "regel", "punt"})
_GOVERNING = frozenset({"bij", "met", "van", "aan", "voor", "door", "over", "tegen", "naar", "op"})
_QUESTIONS = frozenset({"vraagt", "vragen", "vroeg", "vroegen", "vraag", "?"})
_MARKS = frozenset({'"', "“", "”", "„", "«", "»"})


def is_to_come(passage: Passage) -> bool:
    """The field opens so: 'nog te bepalen', 'in te vullen na het overleg', 'n.n.b.'."""
    return any(token.norm in _TO_COME for token in passage.tokens[passage.value : passage.value + 3])


def is_in_their_mouth(passage: Passage, anchor: Hit, people: People) -> bool:
    """'Oma: "Tante Ria kijkt elke avond of hij nuchter is"': what the family says in quotation marks."""
    marks = [at for at, token in enumerate(passage.tokens[: anchor.start]) if token.text in _MARKS]
    closed = any(token.text in _MARKS for token in passage.tokens[anchor.end :])
    if len(marks) % 2 == 0 or not closed or passage.kind == "veiligheidsplan":
        return False
    if passage.tokens[marks[-1] - 1].norm in _RECORDED:
        return False
    before = [kind_of(passage, m) for m in mentions(passage, people, 0) if m.start < marks[-1]]
    ours = any(token.norm in ("ik", "wij", "we") for token in passage.tokens[: marks[-1]])
    return before[:1] in (["gezin"], ["netwerk"]) and not ours


def asks_who(passage: Passage, anchor: Hit, people: People) -> bool:
    """'Sabri vraagt wie er oplet', 'wie op de afspraken toeziet, wordt nog bepaald': nobody stands behind 'wie'."""
    before = range(max(passage.value, anchor.start - _CLAUSE), anchor.end)
    asked = next((at for at in reversed(before) if passage.tokens[at].norm == "wie"), None)
    if asked is None or any(token.text == ":" for token in passage.tokens[anchor.end :]):
        return False
    if asked and passage.tokens[asked - 1].norm in _GOVERNING:
        # 'Oma, bij wie vader nu slaapt, houdt toezicht'
        return False
    norms = {token.norm for token in passage.tokens}
    if norms & _QUESTIONS or passage.hits_of("nog_niet") or norms & _TO_COME:
        return not any(asked < m.start < anchor.start and is_somebody(passage, m) for m in mentions(passage, people))
    return not any(m.start > asked and is_somebody(passage, m) for m in mentions(passage, people))


def is_somebody(passage: Passage, mention: Mention) -> bool:
    """A watcher one can name: 'het netwerk' is nobody in particular."""
    return kind_of(passage, mention) in WATCHERS and passage.tokens[mention.start].norm not in _NOBODY_IN_PARTICULAR
