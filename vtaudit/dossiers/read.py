"""One dossier read whole: its files become documents, its documents parts of a known kind and date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from vtaudit.documents import DocumentCache, read_files
from vtaudit.documents.faults import document_fault
from vtaudit.dossiers.cues import KindCues
from vtaudit.dossiers.entries import journal_entries, mail_entries
from vtaudit.dossiers.kinds import Recognition, is_concept, is_left_open, recognise
from vtaudit.dossiers.lines import document_lines, spans_of
from vtaudit.dossiers.part_dates import part_date
from vtaudit.dossiers.prints import Piece, split_print
from vtaudit.dossiers.scan import CaseFiles
from vtaudit.dossiers.tabs import own_records, tab_part
from vtaudit.model import Document, Dossier, Entry, Part, RegisterRow

_SENT = frozenset({"brief", "mail", "afsluitbrief", "terugkoppeling", "onderzoeksrapportage"})
"""Kinds that are for somebody else, and final before they go."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part before it is dated; `name` is the file name, empty for a section of a print."""

    document: Document
    index: int
    piece: Piece
    name: str
    recognition: Recognition


def read_dossier(
    folder: Path, files: CaseFiles, row: RegisterRow | None, cues: KindCues, cache: DocumentCache | None = None
) -> Dossier:
    """Read every file of the zaak; a file that is there twice is read once, and says so.

    With a `cache` a file is not opened when it holds what was read of it before.

    Days without a year get the year nearest to `datum_melding`, or without a register to the first full date that the
    dossier names.
    """
    documents = list(_read_files(folder, files, cache))
    vervolg = row.texts.get("vervolg") if row else None
    sections: list[_Section] = []
    tabs: list[Part] = []
    for document in documents:
        if document.path.lower().endswith(".csv"):
            part = tab_part(document, cues)
            if part is not None:
                tabs.append(part)
            continue
        sections.extend(_sections(document, files.zaaknummer, vervolg, cues))
    reference = (row.dates.get("datum_melding") if row else None) or _first_full_date(sections, cues)
    parts = [_dated(section, reference, row, cues) for section in sections]
    return Dossier(files.zaaknummer, row, tuple(documents), (*parts, *tabs))


def _read_files(folder: Path, files: CaseFiles, cache: DocumentCache | None) -> Iterator[Document]:
    seen: set[str] = set()
    for documents in _read(folder, files.paths, cache):
        for document in documents:
            if document.sha256 and document.sha256 in seen:
                copy = document_fault("zelfde_stuk", document.path)
                yield replace(document, pages=(), faults=(*document.faults, copy))
                continue
            seen.add(document.sha256)
            yield document
    for table, *_ in _read(folder, files.tabs, cache):
        own = own_records(table, files.zaaknummer)
        if own is not None:
            yield own


def _read(folder: Path, paths: Iterable[str], cache: DocumentCache | None) -> Iterator[tuple[Document, ...]]:
    places = [(folder / path, path) for path in paths]
    return cache.read(read_files, places) if cache else read_files(places)


def _sections(document: Document, zaaknummer: str, vervolg: str | None, cues: KindCues) -> Iterator[_Section]:
    lines = document_lines(document)
    if not lines:
        return
    name = document.name
    pieces = split_print(lines, name.rsplit(".", 1)[0], zaaknummer, cues)
    for index, piece in enumerate(pieces, start=1):
        own_name = name if len(pieces) == 1 else ""
        yield _Section(document, index, piece, own_name, recognise(piece.body, own_name, cues, vervolg))


def _dated(section: _Section, reference: date | None, row: RegisterRow | None, cues: KindCues) -> Part:
    kind = section.recognition.kind
    lines, body = section.piece.lines, section.piece.body
    pages = section.document.pages
    kind = _kind_by_register(kind, part_date(body, (), kind, section.name, reference, cues, pages), row, cues)
    layout = cues.layout_of(kind)
    entries: tuple[Entry, ...] = ()
    if layout == "journal":
        entries = journal_entries(lines, reference)
    own = part_date(body, entries, kind, section.name, reference, cues, pages)
    if not entries:
        entries = mail_entries(lines, own, cues) if layout == "mail" else (Entry(own, spans_of(lines)),)
    return Part(
        document=section.document.path,
        index=section.index,
        kind=kind,
        kind_from=section.recognition.kind_from,
        title=section.recognition.title,
        date=own,
        spans=spans_of(lines),
        entries=entries,
        is_concept=is_concept(body, section.name, cues) or (kind in _SENT and is_left_open(body)),
    )


def _kind_by_register(kind: str, day: date | None, row: RegisterRow | None, cues: KindCues) -> str:
    """A talk with the family after the case was closed is monitoring, whatever the form is called."""
    for name, other in cues.kinds.items():
        rule = other.by_register
        since = row.dates.get(rule.column) if row and rule else None
        if rule and since and day and rule.kind == kind and (day - since).days >= rule.days:
            return name
    return kind


def _first_full_date(sections: Sequence[_Section], cues: KindCues) -> date | None:
    for section in sections:
        kind, pages = section.recognition.kind, section.document.pages
        found = part_date(section.piece.body, (), kind, section.name, None, cues, pages)
        if found is not None:
            return found
    return None
