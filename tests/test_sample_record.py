"""A steekproef.json that somebody changed by hand is refused wherever it is used, in one message."""

from __future__ import annotations

import json

import pytest
from audit_folder import run
from sample_cases import ON, record, sample, write_rows

from vtaudit.sampling import check_sha256


@pytest.fixture
def register(tmp_path):
    return write_rows(tmp_path)


@pytest.fixture
def file(register):
    """A draw in which one case was replaced and to which one was added."""
    _, directory = sample(register, "--size", 6, "--spares", 3, "--seed", 7)
    path = directory / "steekproef.json"
    case = record(directory)["drawn"][0]
    assert run("sample", register, *ON, "--sample-file", path, "--replace", case, "--reason", "zoek").exit_code == 0
    assert run("sample", register, *ON, "--top-up", path, "--size", 7).exit_code == 0
    return path


def swap_first(content):
    content["drawn"][0] = content["frame"][0]["spares"][0]


EDITS = {
    "plan": lambda content: content["plan"].update(tolerable=10),
    "seed": lambda content: content.update(seed=8),
    "drawn": swap_first,
    "spares": lambda content: content["frame"][0]["spares"].reverse(),
    "replacement-gone": lambda content: content.pop("replacements"),
    "reason": lambda content: content["replacements"][0].update(reason="weg"),
    "top-up-gone": lambda content: content.pop("top_ups"),
    "check-value": lambda content: content.update(check_sha256="0" * 64),
}


def uses(register, path):
    """Each way to go on from a draw."""
    yield ("sample", register, "--top-up", path, "--size", 9)
    yield ("sample", register, "--sample-file", path, "--replace", record(path.parent)["drawn"][1], "--reason", "zoek")
    yield ("audit", register, "--sample-file", path, "--out", path.parent / "reports")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_by_hand_is_refused_with_one_message(register, file, edit):
    content = record(file.parent)
    edit(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    for arguments in uses(register, file):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == (
            "- steekproef.json: Dit bestand is veranderd nadat het programma het schreef. Wat er staat, is niet meer "
            "te vertrouwen. Zet het bestand terug zoals het was, of trek een nieuwe steekproef. Vervangen en "
            "bijtrekken kan alleen met vtaudit sample --replace en --top-up: die bewaren de reden.\n"
        )


def test_other_spaces_and_another_order_of_the_keys_are_no_edit(register, file):
    content = record(file.parent)
    file.write_text("\r\n" + json.dumps(dict(reversed(content.items())), indent=8), encoding="utf-8")
    assert run("sample", register, *ON, "--top-up", file, "--size", 9).exit_code == 0


def test_a_file_without_a_check_value_says_how_to_draw_the_same_again(register, tmp_path):
    _, directory = sample(register, "--size", 6, "--seed", 7)
    content = record(directory)
    del content["check_sha256"]
    (directory / "steekproef.json").write_text(json.dumps(content), encoding="utf-8")
    for arguments in uses(register, directory / "steekproef.json"):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Dit bestand heeft geen controlegetal." in result.stderr
        assert "Trek de steekproef opnieuw, met --seed 7" in result.stderr
        assert "alleen dezelfde zaken als het register hetzelfde is en u ook verder hetzelfde vraagt" in result.stderr
    assert record(sample(register, "--size", 6, "--seed", 7, out="opnieuw")[1])["drawn"] == content["drawn"]


def test_without_a_lot_there_is_no_seed_to_repeat(register):
    _, directory = sample(register, "--all")
    content = record(directory)
    del content["check_sha256"]
    (directory / "steekproef.json").write_text(json.dumps(content), encoding="utf-8")
    result = run("audit", register, "--sample-file", directory / "steekproef.json")
    assert (result.exit_code, "Trek een nieuwe steekproef met vtaudit sample." in result.stderr) == (2, True)


def test_every_change_leaves_a_file_that_fits_its_check_value(register, file):
    for path in sorted(file.parent.glob("steekproef*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        assert content["check_sha256"] == check_sha256(content)
    assert len(list(file.parent.glob("steekproef*.json"))) == 3
