"""Mails in a dossier: the message is a mail with its day, and what is attached is judged by what it is itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kind_files import attach, make_mail, write_msg

from vtaudit.dossiers import CaseFiles, read_dossier, read_kind_cues
from vtaudit.model import Dossier, RegisterRow

CUES = read_kind_cues()
ROW = RegisterRow("Z1", 2, {"vervolg": "onderzoek"}, {"datum_melding": date(2017, 3, 6)})
TEXT = """Beste collega,

Vader komt donderdag op kantoor.

Van: Veilig Thuis <vt@voorbeeld.nl>
Verzonden: vrijdag 31 maart 2017 10:12
Aan: Wijkteam Oost <wijkteam@voorbeeld.nl>
Onderwerp: RE: afspraak

Wanneer komt vader?
"""
JOURNAL = b"Contactjournaal\n6-3-2017 moeder gebeld\n7-3-2017 school gebeld\n8-3-2017 vader gebeld\n"


def read(place: Path, *names: str) -> Dossier:
    return read_dossier(place, CaseFiles("Z1", names), ROW, CUES)


@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_a_message_is_a_mail_of_its_day_with_the_mail_it_answers_apart(tmp_path: Path, kind: str) -> None:
    if kind == "eml":
        (tmp_path / "Z1.eml").write_bytes(make_mail(TEXT, subject="RE: afspraak").as_bytes())
    else:
        headers = "From: Wijkteam Oost <w@voorbeeld.nl>\r\nTo: Veilig Thuis <vt@voorbeeld.nl>\r\n\r\n"
        body = f"Verzonden: maandag 3 april 2017\n{TEXT}"
        write_msg(tmp_path / "Z1.msg", {0x0037: "RE: afspraak", 0x007D: headers, 0x1000: body})
    dossier = read(tmp_path, f"Z1.{kind}")
    (part,) = dossier.parts
    assert (part.kind, part.date) == ("mail", date(2017, 4, 3))
    assert [entry.date for entry in part.entries] == [date(2017, 4, 3), date(2017, 3, 31)]


def test_an_attachment_is_of_its_own_kind(tmp_path: Path) -> None:
    mail = attach(make_mail("Zie bijlage.", subject="Stukken"), "overzicht.txt", JOURNAL)
    attach(mail, "monitoring.csv", b"datum;inhoud\n03-04-2018;Gaat goed\n")
    (tmp_path / "mail van school.eml").write_bytes(mail.as_bytes())
    dossier = read(tmp_path, "mail van school.eml")
    kinds = {part.document.partition("#")[2]: part.kind for part in dossier.parts}
    assert kinds == {"": "mail", "overzicht.txt": "contactjournaal", "monitoring.csv": "monitoring"}


def test_a_file_that_was_attached_and_filed_is_one_piece(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(attach(make_mail("Zie bijlage."), "journaal.txt", JOURNAL).as_bytes())
    (tmp_path / "overzicht.txt").write_bytes(JOURNAL)
    dossier = read(tmp_path, "mail.eml", "overzicht.txt")
    assert [part.document for part in dossier.parts] == ["mail.eml", "mail.eml#journaal.txt"]
    assert [fault.code for fault in dossier.documents[-1].faults] == ["zelfde_stuk"]
    assert dossier.is_complete
