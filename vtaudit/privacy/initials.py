"""Letters that stand for a person: how a colleague signs a journal (LV, AvD), and a name cut to its letter (Q.)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vtaudit.privacy.letters import LETTER, UPPER
from vtaudit.privacy.wordlists import word_list

_MIXED = re.compile(rf"(?<![\w-]){UPPER}(?:v|d|vd|vdr|te|t|el){UPPER}(?![\w-])")
_AUTHOR = re.compile(
    rf"(?m)^\W{{0,4}}(?:\w{{2}}\.?[ \t]+)?\d{{1,2}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}})?"
    rf"(?:[ \t,|]+\d{{1,2}}[.:u]\d{{2}}[ \t]?u?(?:ur)?)?[ \t,|:(–-]*({UPPER}{{2,3}})[ \t]*[:|)–-]"
)
_LONE = re.compile(rf"(?<![\w.&/-])({UPPER})\.(?![\w.]|\s{UPPER})")
_AT_LINE_START = re.compile(r"(?:^|\n)[ \t\-•*]*\Z")
_IN_SENTENCE = re.compile(r"[ \t]+[a-zà-ÿ(+&>]")


def shorthand(name: str) -> Iterator[str]:
    """The initials by which a colleague signs a journal: L. Visser is LV, A. van Dijk is AvD."""
    letters = "".join(word[0] for word in re.findall(rf"{LETTER}+", name))
    for short in {letters, letters.upper(), "".join(letter for letter in letters if letter.isupper())}:
        if 1 < len(short) < 5:
            yield short


def signs(text: str) -> Iterator[str]:
    """Initials that show what they are by particles (MvD) or by their place, after the date of an entry."""
    for pattern in (_MIXED, _AUTHOR):
        for match in pattern.finditer(text):
            sign = match[match.lastindex or 0]
            if not word_list("case_words").fits(sign) and sign not in word_list("small_words"):
                yield sign


def lone_initials(text: str) -> Iterator[str]:
    """A letter with a point that stands for a name ('oom E. belt'), not one that counts off ('team A.', 'B. Doel')."""
    for match in _LONE.finditer(text):
        lead = text[max(0, match.start() - 25) : match.start()]
        before = re.findall(r"[\w/]+", lead)
        if match[1] == "U" or (before and word_list("lettered").fits(before[-1])):
            continue
        if not _AT_LINE_START.search(lead) or _IN_SENTENCE.match(text, match.end()):
            yield match[0]
