"""One act, telling somebody the outcome, in every reading that the tool knows."""

from __future__ import annotations

from datetime import date

import pytest

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.language.marking import marks
from vtaudit.language.passages import Passage, read_passages
from vtaudit.language.reader import Reader
from vtaudit.language.scope import Status, read_status
from vtaudit.model import Document, Dossier, Entry, Page, Part, ReadState, Span

READER = Reader.from_folder(criteria_root() / "lexicon")
RECEIVED = date(2018, 3, 5)


def passages_of(text: str, kind: str = "contactjournaal", day: date = date(2018, 5, 14)) -> tuple[Passage, ...]:
    document = Document("stuk.txt", "x", ReadState.READ, (Page(1, text),))
    spans = (Span(1, 0, len(text)),)
    part = Part("stuk.txt", 1, kind, "inhoud", "", day, spans, (Entry(day, spans),))
    return read_passages(Dossier("1", None, (document,), (part,)), READER.splitter, READER.lexicon)


def status(text: str, concept: str = "informeren") -> Status:
    passages = passages_of(text)
    seen = marks(passages, RECEIVED)
    for passage in passages:
        hits = passage.hits_of(concept)
        if hits:
            return read_status(passages, passage, hits[0], seen[passage.number])
    raise AssertionError(f"no {concept} in: {text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De huisarts is vanmiddag geïnformeerd over de uitkomst.", Status.DONE),
        ("Huisarts op de hoogte gesteld van het besluit.", Status.DONE),
        ("Wij brachten de huisarts telefonisch op de hoogte.", Status.DONE),
        ("De huisarts is niet geïnformeerd over de uitkomst.", Status.NEGATED),
        ("Niemand heeft de huisarts ingelicht.", Status.NEGATED),
        ("De huisarts is nog niet geïnformeerd.", Status.NEGATED),
        ("De huisarts zal worden geïnformeerd over de uitkomst.", Status.INTENDED),
        ("De huisarts moet nog worden ingelicht.", Status.INTENDED),
        ("Volgende week wordt de huisarts ingelicht.", Status.INTENDED),
        ("[ ] huisarts informeren over uitkomst", Status.INTENDED),
        ("Huisarts nog informeren.", Status.INTENDED),
        ("Gisteren heb ik de huisarts nog kunnen informeren over de uitkomst.", Status.DONE),
        ("Is de huisarts al geïnformeerd?", Status.ASKED),
        ("Of de huisarts is geïnformeerd, weten wij niet.", Status.ASKED),
        ("Als moeder akkoord gaat, dan informeren wij de huisarts.", Status.CONDITIONAL),
        ("De huisarts gebeld om hem te informeren. Geen gehoor.", Status.ATTEMPTED),
        ("In 2014 is de huisarts geïnformeerd over de uitkomst van toen.", Status.EARLIER),
        ("Destijds is de melder geïnformeerd.", Status.EARLIER),
        ("Voorgeschiedenis: melding door school. De school is geïnformeerd over de afloop.", Status.EARLIER),
        ("18-05-2018 | Huisarts geïnformeerd over de uitkomst. Moeder was er niet bij. | tel", Status.DONE),
        ("18-05-2018 | Huisarts niet geïnformeerd over de uitkomst. Moeder was er wel bij. | tel", Status.NEGATED),
        ("Huisarts informeren staat op mijn lijstje.", Status.INTENDED),
        ("Terugkoppeling uitkomst aan huisarts | nog", Status.INTENDED),
        ("Bij mijn zaak in Oosterbeek is de huisarts geïnformeerd over de uitkomst.", Status.OTHER_FAMILY),
        ("Per abuis: in een ander gezin is de melder geïnformeerd.", Status.OTHER_FAMILY),
    ],
)
def test_readings(text: str, expected: Status) -> None:
    assert status(text) is expected


def test_a_negation_below_the_act_does_not_deny_it() -> None:
    assert status("De huisarts is geïnformeerd dat wij geen onderzoek doen.") is Status.DONE


def test_what_came_of_an_earlier_case_ends_where_the_text_says_now() -> None:
    text = "In 2014 was er een melding. Inmiddels is de huisarts geïnformeerd over de uitkomst."
    assert status(text) is Status.DONE


def test_a_grandmother_who_says_so_is_a_claim() -> None:
    assert status("Oma zegt dat het wijkteam al is ingelicht.") is Status.CLAIMED


def test_a_professional_who_reports_is_no_claim() -> None:
    assert status("De jeugdbeschermer meldt dat het wijkteam is ingelicht.", "informeren") is Status.DONE
