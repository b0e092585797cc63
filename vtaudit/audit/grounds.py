"""What every set of criteria shares: phrases, kinds of documents, free days and the texts of reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.catalogue.schema import CriteriaSetFile


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where the shared files stand; a value that can travel to another process."""

    lexicon: Path
    documents: Path
    free_days: Path
    reasons: Path
    second_opinion: Path

    @classmethod
    def beside(cls, directory: Path) -> Grounds:
        """The shared files in the folder above a set; what is not there comes from the shipped criteria.

        So an organisation that copies the criteria can change a phrase without touching the program.
        """
        own, shipped = directory.parent, criteria_root()

        def place(name: str) -> Path:
            return own / name if (own / name).exists() else shipped / name

        return cls(
            place("lexicon"),
            place("documents.yaml"),
            place("free_days.csv"),
            place("reasons.yaml"),
            place("second_opinion"),
        )

    def with_rules_alone(self) -> Grounds:
        """The same without the second opinion."""
        return replace(self, second_opinion=self.second_opinion / "geen")

    def version(self, sets: Iterable[CriteriaSetFile]) -> str:
        """The fingerprint of these sets and of the content of all shared files: another phrase makes another audit."""
        digest = hashlib.sha256()
        for each in sets:
            digest.update(f"{each.info.id}\0{each.sha256}\n".encode())
        model = sorted(self.second_opinion.glob("second_opinion.*"))
        for path in (*sorted(self.lexicon.glob("*.yaml")), self.documents, self.free_days, self.reasons, *model):
            digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return digest.hexdigest()
