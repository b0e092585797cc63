"""The regular expressions of the date machinery, compiled once.

In every pattern a blank stands for the white space between two words, a line break included but no empty line.
"""

from __future__ import annotations

import re

from vtaudit.dates.words import DAY_WORDS, MONTH_SHORT, NUMBERS, ORDINALS, WEEK_WORDS
from vtaudit.model.calendar import MONTH_NAMES, WEEKDAY_NAMES

BLANK = r"(?:[^\S\n]{1,4}(?:\n[^\S\n]{0,8})?|\n[^\S\n]{0,8})"


def _compile(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", BLANK), flags)


# ------------------------------------------------------------------ days, months, weeks and quarters

NO_LETTER = r"(?![^\W\d_])"
APOSTROPHE = r"['’‘`´]"
HYPHENS = r"\-‐‑–\u00ad"
# digits that go on to the left or the right belong to a time, an amount, a telephone or a case number
LEFT = r"(?<![\w€])(?<!\d[-./,:])(?<![^\W\d_][-/])"
RIGHT = rf"(?!\d)(?![{HYPHENS}/.,:]\d)"
TO = r"(?: ?[-/–] ?| (?:(?P<both>en)|of|à|tot|tot en met|t/m) )"

MONTH = (
    rf"(?:(?:{'|'.join(MONTH_NAMES)}){NO_LETTER}"
    rf"|(?:{'|'.join(sorted(MONTH_SHORT, key=len, reverse=True))}){NO_LETTER}\.?)"
)
ISO_DAY = _compile(
    rf"{LEFT}(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?!\d)(?![-/]\d)(?!(?!T\d)[^\W\d_])"
)
FULL_DAY = _compile(
    rf"{LEFT}(?P<day>\d{{1,2}}) ?(?P<sep>[{HYPHENS}/.]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?"
    rf"(?:(?P<year>\d{{4}})|{APOSTROPHE}?(?P<yy>\d\d)){NO_LETTER}{RIGHT}"
)
SHORT_DAY = _compile(
    rf"{LEFT}(?P<day>\d{{1,2}})(?P<sep>[{HYPHENS}/])(?P<month>\d{{1,2}}){NO_LETTER}{RIGHT}(?! ?%)(?! \d\d \d\d)"
)
NUMERIC_MONTH = _compile(rf"{LEFT}(?P<month>0?[1-9]|1[0-2])[-/](?P<year>(?:19|20)\d\d){NO_LETTER}{RIGHT}")
WORD_DAY = _compile(
    rf"(?<![\w€])(?<!\d[.,:])(?:(?P<day>\d{{1,2}})(?: ?(?:e|ste|de){NO_LETTER})?(?: ?[-.–] ?| ?)"
    rf"|(?P<spelled>{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))}) )(?P<month>{MONTH})"
)
# the first days of "12, 19 en 26 maart" and "12 t/m 14 maart"
DAYS_BEFORE = _compile(r"(?<![\w€])(?<!\d[-./,:])(?:\d{1,2}, ?)*\d{1,2}(?: ?[-/–&] ?| (?:en|of|tot|tot en met|t/m) )\Z")
SMALL_NUMBER = re.compile(r"\d{1,2}")
WORD_MONTH = _compile(rf"(?<!\w)(?P<month>{MONTH})(?:{TO}(?P<upto>{MONTH}))?")
WEEK = _compile(
    r"(?<![^\W_])(?P<word>week|weken|wkn?|weeknr|weeknummer)\.? ?(?:nr\.? ?|nummer )?"
    rf"(?:(?P<week>\d{{1,2}})(?!\d)|(?P<spelled>{'|'.join(sorted(WEEK_WORDS, key=len, reverse=True))}){NO_LETTER})"
    rf"(?:{TO}(?P<upto>\d{{1,2}})(?!\d))?(?!\.\d)"
)
QUARTER = _compile(
    rf"(?<!\w)(?:(?P<word>{'|'.join(ORDINALS)}|laatste|[1-4] ?(?:e|ste|de)) (?:kwartaal|kw\.?)"
    r"|kwartaal (?P<after>[1-4])|Q(?P<q>[1-4]))(?!\w)"
)

YEAR = (
    r"(?:(?: ?[-,./]? ?| (?:van|in) )(?P<year>\d{4})(?!\d)(?![-/.:]\d)(?! ?(?:euro|uur|u\b))"
    rf"| ?-?{APOSTROPHE} ?(?P<yy>\d\d)(?!\d)"
    rf"| (?:(?:van|in) )?twee ?duizend ?(?P<said>{'|'.join(sorted(NUMBERS, key=len, reverse=True))}){NO_LETTER}"
    r"| (?:van )?(?P<shift>dit|volgend|komend|vorig|afgelopen) jaar(?!\w))"
)
YEAR_AFTER = _compile(YEAR)
YEAR_AFTER_DAY = _compile(
    rf"{YEAR}|(?:-(?P<tight>\d\d)(?!\d)|[^\S\n](?P<loose>[1-3]\d)(?=[^\S\n]?(?:[,;)\n]|[.:](?!\d)|\Z)))"
)

AHEAD = r"a\.?s\.?|aanstaande|aankomende|komende|volgende"
PAST = r"jl\.?|j\.l\.|l\.l\.|jongstleden|laatstleden|afgelopen|vorige"
WEEKDAY = rf"(?:{'|'.join(WEEKDAY_NAMES)})(?:ochtend|morgen|middag|avond|nacht)?"
SHORT_WEEKDAY = "ma|di|wo|do|vr|za|zo"
LEAD = _compile(
    rf"(?:(?<![^\W_])(?:(?P<ahead>{AHEAD})|(?P<past>{PAST})) )?"
    rf"(?:(?<!\w)(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY})[.,]? ?(?:d\.?d\.? ?|de )?)?\Z"
)
AHEAD_AFTER, PAST_AFTER = r"a\.?s|aanstaande", "jl|j\\.l|l\\.l|jongstleden|laatstleden"
TAIL = _compile(rf" ?(?:(?P<ahead>{AHEAD_AFTER})|(?P<past>{PAST_AFTER}))(?!\w)\.?")
YEAR_BEFORE = _compile(r"(?<!\w)(?P<shift>dit|volgend|komend|vorig|afgelopen) jaar (?:in )?\Z")
WEEK_OF = _compile(r"(?<!\w)week van \Z")
PART_BEFORE = _compile(
    r"(?<!\w)(?P<part>begin|einde?|half|halverwege|medio|midden|(?:eerste|1e|tweede|2e) helft|(?:eerste|1e) twee weken"
    r"|(?:eerste|tweede|derde|vierde|laatste|1e|2e|3e|4e) week) (?:(?:van|in) )?(?:de maand )?\Z"
)

# ------------------------------------------------------------------ what only looks like a date

NOT_A_DATE_BEFORE = _compile(
    r"(?:(?<![^\W_])(?:artikel|artt?|lid|versie|par|paragraaf|hoofdstuk|bijlage|punt|criterium|verwachting|toetsvraag"
    r"|tel|telefoon|telefoonnummer|mobiel|fax|nr|nummer|no|huisnummer|kamer|unit|toestel|dossier\w*|zaak|zaaknummer"
    r"|casus\w*|kenmerk|ref|referentie|registratien\w*|bsn|pag|pagina|p|blz|bladzijde|deel|groep|klas|maat|cijfer"
    r"|score|\w*schaal\w*|leeftijd|eur|euro|[^\W\d_]+(?:straat|weg|laan|plein|hof|dijk|kade|gracht|singel|dreef"
    r"|steeg|plantsoen|park|markt|burg))|[§€#])[.:]? ?\Z"
)
COUNTED_AFTER = _compile(
    r" ?(?:jaar|jr|jarigen?|weken|week|wkn?|mnd|maand(?:en)?|dag(?:en)?|dgn|nacht(?:en)?|uur|uren|u|min|minuten|x"
    r"|keer|maal|glazen|biertjes|blikjes|flesjes|sigaretten|joints|kinderen|kids|personen|mensen|gezinsleden|gezinnen"
    r"|gesprekken|contacten|afspraken|sessies|bezoeken|huisbezoeken|plekken|km|cm|kg|mg|ml|gram|euro|punten"
    r"|tabletten|tablet|d)(?!\.?\w)| ?%"
)
DATE_CUE = _compile(
    r"(?<![^\W_])(?:op|d\.?d|dd|vanaf|t/m|sinds|uiterlijk|datum|gesprek|mail|brief|huisbezoek|tc|hb)[.:]? ?\Z"
)
LINE_START = re.compile(r"(?:\A|\n)[^\S\n]*(?:[•*-][^\S\n]*)?\Z")
ENTRY_AFTER = re.compile(r"\s?[:–-]|\s+[A-Z]")
A_BEFORE = _compile(r"(?<!\w)(?:een|cijfer) \Z")
NAME_BEFORE = _compile(
    r"(?<!\w)(?:(?:mw|mevr|mevrouw|dhr|heer|meneer|fam|familie|gezin|oma|opa|tante|oom|juf|meester|collega|drs?)\.?"
    r"|(?-i:[A-Z])\.) ?\Z"
)
TIME_WORD_BEFORE = _compile(
    r"(?:(?:\A|[\n.:;!?(|•–-])\s*|(?<!\w)(?:in|eind|begin|per|vanaf|tot|sinds|rond|omstreeks|sedert) )\Z"
)
AGE_AFTER = re.compile(r"\s?\(\d{1,2}(?!\d)")
REPEATED_BEFORE = _compile(
    r"(?:(?<!\w)(?:per|elke|iedere|deze|vorige|volgende|afgelopen|komende|aankomende|hele|halve|eerste|tweede|derde"
    r"|vierde|laatste|die|de|een|één|a|\d{1,2}|twee|drie|vier|vijf|zes|acht|tien)|['’]s) ?\Z"
)
OF_SOMETHING = _compile(r" (?:van (?:de|het|haar|zijn|hun|een)|zwanger)(?!\w)")

# ------------------------------------------------------------------ periods and days named from another day

NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))}){NO_LETTER})"
UNIT = _compile(
    r"(?<![^\W\d_])(?:(?P<unit>(?P<whole>half ?jaar|anderhalf jaar|1,5 jaar)|werkdagen|werkdag|dagen|dag|weken|week"
    r"|maanden|maand|kwartaal|jaren|jaar)(?![^\W_])|(?P<short>dgn|wkn|wk|mnden|mnd|mdn|jr)(?![^\W_])\.?)"
)
# "uiterlijk", "tot" and "gedurende" say when only if a starting point follows
PREPOSITION = (
    r"(?:(?:(?P<point>over|na|ná)|(?P<limit>binnen(?: nu en)?|uiterlijk (?:na|over|binnen))"
    r"|(?P<window>uiterlijk|gedurende|tot|(?:de )?eerste)) )?"
)
FILLER = r"(?:(?:ongeveer|circa|ca\.?|plusminus|±|ruim|krap|bijna|nog|minimaal|maximaal|minstens|telkens|weer) ?)*"
START = r"(?<![\w.,/-])"
AMOUNT_BEFORE = _compile(
    rf"{START}{PREPOSITION}{FILLER}(?P<list>(?:{NUMBER} ?(?:,|,? ?en|&) ?){{0,3}})(?P<amount>{NUMBER})"
    rf"(?: ?(?:à|a|-|–|tot|of) ?(?P<upto>{NUMBER}))? ?\Z"
)
WHOLE_BEFORE = _compile(rf"{START}{PREPOSITION}{FILLER}(?:(?:een|één|1) )?\Z")
LISTED = _compile(NUMBER)
# "elke drie weken" comes back, and the half of "twee en een half jaar" is not counted by itself
NOT_COUNTED_BEFORE = _compile(rf"(?<!\w)(?:elke|iedere|om de|per|{NUMBER} en) \Z")
OR_SO = _compile(rf" of (?P<amount>{NUMBER})(?!\w)")
AGO = _compile(r" (?:geleden|terug)(?!\w)")
LINK = _compile(
    r"(?: | ?\()(?:(?P<after>(?P<clause>nadat)|na|ná|vanaf|volgend op)|(?P<before>voor|vóór|voorafgaand aan)) "
    r"(?!elkaar)"
)
# "binnen vijf dagen en tien weken" names the term of the law, not a moment
SUM_TERM = _compile(r" (?:en|plus) (?:tien|10) weken")
BETWEEN_PERIODS = _compile(r" ?(?:,|,? ?en|&) ")
DATED_AFTER = _compile(r" (?:van|d\.?d\.?) ?")
ANCHOR_WORD = _compile(r"(?P<word>[^\W\d_]+)(?: |)")
OBJECT = _compile(r" (?:van )?(?:(?:[^\W\d_]+e|het|dit|dat|haar|zijn|hun|uw|ons) ){0,4}(?P<word>[^\W\d_]+)")

TODAY = _compile(
    r"(?<![\w-])(?P<word>vandaag(?! de dag)|heden|eergisteren|gister(?:en|avond|middag|ochtend|nacht|morgen)?"
    r"|overmorgen|morgen(?:avond|middag|ochtend|vroeg)?|vanmorgen|vanochtend|vanmiddag|vanavond)(?![\w-])"
)
NOT_TODAY_BEFORE = _compile(
    rf"(?<!\w)(?:goede?|de|het|elke|iedere|deze|die|een|tot|tot op|op|{'|'.join(WEEKDAY_NAMES)}) \Z"
)
DIRECTED_WEEKDAY = _compile(
    rf"(?<![^\W_])(?:(?:(?P<ahead>{AHEAD})|(?P<past>{PAST})) (?P<first>{WEEKDAY}|{SHORT_WEEKDAY})"
    rf"|(?P<last>{WEEKDAY}|{SHORT_WEEKDAY})\.? (?:(?P<ahead_after>{AHEAD_AFTER})|(?:{PAST_AFTER})))"
    r"(?!\w)(?(last)\.?)"
)
NEIGHBOUR = _compile(
    rf"(?<![^\W_])(?:(?P<ahead>{AHEAD}|komend)|(?P<past>afgelopen|vorige|verleden)|(?P<now>deze)) "
    rf"(?P<unit>week|maand|kwartaal)(?!\w)(?: (?:op )?(?P<weekday>{WEEKDAY})(?!\w))?"
)
