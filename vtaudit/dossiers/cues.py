"""What tells one kind of document from another: criteria/documents.yaml, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.errors import VtauditError

OTHER = "overig"
FILE_NAME = "documents.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ByRegister(_Strict):
    """A document of `kind` made at least `days` days after the register date `column` is of another kind."""

    kind: str
    column: str
    days: int


class Kind(_Strict):
    """The cues of one kind of document; the file itself explains each field."""

    headings: tuple[str, ...] = ()
    weak_headings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    date_labels: tuple[str, ...] = ()
    layout: Literal["letter", "mail", "journal"] | None = None
    tab: str | None = None
    refines: str | None = None
    refine_phrases: tuple[str, ...] = ()
    refine_unless: tuple[str, ...] = ()
    refine_vervolg: str | None = None
    by_register: ByRegister | None = None


class PrintCues(_Strict):
    """How to see that one file holds a whole case."""

    cues: tuple[str, ...]
    file_names: tuple[str, ...]
    ends: tuple[str, ...]
    units: tuple[str, ...]
    opens_with: tuple[str, ...]


class Layouts(_Strict):
    """Openings and closings of letters, header fields of mails."""

    letter_openings: tuple[str, ...]
    letter_closings: tuple[str, ...]
    mail_headers: tuple[str, ...]
    mail_only_headers: tuple[str, ...]
    mail_quotes: tuple[str, ...]


class KindCues(_Strict):
    """Everything in criteria/documents.yaml; the order of `kinds` settles a tie."""

    version: str
    letterheads: tuple[str, ...]
    print: PrintCues
    layouts: Layouts
    concept: tuple[str, ...]
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
        for key, base in (("refines", kind.refines), ("by_register", kind.by_register and kind.by_register.kind))
        if base is not None and base not in cues.kinds
    ]
    if OTHER not in cues.kinds:
        faults.append(node.fault(("kinds",), "soort_ontbreekt", f"de soort '{OTHER}' ontbreekt.", "Vul haar aan."))
    if faults:
        raise VtauditError(faults)
    return cues
