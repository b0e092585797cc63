"""Every example beside the shipped criteria, judged like a real dossier; the id is toetsvraag:example.

The examples that fail now are listed in known_example_failures.txt, and that list must match exactly: an example that
is mended leaves the list, and no other may fail. To renew the list: python tests/test_examples.py
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from vtaudit.catalogue.criteria import available_sets, load_sets
from vtaudit.catalogue.examples import load_examples
from vtaudit.rehearse import Rehearsal, rehearse

KNOWN = Path(__file__).parent / "known_example_failures.txt"
SETS = load_sets(available_sets())
IDS = tuple(f"{example.question}:{example.id}" for criteria in SETS for example in load_examples(criteria))


def known_failures() -> tuple[str, ...]:
    return tuple(line for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


@cache
def rehearsals() -> Mapping[str, Rehearsal]:
    return {f"{each.example.question}:{each.example.id}": each for criteria in SETS for each in rehearse(criteria)}


@pytest.mark.parametrize("name", IDS)
def test_the_example_comes_out_as_written(name: str) -> None:
    rehearsal = rehearsals()[name]
    if name in known_failures():
        assert not rehearsal.is_good, "this example comes out right now: take it from known_example_failures.txt"
    else:
        assert rehearsal.why_not == ()


def test_the_known_failures_are_examples_each_named_once() -> None:
    assert len(set(known_failures())) == len(known_failures())
    assert set(known_failures()) <= set(IDS)


def test_every_example_was_judged() -> None:
    assert tuple(rehearsals()) == IDS
    assert len(IDS) > 300


def renew() -> None:
    lines = [name for name, rehearsal in rehearsals().items() if not rehearsal.is_good]
    head = "# Examples that do not come out as written yet; renew with: python tests/test_examples.py"
    KNOWN.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
