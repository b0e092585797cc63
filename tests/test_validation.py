from __future__ import annotations

import json
from pathlib import Path

import pytest

from vtaudit.errors import VtauditError
from vtaudit.model import Evidence, Observation, Outcome
from vtaudit.statistics import cohen_kappa
from vtaudit.validation import (
    Agreement,
    GoldRow,
    ObservedRow,
    difference_rows,
    figure_rows,
    observed_row,
    quotes_overlap,
    read_gold,
    read_observations,
    validate,
)

OUTCOMES = {"V": Outcome.MET, "N": Outcome.NOT_MET, "-": Outcome.NOT_APPLICABLE, "?": Outcome.UNDECIDED}
TERMS = frozenset({"2.1.1-a"})
AGREEMENT = "Vader slaapt tot de zitting bij zijn broer en komt niet in de woning."


def gold(question: str, marks: str, quote: str = "") -> list[GoldRow]:
    return [
        GoldRow(f"Z{number}", question, OUTCOMES[mark], quote if mark == "V" else "")
        for number, mark in enumerate(marks)
    ]


def observed(question: str, marks: str, quote: str = "", unsure: str = "") -> list[ObservedRow]:
    """A space in `marks` leaves the row out; `unsure` holds the numbers of the rows the tool was not sure of."""
    return [
        ObservedRow(f"Z{number}", question, OUTCOMES[mark], str(number) not in unsure, quote if mark == "V" else "")
        for number, mark in enumerate(marks)
        if mark != " "
    ]


# ---------------------------------------------------------------- comparing


def test_figures_of_a_comparison():
    result = validate(
        gold("1.3.3-a", "VVVVVNNNN---"), observed("1.3.3-a", "VVVN NNNV--V", unsure="018"), term_questions=TERMS
    )
    pairs = list(zip("VVVVVNNNN---", "VVVN NNNV--V", strict=True))
    figures = result.overall
    assert figures.everything == Agreement(12, 8, cohen_kappa(pairs))
    assert figures.applicable == Agreement(9, 6, None)
    assert figures.sure == Agreement(8, 6, None)
    assert (figures.missing, figures.gold_met, figures.tool_met, figures.both_met) == (1, 5, 5, 3)
    assert (figures.precision, figures.recall, figures.sure_share) == (3 / 5, 3 / 5, 8 / 12)
    assert result.questions == {"1.3.3-a": figures}
    assert (result.terms, result.texts) == (None, figures)


def test_missing_observation_counts_as_wrong_and_is_listed():
    result = validate(gold("1.3.3-a", "V-?"), observed("1.3.3-a", "V"), term_questions=TERMS)
    assert result.overall.everything == Agreement(3, 1, None)
    assert result.overall.missing == 2
    assert [(each.gold.zaaknummer, each.observed, each.kind) for each in result.differences] == [
        ("Z1", None, "geen waarneming"),
        ("Z2", None, "geen waarneming"),
    ]


def test_terms_and_texts_stand_apart():
    labels = [*gold("2.1.1-a", "VN"), *gold("1.3.3-a", "VNN")]
    result = validate(labels, [*observed("2.1.1-a", "VN"), *observed("1.3.3-a", "NNN")], term_questions=TERMS)
    assert (result.terms.everything.rows, result.terms.everything.rate) == (2, 1.0)
    assert (result.texts.everything.rows, result.texts.everything.rate) == (3, 2 / 3)
    assert (result.overall.everything.rows, result.overall.everything.agreed) == (5, 4)
    assert list(result.questions) == ["1.3.3-a", "2.1.1-a"]


def test_kappa_over_applicable_rows_leaves_out_what_does_not_apply_by_gold():
    labels, marks = "V" * 6 + "N" * 6 + "-" * 4, "V" * 5 + "N" * 7 + "--VV"
    result = validate(gold("1.3.3-a", labels), observed("1.3.3-a", marks), term_questions=TERMS)
    assert result.overall.applicable == Agreement(12, 11, cohen_kappa(zip(labels[:12], marks[:12], strict=True)))
    assert result.overall.applicable.kappa == pytest.approx(5 / 6)


@pytest.mark.parametrize(("rows", "kappa"), [(9, None), (10, 1.0)])
def test_kappa_needs_ten_rows(rows, kappa):
    marks = "VN" * 5
    result = validate(gold("1.3.3-a", marks[:rows]), observed("1.3.3-a", marks[:rows]), term_questions=TERMS)
    assert result.overall.everything == Agreement(rows, rows, kappa)


def test_one_outcome_throughout_has_agreement_and_no_kappa():
    result = validate(gold("1.3.3-a", "V" * 12), observed("1.3.3-a", "V" * 12), term_questions=TERMS)
    assert (result.overall.everything.rate, result.overall.everything.kappa) == (1.0, None)


def test_shares_of_nothing_are_none():
    figures = validate(gold("1.3.3-a", "--"), [], term_questions=TERMS).overall
    assert (figures.precision, figures.recall, figures.quote_share) == (None, None, None)
    assert (figures.applicable.rate, figures.sure.rate, figures.sure_share) == (None, None, 0.0)


def test_quotes_are_compared_where_both_say_voldoet_and_the_gold_has_one():
    labels = [*gold("1.3.3-a", "VVNV", AGREEMENT), *gold("2.1.1-a", "V")]
    rows = [
        *observed("1.3.3-a", "V", "vader slaapt  TOT de zitting\nbij zijn broer"),
        ObservedRow("Z1", "1.3.3-a", Outcome.MET, True, "Moeder belt de politie."),
        ObservedRow("Z2", "1.3.3-a", Outcome.MET, True, AGREEMENT),
        ObservedRow("Z3", "1.3.3-a", Outcome.NOT_MET, True, AGREEMENT),
        ObservedRow("Z0", "2.1.1-a", Outcome.MET, True),
    ]
    result = validate(labels, rows, term_questions=TERMS)
    assert (result.overall.quoted, result.overall.quotes_shared, result.overall.quote_share) == (2, 1, 0.5)
    assert [(each.gold.zaaknummer, each.kind) for each in result.differences] == [
        ("Z1", "ander citaat"),
        ("Z2", "ander oordeel"),
        ("Z3", "ander oordeel"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Vader slaapt elders.", "vader\n slaapt ELDERS.", True),
        ("slaapt elders", "Vader slaapt elders.", True),
        ("Vader slaapt elders.", "slaapt elders", True),
        ("Nu slaapt vader bij zijn broer, zei hij", "Ook slaapt vader bij zijn broer.", True),
        ("Nu slaapt vader bij zijn tante", "Ook slaapt vader bij zijn broer", False),
        ("en slaapt vader, bij zijn broer", "of slaapt vader bij zijn broer", True),
        ("", "Vader slaapt elders.", False),
        ("Vader slaapt elders.", " ", False),
    ],
    ids=["same", "within", "around", "five-words", "four-words", "punctuation", "no-gold", "no-quote"],
)
def test_quotes_overlap(one, other, expected):
    assert quotes_overlap(one, other) is expected


def test_observations_without_label_count_nowhere_but_are_told():
    result = validate(gold("1.3.3-a", "V"), observed("1.3.3-a", "VNN"), term_questions=TERMS)
    assert (result.overall.everything, result.differences, result.unlabelled) == (Agreement(1, 1, None), (), 2)


def test_order_of_rows_does_not_matter():
    labels, rows = gold("1.3.3-a", "VN-?VN"), observed("1.3.3-a", "NN-V N")
    assert validate(labels, rows, TERMS) == validate(labels[::-1], rows[::-1], TERMS)


@pytest.mark.parametrize(
    ("labels", "rows"),
    [([], []), (gold("1.3.3-a", "V") * 2, []), (gold("1.3.3-a", "V"), observed("1.3.3-a", "V") * 2)],
    ids=["no-gold", "double-gold", "double-observation"],
)
def test_what_cannot_be_compared_is_refused(labels, rows):
    with pytest.raises(ValueError, match=r"gold|twice"):
        validate(labels, rows, TERMS)


def test_observed_row_takes_the_strongest_quote():
    evidence = (Evidence("a.pdf", 1, 0, 4, "Eerst"), Evidence("a.pdf", 2, 0, 4, "Daarna"))
    observation = Observation("Z1", "1.3.3", "1.3.3-a", Outcome.MET, False, "code", "Reden.", evidence)
    assert observed_row(observation) == ObservedRow("Z1", "1.3.3-a", Outcome.MET, False, "Eerst")


# ---------------------------------------------------------------- exporting


def test_figures_as_rows():
    labels = [*gold("1.3.3-a", "VVN", AGREEMENT), *gold("2.1.1-a", "--")]
    rows = [*observed("1.3.3-a", "VNV", AGREEMENT, unsure="2"), *observed("2.1.1-a", "--")]
    header, *lines = figure_rows(validate(labels, rows, TERMS))
    table = {line[0]: dict(zip(header, line, strict=True)) for line in lines}
    assert list(table) == ["alle", "termijnen", "teksten", "1.3.3-a", "2.1.1-a"]
    assert table["1.3.3-a"] == table["teksten"] | {"toetsvraag": "1.3.3-a"}
    assert table["teksten"] == {
        "toetsvraag": "teksten",
        "rijen": "3",
        "gelijk": "1",
        "gelijk_procent": "33.3",
        "kappa": "",
        "van_toepassing": "3",
        "van_toepassing_gelijk": "1",
        "van_toepassing_gelijk_procent": "33.3",
        "van_toepassing_kappa": "",
        "zonder_waarneming": "0",
        "voldoet_precisie_procent": "50.0",
        "voldoet_volledigheid_procent": "50.0",
        "zeker": "2",
        "zeker_gelijk": "1",
        "met_citaat": "1",
        "zelfde_citaat": "1",
    }
    assert (table["termijnen"]["van_toepassing_gelijk_procent"], table["termijnen"]["gelijk_procent"]) == ("", "100.0")


def test_differences_as_rows():
    labels = gold("1.3.3-a", "VV", AGREEMENT)
    rows = [ObservedRow("Z0", "1.3.3-a", Outcome.NOT_MET, False, "Er is gepraat.")]
    assert difference_rows(validate(labels, rows, TERMS)) == (
        ("zaaknummer", "toetsvraag", "soort", "gold", "programma", "zeker", "bewijs", "citaat"),
        ("Z0", "1.3.3-a", "ander oordeel", "voldoet", "voldoet_niet", "nee", AGREEMENT, "Er is gepraat."),
        ("Z1", "1.3.3-a", "geen waarneming", "voldoet", "", "", AGREEMENT, ""),
    )


# ---------------------------------------------------------------- reading


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def faults_of(read, path: Path) -> list[tuple[str, str]]:
    with pytest.raises(VtauditError) as error:
        read(path)
    assert all(fault.message and fault.remedy for fault in error.value.faults)
    return [(fault.code, fault.where) for fault in error.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_gold_is_read_whatever_the_spreadsheet_made_of_it(tmp_path, encoding, separator):
    lines = [
        "zaaknummer,toetsvraag,uitkomst,bewijs,hoe",
        'Z1,1.3.3-a,voldoet,"Vader, slaapt\nelders",x',
        "",
        " Z2 ,2.1.1-a,niet_te_beoordelen,,",
    ]
    text = "\r\n".join(lines).replace(",", separator)
    assert read_gold(write(tmp_path / "gold.csv", text, encoding)) == (
        GoldRow("Z1", "1.3.3-a", Outcome.MET, f"Vader{separator} slaapt\nelders"),
        GoldRow("Z2", "2.1.1-a", Outcome.UNDECIDED),
    )


def test_gold_without_quotes_is_read(tmp_path):
    path = write(tmp_path / "gold.csv", "toetsvraag,zaaknummer,uitkomst\n1.3.3-a,Z1,voldoet\n")
    assert read_gold(path) == (GoldRow("Z1", "1.3.3-a", Outcome.MET),)


def test_all_faults_of_the_gold_are_told_at_once(tmp_path):
    text = "zaaknummer,toetsvraag,uitkomst\n" + "Z1,1.3.3-a,voldoet\n" * 2 + ",1.3.3-b,goed\nZ3,1.3.3-a,Voldoet\nZ4\n"
    assert faults_of(read_gold, write(tmp_path / "gold.csv", text)) == [
        ("validation-double", "gold.csv, rij 3"),
        ("validation-key", "gold.csv, rij 4"),
        ("validation-outcome", "gold.csv, rij 4"),
        ("validation-outcome", "gold.csv, rij 5"),
        ("validation-key", "gold.csv, rij 6"),
        ("validation-outcome", "gold.csv, rij 6"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("validation-columns", "gold.csv")),
        (b"zaaknummer,vraag,uitkomst\nZ1,1.3.3-a,voldoet\n", ("validation-columns", "gold.csv")),
        (b"zaaknummer,zaaknummer,toetsvraag,uitkomst\nZ1,Z2,1.3.3-a,voldoet\n", ("validation-columns", "gold.csv")),
        (b"zaaknummer,toetsvraag,uitkomst\n", ("validation-empty", "gold.csv")),
        (b"zaaknummer,toetsvraag,uitkomst\nZ1,1.3.3-a,voldoet,x\n", ("validation-csv", "gold.csv, rij 2")),
        (b'zaaknummer,toetsvraag,uitkomst\nZ1,1.3.3-a,"voldoet\n', ("validation-csv", "gold.csv, regel 2")),
        ("zaaknummer,toetsvraag,uitkomst\nZé,1.3.3-a,voldoet\n".encode("cp1252"), ("validation-file", "gold.csv")),
    ],
    ids=["empty", "other-header", "double-header", "header-only", "extra-cell", "open-quote", "cp1252"],
)
def test_gold_that_is_no_gold_is_a_message(tmp_path, content, expected):
    path = tmp_path / "gold.csv"
    path.write_bytes(content)
    assert faults_of(read_gold, path) == [expected]


@pytest.mark.parametrize("read", [read_gold, read_observations])
def test_file_that_is_not_there_is_a_message(tmp_path, read):
    assert faults_of(read, tmp_path / "weg.csv") == [("validation-file", "weg.csv")]


OBSERVATIONS = (
    "zaaknummer,verwachting,toetsvraag,uitkomst,zeker,reden,document,pagina,begin,eind,citaat\n"
    'Z1,1.3.3,1.3.3-a,voldoet,ja,Er staat een afspraak.,Z1/plan.pdf,1,0,20,"Vader, slaapt elders"\n'
    "Z2,1.3.3,1.3.3-a,voldoet_niet,nee,Niet gevonden.,,,,,\n"
)
ROWS = (
    ObservedRow("Z1", "1.3.3-a", Outcome.MET, True, "Vader, slaapt elders"),
    ObservedRow("Z2", "1.3.3-a", Outcome.NOT_MET, False),
)


def test_observations_are_read_from_csv(tmp_path):
    assert read_observations(write(tmp_path / "observaties.csv", OBSERVATIONS)) == ROWS


@pytest.mark.parametrize("wrap", [list, lambda rows: {"format_version": 1, "observaties": rows}], ids=["list", "named"])
@pytest.mark.parametrize("words", [{True: "ja", False: "nee"}, {True: True, False: False}], ids=["words", "booleans"])
def test_observations_are_read_from_json(tmp_path, wrap, words):
    rows = [
        {
            "zaaknummer": row.zaaknummer,
            "toetsvraag": row.question,
            "uitkomst": row.outcome.value,
            "zeker": words[row.sure],
            "citaat": row.quote or None,
            "reden_code": "code",
        }
        for row in ROWS
    ]
    assert read_observations(write(tmp_path / "observaties.json", json.dumps(wrap(rows)))) == ROWS


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("o.csv", OBSERVATIONS.replace(",nee,", ",misschien,"), [("validation-sure", "o.csv, rij 3")]),
        ("o.csv", OBSERVATIONS.replace("zeker", "sure"), [("validation-columns", "o.csv")]),
        ("o.json", "{", [("validation-json", "o.json")]),
        ("o.json", '{"rows": []}', [("validation-json", "o.json")]),
        ("o.json", "[1]", [("validation-json", "o.json")]),
        ("o.json", '[{"zaaknummer": "Z1"}]', [("validation-columns", "o.json, waarneming 1")]),
        (
            "o.json",
            '[{"zaaknummer": 1, "toetsvraag": "1.3.3-a", "uitkomst": "V", "zeker": "ja", "citaat": ""}]',
            [("validation-key", "o.json, waarneming 1"), ("validation-outcome", "o.json, waarneming 1")],
        ),
    ],
)
def test_observations_that_cannot_be_read_are_a_message(tmp_path, name, text, expected):
    assert faults_of(read_observations, write(tmp_path / name, text)) == expected


def test_faults_do_not_repeat_what_stands_in_the_file(tmp_path):
    path = write(tmp_path / "gold.csv", "zaaknummer,toetsvraag,uitkomst\nZ1,1.3.3-a,Jan Geheim\n")
    with pytest.raises(VtauditError) as error:
        read_gold(path)
    assert "Geheim" not in str(error.value)
