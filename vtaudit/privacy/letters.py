"""What a written name is made of: capitals of every Latin alphabet, initials, particles, words with hyphens."""

from __future__ import annotations

import re

from vtaudit.privacy.wordlists import word_list

_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
UPPER = "[" + "".join(chr(code) for code in _LATIN if chr(code).isupper()) + "]"
LETTER = r"[^\W\d_]"

WORD = rf"{UPPER}{LETTER}+(?:['’]{LETTER}{{2,}}){{0,2}}"
"""One word with a capital, of two letters or more: Jesse, YILMAZ, N'Golo."""

INITIALS = rf"(?:(?:{UPPER}|IJ|{UPPER}(?:h|hr|j|s|t|y))\.\s?){{1,5}}"
"""'A.', 'A.M.', 'Th. ', 'Chr. J.'."""

_INNER = r"(?:van|von|in|op|aan|bij|uit|onder|over|voor|tot|de)(?:\s+(?:de[rn]?|het|ter|ten|te|la|['’][ts]))"
_OWN = "|".join(sorted(word_list("particles").words, key=lambda word: (-len(word), word)))
PARTICLES = rf"(?:(?i:{_INNER}|{_OWN}|v\.\s?d\.?|v\.|v/d|vd)\s+|[dDlLO]['’])"
"""The words before a surname, with the blank after them: 'van der ', 'El ', 'D’'."""

SURNAME = rf"{PARTICLES}{{0,2}}{WORD}(?:\s?-\s?{PARTICLES}{{0,2}}{WORD}){{0,3}}"
"""A name with its particles and what is married to it: 'van der Veldt-de Boer'."""

DATE = (
    r"(?:\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s?[-/.]\s?(?:(?:19|20)\d\d|['’]?\d\d))?|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:e|ste|de)?\s+{LETTER}{{3,9}}\.?(?:\s+(?:(?:19|20)\d\d|['’]\d\d))?)"
)
"""A day in any notation, the year may lack."""


def words_of(name: str) -> list[str]:
    """The words with a capital in a name, without its initials and particles."""
    return [word for word in re.findall(WORD, name) if word not in word_list("particles")]
