"""How fast documents become text, the guard included: against raw pdfium and against pdfplumber on the same files.

    python benchmarks/reading.py [--folder sample_dossiers] [--files 40]

Every figure is a ratio within one run: time of raw pdfium divided by that of a reader. The files are generated:
letters and prints of running text, and letters with ruled tables. With `--folder` the documents below it are read as
well, with and without the guard.
"""

from __future__ import annotations

import argparse
import io
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import pdfplumber
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from vtaudit import guard
from vtaudit.documents import read_files, reader

_WORDS = (
    "Moeder vertelt dat de kinderen na het weekend weer bij haar zijn en dat het contact met vader rustig verloopt.",
    "De school ziet geen veranderingen bij het kind en meldt zich als dat anders wordt.",
    "Met de wijkagent is afgesproken dat hij in de eerste twee weken langs de woning rijdt.",
)
_ROUNDS = 15
_FILES_OF_A_DOSSIER = 8
_ROUNDS_OF_TABLES = 1
_CLOCK, _BUSY = 0, 1


def letter(pages: int, *, table: bool) -> bytes:
    """A document as a registration system prints it: a header with a line under it, text, perhaps a ruled table."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 805, f"Veilig Thuis Voorbeeld - bladzijde {number} van {pages}")
        canvas.line(60, 800, 535, 800)
        for line in range(40):
            canvas.drawString(60, 780 - 14 * line, _WORDS[(line + number) % len(_WORDS)])
        if table:
            for row in range(6):
                for column in range(3):
                    canvas.rect(60 + 155 * column, 60 + 22 * row, 155, 22)
                    canvas.drawString(64 + 155 * column, 66 + 22 * row, f"{row + 1:02}-03-2017 vak {column}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def raw_pdfium(paths: Sequence[Path]) -> None:
    """Only the text of every page."""
    for path in paths:
        for page in pypdfium2.PdfDocument(path):
            page.get_textpage().get_text_bounded()


def plumber(paths: Sequence[Path]) -> None:
    """The text of every page by pdfplumber."""
    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()


def guarded(paths: Sequence[Path]) -> None:
    """As the audit reads: the files of a dossier together."""
    for first in range(0, len(paths), _FILES_OF_A_DOSSIER):
        list(read_files([(path, path.name) for path in paths[first : first + _FILES_OF_A_DOSSIER]]))


def bare(paths: Sequence[Path]) -> None:
    """The same reader without a child."""
    for path in paths:
        reader.read_document(path, path.name)


def seconds(read: Callable[[Sequence[Path]], None], paths: Sequence[Path]) -> tuple[float, float]:
    """On the clock, and of the processor (this process and its child), for all files once.

    Other work on the machine stretches the first and hardly the second.
    """
    clock, busy = time.perf_counter(), processor_time()
    read(paths)
    return time.perf_counter() - clock, processor_time() - busy


def processor_time() -> float:
    return time.process_time() + guard.guarded(time.process_time)


def compare(
    readers: Sequence[Callable[[Sequence[Path]], None]], paths: Sequence[Path], rounds: int
) -> list[list[tuple[float, float]]]:
    """Per round what each reader took; they take turns, so that a busy machine slows all of them."""
    for read in readers:
        read(paths[:1])
    return [[seconds(read, paths) for read in readers] for _ in range(rounds)]


def ratio(rounds: Sequence[Sequence[tuple[float, float]]], one: int, other: int, measure: int) -> float:
    """Median over the rounds of the time of one reader divided by that of another; a slow minute slows both."""
    return statistics.median(taken[one][measure] / taken[other][measure] for taken in rounds)


def report(name: str, paths: Sequence[Path], pages: int, rounds: int) -> None:
    """One line per kind of file."""
    taken = compare((raw_pdfium, guarded, bare), paths, rounds)
    few = paths[: max(1, len(paths) // 10)]
    slow = ratio(compare((plumber, guarded), few, 1), 0, 1, _BUSY)
    raw = statistics.median(each[0][_CLOCK] for each in taken)
    print(
        f"{name}: {pages} pages; raw pdfium {pages / raw:,.0f} pages/s; vtaudit with the guard: "
        f"{ratio(taken, 0, 1, _CLOCK):.0%} of pdfium by the clock, {ratio(taken, 0, 1, _BUSY):.0%} by processor time; "
        f"without it {ratio(taken, 0, 2, _CLOCK):.0%} and {ratio(taken, 0, 2, _BUSY):.0%}; "
        f"{slow:.1f} times pdfplumber",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--files", type=int, default=40)
    options = parser.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("pypdfium2", "pdfplumber", "pebble"))
    print(f"Python {platform.python_version()}, {packages}, {platform.machine()}")
    with tempfile.TemporaryDirectory() as place:
        for name, length, table in (
            ("letters of 2 pages, no tables", 2, False),
            ("prints of 20 pages, no tables", 20, False),
            ("letters of 2 pages, tables", 2, True),
        ):
            paths = []
            for number in range(options.files if length < 10 else options.files // 4):
                path = Path(place) / f"{length}-{table}-{number}.pdf"
                path.write_bytes(letter(length, table=table))
                paths.append(path)
            report(name, paths, length * len(paths), _ROUNDS_OF_TABLES if table else _ROUNDS)
    if options.folder:
        paths = sorted(path for path in options.folder.rglob("*") if path.suffix in (".pdf", ".docx", ".txt"))
        taken = compare((guarded, bare), paths, 3)
        clock, busy = (ratio(taken, 0, 1, measure) for measure in (_CLOCK, _BUSY))
        print(f"{options.folder.name}: {len(paths)} files; guard / no guard: clock {clock:.2f}, processor {busy:.2f}")


if __name__ == "__main__":
    main()
