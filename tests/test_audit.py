"""The whole job on real files: what goes in, what comes out, and what happens to what cannot be read."""

from __future__ import annotations

import json
import os
import shutil
import stat
from datetime import date

import pytest
from audit_folder import (
    AGREEMENT,
    COLUMNS,
    ONE,
    PLAN,
    REPORT,
    TWO,
    card_of,
    outcomes,
    rows_of,
    run,
    run_in,
    write_dossier,
    write_register,
)
from document_files import write_pdf, write_scan

from vtaudit.audit import Choice, prepare
from vtaudit.catalogue.criteria import criteria_root
from vtaudit.errors import VtauditError

TERMS = {"1.1.1-a", "2.1.1-a", "2.1.1-b", "2.1.2-a"}
FILES = {
    *("observaties.csv", "observaties.json", "scorekaart.html", "scorekaart.json", "steekproef.json"),
    *("werkblad.html", "herlezen.json"),
}


# ---------------------------------------------------------------- what comes out


def test_the_files_of_the_contract_are_written(folder):
    result, directory = run_in(folder)
    assert result.exit_code == 0
    assert {path.name for path in directory.iterdir()} == FILES
    assert directory.name == f"2017-12-01-{directory.name[-8:]}"
    assert int(directory.name[-8:], 16) >= 0
    header = (directory / "observaties.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "zaaknummer,verwachting,toetsvraag,uitkomst,zeker,reden,document,pagina,begin,eind,citaat"


def test_every_drawn_case_has_every_toetsvraag_once(folder):
    _, directory = run_in(folder)
    asked = [question["question"] for each in card_of(directory)["expectations"] for question in each["questions"]]
    assert len(asked) == len(set(asked))
    assert {"1.3.3-f", "2.1.2-b", "vb-a"} <= set(asked)
    for zaaknummer in (ONE, TWO):
        assert sorted(row["toetsvraag"] for row in rows_of(directory) if row["zaaknummer"] == zaaknummer) == sorted(
            asked
        )


def test_every_quote_stands_verbatim_at_its_place_in_the_text_that_the_program_prints(folder):
    _, directory = run_in(folder)
    quoted = [row for row in rows_of(directory) if row["citaat"]]
    assert {row["document"].rpartition(".")[2] for row in quoted} >= {"pdf"}
    for row in quoted:
        text = run("text", folder / row["document"], "--page", row["pagina"]).stdout_bytes.decode()
        assert " ".join(text[int(row["begin"]) : int(row["eind"])].split()) == row["citaat"]


def test_what_the_dossier_says_is_found_with_the_sentence_that_proves_it(folder):
    _, directory = run_in(folder)
    (row,) = (row for row in rows_of(directory) if (row["zaaknummer"], row["toetsvraag"]) == (ONE, "1.3.3-a"))
    assert (row["uitkomst"], row["document"], row["pagina"]) == ("voldoet", f"{ONE}/plan.pdf", "1")
    assert AGREEMENT in row["citaat"]
    assert outcomes(directory, ONE)["2.1.1-a"] == "voldoet"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_working_files_are_for_their_owner_only(folder):
    _, directory = run_in(folder)
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    shared = {path.name for path in directory.iterdir() if stat.S_IMODE(path.stat().st_mode) != 0o600}
    assert shared == {"scorekaart.html", "scorekaart.json"}


def test_the_shared_page_names_no_case_and_no_person(folder):
    _, directory = run_in(folder)
    for name in ("scorekaart.html", "scorekaart.json"):
        text = (directory / name).read_text(encoding="utf-8")
        assert not [word for word in (ONE, TWO, "Broekhof", "de Haan", AGREEMENT) if word in text]
        assert "Veilig Thuis Oevers" in text


def test_names_are_masked_in_the_werkblad_unless_asked_for(folder):
    (folder / ONE / "plan.pdf").unlink()
    write_pdf(folder / ONE / "plan.pdf", [(*PLAN, "4. Ruud Broekhof komt niet in de woning van moeder.")])
    _, directory = run_in(folder)
    assert "Broekhof" not in (directory / "werkblad.html").read_text(encoding="utf-8")
    again, same = run_in(folder, "--show-names")
    assert same == directory
    assert "er is niets gedaan" not in again.output
    assert "Broekhof" in (directory / "werkblad.html").read_text(encoding="utf-8")


# ---------------------------------------------------------------- the same audit, and another one


def test_the_same_audit_again_does_nothing_and_says_so(folder):
    first, directory = run_in(folder)
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in directory.iterdir()}
    again, same = run_in(folder)
    assert same == directory
    assert "Deze audit is er al." in again.stdout
    assert again.exit_code == first.exit_code == 0
    assert {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in directory.iterdir()} == before


def test_the_same_audit_again_still_tells_that_something_was_not_read(folder):
    (folder / ONE / "brief.pdf").write_bytes(b"")
    assert run_in(folder)[0].exit_code == 1
    again, _ = run_in(folder)
    assert "Deze audit is er al." in again.stdout
    assert again.exit_code == 1


def other_document(folder):
    (folder / ONE / "melding.txt").write_text(REPORT + "\nGebeld met de huisarts.\n", encoding="utf-8")


def other_name(folder):
    (folder / ONE / "melding.txt").rename(folder / ONE / "aanmelding.txt")


def other_register(folder):
    write_register(folder, [{"zaaknummer": ONE}, {"zaaknummer": TWO, "datum_triagebesluit": "2017-03-20"}])


@pytest.mark.parametrize("change", [other_document, other_name, other_register])
def test_another_input_makes_another_audit(folder, change):
    before = prepare(folder, Choice(), today=date(2018, 1, 15)).audit_id
    assert prepare(folder, Choice(), today=date(2018, 1, 16)).audit_id == before
    change(folder)
    assert prepare(folder, Choice(), today=date(2018, 1, 15)).audit_id != before


@pytest.mark.parametrize(
    "settings",
    [
        {"peildatum": date(2017, 11, 1)},
        {"criteria": ("stap2-2016",)},
        {"choice": Choice(census=True)},
        {"choice": Choice(size=1, seed=1)},
    ],
)
def test_another_question_makes_another_audit(folder, settings):
    before = prepare(folder, Choice(), today=date(2018, 1, 15)).audit_id
    changed = {"choice": Choice(), "today": date(2018, 1, 15), **settings}
    assert prepare(folder, changed.pop("choice"), **changed).audit_id != before


def test_a_document_of_a_case_that_was_not_drawn_changes_nothing(folder):
    choice = Choice(size=1, seed=1)
    job = prepare(folder, choice, today=date(2018, 1, 15))
    (other,) = {ONE, TWO}.difference(job.sample.drawn)
    (folder / other / "brief.txt").write_text("Geachte mevrouw,", encoding="utf-8")
    assert prepare(folder, choice, today=date(2018, 1, 15)).audit_id == job.audit_id


def test_a_phrase_that_the_organisation_adds_is_used_and_makes_another_audit(folder, tmp_path):
    own = tmp_path / "criteria"
    shutil.copytree(criteria_root(), own)
    same = prepare(folder, Choice(), today=date(2018, 1, 15), criteria=(own / "stap2-2016",))
    assert same.audit_id == prepare(folder, Choice(), today=date(2018, 1, 15), criteria=("stap2-2016",)).audit_id
    with (own / "free_days.csv").open("a", encoding="utf-8") as file:
        file.write("2017-03-13,Eigen vrije dag,Besluit directie\n")
    job = prepare(folder, Choice(), today=date(2018, 1, 15), criteria=(own / "stap2-2016",))
    assert job.audit_id != same.audit_id
    assert job.setup.grounds.free_days == own / "free_days.csv"


def test_the_peildatum_is_that_of_the_flag_else_of_the_settings_else_today(folder):
    today = date(2018, 1, 15)
    assert prepare(folder, Choice(), today=today, peildatum=date(2017, 6, 1)).peildatum == date(2017, 6, 1)
    assert prepare(folder, Choice(), today=today).peildatum == date(2017, 12, 1)
    (folder / "register.yaml").unlink()
    assert prepare(folder, Choice(), today=today).peildatum == today


def test_a_peildatum_in_the_future_is_refused(folder):
    with pytest.raises(VtauditError) as caught:
        prepare(folder, Choice(), today=date(2018, 1, 15), peildatum=date(2018, 1, 16))
    assert [fault.code for fault in caught.value.faults] == ["peildatum_later"]


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize("kind", ["encrypted", "scan", "empty", "unsupported"])
def test_an_unreadable_file_is_named_and_absence_proves_nothing(folder, kind):
    path = folder / ONE / {"unsupported": "bijlage.doc"}.get(kind, "bijlage.pdf")
    if kind == "encrypted":
        write_pdf(path, [["Afsluitbrief"]], password="geheim")
    elif kind == "scan":
        write_scan(path)
    else:
        path.write_bytes(b"PK" if kind == "unsupported" else b"")
    result, directory = run_in(folder)
    assert result.exit_code == 1
    assert f"{ONE}/{path.name}: " in result.stderr
    assert "Niet (helemaal) gelezen:" in result.stderr
    touched, whole = outcomes(directory, ONE), outcomes(directory, TWO)
    assert touched["1.3.3-a"] == "voldoet"
    missing = {question for question, outcome in whole.items() if outcome == "voldoet_niet"} - TERMS
    assert "1.3.3-d" in missing
    assert {touched[question] for question in missing} == {"niet_te_beoordelen"}
    state = {"unsupported": "niet_ondersteund"}.get(kind, "onleesbaar")
    assert card_of(directory)["file_states"] == {state: 1}


def test_the_same_document_under_two_names_counts_once_and_is_named(folder):
    shutil.copy(folder / ONE / "plan.pdf", folder / ONE / "plan kopie.pdf")
    result, directory = run_in(folder)
    assert result.exit_code == 0
    assert "Dit stuk staat er twee keer in" in result.stderr
    observations = json.loads((directory / "observaties.json").read_text(encoding="utf-8"))["observaties"]
    (found,) = (one for one in observations if (one["zaaknummer"], one["toetsvraag"]) == (ONE, "1.3.3-a"))
    assert sum(AGREEMENT in quote["citaat"] for quote in found["bewijs"]) == 1


def test_a_document_of_another_case_is_named(folder):
    (folder / ONE / "verdwaald.txt").write_text(f"Zaaknummer: {TWO}\nGesprek op school.\n", encoding="utf-8")
    (folder / TWO / "eigen.txt").write_text(f"Zaaknummer: {TWO}\nZie ook {ONE}.\n", encoding="utf-8")
    (folder / TWO / "oud.txt").write_text("Zie de eerdere zaak VT15-0388.\n", encoding="utf-8")
    result, _ = run_in(folder)
    lines = [line for line in result.stderr.splitlines() if "het nummer van een andere zaak" in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"- {ONE}/verdwaald.txt: ")
    assert TWO in lines[0]
    assert result.exit_code == 0


def test_cases_of_one_family_may_name_each_other(folder):
    (folder / TWO / "verwijzing.txt").write_text(f"Hoort bij zaak {ONE}.\n", encoding="utf-8")
    assert "een andere zaak" in run_in(folder)[0].stderr
    write_register(folder, [{"zaaknummer": ONE}, {"zaaknummer": TWO, "hoofdnummer": ONE}])
    assert "een andere zaak" not in run_in(folder)[0].stderr


def test_a_stray_folder_and_an_unused_file_are_named_and_not_judged(folder):
    write_dossier(folder, "VT16-0999")
    (folder / "notities.txt").write_text("Bellen met de gemeente.", encoding="utf-8")
    result, directory = run_in(folder)
    assert "- VT16-0999: Deze map hoort niet bij een zaak in het register." in result.stderr
    assert "- notities.txt: Dit bestand hoort niet bij een zaak in het register." in result.stderr
    assert {row["zaaknummer"] for row in rows_of(directory)} == {ONE, TWO}
    assert result.exit_code == 0


def test_a_double_zaaknummer_is_not_judged_and_the_rest_goes_on(folder):
    write_register(folder, [{"zaaknummer": each} for each in (ONE, TWO, ONE)])
    result, directory = run_in(folder)
    assert result.exit_code == 1
    assert "rij 2 en 4: Deze rijen hebben hetzelfde zaaknummer." in result.stderr
    assert "Deze map hoort niet bij een zaak" not in result.stderr
    assert {row["zaaknummer"] for row in rows_of(directory)} == {TWO}
    assert card_of(directory)["register_rows"] == 1


def test_a_row_without_zaaknummer_is_named(folder):
    write_register(folder, [{"zaaknummer": ONE}, {"zaaknummer": ""}])
    result, _ = run_in(folder)
    assert result.exit_code == 1
    assert "register.csv, rij 3, kolom 'zaaknummer': Deze rij heeft geen zaaknummer" in result.stderr


@pytest.mark.parametrize("cell", ["2017-02-29", "31-04-2017", "0217-03-10", "2107-03-10", "onbekend"])
def test_a_date_that_does_not_exist_is_named_and_the_case_is_kept(folder, cell):
    write_register(folder, [{"zaaknummer": ONE, "datum_triagebesluit": cell}, {"zaaknummer": TWO}])
    result, directory = run_in(folder)
    assert result.exit_code == 1
    assert "register.csv, rij 2, kolom 'datum_triagebesluit': " in result.stderr
    assert outcomes(directory, ONE)["2.1.1-a"] == "niet_te_beoordelen"
    assert outcomes(directory, ONE)["2.1.1-b"] == "voldoet"
    assert outcomes(directory, TWO)["2.1.1-a"] == "voldoet"


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ({"datum_triagebesluit": "2017-03-01"}, "2.1.1-a"),
        ({"datum_afronding_onderzoek": "2017-03-08"}, "2.1.2-a"),
    ],
)
def test_dates_that_contradict_each_other_leave_the_term_score_with_the_reason(folder, row, question):
    write_register(folder, [{"zaaknummer": ONE, **row}, {"zaaknummer": TWO}])
    result, directory = run_in(folder)
    assert "register.csv, rij 2" in result.stderr
    assert " ligt voor de " in result.stderr
    (seen,) = (each for each in rows_of(directory) if (each["zaaknummer"], each["toetsvraag"]) == (ONE, question))
    assert seen["uitkomst"] == "niet_te_beoordelen"
    assert "tegen" in seen["reden"]
    assert outcomes(directory, TWO)[question] == "voldoet"


def test_a_date_after_the_peildatum_has_not_happened_yet(folder):
    write_register(folder, [{"zaaknummer": ONE, "datum_triagebesluit": "2017-12-05"}, {"zaaknummer": TWO}])
    _, directory = run_in(folder)
    assert outcomes(directory, ONE)["2.1.1-a"] == "voldoet_niet"


def test_a_date_outside_the_table_of_free_days_costs_only_the_terms_of_that_case(folder):
    early = {name: "2013-03-06" for name in COLUMNS if name.startswith("datum_")}
    write_register(folder, [{"zaaknummer": ONE, **early}, {"zaaknummer": TWO}])
    result, directory = run_in(folder)
    assert result.exit_code == 1
    assert "register.csv, rij 2: Een datum valt buiten de jaren van de tabel met vrije dagen." in result.stderr
    asked = outcomes(directory, ONE)
    assert {asked[question] for question in ("2.1.1-a", "2.1.1-b", "2.1.2-a")} == {"niet_te_beoordelen"}
    assert asked["1.3.3-a"] == "voldoet"
    reasons = {row["reden"] for row in rows_of(directory) if (row["zaaknummer"], row["toetsvraag"]) == (ONE, "2.1.1-a")}
    assert reasons == {
        "Een datum valt buiten de jaren van de tabel met vrije dagen. De termijn is daarom niet te berekenen."
    }
    assert outcomes(directory, TWO)["2.1.1-a"] == "voldoet"


@pytest.mark.parametrize("case", ["no register", "two registers", "no such set", "no zaken"])
def test_a_job_that_cannot_be_done_ends_with_2_and_a_dutch_sentence(folder, case):
    options = ()
    if case == "no register":
        (folder / "register.csv").unlink()
        sentence = "Er staat geen register in de map."
    elif case == "two registers":
        shutil.copy(folder / "register.csv", folder / "register.xlsx")
        sentence = "Er staan meer registers in de map"
    elif case == "no such set":
        options = ("--criteria", "bestaat-niet")
        sentence = "deze set bestaat niet"
    else:
        write_register(folder, [])
        sentence = "Het register heeft geen zaken"
    result = run("audit", folder, "--out", folder.parent / "reports", *options)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not (folder.parent / "reports").exists()


# ---------------------------------------------------------------- pages that hold hostile or no content


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such file names")
def test_markup_in_names_and_quotes_comes_out_as_text(folder):
    evil = '"><img src=x onerror=alert(1)><script>alert(2)'
    write_register(folder, [{"zaaknummer": ONE, "team": evil, "medewerker": evil}, {"zaaknummer": TWO}])
    (folder / ONE / "plan.pdf").unlink()
    quote = 'Vader slaapt tot de zitting bij zijn broer & "zus".'
    (folder / ONE / f"{evil}.txt").write_text("\n".join((*PLAN[:3], f"1. {quote}")), encoding="utf-8")
    _, directory = run_in(folder, "--show-names")
    pages = {name: (directory / name).read_text(encoding="utf-8") for name in ("scorekaart.html", "werkblad.html")}
    for page in pages.values():
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "onerror=alert(1)&gt;&lt;script&gt;alert(2)" in page
    assert "broer &amp; &#34;zus&#34;." in pages["werkblad.html"]
    (row,) = (row for row in rows_of(directory) if (row["zaaknummer"], row["toetsvraag"]) == (ONE, "1.3.3-a"))
    assert (row["document"], row["citaat"]) == (f"{ONE}/{evil}.txt", quote)


def test_a_toetsvraag_that_applies_to_no_case_gets_no_percentage(folder):
    none = dict.fromkeys(("uitkomst", "datum_start_onderzoek", "datum_afronding_onderzoek"), "")
    write_register(folder, [{"zaaknummer": each, "vervolg": "advies", **none} for each in (ONE, TWO)])
    _, directory = run_in(folder)
    questions = {
        question["question"]: question for each in card_of(directory)["expectations"] for question in each["questions"]
    }
    finding = questions["2.1.2-a"]
    assert finding["tally"]["not_applicable"] == 2
    assert (finding["worst"], finding["best"], finding["interval"], finding["wilson"]) == (None, None, None, None)
    page = (directory / "scorekaart.html").read_text(encoding="utf-8")
    assert "Niet te bepalen" in page
