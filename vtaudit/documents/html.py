"""HTML as one page: the text that a browser shows, tables as rows; nothing is fetched and no script is run."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

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
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, relative: str, sha256: str) -> Document:
    """Blocks as lines, list items with `- `, table rows with ` | `, and what was filled in on a form.

    Left out: scripts, styles, struck-out text, and what the page itself hides; of the last a note is made.
    """
    text = _decode(data)
    if text is None:
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("andere_inhoud", relative),))
    builder = PageBuilder()
    has_hidden = add_html(builder, text)
    page = builder.page()
    if not page.text.strip():
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("leeg", relative),))
    notes = (document_fault("verborgen_tekst", relative),) if has_hidden else ()
    return Document(relative, sha256, ReadState.READ, (page,), notes)


def add_html(page: PageBuilder, markup: str) -> bool:
    """Add what the markup shows to the page; True when it hides text as well."""
    from lxml import html  # type: ignore[import-untyped]

    markup = _DECLARATION.sub("", markup, count=1)
    if not markup.strip():
        return False
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    walk = _Walk(page)
    walk.block(html.document_fromstring(markup.replace("\0", ""), parser=parser, ensure_head_body=True))
    walk.end_line()
    return walk.has_hidden


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

    def __init__(self, page: PageBuilder) -> None:
        self._page = page
        self._line: list[str] = []
        self._bullet = ""
        self.has_hidden = False

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
        super().__init__(PageBuilder())
        self._outer = outer

    def lines(self, cell: Any) -> Iterator[str]:
        """What stands in the cell, line by line."""
        self._children(cell)
        self.end_line()
        self._outer.has_hidden = self._outer.has_hidden or self.has_hidden
        yield from filter(None, (" ".join(line.split()) for line in self._page.page().text.split("\n")))


def _cells(row: Any) -> Iterator[Any]:
    for cell in row:
        if cell.tag in ("td", "th") and "hidden" not in cell.attrib and not _UNSEEN.search(cell.get("style", "")):
            yield cell


def _is_row(row: Any) -> bool:
    """Tables that only lay out a page or a mail have one cell beside nothing, or tables in their cells."""
    return sum(1 for _ in _cells(row)) > 1 and row.find(".//table") is None


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
