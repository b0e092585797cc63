"""Reads a file in the guarded child: whatever is in it, it costs at most itself."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from vtaudit.documents import reader
from vtaudit.documents.faults import document_fault
from vtaudit.documents.ocr import engine_for
from vtaudit.documents.reader import MAX_BYTES
from vtaudit.guard import Lost, guarded
from vtaudit.model import Document, ReadState

SCAN_SECONDS = 600.0
"""For a file that may hold scans: a hundred pages of some seconds each, two at a time."""

File = tuple[Path, str]
"""Where a file stands, and its name in the audited folder with forward slashes."""

_MOST_TOGETHER, _SMALL = 16, 1_000_000

UNREADABLE_SIGN = "\ufffd"
"""Stands in a name for what the computer cannot show; a file is not found by such a name."""


def read_document(path: Path, relative: str) -> Document:
    """Read one file without what is attached to it; the first of `read_documents`."""
    return read_documents(path, relative)[0]


def read_documents(path: Path, relative: str) -> tuple[Document, ...]:
    """Read one file as `reader.read_documents` does; UNREADABLE with the reason when reading ends badly.

    The file itself is opened by the child alone, and only when it is a plain file inside the audited folder: the
    folder that `relative` counts from.
    """
    return next(read_files([(path, relative)]))


def read_files(files: Iterable[File]) -> Iterator[tuple[Document, ...]]:
    """What `read_documents` gives for each, in order.

    Small files share a call of the child, which by itself takes as long as a page. When one of them harms the child,
    each is read once more alone, so that only that one is lost.
    """
    for group, seconds in _groups(files):
        yield from _read(group, seconds)


def _groups(files: Iterable[File]) -> Iterator[tuple[list[File], float | None]]:
    """Files for one call and its time; what is large, may hold a scan or may not be opened stands alone."""
    shared: list[File] = []
    for path, relative in files:
        engine = engine_for((path,))
        if not engine and _is_small(path, relative):
            shared.append((path, relative))
            if len(shared) < _MOST_TOGETHER:
                continue
            yield shared, None
        else:
            yield shared, None
            yield [(path, relative)], SCAN_SECONDS if engine else None
        shared = []
    yield shared, None


def _is_small(path: Path, relative: str) -> bool:
    try:
        return not path_fault_code(path, relative) and path.stat().st_size <= _SMALL
    except OSError:
        return False


def _read(group: list[File], seconds: float | None = None) -> Iterable[tuple[Document, ...]]:
    if not group:
        return []
    path, relative = group[0]
    code = path_fault_code(path, relative) if len(group) == 1 else ""
    if code:
        return [(_refused(relative, code),)]
    try:
        return guarded(reader.read_each, group, seconds=seconds)
    # Lost, or a reader that stumbles in a way nobody foresaw: a crash that did not take the child along.
    except Exception as error:
        if len(group) > 1:
            return [documents for file in group for documents in _read([file])]
        reason = error.reason if isinstance(error, Lost) else "vastgelopen"
        return [(_refused(relative, reason, fingerprint(path)),)]


def path_fault_code(path: Path, relative: str) -> str:
    """Empty for a plain file of a size that can be read, in the folder itself; else the code of the fault."""
    if UNREADABLE_SIGN in relative:
        return "naam_onleesbaar"
    root = path.parents[relative.count("/")]
    try:
        if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
            return "snelkoppeling"
        found = path.stat()
    except (OSError, RuntimeError, ValueError):
        return "bestand_weg"
    if stat.S_ISDIR(found.st_mode):
        # Only a folder that could not be opened stands among the files.
        return "bestand_weg"
    if not stat.S_ISREG(found.st_mode):
        return "geen_bestand"
    return "te_groot" if found.st_size > MAX_BYTES else ""


def fingerprint(path: Path) -> str:
    """SHA-256 of the bytes; empty for what is no plain file or cannot be opened."""
    try:
        if path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _refused(relative: str, code: str, sha256: str = "") -> Document:
    return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault(code, relative),))
