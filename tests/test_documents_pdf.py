"""PDF files as they come: prints, scans, locked, broken and disguised ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2
import pytest
from document_files import write_gibberish_pdf, write_pdf, write_scan, write_table_pdf

from vtaudit.documents import read_document
from vtaudit.model import Document, Page, ReadState


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def furniture(page: Page) -> list[str]:
    return [page.text[span.start : span.end] for span in page.furniture]


def test_text_is_exactly_what_pdfium_gives(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf", [["Verslag huisbezoek", "Met moeder gesproken over de veiligheids-", "afspraken."]]
    )
    document = read_document(path, "Z1/a.pdf")
    pdf = pypdfium2.PdfDocument(path)
    assert document.pages[0].text == pdf[0].get_textpage().get_text_bounded()
    assert "veiligheids\x02afspraken" in document.pages[0].text
    assert document.state is ReadState.READ
    assert document.faults == ()
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.path == "Z1/a.pdf"


def test_password_makes_unreadable_not_empty(tmp_path: Path) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", [["Geheim"]], password="sleutel"), "Z1/a.pdf")
    assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["versleuteld"], ())


def test_empty_user_password_is_read_and_noted(tmp_path: Path) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", [["Open voor ieder"]], password=""), "Z1/a.pdf")
    assert (document.state, codes(document)) == (ReadState.READ, ["leeg_wachtwoord"])
    assert document.pages[0].text == "Open voor ieder"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "leeg"), (b"<html><body>Inloggen</body></html>", "geen_pdf"), (b"PK\x03\x04rest", "geen_pdf")],
)
def test_rejected_by_content_not_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    document = read_document(tmp_path / "a.pdf", "Z1/a.pdf")
    assert (document.state, codes(document)) == (ReadState.UNREADABLE, [code])
    assert document.faults[0].where == "Z1/a.pdf"


def test_cut_in_half_is_never_whole(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["Bladzijde een"], ["Bladzijde twee"]])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    document = read_document(path, "Z1/a.pdf")
    assert document.state is not ReadState.READ
    assert codes(document) == ["beschadigd"]


def test_cut_tail_is_partial(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["Bladzijde een"]])
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")])
    document = read_document(path, "Z1/a.pdf")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["beschadigd"])
    assert document.pages[0].text == "Bladzijde een"


def test_scan_without_text_is_unreadable(tmp_path: Path) -> None:
    document = read_document(write_scan(tmp_path / "a.pdf", stamp="pagina 1"), "Z1/a.pdf")
    assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["scan"], ())


def test_scanned_page_among_text_is_named(tmp_path: Path) -> None:
    document = read_document(write_scan(tmp_path / "a.pdf", [["Eerste"], ["Tweede"]]), "Z1/a.pdf")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["scan"])
    assert "bladzijde 3." in document.faults[0].message
    assert [page.text for page in document.pages] == ["Eerste", "Tweede", ""]


def test_font_without_character_table_is_unreadable(tmp_path: Path) -> None:
    document = read_document(write_gibberish_pdf(tmp_path / "a.pdf"), "Z1/a.pdf")
    assert (document.state, codes(document)) == (ReadState.UNREADABLE, ["onleesbare_tekst"])


def test_repeating_header_counts_once_and_page_numbers_never(tmp_path: Path) -> None:
    pages = [
        ["Zaak Z1", f"pagina {number}", f"Regel {word} op deze bladzijde.", f"Slot {word}.", "Vertrouwelijk"]
        for number, word in enumerate(("een", "twee", "drie"), start=1)
    ]
    document = read_document(write_pdf(tmp_path / "a.pdf", pages), "a.pdf")
    assert [furniture(page) for page in document.pages] == [
        ["pagina 1"],
        ["Zaak Z1", "pagina 2", "Vertrouwelijk"],
        ["Zaak Z1", "pagina 3", "Vertrouwelijk"],
    ]


def test_header_of_a_single_page_is_text(tmp_path: Path) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", [["Zaak Z1", "1 / 1", "Triage", "Besluit."]]), "a.pdf")
    assert furniture(document.pages[0]) == ["1 / 1"]


def test_dates_at_the_top_of_pages_are_not_a_header(tmp_path: Path) -> None:
    pages = [["12-03-2018", "Moeder gebeld.", "Zij komt langs."], ["13-03-2018", "School gebeld.", "Juf is vrij."]]
    document = read_document(write_pdf(tmp_path / "a.pdf", pages), "a.pdf")
    assert [furniture(page) for page in document.pages] == [[], []]


def test_cells_of_a_ruled_table_point_into_the_page_text(tmp_path: Path) -> None:
    path = write_table_pdf(tmp_path / "a.pdf", [["Datum", "Inhoud"], ["12-03-2018", "Moeder gebeld,\ngeen gehoor"]])
    page = read_document(path, "a.pdf").pages[0]
    cells = [[" ".join(page.text[cell.start : cell.end].split()) for cell in row.cells] for row in page.rows]
    assert cells == [["Datum", "Inhoud"], ["12-03-2018", "Moeder gebeld, geen gehoor"]]


def test_empty_cell_has_no_length(tmp_path: Path) -> None:
    page = read_document(write_table_pdf(tmp_path / "a.pdf", [["Toezicht door", ""]]), "a.pdf").pages[0]
    assert [cell.end - cell.start for cell in page.rows[0].cells] == [len("Toezicht door"), 0]
