"""Small files of a dossier share one call of the guarded child, and a harmful one still costs only itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vtaudit.documents import guarded as room
from vtaudit.documents import read_documents, read_files
from vtaudit.guard import Lost, Reason
from vtaudit.model import ReadState

NAMES = ("a.txt", "b.txt", "c.txt")


class Guard:
    """Stands for the child: notes what it was given, and dies of a group or a file that holds `fatal`."""

    def __init__(self, fatal: str = "") -> None:
        self.fatal, self.calls = fatal, list[tuple[str, ...]]()

    def __call__(self, function: Callable[..., Any], files: list[room.File], seconds: float | None = None) -> Any:
        self.calls.append(tuple(name for _, name in files))
        if self.fatal in self.calls[-1]:
            raise Lost(Reason.CRASHED)
        return function(files)


@pytest.fixture
def files(tmp_path: Path) -> list[room.File]:
    for name in NAMES:
        (tmp_path / name).write_text(f"Stuk {name}", encoding="utf-8")
    return [(tmp_path / name, name) for name in NAMES]


def test_small_files_are_read_in_one_call_as_if_alone(files: list[room.File], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [read_documents(*file) for file in files]
    guard = Guard()
    monkeypatch.setattr(room, "guarded", guard)
    assert list(read_files(files)) == alone
    assert guard.calls == [NAMES]


def test_a_file_that_harms_the_child_is_the_only_one_lost(
    files: list[room.File], monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = Guard(fatal="b.txt")
    monkeypatch.setattr(room, "guarded", guard)
    found = [documents[0] for documents in read_files(files)]
    assert [document.path for document in found] == list(NAMES)
    assert [document.state for document in found] == [ReadState.READ, ReadState.UNREADABLE, ReadState.READ]
    assert [fault.code for fault in found[1].faults] == [Reason.CRASHED]
    assert guard.calls == [NAMES, ("a.txt",), ("b.txt",), ("c.txt",)]


def test_large_files_and_what_may_not_be_opened_stand_apart_and_in_order(
    files: list[room.File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.txt").write_text("Moeder belt. " * 100_000, encoding="utf-8")
    guard = Guard()
    monkeypatch.setattr(room, "guarded", guard)
    found = [documents[0] for documents in read_files([*files, (tmp_path / "weg.txt", "weg.txt")])]
    assert [document.path for document in found] == [*NAMES, "weg.txt"]
    assert guard.calls == [("a.txt",), ("b.txt",), ("c.txt",)]
    assert [fault.code for fault in found[-1].faults] == ["bestand_weg"]


def test_a_file_that_goes_away_while_they_are_looked_at_is_the_only_one_lost(
    files: list[room.File], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = room.path_fault_code

    def vanishing(path: Path, relative: str) -> str:
        code = looked(path, relative)
        if relative == "b.txt":
            path.unlink(missing_ok=True)
        return code

    monkeypatch.setattr(room, "path_fault_code", vanishing)
    found = [documents[0] for documents in read_files(files)]
    assert [document.state for document in found] == [ReadState.READ, ReadState.UNREADABLE, ReadState.READ]
    assert [fault.code for fault in found[1].faults] == ["bestand_weg"]
