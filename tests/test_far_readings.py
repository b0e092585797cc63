"""Words that look like an agreement and are none, on real files through the real command; named after their row.

The list of what goes wrong in practice has three rows on this: a negation far from its verb, the standing phrases of a
template, and what was agreed in another case. Beside each stands what does count, so that no test passes because
nothing was read.

Every dossier is a zaak of its own, and one audit judges them all.
"""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from audit_folder import REPORT, run_in, write_register, write_rules
from document_files import write_docx, write_pdf
from far_dossiers import AFFIRMED, BLANK, ELSEWHERE, FILLED, HALF_TICKED, HERE, HOME, NEGATED, Files

# ---------------------------------------------------------------- the audit, and what it must say

DOSSIERS = {**NEGATED, **AFFIRMED, **BLANK, **FILLED, **HALF_TICKED, **ELSEWHERE, **HERE}


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("far") / "dossiers"
    write_register(folder, [{"zaaknummer": name} for name in DOSSIERS])
    for name, (_, files) in DOSSIERS.items():
        write_files(folder / name, {"melding.txt": REPORT.splitlines(), **files})
    return folder


@pytest.fixture(scope="module")
def seen(dossiers: Path) -> dict[str, dict[str, Any]]:
    """What the rules say, without the second opinion."""
    return observed(dossiers, "--criteria", write_rules(dossiers.parent / "eigen", "1.3.3"))


@pytest.fixture(scope="module")
def shipped(dossiers: Path) -> dict[str, dict[str, Any]]:
    """What the tool says as it is."""
    return observed(dossiers)


def observed(folder: Path, *arguments: object) -> dict[str, dict[str, Any]]:
    """Per dossier what observaties.json says on its toetsvraag."""
    result, directory = run_in(folder, *arguments)
    assert result.exit_code == 0, result.output
    content = json.loads((directory / "observaties.json").read_text(encoding="utf-8"))
    asked = {(name, question) for name, (question, _) in DOSSIERS.items()}
    return {
        each["zaaknummer"]: each for each in content["observaties"] if (each["zaaknummer"], each["toetsvraag"]) in asked
    }


def write_files(place: Path, files: Files) -> None:
    place.mkdir()
    for name, lines in files.items():
        path = place / name
        if path.suffix == ".pdf":
            write_pdf(path, [[part for line in lines for part in wrap(line, 80)]])
        elif path.suffix == ".docx":
            write_docx(path, *lines)
        else:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("name", [*NEGATED])
def test_row_64_a_negation_far_away_is_no_agreement(seen: dict[str, dict[str, Any]], name: str) -> None:
    assert seen[name]["uitkomst"] != "voldoet"


@pytest.mark.parametrize("name", [*AFFIRMED])
def test_row_64_the_same_words_without_a_negation_are_one(seen: dict[str, dict[str, Any]], name: str) -> None:
    assert seen[name]["uitkomst"] == "voldoet"


@pytest.mark.parametrize("name", [*BLANK])
def test_row_65_a_standing_phrase_of_a_template_is_no_evidence(seen: dict[str, dict[str, Any]], name: str) -> None:
    assert (seen[name]["uitkomst"], seen[name]["bewijs"]) == ("voldoet_niet", [])


@pytest.mark.parametrize("name", [*FILLED])
def test_row_65_the_same_template_filled_in_is_evidence(seen: dict[str, dict[str, Any]], name: str) -> None:
    assert seen[name]["uitkomst"] == "voldoet"
    assert {quote["document"] for quote in seen[name]["bewijs"]} == {f"{name}/formulier.txt"}


@pytest.mark.parametrize("name", [*HALF_TICKED])
def test_row_65_a_box_that_nobody_ticked_is_not_quoted_beside_one_that_is(
    seen: dict[str, dict[str, Any]], name: str
) -> None:
    assert [quote["citaat"] for quote in seen[name]["bewijs"]] == [HOME]


@pytest.mark.parametrize("name", [*ELSEWHERE])
def test_row_66_what_was_agreed_in_another_case_proves_nothing_for_certain(
    seen: dict[str, dict[str, Any]], name: str
) -> None:
    assert (seen[name]["uitkomst"], seen[name]["zeker"]) != ("voldoet", True)


@pytest.mark.parametrize("name", [*HERE])
def test_row_66_the_same_words_on_this_case_are_evidence(seen: dict[str, dict[str, Any]], name: str) -> None:
    assert seen[name]["uitkomst"] == "voldoet"


@pytest.mark.parametrize("name", [*NEGATED, *BLANK, *ELSEWHERE])
def test_with_the_second_opinion_none_of_it_proves_anything_for_certain(
    shipped: dict[str, dict[str, Any]], name: str
) -> None:
    assert (shipped[name]["uitkomst"], shipped[name]["zeker"]) != ("voldoet", True)
