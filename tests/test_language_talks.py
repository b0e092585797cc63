"""Who was spoken to before the decision: what counts as a talk or as a reason for none, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest
from test_language_odd_input import READER, dossier

from vtaudit.language.talks import spoken_before

HEAD = "VEILIGHEIDSBEOORDELING\nDatum besluit: 5 maart 2018\n"
MELDING = "Melder: school\nGezin: moeder Femke Bos (34), vader Bas Bos (38), kinderen Daan (8) en Noor (2).\n"


def how(told: str) -> str:
    """How the triage form has it of Daan: 'gesproken', 'reden' or nothing."""
    reading = READER.read(dossier(melding=MELDING, triage=HEAD + told + "\n"), {"datum_melding": date(2018, 2, 26)})
    covers = spoken_before(reading.passages, reading.marks, reading.setting, date(2018, 3, 5))
    return next(cover.how for cover in covers if cover.role not in ("moeder", "vader"))


@pytest.mark.parametrize(
    "told",
    [
        "DAAN\n[ ] gesproken op school\n[ ] gesproken thuis met ouders",
        "Daan is vaak ziek, zegt school.",
        "Daan had in mei griep.",
        "Daan is vorig jaar geopereerd.",
        "Daan zorgt voor moeder als zij ziek is.",
        "Daan kletst veel in de klas.",
        "Oma heeft zondag een spelletje gedaan met Daan.",
        "Acties\n- Daan spreken op school.",
    ],
)
def test_this_is_neither_a_talk_nor_a_reason(told: str) -> None:
    assert how(told) == ""


@pytest.mark.parametrize(
    "told",
    [
        "Ik heb met Daan een spelletje gedaan.",
        "Acties\nMoeder, vader en Daan gesproken.",
        "Stappen:\n- Daan gesproken op school.",
    ],
)
def test_this_is_a_talk(told: str) -> None:
    assert how(told) == "gesproken"


@pytest.mark.parametrize(
    "told",
    [
        "Daan kon niet worden gesproken: griep.",
        "Daan lag met koorts in bed en is niet gewekt.",
        "Daan ligt in coma.",
        "DAAN\n[ ] niet nodig, hij ligt in het ziekenhuis",
    ],
)
def test_this_is_a_reason(told: str) -> None:
    assert how(told) == "reden"


@pytest.mark.parametrize(
    "told",
    [
        "Daan: 1 maart jarig",
        "Daan: 1-3 ziekgemeld door vader",
        "Daan: 1-3 naar opa gebracht",
        "Visie Daan: nog op te halen bij school",
        "Daan | 1-3 | aangehouden door politie",
        "Naam | Verjaardag | Rol\nDaan | 1-3 | zoon",
        "1-3-2018 | Daan, school | te laat gekomen, leerkracht meldt dit",
    ],
)
def test_a_day_alone_is_no_talk(told: str) -> None:
    assert how(told) == ""


@pytest.mark.parametrize(
    "told",
    [
        "Daan: 1-3 op school, mist zijn opa",
        "Wie is wanneer gesproken?\nDaan: 1-3, mist zijn opa",
        "Naam | Wanneer | Wat\nDaan | 1-3 | mist zijn opa",
        "Visie Daan: hij mist zijn opa",
    ],
)
def test_a_day_with_a_place_or_below_the_question_when_is_a_talk(told: str) -> None:
    assert how(told) == "gesproken"


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("Er is al een afspraak bij de huisarts op 20 november.", False),
        ("Het wijkteam wordt drie weken betrokken.", False),
        ("Het wijkteam is al twee jaar betrokken.", True),
        ("Het wijkteam is sinds drie maanden betrokken.", True),
    ],
)
def test_a_partner_is_involved_already_by_since_when(told: str, known: bool) -> None:
    passages = READER.read(dossier(melding=told + "\n"), {}).passages
    assert any(passage.hits_of("al_betrokken") for passage in passages) is known
