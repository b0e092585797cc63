"""Who belongs to the family, where the melding names some by role, designation or age alone."""

from __future__ import annotations

from datetime import date

import pytest
from test_language_odd_input import READER, dossier

from vtaudit.language.talks import spoken_before, to_speak


def family(melding: str, triage: str = "TRIAGE\nBesluit: onderzoek.\n") -> list[tuple[str, int | None]]:
    """Roles and ages in years of everybody who must be spoken to, sorted."""
    reading = READER.read(dossier(melding=melding, triage=triage), {"datum_melding": date(2018, 2, 26)})
    must = to_speak(reading.setting.people)
    return sorted((m.role, m.months and m.months // 12) for m in must)


@pytest.mark.parametrize(
    ("melding", "expected"),
    [
        ("Melder: school\nGezin: vader, moeder, Sietse (8) en Bo (2).\n",
         [("kind", 8), ("moeder", None), ("vader", None)]),
        ("Melder: huisarts\n- vader (44), moeder (41)\n- zoon (16), dochter (10)\n",
         [("kind", 10), ("kind", 16), ("moeder", 41), ("vader", 44)]),
        ("Wie: betrokkene 1 (moeder, 29), betrokkene 2 (vader, 31), minderjarige 1 (12), minderjarige 2 (3).\n",
         [("kind", 12), ("moeder", 29), ("vader", 31)]),
        ("Gezin: moeder en de broers jeugdige 1 en jeugdige 2 (tweeling, 7); moeder heet betrokkene 1 (moeder, 30).\n",
         [("kind", 7), ("kind", 7), ("moeder", 30)]),
        ("Wie: betrokkene 1 (moeder, 29), kind 1, kind 2 en kind 3 (4, 5, 6).\n",
         [("kind", 4), ("kind", 5), ("kind", 6), ("moeder", 29)]),
        ("Wie: betrokkene 1 (buurvrouw, melder, 50), betrokkene 2 (moeder, 2 kinderen, 29 jaar), kind 1 (7).\n",
         [("kind", 7), ("moeder", 29)]),
        ("Gezin: moeder, Sietse (8).\nVader van Sietse vertrok in 2012 en heeft nooit meer contact gezocht.\n",
         [("kind", 8), ("moeder", None)]),
        ("Gezin: moeder Roos Bos (33), weduwe; Sietse (8).\n", [("kind", 8), ("moeder", 33)]),
        ("Wie: kind 1 (woont bij moeder, 5).\n", [("kind", 5)]),
        ("Gezin: vader (44), moeder (41)\nVader (44) slaat moeder (41).\n", [("moeder", 41), ("vader", 44)]),
        ("Melder: buurman\nGezin: Roos Bos (33), Sietse (8).\nInhoud: Roos belt elke dag met haar vader.\n",
         [("kind", 8), ("ouder", 33)]),
        ("Melder: school\nGezin: moeder Roos Bos (33), Sietse (8).\nInhoud: de vader van een vriendje zag het.\n",
         [("kind", 8), ("moeder", 33)]),
        ("Melder: school\nGezin: vader Jan Bos (33), Sietse (8).\nInhoud: Jan slaat de moeder van zijn kinderen.\n",
         [("kind", 8), ("moeder", None), ("vader", 33)]),
        ("Melder: school\nGezin: moeder Roos Bos (33), Sietse (8).\nInhoud: de vader van Sietse slaat.\n",
         [("kind", 8), ("moeder", 33), ("vader", None)]),
        ("Melder: school\nGezin: vader, moeder, Sietse (8).\nInhoud: moeder mist haar zus, die is overleden.\n",
         [("kind", 8), ("moeder", None), ("vader", None)]),
        ("Melder: vader, woont elders\nGezin: mw. Roos Bos (33), Sietse (8).\n", [("kind", 8), ("moeder", 33)]),
        ("Het gaat om Roos en haar kinderen Sietse (8) en Bo (2).\n", [("kind", 8), ("ouder", None)]),
        ("Het gaat om Roos en Wim met Sietse (8).\n", [("kind", 8), ("ouder", None), ("ouder", None)]),
        ("Roos en Wim hebben twee kinderen: Sietse (8) en Bo (6).\n",
         [("kind", 6), ("kind", 8), ("ouder", None), ("ouder", None)]),
        ("Gezin: Roos, Wim, Sietse (8).\n", [("kind", 8), ("ouder", None), ("ouder", None)]),
        ("Gezin: juf Roos, Sietse (8).\n", [("kind", 8)]),
        ("Betreft: fam. Bos, met kinderen Sietse (8) en Bo (6)\n", [("kind", 6), ("kind", 8)]),
        ("Gezin: Roos - moeder, Wim - vader, Sietse 8\n", [("kind", 8), ("moeder", None), ("vader", None)]),
        ("Gezin: Roos T. (33), Sietse (8).\n", [("kind", 8), ("ouder", 33)]),
        ("Gezin: Roos Bos (33). Met Sietse (8) wordt nog gesproken.\n", [("kind", 8), ("ouder", 33)]),
        ("Gezin: Roos Bos (33) en Sietse (8).\nVerzuim 6 dagen dit jaar.\n", [("kind", 8), ("ouder", 33)]),
        ("Gezin: Roos Bos (33) en Sietse (8).\nGemeld wordt een vermoeden van geweld.\n", [("kind", 8), ("ouder", 33)]),
        ("Betreft: mw. Roos Bos, 33 jaar, Hazelmuis 8, Lonerveen\nKind: Sietse (8)\n", [("kind", 8), ("moeder", 33)]),
        ("Gezin: Roos Bos (81).\nZoon Wim (51) woont in.\n(Dochter Ria, 48, woont elders.)\n",
         [("ouder", 81), ("volwassen kind", 51)]),
        ("Huishouden: moeder (31), zoon (8), partner moeder (34)\n", [("kind", 8), ("moeder", 31), ("vader", 34)]),
        ("Gezin: Roos M. de Wit (33), Sietse (8).\n", [("kind", 8), ("ouder", 33)]),
        ("Gezin: Sietse (8).\nInhoud: de papa roept, en de mama is tegen de kast geduwd.\n",
         [("kind", 8), ("moeder", None), ("vader", None)]),
        ("Gezin: Sietse (8).\nInhoud: Sietse wordt geslagen door moeder. Vader heeft volgens moeder geen contact.\n",
         [("kind", 8), ("moeder", None)]),
        ("Gezin: Sietse (8).\nInhoud: jonge moeder van een meisje en een jongen, slaat.\n",
         [("kind", 8), ("moeder", None)]),
    ],
)  # fmt: skip
def test_members_without_a_name_belong_to_the_family(melding: str, expected: list[tuple[str, int | None]]) -> None:
    assert family(melding) == expected


@pytest.mark.parametrize(
    "told",
    [
        "Nacht van 18 op 19 januari: geschreeuw.",
        "De huisarts had Sietse een jaar niet gezien.",
        "Sinds mei gaat het mis.",
    ],
)
def test_a_day_or_a_duration_makes_nobody_older_or_another(told: str) -> None:
    melding = f"Melder: school\nGezin: moeder Roos Bos (33), Sietse (8).\nInhoud: {told}\n"
    assert family(melding) == [("kind", 8), ("moeder", 33)]


def how(told: str) -> dict[str, str]:
    """Per role how the triage form has it."""
    melding = "Melder: school\nGezin: vader, moeder, Sietse (8).\n"
    triage = "TRIAGE\nDatum besluit: 5 maart 2018\n" + told + "\n"
    reading = READER.read(dossier(melding=melding, triage=triage), {"datum_melding": date(2018, 2, 26)})
    covers = spoken_before(reading.passages, reading.marks, reading.setting, date(2018, 3, 5))
    return {cover.role: cover.how for cover in covers}


@pytest.mark.parametrize(
    ("told", "role", "expected"),
    [
        ("Niet gesproken: vader zit tot eind mei op een boorschip bij Noorwegen.", "vader", "reden"),
        ("- vader: nee\ntoelichting: drie keer gebeld op zijn mobiel, steeds voicemail.", "vader", "reden"),
        ("- vader: nee", "vader", ""),
        ("Niet gesproken: vader, wordt later nog gebeld.", "vader", ""),
        ("Sietse: met hem nog praten, dat doet het wijkteam.", "kind", ""),
        ("Gesproken: moeder (1 maart). Sietse zat achter de tablet; wij zagen hem, hij oogde stil.", "kind", ""),
        ("Zij vertelde aan collega Prins dat zij bij het gezin elke avond geroep hoort.", "moeder", ""),
        ("Niet gesproken: vader, moeder en Sietse.", "kind", ""),
        ("Niet gesproken: vader (zit op zee tot eind mei), moeder en Sietse.", "moeder", ""),
        ("Niet gesproken: vader en moeder, want beiden zijn onbereikbaar (drie keer gebeld).", "moeder", "reden"),
        ("Moeder vertelt dat zij vaak ruzie hebben, en op 1 maart is Sietse gesproken.", "kind", "gesproken"),
        ("School zegt dat zij zich zorgen maken, en dat Sietse op 1 maart door de juf is gesproken.", "kind", ""),
        ("Gesproken: moeder en Sietse op 1 maart; vader op 2 maart per telefoon.", "vader", "gesproken"),
        ("Niet gesproken: vader (zit op zee), moeder op 1 maart gesproken.", "moeder", "gesproken"),
        ("Sietse knijpt in haar hand, zegt moeder.", "kind", ""),
        ("Sietse vertelde dat papa slaat, zo meldt de leerkracht.", "kind", ""),
        ("Inhoud melding: Sietse heeft een blauwe plek, zegt: van de glijbaan.", "kind", ""),
        ("Gezegd dat ik met het gezin praat.", "moeder", ""),
        ("Kracht: beide ouders blijven praten.", "moeder", ""),
        ("IO sprak vader op het balkon.", "vader", "gesproken"),
        ("1 maart Sietse op school gesproken met haar juf erbij.", "kind", "gesproken"),
        ("1 maart moeder gesproken met een tolk.", "moeder", "gesproken"),
        ("1 maart ruzie met moeder, wijkagent ter plaatse.", "moeder", ""),
        ("Sietse riep dat hij met niemand wilde praten.", "kind", "reden"),
    ],
)  # fmt: skip
def test_how_the_form_has_it_of_one_member(told: str, role: str, expected: str) -> None:
    assert how(told)[role] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("MELDING EN TRIAGE\nOntvangen 26 februari 2018\nGezin: vader, moeder, Sietse (8).\n"
         "28 februari vader en moeder op kantoor gesproken.\n1 maart Sietse op school gesproken.\n"
         "Besluit: onderzoek.\n", {"vader", "moeder", "kind"}),
        ("MELDING EN TRIAGE\nOntvangen 26 februari 2018\nGezin: vader, moeder, Sietse (8).\nOver moeder\n"
         "Op 28 februari thuis gesproken.\nOver vader\nIs streng.\nBesluit: onderzoek.\n", {"moeder"}),
        ("MELDING\nOntvangen 26 februari 2018\nGezin: vader, moeder, Sietse (8).\n"
         "Op 20 februari sprak de juf vader en moeder.\nBesluit: onderzoek.\n", set()),
    ],
    ids=["below the day", "below the name", "before it came in"],
)  # fmt: skip
def test_a_melding_that_holds_the_triage_too_is_read_as_both(told: str, expected: set[str]) -> None:
    days = {"datum_melding": date(2018, 2, 26), "datum_triagebesluit": date(2018, 3, 5)}
    reading = READER.read(dossier(melding=told), days)
    covers = spoken_before(reading.passages, reading.marks, reading.setting, date(2018, 3, 5))
    assert {cover.role for cover in covers if cover.how == "gesproken"} == expected


def test_a_note_of_a_call_on_the_day_tells_who_belongs_to_the_family() -> None:
    note = "Telefoonnotitie, maandag 5 maart 2018\nAan de lijn: een buurvrouw. Het gaat om Els en haar zoon Wim (9).\n"
    pieces = dossier(triage="TRIAGE\nBesluit: onderzoek.\n", mail=note)
    reading = READER.read(pieces, {"datum_melding": date(2018, 3, 5)})
    assert {name for member in reading.setting.people.family for name in member.given} == {"wim", "els"}


def test_a_title_tells_which_of_two_with_one_letter() -> None:
    melding = "Melder: school\nGezin: mw. B. (34), hr. B. (37), Sietse (8).\n"
    triage = (
        "TRIAGE\nDatum besluit: 5 maart 2018\nGesproken | mw. B. op 1 maart thuis; hr. B. op 2 maart per telefoon\n"
    )
    reading = READER.read(dossier(melding=melding, triage=triage), {"datum_melding": date(2018, 2, 26)})
    covers = spoken_before(reading.passages, reading.marks, reading.setting, date(2018, 3, 5))
    assert {cover.role for cover in covers if cover.how == "gesproken"} == {"moeder", "vader"}


def test_without_a_melding_the_triage_names_the_family_and_the_melder() -> None:
    journal = "JOURNAAL\n14-3 Huisarts Kok gebeld over een ander kind, Bram (3).\n"
    triage = "TRIAGE\nOp 26 februari belde huisarts De Wit.\nGezin: vader Ruud, moeder Lianne, Sem (9) en Fleur (5).\n"
    reading = READER.read(dossier(contactjournaal=journal, triage=triage), {"datum_melding": date(2018, 2, 26)})
    people = reading.setting.people
    assert [sorted(member.given) for member in people.family] == [["ruud"], ["lianne"], ["sem"], ["fleur"]]


@pytest.mark.parametrize(
    ("triage", "expected"),
    [
        ("TRIAGE\n1 maart Ilse gebeld. 2 maart Bram op kantoor gesproken.\n", {"moeder": "ilse", "vader": "bram"}),
        ("TRIAGE\n1 maart Ilse gebeld. 2 maart Bram gesproken. Kees gesproken.\n", {"moeder": "", "vader": ""}),
        ("TRIAGE\n1 maart Ilse gebeld. Iemand gesproken, en iemand gebeld.\n", {"moeder": "", "vader": ""}),
    ],
    ids=["as many names as parents", "one name too many", "a word is no name"],
)
def test_first_names_in_the_notes_belong_to_the_unnamed_parents(triage: str, expected: dict[str, str]) -> None:
    melding = "Melder: school\nGezin: vader, moeder, Sietse (net 8).\n"
    journal = "JOURNAAL\n3 maart Ilse mailt. Bram belt. Kees belt.\n"
    pieces = dossier(melding=melding, triage=triage.replace(". ", ".\n"), contactjournaal=journal)
    people = READER.read(pieces, {"datum_melding": date(2018, 2, 26)}).setting.people
    assert {m.role: "".join(m.given) for m in people.family if not m.is_child} == expected
    assert [m.months for m in people.family if m.is_child] == [8 * 12]


def test_a_mail_to_us_on_the_day_tells_who_belongs_to_the_family() -> None:
    mail = "Van: school De Linde\nAan: Veilig Thuis\nDatum: 5 maart 2018\n\nHet gaat om Noor (9) en haar moeder Els.\n"
    reading = READER.read(
        dossier(triage="TRIAGE\nBesluit: onderzoek.\n", mail=mail), {"datum_melding": date(2018, 3, 5)}
    )
    assert {name for member in reading.setting.people.family for name in member.given} == {"noor", "els"}
