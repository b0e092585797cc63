"""Masks names and other personal data in what people read; first the names the dossier itself reveals, then patterns.

A word that is a name once is masked everywhere in that dossier. No promise of anonymity: a page with quotes stays
confidential.
"""

from vtaudit.privacy.masking import NAME, NUMBER, Hidden, hidden, mask
from vtaudit.privacy.names import file_text, is_named, names_in

__all__ = ["NAME", "NUMBER", "Hidden", "file_text", "hidden", "is_named", "mask", "names_in"]
