"""What is fuzzed: each target takes bytes, and what it raises is a finding; a VtauditError is an answer."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from vtaudit.catalogue.criteria import available_sets, criteria_root
from vtaudit.catalogue.schema import Expectation
from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.dates import find_dates, resolve
from vtaudit.documents.normal import normalise
from vtaudit.documents.pdf import read_pdf
from vtaudit.documents.plain import read_csv_file, read_text_file
from vtaudit.documents.word import read_word
from vtaudit.errors import VtauditError
from vtaudit.model import Document, ReadState
from vtaudit.register import RegisterSettings, read_settings
from vtaudit.register.csv_table import read_csv
from vtaudit.register.mapping import ReadyMapping, ready_mappings
from vtaudit.register.mapping import resolve as match_columns
from vtaudit.register.rows import read_rows

_PLACE = Path(tempfile.mkdtemp(prefix="fuzz-"))
_RELATIVE = "Z1/a"
_WORD_PART = "word/document.xml"


def register_csv(data: bytes) -> None:
    try:
        table = read_csv("register.csv", data)
        population = read_rows(table, match_columns(table, RegisterSettings(), _mappings()))
    except VtauditError:
        return
    assert len({row.zaaknummer for row in population.rows}) == len(population.rows)


@cache
def _mappings() -> tuple[ReadyMapping, ...]:
    return tuple(ready_mappings())


def register_yaml(data: bytes) -> None:
    (_PLACE / "register.yaml").write_bytes(data)
    try:
        read_settings(_PLACE)
    except VtauditError:
        return


def criteria_yaml(data: bytes) -> None:
    path = _PLACE / "criterion.yaml"
    path.write_bytes(data)
    try:
        validate(load_yaml(path), Expectation)
    except VtauditError:
        return


def dates(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    done = 0
    for mention in find_dates(text):
        assert done <= mention.start < mention.end <= len(text)
        done = mention.end
        moment = resolve(mention, date(2017, 3, 6))
        assert moment is None or moment.first <= moment.last


def text(data: bytes) -> None:
    for read in (read_text_file, read_csv_file):
        document = read(data, _RELATIVE, "")
        _check(document)
        for page in document.pages:
            plain = normalise(page.text)
            assert plain.source(0, len(plain.text))[1] <= len(page.text)


def word(data: bytes) -> None:
    """The bytes are the body of a document; as they stand they would hardly ever be a zip file."""
    _check(read_word(data, _RELATIVE, ""))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in _word_entries().items():
            package.writestr(name, data if name == _WORD_PART else content)
    _check(read_word(stream.getvalue(), _RELATIVE, ""))


def pdf(data: bytes) -> None:
    _check(read_pdf(data, _RELATIVE, ""))


def _check(document: Document) -> None:
    assert (document.state is ReadState.READ) or document.faults
    for page in document.pages:
        for span in (*page.furniture, *(cell for row in page.rows for cell in row.cells)):
            assert 0 <= span.start <= span.end <= len(page.text)


@cache
def _word_entries() -> Mapping[str, bytes]:
    from docx import Document as WordDocument

    made = WordDocument()
    made.add_paragraph("Veiligheidsplan", style="List Bullet")
    made.add_table(1, 2).cell(0, 0).text = "Toezicht"
    made.sections[0].header.paragraphs[0].text = "Zaak"
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def _pdf_seed() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    canvas.drawString(72, 700, "Veiligheidsplan van 3 april 2017")
    canvas.grid([72, 172, 272], [600, 630, 660])
    canvas.save()
    return stream.getvalue()


def _criteria() -> list[bytes]:
    folders = [criteria_root() / name for name in available_sets()]
    return [path.read_bytes() for folder in folders for path in folder.glob("*.yaml") if ".examples" not in path.name]


_ROW = "VT17-0001,2017-03-06,onderzoek,01-04-2017\n"
_SETTINGS = "versie: 1\npeildatum: 2017-12-01\nkolommen: {datum_melding: 'Op'}\ncodes:\n  vervolg: {'01': onderzoek}\n"
_PHRASES = "6 maart 2017, 06-03-'17, week 10/11, de 2e helft van mei-juni, 2 à 3 weken na de melding, eind Q3, a.s. ma."

TARGETS: Mapping[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]] = {
    "register_csv": (
        register_csv,
        lambda: [f"zaaknummer,datum_melding,vervolg,datum_triagebesluit\n{_ROW}".encode(), b"sep=;\nZaaknr;Op\n1;2\n"],
    ),
    "register_yaml": (register_yaml, lambda: [_SETTINGS.encode()]),
    "criteria_yaml": (criteria_yaml, _criteria),
    "dates": (dates, lambda: [_PHRASES.encode(), b"in het weekend van 11/12 maart jl."]),
    "text": (text, lambda: ["Gesprek\r\nover veilig\u00adheid\n".encode(), b'datum;tekst\n1;"a\nb"\n']),
    "word": (word, lambda: [_word_entries()[_WORD_PART]]),
    "pdf": (pdf, lambda: [_pdf_seed()]),
}
"""By name: the target, and what it starts from."""
