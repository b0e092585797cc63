"""Audits as the comparison of two of them reads them, from short marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vtaudit.model import CriteriaSet, Outcome, Tally
from vtaudit.report.comparison import sentences
from vtaudit.trend import Asked, Draw, Record, compare

SET = CriteriaSet("proef", "Proefset", "1", "ab12", "kalenderdagen")
QUESTION = "1.3.3-a"
RESULTS = {
    "V": (Outcome.MET, True),
    "N": (Outcome.NOT_MET, True),
    "-": (Outcome.NOT_APPLICABLE, True),
    "v": (Outcome.MET, False),
    "?": (Outcome.UNDECIDED, False),
}


def tally(met: int, judged: int, still_open: int = 0) -> Tally:
    return Tally(met=met, not_met=judged - met, undecided=still_open)


def record(name: str, *counts: tuple[int, ...], scope: str = "drawn", method: str = "random", **changes) -> Record:
    """An audit with a toetsvraag per (met, judged) or (met, judged, open); another name is another population."""
    questions = tuple(
        Asked(f"1.3.3-{letter}", "Vraag?", scope, tally(*each)) for letter, each in zip("abcdef", counts, strict=False)
    )
    made = Record(
        where=f"reports/{name}",
        audit_id=name,
        tool_version="1",
        reader_version="1",
        organisation="VT Proef",
        peildatum={"eerder": date(2018, 3, 1)}.get(name, date(2018, 6, 1)),
        criteria=(SET,),
        draw=Draw(method, 612, name),
        questions=questions,
        results={},
    )
    return replace(made, **changes)


def drawn(name: str, marks: str, first: int = 0, scope: str = "drawn", **changes) -> Record:
    """An audit with one toetsvraag and its cases: V, N and - are sure, v and ? wait for a person."""
    results = {f"Z{number}": RESULTS[mark] for number, mark in enumerate(marks, start=first)}
    counted = Tally(
        met=marks.count("V"),
        not_met=marks.count("N"),
        not_applicable=marks.count("-"),
        open_met=marks.count("v"),
        undecided=marks.count("?"),
    )
    asked = Asked(QUESTION, "Vraag?", scope, counted)
    return record(name, questions=(asked,), **{"results": {QUESTION: results}, "read": frozenset(results), **changes})


def only(earlier: Record, later: Record):
    (change,) = compare(earlier, later).changes
    return change


def said(earlier: Record, later: Record) -> str:
    comparison = compare(earlier, later)
    tested = sum(change.test is not None for change in comparison.changes)
    return " ".join(sentences(comparison.changes[0], tested))
