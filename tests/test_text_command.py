"""`vtaudit text` on a mail: the message, what is attached to it, and one page of either."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit_folder import run
from document_files import write_pdf
from kind_files import attach, make_mail


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    plan = write_pdf(tmp_path / "plan.pdf", [["Eerste blad"], ["Tweede blad"]]).read_bytes()
    message = attach(attach(make_mail("Zie bijlagen."), "plan.pdf", plan), "oud.doc", b"inhoud")
    (tmp_path / "post.eml").write_bytes(message.as_bytes())
    return tmp_path / "post.eml"


def test_the_message_comes_first_and_what_is_attached_follows(mail: Path) -> None:
    result = run("text", mail)
    assert result.exit_code == 1
    assert "post.eml#oud.doc: Dit is een oud Word-document (.doc)." in result.stderr
    lines = [line for line in result.stdout.splitlines() if line]
    assert lines[0].startswith("Van: ") and lines[-3:] == ["Zie bijlagen.", "Eerste blad", "Tweede blad"]
    assert "--- bladzijde 2 van 2 van post.eml#plan.pdf ---" in result.stderr


def test_one_page_of_the_message_or_of_an_attachment(mail: Path) -> None:
    assert run("text", mail, "--page", 1).stdout.endswith("Zie bijlagen.\n")
    second = run("text", f"{mail}#plan.pdf", "--page", 2)
    assert (second.stdout, second.exit_code) == ("Tweede blad", 0)
    assert run("text", f"{mail}#oud.doc").exit_code == 2


def test_what_is_not_there_is_told_with_what_is(mail: Path) -> None:
    wrong = run("text", f"{mail}#weg.pdf")
    assert wrong.exit_code == 2
    assert "Deze bijlage zit niet in de mail. Kies uit: plan.pdf, oud.doc." in wrong.stderr
    assert run("text", f"{mail.with_name('weg.eml')}#plan.pdf").exit_code == 2
    assert "bladzijde 3 bestaat niet" in run("text", f"{mail}#plan.pdf", "--page", 3).stderr
