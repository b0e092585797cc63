"""Shares with intervals, sample sizes, differences and agreement; every figure is tested against a published one."""

from vtaudit.statistics.agreement import (
    KAPPA_MINIMUM,
    KappaEstimate,
    cohen_estimate,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_interval,
    krippendorff_nominal,
    percent_agreement,
    weighted_kappa,
)
from vtaudit.statistics.differences import (
    Difference,
    fisher,
    holm,
    mcnemar,
    mover,
    newcombe,
    size_for_difference,
)
from vtaudit.statistics.domain import DomainStratum, domain_interval
from vtaudit.statistics.intervals import clopper_pearson, exact_interval, wilson
from vtaudit.statistics.lots import LotRisks, lot_risks, lot_rule
from vtaudit.statistics.planning import (
    Method,
    Plan,
    Reach,
    sample_size,
    upper_limit,
    what_it_proves,
)
from vtaudit.statistics.precision import more_needed, size_for_width, survey_size
from vtaudit.statistics.stratified import StratifiedEstimate, Stratum, stratified_interval

__all__ = [
    "KAPPA_MINIMUM",
    "Difference",
    "DomainStratum",
    "KappaEstimate",
    "LotRisks",
    "Method",
    "Plan",
    "Reach",
    "StratifiedEstimate",
    "Stratum",
    "clopper_pearson",
    "cohen_estimate",
    "cohen_kappa",
    "domain_interval",
    "exact_interval",
    "fisher",
    "fleiss_kappa",
    "gwet_ac1",
    "holm",
    "krippendorff_interval",
    "krippendorff_nominal",
    "lot_risks",
    "lot_rule",
    "mcnemar",
    "more_needed",
    "mover",
    "newcombe",
    "percent_agreement",
    "sample_size",
    "size_for_difference",
    "size_for_width",
    "stratified_interval",
    "survey_size",
    "upper_limit",
    "weighted_kappa",
    "what_it_proves",
    "wilson",
]
