"""steekproef.json: the record of a draw, written once and read back for every audit on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import Design, Replacement, Sample, Selection, Stratum, TopUp
from vtaudit.sampling.draw import counts, population_sha256

FORMAT_VERSION = 1
CHECK = "check_sha256"


class SampleFile(BaseModel):
    """What stands in steekproef.json; `plan` is what the sample was planned to prove and is kept as it is.

    What comes after `drawn` is left out where it is empty, except `check_sha256`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format_version: Literal[1]
    plan: dict[StrictStr, StrictStr | StrictInt | float | None]
    method: Literal["all", "random", "delivered"]
    seed: StrictInt | None
    population: StrictInt
    population_sha256: StrictStr
    strata: dict[StrictStr, StrictInt]
    drawn: tuple[StrictStr, ...]
    design: Design = Field(default_factory=Design)
    selection: Selection = Field(default_factory=Selection)
    frame: tuple[Stratum, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    top_ups: tuple[TopUp, ...] = ()
    drawn_on: date | None = None
    check_sha256: StrictStr | None = None


def to_json(sample: Sample, plan: Mapping[str, str | int | float | None] | None = None) -> dict[str, Any]:
    """The content of steekproef.json as plain values; `from_json` reads it back."""
    content: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "plan": dict(plan or {}),
        "method": sample.method,
        "seed": sample.seed,
        "population": sample.population,
        "population_sha256": sample.population_sha256,
        "strata": dict(sample.strata),
        "drawn": list(sample.drawn),
    }
    added = (
        ("design", sample.design, Design()),
        ("selection", sample.selection, Selection()),
        ("frame", sample.frame, ()),
        ("replacements", sample.replacements, ()),
        ("top_ups", sample.top_ups, ()),
        ("drawn_on", sample.drawn_on, None),
    )
    content |= {name: _plain(value) for name, value, empty in added if value != empty}
    return content | {CHECK: check_sha256(content)}


def check_sha256(content: Mapping[str, Any]) -> str:
    """The check value over all else that stands in steekproef.json: plan, drawn cases, replacements, top-ups, the rest.

    A plain SHA-256 over the keys in alphabetical order: spaces and line ends do not count. It reveals a careless edit,
    such as a replacement that was taken out; whoever knows how it is made can make it again.
    """
    rest = {name: value for name, value in content.items() if name != CHECK}
    text = json.dumps(rest, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def read(content: object, where: str = "steekproef.json") -> Sample:
    """The sample as its file tells it.

    Raises VtauditError when the content is not that of steekproef.json, or was changed after the program wrote it. A
    file of a version that kept no check value is refused as well: the same seed draws the same cases again.
    """
    if isinstance(content, dict) and {"questions", "drawn"} & content.keys() == {"questions"}:
        # A plan, which stands in the same folder.
        remedy = "Kies een steekproef.json die vtaudit sample of vtaudit audit heeft gemaakt."
        raise VtauditError(Fault("sample-file", where, "Dit bestand is geen steekproef.", remedy))
    try:
        file = SampleFile.model_validate(content)
    except ValidationError as error:
        raise VtauditError(
            Fault(
                "sample-file",
                f"{where}, {'.'.join(str(part) for part in problem['loc']) or 'begin'}",
                "Dit onderdeel van de steekproef ontbreekt of is niet te lezen.",
                "Gebruik het bestand zoals het programma het maakte, of trek een nieuwe steekproef.",
            )
            for problem in error.errors()
        ) from None
    if file.check_sha256 is None:
        message = "Dit bestand heeft geen controlegetal. Een oudere versie van vtaudit maakte het, of het is veranderd."
        again = (
            f"Trek de steekproef opnieuw, met --seed {file.seed}. U krijgt alleen dezelfde zaken als het register "
            "hetzelfde is en u ook verder hetzelfde vraagt: --size, --stratify, --where, --spares en de rest."
        )
        remedy = "Trek een nieuwe steekproef met vtaudit sample." if file.seed is None else again
        raise VtauditError(Fault("sample-unchecked", where, message, remedy))
    if not isinstance(content, dict) or file.check_sha256 != check_sha256(content):
        message = "Dit bestand is veranderd nadat het programma het schreef. Wat er staat, is niet meer te vertrouwen."
        remedy = (
            "Zet het bestand terug zoals het was, of trek een nieuwe steekproef. Vervangen en bijtrekken kan alleen "
            "met vtaudit sample --replace en --top-up: die bewaren de reden."
        )
        raise VtauditError(Fault("sample-edited", where, message, remedy))
    return Sample(**{field.name: getattr(file, field.name) for field in fields(Sample)})


def check_population(sample: Sample, zaaknummers: Iterable[str], where: str = "steekproef.json") -> None:
    """Hold a sample that was drawn before against the population that is at hand now.

    Raises VtauditError when the population is another one than was drawn from, or when the drawn cases do not fit in
    it; a sample is never adapted in silence.
    """
    population = set(zaaknummers)
    if sample.population_sha256 != population_sha256(population, sample.selection):
        here = "dit register heeft" if sample.selection.is_whole else "bij dezelfde keuze heeft dit register"
        counts = f"{sample.population} zaken; {here} {len(population)} zaken"
        if sample.population == len(population):
            counts = f"{here} er ook {len(population)}, maar met andere zaaknummers"
        message = f"Deze steekproef is getrokken uit een ander register ({counts})."
        remedy = (
            "Gebruik het register waaruit is getrokken, of trek een nieuwe steekproef. "
            "Zijn er alleen zaken bij gekomen, trek dan zaken bij met vtaudit sample --top-up en --reason."
        )
        raise VtauditError(Fault("sample-population", where, message, remedy))
    if faults := tuple(_misfits(sample, population, where)):
        raise VtauditError(faults)


def from_json(content: object, zaaknummers: Iterable[str], where: str = "steekproef.json") -> Sample:
    """`read` and `check_population` in one."""
    sample = read(content, where)
    check_population(sample, zaaknummers, where)
    return sample


def _misfits(sample: Sample, population: Collection[str], where: str) -> Iterator[Fault]:
    remedy = "Gebruik het bestand zoals het programma het maakte, of trek een nieuwe steekproef."
    strangers = set(sample.drawn).difference(population)
    doubles = len(sample.drawn) - len(set(sample.drawn))
    if strangers or doubles:
        message = (
            f"De lijst met getrokken zaken klopt niet: {len(strangers)} zaken staan niet in het register, "
            f"{doubles} staan er dubbel in."
        )
        yield Fault("sample-drawn", f"{where}, drawn", message, remedy)
    elif sample.population != len(population):
        message = f"Het aantal zaken klopt niet: hier staat {sample.population}, in het register zijn het er "
        yield Fault("sample-drawn", f"{where}, population", f"{message}{len(population)}.", remedy)
    elif sample.frame and not _is_sound(sample, population):
        message = "De verdeling in delen klopt niet met de lijst met getrokken zaken."
        yield Fault("sample-frame", f"{where}, frame", message, remedy)


def _is_sound(sample: Sample, population: Collection[str]) -> bool:
    """Whether the strata together are the population, and their drawn cases the sample."""
    cases = [case for stratum in sample.frame for case in stratum.cases]
    drawn = [case for stratum in sample.frame for case in stratum.drawn]
    return (
        sorted(cases) == sorted(population)
        and sorted(drawn) == sorted(sample.drawn)
        and dict(sample.strata) == counts(sample.frame)
        and all(
            set(stratum.cases).issuperset((*stratum.drawn, *stratum.spares))
            and not set(stratum.drawn).intersection(stratum.spares)
            for stratum in sample.frame
        )
    )


def _plain(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, (Design, Selection, Stratum, Replacement, TopUp)):
        return {name: _plain(each) for name, each in asdict(value).items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (tuple, list)) else value
