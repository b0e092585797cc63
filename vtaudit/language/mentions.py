"""People in one sentence: by role, by title and name, or by a name the dossier knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vtaudit.language.passages import Passage
from vtaudit.language.people import People

_TITLES = frozenset(
    {"mw", "mevr", "mevrouw", "dhr", "heer", "meneer", "mijnheer", "dokter", "dr", "drs", "juf", "meester", "mvr", "hr"}
)
_FAMILY = frozenset({"moeder", "vader", "ouders", "kinderen", "stiefouder", "gezin"})
_FUNCTION_STOP = frozenset({"veilig_thuis", "team", "school_de", "hulp", "medewerker"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or role in a sentence; `who` is gezin, netwerk, professional, veilig_thuis or naam."""

    who: str
    start: int
    end: int


def mentions(passage: Passage, people: People, start: int | None = None) -> tuple[Mention, ...]:
    """Everyone named from token `start` (default: the value of the field) on, in order and without doubles."""
    first = passage.value if start is None else start
    found: list[Mention] = []
    for mention in everyone(passage, people):
        if mention.start >= first and not any(m.start <= mention.start < m.end for m in found):
            found.append(mention)
    return tuple(found)


@lru_cache(maxsize=4096)
def everyone(passage: Passage, people: People) -> tuple[Mention, ...]:
    """All that is mentioned, also what a wider mention holds; the widest of those that begin together first."""
    return tuple(sorted(_all(passage, people), key=lambda m: (m.start, -(m.end - m.start))))


def _all(passage: Passage, people: People) -> Iterator[Mention]:
    family_names = people.family_names
    for hit in passage.hits:
        if hit.concept in _FAMILY:
            title_only = passage.tokens[hit.start].norm in _TITLES
            if not title_only:
                yield Mention("gezin", hit.start, hit.end)
        elif hit.concept == "familielid":
            yield Mention("netwerk", hit.start, hit.end)
        elif hit.concept == "professional":
            yield Mention("professional", hit.start, hit.end)
        elif hit.concept == "veilig_thuis" or hit.concept == "vt_intern":
            yield Mention("veilig_thuis", hit.start, hit.end)
    tokens = passage.tokens
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.norm in _TITLES and position + 1 < len(tokens):
            end = _name_end(passage, position + 1)
            if end > position + 1:
                names = {t.norm for t in tokens[position + 1 : end]}
                who = "gezin" if names & family_names else "naam"
                yield Mention(who, position, end)
                position = end
                continue
        if token.norm in family_names:
            yield Mention("gezin", position, position + 1)
        elif token.norm in people.names and token.text[0].isupper():
            yield Mention("naam", position, position + 1)
        position += 1


def _name_end(passage: Passage, position: int) -> int:
    tokens = passage.tokens
    end = position
    while end < len(tokens):
        text = tokens[end].text
        if (re.match(r"(?:[A-ZÀ-Ý]\.)+$|[A-ZÀ-Ý]$|\.$", text) and end - position < 4) or (
            text.lower() in ("de", "van", "der", "den", "ter", "ten", "el", "la", "het", "'t", "op", "in")
            and end + 1 < len(tokens)
            and tokens[end + 1].text[:1].isalpha()
        ):
            end += 1
        elif re.match(r"[A-ZÀ-Ý][\w'’\-]+", text):
            return end + 1
        else:
            break
    return position


def names_reporter(passage: Passage, people: People, start: int = 0) -> int | None:
    """The token where the melder is named: the word itself, the name, or the function that only the melder has."""
    weak: int | None = None
    for position, token in enumerate(passage.tokens):
        if position < start:
            continue
        if token.norm in ("melder", "meldster", "aanmelder", "melders", "melder's"):
            return position
        if token.norm in people.reporter_names and token.text[0].isupper():
            return position
        if (
            weak is None
            and any(part in people.reporter_functions for part in _parts(token.norm))
            and token.norm not in _FUNCTION_STOP
        ):
            weak = position
    return weak


def _parts(norm: str) -> tuple[str, ...]:
    return (norm, *norm.split("-")) if "-" in norm else (norm,)
