"""`vtaudit validate`: the tool beside persons, and faults of their files."""

from __future__ import annotations

import csv

import pytest
from audit_folder import ONE, TWO, run, run_in, write_folder


@pytest.fixture
def audited(tmp_path):
    return run_in(write_folder(tmp_path / "dossiers", ONE, TWO))[1]


def write_gold(path, *rows):
    lines = ["zaaknummer,toetsvraag,uitkomst,bewijs", *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_validate_compares_with_a_person_and_keeps_the_figures(audited, tmp_path):
    gold = write_gold(
        tmp_path / "gold.csv",
        (ONE, "2.1.1-a", "voldoet", ""),
        (TWO, "2.1.1-a", "voldoet_niet", ""),
        (ONE, "1.3.3-a", "voldoet", "Vader slaapt tot de zitting bij zijn broer."),
        (ONE, "1.3.3-d", "voldoet", "=1+1"),
        ("VT17-0099", "1.3.3-d", "voldoet_niet", ""),
    )
    result = run("validate", "--gold", gold, audited)
    assert result.exit_code == 0
    assert (
        "Over alle rijen: 2 van de 5 gelijk. Kappa: niet te berekenen. AC1: niet te berekenen. "
        "Zonder waarneming: 1. Verschillen: 3."
    ) in result.stdout
    assert "Bij scheve verdeling is kappa laag ook als men het vaak eens is; kijk dan naar AC1." in result.stdout
    assert "Een – is niet te berekenen: er zijn geen of te weinig rijen (minder dan 10)" in result.stdout
    with (audited / "validatie.csv").open(encoding="utf-8", newline="") as file:
        figures = {row["toetsvraag"]: row for row in csv.DictReader(file)}
    assert (figures["alle"]["rijen"], figures["alle"]["gelijk"]) == ("5", "2")
    assert (figures["termijnen"]["rijen"], figures["termijnen"]["gelijk"]) == ("2", "1")
    assert (figures["teksten"]["rijen"], figures["teksten"]["gelijk"]) == ("3", "1")
    assert figures["1.3.3-a"]["zelfde_citaat"] == "1"
    with (audited / "validatie_verschillen.csv").open(encoding="utf-8", newline="") as file:
        differences = {(row["zaaknummer"], row["toetsvraag"]): row for row in csv.DictReader(file)}
    assert set(differences) == {(TWO, "2.1.1-a"), (ONE, "1.3.3-d"), ("VT17-0099", "1.3.3-d")}
    assert differences["VT17-0099", "1.3.3-d"]["soort"] == "geen waarneming"
    assert differences[ONE, "1.3.3-d"]["bewijs"] == "'=1+1"


def test_validate_with_two_persons_tells_what_they_think_of_each_other(audited, tmp_path):
    with (audited / "observaties.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["zaaknummer"], row["toetsvraag"], row["uitkomst"], "") for row in csv.DictReader(file)]
    assert len({outcome for _, _, outcome, _ in found}) > 1
    same = write_gold(tmp_path / "een.csv", *found)
    other = write_gold(tmp_path / "twee.csv", *(("Z", *row[1:]) if row[0] == TWO else row for row in found))
    result = run("validate", "--gold", same, "--gold", other, audited)
    assert result.exit_code == 0, result.output
    assert f"Over alle rijen: {len(found)} van de {len(found)} gelijk. Kappa: 1,00. AC1: 1,00." in result.stdout
    assert "beoordelaar 2 (twee.csv)" in result.stdout
    assert "De 2 beoordelaars onderling" in result.stdout
    with (audited / "validatie.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["beoordelaar"], row["toetsvraag"]): row for row in csv.DictReader(file)}
    half = str(len(found) // 2)
    assert rows["1", "alle"]["gelijk"] == str(len(found))
    assert rows["2", "alle"]["zonder_waarneming"] == half
    together = rows["onderling", "alle"]
    assert [together[name] for name in ("rijen", "gelijk", "fleiss_kappa", "krippendorff_alpha")] == [
        half,
        half,
        "1.000",
        "1.000",
    ]


def test_validate_refuses_one_file_for_two_persons_and_names_the_faults_of_all_files(audited, tmp_path):
    good = write_gold(tmp_path / "een.csv", (ONE, "2.1.1-a", "voldoet", ""))
    bad = write_gold(tmp_path / "twee.csv", (ONE, "2.1.1-a", "goed", ""))
    result = run("validate", "--gold", good, "--gold", tmp_path / "." / "een.csv", "--gold", bad, audited)
    assert result.exit_code == 2
    assert "een.csv: Dit bestand staat er twee keer." in result.stderr
    assert "twee.csv, rij 2: Deze uitkomst bestaat niet." in result.stderr


def test_validate_refuses_a_folder_without_an_audit(tmp_path):
    gold = write_gold(tmp_path / "gold.csv", (ONE, "2.1.1-a", "voldoet", ""))
    result = run("validate", "--gold", gold, tmp_path)
    assert result.exit_code == 2
    assert "In deze map staat geen audit die klaar is." in result.stderr


def test_validate_names_every_fault_of_the_gold(audited, tmp_path):
    gold = write_gold(tmp_path / "gold.csv", (ONE, "2.1.1-a", "goed", ""), (ONE, "", "voldoet", ""))
    result = run("validate", "--gold", gold, audited)
    assert result.exit_code == 2
    assert "gold.csv, rij 2: Deze uitkomst bestaat niet." in result.stderr
    assert "gold.csv, rij 3: Hier is leeg: toetsvraag." in result.stderr
