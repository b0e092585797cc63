"""Slots about supervision: who watches whether the family keeps to what was agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import Clause, clauses
from vtaudit.language.slots.appointing import WATCHERS, asks_who, is_in_their_mouth, is_somebody, is_to_come
from vtaudit.language.speakers import addressee, is_oblique, kind_of, speaker

_CHILDREN = frozenset(["dochter", "zoon", "dochters", "zonen", "zoons"])
_NO_NAME = frozenset(
    [
        "ik",
        "wij",
        "we",
        "u",
        "jij",
        "je",
        "jullie",
        "hij",
        "zij",
        "ze",
        "dit",
        "dat",
        "het",
        "de",
        "een",
        "er",
        "wie",
        "wat",
        "dan",
        "daar",
        "hier",
        "men",
        "die",
        "deze",
    ]
)
_ASKS = frozenset(("vraagt", "vragen", "belt", "hoort", "neemt", "nemen"))
_CALLS = frozenset(("belt", "bellen", "bel"))
_SECOND = frozenset(("u", "jij", "je", "jullie"))
_STILL_ASKED = frozenset(("vraag", "vragen", "navragen", "bespreken", "overleg", "overleggen", "uitzoeken", "nagaan"))
_INITIAL = re.compile(r"[A-Z]\.\Z")
_ODD = frozenset(("niet", "geen", "nog", "toch", "weer", "weg", "terug"))
_ENDS = frozenset(("en", ",", ";", ".", "dan"))
_NOBODY = frozenset(
    ("iedereen", "niemand", "allen", "beiden", "alles", "niets", "thuis", "daarna", "verder", "vervolgens")
)
_OTHER_SUBJECTS = _NO_NAME - {"een", "de", "het"} | _NOBODY
_PAST = frozenset(
    ("nam", "keek", "zag", "hield", "belde", "vroeg", "kwam", "ging", "liep", "lette", "zou", "zal", "gaat")
)
_THAT = frozenset(("dat", "dit", "het", "'t", "t", "alles", "zulks", "een", "die", "zij", "ze", "beiden", "allebei"))
_KEPT = frozenset(
    ("zo", "lukt", "gelukt", "lukken", "gebeurt", "gebeurd", "loopt", "gelopen", "klopt", "doen", "doet", "gedaan")
)
_ACCORDING = frozenset(("volgens", "aldus", "vlgs"))
_PRIVATE = frozenset(("gezin", "netwerk", "naam"))
_ASKING = frozenset(["of", "dat", "hoe", "wat", "wie", "waar", "dat-ie", "als"])


def supervisor(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody outside Veilig Thuis and the parents who watches; a pronoun borrows the person from before."""
    if anchor.end <= passage.value:
        anchor = next((hit for hit in passage.hits_of("toezicht_sterk") if hit.start >= passage.value), anchor)
    if not _may_be_watched(passage, anchor, people):
        return False
    if anchor.end > anchor.start + 1 and passage.tokens[anchor.start + 1].norm in _SECOND:
        return addressee(passages, passage, people) == "professional"
    if passage.hits_of("toewijzing") and any(
        m.who == "gezin" and passage.tokens[m.start].norm in _CHILDREN for m in mentions(passage, people)
    ):
        return True
    if _stranger(passage, anchor, people):
        return True
    if any(
        _watches(passage, m.start, kind_of(passage, m)) for m in mentions(passage, people) if is_somebody(passage, m)
    ):
        return True
    if passage.value and passage.cells and any(kind_of(passage, m) in WATCHERS for m in mentions(passage, people, 0)):
        return True
    if _watcher_in_label(passage, people):
        return True
    early = {token.norm: position for position, token in enumerate(passage.tokens) if position < anchor.end + 1}
    early = {norm: at for norm, at in early.items() if not _points_at_thing(passage, at)}
    if {"zij", "hij", "ze", "deze", "die", "dit"} & early.keys():
        if any(m.start < anchor.start and kind_of(passage, m) in WATCHERS for m in mentions(passage, people, 0)):
            return True
        before = previous_in_entry(passages, passage, 2)
        return any(kind_of(b, m) in WATCHERS for b in before for m in mentions(b, people, 0))
    if "ik" in early and speaker(passages, passage, people, early["ik"]) == "professional":
        return True
    return bool({"jij", "u", "jullie", "je"} & early.keys()) and addressee(passages, passage, people) == "professional"


def _watcher_in_label(passage: Passage, people: People) -> bool:
    """'OMA: is erbij en kijkt of ...': the label is who watches, the value opens with a verb."""
    if passage.cells or not 0 < passage.value < len(passage.tokens):
        return False
    opening = passage.tokens[passage.value].norm
    if opening != "is" and not any(
        hit.start == passage.value for hit in passage.hits_of("toezicht_sterk", "gedrag_ww", "gedrag_licht")
    ):
        return False
    return any(kind_of(passage, m) in WATCHERS for m in mentions(passage, people, 0) if m.end <= passage.value)


def unknown_supervisor(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """Somebody whom the dossier does not know opens the sentence and, behind 'en', watches."""
    return _may_be_watched(passage, anchor, people) and _opens(passage, anchor, people)


def _may_be_watched(passage: Passage, anchor: Hit, people: People) -> bool:
    """The words of watching are meant so: an act of somebody, not a power, a question asked once or a choice."""
    if "niemand" in passage.concepts or _only_able(passage, anchor) or _impersonal(passage, anchor, people):
        return False
    if passage.tokens[anchor.start].norm in _ASKS and not _keeps_asking(passage, anchor):
        return False
    if _only_the_label(passage) or _watched_by_us(passage) or _hearsay(passage, anchor, people):
        return False
    if is_in_their_mouth(passage, anchor, people) or asks_who(passage, anchor, people):
        return False
    return passage.tokens[anchor.end - 1].norm != "of" or not _offers_choice(passage, anchor, anchor.end - 1)


def named_in_field(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The field names somebody beside the parents themselves and Veilig Thuis."""
    if passage.hits_of("niemand", "nog_niet") or _impersonal(passage, anchor, people) or passage.tokens[-1].text == "?":
        return False
    opening = next((t.norm for t in passage.tokens[passage.value :] if t.norm[:1].isalpha()), "")
    if opening in _STILL_ASKED or is_to_come(passage):
        return False
    found = mentions(passage, people)
    if any(is_somebody(passage, m) for m in found):
        return True
    if found:
        return any(passage.tokens[m.start].norm in _CHILDREN for m in found)
    named = [
        at
        for at in range(passage.value, min(passage.value + 2, len(passage.tokens)))
        if passage.tokens[at].text[:1].isupper() and len(passage.tokens[at].text) > 2
    ]
    told = {hit.start for hit in passage.hits_of("nakomen", "toezicht_sterk", "afspraak", "allen")}
    return passage.value > 0 and bool(set(named) - told)


def watches_family(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """What is watched is the family's conduct: 'gaat na of vader wegblijft', 'let op of er niet gedronken wordt'."""
    after = range(anchor.end - 1, len(passage.tokens))
    asked = next((at for at in after if passage.tokens[at].norm in _ASKING), None)
    if asked is not None:
        rest = passage.tokens[asked:]
        about = any(m.who in ("gezin", "naam", "netwerk") for m in mentions(passage, people, asked))
        things = {
            hit.start
            for hit in passage.hits_of("gedrag_ww", "gedrag_ding", "nakomen", "mislukken")
            if hit.start > asked
        }
        if passage.tokens[asked].norm == "of" and _offers_choice(passage, anchor, asked):
            return False
        odd = any(token.norm in _ODD for token in rest)
        full = len(things) > 1 or any(hit.start > asked for hit in passage.hits_of("gedrag_licht"))
        if _points_at_agreement(passages, passage, asked):
            return True
        if len(rest) > 2 and ((things and (about or odd or full)) or (about and odd)):
            return True
    return False


def _points_at_agreement(passages: Sequence[Passage], passage: Passage, asked: int) -> bool:
    """'Of dat ook zo loopt', 'of het gelukt is': whether a rule of the family that stands just before is kept."""
    following = [token.norm for token in passage.tokens[asked + 1 : asked + 8]]
    if following[:1] == [] or following[0] not in _THAT or not _KEPT.intersection(following) or "goed" in following:
        return False
    before = previous_in_entry(passages, passage, 2)
    return any(
        b.hits_of("regel_woord") and b.hits_of("gedrag_ww", "gedrag_licht") and b.hits_of("kent_gezin") for b in before
    )


def _offers_choice(passage: Passage, anchor: Hit, position: int) -> bool:
    """'Belt de huisarts of de post', 'belt An of Sem': 'of' is 'or', for no verb follows or names stand beside it."""
    things = {hit.start for hit in passage.hits_of("gedrag_ding")}
    verbs = {hit.start for hit in passage.hits_of("gedrag_ww", "gedrag_licht", "nakomen", "mislukken")} - things
    if passage.tokens[anchor.start].norm not in _CALLS:
        return False
    after = range(position + 1, len(passage.tokens))
    end = next((at for at in after if passage.tokens[at].norm in _ENDS), len(passage.tokens))
    if not any(position < at < end for at in verbs):
        return True
    beside = (*passage.tokens[position - 1 : position], *passage.tokens[position + 1 : position + 2])
    return all(token.text[:1].isupper() for token in beside)


def _only_the_label(passage: Passage) -> bool:
    """'Afspraak: hij kijkt het na' in a log of contacts: a next step, unless the value itself speaks of agreements."""
    if passage.kind != "contactjournaal" or "afspraak_kop" not in passage.label_hits:
        return False
    return "afspraak_veilig" not in passage.label_hits and not any(
        hit.start >= passage.value for hit in passage.hits_of("nakomen", "afspraak", "afspraak_plek", "afspraak_merk")
    )


def will_watch(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The intention is no more than 'zal' or 'gaat': the person is named and takes it on."""
    cues = passage.hits_of("voornemen")
    return all(passage.tokens[cue.start].norm in ("zal", "zullen", "gaat", "gaan") for cue in cues)


def answers(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The sentence answers the question who watches: 'Dat is mw. Smit van het CJG'."""
    last = previous_in_entry(passages, passage, 1)
    if not last or not last[0].text.rstrip().endswith("?"):
        return False
    if not last[0].hits_of("toezicht_sterk", "toezicht_label") and not any(
        last[0].tokens[hit.start].norm not in ("doet", "doen") for hit in last[0].hits_of("nakomen")
    ):
        return False
    first = last[0].tokens[: min(6, len(last[0].tokens))]
    if not any(token.norm == "wie" for token in first):
        return False
    found = [m for m in mentions(passage, people) if passage.tokens[m.start].norm not in _NO_NAME]
    return any(kind_of(passage, m) in WATCHERS for m in found) and not passage.hits_of(
        "ontkenning", "nog_niet", "niemand"
    )


def appointed_before(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A neighbouring sentence speaks of agreements with the family."""
    near = (*previous_in_entry(passages, passage, 3), *following_in_entry(passages, passage, 1))
    return any(
        hit.start >= other.value or other.kind != "contactjournaal"
        for other in near
        for hit in other.hits_of("afspraak", "afspraak_merk", "afspraak_veilig", "nakomen")
    )


def _impersonal(passage: Passage, anchor: Hit, people: People) -> bool:
    """'Er wordt toezicht gehouden': a passive that names nobody by whom."""
    own = next((c for c in clauses(passage) if c.start <= anchor.start < c.end), Clause(0, len(passage.tokens)))
    below = (at for at in range(anchor.end - 1, own.end) if passage.tokens[at].norm in _ASKING)
    norms = {token.norm for token in passage.tokens[own.start : next(below, own.end)]}
    if not norms & {"wordt", "worden"} or norms & {"door", "doet", "houdt"} or passage.hits_of("toewijzing"):
        return False
    named = (m for m in mentions(passage, people) if passage.tokens[m.start].norm not in _NO_NAME)
    return not any(kind_of(passage, m) in WATCHERS for m in named)


def _keeps_asking(passage: Passage, anchor: Hit) -> bool:
    """A question put to the family again and again, or on a page of agreements, watches; asked once it does not."""
    return (
        passage.kind == "veiligheidsplan"
        or bool(passage.hits_of("nakomen", "afspraak_plek"))
        or any(hit.start < anchor.end for hit in passage.hits_of("steeds_weer"))
        or bool((passage.heading_hits | passage.label_hits) & {"afspraak_kop", "afspraak_veilig", "toezicht_label"})
    )


def _points_at_thing(passage: Passage, position: int) -> bool:
    """'Op deze afspraken': the pronoun stands before a noun and is nobody."""
    if passage.tokens[position].norm not in ("deze", "die", "dit") or position + 1 >= len(passage.tokens):
        return False
    return any(
        hit.start == position + 1 for hit in passage.hits_of("afspraak", "nakomen", "afspraak_plek", "plan_stuk")
    )


def _hearsay(passage: Passage, anchor: Hit, people: People) -> bool:
    """'Volgens Loes let de buurvrouw op': somebody of the family or around it says so."""
    said = [at for at, token in enumerate(passage.tokens[: anchor.start]) if token.norm in _ACCORDING]
    return any(
        m.start - 2 <= at < m.start and kind_of(passage, m) in _PRIVATE
        for at in said
        for m in mentions(passage, people, 0)
    )


def _only_able(passage: Passage, anchor: Hit) -> bool:
    """'Kan controleren', 'zou kunnen letten op': able, not appointed."""
    near = passage.tokens[max(0, anchor.start - 6) : anchor.end + 2]
    return any(token.norm in ("kan", "kunnen", "zou", "zouden", "wil", "willen", "mag") for token in near)


def _watches(passage: Passage, position: int, kind: str) -> bool:
    if kind not in WATCHERS:
        return False
    if not is_oblique(passage, position, 0):
        return True
    before = [token.norm for token in passage.tokens[max(0, position - 4) : position]]
    if "door" in before:
        return True
    given = passage.hits_of("toewijzing")
    return bool(given) and bool({"aan", "bij", "met", "onder", "voor", "van"} & set(before))


def _watched_by_us(passage: Passage) -> bool:
    """'De monitoringsmedewerker van Veilig Thuis': the only one who is named works with us."""
    roles = [hit for hit in passage.hits_of("professional") if hit.start >= passage.value]
    ours = {hit.start for hit in passage.hits_of("veilig_thuis", "vt_intern")}
    return (
        bool(roles)
        and all(
            any(hit.end + 1 + skip in ours for skip in (0, 1)) and passage.tokens[hit.end].norm in ("van", "bij")
            for hit in roles
            if hit.end < len(passage.tokens)
        )
        and roles[-1].end < len(passage.tokens)
    )


def _opens(passage: Passage, anchor: Hit, people: People) -> bool:
    """A name that the dossier does not know opens the sentence, a verb follows: 'Greet belt vaak aan en ziet of …'."""
    known = {at for hit in passage.hits if hit.concept != "naam" for at in range(hit.start, hit.end)}
    end = passage.value
    while end < anchor.start and passage.tokens[end].text[:1].isupper() and passage.tokens[end].text.isalpha():
        end += 1
    names = passage.tokens[passage.value : end]
    if not names or not passage.value < end <= anchor.start or end >= len(passage.tokens):
        return False
    if names[0].norm in _NO_NAME | _NOBODY or any(token.norm in people.family_names for token in names):
        return False
    if (len(names) < 2 and passage.value in known) or len(names[0].text) < 2:
        return False
    verb = passage.tokens[end].norm
    finite = verb in _PAST or (
        len(verb) > 2 and verb.endswith("t") and verb not in ("met", "het", "niet", "uit", "tot")
    )
    between = {token.norm for token in passage.tokens[end + 1 : anchor.start]}
    if not finite or "en" not in between or between & _OTHER_SUBJECTS:
        return False
    return not any(end < m.start < anchor.start for m in mentions(passage, people))


def _stranger(passage: Passage, anchor: Hit, people: People) -> bool:
    """A first name that the dossier does not know, right before the verb: 'Truus houdt in de gaten'."""
    opening = passage.tokens[min(passage.value, len(passage.tokens) - 1)]
    if _INITIAL.match(opening.text) and anchor.start > passage.value and opening.norm not in people.family_names:
        return True
    if anchor.start == 0:
        return False
    token = passage.tokens[anchor.start - 1]
    if (
        not token.text[:1].isupper()
        or not token.text.isalpha()
        or token.norm in _NO_NAME
        or token.norm in people.family_names
    ):
        return False
    start = anchor.start - 1
    known = any(hit.start <= start < hit.end and hit.concept != "naam" for hit in passage.hits)
    return not known and (start == 0 or not is_oblique(passage, start, 0))
