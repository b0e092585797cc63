"""How long `vtaudit plan` computes on 5,000 cases, as a ratio to 500 cases in the same run.

`python benchmarks/planning.py`; the work grows faster than the register, up to with its square.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from time import perf_counter

from vtaudit.statistics import more_needed, sample_size, size_for_width, what_it_proves

SURE = Fraction(95, 100)
JOBS: dict[str, Callable[[int], object]] = {
    "size": lambda cases: sample_size(Fraction(1, 100), Fraction(9, 1000), SURE, cases),
    "width": lambda cases: size_for_width(cases, Fraction(2, 100), SURE),
    "more": lambda cases: more_needed(699 * cases // 5000, cases // 5, cases, 0.7),
    "reach": lambda cases: what_it_proves(400 * cases // 5000, cases, SURE),
}


def seconds(job: Callable[[int], object], cases: int) -> float:
    job(cases)
    started = perf_counter()
    job(cases)
    return perf_counter() - started


def main() -> None:
    for name, job in JOBS.items():
        few, many = seconds(job, 500), seconds(job, 5000)
        print(f"{name:8} {many:6.2f} s on 5,000 cases, {many / few:5.1f} times as long as on 500")


if __name__ == "__main__":
    main()
