"""What is copied of a block stands in its page by the lines of the page's code."""

import html
import re

from bs4 import BeautifulSoup

from engine import copies
from tests.reading import texts_copied

PAGE = """<div class="highlight"><pre><span></span><code><span class="n">a</span> <span
class="o">&lt;</span> b
c
</code></pre></div><p>code in <code>text</code> is none</p>
<div class="highlight"><pre><span></span><code>c
d
e
</code></pre></div>"""


def page(*texts):
    """A page with buttons, as it is before and after."""
    buttons = [
        f'<p class="copies block"><button data-copied="{html.escape(one)}">copy</button></p>'
        for one in texts
    ]
    return copies.by_lines(PAGE.replace("\nclass", " class") + "".join(buttons))


def test_a_button_copies_what_it_held():
    texts = ["a < b\nc", "c\nd", "x < 1\n\nd\ne\nc", "</script>\n&amp;", "e"]
    assert texts_copied(BeautifulSoup(page(*texts), "html.parser")) == texts


def test_lines_of_the_page_are_named_and_others_listed_once():
    made = page("c\nd\nnew", "d\nnew")
    assert re.findall('data-lines="(.*?)"', made) == ["3-4 7", "4 7"]
    assert made.count("new") == 1


def test_a_page_without_buttons_stays():
    assert copies.by_lines(PAGE) == PAGE
