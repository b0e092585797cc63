"""Which kind of case a row of the register is: what can be asked of it, and so which documents are needed."""

from __future__ import annotations

from vtaudit.model import RegisterRow

ONLY_TRIAGE, TRAJECT, RESEARCH = "alleen triage", "vervolgtraject", "onderzoek"
_MONITORED = " met monitoring"
KINDS = (ONLY_TRIAGE, TRAJECT, TRAJECT + _MONITORED, RESEARCH, RESEARCH + _MONITORED)
"""All kinds, from the one with the fewest documents to the one with the most."""

_ESTABLISHED = {"bevestigd", "niet_bevestigd"}
_STARTED = "datum_inzet_vervolgtraject"


def kind_of(row: RegisterRow) -> str | None:
    """One of KINDS; None when the register does not tell the vervolg."""
    vervolg = row.texts.get("vervolg")
    if vervolg is None:
        return None
    if vervolg not in (TRAJECT, RESEARCH):
        return ONLY_TRIAGE
    return vervolg + _MONITORED if is_monitoring_due(row) else vervolg


def is_monitoring_due(row: RegisterRow) -> bool:
    """Whether monitoring belongs to an onderzoek or vervolgtraject, or may do so as far as the register tells.

    It does after an uitkomst that is bevestigd or niet_bevestigd, once a vervolgtraject has started, and when a case
    was handed over and closed; never after the uitkomst geen.
    """
    if row.texts.get("uitkomst") == "geen":
        return False
    known = {*row.texts, *row.dates, *row.unreadable}
    handed_over = row.texts.get("vervolg") == TRAJECT and {"overdracht_aan", "datum_afsluiting"} <= known
    return row.texts.get("uitkomst") in _ESTABLISHED or "uitkomst" in row.unreadable or _STARTED in known or handed_over
