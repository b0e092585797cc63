"""What pydantic found wrong, as Dutch sentences with a suggestion for a mistyped key."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Location = tuple[int | str, ...]

_SENTENCES: Mapping[str, str] = {
    "string_type": "hier hoort een tekst te staan",
    "tuple_type": "hier hoort een lijst te staan",
    "list_type": "hier hoort een lijst te staan",
    "set_type": "hier hoort een lijst te staan",
    "frozen_set_type": "hier hoort een lijst te staan",
    "dict_type": "hier horen sleutels met een waarde te staan",
    "mapping_type": "hier horen sleutels met een waarde te staan",
    "model_type": "hier horen sleutels met een waarde te staan",
    "model_attributes_type": "hier horen sleutels met een waarde te staan",
    "int_parsing": "hier hoort een geheel getal te staan",
    "int_type": "hier hoort een geheel getal te staan",
    "float_parsing": "hier hoort een getal te staan",
    "float_type": "hier hoort een getal te staan",
    "bool_parsing": "hier hoort true of false te staan",
    "bool_type": "hier hoort true of false te staan",
    "date_from_datetime_parsing": "hier hoort een datum te staan als 2017-03-06",
    "date_parsing": "hier hoort een datum te staan als 2017-03-06",
    "date_type": "hier hoort een datum te staan als 2017-03-06",
    "too_short": "dit mag niet leeg zijn",
    "string_too_short": "dit mag niet leeg zijn",
}


def describe(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str, str]:
    """Fault code, message and remedy for one pydantic error; the message never repeats the value itself."""
    kind, location = detail["type"], detail["loc"]
    place = _place(location)
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        key = str(location[-1])
        return "schema_unknown_key", f"onbekende sleutel '{key}'{_meant(key, known_keys(model, location))}", ""
    if kind == "missing":
        return "schema_missing_key", f"sleutel '{location[-1]}' ontbreekt.", "Vul de sleutel aan."
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        expected = str(context.get("expected_tags", "")).replace("'", "")
        remedy = f"Kies uit: {expected}." if expected else "Geef een soort op met 'kind'."
        return "schema_value", f"{place}: deze soort (kind) bestaat niet.", remedy
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected", "")).replace(" or ", " of ").replace("'", "")
        return "schema_value", f"{place}: deze waarde bestaat hier niet.", f"Kies uit: {expected}."
    if kind in ("value_error", "assertion_error"):
        return "schema_value", f"{place}: {context.get('error', detail['msg'])}.", ""
    if kind.startswith(("greater_than", "less_than")):
        return "schema_value", f"{place}: het getal valt buiten wat hier mag.", ""
    return "schema_value", f"{place}: {_SENTENCES.get(kind, 'deze waarde past hier niet')}.", ""


def _place(location: Location) -> str:
    names = [str(step) for step in location if isinstance(step, str)]
    number = f" ({location[-1] + 1}e in de lijst)" if location and isinstance(location[-1], int) else ""
    return f"'{names[-1]}'{number}" if names else "het bestand"


def _meant(key: str, known: set[str]) -> str:
    close = difflib.get_close_matches(key, sorted(known), n=1)
    return f"; bedoelde u '{close[0]}'?" if close else "."


def known_keys(model: type[BaseModel], location: Location) -> set[str]:
    """The keys that the models at `location` (a path to a key) accept."""
    models = {model}
    for step in location[:-1]:
        steps = {
            inner
            for one in models
            for name, info in one.model_fields.items()
            if step in (name, info.alias)
            for inner in _models_in(info.annotation)
        }
        models = steps or models
    return {info.alias or name for one in models for name, info in one.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every pydantic model inside an annotation: through Annotated, unions, lists and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, types.UnionType) or get_args(annotation):
        for argument in get_args(annotation):
            if not isinstance(argument, TypeVar):
                yield from _models_in(argument)
