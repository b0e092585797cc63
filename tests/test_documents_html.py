"""HTML: what a browser shows, and nothing that it would fetch, run or hide."""

from __future__ import annotations

from pathlib import Path

import pytest

from vtaudit.documents import read_document
from vtaudit.model import Document, ReadState


def read(place: Path, body: str | bytes, name: str = "a.html") -> Document:
    data = body if isinstance(body, bytes) else f"<!DOCTYPE html><meta charset=utf-8>{body}".encode()
    (place / name).write_bytes(data)
    return read_document(place / name, name)


def lines_of(document: Document) -> list[str]:
    return [line for line in document.pages[0].text.split("\n") if line]


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def test_blocks_lists_and_breaks_are_lines(tmp_path: Path) -> None:
    body = "<h1>Verslag</h1><p>Één\n gesprek<br>met <b>moeder</b></p><ul><li>vader<li><p>oma</p></ul><pre>a\n b</pre>"
    lines = ["Verslag", "Één gesprek", "met moeder", "- vader", "- oma", "a", "b"]
    assert lines_of(read(tmp_path, body)) == lines


def test_tables_of_data_are_rows_and_tables_of_layout_are_not(tmp_path: Path) -> None:
    data = "<table><tr><th>Datum<th>Besluit<tr><td>4 mei<td><p>Zaak</p><p>sluiten</p></table>"
    page = read(tmp_path, f"<table><tr><td>{data}</td><td><p>Links</p></td></tr><tr><td>Onder</td></tr></table>").pages[
        0
    ]
    assert [line for line in page.text.split("\n") if line] == [
        "Datum | Besluit",
        "4 mei | Zaak / sluiten",
        "Links",
        "Onder",
    ]
    cells = [[page.text[cell.start : cell.end] for cell in row.cells] for row in page.rows]
    assert cells == [["Datum", "Besluit"], ["4 mei", "Zaak / sluiten"]]


def test_what_was_filled_in_on_a_form_is_text(tmp_path: Path) -> None:
    form = "Gesproken met: <input type=checkbox checked>vader <input type=checkbox>moeder<br>Dag: <input value='4 mei'>"
    form += "<input type=hidden value=token><br><select><option>nee<option selected>ja</select> "
    form += "<textarea>Oma\nbelt</textarea>"
    assert [" ".join(line.split()) for line in lines_of(read(tmp_path, form))] == [
        "Gesproken met: [x] vader [ ] moeder",
        "Dag: 4 mei",
        "ja Oma",
        "belt",
    ]


@pytest.mark.parametrize(
    "markup", ["<script>{}</script>", "<style>{}</style>", "<!-- {} -->", "<template>{}</template>", "<del>{}</del>"]
)
def test_scripts_comments_and_struck_out_text_stay_out(tmp_path: Path, markup: str) -> None:
    document = read(tmp_path, f"<p>Oma belt.</p>{markup.format('Vader slaapt elders.')}")
    assert (lines_of(document), codes(document)) == (["Oma belt."], [])


@pytest.mark.parametrize("style", ["hidden", "style='display:none'", "style='x:y; VISIBILITY: Hidden'"])
def test_hidden_text_stays_out_and_is_told(tmp_path: Path, style: str) -> None:
    document = read(tmp_path, f"<p>Oma belt.</p><div {style}><p>Vader slaapt elders.</p></div>")
    assert (lines_of(document), codes(document)) == (["Oma belt."], ["verborgen_tekst"])


@pytest.mark.parametrize(
    "data",
    [
        "<html><meta charset='windows-1252'><p>één</p>".encode("cp1252"),
        "<html><p>één</p>".encode("cp1252"),
        "<html><p>één</p>".encode(),
        "<html><p>één</p>".encode("utf-16"),
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><p>één</p></html>'.encode(),
        b"<html><p>&eacute;&#233;n</p>",
    ],
    ids=["named", "windows", "utf-8", "utf-16", "xhtml", "entities"],
)
def test_letters_in_any_usual_encoding(tmp_path: Path, data: bytes) -> None:
    assert lines_of(read(tmp_path, data)) == ["één"]


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("Vader slaapt elders.", encoding="utf-8")
    place = (tmp_path / "geheim.txt").as_uri()
    hostile = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{place}">]><html><p>Oma&x;</p><iframe src="{place}"></iframe>'
    hostile += f'<object data="{place}"></object><link rel=stylesheet href="{place}"><img src="{place}">'
    assert "elders" not in read(tmp_path, hostile.encode()).pages[0].text


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    document = read(tmp_path, "<body><img src='scan.png'></body>")
    assert (document.state, codes(document)) == (ReadState.UNREADABLE, ["leeg"])


@pytest.mark.parametrize(
    "data", [b"<html>" + b"<div>" * 50_000 + b"diep", b"<html>\0\xff\xfe<p", b"<html><table><tr><td"]
)
def test_broken_pages_never_raise(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).path == "a.html"
