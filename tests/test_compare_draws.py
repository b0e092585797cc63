"""Two audits whose dossiers were drawn in another way: another part of the register, or parts not drawn alike."""

from __future__ import annotations

import pytest
from audit_folder import card_of, run, run_in, write_register
from sample_cases import sample

PERSON = "mw. Broekhof"


def audit(place, name, *choice, first=0, peildatum="2017-12-01"):
    """An audit on 20 zaken, half of them reported by one person, of which 4 were drawn as `choice` says."""
    folder = place / name
    write_register(
        folder,
        [
            {"zaaknummer": f"VT17-{first + number:04}", "melder": PERSON if number % 2 else "School"}
            for number in range(20)
        ],
    )
    _, directory = sample(folder, "--size", 4, "--seed", 7, *choice, out=f"{name}-steekproef")
    return run_in(folder, "--peildatum", peildatum, "--sample-file", directory / "steekproef.json")[1]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("--where", "melder=school"), "er is twee keer gekozen op melder, maar met andere waarden"),
        ((), "eerder gekozen op melder, nu uit alle zaken gekozen"),
        (("--where", f"melder={PERSON}", "--from", "2017-01-01"), "nu gekozen op melder en periode"),
        (("--where", f"melder={PERSON.upper()}"), ""),
    ],
    ids=["other-value", "no-filter", "period-too", "same"],
)
def test_a_filter_that_may_name_a_person_is_compared_and_never_shown(tmp_path, now, said):
    before = audit(tmp_path, "eerder", "--where", f"melder={PERSON}")
    later = audit(tmp_path, "later", *now, first=500, peildatum="2018-01-10")
    assert card_of(before)["sample"]["selection"]["where"] == {"melder": []}
    result = run("compare", before, later)
    assert result.exit_code == 0
    assert ("niet uit hetzelfde deel van het register" in result.stdout) == bool(said)
    assert said in result.stdout
    assert "broekhof" not in (result.output + (before / "scorekaart.json").read_text(encoding="utf-8")).casefold()
