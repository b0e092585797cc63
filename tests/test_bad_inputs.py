"""Bad documents on real files, from the folder to what a person reads; each test is named after its row in the list.

The list holds what goes wrong with files and data in practice. Rows that are proved elsewhere are not repeated here.
"""

from __future__ import annotations

import shutil
import subprocess

import pypdfium2
import pytest
from audit_folder import (
    AGREEMENT,
    COLUMNS,
    ONE,
    PLAN,
    RESEARCH,
    TWO,
    card_of,
    evidence,
    outcomes,
    quote_at,
    run,
    run_in,
    seen,
    without_plan,
    write_register,
    write_rules,
)
from document_files import W, repack, write_docx, write_pdf, write_scan
from html_page import read_page
from reportlab.pdfgen.canvas import Canvas

from vtaudit.documents import read_document

HEAD = PLAN[:3]
SPLIT = ("1. Vader slaapt tot de", "zitting bij zijn broer.")


def draw(path, *lines, turn=0, shown=0):
    """A page of text drawn at an angle and shown at another, both in degrees; 0 and 0 is an ordinary page.

    `lines` are texts, from the top down, or places with their text.
    """
    canvas = Canvas(str(path), pagesize=(595, 842))
    moves = {0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}
    canvas.translate(*moves[turn])
    canvas.rotate(turn)
    for number, line in enumerate(lines):
        x, y, text = line if isinstance(line, tuple) else (60, 500 - 16 * number, line)
        canvas.drawString(x, y, text)
    canvas.save()
    if shown:
        pdf = pypdfium2.PdfDocument(path.read_bytes())
        pdf[0].set_rotation(shown)
        pdf.save(path)
    return path


# ---------------------------------------------------------------- 5 and 11: scans, and words as a page breaks them


def test_row_05_a_scanned_page_among_text_is_named_and_absence_proves_nothing(folder):
    write_scan(folder / ONE / "brieven.pdf", [["Geachte ouders,"]])
    result, directory = run_in(folder)
    assert result.exit_code == 1
    assert f"- {ONE}/brieven.pdf: Dit is een scan zonder tekst. Het gaat om bladzijde 2. " in result.stderr
    assert card_of(directory)["file_states"] == {"deels_gelezen": 1}
    touched, whole = outcomes(directory, ONE), outcomes(directory, TWO)
    assert (touched["1.3.3-a"], touched["1.3.3-d"]) == ("voldoet", "niet_te_beoordelen")
    assert (whole["1.3.3-a"], whole["1.3.3-d"]) == ("voldoet", "voldoet_niet")


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("pdf", ("1. Va-", "der slaapt bui-", "tenshuis.")),
        ("txt", ("1. Va-", "der slaapt bui\u2010", "tenshuis.")),
        ("txt", ("1. Va\u00ad", "der slaapt elders.")),
        ("docx", ("1. Va\u00adder sla\u00adapt elders.",)),
        ("txt", ("1.\u00a0Vader\u202fslaapt\u00a0tot\u2009de zitting bij zijn\u00a0broer.",)),
        ("txt", ("1. Vader bl\u0133ft weg.",)),
        ("docx", ("1. Vader \ufb01etst mee.",)),
    ],
    ids=["pdf-hyphen", "hyphens", "soft-hyphen", "word-soft-hyphen", "no-break-space", "ligature", "word-ligature"],
)
def test_row_11_a_word_is_found_however_the_page_breaks_it_and_the_quote_is_as_it_stands(folder, kind, lines):
    path = without_plan(folder) / f"veiligheidsplan.{kind}"
    if kind == "txt":
        path.write_text("\n".join((*HEAD, *lines)), encoding="utf-8")
    elif kind == "docx":
        write_docx(path, *HEAD, *lines)
    else:
        write_pdf(path, [(*HEAD, *lines)])
    _, directory = run_in(folder, "--criteria", write_rules(folder.parent / "eigen", "1.3.3"))
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"]) == ("voldoet", f"{ONE}/{path.name}")
    there = quote_at(folder, row)
    assert " ".join(there.split()) == row["citaat"]
    assert there == run("text", path, "--page", 1).stdout_bytes.decode().partition("1.")[2].strip()


# ---------------------------------------------------------------- 12: columns, turned pages, headers and footers


def test_row_12_two_columns_are_read_one_after_the_other(folder):
    # Word, browsers and print drivers write a page column by column, whatever lies beside it.
    left = [(60, 700 - 16 * number, text) for number, text in enumerate((*HEAD, SPLIT[0]))]
    right = [(320, 700 - 16 * number, text) for number, text in enumerate((SPLIT[1], "2. Oma", "belt op", "vrijdag."))]
    path = draw(without_plan(folder) / "plan.pdf", (60, 740, "Gezin in beeld"), *left, *right)
    text = read_document(path, "plan.pdf").pages[0].text
    assert text.split("\r\n") == ["Gezin in beeld", *HEAD, *SPLIT, "2. Oma", "belt op", "vrijdag."]
    _, directory = run_in(folder)
    assert AGREEMENT in seen(directory, "1.3.3-a")["citaat"]


def test_row_12_columns_and_page_edges_of_a_print_from_the_browser(tmp_path):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    column = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    words = column.split()
    layouts = ("column-count: 2", "display: flex; gap: 2em", "display: grid; grid-template-columns: 1fr 1fr; gap: 2em")
    body = "".join(f'<div style="{layout}"><p>{column}</p><p>{column.upper()}</p></div>' for layout in layouts)
    body += f"<table><tr><td>{column}<td>{column.upper()}</table>"
    pages = "".join(f'<h1 style="break-before: page">Blad {word}</h1>' for word in ("alfa", "beta"))
    (tmp_path / "zaak.html").write_text(f"<title>Zaak VT17</title>{body}{pages}", encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    target = tmp_path / "zaak.pdf"
    subprocess.run(
        [*command, f"--print-to-pdf={target}", str(tmp_path / "zaak.html")], check=True, capture_output=True, timeout=60
    )
    first, *rest = read_document(target, "zaak.pdf").pages
    read = [word for word in first.text.split() if word.casefold() in words]
    assert read == [*words, *(word.upper() for word in words)] * 4
    assert [len(first.furniture), *(len(page.furniture) for page in rest)] == [0, 2, 2]
    left = [[page.text[: page.furniture[0].start].strip()] for page in rest]
    assert left == [["Blad alfa"], ["Blad beta"]]


@pytest.mark.parametrize("turn", [0, 90, 180, 270], ids="drawn-{}".format)
@pytest.mark.parametrize("shown", [0, 90, 180, 270], ids="shown-{}".format)
def test_row_12_a_turned_page_is_read_from_its_first_line_to_its_last(tmp_path, turn, shown):
    path = draw(tmp_path / "a.pdf", *HEAD, *SPLIT, "Moeder belt de veiligheids-", "coach.", turn=turn, shown=shown)
    page = read_document(path, "a.pdf").pages[0]
    mark = "\x02" if turn in (0, 180) else "\ufffe"
    assert page.text.split("\r\n") == [*HEAD, *SPLIT, f"Moeder belt de veiligheids{mark}coach."]


@pytest.mark.parametrize(("turn", "shown"), [(90, 90), (0, 90), (270, 0)], ids=["landscape", "on-its-side", "drawn"])
def test_row_12_what_stands_on_a_turned_page_is_found_and_quoted(folder, turn, shown):
    draw(without_plan(folder) / "plan.pdf", *HEAD, *SPLIT, turn=turn, shown=shown)
    _, directory = run_in(folder)
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"]) == ("voldoet", f"{ONE}/plan.pdf")
    assert AGREEMENT in " ".join(quote_at(folder, row).split())


def test_row_12_text_outside_the_edges_of_a_page_stays_out(tmp_path):
    page = read_document(draw(tmp_path / "a.pdf", *SPLIT, (60, 2000, "Niet te zien.")), "a.pdf").pages[0]
    assert page.text.split("\r\n") == list(SPLIT)


def test_row_12_what_repeats_at_the_top_of_every_page_is_one_piece_of_evidence(folder):
    header = f"Afspraak: {AGREEMENT}"
    body = ("Moeder vertelt over school.", "Zij belt later.", "Dan gaat zij werken.", "Zij fietst daarheen.")
    path = without_plan(folder) / "plan.pdf"
    write_pdf(path, [(header, "VEILIGHEIDSPLAN", *body), (header, *body), (header, *reversed(body))])
    _, directory = run_in(folder)
    assert [quote["pagina"] for quote in evidence(directory, "1.3.3-a") if AGREEMENT in quote["citaat"]] == [1]


@pytest.mark.parametrize("number", ["pagina {} van 3", "{}/3", "https://systeem.voorbeeld/zaak {}/3"])
def test_row_12_footers_that_count_pages_repeat_too(tmp_path, number):
    pages = [
        (f"Dit is blad {word}.", f"Hier staat {word}.", "Zaak VT17", number.format(place))
        for place, word in enumerate(("alfa", "beta", "gamma"), start=1)
    ]
    document = read_document(write_pdf(tmp_path / "a.pdf", pages), "a.pdf")
    kept = []
    for page in document.pages:
        text = page.text
        for span in reversed(page.furniture):
            text = text[: span.start] + text[span.end :]
        kept.append(text.count("Zaak VT17"))
    assert kept == [1, 0, 0]


def test_row_12_entries_of_a_day_and_a_month_are_no_footer(tmp_path):
    pages = [("Journaal", "Moeder gebeld.", "1/2 geen gehoor"), ("Vervolg", "School gebeld.", "2/2 geen gehoor")]
    document = read_document(write_pdf(tmp_path / "a.pdf", pages), "a.pdf")
    assert [page.furniture for page in document.pages] == [(), ()]


# ---------------------------------------------------------------- 19, 21, 22, 23: what a file is and whose it is


@pytest.mark.parametrize(
    ("tag", "text", "outcome"),
    [
        ("del", "delText", "voldoet_niet"),
        ("moveFrom", "t", "voldoet_niet"),
        ("ins", "t", "voldoet"),
        ("moveTo", "t", "voldoet"),
    ],
)
def test_row_19_a_deleted_agreement_is_no_evidence_and_an_inserted_one_is(folder, tag, text, outcome):
    place = without_plan(folder)
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in HEAD)
    tracked = (
        f'<w:p><w:{tag} w:id="1" w:author="x"><w:r><w:{text}>{SPLIT[0]} {SPLIT[1]}</w:{text}></w:r></w:{tag}></w:p>'
    )
    body = f"<w:document {W}><w:body>{lines}{tracked}</w:body></w:document>"
    repack(write_docx(place / "plan.docx", "x"), {"word/document.xml": body.encode()})
    _, directory = run_in(folder)
    row = seen(directory, "1.3.3-a")
    assert row["uitkomst"] == outcome
    assert (row["document"], AGREEMENT in row["citaat"]) == (
        (f"{ONE}/plan.docx", True) if outcome == "voldoet" else ("", False)
    )


def test_row_21_every_file_of_another_kind_is_named(folder):
    names = [f"stuk.{kind}" for kind in ("doc", "docm", "eml", "jpg", "msg", "odt", "rtf", "xlsx", "zip")]
    for name in (*names, "zonder soort"):
        (folder / ONE / name).write_bytes(f"inhoud van {name}".encode())
    result, directory = run_in(folder)
    assert result.exit_code == 1
    for name in (*names, "zonder soort"):
        assert f"- {ONE}/{name}: " in result.stderr
    assert card_of(directory)["file_states"] == {"niet_ondersteund": 4, "onleesbaar": 6}
    assert outcomes(directory, ONE)["1.3.3-d"] == "niet_te_beoordelen"


def test_row_22_a_copy_is_told_beside_the_dossier_and_is_not_called_unread(folder):
    shutil.copy(folder / ONE / "plan.pdf", folder / ONE / "zz kopie.pdf")
    write_pdf(folder / TWO / "slot.pdf", [["Open voor ieder"]], password="")
    _, directory = run_in(folder)
    shared = read_page((directory / "scorekaart.html").read_text(encoding="utf-8")).text
    assert "bestanden niet (helemaal) gelezen 0" in shared
    assert "Niet of niet helemaal gelezen" not in shared
    assert card_of(directory)["file_states"] == {}
    sheet = read_page((directory / "werkblad.html").read_text(encoding="utf-8")).text
    assert "Let op: zz kopie.pdf: Dit stuk staat er twee keer in" in sheet
    assert "Let op: slot.pdf: Deze pdf is beveiligd, maar zonder wachtwoord te lezen." in sheet
    assert "Niet of niet helemaal gelezen" not in sheet


def test_row_05_a_file_with_two_troubles_is_one_file(folder):
    path = write_scan(folder / ONE / "brieven.pdf", [["Geachte ouders,"]])
    path.write_bytes(path.read_bytes()[: path.read_bytes().rindex(b"startxref")])
    result, directory = run_in(folder)
    assert sum(line.startswith(f"- {ONE}/brieven.pdf") for line in result.stderr.splitlines()) == 2
    assert card_of(directory)["file_states"] == {"deels_gelezen": 1}
    shared = read_page((directory / "scorekaart.html").read_text(encoding="utf-8")).text
    assert "bestand niet (helemaal) gelezen 1" in shared


@pytest.mark.parametrize("kind", ["pdf header", "docx table", "print in the root"])
def test_row_23_a_document_of_another_zaak_is_flagged_wherever_its_number_stands(folder, kind):
    if kind == "pdf header":
        name = f"{ONE}/brief.pdf"
        write_pdf(folder / name, [[f"Ons kenmerk: {TWO.lower()}", "Geachte ouders,"]])
    elif kind == "docx table":
        name = f"{ONE}/verslag.docx"
        write_docx(folder / name, "Verslag", [["Zaaknummer", TWO], ["Datum", "4 mei 2017"]])
    else:
        name = f"{ONE}.pdf"
        write_pdf(folder / name, [[f"Dossierprint zaak {TWO}", "Melding"]])
    result, directory = run_in(folder)
    (line,) = (line for line in result.stderr.splitlines() if "het nummer van een andere zaak" in line)
    assert line.startswith(f"- {name}: ")
    assert TWO in line
    assert "In dit stuk staat het nummer van een andere zaak" in (directory / "werkblad.html").read_text(
        encoding="utf-8"
    )
    assert card_of(directory)["fault_counts"] == {"andere_zaak": 1}


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Zaaknummer: VT16-0999\nVerslag van school.", True),
        ("| Dossiernr. | vt16-0999 |\nVerslag van school.", True),
        (f"Zaaknummer: VT16-0999\nZie ook {ONE}.", True),
        (f"Zaaknummer: {ONE}\nEerdere zaaknummers: VT16-0999", False),
        ("Zie de eerdere zaak VT16-0999.", False),
        ("Zaaknummer: VT16-0001\nVerslag van school.", False),
    ],
    ids=["label", "table", "own number elsewhere", "own label", "no label", "hoofdnummer"],
)
def test_row_23_a_number_under_a_label_need_not_stand_in_the_register(folder, text, flagged):
    write_register(folder, [{"zaaknummer": ONE, "hoofdnummer": "VT16-0001"}, {"zaaknummer": TWO}])
    (folder / ONE / "stuk.txt").write_text(text, encoding="utf-8")
    lines = [line for line in run_in(folder)[0].stderr.splitlines() if "een andere zaak" in line]
    assert [line.partition(":")[0] for line in lines] == [f"- {ONE}/stuk.txt"] * flagged


# ---------------------------------------------------------------- signs that no reader may see


def test_hyphens_that_pdfium_marks_are_no_control_characters_on_a_page_and_split_no_name(folder, tmp_path):
    place = without_plan(folder)
    write_pdf(place / "plan.pdf", [(*HEAD, "1. Ruud Broek-", "hof slaapt tot de zitting bij zijn fa-", "milie.")])
    _, directory = run_in(folder, "--criteria", write_rules(tmp_path / "eigen", "1.3.3"))
    row = seen(directory, "1.3.3-a")
    assert "Broek\x02hof slaapt tot de zitting bij zijn fa\x02milie." in row["citaat"]
    assert any("fa\x02milie" in quote["citaat"] for quote in evidence(directory, "1.3.3-a"))
    sheet = (directory / "werkblad.html").read_text(encoding="utf-8")
    assert "slaapt tot de zitting bij zijn familie." in sheet
    assert "Broek" not in sheet
    for name in ("werkblad.html", "scorekaart.html"):
        page = (directory / name).read_text(encoding="utf-8")
        assert {
            sign for sign in page if (sign < " " and sign != "\n") or "\x7f" <= sign < "\xa0" or sign >= "\ufffe"
        } == set()


def test_control_characters_in_the_register_reach_no_page(folder):
    write_register(
        folder, [{**RESEARCH, "zaaknummer": each, "team": "Team\x07 A\x02B"} for each in (ONE, TWO)], COLUMNS
    )
    _, directory = run_in(folder)
    page = (directory / "scorekaart.html").read_text(encoding="utf-8")
    assert "Team A-B" in page
    assert not {"\x02", "\x07"} & set(page)
