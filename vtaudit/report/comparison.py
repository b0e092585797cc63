"""Two audits side by side in plain Dutch and as JSON; every figure comes from the Comparison."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from vtaudit.report.figures import counted, date_text, number_text, of_counted, of_text
from vtaudit.report.json_files import dump
from vtaudit.score import SMALLEST_GROUP
from vtaudit.trend import CHANGED, MOST_CHANCE, NOT_SHOWN, Comparison, Pairs, QuestionChange, Side, Untested

COMPARISON_FORMAT = 1

_CHOSEN = {
    "all": "alle {of} dossiers",
    "random": "dossiers door loting uit {of} zaken",
    "delivered": "de dossiers die er lagen",
}
_HEADINGS = {
    Untested.NOT_DRAWN: (
        "Niet getoetst: deze dossiers zijn niet (allebei de keren) door loting gekozen",
        "De aantallen zeggen alleen iets over de dossiers die zijn bekeken.",
    ),
    Untested.FILES_GONE: (
        "Niet getoetst: de delen zijn niet naar grootte geloot, en bestanden van een audit zijn weg",
        "Zonder observaties.json en steekproef.json is niet te zien hoe zwaar elk dossier telt.",
    ),
    Untested.NOTHING_JUDGED: (
        "Niet te vergelijken: er is niets beoordeeld in een van de audits of in allebei",
        "",
    ),
}


def comparison_lines(comparison: Comparison) -> tuple[str, ...]:
    """The whole comparison for a terminal: what was compared, what changed, what did not, and what was left out."""
    tested = [change for change in comparison.changes if change.test]
    changed = [change for change in tested if change.verdict == CHANGED]
    steady = [change for change in tested if change.verdict == NOT_SHOWN]
    lines = [*_sides(comparison), ""]
    if tested:
        lines.append(
            f"{counted(len(tested), 'toetsvraag', 'toetsvragen')} getoetst: {number_text(len(changed))} veranderd, "
            f"bij {number_text(len(steady))} geen verandering aangetoond."
        )
    lines += remarks(comparison)
    lines += _section("Veranderd", "", changed, len(tested))
    lines += _section("Geen verandering aangetoond", "", steady, len(tested))
    for why, (heading, sentence) in _HEADINGS.items():
        lines += _section(
            heading, sentence, [change for change in comparison.changes if change.untested is why], len(tested)
        )
    for heading, questions in (
        ("Alleen in de eerdere audit", comparison.only_earlier),
        ("Alleen in de latere audit", comparison.only_later),
    ):
        if questions:
            lines += ["", heading, *(f"  {question}  {title}" for question, title in questions)]
    return tuple(lines)


def comparison_json(comparison: Comparison) -> str:
    """The comparison under the field names of the model, each toetsvraag with its sentences; names no case."""
    plain = asdict(comparison)
    for side in ("earlier", "later"):
        plain[side]["peildatum"] = plain[side]["peildatum"].isoformat()
    tested = sum(change.test is not None for change in comparison.changes)
    for change, content in zip(comparison.changes, plain["changes"], strict=True):
        content["sentences"] = list(sentences(change, tested))
    return dump({"format_version": COMPARISON_FORMAT, **plain, "remarks": list(remarks(comparison))})


def remarks(comparison: Comparison) -> tuple[str, ...]:
    """What a reader has to know before the figures: which cases, which words, which program."""
    return tuple(_remarks(comparison))


def sentences(change: QuestionChange, tested: int) -> tuple[str, ...]:
    """What can be said of one toetsvraag, when `tested` of them were tested together."""
    return tuple(
        each
        for each in (_counts(change), _weighed(change), _conclusion(change, tested), _range(change), _open(change))
        if each
    )


def _sides(comparison: Comparison) -> Iterator[str]:
    for name, side in (("Eerder:", comparison.earlier), ("Later: ", comparison.later)):
        chosen = _CHOSEN[side.method].format(of=number_text(side.population))
        yield f"{name} peildatum {date_text(side.peildatum)}, {chosen} (audit {side.audit_id})."


def _remarks(comparison: Comparison) -> Iterator[str]:
    earlier, later = comparison.earlier, comparison.later
    if any(change.pairs and change.scope == "drawn" for change in comparison.changes):
        yield "Dezelfde zaken zijn twee keer beoordeeld. Daarom telt per zaak wat er veranderde."
    if not comparison.is_same_population:
        yield (
            f"De zaken waaruit is gekozen zijn niet dezelfde: eerder {number_text(earlier.population)}, "
            f"nu {number_text(later.population)}. Dat mag bij een nieuwe steekproef."
        )
    if not comparison.is_same_selection:
        yield (
            f"De dossiers komen niet uit hetzelfde deel van het register: {_filters(earlier, later)}. "
            "Een verschil bij vragen over dossiers kan daardoor komen."
        )
    yield from _overlap(comparison)
    if comparison.reworded:
        names = " en ".join(comparison.reworded)
        yield (
            f"In de criteria van {names} is iets veranderd zonder nieuwe versie. Kijk na of een vraag iets anders "
            "betekent; dan is het verschil niet van de dossiers."
        )
    if earlier.tool_version != later.tool_version:
        yield f"De audits zijn gemaakt met versie {earlier.tool_version} en {later.tool_version} van het programma."
    if earlier.organisation != later.organisation:
        yield f"De naam van de organisatie verschilt: {_name(earlier.organisation)} en {_name(later.organisation)}."


def _filters(earlier: Side, later: Side) -> str:
    """By which columns was chosen; the values may name a person and are not told."""
    if earlier.filtered_by == later.filtered_by:
        return f"er is twee keer gekozen op {_columns(later)}, maar met andere waarden"
    return f"eerder {_chosen(earlier)}, nu {_chosen(later)}"


def _chosen(side: Side) -> str:
    return f"gekozen op {_columns(side)}" if side.filtered_by else "uit alle zaken gekozen"


def _columns(side: Side) -> str:
    *most, last = side.filtered_by
    return f"{', '.join(most)} en {last}" if most else last


def _overlap(comparison: Comparison) -> Iterator[str]:
    """Cases in both audits, where these are not simply the same cases."""
    if comparison.shared_dossiers is None:
        yield "Of er zaken in allebei de audits zitten, is niet na te gaan: observaties.json is er niet meer."
        return
    for scope, number, one, many in (
        ("drawn", comparison.shared_dossiers, "dossier is", "dossiers zijn"),
        ("register", comparison.shared_cases or 0, "zaak van het register zit", "zaken van het register zitten"),
    ):
        if number and any(change.scope == scope and not change.pairs for change in comparison.changes):
            read = " gelezen" if scope == "drawn" else ""
            yield (
                f"{counted(number, one, many)} in allebei de audits{read}. "
                "Een verandering is daardoor minder snel te zien."
            )


def _section(heading: str, sentence: str, changes: Iterable[QuestionChange], tested: int) -> Iterator[str]:
    changes = list(changes)
    if not changes:
        return
    yield from ("", heading)
    if sentence:
        yield sentence
    for change in changes:
        yield f"  {change.question}  {change.title}"
        yield f"    {' '.join(sentences(change, tested))}"


def _counts(change: QuestionChange) -> str:
    met, judged, earlier_met, earlier_judged = change.compared
    noun = _noun(change)
    if change.pairs:
        return _paired(change.pairs, noun)
    if not (judged or earlier_judged):
        return "In allebei de audits is niets beoordeeld."
    if not (judged and earlier_judged):
        return f"Eerder {_part(earlier_met, earlier_judged, noun)}, nu {_part(met, judged, noun)}."
    if judged != earlier_judged:
        return f"Het ging van {of_text(earlier_met, earlier_judged)} naar {of_counted(met, judged, *noun)}."
    if met == earlier_met:
        return f"Het bleef {of_counted(met, judged, *noun)}."
    return f"Het ging van {number_text(earlier_met)} naar {of_counted(met, judged, *noun)}."


def _weighed(change: QuestionChange) -> str:
    """The shares that were compared; without figures under ten cases, and never 0 or 100 of 100 from a sample."""
    if change.shares is None:
        return ""
    if _hides_shares(change):
        return "Elk deel is daarbij gewogen naar het aantal zaken."
    before, now = (round(100 * share) for share in change.shares)
    went = f"ging het van {before} naar {now}" if before != now else f"bleef het {now}"
    return f"Elk deel gewogen naar het aantal zaken, {went} van de 100."


def _hides_shares(change: QuestionChange) -> bool:
    """Whether only the counts are printed of a weighted comparison; these may go the other way."""
    if change.shares is None:
        return False
    _, judged, _, earlier_judged = change.compared
    rounded = {round(100 * share) for share in change.shares}
    return min(judged, earlier_judged) < SMALLEST_GROUP or bool(rounded & {0, 100})


def _paired(pairs: Pairs, noun: tuple[str, str]) -> str:
    if not pairs.judged:
        return f"Er zijn geen {noun[1]} waarover allebei de audits zeker zijn."
    before, now = pairs.both_met + pairs.worse, pairs.both_met + pairs.better
    went = f"ging het van {number_text(before)} naar" if before != now else "bleef het"
    if pairs.judged == 1:
        return f"Er is maar 1 {noun[0]} twee keer beoordeeld. Daar is niets uit af te leiden."
    return (
        f"Van de {number_text(pairs.judged)} {noun[1]} die twee keer zijn beoordeeld {went} {number_text(now)}. "
        f"Bij {number_text(pairs.better)} werd het beter, bij {number_text(pairs.worse)} slechter."
    )


def _part(met: int, judged: int, noun: tuple[str, str]) -> str:
    return of_counted(met, judged, *noun) if judged else "niets beoordeeld"


def _conclusion(change: QuestionChange, tested: int) -> str:
    if change.verdict == CHANGED:
        is_better = change.direction > 0 and not _hides_shares(change)
        why = "Of het door de maatregel komt" if is_better else "Waardoor het komt"
        return f"Zo'n groot verschil is bijna nooit toeval. {why}, weten wij niet."
    if change.verdict is None:
        return ""
    if _hides_shares(change):
        return "Wij kunnen nog niet zeggen dat er iets is veranderd."
    if change.direction == 0:
        return "Wij zien geen verschil."
    chance = "Dat kan toeval zijn."
    if change.p_value is not None and change.p_value <= MOST_CHANCE:
        chance = f"Wie {number_text(tested)} vragen tegelijk vergelijkt, ziet zo'n verschil ook wel eens door toeval."
    way = "beter" if change.direction > 0 else "slechter"
    return f"{chance} Wij kunnen nog niet zeggen dat het {way} gaat."


def _range(change: QuestionChange) -> str:
    """The interval in cases of 100, rounded outward; silent under ten cases and where all of the register counts.

    Silent too beside shares that are not printed: it would tell a direction that the counts may not have.
    """
    _, judged, _, earlier_judged = change.compared
    if change.difference is None or change.scope == "register" or min(judged, earlier_judged) < SMALLEST_GROUP:
        return ""
    if _hides_shares(change):
        return ""
    low = math.floor(round(change.difference.low * 100, 6))
    high = math.ceil(round(change.difference.high * 100, 6))
    if low >= 0:
        return f"Op elke 100 dossiers zijn het er waarschijnlijk {low} tot {high} meer."
    if high <= 0:
        return f"Op elke 100 dossiers zijn het er waarschijnlijk {-high} tot {-low} minder."
    return f"Op elke 100 dossiers ligt het verschil waarschijnlijk tussen {-low} minder en {high} meer."


def _open(change: QuestionChange) -> str:
    """What waits for a person and what for its dossier; no person can judge the latter."""
    before, now = change.not_delivered
    waiting = change.earlier.open - before, change.later.open - now
    sentences = [
        f"{what}: eerder {number_text(earlier)}, nu {number_text(later)}."
        for what, (earlier, later) in (
            ("Nog te beoordelen door een mens", waiting),
            ("Dossier niet aangeleverd", (before, now)),
        )
        if earlier or later
    ]
    if change.open_can_undo:
        sentences.append("Die kunnen deze uitkomst nog veranderen.")
    return " ".join(sentences)


def _noun(change: QuestionChange) -> tuple[str, str]:
    return ("zaak", "zaken") if change.scope == "register" else ("dossier", "dossiers")


def _name(organisation: str) -> str:
    return organisation or "niet ingevuld"
