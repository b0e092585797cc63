"""The Dutch sentences about one dossier: what a person has to decide, and the dates behind a term."""

from __future__ import annotations

from vtaudit.model import Evidence, Observation, Outcome
from vtaudit.report.figures import counted, date_text
from vtaudit.report.texts import TERM_WORDS
from vtaudit.score.counting import NOT_DELIVERED


def decide_text(observation: Observation) -> str:
    """What the quality officer is asked to do with one observation; empty when there is nothing to decide."""
    if observation.reason_code == NOT_DELIVERED:
        return "Lever de stukken aan, of vervang de zaak als er reservezaken zijn (vtaudit sample --replace)."
    if observation.outcome is Outcome.UNDECIDED:
        if observation.term:
            return "Zoek de juiste datum op en beslis zelf."
        return "Het programma kan dit niet beoordelen. Lees de stukken en beslis zelf. Dit telt niet als fout."
    if observation.sure:
        return ""
    if observation.term and any(quote.is_weak for quote in observation.evidence):
        return "Een datum komt uit een zin die niet zeker is gelezen. Kijk de datum na in het stuk en beslis zelf."
    if observation.term:
        return "De datums spreken elkaar tegen. Kijk welke datum klopt en beslis zelf."
    if observation.outcome is Outcome.NOT_APPLICABLE:
        return "Het programma is niet zeker of deze vraag hier geldt. Lees de stukken en beslis zelf."
    if observation.reason_code == "second_no":
        return "Lees de zin die niet telde en beslis zelf."
    if observation.evidence:
        return "Het programma vond een zin die misschien telt. Lees de zin en beslis zelf."
    return "Het programma vond niets, maar is niet zeker. Lees de stukken en beslis zelf."


def read_text(evidence: Evidence) -> str:
    """How a quote was read, to put behind its place; empty for text that anyone can see in the document itself."""
    told = [f"gelezen met tekstherkenning, zekerheid {round(100 * evidence.ocr)} %"] if evidence.ocr is not None else []
    if evidence.doubtful:
        told.append("met een woord dat niet zeker is")
    if evidence.unseen:
        told.append("niet te zien op de bladzijde")
    return "".join(f", {each}" for each in told)


def term_lines(observation: Observation) -> tuple[str, ...]:
    """The dates behind a term toetsvraag, and both readings of the five days."""
    term = observation.term
    if term is None:
        return ()
    done = f"Klaar op {date_text(term.end)}" if term.end else "Nog geen einddatum"
    lines = [f"Begin: {date_text(term.start)}. {done}. Dat is {counted(term.days, 'dag', 'dagen')}."]
    for name, reading in (("kalenderdagen", term.calendar), ("werkdagen", term.working)):
        kept = {True: TERM_WORDS[Outcome.MET], False: TERM_WORDS[Outcome.NOT_MET], None: "nog niet te zeggen"}
        lines.append(f"Met {name}: uiterlijk {date_text(reading.deadline)}, {kept[reading.kept]}.")
    return tuple(lines)
