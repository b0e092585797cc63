"""Times the reading and judging of the sample dossiers beside a bare sentencizer and clinlp's rule pipeline.

`python benchmarks/speed.py [--jobs 2]` in an environment with vtaudit; with clinlp installed (GPL, never needed by
vtaudit itself) its figure is added. Ratios within one run say more than seconds: machines differ.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from joblib import Parallel, delayed

from vtaudit.audit import Choice, prepare
from vtaudit.audit.cases import judge_case
from vtaudit.documents import read_document

SAMPLES = Path(__file__).parent.parent / "sample_dossiers"
TODAY = date(2026, 11, 21)


def warm(task: Any) -> None:
    judge_case(task)


def clock(job: Callable[[], Any]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    jobs = parser.parse_args().jobs
    prepared = [prepare(SAMPLES / name, Choice(), today=TODAY) for name in ("D1", "D2", "D3")]
    tasks = [task for job in prepared for task in job.tasks if task.drawn]
    paths = [SAMPLES / job.source.folder / path for job in prepared for path in job.source.files]
    texts = [page.text for path in paths for page in read_document(Path(path), path.name).pages]
    words = sum(len(text.split()) for text in texts)
    print(f"{platform.machine()}, Python {platform.python_version()}, spaCy {version('spacy')}, {jobs} processes")
    print(f"{len(tasks)} dossiers, {len(paths)} documents, {words} words")

    with Parallel(n_jobs=jobs, batch_size=1) as pool:
        pool(delayed(warm)(task) for task in tasks[: 2 * jobs])
        ours = clock(lambda: pool(delayed(judge_case)(task) for task in tasks))
    print(f"read and judged, end to end     {ours:7.2f} s  {words / ours:9.0f} words/s")

    blank = spacy.blank("nl")
    blank.add_pipe("sentencizer")
    list(blank.pipe(texts[:5]))
    bare = clock(lambda: [len(list(doc.sents)) for doc in blank.pipe(texts)])
    print(f"tokenizer and sentencizer       {bare:7.2f} s  {words / bare:9.0f} words/s  ratio {ours / bare:.0f}")
    _clinlp(texts, words, ours)


def _clinlp(texts: list[str], words: int, ours: float) -> None:
    try:
        import clinlp  # noqa: F401
    except ImportError:
        print("clinlp is not installed: no ratio")
        return
    pipe = spacy.blank("clinlp")
    for name in ("clinlp_normalizer", "clinlp_sentencizer"):
        pipe.add_pipe(name)
    matcher = pipe.add_pipe("clinlp_rule_based_entity_matcher", config={"attr": "NORM"})
    matcher.add_terms_from_dict({"afspraak": ["veiligheidsafspraken", "afspraken", "toezicht", "monitoring", "melder"]})
    pipe.add_pipe("clinlp_context_algorithm", config={"phrase_matcher_attr": "NORM"})
    list(pipe.pipe(texts[:5]))
    took = clock(lambda: list(pipe.pipe(texts)))
    print(f"clinlp, rules and context       {took:7.2f} s  {words / took:9.0f} words/s  ratio {ours / took:.1f}")


if __name__ == "__main__":
    main()
