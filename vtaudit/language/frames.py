"""Frames as data: what a statement must hold for a toetsvraag, and which readings of it count."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.errors import Fault, VtauditError
from vtaudit.language.scope import Status

Slot = Literal[
    "persoon",
    "toezichthouder",
    "onbekende_toezichthouder",
    "melder",
    "informant",
    "gezin",
    "moment",
    "monitoring_persoon",
    "kort_label",
    "kop_van_blok",
    "weer_later",
    "niet_door_ander",
    "wie_erbij",
    "niet_melder",
    "veilig_thuis_afwezig",
    "afspraak_gezegd",
    "afspraak_gezegd_regel",
    "afspraak_gedrag",
    "afspraak_gedrag_regel",
    "afspraak_kaal",
    "afspraak_rondom",
    "afspraak_teruggezegd",
    "gevolg_breed",
    "toezicht_persoon",
    "afspraak_volgt",
    "enkel_toekomst",
    "afspraken_genoemd",
    "let_op_gezin",
    "antwoord_toezicht",
    "gevolg_na_voorwaarde",
    "gevolg_vervolgt",
    "melder_stellig",
    "aan_melder",
    "van_melder",
    "ander_verteld",
    "rij_gedaan",
    "eigen_uitspraak",
    "plan_van_vt",
    "moment_vooruit",
    "contact_voorbij",
    "vt_of_formulier",
    "reden_mogelijk",
    "reden_erna",
    "reden_sluit_aan",
    "hulp_kop",
    "zegt_verder",
    "reden_gegeven",
    "antwoord_waarom",
    "hulp_nabij",
    "meer_dan_loopt",
    "hulp_als_oorzaak",
    "helper_als_oorzaak",
    "geen_vraag_of_doel",
]


class Pattern(BaseModel):
    """One way to say it; every key that is given must hold.

    `all`: concept groups that stand in the sentence (each group: any one of its concepts); the first is the anchor
    whose clause decides the status. `near`: most words between anchor and the others. `label`, `heading`: one of these
    concepts stands in the label of the field or the heading. `context`: groups that may also stand in label, heading
    or the `back` sentences before. `without`: concepts that spoil it. `needs`: slots. `ignore`: cues that say nothing.
    `shield`: concepts whose words hide the cues inside them. `message`: the anchor is an act of telling, so that cues
    in the told content do not touch its status, and every anchor is tried. `not_before`: as that of the frame, for this
    way of saying it alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    all: tuple[frozenset[str], ...] = ()
    near: int | None = Field(default=None, ge=0)
    label: frozenset[str] = frozenset()
    label_without: frozenset[str] = frozenset()
    heading: frozenset[str] = frozenset()
    context: tuple[frozenset[str], ...] = ()
    back: int = Field(default=1, ge=0, le=6)
    without: frozenset[str] = frozenset()
    needs: tuple[Slot, ...] = ()
    filled: bool = False
    lines: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    counts: tuple[Status, ...] = (Status.DONE,)
    ignore: frozenset[str] = frozenset()
    shield: tuple[str, ...] = ()
    not_before: Literal["", "afsluiting"] = ""
    message: bool = False
    sure: bool = True
    weight: int = Field(default=5, ge=1, le=9)


class Frame(BaseModel):
    """A kind of statement; `not_before` names the event that must have happened when it is written down.

    A sentence that surely fills a frame in `yields_to` is no statement of this one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    meaning: str
    patterns: tuple[Pattern, ...] = Field(min_length=1)
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    not_before: Literal["", "triage", "start_onderzoek", "uitkomst", "afsluiting"] = ""
    yields_to: tuple[str, ...] = ()


class FrameFile(BaseModel):
    """`criteria/lexicon/frames_*.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    frames: dict[str, Frame]


def load_frames(folder: Path, concepts: frozenset[str]) -> dict[str, Frame]:
    """Read every `frames_*.yaml` of a folder; faults carry file and line, a frame that stands twice is one."""
    frames: dict[str, Frame] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("frames_*.yaml")):
        node = load_yaml(path)
        for name, frame in validate(node, FrameFile).frames.items():
            if name in frames:
                message = f"het patroon '{name}' staat ook in een ander bestand."
                faults.append(node.fault(("frames", name), "lexicon_dubbel", message, "Laat er een staan."))
            frames[name] = frame
            for unknown in sorted(_words(frame) - concepts):
                message = f"het begrip '{unknown}' staat in geen enkel bestand van het lexicon."
                faults.append(node.fault(("frames", name), "lexicon_onbekend", message, "Verbeter de naam."))
    if faults:
        raise VtauditError(faults)
    return frames


def _words(frame: Frame) -> set[str]:
    """Every concept that a frame names."""
    return {
        concept
        for pattern in frame.patterns
        for group in (
            *pattern.all,
            *pattern.context,
            pattern.label,
            pattern.label_without,
            pattern.heading,
            pattern.without,
        )
        for concept in group
    }
