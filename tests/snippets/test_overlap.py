"""The counts of overlap are what PyTorch's transposed convolution makes of ones."""

import numpy as np
import pytest
import torch
from overlap import overlap

from tests.snippets.drawn import CONV_TRANSPOSE, check_drawn, layers


def test_drawn(checked):
    def check(layer):
        x, weight, _, arguments = layer
        axes = weight.ndim - 2
        del arguments["groups"]
        size, kernel = x.shape[-axes:], weight.shape[2:]
        ones = torch.ones(1, 1, *size), torch.ones(1, 1, *kernel)
        want = CONV_TRANSPOSE[axes](*ones, **arguments)[0, 0].numpy()
        have = overlap(size, kernel, **arguments)
        np.testing.assert_array_equal(have, want)
        assert have.dtype == int

    checked([overlap], "drawn cases against PyTorch", check_drawn(300, layers(True), check))


@pytest.mark.parametrize(
    ("k", "s", "counts"),
    [(3, 2, {1, 2, 4}), (4, 2, {4}), (5, 2, {4, 6, 9}), (5, 3, {1, 2, 4})],
)
def test_counts_inside(k, s, counts):
    assert set(overlap((9, 9), k, s, padding=k)[s:-s, s:-s].ravel().tolist()) == counts


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((3, 3), ValueError, "input_size must be a tuple, one integer an axis, got 3"),
        (((), 3), ValueError, "input_size must be a tuple"),
        (((3, 0), 3), ValueError, "input_size must be at least 1, got 0"),
        (((3, 3), 0), ValueError, "kernel_size must be at least 1, got 0"),
        (((3, 3), (3, 3, 3)), ValueError, "kernel_size must be one integer or 2"),
        (((3, 3), 3.0), TypeError, r"kernel_size must be an integer, got 3\.0"),
        (((3, 3), 3, 0), ValueError, "stride must be at least 1, got 0"),
        (((3, 3), 3, 1, -1), ValueError, "padding must be at least 0, got -1"),
        (((3, 3), 3, 1, 0, -1), ValueError, "output_padding must be at least 0, got -1"),
        (((3, 3), 3, 1, 0, 1), ValueError, "got output_padding 1, stride 1, dilation 1, 6 cells"),
        (((3, 3), 3, 1, 3), ValueError, "-1 cells"),
        (((3, 2), 3, 1, 2), ValueError, "0 cells"),
        (((3, 3), 3, 1, 0, 0, 0), ValueError, "dilation must be at least 1, got 0"),
        (((3, 3), 3, True), TypeError, "stride must be an integer, got True"),
    ],
)
def test_says_what_was_wrong(arguments, error, message):
    with pytest.raises(error, match=message):
        overlap(*arguments)
