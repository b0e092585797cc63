"""The faults a user can cause, each with a code and one Dutch sentence on what to do now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input.

    `where` names a file, and if known a row, column, line or page. `message` and `remedy` are Dutch sentences for
    the user. None of the fields ever holds text of a dossier or the name of a person.
    """

    code: str
    where: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.remedy}".strip()


class VtauditError(Exception):
    """The job cannot go on; carries every fault that was found, so that the user can mend all of them at once."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
