"""A letter to the family that ends the investigation is the closing letter, however it greets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit_folder import run_in, seen, write_folder, write_rules

ZAAK = "VT17-0001"
ENDED = "Ons onderzoek is ten einde. Wij stellen vast dat er in het gezin geweld is geweest."
ROLES = (
    *("Aan: mevrouw Lianne en de heer Ruud Broekhof", "Aan de ouders van Sem en Fleur"),
    *("Aan betrokkene 1 en betrokkene 2", "Aan: mevrouw B. (gelijkluidend aan de heer B.)"),
)


def judged(place: Path, name: str, *lines: str) -> str:
    """The outcome of 2.4.2-b: not applicable as long as no closing letter is seen."""
    folder = write_folder(place / "dossiers", ZAAK)
    (folder / ZAAK / name).write_text("\n".join(lines), encoding="utf-8")
    _, report = run_in(folder, "--criteria", write_rules(place / "eigen", "1.3.3", "2.4.2"))
    return seen(report, "2.4.2-b", ZAAK)["uitkomst"]


@pytest.mark.parametrize("address", ROLES)
@pytest.mark.parametrize("greeting", ["Geachte mevrouw, geachte heer,", "Geachte heer en mevrouw,"])
def test_a_formal_letter_needs_no_name(tmp_path: Path, address: str, greeting: str) -> None:
    letter = ("Veilig Thuis Oevers", address, "16 mei 2017", greeting, "", ENDED, "", "Hoogachtend,", "B. de Haan")
    assert judged(tmp_path, "stuk 5.txt", *letter) == "voldoet"


def test_a_letter_with_a_subject_is_no_mail(tmp_path: Path) -> None:
    head = ("Veilig Thuis Oevers", "Aan: mevrouw L. Broekhof", "Datum: 16 mei 2017", "Onderwerp: afsluiting")
    letter = (*head, "", "Geachte mevrouw,", "", "Wij zijn klaar met ons onderzoek.", "", "Hoogachtend,", "B. de Haan")
    assert judged(tmp_path, "stuk 5.txt", *letter) == "voldoet_niet"


@pytest.mark.parametrize(
    ("address", "greeting"),
    [
        pytest.param("Aan: huisarts De Wit en wijkteam Oevers", "Geachte mevrouw, geachte heer,", id="professionals"),
        pytest.param("16 mei 2017", "Beste collega,", id="a colleague"),
        pytest.param("16 mei 2017", "Hoi,", id="nobody in particular"),
    ],
)
def test_a_letter_to_others_is_none(tmp_path: Path, address: str, greeting: str) -> None:
    letter = ("Veilig Thuis Oevers", address, "16 mei 2017", greeting, "", ENDED, "", "Groet,", "B. de Haan")
    assert judged(tmp_path, "stuk 5.txt", *letter) == "niet_van_toepassing"


def test_a_mail_needs_one_of_the_family_in_its_greeting(tmp_path: Path) -> None:
    head = ("Van: B. de Haan", "Aan: M. Kolk; P. Prins", "Datum: 16 mei 2017", "Onderwerp: gezin Broekhof")
    mail = (*head, "", "Geachte heer, mevrouw,", ENDED, "Groet, Bas")
    assert judged(tmp_path, "stuk 5.txt", *mail) == "niet_van_toepassing"


def test_a_form_on_the_closing_that_speaks_to_nobody_is_no_letter(tmp_path: Path) -> None:
    form = (
        "FORMULIER AFSLUITING ONDERZOEK",
        "Datum: 16 mei 2017",
        "Gesprek: 15 mei, 16.00 u",
        "[ ] brief verzonden",
        ENDED,
    )
    assert judged(tmp_path, "stuk 5.txt", *form) == "niet_van_toepassing"


def test_an_unknown_name_in_the_greeting_is_of_those_in_the_address(tmp_path: Path) -> None:
    head = ("Veilig Thuis Oevers", "16 mei 2017", "Aan de ouders van Sem en Fleur", "Geachte heer en mevrouw De Waal,")
    assert judged(tmp_path, "stuk 5.txt", *head, "", ENDED, "", "Hoogachtend,", "B. de Haan") == "voldoet"


@pytest.mark.parametrize(
    "greeting",
    [
        "Geachte mijnheer, geachte mevrouw, geachte heer De Waal,",
        "Beste mevrouw, beste meneer De Waal,",
        "Lieve Anouk,",
    ],
)
def test_who_is_greeted_together_or_as_dear_is_family(tmp_path: Path, greeting: str) -> None:
    letter = ("16 mei 2017", "", greeting, "", "Wij zijn klaar met ons onderzoek.", "", "Hoogachtend,", "B. de Haan")
    assert judged(tmp_path, "stuk 5.txt", *letter) == "voldoet_niet"


@pytest.mark.parametrize(
    ("told", "closes"),
    [
        ("Wat vinden wij? Er is in uw gezin geslagen en de kinderen hebben dat meegemaakt.", True),
        ("Wij nodigen u uit voor een gesprek op 23 mei.", False),
        ("Wij verwachten u op 23 mei op ons kantoor.", False),
    ],
)
def test_a_letter_to_the_family_after_the_end_closes_unless_it_invites(tmp_path: Path, told: str, closes: bool) -> None:
    letter = ("16 mei 2017", "", "Geachte heer en mevrouw,", "", told, "", "Hoogachtend,", "B. de Haan")
    assert (judged(tmp_path, "stuk 5.txt", *letter) != "niet_van_toepassing") == closes


@pytest.mark.parametrize(
    ("head", "counts"),
    [
        (("ONDERZOEKSVERSLAG",), False),
        (("ONDERZOEKSVERSLAG aan betrokkenen",), True),
        (("ONDERZOEKSVERSLAG", "Aan: mevrouw Lianne Broekhof"), True),
    ],
)
def test_a_report_of_the_investigation_counts_when_it_speaks_to_somebody(
    tmp_path: Path, head: tuple[str, ...], counts: bool
) -> None:
    report = (*head, "Datum: 16 mei 2017", "", "Conclusie", ENDED)
    assert (judged(tmp_path, "stuk 5.txt", *report) == "voldoet") == counts


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Dit verslag is bestemd voor het eigen dossier.", "niet_van_toepassing"),
        ("Wat de school vertelde, wordt niet met ouders gedeeld.", "voldoet"),
        ("Een afschrift is bestemd voor het dossier.", "voldoet"),
        ("In dit rapport zijn de gegevens van de melder niet met ouders gedeeld.", "voldoet"),
    ],
)
def test_a_report_that_says_it_is_for_ourselves_is_none(tmp_path: Path, told: str, expected: str) -> None:
    report = ("ONDERZOEKSRAPPORTAGE", "Datum: 16 mei 2017", told, "Wij spraken u op 2 mei.", "Conclusie", ENDED)
    assert judged(tmp_path, "rapport.txt", *report) == expected
