"""One file with the whole case is cut into its documents; a report with sections is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from document_files import write_docx, write_pdf

from vtaudit.dossiers import CaseFiles, read_dossier, read_kind_cues
from vtaudit.model import Dossier, Part, RegisterRow

CUES = read_kind_cues()
ROW = RegisterRow("Z1", 2, {"vervolg": "onderzoek"}, {"datum_melding": date(2018, 3, 5)})
BODY = "Moeder vertelt dat het beter gaat.\nVader is op zijn werk en belt later terug."
JOURNAL = "6-3-2018 moeder gebeld\n7-3-2018 school gebeld\n8-3-2018 gesloten"
TITLES = ("Melding", "Triagebesluit", "Gesprek met moeder", "Contactjournaal", "Afsluitbrief aan ouders")
KINDS = ["melding", "triage", "gespreksverslag", "contactjournaal", "afsluitbrief"]


def read_text(tmp_path: Path, text: str, name: str = "Z1.txt") -> Dossier:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_dossier(tmp_path, CaseFiles("Z1", (name,)), ROW, CUES)


def section(heading: str, title: str) -> str:
    return f"{heading}\n{JOURNAL if 'journaal' in title.lower() else BODY}\n"


def text_of(dossier: Dossier, part: Part) -> str:
    pages = {page.number: page.text for page in dossier.documents[0].pages}
    return "\n".join(pages[span.page][span.start : span.end] for span in part.spans)


@pytest.mark.parametrize("name", ["Z1.txt", "scan.txt"])
@pytest.mark.parametrize(
    "heading",
    [
        lambda n, t: f"Stuk {n} - {t}",
        lambda n, t: f"{n}. {t}",
        lambda n, t: f"{n}. {t.upper()} d.d. {n + 4} maart 2018",
        lambda n, t: f"{('I', 'II', 'III', 'IV', 'V')[n - 1]}. {t.upper()}",
        lambda n, t: f"[{'ABCDE'[n - 1]}] {t.upper()}",
        lambda n, t: f"========== STUK {n}: {t.upper()} ==========",
        lambda n, t: f"## {n}. {t.upper()}",
        lambda n, t: f"--- {t.upper()} ---",
        lambda n, t: f"++ 0{n} {t.upper()} ++",
        lambda n, t: f"{t}\n{'=' * len(t)}",
        lambda n, t: f"──── {t} ────",
        lambda n, t: t.upper(),
        lambda n, t: f"{n}. {t}\n{n}. {t.upper()}",
    ],
)
def test_print_is_cut_at_its_series_of_headings(tmp_path: Path, heading: Callable[[int, str], str], name: str) -> None:
    text = "\n".join(section(heading(number, title), title) for number, title in enumerate(TITLES, start=1))
    dossier = read_text(tmp_path, text, name)
    assert [part.kind for part in dossier.parts] == KINDS
    assert [part.index for part in dossier.parts] == [1, 2, 3, 4, 5]
    assert "".join("".join(text_of(dossier, part).split()) for part in dossier.parts) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        f"1. Aanleiding\n{BODY}\n2. Conclusie\n{BODY}",
        f"ONDERZOEKSRAPPORTAGE\n1. Melding\n{BODY}\n2. Triage\n{BODY}\n3. Gesprekken\n{BODY}\n4. Monitoring\n{BODY}",
        f"Verslag van het onderzoek\n\nMelding\n{BODY}\n\nGesprek met moeder\n{BODY}\n\nMonitoring\n{BODY}",
        "OVERDRACHTSFORMULIER\nMELDING\nruzie\nTRIAGE\n4 mei 2018\nVEILIGHEIDSAFSPRAKEN\nniet\nMONITORING\nmei",
        f"GESPREK MOEDER\n{BODY}\nGESPREK VADER\n{BODY}\nGESPREK KINDEREN\n{BODY}",
        "CONTACTJOURNAAL\n1-3-2018\nMelding\nkwam binnen\n3-3-2018\nTriage\nbesluit\n5-3-2018\nGesprek met moeder\nok",
    ],
)
def test_one_document_stays_whole(tmp_path: Path, text: str) -> None:
    assert len(read_text(tmp_path, text, "scan.txt").parts) == 1


def test_sections_of_a_report_inside_a_print_stay_together(tmp_path: Path) -> None:
    report = f"1. Melding\n{BODY}\n2. Gesprekken\n{BODY}\n3. Triage\n{BODY}\n4. Monitoring\n{BODY}"
    text = f"I. MELDING\n{BODY}\nII. TRIAGE\n{BODY}\nIII. ONDERZOEKSRAPPORTAGE\n{report}\nIV. JOURNAAL\n{JOURNAL}"
    kinds = [part.kind for part in read_text(tmp_path, text).parts]
    assert kinds == ["melding", "triage", "onderzoeksrapportage", "contactjournaal"]


def test_table_of_contents_is_no_series(tmp_path: Path) -> None:
    contents = "Inhoudsopgave\n1. Melding\n2. Triage\n3. Contactjournaal\n"
    text = f"{contents}\n1. Melding\n{BODY}\n2. Triage\n{BODY}\n3. Contactjournaal\n{JOURNAL}"
    assert [part.kind for part in read_text(tmp_path, text).parts] == ["melding", "triage", "contactjournaal"]


def test_page_header_of_a_print_is_in_no_part_twice(tmp_path: Path) -> None:
    pages = [
        ["Zaak Z1", "pagina 1", "1. Melding", "Melder: school", "Ontvangen op: 5 maart 2018"],
        ["Zaak Z1", "pagina 2", "2. Triage", "Besluit triage: 8 maart 2018", "3. Journaal", "6-3-2018 moeder gebeld"],
        ["Zaak Z1", "pagina 3", "7-3-2018 school gebeld", "8-3-2018 gesloten"],
    ]
    write_pdf(tmp_path / "Z1.pdf", pages)
    dossier = read_dossier(tmp_path, CaseFiles("Z1", ("Z1.pdf",)), ROW, CUES)
    assert [(part.kind, str(part.date)) for part in dossier.parts] == [
        ("melding", "2018-03-05"),
        ("triage", "2018-03-08"),
        ("contactjournaal", "2018-03-08"),
    ]
    assert [text_of(dossier, part).count("Zaak Z1") for part in dossier.parts] == [1, 0, 0]
    assert [span.page for span in dossier.parts[2].spans] == [2, 3]


def test_print_in_word_is_cut_too(tmp_path: Path) -> None:
    path = tmp_path / "Z1.docx"
    write_docx(path, "Stuk 1 - melding", "Melder: school", "Stuk 2 - triage", "Besluit triage: 8 maart 2018")
    dossier = read_dossier(tmp_path, CaseFiles("Z1", ("Z1.docx",)), ROW, CUES)
    assert [part.kind for part in dossier.parts] == ["melding", "triage"]


def test_a_title_that_the_document_repeats_is_a_heading_also_below_a_line_without_an_end(tmp_path: Path) -> None:
    text = (
        "Melding\nOntvangen 5 maart 2018.\nTriagebesluit\nBesluit van 6 maart 2018: onderzoek.\nMail aan moeder\n"
        "Van: J. de Boer\nAan: L. Broekhof\nOnderwerp: afspraak van volgende week\nDag Lianne, tot dinsdag.\n"
        "- de informatie van school over de toets van maart is er nog niet en komt later\n"
        f"Contactjournaal\nCONTACTJOURNAAL\n{JOURNAL}\n"
        "Formulier afronding en overdracht\nFORMULIER AFRONDING EN OVERDRACHT\nOverdracht aan: wijkteam\n"
    )
    dossier = read_text(tmp_path, text)
    assert [part.kind for part in dossier.parts] == ["melding", "triage", "mail", "contactjournaal", "overdracht"]


def test_the_last_piece_of_a_print_needs_no_known_title_where_a_word_announces_it(tmp_path: Path) -> None:
    text = "".join(section(f"Stuk {n} - {title}", title) for n, title in enumerate(TITLES, start=1))
    dossier = read_text(tmp_path, f"{text}Stuk 6 - januari\nWij spraken moeder op kantoor.\n")
    assert len(dossier.parts) == 6
    assert text_of(dossier, dossier.parts[-1]).startswith("Stuk 6 - januari")


def test_a_day_that_is_broken_over_two_lines_dates_the_piece(tmp_path: Path) -> None:
    text = "VERSLAG MONITORING\n\nAanwezig: moeder en de gezinscoach. Datum: 20\nseptember 2018.\n\nHet gaat goed."
    (part,) = read_text(tmp_path, text).parts
    assert part.date == date(2018, 9, 20)
