"""A piece that was written weeks after closing tells of monitoring, whatever its heading looks like."""

from __future__ import annotations

from datetime import timedelta

import pytest
from test_language_odd_input import DAY, READER, dossier

NOTES = "17 oktober, gebeld\nSchool: het gaat goed.\nMoeder: hij telt nu tot tien.\nInschatting: iedereen veilig.\n"


@pytest.mark.parametrize("kind", ["contactjournaal", "triage", "overig"])
@pytest.mark.parametrize(("weeks", "expected"), [(6, "monitoring"), (1, "")])
def test_notes_of_two_weeks_after_closing_or_later_are_monitoring(kind: str, weeks: int, expected: str) -> None:
    closed = DAY - timedelta(weeks=weeks)
    reading = READER.read(dossier(**{kind: NOTES}), {"datum_afsluiting": closed})
    assert {passage.kind for passage in reading.passages} == {expected or kind}
