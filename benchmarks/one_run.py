"""One audit in a process of its own, for `scale.py`: prints a line of JSON with what it took."""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import psutil

from vtaudit.audit import DEFAULT_SETS, CaseResult, Choice, audit, prepare
from vtaudit.documents import DocumentCache
from vtaudit.dossiers import read as room
from vtaudit.parallel import Cluster
from vtaudit.privacy import mask
from vtaudit.report import write_outputs

TODAY, MADE_AT = date(2026, 11, 21), "2026-11-21T12:00:00"


@dataclass(frozen=True)
class Run:
    """`judging` and `processor` are seconds from the first case to the last, so without what starting takes.

    `opened` counts the files that were opened in this process, `digest` is that of all files written.
    """

    cases: int
    whole: float
    judging: float
    processor: float
    opened: int
    digest: str


def processor_seconds() -> float:
    own = psutil.Process()
    spent = 0.0
    for process in (own, *own.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        spent += times.user + times.system
    return spent


def run(
    folder: Path,
    out: Path,
    *,
    jobs: int = 1,
    criteria: tuple[str, ...] = DEFAULT_SETS,
    cache: Path | None = None,
    cluster: Cluster | None = None,
) -> Run:
    started = time.perf_counter()
    job = prepare(folder, Choice(), today=TODAY, criteria=criteria)
    if cache:
        job = replace(job, setup=replace(job.setup, cache=DocumentCache.open(cache, apart=(folder, out))))
    opened, marks = 0, [(0.0, 0.0)] * 2
    seen = 0
    real = room.read_files

    def counting(files: Sequence[tuple[Path, str]]) -> object:
        nonlocal opened
        opened += len(files)
        return real(files)

    room.read_files = counting  # type: ignore[assignment]
    number = len(job.tasks)

    def note(_: CaseResult) -> None:
        nonlocal seen
        seen += 1
        if seen in (1, number):
            marks[seen > 1] = (time.perf_counter(), processor_seconds())

    result = audit(job, made_at=MADE_AT, jobs=jobs, cluster=cluster, on_case=note)
    names = result.names
    paths = write_outputs(
        out,
        result.scorecard,
        result.observations,
        result.signals,
        job.sample_file,
        job.source.content(),
        mask=lambda zaaknummer, text: mask(text, names[zaaknummer]),
    )
    digest = hashlib.sha256(b"".join(map(_digest, paths))).hexdigest()
    room.read_files = real
    (first, spent_first), (last, spent_last) = marks
    return Run(number, time.perf_counter() - started, last - first, spent_last - spent_first, opened, digest)


def _digest(path: Path) -> bytes:
    """Read in pieces: a page of 10,000 dossiers whole in memory would count as memory of the audit."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--criteria", action="append")
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    chosen = tuple(asked.criteria or DEFAULT_SETS)
    print(json.dumps(asdict(run(asked.folder, asked.out, jobs=asked.jobs, criteria=chosen, cache=asked.cache))))


if __name__ == "__main__":
    main()
