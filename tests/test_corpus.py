"""The texts that measure the reading: enough of them, in enough styles, each whole, and locked by writer."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).parent / "corpus"
BANK = sorted((CORPUS / "bank").glob("*.yaml"))
SETS = sorted(path for path in CORPUS.iterdir() if (path / "register.csv").exists())
OUTCOMES = {"voldoet", "voldoet_niet", "niet_van_toepassing", "niet_te_beoordelen"}


@cache
def styles() -> dict[str, Any]:
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in BANK}


def test_every_toetsvraag_has_its_passages_in_many_styles_half_of_them_near_misses() -> None:
    number: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for content in styles().values():
        for passage in content["passages"]:
            number[passage["question"]] += 1
            near[passage["question"]] += passage["outcome"] == "voldoet_niet"
    assert len(number) == 15
    assert min(number.values()) >= 150
    assert all(0.4 < near[question] / number[question] < 0.6 for question in number)
    assert len(styles()) >= 6


def test_the_locked_writers_are_close_to_half() -> None:
    locked = sum(len(content["passages"]) for content in styles().values() if content.get("locked"))
    everything = sum(len(content["passages"]) for content in styles().values())
    assert 0.4 < locked / everything < 0.6


@pytest.mark.parametrize("name", [path.stem for path in BANK])
def test_every_passage_has_its_case_device_and_quote(name: str) -> None:
    content = styles()[name]
    ids = [passage["id"] for passage in content["passages"]]
    assert len(set(ids)) == len(ids)
    for passage in content["passages"]:
        assert passage["case"] in content["cases"]
        assert passage["device"]
        assert passage["outcome"] in ("voldoet", "voldoet_niet")
        if passage["outcome"] == "voldoet":
            assert " ".join(passage["quote"].split()) in " ".join(passage["text"].split())
        else:
            assert "quote" not in passage


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_every_set_has_a_judgement_for_every_case_and_toetsvraag_it_asks(folder: Path) -> None:
    with (folder / "register.csv").open(encoding="utf-8", newline="") as file:
        cases = {row["zaaknummer"] for row in csv.DictReader(file)}
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    assert {row["zaaknummer"] for row in gold} == cases
    assert {row["uitkomst"] for row in gold} <= OUTCOMES
    asked = Counter(row["toetsvraag"] for row in gold)
    assert set(asked.values()) == {len(cases)}
    assert len(asked) in (16, 20), "the text toetsvragen, or all of them"
