"""The cases with a name, stated a second time: their parameters and their numbers."""

import numpy as np
import pytest
from classic_cases import DIRECT, TRANSPOSED

from tests.web.states import VIEWS
from tests.web.test_counting import counted
from tests.web.v8 import cases

LETTERS = {"stride": "s", "padding": "p", "dilation": "d", "output_padding": "op"}
NEUTRAL = {"s": (1, 1), "p": (0, 0), "d": (1, 1), "op": (0, 0)}


def ones(size):
    return np.ones((size, size), int).tolist()


# Those that the snippet of the classic cases does not have. Where it is one-dimensional, the first
# number is that of its only row. The last one is the example of PyTorch's documentation.
OTHERS = {
    "article_conv": ("conv", {"i": (3, 3), "k": (2, 2), "w": ones(2)}),
    "article_transposed": (
        "transposed",
        {"i": (2, 2), "k": (3, 3), "x": [[12, 16], [24, 28]], "w": ones(3)},
    ),
    "checkerboard_uneven": (
        "transposed",
        {"i": (5, 5), "k": (3, 3), "s": (2, 2), "x": ones(5), "w": ones(3)},
    ),
    "checkerboard_even": (
        "transposed",
        {"i": (5, 5), "k": (4, 4), "s": (2, 2), "x": ones(5), "w": ones(4)},
    ),
    "output_padding_real": (
        "transposed",
        {"i": (1, 3), "k": (1, 4), "s": (1, 3), "p": (0, 2), "op": (0, 2)},
    ),
    "output_padding_bias": ("transposed", {"i": (1, 3), "k": (1, 3), "s": (1, 3), "op": (0, 2)}),
    "negative_padding": (
        "transposed",
        {"i": (1, 5), "k": (1, 2), "s": (1, 2), "p": (0, 2), "x": [[3, 1, 4, 1, 5]], "w": [[1, 2]]},
    ),
    "negative_padding_pytorch": (
        "transposed",
        {"i": (6, 4), "k": (3, 5), "s": (2, 1), "p": (4, 2)},
    ),
}


def numbered(count, height, width):
    """Planes whose cells are counted through all of them."""
    return np.arange(1, 1 + count * height * width).reshape(count, height, width).tolist()


def of_channels(ci, co, g, i, k):
    """All planes of the input, and the slices of the kernel; a state has the first of each, too."""
    x, w = numbered(ci, i, i), numbered(ci * co // g, k, k)
    return {"x": x[0], "w": w[0], "channels": {"ci": ci, "co": co, "g": g, "x": x, "w": w}}


# Those that have more than the parameters: channels, padding of another kind, one axis. SAME adds
# max(0, (ceil(6 / 2) - 1) * 2 + 3 - 6) = 1 cell to the six, at the end. The last one of the causal
# convolution sees what came before: d(k - 1) = 4 cells at the start, none at the end.
WIDE = {
    "causal": (
        "conv",
        {"i": (1, 8), "k": (1, 3), "p": (0, 4), "d": (1, 2), "pe": (0, 0), "axes": 1},
    ),
    "same_upper_stride": (
        "conv",
        {"i": (6, 6), "k": (3, 3), "s": (2, 2), "pe": (1, 1), "same": "upper"},
    ),
    "reflect_padding": ("conv", {"i": (4, 4), "k": (3, 3), "p": (1, 1), "pad": "reflect"}),
    "circular_transposed": (
        "transposed",
        {"i": (2, 2), "k": (3, 3), "s": (2, 2), "p": (1, 1), "op": (1, 1), "pad": "circular"},
    ),
    "two_channels": ("conv", {"i": (3, 3), "k": (2, 2)} | of_channels(2, 2, 1, 3, 2)),
    "depthwise": ("conv", {"i": (3, 3), "k": (2, 2)} | of_channels(3, 3, 3, 3, 2)),
    "two_channels_transposed": (
        "transposed",
        {"i": (2, 2), "k": (2, 2), "s": (2, 2)} | of_channels(2, 2, 1, 2, 2),
    ),
}


def classic():
    """The cases of the snippet, whose axes are alike."""
    for mode, table in (("conv", DIRECT), ("transposed", TRANSPOSED)):
        for name, (i, k, options) in table.items():
            given = {"i": i, "k": k} | {LETTERS[one]: value for one, value in options.items()}
            yield name, (mode, {letter: (value, value) for letter, value in given.items()})


STATED = dict(classic()) | OTHERS | WIDE


def test_every_case_is_stated():
    assert set(cases()) == set(STATED)


@pytest.mark.parametrize("name", STATED)
def test_a_case_has_the_parameters_and_the_numbers_that_are_stated(name):
    mode, given = STATED[name]
    wanted = {"mode": mode, "view": VIEWS[mode][0]} | NEUTRAL | given
    wanted |= {grid: wanted.get(grid) or counted(*wanted[size]) for grid, size in ("xi", "wk")}
    assert cases()[name] == {
        key: list(value) if isinstance(value, tuple) else value for key, value in wanted.items()
    }
