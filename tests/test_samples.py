"""The sample dossiers end to end: judgements against gold, quotes at their offsets, the reports that are shipped."""

from __future__ import annotations

import csv
import functools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vtaudit.audit import Audit, Choice, Job, audit, prepare
from vtaudit.documents import read_document
from vtaudit.model import Outcome
from vtaudit.privacy import mask
from vtaudit.report import write_outputs
from vtaudit.validation import observed_row, read_gold, validate

ROOT = Path(__file__).parent.parent
SETS = ("D1", "D2", "D3")
TERMS = frozenset({"1.1.1-a", "2.1.1-a", "2.1.1-b", "2.1.2-a"})
MADE_AT = "2026-11-21T12:00:00"
AGREED = 0.95
"""The least agreement on text rows where gold applies, for the sets that were tuned on."""


@functools.cache
def done(name: str) -> tuple[Job, Audit]:
    job = prepare(ROOT / "sample_dossiers" / name, Choice(), today=date(2026, 11, 21))
    return job, audit(job, made_at=MADE_AT, jobs=2)


def compared(name: str):  # type: ignore[no-untyped-def]
    _, result = done(name)
    gold = read_gold(ROOT / "sample_dossiers" / name / "gold.csv")
    return validate(gold, [observed_row(each) for each in result.observations], TERMS)


@pytest.mark.parametrize("name", SETS)
def test_every_term_row_is_right(name: str) -> None:
    wrong = [
        row.gold for row in compared(name).differences if row.gold.question in TERMS and row.kind != "ander citaat"
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["D1", "D2"])
def test_text_rows_agree_where_gold_applies(name: str) -> None:
    rate = compared(name).texts.applicable.rate
    assert rate is not None and rate >= AGREED


@pytest.mark.parametrize("name", SETS)
def test_every_voldoet_has_evidence(name: str) -> None:
    _, result = done(name)
    bare = [o.question for o in result.observations if o.outcome is Outcome.MET and not (o.evidence or o.term)]
    assert bare == []


@pytest.mark.parametrize("name", SETS)
def test_every_quote_is_verbatim_at_its_offsets(name: str) -> None:
    job, result = done(name)
    pages: dict[str, list[str]] = {}
    for observation in result.observations:
        for quote in (*observation.evidence, *observation.against):
            if quote.document not in pages:
                document = read_document(job.setup.folder / quote.document, quote.document)
                pages[quote.document] = [page.text for page in document.pages]
            text = pages[quote.document][quote.page - 1][quote.start : quote.end]
            assert " ".join(text.split()) == quote.quote
            assert quote.quote


@pytest.mark.parametrize("name", SETS)
def test_no_name_or_zaaknummer_stands_in_the_scorecard(name: str, tmp_path: Path) -> None:
    write(name, tmp_path)
    shared = (tmp_path / "scorekaart.html").read_text(encoding="utf-8")
    with (ROOT / "sample_dossiers" / name / "namen.csv").open(encoding="utf-8", newline="") as file:
        known = {row["tekst"] for row in csv.DictReader(file) if row["soort"] == "naam" and len(row["tekst"]) > 5}
    _, result = done(name)
    known.update(observation.zaaknummer for observation in result.observations)
    assert sorted(word for word in known if word in shared) == []


@pytest.mark.parametrize("name", SETS)
def test_the_shipped_report_is_current(name: str, tmp_path: Path) -> None:
    """Renew with `make scorecard`."""
    job, _ = done(name)
    folder = ROOT / "reports" / f"voorbeeld-{name}"
    assert [path.name for path in folder.iterdir()] == [job.audit_id]
    write(name, tmp_path)
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {path.name for path in (folder / job.audit_id).iterdir()} == set(fresh)
    for file, content in fresh.items():
        assert (folder / job.audit_id / file).read_bytes() == content, file


def write(name: str, directory: Path) -> None:
    job, result = done(name)
    # The shipped reports were made from here, by the name that the README uses; another computer may have later
    # libraries, and what they make of the dossiers must still be the same.
    shipped = json.loads((ROOT / "reports" / f"voorbeeld-{name}" / job.audit_id / "herlezen.json").read_text("utf-8"))
    source = replace(job.source, folder=f"sample_dossiers/{name}", libraries=shipped["bibliotheken"])

    def hide(zaaknummer: str, text: str) -> str:
        return mask(text, result.names.get(zaaknummer, frozenset()))

    write_outputs(
        directory,
        result.scorecard,
        result.observations,
        result.signals,
        job.sample_file,
        source.content(),
        mask=hide,
    )
