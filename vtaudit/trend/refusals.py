"""When two audits may not be laid beside each other: nothing is compared in silence."""

from __future__ import annotations

from collections.abc import Iterator

from vtaudit.errors import Fault
from vtaudit.trend.record import Record


def refusals(earlier: Record, later: Record) -> tuple[Fault, ...]:
    """Every reason not to compare, with what to do; none when the audits fit."""
    if earlier.audit_id == later.audit_id:
        message = "Dit is twee keer dezelfde audit."
        return (Fault("trend-same", later.where, message, "Kies een eerdere en een latere audit."),)
    return (*_order(earlier, later), *_norms(earlier, later), *_readers(earlier, later), *_cases(earlier, later))


def _order(earlier: Record, later: Record) -> Iterator[Fault]:
    if earlier.peildatum > later.peildatum:
        message = f"Deze audit heeft peildatum {earlier.peildatum}, de tweede {later.peildatum}: dat is eerder."
        yield Fault("trend-order", earlier.where, message, "Zet de eerdere audit voorop.")


def _norms(earlier: Record, later: Record) -> Iterator[Fault]:
    """A set in one audit only is no fault as long as the other audit has nothing in its place."""
    remedy = f"Beoordeel de eerdere audit ({earlier.where}) opnieuw met de nieuwe norm en vergelijk daarna."
    before = {each.id: each for each in earlier.criteria}
    now = {each.id: each for each in later.criteria}
    gone, new = sorted(before.keys() - now.keys()), sorted(now.keys() - before.keys())
    if (gone and new) or not before.keys() & now.keys():
        message = (
            f"De norm is een andere: eerder {' en '.join(gone)}, nu {' en '.join(new)}. "
            "Een verschil kan door de norm komen. Daarom is er niets vergeleken."
        )
        yield Fault("trend-norm", "criteria", message, remedy)
    for name in sorted(before.keys() & now.keys()):
        where = f"criteria, set {name}"
        if before[name].version != now[name].version:
            message = (
                f"De norm is veranderd: eerder versie {before[name].version}, nu versie {now[name].version}. "
                "Een verschil kan door de norm komen. Daarom is er niets vergeleken."
            )
            yield Fault("trend-norm", where, message, remedy)
        elif before[name].term_reading != now[name].term_reading:
            message = (
                f"De termijnen zijn anders geteld: eerder in {before[name].term_reading}, nu in "
                f"{now[name].term_reading}. Daarom is er niets vergeleken."
            )
            yield Fault("trend-norm", where, message, remedy)


def _readers(earlier: Record, later: Record) -> Iterator[Fault]:
    if earlier.reader_version != later.reader_version:
        message = (
            f"De dossiers zijn op een andere manier gelezen: eerder met leesversie {earlier.reader_version}, nu met "
            f"{later.reader_version}. Een verschil kan daardoor komen. Daarom is er niets vergeleken."
        )
        remedy = (
            "Laat het programma de eerdere dossiers opnieuw lezen: vtaudit audit op de map van toen, met "
            f"--sample-file {earlier.where}/steekproef.json en --peildatum {earlier.peildatum}."
        )
        yield Fault("trend-reader", earlier.where, message, remedy)


def _cases(earlier: Record, later: Record) -> Iterator[Fault]:
    if earlier.draw.population_sha256 != later.draw.population_sha256:
        return
    for record in (earlier, later):
        if record.results is None:
            message = "De audits gaan over dezelfde zaken, maar observaties.json is er niet meer."
            remedy = "Zet het bestand terug in de map van de audit, of doe die audit opnieuw."
            yield Fault("trend-observations", record.where, message, remedy)
