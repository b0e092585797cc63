"""Names in the field of a family that are no member of it: streets, whose child somebody is, professionals."""

from __future__ import annotations

from vtaudit.language.lexicon import Hit
from vtaudit.language.naming import TITLES, Naming
from vtaudit.language.passages import Passage

_WHERE_IS = frozenset({"waar", "adres", "woont", "wonend", "woonachtig", "straat", "verblijft", "verblijf", "plaats"})


def is_street(passage: Passage, naming: Naming) -> bool:
    """'Hazelmuis 8' in a field of the address, or behind a word that tells where."""
    hits = passage.hits_of("gezin_adres")
    address = any(hit.start >= naming.start and hit.end <= naming.end for hit in hits)
    address = address or passage.tokens[naming.start].norm in _WHERE_IS
    if naming.titled or not (naming.age is None or naming.age.bare):
        return False
    return address or _with_town(passage, naming)


def _with_town(passage: Passage, naming: Naming) -> bool:
    """'mw. E. Bos, 81 jaar, Molenkamp 3, Lonerveen': the number and the town close the line."""
    behind = passage.tokens[naming.age.end :] if naming.age is not None else ()
    opens = any(token.norm in TITLES for token in passage.tokens[: naming.start])
    return opens and len(behind) == 2 and behind[0].text == "," and behind[1].text[:1].isupper()


def is_owner(passage: Passage, previous: Naming, naming: Naming, hit: Hit) -> bool:
    """'Yara (14, dochter Emre)': Emre is whose daughter she is."""
    if previous.age is None or naming.age is not None or not previous.end <= hit.start < naming.start:
        return False
    return {"(", ")"} & {token.text for token in passage.tokens[previous.end : naming.start]} == {"("}


def is_bare_cell(passage: Passage, hit: Hit) -> bool:
    """A cell with a role and no capital: in 'Els Bos (41), moeder | Bo (15)' the role is not Bo's."""
    start, end = next((cell for cell in passage.cells if cell[0] <= hit.start < cell[1]), (hit.start, hit.end))
    rest = (token for at, token in enumerate(passage.tokens[start:end], start) if not hit.start <= at < hit.end)
    return not any(token.text[:1].isupper() and token.norm not in TITLES for token in rest)


def is_function(passage: Passage, naming: Naming) -> bool:
    """'Leerkracht groep 4': a function that opens a sentence has its capital from there."""
    alone = naming.end - naming.start == 1 and not naming.titled
    return alone and any(hit.start == naming.start for hit in passage.hits_of("professional"))


def is_professional(passage: Passage, naming: Naming) -> bool:
    """A function just before or just after the name: 'wijkagent Harm', 'mw. Terpstra, pm'er BSO'."""
    if passage.cells:
        return bool(passage.hits_of("professional")) and naming.age is None
    end = naming.age.end if naming.age else naming.end
    for hit in passage.hits_of("professional", "informant_woord"):
        if 0 <= naming.start - hit.end <= 2 and all(
            t.norm in TITLES or t.text in (".", ":", ",") or t.norm == "van"
            for t in passage.tokens[hit.end : naming.start]
        ):
            return not any(t.norm == "van" for t in passage.tokens[hit.end : naming.start])
        if (
            0 <= hit.start - end <= 3
            and not naming.age
            and all(
                t.text in (",", "(", "-", "–") or t.norm in ("de", "als", "is") for t in passage.tokens[end : hit.start]
            )
        ):
            return True
    return False
