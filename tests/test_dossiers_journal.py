"""A journal falls apart in dated entries, a mail in the message and what it answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vtaudit.dossiers import CaseFiles, read_dossier, read_kind_cues
from vtaudit.model import Part, RegisterRow

CUES = read_kind_cues()
ROW = RegisterRow("Z1", 2, {}, {"datum_melding": date(2017, 12, 11)})


def read_part(tmp_path: Path, text: str) -> Part:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (part,) = read_dossier(tmp_path, CaseFiles("Z1", ("a.txt",)), ROW, CUES).parts
    return part


def entries(part: Part, text: str) -> list[tuple[str, str]]:
    return [
        (str(entry.date), " ".join(" ".join(text[span.start : span.end] for span in entry.spans).split()))
        for entry in part.entries
    ]


@pytest.mark.parametrize(
    "starts",
    [
        ("12-12-2017 (A. Vos)", "28-12-2017 (A. Vos)", "03-01-2018 (A. Vos)"),
        ("12-12-2017:", "28-12-2017:", "03-01-2018:"),
        ("12 december 2017:", "28 december 2017:", "3 januari 2018:"),
        ("12/12 10.40u", "28/12 9.15u", "3/1 11.00u"),
        ("12-12 09.15u", "28-12 10.00u", "03-01 11.00u"),
        ("di 12 dec", "do 28 dec", "wo 3 jan"),
        ("- 12 dec. (AV)", "- 28 dec. (AV)", "- 3 jan. (AV)"),
        ("12.12.2017 | telefoon |", "28.12.2017 | mail |", "03.01.2018 | bezoek |"),
        ("[12-12-2017 10:00]", "[28-12-2017 11:00]", "[03-01-2018 12:00]"),
        ("Datum: 12-12-2017", "Datum: 28-12-2017", "Datum: 03-01-2018"),
        ("2017-12-12", "2017-12-28", "2018-01-03"),
    ],
)
def test_entries_in_many_notations(tmp_path: Path, starts: tuple[str, str, str]) -> None:
    text = "Contactjournaal\n" + "".join(f"{start} moeder gebeld.\nZij belt terug.\n" for start in starts)
    part = read_part(tmp_path, text)
    assert part.kind == "contactjournaal"
    assert entries(part, text) == [
        ("None", "Contactjournaal"),
        *(
            (day, f"{start} moeder gebeld. Zij belt terug.")
            for day, start in zip(("2017-12-12", "2017-12-28", "2018-01-03"), starts, strict=True)
        ),
    ]
    assert part.date == date(2018, 1, 3)


def test_date_that_was_wrapped_to_the_next_line_opens_no_entry(tmp_path: Path) -> None:
    text = "Contactjournaal\n12-12-2017 Moeder gesproken, komt op\n14-02-2018 naar kantoor.\n15-12-2017 School weer.\n"
    days = [day for day, _ in entries(read_part(tmp_path, text), text)]
    assert days == ["None", "2017-12-12", "2017-12-15"]


def test_newest_first_is_kept_in_reading_order(tmp_path: Path) -> None:
    text = "Logboek\n15-01-2018 gesloten\n10-01-2018 school\n12-12-2017 melding\n"
    part = read_part(tmp_path, text)
    assert [day for day, _ in entries(part, text)] == ["None", "2018-01-15", "2018-01-10", "2017-12-12"]
    assert part.date == date(2018, 1, 15)


def test_other_documents_are_one_entry(tmp_path: Path) -> None:
    text = "Gesprekken met informanten\n12 december 2017, huisarts: geen zorgen.\n14 december 2017, school: stil.\n"
    part = read_part(tmp_path, text)
    assert entries(part, text) == [("2017-12-14", " ".join(text.split()))]


@pytest.mark.parametrize(
    "quote",
    [
        "Op 3 januari 2018 schreef B. Kok:\n> Kunt u de melder bellen?",
        "-----Oorspronkelijk bericht-----\nVan: B. Kok\nVerzonden: 3 januari 2018\nKunt u de melder bellen?",
    ],
)
def test_mail_is_cut_from_the_mail_it_answers(tmp_path: Path, quote: str) -> None:
    head = "Van: A. Vos\nAan: B. Kok\nVerzonden: 5 januari 2018\nOnderwerp: RE: melder\nDat doe ik morgen."
    text = f"{head}\n{quote}\n"
    assert entries(read_part(tmp_path, text), text) == [
        ("2018-01-05", " ".join(head.split())),
        ("2018-01-03", " ".join(quote.split())),
    ]
