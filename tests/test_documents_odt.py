"""OpenDocument text: the final version is read in order, and a hostile or locked package is not opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from kind_files import odt_manifest, write_odt

from vtaudit.documents import read_document
from vtaudit.model import Document, ReadState

HIDDEN = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def lines_of(path: Path) -> list[str]:
    return [line for line in read_document(path, "a.odt").pages[0].text.split("\n") if line]


def test_paragraphs_lists_and_tables_stand_in_order(tmp_path: Path) -> None:
    row = "<table:table-row>{}</table:table-row>".format
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    table = f"<table:table><table:table-header-rows>{row(cell('Datum') + cell('Besluit'))}</table:table-header-rows>"
    table += row("<table:table-cell><text:p>4 mei</text:p><text:p>laat</text:p></table:table-cell>" + cell("Sluiten"))
    items = "<text:list><text:list-item><text:p>vader</text:p></text:list-item></text:list>"
    path = write_odt(tmp_path / "a.odt", "<text:h>Overleg</text:h>", items, f"{table}</table:table>", "Einde")
    assert lines_of(path) == ["Overleg", "- vader", "Datum | Besluit", "4 mei / laat | Sluiten", "Einde"]
    page = read_document(path, "a.odt").pages[0]
    cells = [[page.text[cell.start : cell.end] for cell in row.cells] for row in page.rows]
    assert cells == [["Datum", "Besluit"], ["4 mei / laat", "Sluiten"]]


def test_deleted_text_is_no_evidence_and_inserted_text_is(tmp_path: Path) -> None:
    gone = "<text:p>Vader komt niet meer thuis.</text:p>"
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{gone}</text:deletion></text:changed-region>"
    changes += "</text:tracked-changes>"
    text = '<text:p>Afspraak: <text:change-start text:change-id="1"/>Moeder belt.<text:change-end/></text:p>'
    assert lines_of(write_odt(tmp_path / "a.odt", changes, text)) == ["Afspraak: Moeder belt."]


@pytest.mark.parametrize(
    ("styles", "block"),
    [
        (HIDDEN, '<text:p>Oma belt.<text:span text:style-name="H"> Geheim.</text:span></text:p>'),
        ("", '<text:p>Oma belt.</text:p><text:section text:display="none"><text:p>Geheim.</text:p></text:section>'),
        ("", "<text:p>Oma belt.<text:hidden-text>Geheim.</text:hidden-text></text:p>"),
    ],
    ids=["style", "section", "field"],
)
def test_hidden_text_stays_out_and_is_told(tmp_path: Path, styles: str, block: str) -> None:
    path = write_odt(tmp_path / "a.odt", block, styles=styles)
    document = read_document(path, "a.odt")
    assert (lines_of(path), document.state, codes(document)) == (["Oma belt."], ReadState.READ, ["verborgen_tekst"])


def test_spaces_tabs_and_breaks_are_kept(tmp_path: Path) -> None:
    block = '<text:p>Naam:<text:s text:c="3"/>x<text:tab/>y<text:line-break/>z <text:span>slot</text:span></text:p>'
    assert lines_of(write_odt(tmp_path / "a.odt", block)) == ["Naam:   x\ty", "z slot"]


def test_document_type_is_refused_before_anything_expands(tmp_path: Path) -> None:
    hostile = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    document = read_document(write_odt(tmp_path / "a.odt", "tekst", more={"meta.xml": hostile}), "a.odt")
    assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["onveilig"], ())


@pytest.mark.parametrize(
    ("name", "content"), [("../../buiten.xml", b"<x/>"), ("Pictures/groot.bin", b"\0" * 20_000_000)]
)
def test_entry_that_leaves_the_package_or_a_bomb_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert codes(read_document(write_odt(tmp_path / "a.odt", "tekst", more={name: content}), "a.odt")) == ["onveilig"]


def test_password_makes_unreadable(tmp_path: Path) -> None:
    lock = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    path = write_odt(tmp_path / "a.odt", "tekst", manifest=odt_manifest(lock))
    assert codes(read_document(path, "a.odt")) == ["versleuteld"]


def test_package_cut_in_half_is_damaged(tmp_path: Path) -> None:
    path = write_odt(tmp_path / "a.odt", "tekst")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert codes(read_document(path, "a.odt")) == ["beschadigd"]


def test_document_without_text_is_empty_and_one_with_a_picture_a_scan(tmp_path: Path) -> None:
    assert codes(read_document(write_odt(tmp_path / "a.odt"), "a.odt")) == ["leeg"]
    assert codes(read_document(write_odt(tmp_path / "b.odt", more={"Pictures/1.png": b"x"}), "b.odt")) == ["scan"]


def test_a_document_of_libreoffice_itself(tmp_path: Path) -> None:
    # odfpy writes the same name spaces, styles and parts as the office packages.
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Verslag"))
    document.text.addElement(P(text="Één gesprek met moeder."))
    document.save(str(tmp_path / "a.odt"))
    assert lines_of(tmp_path / "a.odt") == ["Verslag", "Één gesprek met moeder."]
