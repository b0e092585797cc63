"""Odd but possible text never stops the reading of a dossier, and adds nobody to a family."""

from __future__ import annotations

from datetime import date

import pytest

from vtaudit.case import build_case
from vtaudit.catalogue.criteria import criteria_root
from vtaudit.language.reader import Reader
from vtaudit.language.reporter import read_reporter
from vtaudit.model import Document, Dossier, Entry, Page, Part, ReadState, Span

READER = Reader.from_folder(criteria_root() / "lexicon")
DAY = date(2018, 3, 5)
MELDING = "Melder: school\nGezin: moeder Femke Bos (34), kinderen Noor (9) en Daan (6).\n"


def dossier(**pieces: str) -> Dossier:
    documents, parts = [], []
    for kind, text in pieces.items():
        spans = (Span(1, 0, len(text)),)
        documents.append(Document(f"{kind}.txt", kind, ReadState.READ, (Page(1, text),)))
        parts.append(Part(f"{kind}.txt", 1, kind, "inhoud", "", DAY, spans, (Entry(DAY, spans),)))
    return Dossier("1", None, tuple(documents), tuple(parts))


def family(melding: str) -> list[tuple[str, int | None]]:
    reading = READER.read(dossier(melding=melding), {"datum_melding": DAY})
    return [(member.role, member.months) for member in reading.setting.people.family]


@pytest.mark.parametrize(
    "text",
    [
        "Wie\tWanneer\tWaar\t\t\nNoor\t4 mei\t\t\t\nDaan\t\t\t\t\n",
        "Alle \u0301 x zijn veilig. Geen van \u200d de kinderen is bang.\n",
        "Wie houdt toezicht: \u2014\nMet wie?\n?\n( )\n[ ]\n",
        "Dochter Noor\n\n[x] 1-3\n",
        "OVER DAAN\nJa\n",
        "Zoon (\u00b2) gesproken. Met alle \u2460 gepraat, de \u00b3-jarige sliep.\n",
    ],
)
@pytest.mark.parametrize("kind", ["triage", "monitoring", "veiligheidsplan"])
def test_a_dossier_with_this_text_is_read(text: str, kind: str) -> None:
    case = build_case(dossier(melding=MELDING, **{kind: text}), READER, date(2018, 12, 1))
    assert case.has_documents


@pytest.mark.parametrize(
    ("told", "months"),
    [
        ("moeder (34), vader (38), kinderen van 9 en 6", [34, 38, 9, 6]),
        ("moeder (34), 2 kinderen (9 en 6)", [34, 9, 6]),
        ("moeder Bos (34), stiefvader Prins (38), Sem 11, Fleur 6", [34, 38, 11, 6]),
        ("Emre Bos (44), Carola Prins (39, stiefmoeder), Yara (14, dochter Emre)", [44, 39, 14]),
        ("Kwame Bos (45), Yaw (12), Kleine Gaarde 7", [45, 12]),
        ("Femke Bos (34), zoon van \u00b2, zoon (\u00b2), Daan (6)", [34, 6]),
        ("Femke Bos (34), zoon Sem (bijna 0)", [34, 0]),
        ("Daan (6). Femke Bos werd twee keer geslagen.", [6]),
        ("Daan (6). Femke Bos werd drie weken opgenomen.", [6]),
    ],
)
def test_everyone_with_an_age_is_family_once(told: str, months: list[int]) -> None:
    assert [found for _, found in family(f"Melder: school\nGezin: {told}\n")] == [12 * years for years in months]


@pytest.mark.parametrize(
    ("told", "parents"),
    [
        ("Zijn ouders Petra en Koen Bos zijn bekend.", 2),
        ("Zijn ouders zijn Turks.", 0),
        ("Ouders: Nederlands, Marokkaans.", 0),
        ("De ouders, Bureau Jeugdzorg en de politie zijn bekend.", 0),
    ],
)
def test_parents_are_named_as_a_pair_or_with_a_title(told: str, parents: int) -> None:
    melding = f"Melder: school\nDaan (6) woont thuis.\n{told}\n"
    members = READER.read(dossier(melding=melding), {}).setting.people.family
    assert sum(bool(member.names) for member in members) == 1 + parents
    assert len(members) == 3


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Truus Maas belt, buurvrouw van de overkant.", {"truus", "maas"}),
        ("Als Truus Maas belt, hoort zij geschreeuw.", set()),
        ("Truus Maas belt, dan hoort zij geschreeuw.", set()),
    ],
)
def test_who_calls_is_the_melder_unless_it_says_when(told: str, names: set[str]) -> None:
    passages = READER.read(dossier(melding=f"{told}\nMoeder Femke Bos (34), zoon Daan (6).\n"), {}).passages
    assert read_reporter(passages, "", frozenset(), frozenset()).names == names
