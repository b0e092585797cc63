"""What a check hands to assess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vtaudit.language.scope import Status
from vtaudit.language.statements import Statement
from vtaudit.model import Evidence, Outcome, TermDetail


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of one check with its reason code, certainty and evidence, strongest first.

    `counted` is what the check counted on its way, by name: it tells how close the call was.
    """

    outcome: Outcome
    code: str
    sure: bool = True
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    term: TermDetail | None = None
    counted: Mapping[str, float] = field(default_factory=dict)


CODES = {
    Status.EMPTY: "empty_form",
    Status.OTHER_FAMILY: "earlier_case",
    Status.EARLIER: "earlier_case",
    Status.WITHDRAWN: "withdrawn",
    Status.ASKED: "asked",
    Status.CONDITIONAL: "conditional",
    Status.NEGATED: "negated",
    Status.ATTEMPTED: "only_attempted",
    Status.INTENDED: "only_intended",
    Status.CLAIMED: "claimed_by_other",
    Status.DONE: "nothing_found",
}
_TELLING = (
    Status.INTENDED,
    Status.ATTEMPTED,
    Status.NEGATED,
    Status.ASKED,
    Status.CONDITIONAL,
    Status.CLAIMED,
    Status.WITHDRAWN,
    Status.EMPTY,
    Status.OTHER_FAMILY,
    Status.EARLIER,
)


_RECORDED = ("uitkomst_onderzoek", "veiligheidsafspraak", "toezicht", "terugval")
_RECORDS = ("veiligheidsplan", "mdo", "onderzoeksrapportage", "afsluitbrief", "monitoring")


def reason_for(statements: Iterable[Statement]) -> str:
    """The code that best explains why nothing counted: a passage of this case before one of an earlier case."""
    seen = {statement.status for statement in statements}
    return next((CODES[status] for status in _TELLING if status in seen), "nothing_found")


def strongest(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements with the best proof first: sure, heavy, in a piece that records rather than tells of it."""
    return tuple(sorted(statements, key=lambda s: (not s.sure, -s.weight, _is_retold(s), s.passage)))


def _is_retold(statement: Statement) -> bool:
    """A note or message on what another piece was made to record."""
    return statement.frame in _RECORDED and statement.kind not in _RECORDS


def quotes(statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    """Their evidence, without doubles."""
    return tuple(dict.fromkeys(statement.evidence for statement in statements))
