"""Statutory terms: the last day of "vijf dagen" and of "vijf dagen en tien weken", under both readings side by side.

Sources: Uitvoeringsbesluit Wmo 2015 art. 4.1.7 (the terms), Algemene termijnenwet art. 1-3 (their extension).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal

from vtaudit.errors import Fault, VtauditError
from vtaudit.model import TermDetail, TermReading

Term = Literal["five_days", "five_days_ten_weeks"]

DAY = timedelta(days=1)
FIVE = 5
TEN_WEEKS = timedelta(days=70)
SATURDAY = 5
LEAST_WORKING_DAYS = 2
COLUMNS = ("datum", "naam", "bron")


class Reading(StrEnum):
    """How "dagen" is counted: as the law does, or as the field does."""

    CALENDAR = "kalenderdagen"
    WORKING = "werkdagen"


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days on which no term may end, for whole years from `first_year` to `last_year`; `source` names the table."""

    days: frozenset[date]
    first_year: int
    last_year: int
    source: str

    @classmethod
    def from_csv(cls, path: Path) -> FreeDays:
        """Read a table with the columns datum (jjjj-mm-dd), naam and bron.

        Raises VtauditError with every row that cannot be used, and with every year between the first and the last
        that has no row: such a year would silently count its holidays as working days.
        """
        rows = _read_rows(path)
        days: dict[date, int] = {}
        faults: list[Fault] = []
        for line, row in rows:
            where = f"{path.name}, regel {line}"
            if not all((row.get(column) or "").strip() for column in COLUMNS):
                faults.append(
                    Fault("free_days_empty", where, "De datum, de naam of de bron ontbreekt.", "Vul de regel aan.")
                )
                continue
            try:
                day = date.fromisoformat(row["datum"].strip())
            except ValueError:
                faults.append(
                    Fault("free_days_date", where, "Dit is geen bestaande datum.", "Schrijf hem als 2017-04-14.")
                )
                continue
            if day in days:
                message = f"Deze datum staat ook op regel {days[day]}."
                faults.append(Fault("free_days_double", where, message, "Haal een van beide weg."))
            days.setdefault(day, line)
        years = {day.year for day in days}
        gaps = [year for year in range(min(years), max(years)) if year not in years] if years else []
        faults += [
            Fault("free_days_gap", path.name, f"Het jaar {year} ontbreekt.", "Vul de vrije dagen van dat jaar aan.")
            for year in gaps
        ]
        if not rows:
            message = "De tabel met vrije dagen is leeg."
            faults.append(Fault("free_days_none", path.name, message, "Zet het oorspronkelijke bestand terug."))
        if faults:
            raise VtauditError(faults)
        return cls(frozenset(days), min(years), max(years), path.name)

    def with_decree_days(self, days: Iterable[date]) -> FreeDays:
        """Add days equated by decree (Algemene termijnenwet art. 3 lid 3); VtauditError for days outside the table."""
        extra = tuple(days)
        faults = [self._outside(day) for day in extra if not self.covers(day)]
        if faults:
            raise VtauditError(faults)
        return replace(self, days=self.days.union(extra))

    def covers(self, day: date) -> bool:
        """Tell whether the table knows the year of this day."""
        return self.first_year <= day.year <= self.last_year

    def is_free(self, day: date) -> bool:
        """Saturday, Sunday or holiday; VtauditError for a day outside the years of the table, weekends included."""
        if not self.covers(day):
            raise VtauditError(self._outside(day))
        return day.weekday() >= SATURDAY or day in self.days

    def _outside(self, day: date) -> Fault:
        return Fault(
            "day_outside_free_days",
            self.source,
            f"De tabel met vrije dagen loopt van {self.first_year} tot en met {self.last_year}. "
            f"Er is een dag uit {day.year} nodig.",
            f"Controleer de datum. Klopt die, vul dan de vrije dagen van {day.year} aan.",
        )


def five_days(received: date, reading: Reading, free: FreeDays) -> date:
    """Last day of "vijf dagen"; the day of receipt is not counted.

    Calendar reading: five days, lengthened until they hold two days that are not free (Algemene termijnenwet art. 2)
    and until the last is not free (art. 1). Working reading: the fifth day that is not free.
    """
    free.is_free(received)
    last, counted, not_free = received, 0, 0
    if reading is Reading.WORKING:
        while not_free < FIVE:
            last += DAY
            not_free += not free.is_free(last)
        return last
    while counted < FIVE or not_free < LEAST_WORKING_DAYS or free.is_free(last):
        last += DAY
        counted += 1
        not_free += not free.is_free(last)
    return last


def ten_weeks(start: date, free: FreeDays) -> date:
    """Seventy days after `start`, moved on to the next day that is not free (Algemene termijnenwet art. 1)."""
    free.is_free(start)
    last = start + TEN_WEEKS
    while free.is_free(last):
        last += DAY
    return last


def five_days_ten_weeks(received: date, reading: Reading, free: FreeDays) -> date:
    """Last day of the sum term: the seventy days run from the end of the five days after their extension."""
    return ten_weeks(five_days(received, reading, free), free)


def judge_term(start: date, end: date | None, peildatum: date, term: Term, free: FreeDays) -> TermDetail:
    """Hold one term under both readings against the day it was met.

    An end after the peildatum has not happened yet and counts as None, in the result too. An open term is kept None
    (not applicable) up to and including its last day. An end before the start gives negative `days`: dates that
    contradict each other are for the caller to set aside. VtauditError for days outside the table.
    """
    happened = end if end is not None and end <= peildatum else None
    last_day = five_days if term == "five_days" else five_days_ten_weeks

    def judge(reading: Reading) -> TermReading:
        deadline = last_day(start, reading, free)
        if happened is None:
            return TermReading(deadline, None if deadline >= peildatum else False)
        return TermReading(deadline, happened <= deadline)

    return TermDetail(
        start=start,
        end=happened,
        days=((happened or peildatum) - start).days,
        calendar=judge(Reading.CALENDAR),
        working=judge(Reading.WORKING),
    )


def _read_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                message = f"De kolom {' en '.join(missing)} ontbreekt."
                remedy = "De eerste regel hoort te zijn: datum,naam,bron."
                raise VtauditError(Fault("free_days_columns", path.name, message, remedy))
            return [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = "De tabel met vrije dagen kan niet worden gelezen."
        remedy = "Controleer of het bestand er staat en als UTF-8 is bewaard."
        raise VtauditError(Fault("free_days_unreadable", path.name, message, remedy)) from error
