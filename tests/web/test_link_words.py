"""The page of the explorer names every word that a link may hold, and says what each of them is."""

import re

import pytest

from tests.project import LANGUAGES, ROOT
from tests.web.v8 import told

# What the page says of those whose letter is no slider's, in English and in Chinese; that each is
# this is compared with PyTorch elsewhere.
SAID = {
    "pe": ("`pe` for padding at the end", "`pe` 是末端的填充"),
    "ci, co, g": (
        "`ci`, `co` and `g` for channels and groups",
        "`ci`、`co`、`g` 是通道与分组",
    ),
    "act, c": (
        "`act` for what is shown and `c` for which channel of it",
        "`act` 是显示什么，`c` 是显示其中哪个通道",
    ),
    "gy": ("`gy` for the output gradient", "输出梯度 `gy`"),
    "o": (
        "Instead of `op` a link may have `o`, the size of the output that you want",
        "用 `o` 代替 `op`，写想要的输出尺寸",
    ),
}


def section(language):
    """What the page says of links, on one line."""
    page = (ROOT / "docs" / language / "tools" / "explorer.md").read_text("utf-8")
    return " ".join(re.search(r"\{ #link \}\n(.*?)\n(?:## |\*\*)", page, re.S)[1].split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_link_is_named(language):
    assert set(re.findall("`(.*?)`", section(language))) == set(told("linkWords"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_a_link_is_what_the_page_says(language):
    for word, both in SAID.items():
        assert both[LANGUAGES.index(language)] in section(language), word
