"""One function per check kind and per condition kind: a case in, a finding out, nothing else looked at."""

from vtaudit.checks.conditions import Applies, applies
from vtaudit.checks.result import Result
from vtaudit.checks.run import run_check

__all__ = ["Applies", "Result", "applies", "run_check"]
