"""The Markdown of a page says what the page says: the same numbers in the same order."""

import re

import pytest
from bs4 import BeautifulSoup

from engine.as_markdown import blocks
from tests.project import LANGUAGES
from tests.reading import built_pages, page_file, parsed
from tests.source import pages

# What of a page no reader of text misses: what is to be touched, drawn twice, or below the text.
NOT_SAID = (
    "button, select, input, noscript, label:not(:has(table)), .headerlink, .copies, .whole, .cite, "
    ".provenance, .conv-svg.narrow:has(+ svg), g.links, .bar, .transport, .parameters, .sizes, "
    "details.values, details.take, .hint, .notes, .live"
)
SIZE = re.compile(r"font-size:([\d.]+)px")
HEADING = re.compile(r"<h[1-3] id=")
NUMBER = re.compile(r"\d+")
ADDRESS = re.compile(r"\]\([^)\s]*\)")
ITEM = re.compile(r"^(?:> |\s)*\d+\. ", re.MULTILINE)  # a list counts by itself
CODE = re.compile(r"^(?P<quote>[> ]*)(?P<marks>`{3,})(\w*)\n.*?^(?P=quote)(?P=marks)$", re.M | re.S)
LEFT = re.compile(r"\{\{ ?\w+ ?(?::[^}]*)?\}\}|\\formula\b|--8<--|\{ ?[.#]\w|exec=|\bid=")
TAG = re.compile(r"<[a-zA-Z/!]")


def numbers_of(article):
    """The whole numbers of a page, less what text leaves out, a decimal as two."""
    for one in article.select(NOT_SAID):
        one.decompose()
    for one in article.select("figure.picture"):  # said by its label
        one.span.replace_with(one.svg["aria-label"])
        one.svg.decompose()
    for grid in article.select("g.grid > g"):  # as it is seen, whatever is drawn first
        numbers = grid.find_all("text", class_="n", recursive=False)
        cells = sorted((middle(one), float(one["x"]), one.extract().get_text()) for one in numbers)
        grid.append(" ".join(text for *_, text in cells))
    return NUMBER.findall(article.get_text(" "))


def middle(text):
    """How far down the middle of a number of a figure is: its foot, less a share of its size."""
    size = float(SIZE.search(text.get("style") or text.parent["style"])[1])
    return round(float(text["y"]) - 0.36 * size)


def numbers_in(markdown):
    """The whole numbers of a text in Markdown, less those that lead somewhere."""
    return NUMBER.findall(ITEM.sub("", ADDRESS.sub("]", markdown)))


def text_of(path):
    """The Markdown beside a page, less its last line, which says where it is from."""
    text, _, origin = path.with_name("index.html.md").read_text("utf-8").rpartition("\n---\n\n")
    assert origin.startswith("The authors of "), f"{path} does not say where it is from"
    return text


def prose(text):
    """Markdown less its code and formulas."""
    return re.sub(r"`+[^`]+`+|(?s:\$\$.*?\$\$)|\$[^$]+\$", "", CODE.sub("", text))


@pytest.mark.parametrize("page", pages(), ids=repr)
def test_the_markdown_has_the_numbers_of_the_page(site, page):
    path = page_file(site, page.language, page.name)
    wanted, found = numbers_of(parsed(path).select_one("article")), numbers_in(text_of(path))
    at = next((n for n, pair in enumerate(zip(wanted, found)) if pair[0] != pair[1]), len(found))
    assert wanted == found, (
        f"{page.where}: after … {' '.join(wanted[max(0, at - 6) : at])} the page has "
        f"{wanted[at : at + 4]}, its Markdown {found[at : at + 4]}"
    )


@pytest.mark.parametrize("page", pages(), ids=repr)
def test_the_markdown_is_markdown(site, page):
    """No value is left to put in, no markup of ours, and no HTML."""
    path = page_file(site, page.language, page.name)
    text = text_of(path)
    assert text.startswith("# ")
    for what in (LEFT, TAG):
        found = what.search(prose(text))
        assert not found, f"{page.where}: {prose(text)[found.start() :][:80]!r} is left"
    headings = [one for one in CODE.sub("", text).split("\n") if re.match("#{1,6} ", one)]
    assert len(headings) == len(HEADING.findall(path.read_text("utf-8")))


def test_every_page_has_its_markdown(site):
    for language, name in built_pages(site):
        path = page_file(site, language, name)
        link = '<link rel="alternate " href="index.html.md" type="text/markdown">'
        assert link in path.read_text("utf-8"), f"{language}/{name} does not name its Markdown"
        assert path.with_name("index.html.md").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_is_the_code_of_the_page(site, language):
    """Every block that is shown can be copied from the Markdown, less the marks of a box."""
    path = page_file(site, language, "learn/convolution")
    shown = [one.get_text() for one in parsed(path).select("article div.run > .highlight pre")]
    text = re.sub("^(?:> ?)+", "", text_of(path), flags=re.MULTILINE)
    assert len(shown) > 5
    assert all(code.strip("\n") in text for code in shown)


# Each of these would be noticed


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("<p>a <em>b</em> <strong>c</strong> 1*2</p>", "a *b* **c** 1\\*2"),
        ('<p><a href="../b/#c">d</a></p>', "[d](http://x/b/#c)"),
        ("<p><code>a`b</code></p>", "``a`b``"),
        ('<p><span class="arithmatex">\\(\\Input{x} &lt; 2\\)</span>.</p>', "${x} < 2$."),
        ('<div class="arithmatex">\\[x\n= 2\\]</div>', "$$\nx = 2\n$$"),
        ("<p>1. Not a list</p>", "\\1. Not a list"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n\n  1. b\n- c"),
        (
            '<pre><span></span><code><span class="n">a</span> = 1\n</code></pre>',
            "```python\na = 1\n```",
        ),
        ("<pre><code>12 &lt; 3\n</code></pre>", "```text\n12 < 3\n```"),
        (
            "<table><thead><tr><th>a|b</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
            "| a\\|b |\n| --- |\n| 1 |",
        ),
        (
            "<table><tbody><tr><td>1</td><td>10</td></tr><tr><td>23</td><td></td></tr></tbody>"
            "</table>",
            "```text\n 1 10\n23  _\n```",
        ),
        (
            '<div class="admonition"><p class="admonition-title">T</p><p>a</p></div>',
            "> **T**\n>\n> a",
        ),
        (
            '<svg class="conv-svg wide"><g class="grid y"><text class="label">y</text>'
            '<g><text class="n" x="150" y="50">2</text><text class="n" x="50" y="57">1</text>'
            '<text class="n" x="50" y="150">30</text></g></g></svg>',
            "```text\ny\n 1 2\n30\n```",
        ),
        ('<p class="copies"><button data-clipboard-text="1">LaTeX</button></p><p>a</p>', "a"),
    ],
)
def test_html_becomes_markdown(content, markdown):
    assert blocks.page(content, "http://x/y/") == f"{markdown}\n"


@pytest.mark.parametrize("left", ["{{ cases }}", r"\formula{conv-size}", "{ #id }", "<b>1</b>"])
def test_what_is_left_is_found(left):
    assert LEFT.search(prose(f"a {left} b")) or TAG.search(prose(f"a {left} b"))


def test_a_missing_number_is_found():
    article = BeautifulSoup("<article><p>1 and <b>25</b></p></article>", "html.parser")
    assert numbers_of(article) == ["1", "25"] != numbers_in("1 and")
    assert numbers_in("1. a [2](x/3)") == ["2"]
