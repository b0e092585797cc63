"""streefwaarden.yaml, from the file in the folder to the verdict on the page."""

from __future__ import annotations

import json
import re
import textwrap
from datetime import date
from pathlib import Path

import pytest
from audit_folder import ONE, TODAY, TWO, card_of, run, run_in, write_dossier, write_folder, write_register
from html_page import read_page

from vtaudit.audit import Choice, prepare
from vtaudit.errors import VtauditError
from vtaudit.model import Target
from vtaudit.sampling import check_sha256

CASES = [f"VT17-{number:04d}" for number in range(1, 33)]
REACHED = "Voldoende: de streefwaarde is gehaald."
MISSED = "Onvoldoende: de streefwaarde is niet gehaald."
UNSETTLED = "Met deze steekproef is niet vast te stellen of de streefwaarde is gehaald."
LATE = "Deze streefwaarde is vastgesteld na de loting."
UNDATED = "De dag van de loting is niet bewaard."


def write_targets(folder: Path, *lines: str) -> Path:
    path = folder / "streefwaarden.yaml"
    path.write_text("\n".join(("versie: 1", "streefwaarden:", *lines)) + "\n", encoding="utf-8")
    return path


def target(number: str, percentage: object, on: str = "2017-11-20", by: str = "MT") -> str:
    return f'  "{number}": {{percentage: {percentage}, door: {by}, op: {on}}}'


def question(directory: Path, number: str) -> dict:
    questions = (one for each in card_of(directory)["expectations"] for one in each["questions"])
    return next(one for one in questions if one["question"] == number)


def text_of(directory: Path) -> str:
    return read_page((directory / "scorekaart.html").read_text(encoding="utf-8")).text


def first_page_on(text: str, number: str) -> str:
    """What the first page says about one toetsvraag."""
    start = text.index(number)
    return re.split(r"(?:[0-9.]+|vb)-[a-z]\b|Vijf dagen, twee lezingen", text[start + len(number) :], maxsplit=1)[0]


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "dossiers", ONE, TWO)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """32 zaken of which 8 had a late triage; 12 were drawn on 15 November 2017 and their dossiers are all alike."""
    folder = tmp_path_factory.mktemp("loting") / "dossiers"
    late = {"datum_triagebesluit": "2017-03-20"}
    write_register(folder, [{"zaaknummer": case, **(late if case <= CASES[7] else {})} for case in CASES])
    file = folder.parent / "steekproef" / "steekproef.json"
    made = run("sample", folder, "--size", 12, "--seed", 7, "--on", "2017-11-15", "--out", file.parent)
    assert made.exit_code == 0, made.output
    for case in json.loads(file.read_text(encoding="utf-8"))["drawn"]:
        write_dossier(folder, case)
    return folder, file


# ---------------------------------------------------------------- from the file to the page


def test_a_verdict_stands_on_card_and_page_with_who_when_and_how_many_more(drawn):
    folder, file = drawn
    write_targets(
        folder,
        target("2.1.1", 92.5, "2017-01-12"),
        target("2.1.1-a", 75, "2017-01-12", "directie"),
        target("1.3.3-a", 90, "2017-11-15"),
        target("1.3.3-b", 80, "2017-10-02"),
        target("vb", 60, "2017-10-02"),
    )
    result, directory = run_in(folder, "--sample-file", file)
    assert result.exit_code == 0, result.output
    text = text_of(directory)

    # All 32 triages are counted: 24 is exactly 75 of 100, and the number of the toetsvraag goes before 2.1.1.
    assert question(directory, "2.1.1-a")["target"] == {"rate": 0.75, "by_whom": "directie", "on": "2017-01-12"}
    assert question(directory, "2.1.1-a")["verdict"] == "voldoende"
    assert REACHED in first_page_on(text, "2.1.1-a")
    assert "Streefwaarde: 75 van de 100 (directie, 12 januari 2017)." in first_page_on(text, "2.1.1-a")
    assert question(directory, "2.1.1-b")["target"]["rate"] == 0.925
    assert "Streefwaarde: 92,5 van de 100 (MT, 12 januari 2017)." in first_page_on(text, "2.1.1-b")

    # 12 of 12, and 4 of 32 that miss it stay out of 19 drawn in 2.0 of 100 lots, out of 18 in 2.8.
    unsettled = question(directory, "1.3.3-a")
    assert (unsettled["tally"]["met"], unsettled["tally"]["not_met"]) == (12, 0)
    assert (unsettled["verdict"], unsettled["more_needed"]) == ("met deze steekproef niet vast te stellen", 7)
    assert f"{UNSETTLED} Met ongeveer 7 dossiers meer is dit wel vast te stellen" in first_page_on(text, "1.3.3-a")

    assert question(directory, "1.3.3-b")["verdict"] == "onvoldoende"
    assert MISSED in first_page_on(text, "1.3.3-b")

    # Every dossier waits for a person here: no verdict yet.
    assert (question(directory, "vb-a")["target"]["rate"], question(directory, "vb-a")["verdict"]) == (0.6, None)
    assert question(directory, "2.1.2-a")["target"] is None
    assert "streefwaarden.yaml" not in result.output + text
    # On the day of the draw is not after it, and before is before.
    assert {question(directory, each)["target_is_late"] for each in ("1.3.3-a", "1.3.3-b")} == {False}
    assert LATE not in text
    assert UNDATED not in text


def test_without_the_file_there_are_figures_and_no_verdict(folder):
    _, directory = run_in(folder, "--sample", 1, "--seed", 7)
    questions = [one for each in card_of(directory)["expectations"] for one in each["questions"]]
    assert {str(one[name]) for one in questions for name in ("target", "verdict", "more_needed", "target_is_late")} == {
        "None"
    }
    text = text_of(directory)
    assert "Er is vooraf geen streefwaarde gekozen. Daarom staat hier geen oordeel." in text
    assert [sentence for sentence in (REACHED, MISSED, UNSETTLED, LATE, UNDATED) if sentence in text] == []


def test_a_streefwaarde_from_after_the_draw_is_told_where_its_verdict_stands(drawn):
    folder, file = drawn
    write_targets(folder, target("1.3.3-b", 80, "2017-11-16"), target("2.1.1-a", 75, "2017-11-16"))
    _, directory = run_in(folder, "--sample-file", file)
    text = text_of(directory)
    assert question(directory, "1.3.3-b")["target_is_late"] is True
    assert f"{MISSED} {LATE} De loting was op 15 november 2017." in first_page_on(text, "1.3.3-b")
    # The register was counted whole: nothing hangs on the lot there.
    assert question(directory, "2.1.1-a")["target_is_late"] is None
    assert text.count(LATE) == 2


def test_a_change_of_the_draw_shows_that_a_streefwaarde_is_late_when_the_day_itself_was_not_kept(drawn, tmp_path):
    folder, file = drawn
    content = json.loads(file.read_text(encoding="utf-8"))
    del content["drawn_on"]
    content["check_sha256"] = check_sha256(content)
    other = tmp_path / "steekproef.json"
    other.write_text(json.dumps(content), encoding="utf-8")
    made = run("sample", folder, "--top-up", other, "--size", 13, "--on", "2017-11-18", "--out", tmp_path / "meer")
    assert made.exit_code == 0, made.output
    write_targets(folder, target("1.3.3-a", 90, "2017-11-18"), target("1.3.3-b", 80, "2017-11-19"))
    _, directory = run_in(folder, "--sample-file", tmp_path / "meer" / "steekproef.json")
    assert question(directory, "1.3.3-a")["target_is_late"] is None
    assert question(directory, "1.3.3-b")["target_is_late"] is True
    text = text_of(directory)
    assert f"{MISSED} {LATE} " in first_page_on(text, "1.3.3-b")
    assert "De loting was op" not in text
    assert UNDATED in text


def test_a_draw_of_the_audit_itself_has_no_day_and_the_page_says_so(folder):
    write_targets(folder, target("1.3.3", 90))
    _, directory = run_in(folder, "--sample", 1, "--seed", 7)
    assert question(directory, "1.3.3-a")["target_is_late"] is None
    assert f"{UNDATED} Ga zelf na of de streefwaarden er voor de loting al waren." in text_of(directory)


@pytest.mark.parametrize(
    ("number", "options"), [("1.3.3", ["--all"]), ("1.3.3", []), ("2.1.1", ["--sample", 1, "--seed", 7])]
)
def test_where_no_lot_decides_the_page_does_not_speak_of_its_day(folder, number, options):
    write_targets(folder, target(number, 90))
    _, directory = run_in(folder, *options)
    assert question(directory, f"{number}-a")["target"]["rate"] == 0.9
    text = text_of(directory)
    assert [sentence for sentence in (LATE, UNDATED) if sentence in text] == []


def test_what_was_reached_by_a_census_is_settled(folder):
    write_targets(folder, target("1.3.3-a", 100))
    _, directory = run_in(folder, "--all")
    assert question(directory, "1.3.3-a")["verdict"] == "voldoende"
    assert "Streefwaarde: 100 van de 100 (MT, 20 november 2017)." in text_of(directory)


# ---------------------------------------------------------------- the audit-id and the folder


def id_of(folder: Path) -> str:
    return prepare(folder, Choice(), today=TODAY).audit_id


def test_every_part_of_a_streefwaarde_makes_another_audit_and_a_remark_does_not(folder):
    ids = [id_of(folder)]
    for line in (
        target("1.3.3", 90),
        target("1.3.3-a", 90),
        target("1.3.3", 89.5),
        target("1.3.3", 90, by="directie"),
        target("1.3.3", 90, "2017-11-21"),
    ):
        write_targets(folder, line)
        ids.append(id_of(folder))
    assert len(set(ids)) == 6
    path = write_targets(folder, "  # besluit van het MT", target("1.3.3", 90))
    assert id_of(folder) == ids[1]
    path.unlink()
    assert id_of(folder) == ids[0]


@pytest.mark.parametrize("name", ["streefwaarden.yaml", "Streefwaarden.yaml"])
def test_the_file_is_used_and_not_listed_as_unused(folder, name):
    write_targets(folder, target("1.3.3", "'92,5'", by="het  MT van Veilig Thuis")).rename(folder / name)
    job = prepare(folder, Choice(), today=TODAY)
    assert job.targets == {"1.3.3": Target(0.925, "het MT van Veilig Thuis", date(2017, 11, 20))}
    assert job.file_faults == ()


def test_a_file_with_another_ending_is_named(folder):
    write_targets(folder, target("1.3.3", 90)).rename(folder / "streefwaarden.yml")
    job = prepare(folder, Choice(), today=TODAY)
    assert job.targets == {}
    assert [(each.path, each.state) for each in job.file_faults] == [("streefwaarden.yml", "niet_gebruikt")]


def test_what_the_readme_gives_as_an_example_is_read(folder):
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    blocks = [each for each in re.findall(r"```\n(.*?)```", readme, re.DOTALL) if "streefwaarden:" in each]
    assert len(blocks) == 2
    read = []
    for block in blocks:
        (folder / "streefwaarden.yaml").write_text(textwrap.dedent(block), encoding="utf-8")
        targets = prepare(folder, Choice(), today=date(2018, 3, 1), peildatum=date(2018, 3, 1)).targets
        read.append({number: each.rate for number, each in targets.items()})
    assert read == [{"1.3.3": 0.9, "2.1.1-a": 0.95}, {"2.1.1-a": 0.9, "2.1.2-a": 0.8}]


# ---------------------------------------------------------------- faults


def faults_of(folder: Path, **options: object) -> list[tuple[str, str]]:
    with pytest.raises(VtauditError) as caught:
        prepare(folder, Choice(), today=TODAY, **options)
    return [(fault.where, fault.message) for fault in caught.value.faults]


PERCENTAGE = "'percentage': hier hoort een getal te staan, meer dan 0 en hoogstens 100, zonder procentteken."
BY_WHOM = "'door': hier hoort een functie of overleg te staan, bijvoorbeeld MT; geen naam van een persoon."
DAY = "'op': hier hoort een bestaande dag te staan, geschreven als 2018-01-15."
NOT_JUDGED = "'{}' is geen verwachting of toetsvraag die het programma in deze audit beoordeelt."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        *((target("1.3.3", each), PERCENTAGE) for each in (0, 0.0, 100.1, -5, 1000, "90%", "negentig", "nan", "1e1")),
        *((target("1.3.3", each), PERCENTAGE) for each in ("", "'9 0'", "[90]", "٩٠")),
        *((target("1.3.3", 90, by=each), BY_WHOM) for each in ("", "' '", "[MT]", "mevrouw Jansen", "J. de Vries")),
        *((target("1.3.3", 90, each), DAY) for each in ("", "2017-02-30", "12-01-2017", "20170112", "2017-01", "gauw")),
        (target("1.3.3", 90, "2017-12-02"), "'1.3.3': deze streefwaarde is van na de peildatum."),
        (target("1.3.9", 90), NOT_JUDGED.format("1.3.9")),
        (target("1.3.3-z", 90), NOT_JUDGED.format("1.3.3-z")),
        # A person judges 1.2.2: nothing would be held against the streefwaarde.
        (target("1.2.2", 90), NOT_JUDGED.format("1.2.2")),
        ('  "1.3.3": {percentage: 90, door: MT}', "sleutel 'op' ontbreekt."),
        ('  "1.3.3": {door: MT, op: 2017-01-12}', "sleutel 'percentage' ontbreekt."),
        ('  "1.3.3": {percentage: 90, op: 2017-01-12}', "sleutel 'door' ontbreekt."),
        (
            '  "1.3.3": {percentage: 90, door: MT, op: 2017-01-12, dor: MT}',
            "onbekende sleutel 'dor'; bedoelde u 'door'?",
        ),
        ('  "1.3.3": 90', "'1.3.3': hier horen sleutels met een waarde te staan."),
    ],
)
def test_a_fault_is_told_in_one_sentence_on_its_line(folder, line, message):
    write_targets(folder, line)
    assert faults_of(folder) == [("dossiers/streefwaarden.yaml:3", message)]


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("", "", "het bestand is leeg."),
        ("versie: 1\n", ":1", "sleutel 'streefwaarden' ontbreekt."),
        ("streefwaarden:\n", ":1", "'streefwaarden': hier horen sleutels met een waarde te staan."),
        ("streefwaarden: {}\n", ":1", "'streefwaarden': dit mag niet leeg zijn."),
        ("- 1.3.3\n", ":1", "het bestand: hier horen sleutels met een waarde te staan."),
        (
            "versie: 2\nstreefwaarden:\n  vb: {percentage: 1, door: MT, op: 2017-01-12}\n",
            ":1",
            "'versie': deze waarde bestaat hier niet.",
        ),
        (
            "streefwaarden:\n  vb: {percentage: 1, door: MT, op: 2017-01-12}\nstreefwaarde: {}\n",
            ":3",
            "onbekende sleutel 'streefwaarde'; bedoelde u 'streefwaarden'?",
        ),
    ],
    ids=["empty", "no targets", "left open", "none", "a list", "version", "unknown key"],
)
def test_a_file_of_another_shape_is_refused(folder, text, where, message):
    (folder / "streefwaarden.yaml").write_text(text, encoding="utf-8")
    assert faults_of(folder) == [(f"dossiers/streefwaarden.yaml{where}", message)]


def test_all_faults_come_at_once_in_dutch_and_nothing_is_judged(folder):
    write_targets(
        folder,
        target("9.9.9", 90),
        target("1.3.3", "90%"),
        target("1.5.2", 80, "2018-01-02"),
        target("2.1.1", 80, by="dhr. Terpstra"),
        target("2.1.2", 80, "gisteren"),
    )
    out = folder.parent / "reports"
    result = run("audit", folder, "--out", out)
    assert result.exit_code == 2
    assert not out.exists()
    for line in range(3, 8):
        assert f"dossiers/streefwaarden.yaml:{line}: " in result.stderr
    assert "Met vtaudit criteria list ziet u alle nummers." in result.stderr
    assert "Verbeter de dag bij 'op', of kies een latere peildatum." in result.stderr
    assert "Terpstra" not in result.stderr


def test_a_number_twice_is_refused(folder):
    write_targets(folder, target("1.3.3", 90), target("1.3.3", 10))
    ((where, _),) = faults_of(folder)
    assert where == "dossiers/streefwaarden.yaml:4"


def test_the_numbers_are_those_of_the_sets_that_are_used_and_the_day_is_held_against_their_peildatum(folder):
    write_targets(folder, target("vb", 90))
    assert prepare(folder, Choice(), today=TODAY).targets
    assert faults_of(folder, criteria=("stap2-2016",)) == [("dossiers/streefwaarden.yaml:3", NOT_JUDGED.format("vb"))]
    assert prepare(folder, Choice(), today=TODAY, peildatum=date(2017, 11, 20)).targets
    assert [message for _, message in faults_of(folder, peildatum=date(2017, 11, 19))] == [
        "'vb': deze streefwaarde is van na de peildatum."
    ]
