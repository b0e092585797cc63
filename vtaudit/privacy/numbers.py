"""Numbers and addresses that reach or name a person: telephones, e-mail, BSN, bank accounts, numbers of cases."""

from __future__ import annotations

import re

_GAP = r"[\s.-]?"
_NO_DATE = r"(?!\d{1,2}[-./]\d{1,2}(?:[-./]\d{2,4})?(?![\d/-]|\.\d))"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.VERBOSE) for pattern in patterns)


CONTACTS = _compiled(
    r"(?<![\w.+'-]) [\w.+'-]{1,64} \s?(?:@|\[at\]|\(at\))\s? [\w-]+ (?:\.[\w-]+)+",
    # +31 6 1234 5678, 0031-20 123 4567, +48 601 234 567
    rf"(?<![\w.+]) (?:\+|00)[1-9]\d{{0,2}} {_GAP} (?:\(0\))? (?:{_GAP}\d){{7,10}} (?!\d)",
    # 06-12 34 56 78; a day in June looks the same
    rf"(?<![\w/.-]) {_NO_DATE} \(?06\)? \s?{_GAP}\s?\d (?:{_GAP}\d){{7}} (?!\d)",
    # 020-123 45 67, (0181) 12 34 56
    rf"(?<![\w/.-]) \(?0\d{{2,3}}\)? \s?[-/–.]?\s?\d (?:{_GAP}\d){{5,6}} (?!\d)",
    rf"(?i:\b(?:tel|telefoon|telefoonnummer|tel\.?nr|mobiel|mob|gsm|bereikbaar\sop|06-nummer)\b) [.:\s|]{{1,4}}"
    rf"{_NO_DATE} (?P<it>\d(?:[\s.-]?\d){{5,10}}) (?!\d)",
)
"""Telephones in all notations, and e-mail; where a pattern has a group `it`, only that tells."""

_LABEL = r"""(?i:\b(?:zaak|dossier|parket|rekest|mutatie|registratie|referentie|polis|cli[eë]nt|pati[eë]nt|aangifte|
    pv|bvh|kenmerk|proces-verbaal|zorg|beschikking|meldings?|incident))"""

NUMBERS = _compiled(
    r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b",
    r"(?i:\b(?:bsn|burgerservice\s?nummer|sofi(?:\s?nummer)?)\b) \W{0,4} (?:(?i:nr|nummer|is)\W{1,4})?"
    r"(?P<it>\d(?:[\s.-]?\d){7,8}) (?!\d)",
    r"(?<![\d+.-]) \d{3}([.\s])\d{3}\1\d{3} (?![\d.-])",
    r"(?<![\d+.-]) \d{4}([.\s])\d{2}\1\d{3} (?![\d.-])",
    r"(?<![\d-]) \d{9} (?![\d-])",
    # A BSN whose first nought was left out, not a day written without signs (20170312, 12032017).
    r"(?<![\w.,/+-]) (?!(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d) (?![0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d)"
    r"\d{8} (?![\w/-]|[.,]\d)",
    # after the word for it, of three digits or more: 'parketnummer 13/612345-17'
    rf"{_LABEL} \s?-? (?i:nummer|nr\.?|nrs\.?|kenmerk)? [ \t]*[:.\#]?[ \t]*"
    rf"(?i:(?:van\s+(?:de\s+)?)?\b(?:politie|gi|om|jb)\b\s*:?\s*)? (?!(?:19|20)\d\d(?!\S*\d)) {_NO_DATE}"
    r"(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d) (?P<it>\w[\w./-]{2,}\w (?:\s?/\s?[A-Z]{2}(?:\s?[A-Z]{2})?\s?\d\d-\d+)?)",
    # VT15-0388, PL0900-2017123456, GI/16/0388
    r"(?<![\w-]) [A-Z]{1,6} [-/ ]? \d{2,4} [-/.] [A-Z]?\d{3,} (?:[-/.]\d+)* (?![\w-])",
    r"(?<![\w-]) [A-Z]{2,6}-\d{4,}(?:-\d+)* (?![\w-])",
    r"(?<![\w-]) (?:19|20)\d{2}-\d{5,} (?![\w-])",
    r"(?<![\w-]) \d{2}[-/]\d{6}[-/]\d{2} (?![\w-])",
)
"""BSN with and without points, bank accounts, numbers of cases of any organisation."""
