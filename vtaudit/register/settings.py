"""register.yaml of a folder: what the export calls things and how it writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from vtaudit.catalogue.strict_yaml import Node, load_yaml, validate
from vtaudit.errors import Fault, VtauditError
from vtaudit.register.columns import COLUMNS, DATE_COLUMNS, IDENTIFIERS, VALUES
from vtaudit.register.files import FORMATS
from vtaudit.register.notation import DEFAULT_NOTATIONS, is_notation, parse_date

SETTINGS_FILE = "register.yaml"


def _peildatum(value: object) -> object:
    if value is None:
        return None
    day = parse_date(str(value), DEFAULT_NOTATIONS)
    if not isinstance(day, date):
        raise ValueError("hier hoort een bestaande dag te staan, bijvoorbeeld 2018-03-01")
    return day


def _file_name(value: object) -> object:
    if value is None:
        return None
    if not str(value).casefold().endswith(FORMATS) or any(sign in str(value) for sign in "/\\:"):
        raise ValueError("hier hoort de naam van een .csv, .xlsx of .ods in deze map te staan, zonder pad")
    return value


def _one_sign(value: object) -> object:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) != 1 or value.isalnum():
        raise ValueError("hier hoort één teken te staan dat geen letter of cijfer is, bijvoorbeeld ';'")
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _empty_texts(value: object) -> object:
    """An empty translation means that the code says nothing, as an empty cell does."""
    return {key: text or "" for key, text in value.items()} if isinstance(value, dict) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Codes = dict[str, Annotated[dict[str, str], BeforeValidator(_empty_texts)]]


class RegisterSettings(BaseModel):
    """Everything register.yaml may say; the keys in the file are the Dutch aliases, all optional.

    `columns` maps a canonical column to the header in the file, `codes` a column to its codes and what they mean.
    `separator` parts several values inside one cell (not the columns of a CSV). `notations` None: not declared.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    version: Literal["1"] = Field(default="1", alias="versie")
    organisation: str | None = Field(default=None, alias="organisatie")
    peildatum: Annotated[date | None, BeforeValidator(_peildatum)] = None
    file: Annotated[str | None, BeforeValidator(_file_name)] = Field(default=None, alias="bestand")
    sheet: str | None = Field(default=None, alias="blad")
    columns: dict[str, str] = Field(default_factory=dict, alias="kolommen")
    notations: Names | None = Field(default=None, alias="datumnotatie")
    codes: Codes = Field(default_factory=dict)
    separator: Annotated[str, BeforeValidator(_one_sign)] = Field(default=";", alias="lijstscheiding")


def read_settings(folder: Path) -> RegisterSettings:
    """The settings of `folder`, or the defaults without a register.yaml; raises VtauditError with all faults at once.

    Faults stand on the line of the file: unknown keys and columns, values outside a closed list, impossible notations.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return RegisterSettings()
    node = load_yaml(path)
    faults = [*column_faults(node), *_header_faults(node)]
    try:
        settings = validate(node, RegisterSettings)
    except VtauditError as error:
        raise VtauditError((*error.faults, *faults)) from error
    if faults:
        raise VtauditError(faults)
    return settings


def column_faults(node: Node) -> Iterator[Fault]:
    """What the shape cannot say: do columns, code values and notations exist? Serves ready mappings as well."""
    for key in ("kolommen", "codes"):
        for column in _entries(node, key):
            if column not in COLUMNS:
                remedy = f"Kies uit: {', '.join(COLUMNS)}."
                yield node.fault((key, column), "instelling", f"kolom '{column}' bestaat niet.", remedy)
    for column, codes in _entries(node, "codes").items():
        for code, meaning in (codes.value if isinstance(codes.value, Mapping) else {}).items():
            if problem := _code_problem(column, meaning):
                yield node.fault(("codes", column, code), "instelling", *problem)
    for notation in _scalars(node, "datumnotatie"):
        if not (isinstance(notation.value, str) and is_notation(notation.value)):
            where = f"{notation.file}:{notation.line}"
            message = "deze datumnotatie is niet bruikbaar."
            remedy = "Schrijf dag, maand en een jaar van vier cijfers, bijvoorbeeld dd-mm-jjjj of jjjjmmdd."
            yield Fault("instelling", where, message, remedy)


def _code_problem(column: str, meaning: Node) -> tuple[str, str] | None:
    text = meaning.value or ""
    if column in IDENTIFIERS:
        return f"voor kolom '{column}' kunnen geen codes gelden.", "Haal deze codes weg."
    if column in DATE_COLUMNS and text:
        return f"een code in kolom '{column}' kan alleen 'leeg' betekenen.", "Laat de betekenis leeg: ''."
    if column in VALUES and text and text not in VALUES[column]:
        return f"deze betekenis bestaat niet voor kolom '{column}'.", f"Kies uit: {', '.join(VALUES[column])}."
    return None


def _header_faults(node: Node) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for column, header in _entries(node, "kolommen").items():
        if not isinstance(header.value, str):
            continue
        first = seen.setdefault(header.value.strip().casefold(), column)
        if first != column:
            message = f"'{column}' wijst naar dezelfde kolom als '{first}'."
            remedy = "Laat elke kolom van het bestand maar één keer meedoen."
            yield node.fault(("kolommen", column), "instelling", message, remedy)


def _entries(node: Node, key: str) -> Mapping[str, Node]:
    child = node.value.get(key) if isinstance(node.value, Mapping) else None
    return child.value if child is not None and isinstance(child.value, Mapping) else {}


def _scalars(node: Node, key: str) -> tuple[Node, ...]:
    child = node.value.get(key) if isinstance(node.value, Mapping) else None
    if child is None:
        return ()
    return child.value if isinstance(child.value, tuple) else (child,)
