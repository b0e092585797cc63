"""The Dutch sentences about the draw: what was drawn from what and how, and how sure that makes the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vtaudit.model import ExpectationFinding, Interval, QuestionFinding, Sample, Scorecard, Selection
from vtaudit.report.figures import counted, date_text, is_small, number_text, of_counted
from vtaudit.report.sample_summary import FREE_TEXT, stratum_names
from vtaudit.report.wording import has_range, missing_text

_SHARES = {
    "proportional": "Elk deel is geloot naar zijn grootte.",
    "equal": "Uit elk deel zijn evenveel zaken geloot, of alle als er minder waren.",
    "neyman": "Uit grote delen, en uit delen waarvan de uitkomst vooraf minder zeker was, zijn meer zaken geloot.",
}
_PERIODS = {"maand": "maand van de melding", "kwartaal": "kwartaal van de melding"}

WEIGHTED = "De delen zijn niet even zwaar geloot; het cijfer is daarvoor gewogen."


@dataclass(frozen=True, slots=True)
class StratumRow:
    """One part of the population that had a lot of its own."""

    name: str
    population: int
    drawn: int


def is_weighted(card: Scorecard) -> bool:
    """Whether figures of this page weigh the strata by their cases."""
    return any(_shows_weighted(question) for one in card.expectations for question in one.questions)


def _shows_weighted(question: QuestionFinding) -> bool:
    """Under ten cases no figure is printed that could have been weighted."""
    return question.is_weighted and not is_small(question.tally)


def chosen_text(card: Scorecard) -> str:
    """How the dossiers were chosen, and what that allows a reader to conclude."""
    observed = card.observed
    if card.sample.method == "random" and observed == 0:
        return f"{_drawn_text(card)} Er zijn nog geen dossiers bekeken."
    if card.sample.method == "random":
        sentences = (
            _drawn_text(card),
            f"{counted(observed, 'dossier is', 'dossiers zijn')} bekeken.",
            "Door de loting zeggen de cijfers ook iets over de andere zaken.",
            missing_text(card.not_delivered),
        )
        return " ".join(filter(None, sentences))
    if observed == 0:
        return "Er zijn geen dossiers bekeken. Deze scorekaart gaat alleen over de termijnen in het register."
    read = counted(observed, "dossier is", "dossiers zijn")
    if card.sample.method == "all" and card.not_delivered:
        return f"{_seen(card)} Er is niet geloot."
    if card.sample.method == "all":
        everything = (
            "Dat zijn ze allemaal" if card.sample.selection.is_whole else "Dat zijn ze allemaal binnen de keuze"
        )
        return f"{read} bekeken. {everything}: er is niet geloot."
    return (
        f"{read} bekeken: de dossiers die er lagen. Ze zijn niet door loting gekozen. "
        "Daarom zeggen deze cijfers niets over andere zaken."
    )


def _seen(card: Scorecard) -> str:
    """How many of the chosen dossiers were read, and that nothing is known of those that were not delivered."""
    observed, missing = card.observed, card.not_delivered
    if not missing:
        return f"{counted(observed, 'dossier is', 'dossiers zijn')} bekeken."
    seen = of_counted(observed, observed + missing, "dossier", "dossiers")
    return (
        f"{seen} {'is' if 1 in (observed, observed + missing) else 'zijn'} bekeken; "
        f"{number_text(missing)} {'is' if missing == 1 else 'zijn'} niet aangeleverd. "
        f"{'Daarover' if missing == 1 else f'Over die {number_text(missing)}'} weten wij nog niets."
    )


def _drawn_text(card: Scorecard) -> str:
    sample = card.sample
    drawn, population = number_text(len(sample.drawn)), counted(sample.population, "zaak", "zaken")
    day = f" op {date_text(sample.drawn_on)}" if sample.drawn_on else ""
    parts = [f"Getrokken: {drawn} van {population} door loting{day}, startgetal {sample.seed}"]
    if sample.top_ups:
        later = sum(each.size - each.before for each in sample.top_ups)
        parts.append(f"{number_text(later)} daarvan later bijgetrokken")
    if sample.replacements:
        parts.append(f"{number_text(len(sample.replacements))} vervangen, met reden")
    if card.not_delivered:
        parts.append(f"{number_text(card.not_delivered)} niet aangeleverd")
    return f"{'; '.join(parts)}."


def method_text(card: Scorecard) -> str:
    """How the lot was cast, and whether the figures are weighted for it; empty without a draw."""
    sample, design = card.sample, card.sample.design
    if sample.method != "random":
        return ""
    sentences = []
    if design.kind == "systematic":
        sentences.append("De zaken zijn op gelijke afstand uit de lijst genomen, vanaf een plek die het lot gaf.")
    elif design.kind == "stratified":
        sentences += [f"Er is apart geloot {_by(design.columns)}.", _SHARES.get(design.allocation, "")]
        if design.minimum > 1 and design.allocation != "equal":
            sentences.append(f"Uit elk deel kwamen er minstens {number_text(design.minimum)}, of alle.")
    elif design.kind == "simple" and len(sample.frame) <= 1:
        sentences.append("Bij de loting had elke zaak evenveel kans.")
    if is_weighted(card):
        sentences.append(WEIGHTED)
    return " ".join(filter(None, sentences))


def _by(columns: tuple[str, ...]) -> str:
    names = [_PERIODS.get(column, column) for column in columns]
    return " en ".join(f"per {name}" for name in names) or "per deel"


def undated_text(card: Scorecard) -> str:
    """That nobody can tell whether the streefwaarden were there before the draw; empty where that is known."""
    questions = [question for one in card.expectations for question in one.questions if question.scope == "drawn"]
    if card.sample.method != "random" or all(one.target is None or one.target_is_late is not None for one in questions):
        return ""
    return "De dag van de loting is niet bewaard. Ga zelf na of de streefwaarden er voor de loting al waren."


def selection_text(sample: Sample) -> str:
    """Which part of the register it is about; empty for the whole.

    Values of columns in which somebody may have typed a name are not told.
    """
    if sample.selection.is_whole:
        return ""
    conditions = " en ".join(_conditions(sample.selection))
    return (
        f"De dossiers komen alleen uit zaken met {conditions}: dat zijn {counted(sample.population, 'zaak', 'zaken')}. "
        "De termijnen gaan over alle zaken."
    )


def _conditions(selection: Selection) -> Iterator[str]:
    for column, values in sorted(selection.where.items()):
        yield f"een keuze in {column}" if column in FREE_TEXT else f"{column} {' of '.join(values)}"
    since = f" vanaf {date_text(selection.since)}" if selection.since else ""
    until = f" tot en met {date_text(selection.until)}" if selection.until else ""
    if since or until:
        yield f"een melding{since}{until}"


def changes(sample: Sample) -> Iterator[str]:
    """What was changed to the draw afterwards, a sentence or two for each."""
    if sample.replacements:
        number = len(sample.replacements)
        yield (
            f"{counted(number, 'getrokken zaak is', 'getrokken zaken zijn')} vervangen door de volgende zaak van de "
            "loting. Wie dat deed, schreef de reden op. Die staat in steekproef.json."
        )
    for each in sample.top_ups:
        more = each.size - each.before
        text = (
            f"Op {date_text(each.on)} {'is' if more == 1 else 'zijn'} er {counted(more, 'zaak', 'zaken')} bijgetrokken."
        )
        if each.new:
            text += (
                f" Het register had toen {counted(each.new, 'nieuwe zaak', 'nieuwe zaken')}. Alleen daaruit is geloot."
            )
        if each.gone:
            verb = "stond" if each.gone == 1 else "stonden"
            text += f" {counted(each.gone, 'zaak', 'zaken')} van voor die tijd {verb} niet meer in het register."
        yield text


def stratum_rows(sample: Sample) -> tuple[StratumRow, ...]:
    """Every stratum with its cases and what was drawn from it; none for a draw without strata or a file of before."""
    if len(sample.frame) < 2:
        return ()
    names: Mapping[str, str] = stratum_names(sample)
    return tuple(StratumRow(names[each.name], each.population, len(each.drawn)) for each in sample.frame)


def certainty(card: Scorecard, finding: ExpectationFinding) -> tuple[str, ...]:
    """'Hoe zeker is dit?' of one verwachting: what was drawn, what the range means and what waits for a person."""
    texts = [question for question in finding.questions if question.scope == "drawn"]
    sentences = []
    if texts:
        sentences += _of_dossiers(card)
        interval = next((one.interval for one in texts if has_range(one)), None)
        if interval:
            sentences.append(
                "Wij zagen niet alles. Het cijfer voor alle zaken ligt waarschijnlijk binnen de bandbreedte"
                f"{_how_often(card, interval, is_weighted=any(one.is_weighted for one in texts))}"
            )
        if any(map(_shows_weighted, texts)):
            sentences.append(WEIGHTED)
        sentences += _askable([one for one in texts if one.interval and not is_small(one.tally)], texts)
    if len(texts) < len(finding.questions):
        rows = counted(card.register_rows, "zaak", "zaken")
        sentences.append(f"Voor de termijnen is het hele register geteld: {rows}. Daar is geen bandbreedte bij nodig.")
    sentences.append(_waiting(finding))
    return tuple(sentences)


def _askable(told: Sequence[QuestionFinding], texts: Sequence[QuestionFinding]) -> Iterator[str]:
    """In how many cases of the register each of the toetsvragen can be asked, where that is not in all."""
    names: dict[tuple[int, str], list[str]] = {}
    for one in told:
        if one.askable is not None:
            verb = "is" if one.population_from == "register" else "kan zijn"
            names.setdefault((one.askable, verb), []).append(one.question)
    for (number, verb), questions in names.items():
        what = "dit" if len(questions) == len(texts) else " en ".join(questions)
        if what != "dit" and len(questions) > 1:
            verb = {"is": "zijn", "kan zijn": "kunnen zijn"}[verb]
        yield f"In het register staan {number_text(number)} zaken waarin {what} aan de orde {verb}."


def _how_often(card: Scorecard, interval: Interval, *, is_weighted: bool) -> str:
    """At least so often is proven for a plain lot only."""
    if card.sample.design.kind == "systematic":
        return ". Daarvoor is gerekend alsof elke zaak los is geloot. Een patroon in de lijst kan dat bederven."
    sure = round(interval.confidence * 100)
    return f": bij {'ongeveer' if is_weighted else 'minstens'} {sure} van de 100 lotingen is dat zo."


def _of_dossiers(card: Scorecard) -> list[str]:
    sample, seen = card.sample, _seen(card)
    if sample.method == "random":
        drawn, one = len(sample.drawn), len(sample.drawn) == 1
        return [
            f"Uit {counted(sample.population, 'zaak', 'zaken')} {'is' if one else 'zijn'} er {number_text(drawn)} "
            f"geloot. {seen}"
        ]
    if sample.method == "all":
        why = "er is geen bandbreedte" if card.not_delivered else "een bandbreedte is niet nodig"
        return [f"{seen} Er is niet geloot, dus {why}."]
    if not card.observed:
        return ["Er zijn geen dossiers bekeken."]
    return [f"{seen} Ze zijn niet geloot: het cijfer gaat alleen over deze dossiers."]


def _waiting(finding: ExpectationFinding) -> str:
    """All toetsvragen together: a verwachting that is not met already may still have some that wait."""
    number = sum(question.tally.open - question.not_delivered for question in finding.questions)
    if not number:
        return "Er wacht niets meer op een mens."
    if number == 1:
        return "1 oordeel wacht op een mens. Dat kan het cijfer nog veranderen."
    return f"{number_text(number)} oordelen wachten op een mens. Die kunnen de cijfers nog veranderen."
