"""`vtaudit plan MAP`: what a sample will hold, told from the register and held against counts by hand and an audit."""

from __future__ import annotations

import json
import shlex
from datetime import date
from fractions import Fraction
from itertools import product
from math import comb
from pathlib import Path

import pytest
from audit_folder import COLUMNS, FOUR, ONE, THREE, TWO, rows_of, run, run_in, write_dossier, write_register
from hypothesis import given, settings
from hypothesis import strategies as st

from vtaudit.audit.planning import ENOUGH, divide, division_for_all, expected_in, look_ahead
from vtaudit.model import Register, RegisterRow
from vtaudit.report.pull_list import parts_to_print
from vtaudit.sampling import KINDS, kind_of

MORE = (*COLUMNS, "datum_inzet_vervolgtraject", "overdracht_aan", "datum_afsluiting")
NO_RESEARCH = dict.fromkeys(("uitkomst", "datum_start_onderzoek", "datum_afronding_onderzoek"), "")
ADVICE = {"vervolg": "advies", **NO_RESEARCH}
TRAJECT = {"vervolg": "vervolgtraject", **NO_RESEARCH}
STARTED = {**TRAJECT, "datum_inzet_vervolgtraject": "2017-05-01"}
OPEN = {"uitkomst": "", "datum_afronding_onderzoek": "", "datum_melding": "2017-11-01", "datum_triagebesluit": ""}
LATE = {"datum_afronding_onderzoek": "2017-09-01"}


def write(folder: Path, *groups: tuple[int, dict[str, str]], columns: tuple[str, ...] = MORE) -> Path:
    """A register with so many cases of each sort; what is not named is an onderzoek that is confirmed in time."""
    rows = [row for number, row in groups for _ in range(number)]
    write_register(folder, [{**row, "zaaknummer": f"VT17-{n:04d}"} for n, row in enumerate(rows, 1)], columns)
    return folder


@pytest.fixture
def folder(tmp_path):
    """40 cases: 20 only triage, 8 vervolgtrajecten of which 2 have started, 12 onderzoeken of which 2 are not done."""
    return write(tmp_path / "dossiers", (20, ADVICE), (6, TRAJECT), (2, STARTED), (7, {}), (3, LATE), (2, OPEN))


def figures(folder: Path, *arguments: object) -> dict:
    result = run("plan", folder, "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return json.loads(result.stdout)


def asked(found: dict) -> dict[str, tuple[int, int]]:
    return {each["question"]: (each["applies"], each["may_apply"]) for each in found["questions"]}


def said(folder: Path, *arguments: object) -> str:
    result = run("plan", folder, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


# ---------------------------------------------------------------- what can be asked


def test_the_register_tells_how_often_each_toetsvraag_can_be_asked(folder):
    found = asked(figures(folder, "--size", 10))
    # The two open onderzoeken have a term that has not passed on the peildatum, and nothing to close.
    assert found["2.1.2-a"] == (10, 0)
    assert found["2.1.2-b"] == (3, 0)
    assert found["1.3.3-d"] == found["2.4.2-a"] == (10, 0)
    # Ten confirmed onderzoeken and two vervolgtrajecten that have started.
    assert found["1.5.2-a"] == found["1.5.2-b"] == (12, 0)
    # Only the documents tell whether a moment was planned, informants were asked, agreements made.
    assert found["1.5.2-c"] == (0, 12)
    assert found["1.3.3-f"] == (0, 10)
    assert found["1.3.3-a"] == found["1.3.3-b"] == (0, 40)
    # The onderzoeken that are closed, and every other case two weeks after its triage.
    assert found["1.3.3-e"] == (0, 38)
    # A vervolgtraject may have gone to a partner that was involved already.
    assert found["vb-a"] == (32, 8)


def test_a_melder_who_cannot_be_told_is_not_counted(tmp_path):
    folder = write(tmp_path / "d", (3, {}), (2, {"melder_bekend": "nee"}), (4, {"melder": "moeder"}))
    assert asked(figures(folder, "--size", 2))["1.3.3-e"] == (0, 3)


def test_the_peildatum_decides_what_has_happened(folder):
    assert asked(figures(folder, "--size", 10, "--peildatum", "2017-05-20"))["1.3.3-d"] == (0, 0)
    assert figures(folder, "--size", 10)["peildatum"] == "2017-12-01"
    late = run("plan", folder, "--peildatum", f"{date.today().year + 1}-01-01")
    assert late.exit_code == 2
    assert "De peildatum ligt in de toekomst." in late.stderr


def test_a_date_column_that_is_not_there_leaves_it_to_the_documents(tmp_path):
    short = tuple(column for column in MORE if column != "datum_afronding_onderzoek")
    folder = write(tmp_path / "d", (4, {}), columns=short)
    assert asked(figures(folder, "--size", 2))["1.3.3-d"] == (0, 4)


def test_no_case_is_judged_in_an_audit_that_the_plan_did_not_see(tmp_path):
    rows = {ONE: {}, TWO: {**LATE, "melder_bekend": "nee"}, THREE: STARTED, FOUR: ADVICE}
    folder = tmp_path / "dossiers"
    write_register(folder, [{**row, "zaaknummer": number} for number, row in rows.items()], MORE)
    for number in rows:
        write_dossier(folder, number)
    plan = {each["question"]: each for each in figures(folder, "--size", 4)["questions"]}
    _, directory = run_in(folder, "--all")
    applicable: dict[str, int] = {}
    for row in rows_of(directory):
        applicable[row["toetsvraag"]] = applicable.get(row["toetsvraag"], 0) + (
            row["uitkomst"] != "niet_van_toepassing"
        )
    assert set(applicable) == set(plan)
    assert len({row["uitkomst"] for row in rows_of(directory)}) > 2
    for question, number in applicable.items():
        each = plan[question]
        assert each["applies"] <= number <= each["applies"] + each["may_apply"], question


def every_row() -> Register:
    """Every combination of what decides about the kind of case."""
    rows = []
    steps = ("datum_inzet_vervolgtraject", "datum_afsluiting", "datum_afronding_onderzoek")
    for vervolg, uitkomst, partner, *done in product(
        ("onderzoek", "vervolgtraject", "advies", "geen", ""),
        ("bevestigd", "niet_bevestigd", "geen", "voortijdig_afgesloten", ""),
        ("wijkteam", ""),
        *[(False, True)] * 3,
    ):
        if done[2] and vervolg != "onderzoek":
            continue
        texts = {"vervolg": vervolg, "uitkomst": uitkomst, "overdracht_aan": partner}
        dates = {step: date(2017, 6, 1) for step, is_done in zip(steps, done, strict=True) if is_done}
        number = len(rows) + 2
        given = {column: text for column, text in texts.items() if text}
        rows.append(RegisterRow(f"Z{number}", number, given, {"datum_melding": date(2017, 3, 6), **dates}))
    return Register("register.csv", "ab", tuple(rows), MORE)


def test_what_is_printed_for_a_kind_of_case_is_what_its_toetsvragen_look_in():
    register = every_row()
    prospect = look_ahead(register, peildatum=date(2017, 12, 1), today=date(2017, 12, 1))
    of_kind = {
        kind: {parts_to_print(row) for row in register.rows if (kind_of(row) or "niet ingevuld") == kind}
        for kind in prospect.sizes
    }
    assert tuple(prospect.sizes) == (*KINDS, "niet ingevuld")
    assert {kind: len(parts) for kind, parts in of_kind.items()} == dict.fromkeys(prospect.sizes, 1)
    looked_in = {
        "1.5.2-a": "monitoring",
        "1.5.4-a": "monitoring",
        "1.3.3-d": "afsluitbrief",
        "1.3.3-f": "terugkoppeling",
    }
    for each in prospect.asked:
        for kind in prospect.sizes:
            (parts,) = of_kind[kind]
            if each.question in looked_in and each.applies[kind] + each.may_apply[kind]:
                assert looked_in[each.question] in parts or "en alle andere stukken" in parts


# ---------------------------------------------------------------- how many in the sample


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_expected_counts_add_up_and_the_band_holds_95_of_100_draws(data):
    population = data.draw(st.integers(1, 60))
    size = data.draw(st.integers(1, population))
    cases = data.draw(st.integers(0, population))
    found, rest = (expected_in(each, population, size) for each in (cases, population - cases))
    assert found.mean + rest.mean == pytest.approx(size)
    chances = {
        drawn: Fraction(comb(cases, drawn) * comb(population - cases, size - drawn), comb(population, size))
        for drawn in range(max(0, size - population + cases), min(size, cases) + 1)
    }
    assert found.mean == pytest.approx(float(sum(drawn * chance for drawn, chance in chances.items())))
    low = sum(chance for drawn, chance in chances.items() if drawn < found.low)
    high = sum(chance for drawn, chance in chances.items() if drawn > found.high)
    assert max(low, high) <= Fraction(25, 1000) + Fraction(1, 10**9)


def test_all_counts_add_up(folder):
    found = figures(folder, "--size", 12)
    assert sum(each["population"] for each in found["strata"]) == found["population"] == 40
    assert sum(each["expected"] for each in found["strata"]) == pytest.approx(12)
    assert sum(each["divided"] for each in found["strata"]) == 12
    assert {each["name"]: each["population"] for each in found["strata"]} == {
        "alleen triage": 20,
        "vervolgtraject": 6,
        "vervolgtraject met monitoring": 2,
        "onderzoek": 2,
        "onderzoek met monitoring": 10,
    }
    for each in found["questions"]:
        assert each["expected"] == pytest.approx(12 * each["applies"] / 40)
        assert each["expected_most"] == pytest.approx(12 * (each["applies"] + each["may_apply"]) / 40)
        assert each["low"] <= each["expected_most"] <= each["high"]


def test_the_limit_is_for_the_dossiers_in_which_the_toetsvraag_can_be_judged(tmp_path):
    folder = write(tmp_path / "d", (60, ADVICE), (60, {}))
    found = {each["question"]: each["limit"] for each in figures(folder, "--size", 40)["questions"]}
    # 20 of 40 dossiers are expected, from the 60 to which it applies. None of 6 in 20: 0.0767, of 7: 0.0483.
    assert [comb(60 - failing, 20) / comb(60, 20) > 0.05 for failing in (6, 7)] == [True, False]
    assert found["1.3.3-d"] == 0.1
    assert found["1.3.3-a"] is found["2.1.1-a"] is found["1.1.1-a"] is None
    few = {each["question"]: each["limit"] for each in figures(folder, "--size", 18)["questions"]}
    assert few["1.3.3-d"] is None


def test_a_small_kind_gets_the_minimum_that_its_toetsvragen_need(tmp_path):
    folder = write(tmp_path / "d", (180, ADVICE), (20, {}))
    plain, divided = figures(folder, "--size", 120), figures(folder, "--size", 60)
    assert (plain["minimum"], plain["size_for_all"]) == (1, 120)
    # In proportion 6 of 60 are onderzoeken; 10 (9.5 or more) are enough for every toetsvraag on them.
    assert (divided["minimum"], divided["size_for_all"]) == (10, 60)
    shares = {each["name"]: each["divided"] for each in divided["strata"]}
    assert shares == {"alleen triage": 50, "onderzoek met monitoring": 10}
    assert {each["question"]: each["divided"] for each in divided["questions"]}["1.3.3-d"] == 10


def test_the_proposed_draw_is_the_one_that_sample_draws(tmp_path):
    folder = write(tmp_path / "d", (180, ADVICE), (20, {}))
    options = ("--stratify", "soort", "--minimum", "10")
    command = said(folder, "--size", 60).splitlines()[-1]
    assert shlex.split(command)[1:] == ["sample", str(folder), "--size", "60", *options]
    drawn = run(*shlex.split(command)[1:], "--seed", 1, "--out", tmp_path / "s")
    assert drawn.exit_code == 0, drawn.output
    strata = json.loads((tmp_path / "s" / "steekproef.json").read_text(encoding="utf-8"))["strata"]
    assert strata == {each["name"]: each["divided"] for each in figures(folder, "--size", 60)["strata"]}


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 200))
def test_a_division_for_all_leaves_nothing_short_that_the_register_has(size):
    prospect = PROSPECT
    division = divide(prospect, min(size, prospect.population))
    assert division.size == min(size, prospect.population)
    larger = division_for_all(prospect, division)
    final = larger or division
    for each in prospect.texts:
        assert each.possible < ENOUGH or round(each.expected(final.shares, prospect.sizes)) >= ENOUGH
    assert larger is None or larger.size > division.size


PROSPECT = look_ahead(every_row(), peildatum=date(2017, 12, 1), today=date(2017, 12, 1))


# ---------------------------------------------------------------- what is said


def test_the_most_important_line_comes_first_and_everything_fits_on_a_screen(folder):
    lines = said(folder, "--tolerable", 10).splitlines()
    assert lines[0] == "Bekijk 21 van de 40 zaken, door loting gekozen."
    assert lines[1].startswith(
        "Wordt iets in alle 21 dossiers gevonden, dan ontbreekt het met 95 % zekerheid in minder"
    )
    assert "Dit geldt voor een vraag die in al die dossiers te beoordelen is." in "\n".join(lines)
    assert len(lines) <= 46


def test_what_the_sample_holds_is_said_before_anything_is_printed(folder):
    text = " ".join(said(folder, "--size", 20).split())
    assert "20 dossiers bevatten naar verwachting 6 onderzoeken (meestal 3 tot 9), 4 vervolgtrajecten" in text
    assert "Termijnen (1.1.1-a, 2.1.1-a, 2.1.1-b, 2.1.2-a) telt het programma in alle 40 zaken." in text
    assert "Print van elke zaak: melding, triage, contactjournaal, veiligheidsplan." in text
    assert "onderzoek met monitoring 10 5" in text
    assert "Minder dan 10 dossiers te verwachten (tussen haakjes: in het register): 1.3.3-d (10)," in text


def test_more_than_there_are_is_all_of_them(folder):
    text = said(folder, "--size", 500)
    assert "U vroeg 500 zaken en er zijn er 40. Dat zijn alle zaken." in text
    assert "40 dossiers bevatten 12 onderzoeken, 8 vervolgtrajecten en 12 keer monitoring." in text
    assert "meestal in 95" not in text
    assert figures(folder, "--size", 500)["size"] == 40


def test_a_register_without_vervolg_says_what_that_means(tmp_path):
    folder = write(tmp_path / "d", (30, {}), columns=("zaaknummer", "datum_melding"))
    text = " ".join(said(folder, "--size", 12).split())
    assert "Let op: het register heeft geen kolom vervolg en uitkomst." in text
    assert "vtaudit sample" in text and "--stratify" not in text
    assert asked(figures(folder, "--size", 12))["2.1.1-b"] == (0, 0)


def test_what_cannot_be_read_is_named_and_the_json_stays_whole(tmp_path):
    folder = write(tmp_path / "d", (30, {}), (1, {"datum_afronding_onderzoek": "ergens in mei"}))
    result = run("plan", folder, "--size", 12, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["population"] == 31
    assert "rij 32" in result.stderr
    assert asked(json.loads(result.stdout))["1.3.3-d"] == (30, 1)


def test_no_worker_and_no_zaaknummer_is_named(folder):
    for output in (said(folder), run("plan", folder, "--json").stdout):
        assert "Haan" not in output and "VT17" not in output and "medewerker" not in output


def test_an_own_set_of_criteria_is_used(folder, tmp_path):
    from audit_folder import write_set

    own = write_set(tmp_path / "eigen", "1.1.1")
    assert list(asked(figures(folder, "--criteria", own))) == ["1.1.1-a"]
    assert "Te beoordelen" not in said(folder, "--criteria", own)


# ---------------------------------------------------------------- the plan goes with the sample


def test_a_plan_is_kept_with_the_sample_that_carries_it_out(folder, tmp_path):
    kept = tmp_path / "plan.json"
    assert f"Plan: {kept}" in said(folder, "--tolerable", 10, "--out", kept)
    drawn = run("sample", folder, "--plan", kept, "--seed", 1, "--out", tmp_path / "s")
    assert drawn.exit_code == 0, drawn.output
    record = json.loads((tmp_path / "s" / "steekproef.json").read_text(encoding="utf-8"))
    planned = json.loads(kept.read_text(encoding="utf-8"))
    assert len(record["drawn"]) == record["plan"]["size"] == planned["size"] == 21
    wanted = ("acceptable", "population", "confidence", "tolerable", "expected", "method", "risk", "sentence")
    assert {name: record["plan"][name] for name in wanted} == {name: planned[name] for name in wanted}
    more = run("sample", folder, "--top-up", tmp_path / "s" / "steekproef.json", "--size", 25)
    assert more.exit_code == 0, more.output
    later = json.loads((tmp_path / "s" / "steekproef.json").read_text(encoding="utf-8"))
    assert later["plan"] == record["plan"]


def test_a_plan_is_never_written_over(folder, tmp_path):
    kept = tmp_path / "plan.json"
    kept.write_text("van eerder", encoding="utf-8")
    result = run("plan", folder, "--out", kept)
    assert result.exit_code == 2
    assert "Dit bestand is er al." in result.stderr
    assert kept.read_text(encoding="utf-8") == "van eerder"


@pytest.mark.parametrize(
    "content", ["geen json", "[]", "{}", '{"size": 0, "sentence": ""}', '{"size": true, "sentence": ""}']
)
def test_another_file_is_no_plan(folder, tmp_path, content):
    (tmp_path / "plan.json").write_text(content, encoding="utf-8")
    result = run("sample", folder, "--plan", tmp_path / "plan.json", "--out", tmp_path / "s")
    assert result.exit_code == 2
    assert "plan.json: Dit bestand is geen plan." in result.stderr
    assert not (tmp_path / "s").exists()


def test_a_plan_for_another_number_of_cases_is_refused(folder, tmp_path):
    said(folder, "--size", 12, "--out", tmp_path / "plan.json")
    result = run(
        "sample", folder, "--plan", tmp_path / "plan.json", "--where", "vervolg=advies", "--out", tmp_path / "s"
    )
    assert result.exit_code == 2
    assert "Dit plan is gemaakt voor 40 zaken, en er zijn er nu 20 om uit te trekken." in result.stderr
    both = run("sample", folder, "--plan", tmp_path / "plan.json", "--size", 3)
    assert "Kies een van deze: --size, --plan, --all, --top-up of --replace." in both.stderr
