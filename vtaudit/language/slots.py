"""Slots of a frame: tests on people, moments and structure that words alone cannot express."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vtaudit.dates import DateKind, DateMention, find_dates
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions, names_reporter
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.people import People

_DEFINITE = (DateKind.DAY, DateKind.MONTH, DateKind.WEEK, DateKind.QUARTER)
_CONDITION_WORDS = frozenset("als indien wanneer mocht mochten zodra bij ingeval anders".split())
_VERB_FIRST = frozenset(
    "gaat wordt lukt houdt komt neemt loopt gebeurt blijft verslechtert ontstaat escaleert valt breekt schendt doet is zijn worden gaan komen houden lukken "
    "blijkt treedt drinkt slaat werkt blijven nemen vallen mislukt overtreedt verbreekt schenden zien ziet hoort horen krijgt krijgen heeft hebben verschijnt stopt weigert keert wijkt "
    "wijken faalt falen stagneert vermoedt vermoeden signaleert signaleren merkt merken dreigt dreigen ontstaan raakt raken zakt".split()
)


def fills(slot: str, passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Whether the passage fills the named slot."""
    return _TESTS[slot](passages, passage, anchor, people)


def _person(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return any(m.who != "veilig_thuis" for m in mentions(passage, people)) and "niemand" not in passage.concepts()


def _supervisor(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody outside Veilig Thuis and the parents who can watch; a pronoun borrows the person of the sentence before."""
    if "niemand" in passage.concepts():
        return False
    if any(m.who in ("professional", "netwerk", "naam") for m in mentions(passage, people) if not _is_object(passage, m.start)):
        return True
    if passage.value and passage.cells and any(m.who in ("professional", "netwerk", "naam") for m in mentions(passage, people, 0)):
        return True
    if any(token.norm in ("zij", "hij", "ze", "deze", "die", "dit") for token in passage.tokens[:4]):
        before = previous_in_entry(passages, passage, 1)
        return any(m.who in ("professional", "netwerk", "naam") for b in before for m in mentions(b, people))
    return False


def _is_object(passage: Passage, position: int) -> bool:
    return position > 0 and passage.tokens[position - 1].norm in ("aan", "bij", "tegen") and passage.value == 0


def _reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    found = names_reporter(passage, people)
    if found is not None:
        return True
    if any(token.norm in ("haar", "hem", "zij", "hij", "ze", "deze") for token in passage.tokens[:3]):
        for before in previous_in_entry(passages, passage, 2):
            if names_reporter(before, people) is not None:
                return True
            if any(m.who != "veilig_thuis" for m in mentions(before, people)):
                return False
    last = previous_in_entry(passages, passage, 1)
    bare = not any(m.who in ("professional", "naam", "netwerk", "gezin") for m in mentions(passage, people))
    return bool(bare and last and last[0].line == passage.line and names_reporter(last[0], people) is not None)


def _not_reporter(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return not _reporter(passages, passage, anchor, people)


def _informant(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return "informant_woord" in passage.concepts() or any(
        m.who in ("professional", "naam") for m in mentions(passage, people)
    )


def _family(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return bool(passage.hits_of("gezin_ontvanger")) or any(m.who == "gezin" for m in mentions(passage, people, 0))


def definite_moment(passage: Passage) -> DateMention | None:
    """The first date, month, week or period from a known day; 't.z.t.' and 'over enkele weken' are none."""
    text = passage.text
    relative: DateMention | None = None
    for mention in find_dates(text):
        if mention.kind in _DEFINITE:
            return mention
        if mention.kind is DateKind.RELATIVE and mention.amount and not mention.within and relative is None:
            relative = mention
    return relative


def _moment(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return definite_moment(passage) is not None


def _family_acts(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A family member (or the unnamed subject of a rule in a list) does or leaves something that one can check."""
    vague = passage.hits_of("vaag")
    deeds = [hit for hit in passage.hits_of("gedrag") if hit.start >= passage.value]
    if not deeds or (vague and len(deeds) <= len(vague)):
        return False
    people_here = mentions(passage, people)
    actor = any(m.who in ("gezin", "naam", "netwerk") for m in people_here)
    pronoun = any(token.norm in ("ik", "wij", "we", "hij", "zij", "ze", "jij", "u", "jullie", "iedereen", "niemand", "beiden", "er") for token in passage.tokens)
    telegram = any(token.norm in ("niet", "geen", "nooit") for token in passage.tokens)
    return actor or pronoun or telegram


def _consequence(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A failing condition stands before or after the consequence: a conjunction, an opening verb, an arrow or a label."""
    strong = [hit for hit in passage.hits_of("gevolg_sterk") if hit.start >= passage.value or passage.label_hits]
    if not strong:
        return False
    if "gevolg_label" in passage.label_hits and passage.label:
        return True
    failing = passage.hits_of("mislukken")
    norms = [token.norm for token in passage.tokens]
    opening = norms[passage.value] if passage.value < len(norms) else ""
    conditional = bool(passage.hits_of("voorwaarde")) or opening in _VERB_FIRST or opening in _CONDITION_WORDS or any(
        word in norms for word in ("bij", "anders", "dan", "=", ">", "->", "→")
    )
    return bool(conditional and any(not (f.start <= s.start and s.end <= f.end) for f in failing for s in strong))


def _monitored(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return any(m.who in ("gezin", "professional", "netwerk", "naam") for m in mentions(passage, people)) or any(
        token.norm in ("u", "jullie", "jou", "je") for token in passage.tokens[passage.value :]
    )


def _no_veilig_thuis(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    return not any(m.who == "veilig_thuis" for m in mentions(passage, people))


_TESTS: dict[str, Callable[[Sequence[Passage], Passage, Hit, People], bool]] = {
    "persoon": _person,
    "toezichthouder": _supervisor,
    "melder": _reporter,
    "niet_melder": _not_reporter,
    "informant": _informant,
    "gezin": _family,
    "moment": _moment,
    "gezinslid_doet": _family_acts,
    "gevolg_na_voorwaarde": _consequence,
    "monitoring_persoon": _monitored,
    "veilig_thuis_afwezig": _no_veilig_thuis,
}
