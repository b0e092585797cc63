"""The family of a case, read from the melding: who belongs to it, in which role and how old."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vtaudit.language.ages import age_after, age_before
from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.naming import TITLES, Naming, namings
from vtaudit.language.no_member import is_bare_cell, is_function, is_owner, is_professional, is_street
from vtaudit.language.passages import Passage

_ADULT = 216
_GAP = 14 * 12
_YOUNG_PARENT = 15 * 12
_SEX = {
    "gezin_moeder": "v", "gezin_vader": "m", "gezin_stiefvader": "m", "gezin_stiefmoeder": "v", "gezin_man": "m",
    "gezin_vrouw": "v", "gezin_zoon": "m", "gezin_dochter": "v",
}  # fmt: skip
_ROLES = {
    "gezin_moeder": "moeder", "gezin_vader": "vader", "gezin_stiefvader": "stiefvader",
    "gezin_stiefmoeder": "stiefmoeder", "gezin_man": "partner", "gezin_vrouw": "partner", "gezin_partner": "partner",
    "gezin_zoon": "kind", "gezin_dochter": "kind", "gezin_kind": "kind",
    "gezin_kort": "kind", "gezin_grootouder": "huisgenoot", "gezin_buiten": "buiten",
}  # fmt: skip
_LINKS = frozenset(
    {",", "is", ":", "heet", "genaamd", "(", "de", "kleine", "|", "-", "–", ".", "tevens", "=", "t", "'t"}
)
# 'oma, Daan en Noor': a comma behind these words starts another person
_APART = frozenset({"gezin_partner", "gezin_man", "gezin_vrouw", "gezin_grootouder"})
_BEFORE_ROLE = frozenset({",", "(", ")", "de", "is", "-", "–", "zijn", "haar", "hun", "=", "als"})
_BY_WHOM = frozenset({"bij", "van", "met", "aan", "door", "naast"})
_WHERE = frozenset({"in", "te", "uit", "naar", "nabij", "vanuit"})
_OWNERS = {"haar": "v", "d'r": "v", "zijn": "m", "z'n": "m"}
_CHAIN = frozenset({",", "en", "+", "&", "/", "(", ")", "de", "kleine", "alsmede", "plus", "."})
_OWNED = frozenset(["haar", "zijn", "d'r", "z'n", "hun", "mijn", "m'n", "diens", "wier", "d'r", "hoar"])
_COUNTS = {"tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5, "zessen": 6, "zevenen": 7, "achten": 8}
_SMALL = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One person of the family.

    `role` is moeder, vader, stiefvader, stiefmoeder, partner, ouder, volwassene, volwassen kind, huisgenoot or kind;
    `names` are folded words, `given` those that are a first name, `called` how else the dossier calls this member
    ('ouder 1'); `months` is the age at the melding, None when it stands nowhere; `sex` is v, m or empty; `elsewhere`
    is true for who has left the family's life.
    """

    role: str
    names: frozenset[str]
    months: int | None = None
    elsewhere: bool = False
    sex: str = ""
    given: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()

    @property
    def is_child(self) -> bool:
        """A minor of this family."""
        return self.role == "kind"


def read_family(
    pool: Sequence[Passage], received: date | None, is_reporter: Callable[[Passage], bool]
) -> tuple[tuple[FamilyMember, ...], bool]:
    """The members in order of appearance, and whether the melding leaves no doubt on who they are."""
    found: list[FamilyMember] = []
    for passage in pool:
        if (
            is_reporter(passage)
            or _is_banner(passage)
            or (passage.hits_of("eerder", "ander_gezin") and not is_family_field(passage))
        ):
            continue
        found.extend(_members(passage, received))
    merged = _merged(found)
    members = with_roles(tuple(replace(m, elsewhere=False) if m.role == "kind" else m for m in merged))
    return members, _is_whole(members, pool)


def _is_banner(passage: Passage) -> bool:
    """'ONDERDEEL 1 MELDING POLITIE': capitals without a field are a heading, whoever it seems to name."""
    return passage.line_kind is LineKind.HEADING and passage.text.isupper()


def is_family_field(passage: Passage) -> bool:
    """A field of the melding that says who the family is."""
    return bool(passage.label) and "gezin_label" in passage.label_hits and "gezin_geen_veld" not in passage.label_hits


def _members(passage: Passage, received: date | None) -> list[FamilyMember]:
    listed = is_family_field(passage)
    outside = bool(passage.label) and "gezin_elders_label" in passage.label_hits
    previous: tuple[Naming, str] | None = None
    bracketed = False
    claimed: Hit | None = None
    found: list[FamilyMember] = []
    for naming in namings(passage, received):
        passed, hit = claimed, _role_hit(passage, naming, claimed)
        claimed = hit if hit is not None and hit.start >= naming.end else None
        role = _ROLES[hit.concept] if hit else ""
        if (
            not role
            and previous
            and previous[1] == "kind"
            and not naming.titled
            and _chained(passage, previous[0], naming)
            and ((naming.age and not (naming.age.bare and bracketed)) or not previous[0].age)
        ):
            role = "kind"
        if role == "kind" and naming.sex and not naming.given and naming.age is None:
            # 'Lina (2, kind van mevr. B. en dhr. K.)'
            role, hit = "", None
        months = naming.age.months if naming.age else age_before(passage.tokens, naming.start)
        if months is None and hit is not None and naming.end <= hit.start and hit.end < len(passage.tokens):
            behind = age_after(passage.tokens, hit.end, received)
            months = behind.months if behind else None
        if previous and hit is not None and is_owner(passage, previous[0], naming, hit):
            continue
        loose = naming.age is not None and naming.age.bare and not role
        if len(passage.cells) == 2 and naming.start < passage.value:
            continue
        if not naming.titled and naming.start and passage.tokens[naming.start - 1].norm in _WHERE:
            continue
        again = hit is not None and hit.end <= passage.value and bool(found) and found[-1].role == role
        if again and role != "kind" and (naming.age is None or naming.age.bare) and not naming.titled:
            continue
        # 'moeder Bos (34), Daan 11, Lotte 6' in the field of the family: other bare numbers belong to streets.
        counted = listed and previous is not None and not naming.last and _chained(passage, previous[0], naming, passed)
        loose = loose and not counted and (bracketed or not (naming.given and naming.last))
        if loose or is_street(passage, naming):
            continue
        bracketed = bracketed or bool(naming.age and not naming.age.bare)
        before = previous[1] if previous else ""
        previous = (naming, "kind" if role == "kind" or (months is not None and months < _ADULT) else role)
        if (
            role == "buiten"
            or is_function(passage, naming)
            or (is_professional(passage, naming) and not (passage.cells and role))
        ):
            continue
        if not role and not listed and months is None:
            continue
        is_plain = not role and months is None and not naming.titled
        if is_plain and listed and not outside and (before not in ("", "kind") or not _child_label(passage)):
            continue
        if is_plain and not outside and any(member.months is not None for member in found):
            continue
        if role == "kind" and months is None and not listed and hit is not None and hit.concept == "gezin_kort":
            continue
        if not role and _child_label(passage) and not naming.titled and months is None:
            role = "kind"
        sex = naming.sex or (_SEX.get(hit.concept, "") if hit else "")
        owner = (
            _OWNERS.get(passage.tokens[hit.start - 1].norm, "") if hit and hit.start and hit.end <= naming.start else ""
        )
        if owner and found and not found[-1].is_child and not found[-1].sex:
            found[-1] = replace(found[-1], sex=owner)
        found.append(
            FamilyMember(
                age_role(role, months),
                frozenset((*naming.given, *naming.last)),
                months,
                outside or _left(passage, naming),
                sex,
                frozenset(naming.given),
            )
        )
    return found


def age_role(role: str, months: int | None) -> str:
    """The role that fits the age: a minor is a child, and a grown child is no minor."""
    if months is None:
        return role or "volwassene"
    if role == "kind":
        return "kind" if months < _ADULT else "volwassen kind"
    if months < (_ADULT if role not in ("moeder", "vader", "partner") else _YOUNG_PARENT):
        return "kind"
    return role or "volwassene"


def _child_label(passage: Passage) -> bool:
    return passage.value > 0 and bool(
        passage.label_hits & {"gezin_kind", "gezin_kinderen", "gezin_zoon", "gezin_dochter"}
    )


def _role_hit(passage: Passage, naming: Naming, claimed: Hit | None = None) -> Hit | None:
    """The role word that belongs to this name: just before it, else just after it or in another cell of the row.

    `claimed` stands behind the name before: 'Kim - moeder, Joost - vader'.
    """
    hits = [
        hit
        for hit in passage.hits
        if hit.concept in _ROLES
        and not naming.start <= hit.start < naming.end
        and not (claimed is not None and hit.start == claimed.start)
    ]
    if passage.cells:
        own = [hit for hit in hits if not _same_cell(passage, hit.start, naming.start) and is_bare_cell(passage, hit)]
        beside = next((hit for hit in own if hit.concept != "gezin_buiten"), own[0] if own else None)
        hits = [hit for hit in hits if _same_cell(passage, hit.start, naming.start)]
        return _role_beside(passage, naming, hits) or beside
    return _role_beside(passage, naming, hits)


def _role_beside(passage: Passage, naming: Naming, hits: Sequence[Hit]) -> Hit | None:
    before = [
        hit
        for hit in hits
        if hit.end <= naming.start
        and naming.start - hit.end <= 4
        and _linked(passage, hit, naming)
        and _is_owned(passage, hit)
    ]
    if before:
        nearest = max(before, key=lambda hit: (hit.end, hit.concept == "gezin_buiten", hit.end - hit.start))
        # "partner moeder", "vader kinderen": the first word is the role, the second says whose.
        return next((hit for hit in hits if hit.end == nearest.start), nearest)
    end = naming.age.end if naming.age else naming.end
    limit = min(end + 4, len(passage.tokens))
    for position in range(end, limit):
        norm = passage.tokens[position].norm
        after = [hit for hit in hits if hit.start == position and _is_owned(passage, hit, after=True)]
        if after and position == end:
            return None
        if after:
            follows = passage.tokens[after[0].end : after[0].end + 2]
            if any(token.text[:1].isupper() for token in follows) and not (
                follows and follows[0].norm in ("van", ",", ")", ";", ".", "|")
            ):
                return None
            return after[0]
        # 'had Jan Bos zijn vrouw geslagen': without a comma the role is another person's.
        if norm not in _BEFORE_ROLE or (norm in ("zijn", "haar", "hun") and position == end):
            return None
    return None


def _same_cell(passage: Passage, one: int, two: int) -> bool:
    return any(start <= one < end and start <= two < end for start, end in passage.cells)


def _linked(passage: Passage, hit: Hit, naming: Naming) -> bool:
    between = passage.tokens[hit.end : naming.start]
    if between and between[0].norm == "van" and naming.start == passage.value:
        # 'Vader van Tijn: Erik Bos'
        return True
    norms = {token.norm for token in between}
    if "," in norms and hit.start and passage.tokens[hit.start - 1].norm in _BY_WHOM:
        return False
    if not naming.age and ("." in norms or ("," in norms and hit.concept in _APART and not naming.titled)):
        return False
    return all(token.norm in _LINKS or token.norm in TITLES or token.norm.isdecimal() for token in between)


def _is_owned(passage: Passage, hit: Hit, after: bool = False) -> bool:
    """'man', 'vriend', 'vrouw' name a partner only as 'haar vriend' or in a role list; the rest always fits."""
    if hit.concept not in ("gezin_man", "gezin_vrouw"):
        return True
    if after or passage.cells:
        return passage.tokens[hit.start].norm in ("echtgenoot", "echtgenote", "man", "vrouw") or bool(passage.cells)
    before = {token.norm for token in passage.tokens[max(0, hit.start - 2) : hit.start]}
    return bool(before & _OWNED) or passage.tokens[hit.start].norm.startswith("echtgeno") or bool(passage.label)


def _chained(passage: Passage, one: Naming, two: Naming, role: Hit | None = None) -> bool:
    start = role.end if role is not None else one.age.end if one.age else one.end
    between = passage.tokens[start : two.start]
    return len(between) < 5 and all(token.norm in _CHAIN or token.norm in ("hit",) for token in between)


def _left(passage: Passage, naming: Naming) -> bool:
    """Words of leaving between this name and the next, or the end of the bracket or sentence part."""
    start = naming.end
    for hit in passage.hits_of("gezin_elders"):
        if start <= hit.start <= start + 14:
            between = passage.tokens[start : hit.start]
            if not any(token.text in (";", ".") for token in between) and not any(
                token.text[:1].isupper() and token.norm not in ("van", "de", "den", "der") and index > 8
                for index, token in enumerate(between)
            ):
                return True
    return False


def _merged(found: Sequence[FamilyMember]) -> tuple[FamilyMember, ...]:
    kept: list[FamilyMember] = []
    for member in found:
        index = next((i for i, other in enumerate(kept) if _is_same(other, member)), None)
        if index is None:
            kept.append(member)
            continue
        other = kept[index]
        role = other.role if other.role not in ("volwassene",) else member.role
        kept[index] = FamilyMember(
            role, other.names | member.names, other.months if other.months is not None else member.months,
            other.elsewhere or member.elsewhere, other.sex or member.sex, other.given | member.given,
        )  # fmt: skip
    return tuple(kept)


def _is_same(one: FamilyMember, two: FamilyMember) -> bool:
    if one.sex and two.sex and one.sex != two.sex:
        return False
    if one.given and two.given:
        return bool(one.given & two.given)
    if _only_child(one, two):
        return True
    if not one.names & two.names:
        return False
    return one.is_child == two.is_child and (one.months is None or two.months is None or one.months == two.months)


def _only_child(one: FamilyMember, two: FamilyMember) -> bool:
    """'zoon H. Bos (44)' and then 'Zoon Henk': a first name by which the son is called who had initials so far."""
    grown = one.role == "volwassen kind" and not one.given and bool(one.names)
    return (
        grown
        and two.role == "kind"
        and two.months is None
        and two.names == two.given
        and bool(one.sex == two.sex != "")
    )


def with_roles(members: Sequence[FamilyMember]) -> tuple[FamilyMember, ...]:
    """Adults without a role become parents where there are children; an unknown sex follows from the partner's."""
    minors = [m for m in members if m.is_child]
    named = tuple(replace(m, sex={"moeder": "v", "vader": "m"}.get(m.role, m.sex)) for m in members)
    adults = [m for m in named if not m.is_child and m.role not in ("volwassen kind", "huisgenoot") and not m.elsewhere]
    if len(adults) == 2:
        one, two = adults
        if one.sex and not two.sex:
            named = tuple(replace(m, sex="m" if one.sex == "v" else "v") if m is two else m for m in named)
        elif two.sex and not one.sex:
            named = tuple(replace(m, sex="m" if two.sex == "v" else "v") if m is one else m for m in named)
    oldest = max((m.months for m in minors if m.months is not None), default=0)
    taken = {m.role for m in named}
    result = []
    for member in named:
        role = member.role
        if role in ("volwassene", "partner") and (minors or "volwassen kind" in taken) and not member.elsewhere:
            if member.months is None or member.months - oldest >= _GAP:
                role = {"v": "moeder", "m": "vader"}.get(member.sex, "ouder")
            if role in taken and role != "ouder":
                role = {"v": "stiefmoeder", "m": "stiefvader"}.get(member.sex, "ouder")
        result.append(replace(member, role=role))
    return tuple(result)


def _is_whole(members: Sequence[FamilyMember], pool: Sequence[Passage]) -> bool:
    """Somebody to care for and somebody who cares, and as many as the melding counts."""
    here = [m for m in members if not m.elsewhere]
    adults = [m for m in here if not m.is_child]
    children = [m for m in here if m.is_child]
    if not adults or len(here) < 2:
        return False
    for passage in pool:
        norms = [token.norm for token in passage.tokens]
        for position, norm in enumerate(norms):
            if (
                norm in _COUNTS
                and position
                and norms[position - 1] in ("zijn", "z'n", "hun", "ons", "zn")
                and _COUNTS[norm] != len(here)
            ):
                return False
            count = _SMALL.get(norm) or (int(norm) if norm.isdecimal() and len(norm) == 1 else 0)
            if (
                count > 1
                and position + 1 < len(norms)
                and norms[position + 1] in ("kinderen", "kinder", "kids")
                and count > len(children)
                and not passage.hits_of("eerder")
            ):
                return False
    return True
