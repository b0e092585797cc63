"""Trains the second opinion and measures how to weigh it; writes `criteria/second_opinion/`.

`python benchmarks/second_opinion.py`. The model learns from the build half of the bank and from the dossiers of
`tests/corpus/`. How it is weighed against the rules comes from writers that the model had not seen: each set in
`WEIGHED` is scored by a model that was trained without it (and some others). The rules were tuned on errors of V3 and
V5.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
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
from vtaudit.checks.weigh import answer, is_weighed
from vtaudit.dossiers import read_dossier, scan_folder
from vtaudit.language.second_opinion import SecondOpinion, windows
from vtaudit.learn.examples import Examples, Judged, Windows, background, dossier_examples, passage_examples, together
from vtaudit.learn.fit import fit
from vtaudit.learn.weights import Row, measure
from vtaudit.model import Outcome
from vtaudit.register import read_register, with_peildatum
from vtaudit.rehearse import write_examples
from vtaudit.validation import read_gold

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
TUNED = (
    *(f"V{number}{part}" for number in (1, 2, 4, 6) for part in "abc"),
    *(f"T{number}" for number in range(1, 13)),
)
WEIGHED = (*(f"V{number}{part}" for number in (3, 5, 7) for part in "abc"), *(f"T{number}" for number in range(13, 25)))
SETS = ("stap2-2016", "kennemerland-2022")
QUESTIONS = (
    *("1.3.3-a", "1.3.3-b", "1.3.3-c", "1.3.3-d", "1.3.3-e", "1.3.3-f", "1.5.2-a", "1.5.2-b"),
    *("1.5.3-a", "1.5.4-a", "2.1.2-b", "2.4.2-a", "2.4.2-b", "2.4.2-c", "vb-a"),
)
# Toetsvragen on one subject: a passage written for one of them may well prove another, so it is no example against it.
SUBJECTS = (
    {"1.3.3-a", "1.3.3-b", "1.3.3-c", "2.4.2-c"},
    {"2.4.2-a", "2.4.2-b", "1.3.3-d", "1.3.3-e", "1.3.3-f"},
    {"1.5.2-a", "1.5.2-b", "1.5.3-a", "1.5.4-a"},
    {"2.1.2-b"},
    {"vb-a"},
)
_BACKGROUND, _BACKGROUND_WEIGHT = 3, 0.3
FOLDS = 8
DECIDED = (Outcome.MET, Outcome.NOT_MET)


def tools() -> Tools:
    sets = load_sets(SETS)
    grounds = Grounds.beside(sets[0].directory)
    return load_tools(tuple(each.directory for each in sets), grounds, grounds.version(sets))


def of_passage(number: int, case: dict[str, Any], passage: dict[str, Any]) -> Examples:
    dossier = dossier_of(case, passage)
    found = Windows.of(tools().reader.read(dossier, dossier.row.dates), part=1)
    judged = Judged(passage["question"], Outcome(passage["outcome"]), passage.get("quote", ""))
    others = [
        question
        for question in QUESTIONS
        if not any(question in subject and judged.question in subject for subject in SUBJECTS)
    ]
    chosen = np.random.default_rng(number).choice(others, _BACKGROUND, replace=False)
    return together([*passage_examples(found, judged), *background(found, list(chosen), _BACKGROUND_WEIGHT)])


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
            if windows_found.texts:
                judged = Judged(example.question, example.expect, example.evidence or "")
                found += passage_examples(windows_found, judged) if example.expect in DECIDED else []
    return found


def of_set(name: str) -> tuple[str, list[tuple[Examples, Windows, list[tuple[Judged, Any]]]]]:
    folder, held = CORPUS / name, tools()
    register = read_register(folder)
    register = with_peildatum(register, register.peildatum)
    scan = scan_folder(folder, {row.zaaknummer for row in register.rows}, held.cues)
    gold = [label for label in read_gold(folder / "gold.csv") if label.question in QUESTIONS]
    judge = Judge(held.sets, held.reasons, held.free, register.peildatum)
    cases = []
    for row in register.rows:
        dossier = read_dossier(folder, scan.cases[row.zaaknummer], row, held.cues)
        case = build_case(dossier, held.reader, register.peildatum)
        reading = held.reader.read(dossier, {name: event.day for name, event in case.events.items()})
        observed = {one.question: one for one in judge.observe(case)}
        judged = [
            (Judged(label.question, label.outcome, label.quote), observed[label.question])
            for label in gold
            if label.zaaknummer == row.zaaknummer
        ]
        if not windows(reading.passages) or not judged:
            continue
        found = Windows.of(reading)
        parts = list(dossier_examples(found, (one for one, _ in judged)))
        if parts:
            cases.append((together(parts), found, judged))
    return name, cases


def rows_of(model: SecondOpinion, cases: Iterable[Any]) -> Iterator[Row]:
    for _, found, judged in cases:
        best = model.score(found.bags).max(axis=0)
        for one, observed in judged:
            applies = one.outcome in (Outcome.MET, Outcome.NOT_MET)
            if applies and is_weighed(one.question, observed.outcome, observed.reason_code):
                score = float(best[model.questions.index(one.question)])
                given = answer(observed.outcome, observed.reason_code, observed.sure)
                yield Row(one.question, given, score, one.outcome is Outcome.MET)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=criteria_root() / "second_opinion")
    parser.add_argument("--rows", type=Path, help="write the held-out rows here, for study")
    chosen = parser.parse_args()
    with Parallel(n_jobs=2, batch_size=20) as pool:
        bank = pool(delayed(of_passage)(n, case, passage) for n, (_, case, passage) in enumerate(passages("build")))
    names = [name for name in (*TUNED, *WEIGHED) if (CORPUS / name / "gold.csv").exists()]
    with Parallel(n_jobs=2) as pool:
        sets = dict(pool(delayed(of_set)(name) for name in names))
    plain = [example for name in SETS for example in of_criteria(name)]
    print({name: len(cases) for name, cases in sets.items()}, len(bank), "passages", len(plain), "examples", flush=True)

    def trained(without: Sequence[str] = ()) -> SecondOpinion:
        dossiers = [cases for name, cases in sets.items() if name not in without]
        return fit(together([*bank, *plain, *(case[0] for cases in dossiers for case in cases)]), QUESTIONS, {})

    weighed = [name for name in WEIGHED if name in sets]
    rows: list[tuple[str, Row]] = []
    for first in range(FOLDS):
        left_out = weighed[first::FOLDS]
        model = trained(without=left_out)
        rows += [(name, row) for name in left_out for row in rows_of(model, sets[name])]
        print(f"{len(rows)} held-out judgements", flush=True)
    if chosen.rows:
        lines = (f"{name},{row.question},{row.answer},{row.score:.4f},{row.is_met:d}\n" for name, row in rows)
        chosen.rows.write_text("".join(lines), encoding="utf-8")
    facts = measure(rows)
    facts["trained_on"] = {
        "passages": len(bank),
        "examples": len(plain),
        "dossiers": {name: len(cases) for name, cases in sets.items()},
    }
    final = trained()
    SecondOpinion(final.questions, final.columns, final.rarity, final.weights, final.bias, facts).save(chosen.out)
    for line in facts["calibration"]:
        print(line)


if __name__ == "__main__":
    main()
