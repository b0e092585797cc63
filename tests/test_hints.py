"""A statement that only hints that a toetsvraag applies makes it apply, but never for certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit_folder import AGREEMENT, audit_by_rules, seen, write_folder

CONSEQUENCE = "Slaat vader weer, dan doet het wijkteam opnieuw een melding bij Veilig Thuis."
ORAL = "Er zijn met de ouders veiligheidsafspraken gemaakt."
ZAAK = "VT17-0001"


def audited(place: Path, *sentences: str) -> Path:
    folder = write_folder(place / "dossiers", ZAAK)
    for path in (folder / ZAAK).iterdir():
        path.unlink()
    (folder / ZAAK / "gespreksverslag.txt").write_text("Gespreksverslag\n" + "\n".join(sentences), encoding="utf-8")
    return audit_by_rules(folder)[1]


@pytest.mark.parametrize(
    ("sentences", "outcome", "sure"),
    [
        pytest.param((CONSEQUENCE,), "voldoet_niet", "nee", id="only what happens when it goes wrong"),
        pytest.param((CONSEQUENCE, ORAL), "voldoet_niet", "ja", id="and that there are agreements"),
        pytest.param((CONSEQUENCE, f"Afspraken:\n- {AGREEMENT}"), "voldoet", "ja", id="and what they are"),
    ],
)
def test_agreements_that_are_only_hinted_at_go_to_a_person(
    tmp_path: Path, sentences: tuple[str, ...], outcome: str, sure: str
) -> None:
    row = seen(audited(tmp_path, *sentences), "1.3.3-a", ZAAK)
    assert (row["uitkomst"], row["zeker"]) == (outcome, sure)
