"""Strict reading of YAML: nothing is guessed, dropped or run, and every fault names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from vtaudit.catalogue.schema import Condition, Day, Prose, YesNo
from vtaudit.catalogue.strict_yaml import MAX_DEPTH, load_yaml, validate
from vtaudit.errors import Fault, VtauditError


class Inner(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    term: Prose
    days: int = 0


class Outer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Prose
    day: Day | None = None
    is_on: YesNo = False
    inner: tuple[Inner, ...] = ()
    named: dict[str, Inner] = {}
    applies_when: tuple[Condition, ...] = ()


def write(folder: Path, text: str) -> Path:
    path = folder / "proef" / "regels.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str, *, schema: bool = False) -> tuple[Fault, ...]:
    path = write(folder, text)
    with pytest.raises(VtauditError) as caught:
        validate(load_yaml(path), Outer) if schema else load_yaml(path)
    return caught.value.faults


def places(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in faults]


def test_every_scalar_stays_text(tmp_path: Path) -> None:
    path = write(tmp_path, "a: nee\nb: no\nc: 1.10\nd: 01:30\ne: 2017-03-06\nf: [yes, off, 0x1f]\n")
    assert load_yaml(path).plain() == {
        "a": "nee",
        "b": "no",
        "c": "1.10",
        "d": "01:30",
        "e": "2017-03-06",
        "f": ["yes", "off", "0x1f"],
    }


def test_only_an_open_place_or_null_is_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "a:\nb: null\nc: ~\nd: ''\ne: 'null'\n")
    assert load_yaml(path).plain() == {"a": None, "b": None, "c": None, "d": "", "e": "null"}


def test_all_structural_faults_at_once(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "a: 1\nb: 2\na: 3\nc: &x [1]\nd: *x\ne: !!python/object/apply:os.system ['true']\n")
    assert places(faults) == [
        ("yaml_duplicate", "proef/regels.yaml:3"),
        ("yaml_anchor", "proef/regels.yaml:4"),
        ("yaml_alias", "proef/regels.yaml:5"),
        ("yaml_tag", "proef/regels.yaml:6"),
    ]
    assert "regel 1" in faults[0].message


def test_nested_duplicate_is_found(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "q:\n  - id: a\n    term: x\n    id: b\n")
    assert places(faults) == [("yaml_duplicate", "proef/regels.yaml:4")]


def test_tag_does_not_run_code(tmp_path: Path) -> None:
    target = tmp_path / "gemaakt"
    faults = faults_of(tmp_path, f"a: !!python/object/apply:pathlib.Path.touch ['{target.as_posix()}']\n")
    assert [fault.code for fault in faults] == ["yaml_tag"]
    assert not target.exists()


def test_anchor_bomb_is_never_expanded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    codes = {fault.code for fault in faults_of(tmp_path, "\n".join(lines))}
    assert codes == {"yaml_anchor", "yaml_alias"}


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 20_000])
def test_depth_is_capped(tmp_path: Path, depth: int) -> None:
    assert [fault.code for fault in faults_of(tmp_path, "[" * depth + "]" * depth)] == ["yaml_depth"]


def test_depth_below_the_cap_is_read(tmp_path: Path) -> None:
    node = load_yaml(write(tmp_path, "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH)).plain()
    for _ in range(MAX_DEPTH):
        assert isinstance(node, list)
        assert len(node) == 1
        node = node[0]
    assert node == "x"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a:\n\t- b\n", 2, "tab"),
        ("a: goed\nb: fout: erger\n", 2, "dubbele punt"),
        ("a: [b\nc: d\n", 2, "geldige YAML"),
        ("a: 'open\n", 2, "geldige YAML"),
    ],
)
def test_syntax_fault_has_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (fault,) = faults_of(tmp_path, text)
    assert fault.code == "yaml_syntax"
    assert fault.where == f"proef/regels.yaml:{line}"
    assert words in fault.message


def test_faults_before_a_syntax_fault_are_kept(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "a: 1\na: 2\nb: [c\n")
    assert [fault.code for fault in faults] == ["yaml_duplicate", "yaml_syntax"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "yaml_empty"),
        (b"# alleen een opmerking\n", "yaml_empty"),
        (b"a: \xff\n", "yaml_encoding"),
        (b"a: b\x07\n", "yaml_syntax"),
        (b"a: 1\n---\nb: 2\n", "yaml_documents"),
        (b"? [a]\n: 1\n", "yaml_key"),
    ],
)
def test_files_that_are_no_criteria(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(VtauditError) as caught:
        load_yaml(path)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\xc3\xa9n\r\nb: twee\r\n")
    assert load_yaml(path).plain() == {"a": "één", "b": "twee"}


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VtauditError) as caught:
        load_yaml(tmp_path / "weg.yaml")
    assert caught.value.faults[0].where == f"{tmp_path.name}/weg.yaml"


def test_schema_faults_come_together_with_lines(tmp_path: Path) -> None:
    text = "inner:\n  - term: a\n    dags: 3\n  - days: 4\n  - term: b\n    days: veel\nis_on: misschien\nday: 1489\n"
    faults = faults_of(tmp_path, text, schema=True)
    assert sorted(places(faults)) == [
        ("schema_missing_key", "proef/regels.yaml:1"),
        ("schema_missing_key", "proef/regels.yaml:4"),
        ("schema_unknown_key", "proef/regels.yaml:3"),
        ("schema_value", "proef/regels.yaml:6"),
        ("schema_value", "proef/regels.yaml:7"),
        ("schema_value", "proef/regels.yaml:8"),
    ]
    messages = {fault.where.rsplit(":", 1)[1]: fault.message for fault in faults}
    assert messages["3"] == "onbekende sleutel 'dags'; bedoelde u 'days'?"
    assert messages["6"] == "'days': hier hoort een geheel getal te staan."
    assert messages["8"] == "'day': hier hoort een datum te staan als 2017-03-06."


def test_typing_error_gets_the_nearest_key(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "id: a\nnamed:\n  eerste:\n    term: x\n    tem: y\n", schema=True)
    assert fault.where == "proef/regels.yaml:5"
    assert fault.message == "onbekende sleutel 'tem'; bedoelde u 'term'?"


def test_faults_inside_combinators_have_their_own_line(tmp_path: Path) -> None:
    text = (
        "id: a\n"
        "applies_when:\n"
        "  - any:\n"
        "      - {kind: event, event: triage_besloten}\n"
        "      - kind: event\n"
        "        event: zaak_geopend\n"
        "      - all:\n"
        "          - kind: register\n"
        "            field: vervolg\n"
        "            filed: true\n"
        "  - kind: uitdrukking\n"
        "    code: 1 + 1\n"
    )
    faults = faults_of(tmp_path, text, schema=True)
    assert places(faults) == [
        ("schema_value", "proef/regels.yaml:6"),
        ("schema_unknown_key", "proef/regels.yaml:10"),
        ("schema_value", "proef/regels.yaml:11"),
    ]
    assert faults[1].message == "onbekende sleutel 'filed'; bedoelde u 'filled'?"


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "id: ' '\n", schema=True)
    assert (fault.code, fault.where) == ("schema_value", "proef/regels.yaml:1")
    assert fault.message == "'id': dit mag niet leeg zijn."


def test_no_value_of_the_file_stands_in_a_fault(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "id: [Geheimenaam]\nday: Geheimenaam\nis_on: Geheimenaam\n", schema=True)
    assert len(faults) == 3
    assert "Geheimenaam" not in " ".join(f"{fault} {fault.remedy}" for fault in faults)
