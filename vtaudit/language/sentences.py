"""Sentences of a line, on the Dutch tokenizer of spaCy with boundaries of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from spacy.lang.nl import Dutch
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.language.words import fold

_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:u(?:ur)?)?\Z")
_MOST_WORDS = 100_000
"""Some 50 MB of memory; a new start takes a second."""
_OFTEN = 4
_TWICE = 2
# Neither '3 m' nor 'M. Bos', 'm/v', a bullet 'v' or the sex in 'Daan (m, 8)'.
_LETTER = {
    letter: re.compile(rf"(?<![\w.'’/@-])(?<!\d )(?<!^){letter}(?![\w.'’/@²-])(?! \()(?!(?<=\(.)[),])", re.M)
    for letter in ("m", "v")
}
_CLOSERS = frozenset("\"')»”’")


class AbbreviationFile(BaseModel):
    """`criteria/lexicon/abbreviations.yaml`: stops that end no sentence, and shorthand with the word it stands for.

    `letters` are single letters that stand for a person only in a dossier that says them time and again; `beside` are
    capitals that do so only in a dossier that has other capitals too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    stops: tuple[str, ...]
    words: dict[str, str]
    letters: dict[str, str]
    beside: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its folded norm and its half-open offsets in the source text."""

    text: str
    norm: str
    start: int
    end: int


class Splitter:
    """Cuts text in tokens and sentences; knows the abbreviations of the field."""

    def __init__(self, abbreviations: AbbreviationFile) -> None:
        self._stops = frozenset(fold(word.rstrip(".")) for word in abbreviations.stops)
        exact = {short: fold(full) for short, full in abbreviations.words.items() if short != short.lower()}
        self._exact: Mapping[str, str] = exact
        self._words: Mapping[str, str] = {
            fold(short): fold(full) for short, full in abbreviations.words.items() if short not in exact
        }
        self._letters: Mapping[str, str] = abbreviations.letters
        self._beside: Mapping[str, Mapping[str, str]] = abbreviations.beside
        self._spoken: Mapping[str, str] = {}

    @classmethod
    def from_file(cls, path: Path) -> Splitter:
        """Read the abbreviations; faults carry file and line."""
        return cls(validate(load_yaml(path), AbbreviationFile))

    def for_texts(self, texts: Sequence[str]) -> Splitter:
        """This splitter, with the shorthand for persons that these texts use that often: 'm' and 'v', 'MO' and 'VA'."""
        spoken: dict[str, str] = {}
        if min(sum(len(letter.findall(text)) for text in texts) for letter in _LETTER.values()) >= _OFTEN:
            spoken |= self._letters
        exact = dict(self._exact)
        for shown, meant in self._beside.items():
            if sum(len(re.findall(rf"\b{shown}\b", text)) for text in texts) >= _TWICE:
                exact |= meant
        if not spoken and exact == self._exact:
            return self
        fitted = copy(self)
        fitted._tokenizer = self._tokenizer
        fitted._spoken, fitted._exact = spoken, exact
        return fitted

    @cached_property
    def _tokenizer(self) -> Any:
        dutch: Any = Dutch.Defaults
        infixes = [
            *dutch.infixes,
            r"(?<=[a-zA-ZÀ-ÿ'.)])[/+=](?=[a-zA-ZÀ-ÿ(])",
            r"->|=>|→|;|(?<=[a-zà-ÿ]):(?=\S)",
        ]
        # A pipeline would set up its tokenizer twice, and work out of every word much that is not asked.
        return Tokenizer(
            Vocab(),
            dutch.tokenizer_exceptions,
            compile_prefix_regex(dutch.prefixes).search,
            compile_suffix_regex(dutch.suffixes).search,
            compile_infix_regex(infixes).finditer,
            dutch.token_match,
            dutch.url_match,
        )

    def tokens(self, text: str, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of text[start:end]; offsets are those of `text`."""
        # spaCy remembers every word it ever saw: in thousands of dossiers those are names, dates and slips of the pen.
        if len(self._tokenizer.vocab) > _MOST_WORDS:
            del self._tokenizer
        found = []
        for token in self._tokenizer(text[start:end]):
            word = token.text
            if not word.isspace():
                first = start + token.idx
                is_sex = (
                    len(word) == 1 and text[max(0, first - 1) : first] == "(" and text[first + 1 : first + 2] in "),"
                )
                found.append(Token(word, fold(word) if is_sex else self._norm(word), first, first + len(word)))
        return tuple(found)

    def _norm(self, text: str) -> str:
        if text in self._exact:
            return self._exact[text]
        if self._spoken and (word := self._spoken.get(text.casefold())):
            return word
        norm = fold(text)
        bare = norm.rstrip(".") if len(norm) > 1 else norm
        return self._words.get(bare, bare or norm)

    def sentences(self, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
        """Cut a run of tokens after full stops, question and exclamation marks that end a sentence."""
        start = 0
        for position in range(len(tokens)):
            if position + 1 < len(tokens) and self._ends(tokens, position):
                after = position + 1
                while after < len(tokens) and tokens[after].text in _CLOSERS:
                    after += 1
                if after > start and after < len(tokens):
                    yield tokens[start:after]
                    start = after
        if start < len(tokens):
            yield tokens[start:]

    def _ends(self, tokens: tuple[Token, ...], position: int) -> bool:
        token = tokens[position]
        text = token.text
        if text in ("?", "!", "??", "!!", "?!", "..."):
            return True
        if not text.endswith("."):
            return False
        following = next((t for t in tokens[position + 1 :] if t.text not in _CLOSERS), None)
        if following is None:
            return True
        if following.start == token.end and following.text not in _CLOSERS:
            return False
        if text != ".":
            bare = fold(text.rstrip("."))
            if bare in self._stops or (len(bare) == 1 and bare != "u") or "." in bare:
                return bare in _OFTEN_LAST and following.text[:1].isupper()
        elif position and fold(tokens[position - 1].text) in self._stops and tokens[position - 1].end == token.start:
            return following.text[:1].isupper() and fold(tokens[position - 1].text) in _OFTEN_LAST
        first = following.text[0]
        return first.isupper() or first.isdigit() or not first.isalnum()


# Shorthand that closes a sentence in telegram style at least as often as it stands before a name.
_OFTEN_LAST = frozenset({"enz", "etc", "e.d", "nvt", "n.v.t", "t.z.t", "jr", "wk", "mnd", "tel", "ond", "besl", "kl"})
