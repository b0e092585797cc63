"""Masks names and other personal data in what people read; first the names the dossier itself reveals, then patterns.

Known names come from titles, initials, form labels, ages, salutations and signatures, and from the register. A word
that is masked once is masked everywhere in that dossier. No promise of anonymity: a page with quotes stays
confidential.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NAME, NUMBER, ADDRESS, CONTACT, BIRTH = "[naam]", "[nummer]", "[adres]", "[contact]", "[geboortedatum]"

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŞĞČŽŁŚİ]"
_WORD = rf"{_CAPITAL}[\w'’]*[a-zà-ÿşğıčžłśńęą'’][\w'’]*(?:-{_CAPITAL}[\w'’]+)*"
_PARTICLE = r"(?:van|de|den|der|ter|ten|te|el|al|la|le|het|in|op|von|bin|ben|'t|’t|d')"
_FULL = rf"(?:(?:{_PARTICLE}\s+){{0,3}}{_WORD})"
_TITLE = (
    r"(?:mw|mevr|mvr|dhr|hr|mevrouw|mw/dhr|meneer|mijnheer|heer|juf|meester|dokter|dr|drs|ir|mr|prof|zuster|pastoor|"
    r"dominee|agent|hoofdagent|brigadier|tante|oom|opa|oma|collega|jeugdbeschermer|wijkcoach|spv|fam|familie)"
)
_TITLED = re.compile(rf"\b(?i:{_TITLE})\.?\s+((?:{_CAPITAL}\.\s?)*(?:{_FULL})(?:(?:\s|/|-)+{_FULL})?)")
_INITIALS = re.compile(rf"\b((?:{_CAPITAL}\.\s?){{1,4}}(?:{_FULL})(?:-{_WORD})?)")
_AGED = re.compile(
    rf"\b({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD})?)\s*(?:\((?:\d{{1,3}}|19\d\d|20\d\d)"
    r"(?:\s*(?:jaar|jr|mnd|maanden|weken|wkn))?[.)]|,\s*\d{1,2}\s*(?:jaar|jr|mnd|maanden)|,?\s*geb\b)"
)
_SALUTED = re.compile(
    rf"\b(?:Geachte|Beste|Dag|Hallo|Hoi|Lieve|Ha|Hi)\s+"
    rf"(?:(?:mevrouw|meneer|mijnheer|heer|familie|mw\.|dhr\.)\s+)?((?:{_PARTICLE}\s+)*{_WORD})"
)
_SIGNED = re.compile(
    rf"(?:groet(?:en)?|hoogachtend|gr\.?|namens veilig thuis)[,.]?\s*\n?\s*"
    rf"((?:{_CAPITAL}\.\s?)*{_FULL}(?:\s+{_FULL})?)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?im)^\W*(?:\|\s*)?(?:melder|mldr|gezin|betrokken\w*|betreft|moeder|vader|ouders?|kind(?:eren)?|mdr|vdr|kk|"
    r"van|aan|cc|door|behandela\w+|medewerker|opgesteld door|voor|aanwezig|deelnemers|"
    r"gesproken(?: met)?|samenstelling gezin|stiefvader|partner|namens|contactpersoon|auteur|"
    r"naam|cli[eë]nt|leerlingen?|getekend|handtek\w*|ondertekend|aangenomen(?: door)?|opgenomen|"
    r"bestemd voor)\b[^:\n|]{0,30}[:|](.*)$"
)
_LISTED = re.compile(rf"\b({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD})?)")
_NOT_NAMES = frozenset(
    [
        "veilig",
        "thuis",
        "team",
        "moeder",
        "vader",
        "ouders",
        "kinderen",
        "kind",
        "gezin",
        "zoon",
        "dochter",
        "broer",
        "zus",
        "tante",
        "oom",
        "opa",
        "oma",
        "school",
        "basisschool",
        "politie",
        "huisarts",
        "raad",
        "kinderbescherming",
        "bescherming",
        "jeugdbescherming",
        "wijkteam",
        "centrum",
        "stichting",
        "gemeente",
        "regio",
        "datum",
        "besluit",
        "triage",
        "onderzoek",
        "melding",
        "dossier",
        "zaak",
        "bericht",
        "brief",
        "mail",
        "bijlage",
        "onderwerp",
        "aan",
        "van",
        "voor",
        "met",
        "geachte",
        "beste",
        "mevrouw",
        "meneer",
        "heer",
        "de",
        "het",
        "een",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "jeugdgezondheidszorg",
        "jgz",
        "ggz",
        "ggd",
        "cjg",
        "gi",
        "mdck",
        "mdo",
        "urgentie",
        "hoog",
        "midden",
        "laag",
        "spoed",
        "ja",
        "nee",
        "nederland",
        "polen",
        "spanje",
        "deze",
        "dit",
        "dat",
        "die",
        "hij",
        "zij",
        "wij",
        "ik",
        "u",
        "uw",
        "ons",
        "onze",
        "er",
        "in",
        "op",
        "uit",
        "bij",
        "naar",
        "door",
        "over",
        "onder",
        "tijdens",
        "toen",
        "nu",
        "vandaag",
        "gisteren",
        "morgen",
        "volgens",
        "afspraken",
        "afspraak",
        "monitoring",
        "contactjournaal",
        "verslag",
        "gesprek",
        "gesprekken",
        "vertrouwensarts",
        "gedragswetenschapper",
        "teamleider",
        "medewerker",
        "secretariaat",
        "orthopedagoog",
        "kinderarts",
        "arts",
        "ziekenhuis",
        "psycholoog",
        "stiefvader",
        "stiefmoeder",
        "partner",
        "pleegouders",
        "ex",
        "beide",
        "alle",
        "iedereen",
        "niemand",
        "mdr",
        "vdr",
        "kk",
        "adres",
        "tel",
        "telefoon",
        "fax",
        "bsn",
        "geb",
        "leerling",
        "leerlingen",
        "client",
        "cliënt",
        "melder",
        "informant",
        "afzender",
        "aanmelding",
        "meldt",
        "inhoud",
        "naam",
        "betreft",
        "betrokken",
        "betrokkenen",
        "aanwezig",
        "deelnemers",
        "intern",
        "begeleider",
        "mentor",
        "leerkracht",
        "directeur",
        "wijkagent",
        "agent",
        "hoofdagent",
        "brigadier",
        "verpleegkundige",
        "jeugdverpleegkundige",
        "maatschappelijk",
        "werker",
        "amk",
        "amhk",
        "vt",
        "fact",
        "kdv",
        "bso",
        "tc",
        "gw",
        "poh",
        "sms",
        "app",
        "hb",
        "huisbezoek",
        "kantoor",
        "thuis",
        "dag",
        "groet",
        "groeten",
        "hoogachtend",
        "eerder",
        "eerste",
        "tweede",
        "derde",
        "kort",
        "lang",
        "geen",
        "niet",
        "ook",
        "maar",
        "want",
        "als",
        "indien",
        "mocht",
        "hulp",
        "behandelaar",
        "samenstelling",
        "algemeen",
        "veiligheidsplan",
        "veiligheid",
        "conclusie",
        "vervolg",
        "verzonden",
        "verz",
        "cc",
        "re",
        "fw",
        "fwd",
        "dank",
        "graag",
        "goedemorgen",
        "goedemiddag",
        "hallo",
        "hoi",
    ]
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), CONTACT),
    (
        re.compile(
            r"\b(?:geb(?:oren)?\.?|geboortedatum:?|geboren op)\s*(?:op\s*)?\d{1,2}[-/. ]\w{1,10}[-/. ]\d{2,4}",
            re.IGNORECASE,
        ),
        BIRTH,
    ),
    (re.compile(r"\(\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\)"), BIRTH),
    (re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b"), ADDRESS),
    (
        re.compile(
            rf"\b{_CAPITAL}[\w'’-]*(?:straat|laan|weg|plein|pad|hof|kade|dijk|singel|gracht|steeg|dreef|park|plantsoen|markt|baan|wal|licht|zicht|kwartier|veld|akker|burg|oord|gaarde|ring|erf|loper|sloot|wetering|steker|molen|stoof|roosje)\s+\d{{1,4}}(?:\s?[a-zA-Z]{{1,2}}\b|-\d+)?"
        ),
        ADDRESS,
    ),
    (re.compile(r"(?<!\d)(?:\+31\s?|0031\s?|0)(?:\d[\s-]?){8,9}(?!\d)"), CONTACT),
    (re.compile(r"(?<![\d-])\d{9}(?![\d-])"), NUMBER),
    (re.compile(r"\b(?:[A-Z]{2,4}\d{2}[-/][A-Z]?\d{3,6}|[A-Z]{2}-\d{4}-\d{3,6})\b"), NUMBER),
)


def names_in(texts: Iterable[str], known: Iterable[str] = (), allowed: Iterable[str] = ()) -> frozenset[str]:
    """Every word that is part of a person's name in these texts; `allowed` words (places, teams) never are."""
    permitted = {word.casefold() for value in allowed for word in re.findall(r"\w+", value)} | _NOT_NAMES
    found: set[str] = set()
    for value in known:
        found.update(_words(value))
        found.update(_shorthand(value))
    for text in texts:
        for pattern in (_TITLED, _INITIALS, _AGED, _SALUTED, _SIGNED):
            for match in pattern.finditer(text):
                found.update(_words(match[1]))
        for match in _LABELLED.finditer(text):
            for name in _LISTED.finditer(match[1]):
                found.update(_words(name[1]))
    return frozenset(word for word in found if word.casefold() not in permitted and len(word) > 1)


def _words(name: str) -> Iterable[str]:
    yield from re.findall(rf"{_CAPITAL}[\w'’]+", name)


def _shorthand(name: str) -> Iterable[str]:
    """The initials by which a colleague signs a journal: L. Visser is LV, A. van Dijk is AvD."""
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name))
    if len(letters) > 1:
        yield letters
        yield letters.upper()
        yield "".join(letter for letter in letters if letter.isupper())


def mask(text: str, names: frozenset[str]) -> str:
    """The text with names and other personal data replaced by what they are; a run of names becomes one [naam]."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    if names:
        shouted = {name.upper() for name in names if len(name) > 3}
        pieces = "|".join(re.escape(name) for name in sorted(names | shouted, key=lambda name: (-len(name), name)))
        text = re.sub(rf"\b(?:(?:{_CAPITAL}\.\s?)+(?:{_PARTICLE}\s+)*)?(?:{pieces})(?:'s|s)?\b", NAME, text)
    text = re.sub(rf"(?:{_CAPITAL}\.\s?)+(?=\[naam\])", "", text)
    return re.sub(r"\[naam\](?:[\s/-]+(?:(?:van|de|den|der|ter|ten|te)\s+)*\[naam\])+", NAME, text)
