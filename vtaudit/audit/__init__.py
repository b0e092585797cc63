"""The job: a folder with dossiers and a register in, one scorecard with everything behind it out."""

from vtaudit.audit.cases import CaseResult
from vtaudit.audit.choice import Choice, choose, read_plan, read_population, read_sample
from vtaudit.audit.job import DEFAULT_SETS, Job, prepare
from vtaudit.audit.reread import Reread, Source, explained, libraries
from vtaudit.audit.run import Audit, audit, is_harmless

__all__ = [
    "DEFAULT_SETS",
    "Audit",
    "CaseResult",
    "Choice",
    "Job",
    "Reread",
    "Source",
    "audit",
    "choose",
    "explained",
    "is_harmless",
    "libraries",
    "prepare",
    "read_plan",
    "read_population",
    "read_sample",
]
