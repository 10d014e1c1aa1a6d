"""What pages cost to load, counted from their files: gzip of all that a first visit asks for.

Search comes later, when somebody searches. `benchmarks/weight.py` measures the same in Chromium.
"""

import gzip
import html
import re
from functools import cache
from statistics import median
from urllib.parse import urljoin

import pytest

from engine import fonts
from tests.project import LANGUAGES
from tests.reading import (
    DRAWING,
    built_pages,
    characters,
    characters_of_fonts,
    end_of_span,
    light,
    page_file,
)

MEDIAN, HEAVIEST, SECOND, INDEX = 120_000, 250_000, 40_000, 250_000
HEAD = 250  # bytes of an answer before its body
# A second page is not charged for these, in its language or in both.
TOOLS = {"explorer", "exercises", "layers", "sizes", "figure"}
LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script [^>]*?src|img src)="([^"]*)"')
TAG = re.compile("<[^>]*>")
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def sent(path):
    """The bytes of a file as it is sent."""
    return HEAD + len(gzip.compress(path.read_bytes(), 6))


@pytest.fixture(scope="module")
def loads(site):
    """The files that each page asks for, itself among them."""
    return {one: {page_file(site, *one), *asked(site, *one)} for one in built_pages(site)}


def asked(site, language, name):
    """Scripts, styles and pictures of a page; the fonts of formulas stand in a style."""
    page = page_file(site, language, name)
    text = page.read_text("utf-8")
    here = f"/{page.relative_to(site)}"
    yield from (site / urljoin(here, address)[1:] for address in LOADED.findall(text))


def tool_of(file):
    """layers.en.js and layers.css belong to the tool "layers"."""
    return file.name.split(".")[0]


def named(weights, least):
    """The pages that weigh more, by name."""
    return {"/".join(one): size for one, size in weights.items() if size > least}


def test_pages_are_light(loads):
    weights = {one: sum(map(sent, files)) for one, files in loads.items()}
    assert median(weights.values()) <= MEDIAN
    assert not named(weights, HEAVIEST)


def test_a_second_page_is_lighter(site, loads):
    """What it asks for beside what the home page had, and the scripts and styles of its tools."""
    weights = {
        one: sum(
            sent(file) for file in files - loads[one[0], "index"] if tool_of(file) not in TOOLS
        )
        for one, files in loads.items()
    }
    assert not named(weights, SECOND)


@each_language
def test_the_index_of_search_is_light(site, language):
    folder = page_file(site, language, "index").parent
    assert sent(folder / "search" / "search_index.json") <= INDEX


# The navigation: a page lists its own section, and leads to the others


@cache
def led(site, language, name):
    """The pages that the navigation of a page leads to, and how many links it has."""
    page = page_file(site, language, name)
    links = light(page).select(".md-nav--primary .md-nav__link[href]")
    here = f"/{page.parent.relative_to(site)}/"
    found = {urljoin(here, one["href"]) for one in links if not one["href"].startswith("#")}
    return {one.removeprefix("/").removeprefix("zh/").strip("/") or "index" for one in found}


@each_language
def test_no_page_lists_all_pages(site, language):
    """A new page costs the pages of its own section a line, and others nothing."""
    names = [name for one, name in built_pages(site) if one == language]
    for name in names:
        section = name.partition("/")[0]
        far = {one for one in led(site, language, name) if one.partition("/")[0] != section}
        assert len(far) <= 15, f"{name} lists pages of other sections: {sorted(far)}"


@each_language
def test_the_navigation_alone_reaches_every_page(site, language):
    names = {name for one, name in built_pages(site) if one == language}
    reached, new = set(), {"index"}
    while new:
        reached |= new
        new = set().union(*(led(site, language, one) for one in new)) - reached
    assert names == reached


# The fonts of formulas are cut to what formulas hold


@each_language
def test_what_formulas_hold_is_left_in_the_fonts(site, language):
    """That it is left in the right one, Chromium says: tests/browser/test_fonts.py."""
    whole = set().union(*map(characters, fonts.whole().values()))
    sheet = page_file(site, language, "index").parent / "assets" / "katex" / "fonts.css"
    left = set().union(*characters_of_fonts(sheet).values())
    drawn = set()
    for name in (name for one, name in built_pages(site) if one == language):
        text = page_file(site, language, name).read_text("utf-8")
        for start in DRAWING.finditer(text):
            inside = text[start.start() : end_of_span(text, start.start())]
            drawn.update(html.unescape(TAG.sub("", inside)))
    assert drawn & whole <= left
