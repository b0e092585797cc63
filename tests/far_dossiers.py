"""Dossiers with words that look like an agreement and are none, each beside one that does count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Files = dict[str, Sequence[str]]
"""The documents of a dossier, each with its lines."""

A, B, C = "1.3.3-a", "1.3.3-b", "1.3.3-c"
AGREED: Files = {
    "afspraken.txt": (
        "VEILIGHEIDSAFSPRAKEN",
        "Datum: 3 april 2017",
        "- Vader slaapt tot de zitting bij zijn broer.",
        "- Moeder laat de kinderen niet alleen met vader.",
    )
}
"""Who asks about supervision or consequences has agreements in the dossier."""


def in_journal(sentence: str) -> Files:
    return {"journaal.docx": ("CONTACTJOURNAAL", f"03-04-2017 {sentence}", "15-05-2017 Onderzoek afgerond.")}


def in_plan(sentence: str) -> Files:
    return {"plan.pdf": ("VEILIGHEIDSPLAN", "Datum: 3 april 2017", "Besproken met: vader, moeder", sentence)}


def in_form(*lines: str) -> Files:
    head = ("Formulier veiligheidsafspraken", "Gezin: Broekhof", "Datum: 3 april 2017")
    return {"formulier.txt": (*head, *lines, "Handtekening ouders: ________")}


def in_both(kind: str, sentences: Mapping[str, str]) -> dict[str, tuple[str, Files]]:
    """Every sentence once in a journal and once in a plan."""
    places = {"journal": in_journal, "plan": in_plan}
    return {
        f"{kind}-{name}-{place}": (A, put(text)) for name, text in sentences.items() for place, put in places.items()
    }


def each_form(kind: str, forms: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, Files]]:
    """Every form with its toetsvraag; the first letter of the name says which."""
    questions = {"a": A, "b": B, "c": C}
    return {
        f"{kind}-{name}": (questions[name[0]], in_form(*lines) if name[0] == "a" else AGREED | in_form(*lines))
        for name, lines in forms.items()
    }


# ---------------------------------------------------------------- 64: a negation far away

NEGATED = in_both(
    "negated",
    {
        "nog-geen-afspraken": "Er zijn, zoals besproken met moeder, nog geen afspraken gemaakt.",
        "nog-niet-afgesproken": (
            "Er is, zoals vorige week met moeder en met de intern begeleider van school is besproken, nog niet "
            "afgesproken dat vader bij zijn broer slaapt."
        ),
        "niet-afgesproken": (
            "Met vader is in het gesprek van gisteren, waarin hij rustig was en veel over zijn werk en zijn rug "
            "vertelde, niet afgesproken dat hij bij zijn broer slaapt."
        ),
        "nog-niet-vastgelegd": (
            "Wij hebben, hoewel daar tijdens het huisbezoek en ook daarna aan de telefoon ruim de tijd voor was "
            "genomen, met vader nog niet vastgelegd dat hij de woning tot 1 juni niet betreedt."
        ),
        "achteraan": (
            "Dat vader bij zijn broer slaapt tot de zitting, zoals opa in het overleg met de wijkagent en de huisarts "
            "voorstelde, is met ouders nog niet afgesproken."
        ),
        "nooit": (
            "Met ouders is nooit, ook niet in het gesprek met de wijkagent en de huisarts van vorige maand, "
            "afgesproken dat vader bij zijn broer slaapt."
        ),
        "niet-zo-dat": (
            "Het is, anders dan het wijkteam in zijn mail van vorige week schrijft, niet zo dat met ouders is "
            "afgesproken dat vader bij zijn broer slaapt."
        ),
        "niemand": (
            "Niemand heeft tot nu toe, ook niet tijdens het lange huisbezoek van vorige week, met vader afgesproken "
            "dat hij bij zijn broer slaapt."
        ),
        "nergens": (
            "Nergens is, zo bleek in het overleg met school, de jeugdarts en de wijkagent van vanmiddag, met ouders "
            "overeengekomen dat de kinderen in het weekend bij oma verblijven."
        ),
        "geen-sprake": (
            "Van een afspraak dat vader tot de zitting bij zijn broer slaapt, waarover moeder en haar zus vorige week "
            "al met ons belden, is tot nu toe geen sprake."
        ),
    },
)
AFFIRMED = in_both(
    "affirmed",
    {
        "afgesproken": (
            "Er is, zoals vorige week met moeder en met de intern begeleider van school is besproken, afgesproken "
            "dat vader bij zijn broer slaapt."
        ),
        "met-vader": (
            "Met vader is in het gesprek van gisteren, waarin hij rustig was en veel over zijn werk en zijn rug "
            "vertelde, afgesproken dat hij bij zijn broer slaapt."
        ),
        "overeengekomen": (
            "Nu is, zo bleek in het overleg met school, de jeugdarts en de wijkagent van vanmiddag, met ouders "
            "overeengekomen dat de kinderen in het weekend bij oma verblijven."
        ),
    },
)

# ---------------------------------------------------------------- 65: a template that nobody filled

DOTS = "................"
HOME = "Vader slaapt tot de zitting bij zijn broer."
CHOICES = (f"[ ] {HOME}", "[ ] Moeder gaat bij ruzie naar haar zus.")
BLANK = each_form(
    "blank",
    {
        "a-line": ("Veiligheidsafspraken: ____",),
        "a-dots": (f"Veiligheidsafspraken: {DOTS}",),
        "a-numbers": ("Veiligheidsafspraken:", f"1. {DOTS}", f"2. {DOTS}"),
        "a-boxes": ("Veiligheidsafspraken:", f"[ ] {DOTS}", f"[ ] {DOTS}"),
        "a-choices": ("Aankruisen wat geldt:", *CHOICES),
        "a-choices-under-heading": ("Veiligheidsafspraken", *CHOICES),
        "a-begun": ("Wij hebben met u afgesproken dat ____________________.",),
        "a-holes": (f"Ik, {DOTS}, kom tot {DOTS} niet in de woning.",),
        "a-brackets": ("Afspraak: [naam] slaapt tot [datum] bij [naam].",),
        "a-sample": ("Afspraken (wie doet wat, bijvoorbeeld: vader slaapt bij zijn broer): ______________",),
        "b-line": ("Toezicht op de afspraken: ____________",),
        "b-dots": ("Toezicht door: ......",),
        "b-name-and-role": ("Toezicht op de afspraken door:", f"Naam: {DOTS}", f"Functie: {DOTS}"),
        "b-boxes": ("Wie houdt toezicht op de afspraken?", f"[ ] wijkcoach  [ ] huisarts  [ ] anders, namelijk {DOTS}"),
        "b-choice": ("[ ] De wijkcoach houdt toezicht op de naleving van de afspraken.",),
        "b-begun": ("Op de naleving van deze afspraken wordt toegezien door ____________________.",),
        "b-holes": (f"De heer / mevrouw {DOTS} houdt toezicht op de naleving van de afspraken.",),
        "b-brackets": ("Toezicht op de afspraken: [naam wijkcoach]",),
        "b-strike-out": ("Toezicht op de afspraken: wijkteam / school / huisarts (doorhalen wat niet geldt)",),
        "c-line": ("Wat als het niet lukt: ________________",),
        "c-dots": ("Consequentie bij niet nakomen: ......",),
        "c-boxes": (
            "Als de afspraken niet worden nagekomen:",
            "[ ] opnieuw melden bij Veilig Thuis",
            "[ ] politie bellen",
        ),
        "c-choice": ("[ ] Bij schending van de afspraken belt moeder direct de politie via 112.",),
        "c-begun": (f"Als de afspraken niet worden nagekomen, dan {DOTS}",),
        "c-holes": (f"Als {DOTS} zich niet aan de afspraken houdt, meldt {DOTS} dit bij Veilig Thuis.",),
        "c-brackets": ("Als de afspraken niet worden nagekomen, meldt [naam] dit bij Veilig Thuis.",),
        "c-sample": ("Wat als het niet lukt: (bijvoorbeeld: opnieuw melden bij Veilig Thuis)",),
    },
)
FILLED = each_form(
    "filled",
    {
        "a-line": ("Veiligheidsafspraken: vader slaapt tot de zitting bij zijn broer",),
        "a-numbers": ("Veiligheidsafspraken:", f"1. {HOME}"),
        "a-choices": ("Veiligheidsafspraken:", f"[x] {HOME}"),
        "a-holes": ("Ik, Ruud Broekhof, kom tot 1 juni niet in de woning.",),
        "b-line": ("Toezicht op de afspraken: mw. J. Tolk, wijkteam Noord",),
        "b-boxes": ("Wie houdt toezicht op de afspraken?", f"[x] wijkcoach  [ ] huisarts  [ ] anders, namelijk {DOTS}"),
        "b-choice": ("[x] De wijkcoach houdt toezicht op de naleving van de afspraken.",),
        "b-begun": ("Op de naleving van deze afspraken wordt toegezien door de gezinsvoogd.",),
        "c-line": ("Wat als het niet lukt: school belt Veilig Thuis",),
        "c-choice": ("[x] Bij schending van de afspraken belt moeder direct de politie via 112.",),
        "c-begun": ("Als de afspraken niet worden nagekomen, dan meldt school dit opnieuw bij Veilig Thuis.",),
    },
)
HALF_TICKED = each_form(
    "half-ticked",
    {
        "a-label": ("Veiligheidsafspraken:", f"[x] {HOME}", CHOICES[1]),
        "a-heading": ("Veiligheidsafspraken", f"[x] {HOME}", CHOICES[1]),
    },
)

# ---------------------------------------------------------------- 66: another family, an earlier melding

OLD_ENTRY = "12-05-2014 Met ouders afgesproken dat vader bij zijn broer slaapt."
OLD_JOURNAL = ("CONTACTJOURNAAL", OLD_ENTRY, "08-03-2017 Dossier gelezen.", "15-05-2017 Onderzoek afgerond.")
MAIL = (
    *("Van: J. Pietersma (Veilig Thuis)", "Aan: wijkteam Oost", "Datum: 4 april 2017", "Onderwerp: oude zaak", ""),
    "Dag Anouk,",
    "Ter informatie het journaal van de melding uit 2014:",
    f"> {OLD_ENTRY}",
    "Groet, Joke",
)
HISTORY = (
    *("ONDERZOEKSRAPPORTAGE", "Datum: 15 mei 2017", "Voorgeschiedenis"),
    "In mei 2014 kwam een eerste melding binnen. Met ouders is toen afgesproken dat vader bij zijn broer slaapt. In "
    "2015 is dat dossier gesloten.",
    *("Conclusie", "Het geweld is bevestigd."),
)
PLAN = ("VEILIGHEIDSPLAN", "Gezin: Broekhof", "Datum: 3 april 2017")
OLD_LIST = (*PLAN, "Afspraken uit 2014:", f"- {HOME}", "Afspraken nu: nog te maken")
OTHER_FAMILY = (PLAN[0], "Gezin: Terpstra. Vader Johan, moeder Els, kind Bram (7).", PLAN[2], f"1. {HOME}")
ELSEWHERE: dict[str, tuple[str, Files]] = {
    "2014-sentence": (A, in_journal("In 2014 is met ouders afgesproken dat vader bij zijn broer slaapt.")),
    "2014-far-away": (
        A,
        in_journal(
            "Bij de vorige melding, die van het voorjaar van 2014 over de ruzies in de oude woning, is met ouders "
            "afgesproken dat vader bij zijn broer slaapt."
        ),
    ),
    "2014-quoted": (
        A,
        in_journal('Uit het dossier van 2014: "Met ouders afgesproken dat vader bij zijn broer slaapt."'),
    ),
    "2014-two-sentences-back": (
        A,
        in_journal(
            "Dossier van 2014 gelezen. Het gezin woonde toen in Almelo. Met ouders is afgesproken dat vader bij zijn "
            "broer slaapt."
        ),
    ),
    "2014-years-ago": (
        A,
        in_journal("Drie jaar geleden is met ouders overeengekomen dat de kinderen in het weekend bij oma verblijven."),
    ),
    "2014-entry": (A, {"journaal.docx": OLD_JOURNAL}),
    "2014-plan": (A, {"plan.pdf": (*PLAN[:2], "Datum: 12 mei 2014", f"1. {HOME}")}),
    "2014-mailed-on": (A, {"mail.txt": MAIL}),
    "2014-in-report": (A, {"rapportage.pdf": HISTORY}),
    "2014-list": (A, {"plan.pdf": OLD_LIST}),
    "2014-supervision": (
        B,
        AGREED
        | in_journal("Bij de melding van 2014 hield de jeugdbeschermer toezicht op de naleving van de afspraken."),
    ),
    "2014-consequence": (
        C,
        AGREED
        | in_journal("In het plan van 2014 stond: als vader zich niet aan de afspraken houdt, belt school de politie."),
    ),
    "family-of-sister": (
        A,
        in_journal(
            "Moeder noemt het gezin van haar zus. Daar is met ouders afgesproken dat vader bij zijn broer slaapt."
        ),
    ),
    "family-in-another-case": (
        A,
        in_journal(
            "In een andere zaak, die van het gezin Terpstra, is met ouders afgesproken dat vader bij zijn broer slaapt."
        ),
    ),
    "family-to-compare": (
        A,
        in_journal("Ter vergelijking: bij het gezin Terpstra hebben wij afgesproken dat vader bij zijn broer slaapt."),
    ),
    "family-plan": (A, {"plan.pdf": OTHER_FAMILY}),
    "family-supervision": (
        B,
        AGREED | in_journal("In het gezin Terpstra houdt de wijkcoach toezicht op de naleving van de afspraken."),
    ),
    "family-consequence": (
        C,
        AGREED
        | in_journal(
            "Bij het gezin Terpstra geldt: als vader zich niet aan de afspraken houdt, belt school de politie."
        ),
    ),
}
HERE: dict[str, tuple[str, Files]] = {
    "here-sentence": (A, in_journal("Nu is met ouders afgesproken dat vader bij zijn broer slaapt.")),
    "here-plan": (A, {"plan.pdf": (*PLAN, f"1. {HOME}")}),
    "here-plan-other-name": (
        A,
        in_journal("Gebeld met mevrouw Terpstra, de moeder.")
        | {"plan.pdf": (PLAN[0], "Gezin: Terpstra", PLAN[2], f"1. {HOME}")},
    ),
    "here-list": (A, {"plan.pdf": (*PLAN, "Afspraken:", f"- {HOME}")}),
    "here-supervision": (
        B,
        AGREED | in_journal("De wijkcoach houdt toezicht op de naleving van de afspraken."),
    ),
    "here-consequence": (
        C,
        AGREED | in_journal("Als vader zich niet aan de afspraken houdt, belt school de politie."),
    ),
}
