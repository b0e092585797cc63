"""A print that holds a whole case, cut into its documents where one series of headings names their kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.headings import Heading, heading_scores, is_ruler, take_apart
from vtaudit.dossiers.lines import Line
from vtaudit.dossiers.phrases import matcher

_MATCHED, _UNMATCHED, _GAP_PENALTY = 3.0, 0.4, 1.0
_MAX_TITLE_WORDS = 10
_FIRST_LINES = 8
_SHORT_LINE = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a file; `head` counts the lines above its heading (a banner, a table of contents)."""

    lines: tuple[Line, ...]
    head: int = 0

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines from the heading on."""
        return self.lines[self.head :]


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    heading: Heading
    kind: str | None
    is_strong: bool


def split_print(lines: Sequence[Line], file_stem: str, zaaknummer: str, cues: KindCues) -> tuple[Piece, ...]:
    """The parts of a file in order, together all its lines; a file that is one document comes back whole.

    A series counts when its headings share one style and name at least two kinds (a print that says so) or three (a
    file that does not, and that opens as a case does). Sections of a report and reports of one kind stay together.
    """
    is_print = _says_print(lines, file_stem, zaaknummer, cues)
    series: dict[str, list[_Candidate]] = {}
    for candidate in _candidates(lines, cues):
        series.setdefault(candidate.heading.style, []).append(candidate)
    best: list[_Candidate] = []
    best_worth = 0.0
    for style, members in series.items():
        chain = _chain(members, is_print) if members[0].heading.number is not None else _unnumbered(style, members)
        if not _holds(chain, lines, is_print, cues):
            continue
        worth = sum(_MATCHED if candidate.kind else _UNMATCHED for candidate in chain) + (0.5 if style else 0.0)
        if worth > best_worth:
            best, best_worth = chain, worth
    if not best:
        return (Piece(tuple(lines)),)
    heads = [_upward(lines, candidate, cues) for candidate in best]
    edges = [0, *heads[1:], len(lines)]
    return tuple(
        Piece(tuple(lines[begin:end]), head - begin) for head, (begin, end) in zip(heads, pairwise(edges), strict=True)
    )


def _says_print(lines: Sequence[Line], stem: str, zaaknummer: str, cues: KindCues) -> bool:
    if stem.casefold() == zaaknummer.casefold():
        return True
    words = re.sub(r"[\W_\d]+", " ", stem).casefold()
    if matcher(cues.print.file_names).search(words):
        return True
    said = matcher(cues.print.cues)
    return any(said.search(line.text.casefold()) for line in lines[:_FIRST_LINES])


def _candidates(lines: Sequence[Line], cues: KindCues) -> list[_Candidate]:
    ends = matcher(cues.print.ends)
    says_print = matcher(cues.print.cues)
    found: list[_Candidate] = []
    for number, line in enumerate(lines):
        if is_ruler(line.text):
            continue
        heading = take_apart(line.text, cues.print.units)
        title = heading.title
        lowered = title.casefold()
        if not title or len(title.split()) > _MAX_TITLE_WORDS or ends.match(lowered):
            continue
        if says_print.search(lowered) and heading.number is None:
            continue
        underlined = number + 1 < len(lines) and is_ruler(lines[number + 1].text)
        if not heading.style:
            style = _bare_style(lines, number, underlined, cues)
            if style is None:
                continue
            heading = Heading(style, None, title)
        elif title.endswith((".", ";", ",")) and not title.isupper():
            continue
        scores = heading_scores(title, cues)
        kind = max(scores, key=lambda name: scores[name]) if scores else None
        is_strong = kind is not None and scores[kind] >= 4
        if kind is None and heading.style in ("caps", "bare", "underlined"):
            continue
        found.append(_Candidate(number, heading, kind, is_strong))
    return _without_contents(found)


def _bare_style(lines: Sequence[Line], number: int, underlined: bool, cues: KindCues) -> str | None:
    """A heading without number or ruler signs must stand out in another way."""
    text = lines[number].text
    if underlined:
        return "underlined"
    letters = [character for character in text if character.isalpha()]
    if len(letters) >= 3 and text[: _first_break(text)].isupper():
        return "caps"
    if ":" in text.rstrip(":") or text.endswith((".", ",", ";")) or len(text.split()) > 7 or not text[:1].isupper():
        return None
    if lines[number].after_gap:
        return "bare"
    # A PDF has no blank lines; there a heading follows the end of a sentence and does not run on.
    above = lines[number - 1].text if number else ""
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    is_banner = number <= 2 and matcher(cues.print.cues).search(above.casefold()) is not None
    # The system prints its own title, and the document under it opens with the same words.
    is_echoed = below.casefold().startswith(text.casefold())
    stands_alone = is_banner or is_echoed or above.endswith((".", "!", "?", ")", ":")) or len(above) < _SHORT_LINE
    return "bare" if stands_alone and not below[:1].islower() else None


def _first_break(text: str) -> int:
    """Names and dates behind the title may be in small letters: `MDO, 12 april 2017`, `GESPREK EMRE (5)`."""
    match = re.search(r"\s*[(,:/]|\s[-–]\s|\s\d", text)
    return match.start() if match and match.start() >= 3 else len(text)


def _without_contents(found: list[_Candidate]) -> list[_Candidate]:
    """Drop a table of contents: three or more numbered headings with nothing between them."""
    kept: list[_Candidate] = []
    run: list[_Candidate] = []
    for candidate in [*found, None]:
        follows = (
            candidate is not None
            and run
            and candidate.line == run[-1].line + 1
            and candidate.heading.style == run[-1].heading.style
            and (candidate.heading.number or 0) >= (run[-1].heading.number or 0)
        )
        if not follows:
            if len(run) < 3:
                kept.extend(run)
            run = []
        if candidate is not None:
            run.append(candidate)
    return kept


def _chain(members: list[_Candidate], is_print: bool) -> list[_Candidate]:
    """The most telling run of rising numbers; a number may be skipped, headings that name no kind only fill gaps."""
    best: list[tuple[float, int | None]] = []
    for index, candidate in enumerate(members):
        own = _MATCHED if candidate.kind else _UNMATCHED
        number = candidate.heading.number or 0
        top: tuple[float, int | None] = (own - _GAP_PENALTY * max(0, number - 1), None)
        for earlier in range(index):
            step = number - (members[earlier].heading.number or 0)
            if 1 <= step <= 3:
                worth = best[earlier][0] + own - _GAP_PENALTY * (step - 1)
                if worth > top[0]:
                    top = (worth, earlier)
        best.append(top)
    chain: list[_Candidate] = []
    at: int | None = max(range(len(best)), key=lambda index: best[index][0])
    while at is not None:
        chain.append(members[at])
        at = best[at][1]
    chain.reverse()
    while chain and chain[-1].kind is None and not (is_print and _announces(chain[-1].heading)):
        chain.pop()
    return chain


def _announces(heading: Heading) -> bool:
    """'Stuk 7: januari' or capitals: a heading also where nobody knows what its words stand for."""
    return "unit " in heading.style or heading.title.isupper()


def _unnumbered(style: str, members: list[_Candidate]) -> list[_Candidate]:
    if style in ("caps", "bare", "underlined"):
        return [candidate for candidate in members if candidate.is_strong]
    return members


def _holds(chain: list[_Candidate], lines: Sequence[Line], is_print: bool, cues: KindCues) -> bool:
    matched = [candidate for candidate in chain if candidate.kind]
    kinds = {candidate.kind for candidate in matched}
    if len(chain) < 2 or len(kinds) < 2:
        return False
    if is_print:
        return len(matched) * 2 >= len(chain)
    if len(kinds) < 3 or len(matched) * 10 < len(chain) * 7 or chain[0].kind not in cues.print.opens_with:
        return False
    before = lines[: chain[0].line]
    opening = matcher(cues.layouts.letter_openings)
    is_letter = any(opening.match(line.text.casefold()) for line in before)
    return len(before) <= _FIRST_LINES and not is_letter and not _has_own_title(before, cues)


def _has_own_title(before: Sequence[Line], cues: KindCues) -> bool:
    """A report names itself before its first section."""
    for line in before:
        title = take_apart(line.text, cues.print.units).title
        if max(heading_scores(title, cues).values(), default=0.0) >= 9:
            return True
    return False


def _upward(lines: Sequence[Line], candidate: _Candidate, cues: KindCues) -> int:
    """Where the part begins: a line just above that says the same in other words belongs to the heading."""
    start = candidate.line
    for _ in range(2):
        if start == 0:
            break
        above = lines[start - 1]
        if is_ruler(above.text):
            start -= 1
            continue
        heading = take_apart(above.text, cues.print.units)
        same_number = heading.number is not None and heading.number == candidate.heading.number
        scores = heading_scores(heading.title, cues) if len(above.text.split()) <= 7 else {}
        same_kind = candidate.kind is not None and scores.get(candidate.kind, 0.0) >= 3
        shared = set(heading.title.casefold().split()) & set(candidate.heading.title.casefold().split())
        ends_sentence = above.text.endswith((".", "!", "?", ",", ";"))
        if ends_sentence or not (same_number or same_kind or (shared and len(above.text.split()) <= 5)):
            break
        start -= 1
    return start
