"""`vtaudit sample` on a draw that is there: spares, top-ups, and the audit on it."""

from __future__ import annotations

import json
import os
import stat

import pytest
from audit_folder import ONE, card_of, outcomes, run, run_in, write_dossier, write_register
from sample_cases import ALL, ON, ROWS, pull_list, record, sample, write_rows


@pytest.fixture
def register(tmp_path):
    return write_rows(tmp_path)


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


def test_row_36_an_audit_refuses_the_draw_from_the_register_of_another_period(register):
    _, directory = sample(register, "--size", 4)
    write_register(register, [{**row, "zaaknummer": row["zaaknummer"].replace("17", "18", 1)} for row in ROWS])
    result = run("audit", register, "--sample-file", directory / "steekproef.json")
    assert result.exit_code == 2
    assert (
        "getrokken uit een ander register (dit register heeft er ook 32, maar met andere zaaknummers)." in result.stderr
    )


def test_an_audit_that_asks_for_more_than_there_is_says_so(register):
    result, directory = run_in(register, "--sample", 900)
    assert "U vroeg 900 zaken en er zijn er 32. Daarom zijn ze allemaal genomen; er is niet geloot." in result.stdout
    assert card_of(directory)["sample"]["method"] == "all"
