"""Which kind of document a part is: headings, form fields, wording and layout add up, the file name comes second."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vtaudit.dossiers.cues import OTHER, Kind, KindCues
from vtaudit.dossiers.days import leading_day
from vtaudit.dossiers.headings import STRONG_AT_START, heading_scores, is_ruler, take_apart
from vtaudit.dossiers.layout import journal_score, letter_score, mail_score
from vtaudit.dossiers.lines import Line
from vtaudit.dossiers.phrases import distinct_hits, matcher, stands_in

_SECTION_WORTH = 0.3
_JOURNAL_LINES = 3
_PLACE_WEIGHTS = (1.0, 1.0, 0.8, 0.6, 0.5, 0.4)
_LABEL_WORTH, _LABEL_CAP = 2.5, 11.0
_PHRASE_WORTH, _PHRASE_CAP = 1.0, 5.0
_FILE_NAME_WORTH = 3.5
_ENOUGH = 0.9
_FORM_HEAD = 10
_LEFT_OPEN = re.compile(
    r"\[(?!functie|naam|datum|adres|plaats|[^\]]*indien|[^\]]*\b(?:u|uw|zelf|terug\w*)\b)[^\]]{0,60}"
    r"\b(?:invullen|aanvullen|in te vullen|aan te vullen|invoegen)\b[^\]]{0,60}\]",
    re.I,
)
"""'Onze conclusie is: [aanvullen na overleg]'."""
_FORMS = frozenset({"mail", "brief", "contactjournaal", "gespreksverslag", "overdracht"})
_SAID_BESIDE = frozenset({"mail", "gespreksverslag"})
"""'mail_monitoring' and 'verslag_monitoring' are on monitoring; 'brief_monitoring' may announce it."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """The kind of a part, what it was recognised by (inhoud, bestandsnaam, geen) and its title line."""

    kind: str
    kind_from: str
    title: str


@dataclass(frozen=True, slots=True)
class _Title:
    """A line that can be a title, without enumeration; `worth` is less for one of a series of sections."""

    text: str
    worth: float


def title_lines(lines: Sequence[Line], cues: KindCues) -> tuple[str, ...]:
    """The first lines that can be a title: letterhead, rulers and running text left out."""
    return tuple(title.text for title in _titles(lines, cues))


def _titles(lines: Sequence[Line], cues: KindCues) -> list[_Title]:
    letterhead = matcher(cues.letterheads)
    sections = Counter(
        heading.style for line in lines if (heading := take_apart(line.text, cues.print.units)).number is not None
    )
    dated = {number for number, line in enumerate(lines) if leading_day(line.text) is not None}
    found: list[_Title] = []
    for number, line in enumerate(lines[: len(_PLACE_WEIGHTS) * 2]):
        # "8-3 triage" is an entry of a journal.
        if number in dated and len(dated) >= _JOURNAL_LINES:
            continue
        if is_ruler(line.text) or letterhead.fullmatch(line.text.casefold().strip(" .:|-")):
            continue
        heading = take_apart(line.text, cues.print.units)
        words = len(heading.title.split())
        if words > 14 or (heading.title.endswith((".", ";")) and words > 8):
            break
        is_section = sections[heading.style] >= 3
        found.append(_Title(heading.title, _PLACE_WEIGHTS[len(found)] * (_SECTION_WORTH if is_section else 1.0)))
        if len(found) == len(_PLACE_WEIGHTS):
            break
    return found


def recognise(lines: Sequence[Line], file_name: str, cues: KindCues, vervolg: str | None = None) -> Recognition:
    """The kind with the highest score; `file_name` is empty for a section of a print.

    `vervolg` is what the register says, if anything. A letter becomes an afsluitbrief or a terugkoppeling by what it
    says, because it carries no heading as a rule.
    """
    titles = _titles(lines, cues)
    scores = _content_scores(lines, titles, cues)
    by_content = _best(scores, cues)
    sure = _sure_of_name(file_name, by_content, cues)
    if sure is not None:
        return Recognition(sure, "bestandsnaam", _first_of(titles))
    named = _kind_of_name(file_name, cues)
    if named is not None:
        scores[named] += _FILE_NAME_WORTH
    kind = _best(scores, cues)
    if scores[kind] <= 0:
        return Recognition(OTHER, "geen", _first_of(titles))
    from_content = kind == by_content and scores[kind] - (_FILE_NAME_WORTH if kind == named else 0) >= _ENOUGH
    if not from_content and named is None and scores[kind] < _ENOUGH:
        return Recognition(OTHER, "geen", _first_of(titles))
    text = _running_text(lines)
    refined = (
        _by_title(kind, titles, cues) or _instead(kind, titles, lines, cues) or _refined(kind, text, cues, vervolg)
    )
    return Recognition(refined, "inhoud" if from_content or refined != kind else "bestandsnaam", _first_of(titles))


def is_concept(lines: Sequence[Line], file_name: str, cues: KindCues) -> bool:
    """Whether the head of the document or the file name says that it is not final."""
    concept = matcher(cues.concept)
    # "Het concept heeft u eerder gezien." speaks of a concept, "Rapportage onderzoek (concept)" is one.
    heads = [
        line.text.casefold()
        # "Nog niet verstuurd" may stand under the letter too.
        for line in (*lines[: len(_PLACE_WEIGHTS)], *lines[-2:])
        if len(line.text.split()) <= 10 and not line.text.endswith((".", ",", ";"))
    ]
    return any(concept.search(head) for head in (*heads, _words_of(file_name)))


def is_left_open(lines: Sequence[Line]) -> bool:
    """Whether something stands between brackets that must still be filled in."""
    return any(_LEFT_OPEN.search(line.text) for line in lines)


def _first_of(titles: list[_Title]) -> str:
    return titles[0].text[:120] if titles else ""


def _best(scores: dict[str, float], cues: KindCues) -> str:
    order = list(cues.kinds)
    return max(order, key=lambda kind: (scores[kind], -order.index(kind)))


def _content_scores(lines: Sequence[Line], titles: list[_Title], cues: KindCues) -> dict[str, float]:
    scores = dict.fromkeys(cues.kinds, 0.0)
    headings = _named_in(titles, cues)
    shapes = {
        "letter": letter_score(lines, cues.layouts),
        "mail": mail_score(lines, cues.layouts),
        "journal": journal_score(lines),
    }
    text = _running_text(lines)
    labels = _labels(lines)
    sharing = Counter(label for kind in cues.kinds.values() for label in kind.labels)
    for name, kind in cues.kinds.items():
        scores[name] += headings.get(name, 0.0)
        if kind.layout:
            scores[name] += shapes[kind.layout]
        if kind.refines:
            continue
        scores[name] += _label_score(labels, kind, sharing)
        scores[name] += min(_PHRASE_CAP, _PHRASE_WORTH * distinct_hits(kind.phrases, text))
    return scores


def _named_in(titles: list[_Title], cues: KindCues) -> dict[str, float]:
    headings: dict[str, float] = {}
    for title in titles:
        for named, worth in heading_scores(title.text, cues).items():
            headings[named] = max(headings.get(named, 0.0), worth * title.worth)
    return headings


def _by_title(kind: str, titles: list[_Title], cues: KindCues) -> str | None:
    """A letter or mail with "Bericht aan melder" above it is that special case, whatever its shape."""
    if cues.kinds[kind].layout not in ("letter", "mail"):
        return None
    headings = _named_in(titles, cues)
    least = max(STRONG_AT_START, headings.get(kind, 0.0))
    # Whether a letter closes an investigation depends on the register too, so its title alone is not enough.
    special = (name for name, each in cues.kinds.items() if each.refines and not each.refine_vervolg)
    return next((name for name in special if headings.get(name, 0.0) >= least), None)


def _instead(kind: str, titles: list[_Title], lines: Sequence[Line], cues: KindCues) -> str | None:
    """Minutes of a meeting that state the outcome of an investigation are no report to the family."""
    labels = _labels(lines[:_FORM_HEAD])
    for name, other in cues.kinds.items():
        if other.instead_of != kind:
            continue
        by_label = any(matcher(other.instead_labels).fullmatch(label) for label in labels)
        if by_label or any(matcher(other.instead_titles).search(title.text.casefold()) for title in titles):
            return name
    return None


def _label_score(labels: Sequence[str], kind: Kind, sharing: Counter[str]) -> float:
    """A field that several kinds of forms have says less about each."""
    joined = "\n".join(labels)
    found = (
        label
        for label in kind.labels
        if stands_in(label, joined) and any(matcher((label,)).fullmatch(each) for each in labels)
    )
    return min(_LABEL_CAP, sum(_LABEL_WORTH / sharing[label] for label in found))


def _labels(lines: Sequence[Line]) -> list[str]:
    """What stands before a colon or a cell border, at the start of a line or after a wide space; a short line alone."""
    found = []
    for line in lines:
        if len(line.text.split()) <= 5 and line.text[-1:].isalpha():
            found.append(re.sub(r"^[\W\d_]+", "", line.text.casefold()))
        for piece in re.split(r"\s{3,}|\t", line.text.casefold()):
            head = re.match(r"[\W\d_]*([^\W\d_][^:|=]{0,40}?)\s*(?::(?!//)|\s[|=](?:\s|$))", piece)
            if head is not None:
                found.append(head[1].strip(" ."))
    return found


def _running_text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines).casefold()


def _words_of(file_name: str) -> str:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[\W_\d]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)).strip().casefold()


def _kind_of_name(file_name: str, cues: KindCues) -> str | None:
    words = _words_of(file_name)
    if not words:
        return None
    found = [
        (len(match.group()), -number, name)
        for number, (name, kind) in enumerate(cues.kinds.items())
        if (match := matcher(kind.file_names).search(words))
    ]
    return max(found)[2] if found else None


def _sure_of_name(file_name: str, by_content: str, cues: KindCues) -> str | None:
    """What a name like `mail_monitoring` says the piece is for, where its content shows a form only."""
    words = _words_of(file_name)
    found = [name for name, kind in cues.kinds.items() if matcher(kind.sure_names).search(words)]
    others = (
        name
        for name, kind in cues.kinds.items()
        if name not in found and name not in _SAID_BESIDE and matcher(kind.file_names).search(words)
    )
    if len(found) != 1 or by_content in found or by_content not in _FORMS or any(others):
        return None
    return found[0]


def _refined(kind: str, text: str, cues: KindCues, vervolg: str | None) -> str:
    if cues.kinds[kind].layout == "letter":
        for name, other in cues.kinds.items():
            if matcher(other.letter_phrases).search(text):
                return name
    for name, special in cues.kinds.items():
        if special.refines != kind or not matcher(special.refine_phrases).search(text):
            continue
        if matcher(special.refine_unless).search(text):
            continue
        needed = special.refine_vervolg
        # Without the register the letter itself must speak of what it closes.
        if needed is None or vervolg == needed or (vervolg is None and matcher((f"{needed}*",)).search(text)):
            return name
    return kind
