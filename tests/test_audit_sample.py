"""The sample of an audit on real files, and an audit that is stopped, resumed or done in several processes."""

from __future__ import annotations

import json
import os
import shutil
import stat
from datetime import date

import pytest
from audit_folder import (
    FOUR,
    ONE,
    THREE,
    TWO,
    card_of,
    outcomes,
    rows_of,
    run,
    run_audit,
    run_in,
    write_folder,
    write_register,
)

from vtaudit.audit import Choice, prepare, read_sample
from vtaudit.errors import VtauditError
from vtaudit.model import Outcome
from vtaudit.parallel import local as parallel

TERMS = {"1.1.1-a", "2.1.1-a", "2.1.1-b", "2.1.2-a"}
FILES = {
    *("observaties.csv", "observaties.json", "scorekaart.html", "scorekaart.json", "steekproef.json"),
    *("werkblad.html", "herlezen.json"),
}


# ---------------------------------------------------------------- the sample


@pytest.fixture
def larger(tmp_path):
    return write_folder(tmp_path / "dossiers", ONE, TWO, THREE, FOUR)


def test_without_a_draw_the_cases_with_documents_are_looked_at_and_it_says_so(larger):
    shutil.rmtree(larger / THREE)
    result, directory = run_in(larger)
    assert "er is niet geloot" in result.stdout
    assert card_of(directory)["sample"]["method"] == "delivered"
    assert set(outcomes(directory, THREE)) == TERMS
    assert set(outcomes(directory, FOUR)) > TERMS


def test_a_drawn_case_that_was_not_delivered_is_said_and_not_judged_on_its_documents(larger):
    shutil.rmtree(larger / THREE)
    (larger / "monitoring.csv").write_text(f"zaaknummer;datum;verslag\n{THREE};2017-09-01;gebeld\n", encoding="utf-8")
    result, directory = run_in(larger, "--all")
    assert f"1 zaak uit de steekproef heeft nog geen stukken: {THREE}." in result.stdout
    seen = outcomes(directory, THREE)
    assert seen["2.1.1-a"] == "voldoet"
    assert "voldoet_niet" not in {outcome for question, outcome in seen.items() if question not in TERMS}
    assert seen["1.3.3-d"] == "niet_te_beoordelen"
    assert card_of(directory)["not_delivered"] == 1
    assert result.exit_code == 0


def test_a_draw_is_the_same_in_any_order_of_rows_and_can_be_used_again(larger, tmp_path):
    _, directory = run_in(larger, "--sample", 2, "--seed", 7)
    drawn = json.loads((directory / "steekproef.json").read_text(encoding="utf-8"))
    assert (len(drawn["drawn"]), drawn["seed"], drawn["plan"]) == (2, 7, {"size": 2, "stratify": None})
    write_register(larger, [{"zaaknummer": each} for each in (FOUR, TWO, THREE, ONE)])
    job = prepare(larger, Choice(size=2, seed=7), today=date(2018, 1, 15))
    assert list(job.sample.drawn) == drawn["drawn"]
    again = prepare(larger, Choice(file=directory / "steekproef.json"), today=date(2018, 1, 15))
    assert again.sample == job.sample
    assert again.audit_id == job.audit_id


def test_a_draw_without_a_seed_says_which_seed_it_took(larger):
    result, directory = run_in(larger, "--sample", 2)
    seed = json.loads((directory / "steekproef.json").read_text(encoding="utf-8"))["seed"]
    assert f"door loting, startgetal {seed}" in result.stdout


def test_documents_of_cases_that_were_not_drawn_stay_closed(larger):
    job = prepare(larger, Choice(size=1, seed=7), today=date(2018, 1, 15))
    for zaaknummer in {ONE, TWO, THREE, FOUR}.difference(job.sample.drawn):
        (larger / zaaknummer / "kapot.pdf").write_bytes(b"")
    result, directory = run_in(larger, "--sample", 1, "--seed", 7)
    assert result.exit_code == 0
    assert card_of(directory)["files_read"] == 3


def test_a_stratified_draw_takes_from_every_region(larger):
    write_register(
        larger, [{"zaaknummer": each, "regio": "Noord" if each == ONE else "Zuid"} for each in (ONE, TWO, THREE, FOUR)]
    )
    job = prepare(larger, Choice(size=2, seed=7, stratify=("regio",)), today=date(2018, 1, 15))
    assert dict(job.sample.strata) == {"Noord": 1, "Zuid": 1}
    assert ONE in job.sample.drawn


def test_a_stratum_that_the_register_does_not_have_is_refused(larger):
    with pytest.raises(VtauditError) as caught:
        prepare(larger, Choice(size=2, seed=7, stratify=("gemeente",)), today=date(2018, 1, 15))
    assert [fault.code for fault in caught.value.faults] == ["sample-stratum"]


@pytest.mark.parametrize("content", ["geen json", '{"drawn": []}'])
def test_a_file_that_is_no_sample_is_refused(larger, tmp_path, content):
    file = tmp_path / "steekproef.json"
    file.write_text(content, encoding="utf-8")
    result = run("audit", larger, "--sample-file", file)
    assert result.exit_code == 2
    assert "steekproef.json" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("volgnummer;zaaknummer\n1;VT17-0001\n", "Dit bestand is geen steekproef. Het is een ander soort bestand."),
        ('{"drawn": [', "Bij regel 1 is het afgebroken of veranderd."),
        ("", "Bij regel 1 is het afgebroken of veranderd."),
    ],
    ids=["list", "cut-off", "empty"],
)
def test_a_file_of_another_kind_is_told_from_one_that_was_cut_off(tmp_path, content, said):
    file = tmp_path / "gekozen"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(VtauditError) as caught:
        read_sample(file)
    assert said in caught.value.faults[0].message


# ---------------------------------------------------------------- going on, and in several processes


def test_an_audit_that_was_stopped_goes_on_and_ends_the_same(larger, monkeypatch):
    from vtaudit.audit import run as running

    whole = run_audit(larger)
    judge, judged = running.judge_case, []

    def stop_at_the_third(task):
        if len(judged) == 2:
            raise KeyboardInterrupt
        judged.append(task.row.zaaknummer)
        return judge(task)

    monkeypatch.setattr(running, "judge_case", stop_at_the_third)
    out = larger.parent / "reports"
    stopped = run("audit", larger, "--out", out, "--jobs", 1)
    assert stopped.exit_code == 2
    assert "--resume" in stopped.stderr
    (directory,) = out.iterdir()
    left = directory / "onafgemaakt.jsonl"
    # The first line says who began, when and with what.
    assert len(left.read_text(encoding="utf-8").splitlines()) == 1 + 2
    if os.name == "posix":
        assert stat.S_IMODE(left.stat().st_mode) == 0o600
    # As after a power cut: the last line is only half there.
    left.write_bytes(left.read_bytes()[:-40])
    judged.clear()
    monkeypatch.setattr(running, "judge_case", lambda task: judged.append(task.row.zaaknummer) or judge(task))
    result, same = run_in(larger, "--resume")
    assert result.exit_code == 0
    assert same == directory
    assert judged == [TWO, THREE, FOUR]
    assert {path.name for path in directory.iterdir()} == FILES
    assert len(rows_of(directory)) == len(whole.observations)
    from vtaudit.report import observations_json

    assert (directory / "observaties.json").read_text(encoding="utf-8") == observations_json(whole.observations)


def test_without_resume_a_stopped_audit_starts_again_and_says_so(folder):
    job = prepare(folder, Choice(), today=date(2018, 1, 15))
    directory = folder.parent / "reports" / job.audit_id
    directory.mkdir(parents=True)
    (directory / "onafgemaakt.jsonl").write_text("{}\n", encoding="utf-8")
    result, _ = run_in(folder)
    assert "begint nu opnieuw" in result.stderr
    assert {path.name for path in directory.iterdir()} == FILES


def test_several_processes_give_the_same_result(larger, monkeypatch):
    from audit_folder import MADE_AT, TODAY

    from vtaudit.audit import audit

    monkeypatch.setattr(parallel, "ITEMS_PER_PROCESS", 1)
    job = prepare(larger, Choice(), today=TODAY)
    order = []
    several = audit(job, made_at=MADE_AT, jobs=2, on_case=lambda result: order.append(result.zaaknummer))
    assert several == audit(job, made_at=MADE_AT, jobs=1)
    assert order == [ONE, TWO, THREE, FOUR]


def test_an_outcome_that_holds_always_has_its_proof(larger):
    result = run_audit(larger)
    met = [one for one in result.observations if one.outcome is Outcome.MET]
    assert met
    assert all(one.evidence or one.term for one in met)
