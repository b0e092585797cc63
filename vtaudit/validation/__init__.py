"""How often the tool and a person who labelled the same dossiers agree: the sum behind `vtaudit validate`."""

from vtaudit.validation.compare import (
    Agreement,
    Difference,
    Figures,
    GoldRow,
    ObservedRow,
    Validation,
    difference_rows,
    figure_rows,
    observed_row,
    quotes_overlap,
    validate,
)
from vtaudit.validation.reading import read_gold, read_observations

__all__ = [
    "Agreement",
    "Difference",
    "Figures",
    "GoldRow",
    "ObservedRow",
    "Validation",
    "difference_rows",
    "figure_rows",
    "observed_row",
    "quotes_overlap",
    "read_gold",
    "read_observations",
    "validate",
]
