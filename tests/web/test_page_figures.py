"""On the built pages, a figure says the numbers of the state that its link leads to."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.project import LANGUAGES
from tests.reading import built_pages, light, page_file
from tests.web.patterns import read
from tests.web.test_sentences import is_true_caption
from tests.web.v8 import told


def figures(site, language):
    """Every figure of a language: its page and its element."""
    for one, name in built_pages(site):
        file = page_file(site, one, name)
        if one == language and 'class="conv-figure"' in file.read_text("utf-8"):
            for figure in light(file).select("figure.conv-figure"):
                yield name, figure


def state_of(figure):
    """The state of the explorer around a figure, else the one that the figure's link opens."""
    explorer = figure.find_parent("conv-explorer")
    link = figure.select_one("figcaption a")
    given = dict(parse_qsl(urlsplit(link["href"]).query)) if link else explorer.attrs
    known = ("mode", "view", "i", "k", "s", "p", "d", "op", "x", "w")
    return told("link", {name: given[name] for name in known if name in given})["state"]


def caption_of(figure):
    """The caption alone, without the formula, the link, or what the view shows."""
    caption = figure.select_one("figcaption .caption")
    text = caption or figure.select_one("figcaption").find(string=True)
    return text.get_text().strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_says_the_numbers_of_its_state(site, language):
    found = list(figures(site, language))
    assert len(found) > 15
    for page, figure in found:
        state, caption = state_of(figure), caption_of(figure)
        assert is_true_caption(caption, state, language), f"{page}: {caption}"
        for drawing in figure.select("svg[aria-label]"):
            spoken = read("figure", "figure", language, drawing["aria-label"])
            assert spoken == {"caption": caption}
