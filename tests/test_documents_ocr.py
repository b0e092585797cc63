"""Scans through text recognition: how sure it is goes with every word, and without it a scan stays a scan."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from document_files import write_pdf, write_scan
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from vtaudit.documents import engine_for
from vtaudit.documents.ocr import engine
from vtaudit.documents.reader import read_document
from vtaudit.model import Document, ReadState

PLAN = ("VEILIGHEIDSPLAN", "Datum: 3 april 2017", "1. Vader slaapt tot de zitting bij zijn broer.")


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def words(text: str) -> list[str]:
    return text.split()


def photograph(place: Path, lines: Sequence[str], dpi: int = 200) -> Image.Image:
    """A page as a scanner sees it."""
    pdf = pypdfium2.PdfDocument(write_pdf(place / "voor de scan.pdf", [lines]))
    picture: Image.Image = pdf[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return picture


def write_scanned(path: Path, pictures: Sequence[Image.Image], text_pages: Sequence[Sequence[str]] = ()) -> Path:
    """A PDF with pages of text, followed by pages that are only a picture."""
    canvas = Canvas(str(path))
    for lines in text_pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - 16 * number, line)
        canvas.showPage()
    for picture in pictures:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def tesseract() -> str:
    found = engine()
    if not found:
        pytest.skip("no tesseract with Dutch on this machine")
    return found


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("tesseract")
def test_a_scan_is_read_and_says_how(tmp_path: Path) -> None:
    picture = photograph(tmp_path, PLAN)
    document = read_document(write_scanned(tmp_path / "a.pdf", [picture] * 2, [("Gewone tekst",)]), "a.pdf")
    assert (document.state, codes(document)) == (ReadState.READ, ["ocr"])
    assert "bladzijde 2-3." in document.faults[0].message
    assert [words(page.text) for page in document.pages] == [["Gewone", "tekst"]] + [words(" ".join(PLAN))] * 2
    assert document.pages[0].ocr is None
    assert all(page.ocr is not None and 0.8 < page.ocr <= 1 for page in document.pages[1:])


@pytest.mark.usefixtures("tesseract")
def test_words_that_are_hard_to_read_are_marked_and_the_others_are_not(tmp_path: Path) -> None:
    picture = photograph(tmp_path, [*PLAN, "Zij belt de wijkagent.", "De afspraak geldt tot donderdag."])
    draw = ImageDraw.Draw(picture)
    # A stroke of a pen through the fourth line, and nothing on the others.
    top = round((842 - (780 - 16 * 3) - 8) * 200 / 72)
    for shift in range(-9, 12, 7):
        draw.line((200, top + shift, 520, top + 9 - shift), fill=40, width=4)
    page = read_document(write_scanned(tmp_path / "a.pdf", [picture]), "a.pdf").pages[0]
    doubtful = [page.text[span.start : span.end] for span in page.doubtful]
    assert doubtful
    assert not {"Vader", "slaapt", "broer.", "afspraak", "donderdag."} & set(doubtful)
    assert all(span.page == 1 and word.split() == [word] for span, word in zip(page.doubtful, doubtful, strict=True))


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("kind", ["png", "jpg", "tif"])
def test_a_picture_of_a_page_is_a_scan(tmp_path: Path, kind: str) -> None:
    first, second = photograph(tmp_path, PLAN), photograph(tmp_path, ("Tweede bladzijde van de fax.",))
    more = {"save_all": True, "append_images": [second]} if kind == "tif" else {}
    first.save(tmp_path / f"a.{kind}", **more)
    document = read_document(tmp_path / f"a.{kind}", f"a.{kind}")
    texts = [words(" ".join(PLAN))] + ([words("Tweede bladzijde van de fax.")] if kind == "tif" else [])
    assert (document.state, codes(document)) == (ReadState.READ, ["ocr"])
    assert [words(page.text) for page in document.pages] == texts


@pytest.mark.usefixtures("tesseract")
def test_a_page_without_words_stays_a_scan(tmp_path: Path) -> None:
    picture = photograph(tmp_path, PLAN)
    grey = Image.new("L", picture.size, 128)
    document = read_document(write_scanned(tmp_path / "a.pdf", [picture, grey]), "a.pdf")
    assert (document.state, codes(document)) == (ReadState.PARTIAL, ["scan", "ocr"])
    assert "bladzijde 2." in document.faults[0].message and "bladzijde 1." in document.faults[1].message
    assert codes(read_document(write_scan(tmp_path / "b.pdf"), "b.pdf")) == ["scan"]


@pytest.mark.usefixtures("no_tesseract")
def test_without_text_recognition_a_scan_is_listed(tmp_path: Path) -> None:
    picture = photograph(tmp_path, PLAN)
    picture.save(tmp_path / "a.png")
    for path in (write_scanned(tmp_path / "a.pdf", [picture]), tmp_path / "a.png"):
        document = read_document(path, path.name)
        assert (document.state, codes(document), document.pages) == (ReadState.UNREADABLE, ["scan"], ())
    assert engine_for([tmp_path / "a.png"]) == ""


def test_only_files_that_can_hold_a_scan_depend_on_text_recognition(tmp_path: Path, tesseract: str) -> None:
    buffer = io.BytesIO()
    photograph(tmp_path, PLAN, dpi=40).save(buffer, "PNG")
    (tmp_path / "b.png").write_bytes(buffer.getvalue())
    (tmp_path / "c.txt").write_text("/Image", encoding="utf-8")
    plain = [write_pdf(tmp_path / "a.pdf", [PLAN]), tmp_path / "c.txt", tmp_path / "weg.pdf"]
    assert engine_for(plain) == ""
    assert engine_for([*plain, tmp_path / "b.png"]) == tesseract
    assert engine_for([*plain, write_scan(tmp_path / "d.pdf")]) == tesseract


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + bytes(90), b"II*\0\xff\xff\xff\xff"])
def test_a_broken_picture_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    document = read_document(tmp_path / "a.png", "a.png")
    assert document.state is ReadState.UNREADABLE
    assert codes(document)[0] in ("beschadigd", "andere_inhoud", "scan")


def test_a_picture_that_unpacks_to_a_room_full_of_memory_is_refused(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    assert codes(read_document(tmp_path / "a.png", "a.png")) == ["te_groot"]
