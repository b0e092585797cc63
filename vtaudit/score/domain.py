"""The domain of a toetsvraag: the cases of a draw in which it can be asked, as far as the register alone tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vtaudit.model import Sample


@dataclass(frozen=True, slots=True)
class Domain:
    """Per stratum of the frame how many cases are left in `sizes`; without a frame that is one number.

    `ruled_out` are the drawn cases in which the toetsvraag cannot be asked. Of the others the register says that it
    can be asked; unless `is_known`, there are some of which only the documents tell.
    """

    sizes: tuple[int, ...]
    ruled_out: frozenset[str] = frozenset()
    is_known: bool = False

    @property
    def size(self) -> int:
        """The cases of all strata together."""
        return sum(self.sizes)


def whole(sample: Sample) -> Domain:
    """The domain of a toetsvraag of which the register tells nothing: it may be asked of every case."""
    return Domain(tuple(stratum.population for stratum in sample.frame) or (sample.population,))


def domains(sample: Sample, answers: Iterable[tuple[str, Mapping[str, bool | None]]]) -> Mapping[str, Domain]:
    """The domain of each toetsvraag, from whether it can be asked (None: not known) of each zaaknummer.

    Cases outside the frame count for nothing. Empty for a sample without a frame.
    """
    place = {case: number for number, stratum in enumerate(sample.frame) for case in stratum.cases}
    drawn = frozenset(sample.drawn)
    outside: defaultdict[str, Counter[int]] = defaultdict(Counter)
    ruled_out: defaultdict[str, set[str]] = defaultdict(set)
    known: Counter[str] = Counter()
    for case, asked in answers:
        if case not in place:
            continue
        for question, holds in asked.items():
            known[question] += holds is not None
            if holds is False:
                outside[question][place[case]] += 1
                ruled_out[question].update({case} & drawn)
    return {
        question: Domain(
            tuple(stratum.population - outside[question][number] for number, stratum in enumerate(sample.frame)),
            frozenset(ruled_out[question]),
            is_known=count == len(place),
        )
        for question, count in known.items()
    }
