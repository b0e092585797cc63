"""Trains the second opinion and measures how to weigh it; writes `criteria/second_opinion/`.

`python benchmarks/second_opinion.py`. The model learns from the build half of the bank and from the dossiers of
`tests/corpus/`. How it is weighed against the rules comes from writers that the model had not seen: each set is scored
by a model that was trained without it (and some others). Where the weights are trusted is measured on `UNSEEN` alone,
the writers on whose errors no rule was repaired.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from bank import dossier_of, passages
from joblib import Parallel, delayed

from vtaudit.assess import Judge
from vtaudit.audit.cases import Tools, load_tools
from vtaudit.audit.grounds import Grounds
from vtaudit.case import build_case
from vtaudit.catalogue.criteria import criteria_root, load_sets
from vtaudit.catalogue.examples import load_examples
from vtaudit.checks import Result
from vtaudit.checks.considered import SUBJECTS, answer, considered
from vtaudit.checks.weigh import is_weighed
from vtaudit.dossiers import read_dossier, scan_folder
from vtaudit.language.second_opinion import Opinion, SecondOpinion
from vtaudit.language.windows import Windows
from vtaudit.learn.examples import Examples, Judged, background_labels, dossier_labels, passage_labels, together
from vtaudit.learn.fit import fit
from vtaudit.learn.weights import Row, measure
from vtaudit.model import Evidence, Outcome
from vtaudit.register import read_register, with_peildatum
from vtaudit.rehearse import write_examples
from vtaudit.validation import read_gold

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
TUNED = (
    *(f"V{number}{part}" for number in range(1, 9) for part in "abc"),
    *(f"T{number}" for number in (*range(1, 40), 90, 92, 94, 96, 97, 99, 100, 102, 107, 108, 109)),
    *("V13a", "V13b", "V14c"),
)
UNSEEN = (
    *(f"V{number}{part}" for number in range(9, 13) for part in "abc"),
    "V13c",
    *(f"T{number}" for number in (*range(40, 89), 91, 95, 101, 103, 104)),
)
SETS = ("stap2-2016", "kennemerland-2022")
QUESTIONS = (
    *("1.3.3-a", "1.3.3-b", "1.3.3-c", "1.3.3-d", "1.3.3-e", "1.3.3-f", "1.5.2-a", "1.5.2-b"),
    *("1.5.3-a", "1.5.4-a", "2.1.2-b", "2.4.2-a", "2.4.2-b", "2.4.2-c", "vb-a"),
)
WEIGHED = (*QUESTIONS, "1.5.2-c")
"""1.5.2-c hangs on days, so nothing is read for it; how far its answers can be trusted is measured with the others."""
_BACKGROUND, _BACKGROUND_WEIGHT = 3, 0.3
FOLDS = 8
DECIDED = (Outcome.MET, Outcome.NOT_MET)
NO_QUOTE = Evidence("", 1, 0, 0, "")


def tools() -> Tools:
    sets = load_sets(SETS)
    grounds = Grounds.beside(sets[0].directory).with_rules_alone()
    return load_tools(tuple(each.directory for each in sets), grounds, grounds.version(sets))


Judgement = tuple[Windows, tuple[Judged, ...]]


def of_passage(number: int, case: dict[str, Any], passage: dict[str, Any]) -> tuple[Judgement, Examples]:
    dossier = dossier_of(case, passage)
    found = Windows.of(tools().reader.read(dossier, dossier.row.dates), part=1)
    judged = Judged(passage["question"], Outcome(passage["outcome"]), passage.get("quote", ""))
    # A passage written for one toetsvraag may well prove another on its subject, so it is no example against that one.
    near = {judged.question, *(one for subject in SUBJECTS if judged.question in subject for one in subject)}
    others = [question for question in QUESTIONS if question not in near]
    chosen = np.random.default_rng(number).choice(others, _BACKGROUND, replace=False)
    labels = (*passage_labels(found, judged), *background_labels(chosen.tolist(), _BACKGROUND_WEIGHT))
    return (found, (judged,)), Examples.of(found, labels)


def of_criteria(name: str) -> list[Examples]:
    """The examples beside a criterion: the plainest there are, so the model may not contradict them."""
    held, found = tools(), []
    criteria = next(each for each in held.sets if each.info.id == name)
    examples = load_examples(criteria)
    with TemporaryDirectory() as place:
        folder = Path(place)
        numbers = write_examples(folder, examples)
        register = read_register(folder)
        files = scan_folder(folder, numbers, held.cues).cases
        for number, example in zip(numbers, examples, strict=True):
            if example.question not in QUESTIONS or (example.expect is Outcome.MET and not example.evidence):
                continue
            row = next(row for row in with_peildatum(register, example.peildatum).rows if row.zaaknummer == number)
            dossier = read_dossier(folder, files[number], row, held.cues)
            windows_found = Windows.of(held.reader.read(dossier, row.dates))
            if windows_found.groups and example.expect in DECIDED:
                judged = Judged(example.question, example.expect, example.evidence or "")
                found.append(Examples.of(windows_found, passage_labels(windows_found, judged)))
    return found


@dataclass(frozen=True, slots=True)
class LabelledCase:
    """One dossier: its windows, what a person found, what the rules found, and the examples it makes."""

    windows: Windows
    judged: tuple[Judged, ...]
    results: Mapping[str, Result]
    examples: Examples


def of_set(name: str) -> tuple[str, list[LabelledCase]]:
    folder, held = CORPUS / name, tools()
    register = read_register(folder)
    register = with_peildatum(register, register.peildatum)
    scan = scan_folder(folder, {row.zaaknummer for row in register.rows}, held.cues)
    gold = [label for label in read_gold(folder / "gold.csv") if label.question in WEIGHED]
    judge = Judge(held.sets, held.reasons, held.free, register.peildatum)
    cases = []
    for row in register.rows:
        dossier = read_dossier(folder, scan.cases[row.zaaknummer], row, held.cues)
        case = build_case(dossier, held.reader, register.peildatum)
        reading = held.reader.read(dossier, {name: event.day for name, event in case.events.items()})
        results = judge.results(case)
        judged = tuple(
            Judged(label.question, label.outcome, label.quote) for label in gold if label.zaaknummer == row.zaaknummer
        )
        all_of_it, found = Windows.of(reading), Windows.of(reading, ours=True)
        if found.groups:
            examples = Examples.of(
                all_of_it, dossier_labels(all_of_it, [one for one in judged if one.question in QUESTIONS])
            )
            cases.append(LabelledCase(found, judged, results, examples))
    return name, cases


def rows_of(model: SecondOpinion, cases: Iterable[LabelledCase]) -> Iterator[Row]:
    for case in cases:
        opinions = {
            name: Opinion(scores, NO_QUOTE, case.windows) for name, scores in model.scores(case.windows).items()
        }
        for one in case.judged:
            result = case.results[one.question]
            if one.outcome in DECIDED and is_weighed(one.question, result.outcome, result.code):
                numbers = considered(one.question, case.results, opinions)
                yield Row(one.question, answer(result), numbers, one.outcome is Outcome.MET)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=criteria_root() / "second_opinion")
    parser.add_argument("--rows", type=Path, help="write the held-out rows here, for study")
    chosen = parser.parse_args()
    with Parallel(n_jobs=2, batch_size=20) as pool:
        bank = pool(delayed(of_passage)(n, case, passage) for n, (_, case, passage) in enumerate(passages("build")))
    with Parallel(n_jobs=2) as pool:
        sets = dict(pool(delayed(of_set)(name) for name in (*TUNED, *UNSEEN)))
    plain = [example for name in SETS for example in of_criteria(name)]
    print({name: len(cases) for name, cases in sets.items()}, len(bank), "passages", len(plain), "examples", flush=True)

    def trained(without: Sequence[str] = ()) -> SecondOpinion:
        cases = [case for name, all_of_it in sets.items() if name not in without for case in all_of_it]
        examples = together([*(found for _, found in bank), *plain, *(case.examples for case in cases)])
        dossiers = [(case.windows, case.judged) for case in cases]
        return fit(examples, dossiers, [judgement for judgement, _ in bank], QUESTIONS, {})

    rows: list[tuple[str, Row]] = []
    names = sorted(sets)
    for first in range(FOLDS):
        left_out = names[first::FOLDS]
        model = trained(without=left_out)
        rows += [(name, row) for name in left_out for row in rows_of(model, sets[name])]
        print(f"{len(rows)} held-out judgements", flush=True)
    if chosen.rows:
        chosen.rows.write_text("".join(json.dumps([name, asdict(row)]) + "\n" for name, row in rows), encoding="utf-8")
    facts = measure(rows, UNSEEN)
    facts["trained_on"] = {
        "passages": len(bank),
        "examples": len(plain),
        "dossiers": {name: len(cases) for name, cases in sets.items()},
    }
    replace(trained(), facts=facts).save(chosen.out)
    for line in facts["calibration"]:
        print(line)


if __name__ == "__main__":
    main()
