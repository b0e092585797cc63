"""Reads Dutch dossier text: sentences, concepts, statuses and statements. The only room that imports spaCy."""
