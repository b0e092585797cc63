import itertools
import re
from dataclasses import replace

import pytest
from factories import DRAWN, make_expectation, make_interval, make_scorecard, make_text_question
from html_page import read_page
from observation_factories import make_evidence, make_observations

from vtaudit.model import GroupTally, Outcome, ReasonCount, Sample, Tally
from vtaudit.report import render_scorecard, scorecard_json

HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>')


@pytest.fixture(scope="module")
def page():
    return read_page(render_scorecard(make_scorecard()))


def with_one_question(question, **changes):
    return make_scorecard(
        expectations=(make_expectation("1.3.3", "Afspraken", question.tally, (question,)),), **changes
    )


def test_the_first_page_has_its_order(page):
    second_level = [text for level, text in page.headings if level == 2]
    assert second_level[:8] == [
        "Status",
        "Vandaag bespreken",
        "Wat is bekeken",
        "Per verwachting",
        "Vijf dagen, twee lezingen",
        "Wat dit niet zegt",
        "Wat vragen wij u te besluiten",
        "Om dit na te kunnen rekenen",
    ]
    assert second_level[8:] == [
        "1.3.3 Veiligheidsafspraken, toezicht en afsluiting",
        "1.5 Monitoring",
        "2.1.1 Triage en start onderzoek op tijd",
        "vb Veiligheidsbeoordeling",
        "Om over te praten",
        "Hoe dit is gemaakt",
    ]


def test_the_page_is_well_formed_and_accessible_in_structure(page):
    levels = [level for level, _ in page.headings]
    assert page.unclosed == []
    assert page.named("html") == [{"lang": "nl"}]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert set(page.header_scopes) == {"col", "row"}
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    pictures = [svg for svg in page.named("svg") if svg.get("role") == "img"]
    assert pictures
    assert all(picture["aria-label"] for picture in pictures)


def test_the_page_fetches_and_runs_nothing():
    html = render_scorecard(make_scorecard())
    page = read_page(html)
    policies = [meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert not re.search(r"https?:|//\w|@import|url\((?!#)", html)
    assert not {"script", "link", "iframe", "object", "form", "img"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in page.links)


def test_the_page_shares_no_case():
    card = make_scorecard()
    html, shared = render_scorecard(card), scorecard_json(card)
    quotes = [evidence.quote for one in make_observations() for evidence in (*one.evidence, *one.against)]
    planted = [*DRAWN, "VT17", "scan.pdf", "brief.pdf", "foto.heic", "rij 9", *quotes]
    assert len(quotes) > 3
    assert [text for text in planted if text in html or text in shared] == []


def test_whatever_people_typed_is_escaped_everywhere():
    first, second = HOSTILE
    question = make_text_question(
        "1.3.3-b",
        first,
        Tally(met=8, not_met=4),
        explanation=second,
        measure=first,
        interval=make_interval(0.4, 0.8),
        reasons=(ReasonCount("x", second, Outcome.NOT_MET, 4),),
        groups=(GroupTally("team", first, Tally(met=8)), GroupTally("regio", second, Tally(not_met=4))),
    )
    expectation = make_expectation("1.3.3", second, question.tally, (question,), norm=first, plan_target=second)
    card = make_scorecard(organisation=second, expectations=(expectation,), register_source=f"c:\\{first}")
    html = render_scorecard(replace(card, criteria=(replace(card.criteria[0], title=first, warning=second),)))
    assert "<script" not in html
    assert "<img" not in html
    assert read_page(html).unclosed == []
    assert second in read_page(html).headings[0][1]


def test_a_small_group_shows_counts_and_no_share():
    question = make_text_question(
        "1.3.3-b",
        "Wie houdt toezicht?",
        Tally(met=12, not_met=7),
        groups=(
            GroupTally("team", "Klein", Tally(met=5, not_met=4)),
            GroupTally("team", "Groot", Tally(met=7, not_met=3)),
            GroupTally("medewerker", "Mw. Achternaam", Tally(met=7, not_met=3)),
        ),
    )
    text = read_page(render_scorecard(with_one_question(question))).text
    assert "Klein 5 van de 9 te weinig 0" in text
    assert "Groot 7 van de 10 70 van de 100 0" in text
    assert "Achternaam" not in text


@pytest.mark.parametrize("tally", [Tally(met=5, not_met=4), Tally(met=9), Tally(not_met=1), Tally(met=2, undecided=40)])
def test_under_ten_judged_cases_nothing_is_said_per_hundred(tally):
    question = make_text_question("1.3.3-b", "Wie?", tally, interval=make_interval(0.2, 0.9))
    html = render_scorecard(with_one_question(question, crosses=(), signals=()))
    section = html[html.index('id="v-1-3-3"') : html.index('class="plan"') if 'class="plan"' in html else None]
    section = section[: section.index("Hoe dit is gemaakt")] if "Hoe dit is gemaakt" in section else section
    assert "van de 100" not in section
    assert 'class="strip"' not in section
    assert f"{tally.met} van de {tally.judged}" in read_page(html).text


@pytest.mark.parametrize(
    ("tally", "low", "high", "words"),
    [
        (Tally(met=40), 0.92, 1.0, "hoogstens 8 van de 100"),
        (Tally(not_met=40), 0.0, 0.08, "hoogstens 8 van de 100"),
        (Tally(met=399, not_met=1), 0.986, 0.99999, "tussen 98 en 99 van de 100"),
    ],
)
def test_a_sample_never_gives_none_or_all(tally, low, high, words):
    question = make_text_question("1.3.3-b", "Wie?", tally, interval=make_interval(low, high))
    text = read_page(render_scorecard(with_one_question(question))).text
    assert words in text
    assert not re.search(r"\b(0|100) van de 100\b(?! cijfer)", text.replace("rechts is 100 van de 100", ""))
    assert "%" not in text


def test_where_all_is_not_applicable_it_is_not_to_tell():
    question = make_text_question("1.5.3-a", "Effect?", Tally(not_applicable=60))
    text = read_page(render_scorecard(with_one_question(question))).text
    assert "Deze vraag gold voor geen dossier. Niet te bepalen." in text
    assert "0 van de 0" not in text


def test_monitoring_is_one_block_with_one_plan(page):
    assert [text for _, text in page.headings].count("Verbeterplan bij 1.5 Monitoring") == 1
    assert "Verbeterplan bij 1.5.2" not in page.text


def test_a_plan_stands_where_something_is_missing_and_no_target_was_reached():
    missing = make_text_question("1.3.3-a", "A?", Tally(met=30, not_met=1))
    html = render_scorecard(with_one_question(missing))
    reached = render_scorecard(with_one_question(replace(missing, verdict="voldoende")))
    complete = render_scorecard(with_one_question(make_text_question("1.3.3-a", "A?", Tally(met=30))))
    assert ["Verbeterplan bij" in each for each in (html, reached, complete)] == [True, False, False]


def test_the_plan_has_every_field_and_suggests_no_cause(page):
    fields = [
        "Oordeel inspectie, met datum",
        "Huidige situatie",
        "Verschil van inzicht",
        "Oorzaak",
        "Te bereiken situatie",
        "Maatregel (voorstel)",
        "Eén eigenaar (functie)",
        "Drie datums",
        "Sturing tussentijds",
        "Wat doen wij intussen voor de veiligheid",
        "Afhankelijk van derden",
        "Nameting",
        "Borging",
        "Bewijsstuk",
        "Status",
    ]
    plan = page.text[page.text.index("Verbeterplan bij 1.3.3") :]
    places = [plan.index(field) for field in fields]
    assert places == sorted(places)
    assert "In 18 van de 40 onderzochte dossiers gevonden." in plan
    assert "Neem in het veiligheidsplan een vast veld op" in plan
    assert page.named("input") == []


def test_both_readings_stand_side_by_side_whichever_counts():
    text = read_page(render_scorecard(make_scorecard())).text
    assert "3.804 van de 4.000 op tijd telt hier 3.921 van de 4.000 op tijd in 117 zaken" in text
    card = make_scorecard()
    card = replace(card, criteria=(replace(card.criteria[0], term_reading="werkdagen"), card.criteria[1]))
    text = read_page(render_scorecard(card)).text
    assert "3.921 van de 4.000 op tijd 3.804 van de 4.000 op tijd telt hier in 117 zaken" in text


def test_expectations_for_a_person_are_listed_with_their_reason(page):
    assert "1.2.2 Afspraken met partners Dit gaat over afspraken tussen organisaties." in page.text


def test_the_page_says_how_much_of_the_framework_it_looks_at(page):
    assert "Deze scorekaart kijkt naar 5 van de 30 verwachtingen (Toetsingskader Stap 2, 2016)." in page.text
    assert "Een totaaloordeel geeft alleen de inspectie." in page.text


def test_reasons_are_counts(page):
    assert "15× geen toezichthouder genoemd 7× alleen een voornemen" in page.text


def test_never_a_fault():
    text = read_page(render_scorecard(make_scorecard())).text
    assert [word for word in re.findall(r"\w*fout\w*", text) if word] == ["fout"]
    assert "Wat wij niet konden lezen, telt niet als fout." in text


def test_a_register_without_dossiers_says_so():
    sample = Sample("delivered", None, 4000, "ef" * 32, ())
    text = read_page(render_scorecard(make_scorecard(sample=sample, observed=0, not_delivered=0, files_read=0))).text
    assert "Deze scorekaart gaat alleen over de termijnen in het register." in text
    assert "Startgetal van de loting geen loting" in text


def test_dossiers_that_were_not_drawn_by_lot_are_called_so():
    sample = Sample("delivered", None, 4000, "ef" * 32, DRAWN)
    text = read_page(render_scorecard(make_scorecard(sample=sample, observed=60))).text
    assert "Ze zijn niet door loting gekozen." in text


def test_only_an_unfinished_scorecard_is_called_a_concept():
    finished = read_page(render_scorecard(make_scorecard(open_judgements=0, not_delivered=0)))
    assert "CONCEPT" not in finished.text
    assert "Alle oordelen zijn afgerond." in finished.text


def test_the_foot_lets_another_redo_the_draw(page):
    for value in ("20170301", "ef" * 32, "ab" * 32, "cd" * 32, "2017-03-01-5f3a9c01", "vtaudit 0.1.0"):
        assert value in page.text


def test_the_page_is_light_and_always_the_same():
    first, second = render_scorecard(make_scorecard()), render_scorecard(make_scorecard())
    assert first == second
    assert len(first.encode()) < 500_000


def test_a_full_framework_with_many_teams_stays_light():
    groups = tuple(GroupTally("team", f"Team {number}", Tally(met=9, not_met=5)) for number in range(20))
    expectations = tuple(
        make_expectation(
            f"9.{number}.1",
            "Titel",
            Tally(met=30, not_met=30),
            tuple(
                make_text_question(
                    f"9.{number}.1-{letter}", "Is het vastgelegd?", Tally(met=30, not_met=30), groups=groups
                )
                for letter in "abc"
            ),
        )
        for number in range(9)
    )
    assert len(render_scorecard(make_scorecard(expectations=expectations)).encode()) < 500_000


def test_a_quote_that_reached_the_scorecard_would_be_seen_by_these_tests():
    leak = make_evidence(DRAWN[0], "Oma belt elke zondag.").quote
    question = make_text_question("1.3.3-b", leak, Tally(met=1))
    assert leak in render_scorecard(with_one_question(question))
