"""Pages pasted as a picture into Word, ODT, RTF or HTML: read like a scan, and told where they cannot be read."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pypdfium2
import pytest
from document_files import write_pdf
from docx.shared import Cm
from PIL import Image

from vtaudit.documents import engine_for
from vtaudit.documents.ocr import engine
from vtaudit.documents.reader import read_document
from vtaudit.model import Document, ReadState

PLAN = ("VEILIGHEIDSPLAN", "Datum: 3 april 2017", "1. Vader slaapt tot de zitting bij zijn broer.")
TYPED = "Hieronder het plan dat wij vandaag tekenden."
Shown = tuple[Image.Image, float]


def scanned(place: Path, lines: Sequence[str] = PLAN) -> Image.Image:
    pdf = pypdfium2.PdfDocument(write_pdf(place / "voor de scan.pdf", [lines]))
    picture: Image.Image = pdf[0].render(scale=200 / 72, grayscale=True).to_pil()
    return picture


def as_png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def write_word(path: Path, text: str, pictures: Sequence[Shown], *, in_header: bool = False) -> Path:
    word = docx.Document()
    word.add_paragraph(text)
    for picture, width in pictures:
        place = word.sections[0].header.paragraphs[0] if in_header else word.add_paragraph()
        place.add_run().add_picture(io.BytesIO(as_png(picture)), width=Cm(width))
    word.save(str(path))
    return path


def write_odt(path: Path, text: str, pictures: Sequence[Shown]) -> Path:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"),
            ("text", "text"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
        )
    )
    frames = "".join(
        f'<text:p><draw:frame svg:width="{width}cm" svg:height="{width * picture.height / picture.width:.3f}cm">'
        f'<draw:image xlink:href="Pictures/{number}.png"/></draw:frame></text:p>'
        for number, (picture, width) in enumerate(pictures)
    )
    body = f"<office:body><office:text><text:p>{text}</text:p>{frames}</office:text></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
        package.writestr("content.xml", f"<office:document-content {names} {links}>{body}</office:document-content>")
        for number, (picture, _) in enumerate(pictures):
            package.writestr(f"Pictures/{number}.png", as_png(picture))
    return path


def rtf_picture(data: bytes, width: float, height: float) -> str:
    sides = f"\\picwgoal{width * 1440 / 2.54:.0f}\\pichgoal{height * 1440 / 2.54:.0f}"
    frame = r"{\*\picprop{\sp{\sn shapeType}{\sv 75}}}"
    drawing = r"{\nonshppict{\pict\wmetafile8\picwgoal9000\pichgoal9000 010009000003}}"
    return rf"{{\*\shppict{{\pict{frame}{sides}\pngblip {data.hex()}}}}}{drawing}\par "


def write_rtf(path: Path, text: str, pictures: Sequence[Shown], *, in_header: bool = False) -> Path:
    written = "".join(
        rtf_picture(as_png(picture), width, width * picture.height / picture.width) for picture, width in pictures
    )
    top = rf"{{\header {written}}}" if in_header else ""
    path.write_text(rf"{{\rtf1\ansi {top}\pard {text}\par {'' if in_header else written}}}", encoding="ascii")
    return path


def write_html(path: Path, text: str, pictures: Sequence[Shown]) -> Path:
    written = "".join(
        f'<img style="width: {width}cm" src="data:image/png;base64,{base64.b64encode(as_png(picture)).decode()}">'
        for picture, width in pictures
    )
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><p>{text}</p>{written}", encoding="utf-8")
    return path


Writer = Callable[[Path, str, Sequence[Shown]], Path]
PACKAGES = pytest.mark.parametrize(("name", "write"), [("a.docx", write_word), ("a.odt", write_odt)])
KINDS = pytest.mark.parametrize(
    ("name", "write"), [("a.docx", write_word), ("a.odt", write_odt), ("a.rtf", write_rtf), ("a.html", write_html)]
)


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


@pytest.fixture
def tesseract() -> None:
    if not engine():
        pytest.skip("no tesseract with Dutch on this machine")


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@KINDS
@pytest.mark.usefixtures("tesseract")
def test_a_pasted_page_is_a_page_after_the_text(tmp_path: Path, name: str, write: Writer) -> None:
    path = write(tmp_path / name, TYPED, [(scanned(tmp_path), 15)])
    document = read_document(path, name)
    assert (document.state, codes(document)) == (ReadState.READ, ["ocr_afbeelding"])
    assert [page.number for page in document.pages] == [1, 2]
    assert TYPED in document.pages[0].text
    assert document.pages[1].text.split() == " ".join(PLAN).split()
    assert document.pages[0].ocr is None
    assert (document.pages[1].ocr or 0) > 0.8
    assert engine_for((path,))


@KINDS
@pytest.mark.usefixtures("tesseract")
def test_a_document_of_only_pasted_pages_is_read(tmp_path: Path, name: str, write: Writer) -> None:
    first, second = scanned(tmp_path), scanned(tmp_path, PLAN[::-1])
    document = read_document(write(tmp_path / name, "", [(first, 16), (second, 16), (first, 16)]), name)
    assert (document.state, codes(document)) == (ReadState.READ, ["ocr_afbeelding"])
    # The same page shown again is not read again.
    assert [page.text.split() for page in document.pages] == [" ".join(each).split() for each in (PLAN, PLAN[::-1])]
    assert [page.number for page in document.pages] == [1, 2]


@KINDS
@pytest.mark.usefixtures("no_tesseract")
def test_without_recognition_it_is_told(tmp_path: Path, name: str, write: Writer) -> None:
    path = write(tmp_path / name, TYPED, [(scanned(tmp_path), 15)])
    document = read_document(path, name)
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert TYPED in document.pages[0].text
    only = read_document(write(tmp_path / f"only-{name}", "", [(scanned(tmp_path), 15)]), f"only-{name}")
    assert (only.state, codes(only)) == (ReadState.UNREADABLE, ["scan"])


@KINDS
@pytest.mark.parametrize(
    ("shade", "width"), [pytest.param(250, 5, id="a logo"), pytest.param(60, 15, id="a photograph of a dark room")]
)
@pytest.mark.usefixtures("no_tesseract")
def test_what_is_no_page_is_passed_over(tmp_path: Path, name: str, write: Writer, shade: int, width: float) -> None:
    picture = Image.new("L", (1200, 1600), shade)
    document = read_document(write(tmp_path / name, TYPED, [(picture, width)]), name)
    assert (document.state, codes(document)) == (ReadState.READ, [])


@pytest.mark.parametrize(("name", "write"), [("a.docx", write_word), ("a.rtf", write_rtf)])
@pytest.mark.usefixtures("no_tesseract")
def test_a_letterhead_is_no_page(tmp_path: Path, name: str, write: Callable[..., Path]) -> None:
    document = read_document(write(tmp_path / name, TYPED, [(scanned(tmp_path), 15)], in_header=True), name)
    assert (document.state, codes(document)) == (ReadState.READ, [])


@pytest.mark.usefixtures("tesseract")
def test_a_white_sheet_without_words_is_told_and_costs_no_text(tmp_path: Path) -> None:
    sheet = Image.new("L", (1200, 1600), 250)
    document = read_document(write_word(tmp_path / "a.docx", TYPED, [(sheet, 15)]), "a.docx")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert TYPED in document.pages[0].text


def with_a_place_in_letters(data: bytes) -> bytes:
    """The same picture as a TIFF that says in letters where its pixels lie: Pillow answers with a TypeError."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(data)).save(stream, "TIFF")
    number, letters = b"\x11\x01\x04\x00", b"\x11\x01\x02\x00"
    assert number in stream.getvalue()
    return stream.getvalue().replace(number, letters, 1)


def changed(source: Path, target: Path, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry.endswith(".png") else old.read(entry))
    return target


@PACKAGES
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
        pytest.param(lambda data: b"????????" + data[8:], id="no picture any more"),
        pytest.param(with_a_place_in_letters, id="a tiff that says in letters where its pixels lie"),
        pytest.param(lambda data: b"", id="empty"),
    ],
)
def test_a_broken_picture_costs_no_text(
    tmp_path: Path, name: str, write: Writer, change: Callable[[bytes], bytes]
) -> None:
    path = write(tmp_path / name, TYPED, [(scanned(tmp_path), 15)])
    document = read_document(changed(path, tmp_path / f"broken-{name}", change), f"broken-{name}")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert TYPED in document.pages[0].text


@PACKAGES
def test_a_picture_with_a_wrong_checksum_costs_no_text(tmp_path: Path, name: str, write: Writer) -> None:
    path = write(tmp_path / name, TYPED, [(scanned(tmp_path), 15)])
    with zipfile.ZipFile(path) as package:
        entry = next(each for each in package.infolist() if each.filename.endswith(".png"))
    data = bytearray(path.read_bytes())
    middle = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    data[middle] ^= 0xFF
    path.write_bytes(data)
    document = read_document(path, name)
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert TYPED in document.pages[0].text


def test_a_drawing_of_lines_is_passed_over(tmp_path: Path) -> None:
    source = write_odt(tmp_path / "a.odt", TYPED, [(scanned(tmp_path), 15)])
    path = tmp_path / "b.odt"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.namelist():
            data = old.read(entry).replace(b"Pictures/0.png", b"Pictures/0.emf")
            new.writestr(entry.replace(".png", ".emf"), b"\1\0\0\0" + b"\0" * 200 if "Pictures" in entry else data)
    document = read_document(path, "b.odt")
    assert (document.state, codes(document)) == (ReadState.READ, [])


@pytest.mark.usefixtures("tesseract")
def test_a_fax_of_which_one_page_is_blank_is_told(tmp_path: Path) -> None:
    stream = io.BytesIO()
    sheet = scanned(tmp_path)
    sheet.save(stream, "TIFF", save_all=True, append_images=[Image.new("L", sheet.size, 250)])
    source = write_word(tmp_path / "a.docx", TYPED, [(sheet, 15)])
    document = read_document(changed(source, tmp_path / "b.docx", lambda data: stream.getvalue()), "b.docx")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["ocr_afbeelding", "afbeelding"])
    assert [page.number for page in document.pages] == [1, 2]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("a.rtf", r"{\rtf1\ansi TEXT\par {\pict\pngblip\picwgoal9000\pichgoal9000 89504e47zz}}", id="rtf"),
        pytest.param("a.rtf", r"{\rtf1\ansi TEXT\par {\pict\jpegblip\picwgoal9000\pichgoal9000}}", id="rtf, empty"),
        pytest.param("a.html", "<p>TEXT</p><img width=600 height=900 src='data:image/png;base64,iVBOR'>", id="html"),
        pytest.param("a.html", "<p>TEXT</p><img src='data:image/png;base64,'>", id="html, empty"),
        pytest.param(
            "a.html", "<p>TEXT</p><img src='data:image/png;base64,iVBO#Rw0KGgo'>", id="html, with another sign"
        ),
    ],
)
def test_a_broken_picture_between_text_is_told(tmp_path: Path, name: str, written: str) -> None:
    (tmp_path / name).write_text(written.replace("TEXT", TYPED), encoding="ascii")
    document = read_document(tmp_path / name, name)
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert document.pages[0].text.strip() == TYPED


@pytest.mark.usefixtures("no_tesseract")
def test_a_picture_that_is_linked_is_not_fetched_and_a_small_one_is_passed_over(tmp_path: Path) -> None:
    small = base64.b64encode(as_png(Image.new("L", (90, 90), 250))).decode()
    page = f"<p>{TYPED}</p><img src='https://voorbeeld.nl/a.png'><img src='data:image/png;base64,{small}'>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read_document(tmp_path / "a.html", "a.html")
    assert (document.state, codes(document)) == (ReadState.READ, [])


def test_a_very_large_picture_costs_no_text(tmp_path: Path) -> None:
    page = f"<p>Begin</p><img width=20 height=20 src='data:image/png;base64,{'A' * 11_000_000}'><p>{TYPED}</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read_document(tmp_path / "a.html", "a.html")
    assert document.pages[0].text.split("\n")[:3] == ["Begin", "", TYPED]


def test_text_after_a_picture_in_rtf_stays(tmp_path: Path) -> None:
    page = rf"{{\rtf1\ansi Begin\par {{\pict\pngblip\picwgoal100\pichgoal100 00ff}}{TYPED}\par}}"
    (tmp_path / "a.rtf").write_text(page, encoding="ascii")
    document = read_document(tmp_path / "a.rtf", "a.rtf")
    assert document.pages[0].text.split("\n")[:2] == ["Begin", TYPED]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"ab{cd", id="a brace that opens"),
        pytest.param(b"ab}cd", id="one that closes"),
        pytest.param(b"\\par ab", id="a word"),
    ],
)
def test_raw_bytes_in_rtf_cost_no_text(tmp_path: Path, raw: bytes) -> None:
    picture = rb"{\pict\pngblip\picwgoal9000\pichgoal9000\bin%d %b}" % (len(raw), raw)
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi Begin\par " + picture + TYPED.encode() + rb"\par}")
    document = read_document(tmp_path / "a.rtf", "a.rtf")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert document.pages[0].text.split("\n")[:2] == ["Begin", TYPED]


@pytest.mark.usefixtures("tesseract")
def test_a_raw_picture_in_rtf_is_read(tmp_path: Path) -> None:
    data = as_png(scanned(tmp_path))
    picture = rb"{\pict\pngblip\picwgoal9000\pichgoal12700\bin%d %b}" % (len(data), data)
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi " + TYPED.encode() + rb"\par " + picture + rb"\par}")
    document = read_document(tmp_path / "a.rtf", "a.rtf")
    assert document.pages[1].text.split() == " ".join(PLAN).split()


@pytest.mark.usefixtures("tesseract")
def test_rtf_that_breaks_off_after_its_picture_is_damaged(tmp_path: Path) -> None:
    path = write_rtf(tmp_path / "a.rtf", "", [(scanned(tmp_path), 15)])
    path.write_bytes(path.read_bytes().rstrip()[:-1])
    document = read_document(path, "a.rtf")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["beschadigd", "ocr_afbeelding"])


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('"data:image/png;filename=scan%201.png;base64,BYTES"', id="with a name"),
        pytest.param('"DATA:IMAGE/PNG;BASE64,BYTES"', id="in capitals"),
        pytest.param("' data:image/png;base64,BYTES'", id="after a space"),
        pytest.param("data:image/png;base64,BYTES", id="without quotes"),
    ],
)
@pytest.mark.usefixtures("tesseract")
def test_an_embedded_picture_is_read_however_it_is_written(tmp_path: Path, source: str) -> None:
    written = source.replace("BYTES", base64.b64encode(as_png(scanned(tmp_path))).decode())
    (tmp_path / "a.html").write_text(f"<p>{TYPED}</p><img width=600 src={written}>", encoding="utf-8")
    document = read_document(tmp_path / "a.html", "a.html")
    assert document.pages[1].text.split() == " ".join(PLAN).split()


def test_text_that_tells_of_an_embedded_picture_stays(tmp_path: Path) -> None:
    told = "Er staat data:text/plain;base64,Afspraken in de bron."
    (tmp_path / "a.html").write_text(f"<p>{told}</p>", encoding="utf-8")
    assert read_document(tmp_path / "a.html", "a.html").pages[0].text.strip() == told


def test_a_word_document_without_its_picture_keeps_its_text(tmp_path: Path) -> None:
    source = write_word(tmp_path / "a.docx", TYPED, [(scanned(tmp_path), 15)])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for entry in old.namelist():
            if "media" not in entry:
                new.writestr(entry, old.read(entry))
    document = read_document(tmp_path / "b.docx", "b.docx")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert TYPED in document.pages[0].text


@pytest.mark.usefixtures("no_tesseract")
def test_a_page_pasted_in_a_mail_is_told(tmp_path: Path) -> None:
    page = write_html(tmp_path / "a.html", TYPED, [(scanned(tmp_path), 15)]).read_text(encoding="utf-8")
    head = "From: a@voorbeeld.nl\nSubject: plan\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    (tmp_path / "a.eml").write_text(head + page, encoding="utf-8")
    document = read_document(tmp_path / "a.eml", "a.eml")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["afbeelding"])
    assert TYPED in document.pages[0].text
