"""The second opinion: a linear model, trained on the example bank, that points at the passage most likely to prove it.

It reads three sentences at a time and knows no rule. What it says is weighed against the rules elsewhere
(`checks.weigh`); here a passage only gets a score per toetsvraag. The model lies in `second_opinion.npz` (weights) and
`second_opinion.json` (what they mean); neither can hold code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from murmurhash.mrmr import hash_unicode  # type: ignore[import-untyped]

from vtaudit.errors import Fault, VtauditError
from vtaudit.language.features import Features, features
from vtaudit.language.layout import LineKind
from vtaudit.language.passages import Passage
from vtaudit.language.reader import Reading
from vtaudit.language.scope import Status
from vtaudit.model import Evidence

FORMAT = 1
WINDOW = 3
"""Sentences read together: a pronoun or a withdrawal seldom reaches further."""
BUCKETS = 2**17
"""Hashed columns per bag of features."""
_SCALES = (1.0, 0.5, 1.0)
"""Weight of words, pieces of words and readings; measured by leaving out one writer at a time."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The passage that most likely proves a toetsvraag; `score` is in log-odds of the model, not a probability."""

    score: float
    evidence: Evidence
    passage: int


@dataclass(frozen=True)
class SecondOpinion:
    """Weights per column and toetsvraag. `facts` is the content of the json beside them."""

    questions: tuple[str, ...]
    columns: Any = field(repr=False)
    rarity: Any = field(repr=False)
    weights: Any = field(repr=False)
    bias: Any = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)

    @classmethod
    def load(cls, folder: Path) -> SecondOpinion | None:
        """The model in this folder, None when there is none; a fault when its files do not fit together."""
        import numpy as np

        path = folder / "second_opinion.json"
        if not path.exists():
            return None
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            with np.load(path.with_suffix(".npz"), allow_pickle=False) as arrays:
                found = {name: arrays[name] for name in ("columns", "rarity", "weights", "bias")}
            questions = tuple(facts["questions"])
            fits = facts["format"] == FORMAT and found["weights"].shape == (len(found["columns"]), len(questions))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise VtauditError(_broken(path)) from error
        if not fits:
            raise VtauditError(_broken(path))
        weights = found["weights"].astype(np.float64)
        return cls(questions, found["columns"], found["rarity"].astype(np.float32), weights, found["bias"], facts)

    def save(self, folder: Path) -> None:
        """Write both files; the same model gives the same bytes."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            folder / "second_opinion.npz",
            columns=self.columns.astype(np.uint32),
            rarity=self.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
        )
        text = json.dumps({**self.facts, "format": FORMAT, "questions": list(self.questions)}, indent=1, sort_keys=True)
        (folder / "second_opinion.json").write_text(text + "\n", encoding="utf-8")

    def read(self, reading: Reading) -> Mapping[str, Opinion]:
        """For every toetsvraag the strongest passage of the dossier; nothing when there is nothing to read."""
        groups = [
            group
            for group in windows(reading.passages)
            if any(reading.marks[number] is not Status.OTHER_FAMILY for number in group)
        ]
        if not groups:
            return {}
        bags = hashed(features(reading))
        scores = self.score(counts(bags, groups))
        best = scores.argmax(axis=0)
        chosen = sorted({number for row in best for number in groups[row]})
        singles = dict(zip(chosen, self.score(counts(bags, [(number,) for number in chosen])), strict=True))
        found = {}
        for index, question in enumerate(self.questions):
            window = groups[best[index]]
            ours = [number for number in window if reading.marks[number] is not Status.OTHER_FAMILY]
            number = max(ours, key=lambda passage: singles[passage][index])
            found[question] = Opinion(float(scores[best[index], index]), reading.passages[number].quote(), number)
        return found

    def score(self, bags: Sequence[Any]) -> Any:
        """Log-odds, one row per window and one column per toetsvraag."""
        return scaled(bags, self._known) @ self.weights + self.bias

    @cached_property
    def _known(self) -> list[Any]:
        return known(self.columns, self.rarity)


def windows(passages: Sequence[Passage]) -> list[tuple[int, ...]]:
    """Up to three sentences in a row of one entry; a cell that repeats part of its table row is passed over."""
    entries: dict[tuple[int, int], list[int]] = {}
    row: tuple[int, int, int] | None = None
    for passage in passages:
        line = (passage.part, passage.entry, passage.line)
        if passage.line_kind is LineKind.ROW:
            row = line
        elif row == line:
            continue
        entries.setdefault(line[:2], []).append(passage.number)
    return [tuple(window) for numbers in entries.values() for window in _slices(numbers)]


def _slices(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(max(1, len(numbers) - WINDOW + 1)):
        yield numbers[start : start + WINDOW]


def hashed(bags: Sequence[Features]) -> list[Any]:
    """For each of the three bags a sparse matrix of counts, one row per passage."""
    return [_hashed([getattr(bag, name) for bag in bags]) for name in ("words", "pieces", "readings")]


def _hashed(rows: Sequence[Sequence[str]]) -> Any:
    import numpy as np
    from scipy import sparse  # type: ignore[import-untyped]

    columns = [_column(word) for words in rows for word in words]
    ends = np.cumsum([0, *(len(words) for words in rows)])
    found = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), BUCKETS))
    found.sum_duplicates()
    return found


@lru_cache(maxsize=100_000)
def _column(word: str) -> int:
    """The column that FeatureHasher of scikit-learn gives, without its import, which costs more than all the rest."""
    return int(abs(hash_unicode(word)) % BUCKETS)


def counts(bags: Sequence[Any], groups: Sequence[Sequence[int]]) -> list[Any]:
    """For each of the three hashed bags a sparse matrix of damped counts, one row per window."""
    import numpy as np
    from scipy import sparse

    rows = [row for row, group in enumerate(groups) for _ in group]
    members = [member for group in groups for member in group]
    together = sparse.csr_matrix((np.ones(len(rows)), (rows, members)), shape=(len(groups), bags[0].shape[0]))
    found = []
    for bag in bags:
        summed = (together @ bag).tocsr()
        summed.data = 1 + np.log(summed.data)
        found.append(summed)
    return found


def known(columns: Any, rarity: Any) -> list[Any]:
    """For each of the three bags the matrix that keeps its known columns, each times its rarity."""
    import numpy as np
    from scipy import sparse

    found = []
    for index in range(len(_SCALES)):
        mine = (columns >= index * BUCKETS) & (columns < (index + 1) * BUCKETS)
        rows = columns[mine].astype(np.int64) - index * BUCKETS
        found.append(sparse.csr_matrix((rarity[mine], (rows, np.arange(len(rows)))), shape=(BUCKETS, len(rows))))
    return found


def scaled(bags: Sequence[Any], kept: Sequence[Any]) -> Any:
    """What `kept`, made by `known`, leaves of the three bags side by side, each bag brought to length one."""
    from scipy import sparse

    blocks = [_unit(bag @ keep) * scale for bag, keep, scale in zip(bags, kept, _SCALES, strict=True)]
    return sparse.hstack(blocks).tocsr()


def _unit(rows: Any) -> Any:
    """Every row divided by its length; an empty one stays empty."""
    import numpy as np
    from scipy import sparse

    lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    return sparse.diags(1 / np.where(lengths, lengths, 1)) @ rows


def _broken(path: Path) -> Fault:
    message = "De bestanden van de tweede lezing horen niet bij elkaar of zijn beschadigd."
    return Fault("second_opinion", path.name, message, "Zet de map terug zoals die bij vtaudit hoort.")
