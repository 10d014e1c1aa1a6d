"""The frame of a page in Chromium: the language switch, the hint, and the page as Markdown."""

import re

import pytest

from tests import tiers
from tests.browser.browser import NO_SEARCH, find_chromium, until
from tests.project import LANGUAGES
from tests.reading import built_pages, light, page_file

FOLDER = {"en": "", "zh": "zh/"}
OTHER = {"en": "zh", "zh": "en"}
LOCALE = {"en": "en-US", "zh": "zh-CN"}
# A chapter, questions, a reference, a lab.
SOME = ["learn/convolution", "faq/padding", "reference/parameters", "labs/the-article"]
TOP = "(one) => Math.round(one.getBoundingClientRect().top)"
SHIFTS = (
    "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach("
    "(one) => { window.moved += one.value; })).observe({ type: 'layout-shift', buffered: true });"
)

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def visit(browser, address):
    """Open pages in one browser of one visitor, who reads English unless it is said."""
    contexts = []

    def opened(path, context=None, **options):
        if context is None:
            context = browser.new_context(**{"locale": "en-US", **options})
            context.add_init_script(NO_SEARCH)
            contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield opened
    for one in contexts:
        one.close()


def path_of(language, name):
    return FOLDER[language] + ("" if name == "index" else f"{name}/")


def change_language(page):
    """Choose the other language; by hand, Playwright would scroll before it clicks."""
    with page.expect_navigation():
        link = page.locator(f".md-select a[hreflang={OTHER[language_of(page)]}]")
        link.evaluate("(one) => one.click()")


def language_of(page):
    return page.locator("html").get_attribute("lang")


def headings(site, language, name):
    """The anchors of a page, from the top."""
    article = light(page_file(site, language, name)).select_one("article")
    return [one["id"] for one in article.select("h2[id], h3[id]")]


def places(site):
    """Pages, each with the headings at which the language is changed."""
    every = sorted({name for _, name in built_pages(site)}) if tiers.is_audit() else SOME
    for name in every:
        found = headings(site, "en", name)
        yield name, found if tiers.is_audit() else found[1::5]


# The language switch


def test_the_switch_stays_at_the_heading(site, address, visit):
    """From either language, after somebody scrolled to a heading."""
    page = visit("")
    for name, anchors in places(site):
        for number, anchor in enumerate(anchors):
            language = LANGUAGES[number % 2]
            page.goto("about:blank")  # else the browser may scroll to where it was
            page.goto(address + path_of(language, name))
            page.locator(f"[id='{anchor}']").evaluate("(one) => one.scrollIntoView()")
            page.evaluate("scrollBy(0, -80)")  # below the head of the page
            change_language(page)
            assert language_of(page) == OTHER[language]
            assert page.url.endswith(f"{path_of(OTHER[language], name)}#{anchor}")
            top = page.locator(f"[id='{anchor}']").evaluate(TOP)
            assert 0 <= top < page.viewport_size["height"] / 2, f"#{anchor} stands at {top} px"


def test_the_switch_keeps_an_anchor_that_is_in_view(visit):
    page = visit("learn/convolution/#run-windows")
    change_language(page)
    assert page.url.endswith("/zh/learn/convolution/#run-windows")
    page = visit("learn/convolution/#run-windows")
    page.evaluate("scrollTo(0, 0)")
    change_language(page)
    assert page.url.endswith("/zh/learn/convolution/")


@each_language
def test_the_switch_keeps_light_and_dark(visit, language):
    page = visit(f"{FOLDER[language]}learn/convolution/")
    for _ in range(2):  # follow the system, light, dark
        page.locator("form[data-palette] label:visible").click()
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    assert scheme == "slate"
    change_language(page)
    assert page.locator("body").get_attribute("data-md-color-scheme") == scheme


PALETTE = "form[data-palette]"
SCHEMES = "document.body.getAttribute('data-md-color-scheme')"


def seen(page):
    """The colours of the page, and those of what the browser itself draws."""
    bar = page.locator("meta[name=theme-color]").get_attribute("content")
    own = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    dark = sum(map(int, re.findall(r"\d+", bar)[:3])) < 300
    return page.evaluate(SCHEMES), "dark" if dark else "light", own


LIGHT, DARK = ("default", "light", "normal"), ("slate", "dark", "dark")


def test_who_chooses_nothing_has_the_colours_of_the_system(visit):
    page = visit("learn/convolution/", color_scheme="dark")
    assert seen(page) == DARK
    page.emulate_media(color_scheme="light")
    until(page, f"{SCHEMES} === 'default'")
    assert seen(page) == LIGHT


def test_light_and_dark_are_chosen_by_keyboard_and_kept(visit):
    page = visit("learn/convolution/")
    page.locator(f"{PALETTE} input:checked").focus()
    found = []
    for _ in range(3):
        page.keyboard.press("Enter")
        assert page.locator(f"{PALETTE} label:visible").count() == 1
        found.append(seen(page))
    assert found == [LIGHT, DARK, LIGHT], "light, dark, as the system has it"
    for _ in range(2):
        page.keyboard.press("Enter")
    page.reload()
    assert seen(page) == DARK
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert seen(page) == DARK, "the system overrides what was chosen"


def test_the_switch_keeps_what_the_calculator_reads(visit):
    page = visit("tools/layers/")
    page.locator("layer-stack textarea").fill("nn.Conv2d(3, 7, 5)")
    page.locator("layer-stack input").fill("1,3,31,31")
    change_language(page)
    stack = page.locator("layer-stack")
    assert stack.evaluate("one => one.rows[0].shape") == [1, 7, 27, 27]
    assert "?" not in page.url, "what was typed is sent"
    page.reload()
    assert "nn.Sequential" in stack.locator("textarea").input_value(), "it is kept too long"


def test_the_switch_keeps_what_the_finder_is_asked(visit):
    page = visit("tools/sizes/")
    page.locator("[data-name=from]").fill("32; 48")
    page.locator("[data-name=to]").fill("16; 24")
    page.locator("[data-name=plain]").check()
    until(page, "location.search.includes('plain')")
    results = page.locator("size-finder").evaluate("one => one.results")
    change_language(page)
    assert results
    assert page.locator("size-finder").evaluate("one => one.results") == results
    assert page.locator("[data-name=plain]").is_checked()


def test_the_switch_keeps_what_the_explorer_shows(visit):
    page = visit("tools/explorer/?mode=conv&i=5&k=3&s=2&p=1&d=1&view=matrix")
    page.locator("conv-explorer").evaluate("one => { one.state = { ...one.state, d: [2, 1] }; }")
    until(page, "location.search.includes('d=2')")
    state = page.locator("conv-explorer").evaluate("one => one.state")
    change_language(page)
    assert page.locator("conv-explorer").evaluate("one => one.state") == state
    assert state["d"] == [2, 1]


def test_the_switch_keeps_the_numbers_and_the_answer_of_an_exercise(visit):
    page = visit("learn/convolution/")
    first = page.locator("conv-exercise").first
    first.get_by_role("button", name="New numbers").click()
    first.locator("input").fill("41")
    drawn = first.evaluate("one => one.exercise.plain()")
    change_language(page)
    first = page.locator("conv-exercise").first
    assert first.evaluate("one => one.exercise.plain()") == drawn
    assert first.locator("input").input_value() == "41"


def test_the_words_that_search_marks_stay_in_their_language(visit):
    page = visit("learn/convolution/?h=kernel")
    change_language(page)
    assert page.url.endswith("/zh/learn/convolution/")


# The hint


@each_language
def test_a_visitor_is_told_of_the_other_language_once(visit, language):
    page = visit(FOLDER[language], locale=LOCALE[OTHER[language]])
    hint = page.locator(".hint")
    assert hint.is_visible()
    assert hint.get_attribute("lang") == OTHER[language]
    hint.get_by_role("button").click()
    assert not hint.is_visible()
    again = visit(f"{FOLDER[language]}learn/convolution/", page.context)
    assert not again.locator(".hint").is_visible(), "it was sent away, and comes again"


@each_language
def test_the_hint_leads_to_the_same_heading(visit, language):
    path = f"{FOLDER[language]}learn/convolution/#padding"
    page = visit(path, locale=LOCALE[OTHER[language]])
    with page.expect_navigation():
        page.locator(".hint a").click()
    assert page.url.endswith(f"/{FOLDER[OTHER[language]]}learn/convolution/#padding")
    page.go_back()
    assert not page.locator(".hint").is_visible(), "who chose is asked again"


@each_language
def test_who_reads_the_language_is_told_nothing(visit, language):
    page = visit(FOLDER[language], locale=LOCALE[language])
    assert not page.locator(".hint").is_visible()
    assert not visit(FOLDER[language], locale="fr-FR").locator(".hint").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_hint_moves_nothing_and_can_be_touched(visit, address, width):
    page = visit("", locale="zh-CN", viewport={"width": width, "height": 700})
    page.add_init_script(SHIFTS)
    page.goto(f"{address}learn/convolution/")
    page.wait_for_timeout(300)
    assert page.locator(".hint").is_visible()
    assert page.evaluate("window.moved") <= 0.01
    for one in page.locator(".hint > *").all():
        box = one.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


# The page as Markdown


@each_language
def test_a_click_copies_the_page_as_markdown(site, visit, language):
    path = f"{FOLDER[language]}learn/convolution/"
    page = visit(path, permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("[data-markdown]")
    assert "Markdown" in button.get_attribute("aria-label")
    button.click()
    page.locator(".md-dialog--active").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == (site / path / "index.html.md").read_text("utf-8")


def test_where_nothing_can_be_copied_the_markdown_is_shown(visit):
    page = visit("learn/convolution/")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    shown = []
    page.on("request", lambda one: shown.append(one.url) if one.is_navigation_request() else None)
    page.locator("[data-markdown]").click()
    page.wait_for_timeout(300)
    assert shown
    assert shown[-1].endswith("/learn/convolution/index.html.md")


def test_without_scripts_nothing_is_offered_that_does_not_work(visit):
    page = visit("learn/convolution/", java_script_enabled=False, locale="zh-CN")
    assert not page.locator("[data-markdown]").is_visible()
    assert not page.locator(".hint").is_visible()


# Where nothing is


@each_language
def test_the_search_of_the_404_page_asks_the_site(browser, address, language):
    page = browser.new_page()
    page.goto(f"{address}404.html")
    part = page.locator(f"section[lang={language}]")
    here = address + FOLDER[language]  # which may be another folder than where it will stand
    part.locator("form").evaluate("(one, here) => { one.action = here; }", here)
    part.get_by_role("searchbox").fill({"en": "stride", "zh": "步幅"}[language])
    with page.expect_navigation():
        part.get_by_role("button").click()
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
    assert language_of(page) == language
    page.close()
