"""What tells one kind of document from another: criteria/documents.yaml, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.errors import VtauditError

OTHER = "overig"
FILE_NAME = "documents.yaml"


_MOST_WILDCARDS = 3


def _sound(phrase: str) -> str:
    if not any(character.isalnum() for character in phrase):
        raise ValueError("een woord of zinsnede zonder letters past op alles")
    if any(word.count("*") > _MOST_WILDCARDS for word in phrase.split()):
        raise ValueError(f"in één woord mogen hooguit {_MOST_WILDCARDS} sterretjes staan")
    return phrase


Phrase = Annotated[str, AfterValidator(_sound)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ByRegister(_Strict):
    """A document of `kind` made at least `days` days after the register date `column` is of another kind."""

    kind: str
    column: str
    days: int


class Kind(_Strict):
    """The cues of one kind of document; the file itself explains each field."""

    headings: tuple[Phrase, ...] = ()
    weak_headings: tuple[Phrase, ...] = ()
    labels: tuple[Phrase, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    file_names: tuple[Phrase, ...] = ()
    sure_names: tuple[Phrase, ...] = ()
    date_labels: tuple[Phrase, ...] = ()
    date_phrases: tuple[Phrase, ...] = ()
    letter_phrases: tuple[Phrase, ...] = ()
    layout: Literal["letter", "mail", "journal"] | None = None
    tab: str | None = None
    refines: str | None = None
    refine_phrases: tuple[Phrase, ...] = ()
    refine_unless: tuple[Phrase, ...] = ()
    refine_vervolg: str | None = None
    by_register: ByRegister | None = None
    instead_of: str | None = None
    instead_labels: tuple[Phrase, ...] = ()
    instead_titles: tuple[Phrase, ...] = ()


class PrintCues(_Strict):
    """How to see that one file holds a whole case."""

    cues: tuple[Phrase, ...]
    file_names: tuple[Phrase, ...]
    ends: tuple[Phrase, ...]
    units: tuple[Phrase, ...]
    opens_with: tuple[Phrase, ...]


class Layouts(_Strict):
    """Openings and closings of letters, header fields of mails."""

    letter_openings: tuple[Phrase, ...]
    letter_closings: tuple[Phrase, ...]
    mail_headers: tuple[Phrase, ...]
    mail_only_headers: tuple[Phrase, ...]
    mail_quotes: tuple[Phrase, ...]


class KindCues(_Strict):
    """Everything in criteria/documents.yaml; the order of `kinds` settles a tie."""

    version: str
    letterheads: tuple[Phrase, ...]
    print: PrintCues
    layouts: Layouts
    concept: tuple[Phrase, ...]
    kinds: Mapping[str, Kind]

    def layout_of(self, kind: str) -> str | None:
        """The layout of a kind, or of the kind that it is a special case of."""
        own = self.kinds[kind]
        return own.layout or (self.kinds[own.refines].layout if own.refines else None)


def read_kind_cues(path: Path | None = None) -> KindCues:
    """Read the file, by default the shipped one; VtauditError holds every fault with its line.

    A `refines` that is no kind is a fault too.
    """
    node = load_yaml(path or criteria_root() / FILE_NAME)
    cues = validate(node, KindCues)
    faults = [
        node.fault(("kinds", name, key), "soort_onbekend", f"'{base}' is geen soort.", "Kijk de naam na.")
        for name, kind in cues.kinds.items()
        for key, base in (
            ("refines", kind.refines),
            ("instead_of", kind.instead_of),
            ("by_register", kind.by_register and kind.by_register.kind),
        )
        if base is not None and base not in cues.kinds
    ]
    if OTHER not in cues.kinds:
        faults.append(node.fault(("kinds",), "soort_ontbreekt", f"de soort '{OTHER}' ontbreekt.", "Vul haar aan."))
    if faults:
        raise VtauditError(faults)
    return cues
