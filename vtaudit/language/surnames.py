"""The surname behind a given name: 'Annet Bos', 'Henk van Dijk', 'Karin van den Berg'."""

from __future__ import annotations

import re

from vtaudit.language.passages import Passage

_NAME = re.compile(r"[A-ZÀ-ÝŞĞÇİ][\w'’\-]+\Z")
_PARTICLES = frozenset(["van", "der", "den", "de", "ter", "ten", "te", "von", "el"])
_MOST = 3
# "Dijk" and "Laan" are as much a surname as a street.
_NO_WORD = ("naam", "gezin_adres")
CAPITAL_ARTICLES = ("De", "Het", "Den", "'t")
_ORGANISATIONS = frozenset(
    ["kdv", "bso", "psz", "jgz", "ggd", "ggz", "poli", "cjg", "gi", "wijkteam", "creche", "praktijk"]
)
_ORGANISATION_ENDS = ("school", "opvang", "praktijk", "verblijf", "zaal", "team", "kliniek", "huis", "zorg", "bureau")


def is_organisation(norm: str) -> bool:
    """Whether a folded word is an organisation by itself or by its end: 'bso', 'montessorischool'."""
    return norm in _ORGANISATIONS or norm.endswith(_ORGANISATION_ENDS)


def surname_end(passage: Passage, position: int) -> int:
    """Where the surname that opens at `position` ends; `position` itself where none stands."""
    tokens = passage.tokens
    last = position
    while last < len(tokens) and last - position < _MOST and tokens[last].text in _PARTICLES:
        last += 1
    if last >= len(tokens) or not _NAME.match(tokens[last].text):
        return position
    # "Marit van De Regenboog" and "Marit van Montessorischool Nova" work there.
    particles = [token.text for token in tokens[position:last]]
    works = tokens[last].text in CAPITAL_ARTICLES or is_organisation(tokens[last].norm)
    # "Huisarts Brink Gevraagd naar ...", "Juf Tineke Vanmorgen gebeld": a word of the lexicon opens what follows.
    told = not particles and any(hit.start == last and hit.concept not in _NO_WORD for hit in passage.hits)
    return position if particles == ["de"] or works or told else last + 1
