"""The log for runs that nobody watches, and everything else that stays behind: no names, and which versions read."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from audit_folder import MADE_AT, ONE, PLAN, THREE, TWO, card_of, run, write_folder, write_register, write_rules
from document_files import write_pdf, write_scan

from vtaudit import audit as room
from vtaudit.cli import running, stages

NAMES = ("Broekhof", "Ruud", "Lianne", "Zwaluwstaart", "Fleur", "Kwelderlaan")
"""The family of the dossiers, the worker of the register and an address."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two dossiers, one with a scan that bears a name, and a register that names the worker."""
    folder = write_folder(tmp_path / "dossiers", ONE, TWO)
    write_register(
        folder,
        [
            {"zaaknummer": ONE, "medewerker": "P. Zwaluwstaart"},
            {"zaaknummer": TWO, "datum_triagebesluit": "31-02-2017"},
            {"zaaknummer": THREE},
        ],
    )
    (folder / ONE / "plan.pdf").unlink()
    write_pdf(folder / ONE / "plan.pdf", [(*PLAN, "3. Ruud Broekhof komt niet aan de Kwelderlaan 44, 1234 AB Oevers.")])
    write_scan(folder / ONE / "brief_broekhof.pdf")
    (folder / "Broekhof oud").mkdir()
    write_rules(tmp_path, "1.3.3")
    return tmp_path


def order(place: Path, *more: object) -> tuple[object, ...]:
    criteria = ("--criteria", place / "onze", "--made-at", MADE_AT, "--jobs", 1)
    return ("audit", place / "dossiers", "--out", place / "out", *criteria, *more)


def lines_of(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_the_log_tells_stages_counts_and_faults_and_names_nobody(place: Path) -> None:
    log = place / "logboek.jsonl"
    assert run(*order(place, "--log", log)).exit_code == 1
    lines = lines_of(log)
    assert [line["nr"] for line in lines] == list(range(1, len(lines) + 1))
    assert all(line["tijd"][10] == "T" for line in lines)
    first, *_, result, last = lines
    assert first["gebeurtenis"] == "begin"
    assert (last["gebeurtenis"], last["uitgang"]) == ("einde", 1)
    (directory,) = (place / "out").iterdir()
    counts = {name: result[name] for name in ("audit", "zaken", "dossiers", "meldingen")}
    card = card_of(directory)
    assert counts == {"audit": directory.name, "zaken": 3, "dossiers": 2, "meldingen": card["fault_counts"]}
    done = [line for line in lines if line["gebeurtenis"] == "stap klaar"]
    assert [line["stap"] for line in done] == ["Register en criteria", "Termijnen", "Dossiers", "Bestanden maken"]
    assert [line.get("klaar") for line in done] == [None, 1, 2, None]
    unread = [line for line in lines if line["gebeurtenis"] == "niet gelezen"]
    assert [(line["code"], line["bestand"]) for line in unread] == [("scan", "[naam].pdf")]
    text = log.read_text(encoding="utf-8").casefold()
    assert not [word for word in (*NAMES, ONE, TWO, str(place)) if word.casefold() in text]
    if os.name == "posix":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_log_goes_on_where_it_ended_and_a_line_that_was_cut_off_is_taken_away(place: Path) -> None:
    log = place / "logboek.jsonl"
    run(*order(place, "--log", log))
    before = log.read_bytes()
    log.write_bytes(before + b'{"nr": 20, "tijd": "2018')
    result = run(*order(place, "--log", log))
    assert "Deze audit is er al." in result.stdout
    assert log.read_bytes().startswith(before)
    assert [line["gebeurtenis"] for line in lines_of(log)].count("einde") == 2


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("dossiers/logboek.jsonl", "Het logboek kan niet in de map met dossiers staan"),
        ("brief.txt", "Dit bestand is geen logboek van vtaudit. Er is niets in geschreven."),
        ("nergens/logboek.jsonl", "Het logboek kan niet worden geschreven"),
    ],
)
def test_a_log_in_a_wrong_place_is_refused_before_anything_is_done(place: Path, name: str, sentence: str) -> None:
    (place / "brief.txt").write_text("Geachte mevrouw,\n", encoding="utf-8")
    result = run(*order(place, "--log", place / name))
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert (place / "brief.txt").read_text(encoding="utf-8") == "Geachte mevrouw,\n"
    assert not (place / "out").exists()


def test_an_audit_that_cannot_be_done_says_so_in_the_log(place: Path) -> None:
    (place / "dossiers" / "register.csv").unlink()
    log = place / "logboek.jsonl"
    assert run(*order(place, "--log", log)).exit_code == 2
    *_, why, last = lines_of(log)
    assert (why["gebeurtenis"], why["code"]) == ("niet gedaan", "register_ontbreekt")
    assert (last["gebeurtenis"], last["uitgang"]) == ("einde", 2)


def test_a_terminal_shows_each_stage_with_the_time_that_is_left(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from vtaudit.cli.log import Log

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", screen)
    with stages.stages(Log(None, running.datetime.now, place)) as display:
        display.begin("Dossiers", 3)
        display.step("Dossiers")
    assert "Dossiers" in screen.getvalue()
    assert "1/3" in screen.getvalue()
    assert "nog" in screen.getvalue()


# ---------------------------------------------------------------- row 62


def fail_with(text: str) -> Callable[..., Any]:
    def failing(*_arguments: object, **_named: object) -> Any:
        raise ValueError(text)

    return failing


PLACES = (
    "vtaudit.audit.job.read_population",
    "vtaudit.audit.job.scan_folder",
    "vtaudit.audit.run.judge_case",
    "vtaudit.audit.cases.build_case",
    "vtaudit.audit.cases.read_dossier",
    "vtaudit.audit.run.score",
    "vtaudit.cli.running.mask",
    "vtaudit.report.files.render_scorecard",
    "vtaudit.report.files.scorecard_json",
)


@pytest.mark.parametrize("target", PLACES)
def test_row_62_a_fault_of_the_program_leaves_no_name_in_output_log_or_temporary_files(
    place: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    temporary, log = place / "tmp", place / "logboek.jsonl"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(target, fail_with(" ".join(NAMES)))
    result = run(*order(place, "--log", log))
    assert result.exit_code == 2
    assert "Het programma liep vast (ValueError" in result.stderr
    assert "Traceback" not in result.output
    why, last = lines_of(log)[-2:]
    assert (why["gebeurtenis"], why["soort"], last["uitgang"]) == ("vastgelopen", "ValueError", 2)
    left = [path for root in (temporary, place / "out") for path in root.rglob("*") if path.is_file()]
    # The one file that must know the quotes to go on: in the folder of the audit, for its owner only.
    working = [path for path in left if path.name == "onafgemaakt.jsonl"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in working if os.name == "posix")
    texts = [path.read_bytes().decode("utf-8", "replace") for path in (*left, log) if path not in working]
    for name in NAMES:
        assert not [text for text in (result.output, *texts) if name.casefold() in text.casefold()]


# ---------------------------------------------------------------- row 63


def other_versions() -> dict[str, str]:
    return {**room.libraries(), "spacy": "3.7.0"}


def test_row_63_a_finished_audit_that_another_spacy_read_is_warned_about(place: Path) -> None:
    assert run(*order(place)).exit_code == 1
    (directory,) = (place / "out").iterdir()
    assert run(*order(place)).stderr == ""
    file = directory / "herlezen.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content["bibliotheken"] == room.libraries()
    file.write_text(json.dumps({**content, "bibliotheken": other_versions()}), encoding="utf-8")
    warning = f"andere versie: spacy 3.7.0 en {room.libraries()['spacy']}."
    assert warning in run(*order(place)).stderr
    assert warning in run("explain", directory, ONE, "1.3.3-a").stderr
    later = run(*order(place, "--peildatum", "2017-12-15"))
    (other,) = (path for path in (place / "out").iterdir() if path != directory)
    assert later.exit_code == 1
    compared = run("compare", directory, other)
    assert compared.exit_code == 0, compared.output
    assert f"verschillende versies: spacy 3.7.0 en {room.libraries()['spacy']}." in compared.stderr


def test_row_63_a_stopped_audit_that_another_spacy_read_begins_again_and_says_so(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(running, "libraries", other_versions)
        patch.setattr(running, "write_outputs", fail_with(""))
        run(*order(place))
    (directory,) = (place / "out").iterdir()
    assert len((directory / "onafgemaakt.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    result = run(*order(place, "--resume"))
    assert result.exit_code == 1
    assert "Intussen leest de computer stukken met andere versies" in result.stderr
    assert not (directory / "onafgemaakt.jsonl").exists()
