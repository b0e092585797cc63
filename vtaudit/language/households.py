"""What a melding tells on a family beside names with ages: parents named as a pair, grown children, who lives away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from vtaudit.language.family import FamilyMember, is_family_field, with_roles
from vtaudit.language.lexicon import Hit
from vtaudit.language.naming import TITLES, Naming, namings
from vtaudit.language.no_member import is_professional
from vtaudit.language.passages import Passage
from vtaudit.language.sentences import Token

_OLD = 60 * 12
_PARENTS = (("moeder", "v", "gezin_moeder"), ("vader", "m", "gezin_vader"))
_PAIR = frozenset({"ouders", "ouderpaar", "echtpaar"})
_MOST_PARENTS = 2
_JOINS = (["en"], ["+"], ["&"], ["/"])
_BETWEEN = frozenset({":", "(", "heten", "zijnde"})
_OWN = frozenset({
    "kinderen", "kind", "zoon", "dochter", "zoontje", "dochtertje", "baby", "tweeling", "jongens", "jongen", "meisje",
    "meisjes", "dochters", "zoons", "zonen",
})  # fmt: skip
# 'Pim zei: papa knijpt': in such a piece the parents mostly go by their first names.
_OWNER = {"haar": "v", "d'r": "v", "zijn": "m", "z'n": "m"}
_WITH = frozenset({
    *_OWNER, "hun", "met", "kinderen", "kids", "zoon", "zoons", "dochter", "dochters", "zoontje", "zoontjes", "kind",
    "dochtertje", "dochtertjes", "hebben", "heeft",
})  # fmt: skip
_COUNTED = frozenset({"en", ",", ":", "twee", "drie", "vier", "vijf", "jonge", "de", "2", "3", "4", "5", "een", "baby"})
_FAMILIES = frozenset({"fam", "familie", "gezin"})
_BY_CHILDREN = frozenset({"papa", "mama", "pap", "mam", "pappa", "mamma", "heit", "mem"})
_SAYS = frozenset({"volgens", "zegt", "aldus", "vertelt", "meldt", "vindt", "zei", "stelt"})
_SOMEBODY = (
    "gezin_moeder", "gezin_vader", "gezin_stiefvader", "gezin_stiefmoeder", "gezin_partner", "gezin_man", "gezin_vrouw",
    "gezin_zoon", "gezin_dochter", "gezin_grootouder", "gezin_ouders", "gezin_buiten",
)  # fmt: skip


def with_parents(members: tuple[FamilyMember, ...], pool: Sequence[Passage]) -> tuple[FamilyMember, ...]:
    """Adds 'zijn ouders Petra en Koen Bos', 'Petra en haar zoon Tim (5)' where nobody else cares for the children."""
    if any(not member.is_child for member in members) or not members:
        return members
    known = {name for member in members for name in member.given}
    for passage in pool:
        pair = [naming for naming in _pair(passage) if not known & set(naming.given)] or _before_children(
            passage, known
        )
        if pair:
            found = (
                FamilyMember("ouder", frozenset((*n.given, *n.last)), None, False, n.sex, frozenset(n.given))
                for n in pair
            )
            return with_roles((*members, *found))
    return members


def _pair(passage: Passage) -> Iterator[Naming]:
    for hit in passage.hits_of("gezin_ouders"):
        if passage.tokens[hit.start].norm not in ("ouders", "ouderpaar", "opvoeders", "verzorgers", "echtpaar"):
            continue
        found = [n for n in namings(passage, None) if n.start >= hit.end]
        between = passage.tokens[hit.end : found[0].start] if found else ()
        if not found or any(token.norm not in _BETWEEN for token in between):
            continue
        joined = [token.norm for token in passage.tokens[found[0].end : found[1].start]] if len(found) > 1 else []
        pair = found[: 2 if joined in _JOINS else 1]
        if (len(pair) > 1 or pair[0].titled) and not any(_is_word(passage, naming) for naming in pair):
            yield from pair


def _before_children(passage: Passage, children: Set[str]) -> list[Naming]:
    """Who stands right before the children: 'Ingrid en haar kinderen Bram (12)', 'Gezin: Kim, Joost, Mats (3)'."""
    found = list(namings(replace(passage, value=0), None))
    first = next((index for index, naming in enumerate(found) if children & set(naming.given)), 0)
    if not first:
        return []
    last, child = found[first - 1], found[first]
    between = [token.norm for token in passage.tokens[last.end : child.start]]
    is_list = is_family_field(passage) or bool(passage.hits_of("gezin_geheel"))
    if last.age or not between or not (is_list or _WITH & set(between)) or not set(between) <= _WITH | _COUNTED:
        return []
    sex = next((_OWNER[word] for word in between if word in _OWNER), "")
    before = found[first - 2] if first > 1 else None
    joined = [token.norm for token in passage.tokens[before.end : last.start]] if before else []
    is_pair = before is not None and not before.age and (joined in _JOINS or (is_list and joined == [","])) and not sex
    pair = found[first - 2 : first] if is_pair else [last]
    if any(_is_word(passage, one) or _is_whole_family(passage, one) or is_professional(passage, one) for one in pair):
        return []
    return [replace(naming, sex=naming.sex or sex) for naming in pair]


def _is_whole_family(passage: Passage, naming: Naming) -> bool:
    before = {token.norm for token in passage.tokens[max(0, naming.start - 2) : naming.start]}
    return bool(before & _FAMILIES) and ":" not in before


def _is_word(passage: Passage, naming: Naming) -> bool:
    """'Jeugdzorg' in 'de ouders, Bureau Jeugdzorg en de politie': the lexicon knows it, so it is no name."""
    return any(
        naming.start <= hit.start < naming.end and passage.tokens[hit.start].norm not in TITLES for hit in passage.hits
    )


def with_unnamed(
    members: tuple[FamilyMember, ...],
    pool: Sequence[Passage],
    passages: Sequence[Passage],
    is_reporter: Callable[[Passage], bool],
) -> tuple[FamilyMember, ...]:
    """Adds the mother or father of whom the melding speaks without a name, but not one who reports or is gone."""
    grown = [member for member in members if not member.is_child and member.role != "huisgenoot"]
    if len(grown) == len(members) or len(grown) >= _MOST_PARENTS:
        return members
    found = []
    for role, sex, concept in _PARENTS:
        known = any(member.sex == sex or not member.sex for member in grown)
        told = any(_speaks_of(passage, concept, members) for passage in pool)
        reports = any(is_reporter(passage) and passage.hits_of(concept) for passage in pool)
        gone = any(_is_gone(passage, concept) for passage in passages)
        if told and not (known or reports or gone):
            found.append(FamilyMember(role, frozenset(), None, False, sex))
    return (*members, *found)


def _speaks_of(passage: Passage, concept: str, members: Sequence[FamilyMember]) -> bool:
    if passage.hits_of("eerder", "ander_gezin"):
        return False
    pair = any(passage.tokens[hit.start].norm in _PAIR for hit in passage.hits_of("gezin_ouders"))
    words = ["", *(token.norm for token in passage.tokens)]
    told = [
        hit for hit in passage.hits_of(concept) if words[hit.start + 1] not in _BY_CHILDREN or words[hit.start] == "de"
    ]
    return pair or any(not _is_of_another(passage, hit, members) for hit in told)


def _is_of_another(passage: Passage, hit: Hit, members: Sequence[FamilyMember]) -> bool:
    """'De vader van een vriendje', 'de vader van' the mother, 'Roos belt haar vader': no parent of these children."""
    grown = {name for member in members if not member.is_child for name in member.given} | {"moeder", "vader"}
    words = [token.norm for token in passage.tokens]
    if words[hit.end : hit.end + 1] == ["van"]:
        owner = words[hit.end + 1 : hit.end + 3]
        if owner[1:] and _OWN & set(words[hit.end + 2 : hit.end + 4]):
            return False
        return bool(set(owner[:1]) & {"een", "zijn", *grown} or set(owner) & grown)
    owned = hit.start > 0 and words[hit.start - 1] in ("haar", "zijn", "d'r", "z'n")
    children = {name for member in members if member.is_child for name in member.given}
    who = next((word for word in reversed(words[: max(0, hit.start - 1)]) if word in grown | children), "")
    return owned and who in grown


def _is_gone(passage: Passage, concept: str) -> bool:
    """Somebody is gone, and this parent is who was named last before it, or first behind it ('weduwe')."""
    words = ["", *(token.norm for token in passage.tokens)]
    people = sorted(hit.start for hit in passage.hits_of(*_SOMEBODY) if words[hit.start] not in _SAYS)
    mine = {hit.start for hit in passage.hits_of(concept)}
    for hit in passage.hits_of("gezin_elders", "gezin_weg"):
        before = [at for at in people if at < hit.start]
        # 'Met vader heeft moeder geen contact meer'
        before = [at for at in before if words[at] == "met"] or before
        behind = [at for at in people if at >= hit.start]
        if mine & set(before[-1:] or behind[:1]):
            return True
    return False


def with_grown(members: tuple[FamilyMember, ...], pool: Sequence[Passage]) -> tuple[FamilyMember, ...]:
    """'Zoon Peter' of a mother of 82 is no minor; one of whom only stands where he lives, is outside the family."""
    minors = any(m.is_child and m.months is not None for m in members)
    old = any(m.role == "volwassen kind" or (m.months is not None and m.months >= _OLD) for m in members)
    if minors or not old:
        return members
    found = []
    for member in members:
        grown = member.role == "volwassen kind" or member.is_child
        told = [p for p in pool if any(t.norm in member.given for t in p.tokens)] if grown else []
        away = grown and len(told) == 1 and _lives_away(told[0], member)
        role = "volwassen kind" if grown else member.role
        found.append(replace(member, role=role, elsewhere=member.elsewhere or away))
    return tuple(found)


def _around_commas(passage: Passage, start: int, end: int) -> Iterator[tuple[Token, Token]]:
    """The words before and behind each comma: in 'Ria, 48, woont elders' the age stands between them."""
    for at in range(start + 1, end):
        if passage.tokens[at].text == ",":
            yield passage.tokens[at - 1], passage.tokens[at + 1]


def _lives_away(passage: Passage, member: FamilyMember) -> bool:
    names = [at for at, token in enumerate(passage.tokens) if token.norm in member.given]
    return any(
        0 < hit.start - at <= 6
        and not any(t.text in (";", ".") for t in passage.tokens[at + 1 : hit.start])
        and all(any(t.norm.isdecimal() for t in (one, two)) for one, two in _around_commas(passage, at, hit.start))
        and "haar" not in {t.norm for t in passage.tokens[hit.start : hit.end + 2]}
        for at in names
        for hit in passage.hits_of("gezin_woont_elders")
    )
