"""HTML as one page: the text that a browser shows, tables as rows; nothing is fetched and no script is run."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes

from vtaudit.documents.embedded import Picture, with_pictures
from vtaudit.documents.faults import document_fault
from vtaudit.documents.page_builder import PageBuilder
from vtaudit.documents.plain import decode
from vtaudit.model import Document, ReadState

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 4_096
_OUT = frozenset(
    {
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "title",
        "datalist",
        "audio",
        "video",
    }
)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "section"}
    | {"article", "header", "footer", "main", "nav", "aside", "form", "fieldset", "legend", "blockquote", "pre", "hr"}
    | {"address", "figure", "figcaption", "details", "summary", "center", "body", "html", "tbody", "thead", "tfoot"}
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_DELETED = frozenset({"del", "s", "strike"})
_TICKS = {True: "[x] ", False: "[ ] "}
_EMBEDDED = tuple(
    (quote, re.compile(rf"=\s*{quote}\s*data:(?P<kind>[^,\"'<>]{{0,400}}),(?P<bytes>[^{inside}]*)", re.IGNORECASE))
    for quote, inside in (('"', '"'), ("'", "'"), ("", r"\s>"))
)
"""A value of an attribute that holds its bytes itself, by the quotes around it."""
_PLACE = re.compile(r"\s*data:,(?P<number>\d{1,6})")
_LENGTH = re.compile(r"(?P<number>\d{1,6}(?:\.\d{1,9})?)(?P<unit>px|cm|mm|in|pt|)")
_UNITS = {"": 2.54 / 96, "px": 2.54 / 96, "cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, relative: str, sha256: str) -> Document:
    """Blocks as lines, list items with `- `, table rows with ` | `, and what was filled in on a form.

    A page that was pasted as a picture is read after the text when its bytes stand in the file itself. Left out:
    scripts, styles, struck-out text, and what the page itself hides; of the last a note is made.
    """
    text = _decode(data)
    if text is None:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("andere_inhoud", relative),))
    builder = PageBuilder()
    walk = _walked(builder, text)
    page = builder.page()
    notes = (document_fault("verborgen_tekst", relative),) if walk.has_hidden else ()
    if not page.text.strip():
        faults = (document_fault("scan" if walk.pictures else "leeg", relative), *notes)
        return with_pictures(Document(relative, sha256, ReadState.UNREADABLE, (), faults), walk.pictures)
    return with_pictures(Document(relative, sha256, ReadState.READ, (page,), notes), walk.pictures)


def add_html(page: PageBuilder, markup: str) -> tuple[bool, tuple[Picture, ...]]:
    """Add what the markup shows to the page; whether it hides text as well, and the pictures that it holds itself."""
    walk = _walked(page, markup)
    return walk.has_hidden, tuple(walk.pictures)


def _walked(page: PageBuilder, markup: str) -> _Walk:
    from lxml import html  # type: ignore[import-untyped]

    embedded: list[tuple[str, str]] = []

    def out(quote: str, found: re.Match[str]) -> str:
        embedded.append((found["kind"], found["bytes"]))
        return f"={quote}data:,{len(embedded) - 1}"

    markup = _DECLARATION.sub("", markup, count=1)
    # The parser gives up, without a word, at an attribute of ten million characters.
    for quote, pattern in _EMBEDDED:
        markup = pattern.sub(partial(out, quote), markup)
    walk = _Walk(page, embedded)
    if markup.strip():
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        walk.block(html.document_fromstring(markup.replace("\0", ""), parser=parser, ensure_head_body=True))
        walk.end_line()
    return walk


def _decode(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    if found:
        try:
            # A page that names UTF-16 in ASCII letters is not in UTF-16.
            name = codecs.lookup(found[1].decode("ascii")).name
            return data.decode("cp1252" if name == "iso8859-1" else name) if "utf-16" not in name else decode(data)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Walk:
    """Goes through the elements in order and keeps the line under way."""

    def __init__(self, page: PageBuilder, embedded: Sequence[tuple[str, str]]) -> None:
        self._page = page
        self.embedded = embedded
        self._line: list[str] = []
        self._bullet = ""
        self.has_hidden = False
        self.pictures: list[Picture] = []

    def end_line(self) -> None:
        """Close the line under way; a line with nothing on it is none."""
        for line in "".join(self._line).split("\n"):
            text = line.strip()
            if text:
                self._page.line(f"{self._bullet}{text}")
                self._bullet = ""
        self._line.clear()

    def block(self, node: Any) -> None:
        """An element that starts on a line of its own."""
        if node.tag == "li":
            self._bullet = "- "
            self._children(node)
            self.end_line()
            self._bullet = ""
        elif node.tag == "tr" and _is_row(node):
            cells = list(_cells(node))
            self._page.row(" / ".join(_Part(self).lines(cell)) for cell in cells)
        else:
            self._children(node)

    def _children(self, node: Any) -> None:
        self._text(node.text, node)
        for child in node:
            self._element(child)
            self._text(child.tail, node)

    def _element(self, node: Any) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _OUT or tag in _DELETED:
            return
        if "hidden" in node.attrib or _UNSEEN.search(node.get("style", "")):
            self.has_hidden = self.has_hidden or any(
                text.strip() for part in node.iter() if part.tag not in _OUT for text in (part.text or "",)
            )
        elif tag == "br":
            self._line.append("\n")
        elif tag == "img":
            self.pictures.extend(_pictures(node, self.embedded))
        elif tag in ("input", "select", "textarea"):
            self._line.append(_filled_in(node))
        elif tag in _BLOCKS:
            self.end_line()
            self.block(node)
            self.end_line()
            if tag in ("p", "table", "ul", "ol", "h1", "h2", "h3"):
                self._page.line("")
        else:
            self._children(node)

    def _text(self, text: str | None, parent: Any) -> None:
        if text:
            self._line.append(text if parent.tag == "pre" else _SPACES.sub(" ", text))


class _Part(_Walk):
    """One cell: the same walk, whose lines are joined instead of written."""

    def __init__(self, outer: _Walk) -> None:
        super().__init__(PageBuilder(), outer.embedded)
        self._outer = outer

    def lines(self, cell: Any) -> Iterator[str]:
        """What stands in the cell, line by line."""
        self._children(cell)
        self.end_line()
        self._outer.has_hidden = self._outer.has_hidden or self.has_hidden
        self._outer.pictures.extend(self.pictures)
        yield from filter(None, (" ".join(line.split()) for line in self._page.page().text.split("\n")))


def _cells(row: Any) -> Iterator[Any]:
    for cell in row:
        if cell.tag in ("td", "th") and "hidden" not in cell.attrib and not _UNSEEN.search(cell.get("style", "")):
            yield cell


def _is_row(row: Any) -> bool:
    """Tables that only lay out a page or a mail have one cell beside nothing, or tables in their cells."""
    return sum(1 for _ in _cells(row)) > 1 and row.find(".//table") is None


def _pictures(image: Any, embedded: Sequence[tuple[str, str]]) -> Iterator[Picture]:
    """The picture whose bytes stand in the page itself; one that is linked is not fetched."""
    found = _PLACE.match(image.get("src", ""))
    if found and int(found["number"]) < len(embedded):
        described, written = embedded[int(found["number"])]
        kind, *more = described.lower().replace(" ", "").split(";")
        data = unquote_to_bytes(written)
        try:
            data = base64.b64decode(data) if "base64" in more else data
        except binascii.Error:
            data = b""
        suffix = kind.removeprefix("image/").split("+")[0]
        yield Picture(f"picture.{suffix}", data, _side(image, "width"), _side(image, "height"))


def _side(image: Any, name: str) -> float:
    """In centimetres; 0 where the page leaves it to the picture itself."""
    styled = re.search(rf"(?<![\w-]){name}\s*:\s*([^;]+)", image.get("style", ""))
    found = _LENGTH.fullmatch((styled[1] if styled else image.get(name, "")).strip())
    return float(found["number"]) * _UNITS[found["unit"]] if found else 0.0


def _filled_in(node: Any) -> str:
    kind = node.get("type", "text").lower()
    if node.tag == "textarea":
        return f" {''.join(node.itertext())} "
    if node.tag == "select":
        chosen = [option for option in node.iter("option") if "selected" in option.attrib]
        return f" {', '.join(' '.join(''.join(option.itertext()).split()) for option in chosen)} "
    if kind in ("checkbox", "radio"):
        return _TICKS["checked" in node.attrib]
    return "" if kind in ("hidden", "submit", "button", "image", "password", "reset") else f" {node.get('value', '')} "
