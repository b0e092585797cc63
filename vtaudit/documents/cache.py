"""Keeps what was read of a file, so that a later audit of the same files need not open them again.

It holds the text of dossiers, the most sensitive there is, outside the folder that an organisation guards. So there is
none unless the user names a folder for it, and nothing of it ever lies in the audited folder or among the reports. The
folder is for its owner alone (POSIX; on Windows it has the rights of the folder around it) and is not encrypted: a key
beside it would protect nothing, so it belongs on a disk that is.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vtaudit import __version__
from vtaudit.documents.guarded import File, fingerprint, path_fault_code
from vtaudit.errors import Fault, VtauditError, cause
from vtaudit.model import Document, ReadState

if TYPE_CHECKING:
    from pydantic import TypeAdapter

NOTE = "LEESMIJ.txt"
_NOTE = """In deze map bewaart vtaudit de tekst van stukken die het heeft gelezen.
De tekst is vertrouwelijk en niet versleuteld.
U kunt de hele map altijd weggooien. De volgende audit leest de stukken dan opnieuw.
"""
_LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "python-docx", "python-oxmsg", "striprtf", "lxml")
_OWNER_ONLY, _FOLDER = 0o600, 0o700

Read = Callable[[Sequence[File]], Iterable[tuple[Document, ...]]]
"""Reads files in their order: for each the documents that it holds."""


@dataclass(frozen=True, slots=True)
class DocumentCache:
    """A folder with entries that hang on the bytes of a file, its name, and everything that reads it (`version`)."""

    folder: Path
    version: str

    @classmethod
    def open(cls, folder: Path, apart: Iterable[Path]) -> DocumentCache:
        """Make the folder or take it up again; VtauditError when it holds anything else or others can read it.

        `apart` are the folders that it may not lie in or around: dossiers, and reports that are handed on.
        """
        _refuse_overlap(folder, apart)
        try:
            folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
            _refuse_strange(folder)
            if not (folder / NOTE).exists():
                _write(folder / NOTE, _NOTE.encode())
        except OSError as error:
            raise VtauditError(_fault(folder, f"Deze map is niet te gebruiken: {cause(error)}.")) from error
        return cls(folder.absolute(), _readers())

    def read(self, read: Read, files: Sequence[File]) -> Iterator[tuple[Document, ...]]:
        """What `read` gives, called only for the files that the cache does not hold.

        Only what was read whole and without a remark is kept, so that a fault that has gone by does not stay.
        """
        # What may not be opened is not looked up either: that is for the reader to tell.
        digests = ["" if path_fault_code(*file) else fingerprint(file[0]) for file in files]
        found = [self._taken(digest, file[1]) for digest, file in zip(digests, files, strict=True)]
        fresh = iter(read([file for file, documents in zip(files, found, strict=True) if not documents]))
        for digest, (_, relative), documents in zip(digests, files, found, strict=True):
            if documents:
                yield documents
                continue
            documents = next(fresh)
            is_whole = all(document.state is ReadState.READ and not document.faults for document in documents)
            if digest and is_whole and documents[0].sha256 == digest:
                _keep(self._place(digest, relative), documents)
            yield documents

    def _taken(self, sha256: str, relative: str) -> tuple[Document, ...]:
        found = _taken(self._place(sha256, relative)) if sha256 else ()
        return found if found and (found[0].sha256, found[0].path) == (sha256, relative) else ()

    def _place(self, sha256: str, relative: str) -> Path:
        parts = "\0".join((sha256, relative, self.version))
        key = hashlib.sha256(parts.encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / key[:2] / f"{key}.json.gz"


def _refuse_overlap(folder: Path, apart: Iterable[Path]) -> None:
    own = folder.resolve()
    for other in (each.resolve() for each in apart):
        if own.is_relative_to(other) or other.is_relative_to(own):
            raise VtauditError(_fault(folder, f"De gelezen tekst mag niet in of om deze map staan: {other}."))


def _refuse_strange(folder: Path) -> None:
    if folder.is_symlink() or (any(folder.iterdir()) and not (folder / NOTE).exists()):
        raise VtauditError(_fault(folder, "In deze map staan andere bestanden."))
    if os.name == "posix":
        found = folder.stat()
        if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
            raise VtauditError(_fault(folder, "Anderen kunnen bij deze map. In de map komt tekst van dossiers."))


def _fault(folder: Path, message: str) -> Fault:
    return Fault("cache", str(folder), message, "Kies met --cache een nieuwe map, op een schijf die is versleuteld.")


@cache
def _readers() -> str:
    """Another version of the program, of a library that reads, or of a module of this room reads anew."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for name in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{name}\0{version(name)}\n".encode())
    return digest.hexdigest()


@cache
def _form() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Document, ...])


def _taken(place: Path) -> tuple[Document, ...]:
    """Empty when there is no entry, or one that is damaged."""
    try:
        found: tuple[Document, ...] = _form().validate_json(gzip.decompress(place.read_bytes()))
    except (OSError, EOFError, zlib.error, ValueError):
        return ()
    return found


def _keep(place: Path, documents: tuple[Document, ...]) -> None:
    # A cache that cannot be written costs time, never the audit; pydantic refuses text that UTF-8 cannot hold.
    with contextlib.suppress(OSError, ValueError):
        text = _form().dump_json(documents)
        place.parent.mkdir(mode=_FOLDER, exist_ok=True)
        _write(place, gzip.compress(text, compresslevel=3, mtime=0))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable for its owner only from its first byte on."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.nieuw")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
