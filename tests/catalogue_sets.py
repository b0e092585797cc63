"""Ways to break a copy of a criteria set and to see its faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vtaudit.errors import Fault, VtauditError


def change(path: Path, old: str, new: str) -> int:
    """Replace the first `old` and return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults_of(load: Callable[[], object]) -> list[Fault]:
    with pytest.raises(VtauditError) as caught:
        load()
    return list(caught.value.faults)
