"""`vtaudit sample` on real files, from the first draw to the audit on it."""

from __future__ import annotations

import os
import shlex
import stat
import sys

import pytest
from audit_folder import card_of, run, run_in, write_register
from python_calamine import CalamineWorkbook
from sample_cases import ON, ROWS, pull_list, record, sample, write_rows


@pytest.fixture
def register(tmp_path):
    return write_rows(tmp_path)


# ---------------------------------------------------------------- a draw


def test_a_draw_says_what_was_drawn_where_it_stands_and_what_to_do_next(register):
    result, directory = sample(register, "--size", 8, "--stratify", "regio", "--seed", 7, "--spares", 3)
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[:3] == ["Geloot: 8 van de 32 zaken. Startgetal: 7.", "  Noord: 6 van de 24", "  Zuid: 2 van de 8"]
    assert lines[3].startswith("Reserve: 3 zaken.")
    assert f"Steekproef:   {directory / 'steekproef.json'}" in lines
    assert f"Opvraaglijst: {directory / 'opvraaglijst.xlsx'}" in lines
    assert shlex.split(lines[-1]) == ["vtaudit", "audit", str(register), "--sample-file", lines[4].split(None, 1)[1]]


def test_the_record_tells_the_whole_design(register):
    _, directory = sample(
        *(register, "--size", 8, "--stratify", "regio", "--stratify", "kwartaal", "--minimum", 2, "--seed", 7),
        *("--where", "vervolg=onderzoek", "--from", "2017-01-01", "--until", "2017-12-31"),
    )
    written = record(directory)
    assert (written["method"], written["seed"], written["population"]) == ("random", 7, 32)
    assert written["design"]["columns"] == ["regio", "kwartaal"]
    assert (written["design"]["kind"], written["design"]["minimum"]) == ("stratified", 2)
    assert written["selection"] == {"where": {"vervolg": ["onderzoek"]}, "since": "2017-01-01", "until": "2017-12-31"}
    assert [each["name"] for each in written["frame"]] == ["Noord | 2017 kwartaal 1", "Zuid | 2017 kwartaal 1"]
    assert [len(each["cases"]) for each in written["frame"]] == [24, 8]


def test_the_day_of_the_draw_is_recorded_survives_every_change_and_stands_on_the_page(register):
    _, directory = sample(register, "--size", 4, "--spares", 1, "--seed", 7)
    file = directory / "steekproef.json"
    later = ("--on", "2018-02-20")
    case = record(directory)["drawn"][0]
    assert run("sample", register, *later, "--sample-file", file, "--replace", case, "--reason", "weg").exit_code == 0
    assert run("sample", register, *later, "--top-up", file, "--size", 6).exit_code == 0
    assert record(directory)["drawn_on"] == "2018-01-15"
    _, audited = run_in(register, "--sample-file", file)
    assert card_of(audited)["sample"]["drawn_on"] == "2018-01-15"
    page = (audited / "scorekaart.html").read_text(encoding="utf-8")
    assert "6 van 32 zaken door loting op 15 januari 2018, startgetal 7;" in page


def test_cases_that_were_not_drawn_have_no_day(register):
    _, directory = sample(register, "--all")
    assert "drawn_on" not in record(directory)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_the_files_are_for_their_owner_only(register):
    _, directory = sample(register, "--size", 8)
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {path.name for path in directory.iterdir()} == {"steekproef.json", "opvraaglijst.csv", "opvraaglijst.xlsx"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {0o600}


def test_row_47_the_same_seed_gives_the_same_files_in_any_order_of_rows(register):
    _, one = sample(register, "--size", 8, "--seed", 7, "--stratify", "regio", "--spares", 2)
    write_register(register, ROWS[::-1])
    _, two = sample(register, "--size", 8, "--seed", 7, "--stratify", "regio", "--spares", 2, out="nog")
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_without_a_seed_the_program_draws_one_and_prints_it(register):
    result, directory = sample(register, "--size", 8)
    assert f"Startgetal: {record(directory)['seed']}." in result.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--size", 900), "U vroeg 900 zaken en er zijn er 32.\nDe steekproef bestaat uit alle 32 zaken."),
        (("--all",), "De steekproef bestaat uit alle 32 zaken. Er is niet geloot."),
        (("--all", "--where", "regio=Zuid"), "Dat zijn 8 van de 32 zaken."),
        (("--size", 8, "--systematic"), "Geloot, op gelijke afstand in de lijst: 8 van de 32 zaken."),
        (
            ("--size", 3, "--where", "regio=Zuid", "--from", "2017-02-01"),
            "regio is Zuid; melding vanaf 1 februari 2017",
        ),
        (
            ("--size", 8, "--stratify", "regio", "--allocation", "gelijk"),
            "  Noord: 4 van de 24\n  Zuid: 4 van de 8",
        ),
        (
            # 24 x 0.3 = 7.2 and 8 x 0.5 = 4: 28 in proportion is 18 and 10, and Zuid has 8.
            (
                *("--size", 28, "--stratify", "regio", "--allocation", "neyman"),
                *("--rate", "Noord=90", "--rate", "Zuid=50"),
            ),
            "  Noord: 20 van de 24\n  Zuid: 8 van de 8",
        ),
        (("--size", 31, "--spares", 5), "Reserve: 1 zaak."),
    ],
    ids=["too-large", "all", "all-of-a-part", "systematic", "filter", "equal", "neyman", "few-spares"],
)
def test_every_kind_of_draw_is_told_in_dutch(register, arguments, sentence):
    result, _ = sample(register, *arguments)
    assert sentence in result.stdout


def test_a_census_can_be_audited_as_one(register):
    _, directory = sample(register, "--size", 900)
    assert (record(directory)["method"], len(record(directory)["drawn"])) == ("all", 32)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--size", 5, "--where", "regio=West"),
            "Een waarde bij 'regio' komt in het register niet voor. Kies uit: Noord, Zuid.",
        ),
        (
            ("--size", 5, "--where", "melder=mw. Broekhof"),
            "Een waarde bij 'melder' komt in het register niet voor. Controleer de spelling.",
        ),
        (("--size", 5, "--where", "regio=Noord", "--where", "regio=West"), "Een waarde bij 'regio' komt"),
        (("--size", 5, "--from", "2019-01-01"), "Er is geen enkele zaak om uit te kiezen."),
        (("--size", 5, "--where", "medewerker=Anne"), "'medewerker' kan hier niet."),
        (("--size", 5, "--where", "gemeente=Velsen"), "Het register heeft geen kolom 'gemeente'"),
        (("--size", 5, "--stratify", "urgentie"), "Het register heeft geen kolom 'urgentie' om op te verdelen."),
        (("--size", 1, "--stratify", "regio"), "De zaken vallen in 2 delen."),
        (
            ("--size", 5, "--from", "2018-01-01", "--until", "2017-01-01"),
            "De eerste dag (--from) ligt na de laatste dag (--until).",
        ),
    ],
)
def test_a_draw_that_cannot_be_had_writes_nothing(register, arguments, sentence):
    result, directory = sample(register, *arguments, status=2)
    assert sentence in result.stderr
    assert "Broekhof" not in result.stderr
    assert not directory.exists()


def test_a_value_may_be_one_of_several_in_a_cell_and_in_other_letters(register):
    write_register(register, [{**row, "team": "Team A; Team B"} for row in ROWS])
    _, directory = sample(register, "--size", 5, "--where", "team=TEAM b", "--where", "regio=noord")
    assert record(directory)["population"] == 24


def test_drawn_cases_that_the_register_now_puts_elsewhere_are_counted_and_not_named(register):
    _, directory = sample(register, "--size", 8, "--stratify", "regio", "--seed", 7, "--spares", 1)
    file = directory / "steekproef.json"
    assert "ander deel" not in run("audit", register, "--sample-file", file, "--out", directory / "a").stderr
    write_register(register, [{**row, "regio": "Zuid"} for row in ROWS])
    said = "Let op: 6 getrokken zaken staan in het register nu in een ander deel dan bij de loting."
    audited = run("audit", register, "--sample-file", file, "--out", directory / "b")
    (line,) = [line for line in audited.stderr.splitlines() if line.startswith("Let op: ")]
    assert line.startswith(said)
    assert "VT17-" not in line
    case = record(directory)["drawn"][0]
    changed = run("sample", register, "--sample-file", file, "--replace", case, "--reason", "weg", *ON)
    assert said in changed.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--size", 0), "0 kan hier niet. Het moet ten minste 1 zaak zijn."),
        (("--size", 5, "--minimum", 0), "0 kan hier niet. Het moet ten minste 1 zaak zijn."),
        (("--size", 5, "--spares", -1), "-1 kan hier niet. Het moet ten minste 0 zijn."),
        (("--size", 5, "--seed", -1), "-1 kan hier niet. Het moet ten minste 0 zijn."),
    ],
)
def test_a_number_that_is_too_small_is_told_without_signs(register, arguments, sentence):
    result, _ = sample(register, *arguments, status=2)
    assert sentence in result.stderr
    assert "x>=" not in run("sample", "--help").stdout


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_plan_with_a_number_that_is_none_is_no_plan(register, number):
    plan = register.parent / "plan.json"
    plan.write_text(f'{{"size": 5, "sentence": "x", "risk": {number}}}', encoding="utf-8")
    result, directory = sample(register, "--plan", plan, status=2)
    assert "Dit bestand is geen plan." in result.stderr
    assert not directory.exists()


def test_a_register_without_cases_is_a_message(tmp_path):
    write_register(tmp_path / "dossiers", [])
    result, _ = sample(tmp_path / "dossiers", "--size", 5, status=2)
    assert "Het register heeft geen zaken die te lezen zijn." in result.stderr


def test_rows_that_cannot_be_read_are_named_and_the_rest_is_drawn(register):
    write_register(register, [*ROWS, ROWS[0]])
    result, directory = sample(register, "--size", 8, status=1)
    assert "hetzelfde zaaknummer" in result.stderr
    assert record(directory)["population"] == 31


def test_a_case_without_a_readable_date_is_said_to_fall_outside_a_period(register):
    write_register(register, [*ROWS[1:], {**ROWS[0], "datum_melding": "31-02-2017"}])
    result, directory = sample(register, "--size", 8, "--from", "2017-01-01", status=1)
    assert "1 zaak valt erbuiten, omdat de datum of de waarde niet te lezen is." in result.stdout
    assert record(directory)["population"] == 31


def test_a_draw_that_is_there_is_never_written_over(register):
    _, directory = sample(register, "--size", 8, "--seed", 7)
    before = {path: path.read_bytes() for path in directory.iterdir()}
    result, _ = sample(register, "--size", 9, "--seed", 8, status=2)
    assert "Hier staat al een steekproef. Die wordt niet overschreven." in result.stderr
    assert {path: path.read_bytes() for path in directory.iterdir()} == before


def test_a_list_that_somebody_may_have_filled_in_is_never_written_over(register):
    _, directory = sample(register, "--size", 8)
    (directory / "steekproef.json").unlink()
    result, _ = sample(register, "--size", 8, status=2)
    assert "Hier staat al een opvraaglijst." in result.stderr


def test_a_folder_where_nothing_may_be_written_is_named(register):
    (register.parent / "bezet").write_text("ik ben een bestand", encoding="utf-8")
    result, _ = sample(register, "--size", 8, out="bezet/steekproef", status=2)
    assert "De steekproef kon niet worden bewaard" in result.stderr


# ---------------------------------------------------------------- the pull list


def test_the_pull_list_holds_every_drawn_case_in_its_order(register):
    _, directory = sample(register, "--size", 8, "--stratify", "regio")
    listed = pull_list(directory)
    assert [row["zaaknummer"] for row in listed] == record(directory)["drawn"]
    assert [row["volgnummer"] for row in listed] == [str(number) for number in range(1, 9)]
    assert list(listed[0]) == ["volgnummer", "zaaknummer", "regio", "team", "te printen", "geprint op", "opmerking"]
    assert {row["geprint op"] + row["opmerking"] for row in listed} == {""}
    sheet = CalamineWorkbook.from_path(directory / "opvraaglijst.xlsx").get_sheet_by_index(0).to_python()
    assert sheet == [list(listed[0]), *([*row.values()] for row in listed)]


def test_no_cell_becomes_a_formula(register):
    write_register(register, [{"zaaknummer": "VT-1", "regio": "=1+1", "team": "@SUM(A1)"}])
    _, directory = sample(register, "--all")
    (row,) = pull_list(directory)
    assert (row["regio"], row["team"]) == ("'=1+1", "'@SUM(A1)")
    sheet = CalamineWorkbook.from_path(directory / "opvraaglijst.xlsx").get_sheet_by_index(0).to_python()
    assert sheet[1][2:4] == ["=1+1", "@SUM(A1)"]


def test_without_the_extra_there_is_a_csv_and_it_says_how_to_get_xlsx(register, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result, directory = sample(register, "--size", 8)
    assert "pip install xlsxwriter" in result.stdout
    assert {path.name for path in directory.iterdir()} == {"steekproef.json", "opvraaglijst.csv"}
