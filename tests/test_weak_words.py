"""Words that text recognition was unsure of, or that nobody sees, never make an outcome certain by themselves."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from audit_folder import AGREEMENT, ONE, PLAN
from document_files import write_pdf
from observation_factories import make_observations

from vtaudit.audit.cases import Tools, load_tools
from vtaudit.audit.grounds import Grounds
from vtaudit.case import build_case
from vtaudit.catalogue.criteria import load_sets
from vtaudit.dossiers import CaseFiles, read_dossier
from vtaudit.model import Evidence, Observation, Outcome, Page, RegisterRow, Span
from vtaudit.report.json_files import observations_json, read_observations_json
from vtaudit.report.wording_dossier import read_text

DAY = date(2017, 12, 1)
TEXTS = {"vervolg": "onderzoek", "uitkomst": "bevestigd", "melder": "huisarts", "melder_bekend": "ja"}
DAYS = {
    "datum_melding": date(2017, 3, 6),
    "datum_triagebesluit": date(2017, 3, 10),
    "datum_start_onderzoek": date(2017, 3, 10),
    "datum_afronding_onderzoek": date(2017, 5, 15),
}


@functools.cache
def tools() -> Tools:
    sets = load_sets(("stap2-2016",))
    grounds = Grounds.beside(sets[0].directory).with_rules_alone()
    return load_tools(tuple(each.directory for each in sets), grounds, "rules")


def judge(folder: Path, pages: dict[str, dict[str, object]], *, second: bool = False) -> dict[str, Observation]:
    """The plan (and a clear copy of its agreement) with marks on its page: per file the fields of the page to set."""
    write_pdf(folder / "plan.pdf", [PLAN[:4]])
    if second:
        write_pdf(folder / "verslag.pdf", [("VEILIGHEIDSPLAN", "Datum: 4 april 2017", f"1. {AGREEMENT}")])
    names = ("plan.pdf", "verslag.pdf") if second else ("plan.pdf",)
    dossier = read_dossier(folder, CaseFiles(ONE, names), RegisterRow(ONE, 2, TEXTS, DAYS), tools().cues)
    documents = tuple(
        replace(each, pages=tuple(marked(page, **pages.get(each.path, {})) for page in each.pages))
        for each in dossier.documents
    )
    case = build_case(replace(dossier, documents=documents), tools().reader, DAY)
    return {one.question: one for one in tools().judge(DAY).observe(case)}


def marked(page: Page, *, word: str = "", field: str = "doubtful", ocr: float | None = None) -> Page:
    start = page.text.index(word)
    spans = {field: (Span(page.number, start, start + len(word)),)} if word else {}
    return replace(page, ocr=ocr, **spans)


def test_clear_words_are_certain(tmp_path: Path) -> None:
    found = judge(tmp_path, {})
    assert (found["1.3.3-a"].outcome, found["1.3.3-a"].sure) == (Outcome.MET, True)
    assert (found["1.3.3-d"].outcome, found["1.3.3-d"].sure) == (Outcome.NOT_MET, True)


@pytest.mark.parametrize("field", ["doubtful", "unseen"])
def test_the_only_proof_with_a_weak_word_goes_to_a_person(tmp_path: Path, field: str) -> None:
    found = judge(tmp_path, {"plan.pdf": {"word": "slaapt", "field": field, "ocr": 0.87}})["1.3.3-a"]
    assert (found.outcome, found.sure) == (Outcome.MET, False)
    assert [(quote.doubtful, quote.unseen) for quote in found.evidence[:1]] == [
        (field == "doubtful", field == "unseen")
    ]


def test_a_weak_word_elsewhere_on_the_page_takes_nothing_away_and_absence_is_not_sure(tmp_path: Path) -> None:
    found = judge(tmp_path, {"plan.pdf": {"word": "Besproken", "ocr": 0.87}})
    assert (found["1.3.3-a"].outcome, found["1.3.3-a"].sure) == (Outcome.MET, True)
    assert [quote.ocr for quote in found["1.3.3-a"].evidence] == [0.87]
    assert (found["1.3.3-d"].outcome, found["1.3.3-d"].sure) == (Outcome.NOT_MET, False)
    terms = {"1.1.1-a", "2.1.1-a", "2.1.2-a"}
    assert {found[question].sure for question in terms} == {True}


def test_a_clear_passage_decides_and_stands_before_the_weak_one(tmp_path: Path) -> None:
    found = judge(tmp_path, {"plan.pdf": {"word": "slaapt", "ocr": 0.87}}, second=True)["1.3.3-a"]
    assert (found.outcome, found.sure) == (Outcome.MET, True)
    assert [quote.document for quote in found.evidence] == ["verslag.pdf", "plan.pdf"]
    assert [quote.is_weak for quote in found.evidence] == [False, True]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (Evidence("a.pdf", 1, 0, 5, "tekst"), ""),
        (Evidence("a.pdf", 1, 0, 5, "tekst", 0.874), ", gelezen met tekstherkenning, zekerheid 87 %"),
        (
            Evidence("a.pdf", 1, 0, 5, "tekst", 0.6, doubtful=True),
            ", gelezen met tekstherkenning, zekerheid 60 %, met een woord dat niet zeker is",
        ),
        (Evidence("a.pdf", 1, 0, 5, "tekst", unseen=True), ", niet te zien op de bladzijde"),
    ],
    ids=["plain", "scan", "unsure", "unseen"],
)
def test_how_a_quote_was_read_is_told_and_kept(quote: Evidence, told: str) -> None:
    assert read_text(quote) == told
    observation = replace(make_observations()[0], evidence=(quote,))
    assert read_observations_json(observations_json([observation])) == (observation,)
