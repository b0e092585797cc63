"""Ordinary Dutch that looks like what a criterion asks and is not, each beside a sentence that is."""

from __future__ import annotations

from datetime import date

import pytest

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.dossiers.days import leading_day
from vtaudit.language.informants import informants
from vtaudit.language.informed import told_covers
from vtaudit.language.parties import parties
from vtaudit.language.reader import Reader, Reading
from vtaudit.language.recipients import address_parties
from vtaudit.model import Document, Dossier, Entry, Page, Part, ReadState, Span

READER = Reader.from_folder(criteria_root() / "lexicon")
DAY = date(2017, 3, 6)
FAMILY = "Melder: buurvrouw\nGezin: moeder Femke Bos (34), vader Tom Bos (36), kinderen Noor (9) en Sem (6).\n"


def reading(**pieces: str) -> Reading:
    documents, parts = [], []
    for kind, text in {"melding": FAMILY, **pieces}.items():
        spans = (Span(1, 0, len(text)),)
        documents.append(Document(f"{kind}.txt", kind, ReadState.READ, (Page(1, text),)))
        parts.append(Part(f"{kind}.txt", 1, kind, "inhoud", "", DAY, spans, (Entry(DAY, spans),)))
    return READER.read(Dossier("1", None, tuple(documents), tuple(parts)), {"datum_melding": DAY})


def found(frame: str, **pieces: str) -> list[bool]:
    """Of every statement that counts whether it is sure."""
    return [statement.sure for statement in reading(**pieces).of(frame) if statement.counts]


@pytest.mark.parametrize(
    "sentence",
    [
        "Klappen en schelden: school doet melding.",
        "Klap gekregen op school: leerkracht doet een melding.",
        "Aanleiding was een klap: de school doet een melding.",
        "De ruzie van zondag is aanleiding voor een nieuwe melding.",
        "De klap van zondag is aanleiding om 112 te bellen.",
        "Gaat het mis op school, dan praat juf opnieuw bij ons in de klas met Sem.",
    ],
)
def test_what_happened_is_no_consequence(sentence: str) -> None:
    assert found("terugval", veiligheidsplan=f"VEILIGHEIDSPLAN\n{sentence}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Een nieuwe klap betekent een melding bij Veilig Thuis.",
        "Weer ruzie: politie bellen.",
        "Elke klap is reden voor een hermelding.",
        "Gaat het mis, dan komt het gezin opnieuw bij ons.",
        "Ik heb gezegd dat een volgende klap betekent dat de zaak bij ons terugkomt en de Raad het hoort.",
    ],
)
def test_what_may_come_is_a_consequence(sentence: str) -> None:
    assert True in found("terugval", veiligheidsplan=f"VEILIGHEIDSPLAN\n{sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Televisie gaat uit en men kijkt of het rustig blijft.",
        "Waarschijnlijk gaat men langs en kijkt of de afspraken lukken.",
        "Speelgoed blijft beneden, iedereen kijkt of het opgeruimd is.",
        "Natuurlijk blijft men opletten of de afspraken worden nagekomen.",
    ],
)
def test_a_capital_at_the_start_is_nobody_who_watches(sentence: str) -> None:
    assert found("toezicht", veiligheidsplan=f"VEILIGHEIDSPLAN\n{sentence}\n") == []


def test_an_unknown_name_that_watches_is_never_sure() -> None:
    sentence = "Truus loopt op vrijdag binnen en kijkt of punt 2 wordt nageleefd."
    assert found("toezicht", veiligheidsplan=f"VEILIGHEIDSPLAN\n{sentence}\n") == [False]


def receivers(text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Roles and names of those to whom the mail is addressed."""
    read = reading(mail=f"{text}\nDe uitkomst is dat er geen geweld is.\n")
    told = address_parties(read.passages, read.passages[-1], read.setting.people)
    return [(each.party.roles, each.party.names) for each in told]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Aan: Bos | Van: praktijk Brink | 18-05-2017", []),
        ("Van: praktijk Brink | Aan: juf Wiersma, school | 18-05-2017", [({"rol_school"}, {"wiersma"})]),
    ],
)
def test_only_the_cell_behind_aan_is_told(row: str, told: list[tuple[object, object]]) -> None:
    assert receivers(row) == told


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("info@huisartsenpraktijkbrink.nl", {"rol_huisarts"}),
        ("anke@bso-zee.nl", {"rol_opvang"}),
        ("info@logopediepraktijk-zee.nl", set()),
        ("balie@tandartspraktijk.nl", set()),
        ("moeder@hogeschool-utrecht.nl", set()),
    ],
)
def test_a_role_is_a_whole_word_of_an_address(address: str, roles: set[str]) -> None:
    ((found_roles, names),) = receivers(f"Aan: {address}")
    assert found_roles == roles
    assert not names & {"nl", "info", "balie"}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Meester Henk van Dijk belt.", [{"henk", "dijk"}]),
        ("Meester Henk van De Regenboog belt.", [{"henk"}]),
        ("Juf Karin van den Berg gebeld.", [{"karin", "berg"}]),
        ("Huisarts Brink, De Vries gebeld.", [{"brink"}, {"vries"}]),
        ("Juf Tineke Vanmorgen gebeld.", [{"tineke"}]),
        ("Gisteren huisarts Brink Gevraagd naar de groei.", [{"brink"}]),
        ("Huisarts Kok Vader belt terug.", [{"kok"}]),
    ],
)
def test_a_name_ends_where_another_word_begins(sentence: str, names: list[set[str]]) -> None:
    read = reading(contactjournaal=sentence)
    assert [party.names for party in parties(read.passages[-1], read.setting.people)] == names


LISTED = "\njuf Wiersma | school | 23-05\n"
ASKED = "Informatie opgevraagd bij juf Wiersma van school: zij vertelde dat Sem vaak moe is.\n"


@pytest.mark.parametrize(
    ("journal", "reached"),
    [
        (f"Op de hoogte gebracht{LISTED}", True),
        (f"NOG NIET OP DE HOOGTE GEBRACHT{LISTED}", False),
        (f"Niet op de hoogte gesteld{LISTED}", False),
        (f"Geen terugkoppeling gegeven aan{LISTED}", False),
    ],
)
def test_a_list_of_those_who_still_wait_is_no_list_of_those_who_know(journal: str, reached: bool) -> None:
    read = reading(gespreksverslag=ASKED, contactjournaal=journal)
    asked = informants(read.passages, read.marks, read.setting)
    covers = told_covers(read.passages, asked, read.of("informant_geinformeerd"), read.setting)
    assert [cover.covered for cover in covers] == [reached]


@pytest.mark.parametrize(
    ("note", "reached"),
    [
        ("Uitkomst besproken.\nGesproken met: school, juf Wiersma\n", True),
        ("Uitkomst besproken met moeder.\nGesproken met: school, juf Wiersma\n", False),
        ("Uitkomst besproken met moeder.\nBetreft: school, juf Wiersma\n", False),
    ],
)
def test_the_field_under_a_note_does_not_overrule_the_note(note: str, reached: bool) -> None:
    read = reading(gespreksverslag=ASKED, contactjournaal=f"20-05-2017 {note}")
    asked = informants(read.passages, read.marks, read.setting)
    covers = told_covers(read.passages, asked, read.of("informant_geinformeerd"), read.setting)
    assert [cover.covered for cover in covers] == [reached]


def test_what_vader_says_of_the_school_makes_it_no_informant() -> None:
    for said, count in (
        ("Volgens de juf is Sem nooit ziek.", 1),
        ("Vader zegt dat Sem volgens de juf nooit ziek is.", 0),
    ):
        read = reading(contactjournaal=f"{said}\n")
        assert len(informants(read.passages, read.marks, read.setting)) == count


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Door Corona is er minder ruzie.", False),
        ("Door mevrouw Vos is er minder ruzie.", True),
    ],
)
def test_only_a_person_helps(sentence: str, holds: bool) -> None:
    assert bool(found("effect_hulp", monitoring=f"MONITORING\n{sentence}\n")) is holds


def test_a_task_of_another_is_no_monitoring_of_ours() -> None:
    ours = "Bij de wijkcoach monitort Veilig Thuis in juli 2017."
    theirs = "Gesproken met moeder.\nActie: in juli 2017 belt de wijkcoach met Petra."
    assert found("monitoring_bij", contactjournaal=ours)
    assert not found("monitoring_bij", contactjournaal=theirs)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("1. 3/4 van de lessen gemist", None),
        ("3. 4/5 deel van de kosten", None),
        ("5. 1/2 dagdeel hulp", None),
        ("2. 12-3 staat vader voor de rechter", None),
        ("21. maart 2017 gebeld", (21, 3)),
        ("1. 03-04-2017 gebeld", (3, 4)),
        ("nr 3. 3 april gebeld", (3, 4)),
        ("12-3 gebeld", (12, 3)),
    ],
)
def test_the_day_that_opens_an_entry(line: str, day: tuple[int, int] | None) -> None:
    leading = leading_day(line)
    assert (leading and (leading.day, leading.month)) == day
