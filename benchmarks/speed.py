"""Times the reading and judging of the sample dossiers beside a bare sentencizer and clinlp's rule pipeline.

`python benchmarks/speed.py [--jobs 2]` in an environment with vtaudit; with clinlp installed (GPL, never needed by
vtaudit itself) its figure is added. Ratios within one run say more than seconds: machines differ.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
import yaml
from joblib import Parallel, delayed

from vtaudit.audit import Choice, prepare
from vtaudit.audit.cases import Task, Tools, judge_case, load_tools
from vtaudit.case import build_case
from vtaudit.catalogue.criteria import criteria_root
from vtaudit.dossiers import read_dossier
from vtaudit.model import Dossier

SAMPLES = Path(__file__).parent.parent / "sample_dossiers"
TODAY = date(2026, 11, 21)


def warm(task: Any) -> None:
    judge_case(task)


def took(job: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    started = clock()
    job()
    return clock() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    jobs = parser.parse_args().jobs
    prepared = [prepare(SAMPLES / name, Choice(), today=TODAY) for name in ("D1", "D2", "D3")]
    tasks = [task for job in prepared for task in job.tasks if task.drawn]
    print(f"{platform.machine()}, Python {platform.python_version()}, spaCy {version('spacy')}")
    with Parallel(n_jobs=jobs, batch_size=1) as pool:
        pool(delayed(warm)(task) for task in tasks[: 2 * jobs])
        whole = took(lambda: pool(delayed(judge_case)(task) for task in tasks), time.perf_counter)
    print(f"{len(tasks)} dossiers read and judged, {jobs} processes: {whole:.2f} s on the clock")

    dossiers = [(task, read_dossier(task.setup.folder, task.files, task.row, tools(task).cues)) for task in tasks]
    first, rest = dossiers[:2], dossiers[2:]
    texts = [page.text for _, dossier in rest for document in dossier.documents for page in document.pages]
    words = sum(len(text.split()) for text in texts)
    print(f"Text only, one process, processor time: {len(texts)} pages, {words:,} words")
    judge(first)
    ours = took(lambda: judge(rest))
    print(f"{'rules and second opinion':50}{ours:7.2f} s {words / ours:9,.0f} words/s")
    for name, pipe in pipelines():
        list(pipe.pipe(texts[:5]))
        other = took(lambda pipe=pipe: [len(list(doc.sents)) for doc in pipe.pipe(texts)])
        print(f"{name:50}{other:7.2f} s {words / other:9,.0f} words/s  ours takes {ours / other:.1f} times as long")


def tools(task: Task) -> Tools:
    return load_tools(task.setup.criteria, task.setup.grounds, task.setup.version)


def judge(dossiers: Iterable[tuple[Task, Dossier]]) -> None:
    for task, dossier in dossiers:
        held, day = tools(task), task.setup.peildatum
        held.judge(day).observe(build_case(dossier, held.reader, day, held.second))


def pipelines() -> Iterator[tuple[str, Any]]:
    """clinlp gets few terms, as in its own examples, and then every phrase of ours that it can match as well."""
    bare = spacy.blank("nl")
    bare.add_pipe("sentencizer")
    yield "tokenizer and sentencizer", bare
    try:
        import clinlp  # noqa: F401
    except ImportError:
        print("clinlp is not installed: no ratio")
        return
    few = {"afspraak": ["veiligheidsafspraken", "afspraken", "toezicht", "monitoring", "melder"]}
    for terms in (few, lexicon_terms()):
        pipe = spacy.blank("clinlp")
        for step in ("clinlp_normalizer", "clinlp_sentencizer"):
            pipe.add_pipe(step)
        pipe.add_pipe("clinlp_rule_based_entity_matcher", config={"attr": "NORM"}).add_terms_from_dict(terms)
        pipe.add_pipe("clinlp_context_algorithm", config={"phrase_matcher_attr": "NORM"})
        yield f"clinlp, rules and context, {sum(map(len, terms.values())):,} terms", pipe


def lexicon_terms() -> dict[str, list[str]]:
    """What clinlp can match as well: no parts of words, no gaps, no conjugated verbs."""
    found: dict[str, list[str]] = {}
    for path in sorted((criteria_root() / "lexicon").glob("*.yaml")):
        for name, concept in (yaml.safe_load(path.read_text(encoding="utf-8")).get("concepts") or {}).items():
            plain = [phrase for phrase in concept.get("phrases", ()) if not set("*/…") & set(phrase)]
            found.setdefault(name, []).extend(plain)
    return {name: phrases for name, phrases in found.items() if phrases}


if __name__ == "__main__":
    main()
