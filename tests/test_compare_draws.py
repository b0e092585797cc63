"""Two audits whose dossiers were drawn in another way: another part of the register, or parts not drawn alike."""

from __future__ import annotations

import json

import pytest
from audit_folder import card_of, run, run_in, write_register, write_rules
from document_files import write_docx
from sample_cases import record, sample

PERSON = "mw. Broekhof"


def audit(place, name, *choice, first=0, peildatum="2017-12-01"):
    """An audit on 20 zaken, half of them reported by one person, of which 4 were drawn as `choice` says."""
    folder = place / name
    write_register(
        folder,
        [
            {"zaaknummer": f"VT17-{first + number:04}", "melder": PERSON if number % 2 else "School"}
            for number in range(20)
        ],
    )
    _, directory = sample(folder, "--size", 4, "--seed", 7, *choice, out=f"{name}-steekproef")
    return run_in(folder, "--peildatum", peildatum, "--sample-file", directory / "steekproef.json")[1]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("--where", "melder=school"), "er is twee keer gekozen op melder, maar met andere waarden"),
        ((), "eerder gekozen op melder, nu uit alle zaken gekozen"),
        (("--where", f"melder={PERSON}", "--from", "2017-01-01"), "nu gekozen op melder en periode"),
        (("--where", f"melder={PERSON.upper()}"), ""),
    ],
    ids=["other-value", "no-filter", "period-too", "same"],
)
def test_a_filter_that_may_name_a_person_is_compared_and_never_shown(tmp_path, now, said):
    before = audit(tmp_path, "eerder", "--where", f"melder={PERSON}")
    later = audit(tmp_path, "later", *now, first=500, peildatum="2018-01-10")
    assert card_of(before)["sample"]["selection"]["where"] == {"melder": []}
    result = run("compare", before, later)
    assert result.exit_code == 0
    assert ("niet uit hetzelfde deel van het register" in result.stdout) == bool(said)
    assert said in result.stdout
    assert "broekhof" not in (result.output + (before / "scorekaart.json").read_text(encoding="utf-8")).casefold()


LETTER = ("AFSLUITBRIEF", "Aan: mevrouw Broekhof", "Datum: 15 mei 2017", "Geachte mevrouw,", "Wij sluiten het dossier.")
OUTCOME = "De uitkomst van het onderzoek is dat het huiselijk geweld is bevestigd."


def uneven_audit(place, name, *lines, first=0, peildatum="2017-12-01"):
    """An audit on 6 of 30 zaken in Noord and 6 of 10 in Zuid, of which every dossier is one letter with these lines."""
    folder = place / name
    rows = [{"zaaknummer": f"VT17-{first + each:04}", "regio": ("Noord", "Zuid")[each >= 30]} for each in range(40)]
    write_register(folder, rows)
    choice = ("--size", 12, "--stratify", "regio", "--allocation", "gelijk", "--seed", 7)
    _, directory = sample(folder, *choice, out=f"{name}-steekproef")
    for case in record(directory)["drawn"]:
        (folder / case).mkdir()
        write_docx(folder / case / "afsluitbrief.docx", *LETTER, *lines)
    rules = write_rules(place / f"{name}-criteria", "1.3.3", "2.4.2")
    arguments = ("--peildatum", peildatum, "--sample-file", directory / "steekproef.json", "--criteria", rules)
    return run_in(folder, *arguments)[1]


def test_parts_that_were_not_drawn_alike_are_weighed_and_tested(tmp_path):
    before = uneven_audit(tmp_path, "eerder")
    later = uneven_audit(tmp_path, "later", OUTCOME, first=500, peildatum="2018-01-10")
    result = run("compare", before, later)
    assert result.exit_code == 0
    assert (
        "Het ging van 0 naar 12 van de 12 dossiers. Elk deel is daarbij gewogen naar het aantal zaken. "
        "Zo'n groot verschil is bijna nooit toeval."
    ) in result.stdout
    (before / "steekproef.json").unlink()
    assert run("compare", before, later).stdout == result.stdout
    card = card_of(before)
    for each in (each for one in card["expectations"] for each in one["questions"]):
        del each["strata"]
    (before / "scorekaart.json").write_text(json.dumps(card), encoding="utf-8")
    of_before = run("compare", before, later)
    assert of_before.exit_code == 0
    assert (
        "Niet getoetst: de delen zijn niet naar grootte geloot, en bestanden van een audit zijn weg" in of_before.stdout
    )
