"""`vtaudit explain`: what was read as what, and a refusal when the files are no longer those of the audit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from audit_folder import AGREEMENT, ONE, TWO, rows_of, run, run_in, write_dossier, write_register


@pytest.fixture
def audited(folder: Path) -> Path:
    return run_in(folder)[1]


def test_it_shows_the_passage_its_reading_and_the_outcome(audited: Path) -> None:
    result = run("explain", audited, ONE, "1.3.3-a")
    assert result.exit_code == 0, result.output
    assert f"{ONE}, 1.3.3-a: Zijn de veiligheidsafspraken concreet vastgelegd?" in result.stdout
    assert "Uitkomst: voldoet" in result.stdout
    assert AGREEMENT in result.stdout
    assert "gelezen als gedaan of vastgelegd" in result.stdout
    assert f"{ONE}/plan.pdf, bladzijde 1" in result.stdout


def test_the_outcome_is_the_one_of_the_audit_for_every_toetsvraag(audited: Path) -> None:
    words = {
        "voldoet": "voldoet",
        "voldoet_niet": "voldoet niet",
        "niet_van_toepassing": "niet van toepassing",
        "niet_te_beoordelen": "niet te beoordelen",
    }
    for row in rows_of(audited):
        if row["zaaknummer"] == ONE:
            sure = "zeker" if row["zeker"] == "ja" else "niet zeker"
            shown = run("explain", audited, ONE, row["toetsvraag"]).stdout
            assert f"Uitkomst: {words[row['uitkomst']]} ({sure}). {row['reden']}" in shown


def test_a_term_shows_its_dates(audited: Path) -> None:
    shown = run("explain", audited, ONE, "2.1.1-a").stdout
    assert "Begin: 6 maart 2017" in shown
    assert "Met kalenderdagen: uiterlijk" in shown


def test_a_group_is_shown_person_by_person(audited: Path) -> None:
    shown = run("explain", audited, ONE, "vb-a").stdout
    assert "Per persoon:" in shown
    assert "  vader: niet gevonden" in shown


def test_names_are_masked_unless_asked_for(folder: Path) -> None:
    note = "Contactjournaal\n04-04-2017 Veiligheidsafspraak met ouders: Ruud Broekhof komt niet in de woning.\n"
    (folder / ONE / "notitie.txt").write_text(note, encoding="utf-8")
    audited = run_in(folder)[1]
    assert "Broekhof" not in run("explain", audited, ONE, "1.3.3-a").stdout
    assert "Broekhof" in run("explain", audited, ONE, "1.3.3-a", "--show-names").stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("changed", "Dit stuk is veranderd sinds deze audit."),
        ("added", "Dit stuk is erbij gekomen sinds deze audit."),
        ("gone", "Dit stuk is weg sinds deze audit."),
        ("register", "Het register is veranderd sinds deze audit."),
    ],
)
def test_it_refuses_when_something_changed(audited: Path, folder: Path, change: str, said: str) -> None:
    if change == "changed":
        (folder / ONE / "melding.txt").write_text("Andere tekst.", encoding="utf-8")
    elif change == "added":
        (folder / ONE / "nieuw.txt").write_text("Nieuw stuk.", encoding="utf-8")
    elif change == "gone":
        (folder / ONE / "melding.txt").unlink()
    else:
        write_register(folder, [{"zaaknummer": ONE, "team": "Team B"}])
    result = run("explain", audited, ONE, "1.3.3-a")
    assert result.exit_code == 2
    assert said in result.stderr
    assert AGREEMENT not in result.output


def test_a_file_that_was_added_is_to_be_taken_away_and_one_that_is_gone_put_back(audited: Path, folder: Path) -> None:
    (folder / ONE / "nieuw.txt").write_text("Nieuw stuk.", encoding="utf-8")
    added = run("explain", audited, ONE, "1.3.3-a").stderr
    assert "Haal het stuk weg of doe de audit opnieuw" in added
    assert "Zet het stuk terug" not in added
    (folder / ONE / "nieuw.txt").unlink()
    (folder / ONE / "melding.txt").unlink()
    assert "Zet het stuk terug of doe de audit opnieuw" in run("explain", audited, ONE, "1.3.3-a").stderr


def test_a_change_in_another_case_does_not_matter(audited: Path, folder: Path) -> None:
    other = next(path for path in folder.iterdir() if path.is_dir() and path.name != ONE)
    (other / "melding.txt").write_text("Andere tekst.", encoding="utf-8")
    assert run("explain", audited, ONE, "1.3.3-a").exit_code == 0


def test_another_version_of_the_program_is_refused(audited: Path) -> None:
    path = audited / "herlezen.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "versies": ["0.0", "0"]}), encoding="utf-8")
    result = run("explain", audited, ONE, "1.3.3-a")
    assert result.exit_code == 2
    assert "andere versie van vtaudit" in result.stderr


def test_the_folder_may_have_moved(audited: Path, folder: Path) -> None:
    moved = folder.rename(folder.with_name("elders"))
    assert "niet te vinden" in run("explain", audited, ONE, "1.3.3-a").stderr
    assert run("explain", audited, ONE, "1.3.3-a", "--folder", moved).exit_code == 0


@pytest.mark.parametrize(
    ("zaaknummer", "question", "said"),
    [
        ("VT99-0001", "1.3.3-a", "Deze zaak staat niet in het register van deze audit."),
        (ONE, "9.9.9-z", "Deze toetsvraag hoort niet bij deze audit."),
    ],
)
def test_an_unknown_case_or_question_is_named(audited: Path, zaaknummer: str, question: str, said: str) -> None:
    result = run("explain", audited, zaaknummer, question)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", '{"formaat": 2}', '{"formaat": 1}'])
def test_a_folder_that_is_no_audit_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "herlezen.json").write_text(content, encoding="utf-8")
    result = run("explain", tmp_path, ONE, "1.3.3-a")
    assert result.exit_code == 2
    assert "geen audit die klaar is" in result.stderr


def test_a_dossier_that_was_not_delivered_is_to_be_delivered_or_replaced(folder: Path) -> None:
    shutil.rmtree(folder / TWO)
    audited = run_in(folder, "--all")[1]
    shown = run("explain", audited, TWO, "1.3.3-a").stdout
    assert (
        "Wat u doet: Lever de stukken aan, of vervang de zaak als er reservezaken zijn (vtaudit sample --replace)."
        in shown
    )
    assert [word for word in ("gelezen als", "Gelezen", "Lees de") if word in shown] == []


@pytest.fixture
def not_drawn(folder: Path, tmp_path: Path) -> tuple[Path, str]:
    """An audit on one of two zaken, and the other one."""
    assert run("sample", folder, "--size", 1, "--seed", 7, "--out", tmp_path / "loting").exit_code == 0
    drawn = json.loads((tmp_path / "loting" / "steekproef.json").read_text(encoding="utf-8"))["drawn"]
    audited = run_in(folder, "--sample-file", tmp_path / "loting" / "steekproef.json")[1]
    return audited, next(each for each in (ONE, TWO) if each not in drawn)


def test_a_case_outside_the_sample_was_not_asked_about_its_text(not_drawn: tuple[Path, str]) -> None:
    result = run("explain", *not_drawn, "1.3.3-a")
    assert result.exit_code == 2
    assert "Deze zaak zat niet in de steekproef." in result.stderr
    assert "Kies een zaak uit het werkblad, of een toetsvraag over een termijn." in result.stderr
    assert "erbij gekomen" not in result.stderr


def test_the_terms_of_a_case_outside_the_sample_are_explained(not_drawn: tuple[Path, str]) -> None:
    result = run("explain", *not_drawn, "2.1.1-a")
    assert result.exit_code == 0, result.stderr
    assert "Begin: 6 maart 2017" in result.stdout
    assert "Gelezen" not in result.stdout


def test_a_case_whose_documents_came_after_the_audit_asks_for_a_new_audit(folder: Path) -> None:
    shutil.rmtree(folder / TWO)
    audited = run_in(folder)[1]
    write_dossier(folder, TWO)
    result = run("explain", audited, TWO, "1.3.3-a")
    assert "Bij deze audit lagen er geen stukken van deze zaak. Deze zaak zat niet in de steekproef." in result.stderr
    assert "Liggen er nu wel stukken, doe de audit dan opnieuw." in result.stderr
