from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from register_files import write_csv

from vtaudit.errors import Fault, VtauditError
from vtaudit.register import read_register, read_settings
from vtaudit.register.columns import COLUMNS, REQUIRED, VALUES
from vtaudit.register.mapping import ready_mappings


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(VtauditError) as caught:
        read_register(folder)
    return caught.value.faults


def test_headers_match_without_case_and_with_spaces_for_underscores(tmp_path: Path) -> None:
    text = " ZAAKNUMMER ;Datum   melding;MELDER bekend\nA1;2017-04-03;Ja\n"
    register = read_register(write_csv(tmp_path, text))
    assert register.columns == ("zaaknummer", "melder_bekend", "datum_melding")
    assert register.rows[0].texts == {"melder_bekend": "ja"}


def test_every_column_of_the_contract_is_found_under_its_own_name(tmp_path: Path) -> None:
    assert read_register(write_csv(tmp_path, ";".join(COLUMNS) + "\n")).columns == COLUMNS


def test_a_missing_column_lists_what_was_found_and_what_is_expected(tmp_path: Path) -> None:
    (fault,) = faults_of(write_csv(tmp_path, "zaaknummer;Ontvangen op;team\nA1;2017-04-03;Oost\n"))
    assert (fault.code, fault.where) == ("kolom_ontbreekt", "register.csv, rij 1")
    assert fault.message == "Deze kolommen ontbreken: datum_melding. Gevonden: zaaknummer, Ontvangen op, team."
    assert fault.remedy.startswith("Nodig zijn: zaaknummer, datum_melding. Mogelijk zijn: hoofdnummer, regio,")


def test_a_file_without_header_never_shows_its_first_case(tmp_path: Path) -> None:
    faults = faults_of(write_csv(tmp_path, "A1;2017-04-03;Pietersen\nA2;2017-04-04;Willemsen\n"))
    assert "Pietersen" not in "".join(map(str, faults))
    assert "Rij 1 lijkt geen rij met kolomnamen." in faults[0].message


def test_kolommen_wins_from_every_ready_name(tmp_path: Path) -> None:
    text = "zaaknummer;datum_melding;Ontvangen op\nA1;2017-04-03;2017-04-01\n"
    settings = "versie: 1\nkolommen:\n  datum_melding: 'ontvangen OP'\n"
    register = read_register(write_csv(tmp_path, text, settings=settings))
    assert register.rows[0].dates == {"datum_melding": date(2017, 4, 1)}
    assert [(fault.code, fault.message) for fault in register.faults] == [
        ("kolom_niet_gebruikt", "Kolom 'datum_melding' is niet gebruikt.")
    ]


def test_a_column_renamed_by_an_update_of_the_system_is_named_with_the_names_found(tmp_path: Path) -> None:
    settings = "kolommen: {datum_melding: Ontvangen op}\n"
    (fault,) = faults_of(write_csv(tmp_path, "zaaknummer;Ontvangstdatum\nA1;2017-04-03\n", settings=settings))
    assert fault.code == "kolom_onbekend"
    assert "datum_melding" in fault.message and "Gevonden: zaaknummer, Ontvangstdatum." in fault.message


def test_a_header_that_stands_twice_is_refused_when_it_is_needed_and_listed_when_not(tmp_path: Path) -> None:
    (fault,) = faults_of(write_csv(tmp_path, "zaaknummer;datum melding;Datum_Melding\nA1;2017-04-03;2017-04-04\n"))
    assert (fault.code, fault.message) == (
        "kolom_dubbel",
        "Voor 'datum_melding' zijn er meer kolommen: 'datum melding', 'Datum_Melding'.",
    )
    register = read_register(write_csv(tmp_path, "zaaknummer;datum_melding;memo;memo\nA1;2017-04-03;x;y\n"))
    assert [fault.code for fault in register.faults] == ["kolom_niet_gebruikt"] * 2


def test_the_name_of_the_contract_goes_before_a_name_that_resembles_it(tmp_path: Path) -> None:
    register = read_register(write_csv(tmp_path, "zaaknr;zaaknummer;datum_melding\nB1;A1;2017-04-03\n"))
    assert [row.zaaknummer for row in register.rows] == ["A1"]
    assert [fault.message for fault in register.faults] == ["Kolom 'zaaknr' is niet gebruikt."]


def test_two_headers_for_one_column_are_not_guessed(tmp_path: Path) -> None:
    (fault,) = faults_of(write_csv(tmp_path, "zaaknr;zaak nummer;datum_melding\nA1;B1;2017-04-03\n"))
    assert (fault.code, fault.message) == (
        "kolom_dubbel",
        "Voor 'zaaknummer' zijn er meer kolommen: 'zaaknr', 'zaak nummer'.",
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Export team Oost;;\nzaaknummer;datum_melding;team\nA1;2017-04-03;Oost\n", "rij 2"),
        ("zaaknummer;datum_melding;team\n;(dag);(naam)\nA1;2017-04-03;Oost\n", "rij 2"),
        ("zaaknummer;datum_melding;;team\nA1;2017-04-03;2017-04-05;Oost\n", "rij 2"),
        ("\nzaaknummer;datum_melding\nA1;2017-04-03\n", "rij 2"),
    ],
)
def test_header_trouble_is_named_with_its_row(tmp_path: Path, text: str, where: str) -> None:
    faults = [fault for fault in faults_of(write_csv(tmp_path, text)) if fault.code == "kopregel"]
    assert [fault.where for fault in faults] == [f"register.csv, {where}"]


def test_a_separator_behind_every_row_is_no_column(tmp_path: Path) -> None:
    register = read_register(write_csv(tmp_path, "zaaknummer;datum_melding;\nA1;2017-04-03;\nA2;2017-04-03\n"))
    assert [(row.zaaknummer, dict(row.unreadable)) for row in register.rows] == [("A1", {}), ("A2", {})]


CBS = (
    "Melding id;Hoofdnummer casus;Hoedanigheid melder;Datum melding;Vervolg;Datum start;Datum afronding;Uitkomst;"
    "Datum start inzetten vervolgtraject;Datum einde bemoeienis;Overdracht aan;Aard\n"
)


def test_the_cbs_names_and_codes_of_2015_are_read_without_settings(tmp_path: Path) -> None:
    text = CBS + (
        'ML1;ML0;1;20170403;01;20170406;20170601;"01;06";;;21;"03;08"\n'
        "ML2;;35;20170403;02;;;;20170405;20170410;01;\n"
        "ML3;;;20170403;3;;;;;;;\n"
        "ML4;;;20170403;04;;;;;;;\n"
    )
    register = read_register(write_csv(tmp_path, text))
    first, second, third, fourth = register.rows
    assert first.texts == {
        "hoofdnummer": "ML0",
        "melder": "politie",
        "vervolg": "onderzoek",
        "uitkomst": "bevestigd",
        "aard": "psychisch geweld; getuige van geweld in gezin",
    }
    assert first.dates["datum_afronding_onderzoek"] == date(2017, 6, 1)
    assert second.texts == {"melder": "buurtbewoner", "vervolg": "vervolgtraject", "overdracht_aan": "wijkteam"}
    assert second.dates == {"datum_melding": date(2017, 4, 3), "datum_inzet_vervolgtraject": date(2017, 4, 10)}
    assert (third.texts, fourth.texts) == ({"vervolg": "advies"}, {"vervolg": "geen"})
    assert [fault.code for fault in register.faults] == ["kolom_gekoppeld", "kolom_niet_gebruikt"]
    assert "'Datum start inzetten vervolgtraject'" in register.faults[1].message
    assert register.faults[0].message.startswith("Gelezen als CBS-bestand 2015, ")
    assert "'Datum einde bemoeienis' als datum_inzet_vervolgtraject" in register.faults[0].message


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("01", "geen"),
        ("02", "niet_bevestigd"),
        ("03", "bevestigd"),
        ("04", "geen"),
        ("05", "niet_bevestigd"),
        ("06", "bevestigd"),
        ("07", "voortijdig_afgesloten"),
        ("08", "voortijdig_afgesloten"),
        ('"01;05"', "niet_bevestigd"),
        ('"04;02;03"', "bevestigd"),
        ('"03;06"', "bevestigd"),
        ("HG niet bevestigd", "niet_bevestigd"),
        ('"03;07"', None),
        ("09", None),
        ('"03,06"', None),
    ],
)
def test_outcomes_of_cbs_and_their_order(tmp_path: Path, cell: str, value: str | None) -> None:
    text = f"melding id;datum melding;uitkomst\nML1;20170403;{cell}\n"
    (row,) = read_register(write_csv(tmp_path, text)).rows
    assert row.texts.get("uitkomst") == value
    assert ("uitkomst" in row.unreadable) == (value is None)


def test_plain_values_fold_case_spaces_and_hyphens_and_an_unknown_one_is_named(tmp_path: Path) -> None:
    text = (
        "zaaknummer;datum_melding;vervolg;uitkomst;melder_bekend\n"
        "A1;2017-04-03; Onderzoek ;Niet bevestigd;NEE\n"
        "A2;2017-04-03;01;niet-bevestigd;misschien\n"
        "A3;2017-04-03;;;\n"
    )
    register = read_register(write_csv(tmp_path, text))
    assert [row.texts for row in register.rows] == [
        {"vervolg": "onderzoek", "uitkomst": "niet_bevestigd", "melder_bekend": "nee"},
        {"uitkomst": "niet_bevestigd"},
        {},
    ]
    assert [(fault.code, fault.where, fault.message) for fault in register.faults] == [
        ("waarde_onbekend", "register.csv, rij 3, kolom 'melder_bekend'", "De waarde is niet bekend."),
        ("waarde_onbekend", "register.csv, rij 3, kolom 'vervolg'", "De waarde '01' is niet bekend."),
    ]


def test_codes_and_lijstscheiding_of_register_yaml(tmp_path: Path) -> None:
    settings = (
        "lijstscheiding: '|'\n"
        "codes:\n"
        "  vervolg: {'01': onderzoek, OV: vervolgtraject}\n"
        "  uitkomst: {HG+: bevestigd, HG-: geen}\n"
        "  datum_afsluiting: {open: ''}\n"
        "  team: {'7': Oost}\n"
    )
    text = (
        "zaaknummer;datum_melding;vervolg;uitkomst;datum_afsluiting;team\n"
        "A1;2017-04-03;1;hg-|HG+;open;07\n"
        "A2;2017-04-03;ov;;OPEN;8\n"
    )
    register = read_register(write_csv(tmp_path, text, settings=settings))
    assert [row.texts for row in register.rows] == [
        {"vervolg": "onderzoek", "uitkomst": "bevestigd", "team": "Oost"},
        {"vervolg": "vervolgtraject", "team": "8"},
    ]
    assert register.faults == ()


@pytest.mark.parametrize("nothing", ["", "geen", "Geen vervolg", "n.v.t.", "-"])
def test_no_hand_over_is_an_empty_cell(tmp_path: Path, nothing: str) -> None:
    text = f"zaaknummer;datum_melding;overdracht_aan\nA1;2017-04-03;{nothing}\n"
    assert read_register(write_csv(tmp_path, text)).rows[0].texts == {}


def test_settings_without_a_file_are_the_defaults_and_peildatum_and_name_are_handed_on(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert (settings.organisation, settings.peildatum, settings.separator) == (None, None, ";")
    text = "zaaknummer;datum_melding\nA1;2017-04-03\n"
    register = read_register(write_csv(tmp_path, text, settings="organisatie: VT Duinland\npeildatum: 01-03-2018\n"))
    assert (register.organisation, register.peildatum) == ("VT Duinland", date(2018, 3, 1))


def test_all_faults_of_register_yaml_come_at_once_with_their_lines(tmp_path: Path) -> None:
    settings = (
        "versie: 2\n"
        "organsatie: x\n"
        "peildatum: 31-04-2018\n"
        "bestand: ../register.csv\n"
        "kolommen:\n"
        "  datum_meldng: A\n"
        "  regio: B\n"
        "  team: b\n"
        "datumnotatie: [dd-mm-jj, dd-mm-jjjj]\n"
        "lijstscheiding: ab\n"
        "codes:\n"
        "  vervolg: {'01': start}\n"
        "  datum_afsluiting: {x: vandaag}\n"
        "  zaaknummer: {x: y}\n"
    )
    faults = faults_of(write_csv(tmp_path, "zaaknummer;datum_melding\n", settings=settings))
    lines = sorted(int(fault.where.rpartition(":")[2]) for fault in faults)
    assert lines == [1, 2, 3, 4, 6, 8, 9, 10, 12, 13, 14]
    assert {fault.where.rpartition(":")[0] for fault in faults} == {f"{tmp_path.name}/register.yaml"}


def test_a_sheet_name_for_a_csv_is_refused(tmp_path: Path) -> None:
    faults = faults_of(write_csv(tmp_path, "zaaknummer;datum_melding\n", settings="blad: Zaken\n"))
    assert [fault.code for fault in faults] == ["blad_onduidelijk"]


def test_ready_mappings_are_data_that_can_be_replaced(tmp_path: Path) -> None:
    assert [mapping.title for mapping in ready_mappings()] == ["gewone export", "CBS-bestand 2015"]
    (tmp_path / "eigen.yaml").write_text(
        "versie: 1\ntitel: eigen\nbron: eigen\nkolommen: {zaaknumer: nr}\ncodes: {uitkomst: {a: b}}\n", encoding="utf-8"
    )
    with pytest.raises(VtauditError) as caught:
        ready_mappings(tmp_path)
    assert [fault.where for fault in caught.value.faults] == [f"{tmp_path.name}/eigen.yaml:{line}" for line in (4, 5)]


def test_the_readme_names_every_column_and_every_value_that_is_allowed():
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    lines = readme.partition("| Kolom | Wat er staat |")[2].partition("\n\n")[0].splitlines()[2:]
    named = {name: line for line in lines for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert set(named) == set(COLUMNS)
    assert {name for name, line in named.items() if "**verplicht**" in line} == set(REQUIRED)
    for column, values in VALUES.items():
        assert all(f"`{value}`" in named[column] for value in values)
