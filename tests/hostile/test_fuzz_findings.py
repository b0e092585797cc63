"""What the fuzzer found (benchmarks/fuzz), kept so that it stays repaired."""

from __future__ import annotations

import hostile_packages as packages
import pytest

from vtaudit.documents.plain import read_csv_file
from vtaudit.documents.word import read_word
from vtaudit.model import ReadState


@pytest.mark.parametrize("data", [b";", b";;\n;", b'""\n'], ids=repr)
def test_a_table_of_empty_cells_is_empty(data):
    document = read_csv_file(data, "Z1/monitoring.csv", "")
    assert (document.state, [fault.code for fault in document.faults]) == (ReadState.UNREADABLE, ["leeg"])


def test_a_header_that_points_nowhere_makes_a_document_damaged():
    entries = packages.word()
    body = entries["word/document.xml"]
    assert b"<w:sectPr" in body
    nowhere = body.replace(b"<w:pgSz", b'<w:headerReference w:type="default"/><w:pgSz', 1)
    document = read_word(packages.packed({**entries, "word/document.xml": nowhere}), "Z1/a.docx", "")
    assert (document.state, [fault.code for fault in document.faults]) == (ReadState.UNREADABLE, ["beschadigd"])
