"""Mails of every program: the message with its headers, and each attachment as a document of its own."""

from __future__ import annotations

import struct
from datetime import datetime
from pathlib import Path

import pytest
from document_files import write_docx, write_pdf
from kind_files import attach, make_mail, message_tree, write_msg

from vtaudit.documents import read_document, read_documents
from vtaudit.model import Document, ReadState

TEXT = "Beste collega,\n\nVader slaapt bij oma.\n"
HEADERS = [
    "Van: Wijkteam Oost <wijkteam@voorbeeld.nl>",
    "Verzonden: 03-04-2017 23:30",
    "Aan: Veilig Thuis <vt@voorbeeld.nl>",
    "Onderwerp: Veiligheidsplan",
]
# 100 nanoseconds since 1601, in Greenwich.
SENT = struct.pack("<Q", int((datetime(2017, 4, 3, 21, 30) - datetime(1601, 1, 1)).total_seconds()) * 10_000_000)
MESSAGE: dict[int, str | bytes] = {
    0x0C1A: "Wijkteam Oost",
    0x0C1F: "wijkteam@voorbeeld.nl",
    0x0E04: "Veilig Thuis <vt@voorbeeld.nl>",
    0x0037: "Veiligheidsplan",
    0x0039: SENT,
    0x1000: TEXT.replace("\n", "\r\n"),
}


def codes(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def read_eml(place: Path, data: bytes) -> tuple[Document, ...]:
    (place / "mail.eml").write_bytes(data)
    return read_documents(place / "mail.eml", "Z1/mail.eml")


def test_the_message_has_its_headers_in_dutch_and_in_dutch_time(tmp_path: Path) -> None:
    (document,) = read_eml(tmp_path, make_mail(TEXT).as_bytes())
    assert document.pages[0].text == "\n".join([*HEADERS, "", TEXT])
    assert (document.path, document.state) == ("Z1/mail.eml", ReadState.READ)


def test_plain_text_goes_before_html_and_html_is_read_as_it_shows(tmp_path: Path) -> None:
    both = read_eml(tmp_path, make_mail(TEXT, html="<p>Anders</p>").as_bytes())
    assert "Anders" not in both[0].pages[0].text
    html = "<p>Vader slaapt<br>bij oma.</p><table><tr><td>Dag<td>4 mei</table><p style='display:none'>geheim</p>"
    (only,) = read_eml(tmp_path, make_mail(html=html).as_bytes())
    page = only.pages[0]
    assert page.text.startswith("\n".join([*HEADERS, "", "Vader slaapt", "bij oma."]))
    assert [[page.text[cell.start : cell.end] for cell in row.cells] for row in page.rows] == [["Dag", "4 mei"]]
    assert codes(only) == ["verborgen_tekst"]


def test_each_attachment_is_a_document_with_a_name_of_its_own(tmp_path: Path) -> None:
    write_pdf(tmp_path / "plan.pdf", [["Eerste"], ["Tweede"]])
    write_docx(tmp_path / "verslag.docx", "Gesproken met oma.")
    mail = make_mail(TEXT)
    for name in ("plan.pdf", "verslag.docx"):
        attach(mail, name, (tmp_path / name).read_bytes())
    attach(mail, "plan.pdf", b"%PDF-")
    attach(mail, "../../etc/x:y#z.txt", b"Los bestand")
    found = read_eml(tmp_path, mail.as_bytes())
    assert [each.path.partition("#")[2] for each in found] == [
        "",
        "plan.pdf",
        "verslag.docx",
        "plan (3).pdf",
        "etc-x-y-z.txt",
    ]
    assert [[page.text.strip() for page in each.pages] for each in found[1:]] == [
        ["Eerste", "Tweede"],
        ["Gesproken met oma."],
        [],
        ["Los bestand"],
    ]
    assert [each.name for each in found] == ["mail.eml", "plan.pdf", "verslag.docx", "plan (3).pdf", "etc-x-y-z.txt"]
    assert found[0].pages[0].text.splitlines()[4] == "Bijlagen: plan.pdf, verslag.docx, plan (3).pdf, etc-x-y-z.txt"
    assert len({each.sha256 for each in found}) == 5


def test_a_mail_in_a_mail_is_read_with_what_is_attached_to_it(tmp_path: Path) -> None:
    inner = attach(make_mail("Binnen", subject="Eerder"), "diep.txt", b"Diepe tekst")
    mail = make_mail(TEXT)
    mail.add_attachment(inner)
    found = read_eml(tmp_path, mail.as_bytes())
    assert [each.path for each in found] == [
        "Z1/mail.eml",
        "Z1/mail.eml#bericht.eml",
        "Z1/mail.eml#bericht.eml#diep.txt",
    ]
    assert "Onderwerp: Eerder" in found[1].pages[0].text and found[2].pages[0].text == "Diepe tekst"


def test_mails_too_deep_in_mails_are_named_and_not_opened(tmp_path: Path) -> None:
    mail = make_mail("Laag 0")
    for depth in range(1, 9):
        outer = make_mail(f"Laag {depth}")
        outer.add_attachment(mail)
        mail = outer
    found = read_eml(tmp_path, mail.as_bytes())
    assert [codes(each) for each in found] == [[]] * 6 + [["te_groot"]]
    assert found[-1].state is ReadState.UNREADABLE


def test_more_attachments_than_anyone_sends_are_told(tmp_path: Path) -> None:
    mail = make_mail(TEXT)
    for number in range(210):
        attach(mail, f"{number}.txt", b"tekst %d" % number)
    found = read_eml(tmp_path, mail.as_bytes())
    assert (len(found), found[0].state, codes(found[0])) == (200, ReadState.PARTIAL, ["te_groot"])


def test_a_logo_is_no_document_and_a_picture_that_was_sent_is(tmp_path: Path) -> None:
    logo = b"\x89PNG\r\n\x1a\n" + bytes(500)
    mail = make_mail(html='<p>Groet</p><img src="cid:logo">')
    mail.add_related(logo, "image", "png", cid="<logo>")
    mail.add_attachment(logo + b"x", "image", "png", filename="scan.png")
    mail.add_attachment(b"handtekening", "application", "pkcs7-signature", filename="smime.p7s")
    assert [each.path for each in read_eml(tmp_path, mail.as_bytes())] == ["Z1/mail.eml", "Z1/mail.eml#scan.png"]


def test_a_mail_that_breaks_off_is_partial(tmp_path: Path) -> None:
    data = attach(make_mail(TEXT), "plan.txt", b"Plan " * 400).as_bytes()
    found = read_eml(tmp_path, data[: len(data) // 2])
    assert (found[0].state, codes(found[0])) == (ReadState.PARTIAL, ["beschadigd"])
    assert "Vader slaapt bij oma." in found[0].pages[0].text


def test_what_is_no_mail_or_locked_is_named(tmp_path: Path) -> None:
    assert codes(read_eml(tmp_path, b"inhoud")[0]) == ["andere_inhoud"]
    locked = b"From: a@b.nl\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nMIIB"
    assert "versleuteld" in codes(read_eml(tmp_path, locked)[0])


@pytest.mark.parametrize("charset", ["bestaat-niet", "windows-1252", "us-ascii"])
def test_letters_in_a_strange_character_set(tmp_path: Path, charset: str) -> None:
    head = f"From: a@b.nl\r\nSubject: =?utf-8?q?=C3=A9=C3=A9n?=\r\nContent-Type: text/plain; charset={charset}\r\n"
    data = f"{head}Content-Transfer-Encoding: 8bit\r\n\r\néén".encode("cp1252")
    assert read_eml(tmp_path, data)[0].pages[0].text == "Van: a@b.nl\nOnderwerp: één\n\néén"


def test_outlook_gives_the_same_text_as_the_mail_itself(tmp_path: Path) -> None:
    path = write_msg(tmp_path / "a.msg", MESSAGE)
    (document,) = read_documents(path, "a.msg")
    headers = [HEADERS[0].replace("Wijkteam Oost", '"Wijkteam Oost"'), *HEADERS[1:]]
    assert document.pages[0].text == "\n".join([*headers, "", TEXT])


def test_attachments_and_mails_in_a_message_of_outlook(tmp_path: Path) -> None:
    inner = message_tree({0x0037: "Eerder", 0x1000: "Binnen"}, [("diep.txt", b"Diepe tekst")])
    plan = write_pdf(tmp_path / "plan.pdf", [["Plan " * 12] * 40]).read_bytes()
    assert len(plan) < 4096, "one attachment in the small streams, the other one beside them"
    path = write_msg(tmp_path / "a.msg", MESSAGE, [("plan.pdf", plan), ("groot.txt", b"Regel\n" * 2000), ("", inner)])
    found = read_documents(path, "a.msg")
    assert [each.path for each in found] == [
        "a.msg",
        "a.msg#plan.pdf",
        "a.msg#groot.txt",
        "a.msg#bericht.msg",
        "a.msg#bericht.msg#diep.txt",
    ]
    assert [each.state for each in found] == [ReadState.READ] * 5
    assert found[2].pages[0].text == "Regel\n" * 2000
    assert "Onderwerp: Eerder" in found[3].pages[0].text and found[4].pages[0].text == "Diepe tekst"


def test_a_message_of_outlook_in_html_or_in_rtf_alone(tmp_path: Path) -> None:
    plain = {key: value for key, value in MESSAGE.items() if key != 0x1000}
    html = read_document(write_msg(tmp_path / "a.msg", {**plain, 0x1013: b"<p>Vader slaapt<br>bij oma."}), "a.msg")
    assert html.pages[0].text.split("\n\n", 1)[1].split("\n")[:2] == ["Vader slaapt", "bij oma."]
    rtf = read_document(write_msg(tmp_path / "b.msg", {**plain, 0x1009: b"\x10\0\0\0"}), "b.msg")
    assert (rtf.state, codes(rtf)) == (ReadState.PARTIAL, ["mail_onleesbaar"])


@pytest.mark.parametrize("length", [600, 1_000, 2_000, 3_000])
def test_a_message_of_outlook_that_breaks_off_never_raises(tmp_path: Path, length: int) -> None:
    path = write_msg(tmp_path / "a.msg", MESSAGE, [("plan.txt", b"Plan " * 2000)])
    path.write_bytes(path.read_bytes()[:length])
    assert read_document(path, "a.msg").state is not ReadState.READ
