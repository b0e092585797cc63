"""Coverage-guided fuzzing of everything that reads files of others, bounded in time.

    pip install atheris
    python benchmarks/fuzz/run.py register_csv --seconds 60

Ends with status 0 when nothing was found. A finding is printed, and its bytes are kept beside the corpus.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["vtaudit", "docx"]):
    from targets import TARGETS

_LONGEST = 8_000
_SECONDS_FOR_ONE = 10


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    target, seeds = TARGETS[options.target]
    corpus = Path(tempfile.mkdtemp(prefix=f"corpus-{options.target}-"))
    for number, seed in enumerate(seeds()):
        (corpus / str(number)).write_bytes(seed)
    limits = [f"-max_total_time={options.seconds}", f"-max_len={_LONGEST}", f"-timeout={_SECONDS_FOR_ONE}"]
    atheris.Setup(
        [sys.argv[0], *limits, f"-seed={options.seed}", f"-artifact_prefix={corpus}/found-", str(corpus)], target
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
