"""The cache of read documents: the same outcome without opening a file, and nothing for others to find."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from audit_folder import ONE, REPORT, outcomes, run, run_in, write_rules
from document_files import write_docx, write_pdf

from vtaudit.documents import DocumentCache, read_documents, read_files
from vtaudit.dossiers import read as room
from vtaudit.errors import VtauditError
from vtaudit.model import Document, ReadState

POSIX = pytest.mark.skipif(os.name != "posix", reason="only POSIX has these rights")


class Counter:
    """Readers that count which files they opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def __call__(self, files: Sequence[tuple[Path, str]]) -> Iterable[tuple[Document, ...]]:
        self.opened += [relative for _, relative in files]
        return read_files(files)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    found = Counter()
    monkeypatch.setattr(room, "read_files", found)
    return found


def opened(place: Path) -> DocumentCache:
    return DocumentCache.open(place, apart=())


def read(place: DocumentCache, reader: Counter, path: Path, name: str) -> tuple[Document, ...]:
    (documents,) = place.read(reader, [(path, name)])
    return documents


def entries(place: Path) -> list[Path]:
    return sorted(place.rglob("*.json.gz"))


def files_of(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_a_second_audit_opens_no_document_and_gives_the_same_bytes(
    folder: Path, tmp_path: Path, counter: Counter
) -> None:
    moment = ("--made-at", "2018-01-15T09:30:00")
    _, plain = run_in(folder, *moment)
    without = files_of(plain)
    counter.opened.clear()
    found = []
    for out in ("first", "second"):
        result = run("audit", folder, "--out", tmp_path / out, "--jobs", 1, *moment, "--cache", tmp_path / "c")
        assert result.exit_code == 0, result.output
        assert f"bewaard in {tmp_path / 'c'}" in result.stdout
        assert "Gooi de map weg" in result.stdout
        found.append(files_of(tmp_path / out / plain.name))
    assert found == [without, without]
    assert len(counter.opened) == 6, "every document once, in the first of two audits"


def test_other_criteria_open_no_document(folder: Path, tmp_path: Path, counter: Counter) -> None:
    run_in(folder, "--cache", tmp_path / "c")
    counter.opened.clear()
    other = write_rules(tmp_path / "rules", "1.3.3")
    _, directory = run_in(folder, "--cache", tmp_path / "c", "--criteria", other)
    assert outcomes(directory, ONE)
    assert not counter.opened


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("brief.txt", lambda path: path.write_bytes("Beste mevrouw, één\u2010twee\r\n\f🙂".encode())),
        ("plan.pdf", lambda path: write_pdf(path, [["VEILIGHEIDSPLAN", "Vader belt."], ["Blad twee"]])),
        ("verslag.docx", lambda path: write_docx(path, "Verslag", "Moeder is gesproken.")),
    ],
    ids=("txt", "pdf", "docx"),
)
def test_what_comes_out_is_what_went_in(tmp_path: Path, name: str, write: Callable[[Path], object]) -> None:
    path, counter = tmp_path / name, Counter()
    write(path)
    for _ in range(2):
        assert read(opened(tmp_path / "c"), counter, path, name) == read_documents(path, name)
    assert counter.opened == [name]


@pytest.mark.parametrize("change", ["bytes", "name", "version", "damaged", "cut", "swapped"])
def test_an_entry_that_does_not_fit_is_read_anew(tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path, counter, name = tmp_path / "brief.txt", Counter(), "brief.txt"
    path.write_text(REPORT, encoding="utf-8")
    place = opened(tmp_path / "c")
    read(place, counter, path, name)
    (entry,) = entries(place.folder)
    if change == "bytes":
        path.write_text(REPORT + "Aanvulling.", encoding="utf-8")
    elif change == "name":
        path, name = path.rename(tmp_path / "mail.txt"), "mail.txt"
    elif change == "version":
        place = DocumentCache(place.folder, "a later reader")
    elif change == "damaged":
        entry.write_bytes(entry.read_bytes()[:-9] + b"123456789")
    elif change == "cut":
        entry.write_bytes(entry.read_bytes()[:20])
    else:
        other = tmp_path / "ander.txt"
        other.write_text("Een ander stuk.", encoding="utf-8")
        read(place, Counter(), other, "ander.txt")
        next(each for each in entries(place.folder) if each != entry).replace(entry)
    counter.opened.clear()
    assert read(place, counter, path, name) == read_documents(path, name)
    assert counter.opened == [name]


def test_only_what_the_cache_lacks_is_read_and_all_stays_in_order(tmp_path: Path) -> None:
    files = [(tmp_path / f"{number}.txt", f"{number}.txt") for number in range(4)]
    for path, name in files:
        path.write_text(f"Stuk {name}", encoding="utf-8")
    place, counter = opened(tmp_path / "c"), Counter()
    list(place.read(Counter(), files[1:3]))
    found = [documents[0].path for documents in place.read(counter, files)]
    assert found == [name for _, name in files]
    assert counter.opened == ["0.txt", "3.txt"]


def test_what_was_not_read_whole_is_not_kept(tmp_path: Path) -> None:
    path, place = tmp_path / "plan.pdf", opened(tmp_path / "c")
    path.write_bytes(b"%PDF-1.4 broken")
    (document,) = read(place, Counter(), path, "plan.pdf")
    assert document.state is ReadState.UNREADABLE
    assert not entries(place.folder)


def test_a_link_in_the_place_of_a_known_file_is_still_refused(tmp_path: Path) -> None:
    path, place = tmp_path / "brief.txt", opened(tmp_path / "c")
    path.write_text(REPORT, encoding="utf-8")
    read(place, Counter(), path, "brief.txt")
    path.rename(tmp_path / "elders.txt")
    path.symlink_to(tmp_path / "elders.txt")
    (document,) = read(place, Counter(), path, "brief.txt")
    assert document.state is ReadState.UNREADABLE


def test_a_full_disk_costs_the_cache_and_not_the_audit(tmp_path: Path) -> None:
    path, place = tmp_path / "brief.txt", opened(tmp_path / "c")
    path.write_text(REPORT, encoding="utf-8")
    for number in range(256):
        (place.folder / f"{number:02x}").write_text("no folder can be made here", encoding="utf-8")
    assert read(place, Counter(), path, "brief.txt") == read_documents(path, "brief.txt")


@POSIX
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(REPORT, encoding="utf-8")
    before = os.umask(0)
    try:
        place = opened(tmp_path / "c")
        read(place, Counter(), path, "brief.txt")
    finally:
        os.umask(before)
    for each in (place.folder, *place.folder.rglob("*")):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each
    assert "weggooien" in (place.folder / "LEESMIJ.txt").read_text(encoding="utf-8")


@POSIX
def test_a_folder_that_others_can_read_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "c"
    place.mkdir(mode=0o755)
    place.chmod(0o755)
    with pytest.raises(VtauditError, match="Anderen kunnen bij deze map"):
        opened(place)
    assert not list(place.iterdir())


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "c"
    place.mkdir(mode=0o700)
    (place / "vakantie.txt").touch()
    with pytest.raises(VtauditError, match="andere bestanden"):
        opened(place)


@pytest.mark.parametrize("place", ["dossiers", "dossiers/c", "reports/c", "."])
def test_it_never_lies_among_dossiers_or_reports(folder: Path, place: str) -> None:
    out = folder.parent / "reports"
    result = run("audit", folder, "--out", out, "--cache", folder.parent / place)
    assert result.exit_code == 2
    assert "mag niet in of om deze map staan" in result.stderr
    assert not out.exists()
    assert not list(folder.parent.rglob("LEESMIJ.txt"))


def test_without_the_option_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_caches: list[object] = []
    monkeypatch.setattr(DocumentCache, "open", lambda *arguments, **_: opened_caches.append(arguments))
    result, directory = run_in(folder)
    assert result.exit_code == 0 and (directory / "scorekaart.json").exists()
    assert opened_caches == []
    assert not list(folder.parent.rglob("LEESMIJ.txt"))


def test_it_does_not_go_together_with_a_cluster(folder: Path, tmp_path: Path) -> None:
    result = run("audit", folder, "--cache", tmp_path / "c", "--cluster", "tcp://127.0.0.1:8786")
    assert result.exit_code == 2
    assert "gaan niet samen" in result.stderr
    assert not (tmp_path / "c").exists()
