"""What the second opinion sees of a sentence: words with people made abstract, pieces of words, concepts, readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from vtaudit.language.parties import is_reporter, parties
from vtaudit.language.passages import Passage
from vtaudit.language.reader import Reading
from vtaudit.language.statements import Setting

_DIGITS = re.compile(r"\d+")
_SHORT = 4
_PIECES = (3, 4, 5)
_OPENERS = frozenset(".:-–•!?|;\"'(")


@dataclass(frozen=True, slots=True)
class Features:
    """Three bags of one sentence, kept apart because each is scaled by itself."""

    words: tuple[str, ...]
    pieces: tuple[str, ...]
    readings: tuple[str, ...]


def features(reading: Reading) -> tuple[Features, ...]:
    """The bags of every passage of a dossier, in reading order."""
    return tuple(_features(reading, passage) for passage in reading.passages)


def _features(reading: Reading, passage: Passage) -> Features:
    symbols, who = _symbols(passage, reading.setting)
    framed = ["^", *symbols, "$"]
    words = [
        *symbols,
        *(f"{one} {two}" for one, two in pairwise(framed)),
        *(" ".join(framed[index : index + 3]) for index in range(len(framed) - 2)),
    ]
    pieces = [piece for symbol in symbols for piece in _pieces(symbol)]
    return Features(tuple(words), tuple(pieces), tuple(_readings(reading, passage, who)))


def _symbols(passage: Passage, setting: Setting) -> tuple[list[str], list[str]]:
    """The words in lower case, names and the melder by what they are, figures as one sign; and who is named."""
    people = setting.people
    spans: dict[int, tuple[int, str]] = {}
    for party in parties(passage, people):
        kind = "§melder" if is_reporter(party, passage, people) else "§prof" if party.roles else "§naam"
        spans[party.start] = (party.end, kind)
    family = people.family_names
    symbols: list[str] = []
    who: list[str] = []
    position = 0
    while position < len(passage.tokens):
        token = passage.tokens[position]
        if position in spans:
            end, kind = spans[position]
            who.append(kind)
            symbols.append(kind)
            # The function itself stays readable: 'de wijkagent' is another watcher than 'de huisarts'.
            symbols.extend(word.norm for word in passage.tokens[position:end] if word.text[:1].islower())
            position = max(end, position + 1)
            continue
        if token.norm in family:
            who.append("§gezin")
            symbols.append("§gezin")
        elif _is_name(passage, position):
            symbols.append("§naam")
        else:
            symbols.append(_DIGITS.sub("0", token.norm))
        position += 1
    return symbols, who


def _is_name(passage: Passage, position: int) -> bool:
    text = passage.tokens[position].text
    return (
        position > 0
        and text[:1].isupper()
        and text[1:2].islower()
        and passage.tokens[position - 1].text not in _OPENERS
    )


@lru_cache(maxsize=50_000)
def _pieces(symbol: str) -> tuple[str, ...]:
    if len(symbol) <= _SHORT or symbol.startswith("§"):
        return ()
    word = f"<{symbol}>"
    return tuple(word[start : start + size] for size in _PIECES for start in range(len(word) - size + 1))


def _readings(reading: Reading, passage: Passage, who: Sequence[str]) -> Iterator[str]:
    ordered = [hit.concept for hit in sorted(passage.hits, key=lambda hit: (hit.start, hit.end))]
    present = sorted({*ordered, *who})
    labels = sorted(passage.label_hits)
    yield from ordered
    yield from who
    yield from (f"{one}>{two}" for one, two in pairwise(ordered))
    yield from (f"{one}&{two}" for index, one in enumerate(present) for two in present[index + 1 :])
    yield from (f"label {label}" for label in labels)
    yield from (f"label {label}&{concept}" for label in labels for concept in present)
    yield from (f"kop {concept}" for concept in sorted(passage.heading_hits))
    yield f"merk {reading.marks[passage.number]}"
    yield f"regel {passage.line_kind.value}"
    yield f"stuk {passage.kind}"
    yield from _timing(passage, reading.setting)
    if passage.is_empty_field:
        yield from ("leeg", *(f"leeg {label}" for label in labels))


def _timing(passage: Passage, setting: Setting) -> Iterator[str]:
    if passage.date is None:
        yield "dag geen"
        return
    for name, day in (("triage", setting.triage), ("start", setting.start), ("sluiting", setting.closed)):
        if day is not None:
            yield f"dag {'voor' if passage.date < day else 'op' if passage.date == day else 'na'} {name}"
