"""Which words of a dossier name somebody: those of the register, those a text gives away, capitals nothing explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from vtaudit.privacy.addresses import plain_addresses
from vtaudit.privacy.anchors import Anchored, anchored
from vtaudit.privacy.births import birth_days
from vtaudit.privacy.capitals import capitals, subjects, surnames_after
from vtaudit.privacy.initials import lone_initials, shorthand, signs
from vtaudit.privacy.letters import LETTER, PARTICLES, words_of
from vtaudit.privacy.wordlists import is_common, is_of_calendar, word_list

_COMPOUND = re.compile(rf"(?<!\w)((?:{PARTICLES}){{1,3}})({LETTER}+)")
_NO_WORD = re.compile(rf"{LETTER}{{60,}}")
_LOWER = re.compile(r"(?<![\w@.])[^\W\d_A-ZÀ-Þ][^\W\d_]+(?![\w@])")


def names_in(texts: Iterable[str], known: Iterable[str] = (), allowed: Iterable[str] = ()) -> frozenset[str]:
    """Everything to mask in one dossier: words of names, initials that stand for one ('LV', 'Q.'), days of birth.

    `known` are names from the register; `allowed` holds places and teams, whose words are names only after a title or
    initials. A surname with particles stands beside its word in lower case ('van der veldt').
    """
    texts = tuple(_NO_WORD.sub(" ", text) for text in texts)
    given = tuple(Anchored(name, 0, True) for name in known)
    permitted = {word.casefold() for value in allowed for word in re.findall(r"\w+", value)}
    anchors = [each for text in texts for each in anchored(text)]
    found = {word for each in (*given, *anchors) for word in words_of(each.text) if _may_be_name(word, permitted, each)}
    found.update(_by_capital(texts, permitted))
    surnames = {surname for text in texts for surname in surnames_after(text, found)}
    found.update(word for surname in surnames for word in words_of(surname) if word not in word_list("small_words"))
    whole = "\n".join(texts)
    return frozenset(
        {*found, *_shorthands(given), *_shorthands(anchors, word_list("case_words").words)}
        | {
            pair
            for name in (*surnames, *(each.text for each in (*given, *anchors)))
            for pair in _compounds(name, found)
        }
        | {word.casefold() for word in found if word in word_list("given_names") and not is_common(word)}
        | {*signs(whole), *lone_initials(whole), *birth_days(whole, found), *plain_addresses(whole)}
    )


def file_text(path: str) -> str:
    """A path as a sentence, so that `names_in` finds a name in it: 'Jansen_plan.pdf' is 'stuk Jansen plan'."""
    return f"stuk {re.sub(r'[^a-zA-ZÀ-ž]+', ' ', path.rpartition('.')[0] or path)}"


def is_named(text: str) -> bool:
    """Whether a title, initials or another sign in the text itself gives away a person's name."""
    return any(_may_be_name(word, (), each) for each in anchored(text) for word in words_of(each.text))


def _may_be_name(word: str, permitted: Collection[str], anchor: Anchored) -> bool:
    if word in word_list("small_words") or word in word_list("titles") or is_of_calendar(word):
        return False
    if anchor.is_sure:
        return not word_list("roles").fits(word)
    if word.casefold() in permitted or word_list("case_words").fits(word):
        return False
    has_particle = anchor.text[0].isupper() and anchor.text.split()[0] in word_list("particles")
    return has_particle or word not in word_list("places")


def _by_capital(texts: Collection[str], permitted: set[str]) -> Iterator[str]:
    """A word that the dossier writes without a capital as well is a name only where it does what people do."""
    lower = permitted.union(match[0] for text in texts for match in _LOWER.finditer(text))
    for text in texts:
        for word in capitals(text):
            if not _is_explained(word, lower):
                yield from words_of(word)
        for word in subjects(text):
            if not _is_explained(word, permitted):
                yield from words_of(word)


def _is_explained(word: str, common: set[str]) -> bool:
    folded = word.casefold()
    head = re.split(r"[-'’]", folded)[0]
    return is_common(folded) or is_common(head) or not {folded, head}.isdisjoint(common)


def _compounds(name: str, found: Collection[str]) -> Iterator[str]:
    """'van der veldt' of 'K. van der Veldt': these particles go with that word."""
    for match in _COMPOUND.finditer(name):
        if match[2] in found:
            yield f"{' '.join(match[1].split())} {match[2]}".casefold()


def _shorthands(names: Iterable[Anchored], barred: Collection[str] = ()) -> Iterator[str]:
    for name in names:
        yield from (short for short in shorthand(name.text) if short.casefold() not in barred)
