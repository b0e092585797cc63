"""Who reported: names, functions and role families of the melder, from fields and from running text of the melding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vtaudit.language.passages import Passage
from vtaudit.language.sentences import Token
from vtaudit.language.surnames import is_organisation
from vtaudit.language.words import fold

_LABEL = re.compile(
    r"^[\W\d]*(?:naam\s+)?(?:melder|mldr|meldende|meldster|aanmelder|aangemeld door|gemeld door|ingediend door|"
    r"afzender|van|wie meldt|door|bron|melding door|melding van|gegevens melder|verbalisant|meldende instantie|"
    r"wie(?!.*\b(?:kan|kunnen|doet|pakt|neemt|wil|wonen|woont|horen|hoort|gezin|huis|huishouden|gaat|zijn|betrokken)\b)|"
    r"contactpersoon melder|ingebracht door|doorgegeven door|binnengekomen via|gedaan door|functie melder|"
    r"organisatie melder|functie|organisatie|instelling)\b",
    re.I,
)
_STRICT = re.compile(
    r"[\W\d]*(?:naam |gegevens |functie |organisatie )?"
    r"(?:melder|mldr?|meldende|meldster|melderster|aanmelder|verbalisant)\b"
    r"|[\W\d]*(?:aangemeld|gemeld|ingediend|melding|doorgegeven|ingebracht) (?:door|van)\b"
    r"|[\W\d]*(?:wie meldt|binnen via)\b",
    re.I,
)
_AFTER_DATE = re.compile(r"[^,;]{3,40}[,;] (?:melder|meldster)\Z", re.I)
_NAME = re.compile(r"[A-ZÀ-ÝŞĞÇİ][\w'’\-]+\Z")
_INITIAL = re.compile(r"(?:[A-ZÀ-Ý]\.?)+\Z")
_TITLES = frozenset(
    (
        "mw", "mevr", "mevrouw", "dhr", "heer", "meneer", "mijnheer", "dr", "drs", "juf", "meester", "mvr", "hr",
        "dokter", "zr"
    )
)  # fmt: skip
_PARTICLES = frozenset(["de", "den", "der", "van", "von", "ter", "ten", "te", "el", "al", "la", "le", "'t"])
_NO_NAME = frozenset(
    (
        "melding", "melder", "gezin", "betreft", "onderwerp", "datum", "urgentie", "naam", "team", "regio", "moeder",
        "vader", "ouders", "kind", "kinderen", "veilig", "thuis", "adres", "functie", "zorg", "aard", "tel", "telefoon",
        "meldt", "via", "deel", "het", "open", "anoniem", "onbekend", "ja", "nee", "bekend", "bsn", "school",
        "basisschool", "politie", "huisarts", "brief", "mail", "e-mail", "formulier", "fax", "portaal", "schriftelijk",
        "telefonisch", "mondeling", "balie", "webformulier", "een", "tegen", "zij", "hij", "ze", "wij", "we", "ik",
        "er", "dit", "die", "deze", "dat", "haar", "zijn", "op", "in", "bij", "na", "om", "met", "door", "omdat",
        "toen", "sinds", "volgens", "ook", "nu", "vandaag", "gisteren", "vanmorgen", "vanmiddag", "vanochtend",
        "over", "aan", "zorgmelding", "politiemelding", "meldformulier", "meldingsformulier", "zorgformulier",
        "registratie", "mutatie", "ontvangen"
    )
)  # fmt: skip
_NETWORK = ("familielid",)
_FUNCTION = ("professional", *_NETWORK)
# What stands behind these is the name of an organisation or a place.
_ORGANISATIONS = frozenset(
    (
        "politie", "school", "basisschool", "wijkteam", "gemeente", "kinderopvang", "opvang", "huisartsenpraktijk",
        "praktijk", "ziekenhuis", "ggz", "thuiszorg", "jgz", "ggd", "peuterspeelzaal"
    )
)  # fmt: skip
# The register code of a melder -> the role families by which journals then speak of that person.
_CODE_ROLES = {
    "school": "rol_school", "huisarts": "rol_huisarts", "politie": "rol_politie", "jgz": "rol_jgz", "ziekenhuis":
    "rol_ziekenhuis", "wijkteam": "rol_wijkteam", "kinderopvang": "rol_opvang", "ggz": "rol_ggz", "gi": "rol_gi",
    "peuterspeelzaal": "rol_opvang", "thuiszorg": "rol_zorg", "vrouwenopvang": "rol_vrouwenopvang", "verloskundige":
    "rol_geboorte", "woningcorporatie": "rol_wonen", "leerplicht": "rol_leerplicht", "maatschappelijk": "rol_amw",
    "basisschool": "rol_school",
}  # fmt: skip
# Parts of other words in that cell: "jeugdgezondheidszorg", "buitenschoolse opvang", "sporttrainer".
_CODE_PARTS = {
    "school": "rol_school", "huisarts": "rol_huisarts", "politie": "rol_politie", "jeugdgezond": "rol_jgz",
    "jeugdarts": "rol_jgz", "ziekenhuis": "rol_ziekenhuis", "seh": "rol_ziekenhuis", "wijkteam": "rol_wijkteam",
    "bso": "rol_opvang", "kinderopvang": "rol_opvang", "buitenschoolse": "rol_opvang", "trainer": "rol_sport",
    "sport": "rol_sport", "psych": "rol_ggz", "crisisdienst": "rol_ggz", "corporatie": "rol_wonen",
    "verloskund": "rol_geboorte", "kraam": "rol_geboorte", "leerplicht": "rol_leerplicht",
    "thuiszorg": "rol_zorg", "wijkverple": "rol_zorg", "maatschappelijk": "rol_amw",
}  # fmt: skip
_KIN = "oma opa grootmoeder grootvader tante oom zus broer nicht neef schoonmoeder schoonvader schoonzus zwager"
# Words that network melders are called by; a role family would take in too many people.
_NEAR_BY = "buurman buurvrouw buren buurtbewoner buur omwonende buurtgenoot bovenbuur onderbuur overbuur bovenbuurvrouw"
_CODE_WORDS = {
    "familielid": _KIN,
    "familie": _KIN,
    "grootouder": "oma opa grootmoeder grootvader",
    "grootmoeder": "oma",
    "grootvader": "opa",
    "oma": "grootmoeder",
    "opa": "grootvader",
    **dict.fromkeys(("buurtbewoner", "buur", "buren", "buurtgenoot", "omwonende", "buurman", "buurvrouw"), _NEAR_BY),
    "sociaal_netwerk": "vriendin vriend kennis oppas buurvrouw trainer",
}
# Who calls or writes to Veilig Thuis in the first lines of a melding.
_REPORTING = frozenset(
    ["belde", "belt", "meldde", "meldt", "mailde", "mailt", "schrijft", "schreef", "kwam", "nam", "bracht"]
)
_HEADINGS = (["melder"], ["meldster"], ["gegevens", "melder"], ["de", "melder"], ["aanmelder"], ["naam", "melder"])
_CALLING = frozenset(["belt", "belde", "meldt", "meldde", "mailt", "mailde"])
_WHENEVER = frozenset(["als", "wanneer", "toen"])
_US = frozenset(["ons", "veilig", "veilig_thuis", "vt", "melding", "melden", "zorgen"])
_PROSE_SENTENCES = 8
_SIGNED_SENTENCES = 3
# Parts of a function that many others have too.
_VAGUE = frozenset(
    (
        "intern", "voor", "van", "zorg", "veiligheid", "medewerker", "medewerkster", "team", "werk", "werker", "hulp",
        "bureau", "begeleider", "begeleidster", "instelling", "dementie", "maatschappelijk", "pedagogisch", "ambulant",
        "leidinggevende", "voortgezet", "spoedeisende", "sociaal", "sociaalpsychiatrisch", "arts", "verpleegkundige",
        "organisatie"
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reporter:
    """The melder as texts may name him or her; `roles` are role families (concepts `rol_*`).

    `titled` holds names shared with the family, with the title that tells them apart: 'v:fernandes'; `persons` are the
    names that are not of an organisation alone.
    """

    names: frozenset[str]
    functions: frozenset[str]
    roles: frozenset[str]
    titled: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()


def is_reporter_field(passage: Passage) -> bool:
    """A field of the melding that says who reported."""
    if passage.cells:
        return len(passage.cells) == 2 and bool(_STRICT.match(passage.label))
    if passage.opens_line and _AFTER_DATE.match(passage.label):
        return True
    return bool(passage.label and _LABEL.match(passage.label))


def _opens_with_reporter(passage: Passage) -> bool:
    """'Melder mw. Hofman, buurvrouw': the columns of a form run into each other in a PDF."""
    if passage.label or passage.cells or not passage.opens_line or len(passage.tokens) < 2:
        return False
    first, second = passage.tokens[0].norm, passage.tokens[1]
    by_function = any(hit.start == 1 and hit.concept.startswith("rol_") for hit in passage.hits)
    return first in ("melder", "meldster", "melderster", "verbalisant") and (
        second.norm in _TITLES or by_function or bool(_NAME.match(second.text) or _INITIAL.match(second.text))
    )


def _asks_reporter(passage: Passage) -> bool:
    """A form of questions: 'Wie meldt?', with the answer on the next line."""
    words = [token.norm for token in passage.tokens if token.norm.isalpha()]
    return passage.text.rstrip().endswith("?") and words[-2:] in (["wie", "meldt"], ["de", "melder"], ["wie", "belt"])


def _stands_under(pool: Sequence[Passage], number: int) -> bool:
    """The line under a line 'Melder', past the boxes that say what kind of melder it is."""
    for before in reversed(pool[max(0, number - 3) : number]):
        if [token.norm for token in before.tokens if token.norm.isalpha()] in _HEADINGS:
            return True
        if "[" not in before.text:
            return False
    return False


def _is_our_desk(passage: Passage) -> bool:
    """'Van: Lies Bos (frontdesk Veilig Thuis)': a colleague who passes the melding on reported nothing."""
    if _STRICT.match(passage.label):
        return False
    return any(hit.start >= passage.value for hit in passage.hits_of("veilig_thuis", "vt_intern"))


def outside_names(pool: Sequence[Passage]) -> frozenset[str]:
    """Names of a melder who reports by profession: 'Melder: mw. Bos, leidster' is nobody of the family."""
    fields = (p for p in pool if is_reporter_field(p) and _STRICT.match(p.label))
    return frozenset(
        name
        for field in fields
        if field.hits_of("professional") and not field.hits_of(*_NETWORK)
        for name in _names(field.tokens[field.value :])
    )


def _who_called(passage: Passage) -> set[str]:
    """'Mevrouw De Ruiter belde ons vanmiddag': a name before the verb by which the melding came in."""
    norms = [token.norm for token in passage.tokens]
    verb = next((position for position, norm in enumerate(norms) if norm in _REPORTING), None)
    if verb is None or verb > _PROSE_SENTENCES:
        return set()
    # "Hanneke Prins mailt, mentor op ...": a melding that opens so needs no word for us.
    told = norms[0] not in _WHENEVER and "dan" not in norms[verb + 1 : verb + 3]
    opens = (
        told
        and norms[verb] in _CALLING
        and norms[verb + 1 : verb + 2] in ([","], ["en"], ["."], ["dat"], ["met"], ["over"])
    )
    if not opens and not _US & set(norms[verb : verb + 6]):
        return set()
    return set(_names(passage.tokens[:verb]))


def title_sex(word: str) -> str:
    """v or m for a title, empty for another word."""
    return (
        "v"
        if word in ("mw", "mevr", "mevrouw", "mvr", "mej", "zr")
        else "m"
        if word in ("dhr", "heer", "meneer", "mijnheer", "hr")
        else ""
    )


def read_reporter(pool: Sequence[Passage], code: str, others: frozenset[str], taken: frozenset[str]) -> Reporter:
    """Read the melder; `others` are folded names of the family, `taken` those of its adults with their sex in front."""
    words = fold(code).replace("-", " ").replace("_", " ").split()
    functions = {word for word in (*words, fold(code)) if len(word) > 2}
    functions |= {other for word in (*words, fold(code)) for other in _CODE_WORDS.get(word, "").split()}
    roles = {role for word in (*words, fold(code)) if (role := _CODE_ROLES.get(word))}
    roles = roles or {role for part, role in _CODE_PARTS.items() if any(part in word for word in words)}
    names: set[str] = set()
    sexes: set[str] = set()
    for number, passage in enumerate(pool):
        if (
            _opens_with_reporter(passage)
            or (number and _asks_reporter(pool[number - 1]))
            or _stands_under(pool, number)
        ):
            names |= set(_names(passage.tokens))
        if not is_reporter_field(passage) or _is_our_desk(passage):
            continue
        if (
            fold(passage.label).startswith(("van", "door", "functie", "organisatie", "wie", "instelling"))
            and names
            and "functie" not in fold(passage.label)
        ):
            continue
        for hit in passage.hits:
            if hit.start < passage.value:
                continue
            if hit.concept.startswith("rol_"):
                roles.add(hit.concept)
            if hit.concept.startswith("rol_") or hit.concept in _FUNCTION:
                functions |= {token.norm for token in passage.tokens[hit.start : hit.end] if len(token.norm) > 2}
        names |= set(_names(passage.tokens[passage.value :]))
        sexes |= {sex for token in passage.tokens[passage.value : passage.value + 3] if (sex := title_sex(token.norm))}
    for passage in pool[:_PROSE_SENTENCES]:
        names |= _who_called(passage)
    if not names:
        for passage in pool[:_PROSE_SENTENCES]:
            names |= _beside_function(passage, functions, roles)
            if names:
                break
    for passage in pool[-_SIGNED_SENTENCES:]:
        names |= _beside_function(passage, functions, roles)
    words_of_roles = set()
    for passage in pool:
        for hit in passage.hits:
            if hit.concept.startswith("rol_"):
                spoken = {token.norm for token in passage.tokens[hit.start : hit.end]}
                words_of_roles |= spoken
                if spoken <= functions:
                    roles.add(hit.concept)
    titled = frozenset(f"{sex}:{name}" for name in names & others for sex in sexes) - taken
    called = frozenset(names - others - words_of_roles)
    bodies = {name for passage in pool for name in _organisations(passage.tokens)}
    return Reporter(called, frozenset(functions - _VAGUE), frozenset(roles), titled, called - bodies)


def _organisations(tokens: Sequence[Token]) -> Iterator[str]:
    """'Waalkant' in 'basisteam Waalkant', 'Boomhut' in 'bso De Boomhut'."""
    of_body = False
    for token in tokens:
        if token.norm in _ORGANISATIONS or is_organisation(token.norm) or token.norm in ("stichting", "vereniging"):
            of_body = True
            yield token.norm
        elif of_body and _NAME.match(token.text):
            yield token.norm
        elif token.norm not in _PARTICLES and token.norm != "het":
            of_body = False


def _names(tokens: Sequence[Token]) -> Iterator[str]:
    """Capitalised words of a value up to the end of the person: not role words, not places after `te` or `in`."""
    for position, token in enumerate(tokens):
        if is_lone_initial(tokens, position):
            yield token.norm
        if not _NAME.match(token.text) or token.norm in _NO_NAME | _TITLES | _PARTICLES or _INITIAL.match(token.text):
            continue
        before = tokens[position - 1].norm if position else ""
        if before in ("te", "in", "regio", "gemeente", "afdeling", "locatie", "team"):
            continue
        titled = any(t.norm in _TITLES for t in tokens[max(0, position - 4) : position])
        initial = position > 0 and bool(_INITIAL.match(tokens[position - 1].text))
        neighbour = (
            position + 1 < len(tokens)
            and bool(_NAME.match(tokens[position + 1].text))
            and tokens[position + 1].norm not in _NO_NAME
        )
        previous = (
            position > 0 and bool(_NAME.match(tokens[position - 1].text)) and tokens[position - 1].norm not in _NO_NAME
        )
        if titled or initial or neighbour or previous or before in _PARTICLES:
            yield token.norm


def is_lone_initial(tokens: Sequence[Token], position: int) -> bool:
    """'mw. R.', 'dr. N.': a title with a letter instead of a name."""
    token = tokens[position]
    if len(token.norm) != 1 or not _INITIAL.match(token.text):
        return False
    before = [t.norm for t in tokens[max(0, position - 2) : position] if t.norm != "."]
    after = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return bool(before) and before[-1] in _TITLES and not after[:1].isupper() and after.lower() not in _PARTICLES


def _beside_function(passage: Passage, functions: set[str], roles: set[str]) -> set[str]:
    """'mentor Bart Kuipers', 'Bianca Roelofs verpleegkundige', 'buurvrouw mevrouw De Ruiter'."""
    tokens = passage.tokens
    for position, token in enumerate(tokens):
        parts = {token.norm, *token.norm.split("-")}
        own = parts & functions or any(hit.concept in roles and hit.start <= position < hit.end for hit in passage.hits)
        if not own:
            continue
        apart = token.norm in _ORGANISATIONS and [t.text for t in tokens[position + 1 : position + 2]] != [","]
        bracket = position + 1 < len(tokens) and tokens[position + 1].text == "("
        after = [] if apart else _run(tokens, position + 1 + bracket, 1)
        before = _run(tokens, position - 1, -1)
        if after or before:
            return set(after or before)
    return set()


def _run(tokens: Sequence[Token], position: int, step: int) -> list[str]:
    found: list[str] = []
    allowed = 0
    while 0 <= position < len(tokens) and len(found) < 3 and allowed < 4:
        token = tokens[position]
        if token.norm in _ORGANISATIONS:
            break
        if _NAME.match(token.text) and token.norm not in _NO_NAME | _PARTICLES | _TITLES:
            found.append(token.norm)
        elif not (
            token.norm in _TITLES
            or token.norm in _PARTICLES
            or (token.norm == "," and not found)
            or token.norm == "."
            or _INITIAL.match(token.text)
        ):
            break
        else:
            allowed += 1
        position += step
    return found
