"""Slots about why an investigation took longer: a reason with content, of this investigation, that is known."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People

_FAMILY_WORDS = frozenset({"familie", "gezin", "fam", "zaak", "casus", "dossier"})
_WORK = frozenset({"zaak", "onderzoek", "casus", "dossier", "za"})
_SPAN = frozenset({"weken", "tien", "10", "open", "dicht"})
_HOPES = frozenset({"hopen", "hoop", "verwachten", "verwacht", "streven", "proberen"})
_HIS = frozenset({"haar", "zijn", "hun", "diens"})
_LEAST_WORDS = 3
_IF = frozenset({"als", "indien", "mocht", "mochten", "stel"})
_MARKS = frozenset({":", ";", ",", "(", "-", "–", "→", "->", "="})
_EMPTY = frozenset(
    (
        *(
            "de",
            "het",
            "een",
            "en",
            "of",
            "dat",
            "die",
            "dit",
            "deze",
            "er",
            "is",
            "was",
            "zijn",
            "waren",
            "wordt",
            "werd",
        ),
        *(
            "worden",
            "te",
            "van",
            "voor",
            "op",
            "in",
            "aan",
            "bij",
            "met",
            "om",
            "ook",
            "nog",
            "al",
            "dus",
            "maar",
            "heeft",
        ),
        *(
            "hebben",
            "had",
            "hadden",
            "termijn",
            "overschreden",
            "overschrijding",
            "onderzoek",
            "duurt",
            "langer",
            "reden",
        ),
        *("oorzaak", "zie", "volgt", "n.v.t", "nvt", "ja", "nee"),
    )
)


def reason_given(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """A cause with words of its own is told for the investigation of this family."""
    if passage.tokens[passage.value : passage.value + 1] and passage.tokens[passage.value].norm in _IF:
        return False
    if passage.tokens[-1].text == "?" or passage.hits_of("reden_onbekend", "in_het_algemeen", "van_buiten"):
        return False
    if _unknown_nearby(passages, passage) or _of_other_work(passage) or _of_others(passage, people):
        return False
    return _has_content(passage)


def maybe_reason(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The delay is spoken of and nothing says that the reason is missing: a person may find one."""
    if passage.hits_of("reden_onbekend") or _of_other_work(passage) or _unknown_nearby(passages, passage):
        return False
    return not _of_others(passage, people)


def answers_why(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The sentence before tells of the delay and calls for its reason."""
    before = previous_in_entry(passages, passage, 2)
    if passage.label and "reden_label" not in passage.label_hits:
        return False
    if not before or not reason_given(passages, passage, anchor, people):
        return False
    first = before[0]
    late = next((p for p in before if p.hits_of("termijn_over") or "termijn_over" in p.label_hits), None)
    if late is None or late.hits_of("reden_onbekend") or _of_other_work(late):
        return False
    if _of_others(first, people) or _of_others(late, people):
        return False
    calls = first.tokens[-1].text in ("?", ":") or first.hits_of("oorzaak_woord", "oorzaak_vraag")
    return bool(calls)


def _unknown_nearby(passages: Sequence[Passage], passage: Passage) -> bool:
    """'Waarom het bij ons te laat is, zoek ik uit': then the cause told beside it belongs to something else."""
    near = (*previous_in_entry(passages, passage, 1), *following_in_entry(passages, passage, 1))
    return any(other.hits_of("reden_onbekend") and other.hits_of("termijn_over", "oorzaak_vraag") for other in near)


def _of_other_work(passage: Passage) -> bool:
    """A letter, talk or triage that is late, and nothing of the investigation in the same sentence."""
    late = passage.hits_of("termijn_over")
    if late and passage.kind == "triage" and "besluit_woord" in passage.label_hits | passage.concepts:
        return not any(token.norm.startswith("onderzoek") for token in passage.tokens[passage.value :])
    if late and all(_is_vague(passage, hit) for hit in late):
        return not any(passage.tokens[hit.start].norm not in _SPAN for hit in passage.hits_of("onderzoek_zelf"))
    first = min((passage.value, *(hit.start for hit in late)))
    other = [hit for hit in passage.hits_of("ander_werk") if hit.start >= passage.value or first < passage.value]
    if not late or not other:
        return False
    return min(hit.start for hit in other) < late[0].end + 4 and not passage.hits_of("onderzoek_zelf")


def _is_vague(passage: Passage, hit: Hit) -> bool:
    """'Verlengd', 'stil', 'een wachtlijst van tien weken': as often said of help, an order or a club."""
    words = [token.norm for token in passage.tokens[hit.start : hit.end]]
    if words[-1] == "weken":
        return passage.tokens[max(0, hit.start - 1)].norm not in ("de", "die", "deze", "over", "dan", "na", "binnen")
    return words[0].startswith("verleng") or "stil" in words


def _of_others(passage: Passage, people: People) -> bool:
    """Another family by its name or its street."""
    known = people.family_names
    colleague = any(token.norm == "collega" for token in passage.tokens)
    for position, token in enumerate(passage.tokens[:-1]):
        following = passage.tokens[position + 1]
        if following.norm in _WORK and (token.norm in _HIS or (colleague and token.norm in ("dat", "die"))):
            return True
        if token.norm in _WORK and following.text[:1].isupper() and following.text.isalpha():
            return following.norm not in known and following.norm not in ("veilig", "vt")
        if token.norm not in _FAMILY_WORDS and not token.norm.endswith("gezin"):
            continue
        if (
            (
                following.norm in ("aan", "uit")
                or (position and passage.tokens[position - 1].norm in ("dat", "die", "ander"))
            )
            and position + 2 < len(passage.tokens)
            and token.norm in ("gezin", "familie")
        ):
            return True
        if (
            token.norm in ("familie", "fam", "gezin")
            and following.text[:1].isupper()
            and known
            and following.norm not in known
        ):
            return True
    return False


def _has_content(passage: Passage) -> bool:
    if passage.tokens[min(passage.value, len(passage.tokens) - 1)].norm == "zie":
        return False
    hits = passage.hits_of("oorzaak_woord", "oorzaak_vraag")
    spoken_for = {position for hit in hits for position in range(hit.start, hit.end)}
    words = [
        token.norm
        for position, token in enumerate(passage.tokens[passage.value :], passage.value)
        if position not in spoken_for and token.text[:1].isalpha() and token.norm not in _EMPTY
    ]
    return len(words) >= _LEAST_WORDS


def explained_after(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """After the delay and a comma, colon or bracket stands what held it up."""
    for position in range(anchor.end - 1, len(passage.tokens)):
        if passage.tokens[position].text in _MARKS:
            return bool(passage.hits_of("oorzaak_vraag")) or any(
                h.start > position for h in passage.hits_of("belemmering")
            )
    return any(hit.end <= anchor.start for hit in passage.hits_of("belemmering"))


def follows_delay(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    """The sentence comes straight after the delay on the same line and is not about who was told."""
    if passage.hits_of("bestuurlijk") or any(token.norm in _HOPES for token in passage.tokens[:4]):
        return False
    before = [other for other in previous_in_entry(passages, passage, 2) if other.line == passage.line]
    late = next((other for other in before if other.hits_of("termijn_over")), None)
    return late is not None and not _of_other_work(late) and not late.hits_of("reden_onbekend")
