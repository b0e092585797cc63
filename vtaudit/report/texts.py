"""The fixed Dutch of the pages: labels, explanations and the words behind the codes of the model."""

from __future__ import annotations

from vtaudit.model import Outcome
from vtaudit.score import INSUFFICIENT, NOT_ESTABLISHED, SUFFICIENT

ORIGINS = {"gevonden": "uit de bron", "onze uitwerking": "onze uitwerking"}

OUTCOME_WORDS = {
    Outcome.MET: "gevonden",
    Outcome.NOT_MET: "niet gevonden",
    Outcome.NOT_APPLICABLE: "niet van toepassing",
    Outcome.UNDECIDED: "niet te beoordelen",
}

TERM_WORDS = {
    Outcome.MET: "op tijd",
    Outcome.NOT_MET: "niet op tijd",
    Outcome.NOT_APPLICABLE: "niet van toepassing",
    Outcome.UNDECIDED: "niet te beoordelen",
}

SHAPES = {
    Outcome.MET: "gevonden",
    Outcome.NOT_MET: "niet",
    Outcome.NOT_APPLICABLE: "nvt",
    Outcome.UNDECIDED: "open",
}
"""The sign that stands beside every outcome word."""

REASON_HEADINGS = (
    (Outcome.NOT_MET, "Waarom niet"),
    (Outcome.UNDECIDED, "Waarom nog niet te beoordelen"),
    (Outcome.NOT_APPLICABLE, "Waarom niet van toepassing"),
    (Outcome.MET, "Waarop gevonden"),
)

SHAPES = {
    Outcome.MET: "gevonden",
    Outcome.NOT_MET: "niet",
    Outcome.NOT_APPLICABLE: "nvt",
    Outcome.UNDECIDED: "open",
}

VERDICTS = {
    SUFFICIENT: "Voldoende: de streefwaarde is gehaald.",
    INSUFFICIENT: "Onvoldoende: de streefwaarde is niet gehaald.",
    NOT_ESTABLISHED: "Met deze steekproef is niet vast te stellen of de streefwaarde is gehaald.",
}
VERDICT_OPEN = "Nog geen oordeel: wat open staat, kan het nog veranderen."
VERDICT_SHAPES = {SUFFICIENT: "gevonden", INSUFFICIENT: "niet", NOT_ESTABLISHED: "nvt"}

FILE_STATES = {
    "onleesbaar": "onleesbaar",
    "deels_gelezen": "deels onleesbaar",
    "niet_ondersteund": "van een soort die het programma niet leest",
    "niet_gebruikt": "niet gebruikt",
}

GROUP_FIELDS = {"regio": "Regio", "gemeente": "Gemeente", "team": "Team"}
"""The only groups a page may show; outcomes per medewerker are refused by design."""

WHOLE_FRAMEWORK = {"stap2-2016": (30, "Toetsingskader Stap 2, 2016")}
"""How many expectations the whole framework of a set has, and its name (toetsvragen.md)."""

CAUSES = (
    "het proces ontbreekt",
    "het proces bestaat, maar wordt niet nageleefd",
    "systeem",
    "capaciteit",
    "keten",
)
STEERING = ("caseloadgesprek", "werkoverleg")
PLAN_STATUS = ("niet gestart", "loopt", "gereed", "vertraagd", "vervallen")

GLOSSARY = (
    (
        "Bandbreedte",
        "Wij bekeken een deel van de zaken. Het echte cijfer voor alle zaken ligt waarschijnlijk tussen twee grenzen. "
        "Het stuk daartussen heet de bandbreedte.",
    ),
    ("Controlegetal", "Een code die verandert als er ook maar één letter in de gegevens verandert."),
    ("Dossier", "De stukken die van één zaak zijn aangeleverd."),
    (
        "Gewogen",
        "Uit het ene deel is naar verhouding meer geloot dan uit het andere. Elk deel telt dan mee naar zijn grootte. "
        "Zo past het cijfer bij alle zaken.",
    ),
    ("Loting", "Het toeval koos welke dossiers zijn bekeken. Elke zaak had een bekende kans."),
    (
        "Niet gevonden in het dossier",
        "De vraag geldt, de stukken zijn leesbaar, en het staat er niet in. Het kan wel gedaan zijn.",
    ),
    ("Niet te bepalen", "Er is nog niets beoordeeld. Dan geven wij geen cijfer."),
    (
        "Nog te beoordelen",
        "Het programma is niet zeker, of kon iets niet lezen. Een mens beslist. Tot dan telt het dossier niet mee.",
    ),
    ("Onze optelling", "Alle toetsvragen van een verwachting samen. De inspectie telt misschien anders."),
    ("Onze uitwerking", "Deze toetsvraag is door ons gemaakt. Uit de bron: de inhoud staat zo in een openbaar stuk."),
    ("Peildatum", "De dag waarop de audit kijkt. Wat daarna gebeurde, telt nog niet mee."),
    ("Register", "De lijst met alle zaken uit uw registratiesysteem."),
    ("Startgetal", "Het getal waarmee de loting begon. Wie het weet, kan de loting precies overdoen."),
    ("Steekproef", "De dossiers die door loting zijn gekozen om alle zaken te vertegenwoordigen."),
    ("Streefwaarde", "Hoeveel van de 100 het management vooraf wil halen. De inspectie noemt geen getal."),
    ("Toetsvraag", "Eén vraag over één dossier. Meer toetsvragen samen horen bij een verwachting."),
    ("Verwachting", "Wat de inspectie van Veilig Thuis verwacht."),
    ("Zeker", "Het programma vond een duidelijke zin of duidelijke datums. Al het andere gaat naar een mens."),
)
