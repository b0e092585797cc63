"""Gold and observations from short marks: one letter per case."""

from __future__ import annotations

from vtaudit.model import Outcome
from vtaudit.statistics import cohen_estimate, cohen_kappa, gwet_ac1
from vtaudit.validation import (
    GoldRow,
    ObservedRow,
)

OUTCOMES = {"V": Outcome.MET, "N": Outcome.NOT_MET, "-": Outcome.NOT_APPLICABLE, "?": Outcome.UNDECIDED}
TERMS = frozenset({"2.1.1-a"})
AGREEMENT = "Vader slaapt tot de zitting bij zijn broer en komt niet in de woning."


def gold(question: str, marks: str, quote: str = "") -> list[GoldRow]:
    return [
        GoldRow(f"Z{number}", question, OUTCOMES[mark], quote if mark == "V" else "")
        for number, mark in enumerate(marks)
    ]


def observed(question: str, marks: str, quote: str = "", unsure: str = "") -> list[ObservedRow]:
    """A space in `marks` leaves the row out; `unsure` holds the numbers of the rows the tool was not sure of."""
    return [
        ObservedRow(f"Z{number}", question, OUTCOMES[mark], str(number) not in unsure, quote if mark == "V" else "")
        for number, mark in enumerate(marks)
        if mark != " "
    ]


def coefficients(pairs, classes: int = 4) -> tuple:
    """Kappa, its interval and AC1, as they stand in an Agreement."""
    pairs = list(pairs)
    estimate = cohen_estimate(pairs)
    return cohen_kappa(pairs), (estimate.low, estimate.high) if estimate else None, gwet_ac1(pairs, classes)


KRIPPENDORFF = ("*****34121133*3", "1*213343*******", "**21344*21133*4")
CLASSES = dict(zip("1234", "VN-?", strict=True))


def rater(question: str, marks: str) -> list[GoldRow]:
    return [
        GoldRow(f"Z{number}", question, OUTCOMES[CLASSES[mark]]) for number, mark in enumerate(marks) if mark != "*"
    ]


TABLES = {
    "KA-01": ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842, (0.2137, 0.7547), None),
    "KA-03": ([[20, 20], [10, 50]], 0.3478, None, None),
    "KA-05": ([[20, 5], [10, 15]], 0.40, None, None),
    "KA-06-a": ([[45, 15], [25, 15]], 0.1304, None, None),
    "KA-06-b": ([[25, 35], [5, 35]], 0.2593, None, None),
    "KA-07-a": ([[40, 9], [6, 45]], 0.6995, None, 0.8201),
    "KA-07-b": ([[80, 10], [5, 5]], 0.3182, None, 0.8382),
}


def marks_of(table: list[list[int]], order: str) -> tuple[str, str]:
    """What the person and what the tool said, case by case."""
    pairs = [
        (order[row], order[column])
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    person, tool = zip(*pairs, strict=True)
    return "".join(person), "".join(tool)
