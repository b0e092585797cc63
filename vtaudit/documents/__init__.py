"""Readers: one file in, one Document out, and the text for matching with its way back to the page."""

from vtaudit.documents.cache import DocumentCache
from vtaudit.documents.guarded import UNREADABLE_SIGN, fingerprint, read_document
from vtaudit.documents.normal import NormalText, normalise, rejoin

__all__ = [
    "UNREADABLE_SIGN",
    "DocumentCache",
    "NormalText",
    "fingerprint",
    "normalise",
    "read_document",
    "rejoin",
]
