"""One template environment for every page: everything escaped, nothing undefined, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from vtaudit.report.figures import counted, date_text, number_text, of_counted, of_text

if TYPE_CHECKING:
    from jinja2 import Environment

# Characters that HTML does not allow; pdfium marks a hyphen at a line end with two of them.
_HIDDEN = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFF)) | {
    0x02: "-",
    0xFFFE: "-",
}

_PIECES_AT_ONCE = 500

CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@cache
def environment() -> Environment:
    """The Jinja2 environment; autoescape is on for every template, whatever its name."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("vtaudit.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (files("vtaudit.report") / "style.css").read_text(encoding="utf-8")
    made.globals.update(style=Markup(style), content_policy=CONTENT_POLICY)
    made.filters.update(number=number_text, day=date_text, anchor=anchor)
    made.globals.update(counted=counted, of_text=of_text, of_counted=of_counted)
    return made


def _visible(value: object) -> object:
    # `translate` keeps Markup what it is.
    return value.translate(_HIDDEN) if isinstance(value, str) else value


def render(template: str, **values: object) -> str:
    """The page, with one newline at its end."""
    return "".join(render_parts(template, **values))


def render_parts(template: str, **values: object) -> Iterator[str]:
    """The same page piece by piece, so that it need not fit in memory."""
    stream = environment().get_template(template).stream(**values)
    stream.enable_buffering(_PIECES_AT_ONCE)
    held = ""
    for piece in stream:
        text = held + piece
        ready = text.rstrip()
        held = text[len(ready) :]
        yield ready
    yield "\n"


def anchor(*parts: str) -> str:
    """A stable id out of an own identifier: '1.3.3-b' becomes '1-3-3-b'."""
    return "-".join(re.sub(r"[^0-9a-z]+", "-", part.lower()).strip("-") for part in parts)
