"""What lies in the audited folder: which files belong to which zaak, and what is not used."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vtaudit.documents import SUFFIXES, UNREADABLE_SIGN
from vtaudit.dossiers.cues import KindCues
from vtaudit.errors import Fault, VtauditError
from vtaudit.register import TARGETS_FILE

_IGNORED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_READ_ELSEWHERE = frozenset(
    {"register.csv", "register.xlsx", "register.ods", "register.yaml", "register.yml", TARGETS_FILE}
)
_NO_LETTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The files of one zaak in reading order, relative to the folder and with forward slashes.

    `tabs` are root tables that hold every zaak; a dossier reads only its own records from them.
    """

    zaaknummer: str
    paths: tuple[str, ...]
    tabs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderScan:
    """`cases` holds every zaaknummer asked for, also one without files.

    `orphans` are folders without a register row, `unused` other files in the root; `faults` says so in Dutch.
    """

    cases: Mapping[str, CaseFiles]
    orphans: tuple[str, ...]
    unused: tuple[str, ...]
    faults: tuple[Fault, ...]


def scan_folder(folder: Path, zaaknummers: Iterable[str], cues: KindCues) -> FolderScan:
    """List the files per zaak; a name matches a zaaknummer exactly, after trimming and with `/ \\ :` as `-`.

    Hidden and temporary files are passed over silently. A folder that links to another place is listed as one file, and
    so is one that cannot be opened. Raises VtauditError when `folder` itself cannot be opened.
    """
    tab_names = {f"{kind.tab}.csv" for kind in cues.kinds.values() if kind.tab}
    by_name: dict[str, list[str]] = {}
    tabs: list[str] = []
    unmatched: dict[str, bool] = {}
    faults: list[Fault] = []
    wanted = {folder_name(zaaknummer): zaaknummer for zaaknummer in zaaknummers}
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        message = "De map is niet te openen."
        remedy = "Kijk of de (netwerk)schijf er is en of u de map mag openen."
        raise VtauditError(Fault("map_onleesbaar", folder.name or "map", message, remedy)) from error
    for entry in entries:
        name = _shown(entry.name)
        if _is_ignored(name) or name.casefold() in _READ_ELSEWHERE:
            continue
        if name.casefold() in tab_names and entry.is_file():
            tabs.append(name)
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        stem = (name if is_folder else _print_stem(name)).strip()
        if stem not in wanted:
            unmatched[name] = is_folder
        elif is_folder:
            by_name.setdefault(stem, []).extend(_files_below(folder, name))
        else:
            by_name.setdefault(stem, []).insert(0, name)
    for name, is_folder in unmatched.items():
        faults.append(_not_used(name, is_folder))
    cases = {
        zaaknummer: CaseFiles(zaaknummer, tuple(by_name.get(name, ())), tuple(tabs))
        for name, zaaknummer in wanted.items()
    }
    orphans = tuple(name for name, is_folder in unmatched.items() if is_folder)
    return FolderScan(cases, orphans, tuple(name for name in unmatched if name not in orphans), tuple(faults))


def folder_name(zaaknummer: str) -> str:
    """The name that the folder of a zaak must have: signs that cannot stand in a file name become a hyphen."""
    return zaaknummer.strip().translate(str.maketrans("/\\:", "---"))


def _print_stem(name: str) -> str:
    path = Path(name)
    return path.stem if path.suffix.lower() in SUFFIXES else name


def _files_below(folder: Path, name: str) -> list[str]:
    found: list[str] = []

    def closed(error: OSError) -> None:
        # Among the documents, so that the case is named as not read whole: nobody knows what is in this folder.
        found.append(_shown(Path(error.filename).relative_to(folder).as_posix()))

    for root, folders, files in os.walk(folder / name, onerror=closed):
        folders[:] = sorted(each for each in folders if not _is_ignored(each))
        # A folder elsewhere is not entered; as a file it is told that it was not followed.
        links = [each for each in folders if (Path(root) / each).is_symlink()]
        for each in sorted((*files, *links)):
            if not _is_ignored(each):
                found.append(_shown((Path(root) / each).relative_to(folder).as_posix()))
    return found


def _shown(name: str) -> str:
    """The name with a mark for bytes that are no letters: no report could hold them, so the file is not opened."""
    return _NO_LETTER.sub(UNREADABLE_SIGN, name)


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _IGNORED or name.casefold().endswith(".tmp")


def _not_used(name: str, is_folder: bool) -> Fault:
    if is_folder:
        return Fault(
            "map_zonder_registerregel",
            name,
            "Deze map hoort niet bij een zaak in het register. De stukken zijn niet beoordeeld.",
            "Controleer de naam van de map, of neem de zaak op in het register.",
        )
    return Fault(
        "niet_gebruikt",
        name,
        "Dit bestand hoort niet bij een zaak in het register. Het is niet gebruikt.",
        "Zet een stuk in de map van de zaak, of geef een print van de hele zaak het zaaknummer als naam.",
    )
