"""Text recognition (OCR) of scanned pages by Tesseract with its Dutch data, where that is installed.

Tesseract gets a picture on standard input and answers on standard output: no page of a dossier reaches a temporary
file, as it would through pytesseract.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path

from vtaudit.documents.content import BROKEN_ZIP, kind_of
from vtaudit.documents.faults import document_fault, pages_sentence
from vtaudit.errors import Fault
from vtaudit.model import Page, Span

DPI = 300
"""At 300 dpi 99.9 % of the words of a skewed A4 came out right, at 150 dpi 98.7 % (Tesseract 5.3)."""
MAX_PAGES = 100
MAX_PIXELS = 40_000_000
"""More than an A3 page at 300 dpi."""

_SECONDS = 60
_MOST_BYTES = 200_000_000
_UNSURE = 70.0
_UNREADABLE = 0.5
_MOST_AT_ONCE = 4
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_WORD = "5"
_MEDIA = ("word/media/", "Pictures/")
_SMALLEST_PAGE = 10_000
"""A picture of a page of text takes more bytes than this."""
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_WRITTEN = {"rtf": b"\\pict", **dict.fromkeys(("html", ""), b"data:image/")}
"""What stands before a picture in the kinds that write out its bytes in letters; HTML may lack its head."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was read: `confidence` is the mean over its words (0 to 1), `doubtful` where words are unsure."""

    text: str
    confidence: float
    doubtful: tuple[tuple[int, int], ...]

    def page(self, number: int) -> Page:
        """The same as a page of a document."""
        spans = tuple(Span(number, start, end) for start, end in self.doubtful)
        return Page(number, self.text, ocr=self.confidence, doubtful=spans)


def engine() -> str:
    """Name and version, as in `tesseract 5.3.0`; empty where it or its Dutch data is not installed."""
    program = shutil.which("tesseract")
    return _version(program) if program else ""


def engine_for(paths: Iterable[Path]) -> str:
    """The engine when one of the files may hold a scan, else empty: with another one such a file has another text.

    A document without a picture and a text need none; of a mail only reading it would tell.
    """
    return engine() if any(map(_may_hold_scan, paths)) else ""


def read_scans(pictures: Iterable[tuple[int, bytes]]) -> dict[int, Recognised]:
    """Read pictures (PGM, by page number) beside each other; pages that stay unreadable are left out.

    A page that takes longer than a minute, or whose words are on average more wrong than right, is unreadable.
    """
    program = shutil.which("tesseract")
    if not program or not engine():
        return {}
    at_once = min(_MOST_AT_ONCE, os.cpu_count() or 1)
    found: dict[int, Recognised] = {}
    rest = iter(pictures)
    with ThreadPoolExecutor(at_once) as pool:
        # In batches, so that only as many pictures are in memory as are being read.
        while batch := list(islice(rest, at_once)):
            pages = pool.map(partial(_read, program), (picture for _, picture in batch))
            found.update((number, page) for (number, _), page in zip(batch, pages, strict=True) if page)
    return found


def ocr_note(relative: str, read: Mapping[int, Recognised], of: int) -> Fault:
    """Which of the pages were read so, and how sure it was of its words."""
    mean = sum(page.confidence for page in read.values()) / len(read)
    pages = f"{pages_sentence(sorted(read))} " if len(read) < of else ""
    return document_fault("ocr", relative, f"{pages}De zekerheid is gemiddeld {round(100 * mean)} %.")


def pgm(width: int, height: int, grey: bytes) -> bytes:
    """A picture in the plainest format: one byte per pixel, row by row."""
    return b"P5 %d %d 255\n" % (width, height) + grey


def _may_hold_scan(path: Path) -> bool:
    if path.suffix.lower() in (".eml", ".msg"):
        return True
    try:
        # The job looks at every file before the guarded child does: a pipe would keep it waiting for ever.
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return False
        data = path.read_bytes()
    except (OSError, ValueError):
        return False
    kind = kind_of(data)
    if kind in ("docx", "odt"):
        return _holds_picture(data)
    if kind in _WRITTEN:
        # In UTF-16 every letter has an empty byte beside it.
        return _WRITTEN[kind] in data.replace(b"\0", b"").lower()
    # A picture is a stream, and what a stream is stands in the open also in a packed or encrypted PDF.
    return kind == "image" or (kind == "pdf" and _PICTURE.search(data) is not None)


def _holds_picture(package: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            entries = opened.infolist()
    except BROKEN_ZIP:
        return False
    return any(each.filename.startswith(_MEDIA) and each.file_size >= _SMALLEST_PAGE for each in entries)


@cache
def _version(program: str) -> str:
    try:
        languages = _run([program, "--list-langs"], b"").split()
        first = _run([program, "--version"], b"").split(b"\n", 1)[0]
    except (OSError, subprocess.SubprocessError):
        return ""
    return first.decode("ascii", "replace").strip() if b"nld" in languages else ""


def _read(program: str, picture: bytes) -> Recognised | None:
    command = [program, "stdin", "stdout", "-l", "nld", "--dpi", str(DPI), "--psm", "3", "tsv"]
    try:
        table = _run(command, picture).decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return None
    pieces: list[str] = []
    doubtful: list[tuple[int, int]] = []
    length, sure, letters = 0, 0.0, 0
    place: tuple[str, ...] = ()
    for block, paragraph, line, confidence, word in _words(table):
        if place:
            gap = " " if place == (block, paragraph, line) else "\n" if place[:2] == (block, paragraph) else "\n\n"
            pieces.append(gap)
            length += len(gap)
        place = (block, paragraph, line)
        if confidence < _UNSURE:
            doubtful.append((length, length + len(word)))
        pieces.append(word)
        length += len(word)
        letters += len(word)
        sure += confidence * len(word)
    mean = sure / letters / 100 if letters else 0.0
    return Recognised("".join(pieces) + "\n", round(mean, 3), tuple(doubtful)) if mean >= _UNREADABLE else None


def _words(table: str) -> Iterator[tuple[str, str, str, float, str]]:
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) == 12 and fields[0] == _WORD and fields[11].strip():
            yield fields[2], fields[3], fields[4], float(fields[10]), fields[11].strip()


def _run(command: list[str], given: bytes) -> bytes:
    # Threads within one page gain 7 %, pages beside each other nearly all: so one thread for each.
    settings = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(
        command,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_SECONDS,
        check=True,
        env=settings,
        creationflags=_NO_WINDOW,
    ).stdout
