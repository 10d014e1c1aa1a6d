"""The search box: what is typed reaches the search in our words, and what it finds is shown."""

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
