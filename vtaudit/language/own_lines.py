"""Lines of the triage form that are about one member: a row 'Noor | 4 mei | school', a field 'Vader: nee, op zee'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from vtaudit.dates import find_dates
from vtaudit.language.naming import TITLES
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.referents import Referent
from vtaudit.language.scope import Clause, clauses
from vtaudit.language.sentences import Token
from vtaudit.language.speaking import Found
from vtaudit.language.talk_lists import is_only_seen, kept_away
from vtaudit.language.words import fold

_NO = frozenset({"nee", "neen", "niet", "geen", "-", "–", "—", "x", "0", "nvt", "n.v.t"})
_VIEWS = frozenset({"visie", "reactie", "verhaal", "mening", "standpunt", "zienswijze", "lezing", "perspectief"})
_YES = frozenset({"ja", "v", "✓", "✔", "wel"})
_EXPLAINS = frozenset({"toelichting", "reden", "waarom", "opmerking", "omdat", "want", "uitleg", "motivering"})
_ABOUT_HIM = frozenset({"hem", "haar", "hij", "zij", "ze"})
_ENOUGH = 3
_FEW = 3
_ABOVE = 6
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:u(?:ur)?)?\Z|\d{1,2}u\Z")
_NO_REASON = ("besluit_later", "nog_niet", "gaan_doen", "voornemen", "gezien_alleen", "niet_gesproken", "vraag")
_UNSPOKEN = (
    "gezien_alleen", "niet_gesproken", "vergeefs", "besluit_later", "nog_niet", "via_ander", "verhinderd", "weigering",
    "vertelt", "bewering",
)  # fmt: skip
_HAD = frozenset({"gesproken", "gebeld", "gehoord"})
_LISTED = frozenset({"en", "noch", "ook", "niet", "de", "het"})
_JOINING = frozenset({"en", ",", "+", "&"})
_MEANS = frozenset(
    {
        "teams", "zoom", "skype", "beeldbellen", "videobellen", "video", "facetime", "telefoon", "tolk", "scherm",
        "een", "de", "whatsapp", "webex", "tablet", "tel",
    }
)  # fmt: skip
_NOT_HAD = ("vergeefs", "via_ander", "niet_gesproken", "weigering", "verhinderd")
_COLUMNS = 3
_NUMBER = re.compile(r"\d{1,2} ?[.)]?\Z")
_SAW = frozenset({"zag", "ziet"})
"""Opening a cell these have the member of the row as their subject: 'Noor | 4 mei, school | Zag papa slaan'."""
_DAY = re.compile(r"\d{1,2}[-/]\d{1,2}\Z")
_ASKING = re.compile(r"\b(?:wanneer|hoe|gesproken|gesprek\w*|gehoord|contact\w*)\b")
_EVENT = re.compile(r"(?:(?:in|uit|aan|op|af|mee|bij|toe|weg|terug|voor|ziek|thuis|na|om)?ge\w{3,}(?:d|t|en)|jarig)\Z")
_NOTHING_TOLD = frozenset(
    {"nee", "neen", "niet", "nog", "wel", "gesproken", "gehoord", "geen", "gesprek", "nvt", "reden"}
)


def own_line(passages: Sequence[Passage], passage: Passage, referent: Referent, in_label: bool) -> Found | None:
    """What such a line says of its member; None where it is no such line or another reading knows better."""
    if passage.kind == "contactjournaal":
        return _dated_row(passages, passage, referent)
    if passage.kind != "triage":
        return None
    listed = _in_list(passage, referent)
    if listed is not None:
        return listed
    if passage.cells:
        return _row(passages, passage, referent)
    if not (in_label or _opens(passages, passage, referent)):
        return None
    start = passage.value if in_label else referent.end
    if _says_no(passage, start) or _denied(passage, start):
        return why_behind(passage, start) or _why_below(passages, passage)
    if kept_away(passage, start):
        return Found.TOLD_WHY
    if not in_label and start < len(passage.tokens) and passage.tokens[start].norm in _YES:
        return Found.WEAK
    if in_label and _is_told(passages, passage, start):
        return Found.WEAK
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
    # 'Sem zat achter de tablet; wij hebben hem gezien': what follows is still about him.
    behind = [token.norm for token in passage.tokens[end + 1 : end + 1 + _ABOVE]]
    if _ABOUT_HIM & set(behind):
        end = min((position for position in stops if position > end), default=len(passage.tokens))
    words = {token.norm for token in passage.tokens[start:end]}
    if words & _NO or _hits(passage, start, end, *_UNSPOKEN) or _is_apposition(passage, referent):
        return None
    return Found.SEEN if is_only_seen(passage, referent) else Found.SPOKEN


def not_spoken_list(passage: Passage, referent: Referent, named: Sequence[Referent]) -> Found | None:
    """'Niet gesproken: vader en moeder, op zee tot eind mei': one label denies all whom the list joins, with why."""
    if "niet_gesproken" not in passage.label_hits or referent.start < passage.value or len(passage.cells) > 2:
        return None
    listed: list[Referent] = []
    for other in (each for each in named if each.start >= passage.value):
        gap = passage.tokens[listed[-1].end : other.start] if listed else ()
        if any(token.norm.isalpha() and token.norm not in _LISTED for token in _outside_brackets(gap)):
            break
        if any(
            token.norm in _HAD for token in takewhile(lambda each: each.text not in ",;", passage.tokens[other.end :])
        ):
            break
        listed.append(other)
    if referent not in listed:
        return None
    behind = referent.end
    if behind < len(passage.tokens) and passage.tokens[behind].text != "(":
        behind = listed[-1].end
    return why_behind(passage, behind) or Found.SEEN


def _outside_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth <= 0:
            yield token


def _is_told(passages: Sequence[Passage], passage: Passage, start: int) -> bool:
    """'Noor: 4-3 school, bang' and 'Visie vader: het valt mee': a day or a view of the one in the label."""
    words = passage.tokens[start : start + _FEW]
    view = {token.norm for token in passage.tokens[:start]} & _VIEWS and len(passage.tokens) - start >= _FEW
    norms = [token.norm for token in passage.tokens[start:]]
    if view and "nog" in norms and "te" in norms[norms.index("nog") :]:
        return False
    if not view and not (words and _is_dated(passage, start, start + _FEW) and _is_talk(passages, passage, start)):
        return False
    barred = (*_NOT_HAD, "gezien_alleen", "gezien_van_ver", "schriftelijk", "besluit_later", "nog_niet")
    hearsay = any(token.norm in ("volgens", "via") for token in passage.tokens)
    return not hearsay and not _hits(passage, start, len(passage.tokens), *barred)


def _is_apposition(passage: Passage, referent: Referent) -> bool:
    """'mevrouw M. Bos, dochter': the role says who the name before it is."""
    before = passage.tokens[max(0, referent.start - 2) : referent.start]
    return referent.how == "rol" and len(before) == 2 and before[1].text in (",", "(") and before[0].text[:1].isupper()


def _row(passages: Sequence[Passage], passage: Passage, referent: Referent) -> Found | None:
    cells = _filled(passage)
    if len(cells) < 2 or not cells[0][0] <= referent.start < cells[0][1]:
        return _dated_row(passages, passage, referent)
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
        return why_behind(passage, no)
    if _denied(passage, first):
        return why_behind(passage, first)
    if _hits(passage, start, end, "besluit_later", "nog_niet", "via_ander") or _is_meant(passage, start, end):
        return None
    if _hits(passage, start, end, "gezien_alleen"):
        return Found.SEEN
    last = cells[-1]
    calm = not _hits(passage, *last, "vertelt") and not any(
        t.text in ('"', "“", "'", "‘") for t in passage.tokens[slice(*last)]
    )
    if (
        calm
        and passage.tokens[last[0]].norm not in _SAW
        and any(
            last[0] <= h.start and passage.tokens[h.start].norm != "slaapt" and h.start - last[0] <= 4
            for h in passage.hits_of("gezien_alleen")
        )
        and not _nothing_seen(passage, last[0])
    ):
        return Found.SEEN
    if _far(passage, *last):
        return Found.SEEN
    if _later(passage, *last) or _by_others(passage, cells):
        return Found.NOTHING
    words = passage.tokens[start:end]
    told = len(cells) > 2 and (_is_dated(passage, *last) or any(t.norm.isalpha() for t in passage.tokens[slice(*last)]))
    dated = _is_dated(passage, start, end) or (len(cells) > 2 and _is_dated(passage, *last))
    timed = any(_TIME.match(token.text) for token in words)
    place = _hits(passage, start, len(passage.tokens), "gesprek_plek", "gesproken", "vertelt")
    return Found.WEAK if dated and (timed or place or told) and _is_talk(passages, passage, start) else None


def _is_talk(passages: Sequence[Passage], passage: Passage, start: int) -> bool:
    """A day alone is a day of anything: 'Tijn: 11-11 jarig', 'Bas | 11-11 | aangehouden'."""
    place = _hits(passage, start, len(passage.tokens), "gesprek_plek", "gesproken", "vertelt")
    place = place or any(_TIME.match(token.text) for token in passage.tokens[start:])
    asked = _asks_when(passages, passage)
    return (place or asked) and ((place and asked) or not _is_event(passage, start))


def _asks_when(passages: Sequence[Passage], passage: Passage) -> bool:
    """The heading, the head of the table or a question above asks when, how or whether somebody was spoken to."""
    above = [passage.heading] + [
        other.text for other in previous_in_entry(passages, passage, _ABOVE) if other.text.rstrip().endswith(("?", ":"))
    ]
    return "gesproken_kop" in passage.heading_hits or any(_ASKING.search(fold(text)) for text in above)


def _is_event(passage: Passage, start: int) -> bool:
    """'naar opa gebracht', 'te laat gekomen', 'jarig': something that befell, and no word of speaking."""
    talk = {at for hit in passage.hits_of("gesproken", "vertelt", "gezien_alleen") for at in range(hit.start, hit.end)}
    return any(at not in talk and _EVENT.match(token.norm) for at, token in enumerate(passage.tokens[start:], start))


def _is_meant(passage: Passage, start: int, end: int) -> bool:
    """A plan; 'op eigen verzoek buiten' tells how the talk went."""
    return any(
        start <= hit.start < end and passage.tokens[hit.start].norm != "verzoek" for hit in passage.hits_of("voornemen")
    )


def _dated_row(passages: Sequence[Passage], passage: Passage, referent: Referent) -> Found | None:
    """'4 mei | Noor, school | bang in het donker': the day first, then with whom, then what was said."""
    cells = _filled(passage)
    if len(cells) < _COLUMNS or not cells[1][0] <= referent.start < cells[1][1] or not _is_dated(passage, *cells[0]):
        return None
    (start, end), rest = cells[1], cells[2]
    others = [t for t in passage.tokens[start:end] if t.norm.isalpha()]
    if len(others) > _FEW + 3 or referent.start > start + 1 or referent.governed:
        return None
    if _hits(passage, start, len(passage.tokens), *_NOT_HAD) or _later(passage, start, end) or _later(passage, *rest):
        return None
    if _by_others(passage, cells):
        return Found.NOTHING
    if _far(passage, *rest) or _still(passage, rest[0]):
        return Found.SEEN
    if passage.kind == "triage" or _hits(passage, referent.end, end, "gesprek_plek"):
        return Found.WEAK if _is_talk(passages, passage, cells[1][0]) else None
    return None


def _by_others(passage: Passage, cells: Sequence[tuple[int, int]]) -> bool:
    """In writing, by hearsay or by somebody else: 'mail', 'via moeder gehoord', a cell 'mw. Bos, wijkzuster'."""
    for start, end in cells[1:]:
        words = passage.tokens[start:end]
        if any(h.start - start <= _FEW for h in passage.hits_of("schriftelijk") if start <= h.start < end):
            return True
        for token, after in pairwise(words):
            told = token.norm == "volgens" and token is words[0]
            means = after.norm in _MEANS or after.norm.endswith(("telefoon", "bellen", "verbinding"))
            if told or (token.norm == "via" and not means):
                return True
        if end < cells[-1][1] and words[0].norm in TITLES:
            return True
    return False


def _is_dated(passage: Passage, start: int, end: int) -> bool:
    words = passage.tokens[start:end]
    return bool(find_dates(" ".join(token.text for token in words))) or any(_DAY.match(t.text) for t in words)


def _far(passage: Passage, start: int, end: int) -> bool:
    """Waved at, seen through a window: so told, nobody was spoken to."""
    return _hits(passage, start, end, "gezien_van_ver") and not _hits(passage, start, end, "gesproken", "vertelt")


def _still(passage: Passage, start: int) -> bool:
    """'zat te kleien', 'lag te slapen': the row opens with how somebody was found."""
    words = [token.norm for token in passage.tokens[start : start + 6]]
    return (
        bool(words)
        and words[0] in ("zat", "lag", "stond", "speelde", "sliep")
        and ("te" in words or words[0] in ("speelde", "sliep"))
    )


def _later(passage: Passage, start: int, end: int) -> bool:
    return _hits(passage, start, min(end, start + 2), "besluit_later", "nog_niet")


def _filled(passage: Passage) -> tuple[tuple[int, int], ...]:
    """The cells that hold something, without the number of the row."""
    filled = tuple(cell for cell in passage.cells if cell[1] > cell[0])
    numbered = len(filled) > _COLUMNS and _NUMBER.match(" ".join(t.text for t in passage.tokens[slice(*filled[0])]))
    return filled[1:] if numbered else filled


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
    listed = passage.tokens[: referent.start] if referent.start <= _ABOVE else ()
    first = referent.start <= 1 or (listed and all(t.text[0].isupper() or t.norm in _JOINING for t in listed))
    if not first or referent.governed or passage.label:
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


def _why_below(passages: Sequence[Passage], passage: Passage) -> Found | None:
    """'Vader: nee' and on the line below it 'toelichting: drie keer gebeld, geen gehoor'."""
    for below in following_in_entry(passages, passage, 1):
        label = {token.norm for token in below.tokens[: below.value]}
        if label & _EXPLAINS and (kept_away(below) or below.hits_of("reden_niet_gesproken", "vergeefs")):
            return Found.REASON
    return None


def why_behind(passage: Passage, start: int) -> Found | None:
    """After 'nee' or 'niet gesproken' a part of a sentence that tells something else than a plan or what was seen."""
    if kept_away(passage, start) or _hits(passage, start, len(passage.tokens), "reden_niet_gesproken"):
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
