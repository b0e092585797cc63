"""RTF as one page: striprtf decodes it, after the parts that a reader does not see are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vtaudit.documents.embedded import Picture, with_pictures
from vtaudit.documents.faults import document_fault
from vtaudit.documents.page_builder import PageBuilder
from vtaudit.model import Document, ReadState

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[^\\{}]+")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_HEAD = 1_000
# Signs of our own that no text holds; striprtf lets them through.
_CELL, _ROW, _BREAK = "\ue000", "\ue001", "\ue002"
_PLACES = {
    **dict.fromkeys(("footnote", "endnote"), "voetnoot"),
    "annotation": "opmerking",
}
_EDGES = frozenset(name + which for name in ("header", "footer") for which in ("", "f", "l", "r"))
_BITMAPS = {"pngblip": ".png", "jpegblip": ".jpg", "dibitmap": ".dib", "wbitmap": ".dib"}
_BINARY = re.compile(rb"(?<!\\)((?:\\\\)*)\\bin(\d{1,10}) ?")
_TWIPS_PER_CM = 1440 / 2.54
_SHOWS = frozenset({"tab", "line", "emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote", "u"})


def read_rtf(data: bytes, relative: str, sha256: str) -> Document:
    """The running text with table rows, and foot- and endnotes, comments, headers and footers where they stand.

    A page pasted as a picture is read after the text. Left out: deleted (tracked) text and hidden text; of the last a
    note is made.
    """
    if not data.startswith(b"{\\rtf"):
        return Document(relative, sha256, ReadState.UNREADABLE, (), (document_fault("andere_inhoud", relative),))
    from striprtf.striprtf import rtf_to_text

    data = _written_out(data)
    source, has_hidden, pictures, is_open = _visible(_decode(data))
    # Emoji come as two halves that only UTF-16 puts together.
    text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    builder = PageBuilder()
    for line in text.replace("\r", "").split("\n"):
        for row in (pieces := line.split(_ROW)):
            cells = [" / ".join(filter(None, (one.strip() for one in cell.split(_BREAK)))) for cell in row.split(_CELL)]
            if len(cells) > 1:
                builder.row(cells[:-1])
            elif row or len(pieces) == 1:
                builder.line(row.replace(_BREAK, "").rstrip())
    page = builder.page()
    notes = (document_fault("verborgen_tekst", relative),) if has_hidden else ()
    if is_open or not data.rstrip(b"\0 \r\n\t").endswith(b"}"):
        notes = (document_fault("beschadigd", relative), *notes)
    if not page.text.strip():
        faults = (document_fault("scan" if b"\\pict" in data else "leeg", relative), *notes)
        return with_pictures(Document(relative, sha256, ReadState.UNREADABLE, (), faults), pictures)
    state = ReadState.READ if all(note.code != "beschadigd" for note in notes) else ReadState.PARTIAL
    return with_pictures(Document(relative, sha256, state, (page,), notes), pictures)


def _written_out(data: bytes) -> bytes:
    """The same file with raw bytes (`\\bin`) in letters, as pictures have them as a rule: they may hold any brace."""
    pieces, position = [], 0
    while found := _BINARY.search(data, position):
        end = found.end() + int(found[2])
        pieces += [data[position : found.start()], found[1], b" ", data[found.end() : end].hex().encode()]
        position = end
    return b"".join((*pieces, data[position:]))


def _decode(data: bytes) -> str:
    """Nearly always ASCII; what is not, follows the code page that the file names."""
    found = _CODE_PAGE.search(data[:_HEAD])
    try:
        return data.decode(f"cp{found[1].decode()}" if found else "cp1252", "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group of the file; `place` is the list that its text goes to."""

    place: list[str]
    is_deleted: bool = False
    is_hidden: bool = False
    in_table: bool = False
    in_edge: bool = False
    in_picture: bool = False
    closing: str = ""


def _visible(text: str) -> tuple[str, bool, list[Picture], bool]:
    """The same file with deleted and hidden text out and notes put at the end, whether there was hidden text, the
    pictures of the body, and whether a group was left open."""
    body: list[str] = []
    below: list[list[str]] = []
    pictures: list[list[str]] = []
    stack: list[_State] = []
    state = _State(body)
    has_hidden = False
    for match in _TOKEN.finditer(text):
        token, word = match.group(), match.group(1)
        if token == "{":
            stack.append(state)
            # What stands in groups inside a picture tells of its frame.
            state = replace(state, closing="", place=[] if state.in_picture else state.place)
        elif token == "}":
            token = state.closing + token
            before, state = state.place, stack.pop() if stack else _State(body)
            if before is not state.place:
                continue
        elif word == "deleted":
            state = replace(state, is_deleted=match.group(2) != "0")
        elif word == "v":
            state = replace(state, is_hidden=match.group(2) != "0")
        elif word == "plain":
            state = replace(state, is_deleted=False, is_hidden=False)
        elif word in _PLACES:
            # Without its own name nobody skips the group; the braces stay behind.
            if state.place[-1:] == ["\\*"]:
                state.place.pop()
            below.append([])
            token, state = f"\\par\\plain [{_PLACES[word]}] ", replace(state, place=below[-1])
            stack[-1].place.append("}")
        elif word == "pict" and stack:
            stack[-1].place.append("}")
            state = replace(state, place=[], in_picture=True)
            if not (state.is_deleted or state.is_hidden or state.in_edge):
                pictures.append(state.place)
            continue
        elif word in _EDGES:
            token, state = "\\par ", replace(state, closing="\\par ", in_edge=True)
        elif word in ("cell", "nestcell"):
            token = _CELL
        elif word in ("row", "nestrow"):
            token, state = f"{_ROW}\\par ", replace(state, in_table=False)
        elif word == "intbl":
            state = replace(state, in_table=True)
        elif word == "pard":
            state = replace(state, in_table=False)
        elif word == "par" and state.in_table:
            token = _BREAK
        shows = word in _SHOWS if word else token not in ("{", "\\*") and not token.endswith("}")
        if shows and (state.is_deleted or state.is_hidden):
            has_hidden = has_hidden or (state.is_hidden and not state.is_deleted and token.strip().isalnum())
            continue
        state.place.append(token)
    notes = "".join(f"{{{''.join(note)}}}" for note in below)
    whole = "".join(body).rstrip("\0 \r\n\t")
    # What follows the last brace nobody reads.
    return f"{whole.removesuffix('}')}{notes}}}", has_hidden, [_picture(tokens) for tokens in pictures], bool(stack)


def _picture(tokens: Iterable[str]) -> Picture:
    """Sizes are in twips, to be scaled by a percentage; every other kind than PNG and JPEG is a drawing of lines."""
    words: dict[str, float] = {}
    written: list[str] = []
    for token in tokens:
        match = _TOKEN.fullmatch(token)
        if match and match[1]:
            words[match[1]] = float(match[2] or 0)
        else:
            written.append(token)
    suffix = next((_BITMAPS[word] for word in words if word in _BITMAPS), ".wmf")
    width, height = (
        words.get(f"pic{side}goal", 0.0) * words.get(f"picscale{axis}", 100.0) / 100 / _TWIPS_PER_CM
        for side, axis in ("wx", "hy")
    )
    try:
        data = bytes.fromhex("".join(written))
    except ValueError:
        data = b""
    return Picture(f"picture{suffix}", data, width, height)
