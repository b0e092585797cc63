"""Text files, tab exports, file kinds that are not read yet, and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from vtaudit.documents import read_document
from vtaudit.model import Document, ReadState


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Één zorg: “ruzie”\r\nmet vader".encode(encoding))
    document = read_document(tmp_path / "a.txt", "Z1/a.txt")
    assert document.state is ReadState.READ
    assert [page.text for page in document.pages] == ["Één zorg: “ruzie”\nmet vader"]


def test_picture_named_txt_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 4)
    assert codes(read_document(tmp_path / "a.txt", "a.txt")) == ["geen_tekst"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.doc", "oud_word"),
        ("a.xls", "rekenblad"),
        ("a.xlsx", "rekenblad"),
        ("a.ods", "rekenblad"),
        ("a.zip", "archief"),
        ("a.pptx", "nog_niet_ondersteund"),
        ("a", "nog_niet_ondersteund"),
    ],
)
def test_other_kinds_are_listed_not_skipped(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / name).write_bytes(b"inhoud")
    document = read_document(tmp_path / name, f"Z1/{name}")
    assert (document.state, codes(document)) == (ReadState.UNSUPPORTED, [code])
    assert document.faults[0].where == f"Z1/{name}"


@pytest.mark.parametrize("name", ["a.odt", "a.rtf", "a.eml", "a.msg", "a.docm", "a.jpg", "a.tif"])
def test_a_kind_in_name_only_is_unreadable(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"inhoud")
    document = read_document(tmp_path / name, f"Z1/{name}")
    assert document.state is ReadState.UNREADABLE
    assert codes(document) in (["andere_inhoud"], ["geen_docx"], ["beschadigd"])


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "buiten.txt").write_text("geheim", encoding="utf-8")
    (tmp_path / "Z1").mkdir()
    try:
        (tmp_path / "Z1" / "a.txt").symlink_to(tmp_path / "buiten.txt")
    except OSError:
        pytest.skip("links are not allowed here")
    document = read_document(tmp_path / "Z1" / "a.txt", "Z1/a.txt")
    assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["snelkoppeling"], ())


def test_file_that_is_gone_is_named(tmp_path: Path) -> None:
    assert codes(read_document(tmp_path / "weg.txt", "Z1/weg.txt")) == ["bestand_weg"]


def test_tab_becomes_one_line_per_record(tmp_path: Path) -> None:
    data = 'datum;contact;inhoud\r\n03-04-2018;moeder;"Gaat goed;\r\nhulp loopt"\r\n05-04-2018;;\r\n'
    (tmp_path / "monitoring.csv").write_bytes(b"\xef\xbb\xbf" + data.encode())
    page = read_document(tmp_path / "monitoring.csv", "Z1/monitoring.csv").pages[0]
    assert page.text.split("\n") == [
        "datum: 03-04-2018 | contact: moeder | inhoud: Gaat goed; hulp loopt",
        "datum: 05-04-2018 | contact:  | inhoud: ",
        "",
    ]
    cells = [[page.text[cell.start : cell.end] for cell in row.cells] for row in page.rows]
    assert cells == [["03-04-2018", "moeder", "Gaat goed; hulp loopt"], ["05-04-2018", "", ""]]


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b'datum,inhoud\n03-04-2018,"niet gesloten\n', "regel 2"),
        (b"datum,inhoud\n03-04-2018,a,b,c\n", "regel 2"),
        (b"datum,inhoud\n03-04-2018,\0\n", "geen tekst"),
    ],
)
def test_broken_tab_gives_one_clear_fault(tmp_path: Path, data: bytes, detail: str) -> None:
    (tmp_path / "monitoring.csv").write_bytes(data)
    document = read_document(tmp_path / "monitoring.csv", "Z1/monitoring.csv")
    assert (document.state, codes(document)) == (ReadState.UNREADABLE, ["csv_onleesbaar"])
    assert detail in document.faults[0].message


def test_tab_in_windows_encoding(tmp_path: Path) -> None:
    (tmp_path / "afspraken.csv").write_bytes("datum;afspraak\n03-04-2018;één afspraak\n".encode("cp1252"))
    page = read_document(tmp_path / "afspraken.csv", "afspraken.csv").pages[0]
    assert page.text == "datum: 03-04-2018 | afspraak: één afspraak\n"
