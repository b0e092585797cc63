"""How often the tool and people who labelled the same dossiers agree: the sum behind `vtaudit validate`."""

from vtaudit.validation.agreement import Agreement, RaterAgreement, Weighted
from vtaudit.validation.compare import (
    Difference,
    Figures,
    GoldRow,
    ObservedRow,
    Validation,
    observed_row,
    quotes_overlap,
    raters_agree,
    validate,
)
from vtaudit.validation.reading import read_gold, read_observations
from vtaudit.validation.tables import difference_rows, figure_rows

__all__ = [
    "Agreement",
    "Difference",
    "Figures",
    "GoldRow",
    "ObservedRow",
    "RaterAgreement",
    "Validation",
    "Weighted",
    "difference_rows",
    "figure_rows",
    "observed_row",
    "quotes_overlap",
    "raters_agree",
    "read_gold",
    "read_observations",
    "validate",
]
