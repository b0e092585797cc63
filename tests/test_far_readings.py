"""Words that look like an agreement and are none, on real files through the real command; named after their row.

The list of what goes wrong in practice has three rows on this: a negation far from its verb, the standing phrases of a
template, and what was agreed in another case. Beside each stands what does count, so that no test passes because
nothing was read. A parameter marked xfail is a reading that the tool still has wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from audit_folder import ONE, REPORT, outcomes, run_in, write_register
from document_files import write_docx, write_pdf

AGREEMENTS = (
    "VEILIGHEIDSAFSPRAKEN",
    "Datum: 3 april 2017",
    "- Vader slaapt tot de zitting bij zijn broer.",
    "- Moeder laat de kinderen niet alleen met vader.",
)
WRONG: Mapping[str, str] = {}


def parameters(cases: Mapping[str, Any], places: Sequence[str] = ("",)) -> list[Any]:
    """The cases with their names as ids; those that come out wrong are expected to fail."""
    found = []
    for name, values in cases.items():
        for place in places:
            label = f"{name}-{place}" if place else name
            marks = [pytest.mark.xfail(strict=True, reason=WRONG[label])] if label in WRONG else []
            values = values if isinstance(values, tuple) else (values,)
            found.append(pytest.param(*((place, *values) if place else values), id=label, marks=marks))
    return found


def judge(place: Path, question: str, files: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What the command says about one dossier with these files, by name and lines, beside a melding."""
    folder = place / "dossiers"
    write_register(folder, [{"zaaknummer": ONE}])
    dossier = folder / ONE
    dossier.mkdir()
    (dossier / "melding.txt").write_text(REPORT, encoding="utf-8")
    for name, lines in files.items():
        if name.endswith(".pdf"):
            write_pdf(dossier / name, [[part for line in lines for part in wrap(line, 80)]])
        elif name.endswith(".docx"):
            write_docx(dossier / name, *lines)
        else:
            (dossier / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    result, directory = run_in(folder)
    assert result.exit_code == 0, result.output
    content = json.loads((directory / "observaties.json").read_text(encoding="utf-8"))
    (seen,) = (each for each in content["observaties"] if each["toetsvraag"] == question)
    assert seen["uitkomst"] == outcomes(directory, ONE)[question]
    return dict(seen)


def in_journal(sentence: str) -> dict[str, Sequence[str]]:
    return {"journaal.docx": ("CONTACTJOURNAAL", f"03-04-2017 {sentence}", "15-05-2017 Onderzoek afgerond.")}


def in_plan(sentence: str) -> dict[str, Sequence[str]]:
    return {"plan.pdf": ("VEILIGHEIDSPLAN", "Datum: 3 april 2017", "Besproken met: vader, moeder", sentence)}


PLACES = {"journaal": in_journal, "plan": in_plan}

# ---------------------------------------------------------------- 64: a negation far away

FAR = {
    "nog geen afspraken": "Er zijn, zoals besproken met moeder, nog geen afspraken gemaakt.",
    "nog niet afgesproken": (
        "Er is, zoals vorige week met moeder en met de intern begeleider van school is besproken, nog niet afgesproken "
        "dat vader bij zijn broer slaapt."
    ),
    "niet afgesproken": (
        "Met vader is in het gesprek van gisteren, waarin hij rustig was en veel over zijn werk en zijn rug vertelde, "
        "niet afgesproken dat hij bij zijn broer slaapt."
    ),
    "nog niet vastgelegd": (
        "Wij hebben, hoewel daar tijdens het huisbezoek en ook daarna aan de telefoon ruim de tijd voor was genomen, "
        "met vader nog niet vastgelegd dat hij de woning tot 1 juni niet betreedt."
    ),
    "achteraan": (
        "Dat vader bij zijn broer slaapt tot de zitting, zoals opa in het overleg met de wijkagent en de huisarts "
        "voorstelde, is met ouders nog niet afgesproken."
    ),
    "nooit": (
        "Met ouders is nooit, ook niet in het gesprek met de wijkagent en de huisarts van vorige maand, afgesproken "
        "dat vader bij zijn broer slaapt."
    ),
    "niet zo dat": (
        "Het is, anders dan het wijkteam in zijn mail van vorige week schrijft, niet zo dat met ouders is afgesproken "
        "dat vader bij zijn broer slaapt."
    ),
    "niemand": (
        "Niemand heeft tot nu toe, ook niet tijdens het lange huisbezoek van vorige week, met vader afgesproken dat "
        "hij bij zijn broer slaapt."
    ),
    "nergens": (
        "Nergens is, zo bleek in het overleg met school, de jeugdarts en de wijkagent van vanmiddag, met ouders "
        "overeengekomen dat de kinderen in het weekend bij oma verblijven."
    ),
    "geen sprake": (
        "Van een afspraak dat vader tot de zitting bij zijn broer slaapt, waarover moeder en haar zus vorige week al "
        "met ons belden, is tot nu toe geen sprake."
    ),
}
FAR_AND_TRUE = {
    "afgesproken": (
        "Er is, zoals vorige week met moeder en met de intern begeleider van school is besproken, afgesproken dat "
        "vader bij zijn broer slaapt."
    ),
    "overeengekomen": (
        "Nu is, zo bleek in het overleg met school, de jeugdarts en de wijkagent van vanmiddag, met ouders "
        "overeengekomen dat de kinderen in het weekend bij oma verblijven."
    ),
    "met vader": (
        "Met vader is in het gesprek van gisteren, waarin hij rustig was en veel over zijn werk en zijn rug vertelde, "
        "afgesproken dat hij bij zijn broer slaapt."
    ),
}


@pytest.mark.parametrize(("place", "sentence"), parameters(FAR, tuple(PLACES)))
def test_row_64_a_negation_far_away_is_no_agreement(tmp_path: Path, place: str, sentence: str) -> None:
    assert judge(tmp_path, "1.3.3-a", PLACES[place](sentence))["uitkomst"] != "voldoet"


@pytest.mark.parametrize(("place", "sentence"), parameters(FAR_AND_TRUE, tuple(PLACES)))
def test_row_64_the_same_words_without_the_negation_are_one(tmp_path: Path, place: str, sentence: str) -> None:
    seen = judge(tmp_path, "1.3.3-a", PLACES[place](sentence))
    assert seen["uitkomst"] == "voldoet"
    assert sentence in seen["bewijs"][0]["citaat"]


# ---------------------------------------------------------------- 65: a template that nobody filled

BLANK = {
    "a-line": ("1.3.3-a", "Veiligheidsafspraken: ____"),
    "a-dots": ("1.3.3-a", "Veiligheidsafspraken: .............................."),
    "a-numbers": ("1.3.3-a", "Veiligheidsafspraken:\n1. ....................\n2. ...................."),
    "a-boxes": ("1.3.3-a", "Veiligheidsafspraken:\n[ ] ....................\n[ ] ...................."),
    "a-choices": (
        "1.3.3-a",
        "Aankruisen wat geldt:\n[ ] Vader slaapt tot de zitting bij zijn broer.\n[ ] Ouders drinken niet.",
    ),
    "a-choices under a heading": (
        "1.3.3-a",
        "Veiligheidsafspraken\n[ ] Vader slaapt tot de zitting bij zijn broer.\n[ ] Ouders drinken niet.",
    ),
    "a-begun": ("1.3.3-a", "Wij hebben met u afgesproken dat ____________________."),
    "a-holes": ("1.3.3-a", "Ik, ................, kom tot ........ niet in de woning."),
    "a-brackets": ("1.3.3-a", "Afspraak: [naam] slaapt tot [datum] bij [naam]."),
    "a-sample": ("1.3.3-a", "Afspraken (wie doet wat, bijvoorbeeld: vader slaapt bij zijn broer): ______________"),
    "b-line": ("1.3.3-b", "Toezicht op de afspraken: ____________"),
    "b-dots": ("1.3.3-b", "Toezicht door: ......"),
    "b-name and role": ("1.3.3-b", "Toezicht op de afspraken door:\nNaam: ................\nFunctie: ................"),
    "b-boxes": (
        "1.3.3-b",
        "Wie houdt toezicht op de afspraken?\n[ ] wijkcoach  [ ] huisarts  [ ] anders, namelijk ......",
    ),
    "b-choice": ("1.3.3-b", "[ ] De wijkcoach houdt toezicht op de naleving van de afspraken."),
    "b-begun": ("1.3.3-b", "Op de naleving van deze afspraken wordt toegezien door ____________________."),
    "b-holes": ("1.3.3-b", "De heer / mevrouw ............ houdt toezicht op de naleving van de afspraken."),
    "b-brackets": ("1.3.3-b", "Toezicht op de afspraken: [naam wijkcoach]"),
    "b-strike out": (
        "1.3.3-b",
        "Toezicht op de afspraken: wijkteam / school / huisarts (doorhalen wat niet van toepassing is)",
    ),
    "c-line": ("1.3.3-c", "Wat als het niet lukt: ________________"),
    "c-dots": ("1.3.3-c", "Consequentie bij niet nakomen: ......"),
    "c-boxes": (
        "1.3.3-c",
        "Als de afspraken niet worden nagekomen:\n[ ] opnieuw melden bij Veilig Thuis\n[ ] politie bellen",
    ),
    "c-choice": ("1.3.3-c", "[ ] Bij schending van de afspraken belt moeder direct de politie via 112."),
    "c-begun": ("1.3.3-c", "Als de afspraken niet worden nagekomen, dan ................"),
    "c-holes": (
        "1.3.3-c",
        "Als ............ zich niet aan de afspraken houdt, meldt ............ dit bij Veilig Thuis.",
    ),
    "c-brackets": ("1.3.3-c", "Als de afspraken niet worden nagekomen, meldt [naam] dit bij Veilig Thuis."),
    "c-sample": ("1.3.3-c", "Wat als het niet lukt: (bijvoorbeeld: opnieuw melden bij Veilig Thuis)"),
}
FILLED = {
    "a-line": ("1.3.3-a", "Veiligheidsafspraken: vader slaapt tot de zitting bij zijn broer"),
    "a-numbers": ("1.3.3-a", "Veiligheidsafspraken:\n1. Vader slaapt tot de zitting bij zijn broer."),
    "a-choices": ("1.3.3-a", "Veiligheidsafspraken:\n[x] Vader slaapt tot de zitting bij zijn broer."),
    "b-line": ("1.3.3-b", "Toezicht op de afspraken: mw. J. Tolk, wijkteam Noord"),
    "b-boxes": (
        "1.3.3-b",
        "Wie houdt toezicht op de afspraken?\n[x] wijkcoach  [ ] huisarts  [ ] anders, namelijk ......",
    ),
    "b-begun": ("1.3.3-b", "Op de naleving van deze afspraken wordt toegezien door de gezinsvoogd."),
    "c-line": ("1.3.3-c", "Wat als het niet lukt: school belt Veilig Thuis"),
    "c-choice": ("1.3.3-c", "[x] Bij schending van de afspraken belt moeder direct de politie via 112."),
    "c-begun": ("1.3.3-c", "Als de afspraken niet worden nagekomen, dan meldt school dit opnieuw bij Veilig Thuis."),
}


def form(question: str, lines: str) -> dict[str, Sequence[str]]:
    """A form with these lines; who asks about supervision or consequences has agreements on another page."""
    head = ("Formulier veiligheidsafspraken", "Gezin: Broekhof", "Datum: 3 april 2017")
    files: dict[str, Sequence[str]] = {"formulier.txt": (*head, lines, "Handtekening ouders: ________")}
    return files if question == "1.3.3-a" else {"afspraken.txt": AGREEMENTS, **files}


@pytest.mark.parametrize(("question", "lines"), parameters(BLANK))
def test_row_65_a_standing_phrase_of_a_template_is_no_evidence(tmp_path: Path, question: str, lines: str) -> None:
    seen = judge(tmp_path, question, form(question, lines))
    assert (seen["uitkomst"], seen["bewijs"]) == ("voldoet_niet", [])


@pytest.mark.parametrize(("question", "lines"), parameters(FILLED))
def test_row_65_the_same_template_filled_in_is_evidence(tmp_path: Path, question: str, lines: str) -> None:
    seen = judge(tmp_path, question, form(question, lines))
    assert seen["uitkomst"] == "voldoet"
    assert seen["bewijs"][0]["document"] == f"{ONE}/formulier.txt"


@pytest.mark.parametrize("heading", parameters({"heading-label": "Veiligheidsafspraken:", "heading-line": "Afspraken"}))
def test_row_65_a_box_that_nobody_ticked_is_not_quoted_beside_one_that_is(tmp_path: Path, heading: str) -> None:
    boxes = "[x] Vader slaapt tot de zitting bij zijn broer.\n[ ] Moeder gaat bij ruzie naar haar zus."
    seen = judge(tmp_path, "1.3.3-a", form("1.3.3-a", f"{heading}\n{boxes}"))
    assert [quote["citaat"] for quote in seen["bewijs"]] == ["Vader slaapt tot de zitting bij zijn broer."]


# ---------------------------------------------------------------- 66: another family, an earlier melding

HOME = "Vader slaapt tot de zitting bij zijn broer."
OTHER_CASE: Mapping[str, tuple[str, Mapping[str, Sequence[str]]]] = {
    "in 2014": ("1.3.3-a", in_journal("In 2014 is met ouders afgesproken dat vader bij zijn broer slaapt.")),
    "melding of 2014": (
        "1.3.3-a",
        in_journal(
            "Bij de vorige melding, die van het voorjaar van 2014 over de ruzies in de oude woning, is met ouders "
            "afgesproken dat vader bij zijn broer slaapt."
        ),
    ),
    "quoted from 2014": (
        "1.3.3-a",
        in_journal('Uit het dossier van 2014: "Met ouders afgesproken dat vader bij zijn broer slaapt."'),
    ),
    "two sentences on": (
        "1.3.3-a",
        in_journal(
            "Dossier van 2014 gelezen. Het gezin woonde toen in Almelo. Met ouders is afgesproken dat vader bij zijn "
            "broer slaapt."
        ),
    ),
    "three years ago": (
        "1.3.3-a",
        in_journal("Drie jaar geleden is met ouders overeengekomen dat de kinderen in het weekend bij oma verblijven."),
    ),
    "entry of 2014": (
        "1.3.3-a",
        {
            "journaal.docx": (
                "CONTACTJOURNAAL",
                "12-05-2014 Met ouders afgesproken dat vader bij zijn broer slaapt.",
                "08-03-2017 Dossier gelezen.",
                "15-05-2017 Onderzoek afgerond.",
            )
        },
    ),
    "plan of 2014": ("1.3.3-a", {"plan.pdf": ("VEILIGHEIDSPLAN", "Datum: 12 mei 2014", f"1. {HOME}")}),
    "mailed on": (
        "1.3.3-a",
        {
            "mail.txt": (
                "Van: J. Pietersma (Veilig Thuis)",
                "Aan: wijkteam Oost",
                "Datum: 4 april 2017",
                "Onderwerp: oude zaak",
                "",
                "Dag Anouk,",
                "Ter informatie het journaal van de melding uit 2014:",
                "> 12-05-2014 Met ouders afgesproken dat vader bij zijn broer slaapt.",
                "Groet, Joke",
            )
        },
    ),
    "history in a report": (
        "1.3.3-a",
        {
            "rapportage.pdf": (
                "ONDERZOEKSRAPPORTAGE",
                "Datum: 15 mei 2017",
                "Voorgeschiedenis",
                "In mei 2014 kwam een eerste melding binnen. Met ouders is toen afgesproken dat vader bij zijn broer "
                "slaapt. In 2015 is dat dossier gesloten.",
                "Conclusie",
                "Het geweld is bevestigd.",
            )
        },
    ),
    "list under 2014": (
        "1.3.3-a",
        {
            "plan.pdf": (
                "VEILIGHEIDSPLAN",
                "Datum: 3 april 2017",
                "Afspraken uit 2014:",
                f"- {HOME}",
                "Afspraken nu: nog te maken",
            )
        },
    ),
    "sister": (
        "1.3.3-a",
        in_journal(
            "Moeder noemt het gezin van haar zus. Daar is met ouders afgesproken dat vader bij zijn broer slaapt."
        ),
    ),
    "another case": (
        "1.3.3-a",
        in_journal(
            "In een andere zaak, die van het gezin Terpstra, is met ouders afgesproken dat vader bij zijn broer slaapt."
        ),
    ),
    "by comparison": (
        "1.3.3-a",
        in_journal("Ter vergelijking: bij het gezin Terpstra hebben wij afgesproken dat vader bij zijn broer slaapt."),
    ),
    "plan of another family": (
        "1.3.3-a",
        {
            "plan.pdf": (
                "VEILIGHEIDSPLAN",
                "Gezin: Terpstra. Vader Johan, moeder Els, kind Bram (7).",
                "Datum: 3 april 2017",
                f"1. {HOME}",
            )
        },
    ),
    "supervision in 2014": (
        "1.3.3-b",
        {
            "afspraken.txt": AGREEMENTS,
            **in_journal("Bij de melding van 2014 hield de jeugdbeschermer toezicht op de naleving van de afspraken."),
        },
    ),
    "supervision elsewhere": (
        "1.3.3-b",
        {
            "afspraken.txt": AGREEMENTS,
            **in_journal("In het gezin Terpstra houdt de wijkcoach toezicht op de naleving van de afspraken."),
        },
    ),
    "consequence in 2014": (
        "1.3.3-c",
        {
            "afspraken.txt": AGREEMENTS,
            **in_journal(
                "In het plan van 2014 stond dat school de politie belt als vader zich niet aan de afspraken houdt."
            ),
        },
    ),
    "consequence elsewhere": (
        "1.3.3-c",
        {
            "afspraken.txt": AGREEMENTS,
            **in_journal(
                "Bij het gezin Terpstra geldt: als vader zich niet aan de afspraken houdt, belt school de politie."
            ),
        },
    ),
}
THIS_CASE: Mapping[str, tuple[str, Mapping[str, Sequence[str]]]] = {
    "journal": ("1.3.3-a", in_journal("Nu is met ouders afgesproken dat vader bij zijn broer slaapt.")),
    "plan": ("1.3.3-a", {"plan.pdf": ("VEILIGHEIDSPLAN", "Gezin: Broekhof", "Datum: 3 april 2017", f"1. {HOME}")}),
    "supervision": (
        "1.3.3-b",
        {
            "afspraken.txt": AGREEMENTS,
            **in_journal("De wijkcoach houdt toezicht op de naleving van de afspraken."),
        },
    ),
    "consequence": (
        "1.3.3-c",
        {
            "afspraken.txt": AGREEMENTS,
            **in_journal("Als vader zich niet aan de afspraken houdt, belt school de politie."),
        },
    ),
}


@pytest.mark.parametrize(("question", "files"), parameters(OTHER_CASE))
def test_row_66_what_was_agreed_in_another_case_proves_nothing_for_certain(
    tmp_path: Path, question: str, files: Mapping[str, Sequence[str]]
) -> None:
    seen = judge(tmp_path, question, files)
    assert (seen["uitkomst"], seen["zeker"]) != ("voldoet", True)


@pytest.mark.parametrize(("question", "files"), parameters(THIS_CASE))
def test_row_66_the_same_words_on_this_case_count(
    tmp_path: Path, question: str, files: Mapping[str, Sequence[str]]
) -> None:
    assert judge(tmp_path, question, files)["uitkomst"] == "voldoet"
