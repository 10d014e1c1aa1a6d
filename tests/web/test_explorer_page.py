"""What the page of the explorer says of it is so: the words of a link, and what can be shown."""

import re

import numpy as np
import pytest

from tests.project import LANGUAGES, ROOT
from tests.web.names import name
from tests.web.test_results import RESULTS
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


def section(language, anchor="link"):
    """A section of the page, on one line."""
    page = (ROOT / "docs" / language / "tools" / "explorer.md").read_text("utf-8")
    found = re.search(rf"\{{ #{anchor} \}}\n(.*?)\n(?:## |\*\*)", page, re.S)[1]
    return " ".join(found.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_link_is_named(language):
    assert set(re.findall("`(.*?)`", section(language))) == set(told("linkWords"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_a_link_is_what_the_page_says(language):
    for word, both in SAID.items():
        assert both[LANGUAGES.index(language)] in section(language), word


# The output of the one has 9 cells along an axis, and the input of the other one.
TRANSPOSED = {"mode": "transposed", "i": 4, "k": 3, "s": 2, "p": 0}
CONV = {"mode": "conv", "i": 9, "k": 3, "s": 2, "p": 0}
OVERLAP = (
    "How often a transposed convolution writes each output cell, or a convolution reads each "
    "input cell",
    "转置卷积把每个输出格写了几次，或者卷积把每个输入格读了几次",
)
BACKWARD = (
    "The gradient of the input is the other operation",
    "输入的梯度就是另一种运算",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_overlap_counts_what_the_page_says(language):
    """Both have 9 cells along an axis."""
    assert OVERLAP[LANGUAGES.index(language)] in section(language, "more")
    for state, size in ((TRANSPOSED, 9), (CONV, 9)):
        [[counted]] = RESULTS.told("counts", [state])
        assert np.shape(counted) == (size, size)
    assert np.max(counted) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_which_gradient_is_the_other_operation(language):
    """That of the kernel is a convolution, whatever it is the gradient of."""
    assert BACKWARD[LANGUAGES.index(language)] in section(language, "more")

    def shown(state, act):
        caption = told("said", legal(state | {"act": act}), language)["caption"]
        named = [one for one in ("transposed", "conv") if name("figure", one, language) in caption]
        return named[0]

    assert [shown(TRANSPOSED, "gx"), shown(CONV, "gx")] == ["conv", "transposed"]
    assert [shown(TRANSPOSED, "gw"), shown(CONV, "gw")] == ["conv", "conv"]


def legal(given):
    return told("noted", given, "en")["state"]
