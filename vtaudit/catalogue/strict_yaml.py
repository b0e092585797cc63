"""Reading YAML without surprises: every scalar is text, nothing is dropped silently, every fault has a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from vtaudit.catalogue.schema_faults import Location, describe
from vtaudit.errors import Fault, VtauditError, cause

MAX_DEPTH = 40
MAX_BYTES = 10_000_000
_EMPTY = frozenset({"", "~", "null"})
# libyaml stops much deeper; the pure parser is the fallback where PyYAML was built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Plain = str | list["Plain"] | dict[str, "Plain"] | None
ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a YAML file with its place; `line` counts from 1, `file` is the folder and name of the file.

    `value` is a text, None (left empty, `~` or `null`), a tuple of nodes or a mapping of key to node; `key_lines`
    holds the lines of the keys of a mapping.
    """

    file: str
    line: int
    value: str | tuple[Node, ...] | Mapping[str, Node] | None
    key_lines: Mapping[str, int] = field(default_factory=dict)

    def plain(self) -> Plain:
        """The same value without places: text, None, list or dict."""
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        if isinstance(self.value, Mapping):
            return {key: node.plain() for key, node in self.value.items()}
        return self.value

    def line_of(self, location: Location) -> int:
        """The line of the deepest existing node on the way to `location`; names of union members are passed over."""
        node = self
        for position, step in enumerate(location):
            value = node.value
            if isinstance(value, tuple) and isinstance(step, int) and 0 <= step < len(value):
                node = value[step]
            elif isinstance(value, Mapping) and isinstance(step, str) and step in value:
                if position < len(location) - 1 and _is_member_name(value, step):
                    continue
                if position == len(location) - 1:
                    return node.key_lines[step]
                node = value[step]
        return node.line

    def fault(self, location: Location, code: str, message: str, remedy: str = "") -> Fault:
        """A fault with the file and line of `location`, for checks that look further than one value."""
        return Fault(code, f"{self.file}:{self.line_of(location)}", message, remedy)


def _is_member_name(mapping: Mapping[str, Node], step: str) -> bool:
    """Pydantic puts the kind of a union member in the path; a key of the same name may exist (`kind: event`)."""
    kind = mapping.get("kind")
    return kind is not None and kind.value == step


def display_name(path: Path) -> str:
    """Folder and name, enough to find the file and without the way to it."""
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def load_yaml(path: Path) -> Node:
    """Read one YAML file into a tree of texts with line numbers.

    Refuses repeated keys, tags, anchors and aliases, keys that are no text, more than one document, more than
    `MAX_DEPTH` levels; raises VtauditError with everything found up to the first place that is no YAML at all.
    """
    name = display_name(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise VtauditError(
            Fault("yaml_unreadable", name, f"het bestand is niet te openen ({cause(error)}).", "Controleer de map.")
        ) from error
    if len(raw) > MAX_BYTES:
        raise VtauditError(Fault("yaml_too_large", name, "het bestand is te groot.", "Splits het bestand."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise VtauditError(
            Fault("yaml_encoding", f"{name}:{line}", "het bestand is geen UTF-8.", "Sla het op als UTF-8.")
        ) from error
    reader = _Reader(name)
    root = reader.read(text)
    if reader.faults:
        raise VtauditError(reader.faults)
    if root is None:
        raise VtauditError(Fault("yaml_empty", name, "het bestand is leeg.", "Vul het bestand of haal het weg."))
    return root


def validate(node: Node, model: type[ModelT]) -> ModelT:
    """Turn a node into `model`; every mismatch becomes a Dutch fault with file and line, all raised at once."""
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        faults = []
        for detail in error.errors(include_url=False):
            if detail["type"] == "too_short" and detail["input"] and isinstance(detail["input"], list):
                continue  # pydantic counts only the items that are right; the wrong ones have faults of their own
            location = detail["loc"]
            code, message, remedy = describe(detail, model)
            faults.append(node.fault(location, code, message, remedy))
        raise VtauditError(faults) from error


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    line: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None
    key_line: int = 0
    awaits_value: bool = False


class _Reader:
    """Builds the tree from parse events, so that an alias is never expanded and depth never becomes recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def read(self, text: str) -> Node | None:
        stack: list[_Open] = []
        root: Node | None = None
        try:
            for event in self._events(text):
                line = _line(event.start_mark)
                node: Node | None = None
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self._refuse(line, "yaml_documents", "er staan meer documenten in één bestand.")
                        return None
                    continue
                if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                    self._check_start(event, line, stack)
                    if len(stack) >= MAX_DEPTH:
                        self._refuse(line, "yaml_depth", f"er zijn meer dan {MAX_DEPTH} niveaus in elkaar gezet.")
                        return None
                    stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
                elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                    node = self._close(stack.pop())
                elif isinstance(event, yaml.ScalarEvent):
                    self._check_marks(event, line)
                    node = Node(self.name, line, _scalar(event))
                elif isinstance(event, yaml.AliasEvent):
                    self._refuse(line, "yaml_alias", "een verwijzing (*naam) mag hier niet.", "Schrijf de waarde uit.")
                    node = Node(self.name, line, None)
                if node is not None:
                    if stack:
                        self._add(stack[-1], node)
                    else:
                        root = node
        except yaml.MarkedYAMLError as error:
            self._syntax(error, text)
            return None
        except yaml.YAMLError:
            self.faults.append(
                Fault("yaml_syntax", self.name, "er staat een teken in dat geen tekst is.", "Typ de regel opnieuw.")
            )
            return None
        return root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        yield from yaml.parse(text, Loader=_LOADER)

    def _refuse(self, line: int, code: str, message: str, remedy: str = "") -> None:
        self.faults.append(Fault(code, f"{self.name}:{line}", message, remedy))

    def _check_start(self, event: yaml.CollectionStartEvent, line: int, stack: list[_Open]) -> None:
        self._check_marks(event, line)
        if stack and stack[-1].is_mapping and not stack[-1].awaits_value:
            self._refuse(line, "yaml_key", "een sleutel moet een gewoon woord zijn.", "Zet de waarde tussen quotes.")

    def _check_marks(self, event: yaml.NodeEvent, line: int) -> None:
        if getattr(event, "tag", None) is not None:
            self._refuse(line, "yaml_tag", "een soortaanduiding (!…) mag hier niet.", "Haal het uitroepteken weg.")
        if event.anchor is not None:
            self._refuse(line, "yaml_anchor", "een anker (&naam) mag hier niet.", "Haal het anker weg.")

    def _add(self, target: _Open, node: Node) -> None:
        if not target.is_mapping:
            target.items.append(node)
        elif not target.awaits_value:
            target.awaits_value = True
            target.key_line = node.line
            target.key = node.value if isinstance(node.value, str) else None
            if node.value is None:
                self._refuse(node.line, "yaml_key", "een sleutel is leeg.", "Geef de sleutel een naam.")
            elif target.key is not None and target.key in target.entries:
                first = target.key_lines[target.key]
                self._refuse(
                    node.line,
                    "yaml_duplicate",
                    f"sleutel '{target.key}' staat er al op regel {first}.",
                    "Voeg de twee samen.",
                )
        else:
            target.awaits_value = False
            if target.key is not None and target.key not in target.entries:
                target.entries[target.key] = node
                target.key_lines[target.key] = target.key_line

    def _close(self, done: _Open) -> Node:
        if done.is_mapping:
            return Node(self.name, done.line, done.entries, done.key_lines)
        return Node(self.name, done.line, tuple(done.items))

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        line = _line(error.problem_mark or error.context_mark)
        lines = text.splitlines()
        content = lines[line - 1] if line <= len(lines) else ""
        if "\t" in content[: len(content) - len(content.lstrip())]:
            message, remedy = "er staat een tab in de inspringing.", "Gebruik spaties."
        elif "mapping values are not allowed" in (error.problem or ""):
            message, remedy = "er staat een dubbele punt in gewone tekst.", "Zet de tekst tussen dubbele quotes."
        else:
            message = "de regel is geen geldige YAML."
            remedy = "Kijk naar inspringing, haken en quotes op deze regel en de regel erboven."
        self._refuse(line, "yaml_syntax", message, remedy)


def _line(mark: object) -> int:
    """Marks count from 0; the two parsers of PyYAML have mark classes of their own."""
    return int(getattr(mark, "line", 0)) + 1


def _scalar(event: yaml.ScalarEvent) -> str | None:
    is_plain = event.style is None or event.style == ""
    return None if is_plain and event.value in _EMPTY else event.value
