"""Invented observations and signals of two drawn dossiers, as a real audit yields them."""

from __future__ import annotations

from datetime import date

from vtaudit.model import (
    Evidence,
    Observation,
    Outcome,
    Signal,
    TermDetail,
    TermReading,
)


def make_evidence(zaaknummer: str, quote: str, *, file: str = "04_veiligheidsplan.pdf", page: int = 2) -> Evidence:
    return Evidence(f"{zaaknummer}/{file}", page, 120, 120 + len(quote), quote)


def make_observations() -> tuple[Observation, ...]:
    """Every kind of observation for two drawn dossiers, and one unsure register row that was not drawn."""
    first, second, outside = "VT17-0001", "VT17-0002", "VT17-0999"
    term = TermDetail(
        start=date(2017, 2, 1),
        end=date(2017, 2, 8),
        days=7,
        calendar=TermReading(date(2017, 2, 6), False),
        working=TermReading(date(2017, 2, 8), True),
    )
    plan = make_evidence(first, "Oma Truus de Vries belt elke zondag en let op of vader wegblijft.")
    wish = make_evidence(first, "Er moet nog iemand gevraagd worden om toezicht te houden.", page=1)
    letter = make_evidence(
        second, 'Wij hebben het onderzoek afgerond. "Bevestigd", schrijft de arts.', file="brief.docx", page=1
    )
    maybe = make_evidence(second, "De wijkverpleegkundige kijkt mee.", file="journaal.pdf", page=7)
    read = (f"{first}/04_veiligheidsplan.pdf", f"{first}/06_contactjournaal.pdf")
    return (
        Observation(
            first,
            "1.3.3",
            "1.3.3-b",
            Outcome.MET,
            True,
            "toezichthouder",
            "Een familielid let op de afspraken.",
            (plan,),
            (wish,),
            read,
        ),
        Observation(
            first,
            "1.3.3",
            "1.3.3-f",
            Outcome.NOT_MET,
            True,
            "niet_allemaal",
            "De school is niet geïnformeerd.",
            (),
            (),
            read,
        ),
        Observation(
            first,
            "1.5.2",
            "1.5.2-a",
            Outcome.UNDECIDED,
            False,
            "ontbreekt",
            "De monitoring zat niet bij de stukken. Daarom geven wij hier geen oordeel.",
            searched=read,
        ),
        Observation(
            first,
            "2.1.1",
            "2.1.1-a",
            Outcome.NOT_MET,
            True,
            "te_laat",
            "Het triagebesluit kwam twee dagen te laat.",
            term=term,
        ),
        Observation(
            second,
            "1.3.3",
            "1.3.3-b",
            Outcome.MET,
            False,
            "misschien",
            "Een hulpverlener kijkt misschien mee.",
            (maybe,),
            (),
            (maybe.document,),
        ),
        Observation(
            second,
            "1.3.3",
            "1.3.3-d",
            Outcome.MET,
            True,
            "brief",
            "De afsluitbrief zit in het dossier.",
            (letter,),
            (),
            (letter.document,),
        ),
        Observation(
            second,
            "1.5.3",
            "1.5.3-a",
            Outcome.NOT_APPLICABLE,
            True,
            "niet_bevestigd",
            "Er was geen monitoring nodig.",
            searched=(letter.document,),
        ),
        Observation(
            second, "2.1.1", "2.1.1-a", Outcome.MET, True, "op_tijd", "Het triagebesluit kwam op tijd.", term=term
        ),
        Observation(
            outside,
            "2.1.1",
            "2.1.1-a",
            Outcome.UNDECIDED,
            False,
            "datum_onleesbaar",
            "De datum van de melding is niet te lezen.",
        ),
    )


def make_signals() -> tuple[Signal, ...]:
    return (
        Signal(
            "VT17-0002",
            "i",
            "Bevestigd, maar nergens afspraken of monitoring.",
            (make_evidence("VT17-0002", "De uitkomst is bevestigd.", file="brief.docx", page=1),),
        ),
        Signal("VT17-0001", "iii", "De afsluitbrief wordt alleen genoemd."),
    )
