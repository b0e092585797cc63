"""Where a toetsvraag can be asked, told from the register alone and held against what the documents make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from vtaudit.audit.cases import Setup, Task, Tools, judge_case, load_tools
from vtaudit.audit.grounds import Grounds
from vtaudit.catalogue.criteria import available_sets, load_sets
from vtaudit.catalogue.examples import load_examples
from vtaudit.dossiers import scan_folder
from vtaudit.model import Outcome, RegisterRow
from vtaudit.register import read_register, with_peildatum
from vtaudit.rehearse import write_examples

EVERY = 6


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory) -> tuple[Tools, list[Task]]:
    """Every sixth example of the shipped sets as a dossier of its own with its register row."""
    folder = tmp_path_factory.mktemp("dossiers")
    sets = load_sets(available_sets())
    examples = [example for criteria in sets for example in load_examples(criteria)][::EVERY]
    grounds = Grounds.beside(sets[0].directory)
    directories, version = tuple(each.directory for each in sets), grounds.version(sets)
    tools = load_tools(directories, grounds, version)
    numbers = write_examples(folder, examples)
    register, files = read_register(folder), scan_folder(folder, numbers, tools.cues).cases
    tasks = []
    for number, example in zip(numbers, examples, strict=True):
        (row,) = (each for each in with_peildatum(register, example.peildatum).rows if each.zaaknummer == number)
        setup = Setup(folder, directories, grounds, version, example.peildatum, register.source)
        tasks.append(Task(setup, row, files[number], drawn=True))
    return tools, tasks


def without_steps(row: RegisterRow) -> RegisterRow:
    """The row with only the day of the melding: everything after it is for the documents to tell."""
    dates = {column: day for column, day in row.dates.items() if column == "datum_melding"}
    return replace(row, dates=dates, contradictions=())


def answers(dossiers: tuple[Tools, list[Task]], row_of) -> Iterator[tuple[str, bool | None, Outcome]]:
    tools, tasks = dossiers
    for task in tasks:
        row = row_of(task.row)
        can_ask = tools.judge(task.setup.peildatum).can_ask(row)
        for seen in judge_case(replace(task, row=row)).observations:
            yield f"{task.row.zaaknummer} {seen.question}", can_ask[seen.question], seen.outcome


@pytest.mark.parametrize("row_of", [lambda row: row, without_steps], ids=["as written", "without dates"])
def test_what_the_register_says_for_sure_is_what_the_documents_come_to(dossiers, row_of):
    found = list(answers(dossiers, row_of))
    not_applicable = Outcome.NOT_APPLICABLE
    assert [place for place, holds, outcome in found if holds is False and outcome is not not_applicable] == []
    assert [place for place, holds, outcome in found if holds and outcome is not_applicable] == []
    counts = Counter(holds for _, holds, _ in found)
    assert min(counts[True], counts[False], counts[None]) > 50
