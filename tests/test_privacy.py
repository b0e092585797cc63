"""Masking: known names everywhere, patterns always, ordinary words never."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtaudit.privacy import file_text, hidden, is_named, mask, names_in

TEXT = """MELDING
Melder: mw. K. van der Veldt, intern begeleider
Gezin: moeder mw. R. Achterberg, vader dhr. T. Üstün, Jesse (9 jaar) en Nora (4)
Geachte heer Üstün,
Jesse vertelt dat Nora bij oma slaapt. De gemeente Velsen is op de hoogte.
Met vriendelijke groet,
P. Hendriksma
"""


def masked(text: str) -> str:
    return mask(text, names_in([TEXT], ["B. de Haan"], ["Velsen"]))


@pytest.mark.parametrize("name", ["Veldt", "Achterberg", "Üstün", "Jesse", "Nora", "Hendriksma"])
def test_a_name_that_is_known_once_is_masked_everywhere(name: str) -> None:
    assert name not in masked(f"Gisteren zei {name} dat het goed gaat. {name}s fiets stond er nog.")
    assert name.upper() not in masked(f"VERSLAG {name.upper()}")


def test_the_initials_of_a_colleague_are_masked() -> None:
    assert masked("14/3 gebeld (BdH)") == "14/3 gebeld ([naam])"


def test_words_that_are_no_names_stay() -> None:
    assert masked("Moeder belt Veilig Thuis. De gemeente Velsen en het wijkteam weten ervan.") == (
        "Moeder belt Veilig Thuis. De gemeente Velsen en het wijkteam weten ervan."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BSN 284619357", "BSN [nummer]"),
        ("haar nummer is 84619357.", "haar nummer is [nummer]."),
        ("op 20170312 en op 12032017 gebeld", "op 20170312 en op 12032017 gebeld"),
        ("een schuld van 12345678,50 euro", "een schuld van 12345678,50 euro"),
        ("bel 06-00418822", "bel [contact]"),
        ("mail naar jan@voorbeeld.nl", "mail naar [contact]"),
        ("woont Kwelderlaan 44", "woont [adres]"),
        ("1944 AB Beverwijk", "[adres] Beverwijk"),
        ("geb. 02-03-1981", "geb. [geboortedatum]"),
        ("plan (02-03-2017)", "plan (02-03-2017)"),
        ("dossier VT15-0388", "dossier [nummer]"),
        ("op 12-03-2017 gebeld", "op 12-03-2017 gebeld"),
        ("4000 euro", "4000 euro"),
    ],
)
def test_patterns(text: str, expected: str) -> None:
    assert mask(text, frozenset()) == expected


def test_a_run_of_names_becomes_one() -> None:
    assert masked("mw. R. Achterberg-Üstün") == "mw. [naam]"


def test_particles_go_with_the_name_they_belong_to() -> None:
    assert masked("de moeder van Jesse belt mw. Van der Veldt") == "de moeder van [naam] belt mw. [naam]"


def test_a_name_is_masked_in_another_text_than_the_one_that_told_it() -> None:
    names = names_in(["Gezin: Roos (4), geb. 3-5-2013", "Broer Storm (2) woont op Turfsteker 62."])
    assert mask("Roos zag Storm; 3-5-2013, Turfsteker 62", names) == ("[naam] zag [naam]; [geboortedatum], [adres]")


def test_an_ordinary_word_that_is_also_somebodys_name_stays_without_a_capital() -> None:
    names = names_in(["Mw. Bakker en dhr. De Groot zijn gebeld."])
    assert mask("de bakker is groot, zegt Bakker", names) == "de bakker is groot, zegt [naam]"


def test_a_place_is_a_name_only_after_a_title_or_initials() -> None:
    text = "Mw. S. Wassenaar woont in Zeist. Zij belt uit Heemskerk."
    assert mask(text, names_in([text])) == "Mw. [naam] woont in Zeist. Zij belt uit Heemskerk."


def test_a_colleague_of_the_register_is_masked_by_name_and_by_initials() -> None:
    names = names_in([], ["A. van Dijk"])
    assert mask("14/5 AvD: A. van Dijk belt. Van Dijk mailt.", names) == "14/5 [naam]: [naam] belt. [naam] mailt."


def test_stretches_are_apart_in_order_and_hold_what_they_hide() -> None:
    text = "Mw. K. Vos, Parklaan 3, belt met 06-12345678."
    found = hidden(text, names_in([text]))
    assert [(text[each.start : each.end], each.instead) for each in found] == [
        ("K. Vos", "[naam]"),
        ("Parklaan 3", "[adres]"),
        ("06-12345678", "[contact]"),
    ]


@pytest.mark.parametrize("path", ["brief mw Vlinderhoek.pdf", "Vlinderhoek_plan.docx", "map/verslag-Vlinderhoek.txt"])
def test_a_name_in_a_file_name_is_found(path: str) -> None:
    assert "Vlinderhoek" not in mask(path, names_in([file_text(path)]))


def test_only_a_person_is_named() -> None:
    assert is_named("mevrouw Jansen")
    assert not is_named("MT")
    assert not is_named("Hoofd Kwaliteit en Veiligheid")


@given(st.text(), st.sets(st.text(min_size=1)))
def test_any_text_with_any_names_is_masked_without_fail(text: str, names: set[str]) -> None:
    end = 0
    for each in hidden(text, names):
        assert end <= each.start < each.end <= len(text)
        end = each.end
    assert mask(text, frozenset(names)) is not None


@pytest.mark.parametrize("piece", ["A. ", "Jan-", "geb\t", "Aa", "moeder van ", "06-", "Jan (", "De "])
def test_no_repetition_takes_long(piece: str) -> None:
    text = piece * (4000 // len(piece))
    began = time.process_time()
    mask(text, names_in([text]))
    assert time.process_time() - began < 5
