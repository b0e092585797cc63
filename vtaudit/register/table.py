"""A register file as rows of cells, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# What Excel and LibreOffice show, in Dutch and English, when a formula fails.
_ENGLISH_ERRORS = {"#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!"}
_DUTCH_ERRORS = {"#verw!", "#n/b", "#waarde!", "#deel/0!", "#naam?", "#getal!", "#leeg!", "#overloop!"}
_ERROR_WORDS = frozenset(_ENGLISH_ERRORS | _DUTCH_ERRORS)


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds something nobody can read; `message` and `remedy` never repeat what it holds."""

    code: str
    message: str
    remedy: str


# Empty is the empty text.
Cell = str | date | Broken


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds anything at all; `number` counts from 1, as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Every row that is not blank, the row of column names included; `merged_header` when cells in row 1 are merged."""

    source: str
    lines: tuple[Line, ...]
    merged_header: bool = False


FORMULA_ERROR = Broken(
    "cel_onleesbaar",
    "In deze cel staat een formule die geen uitkomst heeft.",
    "Open het bestand in Excel, vervang de formule door de waarde en sla het op.",
)


def text_cell(text: str) -> Cell:
    """The text as it stands, or the fault when it is the error word of a failed formula."""
    word = text.strip().casefold()
    return FORMULA_ERROR if word in _ERROR_WORDS or word.startswith("err:5") else text
