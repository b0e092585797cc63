"""Masking: known names everywhere, patterns always, ordinary words never."""

from __future__ import annotations

import pytest

from vtaudit.privacy import mask, names_in

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
