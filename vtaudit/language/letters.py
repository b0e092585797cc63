"""Letters: which lines of a closing letter or report show that it closes the investigation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.language.passages import Passage
from vtaudit.model import Evidence

_HEAD = ("betreft", "onderwerp", "over", "aan")
_SUBJECT = ("betreft", "onderwerp")
_SET = re.compile(r"\W*(?:vastgesteld op|definitief)\b", re.I)
_STANDARD = re.compile(r"inzage|inzien|klacht|bewaar|bewaren|vernietig|\bblad \d|\bpagina \d|privacy|folder", re.I)
_ABOVE = 8
_MOST = 240
_SUBJECT_MOST = 4


def closing_quote(passages: Sequence[Passage]) -> tuple[int, Evidence]:
    """How plainly the letter closes the investigation, and the lines that show it: from its address or subject on.

    `passages` are those of one letter or report, in order.
    """
    best = max(passages, key=lambda passage: (_closes(passage), -passage.number))
    place = passages.index(best)
    first = best
    for other in reversed(passages[max(0, place - _ABOVE) : place]):
        if other.source is not best.source:
            break
        if other.label.casefold().startswith(_HEAD) and _length(other, best) <= _MOST:
            first = other
    return _closes(best), first.source.quote(first.tokens[0].start, best.tokens[-1].end)


def _length(first: Passage, last: Passage) -> int:
    return last.tokens[-1].end - first.tokens[0].start


def _closes(passage: Passage) -> int:
    """A sentence that the investigation ends, or the line that a report was settled; no standard text."""
    if _STANDARD.search(passage.text):
        return -1
    ends = bool(passage.hits_of("eind_daad", "sluit_daad"))
    subject = bool(passage.hits_of("onderzoek_woord", "zaak_woord"))
    plain = 4 * (ends and subject) + 2 * (subject and len(passage.tokens) > 3) + (len(passage.tokens) > 6)
    if passage.label.casefold().startswith(_SUBJECT):
        plain = min(plain, _SUBJECT_MOST)
    return plain + 8 * bool(_SET.match(passage.text))
