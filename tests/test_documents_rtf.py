"""RTF: the text that a reader sees, with notes and table rows, whatever the code page."""

from __future__ import annotations

from pathlib import Path

import pytest

from vtaudit.documents import read_document
from vtaudit.model import Document, ReadState

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}{\*\generator Riched20;}\uc1\pard\f0 "


def read(place: Path, body: str, *, end: str = "}") -> Document:
    (place / "a.rtf").write_bytes((HEAD + body + end).encode("cp1252"))
    return read_document(place / "a.rtf", "a.rtf")


def lines_of(document: Document) -> list[str]:
    return [line for line in document.pages[0].text.split("\n") if line]


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def test_letters_of_every_notation(tmp_path: Path) -> None:
    document = read(
        tmp_path, r"\'e9\'e9n caf\u233? \ldblquote ruzie\rdblquote \emdash \u8364?50 ë \u-10179?\u-8704?\par"
    )
    assert lines_of(document) == ["één café “ruzie”—€50 ë \U0001f600"]


def test_table_rows_and_their_cells(tmp_path: Path) -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl {}\cell {}\cell\row "
    body = r"Overleg | met wie\par" + "\n" + row.format("Datum", r"4 mei\par laat") + row.format("Besluit", "Sluiten")
    page = read(tmp_path, body + r"\pard Einde\par").pages[0]
    assert [line for line in page.text.split("\n") if line] == [
        "Overleg | met wie",
        "Datum | 4 mei / laat",
        "Besluit | Sluiten",
        "Einde",
    ]
    cells = [[page.text[cell.start : cell.end] for cell in row.cells] for row in page.rows]
    assert cells == [["Datum", "4 mei / laat"], ["Besluit", "Sluiten"]]


@pytest.mark.parametrize(
    "body", [r"{\deleted Vader is weg. }Moeder belt.", r"\deleted Vader is weg.\deleted0 Moeder belt."]
)
def test_deleted_text_is_no_evidence(tmp_path: Path, body: str) -> None:
    document = read(tmp_path, rf"Afspraak: {body}\par")
    assert (" ".join(lines_of(document)), codes(document)) == ("Afspraak: Moeder belt.", [])


def test_hidden_text_stays_out_and_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, r"Oma belt.{\v  Geheim \'e9.}\par")
    assert (lines_of(document), codes(document)) == (["Oma belt."], ["verborgen_tekst"])


def test_a_file_without_its_end_is_partial(tmp_path: Path) -> None:
    document = read(tmp_path, r"Moeder belt.\par Vader", end="")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["beschadigd"])
    assert "Moeder belt." in document.pages[0].text


@pytest.mark.parametrize(("body", "code"), [("", "leeg"), (r"{\pict\pngblip 89504e47}", "scan")])
def test_a_file_without_text(tmp_path: Path, body: str, code: str) -> None:
    assert codes(read(tmp_path, body)) == [code]


def test_no_object_or_field_code_is_text(tmp_path: Path) -> None:
    field = r"{\field{\*\fldinst {PAGE}}{\fldrslt 7}}"
    assert lines_of(read(tmp_path, rf"Blad {field}{{\object\objdata 0102}}{{\info{{\author Jansen}}}}\par")) == [
        "Blad 7"
    ]


@pytest.mark.parametrize(
    "content", [b"{\\rtf1" + b"{" * 50_000, b"{\\rtf1\\ansicpg99999 tekst}", b"{\\rtf1\\u }\\'zz{{{"]
)
def test_broken_files_never_raise(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.rtf").write_bytes(content)
    assert read_document(tmp_path / "a.rtf", "a.rtf").path == "a.rtf"
