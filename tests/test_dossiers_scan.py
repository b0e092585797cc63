"""Which files belong to which zaak, what is named as unused, and what is read once."""

from __future__ import annotations

from pathlib import Path

from document_files import write_pdf

from vtaudit.dossiers import CaseFiles, read_dossier, read_kind_cues, scan_folder
from vtaudit.model import ReadState, RegisterRow

CUES = read_kind_cues()


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Triage\nBesluit triage: 8 maart 2018", encoding="utf-8")


def test_folder_and_print_both_belong_to_the_zaak(tmp_path: Path) -> None:
    put(tmp_path, "Z1/b.txt", "Z1/a.txt", "Z1/bijlagen/c.txt", "Z1.txt", "Z2.txt", "Z10/a.txt", "register.csv")
    scan = scan_folder(tmp_path, ["Z1", "Z2", "Z3"], CUES)
    assert {name: case.paths for name, case in scan.cases.items()} == {
        "Z1": ("Z1.txt", "Z1/a.txt", "Z1/b.txt", "Z1/bijlagen/c.txt"),
        "Z2": ("Z2.txt",),
        "Z3": (),
    }
    assert (scan.orphans, scan.unused) == (("Z10",), ())


def test_names_match_after_trimming_and_replacing(tmp_path: Path) -> None:
    put(tmp_path, "2018-12-3/a.txt", "vt-9/a.txt")
    scan = scan_folder(tmp_path, [" 2018/12:3 ", "VT-9"], CUES)
    assert [case.paths for case in scan.cases.values()] == [("2018-12-3/a.txt",), ()]
    assert scan.orphans == ("vt-9",)


def test_what_is_not_used_is_named(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt", "aantekeningen.docx", "losse map/x.txt")
    scan = scan_folder(tmp_path, ["Z1"], CUES)
    assert (scan.orphans, scan.unused) == (("losse map",), ("aantekeningen.docx",))
    assert [(fault.code, fault.where) for fault in scan.faults] == [
        ("niet_gebruikt", "aantekeningen.docx"),
        ("map_zonder_registerregel", "losse map"),
    ]


def test_temporary_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt", "Z1/~$a.docx", "Z1/.DS_Store", "Z1/Thumbs.db", ".git/x", "Thumbs.db")
    scan = scan_folder(tmp_path, ["Z1"], CUES)
    assert scan.cases["Z1"].paths == ("Z1/a.txt",)
    assert scan.faults == ()


def test_same_document_under_two_names_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt", "Z1/kopie.txt")
    dossier = read_dossier(tmp_path, scan_folder(tmp_path, ["Z1"], CUES).cases["Z1"], None, CUES)
    assert [part.document for part in dossier.parts] == ["Z1/a.txt"]
    assert [[fault.code for fault in document.faults] for document in dossier.documents] == [[], ["zelfde_stuk"]]
    assert dossier.is_complete


def test_unreadable_file_makes_the_dossier_incomplete(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt")
    write_pdf(tmp_path / "Z1" / "b.pdf", [["geheim"]], password="sleutel")
    dossier = read_dossier(tmp_path, scan_folder(tmp_path, ["Z1"], CUES).cases["Z1"], None, CUES)
    assert [document.state for document in dossier.documents] == [ReadState.READ, ReadState.UNREADABLE]
    assert not dossier.is_complete
    assert len(dossier.parts) == 1


def test_tab_in_the_folder_of_a_zaak_is_a_part(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt")
    tab = "datum;contact;effect\n07-08-2018;moeder;minder ruzie\n01-03-2018;vader;\n"
    (tmp_path / "Z1" / "monitoring.csv").write_text(tab, encoding="utf-8")
    dossier = read_dossier(tmp_path, scan_folder(tmp_path, ["Z1"], CUES).cases["Z1"], None, CUES)
    part = dossier.parts[1]
    assert (part.kind, part.kind_from, str(part.date)) == ("monitoring", "bestandsnaam", "2018-08-07")
    assert [str(entry.date) for entry in part.entries] == ["2018-08-07", "2018-03-01"]


def test_root_tab_gives_each_zaak_only_its_own_records(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt", "Z2/a.txt", "Z3/a.txt")
    tab = "zaaknummer;datum;effect\nZ1;07-08-2018;minder ruzie\nZ2;08-08-2018;geen effect\nZ1;09-08-2018;blijft goed\n"
    (tmp_path / "monitoring.csv").write_text(tab, encoding="utf-8")
    scan = scan_folder(tmp_path, ["Z1", "Z2", "Z3"], CUES)
    assert scan.unused == ()
    read = {name: read_dossier(tmp_path, case, None, CUES) for name, case in scan.cases.items()}
    assert [len(dossier.documents) for dossier in read.values()] == [2, 2, 1]
    page = read["Z1"].documents[1].pages[0]
    quotes = [page.text[span.start : span.end] for entry in read["Z1"].parts[1].entries for span in entry.spans]
    assert quotes == [
        "zaaknummer: Z1 | datum: 07-08-2018 | effect: minder ruzie",
        "zaaknummer: Z1 | datum: 09-08-2018 | effect: blijft goed",
    ]
    assert "geen effect" not in page.text


def test_root_tab_that_cannot_be_divided_leaves_every_zaak_incomplete(tmp_path: Path) -> None:
    put(tmp_path, "Z1/a.txt")
    (tmp_path / "monitoring.csv").write_text("datum;effect\n07-08-2018;minder ruzie\n", encoding="utf-8")
    dossier = read_dossier(tmp_path, scan_folder(tmp_path, ["Z1"], CUES).cases["Z1"], None, CUES)
    assert [document.state for document in dossier.documents] == [ReadState.READ, ReadState.UNREADABLE]


def test_zaak_without_files_is_an_empty_dossier() -> None:
    row = RegisterRow("Z1", 2)
    dossier = read_dossier(Path(), CaseFiles("Z1", ()), row, CUES)
    assert (dossier.documents, dossier.parts, dossier.is_complete, dossier.row) == ((), (), False, row)
