"""Readers: one file in, one Document out, and the text for matching with its way back to the page."""

from vtaudit.documents.normal import NormalText, normalise, rejoin
from vtaudit.documents.reader import read_document

__all__ = ["NormalText", "normalise", "read_document", "rejoin"]
