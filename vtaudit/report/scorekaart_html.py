"""scorekaart.html: one page to share; aggregated, without a quote, a name or a zaaknummer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from vtaudit.model import QuestionFinding, Scorecard, Tally
from vtaudit.report import texts, wording, wording_draw
from vtaudit.report.figures import counted, moment_text, of_text
from vtaudit.report.not_read import files_not_read, places_not_read
from vtaudit.report.pages import render
from vtaudit.report.scorekaart_view import QuestionView, falls_short, sections_of

_EXTREMES = 3


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One term toetsvraag under both readings of 'vijf dagen'."""

    question: QuestionFinding
    calendar: str
    working: str
    used: str


def render_scorecard(scorecard: Scorecard) -> str:
    """The whole page as HTML; the same scorecard always gives the same bytes."""
    sections = tuple(sections_of(scorecard))
    questions = tuple(question for section in sections for question in section.questions)
    missed = _most_missed(questions)
    return render(
        "scorekaart.html.j2",
        card=scorecard,
        made_at=moment_text(scorecard.made_at),
        register_source=PurePath(scorecard.register_source.replace("\\", "/")).name,
        status=wording.status_text(scorecard.open_judgements, scorecard.not_delivered),
        discuss=wording.discuss_text(scorecard.discuss_today),
        chosen=wording_draw.chosen_text(scorecard),
        method=wording_draw.method_text(scorecard),
        selection=wording_draw.selection_text(scorecard.sample),
        undated=wording_draw.undated_text(scorecard),
        changes=tuple(wording_draw.changes(scorecard.sample)),
        strata=wording_draw.stratum_rows(scorecard.sample),
        weighted=wording_draw.is_weighted(scorecard),
        compared=any(group.difference for one in questions for group in one.finding.groups),
        unread=sum(files_not_read(scorecard).values()),
        unread_states=_unread_states(scorecard),
        unread_places=places_not_read(scorecard),
        sections=sections,
        most_missed=missed,
        most_found=_most_found(questions, missed),
        readings=tuple(_readings(scorecard)),
        by_person=tuple(one for one in scorecard.expectations if one.judged_by == "person"),
        looked_at=tuple(_looked_at(scorecard)),
        signals=tuple(signal for signal in scorecard.signals if signal.count),
        confidence=next((q.finding.interval.confidence for q in questions if q.finding.interval), None),
        without_target=any(question.finding.target is None for question in questions),
        several_sets=len(scorecard.criteria) > 1,
        texts=texts,
    )


def _most_missed(questions: tuple[QuestionView, ...]) -> tuple[QuestionView, ...]:
    """The toetsvragen with the smallest share met, to read first; small groups are left out."""
    weak = [view for view in questions if view.strip and falls_short(view.finding)]
    weak.sort(key=lambda view: (view.finding.estimate or 0.0, view.finding.question))
    return tuple(weak[:_EXTREMES])


def _most_found(questions: tuple[QuestionView, ...], missed: tuple[QuestionView, ...]) -> tuple[QuestionView, ...]:
    """The toetsvragen with the largest share met, as far as more is found than missed."""
    strong = [view for view in questions if view.strip and view not in missed]
    strong = [view for view in strong if view.finding.tally.met > view.finding.tally.not_met]
    strong.sort(key=lambda view: (-(view.finding.estimate or 0.0), view.finding.question))
    return tuple(strong[:_EXTREMES])


def _readings(scorecard: Scorecard) -> Iterable[ReadingRow]:
    reading_of = {one.id: one.term_reading for one in scorecard.criteria}
    for expectation in scorecard.expectations:
        used = reading_of.get(expectation.set_id, "kalenderdagen")
        for question in expectation.questions:
            if question.other_reading is None:
                continue
            own, other = _reading_cell(question.tally), _reading_cell(question.other_reading)
            calendar, working = (other, own) if used == "werkdagen" else (own, other)
            yield ReadingRow(question, calendar, working, used)


def _reading_cell(tally: Tally) -> str:
    return f"{of_text(tally.met, tally.judged)} op tijd" if tally.judged else "niet te bepalen"


def _unread_states(scorecard: Scorecard) -> tuple[str, ...]:
    return tuple(
        f"{counted(number, 'bestand', 'bestanden')} {texts.FILE_STATES.get(state, state.replace('_', ' '))}"
        for state, number in sorted(files_not_read(scorecard).items())
    )


def _looked_at(scorecard: Scorecard) -> Iterable[str]:
    """'8 van de 30 verwachtingen' for every set of which the whole framework is known."""
    for criteria in scorecard.criteria:
        if criteria.id not in texts.WHOLE_FRAMEWORK:
            continue
        whole, name = texts.WHOLE_FRAMEWORK[criteria.id]
        seen = [one for one in scorecard.expectations if one.set_id == criteria.id and one.judged_by != "person"]
        yield f"Deze scorekaart kijkt naar {of_text(len(seen), whole)} verwachtingen ({name})."
