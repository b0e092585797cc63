"""Files as pages of text, and dossiers as parts of a known kind and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vtaudit.errors import Fault
from vtaudit.model.register import RegisterRow


class ReadState(StrEnum):
    """How much of a file could be read."""

    READ = "gelezen"
    PARTIAL = "deels_gelezen"
    UNREADABLE = "onleesbaar"
    UNSUPPORTED = "niet_ondersteund"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of page text: page counts from 1, start and end are half-open code point offsets in it."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; every cell points into the page text (an empty cell has start == end)."""

    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page as `vtaudit text` prints it.

    `furniture` are page headers and footers that repeat, they count once in a document and are skipped elsewhere.
    `ocr` is the mean confidence (0 to 1) of a page read with text recognition and `doubtful` where it was unsure of a
    word. `unseen` is text that does not show on the page.
    """

    number: int
    text: str
    furniture: tuple[Span, ...] = ()
    rows: tuple[TableRow, ...] = ()
    ocr: float | None = None
    doubtful: tuple[Span, ...] = ()
    unseen: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a dossier. `path` is relative to the audited folder, with forward slashes.

    What was attached to a mail is a document of its own, with `#` between the file and its name: `mail.eml#brief.pdf`.
    `faults` says why it is not READ; a READ file may still carry notes (read with an empty password, say).
    """

    path: str
    sha256: str
    state: ReadState
    pages: tuple[Page, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """What the document itself is called, without folder and without the mail that holds it."""
        return _IN_MAIL.split(self.path)[-1].rsplit("/", 1)[-1]


_IN_MAIL = re.compile(r"\.(?:eml|msg)#", re.IGNORECASE)


def file_of(path: str) -> str:
    """The file that holds a document: of an attachment the mail, of any other document itself."""
    found = _IN_MAIL.search(path)
    return path[: found.end() - 1] if found else path


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated piece of a part: one journal entry, or the whole part when it is no journal."""

    date: date | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One document in the sense of the work: a file, or a section of a print that holds the whole case.

    `kind` is one of the kinds in criteria/documents.yaml, `kind_from` tells what it was recognised by (inhoud,
    bestandsnaam, geen). `entries` cover `spans` in reading order.
    """

    document: str
    index: int
    kind: str
    kind_from: str
    title: str
    date: date | None
    spans: tuple[Span, ...]
    entries: tuple[Entry, ...]
    is_concept: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that was delivered for one zaaknummer, beside its register row."""

    zaaknummer: str
    row: RegisterRow | None
    documents: tuple[Document, ...]
    parts: tuple[Part, ...]

    @property
    def is_complete(self) -> bool:
        """Absence counts only when every file of the dossier was read whole."""
        return bool(self.documents) and all(document.state is ReadState.READ for document in self.documents)
