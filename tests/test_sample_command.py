"""`vtaudit sample` on real files, from the first draw to the audit on it."""

from __future__ import annotations

import csv
import json
import os
import shlex
import stat
import sys
from pathlib import Path

import pytest
from audit_folder import FOUR, ONE, THREE, TWO, card_of, outcomes, run, run_in, write_dossier, write_register
from python_calamine import CalamineWorkbook

ALL = (ONE, TWO, THREE, FOUR)
ROWS = [
    {
        "zaaknummer": f"VT17-{number:04d}",
        "regio": ("Noord", "Zuid")[number > 24],
        "datum_melding": f"2017-{month:02}-06",
    }
    for number, month in ((each, 1 + each % 3) for each in range(1, 33))
]
ON = ("--on", "2018-01-15")


@pytest.fixture
def register(tmp_path):
    """24 zaken in Noord and 8 in Zuid, over three months."""
    write_register(tmp_path / "dossiers", ROWS)
    return tmp_path / "dossiers"


def sample(folder: Path, *arguments: object, out: str = "steekproef", status: int = 0):
    """The command, and what it wrote down."""
    directory = folder.parent / out
    result = run("sample", folder, *ON, "--out", directory, *arguments)
    assert result.exit_code == status, result.output
    return result, directory


def record(directory: Path) -> dict:
    return json.loads((directory / "steekproef.json").read_text(encoding="utf-8"))


def pull_list(directory: Path, name: str = "opvraaglijst") -> list[dict[str, str]]:
    with (directory / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


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


def test_the_same_seed_gives_the_same_files_in_any_order_of_rows(register):
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


# ---------------------------------------------------------------- changes


def test_a_case_is_replaced_by_the_next_spare_with_the_reason_in_the_record(register):
    _, directory = sample(register, "--size", 4, "--spares", 2, "--seed", 7)
    before, file = record(directory), directory / "steekproef.json"
    out, by = before["drawn"][1], before["frame"][0]["spares"][0]
    result = run("sample", register, *ON, "--sample-file", file, "--replace", out, "--reason", "dossier vernietigd")
    assert result.exit_code == 0, result.output
    assert f"Vervangen: {out} door {by}, op 15 januari 2018." in result.stdout
    assert "Nog 1 reservezaak over." in result.stdout
    after = record(directory)
    assert after["drawn"] == [before["drawn"][0], by, *before["drawn"][2:]]
    assert after["replacements"] == [{"zaaknummer": out, "by": by, "reason": "dossier vernietigd", "on": "2018-01-15"}]
    assert [(row["volgnummer"], row["zaaknummer"]) for row in pull_list(directory, "opvraaglijst-2")] == [("2", by)]
    assert len(pull_list(directory)) == 4


def test_a_replacement_without_a_reason_changes_nothing(register):
    _, directory = sample(register, "--size", 4, "--spares", 2)
    before = (directory / "steekproef.json").read_bytes()
    case = record(directory)["drawn"][0]
    result = run("sample", register, "--sample-file", directory / "steekproef.json", "--replace", case, "--reason", " ")
    assert result.exit_code == 2
    assert "Er staat geen reden bij. Schrijf kort waarom. Noem geen namen." in result.stderr
    assert (directory / "steekproef.json").read_bytes() == before


def test_a_top_up_starts_with_the_earlier_draw(register):
    _, directory = sample(register, "--size", 4, "--seed", 7)
    first = record(directory)["drawn"]
    result = run("sample", register, *ON, "--top-up", directory / "steekproef.json", "--size", 10)
    assert result.exit_code == 0, result.output
    assert "Bijgetrokken: 6 zaken. De 4 van eerder blijven zoals ze waren." in result.stdout
    drawn = record(directory)["drawn"]
    assert drawn[:4] == first
    assert [row["zaaknummer"] for row in pull_list(directory, "opvraaglijst-2")] == drawn[4:]
    _, larger = sample(register, "--size", 10, "--seed", 7, out="anders")
    assert record(larger)["drawn"] == drawn


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_top_up_with_an_empty_reason_changes_nothing(register, reason):
    _, directory = sample(register, "--size", 4)
    before = {path: path.read_bytes() for path in directory.iterdir()}
    result = run("sample", register, "--top-up", directory / "steekproef.json", "--size", 10, "--reason", reason)
    assert result.exit_code == 2
    assert "Er staat geen reden bij --reason." in result.stderr
    assert {path: path.read_bytes() for path in directory.iterdir()} == before


def test_the_reason_of_a_top_up_from_the_same_register_is_kept(register):
    _, directory = sample(register, "--size", 4)
    file = directory / "steekproef.json"
    assert run("sample", register, *ON, "--top-up", file, "--size", 6, "--reason", "te weinig").exit_code == 0
    assert record(directory)["top_ups"][0]["reason"] == "te weinig"


def test_every_earlier_draw_is_kept_beside_its_change(register):
    _, directory = sample(register, "--size", 4, "--spares", 1, "--seed", 7)
    file = directory / "steekproef.json"
    first, case = file.read_bytes(), record(directory)["drawn"][0]
    changed = run("sample", register, *ON, "--sample-file", file, "--replace", case, "--reason", "weg")
    assert f"is bewaard: {directory / 'steekproef-1.json'}" in changed.stdout
    second = file.read_bytes()
    longer = run("sample", register, *ON, "--top-up", file, "--size", 6)
    assert f"is bewaard: {directory / 'steekproef-2.json'}" in longer.stdout
    assert [(directory / f"steekproef-{number}.json").read_bytes() for number in (1, 2)] == [first, second]
    if os.name == "posix":
        assert stat.S_IMODE((directory / "steekproef-1.json").stat().st_mode) == 0o600


def test_a_top_up_with_a_folder_of_its_own_leaves_the_earlier_file(register):
    _, directory = sample(register, "--size", 4)
    before = (directory / "steekproef.json").read_bytes()
    sample(register, "--top-up", directory / "steekproef.json", "--size", 10, out="groter")
    assert (directory / "steekproef.json").read_bytes() == before
    assert len(record(register.parent / "groter")["drawn"]) == 10


def test_a_top_up_never_writes_over_another_draw(register):
    _, directory = sample(register, "--size", 4)
    _, other = sample(register, "--size", 5, out="anders")
    before = (other / "steekproef.json").read_bytes()
    result = run("sample", register, "--top-up", directory / "steekproef.json", "--size", 10, "--out", other)
    assert result.exit_code == 2
    assert "Hier staat al een steekproef." in result.stderr
    assert (other / "steekproef.json").read_bytes() == before


def test_after_a_change_of_the_register_a_top_up_takes_a_reason_and_only_new_cases(register):
    _, directory = sample(register, "--size", 4, "--seed", 7)
    file = directory / "steekproef.json"
    first, before = record(directory)["drawn"], file.read_bytes()
    new = [f"VT18-{number:04d}" for number in range(5)]
    write_register(register, [*ROWS, *({"zaaknummer": each} for each in new)])
    refused = run("sample", register, *ON, "--top-up", file, "--size", 6)
    assert refused.exit_code == 2
    assert "Het register is veranderd na de loting (zaken erbij: 5, zaken weg: 0)." in refused.stderr
    assert file.read_bytes() == before
    done = run("sample", register, *ON, "--top-up", file, "--size", 6, "--reason", "nieuw kwartaal")
    assert done.exit_code == 0, done.output
    assert "Bijgetrokken uit de nieuwe zaken: 2 zaken." in done.stdout
    after = record(directory)
    assert after["drawn"][:4] == first
    assert set(after["drawn"][4:]) <= set(new)
    (logged,) = after["top_ups"]
    assert (logged["reason"], logged["on"], logged["new"], logged["before"], logged["size"]) == (
        *("nieuw kwartaal", "2018-01-15"),
        *(5, 4, 6),
    )
    assert after["strata"] == {"alle zaken": 4, "nieuwe zaken 2018-01-15": 2}


def test_the_draw_of_a_finished_audit_stays_as_it_was(register):
    _, directory = run_in(register, "--sample", 4, "--seed", 7)
    file = directory / "steekproef.json"
    before = file.read_bytes()
    refused = run("sample", register, "--top-up", file, "--size", 10)
    assert refused.exit_code == 2
    assert "Hier staat een audit die klaar is." in refused.stderr
    assert {path.name for path in directory.iterdir() if path.name.startswith("opvraaglijst")} == set()
    sample(register, "--top-up", file, "--size", 10, out="groter")
    assert file.read_bytes() == before
    assert record(register.parent / "groter")["drawn"][:4] == json.loads(before)["drawn"]


# ---------------------------------------------------------------- the audit on it


def test_an_audit_on_a_draw_judges_what_is_there_and_says_what_is_not_in_every_batch(register):
    write_register(register, [{"zaaknummer": each, "vervolg": "geen" if each == ONE else "onderzoek"} for each in ALL])
    _, directory = sample(register, "--size", 2, "--where", "vervolg=onderzoek", "--seed", 7)
    file = directory / "steekproef.json"
    first, second = record(directory)["drawn"]
    assert ONE not in (first, second)
    write_dossier(register, first)
    result, one = run_in(register, "--sample-file", file)
    assert f"1 zaak uit de steekproef heeft nog geen stukken: {second}." in result.stdout
    assert (card_of(one)["observed"], card_of(one)["not_delivered"]) == (1, 1)
    write_dossier(register, second)
    result, two = run_in(register, "--sample-file", file)
    assert "nog geen stukken" not in result.stdout
    assert (card_of(two)["observed"], card_of(two)["not_delivered"]) == (2, 0)
    assert outcomes(two, first) == outcomes(one, first)
    assert record(two) == record(directory)
    assert card_of(two)["sample"]["population"] == 3
    assert card_of(two)["sample"]["selection"]["where"] == {"vervolg": ["onderzoek"]}


def test_an_audit_follows_replacements_and_tells_the_shared_file_only_how_many(register):
    _, directory = sample(register, "--size", 4, "--stratify", "regio", "--spares", 2, "--seed", 7)
    file = directory / "steekproef.json"
    out = record(directory)["drawn"][0]
    run("sample", register, "--sample-file", file, "--replace", out, "--reason", "ligt bij de rechter")
    _, audited = run_in(register, "--sample-file", file)
    card = card_of(audited)["sample"]
    assert card["frame"] == [
        {"name": "Noord", "population": 24, "drawn_count": 3},
        {"name": "Zuid", "population": 8, "drawn_count": 1},
    ]
    assert (card["design"], card["drawn_count"], card["replaced_count"]) == ("stratified", 4, 1)
    shared = (audited / "scorekaart.json").read_text(encoding="utf-8")
    assert "VT17-" not in shared
    assert "rechter" not in shared
    assert record(audited) == record(directory)


def test_what_somebody_typed_as_melder_stays_out_of_the_shared_file(register):
    write_register(
        register, [{**row, "melder": "mw. Broekhof" if row["regio"] == "Zuid" else "school"} for row in ROWS]
    )
    _, directory = sample(
        register, "--size", 4, "--stratify", "melder", "--where", "melder=mw. Broekhof", "--where", "melder=school"
    )
    _, audited = run_in(register, "--sample-file", directory / "steekproef.json")
    card = card_of(audited)["sample"]
    assert card["strata"] == {"deel 1": 1, "deel 2": 3}
    assert "Broekhof" not in (audited / "scorekaart.json").read_text(encoding="utf-8")


def test_an_audit_refuses_the_draw_from_the_register_of_another_period(register):
    _, directory = sample(register, "--size", 4)
    write_register(register, [{**row, "zaaknummer": row["zaaknummer"].replace("17", "18", 1)} for row in ROWS])
    result = run("audit", register, "--sample-file", directory / "steekproef.json")
    assert result.exit_code == 2
    assert (
        "Deze steekproef is getrokken uit een ander register (32 zaken; dit register heeft 32 zaken)." in result.stderr
    )


def test_an_audit_that_asks_for_more_than_there_is_says_so(register):
    result, directory = run_in(register, "--sample", 900)
    assert "U vroeg 900 zaken en er zijn er 32. Daarom zijn ze allemaal genomen; er is niet geloot." in result.stdout
    assert card_of(directory)["sample"]["method"] == "all"
