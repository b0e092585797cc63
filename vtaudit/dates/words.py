"""The closed word tables of Dutch time: months, weekdays, numbers, units, and what a period is counted from."""

from __future__ import annotations

from vtaudit.dates.mention import PartOf, Unit
from vtaudit.model.calendar import MONTH_NAMES, WEEKDAY_NAMES


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


MONTH_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "maa": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)} | MONTH_SHORT

WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)} | {
    name[:2]: number for number, name in enumerate(WEEKDAY_NAMES)
}

ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}

PARTS = {
    "begin": PartOf.BEGIN,
    "half": PartOf.MIDDLE,
    "halverwege": PartOf.MIDDLE,
    "medio": PartOf.MIDDLE,
    "midden": PartOf.MIDDLE,
    "eind": PartOf.END,
    "einde": PartOf.END,
    "eerste helft": PartOf.FIRST_HALF,
    "tweede helft": PartOf.SECOND_HALF,
    "eerste twee weken": PartOf.FIRST_TWO_WEEKS,
    "eerste week": PartOf.FIRST_WEEK,
    "tweede week": PartOf.SECOND_WEEK,
    "derde week": PartOf.THIRD_WEEK,
    "vierde week": PartOf.FOURTH_WEEK,
    "laatste week": PartOf.LAST_WEEK,
}

# a unit as written, without its blanks: how many of which unit it stands for
UNITS = {
    "werkdag": (1, Unit.WORKING_DAY),
    "werkdagen": (1, Unit.WORKING_DAY),
    "dag": (1, Unit.DAY),
    "dagen": (1, Unit.DAY),
    "dgn": (1, Unit.DAY),
    "week": (1, Unit.WEEK),
    "weken": (1, Unit.WEEK),
    "wk": (1, Unit.WEEK),
    "wkn": (1, Unit.WEEK),
    "maand": (1, Unit.MONTH),
    "maanden": (1, Unit.MONTH),
    "mnd": (1, Unit.MONTH),
    "mnden": (1, Unit.MONTH),
    "mdn": (1, Unit.MONTH),
    "kwartaal": (3, Unit.MONTH),
    "halfjaar": (6, Unit.MONTH),
    "anderhalfjaar": (18, Unit.MONTH),
    "1,5jaar": (18, Unit.MONTH),
    "jaar": (1, Unit.YEAR),
    "jaren": (1, Unit.YEAR),
    "jr": (1, Unit.YEAR),
}

# what a period is counted from; the keys are the names under which `resolve` is handed the dates
ANCHORS = {
    "afsluiting": (
        "afsluiting afsluiten afgesloten afsl afsluitdatum afsluitingsdatum sluiting sluiten gesloten sluitingsdatum "
        "zaaksluiting dossiersluiting afronding afronden afgerond beëindiging beëindigen beëindigd beeindiging "
        "beeindigen beeindigd einde afloop eindigen geëindigd dicht dichtgaat sluit"
    ),
    "verzending": (
        "verzending verzenden verzonden versturen verstuurd verstuurt toezending toezenden verzenddatum dagtekening "
        "briefdatum brief afsluitbrief afsluitingsbrief sluitbrief eindbrief slotbrief rapportage rapport schrijven"
    ),
    "start": "start starten gestart aanvang startdatum onderzoeksstart begonnen",
    "melding": "melding meldingsdatum meldingdatum melddatum gemeld",
    "overdracht": "overdracht overdragen overgedragen overdrachtsdatum",
}
# What goes by these words may be a shop as well: only a case, or ourselves, named before them makes it the end of ours.
CLOSES_ANYTHING = frozenset({"dicht", "dichtgaat", "sluit"})
OF_THE_CASE = frozenset({"dossier", "zaak", "casus", "onderzoek", "bemoeienis", "betrokkenheid", "wij", "we", "vt"})
ANCHOR_OF = {word: key for key, words in ANCHORS.items() for word in _words(words)}

# the end of a treatment is not the end of the case, the start of the help not that of the onderzoek
NOT_THE_CASE = _words(
    "hulp hulpverlening hulptraject behandeling behandeltraject therapie training cursus begeleiding opname detentie "
    "huisverbod ots ondertoezichtstelling uithuisplaatsing schooljaar zwangerschap bevalling relatie vakantie "
    "traumabehandeling gezinsbehandeling"
)
NOT_THE_START = NOT_THE_CASE | {"traject", "vervolgtraject", "interventie"}

# words that may stand between "na" and what is counted from
WORDS_BEFORE_ANCHOR = _words(
    "de het een deze dit die dat onze ons uw haar zijn hun door van is wordt werd zal datum dan er"
)
THIS_DAY = ("heden", "vandaag", "nu")


def _numbers() -> dict[str, int]:
    ones = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
    teens = (
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    )
    tens = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
    words = {word: number for number, word in enumerate((*ones, *teens), 1)} | {"honderd": 100, "één": 1, "'n": 1}
    for ten, word in enumerate(tens, 2):
        words[word] = 10 * ten
        for one, name in enumerate(ones, 1):
            words[f"{name}en{word}"] = 10 * ten + one
            if name.endswith("e"):
                words[f"{name}ën{word}"] = 10 * ten + one
    return words


NUMBERS = _numbers()


def number_of(word: str) -> int | None:
    """A number of at most two digits or written out; '²' is none."""
    return int(word) if word.isdecimal() and len(word) < 3 else NUMBERS.get(word)


def _day_words() -> dict[str, int]:
    """The days of a month written out: elf, elfde, eenentwintig, eenentwintigste; "een" is an article too often."""
    days = {word: number for word, number in NUMBERS.items() if number <= 31 and word not in ("een", "'n")}
    odd = {1: "eerste", 3: "derde", 8: "achtste"}
    ordinals = {odd.get(number, word + ("ste" if number >= 20 else "de")): number for word, number in days.items()}
    return days | ordinals


DAY_WORDS = _day_words()

# "de week drie keer" is no week number; of a small number written out nobody can tell
WEEK_WORDS = {word: number for word, number in NUMBERS.items() if 10 <= number <= 53}
