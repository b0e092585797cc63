"""Word documents: the final version is read, and a hostile package is not opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from document_files import repack, write_docx

from vtaudit.documents import read_document
from vtaudit.model import Document, ReadState


def text_of(path: Path) -> str:
    return read_document(path, "a.docx").pages[0].text


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_stand_in_order(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "Overleg", [["Datum", "4 mei"], ["Besluit", "Zaak sluiten"]], "Einde")
    page = read_document(path, "a.docx").pages[0]
    assert [line for line in page.text.split("\n") if line] == [
        "Overleg",
        "Datum | 4 mei",
        "Besluit | Zaak sluiten",
        "Einde",
    ]
    cells = [[page.text[cell.start : cell.end] for cell in row.cells] for row in page.rows]
    assert cells == [["Datum", "4 mei"], ["Besluit", "Zaak sluiten"]]


def test_deleted_text_is_no_evidence_and_inserted_text_is(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>Vader komt niet meer thuis.</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="x">{run("Moeder belt de politie.")}</w:ins>'
    path = write_docx(tmp_path / "a.docx", f"<w:p>{run('Afspraak: ')}{deleted}{inserted}</w:p>")
    assert text_of(path).strip() == "Afspraak: Moeder belt de politie."


def test_hidden_text_and_field_codes_stay_out(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    path = write_docx(tmp_path / "a.docx", f"<w:p>{run('Blad ')}{field}{run(' geheim', '<w:vanish/>')}</w:p>")
    assert text_of(path).strip() == "Blad 7"


def test_text_box_is_read_once(tmp_path: Path) -> None:
    content = f"<w:txbxContent><w:p>{run('Toezicht: wijkteam')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{content}</mc:Choice>"
    box += f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    path = write_docx(tmp_path / "a.docx", f"<w:p>{run('Afspraken')}{box}</w:p>")
    assert text_of(path).split("\n")[:2] == ["Afspraken", "Toezicht: wijkteam"]


def test_list_items_keep_a_bullet(tmp_path: Path) -> None:
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("vader") + "</w:p>"
    assert text_of(write_docx(tmp_path / "a.docx", item)).strip() == "- vader"


def test_header_stands_once_and_first(tmp_path: Path) -> None:
    import docx

    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Zaak Z1"
    word.add_paragraph("Triage")
    word.add_section()
    word.sections[1].header.is_linked_to_previous = False
    word.sections[1].header.paragraphs[0].text = "Zaak Z1"
    word.add_paragraph("Besluit")
    word.save(str(tmp_path / "a.docx"))
    assert text_of(tmp_path / "a.docx").split() == ["Zaak", "Z1", "Triage", "Besluit"]


def test_footnote_is_read_and_labelled(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "Afgesproken met oma.")
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = f'<w:footnotes xmlns:w="{names}"><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    notes += '<w:footnote w:id="1"><w:p><w:r><w:t>Oma houdt toezicht.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(path) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    end = "</Relationships>"
    links = links.replace(end, f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/>{end}')
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{part}"/></Types>')
    changes = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": links, "[Content_Types].xml": types}
    repack(path, {name: content.encode() for name, content in changes.items()})
    assert text_of(path).strip().split("\n") == ["Afgesproken met oma.", "[voetnoot] Oma houdt toezicht."]


def test_document_type_is_refused_before_anything_expands(tmp_path: Path) -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    path = repack(write_docx(tmp_path / "a.docx", "tekst"), {"word/document.xml": hostile})
    document = read_document(path, "a.docx")
    assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["onveilig"], ())


@pytest.mark.parametrize("name", ["../../buiten.xml", "/etc/buiten.xml", "C:\\buiten.xml"])
def test_entry_that_leaves_the_package_is_refused(tmp_path: Path, name: str) -> None:
    path = repack(write_docx(tmp_path / "a.docx", "tekst"), {name: b"<x/>"})
    assert codes(read_document(path, "a.docx")) == ["onveilig"]


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = repack(write_docx(tmp_path / "a.docx", "tekst"), {"word/media/groot.bin": b"\0" * 20_000_000})
    assert codes(read_document(path, "a.docx")) == ["onveilig"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"gewone tekst", "geen_docx"),
        (b"PK\x03\x04afgebroken", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "versleuteld"),
    ],
)
def test_what_is_no_package_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    document = read_document(tmp_path / "a.docx", "a.docx")
    assert (document.state, codes(document)) == (ReadState.UNREADABLE, [code])


def test_package_cut_in_half_is_damaged(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "tekst")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert codes(read_document(path, "a.docx")) == ["beschadigd"]


def test_document_without_text_is_empty(tmp_path: Path) -> None:
    assert codes(read_document(write_docx(tmp_path / "a.docx"), "a.docx")) == ["leeg"]
