"""The figures and differences as rows of text for a CSV file; names and order of the columns are stable."""

from __future__ import annotations

from collections.abc import Mapping

from vtaudit.validation.agreement import RaterAgreement
from vtaudit.validation.compare import Figures, Validation

TOGETHER = "onderling"
"""In the column `beoordelaar`: not one person beside the tool, but all persons beside each other."""

_FIGURES = (
    "toetsvraag",
    "rijen",
    "gelijk",
    "gelijk_procent",
    "kappa",
    "van_toepassing",
    "van_toepassing_gelijk",
    "van_toepassing_gelijk_procent",
    "van_toepassing_kappa",
    "zonder_waarneming",
    "voldoet_precisie_procent",
    "voldoet_volledigheid_procent",
    "zeker",
    "zeker_gelijk",
    "met_citaat",
    "zelfde_citaat",
    "kappa_laag",
    "kappa_hoog",
    "ac1",
    "van_toepassing_kappa_laag",
    "van_toepassing_kappa_hoog",
    "van_toepassing_ac1",
    "gewogen_rijen",
    "gewogen_kappa",
    "beoordelaar",
    "fleiss_kappa",
    "krippendorff_rijen",
    "krippendorff_alpha",
)
_DIFFERENCES = ("zaaknummer", "toetsvraag", "soort", "gold", "programma", "zeker", "bewijs", "citaat", "beoordelaar")


def figure_rows(
    *validations: Validation, together: Mapping[str, RaterAgreement] | None = None
) -> tuple[tuple[str, ...], ...]:
    """One row per person and part, header first; persons are numbered from 1 in the order of `validations`.

    Shares are percents with one decimal; a figure that is undefined is an empty cell. `together` adds a row per part
    for the persons among each other, in which `rijen` were judged by all and `gelijk` in the same way by all.
    """
    rows = [
        _row(_figures(part) | {"toetsvraag": name, "beoordelaar": str(number)})
        for number, validation in enumerate(validations, start=1)
        for name, part in validation.parts.items()
    ]
    rows += [
        _row(_raters(part) | {"toetsvraag": name, "beoordelaar": TOGETHER}) for name, part in (together or {}).items()
    ]
    return (_FIGURES, *rows)


def difference_rows(*validations: Validation) -> tuple[tuple[str, ...], ...]:
    """The differences as rows of text, header first; quotes are verbatim, so the writer escapes formulas."""
    rows = (
        (
            difference.gold.zaaknummer,
            difference.gold.question,
            difference.kind,
            difference.gold.outcome.value,
            row.outcome.value if row else "",
            ("ja" if row.sure else "nee") if row else "",
            difference.gold.quote,
            row.quote if row else "",
            str(number),
        )
        for number, validation in enumerate(validations, start=1)
        for difference in validation.differences
        for row in (difference.observed,)
    )
    return (_DIFFERENCES, *rows)


def _figures(part: Figures) -> dict[str, str]:
    everything, applicable = part.everything, part.applicable
    low, high = everything.interval or (None, None)
    applicable_low, applicable_high = applicable.interval or (None, None)
    return {
        "rijen": str(everything.rows),
        "gelijk": str(everything.agreed),
        "gelijk_procent": _percent(everything.rate),
        "kappa": _number(everything.kappa),
        "van_toepassing": str(applicable.rows),
        "van_toepassing_gelijk": str(applicable.agreed),
        "van_toepassing_gelijk_procent": _percent(applicable.rate),
        "van_toepassing_kappa": _number(applicable.kappa),
        "zonder_waarneming": str(part.missing),
        "voldoet_precisie_procent": _percent(part.precision),
        "voldoet_volledigheid_procent": _percent(part.recall),
        "zeker": str(part.sure.rows),
        "zeker_gelijk": str(part.sure.agreed),
        "met_citaat": str(part.quoted),
        "zelfde_citaat": str(part.quotes_shared),
        "kappa_laag": _number(low),
        "kappa_hoog": _number(high),
        "ac1": _number(everything.ac1),
        "van_toepassing_kappa_laag": _number(applicable_low),
        "van_toepassing_kappa_hoog": _number(applicable_high),
        "van_toepassing_ac1": _number(applicable.ac1),
        "gewogen_rijen": str(part.doubts.rows),
        "gewogen_kappa": _number(part.doubts.kappa),
    }


def _raters(part: RaterAgreement) -> dict[str, str]:
    return {
        "rijen": str(part.rows),
        "gelijk": str(part.agreed),
        "gelijk_procent": _percent(part.rate),
        "fleiss_kappa": _number(part.fleiss),
        "krippendorff_rijen": str(part.shared),
        "krippendorff_alpha": _number(part.alpha),
    }


def _row(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in _FIGURES)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
