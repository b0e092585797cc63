"""How the work grows: two cores beside one, memory and cost beside the number of dossiers, the cache, a cluster.

`python benchmarks/scale.py [speed-up|memory|cache|cluster ...] [--number 300] [--sizes 100 400] [--write]`. Each table
gives ratios within one run; seconds differ from machine to machine. `--write` adds the tables to `scale.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from make_dossiers import write_dossiers
from one_run import Run, run

from vtaudit.catalogue.criteria import criteria_root

HERE = Path(__file__).parent
RECORD = HERE / "scale.md"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Watched:
    """A run with the most memory (resident, MB) of the process itself and of any process that it started."""

    run: Run
    own: float
    children: float


def watched(folder: Path, out: Path, *options: object) -> Watched:
    command = [sys.executable, HERE / "one_run.py", folder, out, *options]
    root = str(HERE.parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))}
    process = subprocess.Popen([str(each) for each in command], stdout=subprocess.PIPE, text=True, env=environment)
    peaks: dict[int, float] = {}
    while process.poll() is None:
        for pid, resident in _resident(process.pid):
            peaks[pid] = max(peaks.get(pid, 0.0), resident)
        time.sleep(0.1)
    assert process.stdout is not None
    text = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"the run failed with {process.returncode}")
    own = peaks.pop(process.pid)
    return Watched(Run(**json.loads(text)), own, max(peaks.values(), default=0.0))


def _resident(pid: int) -> Iterator[tuple[int, float]]:
    try:
        root = psutil.Process(pid)
        processes = (root, *root.children(recursive=True))
    except psutil.Error:
        return
    for process in processes:
        try:
            yield process.pid, process.memory_info().rss / MEGABYTE
        except psutil.Error:
            continue


def speed_up(place: Path, asked: argparse.Namespace) -> list[str]:
    folder = write_dossiers(place / "dossiers", asked.number)
    one, two = (watched(folder, place / f"jobs-{jobs}", "--jobs", jobs).run for jobs in (1, 2))
    assert one.digest == two.digest, "the same bytes"
    rows = [
        (f"{jobs}", f"{each.judging:.1f}", f"{each.processor:.1f}", f"{each.whole:.1f}")
        for jobs, each in ((1, one), (2, two))
    ]
    return [
        f"### {asked.number} dossiers on one core and on two",
        "",
        *table(("processes", "judging, s", "of it processor time, s", "the whole audit, s"), rows),
        "",
        f"Two take **{one.judging / two.judging:.2f} times** the work of one while judging, "
        f"{one.whole / two.whole:.2f} times over the whole audit. The files are the same byte for byte.",
    ]


def memory(place: Path, asked: argparse.Namespace) -> list[str]:
    found: list[tuple[int, Watched]] = []
    for number in asked.sizes:
        folder = write_dossiers(place / f"dossiers-{number}", number)
        found.append((number, watched(folder, place / f"out-{number}", "--jobs", 2)))
        shutil.rmtree(folder)
        shutil.rmtree(place / f"out-{number}")
    rows = [
        (
            f"{number:,}",
            f"{each.own:.0f}",
            f"{each.children:.0f}",
            f"{1000 * each.run.processor / (number - 1):.0f}",
            f"{1000 * each.run.judging / (number - 1):.0f}",
        )
        for number, each in found
    ]
    (few, first), (many, last) = found[0], found[-1]
    slopes = [1000 * (getattr(last, name) - getattr(first, name)) / (many - few) for name in ("own", "children")]
    costs = [each.run.processor / (number - 1) for number, each in found]
    titles = ("dossiers", "main process, MB", "largest child, MB", "processor ms a dossier", "ms a dossier")
    return [
        "### Memory and cost by the number of dossiers (two processes)",
        "",
        *table(titles, rows),
        "",
        f"For each 1,000 dossiers more the main process takes {slopes[0]:.1f} MB more, a child {slopes[1]:.1f} MB. The "
        f"dearest size costs **{max(costs) / min(costs):.2f} times** the processor time a dossier of the cheapest.",
    ]


def cache(place: Path, asked: argparse.Namespace) -> list[str]:
    folder = write_dossiers(place / "dossiers", asked.few, "pdf")
    changed = place / "criteria" / "changed"
    shutil.copytree(criteria_root() / "stap2-2016", changed)
    settings = (changed / "set.yaml").read_text(encoding="utf-8")
    (changed / "set.yaml").write_text(settings.replace("id: stap2-2016", "id: changed"), encoding="utf-8")
    kept = ("--cache", place / "cache")
    plain = watched(folder, place / "a", "--criteria", changed).run
    filling = watched(folder, place / "b", *kept).run
    again = watched(folder, place / "c", "--criteria", changed, *kept).run
    assert again.digest == plain.digest, "the same bytes"
    size = sum(path.stat().st_size for path in (place / "cache").rglob("*.gz"))
    rows = [
        (name, f"{each.judging:.1f}", str(each.opened))
        for name, each in (
            ("changed criteria, no cache", plain),
            ("first criteria, filling the cache", filling),
            ("changed criteria, from the cache", again),
        )
    ]
    return [
        f"### The cache: {asked.few} dossiers of four PDFs, one process",
        "",
        *table(("run", "judging, s", "documents opened"), rows),
        "",
        f"After a change of criteria the audit opened **{again.opened} documents** and took "
        f"**{again.judging / plain.judging:.2f} times** as long as without the cache, with the same files byte for "
        f"byte. The cache takes {size / asked.few / 1000:.1f} kB a dossier.",
    ]


def cluster(place: Path, asked: argparse.Namespace) -> list[str]:
    sys.path.append(str(HERE.parent / "tests"))
    from cluster_processes import running

    folder = write_dossiers(place / "dossiers", asked.few)
    pool = watched(folder, place / "pool", "--jobs", 2).run
    (place / "dask").mkdir()
    with running(place / "dask") as fleet:
        for _ in range(2):
            fleet.add_worker()
        dask = run(folder, place / "out", cluster=fleet.cluster)
    assert pool.digest == dask.digest, "the same bytes"
    rows = [
        (name, f"{each.judging:.1f}", f"{each.whole:.1f}")
        for name, each in (("joblib, two local processes", pool), ("Dask over TLS, two workers", dask))
    ]
    return [
        f"### A Dask cluster on this computer: {asked.few} dossiers",
        "",
        *table(("where", "judging, s", "the whole audit, s"), rows),
        "",
        f"Dask takes **{dask.judging / pool.judging:.2f} times** as long while judging, {dask.whole / pool.whole:.2f} "
        "times over the whole audit. The files are the same byte for byte.",
    ]


BENCHMARKS: Mapping[str, Callable[[Path, argparse.Namespace], list[str]]] = {
    "speed-up": speed_up,
    "memory": memory,
    "cache": cache,
    "cluster": cluster,
}


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in (titles, ["---"] * len(titles), *rows)]


def machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("joblib", "spacy", "pypdfium2", "distributed"))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{datetime.now(UTC):%d %B %Y %H:%M} UTC, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {libraries}; load of the machine over 1, 5 and 15 minutes: {load}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--number", type=int, default=300, help="dossiers for the speed-up")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 400], help="dossiers for the memory")
    parser.add_argument("--few", type=int, default=60, help="dossiers for the cache and the cluster")
    parser.add_argument("--write", action="store_true", help=f"add what was measured to {RECORD.name}")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for name in asked.names or BENCHMARKS:
        with tempfile.TemporaryDirectory() as place:
            lines = BENCHMARKS[name](Path(place), asked)
        # The load of before says nothing about a run of minutes.
        text = "\n".join([lines[0], "", machine(), *lines[1:]]) + "\n"
        print(text, flush=True)
        if asked.write:
            with RECORD.open("a", encoding="utf-8") as file:
                file.write("\n" + text)


if __name__ == "__main__":
    main()
