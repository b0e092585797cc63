"""Concepts as data: word families with their inflection and compounds, compiled to a matcher over token norms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from vtaudit.catalogue.strict_yaml import Node, load_yaml, validate
from vtaudit.errors import Fault, VtauditError
from vtaudit.language.inflection import inflect
from vtaudit.language.words import fold

_VERB = re.compile(r"^(?:(?P<part>[^|:]+)\|)?(?P<inf>[^\s(:|]+)(?:\((?P<stem>[^)]+)\))?(?::\s*(?P<parts>.+))?$")
_GAP_AFTER_FORM = 12
_GAP_BEFORE_FORM = 3
_DEFAULT_GAP = 6


class ConceptFile(BaseModel):
    """One concept as a quality officer writes it; a phrase may hold `*` in a word, `a/b` and `…` (up to six words)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()


class LexiconFile(BaseModel):
    """One file of `criteria/lexicon`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    concepts: dict[str, ConceptFile]


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept seen in a sentence, from token `start` up to `end`."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    concept: str
    words: tuple[Callable[[str], bool] | int, ...]
    excludes: bool
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Starts:
    """The phrases that one word may start: those that need a certain word after it, by that word, and the others."""

    needing: Mapping[str, Sequence[_Phrase]]
    others: Sequence[_Phrase]

    @classmethod
    def of(cls, phrases: Iterable[_Phrase]) -> _Starts:
        needing: dict[str, list[_Phrase]] = {}
        others: list[_Phrase] = []
        for phrase in phrases:
            for word in phrase.needs:
                needing.setdefault(word, []).append(phrase)
            if not phrase.needs:
                others.append(phrase)
        return cls(needing, others)

    def within(self, present: frozenset[str]) -> Iterator[_Phrase]:
        """The phrases that words of this sentence may complete."""
        yield from self.others
        for word in self.needing.keys() & present:
            yield from self.needing[word]


_MOST_WORDS = 50_000
"""Words whose candidates are remembered; thousands of dossiers bring new ones without end."""


class Lexicon:
    """All concepts of a folder, ready to be found in a sentence; immutable after loading."""

    def __init__(self, phrases: Sequence[tuple[str, str, bool]]) -> None:
        self.concepts = frozenset(concept for concept, _, _ in phrases)
        self._literal: dict[str, list[_Phrase]] = {}
        self._pattern: dict[tuple[str, str], list[tuple[Callable[[str], bool], _Phrase]]] = {}
        self._candidates: dict[str, _Starts] = {}
        for concept, text, excludes in dict.fromkeys(phrases):
            phrase = _Phrase(concept, _compile(text)[1:], excludes, _needs(text))
            for option in text.split()[0].split("/"):
                if "*" in option:
                    self._pattern.setdefault(_ends(fold(option)), []).append((_word(option), phrase))
                else:
                    self._literal.setdefault(fold(option), []).append(phrase)

    def find(self, norms: Sequence[str]) -> tuple[Hit, ...]:
        """Every concept in one sentence, in order; `norms` are folded words as `words.fold` gives them."""
        hits: set[Hit] = set()
        barred: dict[str, list[tuple[int, int]]] = {}
        present = frozenset(norms)
        for position, norm in enumerate(norms):
            for phrase in self._starting_with(norm).within(present):
                end = _end(phrase.words, norms, position + 1) if phrase.words else position + 1
                if end is None:
                    continue
                if phrase.excludes:
                    barred.setdefault(phrase.concept, []).append((position, end))
                else:
                    hits.add(Hit(phrase.concept, position, end))
        kept = (
            hit
            for hit in hits
            if not any(start < hit.end and hit.start < end for start, end in barred.get(hit.concept, ()))
        )
        return tuple(sorted(kept, key=lambda hit: (hit.start, hit.end, hit.concept)))

    def _starting_with(self, norm: str) -> _Starts:
        found = self._candidates.get(norm)
        if found is None:
            keys = ((norm[:2], ""), ("", norm[-2:]), ("", ""))
            maybe = (pair for key in keys for pair in self._pattern.get(key, ()))
            found = _Starts.of((*self._literal.get(norm, ()), *(phrase for test, phrase in maybe if test(norm))))
            if len(self._candidates) >= _MOST_WORDS:
                self._candidates.clear()
            self._candidates[norm] = found
        return found


def load_lexicon(folder: Path) -> Lexicon:
    """Read `concepts*.yaml` files of a folder; all faults at once, each with file and line."""
    phrases: list[tuple[str, str, bool]] = []
    faults: list[Fault] = []
    owners: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        node = load_yaml(path)
        if not (isinstance(node.value, dict) and "concepts" in node.value):
            continue
        for name, concept in validate(node, LexiconFile).concepts.items():
            if name in owners:
                faults.append(_fault(node, name, f"het begrip '{name}' staat ook in {owners[name]}"))
            owners[name] = path.name
            forms: list[str] = []
            for verb in concept.verbs:
                try:
                    forms.extend(_verb_phrases(verb))
                except ValueError:
                    message = f"het werkwoord '{verb}' is niet te lezen; schrijf het als 'toe|zien: zag zagen gezien'."
                    faults.append(_fault(node, name, message))
            for text in (*concept.phrases, *forms):
                if not text.replace("*", "").replace("…", "").strip(" /"):
                    faults.append(_fault(node, name, "een lege zinsnede past op alles"))
                    continue
                phrases.append((name, text, False))
            phrases.extend((name, text, True) for text in concept.but_not)
    if faults:
        raise VtauditError(faults)
    return Lexicon(phrases)


def _fault(node: Node, concept: str, message: str) -> Fault:
    return node.fault(("concepts", concept), "lexicon", message, "Pas het bestand aan.")


def _verb_phrases(text: str) -> list[str]:
    match = _VERB.match(text)
    principal = tuple((match["parts"] or "").split()) if match else ()
    if not match or len(principal) not in (0, 1, 3):
        raise ValueError(text)
    forms = inflect(match["inf"], principal)
    finite = list(forms.finite)
    if match["stem"]:
        finite += [match["stem"], match["stem"] + "t"]
    if not match["part"]:
        return [*finite, *forms.participles]
    part = match["part"].strip()
    phrases = []
    glued = " " not in part
    for form in finite:
        if glued:
            phrases.append(part + form)
        else:
            phrases.append(f"{part} …{_GAP_BEFORE_FORM} {form}")
        phrases.append(f"{form} …{_GAP_AFTER_FORM} {part}")
    phrases.append(f"{part} te {forms.infinitive}")
    for form in forms.participles:
        phrases.append(part + form if glued else f"{part} …{_GAP_BEFORE_FORM} {form}")
        if not glued:
            phrases.append(f"{form} …{_GAP_BEFORE_FORM} {part}")
    return phrases


def _compile(text: str) -> tuple[Callable[[str], bool] | int, ...]:
    return tuple(_gap(word) if word.startswith("…") else _word(word) for word in text.split())


def _needs(text: str) -> frozenset[str]:
    """The words of which one must follow the first word of a phrase, empty where the phrase names none in full."""
    following = next((word for word in text.split()[1:] if not word.startswith("…")), "*")
    return frozenset() if "*" in following else frozenset(fold(option) for option in _options(following))


def _options(word: str) -> list[str]:
    return word.split("/") if word != "/" else ["/"]


def _gap(word: str) -> int:
    return int(word[1:]) if word[1:] else _DEFAULT_GAP


def _ends(option: str) -> tuple[str, str]:
    """The two letters by which a word with `*` can be looked up: those it starts with, else those it ends with."""
    if "*" not in option[:2]:
        return option[:2], ""
    return ("", option[-2:]) if "*" not in option[-2:] else ("", "")


@cache
def _word(text: str) -> Callable[[str], bool]:
    options = [fold(option) for option in _options(text)]
    literals = frozenset(option for option in options if "*" not in option)
    patterns = [re.escape(option).replace(r"\*", r"\w*") for option in options if "*" in option]
    if not patterns:
        return literals.__contains__
    pattern = re.compile("|".join(patterns))
    return lambda norm: norm in literals or pattern.fullmatch(norm) is not None


def _end(words: tuple[Callable[[str], bool] | int, ...], norms: Sequence[str], position: int) -> int | None:
    """The position after the last word, or None when the rest of the phrase does not follow."""
    if not words:
        return position
    first = words[0]
    if isinstance(first, int):
        for skipped in range(first + 1):
            if position + skipped >= len(norms):
                return None
            end = _end(words[1:], norms, position + skipped)
            if end is not None:
                return end
        return None
    if position < len(norms) and first(norms[position]):
        return _end(words[1:], norms, position + 1)
    return None
