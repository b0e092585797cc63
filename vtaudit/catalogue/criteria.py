"""Finding and loading the criteria sets; a broken criterion stops the job before any dossier is opened."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from vtaudit.catalogue.consistency import consistency_faults
from vtaudit.catalogue.examples import SUFFIX, Example, read_examples, uncovered_outcomes
from vtaudit.catalogue.schema import CriteriaSetFile, Expectation, SetInfo
from vtaudit.catalogue.strict_yaml import Node, load_yaml, validate
from vtaudit.errors import Fault, VtauditError

SET_FILE = "set.yaml"


def criteria_root() -> Path:
    """The folder with the shipped criteria: inside the installed package, else that of the source tree."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_criteria"
    return installed if installed.is_dir() else package.parent / "criteria"


def available_sets() -> tuple[str, ...]:
    """The ids of the shipped sets, sorted."""
    return tuple(sorted(path.parent.name for path in criteria_root().glob(f"*/{SET_FILE}")))


def load_sets(
    names: Iterable[str | Path], *, frames: frozenset[str] | None = None, kinds: frozenset[str] | None = None
) -> tuple[CriteriaSetFile, ...]:
    """Load several sets (see `load_set`) and refuse an id of a set or toetsvraag that occurs twice."""
    sets: list[CriteriaSetFile] = []
    faults: list[Fault] = []
    for name in names:
        try:
            sets.append(load_set(name, frames=frames, kinds=kinds))
        except VtauditError as error:
            faults.extend(error.faults)
    owners: dict[str, str] = {}
    for loaded in sets:
        for key in (loaded.info.id, *(question.id for question in loaded.questions)):
            if key in owners:
                message = f"'{key}' staat ook al in de set '{owners[key]}'."
                faults.append(Fault("criteria_duplicate", loaded.info.id, message, "Geef het een eigen nummer."))
            owners.setdefault(key, loaded.info.id)
    if faults:
        raise VtauditError(faults)
    return tuple(sets)


def load_set(
    name: str | Path, *, frames: frozenset[str] | None = None, kinds: frozenset[str] | None = None
) -> CriteriaSetFile:
    """Load one set by the id of a shipped set or by the path of a folder.

    Checks every file, the set as a whole and the cover by examples, and raises VtauditError with all faults at once.
    With `frames` and `kinds` (those of the lexicon and of documents.yaml) names that are in neither are faults too.
    """
    directory = _find(name)
    faults: list[Fault] = []
    info_node: Node | None = None
    info: SetInfo | None = None
    loaded: list[tuple[Node, Expectation]] = []
    nodes: list[Node] = []
    for path in _criteria_files(directory, faults):
        try:
            node = load_yaml(path)
            if path.name == SET_FILE:
                info_node = node
                info = validate(node, SetInfo)
                if info.id != directory.name:
                    message = f"de id van de set moet gelijk zijn aan de naam van de map, '{directory.name}'."
                    faults.append(node.fault(("id",), "criteria_set_id", message))
                continue
            nodes.append(node)
            expectation = validate(node, Expectation)
            if not path.name.startswith(f"{expectation.expectation}_"):
                message = f"de naam van het bestand moet beginnen met '{expectation.expectation}_'."
                faults.append(node.fault(("expectation",), "criteria_file_name", message))
            loaded.append((node, expectation))
        except VtauditError as error:
            faults.extend(error.faults)
    loaded.sort(key=lambda pair: _numeric(pair[1].expectation))
    faults.extend(consistency_faults(info_node, info, loaded, nodes, frames=frames, kinds=kinds))
    faults.extend(_example_faults(directory, loaded, is_whole=len(loaded) == len(nodes)))
    if faults or info is None or info_node is None:
        raise VtauditError(faults)
    expectations = tuple(expectation for _, expectation in loaded)
    return CriteriaSetFile(info, expectations, directory, _hash([info_node, *(node for node, _ in loaded)]))


def _find(name: str | Path) -> Path:
    if isinstance(name, str) and name in available_sets():
        return criteria_root() / name
    path = Path(name).expanduser()
    if (path / SET_FILE).is_file():
        return path.resolve()
    known = ", ".join(available_sets())
    message = f"deze set bestaat niet, en er is geen map met die naam waarin {SET_FILE} staat."
    raise VtauditError(
        Fault("criteria_set_missing", Path(name).name, message, f"Kies uit: {known}; of geef een map op.")
    )


def _criteria_files(directory: Path, faults: list[Fault]) -> Iterator[Path]:
    """The criteria files of a set; a file that would be passed over in silence is a fault."""
    for path in sorted(directory.iterdir()):
        where = f"{directory.name}/{path.name}"
        if path.name.startswith(".") or path.name.endswith(SUFFIX):
            continue
        if path.suffix == ".yaml" and path.is_file():
            yield path
        elif path.suffix.lower() in (".yml", ".yaml"):
            faults.append(Fault("criteria_file_name", where, "dit bestand wordt niet gelezen.", "Noem het *.yaml."))


def _example_faults(directory: Path, loaded: list[tuple[Node, Expectation]], *, is_whole: bool) -> Iterator[Fault]:
    known = {expectation.expectation: expectation for _, expectation in loaded}
    examples: list[Example] = []
    owners: dict[str, str] = {}
    broken = False
    for path in sorted(directory.glob(f"*{SUFFIX}")):
        where = f"{directory.name}/{path.name}"
        if not path.with_name(path.name.removesuffix(SUFFIX) + ".yaml").is_file():
            yield Fault(
                "example_orphan", where, "er is geen criterium bij deze voorbeelden.", "Geef beide dezelfde naam."
            )
            continue
        found, faults = read_examples(path, known)
        broken = broken or bool(faults)
        if is_whole:
            yield from faults
        else:
            yield from (fault for fault in faults if fault.code != "example_expectation")
        for example in found:
            if owners.setdefault(example.id, where) != where:
                message = f"voorbeeld '{example.id}' staat ook in {owners[example.id]}."
                yield Fault("example_duplicate", where, message, "Geef het een andere id.")
        examples.extend(found)
    if broken:
        return
    for node, expectation in loaded:
        for index, question in enumerate(expectation.questions):
            missing = uncovered_outcomes(question, examples)
            if missing:
                message = f"{question.id}: er is geen voorbeeld met de uitkomst {', '.join(missing)}."
                yield node.fault(("questions", index, "id"), "example_cover", message, "Voeg voorbeelden toe.")


def _numeric(key: str) -> tuple[tuple[int, int | str], ...]:
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"[.-]", key))


def _hash(nodes: Iterable[Node]) -> str:
    plain = [node.plain() for node in nodes]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
