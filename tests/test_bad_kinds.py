"""Documents of every kind on real files, from the folder to what a person reads; each test is named after its row.

The list is that of `test_bad_inputs.py`: here stand the rows on what a file is.
"""

from __future__ import annotations

import zipfile

import pytest
from audit_folder import (
    AGREEMENT,
    ONE,
    PLAN,
    TWO,
    audit_by_rules,
    card_of,
    outcomes,
    quote_at,
    run,
    seen,
    without_plan,
    worksheet,
)
from document_files import W, repack, write_docx, write_gibberish_pdf, write_pdf
from kind_files import attach, make_mail, message_tree, write_msg, write_odt

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


# ---------------------------------------------------------------- 2, 3, 4 and 14: PDFs that are not what they seem


def test_row_02_a_pdf_that_is_locked_without_password_is_read_and_noted(folder):
    write_pdf(folder / ONE / "plan.pdf", [PLAN], password="")
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 0
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"], quote_at(folder, row)) == ("voldoet", f"{ONE}/plan.pdf", AGREEMENT)
    assert "Let op: plan.pdf: Deze pdf is beveiligd, maar zonder wachtwoord te lezen." in worksheet(directory)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Dit bestand is leeg."),
        (b"<!DOCTYPE html><html><body>Inloggen</body></html>", "maar is geen pdf. Het is een webpagina."),
        (b"Inloggen", "Dit bestand heet .pdf, maar is geen pdf."),
    ],
    ids=["empty", "web page", "text"],
)
def test_row_03_what_is_no_pdf_is_named_by_its_content_and_proves_nothing(folder, content, message):
    (folder / ONE / "brief.pdf").write_bytes(content)
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 1
    (line,) = (line for line in result.stderr.splitlines() if line.startswith(f"- {ONE}/brief.pdf: "))
    assert message in line
    assert card_of(directory)["file_states"] == {"onleesbaar": 1}
    touched, whole = outcomes(directory, ONE), outcomes(directory, TWO)
    assert (touched["1.3.3-d"], whole["1.3.3-d"]) == ("niet_te_beoordelen", "voldoet_niet")


@pytest.mark.parametrize("name", ["plan.doc", "plan.xls", "plan.txt", "plan"])
def test_row_03_a_web_page_under_the_name_of_an_export_is_read_as_what_it_is(folder, name):
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in PLAN)}</body></html>"
    (without_plan(folder) / name).write_text(page, encoding="utf-8")
    result, directory = audit_by_rules(folder)
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"], quote_at(folder, row)) == ("voldoet", f"{ONE}/{name}", AGREEMENT)
    assert result.exit_code == 0
    assert f"{ONE}/{name}: De naam van dit bestand past niet bij wat erin zit. Het is een webpagina" in result.stderr


@pytest.mark.parametrize("name", ["plan.docx", "plan.txt", "plan.jpg", "plan.doc"])
def test_row_03_a_pdf_under_another_name_is_read_and_told(folder, name):
    (folder / ONE / "plan.pdf").rename(folder / ONE / name)
    result, directory = audit_by_rules(folder)
    assert (seen(directory, "1.3.3-a")["uitkomst"], result.exit_code) == ("voldoet", 0)
    assert f"{ONE}/{name}: De naam van dit bestand past niet bij wat erin zit. Het is een pdf" in result.stderr


def test_row_04_of_a_pdf_cut_short_what_is_there_counts_and_what_is_not_there_does_not(folder):
    path = folder / ONE / "plan.pdf"
    path.write_bytes(path.read_bytes()[: path.read_bytes().rindex(b"startxref")])
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 1
    assert f"- {ONE}/plan.pdf: Dit bestand is beschadigd of niet volledig." in result.stderr
    assert card_of(directory)["file_states"] == {"deels_gelezen": 1}
    touched = outcomes(directory, ONE)
    assert (touched["1.3.3-a"], touched["1.3.3-d"]) == ("voldoet", "niet_te_beoordelen")


def test_row_04_a_pdf_cut_in_half_is_no_dossier_without_agreements(folder):
    path = folder / ONE / "plan.pdf"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    _, directory = audit_by_rules(folder)
    assert seen(directory, "1.3.3-a")["uitkomst"] == "niet_te_beoordelen"


def test_row_14_letters_without_a_meaning_are_unknown_and_never_absent(folder):
    write_gibberish_pdf(folder / ONE / "plan.pdf")
    result, directory = audit_by_rules(folder)
    assert f"- {ONE}/plan.pdf: De letters in deze pdf zijn niet als tekst opgeslagen." in result.stderr
    assert card_of(directory)["file_states"] == {"onleesbaar": 1}
    assert seen(directory, "1.3.3-a")["uitkomst"] == "niet_te_beoordelen"


# ---------------------------------------------------------------- 20: what stands beside the running text


def docx_with_comment(place):
    path = write_docx(place, "Afgesproken met oma.")
    body = f"<w:comments {W}><w:comment w:id='0' w:author='x'><w:p><w:r><w:t>Oma houdt toezicht.</w:t></w:r></w:p>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    return with_part(path, "comments.xml", f"{body}</w:comment></w:comments>", kind, part)


def with_part(path, name, content, kind, part):
    """The package with one part more, under the document."""
    with zipfile.ZipFile(path) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
    link = f'<Relationship Id="rId99" Type="{kind}" Target="{name}"/></Relationships>'
    override = f'<Override PartName="/word/{name}" ContentType="{part}"/></Types>'
    changes = {
        f"word/{name}": content,
        "word/_rels/document.xml.rels": links.replace("</Relationships>", link),
        "[Content_Types].xml": types.replace("</Types>", override),
    }
    return repack(path, {key: value.encode() for key, value in changes.items()})


def odt_with(inside, edges=""):
    return lambda place: write_odt(place, f"<text:p>Afgesproken met oma.{inside}</text:p>", edges=edges)


def rtf_with(inside):
    return lambda place: place.write_bytes(rf"{{\rtf1\ansi\pard Afgesproken met oma.{inside}\par}}".encode("cp1252"))


OMA = "<text:p>Oma houdt toezicht.</text:p>"


@pytest.mark.parametrize(
    ("name", "write", "line"),
    [
        ("a.docx", docx_with_comment, "[opmerking] Oma houdt toezicht."),
        ("b.odt", odt_with(f"<office:annotation>{OMA}</office:annotation>"), "[opmerking] Oma houdt toezicht."),
        (
            "c.odt",
            odt_with(f"<text:note><text:note-body>{OMA}</text:note-body></text:note>"),
            "[voetnoot] Oma houdt toezicht.",
        ),
        ("d.odt", odt_with(f"<draw:frame><draw:text-box>{OMA}</draw:text-box></draw:frame>"), "Oma houdt toezicht."),
        ("e.odt", odt_with("", f"<style:header>{OMA}</style:header>"), "Oma houdt toezicht."),
        ("f.odt", odt_with("", f"<style:footer>{OMA}</style:footer>"), "Oma houdt toezicht."),
        ("g.rtf", rtf_with(r"{\footnote Oma houdt toezicht.}"), "[voetnoot] Oma houdt toezicht."),
        ("h.rtf", rtf_with(r"{\*\annotation Oma houdt toezicht.}"), "[opmerking] Oma houdt toezicht."),
        ("i.rtf", rtf_with(r"{\header Oma houdt toezicht.}"), "Oma houdt toezicht."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_row_20_what_stands_beside_the_text_is_read_and_labelled(tmp_path, name, write, line):
    write(tmp_path / name)
    result = run("text", tmp_path / name)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert line in lines
    assert any(each.startswith("Afgesproken met oma.") for each in lines)


def test_row_20_hidden_text_is_no_evidence_and_is_told(folder):
    place = without_plan(folder)
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PLAN[:3])
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{PLAN[3]}</w:t></w:r></w:p>"
    body = f"<w:document {W}><w:body>{paragraphs}{hidden}</w:body></w:document>"
    repack(write_docx(place / "plan.docx", "x"), {"word/document.xml": body.encode()})
    result, directory = audit_by_rules(folder)
    assert seen(directory, "1.3.3-a")["uitkomst"] == "voldoet_niet"
    assert f"{ONE}/plan.docx: In dit stuk staat verborgen tekst. Die is niet gelezen." in result.stderr


# ---------------------------------------------------------------- 21: every kind of file


def docm(place):
    write_docx(place / "plan.docm", *PLAN)
    with zipfile.ZipFile(place / "plan.docm") as package:
        types = package.read("[Content_Types].xml").decode()
    repack(place / "plan.docm", {"[Content_Types].xml": types.replace(DOCUMENT, MACROS).encode()})


def plan_pdf(place):
    path = write_pdf(place / "x.pdf", [("Voorblad",), PLAN])
    data = path.read_bytes()
    path.unlink()
    return data


def mail_with_plan(place):
    (place / "post.eml").write_bytes(attach(make_mail("Zie bijlage."), "plan.pdf", plan_pdf(place)).as_bytes())


def mail_in_mail(place):
    outer = make_mail("Ter info.")
    outer.add_attachment(attach(make_mail("Zie bijlage."), "plan.pdf", plan_pdf(place)))
    (place / "post.eml").write_bytes(outer.as_bytes())


def outlook_with_plan(place):
    inner = message_tree({0x0037: "Plan", 0x1000: "Zie bijlage."}, [("plan.pdf", plan_pdf(place))])
    write_msg(place / "post.msg", {0x0037: "Ter info", 0x1000: "Zie verder."}, [("", inner)])


KINDS = {
    "plan.odt": lambda place: write_odt(place / "plan.odt", *PLAN),
    "plan.rtf": lambda place: (place / "plan.rtf").write_bytes(
        rb"{\rtf1\ansi " + b"".join(line.encode() + rb"\par " for line in PLAN) + b"}"
    ),
    "plan.html": lambda place: (place / "plan.html").write_text("".join(f"<p>{line}" for line in PLAN), "utf-8"),
    "plan.docm": docm,
    "plan.eml": lambda place: (place / "plan.eml").write_bytes(make_mail("\n".join(PLAN)).as_bytes()),
    "plan.msg": lambda place: write_msg(place / "plan.msg", {0x0037: "Veiligheidsplan", 0x1000: "\r\n".join(PLAN)}),
    "post.eml#plan.pdf": mail_with_plan,
    "post.eml#bericht.eml#plan.pdf": mail_in_mail,
    "post.msg#bericht.msg#plan.pdf": outlook_with_plan,
}


@pytest.mark.parametrize("name", KINDS)
def test_row_21_the_agreement_is_found_in_every_kind_and_quoted_where_it_stands(folder, name):
    KINDS[name](without_plan(folder))
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 0
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"]) == ("voldoet", f"{ONE}/{name}")
    assert AGREEMENT in row["citaat"] and row["citaat"] == " ".join(quote_at(folder, row).split())
    told = run("explain", directory, ONE, "1.3.3-a")
    assert told.exit_code == 0, told.output
    assert f"Bewijs: {ONE}/{name}, bladzijde {row['pagina']}" in told.stdout


@pytest.mark.parametrize("name", ["post.eml#bericht.eml#plan.pdf", "post.msg#bericht.msg#plan.pdf"])
def test_row_21_a_mail_that_changed_is_not_explained_from_memory(folder, name):
    KINDS[name](without_plan(folder))
    _, directory = audit_by_rules(folder)
    mail = folder / ONE / name.partition("#")[0]
    mail.write_bytes(mail.read_bytes() + b"\n")
    told = run("explain", directory, ONE, "1.3.3-a")
    assert told.exit_code == 2
    assert f"{ONE}/{mail.name}: Dit stuk is veranderd sinds deze audit." in told.stderr


def test_row_21_what_cannot_be_read_in_a_mail_is_named_and_absence_proves_nothing(folder):
    mail = attach(attach(make_mail("Zie bijlagen."), "oud.doc", b"\xd0\xcf\x11\xe0"), "blad.xlsx", b"PK\x03\x04")
    (folder / ONE / "post.eml").write_bytes(mail.as_bytes())
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 1
    assert f"- {ONE}/post.eml#oud.doc: Dit is een oud Word-document (.doc)." in result.stderr
    assert f"- {ONE}/post.eml#blad.xlsx: Dit is een rekenblad." in result.stderr
    assert card_of(directory)["file_states"] == {"niet_ondersteund": 2}
    assert outcomes(directory, ONE)["1.3.3-d"] == "niet_te_beoordelen"
    assert "post.eml#oud.doc: Dit is een oud Word-document" in worksheet(directory)


def test_row_23_an_attachment_of_another_zaak_is_flagged(folder):
    mail = attach(make_mail("Zie bijlage."), "brief.txt", f"Zaaknummer: {TWO}\nGeachte ouders,".encode())
    (folder / ONE / "post.eml").write_bytes(mail.as_bytes())
    result, directory = audit_by_rules(folder)
    (line,) = (line for line in result.stderr.splitlines() if "het nummer van een andere zaak" in line)
    assert line.startswith(f"- {ONE}/post.eml#brief.txt: ")
    assert card_of(directory)["fault_counts"] == {"andere_zaak": 1}


@pytest.mark.parametrize("kind", ["odt", "rtf", "html", "eml", "msg", "docm"])
def test_row_21_the_print_of_a_whole_zaak_may_be_of_any_kind(folder, kind):
    KINDS[f"plan.{kind}"](without_plan(folder))
    (folder / ONE / f"plan.{kind}").rename(folder / f"{ONE}.{kind}")
    _, directory = audit_by_rules(folder)
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"]) == ("voldoet", f"{ONE}.{kind}")


def test_row_21_a_print_that_is_listed_stands_with_its_own_zaak(folder):
    (folder / f"{ONE}.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    mail = attach(make_mail("Zie bijlage."), "oud.doc", b"\xd0\xcf\x11\xe0")
    (folder / f"{ONE}.eml").write_bytes(mail.as_bytes())
    _, directory = audit_by_rules(folder)
    assert card_of(directory)["file_states"] == {"niet_ondersteund": 2}
    dossier = worksheet(directory).rpartition(TWO)[0]
    assert "[nummer].doc: Dit is een oud Word-document" in dossier
    assert "[nummer].eml#oud.doc: Dit is een oud Word-document" in dossier
