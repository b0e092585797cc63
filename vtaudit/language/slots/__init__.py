"""Slots of a frame: tests on people, moments and structure that words alone cannot express."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vtaudit.language.lexicon import Hit
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.slots import (
    agreements,
    consequences,
    effects,
    monitoring,
    people,
    plans,
    reasons,
    supervision,
    verdicts,
)

Slot = Callable[[Sequence[Passage], Passage, Hit, People], bool]

_TESTS: Mapping[str, Slot] = {
    "persoon": people.person,
    "toezichthouder": supervision.supervisor,
    "onbekende_toezichthouder": supervision.unknown_supervisor,
    "toezicht_persoon": supervision.named_in_field,
    "let_op_gezin": supervision.watches_family,
    "antwoord_toezicht": supervision.answers,
    "afspraken_genoemd": supervision.appointed_before,
    "melder": people.reporter,
    "niet_melder": people.not_reporter,
    "melder_stellig": people.reporter_surely,
    "aan_melder": people.to_reporter,
    "van_melder": people.from_reporter,
    "ander_verteld": people.other_told,
    "rij_gedaan": people.row_done,
    "eigen_uitspraak": verdicts.own_verdict,
    "informant": people.informant,
    "gezin": people.family,
    "veilig_thuis_afwezig": people.no_veilig_thuis,
    "moment": monitoring.moment,
    "moment_vooruit": monitoring.future_moment,
    "monitoring_persoon": monitoring.monitored,
    "kort_label": monitoring.short_label,
    "kop_van_blok": monitoring.heads_block,
    "weer_later": plans.far_ahead,
    "niet_door_ander": plans.not_by_another,
    "wie_erbij": monitoring.monitored_beside,
    "geen_vraag_of_doel": effects.told_not_asked,
    "hulp_als_oorzaak": effects.help_causes,
    "helper_als_oorzaak": effects.helper_causes,
    "meer_dan_loopt": effects.more_than_running,
    "hulp_nabij": effects.help_near,
    "antwoord_waarom": reasons.answers_why,
    "reden_gegeven": reasons.reason_given,
    "hulp_kop": effects.help_heads,
    "zegt_verder": effects.tells_more,
    "reden_erna": reasons.explained_after,
    "reden_sluit_aan": reasons.follows_delay,
    "reden_mogelijk": reasons.maybe_reason,
    "vt_of_formulier": plans.ours_or_form,
    "contact_voorbij": monitoring.contact_over,
    "plan_van_vt": plans.planned_again,
    "afspraak_gezegd": agreements.told,
    "afspraak_gezegd_regel": agreements.told_as_rule,
    "afspraak_gedrag": agreements.acts,
    "afspraak_gedrag_regel": agreements.acts_as_rule,
    "afspraak_kaal": agreements.acts_bare,
    "afspraak_rondom": agreements.agreed_nearby,
    "afspraak_teruggezegd": agreements.told_before,
    "afspraak_volgt": agreements.agreed_after,
    "enkel_toekomst": supervision.will_watch,
    "gevolg_na_voorwaarde": consequences.consequence,
    "gevolg_breed": consequences.any_step,
    "gevolg_vervolgt": consequences.follows_condition,
}


def fills(slot: str, passages: Sequence[Passage], passage: Passage, anchor: Hit, cast: People) -> bool:
    """Whether the passage fills the named slot."""
    return _TESTS[slot](passages, passage, anchor, cast)
