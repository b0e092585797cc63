"""Reads the passage bank with the tool and prints agreement per toetsvraag and style.

`python benchmarks/bank.py build [toetsvraag] [--show]` for the writers that may be read and tuned on; `locked` for
those who only measure: it prints figures and never a passage. Each passage is judged alone beside its melding.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from vtaudit.case import build_case
from vtaudit.catalogue.criteria import available_sets, criteria_root, load_sets
from vtaudit.checks.run import Measure, run_check
from vtaudit.checks.weigh import Weights, weigh
from vtaudit.dossiers.entries import journal_entries
from vtaudit.dossiers.lines import document_lines, spans_of
from vtaudit.language.reader import Reader
from vtaudit.language.second_opinion import SecondOpinion
from vtaudit.model import Document, Dossier, Entry, Page, Part, ReadState, RegisterRow
from vtaudit.terms import FreeDays
from vtaudit.validation import quotes_overlap

BANK = Path(__file__).parent.parent / "tests" / "corpus" / "bank"


def passages(half: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in sorted(BANK.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for passage in content["passages"]:
            if content.get("locked", False) == (half == "locked"):
                yield content["style"], content["cases"][passage["case"]], passage


def part_of(path: str, text: str, kind: str, day: date | None) -> tuple[Document, Part]:
    document = Document(path, path, ReadState.READ, (Page(1, text),))
    lines = document_lines(document)
    entries: tuple[Entry, ...] = ()
    if kind == "contactjournaal":
        entries = tuple(Entry(entry.date or day, entry.spans) for entry in journal_entries(lines, day))
    first = text.strip().split("\n")[0]
    spans = spans_of(lines)
    title = first if len(first) < 70 else ""
    return document, Part(path, 1, kind, "inhoud", title, day, spans, entries or (Entry(day, spans),))


def dossier_of(case: dict[str, Any], passage: dict[str, Any]) -> Dossier:
    texts = {k: {True: "ja", False: "nee"}.get(v, str(v)) for k, v in case["register"].items() if "datum" not in k}
    dates = {k: v for k, v in case["register"].items() if "datum" in k and isinstance(v, date)}
    melding = part_of("melding.txt", case["melding"], "melding", dates.get("datum_melding"))
    piece = part_of("stuk.txt", passage["text"], passage["kind"], passage["date"])
    return Dossier("1", RegisterRow("1", 2, texts, dates), (melding[0], piece[0]), (melding[1], piece[1]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=("build", "locked"))
    parser.add_argument("question", nargs="?", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--rules", action="store_true", help="without the second opinion")
    chosen = parser.parse_args()
    questions = {question.id: question for each in load_sets(available_sets()) for question in each.questions}
    reader = Reader.from_folder(criteria_root() / "lexicon")
    free = FreeDays.from_csv(criteria_root() / "free_days.csv")
    second = None if chosen.rules else SecondOpinion.load(criteria_root() / "second_opinion")
    weights = Weights.of(second)
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for style, case, passage in passages(chosen.half):
        if chosen.question not in ("", passage["question"]):
            continue
        peildatum = case["peildatum"]
        judged = build_case(dossier_of(case, passage), reader, peildatum, second)
        rules = run_check(questions[passage["question"]].check, judged, Measure(peildatum, free, "kalenderdagen"))
        result = weigh(passage["question"], {passage["question"]: rules}, judged.opinions, weights)
        agrees = result.outcome.value == passage["outcome"]
        keys = [passage["question"], style, "alle", *(["zeker"] if result.sure else [])]
        seen.update([*keys, "regels"])
        right.update(keys if agrees else [])
        right["regels"] += rules.outcome.value == passage["outcome"]
        if agrees and passage["outcome"] == "voldoet":
            seen["citaat"] += 1
            right["citaat"] += bool(result.evidence) and quotes_overlap(result.evidence[0].quote, passage["quote"])
        if chosen.show and chosen.half == "build" and not agrees:
            print(f"{passage['id']}: {passage['outcome']}, wij {result.outcome} ({result.code})\n{passage['text']}")
    for key in sorted(seen):
        print(f"{key:12} {right[key]:5} van {seen[key]:5}  {100 * right[key] / seen[key]:5.1f}")


if __name__ == "__main__":
    main()
