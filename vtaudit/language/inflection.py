"""Forms of Dutch verbs, from an infinitive and, for strong verbs, their principal parts.

Spelling rules follow the Groene Boekje (open and closed syllables, v/f and z/s, 't kofschip).
"""

from __future__ import annotations

from dataclasses import dataclass

_VOWELS = "aeiouy"
_PREFIXES = ("be", "ge", "her", "ont", "ver", "er")
_VOICELESS = ("t", "k", "f", "s", "ch", "p", "x")


@dataclass(frozen=True, slots=True)
class VerbForms:
    """All finite and infinite forms; `participles` are those without a separable part in front."""

    infinitive: str
    finite: tuple[str, ...]
    participles: tuple[str, ...]


def inflect(infinitive: str, principal: tuple[str, ...] = ()) -> VerbForms:
    """Give the forms of a verb; `principal` are past singular, past plural and participle of a strong verb.

    With only one principal part it is the participle. Raises ValueError for a word that is no infinitive.
    """
    if not infinitive.endswith("n") or len(infinitive) < 3:
        raise ValueError(f"no infinitive: {infinitive}")
    finite: list[str] = [infinitive, infinitive + "d", infinitive + "de"]
    participles: list[str] = list(principal[-1:])
    for stem in _stems(infinitive):
        finite += [stem, stem if stem.endswith("t") else stem + "t"]
        if len(principal) == 3:
            continue
        ending = "t" if _sharp_base(infinitive).endswith(_VOICELESS) else "d"
        finite += [stem + ending + "e", stem + ending + "en"]
        if not principal:
            participles.append(_participle(stem, ending, infinitive))
    if len(principal) == 3:
        finite += principal[:2]
    return VerbForms(infinitive, tuple(dict.fromkeys(finite)), _declined(tuple(participles)))


def _stems(infinitive: str) -> tuple[str, ...]:
    """One stem; two where the spelling does not tell the stress: consta-te-ren (constateer), luis-te-ren (luister)."""
    stem = _stem(infinitive)
    if infinitive.endswith("eren") and stem == infinitive[:-2]:
        return stem, stem[:-1] + "er"
    return (stem,)


def _sharp_base(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def _stem(infinitive: str) -> str:
    if infinitive.endswith("ën"):
        return infinitive[:-2]
    if not infinitive.endswith("en") or infinitive.endswith(("aan", "oen", "ien", "een")):
        return infinitive[:-1]
    base = infinitive[:-2]
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in _VOWELS:
        return base[:-1]
    if _opens(base):
        base = base[:-1] + base[-2] + base[-1]
    if base.endswith("v"):
        return base[:-1] + "f"
    if base.endswith("z"):
        return base[:-1] + "s"
    return base


def _opens(base: str) -> bool:
    """A long vowel that is written single in an open syllable: ma-ken, but not wer-ken, zoe-ken or luis-te-ren."""
    if len(base) < 2 or base[-1] in _VOWELS or base[-2] not in "aeou":
        return False
    if base.endswith(("uer", "ier")):
        return True
    if len(base) > 2 and base[-3] in _VOWELS:
        return False
    return not (base[-2] == "e" and base[-1] in "lnrm" and any(c in _VOWELS for c in base[:-2]) and _unstressed(base))


def _unstressed(base: str) -> bool:
    """Verbs on -elen, -enen, -eren with an unstressed e (regelen, tekenen, luisteren), not -eren from French."""
    return base[-2:] in ("el", "en") or base.endswith(("ter", "der", "ger", "ker", "ber", "ver", "ner", "zer"))


def _participle(stem: str, ending: str, infinitive: str) -> str:
    tail = stem if stem.endswith(("t", "d")) else stem + ending
    if infinitive.startswith(_PREFIXES) and any(c in _VOWELS for c in infinitive[3:-2]):
        return tail
    return ("geë" if tail.startswith("e") else "ge") + tail


def _declined(participles: tuple[str, ...]) -> tuple[str, ...]:
    """A participle before a noun gets -e: de gemaakte afspraken."""
    declined = []
    for word in participles:
        declined.append(word)
        if word.endswith(("t", "d")):
            double = len(word) > 2 and word[-2] in "aeiou" and word[-3] not in _VOWELS and word[-1] == "t"
            declined.append(word + (word[-1] if double else "") + "e")
        elif word.endswith("en"):
            declined.append(word)
    return tuple(dict.fromkeys(declined))
