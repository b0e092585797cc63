from datetime import date

import pytest
from factories import MT, make_interval, make_term_question, make_text_question

from vtaudit.model import QuestionFinding, Tally, Target
from vtaudit.report.figures import (
    Strip,
    at_most_missing,
    at_most_present,
    band_ends,
    counted,
    date_text,
    moment_text,
    number_text,
    of_counted,
    per_hundred,
    strip_of,
)
from vtaudit.report.wording import (
    discuss_text,
    open_text,
    picture_text,
    reach_text,
    share_text,
    status_text,
    summary_text,
    target_text,
    verdict_text,
    waiting_text,
)


def text_question(tally: Tally, **changes: object) -> QuestionFinding:
    return make_text_question("1.3.3-b", "Wie houdt toezicht?", tally, **changes)


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")])
def test_counts_have_dutch_thousands(number, text):
    assert number_text(number) == text


def test_a_count_agrees_with_its_noun():
    assert [counted(number, "dossier", "dossiers") for number in (0, 1, 2)] == ["0 dossiers", "1 dossier", "2 dossiers"]


def test_a_share_agrees_with_its_noun():
    assert of_counted(0, 1, "dossier", "dossiers") == "0 van de 1 dossier"
    assert of_counted(1, 4000, "zaak", "zaken") == "1 van de 4.000 zaken"


def test_dates_are_written_out():
    assert date_text(date(2017, 3, 1)) == "1 maart 2017"
    assert moment_text("2017-12-06T23:30:00+01:00") == "6 december 2017"
    assert moment_text("onbekend") == "onbekend"


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0.0, "minder dan 1 van de 100"),
        (0.0099, "minder dan 1 van de 100"),
        (0.01, "1 van de 100"),
        (0.125, "13 van de 100"),
        (0.57, "57 van de 100"),
        (0.99, "99 van de 100"),
        (0.9999, "meer dan 99 van de 100"),
        (1.0, "meer dan 99 van de 100"),
    ],
)
def test_a_rate_never_becomes_none_or_all(rate, text):
    assert per_hundred(rate) == text


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (0.5735, 0.8441, (57, 85)),
        (0.57, 0.84, (57, 84)),
        (0.0, 0.09, (1, 9)),
        (0.91, 1.0, (91, 99)),
        (0.0, 1.0, (1, 99)),
    ],
)
def test_the_band_is_rounded_outward_and_stays_off_the_ends(low, high, ends):
    assert band_ends(make_interval(low, high)) == ends


def test_one_sided_limits_are_rounded_up():
    assert at_most_missing(make_interval(0.9182, 1.0)) == 9
    assert at_most_missing(make_interval(0.9999, 1.0)) == 1
    assert at_most_present(make_interval(0.0, 0.0888)) == 9


def test_the_strip_holds_the_positions_of_the_finding():
    finding = text_question(Tally(met=30, not_met=10, open_met=10), interval=make_interval(0.57, 0.85), target=MT)
    assert strip_of(finding) == Strip(found=75.0, band=(57.0, 28.0), open=(60.0, 20.0), target=90.0)


def test_without_interval_open_cases_and_target_the_strip_is_a_dot():
    assert strip_of(text_question(Tally(met=30, not_met=10))) == Strip(75.0, None, None, None)


@pytest.mark.parametrize(("judged", "has_strip"), [(0, False), (9, False), (10, True)])
def test_a_strip_of_100_needs_ten_judged_cases(judged, has_strip):
    assert (strip_of(text_question(Tally(met=judged))) is not None) is has_strip


def test_a_narrow_band_at_the_end_is_still_seen_and_stays_inside():
    strip = strip_of(text_question(Tally(met=500), interval=make_interval(0.999, 1.0)))
    assert strip is not None
    assert strip.band == (99.0, 1.0)


def test_the_status_counts_what_waits():
    assert status_text(0) == "Alle oordelen zijn afgerond."
    assert status_text(1) == "CONCEPT: 1 oordeel wacht nog op een mens."
    assert status_text(14) == "CONCEPT: 14 oordelen wachten nog op een mens."


def test_the_status_tells_undelivered_dossiers_apart():
    assert status_text(14, 3) == "CONCEPT: 14 oordelen wachten nog op een mens. 3 dossiers zijn niet aangeleverd."
    assert status_text(0, 1) == (
        "Alle oordelen over de aangeleverde dossiers zijn afgerond. 1 dossier is niet aangeleverd."
    )


def test_the_list_of_today_is_only_counted():
    assert discuss_text(0) == "Er staan geen zaken op deze lijst."
    assert discuss_text(1) == "Op deze lijst staat 1 zaak. Welke dat is, leest u in het werkblad."
    assert discuss_text(2) == "Op deze lijst staan 2 zaken. Welke dat zijn, leest u in het werkblad."


def test_a_sample_speaks_of_all_cases_with_its_band():
    finding = text_question(Tally(met=29, not_met=11), interval=make_interval(0.5735, 0.8441))
    assert summary_text(finding) == "In 29 van de 40 onderzochte dossiers gevonden."
    assert reach_text(finding, "random") == "Voor alle 612 zaken ligt dat waarschijnlijk tussen 57 en 85 van de 100."


def test_the_number_of_all_cases_is_left_out_where_nobody_knows_it():
    finding = text_question(Tally(met=29, not_met=11, not_applicable=3), interval=make_interval(0.5735, 0.8441))
    expected = "Voor alle zaken waarvoor deze vraag geldt ligt dat waarschijnlijk tussen 57 en 85 van de 100."
    assert reach_text(finding, "random") == expected


def test_nothing_missing_in_a_sample_is_no_proof():
    finding = text_question(Tally(met=41), interval=make_interval(0.9182, 1.0))
    assert summary_text(finding) == "In 41 van de 41 onderzochte dossiers gevonden. Geen tekortkoming gevonden."
    assert (
        reach_text(finding, "random") == "Voor alle 612 zaken: het ontbreekt waarschijnlijk in hoogstens 9 van de 100."
    )


def test_nothing_missing_so_far_while_cases_are_open():
    finding = text_question(Tally(met=41, open_not_met=2), interval=make_interval(0.9182, 1.0))
    assert "Tot nu toe geen tekortkoming gevonden." in summary_text(finding)


def test_nothing_found_in_a_sample_is_no_proof_either():
    finding = text_question(Tally(not_met=38), interval=make_interval(0.0, 0.0888))
    assert summary_text(finding) == "In 0 van de 38 onderzochte dossiers gevonden."
    assert reach_text(finding, "random") == "Voor alle 612 zaken: het staat waarschijnlijk in hoogstens 9 van de 100."


@pytest.mark.parametrize(
    ("tally", "low", "high", "text"),
    [
        (Tally(met=20), 0.0, 1.0, "hierover valt nog niets te zeggen."),
        (Tally(met=20), 0.009, 1.0, "hierover valt nog niets te zeggen."),
        (Tally(met=20), 0.01, 1.0, "het ontbreekt waarschijnlijk in hoogstens 99 van de 100."),
        (Tally(not_met=20), 0.0, 1.0, "hierover valt nog niets te zeggen."),
        (Tally(not_met=20), 0.0, 0.99, "het staat waarschijnlijk in hoogstens 99 van de 100."),
    ],
)
def test_at_most_all_of_them_says_nothing_and_is_not_said(tally, low, high, text):
    finding = text_question(tally, interval=make_interval(low, high))
    assert reach_text(finding, "random") == f"Voor alle 612 zaken: {text}"


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally(not_applicable=60), "Deze vraag gold voor geen dossier. Niet te bepalen."),
        (Tally(undecided=3), "Nog niets is beoordeeld. 3 dossiers wachten op een mens. Niet te bepalen."),
        (Tally(), "Hiervoor zijn geen dossiers bekeken. Niet te bepalen."),
    ],
)
def test_where_nothing_was_judged_there_is_no_figure(tally, text):
    finding = text_question(tally)
    assert summary_text(finding) == text
    assert reach_text(finding, "random") == ""
    assert share_text(finding, tally) == "niet te bepalen"


def test_what_was_not_delivered_waits_for_no_person():
    some = text_question(Tally(undecided=3), not_delivered=2)
    assert waiting_text(some, as_cases=False) == "1 dossier wacht op een mens. 2 dossiers zijn niet aangeleverd."
    none = text_question(Tally(undecided=1), not_delivered=1)
    assert waiting_text(none, as_cases=False) == "1 dossier is niet aangeleverd."


def test_too_few_cases_say_nothing_about_all():
    few = text_question(Tally(met=3, not_met=2), interval=make_interval(0.2, 0.9))
    assert reach_text(few, "random") == (
        "Deze vraag gold maar voor 5 dossiers. Dat is te weinig om iets over alle zaken te zeggen."
    )
    started = text_question(Tally(met=5, undecided=30))
    assert reach_text(started, "random") == (
        "Nog maar 5 dossiers zijn beoordeeld. Dat is te weinig om iets over alle zaken te zeggen."
    )


def test_dossiers_that_nobody_drew_say_nothing_about_others():
    finding = text_question(Tally(met=12, not_met=2))
    assert reach_text(finding, "delivered") == (
        "Deze dossiers zijn niet door loting gekozen. Over andere zaken zegt dit niets."
    )


def test_open_cases_show_what_they_can_still_change():
    finding = text_question(Tally(met=29, not_met=11, open_met=5))
    assert open_text(finding) == (
        "Nog te beoordelen: 5 dossiers. Valt alles tegen, dan is 64 van de 100 gevonden. "
        "Valt alles mee, dan 76 van de 100."
    )
    assert "dan is niets gevonden" in open_text(text_question(Tally(not_met=20, undecided=1)))
    assert "Valt alles mee, dan alles." in open_text(text_question(Tally(met=20, undecided=1)))


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally(met=4, not_met=5), "te weinig"),
        (Tally(met=10), "geen tekortkoming gevonden"),
        (Tally(not_met=10), "nergens gevonden"),
        (Tally(met=5, not_met=5), "50 van de 100"),
    ],
)
def test_shares_of_groups(tally, text):
    assert share_text(text_question(tally), tally) == text


def test_terms_are_counted_and_speak_of_time():
    finding = make_term_question("2.1.1-a", "Op tijd?", Tally(met=10), Tally(met=10), 0)
    assert summary_text(finding) == "In 10 van de 10 zaken is de termijn gehaald."
    assert reach_text(finding, "random") == "Alle zaken in het register zijn geteld. Een bandbreedte is niet nodig."
    assert share_text(finding, finding.tally) == "alle op tijd"


def test_a_target_names_who_and_when_and_may_be_all():
    assert target_text(MT) == "Streefwaarde: 90 van de 100 (MT, 12 januari 2017)."
    assert target_text(Target(1.0, "bestuur", date(2017, 1, 2))).startswith("Streefwaarde: 100 van de 100")
    assert target_text(None) == "Er is vooraf geen streefwaarde gekozen. Daarom staat hier geen oordeel."


def test_open_cases_hold_the_verdict_back():
    waiting = text_question(Tally(met=29, not_met=1, open_met=2), target=MT)
    assert verdict_text(waiting) == "Nog geen oordeel: wat open staat, kan het nog veranderen."
    assert verdict_text(text_question(Tally(met=29, not_met=1))) == ""


def test_the_picture_has_a_text_equivalent():
    finding = text_question(Tally(met=30, not_met=10, open_met=10), interval=make_interval(0.57, 0.85), target=MT)
    assert picture_text(finding) == (
        "Strook van 0 tot 100. Stip: 75 van de 100. Band: van 57 tot 85. "
        "Gearceerd: van 60 van de 100 tot 80 van de 100. Vlag: 90 van de 100."
    )
    few = text_question(Tally(met=3, not_met=2, undecided=1))
    assert picture_text(few) == "Per dossier een teken: 3 gevonden, 2 niet gevonden, 1 nog te beoordelen."
