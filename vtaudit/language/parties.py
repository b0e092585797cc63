"""People outside the family in a sentence, role and name together: 'school, mw. A. Brouwer (intern begeleider)'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.reporter import is_lone_initial, title_sex
from vtaudit.language.sentences import Token
from vtaudit.language.surnames import CAPITAL_ARTICLES, is_organisation, surname_end

ROLE = "rol_"
REPORTER_WORDS = frozenset(("melder", "meldster", "melderster", "aanmelder", "aanmeldster", "mldr"))
_SAME_PARTY = 6
_SEPARATORS = frozenset({"en", "+", "/", ";", "&", "alsmede", "alsook", "evenals", "plus", "|", "maar", "of"})
_NAME = re.compile(r"[A-ZÀ-ÝŞĞÇİ][\w'’\-]+\Z")
_INITIAL = re.compile(r"(?:[A-ZÀ-Ý]\.?)+\Z")
_TITLES = frozenset(
    (
        "mw", "mevr", "mevrouw", "dhr", "heer", "meneer", "mijnheer", "dokter", "dr", "drs", "juf", "meester", "mvr",
        "hr", "zr", "zuster", "mej"
    )
)  # fmt: skip
_ARTICLES = frozenset(["het", "de"])
# Words with a capital that are no name: they open a sentence or a surname.
_NO_NAME = frozenset(
    (
        "de", "den", "der", "het", "van", "von", "ter", "ten", "te", "el", "al", "la", "le", "in", "op", "aan", "en",
        "met", "zij", "ze", "hij", "wij", "we", "ik", "er", "die", "dat", "dit", "deze", "u", "ook", "daarna",
        "stichting", "kinderbescherming", "veilig_thuis", "beschermingstafel"
    )
)  # fmt: skip
_NAMES_IN_A_ROW = 3
_PLACES = frozenset(["op", "naar", "in", "uit"])
_PARTICLES = frozenset(["van", "der", "den", "de", "ter", "ten", "te", "von", "el"])
_OF = frozenset(["van", "bij", "uit"])
_GLUE = frozenset(
    {",", "(", ")", "-", "–", ":", "van", "bij", "de", "het", "'t", "op", "uit", "te", "aan", "onze", "zijn", "haar"}
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody outside the family and Veilig Thuis; `roles` are role families, `names` folded capitalised words."""

    roles: frozenset[str]
    names: frozenset[str]
    start: int
    end: int

    def is_same(self, other: Party) -> bool:
        """Whether both may be one person: a name in common, or one role without two different names."""
        if self.names & other.names:
            return True
        return bool(self.roles & other.roles) and not (self.names and other.names)


def is_reporter(party: Party, passage: Passage, people: People) -> bool:
    """The melder by the word, by name, or by a function that the melder has, unless another name stands with it."""
    words = {token.norm for token in passage.tokens[party.start : party.end]}
    if words & REPORTER_WORDS or "melder" in party.roles or party.names & people.reporter_names:
        return True
    own = party.names - words_of_roles(passage, party) - _ARTICLES
    if own and people.reporter_persons and not own & people.reporter_names:
        return False
    return bool(words & people.reporter_functions or party.roles & people.reporter_roles)


def words_of_roles(passage: Passage, party: Party) -> frozenset[str]:
    """Words of the party that belong to its role, capitals or not: 'School', 'JGZ'."""
    return frozenset(
        token.norm
        for hit in passage.hits
        if hit.concept.startswith(ROLE) and party.start <= hit.start < party.end
        for token in passage.tokens[hit.start : hit.end]
    )


@lru_cache(maxsize=4096)
def parties(passage: Passage, people: People, start: int = 0) -> tuple[Party, ...]:
    """Everyone outside family and Veilig Thuis from token `start` on, in order."""
    spots = sorted(_spots(passage, people, start), key=lambda party: (party.start, -party.end))
    found: list[Party] = []
    for spot in spots:
        last = found[-1] if found else None
        if last and spot.start < last.end:
            roles = last.roles | spot.roles
            found[-1] = Party(roles, last.names | spot.names, last.start, max(last.end, spot.end))
        elif last and _is_place_of(passage, last, spot):
            found[-1] = Party(last.roles, last.names, last.start, spot.end)
        elif last and _joins(passage, last, spot, people.family_names):
            found[-1] = Party(last.roles | spot.roles, last.names | spot.names, last.start, spot.end)
        else:
            found.append(spot)
    return tuple(found)


def _joins(passage: Passage, last: Party, spot: Party, family: frozenset[str]) -> bool:
    # "De behandelaar van Anna, de heer Smit" is one person.
    between = tuple(token for token in passage.tokens[last.end : spot.start] if token.norm not in family)
    if len(between) > _SAME_PARTY or any(token.norm in _SEPARATORS for token in between):
        return False
    if passage.cells and any(last.end <= start < spot.end for start, _ in passage.cells):
        return _is_name_and_role(passage, last, spot)
    other = last.roles and spot.roles and not last.roles & spot.roles
    if between and between[-1].norm == "(":
        return not other
    if last.roles and spot.roles:
        same = last.roles & spot.roles
        return bool(same) and not (last.names and spot.names) and _only_glue(between)
    if not last.roles and not spot.roles:
        return not passage.cells and all(token.norm in _PARTICLES or _INITIAL.match(token.text) for token in between)
    if last.roles and spot.names:
        return (not last.names and _only_glue(between)) or _is_contact_of(passage, last, spot)
    apart = bool(spot.names) and not any(token.norm in ("van", "bij", "(") for token in between)
    return bool(last.names and spot.roles) and not apart and _only_glue(between)


def _is_place_of(passage: Passage, last: Party, spot: Party) -> bool:
    """'Meester Henk van De Regenboog', 'juf Anouk, De Veldschool': where somebody works is not a second person."""
    if not (last.roles and last.names) or spot.roles or passage.tokens[spot.start].norm in _TITLES:
        return False
    between = passage.tokens[last.end : spot.start]
    words = [token.norm for token in between]
    organisation = any(is_organisation(token.norm) for token in passage.tokens[spot.start : spot.end])
    if words and words[0] in _OF and set(words[1:]) <= _ARTICLES:
        return words != ["van"] or organisation or passage.tokens[spot.start].text in CAPITAL_ARTICLES
    after = passage.tokens[spot.end : spot.end + 1]
    named_so = organisation and len(between) == 2 and between[1].text in CAPITAL_ARTICLES
    return named_so and words[0] == "," and not any(token.norm in ("en", ",") for token in after)


def _is_contact_of(passage: Passage, last: Party, spot: Party) -> bool:
    """'Kinderdagverblijf Het Kwetternest, mw. Otte': the organisation and whom we spoke there."""
    between = [token.norm for token in passage.tokens[last.end : spot.start]]
    if spot.roles or between not in ([","], ["("], ["-"], ["–"], [":"]) or not last.names:
        return False
    word = passage.tokens[last.start].norm
    titled = passage.tokens[spot.start].norm in _TITLES
    return (titled or between == ["("]) and is_organisation(word)


def _is_name_and_role(passage: Passage, last: Party, spot: Party) -> bool:
    """'Van Dalen | huisarts | ...': the name in one cell of the row, the role at the head of the next."""
    if last.roles or not spot.roles or spot.names:
        return False
    own = next((index for index, (start, end) in enumerate(passage.cells) if start <= last.start < end), None)
    if own is None or own + 1 >= len(passage.cells) or last.end != passage.cells[own][1]:
        return False
    return passage.cells[own + 1][0] == spot.start


def _only_glue(between: tuple[object, ...]) -> bool:
    return all(
        getattr(token, "norm", "") in _GLUE
        or getattr(token, "norm", "") in _TITLES
        or _INITIAL.match(getattr(token, "text", ""))
        for token in between
    )


def _spots(passage: Passage, people: People, start: int) -> Iterator[Party]:
    tokens = passage.tokens
    family = people.family_names
    for hit in passage.hits:
        if hit.start < start or not hit.concept.startswith(ROLE):
            continue
        end = _name_after(passage, hit.end, family)
        if tokens[hit.start].text == "mee":  # "neem jij het mee" is no organisation
            continue
        names = _names(tokens[hit.end : end])
        if (hit.end - hit.start == 1 and hit.end == len(tokens)) or not names:
            end = hit.end
        yield Party(frozenset({hit.concept}), names, hit.start, end)
    for mention in mentions(passage, people, start):
        if mention.who == "naam":
            words = tokens[mention.start : mention.end]
            names = _names(words)
            if names:
                yield Party(frozenset(), names, mention.start, mention.end)
    for position, token in enumerate(tokens):
        sex = title_sex(token.norm)
        if position >= start and sex and people.reporter_titled:
            for end in range(position + 1, min(position + 5, len(tokens))):
                if f"{sex}:{tokens[end].norm}" in people.reporter_titled:
                    yield Party(frozenset({"melder"}), frozenset({tokens[end].norm}), position, end + 1)
        named = token.norm in people.reporter_names and token.text[0].isupper()
        if position >= start and named and (len(token.norm) > 1 or is_lone_initial(tokens, position)):
            yield Party(frozenset(), frozenset({token.norm}), position, position + 1)
        elif (
            position >= start
            and token.norm in people.reporter_functions
            and not (position and tokens[position - 1].norm in _PLACES)
        ):
            yield Party(frozenset({"functie"}), frozenset(), position, position + 1)
        elif position >= start and (token.norm in REPORTER_WORDS or _is_short_reporter(passage, position)):
            yield Party(frozenset({"melder"}), frozenset(), position, position + 1)


def _names(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.norm for t in words if _NAME.match(t.text) and t.norm not in _TITLES | _NO_NAME)


def _is_short_reporter(passage: Passage, position: int) -> bool:
    """'TK mld', 'mld gebeld': beside a word of contact the shorthand of the melding stands for who made it."""
    if passage.tokens[position].text.lower() != "mld":
        return False
    before = passage.tokens[position - 1].norm if position else ""
    return before.startswith(("terugkoppel", "aan", "naar", "nr", "bel")) or any(
        hit.start in (position + 1, position + 2) or hit.end == position
        for hit in passage.hits_of("contact_gedaan", "informeren", "poging")
    )


def _name_after(passage: Passage, position: int, family: frozenset[str]) -> int:
    """End of a name straight after a role: 'huisarts Kempen', 'hoofdagent R. van Tuil', 'basisschool De Bongerd'."""
    tokens = passage.tokens
    end = position
    while end < len(tokens) and end - position < 5:
        token = tokens[end]
        place = token.text == "van" and end + 1 < len(tokens) and tokens[end + 1].text in CAPITAL_ARTICLES
        if token.norm in family or place:
            break
        if _INITIAL.match(token.text) or token.norm in _TITLES or (token.norm in _PARTICLES and end + 1 < len(tokens)):
            end += 1
            continue
        if not _NAME.match(token.text):
            break
        end += 1
        if token.norm not in _NO_NAME:
            last = surname_end(passage, end)
            return end if tokens[last - 1].norm in family | _NO_NAME | _TITLES else last
    return position
