"""How often the intervals hold the true share: the exact one by summing over all samples, the stratified ones by lot.

`python benchmarks/coverage.py` prints the figures of coverage.md; some minutes on two cores. With `domains`, it
prints only those of a toetsvraag that applies to part of the cases; with `known`, those where the register tells so.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections import Counter
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy.stats import hypergeom

from vtaudit.model import Interval, StratumTally, Tally
from vtaudit.score.basis import Basis
from vtaudit.statistics import DomainStratum, Stratum, domain_interval, stratified_interval
from vtaudit.statistics.intervals import exact_ends

CONFIDENCE = 0.95
POPULATIONS = (50, 200, 1000)
SIZES = range(10, 61)
HIGHEST_RATE = 0.3
DRAWS = 400
SEED = 20261122

# Per stratum the cases in it and those drawn.
DESIGNS = {
    "two equal, proportional": ((300, 30), (300, 30)),
    "four unequal, proportional": ((2000, 30), (1000, 15), (600, 9), (400, 6)),
    "four unequal, as many drawn from each": ((2000, 15), (1000, 15), (600, 15), (400, 15)),
    "few drawn from the large one": ((900, 10), (100, 50)),
    "one drawn from the small one": ((100, 1), (900, 90)),
    "six, no order in the fractions": ((375, 21), (647, 11), (734, 20), (659, 16), (505, 10), (355, 40)),
    "small ones": ((20, 8), (30, 12), (15, 6)),
    "eight, proportional": ((250, 8),) * 8,
    "ten with two drawn": ((40, 2),) * 10,
    "one judged whole, strata of one": ((10, 10), (1, 1), (200, 20), (190, 12)),
}
RATES = (0.02, 0.05, 0.1, 0.3)

# Designs of 50, 200 and 1,000 cases for a toetsvraag that applies to part of the cases of every stratum.
DOMAIN_DESIGNS = {
    "50, as many from each": ((25, 6), (12, 6), (8, 6), (5, 5)),
    "50, few": ((30, 4), (20, 4)),
    "200, as many from each": ((120, 8), (50, 8), (30, 8)),
    "200, by size and spread": ((120, 30), (50, 8), (30, 4)),
    "1,000, as many from each": ((700, 15), (200, 15), (100, 15)),
    "1,000, few from the large one": ((900, 10), (100, 40)),
    "1,000, six": ((300, 10), (250, 5), (200, 20), (150, 8), (60, 10), (40, 5)),
    "1,000, ten with four": ((100, 4),) * 10,
}
APPLIES = {"falling": (0.9, 0.1), "rising": (0.1, 0.9), "30 % everywhere": (0.3, 0.3)}
DOMAIN_RATES = (0.0, 0.02, 0.1, 0.3)
DOMAIN_DRAWS = 100

# Draws of which the register rules out part of the cases; of the others the toetsvraag applies to all or to a part.
KNOWN_DESIGNS = {
    "60, plain": ((60, 20),),
    "200, plain": ((200, 40),),
    "1,000, plain": ((1000, 60),),
    **{name: DOMAIN_DESIGNS[name] for name in ("200, as many from each", "1,000, six")},
}
RULED_OUT = {"falling": (0.8, 0.2), "rising": (0.2, 0.8)}
LEFT = {"all known": 1.0, "60 % of the rest": 0.6}
KNOWN_RATES = (0.0, 0.02, 0.1, 0.3, 0.5)
KNOWN_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Coverage:
    least: float
    mean: float
    width: float


def exact(population: int, size: int) -> Coverage:
    """Coverage at every possible number of cases met up to the highest rate, summed over all outcomes."""
    outcomes = np.arange(size + 1)
    low, high = exact_ends(outcomes, size, population, CONFIDENCE)
    totals = np.arange(int(population * HIGHEST_RATE) + 1)[:, None]
    chances = hypergeom.pmf(outcomes, population, totals, size)
    covered = (chances * ((low <= totals) & (totals <= high))).sum(axis=1)
    widths = chances @ ((high - low) / population)
    return Coverage(float(covered.min()), float(covered.mean()), float(widths.mean()))


def truths(design: tuple[tuple[int, int], ...], rate: float) -> dict[str, list[int]]:
    """Cases met per stratum: the same share in each, rising over the strata, or all where the fewest are drawn."""
    left = round(rate * sum(cases for cases, _ in design))
    crowded = [0] * len(design)
    for index in sorted(range(len(design)), key=lambda number: design[number][1] / design[number][0]):
        crowded[index] = min(left, design[index][0])
        left -= crowded[index]
    slopes = np.linspace(0, 2, len(design))
    return {
        "even": [round(cases * rate) for cases, _ in design],
        "rising": [min(cases, round(cases * rate * slope)) for (cases, _), slope in zip(design, slopes, strict=True)],
        "crowded": crowded,
    }


def simulated(
    design: tuple[tuple[int, int], ...], met: list[int], seed: int, draws: int = DRAWS
) -> tuple[float, float]:
    """The part of the draws that the interval covers, and its mean width.

    When that part is short of what the interval claims, chance may be why: then once more with many more draws.
    """
    rng = np.random.default_rng(seed)
    drawn = [
        rng.hypergeometric(hits, cases - hits, size, draws) for hits, (cases, size) in zip(met, design, strict=True)
    ]
    population = sum(cases for cases, _ in design)
    covered = width = 0.0
    # The order of strata of one kind does not matter, so their samples are counted together.
    samples = Counter(tuple(sorted(zip(design, row, strict=True))) for row in np.transpose(drawn).tolist())
    for sample, count in samples.items():
        interval = stratified_interval([Stratum(*plan, hits) for plan, hits in sample], CONFIDENCE).interval
        reaches = interval.low * population <= sum(met) + 1e-9 and sum(met) - 1e-9 <= interval.high * population
        covered += count * reaches
        width += count * (interval.high - interval.low)
    if covered < CONFIDENCE * draws and draws == DRAWS:
        return simulated(design, met, -seed % 2**32, 20 * DRAWS)
    return covered / draws, width / draws


def domain_truths(design: tuple[tuple[int, int], ...], rate: float) -> dict[str, list[tuple[int, int]]]:
    """Cases to which the toetsvraag applies and cases of these that are met, per stratum: failures even or crowded."""
    found = {}
    for name, ends in APPLIES.items():
        shares = np.linspace(*ends, len(design))
        applying = [max(1, round(cases * share)) for (cases, _), share in zip(design, shares, strict=True)]
        left = round(rate * sum(applying))
        crowded = [0] * len(design)
        for index in sorted(range(len(design)), key=lambda number: design[number][1] / design[number][0]):
            crowded[index] = min(left, applying[index])
            left -= crowded[index]
        even = [round(number * rate) for number in applying]
        for kind, failing in (("even", even), ("crowded", crowded)):
            found[f"{name}, {kind}"] = [
                (number, number - fails) for number, fails in zip(applying, failing, strict=True)
            ]
    return found


def simulated_domain(
    design: tuple[tuple[int, int], ...], truth: list[tuple[int, int]], seed: int, draws: int = DOMAIN_DRAWS
) -> tuple[float, float]:
    """As `simulated`; a draw in which the toetsvraag applies to no case says nothing, and counts as covered."""
    rng = np.random.default_rng(seed)
    share = sum(met for _, met in truth) / sum(applying for applying, _ in truth)
    drawn = [
        rng.multivariate_hypergeometric([met, applying - met, cases - applying], size, draws)
        for (cases, size), (applying, met) in zip(design, truth, strict=True)
    ]
    covered = width = 0.0
    samples = Counter(tuple(map(tuple, row)) for row in np.stack(drawn, axis=1)[:, :, :2].tolist())
    for sample, count in samples.items():
        if not any(map(sum, sample)):
            covered, width = covered + count, width + count
            continue
        strata = [
            DomainStratum(cases, size, met + failing, met + failing, met)
            for (cases, size), (met, failing) in zip(design, sample, strict=True)
        ]
        interval = domain_interval(strata, CONFIDENCE).interval
        covered += count * (interval.low - 1e-9 <= share <= interval.high + 1e-9)
        width += count * (interval.high - interval.low)
    if covered < CONFIDENCE * draws and draws == DOMAIN_DRAWS:
        return simulated_domain(design, truth, -seed % 2**32, 20 * DOMAIN_DRAWS)
    return covered / draws, width / draws


def known_truths(design: tuple[tuple[int, int], ...], rate: float) -> dict[str, list[tuple[int, int, int]]]:
    """Per stratum the cases that the register leaves in, those of them to which it applies, and those met."""
    found = {}
    for (out, ends), (left, part) in itertools.product(RULED_OUT.items(), LEFT.items()):
        shares = np.linspace(*ends, len(design))
        askable = [max(1, round(cases * (1 - share))) for (cases, _), share in zip(design, shares, strict=True)]
        applying = [max(1, round(part * number)) for number in askable]
        met = [number - round(rate * number) for number in applying]
        found[f"{out}, {left}"] = list(zip(askable, applying, met, strict=True))
    return found


def simulated_known(
    design: tuple[tuple[int, int], ...], truth: list[tuple[int, int, int]], seed: int, draws: int = KNOWN_DRAWS
) -> tuple[float, float, float]:
    """As `simulated_domain`, by the basis that the scorecard uses; with the mean width when nothing were known."""
    rng = np.random.default_rng(seed)
    share = sum(met for *_, met in truth) / sum(applying for _, applying, _ in truth)
    drawn = [
        rng.multivariate_hypergeometric([met, applying - met, askable - applying, cases - askable], size, draws)
        for (cases, size), (askable, applying, met) in zip(design, truth, strict=True)
    ]
    covered = width = without = 0.0
    for sample, count in Counter(tuple(map(tuple, row)) for row in np.stack(drawn, axis=1).tolist()).items():
        known = [(askable, Tally(*seen[:3])) for (askable, *_), seen in zip(truth, sample, strict=True)]
        unknown = [
            (cases, Tally(*seen[:2], seen[2] + seen[3])) for (cases, _), seen in zip(design, sample, strict=True)
        ]
        interval, wider = _interval(known), _interval(unknown)
        covered += count * (interval.low - 1e-9 <= share <= interval.high + 1e-9)
        width += count * (interval.high - interval.low)
        without += count * (wider.high - wider.low)
    if covered < CONFIDENCE * draws and draws == KNOWN_DRAWS:
        return simulated_known(design, truth, -seed % 2**32, 20 * KNOWN_DRAWS)
    return covered / draws, width / draws, without / draws


def _interval(parts: list[tuple[int, Tally]]) -> Interval:
    if len(parts) == 1:
        ((population, seen),) = parts
        parts = [(population - seen.not_applicable, seen)]
    basis = Basis("drawn", tuple(StratumTally(*part) for part in parts))
    return basis.interval() or Interval(0.0, 1.0, CONFIDENCE, "nothing judged")


def known() -> None:
    print(f"part of the cases ruled out by the register, {KNOWN_DRAWS} draws per truth, seed {SEED}")
    jobs = [
        (name, kind.partition(", ")[2], f"{kind} {rate:.0%}", design, truth)
        for name, design in KNOWN_DESIGNS.items()
        for rate in KNOWN_RATES
        for kind, truth in known_truths(design, rate).items()
    ]
    with Parallel(n_jobs=2) as pool:
        results = pool(
            delayed(simulated_known)(design, truth, SEED + number) for number, (*_, design, truth) in enumerate(jobs)
        )
    for name, left in itertools.product(KNOWN_DESIGNS, LEFT):
        rows = [
            (*result, truth)
            for (own, part, truth, *_), result in zip(jobs, results, strict=True)
            if (own, part) == (name, left)
        ]
        least, *_, truth = min(rows)
        mean, width, without = np.mean([row[:3] for row in rows], axis=0)
        print(f"{name:24} {left:18} least {least:.3f} ({truth})  mean {mean:.3f}  width {width:.3f}, was {without:.3f}")
        assert least >= CONFIDENCE


def domains() -> None:
    print(f"stratified interval of a part of the cases, {DOMAIN_DRAWS} draws per truth, seed {SEED}")
    jobs = [
        (name, f"{kind} {rate:.0%}", design, truth)
        for name, design in DOMAIN_DESIGNS.items()
        for rate in DOMAIN_RATES
        for kind, truth in domain_truths(design, rate).items()
    ]
    with Parallel(n_jobs=2) as pool:
        results = pool(
            delayed(simulated_domain)(design, truth, SEED + number) for number, (*_, design, truth) in enumerate(jobs)
        )
    for name in DOMAIN_DESIGNS:
        rows = [
            (covered, width, truth)
            for (own, truth, *_), (covered, width) in zip(jobs, results, strict=True)
            if own == name
        ]
        short = [f"{truth} {covered:.3f}" for covered, _, truth in rows if covered < CONFIDENCE]
        means = np.mean([row[:2] for row in rows], axis=0)
        least, _, truth = min(rows)
        print(f"{name:32} least {least:.3f} ({truth})  mean {means[0]:.3f}  width {means[1]:.3f}  short: {short}")


def main() -> None:
    started = time.perf_counter()
    if sys.argv[1:] in (["domains"], ["known"]):
        {"domains": domains, "known": known}[sys.argv[1]]()
        print(f"{time.perf_counter() - started:.0f} s")
        return
    print(f"exact interval, sizes {SIZES[0]} to {SIZES[-1]}, rates 0 to {HIGHEST_RATE:.0%}")
    for population in POPULATIONS:
        found = [exact(population, size) for size in SIZES if size < population]
        least = min(one.least for one in found)
        mean = float(np.mean([one.mean for one in found]))
        print(f"{population:>6}  least {least:.4f}  mean {mean:.4f}  width {np.mean([one.width for one in found]):.3f}")
        assert least >= CONFIDENCE - 1e-9

    print(f"stratified interval, {DRAWS} draws per truth, seed {SEED}")
    jobs = [
        (name, f"{kind} {rate:.0%}", design, met)
        for name, design in DESIGNS.items()
        for rate in RATES
        for kind, met in truths(design, rate).items()
    ]
    with Parallel(n_jobs=2) as pool:
        results = pool(delayed(simulated)(design, met, SEED + number) for number, (*_, design, met) in enumerate(jobs))
    for name in DESIGNS:
        rows = [
            (covered, width, truth)
            for (own, truth, *_), (covered, width) in zip(jobs, results, strict=True)
            if own == name
        ]
        least, _, truth = min(rows)
        means = np.mean([row[:2] for row in rows], axis=0)
        print(f"{name:40} least {least:.3f} ({truth})  mean {means[0]:.3f}  width {means[1]:.3f}")
        assert least >= CONFIDENCE
    domains()
    known()
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
