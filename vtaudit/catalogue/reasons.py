"""Why a toetsvraag came out as it did, as Dutch texts kept apart from the code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.catalogue.schema import Name, Prose, QuestionId, Strict
from vtaudit.catalogue.strict_yaml import load_yaml, validate
from vtaudit.errors import Fault, VtauditError


class _Text(Strict):
    sentence: Prose
    short: Prose


class _Override(Strict):
    sentence: Prose | None = None
    short: Prose | None = None


class _ReasonsFile(Strict):
    reasons: dict[Name, _Text] = Field(min_length=1)
    questions: dict[QuestionId, dict[Name, _Override]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReasonTexts:
    """The texts per reason code, with a wording of its own where a toetsvraag has one."""

    generic: Mapping[str, _Text]
    overrides: Mapping[str, Mapping[str, _Override]]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that may be used."""
        return frozenset(self.generic)

    def sentence(self, question: str, code: str) -> str:
        """The sentence for one dossier, with roles and no names; KeyError for an unknown code."""
        own = self.overrides.get(question, {}).get(code)
        return own.sentence if own is not None and own.sentence is not None else self.generic[code].sentence

    def short(self, question: str, code: str) -> str:
        """The words behind a count on the shared page ("7× …"); KeyError for an unknown code."""
        own = self.overrides.get(question, {}).get(code)
        return own.short if own is not None and own.short is not None else self.generic[code].short


def load_reasons(path: Path | None = None, questions: Collection[str] | None = None) -> ReasonTexts:
    """Read `reasons.yaml` (the shipped one without a path).

    A wording for an unknown code is a fault, and so is one for a toetsvraag that is not in `questions`, if given.
    """
    node = load_yaml(path if path is not None else criteria_root() / "reasons.yaml")
    content = validate(node, _ReasonsFile)
    faults: list[Fault] = []
    for question, codes in content.questions.items():
        if questions is not None and question not in questions:
            message = f"toetsvraag '{question}' bestaat niet."
            faults.append(node.fault(("questions", question), "reason_question", message))
        for code, own in codes.items():
            location = ("questions", question, code)
            if code not in content.reasons:
                message = f"reden '{code}' staat niet in de lijst bovenaan."
                faults.append(node.fault(location, "reason_code", message, "Voeg haar daar toe of verbeter de naam."))
            if own.sentence is None and own.short is None:
                faults.append(node.fault(location, "reason_empty", "hier staat geen tekst.", "Haal de regel weg."))
    if faults:
        raise VtauditError(faults)
    return ReasonTexts(content.reasons, content.questions)
