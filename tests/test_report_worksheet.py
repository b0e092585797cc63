import itertools
import re
from dataclasses import replace

import pytest
from factories import make_scorecard
from html_page import read_page
from observation_factories import make_evidence, make_observations, make_signals

from vtaudit.errors import Fault
from vtaudit.model import FileFault, Sample
from vtaudit.report import render_worksheet

TWO = Sample("random", 1, 4000, "ef" * 32, ("VT17-0002", "VT17-0001"))


def hide_name(zaaknummer: str, text: str) -> str:
    return text.replace("Truus de Vries", f"[naam {zaaknummer}]")


def worksheet(observations=None, signals=None, mask=hide_name, **changes):
    card = make_scorecard(**{"sample": TWO, **changes})
    observations = make_observations() if observations is None else observations
    return render_worksheet(card, observations, make_signals() if signals is None else signals, mask=mask)


@pytest.fixture(scope="module")
def page():
    return read_page(worksheet())


def test_what_must_be_decided_comes_first(page):
    assert [text for level, text in page.headings if level == 2] == [
        "Status",
        "Vertrouwelijk",
        "Eerst beslissen",
        "Vandaag bespreken",
        "De dossiers",
        "VT17-0001",
        "VT17-0002",
        "Zaken buiten de bekeken dossiers",
        "Niet gelezen of niet gebruikt",
    ]
    questions = [text for level, text in page.headings if level == 3]
    first = questions.index("1.5.2-a Is vastgelegd bij wie de monitoring plaatsvindt?")
    assert first < questions.index("1.3.3-f Zijn de informanten geïnformeerd over de uitkomst?")


def test_the_page_is_well_formed_and_its_links_resolve(page):
    levels = [level for level, _ in page.headings]
    assert page.unclosed == []
    assert page.named("html") == [{"lang": "nl"}]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert set(page.header_scopes) == {"col", "row"}


def test_the_page_fetches_and_runs_nothing():
    html = worksheet()
    page = read_page(html)
    policies = [meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert not re.search(r"https?:|//\w|@import|url\((?!#)", html)
    assert not {"script", "link", "iframe", "object", "form", "img"} & {tag for tag, _ in page.tags}


def test_the_filter_needs_no_script_and_names_classes_that_exist():
    html = worksheet()
    for key in ("beslissen", "niet"):
        assert f'id="toon-{key}"' in html
        assert f"body:has(#toon-{key}:checked) .obs:not(.obs-{key})" in html
        assert f'class="obs obs-{key}"' in html


def test_quotes_stand_with_document_and_page(page):
    assert "De wijkverpleegkundige kijkt mee. journaal.pdf, bladzijde 7" in page.text
    assert "Ook gelezen, telde niet mee (1) Er moet nog iemand gevraagd worden" in page.text
    assert "Hierin gezocht (2) 04_veiligheidsplan.pdf 06_contactjournaal.pdf" in page.text


def test_names_are_masked_per_case_unless_asked_for():
    assert "Truus de Vries" not in worksheet()
    assert "Oma [naam VT17-0001] belt elke zondag" in worksheet()
    assert "Bekende namen zijn afgedekt." in worksheet()
    shown = worksheet(mask=None)
    assert "Oma Truus de Vries belt elke zondag" in shown
    assert "De namen zijn leesbaar." in shown


def test_the_mask_reaches_every_place_that_can_hold_a_name():
    name = "Truus de Vries"
    case = "VT17-0001"
    evidence = make_evidence(case, f"{name} belt.", file=f"{name}.pdf")
    base = make_observations()[0]
    one = replace(
        base, reason=f"{name} let op.", evidence=(evidence,), against=(evidence,), searched=(evidence.document,)
    )
    signals = [replace(signal, reason=f"{name} zei dat.", evidence=(evidence,)) for signal in make_signals()]
    fault = Fault("onleesbaar", "x", "Dit bestand is niet te lezen.")
    files = (FileFault(f"{case}/{name}.pdf", "onleesbaar", fault), FileFault(f"{name}.pdf", "niet_gebruikt", fault))
    assert name not in worksheet((one, replace(one, question="1.3.3-f", sure=False)), signals, file_faults=files)


def test_what_people_typed_is_escaped():
    hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    evidence = make_evidence("VT17-0001", hostile, file=f"{hostile}.pdf")
    one = replace(make_observations()[0], reason=hostile, evidence=(evidence,), against=(evidence,))
    html = worksheet((one,), organisation=hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert read_page(html).unclosed == []


def test_every_open_outcome_asks_for_a_decision():
    html = worksheet()
    assert html.count('class="your-call"') == 2
    text = read_page(html).text
    assert "Beslis: Het programma kan dit niet beoordelen." in text
    assert "Beslis: Het programma vond een zin die misschien telt. Lees de zin en beslis zelf." in text
    assert "lijkt gevonden niet zeker" in text


def test_both_readings_of_a_term_are_spelled_out(page):
    assert "Begin: 1 februari 2017. Klaar op 8 februari 2017. Dat is 7 dagen." in page.text
    assert "Met kalenderdagen: uiterlijk 6 februari 2017, niet op tijd." in page.text
    assert "Met werkdagen: uiterlijk 8 februari 2017, op tijd." in page.text


def test_only_the_first_signal_stands_on_the_list_of_today(page):
    today = page.text[page.text.index("Vandaag bespreken") : page.text.index("De dossiers")]
    assert "VT17-0002" in today
    assert "VT17-0001" not in today
    assert "De afsluitbrief wordt alleen genoemd." in page.text


def test_of_other_register_rows_only_what_is_open_is_shown(page):
    settled = replace(make_observations()[3], zaaknummer="VT17-0888")
    text = read_page(worksheet((*make_observations(), settled))).text
    assert "VT17-0999 2.1.1-a De datum van de melding is niet te lezen." in text
    assert "VT17-0888" not in text


def test_an_unread_file_stands_with_its_own_dossier():
    fault = Fault("onleesbaar", "x", "Dit bestand is niet te lezen.", "Maak een nieuwe print.")
    files = (FileFault("VT17-0002/scan.pdf", "onleesbaar", fault), FileFault("VT17-0001.pdf", "onleesbaar", fault))
    text = read_page(worksheet(file_faults=files)).text
    first, second = text.rindex("VT17-0001 "), text.rindex("VT17-0002 ")
    assert text.index("scan.pdf: Dit bestand is niet te lezen. Maak een nieuwe print.") > second
    assert "VT17-0001.pdf: Dit bestand is niet te lezen." in text[:second]
    assert first < second


def test_nothing_to_decide_is_said():
    settled = [one for one in make_observations() if one.sure]
    text = read_page(worksheet(settled, signals=(), open_judgements=0)).text
    assert "Er is niets te beslissen." in text
    assert "Er staan geen zaken op deze lijst." in text
