"""From a folder of files to dossiers: which files belong to a zaak, which documents they hold, of what kind and date."""

from vtaudit.dossiers.cues import KindCues, read_kind_cues
from vtaudit.dossiers.read import read_dossier
from vtaudit.dossiers.scan import CaseFiles, FolderScan, scan_folder

__all__ = ["CaseFiles", "FolderScan", "KindCues", "read_dossier", "read_kind_cues", "scan_folder"]
