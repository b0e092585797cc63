"""What a test can ask of a page without a browser: its ids, links, headings, tables, texts and resources."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Page:
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    header_scopes: list[str | None] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    unclosed: list[str] = field(default_factory=list)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.page.tags.append((tag, attributes))
        if attributes.get("id"):
            self.page.ids.append(attributes["id"] or "")
        if attributes.get("href"):
            self.page.links.append(attributes["href"] or "")
        if tag == "th":
            self.page.header_scopes.append(attributes.get("scope"))
        if tag in {"h1", "h2", "h3", "h4"}:
            self.page.headings.append((int(tag[1]), ""))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.page.unclosed.append(tag)
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self._open or "title" in self._open:
            return
        self._words.append(data)
        if (self._open and self._open[-1] in {"h1", "h2", "h3", "h4"}) or {"h1", "h2", "h3", "h4"} & set(self._open):
            level, text = self.page.headings[-1]
            self.page.headings[-1] = (level, " ".join(f"{text} {data}".split()))


def read_page(html: str) -> Page:
    """Parse a page; `unclosed` holds every end tag that does not match the element it should close."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.text = " ".join(" ".join(reader._words).split())
    reader.page.unclosed += reader._open
    return reader.page
