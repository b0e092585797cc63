"""A dossier as the second opinion sees it: windows of up to three sentences, each three bags of hashed features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from murmurhash.mrmr import hash_unicode  # type: ignore[import-untyped]

from vtaudit.language.features import Features, features
from vtaudit.language.layout import LineKind
from vtaudit.language.passages import Passage
from vtaudit.language.reader import Reading
from vtaudit.language.scope import Status

WINDOW = 3
"""Sentences read together: a pronoun or a withdrawal seldom reaches further."""
BUCKETS = 2**17
"""Hashed columns per bag of features."""
BAGS = ("words", "pieces", "readings")
_SCALES = (1.0, 0.5, 1.0)
"""Weight of each bag; measured by leaving out one writer at a time."""
_SHORT_QUOTE = 15


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of one reading.

    `groups` are numbers of passages, `bags` three sparse matrices with a row per passage, `texts` the sentences of
    each window.
    """

    groups: tuple[tuple[int, ...], ...]
    bags: tuple[Any, ...]
    texts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, reading: Reading, part: int | None = None, *, ours: bool = False) -> Windows:
        """All windows, those of one part of the dossier, or with `ours` without those on another family only."""
        groups = tuple(
            group
            for group in windows(reading.passages)
            if part in (None, reading.passages[group[0]].part)
            and not (ours and all(reading.marks[number] is Status.OTHER_FAMILY for number in group))
        )
        if not groups:
            return cls((), (), ())
        texts = tuple(tuple(reading.passages[number].text for number in group) for group in groups)
        return cls(groups, hashed(features(reading)), texts)

    def counts(self) -> tuple[Any, ...]:
        """For each bag a matrix of damped counts, one row per window."""
        return counts(self.bags, self.groups)

    def whole(self) -> tuple[Any, ...]:
        """The same for all windows together, as one row."""
        return counts(self.bags, [sorted({number for group in self.groups for number in group})])

    def holding(self, quotes: Sequence[str]) -> list[int]:
        """The windows in which one of these quotes stands, or that stand in one of them."""
        found = [" ".join(quote.split()) for quote in quotes]
        return [row for row, texts in enumerate(self.texts) if any(_holds(texts, quote) for quote in found if quote)]


def _holds(texts: Sequence[str], quote: str) -> bool:
    return quote in " ".join(texts) or any(len(text) > _SHORT_QUOTE and text in quote for text in texts)


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


def hashed(bags: Sequence[Features]) -> tuple[Any, ...]:
    """For each of the three bags a sparse matrix of counts, one row per passage."""
    return tuple(_hashed([getattr(bag, name) for bag in bags]) for name in BAGS)


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


def counts(bags: Sequence[Any], groups: Sequence[Sequence[int]]) -> tuple[Any, ...]:
    """For each of the three hashed bags a sparse matrix of damped counts, one row per group of passages."""
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
    return tuple(found)


def known(columns: Any, rarity: Any) -> list[Any]:
    """For each of the three bags the matrix that keeps its known columns, each times its rarity."""
    import numpy as np
    from scipy import sparse

    found = []
    for index in range(len(BAGS)):
        mine = (columns >= index * BUCKETS) & (columns < (index + 1) * BUCKETS)
        rows = columns[mine].astype(np.int64) - index * BUCKETS
        found.append(sparse.csr_matrix((rarity[mine], (rows, np.arange(len(rows)))), shape=(BUCKETS, len(rows))))
    return found


def scaled(bags: Sequence[Any], kept: Sequence[Any]) -> list[Any]:
    """What `kept`, made by `known`, leaves of the three bags, each brought to length one times its scale."""
    return [_unit(bag @ keep) * scale for bag, keep, scale in zip(bags, kept, _SCALES, strict=True)]


def _unit(rows: Any) -> Any:
    """Every row divided by its length; an empty one stays empty."""
    import numpy as np
    from scipy import sparse

    lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    return sparse.diags(1 / np.where(lengths, lengths, 1)) @ rows
