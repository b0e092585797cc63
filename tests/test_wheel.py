"""The wheel alone is enough: criteria, lexicon and texts travel inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    wheel = next(folder.glob("vtaudit-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_criteria_file_is_in_the_wheel(installed: Path) -> None:
    source = {path.relative_to(ROOT / "criteria") for path in (ROOT / "criteria").rglob("*") if path.is_file()}
    packed = installed / "vtaudit" / "_criteria"
    assert {path.relative_to(packed) for path in packed.rglob("*") if path.is_file()} == source


def test_the_word_lists_of_masking_are_in_the_wheel(installed: Path) -> None:
    source = {path.name for path in (ROOT / "vtaudit" / "privacy" / "words").iterdir()}
    assert {path.name for path in (installed / "vtaudit" / "privacy" / "words").iterdir()} == source


def test_the_command_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "zaken").mkdir()
    (tmp_path / "zaken" / "register.csv").write_text(
        "zaaknummer,datum_melding,datum_triagebesluit,vervolg\nA-1,2018-03-05,2018-03-07,geen\n", encoding="utf-8"
    )
    (tmp_path / "zaken" / "register.yaml").write_text("peildatum: 2018-06-01\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-m", "vtaudit", "audit", "zaken", "--out", "uit"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "uit").glob("*/scorekaart.html"))) == 1
