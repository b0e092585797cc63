"""What another machine must have to judge as this one does: program, libraries, criteria and folder."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from vtaudit import __version__
from vtaudit.audit.cases import Setup
from vtaudit.catalogue.criteria import load_sets
from vtaudit.errors import VtauditError
from vtaudit.language.reader import READER_VERSION

_LIBRARIES = (
    *("spacy", "pypdfium2", "pdfplumber", "pdfminer.six", "python-docx"),
    *("numpy", "scipy", "scikit-learn"),
)
_VERSION, _LIBRARY, _FOLDER, _CRITERIA = "version", "libraries", "folder", "criteria"
_MISSING = "-"


@lru_cache(maxsize=1)
def sight(setup: Setup, run: str) -> Mapping[str, str]:
    """What this machine has under the paths of the audit; found out once for each `run`, any word of its own."""
    return {
        _VERSION: f"{__version__}/{READER_VERSION}",
        _LIBRARY: " ".join((platform.python_version(), *map(_installed, _LIBRARIES))),
        _FOLDER: _folder(setup),
        _CRITERIA: _criteria(setup),
    }


def differences(setup: Setup) -> Mapping[str, tuple[str, str]]:
    """What to say, and what to do, when another machine differs in one of these."""
    return {
        _VERSION: (
            "Deze werker heeft een andere versie van vtaudit.",
            f"Installeer daar versie {__version__}.",
        ),
        _LIBRARY: (
            "Deze werker heeft een andere versie van Python of van een onderdeel. De uitkomst kan anders zijn.",
            "Installeer daar dezelfde versies als hier.",
        ),
        _FOLDER: (
            f"Deze werker ziet niet dezelfde dossiers op dit pad: {setup.folder}.",
            "Koppel de map met dossiers op elke werker op hetzelfde pad.",
        ),
        _CRITERIA: (
            f"Deze werker ziet niet dezelfde criteria op dit pad: {setup.grounds.documents.parent}.",
            "Zet vtaudit en uw eigen criteria op elke werker op hetzelfde pad.",
        ),
    }


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _MISSING


def _folder(setup: Setup) -> str:
    try:
        return hashlib.sha256((setup.folder / setup.register_source).read_bytes()).hexdigest()
    except OSError:
        return _MISSING


def _criteria(setup: Setup) -> str:
    try:
        return setup.grounds.version(load_sets(setup.criteria))
    except (VtauditError, OSError):
        return _MISSING
