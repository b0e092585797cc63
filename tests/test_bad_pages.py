"""Pages that show something else than the text in the file; each test is named after its row in the list.

The list is that of `test_bad_inputs.py`: text that nobody sees, and pictures of text.
"""

from __future__ import annotations

import pypdfium2
import pytest
from audit_folder import (
    AGREEMENT,
    ONE,
    PLAN,
    TWO,
    audit_by_rules,
    evidence,
    quote_at,
    run,
    seen,
    without_plan,
    worksheet,
)
from document_files import write_pdf
from reportlab.pdfgen.canvas import Canvas

from vtaudit.documents.ocr import engine

# ---------------------------------------------------------------- 13: text that nobody sees on the page


def draw_plan(path, *, shade=0.0, box=None, below=None):
    """The plan with its agreement in a shade of grey (1 is white), on a box or under one (a shade as well)."""
    canvas = Canvas(str(path))
    for number, line in enumerate(PLAN):
        y = 780 - 16 * number
        if AGREEMENT in line and below is not None:
            canvas.setFillGray(below)
            canvas.rect(70, y - 4, 300, 14, fill=1, stroke=0)
        canvas.setFillGray(shade if AGREEMENT in line else 0)
        canvas.drawString(72, y, line)
        if AGREEMENT in line and box is not None:
            canvas.setFillGray(box)
            canvas.rect(70, y - 4, 300, 14, fill=1, stroke=0)
    canvas.save()
    return path


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        ({"shade": 1.0}, "In deze pdf staat tekst die op de bladzijde niet te zien is."),
        ({"box": 0.0}, "In deze pdf ligt een vlak over tekst, maar de tekst zelf staat er nog onder."),
        ({"box": 1.0}, "In deze pdf ligt een vlak over tekst, maar de tekst zelf staat er nog onder."),
    ],
    ids=["white on white", "black box", "white box"],
)
def test_row_13_text_that_does_not_show_is_marked_and_decides_nothing_alone(folder, drawn, message):
    draw_plan(folder / ONE / "plan.pdf", **drawn)
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 0
    assert f"{ONE}/plan.pdf: {message}" in result.stderr
    hidden = [quote for quote in evidence(directory, "1.3.3-a") if AGREEMENT in quote["citaat"]]
    assert [quote["onzichtbaar"] for quote in hidden] == [True]
    plain = [quote for quote in evidence(directory, "1.3.3-a") if AGREEMENT not in quote["citaat"]]
    assert plain and not any("onzichtbaar" in quote for quote in plain)
    sheet = worksheet(directory)
    assert "plan.pdf, bladzijde 1, niet te zien op de bladzijde" in sheet
    assert message in sheet
    told = run("explain", directory, ONE, "1.3.3-a").stdout
    assert f"{ONE}/plan.pdf, bladzijde 1, niet te zien op de bladzijde: “{AGREEMENT}”" in told


@pytest.mark.parametrize("drawn", [{}, {"shade": 1.0, "below": 0.3}, {"below": 0.9}], ids=str)
def test_row_13_white_on_dark_and_text_on_a_box_are_seen(folder, drawn):
    draw_plan(folder / ONE / "plan.pdf", **drawn)
    result, directory = audit_by_rules(folder)
    assert "plan.pdf" not in result.stderr
    assert not any("onzichtbaar" in quote for quote in evidence(directory, "1.3.3-a"))


def test_row_13_an_agreement_that_only_stands_there_unseen_goes_to_a_person(folder):
    place = without_plan(folder)
    canvas = Canvas(str(place / "plan.pdf"))
    for number, line in enumerate(PLAN[:4]):
        canvas.setFillGray(float(AGREEMENT in line))
        canvas.drawString(72, 780 - 16 * number, line)
    canvas.save()
    write_pdf(folder / TWO / "plan.pdf", [PLAN[:4]])
    _, directory = audit_by_rules(folder)
    rows = [seen(directory, "1.3.3-a", zaaknummer) for zaaknummer in (ONE, TWO)]
    assert [(row["uitkomst"], row["zeker"]) for row in rows] == [("voldoet", "nee"), ("voldoet", "ja")]


# ---------------------------------------------------------------- scans that text recognition reads


def test_row_05_a_scanned_plan_is_found_with_its_certainty_and_what_is_missing_is_not_sure(folder):
    if not engine():
        pytest.skip("no tesseract with Dutch on this machine")
    place = folder / ONE
    pdf = pypdfium2.PdfDocument((place / "plan.pdf").read_bytes())
    pdf[0].render(scale=200 / 72, grayscale=True).to_pil().save(place / "plan.png")
    (place / "plan.pdf").unlink()
    result, directory = audit_by_rules(folder)
    assert result.exit_code == 0
    row = seen(directory, "1.3.3-a")
    assert (row["uitkomst"], row["document"]) == ("voldoet", f"{ONE}/plan.png")
    assert quote_at(folder, row) == row["citaat"]
    assert all(0.8 < quote["tekstherkenning"] <= 1 for quote in evidence(directory, "1.3.3-a"))
    absent = [
        (seen(directory, "1.3.3-d", each)["uitkomst"], seen(directory, "1.3.3-d", each)["zeker"]) for each in (ONE, TWO)
    ]
    assert absent == [("voldoet_niet", "nee"), ("voldoet_niet", "ja")]
    assert f"{ONE}/plan.png: Dit is een scan. De tekst is gelezen met tekstherkenning." in result.stderr
    for told in (worksheet(directory), run("explain", directory, ONE, "1.3.3-a").stdout):
        assert "plan.png, bladzijde 1, gelezen met tekstherkenning, zekerheid 9" in told
