"""Words as the lexicon sees them: lower case, without accents, common shorthand written out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
    }
)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case and without accents, so that 'geïnformeerd', 'Geinformeerd' and 'geınformeerd' are one word."""
    lowered = word.translate(_APOSTROPHES).lower()
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
