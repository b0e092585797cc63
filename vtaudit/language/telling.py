"""Telling: where the told content starts, how the act of telling must be read, and in what kind of row it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vtaudit.language.hearsay import is_asked_for, is_said_by_another
from vtaudit.language.layout import LineKind
from vtaudit.language.lexicon import Hit
from vtaudit.language.mentions import mentions
from vtaudit.language.passages import Passage, following_in_entry, previous_in_entry
from vtaudit.language.people import People
from vtaudit.language.scope import Status, clauses, read_status
from vtaudit.language.sentences import Token
from vtaudit.language.words import fold

TOLD = ("informeren", "vernomen", "gedaan_tk")
_COMPLEMENTIZERS = frozenset(["dat", "of", "wat", "hoe", "waarom", "waarmee", "waar", ":", "=", "->", "→"])
_CONTENT = frozenset(["dat", "wat", "hoe", "waar", "waarom"])
_READING = frozenset(
    (
        "ontkenning", "nog_niet", "voornemen", "gaan_doen", "voorwaarde", "uitstel", "bewering", "vraag", "ingetrokken",
        "bericht_uitgebleven", "tegengehouden"
    )
)  # fmt: skip
_RELATIVES = frozenset(["die", "dat", "wie", "wier", "welke", "waar"])
_SUBJECTS = frozenset(
    (
        "wij", "we", "ik", "zij", "ze", "hebben", "heb", "heeft", "is", "zijn", "was", "waren", "werd", "werden",
        "wordt", "worden", "gaan", "kunnen", "laten"
    )
)  # fmt: skip
_LATER = 3
_LOGS = ("contactjournaal", "mail", "brief", "terugkoppeling", "afsluitbrief", "onderzoeksrapportage")
_NO = frozenset(
    (
        "nee", "neen", "open", "-", "–", "nvt", "n.v.t", "niet", "nog", "nog_niet", "gepland", "todo", "?", "actie",
        "moet"
    )
)  # fmt: skip
_GOING_ON = frozenset(("loopt", "lopend", "lopende", "bezig", "onderhanden", "uitgezet"))
_NOTHING = frozenset(("-", "–", "nvt", "n.v.t", "nee", "neen", "niet"))
_ENTRY = re.compile(r"(?:\w{2,9}\.? )?\d{1,2}(?:[-/.]\d|\s[a-z]{3,9}\b)")
_SHORT_CELL = 4
_DUE = frozenset(("voor", "vóór", "uiterlijk"))
_YES = frozenset(
    (
        "ja", "j", "x", "v", "ok", "oke", "gedaan", "gereed", "klaar", "akkoord", "voldaan", "afgehandeld", "verzonden",
        "verstuurd", "✓", "✔", "afgerond"
    )
)  # fmt: skip


def content_start(passage: Passage, anchor: Hit) -> int:
    """First token of what is told: after `dat`, `wat`, `hoe` or a colon behind the act; the end if nothing follows."""
    if anchor.start < passage.value:
        # "Verteld wat eruit kwam: ..." announces its content, "Terugkoppeling aan: ..." its receiver.
        asked = (p for p in range(anchor.end, passage.value) if passage.tokens[p].norm in _CONTENT)
        return next(asked, len(passage.tokens))
    if passage.tokens[anchor.end - 1].norm in _COMPLEMENTIZERS:
        return anchor.end
    limit = next((end for start, end in passage.cells if start <= anchor.start < end), len(passage.tokens))
    for position in range(anchor.end, limit):
        if passage.tokens[position].norm in _COMPLEMENTIZERS:
            return position
    return limit


def is_purpose(passage: Passage, anchor: Hit) -> bool:
    """'om hem te vertellen', 'gebeld voor de uitkomst': the message is an aim, not yet a deed."""
    after = [token.norm for token in passage.tokens[anchor.end : anchor.end + 8]]
    if anchor.concept == "contact_gedaan" and set(after) & {
        "voor",
        "inzake",
        "verband",
        "ivm",
        "i.v.m",
        "wegens",
        "namens",
        "om",
        "teneinde",
        "ter",
    }:
        return True
    words = [token.norm for token in passage.tokens[max(0, anchor.start - 1) : anchor.end]]
    return "te" in words


def message_status(
    passages: Sequence[Passage],
    passage: Passage,
    anchor: Hit,
    mark: Status | None,
    ignore: frozenset[str],
    shield: tuple[str, ...],
    people: People,
) -> Status:
    """The status of an act of telling: denials, plans and claims inside the message say nothing about the act."""
    mark = own_mark(passages, passage, mark)
    if mark is not None:
        return mark
    if _is_table_header(passages, passage) or (passage.line_kind is LineKind.HEADING and len(passage.tokens) == 1):
        return Status.EMPTY
    if passage.kind not in _LOGS and any(token.norm in ("wordt", "worden") for token in _clause(passage, anchor)):
        return Status.INTENDED
    bare = masked(passage, anchor, shield)
    if _introduced_as_plan(passage, anchor) and "voornemen" not in ignore:
        return Status.INTENDED
    if passage.cells and _row_says_no(passage):
        return Status.INTENDED
    if _cue_near(bare, anchor, "tegengehouden"):
        return Status.WITHDRAWN
    if _cue_near(bare, anchor, "bericht_uitgebleven"):
        return Status.NEGATED
    opens = passage.tokens[min(passage.value, len(passage.tokens) - 1)].norm
    before = [hit.concept for hit in passage.hits_of("voorwaarde", "afgesproken_dat") if hit.end <= anchor.start]
    if opens == "dan" or ("voorwaarde" in before and _is_present(passage, anchor) and "voorwaarde" not in ignore):
        return Status.CONDITIONAL
    if "afgesproken_dat" in before and _is_present(passage, anchor):
        return Status.INTENDED
    if "..-" in passage.text or "__" in passage.text:
        return Status.EMPTY
    if any(hit.start < anchor.start for hit in passage.hits_of("vraagt_of")) or is_asked_for(passage, anchor):
        return Status.ASKED
    if is_purpose(passage, anchor) and any(
        h.end <= anchor.start for h in bare.hits_of("voornemen", "nog_niet", "gaan_doen")
    ):
        return Status.INTENDED
    if _family_tells(passage, anchor, people) or is_said_by_another(passage, anchor, people):
        return Status.CLAIMED
    if _is_believed(passages, passage, anchor) or written_by_family(passages, passage, people):
        return Status.CLAIMED
    undone = passage.hits_of("wilde", "nog_maken")
    # "Brief aan ouders" names the letter; that it went is only presumed, so any word of making it undoes that.
    presumed = anchor.concept == "verzenden" and passage.tokens[anchor.end - 1].norm == "ouders"
    if presumed and passage.hits_of("brief_in_de_maak"):
        return Status.INTENDED
    if _is_task(passage, anchor) or any(_same_clause(passage, hit, anchor) for hit in undone):
        return Status.INTENDED
    if "poging" not in ignore and _is_attempt(passages, passage, anchor, people):
        return Status.ATTEMPTED
    return read_status(passages, bare, anchor, None, ignore | {"poging"})


def shielded(passage: Passage, shield: tuple[str, ...]) -> Passage:
    """The passage without the cues that lie within a phrase of one of these concepts."""
    covers = passage.hits_of(*shield) if shield else ()
    if not covers:
        return passage
    kept = (
        hit for hit in passage.hits
        if hit.concept not in _READING or not any(cover.start <= hit.start and hit.end <= cover.end for cover in covers)
    )  # fmt: skip
    return replace(passage, hits=tuple(kept))


def masked(passage: Passage, anchor: Hit, shield: tuple[str, ...]) -> Passage:
    """The passage without the cues in the told content and without those that belong to the message itself."""
    start = content_start(passage, anchor)
    covers = list(passage.hits_of(*shield))

    def hidden(hit: Hit) -> bool:
        if hit.concept not in _READING:
            return False
        return hit.start >= start or any(cover.start <= hit.start and hit.end <= cover.end for cover in covers)

    tokens = tuple(
        replace(token, norm="…")
        if position >= start or any(cover.start <= position < cover.end for cover in covers)
        else token
        for position, token in enumerate(passage.tokens)
    )
    keep = {":", ",", ";"}
    tokens = tuple(old if old.norm in keep else new for old, new in zip(passage.tokens, tokens, strict=True))
    heading = passage.heading_hits - ({"taak_kop"} if _is_dated_entry(passage) else frozenset())
    return replace(
        passage, tokens=tokens, hits=tuple(hit for hit in passage.hits if not hidden(hit)), heading_hits=heading
    )


def _is_dated_entry(passage: Passage) -> bool:
    """An entry of a journal: a title such as 'journaal en taken' does not make it a task."""
    return passage.label[:1].isdigit() or "journaal" in fold(passage.heading)


def _cue_near(passage: Passage, anchor: Hit, concept: str) -> bool:
    """A cue of silence in the sentence, unless a contrast stands between it and the act."""
    for hit in passage.hits_of(concept):
        first, last = sorted((hit, anchor), key=lambda h: h.start)
        if not any(token.norm in ("maar", "wel", "alsnog") for token in passage.tokens[first.end : last.start]):
            return True
    return False


def own_mark(passages: Sequence[Passage], passage: Passage, mark: Status | None) -> Status | None:
    """The mark without 'the nurse who reported at the time': the clause about the person is old, the act is not."""
    if mark is not Status.EARLIER:
        return mark
    before = (p for p in previous_in_entry(passages, passage, 3) if p.line == passage.line)
    around = (passage, *before)
    cues = [(p, cue) for p in around for cue in p.hits_of("eerder")]
    relative = all(any(t.norm in _RELATIVES for t in p.tokens[max(0, cue.start - 3) : cue.start]) for p, cue in cues)
    return None if cues and relative else mark


def _family_tells(passage: Passage, anchor: Hit, people: People) -> bool:
    """'Moeder vertelt zelf aan de huisarts': a finite verb with somebody of the family as its subject."""
    verb = passage.tokens[anchor.start].norm
    if anchor.concept != "informeren" or "ge" in verb[:7] or not verb.endswith(("t", "de", "te", "den", "ten")):
        return False
    subject = any(
        m.who == "gezin" and m.start < anchor.start and anchor.start - m.end <= 1 for m in mentions(passage, people)
    )
    return subject and not any(token.norm in ("ik", "wij", "we", "heb", "hebben") for token in passage.tokens)


def is_unchosen(passage: Passage) -> bool:
    """A field whose options all stand there: 'ja / nee', 'bevestigd / niet bevestigd'."""
    if not passage.label:
        return False
    norms = [token.norm for token in passage.tokens[passage.value :]]
    if "/" not in norms:
        return False
    slash = passage.value + norms.index("/")
    codes = [hit.start for hit in passage.hits_of("uitkomst_code") if hit.start >= passage.value]
    return {"ja", "nee"} <= set(norms) or (any(c < slash for c in codes) and any(c > slash for c in codes))


def _is_present(passage: Passage, anchor: Hit) -> bool:
    """The verb of the act is no participle or past tense: 'informeert', 'informeren', 'laat weten'."""
    verb = passage.tokens[anchor.start].norm
    if any(token.norm in ("wordt", "worden") for token in passage.tokens):
        return True
    return (
        "ge" not in verb[:7] and not verb.endswith(("d", "de", "den", "te", "ten")) and verb not in ("op", "in", "liet")
    )


def _is_believed(passages: Sequence[Passage], passage: Passage, anchor: Hit) -> bool:
    """Somebody else thinks or says that it was done."""
    for hit in passage.hits_of("meent"):
        if hit.end <= anchor.start or (anchor.start < passage.value <= hit.start):
            around = {token.norm for token in passage.tokens[max(0, hit.start - 2) : hit.end + 2]}
            if not around & {"ik", "wij", "we"} or "wij" in {t.norm for t in passage.tokens[hit.end + 2 :]}:
                return True
    return False


def written_by_family(passages: Sequence[Passage], passage: Passage, people: People) -> bool:
    """A mail from or signed by somebody of the family: what it says others were told is a claim."""
    if passage.kind != "mail":
        return False
    family = people.family_names
    for other in passages[max(0, passage.number - 12) : passage.number + 12]:
        if (other.part, other.entry) != (passage.part, passage.entry):
            continue
        words = [token for token in other.tokens[other.value :] if token.text[0].isalnum()]
        signed = (
            not other.label
            and 0 < len(words) <= 3
            and all(w.norm in family for w in words)
            and not other.text.endswith(",")
        )
        sender = "van" in fold(other.label).split() and any(w.norm in family for w in words)
        if (signed and other.number > passage.number) or sender:
            return True
    return False


def _is_task(passage: Passage, anchor: Hit) -> bool:
    """'Melder bellen over de afloop': a bare infinitive without a subject is something to do."""
    if (
        row_is_done(passage)
        or passage.hits_of("gedaan", "gelukt")
        or not any(h.start <= anchor.start < h.end for h in passage.hits_of("kale_opdracht"))
    ):
        return False
    own = {token.norm for token in _clause(passage, anchor)}
    if "nog" in own:
        return not own & _SUBJECTS
    norms = {token.norm for token in passage.tokens}
    return not norms & _SUBJECTS and "te" not in norms


def _same_clause(passage: Passage, one: Hit, other: Hit) -> bool:
    return not _apart(passage, one, other)


def _introduced_as_plan(passage: Passage, anchor: Hit) -> bool:
    """A plan or 'still to do' before the colon governs everything behind it."""
    colon = next((p for p, token in enumerate(passage.tokens) if token.norm == ":" and p < anchor.start), None)
    if colon is None:
        return False
    return any(hit.end <= colon for hit in passage.hits_of("nog_niet", "taak_kop", "uitstel")) or any(
        hit.end <= colon
        for hit in passage.hits_of("voornemen")
        if passage.tokens[hit.start].norm not in ("wil", "willen", "concept")
    )


def _is_table_header(passages: Sequence[Passage], passage: Passage) -> bool:
    if passage.line_kind is not LineKind.ROW or any(char.isdigit() for char in passage.text):
        return False
    before = previous_in_entry(passages, passage, 1)
    after = following_in_entry(passages, passage, 1)
    return bool(after and after[0].line_kind is LineKind.ROW) and not (before and before[0].line_kind is LineKind.ROW)


def _row_says_no(passage: Passage) -> bool:
    last = passage.cells[-1]
    words = {token.norm for token in passage.tokens[last[0] : last[1]]}
    if last[1] - last[0] == 1 and words & _GOING_ON:
        return True
    if _ENTRY.match(passage.label):
        # In a log the last column is what is to follow, or the story itself: nothing there says that it was not done.
        return last[1] - last[0] <= _SHORT_CELL and bool(words & (_NO - _NOTHING))
    due = last[1] - last[0] <= _SHORT_CELL and bool(words & _DUE)
    return bool(words & _NO) or due or (last[0] == last[1] and len(passage.cells) > 2)


def row_is_done(passage: Passage) -> bool:
    """A row or box that is ticked, dated or says yes, and says no nowhere in its last cell."""
    if passage.line_kind is LineKind.BOX_DONE:
        return True
    if not passage.cells:
        return False
    words = [token.norm for start, end in passage.cells[1:] for token in passage.tokens[start:end]]
    return not _row_says_no(passage) and any(word in _YES or any(char.isdigit() for char in word) for word in words)


def _is_attempt(passages: Sequence[Passage], passage: Passage, anchor: Hit, people: People) -> bool:
    own, success = passage.hits_of("poging", "mislukt"), passage.hits_of("gelukt")
    aim = is_purpose(passage, anchor)
    # "Gesproken over wat eruit kwam" says itself that the contact came about.
    reached = any(hit.start <= anchor.start < hit.end for hit in passage.hits_of("contact_gelukt"))
    told = (anchor.concept in TOLD or reached) and not aim
    start = content_start(passage, anchor)
    for cue in own:
        if any(done.start > cue.start for done in success) or (
            told and anchor.start > cue.start and _apart(passage, cue, anchor)
        ):
            continue
        if (
            told
            and cue.start >= start
            and not any(t.norm in (",", ";", ".", "(") for t in passage.tokens[start : cue.start])
        ):
            continue
        return True
    if own or success or (told and not _is_noun(passage, anchor)):
        return False
    here = {m.who for m in mentions(passage, people)}
    for later in following_in_entry(passages, passage, _LATER):
        if later.line - passage.line > 1 or later.hits_of("gelukt"):
            return False
        if later.hits_of("poging", "mislukt", "niet_gesproken"):
            return not any(m.who == "gezin" for m in mentions(later, people)) or "gezin" in here
        if any(not is_purpose(later, hit) for hit in later.hits_of("informeren", "vernomen")):
            return False
    return False


def _clause(passage: Passage, anchor: Hit) -> tuple[Token, ...]:
    own = next((c for c in clauses(passage) if c.start <= anchor.start < c.end), None)
    return passage.tokens[own.start : own.end] if own else passage.tokens


def _is_noun(passage: Passage, anchor: Hit) -> bool:
    return passage.tokens[anchor.start].norm.startswith(("terugkoppel", "bericht", "telefon"))


def _apart(passage: Passage, one: Hit, other: Hit) -> bool:
    """In different clauses of the sentence."""
    return not any(c.start <= one.start < c.end and c.start <= other.start < c.end for c in clauses(passage))
