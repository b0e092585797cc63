"""What stands before and after a word with a capital: an institution, a place, the middle of a sentence."""

from __future__ import annotations

import re

from vtaudit.privacy.letters import LETTER
from vtaudit.privacy.wordlists import word_list

_PLACED = frozenset(["in", "te", "nabij", "omgeving"])
_OPENING = frozenset(["De", "Het", "Een", "Sint", "St", "t"])
_BRACKET = re.compile(r"[a-z] \(\Z")
_REACH = 40


def is_thing(text: str, start: int, end: int) -> bool:
    """Whether the words text[start:end] name an institution or place, going by their neighbours.

    An institution after its kind ('basisschool De Wilg', 'stichting Kompas') or before it ('Maasdelta Groep'), a place
    after 'in'.
    """
    institutions = word_list("institutions")
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    before = re.findall(rf"{LETTER}+|[.,;:|()]", text[max(line, start - _REACH) : start])[-2:]
    opens = text[start:end].split()[0] in _OPENING
    if before and (before[-1] in _OPENING or before[-1] in _PLACED or institutions.fits(before[-1])):
        return True
    if before and (
        (opens and before[-1].islower())
        or (len(before) > 1 and before[-1][0].isupper() and institutions.fits(before[0]))
    ):
        return True
    after = re.match(rf"[ \t]+({LETTER}+)", text[end : end + _REACH])
    return bool(after and (opens or after[1][0].isupper()) and institutions.fits(after[1]))


def is_inside(text: str, start: int) -> bool:
    """Whether what begins here stands inside a sentence rather than at its head, or at that of a line or a cell."""
    lead = text[max(0, start - 2 * _REACH) : start].rstrip(" \t")
    if lead.endswith("\n"):
        words = re.findall(rf"{LETTER}+(?=,?$)", lead.rstrip("\r\n")[-_REACH:])
        return bool(words) and words[-1] in word_list("small_words") and words[-1].islower()
    return bool(lead) and (lead[-1].isalpha() or lead[-1] in ",;&+→=" or bool(_BRACKET.search(lead[-3:])))
