"""Word documents as one page: what a reader of the final version sees, in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vtaudit.documents.content import BROKEN_ZIP
from vtaudit.documents.embedded import Picture, with_pictures
from vtaudit.documents.faults import document_fault
from vtaudit.documents.package import package_fault_code
from vtaudit.documents.page_builder import PageBuilder
from vtaudit.model import Document, Page, ReadState

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_EMU = 360_000
"""The unit of drawings in Office, per centimetre."""
_LONGEST = 12
_MEDIA = re.compile(rb'Target="/?(?:word/)?(media/[^"]{1,200})"')
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text, and field codes, are no part of the final version.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", _FALLBACK})
_NOTES = (("footnotes", "voetnoot"), ("endnotes", "eindnoot"), ("comments", "opmerking"))
_OTHER_TYPES = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


def read_word(data: bytes, relative: str, sha256: str) -> Document:
    """Headers, body with tables in order, text boxes, then notes and comments labelled as such, and footers.

    Each header and footer comes once. Left out: deleted (tracked) text, field codes, macros and hidden text; of the
    last a note is made. A list item starts with `- `, a table row is one line with its cells joined by ` | `. Nothing
    that the package links to is fetched.
    """
    code = package_fault_code(data)
    if code:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault(code, relative),))
    # python-docx takes a tenth of a second to load, too long for a bare `--help`.
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.exceptions import XmlchemyError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        word = _open(data)
        builder = _Builder(word)
        page = builder.page()
    except (PackageNotFoundError, PythonDocxError, XmlchemyError, XMLSyntaxError, KeyError, ValueError, AttributeError):
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("beschadigd", relative),))
    pictures = _pictures(word)
    if not page.text.strip():
        has_picture = any(relation.reltype.endswith("/image") for relation in word.part.rels.values())
        fault = document_fault("scan" if has_picture else "leeg", relative)
        return with_pictures(Document(relative, sha256, ReadState.UNREADABLE, (), (fault,)), pictures)
    notes = (document_fault("verborgen_tekst", relative),) if builder.has_hidden else ()
    return with_pictures(Document(relative, sha256, ReadState.READ, (page,), notes), pictures)


def _pictures(word: WordDocument) -> Iterator[Picture]:
    """Those of the body; a letterhead stands in the header."""
    for drawing in word.element.body.iter(f"{_PLACED}inline", f"{_PLACED}anchor"):
        size, blip = drawing.find(f"{_PLACED}extent"), drawing.find(f".//{_BLIP}")
        relation = None if blip is None else word.part.rels.get(blip.get(_EMBED))
        if size is None or blip is None or blip.get(_EMBED) is None or (relation is not None and relation.is_external):
            continue
        sides = (size.get(side, "") for side in ("cx", "cy"))
        width, height = (int(side) / _EMU if side.isdecimal() and len(side) < _LONGEST else 0.0 for side in sides)
        part = None if relation is None else relation.target_part
        yield Picture("" if part is None else str(part.partname), b"" if part is None else part.blob, width, height)


def _open(data: bytes) -> WordDocument:
    """Documents with macros and templates too, which `docx.Document` refuses; macros are parts that nobody reads."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for.update(dict.fromkeys(_OTHER_TYPES, DocumentPart))
    try:
        package = Package.open(io.BytesIO(data))
    except (KeyError, *BROKEN_ZIP):
        package = Package.open(io.BytesIO(_mended(data)))
    part = package.main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError("the main part is no document")
    word: WordDocument = part.document
    return word


def _mended(data: bytes) -> bytes:
    """The package with an empty entry for every picture that is damaged or not there: that costs no text."""
    mended = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(mended, "w", zipfile.ZIP_DEFLATED) as whole:
        missing: set[str] = set()
        for entry in package.infolist():
            try:
                content = package.read(entry)
            except BROKEN_ZIP:
                if not entry.filename.startswith("word/media/"):
                    raise
                content = b""
            whole.writestr(entry.filename, content)
            if entry.filename.startswith("word/_rels/"):
                missing.update(f"word/{name.decode('utf-8', 'replace')}" for name in _MEDIA.findall(content))
        for name in sorted(missing.difference(package.namelist())):
            whole.writestr(name, b"")
    return mended.getvalue()


@dataclass(slots=True)
class _Line:
    """One paragraph under way; text boxes anchored in it are kept for after it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


class _Builder:
    """Collects the lines of the page and the place of each table cell."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._page = PageBuilder()
        self.has_hidden = False
        self._numbered = _numbered_styles(word)
        self._hidden = _hidden_styles(word)

    def page(self) -> Page:
        """Headers first and footers last, as on paper; notes and comments follow the body."""
        for root in self._edges("header"):
            self._blocks(root)
        self._blocks(self._word.element.body)
        for name, label in _NOTES:
            for note in self._notes(name):
                self._blocks(note, f"[{label}] ")
        for root in self._edges("footer"):
            self._blocks(root)
        return self._page.page()

    def _edges(self, kind: str) -> Iterator[Any]:
        seen: set[str] = set()
        for section in self._word.sections:
            for name in (kind, f"first_page_{kind}", f"even_page_{kind}"):
                part = getattr(section, name)
                if part.is_linked_to_previous:
                    continue
                text = "".join(self._paragraph_text(node) for node in part._element.iter(f"{_W}p"))
                if text.strip() and text not in seen:
                    seen.add(text)
                    yield part._element

    def _notes(self, name: str) -> Iterator[Any]:
        from lxml import etree  # type: ignore[import-untyped]

        for relation in self._word.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{name}"):
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                root = etree.fromstring(relation.target_part.blob, parser)
                for note in root:
                    if note.get(f"{_W}type") is None:
                        yield note

    def _blocks(self, root: Any, prefix: str = "") -> None:
        for node in root:
            if node.tag in _SKIPPED:
                continue
            if node.tag == f"{_W}p":
                self._paragraph(node, prefix)
            elif node.tag == f"{_W}tbl":
                self._table(node)
            elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                self._blocks(node, prefix)

    def _paragraph(self, node: Any, prefix: str = "") -> None:
        line = _Line()
        self._inline(node, line, [])
        text = "".join(line.text).strip(" \t")
        if text.strip():
            bullet = "- " if self._is_list_item(node) and not text.startswith(("-", "•", "*", "–")) else ""
            self._page.add(f"{prefix}{bullet}{text}")
        self._page.add("\n")
        for box in line.boxes:
            self._blocks(box)

    def _table(self, node: Any) -> None:
        for row in _children(node, f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            self._page.row(
                " / ".join(filter(None, (self._paragraph_text(p).strip() for p in cell.iter(f"{_W}p"))))
                for cell in _children(row, f"{_W}tc")
            )

    def _paragraph_text(self, node: Any) -> str:
        line = _Line()
        self._inline(node, line, [])
        return "".join(line.text).replace("\n", " ")

    def _inline(self, node: Any, line: _Line, fields: list[bool]) -> None:
        """`fields` is the stack of open fields: True once the result, the part that shows, has begun."""
        for child in node:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{_W}r" and self._is_hidden(child):
                self.has_hidden = self.has_hidden or any(text.text for text in child.iter(f"{_W}t"))
                continue
            if tag == f"{_W}txbxContent":
                line.boxes.append(child)
            elif tag == f"{_W}fldChar":
                _step(child.get(f"{_W}fldCharType"), fields)
            elif not all(fields):
                self._inline(child, line, fields)
            elif tag == f"{_W}t":
                line.text.append(child.text or "")
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                line.text.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                line.text.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                line.text.append("-")
            elif tag == f"{_W}softHyphen":
                line.text.append("\u00ad")
            else:
                self._inline(child, line, fields)

    def _is_hidden(self, run: Any) -> bool:
        properties = run.find(f"{_W}rPr")
        if properties is None:
            return False
        mark = properties.find(f"{_W}vanish")
        if mark is not None:
            return str(mark.get(f"{_W}val")) not in ("0", "false", "off")
        style = properties.find(f"{_W}rStyle")
        return style is not None and style.get(f"{_W}val") in self._hidden

    def _is_list_item(self, paragraph: Any) -> bool:
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            return bool(number.get(f"{_W}val") != "0")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return style is not None and style.get(f"{_W}val") in self._numbered


def _children(node: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, also those wrapped in a content control; a nested table is read with the cell it stands in."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _step(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()


def _numbered_styles(word: WordDocument) -> frozenset[str]:
    """Styles with numbering of their own, headings apart: a numbered heading is no bullet."""
    found = set()
    for style in word.styles.element.iter(f"{_W}style"):
        name = str(style.get(f"{_W}styleId"))
        is_heading = style.find(f"{_W}pPr/{_W}outlineLvl") is not None
        if style.find(f"{_W}pPr/{_W}numPr") is not None and not is_heading:
            found.add(name)
    return frozenset(found)


def _hidden_styles(word: WordDocument) -> frozenset[str]:
    styles = word.styles.element.iter(f"{_W}style")
    return frozenset(
        str(style.get(f"{_W}styleId")) for style in styles if style.find(f"{_W}rPr/{_W}vanish") is not None
    )
