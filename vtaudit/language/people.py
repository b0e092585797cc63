"""Who is who in a case: the family with ages, the melder by name and function, and mentions of people in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vtaudit.language.passages import Passage
from vtaudit.language.words import fold

_TITLES = frozenset({"mw", "mevr", "mevrouw", "dhr", "heer", "meneer", "mijnheer", "de heer", "dokter", "dr", "drs", "juf", "meester", "mvr", "hr", "dhr/mw"})
_PARTICLES = frozenset({"de", "den", "der", "van", "von", "ter", "ten", "te", "el", "al", "la", "le", "'t", "in", "op", "d'", "bin", "ben"})
_AGE = re.compile(r"\(?\s*(?P<n>\d{1,3})\s*(?P<unit>jaar|jr\.?|maanden|maand|mnd\.?|mndn|weken|wkn|dagen)?\s*(?:oud)?\s*[),;]|\((?P<b>(?:19|20)\d{2})\)|geb\.?\s*(?:op\s*)?(?:\d{1,2}[-/. ]\w+[-/. ])?'?(?P<y>\d{4})", re.I)
_NAME = r"[A-ZÀ-ÝŞĞÇİ][\w'’\-]+"
_ADULT_ROLES = {
    "moeder": "moeder", "mama": "moeder", "vader": "vader", "papa": "vader", "stiefvader": "stiefvader", "stiefmoeder": "stiefmoeder",
    "pleegvader": "pleegvader", "pleegmoeder": "pleegmoeder", "partner": "partner", "ex-partner": "ex-partner", "expartner": "ex-partner",
    "ouders": "ouders", "echtgenoot": "partner", "echtgenote": "partner", "plusvader": "stiefvader", "bonusvader": "stiefvader",
    "plusmoeder": "stiefmoeder", "bonusmoeder": "stiefmoeder", "moeders": "moeder", "mdr": "moeder", "vdr": "vader", "stiefvdr": "stiefvader", "stiefmdr": "stiefmoeder",
}  # fmt: skip
_CHILD_ROLES = frozenset(
    "zoon dochter kind kinderen zoontje dochtertje baby zusje broertje tweeling jeugdige kk zn leerling leerlingen halfbroer halfzus stiefzoon "
    "stiefdochter peuter kleuter kids jongste oudste zusjes broertjes zus broer minderjarige jeugdigen client cliënt pupil dochters zonen zoons".split()
)
_LIVES_ELSEWHERE = re.compile(r"overleden|geen lid van dit gezin|uit beeld|geen contact|onbekend|buiten het gezin|biologische|bio vdr|donor", re.I)
_FAMILY_LABEL = re.compile(
    r"gezin|betrokken|betreft|betr\b|moeder|vader|ouders?|kind|kk|mdr|vdr|partner|samenstelling|leden|personen|cli[eë]nt|over|wie|jeugdige|leerling|huishouden|systeem|stief|zoon|dochter|broer|zus|namen|ex\b|directbetrokken",
    re.I,
)
_REPORTER_LABEL = re.compile(r"^\W*(?:naam\s+)?(?:melder|mldr|meldende|meldster|aanmelder|aangemeld door|gemeld door|ingediend door|afzender|van|wie meldt|door|bron|melding door|melding van|gegevens melder|verbalisant|meldende instantie|contactpersoon melder|wie|ingebracht door|doorgegeven door|binnengekomen via|gedaan door|functie melder|organisatie melder|functie|organisatie|instelling)\b", re.I)
_GENERIC = frozenset(
    "de het een te van en bij uit voor met op in aan der den mw dhr mevrouw heer mevr meneer is als naam bekend niet wel ja nee gezin familie tel telefonisch onze ons "
    "haar hij zij die dat deze zus moeder vader moeders vaders melder regio team afdeling zie form bericht dr drs anoniem naar kind kinderen door via politiesysteem systeem veilig_thuis "
    "veilig thuis op andere ander adres wonend per dag uur bekend maar wil wenst blijven mag zijn haar hun om ook".split()
)


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One person of the family; `role` is moeder, vader, stiefvader, partner, volwassene or kind.

    `names` are folded words the texts may use; `months` is the age at the melding, None when it stands nowhere.
    """

    role: str
    names: frozenset[str]
    months: int | None = None
    elsewhere: bool = False

    @property
    def is_child(self) -> bool:
        """A minor of this family."""
        return self.role == "kind"


@dataclass(frozen=True, slots=True)
class People:
    """The cast of a case. `reporter_names` and `reporter_functions` are folded words; `names` every name seen."""

    family: tuple[FamilyMember, ...]
    reporter_names: frozenset[str]
    reporter_functions: frozenset[str]
    reporter_code: str
    names: frozenset[str]

    def family_names(self) -> frozenset[str]:
        """Every name of a family member."""
        return frozenset(name for member in self.family for name in member.names)


# The register code of a melder and the words by which journals then call that person.
_CODE_WORDS: dict[str, str] = {
    "school": "school leerkracht juf meester mentor intern_begeleider ib schoolleider directeur directrice zorgcoordinator conrector docent intern-begeleider teamleider onderwijs",
    "huisarts": "huisarts huisartsenpraktijk dokter praktijkondersteuner poh doktersassistente praktijk",
    "politie": "politie agent wijkagent hoofdagent brigadier rechercheur verbalisant bureau",
    "jgz": "jgz jeugdarts jeugdverpleegkundige consultatiebureau vpk jgz-vpk ggd",
    "ziekenhuis": "ziekenhuis kinderarts seh aandachtsfunctionaris arts verpleegkundige maatschappelijk",
    "wijkteam": "wijkteam wijkcoach gezinscoach wijkteammedewerker sociaal",
    "kinderopvang": "kinderopvang bso kdv kinderdagverblijf leidster pedagogisch opvang peuterspeelzaal pm'er gastouder",
    "familielid": "oma opa grootmoeder grootvader tante oom zus broer nicht neef schoonmoeder schoonvader schoonzus zwager",
    "buurtbewoner": "buurman buurvrouw buren buurtbewoner buur omwonende",
    "ggz": "ggz psychiater psycholoog behandelaar spv therapeut",
    "gi": "gi jeugdbeschermer gezinsvoogd jeugdbescherming",
    "sociaal_netwerk": "vriendin vriend kennis oppas buurvrouw trainer",
}


def read_people(passages: Sequence[Passage], reporter_code: str, received: date | None) -> People:
    """Find the family and the melder, from the melding first and from other parts where the melding is silent."""
    melding = [passage for passage in passages if passage.kind == "melding"]
    first_part = [passage for passage in passages if passage.part == passages[0].part] if passages else []
    pool = melding or first_part
    family = _family(pool, received)
    names, functions = _reporter(pool, reporter_code)
    names -= {name for member in family for name in member.names}
    return People(family, names, functions, fold(reporter_code), frozenset(_capitalised(passages)))


def _capitalised(passages: Iterable[Passage]) -> Iterable[str]:
    for passage in passages:
        for position, token in enumerate(passage.tokens):
            if not re.match(_NAME, token.text):
                continue
            before = passage.tokens[position - 1] if position else None
            if before and (before.norm in _TITLES or before.norm in _PARTICLES or re.match(r"[A-Z]\.?$", before.text)):
                yield token.norm


def _reporter(pool: Sequence[Passage], code: str) -> tuple[frozenset[str], frozenset[str]]:
    names: set[str] = set()
    functions: set[str] = set(_CODE_WORDS.get(fold(code), fold(code)).split())
    for passage in pool:
        if not passage.label or not _REPORTER_LABEL.match(passage.label):
            continue
        if fold(passage.label).startswith(("van", "door", "functie", "organisatie", "wie", "instelling")) and names:
            continue
        body = [token for token in passage.tokens[passage.value :]]
        for position, token in enumerate(body):
            if token.norm in _GENERIC or not token.text[0].isalpha() or len(token.norm) < 2:
                continue
            titled = position > 0 and (
                body[position - 1].norm in _TITLES or body[position - 1].norm in _PARTICLES or re.match(r"[A-Z]\.?$", body[position - 1].text)
            )
            if token.text[0].isupper() and (titled or _named_after(body, position)):
                names.add(token.norm)
            elif token.text[0].islower() and len(token.norm) > 3:
                functions.add(token.norm)
        if not passage.opens_line:
            continue
    return frozenset(names), frozenset(functions - {"school de", "basisschool"}) | ({"basisschool"} if "basisschool" in functions else frozenset())


def _named_after(body: Sequence[object], position: int) -> bool:
    """A capitalised word whose neighbour is also a name: first name and surname."""
    texts = [getattr(token, "text", "") for token in body]
    nearby = texts[max(0, position - 3) : position]
    return any(fold(text).rstrip(".") in _TITLES for text in nearby) or (
        position + 1 < len(texts) and bool(re.match(_NAME, texts[position + 1]))
    )


def _family(pool: Sequence[Passage], received: date | None) -> tuple[FamilyMember, ...]:
    members: list[FamilyMember] = []
    for passage in pool:
        if not passage.label or _REPORTER_LABEL.match(passage.label) and not _FAMILY_LABEL.search(passage.label):
            continue
        if _FAMILY_LABEL.search(passage.label) and not re.search(r"melder|bekend|soort|zorg|toelicht|aanleiding|inhoud", passage.label, re.I):
            members.extend(_members(passage, received))
    if not any(member.is_child for member in members) or not any(not member.is_child for member in members):
        for passage in pool:
            if not passage.label or not _FAMILY_LABEL.search(passage.label):
                members.extend(member for member in _members(passage, received) if member.months is not None)
    return _merged(members)


def _members(passage: Passage, received: date | None) -> Iterable[FamilyMember]:
    text = passage.source.text[passage.tokens[0].start : passage.end]
    offset = passage.tokens[0].start
    label = fold(passage.label)
    role_now = next((role for word, role in _ADULT_ROLES.items() if re.search(rf"\b{re.escape(word)}\b", label)), "")
    child_now = any(re.search(rf"\b{re.escape(word)}\b", label) for word in _CHILD_ROLES)
    if role_now == "ouders":
        role_now = ""
    start = passage.tokens[passage.value].start - offset if passage.value < len(passage.tokens) else len(text)
    explicit = role_now
    for match in re.finditer(
        rf"(?P<role>[a-zà-ÿ\-]{{2,16}})?\s*(?P<title>(?:mw|mevr|dhr|mevrouw|meneer|heer|hr|mvr)\.?\s+)?(?P<init>(?:[A-Z]\.\s?)+)?(?P<name>{_NAME}(?:[ \-](?:(?:van|de|der|den|el|ter|ten|'t)\s)*{_NAME})*)",
        text[start:],
    ):
        word = fold(match["role"] or "")
        chunk = text[start + match.end() : start + match.end() + 40]
        age = _AGE.match(chunk.lstrip(" ,")) or _AGE.match(chunk)
        months = _months(age, received)
        titled = bool(match["title"] or match["init"])
        role = explicit
        if word in _ADULT_ROLES and _ADULT_ROLES[word] != "ouders":
            role = explicit = _ADULT_ROLES[word]
        elif word in _CHILD_ROLES or (child_now and not titled):
            role = "kind"
        if months is not None and months < 216:
            role = "kind"
        elif months is not None and role == "kind":
            role = "volwassene"
        if not role and titled:
            role = "volwassene"
        if not role and months is not None:
            role = "kind" if months < 216 else "volwassene"
        if not role:
            continue
        names = frozenset(fold(part) for part in re.split(r"[ \-]", match["name"]) if part[0].isupper() and len(part) > 1)
        if not names or any(name in ("basisschool", "school", "adres", "bsn", "ouders", "moeder", "vader", "kind", "geb", "team", "urgentie", "melding") for name in names):
            continue
        elsewhere = bool(_LIVES_ELSEWHERE.search(text[start + match.end() : start + match.end() + 60].split(";")[0].split(")")[0] if role != "kind" else ""))
        yield FamilyMember(role, names | _role_words(role), months, elsewhere)
        if role != "kind":
            explicit = ""


def _role_words(role: str) -> frozenset[str]:
    return {
        "moeder": frozenset({"moeder", "mama"}), "vader": frozenset({"vader", "papa"}), "stiefvader": frozenset({"stiefvader"}),
        "stiefmoeder": frozenset({"stiefmoeder"}), "partner": frozenset({"partner"}),
    }.get(role, frozenset())  # fmt: skip


def _months(match: re.Match[str] | None, received: date | None) -> int | None:
    if match is None:
        return None
    if match["n"]:
        number = int(match["n"])
        unit = (match["unit"] or "jaar").lower()
        if unit.startswith(("m",)):
            return number
        if unit.startswith(("w", "d")):
            return 0
        return number * 12 if number < 110 else None
    year = int(match["b"] or match["y"])
    return max(0, (received.year - year) * 12) if received else None


def _merged(members: Sequence[FamilyMember]) -> tuple[FamilyMember, ...]:
    kept: list[FamilyMember] = []
    for member in members:
        own = member.names - _role_words(member.role)
        same = next((k for k in kept if k.names & own and (k.is_child == member.is_child)), None)
        if same is None:
            kept.append(member)
            continue
        role = same.role if same.role not in ("volwassene",) else member.role
        months = same.months if same.months is not None else member.months
        if len((same.names & own) - _shared_surname(kept)) or same.is_child is False:
            kept[kept.index(same)] = FamilyMember(role, same.names | member.names, months, same.elsewhere or member.elsewhere)
        else:
            kept.append(member)
    return tuple(kept)


def _shared_surname(members: Sequence[FamilyMember]) -> frozenset[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for member in members:
        for name in member.names:
            (twice if name in seen else seen).add(name)
    return frozenset(twice)
