"""Each part of a page is in the language that it says."""

import re

import pytest
from bs4 import BeautifulSoup, NavigableString

from engine import foreign
from tests.reading import built_pages, light, page_file

IS_CHINESE = re.compile("[\u3400-\u9fff]")
NOT_READ = {"script", "style", "annotation"}
SAID = ("alt", "aria-label", "placeholder", "title")
TITLES = {"en": "Permanent link", "zh": "本节的链接"}


def language_of(part):
    """The language that an element says, or the element around it."""
    said = part if getattr(part, "get", None) and part.get("lang") else part.find_parent(lang=True)
    return said["lang"]


def wrong(page):
    """What is Chinese and does not say so, and code that does not say that it is English."""
    for text in page.find_all(string=IS_CHINESE):
        is_read = type(text) is NavigableString and text.parent.name not in NOT_READ
        if is_read and language_of(text) != "zh":
            yield text.strip()
    for one in page.find_all("pre"):
        if not IS_CHINESE.search(one.get_text()) and language_of(one) != "en":
            yield one.get_text()[:80]
    for name in SAID:
        for one in page.find_all(attrs={name: IS_CHINESE}):
            if language_of(one) != "zh":
                yield one[name]


def test_every_part_is_in_the_language_that_it_says(site):
    for language, name in built_pages(site):
        page = light(page_file(site, language, name))
        assert page.html["lang"] == language
        assert list(wrong(page)) == [], f"{language}/{name}"


def test_every_anchor_is_named_in_the_language_of_its_page(site):
    for language, name in built_pages(site):
        anchors = light(page_file(site, language, name)).select("a.headerlink")
        assert {one["title"] for one in anchors} <= {TITLES[language]}, f"{language}/{name}"


@pytest.mark.parametrize(
    "part",
    [
        '<html lang="en"><p>called 卷积 there</p></html>',
        '<html lang="zh"><pre>def conv(x): ...</pre></html>',
        '<html lang="en"><a title="卷积">x</a></html>',
    ],
)
def test_a_part_that_says_the_wrong_language_is_found(part):
    assert list(wrong(BeautifulSoup(part, "html.parser")))


def test_only_what_is_foreign_is_marked():
    html = '<p title="卷积">It is 《转置卷积》 and 《核》.</p><pre>x = 1</pre>'
    assert foreign.marked(html, "en").count('lang="zh"') == 1
    assert 'title="卷积"' in foreign.marked(html, "en")
    assert foreign.marked(html, "zh").count('lang="en"') == 1
    assert foreign.marked("<pre># 卷积</pre>", "zh") == "<pre># 卷积</pre>"
