"""Reads every PDF that the installed packages ship (mostly as test files) through the guard: none may crash or hang.

    python benchmarks/shipped_pdfs.py [FOLDER …]

Without folders it looks in site-packages. Prints how many files ended how; a lost child is printed with its file and
makes the exit status 1. `te_veel_geheugen` and `te_lang` are answers too: the limit worked and the file is named.
"""

from __future__ import annotations

import argparse
import site
import sys
import time
from collections import Counter
from pathlib import Path

from vtaudit.documents import read_document


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(each) for each in site.getsitepackages()])
    folders = parser.parse_args().folders
    paths = sorted({path for folder in folders for path in folder.rglob("*.[pP][dD][fF]") if path.is_file()})
    outcomes: Counter[str] = Counter()
    crashed: list[Path] = []
    slowest, slowest_path = 0.0, Path()
    for path in paths:
        started = time.monotonic()
        document = read_document(path, path.name)
        taken = time.monotonic() - started
        if taken > slowest:
            slowest, slowest_path = taken, path
        codes = sorted({fault.code for fault in document.faults})
        outcomes[f"{document.state.value} {' '.join(codes)}".strip()] += 1
        if "vastgelopen" in codes:
            crashed.append(path)
    print(f"{len(paths)} files below {', '.join(map(str, folders))}")
    for outcome, count in outcomes.most_common():
        print(f"{count:6} {outcome}")
    if paths:
        print(f"slowest: {slowest:.1f} s ({slowest_path.name})")
    for path in crashed:
        print(f"crashed: {path}")
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
