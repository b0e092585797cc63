"""Terms against published values, the worked example of the law, boundary days in pairs, and properties."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtaudit.errors import VtauditError
from vtaudit.terms import FreeDays, Reading, Term, five_days, five_days_ten_weeks, judge_term, ten_weeks

TABLE = Path(__file__).parents[1] / "criteria" / "free_days.csv"
FREE = FreeDays.from_csv(TABLE)
DAY = timedelta(days=1)
CALENDAR, WORKING = Reading.CALENDAR, Reading.WORKING
YEARS = range(2015, 2031)
DECREE_2022 = date(2022, 5, 27)

received_days = st.dates(date(2015, 1, 1), date(2030, 9, 1))
readings = st.sampled_from(Reading)
terms = st.sampled_from(["five_days", "five_days_ten_weeks"])


def day(text: str) -> date:
    number, month, year = text.split("-")
    return date(int(year), int(month), int(number))


# ------------------------------------------------------------------ the table of free days


def easter_by_the_moon(year: int) -> date:
    """Gauss's rule, other than the one the table was made with: Sunday after the paschal full moon."""
    century = year // 100
    moon = (15 + century - century // 4 - (8 * century + 13) // 25) % 30
    sun = (4 + century - century // 4) % 7
    golden = (19 * (year % 19) + moon) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) + 6 * golden + sun) % 7
    shift = 22 + golden + weekday
    if golden == 29 and weekday == 6:
        shift -= 7
    if golden == 28 and weekday == 6 and (11 * moon + 11) % 30 < 19:
        shift -= 7
    return date(year, 3, 1) + timedelta(days=shift - 1)


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", YEARS)
def test_free_days_of_a_year_follow_from_easter_and_the_fixed_days(year: int) -> None:
    easter = easter_by_the_moon(year)
    kings_day = date(year, 4, 26) if date(year, 4, 27).isoweekday() == 7 else date(year, 4, 27)
    expected = {
        date(year, 1, 1): "Nieuwjaarsdag",
        easter - 2 * DAY: "Goede Vrijdag",
        easter + DAY: "Tweede Paasdag",
        kings_day: "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        easter + 39 * DAY: "Hemelvaartsdag",
        easter + 50 * DAY: "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }
    if year == 2016:
        expected[date(2016, 5, 5)] = "Bevrijdingsdag en Hemelvaartsdag"
    found = {date.fromisoformat(row["datum"]): row["naam"] for row in rows()}
    assert {free_day: name for free_day, name in found.items() if free_day.year == year} == expected


def test_known_easter_dates_hold_for_the_independent_rule() -> None:
    assert [easter_by_the_moon(year) for year in (2016, 2017, 2019, 2024)] == [
        date(2016, 3, 27),
        date(2017, 4, 16),
        date(2019, 4, 21),
        date(2024, 3, 31),
    ]


def test_every_year_has_nine_days_and_2016_eight_because_two_fall_together() -> None:
    counts = Counter(row["datum"][:4] for row in rows())
    assert counts == {str(year): 8 if year == 2016 else 9 for year in YEARS}


def test_every_row_names_the_article_it_rests_on() -> None:
    by_source: dict[str, set[str]] = {}
    for row in rows():
        by_source.setdefault(row["bron"], set()).add(row["naam"])
    moved = "Algemene termijnenwet art. 3 lid 1 (gevierd op 26 april: 27 april is een zondag)"
    assert by_source.keys() == {"Algemene termijnenwet art. 3 lid 1", "Algemene termijnenwet art. 3 lid 2", moved}
    assert by_source["Algemene termijnenwet art. 3 lid 2"] == {"Goede Vrijdag"}
    assert by_source[moved] == {"Koningsdag"}


def test_kings_day_moves_when_it_is_a_sunday() -> None:
    assert FREE.is_free(date(2025, 4, 26))
    moved = [row["datum"] for row in rows() if row["datum"].endswith("-04-26")]
    assert moved == ["2025-04-26"]


def test_no_day_equated_by_decree_stands_in_the_table() -> None:
    assert not FREE.is_free(DECREE_2022)
    assert FREE.with_decree_days([DECREE_2022]).is_free(DECREE_2022)
    assert not FREE.is_free(DECREE_2022)


def test_the_table_knows_its_years() -> None:
    assert (FREE.first_year, FREE.last_year) == (2015, 2030)


@pytest.mark.parametrize("outside", ["31-12-2014", "01-01-2031", "04-01-2031", "31-12-9999"])
def test_a_day_outside_the_table_is_refused_with_its_year(outside: str) -> None:
    with pytest.raises(VtauditError) as caught:
        FREE.is_free(day(outside))
    (fault,) = caught.value.faults
    assert fault.code == "day_outside_free_days"
    years = "De tabel met vrije dagen loopt van 2015 tot en met 2030."
    assert fault.message == f"{years} Er is een dag uit {day(outside).year} nodig."


@pytest.mark.parametrize("received", ["31-12-2014", "27-12-2030", "31-12-9999", "01-01-0001"])
@pytest.mark.parametrize("reading", Reading)
def test_a_term_that_leaves_the_table_is_refused(received: str, reading: Reading) -> None:
    with pytest.raises(VtauditError):
        five_days(day(received), reading, FREE)


def test_decree_days_outside_the_table_are_refused_all_at_once() -> None:
    with pytest.raises(VtauditError) as caught:
        FREE.with_decree_days([date(2014, 5, 30), DECREE_2022, date(2031, 5, 23)])
    assert [fault.message.split()[-2] for fault in caught.value.faults] == ["2014", "2031"]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("", ["free_days_columns"]),
        ("datum,naam\n2017-01-01,Nieuwjaarsdag\n", ["free_days_columns"]),
        ("datum,naam,bron\n", ["free_days_none"]),
        ("datum,naam,bron\n01-01-2017,Nieuwjaarsdag,wet\n2017-02-29,Dag,wet\n", ["free_days_date"] * 2),
        ("datum,naam,bron\n2017-01-01,,wet\n2017-05-05,Vijf mei\n", ["free_days_empty"] * 2),
        ("datum,naam,bron\n2017-01-01,Een,wet\n2017-01-01,Twee,wet\n", ["free_days_double"]),
        ("datum,naam,bron\n2017-01-01,Een,wet\n2019-01-01,Twee,wet\n", ["free_days_gap"]),
    ],
)
def test_a_spoiled_table_is_refused_with_all_its_faults(tmp_path: Path, content: str, codes: list[str]) -> None:
    path = tmp_path / "vrij.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VtauditError) as caught:
        FreeDays.from_csv(path)
    assert [fault.code for fault in caught.value.faults] == codes
    assert all(fault.where.startswith("vrij.csv") for fault in caught.value.faults)


def test_a_fault_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "vrij.csv"
    path.write_text("datum,naam,bron\n2017-01-01,Een,wet\n2017-31-01,Twee,wet\n", encoding="utf-8")
    with pytest.raises(VtauditError) as caught:
        FreeDays.from_csv(path)
    assert [fault.where for fault in caught.value.faults] == ["vrij.csv, regel 3"]


@pytest.mark.parametrize("content", [None, b"datum,naam,bron\n2017-01-01,Jubil\xe9,wet\n"])
def test_a_missing_or_wrongly_encoded_table_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vrij.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VtauditError) as caught:
        FreeDays.from_csv(path)
    assert [fault.code for fault in caught.value.faults] == ["free_days_unreadable"]


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vrij.csv"
    path.write_text("datum,naam,bron\r\n2017-04-14,Goede Vrijdag,wet\r\n", encoding="utf-8-sig")
    assert FreeDays.from_csv(path) == FreeDays(frozenset({date(2017, 4, 14)}), 2017, 2017, "vrij.csv")


# ------------------------------------------------------------------ published values


def test_td_01_kings_day() -> None:
    assert five_days(day("24-04-2017"), WORKING, FREE) == day("02-05-2017")


def test_td_02_good_friday_and_easter_monday() -> None:
    assert five_days(day("12-04-2017"), WORKING, FREE) == day("21-04-2017")


def test_td_03_turn_of_the_year() -> None:
    assert five_days(day("22-12-2017"), WORKING, FREE) == day("03-01-2018")


def test_td_04_received_on_a_sunday_and_ten_weeks_that_end_on_one() -> None:
    assert five_days(day("31-07-2016"), WORKING, FREE) == day("05-08-2016")
    assert ten_weeks(day("31-07-2016"), FREE) == day("10-10-2016")


def test_td_05_friday_after_ascension_with_and_without_decree() -> None:
    assert five_days(day("20-05-2022"), WORKING, FREE) == day("30-05-2022")
    assert five_days(day("20-05-2022"), WORKING, FREE.with_decree_days([DECREE_2022])) == day("31-05-2022")


def test_td_06_ten_weeks() -> None:
    assert ten_weeks(day("24-04-2017"), FREE) == day("03-07-2017")


def test_td_07_both_readings_of_one_melding_before_easter() -> None:
    assert five_days(day("13-04-2017"), CALENDAR, FREE) == day("19-04-2017")
    assert five_days(day("13-04-2017"), WORKING, FREE) == day("24-04-2017")


def test_worked_example_seventy_days_after_the_extended_five() -> None:
    assert five_days_ten_weeks(day("13-04-2017"), CALENDAR, FREE) == day("28-06-2017")
    assert five_days_ten_weeks(day("13-04-2017"), WORKING, FREE) == day("03-07-2017")


# ------------------------------------------------------------------ boundary days, worked out by hand

BOUNDARIES = {
    # kind of free day: (received, last day in calendar days, last day in working days)
    "geen": ("03-03-2017", "08-03-2017", "10-03-2017"),
    "zaterdag": ("06-03-2017", "13-03-2017", "13-03-2017"),
    "zondag": ("07-03-2017", "13-03-2017", "14-03-2017"),
    "nieuwjaarsdag": ("27-12-2018", "02-01-2019", "04-01-2019"),
    "nieuwjaarsdag-op-zondag": ("28-12-2016", "02-01-2017", "04-01-2017"),
    "goede-vrijdag": ("09-04-2017", "18-04-2017", "18-04-2017"),
    "tweede-paasdag": ("12-04-2017", "18-04-2017", "21-04-2017"),
    "goede-vrijdag-en-tweede-paasdag": ("13-04-2017", "19-04-2017", "24-04-2017"),
    "koningsdag": ("22-04-2017", "28-04-2017", "01-05-2017"),
    "koningsdag-26-april": ("21-04-2025", "28-04-2025", "28-04-2025"),
    "vijf-mei-buiten-lustrum": ("30-04-2017", "08-05-2017", "08-05-2017"),
    "vijf-mei-is-hemelvaart": ("30-04-2016", "06-05-2016", "09-05-2016"),
    "hemelvaartsdag": ("20-05-2017", "26-05-2017", "29-05-2017"),
    "tweede-pinksterdag": ("31-05-2017", "06-06-2017", "08-06-2017"),
    "eerste-kerstdag": ("20-12-2019", "27-12-2019", "31-12-2019"),
    "tweede-kerstdag": ("21-12-2018", "27-12-2018", "02-01-2019"),
    "kerst-twee-dagen-nodig": ("22-12-2017", "28-12-2017", "03-01-2018"),
    "schrikkeldag": ("24-02-2016", "29-02-2016", "02-03-2016"),
}


@pytest.mark.parametrize(("received", "calendar", "working"), BOUNDARIES.values(), ids=BOUNDARIES)
def test_five_days_last_day_is_kept_and_the_next_is_late(received: str, calendar: str, working: str) -> None:
    start, far = day(received), day(received) + 90 * DAY
    for deadline, name in ((day(calendar), "calendar"), (day(working), "working")):
        in_time = judge_term(start, deadline, far, "five_days", FREE)
        late = judge_term(start, deadline + DAY, far, "five_days", FREE)
        assert getattr(in_time, name).deadline == deadline
        assert (getattr(in_time, name).kept, getattr(late, name).kept) == (True, False)


def test_decree_day_moves_both_readings() -> None:
    free = FREE.with_decree_days([DECREE_2022])
    assert five_days(day("22-05-2022"), CALENDAR, FREE) == day("27-05-2022")
    assert five_days(day("22-05-2022"), CALENDAR, free) == day("30-05-2022")
    assert five_days(day("22-05-2022"), WORKING, free) == day("31-05-2022")


@pytest.mark.parametrize(
    ("received", "calendar", "working"),
    [
        ("03-03-2017", "17-05-2017", "19-05-2017"),
        ("22-03-2017", "06-06-2017", "07-06-2017"),  # 27 March + 70 is Tweede Pinksterdag
        ("11-02-2019", "29-04-2019", "29-04-2019"),  # a Saturday is rolled before the seventy days, not after
        ("12-10-2018", "27-12-2018", "28-12-2018"),  # 17 October + 70 is Tweede Kerstdag
    ],
)
def test_ten_weeks_last_day_is_kept_and_the_next_is_late(received: str, calendar: str, working: str) -> None:
    start, far = day(received), day(received) + 120 * DAY
    for deadline, name in ((day(calendar), "calendar"), (day(working), "working")):
        in_time = judge_term(start, deadline, far, "five_days_ten_weeks", FREE)
        late = judge_term(start, deadline + DAY, far, "five_days_ten_weeks", FREE)
        assert getattr(in_time, name).deadline == deadline
        assert (getattr(in_time, name).kept, getattr(late, name).kept) == (True, False)


# ------------------------------------------------------------------ open terms and the peildatum


@pytest.mark.parametrize(
    ("peildatum", "calendar", "working", "days"),
    [
        ("19-04-2017", None, None, 6),
        ("20-04-2017", False, None, 7),
        ("24-04-2017", False, None, 11),
        ("25-04-2017", False, False, 12),
    ],
)
@pytest.mark.parametrize("end", [None, "26-04-2017"], ids=["leeg", "na-peildatum"])
def test_an_open_term_is_judged_from_the_day_after_its_last(
    peildatum: str, calendar: bool | None, working: bool | None, days: int, end: str | None
) -> None:
    detail = judge_term(day("13-04-2017"), day(end) if end else None, day(peildatum), "five_days", FREE)
    assert (detail.calendar.kept, detail.working.kept, detail.end, detail.days) == (calendar, working, None, days)


def test_an_end_on_the_peildatum_has_happened() -> None:
    detail = judge_term(day("13-04-2017"), day("20-04-2017"), day("20-04-2017"), "five_days", FREE)
    assert (detail.calendar.kept, detail.working.kept) == (False, True)
    assert (detail.start, detail.end, detail.days) == (day("13-04-2017"), day("20-04-2017"), 7)


def test_done_on_the_day_of_receipt_takes_no_days() -> None:
    detail = judge_term(day("13-04-2017"), day("13-04-2017"), day("01-06-2017"), "five_days", FREE)
    assert (detail.days, detail.calendar.kept, detail.working.kept) == (0, True, True)


def test_an_end_before_the_start_is_left_visible_in_the_days() -> None:
    assert judge_term(day("13-04-2017"), day("11-04-2017"), day("01-06-2017"), "five_days", FREE).days == -2


# ------------------------------------------------------------------ properties


def not_free_between(start: date, last: date) -> int:
    return sum(not FREE.is_free(start + number * DAY) for number in range(1, (last - start).days + 1))


@given(received_days, readings)
def test_no_term_ends_on_a_free_day(received: date, reading: Reading) -> None:
    assert not FREE.is_free(five_days(received, reading, FREE))
    assert not FREE.is_free(five_days_ten_weeks(received, reading, FREE))


@given(received_days, readings)
def test_a_later_receipt_never_gives_an_earlier_end(received: date, reading: Reading) -> None:
    assert five_days(received, reading, FREE) <= five_days(received + DAY, reading, FREE)
    assert five_days_ten_weeks(received, reading, FREE) <= five_days_ten_weeks(received + DAY, reading, FREE)


@given(received_days)
def test_calendar_reading_is_the_first_day_that_meets_articles_1_and_2(received: date) -> None:
    last = five_days(received, CALENDAR, FREE)
    fits = [
        candidate
        for candidate in (received + number * DAY for number in range(5, 20))
        if not FREE.is_free(candidate) and not_free_between(received, candidate) >= 2
    ]
    assert last == fits[0]


@given(received_days)
def test_working_reading_holds_exactly_five_days_that_are_not_free(received: date) -> None:
    last = five_days(received, WORKING, FREE)
    assert not_free_between(received, last) == 5
    assert last >= five_days(received, CALENDAR, FREE)


@given(received_days, readings)
def test_the_sum_term_is_at_least_the_five_days_plus_seventy(received: date, reading: Reading) -> None:
    first = five_days(received, reading, FREE)
    whole = five_days_ten_weeks(received, reading, FREE)
    assert whole >= first + 70 * DAY
    assert all(FREE.is_free(first + number * DAY) for number in range(70, (whole - first).days))


@given(received_days, st.integers(0, 120), terms)
def test_what_was_too_late_stays_too_late_a_day_later(received: date, after: int, term: Term) -> None:
    peildatum = received + 130 * DAY if received.year < 2030 else date(2031, 6, 1)
    earlier = judge_term(received, received + after * DAY, peildatum, term, FREE)
    later = judge_term(received, received + (after + 1) * DAY, peildatum, term, FREE)
    for name in ("calendar", "working"):
        assert getattr(earlier, name).kept >= getattr(later, name).kept


@given(st.dates().filter(lambda value: not 2015 <= value.year <= 2030), readings)
def test_outside_the_table_nothing_is_computed(received: date, reading: Reading) -> None:
    with pytest.raises(VtauditError):
        five_days(received, reading, FREE)
    with pytest.raises(VtauditError):
        five_days_ten_weeks(received, reading, FREE)
