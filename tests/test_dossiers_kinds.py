"""The kind of a document comes from what it says, then from its file name; so does its date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vtaudit.dossiers import CaseFiles, read_dossier, read_kind_cues
from vtaudit.errors import VtauditError
from vtaudit.model import Part, RegisterRow

CUES = read_kind_cues()
ROW = RegisterRow("Z1", 2, {"vervolg": "onderzoek"}, {"datum_melding": date(2018, 3, 5)})


def read_part(tmp_path: Path, text: str, name: str = "doc_1.txt", row: RegisterRow | None = ROW) -> Part:
    (tmp_path / "Z1").mkdir(exist_ok=True)
    (tmp_path / "Z1" / name).write_text(text, encoding="utf-8")
    parts = read_dossier(tmp_path, CaseFiles("Z1", (f"Z1/{name}",)), row, CUES).parts
    assert len(parts) == 1
    return parts[0]


MELDING = (
    "Melder: mw. P. Bergsma, buurvrouw\nOntvangen op: 5 maart 2018\nUrgentie: hoog\nZij hoort al weken geschreeuw."
)
TRIAGE = "Besluit triage: 8-3-2018\nWeging: geen acuut gevaar\nVervolg: onderzoek\nGenomen door: teamleider"
JOURNAL = "6-3 moeder gebeld\n7-3 school gebeld\n8-3 triage\n12-3 huisbezoek gepland"
TALK = "Datum gesprek: 13 maart 2018\nAanwezig: moeder\nMoeder vertelt dat zij moe is. Zij zegt dat vader vaak weg is."
PLAN = (
    "Afgesproken is dat vader niet drinkt.\nGaat het toch mis, dan belt moeder de politie.\nHandtekening: moeder, vader"
)
MDO = "Deelnemers: wijkteam, politie\nBesproken: de veiligheid\nActiepunten: wijkteam belt moeder\nDatum: 4 april 2018"
REPORT = (
    "Bestemd voor: de ouders\nAanleiding: een melding\nBevindingen: wij spraken u beiden\nConclusie: niet bevestigd"
)
HANDOVER = "Overgedragen aan: wijkteam Oost\nDatum inzet vervolgtraject: 9 mei 2018\nMeegegeven stukken: triage"
MONITOR = "Uitgevoerd op: 7 augustus 2018\nEffect van de hulp: minder ruzie\nVeiligheid: alle kinderen zijn veilig"
MAIL = "Van: A. Vos\nAan: B. Kok\nVerzonden: 3 april 2018 10:04\nOnderwerp: afspraak\nDonderdag lukt."
LETTER = "Assen, 12 maart 2018\nGeachte mevrouw Bergsma,\nGraag nodig ik u uit.\nMet vriendelijke groet,\nA. Vos"


@pytest.mark.parametrize(
    ("heading", "text", "kind", "day"),
    [
        ("Aanmeldformulier", MELDING, "melding", "2018-03-05"),
        ("Triageverslag", TRIAGE, "triage", "2018-03-08"),
        ("Logboek", JOURNAL, "contactjournaal", "2018-03-12"),
        ("Verslag huisbezoek", TALK, "gespreksverslag", "2018-03-13"),
        ("VEILIGHEIDSPLAN 4 APRIL 2018", PLAN, "veiligheidsplan", "2018-04-04"),
        ("Notulen casusoverleg", MDO, "mdo", "2018-04-04"),
        ("Eindrapportage, vastgesteld op 2 mei 2018", REPORT, "onderzoeksrapportage", "2018-05-02"),
        ("Overdrachtsformulier", HANDOVER, "overdracht", "2018-05-09"),
        ("Nazorgcontact", MONITOR, "monitoring", "2018-08-07"),
        ("Mailwisseling", MAIL, "mail", "2018-04-03"),
        ("Brief aan moeder", LETTER, "brief", "2018-03-12"),
    ],
)
def test_kind_and_date_with_and_without_the_heading(
    tmp_path: Path, heading: str, text: str, kind: str, day: str
) -> None:
    whole = read_part(tmp_path, f"{heading}\n{text}")
    assert (whole.kind, whole.kind_from, str(whole.date)) == (kind, "inhoud", day)
    assert whole.title == heading
    assert read_part(tmp_path, text).kind == kind


def test_content_wins_from_the_file_name(tmp_path: Path) -> None:
    part = read_part(tmp_path, f"Triageverslag\n{TRIAGE}", "03_contactjournaal.txt")
    assert (part.kind, part.kind_from) == ("triage", "inhoud")


def test_file_name_decides_when_the_content_says_nothing(tmp_path: Path) -> None:
    part = read_part(tmp_path, "Zie bijlage.", "2018-04-04_veiligheidsplan.txt")
    assert (part.kind, part.kind_from, part.date) == ("veiligheidsplan", "bestandsnaam", date(2018, 4, 4))


def test_nothing_known_is_other(tmp_path: Path) -> None:
    part = read_part(tmp_path, "Parkeren kan achter het gebouw.")
    assert (part.kind, part.kind_from, part.date) == ("overig", "geen", None)


CLOSING = (
    "Assen, 9 mei 2018\nGeachte ouders,\nWij hebben het onderzoek afgerond. Wij sluiten de zaak.\nHoogachtend,\nA. Vos"
)


@pytest.mark.parametrize(
    ("text", "vervolg", "kind"),
    [
        (CLOSING, "onderzoek", "afsluitbrief"),
        (CLOSING, None, "afsluitbrief"),
        (CLOSING.replace("het onderzoek afgerond", "u gesproken"), "vervolgtraject", "brief"),
        (CLOSING.replace("afgerond", "gepland, zodra het onderzoek afgerond is hoort u ons"), "onderzoek", "brief"),
        (CLOSING.replace("Geachte ouders", "Geachte collega"), "onderzoek", "terugkoppeling"),
    ],
)
def test_letter_is_told_apart_by_what_it_says(tmp_path: Path, text: str, vervolg: str | None, kind: str) -> None:
    row = RegisterRow("Z1", 2, {"vervolg": vervolg} if vervolg else {}, {"datum_melding": date(2018, 3, 5)})
    assert read_part(tmp_path, text, row=row).kind == kind


@pytest.mark.parametrize(
    ("text", "name", "is_concept"),
    [
        (f"CONCEPT\n{CLOSING}", "a.txt", True),
        (f"Conceptrapportage onderzoek\n{REPORT}", "a.txt", True),
        (CLOSING, "afsluitbrief_concept.txt", True),
        (CLOSING, "afsluitbrief.txt", False),
        (f"{CLOSING}\nHet concept heeft u eerder gezien.", "afsluitbrief.txt", False),
    ],
)
def test_concept_is_marked(tmp_path: Path, text: str, name: str, is_concept: bool) -> None:
    assert read_part(tmp_path, text, name).is_concept is is_concept


def test_date_of_a_letter_is_never_a_day_it_speaks_of(tmp_path: Path) -> None:
    text = (
        "Geachte ouders,\nOp 4 april 2018 spraken wij elkaar over de kinderen en over de school.\nHoogachtend,\nA. Vos"
    )
    assert read_part(tmp_path, text).date is None


def test_report_of_several_talks_has_the_day_of_the_last(tmp_path: Path) -> None:
    text = "Gesprekken met informanten\n4 april 2018, huisarts: geen zorgen.\n9 april 2018, school: stil in de klas."
    assert read_part(tmp_path, text).date == date(2018, 4, 9)


def test_day_without_year_takes_the_year_of_the_case(tmp_path: Path) -> None:
    assert read_part(tmp_path, "Gesprek met vader, 3 januari\nVader vertelt dat hij werk heeft.").date == date(
        2018, 1, 3
    )


@pytest.mark.parametrize(
    ("closed", "kind"), [(date(2018, 2, 27), "monitoring"), (date(2018, 2, 28), "gespreksverslag")]
)
def test_talk_after_the_case_was_closed_is_monitoring(tmp_path: Path, closed: date, kind: str) -> None:
    row = RegisterRow("Z1", 2, {}, {"datum_melding": date(2017, 11, 6), "datum_afsluiting": closed})
    assert read_part(tmp_path, f"Gespreksverslag\n{TALK}", row=row).kind == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (f"Mailwisseling\n{MAIL}", "mail_monitoring.txt", "monitoring"),
        (f"Verslag huisbezoek\n{TALK}", "verslag_monitoring_juni.txt", "monitoring"),
        (f"Brief aan moeder\n{LETTER}", "brief_monitoring.txt", "brief"),
        (f"Notulen casusoverleg\n{MDO}", "monitoring.txt", "mdo"),
        (f"Logboek\n{JOURNAL}", "triage_en_monitoring.txt", "contactjournaal"),
    ],
)
def test_a_name_that_says_what_the_piece_is_for_wins_from_a_mere_form(
    tmp_path: Path, text: str, name: str, kind: str
) -> None:
    assert read_part(tmp_path, text, name).kind == kind


def test_kind_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[1] / "criteria" / "documents.yaml"
    text = shipped.read_text(encoding="utf-8").replace("refines: brief", "refines: breif", 1)
    (tmp_path / "documents.yaml").write_text(text, encoding="utf-8")
    line = text[: text.index("refines: breif")].count("\n") + 1
    with pytest.raises(VtauditError) as caught:
        read_kind_cues(tmp_path / "documents.yaml")
    found = [(fault.code, fault.where.rpartition(":")[2]) for fault in caught.value.faults]
    assert found == [("soort_onbekend", str(line))]


def test_cues_are_read_strictly(tmp_path: Path) -> None:
    (tmp_path / "documents.yaml").write_text("version: '1'\nsoorten: {}\n", encoding="utf-8")
    with pytest.raises(VtauditError) as caught:
        read_kind_cues(tmp_path / "documents.yaml")
    assert any(fault.where.endswith("documents.yaml:2") for fault in caught.value.faults)


def test_own_heading_is_recognised_without_code(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[1] / "criteria" / "documents.yaml"
    own = shipped.read_text(encoding="utf-8").replace("      - noodplan\n", "      - noodplan\n      - thuiskompas\n")
    (tmp_path / "documents.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "Z1").mkdir()
    (tmp_path / "Z1" / "a.txt").write_text("Thuiskompas\nParkeren kan achter.", encoding="utf-8")
    cues = read_kind_cues(tmp_path / "documents.yaml")
    files = CaseFiles("Z1", ("Z1/a.txt",))
    assert [part.kind for part in read_dossier(tmp_path, files, ROW, cues).parts] == ["veiligheidsplan"]
    assert [part.kind for part in read_dossier(tmp_path, files, ROW, CUES).parts] == ["overig"]
