"""OpenDocument text (ODT) as one page: what a reader of the final version sees, in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vtaudit.documents.content import BROKEN_ZIP
from vtaudit.documents.embedded import Picture, with_pictures
from vtaudit.documents.faults import document_fault
from vtaudit.documents.package import package_fault_code
from vtaudit.documents.page_builder import PageBuilder
from vtaudit.model import Document, Page, ReadState

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE = _NS % "office", _NS % "text", _NS % "table"
_DRAW, _STYLE, _MANIFEST = _NS % "drawing", _NS % "style", _NS % "manifest"
_SIZE, _HREF = _NS % "svg-compatible", "{http://www.w3.org/1999/xlink}href"
_LENGTH = re.compile(r"(?P<number>\d{1,6}(?:\.\d{1,9})?)(?P<unit>cm|mm|in|pt)")
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_SKIPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}forms", f"{_TEXT}sequence-decls", f"{_TEXT}ruby-text", f"{_OFFICE}scripts"}
)
_HIDDEN = frozenset({f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"})
_HEADERS = ("header", "header-first", "header-left")
_FOOTERS = ("footer", "footer-first", "footer-left")
_MOST_SPACES = 200


def read_odt(data: bytes, relative: str, sha256: str) -> Document:
    """Headers, body with tables in order, text boxes, then notes and comments labelled as such, and footers.

    Left out: deleted (tracked) text and hidden text; of the last a note is made. Nothing linked is fetched.
    """
    code = package_fault_code(data, ("content.xml",), "andere_inhoud") or _locked(data)
    if code:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault(code, relative),))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = _parse(package, "content.xml")
        styles = _parse(package, "styles.xml") if "styles.xml" in package.namelist() else None
        has_picture = any(name.startswith("Pictures/") for name in package.namelist())
        pictures = tuple(_pictures(content, package))
    builder = _Builder(content, styles)
    page = builder.page()
    if not page.text.strip():
        fault = document_fault("scan" if has_picture else "leeg", relative)
        return with_pictures(Document(relative, sha256, ReadState.UNREADABLE, (), (fault,)), pictures)
    notes = (document_fault("verborgen_tekst", relative),) if builder.has_hidden else ()
    return with_pictures(Document(relative, sha256, ReadState.READ, (page,), notes), pictures)


def _pictures(content: Any, package: zipfile.ZipFile) -> Iterator[Picture]:
    for frame in content.iter(f"{_DRAW}frame"):
        for image in frame.iterfind(f"{_DRAW}image"):
            name = image.get(_HREF, "").removeprefix("./")
            # A chart or a formula, drawn as a picture for programs that do not know it.
            if "://" not in name and not name.startswith("ObjectReplacements/"):
                sides = (_centimetres(frame.get(f"{_SIZE}{side}", "")) for side in ("width", "height"))
                yield Picture(name, _bytes_of(package, name), *sides)


def _bytes_of(package: zipfile.ZipFile, name: str) -> bytes:
    """Empty for a picture that is not there or whose bytes are damaged: that costs no text, and is told."""
    try:
        return package.read(name)
    except (KeyError, *BROKEN_ZIP):
        return b""


def _centimetres(length: str) -> float:
    """0 for a length that is not given or given in another unit, such as a share of the page."""
    found = _LENGTH.fullmatch(length)
    return float(found["number"]) * _UNITS[found["unit"]] if found else 0.0


def _parse(package: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _locked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "META-INF/manifest.xml" not in package.namelist():
            return ""
        manifest = _parse(package, "META-INF/manifest.xml")
    return "versleuteld" if manifest.find(f".//{_MANIFEST}encryption-data") is not None else ""


@dataclass(slots=True)
class _Line:
    """One paragraph under way; text boxes anchored in it are kept for after it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


class _Builder:
    """Walks the document in reading order; notes and comments are kept for below the body."""

    def __init__(self, content: Any, styles: Any) -> None:
        self._content = content
        self._styles = styles
        self._page = PageBuilder()
        self._below: list[tuple[str, Any]] = []
        self._hidden = frozenset(_hidden_styles(content)) | frozenset(_hidden_styles(styles))
        self.has_hidden = False

    def page(self) -> Page:
        """Headers first and footers last, as on paper."""
        self._edges(_HEADERS)
        for body in self._content.iterfind(f"{_OFFICE}body/{_OFFICE}text"):
            self._blocks(body)
        # A note may hold a comment, which comes after it.
        for label, node in self._below:
            for paragraph in node.iter(f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(paragraph, f"[{label}] ")
        self._edges(_FOOTERS)
        return self._page.page()

    def _edges(self, names: tuple[str, ...]) -> None:
        if self._styles is None:
            return
        seen: set[str] = set()
        for master in self._styles.iter(f"{_STYLE}master-page"):
            for name in names:
                for edge in master.iterfind(f"{_STYLE}{name}"):
                    text = "".join(edge.itertext())
                    if text.strip() and text not in seen:
                        seen.add(text)
                        self._blocks(edge)

    def _blocks(self, root: Any, bullet: str = "") -> None:
        for node in root:
            if not isinstance(node.tag, str) or node.tag in _SKIPPED or self._is_hidden(node):
                continue
            if node.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(node, bullet)
                bullet = ""
            elif node.tag == f"{_TABLE}table":
                self._table(node)
            elif node.tag in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                self._blocks(node, "- " if node.tag.endswith("item") else "")
            elif node.tag == f"{_DRAW}frame":
                for box in node.iterfind(f"{_DRAW}text-box"):
                    self._blocks(box)
            else:
                self._blocks(node)

    def _paragraph(self, node: Any, prefix: str = "") -> None:
        line = _Line()
        self._inline(node, line)
        text = "".join(line.text).strip(" \t")
        if text.startswith(("-", "•", "*", "–")) and prefix == "- ":
            prefix = ""
        self._page.line(f"{prefix}{text}" if text.strip() else "")
        for box in line.boxes:
            self._blocks(box)

    def _table(self, node: Any) -> None:
        for row in self._inside(node, f"{_TABLE}table-row"):
            self._page.row(self._cell(cell) for cell in self._inside(row, f"{_TABLE}table-cell"))

    def _inside(self, node: Any, tag: str) -> Iterator[Any]:
        """Rows or cells, also those in a group; a nested table is read with the cell it stands in."""
        for child in node:
            if child.tag == tag:
                yield child
            elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group", f"{_TABLE}table-rows"):
                yield from self._inside(child, tag)

    def _cell(self, cell: Any) -> str:
        texts = []
        for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"):
            if any(above.tag in (f"{_OFFICE}annotation", f"{_TEXT}note") for above in paragraph.iterancestors()):
                continue
            line = _Line()
            self._inline(paragraph, line)
            texts.append(" ".join("".join(line.text).split()))
        return " / ".join(filter(None, texts))

    def _inline(self, node: Any, line: _Line) -> None:
        if self._is_hidden(node):
            return
        line.text.append(" ".join((node.text or "").split("\n")))
        for child in node:
            tag = child.tag
            if tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                line.text.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif tag == f"{_TEXT}tab":
                line.text.append("\t")
            elif tag == f"{_TEXT}line-break":
                line.text.append("\n")
            elif tag == f"{_TEXT}note":
                label = "eindnoot" if child.get(f"{_TEXT}note-class") == "endnote" else "voetnoot"
                self._below.extend((label, body) for body in child.iterfind(f"{_TEXT}note-body"))
            elif tag == f"{_OFFICE}annotation":
                self._below.append(("opmerking", child))
            elif tag == f"{_DRAW}frame":
                line.boxes.extend(child.iterfind(f"{_DRAW}text-box"))
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._inline(child, line)
            line.text.append(" ".join((child.tail or "").split("\n")))

    def _is_hidden(self, node: Any) -> bool:
        hidden = (
            node.tag in _HIDDEN
            or node.get(f"{_TEXT}style-name") in self._hidden
            or (node.tag == f"{_TEXT}section" and node.get(f"{_TEXT}display") == "none")
        )
        self.has_hidden = self.has_hidden or (hidden and bool("".join(node.itertext()).strip()))
        return hidden


def _hidden_styles(root: Any) -> Iterator[str]:
    if root is None:
        return
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        if properties is not None and properties.get(f"{_TEXT}display") == "none":
            yield str(style.get(f"{_STYLE}name"))
