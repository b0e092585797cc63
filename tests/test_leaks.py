"""Nothing leaks: planted names are in no message, no page, no export, no log and no temporary file."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from audit_folder import ONE, TWO, run
from planted import IN_CELL, IN_FILE_NAME, IN_REGISTER, IN_TEXT, VERBATIM, write_planted

ROOT = Path(__file__).parent.parent
EVERYTHING = (*IN_REGISTER, IN_CELL, *IN_TEXT)


class Place:
    """A folder with dossiers, and a home and a temporary folder that only these commands use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.out = path / "uit"
        for name in ("thuis", "tijdelijk", "werk"):
            (path / name).mkdir()
        self.dossiers = write_planted(path / "dossiers")
        self.said = ""

    def process(self, *arguments: object) -> None:
        """A command as a user starts it."""
        here = {name: str(self.path / "tijdelijk") for name in ("TMPDIR", "TEMP", "TMP")}
        home = {name: str(self.path / "thuis") for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME")}
        done = subprocess.run(
            [sys.executable, "-m", "vtaudit", *map(str, arguments)],
            cwd=self.path / "werk",
            env={**os.environ, **here, **home, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        self.said += done.stdout + done.stderr

    def run(self, *arguments: object) -> str:
        """What a command says on both streams, without a process of its own."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.path / "werk")
            patch.setattr(tempfile, "tempdir", str(self.path / "tijdelijk"))
            result = run(*arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        self.said += result.output
        return result.output

    @property
    def audit(self) -> Path:
        (found,) = (path for path in self.out.iterdir() if (path / "scorekaart.json").exists())
        return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Every command that reads dossiers or writes about them, one after another."""
    place = Place(tmp_path_factory.mktemp("lek"))
    place.process("audit", place.dossiers, "--out", place.out, "--jobs", 2)
    place.run("audit", place.dossiers, "--out", place.out, "--jobs", 1)
    place.run("sample", place.dossiers, "--size", 2, "--seed", 7, "--out", place.path / "steekproef")
    place.run("plan", place.dossiers)
    place.run("compare", place.audit, place.audit)
    for zaaknummer in (ONE, TWO):
        place.run("explain", place.audit, zaaknummer, "1.3.3-a")
    return place


def content(path: Path) -> str:
    """A file as text, an office file with all that lies packed in it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_text(encoding="utf-8", errors="replace")


def leaks(text: str, pieces: tuple[str, ...] = EVERYTHING) -> list[str]:
    return [piece for piece in pieces if re.search(re.escape(piece), text, re.IGNORECASE)]


def written(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_planted_pieces_are_read_and_quoted(place: Place) -> None:
    verbatim = content(place.audit / "observaties.json")
    assert {"Xanderien", "Tesfagiorgis", "Ouwejan"} <= set(leaks(verbatim))
    assert "[naam]" in content(place.audit / "werkblad.html")


def test_no_message_tells_what_a_dossier_or_a_cell_holds(place: Place) -> None:
    assert "kolom 'datum_triagebesluit'" in place.said
    assert leaks(place.said) == []


def test_a_message_names_a_file_as_the_folder_has_it(place: Place) -> None:
    assert f"brief {IN_FILE_NAME}.pdf" in place.said


def test_no_output_but_the_verbatim_working_files_holds_a_planted_piece(place: Place) -> None:
    files = [path for path in written(place.out) if path.name not in VERBATIM]
    assert {path.name for path in files} >= {"werkblad.html", "scorekaart.html", "scorekaart.json", "steekproef.json"}
    assert {path.name: found for path in files if (found := leaks(content(path)))} == {}


def test_no_page_shows_a_name_from_a_file_name(place: Place) -> None:
    """Only herlezen.json, for its owner alone, has the paths by which to find the files again."""
    files = [path for path in written(place.out) if path.name not in {*VERBATIM, "herlezen.json"}]
    assert [path.name for path in files if leaks(content(path), (IN_FILE_NAME,))] == []


def test_the_draw_and_its_lists_hold_nobody(place: Place) -> None:
    files = written(place.path / "steekproef")
    assert {path.suffix for path in files} >= {".json", ".csv", ".xlsx"}
    assert {path.name: found for path in files if (found := leaks(content(path), (*IN_TEXT, IN_FILE_NAME)))} == {}


def test_office_files_name_no_maker(place: Place) -> None:
    (book,) = (path for path in written(place.path / "steekproef") if path.suffix == ".xlsx")
    text = content(book)
    assert not re.search(r"<(?:dc:creator|cp:lastModifiedBy|Company|Manager)>\s*[^<\s]", text)


def test_pages_carry_nothing_in_attributes_or_their_head(place: Place) -> None:
    for path in (place.audit / "werkblad.html", place.audit / "scorekaart.html"):
        text = content(path)
        hidden = "\n".join(
            re.findall(r"<title>.*?</title>|<meta[^>]*>|<!--.*?-->|\s[\w-]+=\"[^\"]*\"", text, re.DOTALL)
        )
        assert leaks(hidden, (*EVERYTHING, IN_FILE_NAME)) == []
        assert not re.search(r"<meta[^>]+name=\"(?:author|generator|creator)\"", text)


def test_nothing_is_left_in_temporary_folders_caches_or_where_the_command_ran(place: Place) -> None:
    left = [path for name in ("tijdelijk", "thuis", "werk") for path in written(place.path / name)]
    assert [path for path in left if leaks(content(path), (*EVERYTHING, IN_FILE_NAME))] == []


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_only_the_scorekaart_can_be_read_by_others(place: Place) -> None:
    assert stat.S_IMODE(place.audit.stat().st_mode) == 0o700
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in written(place.audit)}
    assert {name for name, mode in rights.items() if mode == 0o644} == {"scorekaart.html", "scorekaart.json"}
    assert set(rights.values()) == {0o600, 0o644}
    assert {stat.S_IMODE(path.stat().st_mode) for path in written(place.path / "steekproef")} == {0o600}


def test_shown_names_are_told_on_the_terminal_and_on_the_page(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert "--show-names" in place.run("audit", place.dossiers, "--out", place.out, "--jobs", 1, "--show-names")
    page = content(place.audit / "werkblad.html")
    assert "De namen zijn leesbaar." in page
    assert "Tesfagiorgis" in page
    assert leaks(content(place.audit / "scorekaart.html"), (*EVERYTHING, IN_FILE_NAME)) == []
    assert "--show-names" not in place.run("explain", place.audit, ONE, "1.3.3-a")
    shown = place.run("explain", place.audit, ONE, "1.3.3-a", "--show-names")
    assert "omdat u --show-names gaf" in shown
    assert "Tesfagiorgis" in shown
