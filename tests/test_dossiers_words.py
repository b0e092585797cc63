"""Kinds and parts in the words of later years: stappenplan, terugkijken, closing letters by first name, minutes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vtaudit.dossiers import CaseFiles, read_dossier, read_kind_cues
from vtaudit.model import Part, RegisterRow

CUES = read_kind_cues()
ROW = RegisterRow("Z1", 2, {"vervolg": "onderzoek"}, {"datum_melding": date(2021, 3, 1)})


def read_parts(tmp_path: Path, text: str, name: str = "doc_1.txt") -> tuple[Part, ...]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_dossier(tmp_path, CaseFiles("Z1", (name,)), ROW, CUES).parts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Stappenplan gezin Prins\nWie | Doet wat | Vanaf\nvader | gaat naar buiten | direct", "veiligheidsplan"),
        ("Terugkijken, dinsdag 1 juni 2021\nMoeder en vader gebeld. Er is niets meer voorgevallen.", "monitoring"),
        ("MLD SCHOOL\nbinnen = ma 01-03-2021, tel\nmelder = juf Nel\nkids = Bo (7)", "melding"),
        (
            "MONITORING 1\ndo 03-06-2021 bel mo: geen gehoor\nvr 04-06-2021 bel mo: vm\nma 07-06-2021 bel va: weg",
            "monitoring",
        ),
        (
            "Conclusie onderzoek\nDatum: 3 mei 2021\nAanwezig: gedragswetenschapper, Els\n"
            "Wij concluderen dat het vermoeden is bevestigd.\nHet onderzoek is hiermee afgerond.",
            "mdo",
        ),
        ("Interne notitie afronding onderzoek\n3 mei 2021\nKindermishandeling is bevestigd. De brief volgt.", "mdo"),
        (
            "Ons onderzoek, voor Sanne en Tim\n4 mei 2021\nAanleiding\nSchool belde.\nOnze conclusie\n"
            "Wij vinden dat de mishandeling is bevestigd.",
            "onderzoeksrapportage",
        ),
        (
            "Assen, 4 mei 2021\nBeste Sanne, beste Tim,\nIk kom tot de slotsom dat er is geslagen.\nGroet, Els",
            "afsluitbrief",
        ),
        (
            "Assen, 4 mei 2021\nBeste Sanne,\nHet onderzoek naar aanleiding van de melding van 1 maart jl. over Bo"
            " is beëindigd.\nHoogachtend,\nE. Bos",
            "afsluitbrief",
        ),
        ("Assen, 4 mei 2021\nBeste Kim,\nVanaf vandaag ligt de zaak bij jou.\nGroet, Els", "overdracht"),
        (
            "Bericht van afloop\nAan: de huisarts\nVerzonden: 4 mei 2021\nGeachte collega, wij ronden de zaak af.",
            "terugkoppeling",
        ),
        (
            "Assen, 4 mei 2021\nBeste ouders,\nOp 5 mei dragen wij de zaak over aan het wijkteam.\nGroet, Els",
            "brief",
        ),
    ],
)
def test_kind_in_words_of_later_years(tmp_path: Path, text: str, kind: str) -> None:
    assert [part.kind for part in read_parts(tmp_path, text)] == [kind]


def test_place_and_day_without_salutation_make_no_letter(tmp_path: Path) -> None:
    text = "Met Karin, dinsdag 4 mei 2021\nKarin (gw'er) en ik hebben alles naast elkaar gelegd."
    assert read_parts(tmp_path, text)[0].kind == "mdo"


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_letter_that_was_not_sent_is_a_concept(tmp_path: Path, place: str) -> None:
    letter = "Assen, 4 mei 2021\nBeste Sanne,\nHet onderzoek is afgerond.\nU leest hier hoe.\nTot ziens.\nGroet,\nEls"
    note = "Nog niet verstuurd, wacht op akkoord"
    text = f"{note}\n{letter}" if place == "top" else f"{letter}\n{note}"
    assert [part.is_concept for part in read_parts(tmp_path, text)] == [True]
    assert [part.is_concept for part in read_parts(tmp_path, letter)] == [False]


def test_day_of_an_assessment_is_the_day_it_was_settled(tmp_path: Path) -> None:
    text = (
        "Veiligheidsbeoordeling\nIk sprak:\nSanne, op woensdag 3 maart\nTim, op donderdag 4 maart\n"
        "Wij doen zelf onderzoek. Zo vastgesteld met\nKarin Bos (gedragswetenschapper) op maandag 8 maart 2021."
    )
    assert [(part.kind, part.date) for part in read_parts(tmp_path, text)] == [("triage", date(2021, 3, 8))]


def test_a_print_with_headings_in_plain_words_falls_apart(tmp_path: Path) -> None:
    text = (
        "Zaak Z1, uitdraai\n\nHoe het begon\n~~~~~\n\nOp 1 maart 2021 belde de buurvrouw.\n\n"
        "Veiligheidsbeoordeling\n~~~~~\n\nIk was bij Sanne. Vastgesteld op 5 maart 2021.\n\n"
        "Van dag tot dag\n~~~~~\n\nDinsdag 2 maart\nSanne gebeld.\n\nVrijdag 5 maart\nKlaar.\n\n"
        "Brief aan de melder\n~~~~~\n\nAssen, 9 maart 2021\nGeachte mevrouw Smit,\nEr komt geen vervolg.\n\n"
        "Terugkijken\n~~~~~\n\nOp 1 juni 2021 gebeld met Sanne.\n"
    )
    parts = read_parts(tmp_path, text, "Z1.txt")
    assert [part.kind for part in parts] == ["melding", "triage", "contactjournaal", "terugkoppeling", "monitoring"]
    assert [entry.date for entry in parts[2].entries] == [None, date(2021, 3, 2), date(2021, 3, 5)]
