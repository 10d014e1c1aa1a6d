"""What the docstrings of circular_conv_transpose.py say."""

import re
from functools import cache
from itertools import product

import circular_conv_transpose
import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import layers
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import LAYERS, I, K, about
from tests.snippets.docstrings.layers import transposed
from tests.snippets.docstrings.reading import literally, number

TWO = {
    "continued": circular_conv_transpose.conv_transpose_continued,
    "folded": circular_conv_transpose.conv_transpose_folded,
}


@about("circular_conv_transpose")
def two_meanings(reading):
    reading.says(
        'torch.nn.ConvTranspose2d takes padding_mode="zeros" only, as "transposed, and padded with '
        'something" can mean two things.',
        'With "circular" both are the same thing if the result is stride times as large as the '
        'input: every stamp that leaves at one end comes in at the other. With "reflect" and '
        '"replicate" they differ.',
        "for circular, reflect and replicate padding and",
    )
    axes = reading.one(r"padding and (\d), (\d) and (\d) axes:")
    check_circular_axes(tuple(map(int, axes.groups())))
    check_two_meanings()


@cache
def check_circular_axes(said):
    for function, axes in product(TWO.values(), range(5)):
        known = {"x": torch.ones(1, 2, *[4] * axes), "weight": torch.ones(2, 2, *[2] * axes)}
        assert layers.takes(function, known) == (axes in said), (function.__name__, axes)


@cache
def check_two_meanings():
    with pytest.raises(ValueError, match="zeros"):
        torch.nn.ConvTranspose2d(1, 1, 2, padding_mode="circular")
    x = torch.randn(1, 1, 6, generator=torch.Generator().manual_seed(1)).double()
    weight = torch.arange(1.0, 5).double()[None, None]
    for mode in ("circular", "reflect", "replicate"):
        have = [function(x, weight, None, 2, 1, padding_mode=mode) for function in TWO.values()]
        assert have[0].shape[2] == 2 * x.shape[2]
        assert torch.allclose(*have) == (mode == "circular")


@about("circular_conv_transpose.conv_transpose_continued")
def continued(reading):
    said = reading.one(r"(y\[m\]) = sum of (.*?) over n, outside of x too, and t\.")
    where = reading.one(r"Those with m = ([^=]*?)\. ")[1]
    check_continued(said[2], where)
    layers.torch_functions(reading, LAYER_SHAPES, transposed, padding_mode="zeros")
    reaches = reading.one(
        r'"circular" reaches at most (.*?) cells beyond the border, "reflect" at most (.*?)\.\n'
    ).groups()
    check_reaches(reaches)
    reading.says(
        'padding_mode is "circular", "reflect", "replicate" or "zeros" (then the result is '
        "PyTorch's; where a weight is not finite, the zeros outside of x give nan).",
        "with or without a batch",
    )
    takes_batches(reading.place.function)


LAYER_SHAPES = {
    "x": ("(B, C, i1, ..., in)", "(C, i1, ..., in)"),
    "weight": ("(C, O / groups, k1, ..., kn)",),
    "bias": ("(O,)",),
}


def takes_batches(function):
    known, _ = layers.layer(function, LAYER_SHAPES, 2, transposed)
    for mode in ("circular", "reflect", "replicate", "zeros"):
        batch = function(**known | {"padding_mode": mode})
        assert batch[0].equal(function(**known | {"x": known["x"][0], "padding_mode": mode}))
    with pytest.raises(ValueError, match="padding_mode"):
        function(**known | {"padding_mode": "constant"})


@cache
def check_continued(terms, where):
    """With x as far beyond both ends as any stamp reaches, and n counted from its own start."""
    x, weight, far = np.arange(1, 10) ** 2, np.array([1, 10, 100]), 8
    wide = np.pad(x, far, mode="wrap")
    place = re.sub(r"\bn\b", f"(n - {far})", where)
    statement = f"y[{place}] += {terms}"
    for s, p, d, op in LAYERS:
        options = {"stride": s, "padding": p, "dilation": d}
        size, letters = transposed(I, K, s, p, d, op), {"n": len(wide), "t": K}
        found = literally(statement, (size,), letters, (), options, x=wide, weight=weight)
        tensors = [torch.from_numpy(a)[None, None] for a in (x, weight)]
        have = TWO["continued"](*tensors, None, s, p, op, 1, d)
        np.testing.assert_array_equal(found, have[0, 0].numpy())


@cache
def check_reaches(said):
    """So many cells of the input beyond its border are taken, and not one more."""
    for (mode, text), i in product(zip(("circular", "reflect"), said), (2, 3, 4)):
        most = number(text, {"i": i})
        for reach in range(i + 3):
            known = {"x": torch.ones(1, 1, i), "weight": torch.ones(1, 1, reach + 1)}
            known |= {"padding": 0, "padding_mode": mode}
            assert layers.takes(TWO["continued"], known) == (reach <= most), (mode, i, reach)


@about("circular_conv_transpose.conv_transpose_folded")
def folded(reading):
    check_folded(reading.one(r"^(C\S* @ x), where C is the matrix of the convolution")[1])
    layers.torch_functions(reading, LAYER_SHAPES, transposed, padding_mode="zeros")
    sign = reading.one(r"3d, but that output_padding (\S+) stride, as there")[1]
    check_output_padding_of_folded(sign)
    reading.says("Compute the gradient, for its input, of a convolution with padding mode.")
    reading.says(
        'to that of x, padded by padding_mode: "circular", "reflect", "replicate" or "zeros".'
    )
    takes_batches(reading.place.function)


@cache
def check_folded(said):
    for mode in ("circular", "reflect", "replicate", "zeros"):
        x, weight = torch.arange(1.0, 5).double(), torch.tensor([1.0, 10, 100]).double()
        size = transposed(4, 3, 2, 1, 1, 1)
        padded = "constant" if mode == "zeros" else mode

        def by_convolution(y):
            wide = F.pad(y[None, None], (1, 1), mode=padded)  # noqa: B023
            return F.conv1d(wide, weight[None, None], stride=2)[0, 0]  # noqa: B023

        matrix = torch.autograd.functional.jacobian(by_convolution, torch.zeros(size).double())
        assert matrix.shape == (4, size)
        have = TWO["folded"](x[None, None], weight[None, None], None, 2, 1, 1, padding_mode=mode)
        assert torch.allclose(have[0, 0], eval(said, {"C": matrix, "x": x}))


@cache
def check_output_padding_of_folded(sign):
    for stride, extra in product((1, 2, 3), range(4)):
        known = {"x": torch.ones(1, 1, 3), "weight": torch.ones(1, 1, 2), "dilation": 2}
        legal = extra < max(stride, 2)
        known |= {"stride": stride, "output_padding": extra}
        assert layers.takes(TWO["folded"], known) == (legal and below(extra, sign, stride))


@about("circular_conv_transpose.source")
def sources(reading):
    outside = int(reading.one(r"^(-?\d+) where it is zero\.")[1])
    have = circular_conv_transpose.source(3, 2, 1, "zeros").tolist()
    assert have == [outside, outside, 0, 1, 2, outside]


@about("circular_conv_transpose.extend")
def extended(reading):
    reading.says("Let x go on by (before, after) cells along the last axes.")
    x = torch.arange(24.0).reshape(1, 2, 3, 4)
    for mode in ("circular", "reflect", "replicate"):
        have = circular_conv_transpose.extend(x, [(1, 0), (0, 2)], mode)
        assert have.equal(F.pad(x, (0, 2, 1, 0), mode=mode))


@about("circular_conv_transpose.fold")
def folds(reading):
    reading.says("Add each cell of a padded axis to its source: the transpose of extend.")
    for mode in ("circular", "reflect", "replicate", "zeros"):
        x, y = torch.arange(1, 5), torch.arange(1, 9) ** 2
        there = (circular_conv_transpose.extend(x, [(2, 2)], mode) * y).sum()
        assert there == (x * circular_conv_transpose.fold(y, 0, 4, 2, mode)).sum()
