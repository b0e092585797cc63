"""Ages that a melding tells as a birthday: 'Noor, die in mei vier is geworden', 'Tim (wordt in juni vier)'."""

from __future__ import annotations

from collections.abc import Sequence

from vtaudit.dates.words import number_of
from vtaudit.language.sentences import Token
from vtaudit.model.calendar import MONTH_NAMES

_MONTHS = frozenset({*MONTH_NAMES, *(name[:3] for name in MONTH_NAMES)})
TIMES = frozenset({"keer", "maal", "x", "uur"})
"""Words that make the number before them no age: 'werd twee keer geslagen'."""
_SPANS = frozenset({"week", "weken", "maand", "maanden", "dag", "dagen"})
_FAR = 12
_MOST = 20
_TURNED = frozenset({"geworden", "werd", "jarig"})
_TO_TURN = frozenset({"wordt"})
_PASSED = frozenset(
    {
        "die", "dat", "wie", "in", "op", "deze", "dit", "vorige", "afgelopen", "begin", "eind", "half", "sinds", "net",
        "pas", "juist", "onlangs", "inmiddels", "al", "nu", "kort", "geleden", "jaar", "maand", "week", "zomer",
        "winter", "herfst", "voorjaar", "najaar", "lente", "is", "was", "geworden", "werd", "wordt", "zou", "zal",
        "binnenkort", "morgen", "gisteren", "vandaag", "(", ",", ".", "-", "–", "weer", "daags", "ervoor", "van", "het",
        "de", "volgende", "komende", "vorig", "haar", "zijn", "verjaardag", "vlak", "voor", "na",
        *_MONTHS,
    }
)  # fmt: skip


def turned(tokens: Sequence[Token], position: int) -> tuple[int, int] | None:
    """Months and end of the birthday that follows a name, None where none does."""
    number, verb = None, 0
    for index in range(position, min(position + _FAR, len(tokens))):
        norm = tokens[index].norm.strip("().")
        counted = number_of(norm)
        after = tokens[index + 1].norm.strip(".") if index + 1 < len(tokens) else ""
        if counted is not None and norm == "een" and after.isalpha() and after not in _PASSED:
            # 'wordt een vermoeden gemeld'
            return None
        if counted is not None and after not in _MONTHS | TIMES | _SPANS:
            number = counted if counted <= _MOST else number
        elif counted is None and norm and norm not in _PASSED and not norm.isdecimal():
            return None
        if norm in _TURNED or norm in _TO_TURN:
            verb = verb or (1 if norm in _TURNED else 2)
        if verb and number is not None:
            closed = index + 1
            while closed < len(tokens) and tokens[closed].norm in ("is", "was", "jaar", "geworden", ")"):
                closed += 1
            return max(0, number * 12 - (verb == 2)), closed
        if tokens[index].text.endswith(")"):
            return None
    return None
