"""The pull lists: per drawn case which parts to print for the audit, and how each case stands after changes."""

from __future__ import annotations

from collections.abc import Collection

from vtaudit.model import Register, RegisterRow, Sample
from vtaudit.sampling import is_monitoring_due

_PLACES = ("regio", "team")
DRAWN, SPARE = "in de steekproef", "reserve"
_TO_FILL_IN = ("geprint op", "opmerking")
_ALWAYS = ("melding", "triage", "contactjournaal", "veiligheidsplan")
_RESEARCH = ("onderzoeksrapportage", "gespreksverslagen", "afsluitbrief", "terugkoppeling")
_HANDED_OVER = ("overdracht",)
_MONITORING = ("monitoring",)
_UNKNOWN = ("en alle andere stukken",)


def parts_to_print(row: RegisterRow) -> tuple[str, ...]:
    """The kinds of documents that the toetsvragen look in, as far as the register tells which apply.

    A case of which the register does not tell the vervolg needs everything.
    """
    vervolg = row.texts.get("vervolg")
    if vervolg is None:
        return (*_ALWAYS, *_UNKNOWN)
    research = _RESEARCH if vervolg == "onderzoek" else ()
    handed_over = _HANDED_OVER if vervolg == "vervolgtraject" else ()
    monitoring = _MONITORING if (research or handed_over) and is_monitoring_due(row) else ()
    return (*_ALWAYS, *research, *handed_over, *monitoring)


def pull_list(sample: Sample, register: Register, only: Collection[str] | None = None) -> tuple[tuple[str, ...], ...]:
    """The list with its heading, in the order of the draw; `only` leaves out what stood on an earlier list.

    The number is the place in the draw, so that it stays the same on every list.
    """
    rows = {row.zaaknummer: row for row in register.rows}
    places = tuple(column for column in _PLACES if column in register.columns)
    heading = ("volgnummer", "zaaknummer", *places, "te printen", *_TO_FILL_IN)
    return (
        heading,
        *(
            (
                str(number),
                case,
                *(rows[case].texts.get(column, "") for column in places),
                ", ".join(parts_to_print(rows[case])),
                *("" for _ in _TO_FILL_IN),
            )
            for number, case in enumerate(sample.drawn, start=1)
            if only is None or case in only
        ),
    )


def current_list(sample: Sample, register: Register) -> tuple[tuple[str, ...], ...]:
    """Every case of the draw as it stands after all changes: drawn, replaced and spare, in that order, with a heading.

    It has no cells to fill in: it is made anew at every change. Only drawn cases have a number and parts to print.
    """
    rows = {row.zaaknummer: row for row in register.rows}
    places = tuple(column for column in _PLACES if column in register.columns)

    def line(number: str, case: str, state: str, parts: str) -> tuple[str, ...]:
        # A case that was replaced may be gone from the register since.
        texts = rows[case].texts if case in rows else {}
        return number, case, state, *(texts.get(column, "") for column in places), parts

    drawn = enumerate(sample.drawn, start=1)
    return (
        ("volgnummer", "zaaknummer", "stand", *places, "te printen"),
        *(line(str(number), case, DRAWN, ", ".join(parts_to_print(rows[case]))) for number, case in drawn),
        *(line("", each.zaaknummer, f"vervangen door {each.by}", "") for each in sample.replacements),
        *(line("", case, SPARE, "") for stratum in sample.frame for case in stratum.spares),
    )
