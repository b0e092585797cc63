"""The command line: Dutch throughout, quick to start, and an exit status that another program can trust."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from audit_folder import ONE, run, write_folder, write_set
from document_files import write_pdf, write_scan

import vtaudit
from vtaudit.catalogue.criteria import available_sets
from vtaudit.cli import audit_command, program
from vtaudit.cli.dutch import CATALOGUE

COMMANDS = (
    (),
    ("plan",),
    ("sample",),
    ("audit",),
    ("explain",),
    ("compare",),
    ("validate",),
    ("learn",),
    ("text",),
    ("criteria",),
    *(("criteria", each) for each in ("list", "check", "show")),
)
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|error|try|help|missing|invalid|no such|show|exit|default|required|value|"
    r"directory|file|path|does not|must|range|integer|text|unexpected|aborted|not)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"--?[a-z-]+|'[^']*'|\bvtaudit( [a-z]+)*|\bcriteria show [\d.]+|^  (text|show) ", re.MULTILINE)
"""What stays English by agreement: flags and commands. Quoted words are what the user typed."""


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(NAMES.sub("", text))


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_dutch_help_with_an_example(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Gebruik: vtaudit")
    assert "Opties:" in result.stdout
    assert re.search(r"Voorbeeld(en)?:\n +vtaudit ", result.stdout)
    assert english_in(result.stdout) == []


def every_command(group, path=()):
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


def test_the_list_of_commands_is_complete_and_stands_in_the_readme():
    assert {command for command in COMMANDS if command} == set(every_command(program))
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for command in every_command(program):
        assert command == ("criteria",) or f"`vtaudit {' '.join(command)}" in readme


def test_every_option_says_what_it_does():
    for path in every_command(program):
        command = program
        for name in path:
            command = command.commands[name]
        assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_help_does_not_wait_for_the_heavy_libraries():
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from vtaudit.cli import program\n"
        "assert CliRunner().invoke(program, ['audit', '--help']).exit_code == 0\n"
        "assert CliRunner().invoke(program, ['plan', '--help']).exit_code == 0\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'scipy', 'sklearn', 'pdfplumber', 'pypdfium2', 'joblib', 'pydantic',\n"
        "         'yaml', 'jinja2', 'rich'}\n"
        "print(sorted(heavy.intersection(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_python_m_vtaudit_is_the_same_program():
    done = subprocess.run([sys.executable, "-m", "vtaudit", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"vtaudit, versie {vtaudit.__version__}"


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nope",), "De opdracht 'nope' bestaat niet."),
        (("--foo",), "De optie '--foo' bestaat niet."),
        (("audit",), "Er ontbreekt een argument: 'MAP'."),
        (("audit", "nergens"), "bij 'MAP': Map 'nergens' bestaat niet."),
        (("audit", "."), "Er staat geen register in de map."),
        (("audit", ".", "--sample"), "Achter de optie '--sample' moet iets staan."),
        (("audit", ".", "--all=3"), "Achter de optie '--all' hoort niets te staan."),
        (("audit", ".", "--sample", "veel"), "bij '--sample': 'veel' is geen heel getal."),
        (("audit", ".", "--sample", "0"), "bij '--sample': 0 kan hier niet. Het moet ten minste 1 zaak zijn."),
        (("audit", ".", "--sample", "2", "--seed", "-1"), "Het moet ten minste 0 zijn."),
        (("audit", ".", "--sample", "2", "--stratify", "medewerker"), "kies uit 'regio', 'gemeente', 'team'."),
        (("audit", ".", "--all", "--sample", "2"), "--all en --sample gaan niet samen."),
        (("audit", ".", "--seed", "2"), "--seed hoort bij --sample."),
        (("audit", ".", "--stratify", "regio"), "--stratify hoort bij --sample."),
        (("audit", ".", "--sample-file", "weg.json"), "Bestand 'weg.json' bestaat niet."),
        (("audit", ".", "--peildatum", "2017-02-30"), "'2017-02-30' is geen bestaande dag."),
        (("audit", ".", "--peildatum", "maart"), "'maart' is geen bestaande dag."),
        (("audit", ".", "nog", "iets"), "Er staan argumenten te veel (nog iets)."),
        (("sample", "."), "Kies een van deze: --size, --plan, --all, --top-up of --replace."),
        (("sample", ".", "--size", "2", "--all"), "Kies een van deze: --size, --plan, --all, --top-up of --replace."),
        (("sample", ".", "--size", "2", "--stratify", "medewerker"), "'medewerker' kan hier niet; kies uit 'regio', "),
        (("sample", ".", "--size", "2", "--where", "vervolg"), "Schrijf het als kolom=waarde."),
        (("sample", ".", "--size", "2", "--minimum", "2"), "--minimum hoort bij --stratify."),
        (("sample", ".", "--size", "2", "--reason", "weg"), "--reason hoort bij --replace of --top-up."),
        (
            ("sample", ".", "--size", "2", "--systematic", "--stratify", "regio"),
            "--systematic en --stratify gaan niet samen. Kies er een.",
        ),
        (
            ("sample", ".", "--size", "2", "--stratify", "regio", "--allocation", "neyman"),
            "--rate en --allocation neyman horen bij elkaar.",
        ),
        (("sample", ".", "--size", "2", "--rate", "Noord=veel"), "Schrijf het als deel=80: hoeveel van de 100"),
        (("sample", ".", "--all", "--spares", "2"), "--all en --spares gaan niet samen. Kies er een."),
        (("sample", ".", "--replace", "VT-1"), "--replace en --sample-file horen bij elkaar."),
        (("plan", "--tolerable", "vijf"), "'vijf' is geen getal van 0 tot 100. Schrijf het als 5 of 0,5."),
        (("plan", "--expected", "-1"), "'-1' is geen getal van 0 tot 100."),
        (("plan", "--population", "0"), "0 kan hier niet. Het moet ten minste 1 zaak zijn."),
        (("plan", "--size", "-3"), "-3 kan hier niet. Het moet ten minste 1 zaak zijn."),
        (("plan", "--tolerable", "0"), "Het aanvaardbare deel fouten moet meer dan 0 % en minder dan 100 % zijn."),
        (("plan", "--tolerable", "100"), "Het aanvaardbare deel fouten moet meer dan 0 % en minder dan 100 % zijn."),
        (("plan", "--tolerable", "2", "--expected", "2"), "U verwacht even veel of meer fouten dan u aanvaardbaar"),
        (("plan", "--tolerable", "5", "--expected", "4,9"), "meer dan honderdduizend zaken nodig zouden zijn."),
        (("plan", "--confidence", "50"), "De zekerheid moet meer dan 50 % en minder dan 100 % zijn."),
        (("plan", "--confidence", "100", "--size", "30"), "De zekerheid moet meer dan 50 % en minder dan 100 % zijn."),
        (("plan", "--width", "0,5"), "De bandbreedte moet ten minste 1 punt en minder dan 100 punten zijn."),
        (("plan", "--width", "100"), "De bandbreedte moet ten minste 1 punt en minder dan 100 punten zijn."),
        (("plan", "--size", "10001"), "Dit programma rekent tot 10.000 dossiers."),
        (("plan", "--size", "30", "--width", "20"), "--width en --size gaan niet samen. Kies er een."),
        (("plan", "--size", "30", "--expected", "1"), "--expected hoort bij --tolerable, niet bij --size."),
        (("plan", "--method", "hypergeometrisch"), "--method hypergeometrisch heeft het aantal zaken nodig"),
        (("plan", "--method", "normaal"), "kies uit 'hypergeometrisch', 'binomiaal', 'poisson'."),
        (("plan", "--peildatum", "2018-01-01"), "--peildatum hoort bij een MAP."),
        (("plan", ".", "--population", "40"), "--population en een MAP gaan niet samen."),
        (("plan", "."), "Er staat geen register in de map."),
        (("validate", "."), "Er ontbreekt een optie: '--gold'."),
        (("text", "weg.pdf"), "Bestand 'weg.pdf' bestaat niet."),
        (("text", "."), "'.' is een map en geen bestand."),
        (("criteria", "show"), "Er ontbreekt een argument: 'NUMMER'."),
        (("criteria", "show", "9.9.9"), "Er is geen verwachting of toetsvraag '9.9.9'."),
        (("criteria", "list", "--criteria", "nergens"), "deze set bestaat niet"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_told_in_dutch_and_ends_with_2(tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert english_in(result.stderr.replace(sentence, "")) == []
    assert result.stdout == ""


def test_all_sentences_of_click_that_a_user_can_meet_are_in_the_catalogue():
    folder = Path(click.__file__).parent
    sentences = set()
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                sentences |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    for_programmers = ("declar", "defined twice", "cannot use the same flag", "Invalid start character")
    questions = {"Do you want to continue?", "Confirm the action without prompting."}
    wanted = {each for each in sentences if not any(word in each for word in for_programmers)} - questions
    assert len(wanted) > 30
    assert sorted(wanted - set(CATALOGUE)) == []


def test_the_catalogue_keeps_what_must_be_filled_in():
    for english, dutch in CATALOGUE.items():
        assert set(re.findall(r"\{(\w+)", dutch)) <= set(re.findall(r"\{(\w+)", english))
        assert set(re.findall(r"%\(\w+\)s", dutch)) == set(re.findall(r"%\(\w+\)s", english))


def test_a_fault_of_the_program_ends_with_2_and_tells_nothing_of_the_dossier(tmp_path, monkeypatch):
    def broken(*_arguments):
        raise ValueError("Lianne Broekhof, Kwelderlaan 44")

    monkeypatch.setattr(audit_command, "_choice", broken)
    result = run("audit", tmp_path)
    assert result.exit_code == 2
    assert "Het programma liep vast (ValueError, cli/audit_command.py regel " in result.stderr
    assert "Broekhof" not in result.output
    assert "Traceback" not in result.output


def test_stopping_ends_with_2(tmp_path, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(audit_command, "_choice", stop)
    result = run("audit", tmp_path)
    assert result.exit_code == 2
    assert "Gestopt." in result.stderr


def test_a_folder_where_nothing_may_be_written_is_named(tmp_path):
    folder = write_folder(tmp_path / "dossiers", ONE)
    (tmp_path / "bezet").write_text("ik ben een bestand", encoding="utf-8")
    result = run("audit", folder, "--out", tmp_path / "bezet" / "reports", "--jobs", 1)
    assert result.exit_code == 2
    assert "Kies een andere map met --out." in result.stderr


# ---------------------------------------------------------------- text


def test_text_prints_the_page_and_nothing_else(tmp_path):
    path = write_pdf(tmp_path / "brief.pdf", [["Eerste bladzijde"], ["Tweede bladzijde", "met een regel"]])
    second = run("text", path, "--page", 2)
    assert (second.exit_code, second.stderr) == (0, "")
    assert second.stdout_bytes == b"Tweede bladzijde\r\nmet een regel"
    whole = run("text", path)
    assert whole.stderr.splitlines() == ["--- bladzijde 1 van 2 ---", "--- bladzijde 2 van 2 ---"]
    assert whole.stdout_bytes == b"Eerste bladzijde\nTweede bladzijde\r\nmet een regel\n"


def test_text_of_a_page_that_is_not_there(tmp_path):
    result = run("text", write_pdf(tmp_path / "brief.pdf", [["Een"]]), "--page", 2)
    assert result.exit_code == 2
    assert "bladzijde 2 bestaat niet" in result.stderr


def test_text_of_a_document_that_cannot_be_read(tmp_path):
    scan = run("text", write_scan(tmp_path / "scan.pdf"))
    assert (scan.exit_code, scan.stdout) == (2, "")
    assert "scan.pdf: Dit is een scan zonder tekst." in scan.stderr
    partial = run("text", write_scan(tmp_path / "deels.pdf", [["Wel tekst"]]))
    assert partial.exit_code == 1
    assert "Wel tekst" in partial.stdout
    assert "bladzijde 2" in partial.stderr


# ---------------------------------------------------------------- criteria


def test_criteria_list_names_every_set_and_toetsvraag():
    result = run("criteria", "list")
    assert result.exit_code == 0
    for each in available_sets():
        assert f"{each}: " in result.stdout
    assert re.search(r"^    vb-a ", result.stdout, re.MULTILINE)
    assert re.search(r"^  1\.2\.2 .* \(door een mens\)$", result.stdout, re.MULTILINE)


def test_criteria_show_tells_norm_source_and_measure():
    whole = run("criteria", "show", "1.3.3")
    assert whole.exit_code == 0
    assert [f"\n1.3.3-{letter} " in whole.stdout for letter in "abcdef"] == [True] * 6
    one = run("criteria", "show", "1.3.3-b")
    assert "\n1.3.3-a " not in one.stdout
    assert all(word in one.stdout for word in ("Norm:", "Bron:", "Uitleg:", "Maatregel:", "Voorbeelden:"))
    person = run("criteria", "show", "1.2.2")
    assert "Door een mens:" in person.stdout


@pytest.fixture
def own_set(tmp_path):
    return write_set(tmp_path / "eigen", "1.1.1")


def test_criteria_check_runs_the_examples_of_an_own_set(own_set):
    good = run("criteria", "check", "--criteria", own_set)
    assert good.exit_code == 0, good.output
    assert "Alle voorbeelden komen goed uit." in good.stdout
    (path,) = own_set.glob("*.examples.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("expect: voldoet,", "expect: voldoet_niet,", 1), encoding="utf-8")
    wrong = run("criteria", "check", "--criteria", own_set)
    assert wrong.exit_code == 1
    assert "1 voorbeeld komt anders uit." in wrong.stdout
    assert "Verwacht is voldoet_niet." in wrong.stdout


def test_a_broken_criterion_is_named_with_file_and_line_before_any_dossier_is_opened(own_set, tmp_path):
    (path,) = (each for each in own_set.glob("1.1*.yaml") if "examples" not in each.name)
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if line.startswith("title:"))
    lines[number - 1] = lines[number - 1].replace("title:", "titel:")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    folder = write_folder(tmp_path / "dossiers", ONE)
    for arguments in (("criteria", "check"), ("audit", folder, "--out", tmp_path / "reports")):
        result = run(*arguments, "--criteria", own_set)
        assert result.exit_code == 2
        assert f"eigen/{path.name}:{number}: " in result.stderr
    assert not (tmp_path / "reports").exists()
