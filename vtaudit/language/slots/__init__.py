"""Slots of a frame: tests on people, moments and structure that words alone cannot express."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.slots import agreements, monitoring, people, plans

Slot = Callable[[Sequence[Passage], Passage, Hit, People], bool]

_TESTS: Mapping[str, Slot] = {
    "persoon": people.person,
    "toezichthouder": people.supervisor,
    "melder": people.reporter,
    "niet_melder": people.not_reporter,
    "melder_stellig": people.reporter_surely,
    "aan_melder": people.to_reporter,
    "van_melder": people.from_reporter,
    "ander_verteld": people.other_told,
    "rij_gedaan": people.row_done,
    "informant": people.informant,
    "gezin": people.family,
    "veilig_thuis_afwezig": people.no_veilig_thuis,
    "moment": monitoring.moment,
    "moment_vooruit": monitoring.future_moment,
    "monitoring_persoon": monitoring.monitored,
    "contact_voorbij": monitoring.contact_over,
    "plan_van_vt": plans.planned_again,
    "gezinslid_doet": agreements.family_acts,
    "gevolg_na_voorwaarde": agreements.consequence,
}


def fills(slot: str, passages: Sequence[Passage], passage: Passage, anchor: Hit, cast: People) -> bool:
    """Whether the passage fills the named slot."""
    return _TESTS[slot](passages, passage, anchor, cast)
