"""Runs the examples of a criteria set through the same job as real dossiers, and says which come out otherwise."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from vtaudit.audit.cases import Setup, Task, judge_case, load_tools
from vtaudit.audit.grounds import Grounds
from vtaudit.catalogue.examples import Example, load_examples
from vtaudit.catalogue.schema import CriteriaSetFile
from vtaudit.dossiers import scan_folder
from vtaudit.model import Observation, Outcome, TermDetail
from vtaudit.register import read_register, with_peildatum

_REGISTER = "register.csv"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One example with what the tool made of it; `why_not` holds a Dutch sentence per difference."""

    example: Example
    observation: Observation
    why_not: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether outcome, certainty, quote and other reading are as the example says."""
        return not self.why_not


def rehearse(criteria: CriteriaSetFile) -> Iterator[Rehearsal]:
    """Judge every example of the set, in the order of the files.

    The examples are written to a folder of their own, as a register and documents, and read back from there. They say
    what the rules must do, so the second opinion stays out.
    """
    examples = load_examples(criteria)
    grounds = Grounds.beside(criteria.directory).with_rules_alone()
    with TemporaryDirectory(prefix="vtaudit-") as place:
        folder = Path(place)
        numbers = write_examples(folder, examples)
        register = read_register(folder)
        version = grounds.version((criteria,))
        tools = load_tools((criteria.directory,), grounds, version)
        files = scan_folder(folder, numbers, tools.cues).cases
        for number, example in zip(numbers, examples, strict=True):
            setup = Setup(folder, (criteria.directory,), grounds, version, example.peildatum, register.source)
            rows = with_peildatum(register, example.peildatum).rows
            row = next(row for row in rows if row.zaaknummer == number)
            observations = judge_case(Task(setup, row, files[number], drawn=True)).observations
            observation = next(each for each in observations if each.question == example.question)
            leading = criteria.info.term_reading
            yield Rehearsal(example, observation, tuple(_differences(example, observation, leading)))


def write_examples(folder: Path, examples: Sequence[Example]) -> tuple[str, ...]:
    """Write a register row and the documents per example; the zaaknummers come back."""
    numbers = tuple(f"VB-{place:05d}" for place in range(1, len(examples) + 1))
    columns = sorted({"datum_melding"}.union(*(example.register for example in examples)))
    with (folder / _REGISTER).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("zaaknummer", *columns))
        for number, example in zip(numbers, examples, strict=True):
            writer.writerow((number, *(example.register.get(column, "") for column in columns)))
    for number, example in zip(numbers, examples, strict=True):
        for name in (*example.documents, *example.unreadable):
            path = folder / number / name
            path.parent.mkdir(exist_ok=True)
            # An empty file is one that is there and cannot be read.
            path.write_text(example.documents.get(name, ""), encoding="utf-8")
    return numbers


def _differences(example: Example, observation: Observation, leading: str) -> Iterator[str]:
    if observation.outcome is not example.expect:
        yield f"De uitkomst is {observation.outcome} ({observation.reason}). Verwacht is {example.expect}."
        return
    if example.sure is not None and observation.sure != example.sure:
        yield f"De uitkomst is {'wel' if observation.sure else 'niet'} zeker. Het voorbeeld zegt het andersom."
    if example.evidence is not None:
        quotes = [each.quote for each in observation.evidence]
        if not any(example.evidence in quote or quote in example.evidence for quote in quotes):
            yield f"Het citaat is '{' / '.join(quotes)}'. Verwacht is '{example.evidence}'."
    if example.other_reading is not None:
        other = _other_reading(observation.term, leading)
        if other is not example.other_reading:
            yield f"Met de andere telling is de uitkomst {other or 'onbekend'}. Verwacht is {example.other_reading}."


def _other_reading(term: TermDetail | None, leading: str) -> Outcome | None:
    if term is None:
        return None
    kept = term.working.kept if leading == "kalenderdagen" else term.calendar.kept
    return {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.NOT_APPLICABLE}[kept]
