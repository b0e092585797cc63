"""Reads one case of a finished audit again, only when nothing that the audit rested on has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from vtaudit import __version__
from vtaudit.assess import Judge
from vtaudit.audit.cases import Tools, load_tools
from vtaudit.audit.grounds import Grounds
from vtaudit.case import Case, build_case
from vtaudit.catalogue.criteria import load_sets
from vtaudit.catalogue.schema import Question, TermKept
from vtaudit.checks import applies
from vtaudit.documents import engine_for, fingerprint
from vtaudit.dossiers import read_dossier, scan_folder
from vtaudit.errors import Fault, VtauditError
from vtaudit.language.reader import READER_VERSION
from vtaudit.model import Dossier, Observation, Sample
from vtaudit.register import read_register, with_peildatum

FORMAT = 1
FILE = "herlezen.json"
_LIBRARIES = ("spacy", "pypdfium2", "pdfplumber", "python-docx")


def libraries() -> dict[str, str]:
    """The versions of what turns a document into sentences; others may read the same document otherwise."""
    return {name: metadata.version(name) for name in _LIBRARIES}


@dataclass(frozen=True, slots=True)
class Source:
    """What an audit rested on: `files` has the SHA-256 of every document by its path in the folder.

    `ocr` is the text recognition that was there when a file may have needed it.
    """

    folder: str
    criteria: tuple[str, ...]
    peildatum: date
    grounds: str
    register: str
    files: Mapping[str, str]
    versions: tuple[str, ...] = (__version__, READER_VERSION)
    libraries: Mapping[str, str] = field(default_factory=libraries)
    ocr: str = ""

    def content(self) -> dict[str, Any]:
        """The content of herlezen.json."""
        return {
            "formaat": FORMAT,
            "map": self.folder,
            "criteria": list(self.criteria),
            "peildatum": self.peildatum.isoformat(),
            "criteria_sha256": self.grounds,
            "register_sha256": self.register,
            "bestanden": dict(sorted(self.files.items())),
            "versies": list(self.versions),
            "bibliotheken": dict(self.libraries),
            **({"tekstherkenning": self.ocr} if self.ocr else {}),
        }

    @classmethod
    def read(cls, audit: Path) -> Source:
        """From the folder of a finished audit; VtauditError when it has none that fits."""
        try:
            content = json.loads((audit / FILE).read_text(encoding="utf-8"))
            if content["formaat"] != FORMAT:
                raise ValueError
            return cls(
                content["map"],
                tuple(content["criteria"]),
                date.fromisoformat(content["peildatum"]),
                content["criteria_sha256"],
                content["register_sha256"],
                dict(content["bestanden"]),
                tuple(content["versies"]),
                dict(content.get("bibliotheken", {})),
                str(content.get("tekstherkenning", "")),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            message = "In deze map staat geen audit die klaar is en die opnieuw te lezen is."
            raise VtauditError(
                Fault("reread-audit", audit.name, message, "Kies een map die vtaudit audit heeft gemaakt.")
            ) from error


@dataclass(frozen=True, slots=True)
class Reread:
    """One case as the audit saw it.

    `by_rules` is the observation without the second opinion; `applies_surely` tells whether it is certain that the
    toetsvraag applies, or does not.
    """

    question: Question
    observation: Observation
    case: Case
    dossier: Dossier
    tools: Tools
    by_rules: Observation
    applies_surely: bool


def reread(
    source: Source, zaaknummer: str, folder: Path | None = None, *, drawn: bool = True
) -> tuple[Tools, Case, Dossier, Judge]:
    """Read the case again; VtauditError when register, criteria, program or a file of this case has changed.

    The documents of a case that was not `drawn` stay closed, as in the audit.
    """
    place = folder or Path(source.folder)
    if not place.is_dir():
        message = "De map met dossiers van deze audit is hier niet te vinden."
        raise VtauditError(Fault("reread-folder", place.name, message, "Wijs de map aan met --folder."))
    register = with_peildatum(read_register(place), source.peildatum)
    row = next((row for row in register.rows if row.zaaknummer == zaaknummer), None)
    if row is None:
        message = "Deze zaak staat niet in het register van deze audit."
        raise VtauditError(Fault("reread-case", zaaknummer, message, "Kijk het zaaknummer na in observaties.csv."))
    sets = load_sets(source.criteria)
    grounds = Grounds.beside(sets[0].directory)
    version = grounds.version(sets)
    tools = load_tools(tuple(each.directory for each in sets), grounds, version)
    files = scan_folder(place, {each.zaaknummer for each in register.rows}.union(register.refused), tools.cues).cases
    faults = list(_changed(source, version, register.sha256, place))
    if drawn:
        own = (*files[zaaknummer].paths, *files[zaaknummer].tabs)
        faults += _changed_files(source, place, zaaknummer, own, files)
    if faults:
        raise VtauditError(faults)
    dossier = (
        read_dossier(place, files[zaaknummer], row, tools.cues)
        if drawn and files[zaaknummer].paths
        else Dossier(zaaknummer, row, (), ())
    )
    case = build_case(dossier, tools.reader, source.peildatum, tools.second)
    return tools, case, dossier, tools.judge(source.peildatum)


def explained(
    source: Source, zaaknummer: str, question_id: str, folder: Path | None = None, sample: Sample | None = None
) -> Reread:
    """The case with one toetsvraag; VtauditError for a toetsvraag that this audit did not ask of it.

    Without the `sample` of the audit every case is taken to have been drawn.
    """
    drawn = sample is None or zaaknummer in sample.drawn
    tools, case, dossier, judge = reread(source, zaaknummer, folder, drawn=drawn)
    question = next((one for each in tools.sets for one in each.questions if one.id == question_id), None)
    if question is None:
        message = "Deze toetsvraag hoort niet bij deze audit."
        remedy = "Kies er een uit 'vtaudit criteria list', bijvoorbeeld 1.3.3-a."
        raise VtauditError(Fault("reread-question", question_id, message, remedy))
    if sample and not drawn and not isinstance(question.check, TermKept):
        raise VtauditError(_not_drawn(zaaknummer, sample))
    observed = {one.question: one for one in judge.observe(case, terms_only=not drawn)}
    by_rules = {one.question: one for one in replace(judge, weights=None).observe(case, terms_only=not drawn)}
    condition = applies(question.applies_when, case, source.peildatum, observed)
    return Reread(question, observed[question_id], case, dossier, tools, by_rules[question_id], condition.sure)


def _not_drawn(zaaknummer: str, sample: Sample) -> Fault:
    message = "Deze zaak zat niet in de steekproef. Alleen de termijnen van deze zaak zijn beoordeeld."
    remedy = "Kies een zaak uit het werkblad, of een toetsvraag over een termijn."
    if sample.method == "delivered":
        message = f"Bij deze audit lagen er geen stukken van deze zaak. {message}"
        remedy = "Liggen er nu wel stukken, doe de audit dan opnieuw. Of kies een zaak uit het werkblad."
    return Fault("reread-not-drawn", zaaknummer, message, remedy)


def _changed(source: Source, grounds: str, register: str, folder: Path) -> Iterator[Fault]:
    remedy = "Doe de audit opnieuw; daarna is de uitleg weer te geven."
    if source.versions != (__version__, READER_VERSION):
        yield Fault("reread-version", "programma", "De audit is gemaakt met een andere versie van vtaudit.", remedy)
    if source.ocr != engine_for(folder / path for path in source.files):
        message = "De tekstherkenning (Tesseract) is hier anders dan bij deze audit."
        yield Fault("reread-ocr", "tekstherkenning", message, remedy)
    if source.grounds != grounds:
        yield Fault("reread-criteria", "criteria", "De criteria zijn veranderd sinds deze audit.", remedy)
    if source.register != register:
        yield Fault("reread-register", "register", "Het register is veranderd sinds deze audit.", remedy)


def _changed_files(
    source: Source, folder: Path, zaaknummer: str, paths: Iterable[str], files: Mapping[str, Any]
) -> Iterator[Fault]:
    again = "of doe de audit opnieuw; daarna is de uitleg weer te geven."
    remedy = f"Zet het stuk terug {again}"
    present = set(paths)
    for path in sorted(present):
        known = source.files.get(path)
        if known is None:
            yield Fault(
                "reread-added", path, "Dit stuk is erbij gekomen sinds deze audit.", f"Haal het stuk weg {again}"
            )
        elif known != fingerprint(folder / path):
            yield Fault("reread-changed", path, "Dit stuk is veranderd sinds deze audit.", remedy)
    others = {path for number, case in files.items() if number != zaaknummer for path in case.paths}
    for path in sorted(set(source.files) - present - others):
        if not (folder / path).exists() and path.startswith(zaaknummer):
            yield Fault("reread-gone", path, "Dit stuk is weg sinds deze audit.", remedy)
