"""observaties.csv: one row per dossier and toetsvraag with the strongest evidence, for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from vtaudit.model import Observation
from vtaudit.report.ordered import in_order

COLUMNS = (
    *("zaaknummer", "verwachting", "toetsvraag", "uitkomst", "zeker", "reden"),
    *("document", "pagina", "begin", "eind", "citaat"),
)


def observations_csv(observations: Iterable[Observation]) -> str:
    """The rows sorted by zaaknummer and toetsvraag, comma separated, LF ends; texts verbatim, never escaped.

    This is a working file for programs: a cell may start with '='. Open it as text, not in a spreadsheet.
    """
    return "".join(observations_csv_parts(observations))


def observations_csv_parts(observations: Iterable[Observation]) -> Iterator[str]:
    """The same line by line, so that it need not fit in memory."""
    yield _line(COLUMNS)
    for one in in_order(observations):
        yield _line(_row(one))


def _row(one: Observation) -> tuple[str, ...]:
    judged = (one.zaaknummer, one.expectation, one.question, one.outcome.value, "ja" if one.sure else "nee", one.reason)
    if not one.evidence:
        return (*judged, "", "", "", "", "")
    best = one.evidence[0]
    return (*judged, best.document, str(best.page), str(best.start), str(best.end), best.quote)


def _line(cells: tuple[str, ...]) -> str:
    # With LF as its line end the csv module leaves a lone CR unquoted, and then no reader takes the file.
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"
