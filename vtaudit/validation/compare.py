"""Gold beside observations: agreement, precision, certainty and whether the quotes point at the same passage."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vtaudit.model import Observation, Outcome
from vtaudit.validation.agreement import (
    ALL,
    TERMS,
    TEXTS,
    Agreement,
    RaterAgreement,
    Weighted,
    agreement,
    between_raters,
    parts_of,
    weighted,
)

SHARED_WORDS = 5
"""Two quotes with so many consecutive words in common point at the same passage."""

NOT_OBSERVED = "geen waarneming"
"""Where an outcome of the tool would stand; as a class of its own it never agrees with the gold."""


@dataclass(frozen=True, slots=True)
class GoldRow:
    """The label that a person gave one dossier for one toetsvraag; `quote` is empty where none was recorded."""

    zaaknummer: str
    question: str
    outcome: Outcome
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ObservedRow:
    """What the tool said of one dossier for one toetsvraag, with its strongest quote."""

    zaaknummer: str
    question: str
    outcome: Outcome
    sure: bool
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures for one toetsvraag, or for several together; all counts are counts of gold rows.

    `applicable` leaves out the rows that the gold calls niet_van_toepassing. `sure` are the rows on which the tool was
    sure. `doubts` weighs rows that one of the two leaves open. `quoted` are the rows with a gold quote that both call
    voldoet, `quotes_shared` those whose quotes overlap.
    """

    everything: Agreement
    applicable: Agreement
    sure: Agreement
    doubts: Weighted
    missing: int
    gold_met: int
    tool_met: int
    both_met: int
    quoted: int
    quotes_shared: int

    @property
    def precision(self) -> float | None:
        """Of what the tool calls voldoet, the share that the gold calls so too; None when there is nothing."""
        return _share(self.both_met, self.tool_met)

    @property
    def recall(self) -> float | None:
        """Of what the gold calls voldoet, the share that the tool calls so too; None when there is nothing."""
        return _share(self.both_met, self.gold_met)

    @property
    def sure_share(self) -> float | None:
        """Share of the gold rows on which the tool was sure."""
        return _share(self.sure.rows, self.everything.rows)

    @property
    def quote_share(self) -> float | None:
        """Share of the `quoted` rows in which both point at the same passage."""
        return _share(self.quotes_shared, self.quoted)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row on which gold and tool differ: in outcome, or (same outcome) in the passage that proves it.

    `observed` is None when the tool has no observation for the row.
    """

    gold: GoldRow
    observed: ObservedRow | None

    @property
    def kind(self) -> str:
        """Dutch: `geen waarneming`, `ander oordeel` or `ander citaat`."""
        if self.observed is None:
            return NOT_OBSERVED
        return "ander oordeel" if self.observed.outcome is not self.gold.outcome else "ander citaat"


@dataclass(frozen=True, slots=True)
class Validation:
    """The outcome of a comparison; `terms` and `texts` are None when the gold has no such toetsvraag.

    `unlabelled` counts observations for which the gold has no row; they count nowhere else.
    """

    overall: Figures
    terms: Figures | None
    texts: Figures | None
    questions: Mapping[str, Figures]
    differences: tuple[Difference, ...]
    unlabelled: int

    @property
    def parts(self) -> dict[str, Figures]:
        """The figures by the names under which they are shown, in that order."""
        found = {ALL: self.overall, TERMS: self.terms, TEXTS: self.texts, **self.questions}
        return {name: part for name, part in found.items() if part is not None}


def validate(
    gold: Iterable[GoldRow], observations: Iterable[ObservedRow], term_questions: Collection[str]
) -> Validation:
    """Compare the tool with the gold, row by row; a gold row without an observation counts as wrong.

    `term_questions` are the ids of the toetsvragen that are judged on dates. Raises ValueError without gold rows, and
    when a dossier and toetsvraag occur twice on either side.
    """
    labels = _index(gold)
    if not labels:
        raise ValueError("there are no gold rows to compare with")
    found = _index(observations)
    pairs = [(label, found.get(key)) for key, label in sorted(labels.items())]
    parts = {
        name: _figures(part) for name, part in parts_of(pairs, lambda pair: pair[0].question, term_questions).items()
    }
    return Validation(
        overall=parts.pop(ALL),
        terms=parts.pop(TERMS, None),
        texts=parts.pop(TEXTS, None),
        questions=parts,
        differences=tuple(Difference(label, row) for label, row in pairs if _differs(label, row)),
        unlabelled=len(found.keys() - labels.keys()),
    )


def raters_agree(golds: Iterable[Iterable[GoldRow]], term_questions: Collection[str]) -> dict[str, RaterAgreement]:
    """How far people agree who labelled the same dossiers, per part as `Validation.parts` names them.

    Raises ValueError with fewer than two persons, and when one of them judged a dossier and toetsvraag twice.
    """
    judgements = [{key: row.outcome for key, row in _index(rows).items()} for rows in golds]
    return between_raters(judgements, term_questions)


def observed_row(observation: Observation) -> ObservedRow:
    """An observation as a row to compare; its first quote is the strongest."""
    quote = observation.evidence[0].quote if observation.evidence else ""
    return ObservedRow(observation.zaaknummer, observation.question, observation.outcome, observation.sure, quote)


def quotes_overlap(one: str, other: str) -> bool:
    """Whether two quotes point at the same passage: one holds the other, or they share five consecutive words.

    Case, white space and (for the words) punctuation do not matter; an empty quote points at nothing.
    """
    one, other = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    if not one or not other:
        return False
    return one in other or other in one or not _runs(one).isdisjoint(_runs(other))


_Row = TypeVar("_Row", GoldRow, ObservedRow)
_Pair = tuple[GoldRow, ObservedRow | None]


def _index(rows: Iterable[_Row]) -> dict[tuple[str, str], _Row]:
    index: dict[tuple[str, str], _Row] = {}
    for row in rows:
        key = (row.question, row.zaaknummer)
        if key in index:
            raise ValueError(f"{row.question} stands twice for one dossier")
        index[key] = row
    return index


def _figures(pairs: Sequence[_Pair]) -> Figures:
    met = Outcome.MET
    both = [(gold, row) for gold, row in pairs if row and gold.outcome is met and row.outcome is met]
    quoted = [pair for pair in both if pair[0].quote]
    return Figures(
        everything=_agreement(pairs),
        applicable=_agreement([pair for pair in pairs if pair[0].outcome is not Outcome.NOT_APPLICABLE]),
        sure=_agreement([(gold, row) for gold, row in pairs if row and row.sure]),
        doubts=weighted((gold.outcome, row.outcome) for gold, row in pairs if row),
        missing=sum(row is None for _, row in pairs),
        gold_met=sum(gold.outcome is met for gold, _ in pairs),
        tool_met=sum(row is not None and row.outcome is met for _, row in pairs),
        both_met=len(both),
        quoted=len(quoted),
        quotes_shared=sum(quotes_overlap(gold.quote, row.quote) for gold, row in quoted),
    )


def _agreement(pairs: Iterable[_Pair]) -> Agreement:
    return agreement((gold.outcome.value, row.outcome.value if row else NOT_OBSERVED) for gold, row in pairs)


def _differs(gold: GoldRow, row: ObservedRow | None) -> bool:
    if row is None or row.outcome is not gold.outcome:
        return True
    return gold.outcome is Outcome.MET and bool(gold.quote) and not quotes_overlap(gold.quote, row.quote)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return set(zip(*(words[start:] for start in range(SHARED_WORDS)), strict=False))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
