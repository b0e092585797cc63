"""Wrong inputs, one per way in: a message in Dutch that says what, where and what to do now, and exit status 2."""

from __future__ import annotations

import shutil

import pytest
from audit_folder import ONE, TWO, card_of, run, run_in, write_folder
from sample_cases import record, sample, write_rows
from test_cli import english_in

HEAD = "zaaknummer,toetsvraag,uitkomst\n"
TARGET = "{percentage: 80, door: MT, op: 2017-01-15}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A register with a draw, an audit, and files that are wrong in one way each."""
    folder = tmp_path_factory.mktemp("fout")
    sample(write_rows(folder), "--size", 6, "--spares", 2, "--seed", 7)
    (folder / "echt").mkdir()
    _, audit = run_in(write_folder(folder / "echt" / "dossiers", ONE, TWO))
    shutil.copytree(audit, folder / "audit")
    whole = (folder / "steekproef" / "steekproef.json").read_bytes()
    texts = {
        "half.json": whole[:300],
        "niets.json": b"",
        "lijst.json": b"[1]",
        "vreemd/scorekaart.json": b'{"format_version": 1}',
        "lijst/scorekaart.json": b"[1]",
        "leeg/lees.txt": b"",
        "kolommen.csv": b"zaak,vraag\n1,2\n",
        "niets.csv": b"",
        "kop.csv": HEAD.encode(),
        "uitkomst.csv": f"{HEAD}{ONE},1.3.3-a,goed\n".encode(),
        "andere.csv": f"{HEAD}VT99-0001,1.3.3-a,voldoet\n".encode(),
        "goed.csv": f"{HEAD}{ONE},1.3.3-a,voldoet\n".encode(),
    }
    for name, content in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def refused(*arguments):
    """The one message of a command that did nothing."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "liep vast" not in result.stderr
    *_, said = filter(None, result.stderr.splitlines())
    assert sum(line.startswith(("- ", "Dit kan niet: ")) for line in result.stderr.splitlines()) == 1
    assert english_in(said) == []
    return said


DRAW, DRAWN, AUDIT = "dossiers", "steekproef/steekproef.json", "audit"
INPUTS = {
    "plan-tolerable": ("plan --tolerable abc", "'abc' is geen getal van 0 tot 100. Schrijf het als 5 of 0,5."),
    "plan-width": ("plan --width 0", "ten minste 1 punt en minder dan 100 punten zijn. Kies bijvoorbeeld 20."),
    "plan-method": ("plan --method toeval", "kies uit 'hypergeometrisch', 'binomiaal', 'poisson'."),
    "plan-population": ("plan --population 0", "Het moet ten minste 1 zaak zijn."),
    "sample-medewerker": (f"sample @{DRAW} --size 3 --stratify medewerker", "'medewerker' kan hier niet; kies uit"),
    "sample-no-value": (f"sample @{DRAW} --size 3 --where regio", "Schrijf het als kolom=waarde."),
    "sample-no-column": (
        f"sample @{DRAW} --size 3 --where fase=open",
        "--where: 'fase' kan hier niet. Kies uit: regio",
    ),
    "sample-filter-medewerker": (f"sample @{DRAW} --size 3 --where medewerker=x", "'medewerker' kan hier niet."),
    "sample-replace": (
        f"sample @{DRAW} --sample-file @{DRAWN} --replace VT17-9999 --reason zoek",
        "VT17-9999: Deze zaak zit niet in de steekproef. Controleer het zaaknummer.",
    ),
    "sample-top-up": (
        f"sample @{DRAW} --top-up @{DRAWN} --size 3",
        "--size: Deze steekproef heeft al 6 zaken. Vraag er meer.",
    ),
    "sample-half": (
        f"sample @{DRAW} --top-up @half.json --size 9",
        "half.json: Dit bestand is geen steekproef. Bij regel",
    ),
    "sample-empty": (f"sample @{DRAW} --top-up @niets.json --size 9", "niets.json: Dit bestand is geen steekproef"),
    "sample-list": (f"sample @{DRAW} --top-up @lijst.json --size 9", "lijst.json, begin: Dit onderdeel"),
    "audit-half": (f"audit @{DRAW} --sample-file @half.json", "half.json: Dit bestand is geen steekproef. Bij regel"),
    "plan-half": (f"sample @{DRAW} --plan @half.json", "half.json: Dit bestand is geen plan. Bij regel"),
    "compare-empty": (f"compare @leeg @{AUDIT}", "leeg: In deze map staat geen audit die klaar is. Kies de map"),
    "compare-strange": (f"compare @vreemd @{AUDIT}", "Het gaat mis bij: audit_id, tool_version, reader_version en nog"),
    "compare-list": (f"compare @lijst @{AUDIT}", "Kies een map die vtaudit audit heeft gemaakt, of doe deze audit"),
    "compare-twice": (f"compare @{AUDIT} @{AUDIT}", "Dit is twee keer dezelfde audit. Kies een eerdere en een latere"),
    "compare-gone": (f"compare @weg @{AUDIT}", "/weg' bestaat niet."),
    "explain-zaak": (f"explain @{AUDIT} VT99-0001 1.3.3-a", "VT99-0001: Deze zaak staat niet in het register"),
    "explain-toetsvraag": (f"explain @{AUDIT} {ONE} 9.9.9-z", "9.9.9-z: Deze toetsvraag hoort niet bij deze audit."),
    "explain-empty": (f"explain @leeg {ONE} 1.3.3-a", "In deze map staat geen audit die klaar is"),
    "explain-gone": (f"explain @weg {ONE} 1.3.3-a", "/weg' bestaat niet."),
    "validate-columns": (f"validate --gold @kolommen.csv @{AUDIT}", "Deze kolommen ontbreken: zaaknummer, toetsvraag"),
    "validate-empty": (f"validate --gold @niets.csv @{AUDIT}", "niets.csv: Dit bestand is leeg. Kies een bestand met"),
    "validate-heading": (f"validate --gold @kop.csv @{AUDIT}", "kop.csv: In dit bestand staat geen enkele rij."),
    "validate-twice": (f"validate --gold @goed.csv --gold @goed.csv @{AUDIT}", "Dit bestand staat er twee keer."),
    "validate-outcome": (f"validate --gold @uitkomst.csv @{AUDIT}", "rij 2: Deze uitkomst bestaat niet. Kies uit:"),
    "validate-other": (f"validate --gold @andere.csv @{AUDIT}", "andere.csv: Geen enkel oordeel in dit bestand gaat"),
    "validate-no-audit": ("validate --gold @goed.csv @leeg", "leeg: In deze map staat geen audit die klaar is."),
    "learn-columns": (f"learn @{AUDIT} --judgements @kolommen.csv --out @eigen", "Deze kolommen ontbreken: zaaknummer"),
    "learn-empty": (f"learn @{AUDIT} --judgements @niets.csv --out @eigen", "niets.csv: Dit bestand is leeg."),
    "learn-few": (f"learn @{AUDIT} --judgements @goed.csv --out @eigen", "Er zijn oordelen over 1 dossier. Dat is te"),
    "learn-zaak": (f"learn @{AUDIT} --judgements @andere.csv --out @eigen", "VT99-0001: Deze zaak staat niet in het"),
    "learn-twice": (
        f"learn @{AUDIT} --judgements @goed.csv --judgements @goed.csv --out @eigen",
        "bij '--judgements': dit kan maar een keer. Zet de oordelen samen in een bestand.",
    ),
    "learn-no-audit": ("learn @leeg --judgements @goed.csv --out @eigen", "In deze map staat geen audit die klaar is"),
}


@pytest.mark.parametrize(("command", "said"), INPUTS.values(), ids=INPUTS)
def test_a_wrong_input_is_one_message_and_nothing_is_made(place, command, said):
    before = sorted(place.rglob("*"))
    arguments = [place / word[1:] if word.startswith("@") else word for word in command.split()]
    assert said in refused(*arguments)
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("streefwaarden: [", "streefwaarden.yaml:2: de regel is geen geldige YAML."),
        (f"streefwaarden:\n  9.9.9: {TARGET}\n", "'9.9.9' is geen verwachting of toetsvraag die het programma"),
        (
            "streefwaarden:\n  1.3.3: 80\n",
            "Schrijf onder streefwaarden bijvoorbeeld: 1.3.3-a: {percentage: 80, door: MT",
        ),
        (
            f"streefwaarden:\n  1.3.3: {TARGET.replace('80', '120')}\n",
            "meer dan 0 en hoogstens 100, zonder procentteken",
        ),
        ("", "streefwaarden.yaml: het bestand is leeg. Vul het bestand of haal het weg."),
    ],
    ids=["no-yaml", "unknown-number", "no-entry", "over-100", "empty"],
)
def test_streefwaarden_that_are_wrong_are_one_message(folder, text, said):
    (folder / "streefwaarden.yaml").write_text(text, encoding="utf-8")
    assert said in refused("audit", folder, "--out", folder.parent / "reports")
    assert not (folder.parent / "reports").exists()


def test_a_draw_that_compare_cannot_read_is_named_with_its_folder(place, tmp_path):
    broken = shutil.copytree(place / "audit", tmp_path / "stuk")
    (broken / "steekproef.json").write_text("{", encoding="utf-8")
    assert f"{broken / 'steekproef.json'}: Dit bestand is geen steekproef" in refused(
        "compare", broken, place / "audit"
    )


def test_what_was_refused_left_draw_and_audit_as_they_were(place):
    assert len(record(place / "steekproef")["drawn"]) == 6
    assert card_of(place / "audit")["format_version"] >= 1
