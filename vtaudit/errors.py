"""The faults a user can cause, each with a code and one Dutch sentence on what to do now."""

from __future__ import annotations

import errno
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

    def __reduce__(self) -> tuple[type[VtauditError], tuple[tuple[Fault, ...]]]:
        # Between processes an exception is made anew from its arguments: the faults, not their text.
        return VtauditError, (self.faults,)


_CAUSES = {
    "geen toegang": (errno.EACCES, errno.EPERM, errno.EROFS),
    "er is geen ruimte meer": (errno.ENOSPC, errno.EDQUOT),
    "niet gevonden": (errno.ENOENT,),
    "staat ergens anders open": (errno.EBUSY, errno.ETXTBSY),
    "het netwerk is weg": (
        *(errno.ENETDOWN, errno.ENETUNREACH, errno.ENETRESET, errno.EHOSTDOWN, errno.EHOSTUNREACH),
        *(errno.ETIMEDOUT, errno.ESTALE, errno.ECONNRESET, errno.ENOTCONN),
    ),
}
_ON_WINDOWS = {
    "staat ergens anders open": (32, 33),
    "er is geen ruimte meer": (39, 112),
    "het netwerk is weg": (51, 53, 55, 59, 64, 67, 121),
}


def cause(error: OSError) -> str:
    """Why the system refused, as a few Dutch words without a capital; the text of the system itself is English.

    Windows gives several causes one errno, so its own number decides first (System Error Codes, winerror.h).
    """
    number = getattr(error, "winerror", None)
    for words, numbers in _ON_WINDOWS.items():
        if number in numbers:
            return words
    for words, numbers in _CAUSES.items():
        if error.errno in numbers:
            return words
    return f"het systeem gaf fout {errno.errorcode.get(error.errno or 0, 'zonder nummer')}"
