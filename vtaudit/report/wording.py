"""The Dutch sentences about findings: every figure comes from the finding, every share has its denominator."""

from __future__ import annotations

from datetime import date

from vtaudit.model import ExpectationFinding, QuestionFinding, Scorecard, Tally, Target
from vtaudit.report.figures import (
    at_most_missing,
    at_most_present,
    band_ends,
    counted,
    date_text,
    is_small,
    number_text,
    of_counted,
    per_hundred,
)
from vtaudit.report.texts import VERDICT_OPEN, VERDICTS

NOT_TO_TELL = "Niet te bepalen."


def is_term(finding: QuestionFinding) -> bool:
    """Term toetsvragen speak of 'op tijd', text toetsvragen of 'gevonden in het dossier'."""
    return finding.scope == "register"


def cases(finding: QuestionFinding, number: int) -> str:
    """'40 dossiers' or '4.000 zaken'."""
    return counted(number, "zaak", "zaken") if is_term(finding) else counted(number, "dossier", "dossiers")


def status_text(open_judgements: int, not_delivered: int = 0) -> str:
    """The first sentence of every page; what was not delivered is told apart, for no person can judge it."""
    missing = ""
    if not_delivered:
        missing = f" {counted(not_delivered, 'dossier is', 'dossiers zijn')} niet aangeleverd."
    if open_judgements == 0:
        which = " over de aangeleverde dossiers" if not_delivered else ""
        return f"Alle oordelen{which} zijn afgerond.{missing}"
    verb = "wacht" if open_judgements == 1 else "wachten"
    return f"CONCEPT: {counted(open_judgements, 'oordeel', 'oordelen')} {verb} nog op een mens.{missing}"


def discuss_text(number: int) -> str:
    """How many cases stand on the list Vandaag bespreken; the cases themselves stand in the werkblad."""
    if number == 0:
        return "Er staan geen zaken op deze lijst."
    if number == 1:
        return "Op deze lijst staat 1 zaak. Welke dat is, leest u in het werkblad."
    return f"Op deze lijst staan {number_text(number)} zaken. Welke dat zijn, leest u in het werkblad."


def summary_text(finding: QuestionFinding) -> str:
    """What was seen, in the cases that were looked at."""
    tally = finding.tally
    if tally.judged == 0:
        return _nothing_judged(finding)
    if is_term(finding):
        return f"In {of_counted(tally.met, tally.judged, 'zaak', 'zaken')} is de termijn gehaald."
    found = f"In {of_counted(tally.met, tally.judged, 'onderzocht dossier', 'onderzochte dossiers')} gevonden."
    if tally.not_met == 0:
        return f"{found} {'Tot nu toe geen' if tally.open else 'Geen'} tekortkoming gevonden."
    return found


def waiting_text(finding: QuestionFinding | ExpectationFinding, *, as_cases: bool) -> str:
    """How many cases a person can decide now, and how many have no documents yet; empty when nothing is open."""
    one, many = ("zaak", "zaken") if as_cases else ("dossier", "dossiers")
    number = finding.tally.open - finding.not_delivered
    sentences = []
    if number:
        sentences.append(f"{counted(number, one, many)} {'wacht' if number == 1 else 'wachten'} op een mens.")
    if finding.not_delivered:
        verb = "is" if finding.not_delivered == 1 else "zijn"
        sentences.append(f"{counted(finding.not_delivered, one, many)} {verb} niet aangeleverd.")
    return " ".join(sentences)


def _nothing_judged(finding: QuestionFinding) -> str:
    if finding.tally.open:
        return f"Nog niets is beoordeeld. {waiting_text(finding, as_cases=is_term(finding))} {NOT_TO_TELL}"
    if finding.tally.not_applicable == 0:
        return f"Hiervoor zijn geen {'zaken' if is_term(finding) else 'dossiers'} bekeken. {NOT_TO_TELL}"
    return f"Deze vraag gold voor geen {'zaak' if is_term(finding) else 'dossier'}. {NOT_TO_TELL}"


def reach_text(finding: QuestionFinding, method: str, not_delivered: int = 0) -> str:
    """What the figure says about all cases: the interval in words, or why there is none."""
    reach = _reach(finding, method, not_delivered)
    if not has_range(finding):
        return reach
    sentences = [reach]
    if finding.strata_unjudged:
        parts = counted(finding.strata_unjudged, "deel", "delen")
        sentences.append(f"Uit {parts} is nog niets beoordeeld. Daar kan het nog alle kanten op.")
    sentences.append(_waiting_text(finding.tally.open - finding.not_delivered))
    sentences.append(missing_text(not_delivered))
    return " ".join(filter(None, sentences))


def _waiting_text(number: int) -> str:
    """What a range takes for granted of the dossiers that wait for a person: those are seldom the plainest ones."""
    if not number:
        return ""
    them = "het dossier dat" if number == 1 else f"de {number_text(number)} dossiers die"
    verb = "wacht niet anders is" if number == 1 else "wachten niet anders zijn"
    return f"Dat geldt alleen als {them} op een mens {verb} dan de rest."


def missing_text(not_delivered: int) -> str:
    """What a draw takes for granted of its dossiers that were not delivered; empty when there are none."""
    if not not_delivered:
        return ""
    missing = (
        "het ontbrekende dossier niet anders is"
        if not_delivered == 1
        else f"de {number_text(not_delivered)} ontbrekende dossiers niet anders zijn"
    )
    return f"Dat geldt alleen als {missing} dan de rest."


def _reach(finding: QuestionFinding, method: str, not_delivered: int) -> str:
    tally = finding.tally
    if tally.judged == 0:
        return ""
    if is_small(tally):
        return _too_few(finding)
    if is_term(finding):
        return "Alle zaken in het register zijn geteld. Een bandbreedte is niet nodig."
    if finding.interval is None:
        if method == "delivered":
            return "Deze dossiers zijn niet door loting gekozen. Over andere zaken zegt dit niets."
        return _census(not_delivered) if method == "all" else ""
    if not has_range(finding):
        return f"{_whole(finding).capitalize()} zijn bekeken. Een bandbreedte is niet nodig."
    whole = f"Voor {_whole(finding)}"
    if tally.not_met == 0:
        return f"{whole}: {_at_most('het ontbreekt', at_most_missing(finding.interval))}"
    if tally.met == 0:
        return f"{whole}: {_at_most('het staat', at_most_present(finding.interval))}"
    low, high = band_ends(finding.interval)
    if not finding.is_weighted or finding.estimate is None:
        return f"{whole} ligt dat waarschijnlijk tussen {low} en {high} van de 100."
    return (
        f"Gewogen naar de grootte van de delen is dat {per_hundred(finding.estimate)}. "
        f"{whole} ligt het waarschijnlijk tussen {low} en {high} van de 100."
    )


def has_range(finding: QuestionFinding) -> bool:
    """Whether a range is told: not for a few cases, nor when the draw held every case that the finding speaks of."""
    interval = finding.interval
    return interval is not None and not is_small(finding.tally) and interval.low < interval.high


def _whole(finding: QuestionFinding) -> str:
    """The cases that are spoken of, with their number where the register tells it."""
    tally = finding.tally
    number = f"alle {number_text(finding.population)} zaken"
    if finding.population_from == "register":
        return number if finding.askable is None else f"{number} waarvoor deze vraag geldt"
    # How often a toetsvraag applies outside the draw is else known only when it applied to every drawn case.
    is_part = tally.not_applicable or tally.open or finding.askable is not None
    return "alle zaken waarvoor deze vraag geldt" if is_part else number


def _census(not_delivered: int) -> str:
    if not not_delivered:
        return "Alle dossiers zijn bekeken. Een bandbreedte is niet nodig."
    missing = counted(not_delivered, "dossier is", "dossiers zijn")
    about = "Daarover" if not_delivered == 1 else f"Over die {number_text(not_delivered)}"
    return f"{missing} niet aangeleverd. {about} weten wij nog niets."


def _at_most(what: str, limit: int) -> str:
    if limit >= 100:
        return "hierover valt nog niets te zeggen."
    return f"{what} waarschijnlijk in hoogstens {limit} van de 100."


def _too_few(finding: QuestionFinding) -> str:
    tally = finding.tally
    if tally.open:
        verb = "is" if tally.judged == 1 else "zijn"
        return (
            f"Nog maar {cases(finding, tally.judged)} {verb} beoordeeld. "
            "Dat is te weinig om iets over alle zaken te zeggen."
        )
    if is_term(finding):
        return f"Deze vraag gold maar voor {cases(finding, tally.judged)}."
    return (
        f"Deze vraag gold maar voor {cases(finding, tally.judged)}. Dat is te weinig om iets over alle zaken te zeggen."
    )


def open_text(finding: QuestionFinding) -> str:
    """How many wait for a person, and what they can still change."""
    number = finding.tally.open
    if number == 0 or finding.tally.judged == 0:
        return ""
    text = f"Nog te beoordelen: {cases(finding, number)}."
    if is_small(finding.tally) or finding.worst is None or finding.best is None:
        return text
    word = "op tijd" if is_term(finding) else "gevonden"
    worst, best = _extreme(finding.worst), _extreme(finding.best)
    return f"{text} Valt alles tegen, dan is {worst} {word}. Valt alles mee, dan {best}."


def _extreme(rate: float) -> str:
    if rate <= 0:
        return "niets"
    return "alles" if rate >= 1 else per_hundred(rate)


def target_text(target: Target | None) -> str:
    """The streefwaarde with who set it and when, or that there is none."""
    if target is None:
        return "Er is vooraf geen streefwaarde gekozen. Daarom staat hier geen oordeel."
    return f"Streefwaarde: {target_rate(target)} ({target.by_whom}, {date_text(target.on)})."


def target_rate(target: Target) -> str:
    """A target may be 100 and is never rounded to whole cases: it is a wish, not a measurement."""
    return f"{round(target.rate * 100, 6):g} van de 100".replace(".", ",")


def late_text(finding: QuestionFinding, drawn_on: date | None) -> str:
    """That the streefwaarde is from after the draw, which takes the force from the verdict."""
    if not finding.target_is_late:
        return ""
    day = f" De loting was op {date_text(drawn_on)}." if drawn_on else ""
    return f"Deze streefwaarde is vastgesteld na de loting.{day}"


def verdict_text(finding: QuestionFinding) -> str:
    """The verdict on the streefwaarde as a sentence, or that the open cases stand in its way."""
    if finding.verdict:
        return VERDICTS[finding.verdict]
    return VERDICT_OPEN if finding.target and finding.tally.judged and finding.tally.open else ""


def more_text(finding: QuestionFinding) -> str:
    """How many more dossiers would settle a verdict that could not be given."""
    if finding.more_needed is None:
        return ""
    more = counted(finding.more_needed, "dossier", "dossiers")
    which = " waarvoor deze vraag geldt" if finding.tally.not_applicable else ""
    return f"Met ongeveer {more} meer{which} is dit wel vast te stellen, als het beeld zo blijft."


def share_text(finding: QuestionFinding, tally: Tally) -> str:
    """The column 'van de 100' of a group: silent for small groups, in words at the ends."""
    if tally.judged == 0:
        return "niet te bepalen"
    if is_small(tally):
        return "te weinig"
    if tally.not_met == 0:
        return "alle op tijd" if is_term(finding) else "geen tekortkoming gevonden"
    if tally.met == 0:
        return "geen op tijd" if is_term(finding) else "nergens gevonden"
    return per_hundred(tally.rate or 0.0)


def picture_text(finding: QuestionFinding) -> str:
    """The picture in words, for who cannot see it."""
    if is_small(finding.tally):
        parts = [f"{number_text(finding.tally.met)} gevonden", f"{number_text(finding.tally.not_met)} niet gevonden"]
        parts += [f"{number_text(finding.tally.open)} nog te beoordelen"] if finding.tally.open else []
        return f"Per {'zaak' if is_term(finding) else 'dossier'} een teken: {', '.join(parts)}."
    seen = share_text(finding, finding.tally)
    if finding.is_weighted and finding.tally.met and finding.tally.not_met and finding.estimate is not None:
        seen = f"{per_hundred(finding.estimate)}, gewogen"
    parts = [f"Strook van 0 tot 100. Stip: {seen}."]
    if finding.interval:
        low, high = band_ends(finding.interval)
        parts.append(f"Band: van {low} tot {high}.")
    if finding.tally.open and finding.worst is not None and finding.best is not None:
        parts.append(f"Gearceerd: van {_extreme(finding.worst)} tot {_extreme(finding.best)}.")
    if finding.target:
        parts.append(f"Vlag: {target_rate(finding.target)}.")
    return " ".join(parts)


def source_text(card: Scorecard, finding: QuestionFinding) -> str:
    """Bron of the verbeterplan: where the figure comes from."""
    if is_term(finding):
        return f"het register, {counted(card.register_rows, 'zaak', 'zaken')}"
    if card.sample.method == "all" and card.not_delivered:
        return of_counted(card.observed, card.observed + card.not_delivered, "dossier", "dossiers")
    chosen = {"random": "door loting gekozen", "all": "alle dossiers"}.get(
        card.sample.method, "niet door loting gekozen"
    )
    return f"{counted(card.observed, 'dossier', 'dossiers')}, {chosen}"
