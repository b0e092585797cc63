"""werkblad.html: for the quality officer, with quotes; first what a person has to decide, then every dossier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby
from operator import itemgetter

from vtaudit.documents import rejoin
from vtaudit.model import Evidence, FileFault, Observation, Outcome, ReadState, Scorecard, Signal, file_of
from vtaudit.report import texts, wording
from vtaudit.report.figures import moment_text
from vtaudit.report.ordered import in_order
from vtaudit.report.pages import render_parts
from vtaudit.report.wording_dossier import decide_text, read_text, term_lines
from vtaudit.score import SIGNAL_TITLES

Mask = Callable[[str, str], str]
"""Hides the names of one zaak in a text: (zaaknummer, text) to text."""

_DISCUSS = "i"
_ORDER = (Outcome.NOT_MET, Outcome.MET, Outcome.NOT_APPLICABLE, Outcome.UNDECIDED)
_FILTERS = {"beslissen": "wat u moet beslissen", "niet": "niet gevonden of niet op tijd"}


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage as the page shows it: masked, with its place in words."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Item:
    """One toetsvraag in one dossier."""

    anchor: str
    question: str
    title: str
    word: str
    shape: str
    kind: str
    is_sure: bool
    reason: str
    decide: str
    term: tuple[str, ...]
    quotes: tuple[Quote, ...]
    against: tuple[Quote, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignalItem:
    """Something to talk about in one dossier."""

    title: str
    reason: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything about one drawn dossier; `signals` without those of the list Vandaag bespreken.

    `faults` are files that were not read whole, `notes` tell something about files that were; both path and sentence.
    """

    zaaknummer: str
    anchor: str
    items: tuple[Item, ...]
    discuss: tuple[SignalItem, ...]
    signals: tuple[SignalItem, ...]
    faults: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DossierHead:
    """What the lists at the top of the page need of one dossier; `to_decide` are items without text and quotes."""

    zaaknummer: str
    anchor: str
    to_decide: tuple[Item, ...]
    discuss: tuple[SignalItem, ...]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, view: DossierView) -> DossierHead:
        """Of the whole dossier."""
        return cls(
            view.zaaknummer,
            view.anchor,
            tuple(_bare(item) for item in view.items if item.decide),
            view.discuss,
            Counter(item.kind for item in view.items),
        )

    def number(self, kind: str) -> int:
        """How many settled items are of one kind."""
        return self.numbers[kind]


def _bare(item: Item) -> Item:
    return replace(item, term=(), quotes=(), against=(), searched=())


@dataclass(frozen=True, slots=True)
class _Masked:
    """The mask bound to one zaak."""

    zaaknummer: str
    mask: Mask

    def text(self, text: str) -> str:
        # A name that was split over two lines is only known as a whole.
        return self.mask(self.zaaknummer, rejoin(text))

    def file(self, path: str) -> str:
        """The name of a file without the folder of its own zaak."""
        return self.text(path.removeprefix(f"{self.zaaknummer}/"))

    def quotes(self, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
        return tuple(
            Quote(self.text(one.quote), f"{self.file(one.document)}, bladzijde {one.page}{read_text(one)}")
            for one in evidence
        )


def render_worksheet(
    scorecard: Scorecard,
    observations: Iterable[Observation],
    signals: Iterable[Signal] = (),
    *,
    mask: Mask | None,
) -> str:
    """The whole page as HTML; `mask` is applied to every quote, reason and file name, None shows the names.

    Drawn dossiers are shown whole; of other register rows only what a person has to decide.
    """
    return "".join(worksheet_parts(scorecard, observations, signals, mask=mask))


def worksheet_parts(
    scorecard: Scorecard,
    observations: Iterable[Observation],
    signals: Iterable[Signal] = (),
    *,
    mask: Mask | None,
) -> Iterator[str]:
    """The same page piece by piece; of observations that are in order no more than one dossier is in memory."""
    observations = tuple(observations) if isinstance(observations, Iterator) else observations
    page = _Page(scorecard, observations, _by_case(signals), mask or _show)
    heads: list[DossierHead] = []
    outside: list[tuple[str, Item]] = []
    for zaaknummer, view in page.cases():
        if isinstance(view, DossierView):
            heads.append(DossierHead.of(view))
        else:
            outside.extend((zaaknummer, _bare(item)) for item in view if item.decide)
    yield from render_parts(
        "werkblad.html.j2",
        card=scorecard,
        made_at=moment_text(scorecard.made_at),
        status=wording.status_text(scorecard.open_judgements, scorecard.not_delivered),
        names_shown=mask is None,
        dossiers=heads,
        details=(view for _, view in page.cases() if isinstance(view, DossierView)),
        outside=outside,
        loose_files=_faults(page.faults[""], _Masked("", page.mask)),
        filters=_FILTERS,
        choices=("voldoet", "voldoet niet", "niet van toepassing", "niet te beoordelen"),
    )


class _Page:
    """Everything that the dossiers of one page share."""

    def __init__(
        self,
        scorecard: Scorecard,
        observations: Iterable[Observation],
        signals: Mapping[str, Sequence[Signal]],
        mask: Mask,
    ) -> None:
        self.mask = mask
        self.faults = _faults_by_case(scorecard.file_faults, set(scorecard.sample.drawn))
        self._observations = observations
        self._signals = signals
        self._drawn = frozenset(scorecard.sample.drawn)
        self._titles = {
            question.question: question.title
            for expectation in scorecard.expectations
            for question in expectation.questions
        }

    def cases(self) -> Iterator[tuple[str, DossierView | tuple[Item, ...]]]:
        """Every zaak in order: a drawn one as its dossier, another as what was judged of its register row."""
        number = 0
        for zaaknummer, found in _cases(self._observations, self._drawn):
            masked = _Masked(zaaknummer, self.mask)
            if zaaknummer in self._drawn:
                number += 1
                yield zaaknummer, self._view(f"d{number}", found, masked)
            else:
                yield zaaknummer, _items("", found, self._titles, masked)

    def _view(self, anchor: str, observations: list[Observation], masked: _Masked) -> DossierView:
        signals, faults = self._signals.get(masked.zaaknummer, ()), self.faults[masked.zaaknummer]
        return DossierView(
            zaaknummer=masked.zaaknummer,
            anchor=anchor,
            items=_items(anchor, observations, self._titles, masked),
            discuss=_signals((one for one in signals if one.code == _DISCUSS), masked),
            signals=_signals((one for one in signals if one.code != _DISCUSS), masked),
            faults=_faults((one for one in faults if not _is_note(one)), masked),
            notes=_faults(filter(_is_note, faults), masked),
        )


def _cases(observations: Iterable[Observation], drawn: Iterable[str]) -> Iterator[tuple[str, list[Observation]]]:
    """The observations per zaak, sorted; a drawn zaak is there without any as well."""
    seen = ((one.zaaknummer, one) for one in in_order(observations))
    asked = ((zaaknummer, None) for zaaknummer in sorted(drawn))
    for zaaknummer, found in groupby(merge(seen, asked, key=itemgetter(0)), key=itemgetter(0)):
        yield zaaknummer, [one for _, one in found if one is not None]


def _by_case(signals: Iterable[Signal]) -> Mapping[str, Sequence[Signal]]:
    found: defaultdict[str, list[Signal]] = defaultdict(list)
    for signal in signals:
        found[signal.zaaknummer].append(signal)
    return found


def _show(_zaaknummer: str, text: str) -> str:
    return text


def _items(
    anchor: str, observations: list[Observation], titles: Mapping[str, str], masked: _Masked
) -> tuple[Item, ...]:
    place = {question: number for number, question in enumerate(titles)}
    ordered = sorted(
        observations,
        key=lambda one: (not decide_text(one), _ORDER.index(one.outcome), place.get(one.question, len(place))),
    )
    return tuple(_item(f"{anchor}-{number}", one, titles, masked) for number, one in enumerate(ordered, start=1))


def _item(anchor: str, observation: Observation, titles: Mapping[str, str], masked: _Masked) -> Item:
    words = texts.TERM_WORDS if observation.term else texts.OUTCOME_WORDS
    decide = decide_text(observation)
    shape = texts.SHAPES[observation.outcome]
    return Item(
        anchor=anchor,
        question=observation.question,
        title=titles.get(observation.question, ""),
        word=words[observation.outcome],
        shape=shape,
        kind="beslissen" if decide else shape,
        is_sure=observation.sure and observation.outcome is not Outcome.UNDECIDED,
        reason=masked.text(observation.reason),
        decide=decide,
        term=term_lines(observation),
        quotes=masked.quotes(observation.evidence),
        against=masked.quotes(observation.against),
        searched=tuple(masked.file(path) for path in observation.searched),
    )


def _signals(signals: Iterable[Signal], masked: _Masked) -> tuple[SignalItem, ...]:
    return tuple(
        SignalItem(SIGNAL_TITLES.get(one.code, ""), masked.text(one.reason), masked.quotes(one.evidence))
        for one in signals
    )


def _is_note(fault: FileFault) -> bool:
    return fault.state == ReadState.READ


def _faults(faults: Iterable[FileFault], masked: _Masked) -> tuple[tuple[str, str], ...]:
    return tuple((masked.file(one.path), f"{one.fault.message} {one.fault.remedy}".strip()) for one in faults)


def _faults_by_case(faults: Iterable[FileFault], drawn: set[str]) -> defaultdict[str, list[FileFault]]:
    """File faults by zaaknummer, under '' what belongs to no drawn dossier."""
    found: defaultdict[str, list[FileFault]] = defaultdict(list)
    for fault in faults:
        folder, _, rest = file_of(fault.path).partition("/")
        case = folder if rest else folder.rpartition(".")[0]
        found[case if case in drawn else ""].append(fault)
    return found
