"""What the pages call not read: a note on a file or cell that was read is no such thing."""

from __future__ import annotations

from collections import Counter

from vtaudit.model import ReadState, Scorecard
from vtaudit.register import NOTE_CODES, REMARK_CODES

_NO_GAP = frozenset({ReadState.READ.value, "niet_gebruikt"})


def files_not_read(scorecard: Scorecard) -> Counter[str]:
    """The number of files by their state, each file once however much is wrong with it.

    A file that belongs to no zaak was not asked for; it is named in the werkblad and is no gap in what was read.
    """
    states = {fault.path: fault.state for fault in scorecard.file_faults if fault.state not in _NO_GAP}
    return Counter(states.values())


def places_not_read(scorecard: Scorecard) -> int:
    """How many places of the register could not be read."""
    return sum(fault.code not in NOTE_CODES | REMARK_CODES for fault in scorecard.register_faults)
