"""pdfplumber is sixty times as slow as pdfium: it opens the pages with a ruled table, and no other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from document_files import write_pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from vtaudit.documents.reader import read_document

LINES = ["CONTACTJOURNAAL", *(f"{day:02}-03-2017 Gesproken met moeder over de afspraken." for day in range(1, 29))]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that pdfplumber was asked for."""
    asked: list[int] = []
    real = pdfplumber.open

    def counting(file: Any, pages: Sequence[int] | None = None, **rest: Any) -> Any:
        asked.extend(pages if pages is not None else [-1])
        return real(file, pages=pages, **rest)

    monkeypatch.setattr(pdfplumber, "open", counting)
    return asked


def test_pages_of_running_text_are_never_opened(tmp_path: Path, opened: list[int]) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", [LINES] * 40), "a.pdf")
    assert len(document.pages) == 40
    assert not opened


def test_underlined_headings_make_no_table(tmp_path: Path, opened: list[int]) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for number, line in enumerate(LINES[:20]):
        canvas.drawString(72, 780 - 30 * number, line)
    canvas.line(72, 778, 300, 778)
    canvas.line(72, 60, 500, 60)
    canvas.save()
    assert read_document(tmp_path / "a.pdf", "a.pdf").pages
    assert not opened


def test_of_a_long_file_only_the_page_with_the_table_is_opened(tmp_path: Path, opened: list[int]) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page in range(1, 11):
        for number, line in enumerate(LINES[:8]):
            canvas.drawString(72, 780 - 16 * number, line)
        if page == 7:
            canvas.grid([72, 200, 400], [400, 440, 480, 520])
            canvas.drawString(80, 450, "Afspraak")
            canvas.drawString(210, 450, "Wie")
        canvas.showPage()
    canvas.save()
    document = read_document(tmp_path / "a.pdf", "a.pdf")
    assert opened == [7]
    assert [page.number for page in document.pages if page.rows] == [7]


def test_without_a_table_pdfplumber_is_not_even_loaded(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [LINES])
    code = (
        "import sys; from pathlib import Path; from vtaudit.documents.reader import read_document;"
        f"assert read_document(Path({str(path)!r}), 'a.pdf').pages;"
        "assert 'pdfplumber' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)
