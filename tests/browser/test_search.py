"""The search box: it loads when it is touched, asks in our words, and shows what it finds."""

import pytest

from tests.project import LANGUAGES

ASKED = {"en": "what does flipping the kernel mean?", "zh": "“翻转卷积核”是什么意思？"}
PAGE, ANCHOR = "faq/kernel-flip/", "#what-is-flipped"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_and_a_word_of_no_page_leads_elsewhere(address, browser, language):
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(address + ("" if language == "en" else "zh/") + "learn/convolution/")
    typed, helped = tab.locator(".md-search__input"), tab.locator(".search-help")
    typed.click()
    typed.fill(ASKED[language])
    typed.press("Shift")  # the key that ends the input of Chinese
    links = tab.locator(".md-search-result__link")
    links.first.wait_for()
    found = [one.get_attribute("href") for one in links.all()[:5]]
    assert any(PAGE in one and one.endswith(ANCHOR) for one in found), found
    assert helped.is_hidden()
    typed.fill("xylophone")
    typed.press("Shift")
    helped.wait_for(state="visible")
    assert helped.locator("a").count() == 3
    tab.close()


# Index and worker are most of what a page would load, and most readers search nothing

LATE = ("search_index.json", "/workers/search.")
WAYS = {
    "a click": lambda tab: tab.locator(".md-search__input").click(),
    "/": lambda tab: tab.keyboard.press("/"),
    "f": lambda tab: tab.keyboard.press("f"),
    "s": lambda tab: tab.keyboard.press("s"),
    "the magnifier": lambda tab: tab.locator("label.md-header__button[for=__search]").click(),
}


def opened(address, browser, path="", width=1280):
    """A tab, and what of search it asked for so far."""
    tab = browser.new_page(viewport={"width": width, "height": 800})
    asked = []
    tab.on("request", lambda one: asked.extend(part for part in LATE if part in one.url))
    tab.goto(f"{address}faq/{path}", wait_until="networkidle")
    return tab, asked


@pytest.mark.parametrize("way", WAYS)
def test_search_loads_at_the_first_touch(address, browser, way):
    tab, asked = opened(address, browser, width=390 if way == "the magnifier" else 1280)
    assert asked == []
    WAYS[way](tab)
    tab.keyboard.type("padding")
    tab.locator(".md-search-result__link").first.wait_for()
    assert sorted(asked) == sorted(LATE)
    tab.close()


def test_an_address_that_asks_is_answered(address, browser):
    tab, _ = opened(address, browser, "?q=padding")
    tab.locator(".md-search-result__link").first.wait_for()
    tab.close()


def test_what_was_found_is_marked(address, browser):
    tab, _ = opened(address, browser, "?h=padding")
    tab.locator("article mark").first.wait_for()
    tab.close()
