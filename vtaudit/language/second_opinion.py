"""The second opinion: a linear model, trained on the example bank, that points at the passage most likely to prove it.

It reads three sentences at a time, and the dossier as a whole, and knows no rule. What it says is weighed against the
rules elsewhere (`checks.weigh`); here it only gives scores per toetsvraag. The model lies in `second_opinion.npz`
(weights) and `second_opinion.json` (what they mean); neither can hold code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from vtaudit.errors import Fault, VtauditError
from vtaudit.language.reader import Reading
from vtaudit.language.scope import Status
from vtaudit.language.windows import BAGS, BUCKETS, Windows, counts, known, scaled
from vtaudit.model import Evidence

FORMAT = 2
_NEAR = 3.0
"""In log-odds."""
_ARRAYS = ("columns", "rarity", "weights", "bias", "whole", "whole_bias")


class _Weigh(BaseModel):
    """What `checks.weigh` reads from the json."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    bias: float
    considered: dict[str, float]
    turns: list[str]
    least: dict[str, float]
    sure: dict[str, float]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model makes of one toetsvraag in one dossier, all in log-odds, none of them a probability.

    `windows` has a score per window, `bags` the best that words, pieces of words and readings reach each by
    themselves, `whole` is the score of the dossier as one text.
    """

    windows: tuple[float, ...]
    bags: tuple[float, ...]
    whole: float

    @property
    def best(self) -> float:
        """The score of the window that most likely proves it."""
        return max(self.windows)


@dataclass(frozen=True, slots=True)
class Opinion:
    """The passage that most likely proves a toetsvraag, with the scores behind it and the windows they are of.

    `also` is the likeliest passage elsewhere, where that comes near it.
    """

    scores: Scores
    evidence: Evidence
    read: Windows = field(repr=False)
    also: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class SecondOpinion:
    """Weights per column and toetsvraag, for a window and for a whole dossier; `facts` is the json beside them."""

    questions: tuple[str, ...]
    columns: Any = field(repr=False)
    rarity: Any = field(repr=False)
    weights: Any = field(repr=False)
    bias: Any = field(repr=False)
    whole: Any = field(repr=False)
    whole_bias: Any = field(repr=False)
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
            if facts["format"] != FORMAT:
                raise VtauditError(_other_version(path))
            with np.load(path.with_suffix(".npz"), allow_pickle=False) as arrays:
                columns, rarity, weights, bias, whole, whole_bias = (arrays[name] for name in _ARRAYS)
            questions = tuple(facts["questions"])
            _Weigh.model_validate(facts["weigh"])
            shape = (len(columns), len(questions))
            fits = weights.shape == shape and whole.shape == shape
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise VtauditError(_broken(path)) from error
        if not fits:
            raise VtauditError(_broken(path))
        weights, whole = weights.astype(np.float64), whole.astype(np.float64)
        return cls(questions, columns, rarity.astype(np.float32), weights, bias, whole, whole_bias, facts)

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
            whole=self.whole.astype(np.float16),
            whole_bias=self.whole_bias.astype(np.float32),
        )
        text = json.dumps({**self.facts, "format": FORMAT, "questions": list(self.questions)}, indent=1, sort_keys=True)
        (folder / "second_opinion.json").write_text(text + "\n", encoding="utf-8")

    def read(self, reading: Reading) -> Mapping[str, Opinion]:
        """For every toetsvraag the strongest passage of the dossier; nothing when there is nothing to read."""
        found = Windows.of(reading, ours=True)
        if not found.groups:
            return {}
        scores = self.scores(found)
        likeliest = {question: _likeliest(found.groups, each.windows) for question, each in scores.items()}
        chosen = sorted({number for rows in likeliest.values() for row in rows for number in found.groups[row]})
        singles = dict(zip(chosen, self.score(counts(found.bags, [(number,) for number in chosen])), strict=True))
        opinions = {}
        for index, question in enumerate(self.questions):
            quotes = []
            for row in likeliest[question]:
                ours = [number for number in found.groups[row] if reading.marks[number] is not Status.OTHER_FAMILY]
                quotes.append(reading.passages[max(ours, key=lambda passage: singles[passage][index])].quote())
            opinions[question] = Opinion(scores[question], quotes[0], found, tuple(quotes[1:]))
        return opinions

    def scores(self, found: Windows) -> Mapping[str, Scores]:
        """The scores of every toetsvraag; `found` holds at least one window."""
        parts = self._parts(found.counts(), self.weights)
        windows = sum(parts) + self.bias
        whole = sum(self._parts(found.whole(), self.whole)) + self.whole_bias
        return {
            question: Scores(
                tuple(map(float, windows[:, index])),
                tuple(float(part[:, index].max()) for part in parts),
                float(whole[0, index]),
            )
            for index, question in enumerate(self.questions)
        }

    def score(self, bags: tuple[Any, ...]) -> Any:
        """Log-odds, one row per window and one column per toetsvraag."""
        return sum(self._parts(bags, self.weights)) + self.bias

    def _parts(self, bags: tuple[Any, ...], weights: Any) -> list[Any]:
        """What each bag adds by these weights."""
        blocks = scaled(bags, self._known)
        return [block @ weights[mine] for block, mine in zip(blocks, self._blocks, strict=True)]

    @cached_property
    def _known(self) -> list[Any]:
        return known(self.columns, self.rarity)

    @cached_property
    def _blocks(self) -> list[slice]:
        """The rows of the weights that belong to each bag."""
        import numpy as np

        ends = np.searchsorted(self.columns, [index * BUCKETS for index in range(len(BAGS) + 1)])
        return [slice(int(first), int(last)) for first, last in pairwise(ends)]


def _likeliest(groups: Sequence[Sequence[int]], scores: Sequence[float]) -> list[int]:
    """The window with the highest score, and the next one that shares no sentence with it, where that comes near."""
    first = max(range(len(groups)), key=scores.__getitem__)
    apart = [row for row, group in enumerate(groups) if not set(group) & set(groups[first])]
    second = max(apart, key=scores.__getitem__, default=first)
    return [first, second] if second != first and scores[first] - scores[second] <= _NEAR else [first]


def _other_version(path: Path) -> Fault:
    message = "Deze tweede lezing is van een andere versie van vtaudit."
    remedy = "Zet de map terug die bij deze versie hoort. Is het uw eigen model? Maak het opnieuw met vtaudit learn."
    return Fault("second_opinion_version", path.name, message, remedy)


def _broken(path: Path) -> Fault:
    message = "De bestanden van de tweede lezing horen niet bij elkaar of zijn beschadigd."
    return Fault("second_opinion", path.name, message, "Zet de map terug zoals die bij vtaudit hoort.")
