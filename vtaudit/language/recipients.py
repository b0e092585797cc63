"""To whom something is told: in the clause, over a sentence border, in a heading or in the address of the message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vtaudit.dates.words import NUMBERS
from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.parties import Party, is_reporter, parties
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.telling import content_start
from vtaudit.language.words import fold

_PRONOUNS = frozenset(["haar", "hem", "zij", "hij", "ze", "deze", "hen", "hun", "die", "u", "jou", "je", "jullie"])
_YOU = frozenset(["u", "jullie", "je", "jij", "uw"])
_OWN = frozenset(["ik", "wij", "we", "wij", "heb", "hebben"])
_ABOUT = frozenset(
    ["over", "van", "voor", "bij", "met", "tussen", "betreffende", "inzake", "rond", "namens", "in", "uit"]
)
_PASSIVE = frozenset(["is", "zijn", "was", "waren", "wordt", "werd", "werden", "worden"])
_ACTIVE = frozenset(["heeft", "had", "hebben", "hadden"])
_CONTRAST = frozenset(["maar", "behalve", "echter", "uitgezonderd", "alleen", "doch"])
_ADDRESS_ROLES = {
    "school": "rol_school", "jgz": "rol_jgz", "ggd": "rol_jgz", "opvang": "rol_opvang", "kdv": "rol_opvang",
    "bso": "rol_opvang", "politie": "rol_politie",
}  # fmt: skip
_ADDRESS_OPENINGS = {
    "huisarts": "rol_huisarts", "basisschool": "rol_school", "kinderopvang": "rol_opvang", "wijkteam": "rol_wijkteam",
    "thuiszorg": "rol_zorg",
}  # fmt: skip
_DESKS = frozenset(["", "info", "balie", "mail"])
_MESSAGES = ("mail", "brief", "terugkoppeling", "afsluitbrief", "overig", "onderzoeksrapportage")
_BACK = 4
_SUBJECT_NEAR = 5
_RUNS_ON = 5

_SHORT = 2
_ARTICLES = ("de", "het")
_BOTH = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A party that is told, in the passage where it is named; `near` when it stands in the sentence itself."""

    party: Party
    passage: Passage
    near: bool


def recipients(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> tuple[Told, ...]:
    """Everyone outside the family to whom this act is directed, the nearest naming first."""
    named = [Told(party, passage, True) for party in _outside_content(passage, anchor, people)]
    named = [
        told
        for told in named
        if not _is_teller(passage, told.party, anchor) and not _is_excepted(passage, told.party, anchor)
    ]
    if named:
        return tuple(named)
    if passage.kind in _MESSAGES:
        addressed = tuple(address_parties(passages, passage, people))
        addressed = addressed or tuple(_opening(passages, passage, people))
        if addressed:
            return addressed
    if _family_told(passage, anchor, people):
        return ()
    return tuple(_carried(passages, passage, people))


def _outside_content(passage: Passage, anchor: Hit, people: People) -> Iterator[Party]:
    start = content_start(passage, anchor)
    named = parties(passage, people)
    if lists_receivers(passage, start, named):
        start = len(passage.tokens)
    for party in named:
        if party.start < start and not _is_about(passage, party, anchor):
            yield party


def lists_receivers(passage: Passage, start: int, named: Sequence[Party]) -> bool:
    """'TK uitkomst gedaan: IB'er, wijkagent': behind the colon stand the receivers, not the content."""
    if start >= len(passage.tokens) or passage.tokens[start].norm != ":":
        return False
    if any(hit.start > start for hit in passage.hits_of("uitkomst_sterk", "uitkomst_code", "vaststelling", "geweld")):
        return False
    return any(0 < party.start - start <= 3 for party in named)


def _is_about(passage: Passage, party: Party, anchor: Hit) -> bool:
    """'de uitkomst van het gesprek met school', 'verslag van de kinderarts': named, but not told."""
    before = [token.norm for token in passage.tokens[max(0, party.start - 3) : party.start]]
    near = [word for word in before if word in _ABOUT | {"aan", "door", "naar", "nr", "tegen"}]
    return (
        bool(near)
        and near[-1] in ("over", "betreffende", "namens", "door", "tussen", "inzake")
        and party.start > anchor.start - 12
    )


def _is_teller(passage: Passage, party: Party, anchor: Hit) -> bool:
    """The party does the telling: stands before a finite verb of telling, or before `heeft` without a word for us."""
    if anchor.concept != "informeren" or party.start > anchor.start:
        return False
    norms = [token.norm for token in passage.tokens]
    if _OWN & set(norms[: content_start(passage, anchor)]) or any(
        hit.concept in ("veilig_thuis", "vt_intern") for hit in passage.hits
    ):
        return False
    between = norms[party.end : anchor.start]
    if len(between) <= _SUBJECT_NEAR and norms[anchor.start] in ("liet", "laat", "lieten", "laten"):
        return True
    first = passage.tokens[anchor.start].norm
    finite = not first.startswith(
        ("ge", "inge", "terugge", "bijge", "mee", "doorge", "op", "in", "ver", "kennis", "bericht", "terugkoppel")
    ) or first.endswith(("elt", "elde"))
    if len(between) <= 2 and finite and not _PASSIVE & set(between) and first.endswith(("t", "de", "te", "den", "ten")):
        return True
    return bool(_ACTIVE & set(between[:1])) and not _PASSIVE & set(between)


def _is_excepted(passage: Passage, party: Party, anchor: Hit) -> bool:
    """'juf Mandy wel, maar huisarts Kempen niet': the party stands on the other side of a contrast, with a denial."""
    first, last = sorted((party.start, anchor.start))
    contrast = [p for p in range(first, last) if passage.tokens[p].norm in _CONTRAST]
    if not contrast:
        return False
    side = range(contrast[-1], len(passage.tokens)) if party.start > contrast[-1] else range(contrast[0])
    return any(
        hit.concept in ("ontkenning", "nog_niet", "bericht_uitgebleven", "poging") and hit.start in side
        for hit in passage.hits
    )


def _family_told(passage: Passage, anchor: Hit, people: People) -> bool:
    start = content_start(passage, anchor)
    for mention in mentions(passage, people):
        if mention.who != "gezin" or mention.start >= start:
            continue
        before = passage.tokens[mention.start - 1].norm if mention.start else ""
        further = passage.tokens[mention.start - 2].norm if mention.start > 1 else ""
        if before not in _ABOUT and not (
            further in _ABOUT and before in ("de", "het", "fam", "familie", "gezin", "mw", "dhr")
        ):
            return True
    return False


def _carried(passages: Sequence[Passage], passage: Passage, people: People) -> Iterator[Told]:
    pronoun = any(token.norm in _PRONOUNS for token in passage.tokens)
    for before in previous_in_entry(passages, passage, _BACK):
        if before.line_kind is LineKind.ROW and passage.line_kind is not LineKind.ROW:
            continue
        found = parties(before, people)
        if found:
            yield from (Told(party, before, pronoun and before.number == passage.number - 1) for party in found)
            return
        if pronoun and any(m.who in ("gezin", "netwerk") for m in mentions(before, people)) and not passage.cells:
            return
    for field in contact_fields(passages, passage, people):
        yield from (Told(party, field, False) for party in parties(field, people, field.value))


def contact_fields(passages: Sequence[Passage], passage: Passage, people: People) -> Iterator[Passage]:
    """'Gesproken met: leerkracht': the field under the text of an entry that says who was on the other side.

    None where the text names the family before what was told: then it says itself with whom it was.
    """
    told = next((at for at, token in enumerate(passage.tokens) if token.norm in (":", "dat")), len(passage.tokens))
    if any(mention.who == "gezin" and mention.start < told for mention in mentions(passage, people, 0)):
        return
    for after in following_in_entry(passages, passage, _BACK):
        if after.label and "contact_veld" in after.label_hits:
            yield after


def _opening(passages: Sequence[Passage], passage: Passage, people: People) -> Iterator[Told]:
    """Parties in the opening of a letter without address lines: 'Deze brief gaat ook naar de leerkracht'.

    None where the letter is addressed to the family: 'uw huisarts belde ons' tells the huisarts nothing.
    """
    lines = address_lines(passages, passage)
    if any(m.who == "gezin" for line in lines if line is not passage for m in mentions(line, people)):
        return
    for before in previous_in_entry(passages, passage, _BACK):
        if any(token.norm in _YOU for token in before.tokens) or before.hits_of("brief_document", "bericht_woord"):
            yield from (Told(party, before, False) for party in parties(before, people))


def address_parties(passages: Sequence[Passage], passage: Passage, people: People) -> Iterator[Told]:
    """Parties in the address lines and the salutation of the message in which the passage stands."""
    for line in address_lines(passages, passage):
        first, last = addressed(line, "aan")
        comma = len(line.tokens) if line.label or line.cells else _greeting_end(line)
        for party in parties(line, people, first):
            if party.start < min(last, comma):
                yield Told(party, line, True)
        for position in range(first, last):
            if "@" in line.tokens[position].text:
                yield Told(_by_address(line, position, people), line, True)


def addressed(line: Passage, side: str) -> tuple[int, int]:
    """Where the receiver ('aan') or sender ('van') stands: in its cell of an address row, else behind the label."""
    if not _is_address_row(line):
        return line.value, len(line.tokens)
    norms = [token.norm for token in line.tokens]
    cells = ((start + 2, end) for start, end in line.cells if norms[start : start + 2] == [side, ":"])
    return next(cells, (0, 0))


def _greeting_end(line: Passage) -> int:
    """Where the greeting ends that a sentence runs on behind: 'Hoi Petra, mevrouw Smit had gevraagd ...'."""
    commas = [at for at, token in enumerate(line.tokens) if token.norm == ","]
    return commas[0] if commas and len(line.tokens) - commas[0] > _RUNS_ON else len(line.tokens)


def _by_address(line: Passage, position: int, people: People) -> Party:
    """'tineke@deregenboog.example': the words of an address but its last are names, some of them a role."""
    words = re.split(r"[^a-z]+", line.tokens[position].norm.rpartition(".")[0])
    roles = {_ADDRESS_ROLES[word] for word in words if word in _ADDRESS_ROLES}
    roles |= {role for start, role in _ADDRESS_OPENINGS.items() if any(word.startswith(start) for word in words)}
    return Party(
        frozenset(roles),
        frozenset(words).difference(_DESKS, _ADDRESS_ROLES, people.family_names),
        position,
        position + 1,
    )


def address_lines(passages: Sequence[Passage], passage: Passage) -> tuple[Passage, ...]:
    """Address lines and salutation of this message, before the passage."""
    before = previous_in_entry(passages, passage, 40)
    found = []
    for other in (passage, *before):
        if _is_address_row(other):
            found.append(other)
            break
        if (
            (other.label and "adreslabel" in other.label_hits and len(fold(other.label).split()) <= 3)
            or (other.hits and other.hits[0].concept == "aanhef" and other.hits[0].start == 0)
            or any(hit.concept == "aanhef" and hit.start <= 1 for hit in other.hits)
        ):
            found.append(other)
    return tuple(found)


def _is_address_row(passage: Passage) -> bool:
    """'Van: Bakker | Aan: praktijk Kok | 07-07-2017': sender and receiver of a message in one row."""
    norms = [token.norm for token in passage.tokens]
    return bool(passage.cells) and any(norms[start : start + 2] == ["aan", ":"] for start, _ in passage.cells)


def speaks_to_reporter(passages: Sequence[Passage], passage: Passage, people: People) -> bool:
    """The message is addressed to the melder: by address, by salutation, or by 'uw melding'."""
    for told in address_parties(passages, passage, people):
        if is_reporter(told.party, told.passage, people):
            return True
    for line in address_lines(passages, passage):
        first, last = addressed(line, "aan")
        if not line.label and not line.cells:
            last = min(last, _greeting_end(line))
        if any(token.norm in people.reporter_names for token in line.tokens[first : min(first + 8, last)]):
            return True
    around = [passage, *previous_in_entry(passages, passage, 12)]
    if any(other.hits_of("uw_melding") for other in around):
        return True
    opening = around[-1]
    return any(token.norm in people.reporter_names for token in opening.tokens[:3]) and passage.kind in _MESSAGES


def reporter_told(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool | None:
    """True when the melder surely is the one who is told, False when it is likely, None when it is someone else."""
    told = recipients(passages, passage, anchor, people)
    mine = [one for one in told if is_reporter(one.party, one.passage, people)]
    if mine:
        return mine[0].near and (
            len(told) == 1 or "melder" in mine[0].party.roles or bool(mine[0].party.names & people.reporter_names)
        )
    if any(one.near for one in told):
        return False if not people.reporter_persons and all(_is_stranger(one, people) for one in told) else None
    heading = set(fold(passage.heading).replace(":", " ").replace(",", " ").split())
    if passage.text not in passage.heading and heading & (people.reporter_names | {"melder", "meldster", "melders"}):
        return not told
    if passage.kind in ("mail", "brief", "terugkoppeling") and speaks_to_reporter(passages, passage, people):
        return False
    return None


def _is_stranger(told: Told, people: People) -> bool:
    """'Mw. Groen gesproken en haar verteld hoe het afliep': a name that goes with no role anywhere in the dossier."""
    party, passage = told.party, told.passage
    if (
        passage.kind != "contactjournaal"
        or party.roles
        or passage.hits_of("vt_intern", "afsluit_document", "verzenden")
    ):
        return False
    known = people.helpers | people.workers | people.family_names
    named = any(t.text.istitle() and len(t.text) > _SHORT for t in passage.tokens[party.start : party.end])
    return named and not party.names & known


def counts_up(passage: Passage, number: int) -> bool:
    """'Allebei weten zij nu ...', 'alle drie in één bericht': as many as there are informants."""
    norms = [token.norm for token in passage.tokens]
    pair = number == _BOTH and any(
        one in ("allebei", "beiden") or (one == "beide" and not two.isalpha()) for one, two in pairwise(norms)
    )
    behind = (*norms[2:], "")
    return pair or any(
        one == "alle" and NUMBERS.get(two) == number and three not in _ARTICLES
        for one, two, three in zip(norms, norms[1:], behind, strict=False)
    )
