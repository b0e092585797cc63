"""Readers: one file in, its documents out, and the text for matching with its way back to the page."""

from vtaudit.documents.cache import DocumentCache
from vtaudit.documents.guarded import UNREADABLE_SIGN, fingerprint, read_document, read_documents, read_files
from vtaudit.documents.normal import NormalText, normalise, rejoin
from vtaudit.documents.ocr import engine_for
from vtaudit.documents.reader import SUFFIXES

__all__ = [
    "SUFFIXES",
    "UNREADABLE_SIGN",
    "DocumentCache",
    "NormalText",
    "engine_for",
    "fingerprint",
    "normalise",
    "read_document",
    "read_documents",
    "read_files",
    "rejoin",
]
