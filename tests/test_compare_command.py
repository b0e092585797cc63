"""`vtaudit compare` on audits that the command line made itself."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from audit_folder import card_of, rows_of, run, run_in, write_folder, write_register, write_rules
from document_files import write_docx

LETTER = (
    "AFSLUITBRIEF",
    "Aan: mevrouw Broekhof",
    "Datum: 15 mei 2017",
    "Geachte mevrouw,",
    "Wij hebben het onderzoek afgerond. De uitkomst van het onderzoek is dat het huiselijk geweld is bevestigd.",
)
IN_LETTER = "2.4.2-a"
TRIAGE = "2.1.1-a"


def numbers(first: int, count: int) -> list[str]:
    return [f"VT17-{number:04}" for number in range(first, first + count)]


def audit_register(folder: Path, first: int, late: int, count: int = 20, *, peildatum: str, sample: int = 4) -> Path:
    """An audit on a register without documents, in which the first `late` triages came too late."""
    write_register(
        folder,
        [
            {"zaaknummer": each, "datum_triagebesluit": "2017-03-20" if place < late else "2017-03-08"}
            for place, each in enumerate(numbers(first, count))
        ],
    )
    arguments = ("--sample", sample, "--seed", 3) if sample else ()
    return run_in(folder, "--peildatum", peildatum, *arguments)[1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vergelijken")


@pytest.fixture(scope="module")
def earlier(place: Path) -> Path:
    return audit_register(place / "eerder", 1, late=16, peildatum="2017-12-01")


@pytest.fixture(scope="module")
def later(place: Path) -> Path:
    return audit_register(place / "later", 101, late=2, peildatum="2018-01-10")


def copy_of(audit: Path, place: Path, **changes: object) -> Path:
    """An audit folder in which something in scorekaart.json is different."""
    made = Path(shutil.copytree(audit, place / audit.name))
    (made / "scorekaart.json").write_text(json.dumps(card_of(audit) | changes), encoding="utf-8")
    return made


def block(output: str, question: str) -> str:
    """What is said of one toetsvraag."""
    lines = output.splitlines()
    return lines[next(number for number, line in enumerate(lines) if line.startswith(f"  {question} ")) + 1].strip()


# ---------------------------------------------------------------- compared


def test_new_samples_and_a_change_in_the_register(earlier, later):
    result = run("compare", earlier, later)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Eerder: peildatum 1 december 2017, dossiers door loting uit 20 zaken")
    assert block(result.stdout, TRIAGE) == (
        "Het ging van 4 naar 18 van de 20 zaken. Zo'n groot verschil is bijna nooit toeval. "
        "Of het door de maatregel komt, weten wij niet."
    )
    assert "toetsvragen getoetst: 1 veranderd, bij 2 geen verandering aangetoond." in result.stdout
    # None of the drawn dossiers were delivered: no person can judge their texts.
    assert block(result.stdout, "1.3.3-a") == (
        "In allebei de audits is niets beoordeeld. Dossier niet aangeleverd: eerder 4, nu 4."
    )
    assert re.search(r"\d ?%", result.stdout) is None


def test_json_is_for_another_program_and_names_no_case(earlier, later):
    result = run("compare", earlier, later, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    content = json.loads(result.stdout)
    change = next(each for each in content["changes"] if each["question"] == TRIAGE)
    assert (change["test"], change["verdict"]) == ("fisher", "veranderd")
    assert change["p_value"] < change["p_holm"] < 0.05
    assert change["difference"]["low"] > 0
    assert (change["earlier"]["met"], change["later"]["met"]) == (4, 18)
    assert "VT17-" not in result.stdout
    assert content["later"]["audit_id"] == later.name


def test_the_same_dossiers_twice(tmp_path):
    folder = write_folder(tmp_path / "dossiers", *numbers(1, 12))
    by_rules = ("--all", "--criteria", write_rules(tmp_path / "eigen", "1.3.3", "2.1.1", "2.4.2"))
    _, before = run_in(folder, *by_rules)
    for zaaknummer in numbers(1, 11):
        write_docx(folder / zaaknummer / "afsluitbrief.docx", *LETTER)
    _, now = run_in(folder, *by_rules)
    assert [
        sum(row["toetsvraag"] == IN_LETTER and row["uitkomst"] == "voldoet" for row in rows_of(each))
        for each in (before, now)
    ] == [0, 11]
    result = run("compare", before, now)
    assert result.exit_code == 0
    assert "Dezelfde zaken zijn twee keer beoordeeld." in result.stdout
    assert block(result.stdout, IN_LETTER).startswith(
        "Van de 12 dossiers die twee keer zijn beoordeeld ging het van 0 naar 11. Bij 11 werd het beter, "
        "bij 0 slechter. Zo'n groot verschil is bijna nooit toeval."
    )
    assert "Bij 0 werd het beter, bij 0 slechter. Wij zien geen verschil." in block(result.stdout, TRIAGE)
    # The same, without the file that says which dossiers they are.
    (before / "observaties.json").unlink()
    refused = run("compare", before, now)
    assert refused.exit_code == 2
    assert "De audits gaan over dezelfde zaken, maar observaties.json is er niet meer." in refused.stderr


def test_dossiers_that_nobody_drew_get_a_sentence_instead_of_a_test(tmp_path):
    audits = []
    rules = write_rules(tmp_path / "eigen", "1.3.3", "2.1.1", "2.4.2")
    for name, first, letters in (("eerder", 1, 0), ("later", 101, 10)):
        folder = write_folder(tmp_path / name, *numbers(first, 10))
        for zaaknummer in numbers(first, letters):
            write_docx(folder / zaaknummer / "afsluitbrief.docx", *LETTER)
        audits.append(run_in(folder, "--criteria", rules)[1])
    result = run("compare", *audits)
    assert result.exit_code == 0
    assert "De aantallen zeggen alleen iets over de dossiers die zijn bekeken." in result.stdout
    assert block(result.stdout, IN_LETTER) == "Het ging van 0 naar 10 van de 10 dossiers."
    assert block(result.stdout, TRIAGE) == "Het bleef 10 van de 10 zaken. Wij zien geen verschil."


def test_toetsvragen_that_one_audit_did_not_ask_are_named(tmp_path):
    audits = []
    for name, peildatum, sets in (("eerder", "2017-12-01", ("2.1.1",)), ("later", "2018-01-10", ("2.1.1", "2.1.2"))):
        folder = tmp_path / name
        write_register(folder, [{"zaaknummer": each} for each in numbers(len(audits) * 100 + 1, 3)])
        own = write_rules(folder / "criteria", *sets)
        audits.append(run_in(folder, "--peildatum", peildatum, "--criteria", own)[1])
    result = run("compare", *audits)
    assert result.exit_code == 0
    only = result.stdout.partition("Alleen in de latere audit\n")[2]
    assert re.findall(r"^  (\S+)  ", only, re.MULTILINE) == ["2.1.2-a", "2.1.2-b"]
    assert "In de criteria van Eigen werkwijze is iets veranderd zonder nieuwe versie." in result.stdout


# ---------------------------------------------------------------- refused


def test_row_41_another_norm_breaks_the_trend_with_a_visible_line(tmp_path):
    folder = tmp_path / "dossiers"
    write_register(folder, [{"zaaknummer": each} for each in numbers(1, 3)])
    own = write_rules(tmp_path / "criteria", "2.1.1")
    _, before = run_in(folder, "--criteria", own)
    text = (own / "set.yaml").read_text(encoding="utf-8")
    (own / "set.yaml").write_text(text.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    _, now = run_in(folder, "--criteria", own)
    result = run("compare", before, now)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "- criteria, set onze: De norm is veranderd: eerder versie 1, nu versie 2. "
        "Een verschil kan door de norm komen. "
        f"Daarom is er niets vergeleken. Beoordeel de eerdere audit ({before}) opnieuw met de nieuwe norm en vergelijk "
        "daarna.\n"
    )


def test_dossiers_read_in_another_way_are_read_again_first(earlier, later, tmp_path):
    old = copy_of(earlier, tmp_path, reader_version="0")
    result = run("compare", old, later)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Laat het programma de eerdere dossiers opnieuw lezen" in result.stderr
    assert "--peildatum 2017-12-01" in result.stderr


def test_the_wrong_order_and_the_same_audit_twice(earlier, later):
    swapped = run("compare", later, earlier)
    assert swapped.exit_code == 2
    assert "Zet de eerdere audit voorop." in swapped.stderr
    same = run("compare", earlier, earlier)
    assert same.exit_code == 2
    assert "Dit is twee keer dezelfde audit." in same.stderr


def test_folders_that_are_no_audit_are_all_named(later, tmp_path):
    (tmp_path / "leeg").mkdir()
    broken = copy_of(later, tmp_path)
    (broken / "scorekaart.json").write_text("{}", encoding="utf-8")
    result = run("compare", tmp_path / "leeg", broken)
    assert result.exit_code == 2
    assert "leeg: In deze map staat geen audit die klaar is." in result.stderr
    assert (
        "scorekaart.json: Deze scorekaart is niet te lezen of niet volledig. Het gaat mis bij: format_version"
        in result.stderr
    )


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe"], ids=["no-json", "no-utf-8"])
def test_observations_that_cannot_be_read_are_named(earlier, later, tmp_path, content):
    broken = copy_of(later, tmp_path)
    (broken / "observaties.json").write_bytes(content)
    result = run("compare", earlier, broken)
    assert result.exit_code == 2
    assert "observaties.json" in result.stderr
    assert "liep vast" not in result.stderr


def test_without_observations_other_cases_are_still_compared(earlier, later, tmp_path):
    kept = copy_of(earlier, tmp_path)
    (kept / "observaties.json").unlink()
    result = run("compare", kept, later)
    assert result.exit_code == 0
    assert "is niet na te gaan: observaties.json is er niet meer." in result.stdout
    assert "1 veranderd" in result.stdout
