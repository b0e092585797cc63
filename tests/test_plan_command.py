"""`vtaudit plan` without a register: sizes held against printed tables, and sentences that promise no more."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from audit_folder import run

REFERENCE = Path(__file__).parent / "reference"
METHODS = {"hypergeometric": "hypergeometrisch", "binomial": "binomiaal", "poisson": "poisson"}


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The command takes what is expected in percents; rows that state a number of failures are tested in the room below.
SIZES = [row for row in table("sample_sizes") if row["expected"].endswith("%") or row["expected"] == "0"]
LIMITS = [
    row
    for row in table("upper_limits")
    if row["method"] == "binomial" and row["rounding"] == "up" and row["size"].isdigit() and int(row["failures"]) < 4
]


def figures(*arguments: object) -> dict:
    result = run("plan", "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def said(*arguments: object) -> list[str]:
    result = run("plan", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize("row", SIZES, ids=[row["ref"] for row in SIZES])
def test_size_of_a_printed_table(row):
    population = ("--population", row["population"]) if row["population"] else ()
    found = figures(
        *("--tolerable", row["tolerable"], "--expected", row["expected"], "--confidence", row["confidence"]),
        *("--method", METHODS[row["method"]], *population),
    )
    assert (found["size"], found["method"]) == (int(row["size"]), row["method"])


def test_a1_06_is_the_answer_without_a_population_and_with_a_comma_or_a_sign():
    for tolerable, expected in (("5", "1"), ("5,0", "1%"), ("5.0 %", "1,00")):
        found = figures("--tolerable", tolerable, "--expected", expected)
        assert (found["size"], found["acceptable"], found["method"]) == (93, 1, "binomial")
        assert (found["tolerable"], found["expected"], found["confidence"]) == (5, 1, 95)
        assert 0.04 < found["risk"] <= 0.05


@pytest.mark.parametrize("row", LIMITS, ids=[row["ref"] for row in LIMITS])
def test_limit_of_a_printed_table(row):
    limit = 100 * figures("--size", row["size"], "--confidence", row["confidence"])["limits"][int(row["failures"])]
    # The table is for an unlimited population and rounds up to a tenth.
    assert float(row["percent"]) - 0.11 < limit < float(row["percent"]) + 0.01


def test_every_answer_has_the_same_keys():
    answers = [figures(), figures("--size", 30), figures("--width", 20), figures("--population", 3)]
    keys = [
        *("size", "acceptable", "population", "confidence", "tolerable", "expected", "width", "method", "risk"),
        *("limits", "at_half", "sentence"),
    ]
    assert [list(answer) for answer in answers] == [keys] * 4
    help_text = run("plan", "--help").stdout
    assert all(key in help_text for key in keys)


def test_without_an_option_the_plan_is_5_of_the_100_at_95():
    assert figures("--population", 500) == figures(
        *("--population", 500, "--tolerable", 5, "--expected", 0, "--confidence", 95, "--method", "hypergeometrisch")
    )


@pytest.mark.parametrize("method", ["binomiaal", "poisson"])
def test_a_rule_for_an_unlimited_population_never_asks_for_more_cases_than_there_are(method):
    found = figures("--population", 40, "--tolerable", 5, "--method", method)
    # 2 of 40 is 5 of the 100, so 1 is the most that stays below it.
    assert (found["size"], found["acceptable"], found["risk"]) == (40, 1, 0)


def test_the_width_is_kept_and_one_case_less_would_not_do():
    low, high = figures("--width", 20, "--population", 400)["at_half"]
    size = figures("--width", 20, "--population", 400)["size"]
    assert high - low <= 0.2
    fewer = figures("--size", size - 2, "--population", 400)["at_half"]
    assert fewer[1] - fewer[0] > 0.2


# ---------------------------------------------------------------- sentences


def test_the_first_lines_say_how_many_and_what_that_proves():
    lines = said("--population", 4000, "--tolerable", 5, "--expected", 1)
    assert lines[0] == "Bekijk 93 van de 4.000 zaken, door loting gekozen."
    assert lines[1] == (
        "Wordt iets in hoogstens 1 van die 93 dossiers niet gevonden, "
        "dan ontbreekt het met 95 % zekerheid in minder dan 5 van de 100 zaken."
    )
    assert figures("--population", 4000, "--tolerable", 5, "--expected", 1)["sentence"] == lines[1]
    assert "in hoogstens 5 van de 100 keer" in lines[2]


def test_thirty_dossiers_say_this():
    lines = said("--size", 30, "--population", 400)
    assert lines[0] == "Met 30 van de 400 zaken, door loting gekozen, kunt u met 95 % zekerheid dit zeggen:"
    # 36 of 400 failing is 9 of the 100: none of those is in the 30 with a chance of 0.053; of 37 cases it is 0.048.
    assert lines[1] == "  niet gevonden in 0 dossiers:  het ontbreekt in hoogstens 9 van de 100 zaken"
    assert [re.search(r"hoogstens (\d+)", line).group(1) for line in lines[1:5]] == ["9", "15", "19", "24"]
    assert "het staat in 32 tot 68 van de 100 zaken (36 punten)" in lines[5]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--size", 30, "--population", 20), "U vroeg 30 zaken en er zijn er 20. Dat zijn alle zaken."),
        (("--size", 20, "--population", 20), "Alle 20 zaken bekeken: dan weet u het precies."),
        (("--size", 9), "Met 9 dossiers kunt u te weinig zeggen over alle zaken."),
        (("--population", 10), "Bekijk alle 10 zaken."),
        (("--population", 10), "Met minder dossiers is dat niet aan te tonen."),
        (("--population", 1), "Bekijk de ene zaak die er is."),
        (("--tolerable", 40), "Let op: onder de 10 dossiers noemt de scorekaart geen aantal van de 100."),
        (("--width", 20), "een bandbreedte van hoogstens 20 punten van de 100"),
        (("--width", 2, "--population", 30), "Met minder dossiers wordt het niet zo precies."),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_every_kind_of_plan_is_told_in_dutch(arguments, sentence):
    assert sentence in "\n".join(said(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ("--size", size, "--confidence", confidence)
            for size in (1, 10, 12, 5000)
            for confidence in (60, 95, "99,9")
        ),
        *(("--size", size, "--population", population) for size in (1, 10, 399) for population in (1, 11, 400)),
        *(("--tolerable", tolerable, "--population", 400) for tolerable in ("0,1", 5, 99)),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_none_and_all_are_never_promised(arguments):
    for line in said(*arguments):
        numbers = re.findall(r"(?:hoogstens|minder dan) ([\d,]+) van de 100 zaken", line)
        numbers += [each for pair in re.findall(r"(\d+) tot (\d+) van de 100", line) for each in pair]
        assert all(0 < float(number.replace(",", ".")) < 100 for number in numbers)


def test_only_the_rule_that_knows_the_number_of_cases_says_that_fewer_will_not_do():
    few = "Met minder dossiers is dat niet aan te tonen."
    assert few not in said("--population", 50, "--method", "binomiaal")
    assert "Met --method hypergeometrisch zijn soms minder dossiers nodig." in said(
        "--population", 50, "--method", "binomiaal"
    )
    assert figures("--population", 50)["size"] < 50


def test_a_tolerable_share_of_nothing_says_nothing_on_what_is_expected():
    result = run("plan", "--tolerable", 0)
    assert result.exit_code == 2
    assert "--tolerable" in result.stderr
    assert "--expected" not in result.stderr


def test_a_folder_that_is_not_there_is_said_in_dutch(tmp_path):
    result = run("plan", "--out", tmp_path / "weg" / "plan.json")
    assert result.exit_code == 2
    assert "Het plan kon niet worden bewaard: deze map is er niet." in result.stderr
    assert "No such file" not in result.output


def test_all_faults_are_told_at_once():
    result = run("plan", "--tolerable", 0, "--confidence", 100)
    assert result.exit_code == 2
    assert [line.split(":")[0] for line in result.stderr.splitlines()][:2] == ["- --tolerable", "- --confidence"]


def test_a_tolerable_share_below_one_in_a_thousand_is_a_fraction_that_was_meant_otherwise():
    result = run("plan", "--population", 400, "--tolerable", "0.05")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Bedoelt u 5 van de 100, schrijf dan --tolerable 5." in result.stderr
