"""Judges labelled sets as an audit does and prints how often the outcome is the label; the source of held-out.md.

`python benchmarks/agreement.py` for every set of `tests/corpus/`; with names (`V14b T106`) or folders
(`sample_dossiers/D1`) for those. `--gold gold2.csv` takes the labels of another reader. `--out FILE` keeps every row,
`--against FILE` tells which rows turned since.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from joblib import Parallel, delayed
from sklearn.metrics import cohen_kappa_score

from vtaudit.assess import Judge
from vtaudit.audit.cases import Tools, load_tools
from vtaudit.audit.grounds import Grounds
from vtaudit.case import build_case
from vtaudit.catalogue.criteria import load_sets
from vtaudit.checks.weigh import Weights
from vtaudit.dossiers import read_dossier, scan_folder
from vtaudit.register import read_register, with_peildatum
from vtaudit.validation import quotes_overlap, read_gold

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
TERMS = ("1.1.1-a", "2.1.1-a", "2.1.1-b", "2.1.2-a")
OUTSIDE = "niet_van_toepassing"


@dataclass(frozen=True, slots=True)
class Row:
    """One label beside what the rules say alone and what they say with the second opinion."""

    set: str
    case: str
    question: str
    gold: str
    rules: str
    rules_sure: bool
    both: str
    sure: bool
    code: str
    quoted: bool | None
    """Whether the first quote of a shared `voldoet` overlaps the label's; None where there is nothing to compare."""
    shown: bool | None
    """The same for any of the quotes that the scorecard shows."""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.set, self.case, self.question


def tools() -> Tools:
    sets = load_sets(("stap2-2016", "kennemerland-2022"))
    grounds = Grounds.beside(sets[0].directory)
    return load_tools(tuple(each.directory for each in sets), grounds, grounds.version(sets))


def rows_of(folder: Path, gold: str) -> list[Row]:
    held = tools()
    register = read_register(folder)
    register = with_peildatum(register, register.peildatum)
    scan = scan_folder(folder, {row.zaaknummer for row in register.rows}, held.cues)
    labels = [label for label in read_gold(folder / gold) if label.question not in TERMS]
    judges = [
        Judge(held.sets, held.reasons, held.free, register.peildatum, weights)
        for weights in (None, Weights.of(held.second))
    ]
    found = []
    for row in register.rows:
        dossier = read_dossier(folder, scan.cases.get(row.zaaknummer, ()), row, held.cues)
        case = build_case(dossier, held.reader, register.peildatum, held.second)
        rules, both = ({one.question: one for one in judge.observe(case)} for judge in judges)
        for label in labels:
            if label.zaaknummer == row.zaaknummer:
                ours, alone = both[label.question], rules[label.question]
                outcomes = (label.outcome.value, alone.outcome.value, alone.sure, ours.outcome.value, ours.sure)
                quoted = shown = None
                if label.quote and label.outcome == ours.outcome == "voldoet":
                    overlaps = [quotes_overlap(evidence.quote, label.quote) for evidence in ours.evidence]
                    quoted, shown = any(overlaps[:1]), any(overlaps)
                place = (folder.name, label.zaaknummer, label.question)
                found.append(Row(*place, *outcomes, ours.reason_code, quoted, shown))
    return found


def line(name: str, rows: Sequence[Row]) -> str:
    """Figures over the rows to which the toetsvraag applies by their label."""
    rows = [row for row in rows if row.gold != OUTSIDE]
    right = [row for row in rows if row.both == row.gold]
    sure = [row for row in rows if row.sure]
    quoted = [row.quoted for row in rows if row.quoted is not None]
    kappa = cohen_kappa_score([row.gold for row in rows], [row.both for row in rows]) if rows else float("nan")
    return (
        f"{name:9} rules {sum(row.rules == row.gold for row in rows):5}  both {len(right):5} of {len(rows):5} "
        f"({len(right) / max(1, len(rows)):6.1%}, kappa {kappa:.2f})  "
        f"sure {sum(row.both == row.gold for row in sure):5} of {len(sure):5} ({len(sure) / max(1, len(rows)):5.1%})  "
        f"first quote {sum(quoted):4}, any quote {sum(bool(row.shown) for row in rows):4} of {len(quoted):4}"
    )


def table(rows: Sequence[Row], of: Callable[[Row], str]) -> Iterator[str]:
    for name in sorted({of(row) for row in rows}):
        yield line(name, [row for row in rows if of(row) == name])


def turned(rows: Iterable[Row], earlier: Path) -> Iterator[str]:
    """Which rows became right or wrong since, by the rules alone and by both."""
    known = {row.key: row for row in (Row(**json.loads(text)) for text in earlier.open(encoding="utf-8"))}
    for row in rows:
        was = known.get(row.key)
        if was is None:
            continue
        for which, now, then in (("rules", row.rules, was.rules), ("both", row.both, was.both)):
            if now != then:
                better = "+" if now == row.gold else "-" if then == row.gold else "="
                yield f"{better} {which:5} {row.set}:{row.case} {row.question} gold {row.gold}: {then} -> {now}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--gold", default="gold.csv")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--against", type=Path)
    chosen = parser.parse_args()
    names = chosen.sets or sorted(path.parent.name for path in CORPUS.glob("*/gold.csv"))
    folders = [CORPUS / name if (CORPUS / name).is_dir() else Path(name) for name in names]
    with Parallel(n_jobs=2) as pool:
        rows = [row for found in pool(delayed(rows_of)(folder, chosen.gold) for folder in folders) for row in found]
    if chosen.out:
        chosen.out.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
    if chosen.against:
        print(*sorted(turned(rows, chosen.against)), sep="\n")
    print(*table(rows, lambda row: row.set), "", *table(rows, lambda row: row.question), sep="\n")
    print("", line("all", rows), sep="\n")
    print(f"rules alone, all rows: {sum(row.rules == row.gold for row in rows)} of {len(rows)}")


if __name__ == "__main__":
    main()
