"""Lines of the triage form that are about one member: a row 'Noor | 4 mei | school', a field 'Vader: nee, op zee'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtaudit.dates import find_dates
from vtaudit.language.passages import Passage, previous_in_entry
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause, clauses
from vtaudit.language.speaking import Found

_NO = frozenset({"nee", "neen", "niet", "geen", "-", "–", "—", "x", "0", "nvt", "n.v.t"})
_ENOUGH = 3
_FEW = 3
_ABOVE = 6
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:u(?:ur)?)?\Z|\d{1,2}u\Z")
_NO_REASON = ("besluit_later", "nog_niet", "gaan_doen", "voornemen", "gezien_alleen", "niet_gesproken", "vraag")
_UNSPOKEN = (
    "gezien_alleen", "niet_gesproken", "vergeefs", "besluit_later", "nog_niet", "via_ander", "verhinderd", "weigering",
    "vertelt", "bewering",
)  # fmt: skip
_DAY = re.compile(r"\d{1,2}[-/]\d{1,2}\Z")
_NOTHING_TOLD = frozenset(
    {"nee", "neen", "niet", "nog", "wel", "gesproken", "gehoord", "geen", "gesprek", "nvt", "reden"}
)


def own_line(passages: Sequence[Passage], passage: Passage, referent: Referent, in_label: bool) -> Found | None:
    """What such a line says of its member; None where it is no such line or another reading knows better."""
    if passage.kind != "triage":
        return None
    listed = _in_list(passage, referent)
    if listed is not None:
        return listed
    if passage.cells:
        return _row(passage, referent)
    if not (in_label or _opens(passages, passage, referent)):
        return None
    start = passage.value if in_label else referent.end
    if _says_no(passage, start) or _denied(passage, start):
        return _why(passage, start)
    if _prevented(passage, start):
        return Found.TOLD_WHY
    if not in_label and not passage.hits_of("gesproken", "vergeefs", "besluit_later", "nog_niet", "via_ander"):
        told = passage.hits_of("vertelt", "gesprek_plek")
        if told and (not passage.hits_of("gezien_alleen") or passage.hits_of("vertelt")):
            return Found.WEAK
    return None


def _in_list(passage: Passage, referent: Referent) -> Found | None:
    """'Gesproken: Noor (4 mei, school); mw. Bos (5 mei)': the part of the list that names this member."""
    labelled = {"gesproken_kop", "gesproken"} <= passage.label_hits and "niet_gesproken" not in passage.label_hits
    if not labelled or referent.start < passage.value or referent.governed or len(passage.cells) > 2:
        return None
    stops = [position for position, token in enumerate(passage.tokens) if token.text in (";", ".")]
    start = max((position for position in stops if position < referent.start), default=passage.value)
    end = min((position for position in stops if position >= referent.end), default=len(passage.tokens))
    words = {token.norm for token in passage.tokens[start:end]}
    if words & _NO or _hits(passage, start, end, *_UNSPOKEN) or _is_apposition(passage, referent):
        return None
    return Found.SPOKEN


def _is_apposition(passage: Passage, referent: Referent) -> bool:
    """'mevrouw M. Bos, dochter': the role says who the name before it is."""
    before = passage.tokens[max(0, referent.start - 2) : referent.start]
    return referent.how == "rol" and len(before) == 2 and before[1].text in (",", "(") and before[0].text[:1].isupper()


def _row(passage: Passage, referent: Referent) -> Found | None:
    cells = _filled(passage)
    if len(cells) < 2 or not cells[0][0] <= referent.start < cells[0][1]:
        return None
    others = [t for t in passage.tokens[cells[0][0] : cells[0][1]] if t.norm.isalpha()]
    if len(others) > _FEW + 2:
        return None
    first = cells[1][0]
    start, end = _how(passage)
    if _hits(passage, start, end, "vergeefs"):
        return None
    if any(passage.tokens[start].norm in _NO for start, _ in cells[1:]):
        no = next(start for start, _ in cells[1:] if passage.tokens[start].norm in _NO)
        if no == cells[-1][0] and len(cells) > 2 and passage.tokens[no].norm in ("-", "–", "—", "x"):
            return None
        return _why(passage, no)
    if _denied(passage, first):
        return _why(passage, first)
    if _hits(passage, start, end, "besluit_later", "nog_niet", "voornemen", "via_ander"):
        return None
    if _hits(passage, start, end, "gezien_alleen"):
        return Found.SEEN
    last = cells[-1]
    calm = not _hits(passage, *last, "vertelt") and not any(
        t.text in ('"', "“", "'", "‘") for t in passage.tokens[slice(*last)]
    )
    if (
        calm
        and any(
            last[0] <= h.start and passage.tokens[h.start].norm != "slaapt" and h.start - last[0] <= 4
            for h in passage.hits_of("gezien_alleen")
        )
        and not _nothing_seen(passage, last[0])
    ):
        return Found.SEEN
    words = passage.tokens[start:end]
    dated = bool(find_dates(" ".join(token.text for token in words))) or any(_DAY.match(t.text) for t in words)
    timed = any(_TIME.match(token.text) for token in words)
    place = _hits(passage, start, len(passage.tokens), "gesprek_plek", "gesproken", "vertelt")
    return Found.WEAK if dated and (timed or place) else None


def _filled(passage: Passage) -> tuple[tuple[int, int], ...]:
    return tuple(cell for cell in passage.cells if cell[1] > cell[0])


def _nothing_seen(passage: Passage, start: int) -> bool:
    """'Zelf niets gezien' is what somebody told."""
    return any(token.norm in ("niets", "niks", "nooit", "niet") for token in passage.tokens[start:])


def _how(passage: Passage) -> tuple[int, int]:
    """Where a row tells when and how: between its first and last cell, or the first sentence of the second."""
    cells = _filled(passage)
    if len(cells) > 2:
        return cells[1][0], cells[-2][1]
    start, end = cells[1]
    stop = next((i for i in range(start + 1, end) if passage.tokens[i].text in (".", ";")), end)
    return start, stop if not _hits(passage, stop, end, "niet_gesproken", "vergeefs", "verhinderd") or _place(
        passage, start, stop
    ) else end


def _place(passage: Passage, start: int, end: int) -> bool:
    return _hits(passage, start, end, "gesprek_plek", "gesproken")


def _opens(passages: Sequence[Passage], passage: Passage, referent: Referent) -> bool:
    """The first words of a sentence under a heading or question on who was spoken to."""
    if referent.start > 1 or referent.governed or passage.label:
        return False
    if "gesproken_kop" in passage.heading_hits and len(passage.heading.split()) <= 12:
        return True
    above = previous_in_entry(passages, passage, _ABOVE)
    return any(
        other.text.rstrip().endswith(("?", ":")) and len(other.tokens) <= 12 and other.hits_of("gesproken_kop")
        for other in above
    )


def _hits(passage: Passage, start: int, end: int, *concepts: str) -> bool:
    return any(start <= hit.start < end for hit in passage.hits_of(*concepts))


def _says_no(passage: Passage, start: int) -> bool:
    return start < len(passage.tokens) and passage.tokens[start].norm in _NO


def _denied(passage: Passage, start: int) -> bool:
    return _hits(passage, start, len(passage.tokens), "niet_gesproken") and not _hits(
        passage, start, len(passage.tokens), "vergeefs"
    )


def _prevented(passage: Passage, start: int) -> bool:
    return _hits(passage, start, len(passage.tokens), "verhinderd")


def _why(passage: Passage, start: int) -> Found | None:
    """After 'nee' or 'niet gesproken' a part of a sentence that tells something else than a plan or what was seen."""
    if _prevented(passage, start) or _hits(passage, start, len(passage.tokens), "reden_niet_gesproken"):
        return Found.REASON
    skipped = {position for hit in passage.hits_of("niet_gesproken") for position in range(hit.start, hit.end)}
    parts = [c for c in clauses(passage) if c.end > start] or [Clause(start, len(passage.tokens))]
    for part in parts:
        inside = [h for h in passage.hits_of(*_NO_REASON[:-2]) if max(start, part.start) <= h.start < part.end]
        if [h for h in inside if h.concept != "niet_gesproken"]:
            continue
        words = [
            token
            for position, token in enumerate(passage.tokens[max(start, part.start) : part.end], max(start, part.start))
            if position not in skipped and token.norm.isalpha() and token.norm not in _NOTHING_TOLD
        ]
        if len(words) > _ENOUGH:
            return Found.TOLD_WHY
    return None
