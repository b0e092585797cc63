"""What the page tells about the draw, how sure it makes the figures, and what differs between groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from draw_cards import (
    SPLIT,
    WEIGHTED,
    drawn,
    first_page,
    method_part,
    text_of,
    weighted_question,
    with_question,
)
from factories import DRAWN, MT, make_interval, make_scorecard, make_text_question
from html_page import read_page

from vtaudit.model import (
    Design,
    Replacement,
    Sample,
    Selection,
    Tally,
    TopUp,
)
from vtaudit.report import render_scorecard, scorecard_json
from vtaudit.score import NOT_ESTABLISHED

# ---------------------------------------------------------------- the draw


def test_the_first_page_tells_the_draw():
    assert "Getrokken: 60 van 612 zaken door loting, startgetal 20170301; 3 niet aangeleverd. 57 dossiers zijn" in (
        first_page(make_scorecard(sample=drawn()))
    )


def test_what_was_changed_to_the_draw_is_told_without_cases_and_reasons():
    sample = drawn(
        replacements=(
            Replacement("VT17-0900", DRAWN[0], "Anneke is ziek", date(2017, 3, 2)),
            Replacement("VT17-0901", DRAWN[1], "Anneke is ziek", date(2017, 3, 2)),
        ),
        top_ups=(TopUp(50, 55, date(2017, 3, 4)), TopUp(55, 60, date(2017, 3, 9), "Anneke vroeg het", 40, 1)),
    )
    card = make_scorecard(sample=sample)
    assert "; 10 daarvan later bijgetrokken; 2 vervangen, met reden; 3 niet aangeleverd." in first_page(card)
    text = method_part(card)
    assert "2 getrokken zaken zijn vervangen door de volgende zaak van de loting." in text
    assert "Op 4 maart 2017 zijn er 5 zaken bijgetrokken. Op 9 maart 2017" in text
    assert (
        "Het register had toen 40 nieuwe zaken. Alleen daaruit is geloot. 1 zaak van voor die tijd stond niet" in text
    )
    assert [word for word in ("Anneke", "VT17") if word in render_scorecard(card)] == []


def test_an_untouched_draw_speaks_of_no_changes():
    text = text_of(make_scorecard(sample=drawn()))
    assert [word for word in ("bijgetrokken", "vervangen, met reden", "reservezaak") if word in text] == []


@pytest.mark.parametrize(
    ("design", "words"),
    [
        (Design("simple"), "Bij de loting had elke zaak evenveel kans."),
        (Design("systematic"), "De zaken zijn op gelijke afstand uit de lijst genomen"),
        (Design("stratified", ("regio",)), "Er is apart geloot per regio. Elk deel is geloot naar zijn grootte."),
        (
            Design("stratified", ("regio", "kwartaal"), "equal"),
            "per regio en per kwartaal van de melding. Uit elk deel",
        ),
        (Design("stratified", ("team",), "neyman", {}, 3), "Uit elk deel kwamen er minstens 3, of alle."),
    ],
    ids=["simple", "systematic", "proportional", "equal", "neyman"],
)
def test_the_way_of_drawing_is_told(design, words):
    assert words in first_page(make_scorecard(sample=drawn(design)))


def test_a_draw_that_was_topped_up_from_new_cases_gave_no_equal_chances():
    assert "evenveel kans" not in text_of(make_scorecard(sample=drawn(frame=SPLIT)))
    assert "evenveel kans" in text_of(make_scorecard(sample=drawn(frame=SPLIT[:1])))


def test_the_selection_is_told():
    selection = Selection({"regio": ("Noord", "Zuid"), "vervolg": ("onderzoek",)}, date(2017, 1, 1), date(2017, 2, 28))
    assert (
        "De dossiers komen alleen uit zaken met regio Noord of Zuid en vervolg onderzoek en een melding vanaf "
        "1 januari 2017 tot en met 28 februari 2017: dat zijn 612 zaken. De termijnen gaan over alle zaken."
    ) in first_page(make_scorecard(sample=drawn(selection=selection)))


def test_typed_names_in_strata_and_selection_stay_out():
    name = "Mw. De Groot-Achternaam"
    strata = tuple(replace(each, name=f"{name} {each.name}") for each in SPLIT)
    sample = drawn(Design("stratified", ("melder",)), frame=strata, selection=Selection({"melder": (name,)}))
    card = make_scorecard(sample=replace(sample, strata={each.name: 30 for each in strata}))
    html = render_scorecard(card)
    assert "Achternaam" not in html
    assert "deel 1 31 30 deel 2 31 30" in read_page(html).text
    assert "zaken met een keuze in melder: dat zijn 612 zaken" in read_page(html).text


def test_every_stratum_stands_with_its_cases_and_what_was_drawn():
    text = method_part(make_scorecard(sample=drawn(Design("stratified", ("regio",)), frame=SPLIT)))
    assert "Deel Zaken Getrokken Noord 31 30 Zuid 31 30" in text


def test_strata_hold_no_zaaknummer():
    card = make_scorecard(sample=drawn(Design("stratified", ("regio",)), frame=SPLIT))
    assert "VT17" not in render_scorecard(card) + scorecard_json(card)


# ---------------------------------------------------------------- how sure


def test_a_weighted_figure_is_called_so():
    card = with_question(weighted_question())
    page = read_page(render_scorecard(card))
    assert (
        "In 28 van de 40 onderzochte dossiers gevonden. Gewogen naar de grootte van de delen is dat 58 van de 100. "
        in (page.text)
    )
    assert "Voor alle 612 zaken ligt het waarschijnlijk tussen 40 en 75 van de 100." in page.text
    assert WEIGHTED in first_page(card)
    assert "wat wij zagen, bij dossiers gewogen;" in page.text
    assert "Daarom is elk deel geteld naar zijn grootte" in method_part(card)
    strips = [svg["aria-label"] for svg in page.named("svg") if svg.get("role") == "img"]
    assert all("Stip: 58 van de 100, gewogen." in label for label in strips)
    assert len(strips) == 2


def test_the_legend_says_that_what_can_shift_may_wait_for_its_dossier():
    assert "wat nog kan schuiven: een mens moet nog oordelen, of het dossier is niet aangeleverd" in text_of(
        make_scorecard(sample=drawn())
    )


def test_a_plain_figure_is_not():
    text = text_of(with_question(make_text_question("1.3.3-b", "A?", Tally(28, 12), interval=make_interval(0.5, 0.8))))
    assert WEIGHTED not in text
    assert "Stip: 58" not in text


def test_a_weighted_figure_never_reads_all():
    question = weighted_question(estimate=1.0, interval=make_interval(0.6, 1.0))
    assert "is dat meer dan 99 van de 100. Voor alle 612 zaken ligt het waarschijnlijk tussen 60 en 99" in (
        text_of(with_question(question))
    )


@pytest.mark.parametrize("judged", [Tally(), Tally(met=6, not_met=3)], ids=["nothing", "few"])
def test_without_a_figure_nothing_is_called_weighted(judged):
    text = text_of(with_question(weighted_question(tally=judged)))
    assert WEIGHTED not in text
    assert "gewogen;" not in text


def test_strata_without_anything_judged_are_told():
    assert "Uit 2 delen is nog niets beoordeeld. Daar kan het nog alle kanten op." in (
        text_of(with_question(weighted_question(strata_unjudged=2)))
    )


def test_each_expectation_says_how_sure_it_is():
    text = text_of(with_question(weighted_question(tally=Tally(met=28, not_met=12, undecided=5)), open_judgements=5))
    assert (
        "Hoe zeker is dit? Uit 612 zaken zijn er 60 geloot. 57 van de 60 dossiers zijn bekeken; 3 zijn niet "
        "aangeleverd. Over die 3 weten wij nog niets. Wij zagen niet alles. Het cijfer "
        "voor alle zaken ligt waarschijnlijk binnen de bandbreedte: bij ongeveer 95 van de 100 lotingen is dat zo. "
        f"{WEIGHTED} 5 oordelen wachten op een mens. Die kunnen de cijfers nog veranderen."
    ) in text


def test_a_range_takes_for_granted_that_what_waits_is_like_the_rest():
    waiting = weighted_question(tally=Tally(met=28, not_met=12, undecided=5))
    text = text_of(with_question(waiting, open_judgements=5))
    assert "Dat geldt alleen als de 5 dossiers die op een mens wachten niet anders zijn dan de rest." in text
    assert "op een mens wachten" not in text_of(with_question(weighted_question()))


def plain_question(**changes):
    return make_text_question("1.3.3-b", "A?", Tally(28, 12), interval=make_interval(0.5, 0.8), **changes)


def test_at_least_so_many_draws_is_said_of_a_plain_lot():
    text = text_of(with_question(plain_question()))
    assert "binnen de bandbreedte: bij minstens 95 van de 100 lotingen is dat zo." in text
    assert "ligt het echte cijfer bij minstens 95 van de 100 lotingen binnen de grenzen." in text
    assert "patroon" not in text


def test_a_weighted_range_claims_no_more_than_was_tried():
    text = text_of(with_question(weighted_question()))
    assert "bij minstens" not in text
    assert "met ongeveer 95 van de 100 zekerheid. Dat is niet bewezen." in text
    assert "ook voor vragen die maar voor een deel van de zaken gelden" in text


@pytest.mark.parametrize("question", [plain_question(), weighted_question()], ids=["plain", "weighted"])
def test_cases_at_equal_distances_claim_no_number_of_draws(question):
    text = text_of(with_question(question, sample=drawn(Design("systematic"))))
    assert "van de 100 lotingen" not in text
    assert "binnen de bandbreedte. Daarvoor is gerekend alsof elke zaak los is geloot. Een patroon" in text
    assert "alsof elke zaak los is geloot. Een patroon in de lijst kan dat bederven." in text


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (3, "Dat geldt alleen als de 3 ontbrekende dossiers niet anders zijn dan de rest."),
        (1, "Dat geldt alleen als het ontbrekende dossier niet anders is dan de rest."),
    ],
)
def test_beside_a_range_stands_what_it_takes_for_granted_of_missing_dossiers(missing, words):
    card = with_question(plain_question(), observed=60 - missing, not_delivered=missing)
    assert f"ook iets over de andere zaken. {words}" in first_page(card)
    assert f"tussen 50 en 80 van de 100. {words}" in text_of(card)


def test_a_range_of_a_draw_that_was_delivered_whole_stands_alone():
    assert "ontbrekende" not in text_of(with_question(plain_question(), observed=60, not_delivered=0))


def test_a_draw_of_which_nothing_was_delivered_says_nothing_about_other_cases():
    question = make_text_question("1.3.3-b", "A?", Tally(undecided=60))
    text = first_page(with_question(question, observed=0, not_delivered=60))
    assert "60 niet aangeleverd. Er zijn nog geen dossiers bekeken." in text
    assert "Door de loting zeggen" not in text


def test_terms_and_dossiers_each_have_their_certainty():
    text = text_of(make_scorecard(sample=drawn()))
    assert text.count("Hoe zeker is dit?") == 6
    assert (
        "Hoe zeker is dit? Voor de termijnen is het hele register geteld: 4.000 zaken. Daar is geen bandbreedte bij "
        "nodig. Er wacht niets meer op een mens."
    ) in text
    small = (
        "Hoe zeker is dit? Uit 612 zaken zijn er 60 geloot. 57 van de 60 dossiers zijn bekeken; 3 zijn niet "
        "aangeleverd. Over die 3 weten wij nog niets. 3 oordelen wachten op een mens."
    )
    assert small in text


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("all", "60 dossiers zijn bekeken. Er is niet geloot, dus een bandbreedte is niet nodig."),
        ("delivered", "60 dossiers zijn bekeken. Ze zijn niet geloot: het cijfer gaat alleen over deze dossiers."),
    ],
)
def test_without_a_lot_there_is_no_range_to_explain(method, words):
    card = with_question(
        make_text_question("1.3.3-b", "A?", Tally(28, 12)),
        sample=Sample(method, None, 612, "ef" * 32, DRAWN),
        observed=60,
        not_delivered=0,
    )
    assert f"Hoe zeker is dit? {words} Er wacht niets meer op een mens." in text_of(card)


def test_a_census_with_undelivered_dossiers_is_not_called_one_of_all():
    card = with_question(
        make_text_question("1.3.3-b", "A?", Tally(28, 12, undecided=20)),
        sample=Sample("all", None, 60, "ef" * 32, DRAWN),
        observed=40,
        not_delivered=20,
    )
    text = text_of(card)
    seen = "40 van de 60 dossiers zijn bekeken; 20 zijn niet aangeleverd. Over die 20 weten wij nog niets."
    assert f"{seen} Er is niet geloot." in first_page(card)
    assert f"Hoe zeker is dit? {seen} Er is niet geloot, dus er is geen bandbreedte." in text
    assert "20 dossiers zijn niet aangeleverd. Over die 20 weten wij nog niets." in text
    assert [words for words in ("Alle dossiers zijn bekeken", "ze allemaal", "alle dossiers") if words in text] == []


def test_a_census_of_delivered_dossiers_is_one_of_all():
    card = with_question(
        make_text_question("1.3.3-b", "A?", Tally(40, 20)),
        sample=Sample("all", None, 60, "ef" * 32, DRAWN),
        observed=60,
        not_delivered=0,
    )
    assert "60 dossiers zijn bekeken. Dat zijn ze allemaal: er is niet geloot." in first_page(card)
    assert "Alle dossiers zijn bekeken. Een bandbreedte is niet nodig." in text_of(card)


# ---------------------------------------------------------------- the verdict


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"more_needed": 25}, "Met ongeveer 25 dossiers meer is dit wel vast te stellen, als het beeld zo blijft."),
        (
            {"more_needed": 1, "tally": Tally(28, 12, 3)},
            "Met ongeveer 1 dossier meer waarvoor deze vraag geldt is dit wel vast te stellen, als het beeld",
        ),
    ],
)
def test_how_many_more_dossiers_settle_it_is_told(changes, words):
    text = text_of(with_question(weighted_question(target=MT, verdict=NOT_ESTABLISHED, **changes)))
    assert "Met deze steekproef is niet vast te stellen of de streefwaarde is gehaald." in text
    assert words in text


def test_without_a_number_nothing_is_promised():
    assert "als het beeld zo blijft" not in text_of(
        with_question(weighted_question(target=MT, verdict=NOT_ESTABLISHED))
    )
