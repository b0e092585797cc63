"""The two pages in a real browser: accessibility by axe, reflow at 320 px, printing, and no request to anywhere."""

from __future__ import annotations

import shutil

import pytest
from factories import make_scorecard
from observation_factories import make_observations, make_signals

from vtaudit.model import Sample
from vtaudit.report import render_scorecard, render_worksheet

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PAGES = ("scorekaart", "werkblad")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    two = make_scorecard(sample=Sample("random", 1, 4000, "ef" * 32, ("VT17-0001", "VT17-0002")))
    pages = (render_scorecard(make_scorecard()), render_worksheet(two, make_observations(), make_signals(), mask=None))
    for name, html in zip(PAGES, pages, strict=True):
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture
def open_page(browser, folder):
    opened = []

    def open_one(name, width=1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        opened.append(page)
        page.requests = []
        page.problems = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.problems.append(message.text))
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield open_one
    for page in opened:
        page.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page, name, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    result = axe.Axe().run(open_page(name, width))
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_for_nothing_but_itself_and_breaks_no_policy(open_page, name):
    page = open_page(name)
    assert [url for url in page.requests if not url.endswith(f"/{name}.html")] == []
    assert page.problems == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_reflows_on_the_smallest_screen(open_page, name):
    page = open_page(name, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", PAGES)
def test_the_page_prints(open_page, name):
    assert open_page(name).pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_filter_of_the_worksheet_works_without_script(open_page):
    page = open_page("werkblad")
    shown = "[...document.querySelectorAll('.obs')].filter(one => one.offsetHeight > 0).length"
    everything = page.evaluate(shown)
    page.check("#toon-beslissen")
    to_decide = page.evaluate(shown)
    page.check("#toon-niet")
    assert (everything, to_decide, page.evaluate(shown)) == (8, 2, 2)
