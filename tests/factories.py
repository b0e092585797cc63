"""Invented results for tests: a scorecard as a real audit yields it, and the observations behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vtaudit.errors import Fault
from vtaudit.model import (
    CriteriaSet,
    CrossTally,
    ExpectationFinding,
    FileFault,
    GroupTally,
    Interval,
    Outcome,
    QuestionFinding,
    ReasonCount,
    Sample,
    Scorecard,
    SignalCount,
    Tally,
    Target,
)
from vtaudit.score import INSUFFICIENT, SUFFICIENT

PEILDATUM = date(2017, 3, 1)
MT = Target(rate=0.9, by_whom="MT", on=date(2017, 1, 12))
DRAWN = tuple(f"VT17-{number:04d}" for number in range(1, 61))


def make_interval(low: float, high: float) -> Interval:
    return Interval(low=low, high=high, confidence=0.95, method="hypergeometrisch")


def make_text_question(question: str, title: str, tally: Tally, **changes: object) -> QuestionFinding:
    """A text toetsvraag over drawn cases; `changes` replaces any field."""
    applicable = tally.judged + tally.open
    finding = QuestionFinding(
        question=question,
        title=title,
        explanation="",
        origin="onze uitwerking",
        scope="drawn",
        tally=tally,
        estimate=tally.rate,
        worst=tally.met / applicable if applicable else None,
        best=(tally.met + tally.open) / applicable if applicable else None,
        population=612,
        interval=None,
        wilson=None,
        clopper_pearson=None,
        reasons=(),
        groups=(),
        measure="",
    )
    return replace(finding, **changes)  # type: ignore[arg-type]


def make_term_question(
    question: str, title: str, tally: Tally, other: Tally, differs: int, **changes: object
) -> QuestionFinding:
    """A term toetsvraag over the whole register, with the other reading of the five days."""
    return make_text_question(
        question,
        title,
        tally,
        **{
            "scope": "register",
            "population": tally.judged,
            "other_reading": other,
            "other_reading_differs": differs,
            "origin": "gevonden",
            "measure": "Bespreek elke week de meldingen die langer dan drie dagen liggen.",
            **changes,
        },
    )


def make_expectation(
    expectation: str, title: str, tally: Tally, questions: tuple[QuestionFinding, ...], **changes: object
) -> ExpectationFinding:
    finding = ExpectationFinding(
        set_id="stap2-2016",
        criterion=expectation.rpartition(".")[0],
        expectation=expectation,
        title=title,
        norm="Veilig Thuis legt vast wat er is afgesproken en wie daarop let.",
        source="Toetsingskader Stap 2, 2016",
        origin="gevonden",
        judged_by="tool",
        person_reason="",
        block="",
        tally=tally,
        questions=questions,
        plan_target="Op 1 september 2017 staat in 54 van de 60 dossiers wie toezicht houdt.",
    )
    return replace(finding, **changes)  # type: ignore[arg-type]


def _triage() -> ExpectationFinding:
    groups = (
        GroupTally("regio", "Noord", Tally(met=2010, not_met=90)),
        GroupTally("regio", "Zuid", Tally(met=1794, not_met=106)),
        GroupTally("team", "Team Intake", Tally(met=3797, not_met=196)),
        GroupTally("team", "Team Nacht", Tally(met=7)),
    )
    late = (
        ReasonCount("te_laat", "triagebesluit later dan vijf dagen", Outcome.NOT_MET, 171),
        ReasonCount("geen_einddatum", "geen besluit en de termijn is voorbij", Outcome.NOT_MET, 25),
    )
    return make_expectation(
        "2.1.1",
        "Triage en start onderzoek op tijd",
        Tally(met=3604, not_met=396),
        (
            make_term_question(
                "2.1.1-a",
                "Is het triagebesluit binnen vijf dagen na ontvangst genomen?",
                Tally(met=3804, not_met=196),
                Tally(met=3921, not_met=79),
                117,
                target=MT,
                verdict=SUFFICIENT,
                groups=groups,
                reasons=late,
            ),
            make_term_question(
                "2.1.1-b",
                "Is het onderzoek binnen vijf dagen na ontvangst gestart?",
                Tally(met=402, not_met=210, not_applicable=3388),
                Tally(met=455, not_met=157, not_applicable=3388),
                53,
                target=MT,
                verdict=INSUFFICIENT,
                reasons=(ReasonCount("te_laat", "onderzoek later gestart", Outcome.NOT_MET, 210),),
            ),
        ),
        plan_target="Op 1 september 2017 start 90 van de 100 onderzoeken binnen vijf dagen.",
    )


def _agreements() -> ExpectationFinding:
    supervisor = make_text_question(
        "1.3.3-b",
        "Is vastgelegd wie toezicht houdt op de gemaakte afspraken?",
        Tally(met=18, not_met=22, not_applicable=15, open_met=1, open_not_met=2, undecided=2),
        explanation="Een persoon of functie die volgt, nagaat of bewaakt of de afspraken worden nagekomen.",
        interval=make_interval(0.2947, 0.6151),
        wilson=make_interval(0.307, 0.602),
        target=MT,
        verdict=INSUFFICIENT,
        measure="Neem in het veiligheidsplan een vast veld op: wie houdt toezicht, en hoe vaak.",
        reasons=(
            ReasonCount("geen_toezichthouder", "geen toezichthouder genoemd", Outcome.NOT_MET, 15),
            ReasonCount("voornemen", "alleen een voornemen", Outcome.NOT_MET, 7),
            ReasonCount("onleesbaar", "een bestand was onleesbaar", Outcome.UNDECIDED, 2),
        ),
        groups=(
            GroupTally("regio", "Noord", Tally(met=12, not_met=9, open_met=1)),
            GroupTally("regio", "Zuid", Tally(met=6, not_met=13, open_not_met=2, undecided=2)),
            GroupTally("team", "Team Onderzoek A", Tally(met=15, not_met=16)),
            GroupTally("team", "Team Onderzoek B", Tally(met=3, not_met=6)),
        ),
    )
    return make_expectation(
        "1.3.3",
        "Veiligheidsafspraken, toezicht en afsluiting",
        Tally(met=14, not_met=34, not_applicable=7, undecided=5),
        (
            make_text_question(
                "1.3.3-a",
                "Zijn de veiligheidsafspraken concreet vastgelegd?",
                Tally(met=29, not_met=11, not_applicable=15, open_met=2, open_not_applicable=1, undecided=2),
                interval=make_interval(0.5735, 0.8441),
                target=MT,
                measure="Schrijf elke afspraak op als gedrag: wie doet wat, of doet het niet meer.",
                reasons=(ReasonCount("niet_concreet", "alleen dat er afspraken zijn", Outcome.NOT_MET, 11),),
            ),
            supervisor,
            make_text_question(
                "1.3.3-d",
                "Is het onderzoek afgesloten met een afsluitbrief of rapportage?",
                Tally(met=41, not_applicable=19),
                interval=make_interval(0.9182, 1.0),
                origin="gevonden",
                groups=(
                    GroupTally("team", "Onderzoeksteam Zuidkust", Tally(met=21)),
                    GroupTally("team", "Noord", Tally(met=20)),
                ),
            ),
            make_text_question(
                "1.3.3-f",
                "Zijn de informanten geïnformeerd over de uitkomst?",
                Tally(not_met=38, not_applicable=20, undecided=2),
                interval=make_interval(0.0, 0.0888),
                measure="Stuur elke informant na afsluiting een kort bericht.",
                reasons=(ReasonCount("niet_allemaal", "niet alle informanten", Outcome.NOT_MET, 38),),
            ),
        ),
    )


def _monitoring() -> tuple[ExpectationFinding, ...]:
    block = {"block": "1.5 Monitoring", "plan_target": "Op 1 september 2017 is in 9 van de 10 zaken op tijd gebeld."}
    return (
        make_expectation(
            "1.5.2",
            "Monitoring gepland en uitgevoerd",
            Tally(met=3, not_met=4, not_applicable=50, undecided=3),
            (
                make_text_question(
                    "1.5.2-a",
                    "Is vastgelegd bij wie de monitoring plaatsvindt?",
                    Tally(met=3, not_met=2, not_applicable=52, undecided=3),
                    measure="Noteer bij afsluiting met wie u belt.",
                ),
                make_text_question(
                    "1.5.2-c",
                    "Is de monitoring op tijd uitgevoerd?",
                    Tally(met=1, not_met=4, not_applicable=55),
                    measure="Zet het moment in de agenda van het team.",
                ),
            ),
            **block,
        ),
        make_expectation(
            "1.5.3",
            "Effect van de hulp",
            Tally(not_applicable=60),
            (
                make_text_question(
                    "1.5.3-a", "Is nagegaan wat het effect van de ingezette hulp is?", Tally(not_applicable=60)
                ),
            ),
            **block,
        ),
        make_expectation(
            "1.5.4",
            "Veiligheid hersteld",
            Tally(not_applicable=57, undecided=3),
            (
                make_text_question(
                    "1.5.4-a",
                    "Is nagegaan of de veiligheid van alle gezinsleden is hersteld?",
                    Tally(not_applicable=57, undecided=3),
                ),
            ),
            **block,
        ),
    )


def _safety_assessment() -> ExpectationFinding:
    return make_expectation(
        "vb",
        "Veiligheidsbeoordeling",
        Tally(met=44, not_met=14, not_applicable=2),
        (
            make_text_question(
                "vb-a",
                "Zijn alle directbetrokkenen gesproken voordat de veiligheidsbeoordeling (triage) is afgerond?",
                Tally(met=44, not_met=14, not_applicable=2),
                interval=make_interval(0.6299, 0.8612),
                population=4000,
                measure="Zet op het triageformulier per persoon: gesproken op, of reden waarom niet.",
                reasons=(ReasonCount("kind_niet", "een kind van vier of ouder niet gesproken", Outcome.NOT_MET, 14),),
            ),
        ),
        set_id="kennemerland-2022",
        source="Werkwijze 2022",
    )


def make_scorecard(**changes: object) -> Scorecard:
    """A scorecard of 4.000 zaken and 60 drawn dossiers; `changes` replaces any field."""
    person = make_expectation(
        "1.2.2",
        "Afspraken met partners",
        Tally(),
        (),
        judged_by="person",
        person_reason="Dit gaat over afspraken tussen organisaties. Die staan niet in een dossier.",
    )
    unreadable = Fault("onleesbaar", "VT17-0007/scan.pdf", "Dit bestand is niet te lezen.", "Maak een nieuwe print.")
    card = Scorecard(
        format_version=1,
        audit_id="2017-03-01-5f3a9c01",
        tool_version="0.1.0",
        reader_version="1",
        made_at="2017-03-06T09:30:00",
        organisation="Veilig Thuis Voorbeeldstreek",
        peildatum=PEILDATUM,
        criteria=(
            CriteriaSet("stap2-2016", "Toetsingskader Stap 2, 2016", "1", "ab" * 32, "kalenderdagen"),
            CriteriaSet(
                "kennemerland-2022",
                "Werkwijze 2022",
                "1",
                "cd" * 32,
                "werkdagen",
                warning="Deze werkwijze geldt voor meldingen vanaf 1 oktober 2022. De meldingen hier zijn ouder.",
            ),
        ),
        register_source="register.csv",
        register_rows=4000,
        sample=Sample("random", 20170301, 4000, "ef" * 32, DRAWN, {"Noord": 32, "Zuid": 28}),
        observed=57,
        not_delivered=3,
        files_read=481,
        file_faults=(
            FileFault("VT17-0007/scan.pdf", "onleesbaar", unreadable),
            FileFault("VT17-0009/brief.pdf", "deels_gelezen", unreadable),
            FileFault("foto.heic", "niet_ondersteund", unreadable),
        ),
        register_faults=(Fault("datum", "register.csv, rij 9, kolom datum_melding", "Dit is geen datum."),),
        expectations=(_agreements(), *_monitoring(), _triage(), _safety_assessment(), person),
        signals=(
            SignalCount("i", "Bevestigd, maar geen afspraken en geen monitoring", 2),
            SignalCount("iii", "De afsluitbrief wordt alleen in het journaal genoemd", 4),
            SignalCount("v", "De melding is volgens het stuk eerder ontvangen", 0),
        ),
        crosses=(
            CrossTally(
                "Iedereen gesproken en triage op tijd",
                ("iedereen gesproken", "niet iedereen gesproken"),
                ("op tijd", "niet op tijd"),
                ((41, 3), (12, 2)),
            ),
        ),
        open_judgements=14,
        discuss_today=2,
        fault_counts={"onleesbaar": 1},
    )
    return replace(card, **changes)  # type: ignore[arg-type]
