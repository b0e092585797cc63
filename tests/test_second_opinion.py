"""The second opinion: it points at a passage, weighs beside the rules only as far as measured, and learns carefully."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from audit_folder import ONE, rows_of, run, run_in, write_folder, write_register, write_set

from vtaudit.audit.grounds import Grounds
from vtaudit.catalogue.criteria import criteria_root, load_sets
from vtaudit.checks import Result
from vtaudit.checks.weigh import Weights, weigh
from vtaudit.dossiers.lines import document_lines, spans_of
from vtaudit.errors import VtauditError
from vtaudit.language.reader import Reader
from vtaudit.language.second_opinion import Opinion, Scores, SecondOpinion
from vtaudit.language.windows import Windows
from vtaudit.learn.weights import ANSWERS, Row, measure
from vtaudit.model import Document, Dossier, Entry, Evidence, Outcome, Page, Part, ReadState

SHIPPED = criteria_root() / "second_opinion"
CORPUS = Path(__file__).parent / "corpus"
QUOTE = Evidence("stuk.txt", 1, 0, 5, "Vader")
OPINION = Opinion(Scores((2.0,), (1.0, 0.5, 0.5), 0.0), QUOTE, Windows(((0,),), (), (("Vader",),)))
FOUND = Result(Outcome.MET, "found", True, (QUOTE,))
NOTHING = Result(Outcome.NOT_MET, "nothing_found", True)


def weights(bias: float, *, turns: bool = True, sure: float = 0.9, **more: float) -> Weights:
    turned = frozenset({"1.3.3-a"}) if turns else frozenset()
    least = dict.fromkeys(ANSWERS, 0.6)
    return Weights(bias, {"reading": 1.0, **more}, turned, least, {"1.3.3-a": sure})


def weighed(result: Result, weights: Weights | None, **beside: Result) -> Result:
    return weigh("1.3.3-a", {"1.3.3-a": result, **beside}, {"1.3.3-a": OPINION}, weights)


def read(text: str) -> dict[str, Opinion]:
    document = Document("stuk.txt", "stuk.txt", ReadState.READ, (Page(1, text),))
    spans = spans_of(document_lines(document))
    day = date(2018, 3, 6)
    part = Part("stuk.txt", 1, "gespreksverslag", "inhoud", "", day, spans, (Entry(day, spans),))
    reading = Reader.from_folder(criteria_root() / "lexicon").read(Dossier("1", None, (document,), (part,)), {})
    model = SecondOpinion.load(SHIPPED)
    assert model is not None
    return dict(model.read(reading))


# ---------------------------------------------------------------- what it says


def test_it_quotes_a_passage_word_for_word() -> None:
    text = (
        "De woning was opgeruimd. Het onderwijs verloopt naar wens.\n"
        "Vader komt tot de zomervakantie niet in de woning en blijft bij zijn zus.\n"
        "De parkeerplaats bij het kantoor is een week afgesloten."
    )
    evidence = read(text)["1.3.3-a"].evidence
    assert text[evidence.start : evidence.end] == evidence.quote
    assert "Vader komt" in evidence.quote


def test_a_passage_on_the_subject_scores_above_one_that_is_not() -> None:
    about = read("Oma belt elke avond om te zien of de ouders zich aan de afspraken houden.")
    beside = read("De parkeerplaats bij het kantoor is een week afgesloten.")
    assert about["1.3.3-b"].scores.best > beside["1.3.3-b"].scores.best


def test_nothing_to_read_gives_no_opinion() -> None:
    assert read("") == {}


# ---------------------------------------------------------------- how it weighs


def test_without_a_model_the_rules_stand() -> None:
    assert weighed(FOUND, None) == FOUND
    assert weigh("1.3.3-a", {"1.3.3-a": FOUND}, {}, weights(0)) == FOUND


def test_it_turns_an_outcome_only_where_that_was_measured_and_likeness_alone_is_never_certain() -> None:
    turned = weighed(NOTHING, weights(5.0))
    assert (turned.outcome, turned.sure, turned.evidence) == (Outcome.MET, False, (QUOTE,))
    kept = weighed(NOTHING, weights(1.0, turns=False))
    assert (kept.outcome, kept.sure) == (Outcome.NOT_MET, False)


@pytest.mark.parametrize(("least", "sure"), [(0.9, True), (0.99, False)])
def test_what_it_takes_away_stays_to_be_read(least: float, sure: bool) -> None:
    turned = weighed(FOUND, weights(-5.0, sure=least))
    assert (turned.outcome, turned.sure, turned.evidence) == (Outcome.NOT_MET, sure, ())
    assert turned.against == (QUOTE,)


@pytest.mark.parametrize(("base", "sure"), [(3.0, True), (-1.0, False)])
def test_sure_is_what_both_make_likely_enough(base: float, sure: bool) -> None:
    assert weighed(FOUND, weights(base)).sure is sure


@pytest.mark.parametrize(("chance", "sure"), [(3.0, True), (-1.0, False)])
def test_where_nothing_is_read_for_it_only_how_certain_it_is_can_change(chance: float, sure: bool) -> None:
    measured = Weights(chance, {}, frozenset({"1.5.2-c"}), dict.fromkeys(ANSWERS, 0.6), {"1.5.2-c": 0.9})
    kept = Result(Outcome.MET, "kept_on_time", not sure, (QUOTE,))
    result = weigh("1.5.2-c", {"1.5.2-c": kept}, {"1.3.3-a": OPINION}, measured)
    assert result == replace(kept, sure=sure)


def test_how_close_the_call_was_weighs() -> None:
    close = replace(FOUND, counted={"missing 1": 1.0})
    heavy = {"1.3.3-a missing 1": -4.0}
    assert weighed(FOUND, weights(3.0, turns=False, **heavy)).sure
    assert not weighed(close, weights(3.0, turns=False, **heavy)).sure


def test_its_score_of_the_very_passage_that_the_rules_quote_counts() -> None:
    own, other = {"reading of evidence": 2.0}, replace(FOUND, evidence=(replace(QUOTE, quote="Moeder"),))
    assert weighed(FOUND, weights(-3.5, turns=False, **own)).sure
    assert not weighed(other, weights(-3.5, turns=False, **own)).sure


@pytest.mark.parametrize(
    ("best", "quoted"),
    [
        pytest.param(2.0, ["Oma let op.", "Vader"], id="after that of the rules"),
        pytest.param(9.0, ["Vader", "Oma let op."], id="first where it is far more like proof"),
        pytest.param(-1.0, ["Oma let op."], id="not where it is unlike proof"),
    ],
)
def test_the_passage_it_thinks_strongest_is_quoted_too(best: float, quoted: list[str]) -> None:
    found = replace(FOUND, evidence=(Evidence("stuk.txt", 1, 90, 101, "Oma let op."),))
    opinion = replace(OPINION, scores=replace(OPINION.scores, windows=(best,)))
    result = weigh("1.3.3-a", {"1.3.3-a": found}, {"1.3.3-a": opinion}, weights(9.0))
    assert [each.quote for each in result.evidence] == quoted


MOTHER, FATHER = "Moeder is blij met de tuin.", "Vader slaapt bij zijn broer."
BOTH_READ = Windows(((0,), (1,)), (), ((MOTHER,), (FATHER,)))


def of_two(question: str, scores: tuple[float, float], father: Evidence | None = None) -> list[str]:
    quotes = (Evidence("plan.txt", 1, 0, 27, MOTHER), father or Evidence("plan.txt", 1, 28, 56, FATHER))
    rules = replace(FOUND, evidence=quotes)
    opinion = Opinion(Scores(scores, (1.0, 0.5, 0.5), 0.0), quotes[1], BOTH_READ)
    measured = replace(weights(9.0), sure={question: 0.9})
    return [each.quote for each in weigh(question, {question: rules}, {question: opinion}, measured).evidence]


def test_of_the_quotes_of_the_rules_the_one_most_like_proof_comes_first() -> None:
    assert of_two("1.3.3-a", (1.0, 3.0)) == [FATHER, MOTHER]
    assert of_two("1.3.3-a", (1.0, 1.2)) == [MOTHER, FATHER]


def test_a_letter_is_its_own_proof_and_a_doubtful_scan_never_goes_before_plain_text() -> None:
    assert of_two("1.3.3-d", (1.0, 3.0)) == [MOTHER, FATHER]
    scanned = Evidence("plan.txt", 1, 28, 56, FATHER, doubtful=True)
    assert of_two("1.3.3-a", (1.0, 3.0), scanned) == [MOTHER, FATHER]


def test_a_passage_that_the_rules_quote_is_not_quoted_twice() -> None:
    found = replace(FOUND, evidence=(replace(QUOTE, end=30, quote="Vader slaapt bij zijn broer."),))
    assert weighed(found, weights(3.0)).evidence == found.evidence


def test_what_the_rules_found_for_a_toetsvraag_on_the_same_subject_counts_and_another_does_not() -> None:
    bond = {"1.3.3-a beside 1.3.3-b": 4.0, "1.3.3-a beside 1.5.2-a": 4.0}
    assert not weighed(FOUND, weights(-1.5, **bond)).sure
    assert weighed(FOUND, weights(-1.5, **bond), **{"1.3.3-b": FOUND}).sure
    assert not weighed(FOUND, weights(-1.5, **bond), **{"1.5.2-a": FOUND}).sure


def test_what_cannot_be_judged_is_left_alone() -> None:
    unread = Result(Outcome.UNDECIDED, "unreadable", False)
    assert weighed(unread, weights(5.0)) == unread
    other = Result(Outcome.NOT_APPLICABLE, "other_follow_up")
    assert weighed(other, weights(5.0)) == other


def test_agreements_for_which_the_rules_had_no_words_make_the_question_apply() -> None:
    result = weighed(Result(Outcome.NOT_APPLICABLE, "no_agreements"), weights(5.0))
    assert (result.outcome, result.sure) == (Outcome.MET, False)


def rows(question: str, right: int, wrong: int) -> list[tuple[str, Row]]:
    """The rules find nothing; the score says it is there, and a person agrees `right` times."""
    found = [(f"schrijver {n % 4}", row(question, 4.0, is_met=True)) for n in range(right)]
    return found + [(f"schrijver {n % 4}", row(question, -4.0, is_met=False)) for n in range(wrong)]


def row(question: str, score: float, *, is_met: bool, answer: str = "niets gevonden") -> Row:
    return Row(question, answer, {"reading": score, f"{question} reading": score}, is_met)


def test_the_measure_lets_it_turn_only_where_it_was_right_more_often() -> None:
    told = [*rows("1.3.3-a", 20, 20)]
    noise = [(f"schrijver {n % 4}", row("vb-a", (-1) ** n * 4.0, is_met=n % 4 == 0)) for n in range(16)]
    facts = measure([*told, *noise])
    assert facts["weigh"]["turns"] == ["1.3.3-a"]


def test_the_table_counts_what_is_said() -> None:
    (found,) = measure([*rows("1.3.3-a", 20, 20)])["calibration"]
    assert [found[key] for key in ("rows", "rules_right", "both_right", "sure", "sure_right")] == [40, 20, 40, 20, 20]


def test_what_is_turned_into_voldoet_is_never_counted_as_certain_and_what_is_taken_away_can_be() -> None:
    told = [(f"schrijver {n % 4}", row("1.3.3-a", 4.0, is_met=True)) for n in range(20)]
    against = [(f"schrijver {n % 4}", row("1.3.3-a", -4.0, is_met=False, answer="voldoet onzeker")) for n in range(30)]
    (found,) = measure([*told, *against])["calibration"]
    assert (found["both_right"], found["sure"]) == (50, 30)


def test_thresholds_come_from_writers_on_whose_errors_nothing_was_repaired() -> None:
    told = rows("1.3.3-a", 20, 20)
    (found,) = measure(told, {"schrijver 1"})["calibration"]
    assert found["rows"] == sum(name == "schrijver 1" for name, _ in told)


def test_without_a_toetsvraag_that_can_be_trusted_nothing_is_certain() -> None:
    doubtful = [(f"schrijver {n % 4}", row("vb-a", 4.0, is_met=n % 10 > 2)) for n in range(200)]
    sure = measure(doubtful)["weigh"]["sure"]
    assert measure(doubtful)["calibration"][0]["sure"] == 0
    assert set(sure) == {"vb-a"}


@pytest.mark.parametrize(("firm", "certain"), [(80, 80), (30, 0)])
def test_a_toetsvraag_that_is_often_wrong_is_certain_by_itself_where_enough_carries_it(firm: int, certain: int) -> None:
    good = [(f"schrijver {n % 4}", row("vb-a", 8.0, is_met=True, answer="voldoet onzeker")) for n in range(firm)]
    doubtful = [(f"schrijver {n % 4}", row("vb-a", -1.0, is_met=n % 8 < 4)) for n in range(firm)]
    (found,) = measure([*good, *doubtful])["calibration"]
    assert (found["sure"], found["sure_right"]) == (certain, certain)


def test_what_it_takes_away_from_a_dossier_that_was_not_read_whole_is_left_open(tmp_path: Path) -> None:
    folder = tmp_path / "dossiers"
    shutil.copytree(CORPUS / "T32", folder)
    assert any("zinnen die niet tellen" in row["reden"] for row in outcomes(folder))
    for place in folder.glob("VT-*"):
        (place / "scan.pdf").write_bytes(b"%PDF-1.4 stuk")
    assert not {row["uitkomst"] for row in outcomes(folder)} & {"voldoet_niet"}


def outcomes(folder: Path) -> list[dict[str, str]]:
    """What the shipped model and the rules say of agreements and of what the help brought."""
    asked = ("1.3.3-a", "1.3.3-b", "1.3.3-c", "1.5.3-a", "1.5.4-a")
    return [row for row in rows_of(run_in(folder)[1]) if row["toetsvraag"] in asked]


# ---------------------------------------------------------------- how it is kept


def test_it_is_kept_without_code_and_byte_for_byte_the_same(tmp_path: Path) -> None:
    model = SecondOpinion.load(SHIPPED)
    assert model is not None
    model.save(tmp_path / "a")
    again = SecondOpinion.load(tmp_path / "a")
    assert again is not None
    again.save(tmp_path / "b")
    for name in ("second_opinion.json", "second_opinion.npz"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    with np.load(SHIPPED / "second_opinion.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {"columns", "rarity", "weights", "bias", "whole", "whole_bias"}


@pytest.mark.parametrize("broken", ["{", "[]", '{"format": 99, "questions": []}', '{"format": 2, "questions": ["x"]}'])
def test_files_that_do_not_fit_stop_with_a_message(tmp_path: Path, broken: str) -> None:
    shutil.copy(SHIPPED / "second_opinion.npz", tmp_path)
    (tmp_path / "second_opinion.json").write_text(broken, encoding="utf-8")
    with pytest.raises(VtauditError) as caught:
        SecondOpinion.load(tmp_path)
    assert caught.value.faults[0].where == "second_opinion.json"


@pytest.mark.parametrize("gone", ["weigh", "bias", "considered", "turns", "least", "sure"])
def test_weights_that_miss_a_part_stop_before_the_first_dossier(tmp_path: Path, gone: str) -> None:
    shutil.copy(SHIPPED / "second_opinion.npz", tmp_path)
    facts = json.loads((SHIPPED / "second_opinion.json").read_text(encoding="utf-8"))
    (facts if gone == "weigh" else facts["weigh"]).pop(gone)
    (tmp_path / "second_opinion.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(VtauditError, match="horen niet bij elkaar of zijn beschadigd"):
        SecondOpinion.load(tmp_path)


def test_a_model_of_another_version_says_so(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "eigen")
    path = tmp_path / "eigen" / "second_opinion.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**facts, "format": facts["format"] - 1}), encoding="utf-8")
    with pytest.raises(VtauditError, match="andere versie van vtaudit"):
        SecondOpinion.load(tmp_path / "eigen")


def test_the_measured_table_says_where_the_model_was_not_trained() -> None:
    facts = json.loads((SHIPPED / "second_opinion.json").read_text(encoding="utf-8"))
    for line in facts["calibration"]:
        assert 0 <= line["sure_right"] <= line["sure"] <= line["rows"]
    assert set(facts["weigh"]["turns"]) <= set(facts["questions"])


def test_another_model_makes_another_audit(tmp_path: Path) -> None:
    sets = load_sets([write_set(tmp_path / "eigen", "1.3.3")])
    shipped = Grounds.beside(sets[0].directory).version(sets)
    model = SecondOpinion.load(SHIPPED)
    assert model is not None
    model.bias[0] += 1
    model.save(tmp_path / "second_opinion")
    assert Grounds.beside(sets[0].directory).version(sets) != shipped


# ---------------------------------------------------------------- how it learns


def settled(folder: Path, numbers: list[str], outcome: str) -> Path:
    path = folder.parent / "oordelen.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("zaaknummer", "toetsvraag", "uitkomst", "bewijs"))
        writer.writerows((number, "1.3.3-a", outcome, "") for number in numbers)
    return path


def many(place: Path, count: int) -> tuple[Path, list[str]]:
    numbers = [f"VT17-{number:04d}" for number in range(1, count + 1)]
    return write_folder(place, *numbers), numbers


def test_too_few_judgements_are_refused(tmp_path: Path) -> None:
    folder, numbers = many(tmp_path / "dossiers", 3)
    audited = run_in(folder)[1]
    result = run("learn", audited, "--judgements", settled(folder, numbers, "voldoet"), "--out", tmp_path / "eigen")
    assert result.exit_code == 2
    assert "oordelen over 3 dossiers" in result.stderr
    assert not (tmp_path / "eigen").exists()


def test_a_model_that_is_not_better_is_not_kept(tmp_path: Path) -> None:
    folder, numbers = many(tmp_path / "dossiers", 10)
    audited = run_in(folder)[1]
    result = run("learn", audited, "--judgements", settled(folder, numbers, "voldoet"), "--out", tmp_path / "eigen")
    assert result.exit_code == 0, result.output
    assert "Het oude blijft" in result.stdout
    assert not (tmp_path / "eigen").exists()


def test_a_model_that_is_better_on_unseen_dossiers_is_kept_and_used(tmp_path: Path) -> None:
    folder, numbers = many(tmp_path / "dossiers", 20)
    for number in numbers[::2]:
        for path in (folder / number).iterdir():
            path.unlink()
        text = "20-03-2017 Veiligheidsafspraken: ouders gaan beter met elkaar om en denken aan de rust.\n"
        (folder / number / "journaal.txt").write_text("Contactjournaal\n" + text, encoding="utf-8")
    audited = run_in(folder)[1]
    path = settled(folder, numbers[::2], "voldoet")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((number, "1.3.3-a", "voldoet_niet", "") for number in numbers[1::2])
    (tmp_path / "eigen").mkdir()
    own = write_set(tmp_path / "eigen" / "onze", "1.3.3")
    result = run("learn", audited, "--judgements", path, "--out", tmp_path / "eigen")
    assert "Het nieuwe model is beter." in result.stdout, result.output
    again = SecondOpinion.load(tmp_path / "eigen" / "second_opinion")
    assert again is not None
    assert again.facts["relearned_on"] == 20
    assert run("audit", folder, "--criteria", own, "--out", tmp_path / "r2").exit_code == 0


def test_an_audit_without_a_model_leaves_everything_to_the_rules(tmp_path: Path) -> None:
    folder = tmp_path / "dossiers"
    write_folder(folder, ONE)
    write_register(folder, [{"zaaknummer": ONE}])
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "second_opinion").mkdir()
    directory = run_in(folder, "--criteria", write_set(own / "onze", "1.3.3"))[1]
    assert {row["toetsvraag"] for row in rows_of(directory)} >= {"1.3.3-a"}
