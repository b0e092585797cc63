"""From a folder to dossiers: the files of a zaak, the documents they hold, and the kind and date of each."""

from vtaudit.dossiers.cues import KindCues, read_kind_cues
from vtaudit.dossiers.read import read_dossier
from vtaudit.dossiers.scan import CaseFiles, FolderScan, scan_folder

__all__ = ["CaseFiles", "FolderScan", "KindCues", "read_dossier", "read_kind_cues", "scan_folder"]
