"""Which regions and teams differ from the others, with Holm's correction for everything that one page compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vtaudit.model import ExpectationFinding, GroupDifference, GroupTally, QuestionFinding, Tally
from vtaudit.score.basis import best, worst
from vtaudit.score.counting import GROUP_FIELDS, NO_GROUP, SMALLEST_GROUP
from vtaudit.statistics import fisher, holm, newcombe

RISK = 0.05
"""The chance that a page without any real difference calls one shown."""


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One group of a field beside the others together; `test` is one key for the two sides of a pair."""

    test: tuple[str, ...]
    group: GroupTally
    others: Tally


def with_differences(
    expectations: Sequence[ExpectationFinding], may_compare: Callable[[QuestionFinding], bool]
) -> tuple[ExpectationFinding, ...]:
    """The findings with every group held against the others of its field, as far as both have enough judged cases.

    Fisher's exact test on the cases that were looked at, each counting once. Cases without a regio or team are on
    neither side. Of a field with two groups there is one comparison, seen from both sides. A difference is shown only
    when it stays with the open cases turned against it.
    """
    found = {
        question.question: tuple(_comparisons(question))
        for expectation in expectations
        for question in expectation.questions
        if may_compare(question)
    }
    tested = {each.test: each for comparisons in found.values() for each in comparisons}
    p_values = {test: fisher(*_counts(each)) for test, each in tested.items()}
    adjusted = _adjusted(p_values)
    against: dict[tuple[str, ...], float] = {}
    for each in (each for comparisons in found.values() for each in comparisons):
        against[each.test] = max(against.get(each.test, 0.0), _p_against(each))
    against = _adjusted(against)

    def difference(each: _Comparison) -> GroupDifference:
        by = newcombe(*_counts(each), confidence=1 - RISK)
        p_value, corrected = p_values[each.test], adjusted[each.test]
        is_shown = max(corrected, against[each.test]) <= RISK
        return GroupDifference(by.estimate, by.low, by.high, by.confidence, p_value, corrected, is_shown)

    def compared(question: QuestionFinding) -> QuestionFinding:
        by_group = {(each.group.field, each.group.name): each for each in found.get(question.question, ())}
        groups = (
            replace(group, difference=difference(by_group[group.field, group.name]))
            if (group.field, group.name) in by_group
            else group
            for group in question.groups
        )
        return replace(question, groups=tuple(groups))

    return tuple(replace(each, questions=tuple(map(compared, each.questions))) for each in expectations)


def _comparisons(question: QuestionFinding) -> Iterator[_Comparison]:
    for field in GROUP_FIELDS:
        named = [group for group in question.groups if group.field == field and group.name != NO_GROUP]
        judged = [group for group in named if group.tally.judged]
        for group in judged:
            others = sum((other.tally for other in named if other is not group), Tally())
            if min(group.tally.judged, others.judged) >= SMALLEST_GROUP:
                side = () if len(judged) == 2 else (group.name,)
                yield _Comparison((question.question, field, *side), group, others)


def _adjusted(p_values: Mapping[tuple[str, ...], float]) -> dict[tuple[str, ...], float]:
    return dict(zip(p_values, holm(list(p_values.values())), strict=True))


def _p_against(each: _Comparison) -> float:
    """The p-value when every open case lessens the difference; 1 when they can undo or turn it."""
    ours, theirs = each.group.tally, each.others
    is_more = _is_more(ours, theirs)
    ours, theirs = (worst(ours), best(theirs)) if is_more else (best(ours), worst(theirs))
    if _is_more(ours, theirs) is not is_more:
        return 1.0
    return fisher(ours.met, ours.judged, theirs.met, theirs.judged)


def _is_more(ours: Tally, theirs: Tally) -> bool:
    return ours.met * theirs.judged > theirs.met * ours.judged


def _counts(each: _Comparison) -> tuple[int, int, int, int]:
    return each.group.tally.met, each.group.tally.judged, each.others.met, each.others.judged
