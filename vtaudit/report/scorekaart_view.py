"""What the scorecard page prints, section by section: findings beside their sentences and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from vtaudit.model import (
    CriteriaSet,
    ExpectationFinding,
    Outcome,
    QuestionFinding,
    ReasonCount,
    Scorecard,
    Tally,
)
from vtaudit.report import texts, wording, wording_draw, wording_groups
from vtaudit.report.figures import Strip, is_small, strip_of
from vtaudit.report.pages import anchor
from vtaudit.score import SUFFICIENT

_MARKS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One region or team; `share` is words for small groups, `difference` is empty where nothing was compared."""

    name: str
    tally: Tally
    share: str
    difference: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The rows of one register field."""

    title: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class DaysRow:
    """How long the cases of one region took."""

    name: str
    ended: int
    half: str
    ninetieth: str
    running: int


@dataclass(frozen=True, slots=True)
class ReasonList:
    """The reasons behind one outcome, most frequent first."""

    title: str
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Everything the page prints about one toetsvraag."""

    finding: QuestionFinding
    anchor: str
    origin: str
    is_term: bool
    is_small: bool
    strip: Strip | None
    marks: tuple[str, ...]
    picture: str
    summary: str
    reach: str
    open: str
    target: str
    verdict: str
    verdict_shape: str
    more: str
    late: str
    reasons: tuple[ReasonList, ...]
    groups: tuple[GroupTable, ...]
    days: tuple[DaysRow, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ExpectationView:
    """One verwachting with its toetsvragen."""

    finding: ExpectationFinding
    anchor: str
    origin: str
    questions: tuple[QuestionView, ...]
    certainty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is one block on paper: a verwachting, or several that share a block such as '1.5 Monitoring'."""

    anchor: str
    title: str
    criteria: CriteriaSet | None
    starts_set: bool
    expectations: tuple[ExpectationView, ...]

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        """All toetsvragen of the block in order."""
        return tuple(question for expectation in self.expectations for question in expectation.questions)

    @property
    def falls_short(self) -> tuple[QuestionView, ...]:
        """The toetsvragen that ask for a measure: something was missing and no streefwaarde was reached."""
        return tuple(view for view in self.questions if falls_short(view.finding))


def falls_short(finding: QuestionFinding) -> bool:
    """Whether a toetsvraag calls for a verbeterplan: a case misses it, and the streefwaarde is not reached."""
    return finding.tally.not_met > 0 and finding.verdict != SUFFICIENT


def sections_of(scorecard: Scorecard) -> Iterable[Section]:
    """The verwachtingen the tool judges, those of one block together."""
    sets = {criteria.id: criteria for criteria in scorecard.criteria}
    judged = (one for one in scorecard.expectations if one.judged_by != "person")
    previous = None
    for (set_id, _), together in groupby(judged, key=lambda one: (one.set_id, one.block or one.expectation)):
        expectations = tuple(_expectation(scorecard, one) for one in together)
        first = expectations[0].finding
        yield Section(
            anchor=anchor("v", first.block or first.expectation),
            title=first.block or f"{first.expectation} {first.title}",
            criteria=sets.get(set_id),
            starts_set=set_id != previous,
            expectations=expectations,
        )
        previous = set_id


def _expectation(scorecard: Scorecard, finding: ExpectationFinding) -> ExpectationView:
    return ExpectationView(
        finding=finding,
        anchor=anchor("e", finding.expectation),
        origin=texts.ORIGINS.get(finding.origin, finding.origin),
        questions=tuple(_question(scorecard, question) for question in finding.questions),
        certainty=wording_draw.certainty(scorecard, finding),
    )


def _question(scorecard: Scorecard, finding: QuestionFinding) -> QuestionView:
    return QuestionView(
        finding=finding,
        anchor=anchor("t", finding.question),
        origin=texts.ORIGINS.get(finding.origin, finding.origin),
        is_term=wording.is_term(finding),
        is_small=is_small(finding.tally),
        strip=strip_of(finding),
        marks=_marks(finding.tally),
        picture=wording.picture_text(finding),
        summary=wording.summary_text(finding),
        reach=wording.reach_text(finding, scorecard.sample.method, scorecard.not_delivered),
        open=wording.open_text(finding),
        target=wording.target_text(finding.target),
        verdict=wording.verdict_text(finding),
        verdict_shape=texts.VERDICT_SHAPES.get(finding.verdict or "", "open"),
        more=wording.more_text(finding),
        late=wording.late_text(finding, scorecard.sample.drawn_on),
        reasons=tuple(_reasons(finding.reasons)),
        groups=tuple(_groups(finding)),
        days=tuple(_days(finding)),
        source=wording.source_text(scorecard, finding),
    )


def _marks(tally: Tally) -> tuple[str, ...]:
    """One shape per case for a handful of cases; a long row of open ones is cut, the words hold the count."""
    if not is_small(tally):
        return ()
    shapes = ["gevonden"] * tally.met + ["niet"] * tally.not_met + ["open"] * tally.open
    return tuple(shapes[:_MARKS_SHOWN])


def _reasons(reasons: tuple[ReasonCount, ...]) -> Iterable[ReasonList]:
    for outcome, title in texts.REASON_HEADINGS:
        found = [reason for reason in reasons if reason.outcome is outcome and reason.count]
        if found and outcome is not Outcome.MET:
            yield ReasonList(title, tuple(sorted(found, key=lambda reason: (-reason.count, reason.short))))


def _groups(finding: QuestionFinding) -> Iterable[GroupTable]:
    for name, title in texts.GROUP_FIELDS.items():
        rows = tuple(
            GroupRow(
                group.name, group.tally, wording.share_text(finding, group.tally), wording_groups.difference_text(group)
            )
            for group in finding.groups
            if group.field == name
        )
        if rows:
            yield GroupTable(title, rows)


def _days(finding: QuestionFinding) -> Iterable[DaysRow]:
    for each in finding.durations:
        half, ninetieth = wording_groups.days_text(each.median), wording_groups.days_text(each.ninetieth)
        yield DaysRow(wording_groups.region_text(each), each.ended, half, ninetieth, each.running)
