"""Rooms import only from the rooms to their right in design.md §7, and only `language` imports spaCy."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "vtaudit"
ORDER = (
    ("__main__",),
    ("cli",),
    ("web",),
    ("report",),
    ("rehearse",),
    ("audit",),
    ("learn",),
    ("store",),
    ("trend", "verbeterplan", "worklists", "reconcile", "validation"),
    ("score",),
    ("assess", "signals"),
    ("checks",),
    ("case",),
    ("language",),
    ("dossiers",),
    ("documents", "register"),
    ("catalogue",),
    ("sampling", "statistics", "terms", "dates", "privacy"),
    ("guard", "parallel"),
    ("errors", "model"),
    ("__init__",),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
# These pairs stand in one group of the agreement and still need each other: the shared words.
TOGETHER = {("model", "errors")}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "vtaudit")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downward(path: Path) -> None:
    own = room_of(path)
    assert own in RANK, f"{own} has no place in design.md §7"
    for name in imports(path):
        if not name.startswith("vtaudit."):
            continue
        other = name.split(".")[1]
        if other == own or (own, other) in TOGETHER or other == "__version__":
            continue
        assert RANK[other] > RANK[own], f"{own} imports {other}"


def test_only_the_language_room_imports_spacy() -> None:
    users = {room_of(path) for path in modules() if any(name.split(".")[0] == "spacy" for name in imports(path))}
    assert users == {"language"}


@pytest.mark.parametrize(
    "path",
    [*modules(), *sorted(Path(__file__).parent.rglob("*.py"))],
    ids=lambda path: str(path.relative_to(PACKAGE.parent)),
)
def test_no_module_is_longer_than_the_ceiling(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
