"""The figures of a comparison as rows, and reading gold and observations from files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from validation_rows import AGREEMENT, KRIPPENDORFF, TABLES, TERMS, gold, marks_of, observed, rater

from vtaudit.errors import VtauditError
from vtaudit.model import Outcome
from vtaudit.validation import (
    GoldRow,
    ObservedRow,
    difference_rows,
    figure_rows,
    raters_agree,
    read_gold,
    read_observations,
    validate,
)

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
    assert (row["kappa"], row["ac1"], row["van_toepassing_ac1"]) == ("0.318", "0.838", "0.838")
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
        (b"", ("validation-empty", "gold.csv")),
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
