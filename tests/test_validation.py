from __future__ import annotations

import json
from pathlib import Path

import pytest

from vtaudit.errors import VtauditError
from vtaudit.model import Evidence, Observation, Outcome
from vtaudit.statistics import cohen_estimate, cohen_kappa, gwet_ac1
from vtaudit.validation import (
    Agreement,
    GoldRow,
    ObservedRow,
    RaterAgreement,
    Weighted,
    difference_rows,
    figure_rows,
    observed_row,
    quotes_overlap,
    raters_agree,
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


def coefficients(pairs) -> tuple:
    """Kappa, its interval and AC1, as they stand in an Agreement."""
    pairs = list(pairs)
    estimate = cohen_estimate(pairs)
    return cohen_kappa(pairs), (estimate.low, estimate.high) if estimate else None, gwet_ac1(pairs)


# ---------------------------------------------------------------- comparing


def test_figures_of_a_comparison():
    result = validate(
        gold("1.3.3-a", "VVVVVNNNN---"), observed("1.3.3-a", "VVVN NNNV--V", unsure="018"), term_questions=TERMS
    )
    pairs = list(zip("VVVVVNNNN---", "VVVN NNNV--V", strict=True))
    figures = result.overall
    assert figures.everything == Agreement(12, 8, *coefficients(pairs))
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
    assert result.overall.applicable == Agreement(12, 11, *coefficients(zip(labels[:12], marks[:12], strict=True)))
    assert result.overall.applicable.kappa == pytest.approx(5 / 6)


@pytest.mark.parametrize(("rows", "kappa"), [(9, None), (10, 1.0)])
def test_kappa_needs_ten_rows(rows, kappa):
    marks = "VN" * 5
    result = validate(gold("1.3.3-a", marks[:rows]), observed("1.3.3-a", marks[:rows]), term_questions=TERMS)
    assert result.overall.everything == Agreement(rows, rows, kappa, None, kappa)
    assert result.overall.doubts == Weighted(rows, kappa)


def test_one_outcome_throughout_has_agreement_and_no_kappa_ka_13():
    result = validate(gold("1.3.3-a", "V" * 12), observed("1.3.3-a", "V" * 12), term_questions=TERMS)
    assert result.overall.everything == Agreement(12, 12, None, None, None)
    assert result.overall.everything.rate == 1.0
    assert result.overall.doubts == Weighted(12, None)


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


# Rows are what the person said, columns what the tool said, in the order N, ?, V; kappa and its interval, AC1.
TABLES = {
    "KA-01": ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842, (0.2137, 0.7547), None),
    "KA-03": ([[20, 20], [10, 50]], 0.3478, None, None),
    "KA-05": ([[20, 5], [10, 15]], 0.40, None, None),
    "KA-06-a": ([[45, 15], [25, 15]], 0.1304, None, None),
    "KA-06-b": ([[25, 35], [5, 35]], 0.2593, None, None),
    "KA-07-a": ([[40, 9], [6, 45]], 0.6995, None, 0.7007),
    "KA-07-b": ([[80, 10], [5, 5]], 0.3182, None, 0.8080),
}


def marks_of(table: list[list[int]], order: str) -> tuple[str, str]:
    """What the person and what the tool said, case by case."""
    pairs = [
        (order[row], order[column])
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    person, tool = zip(*pairs, strict=True)
    return "".join(person), "".join(tool)


@pytest.mark.parametrize(("table", "kappa", "interval", "ac1"), TABLES.values(), ids=TABLES)
def test_kappa_and_ac1_against_published_values(table, kappa, interval, ac1):
    person, tool = marks_of(table, "N?V")
    found = validate(gold("1.3.3-a", person), observed("1.3.3-a", tool), TERMS).questions["1.3.3-a"].applicable
    assert found.kappa == pytest.approx(kappa, abs=5e-5)
    if interval:
        assert found.interval == pytest.approx(interval, abs=5e-5)
    if ac1:
        assert found.ac1 == pytest.approx(ac1, abs=5e-5)


def test_ka_02_a_row_that_is_left_open_counts_half():
    person, tool = marks_of(TABLES["KA-01"][0], "N?V")
    labels = [*gold("1.3.3-a", person + "-V")]
    found = validate(labels, observed("1.3.3-a", tool + "V-"), TERMS).overall.doubts
    assert found == Weighted(19, pytest.approx(0.4701, abs=5e-5))


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


# ---------------------------------------------------------------- several persons

# Three raters, 15 cases, as on the page of Wikipedia on Krippendorff's alpha; a star where a rater skipped the case.
KRIPPENDORFF = ("*****34121133*3", "1*213343*******", "**21344*21133*4")
CLASSES = dict(zip("1234", "VN-?", strict=True))


def rater(question: str, marks: str) -> list[GoldRow]:
    return [
        GoldRow(f"Z{number}", question, OUTCOMES[CLASSES[mark]]) for number, mark in enumerate(marks) if mark != "*"
    ]


def test_ka_12_persons_who_skipped_cases():
    found = raters_agree([rater("1.3.3-a", marks) for marks in KRIPPENDORFF], TERMS)
    # Only two cases were judged by all: too few for Fleiss.
    assert found["alle"] == RaterAgreement(3, 2, 1, None, 12, pytest.approx(0.6914, abs=5e-4))
    assert found["alle"] == found["teksten"] == found["1.3.3-a"]
    assert list(found) == ["alle", "teksten", "1.3.3-a"]


def test_ka_10_eight_persons_who_judged_everything():
    # Fleiss' kappa stays the same when every case comes back five times; with two cases it would be withheld.
    columns = [list("V" * 7 + "N"), list("VVVNNNNN")] * 5
    golds = [gold("1.3.3-a", "".join(column[number] for column in columns)) for number in range(8)]
    found = raters_agree(golds, TERMS)["alle"]
    assert (found.raters, found.rows, found.agreed, found.rate) == (8, 10, 0, 0.0)
    assert found.fleiss == pytest.approx(0.161905, abs=5e-7)


def test_persons_who_all_say_the_same_have_agreement_and_nothing_to_compute():
    found = raters_agree([gold("2.1.1-a", "V" * 12)] * 2, TERMS)["termijnen"]
    assert found == RaterAgreement(2, 12, 12, None, 12, None)


def test_persons_who_share_no_case_have_nothing_in_common():
    found = raters_agree([gold("2.1.1-a", "V" * 12), gold("1.3.3-a", "V" * 12)], TERMS)
    assert found["alle"] == RaterAgreement(2, 0, 0, None, 0, None)
    assert found["alle"].rate is None


def test_one_person_alone_has_nobody_to_agree_with():
    with pytest.raises(ValueError, match="two"):
        raters_agree([gold("1.3.3-a", "V")], TERMS)


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
        "kappa_laag": "",
        "kappa_hoog": "",
        "ac1": "",
        "van_toepassing_kappa_laag": "",
        "van_toepassing_kappa_hoog": "",
        "van_toepassing_ac1": "",
        "gewogen_rijen": "3",
        "gewogen_kappa": "",
        "beoordelaar": "1",
        "fleiss_kappa": "",
        "krippendorff_rijen": "",
        "krippendorff_alpha": "",
    }
    assert (table["termijnen"]["van_toepassing_gelijk_procent"], table["termijnen"]["gelijk_procent"]) == ("", "100.0")


def test_coefficients_as_rows():
    person, tool = marks_of(TABLES["KA-07-b"][0], "VN")
    header, *lines = figure_rows(validate(gold("1.3.3-a", person), observed("1.3.3-a", tool), TERMS))
    row = dict(zip(header, lines[0], strict=True))
    assert (row["kappa"], row["ac1"], row["van_toepassing_ac1"]) == ("0.318", "0.808", "0.808")
    assert float(row["kappa_laag"]) < 0.318 < float(row["kappa_hoog"])
    assert (row["kappa_laag"], row["kappa_hoog"]) == (
        row["van_toepassing_kappa_laag"],
        row["van_toepassing_kappa_hoog"],
    )


def test_several_persons_stand_under_each_other_and_then_together():
    golds = [rater("1.3.3-a", marks) for marks in KRIPPENDORFF]
    results = [validate(labels, observed("1.3.3-a", "V" * 15), TERMS) for labels in golds]
    header, *lines = figure_rows(*results, together=raters_agree(golds, TERMS))
    table = {
        (row["beoordelaar"], row["toetsvraag"]): row for row in (dict(zip(header, each, strict=True)) for each in lines)
    }
    assert [row for row, _ in table] == [each for each in ("1", "2", "3", "onderling") for _ in range(3)]
    assert table["2", "alle"]["rijen"] == "7"
    together = table["onderling", "alle"]
    assert {name: value for name, value in together.items() if value} == {
        "toetsvraag": "alle",
        "rijen": "2",
        "gelijk": "1",
        "gelijk_procent": "50.0",
        "beoordelaar": "onderling",
        "krippendorff_rijen": "12",
        "krippendorff_alpha": "0.691",
    }
    numbers = {row[-1] for row in difference_rows(*results)[1:]}
    assert numbers == {"1", "2", "3"}


def test_differences_as_rows():
    labels = gold("1.3.3-a", "VV", AGREEMENT)
    rows = [ObservedRow("Z0", "1.3.3-a", Outcome.NOT_MET, False, "Er is gepraat.")]
    assert difference_rows(validate(labels, rows, TERMS)) == (
        ("zaaknummer", "toetsvraag", "soort", "gold", "programma", "zeker", "bewijs", "citaat", "beoordelaar"),
        ("Z0", "1.3.3-a", "ander oordeel", "voldoet", "voldoet_niet", "nee", AGREEMENT, "Er is gepraat.", "1"),
        ("Z1", "1.3.3-a", "geen waarneming", "voldoet", "", "", AGREEMENT, "", "1"),
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
