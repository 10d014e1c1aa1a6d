"""Pixel shuffle is PyTorch's, and the mapped weights give the same convolution."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from pixel_shuffle import conv_transpose_weight, pixel_shuffle, pixel_unshuffle, subpixel_weight

from tests.snippets.drawn import LAYOUTS, agree, grid, numbers, tensor


def test_shuffle_and_unshuffle(checked):
    cases = undone = 0
    shapes = [(), (2,), (0,), (2, 3)]
    for lead, r, c, h, w in (
        v.values() for v in grid(lead=shapes, r=range(1, 4), c=range(3), h=(1, 3), w=(2, 3))
    ):
        x = numbers(cases, (*lead, c * r * r, h, w), "int64", LAYOUTS[cases % 5])
        y = pixel_shuffle(x, r)
        agree(y, F.pixel_shuffle(tensor(x), r))
        if x.size:  # PyTorch leaves the shape of an empty tensor as it is; ours follows the rule
            agree(pixel_unshuffle(y, r), F.pixel_unshuffle(tensor(y), r))
            undone += 1
        np.testing.assert_array_equal(pixel_unshuffle(y, r), x)
        cases += 1
    checked([pixel_shuffle], "every case of a grid against PyTorch", cases)
    checked([pixel_unshuffle], "every case of a grid with cells against PyTorch", undone)


def test_conv_transpose_is_conv_and_shuffle(checked):
    cases = 0
    for k1, k2, r, p in (
        v.values() for v in grid(k1=range(1, 6), k2=range(1, 6), r=range(1, 5), p=range(3))
    ):
        x, weight = (
            numbers(cases, (2, 3, 4, 5), "int64"),
            numbers(cases + 1, (3, 2, k1, k2), "int64"),
        )
        m = -(-k1 // r), -(-k2 // r)
        if min(3 * r + k1, 4 * r + k2) <= 2 * p:
            continue
        mapped = subpixel_weight(weight, r)
        assert mapped.shape == (2 * r * r, 3, *m)
        small = F.conv2d(tensor(x), tensor(mapped), padding=(m[0] - 1, m[1] - 1))
        whole = pixel_shuffle(small.numpy(), r)
        want = F.conv_transpose2d(tensor(x), tensor(weight), stride=r, padding=p)
        kept = whole[:, :, p : p + want.shape[2], p : p + want.shape[3]]
        agree(kept, want)
        extra = m[0] * r - k1, m[1] * r - k2
        assert whole.shape[2:] == (
            want.shape[2] + 2 * p + extra[0],
            want.shape[3] + 2 * p + extra[1],
        )
        padded = np.pad(weight, [(0, 0), (0, 0), (0, extra[0]), (0, extra[1])])
        np.testing.assert_array_equal(conv_transpose_weight(mapped, r), padded)
        cases += 1
    checked([subpixel_weight], "every case of a grid against PyTorch", cases)


def test_conv_and_shuffle_is_conv_transpose(checked):
    cases = 0
    for m1, m2, r, p in (
        v.values() for v in grid(m1=range(1, 4), m2=range(1, 4), r=range(1, 4), p=range(3))
    ):
        if p >= min(m1, m2):
            continue
        x, weight = (
            numbers(cases, (2, 3, 4, 5), "int64"),
            numbers(1, (2 * r * r, 3, m1, m2), "int64"),
        )
        before = weight.copy()
        want = F.pixel_shuffle(F.conv2d(tensor(x), tensor(weight), padding=p), r)
        mapped = conv_transpose_weight(weight, r)
        crop = ((m1 - 1 - p) * r, (m2 - 1 - p) * r)
        have = F.conv_transpose2d(tensor(x), tensor(mapped), stride=r, padding=crop)
        assert have.equal(want)
        np.testing.assert_array_equal(subpixel_weight(mapped, r), weight)
        np.testing.assert_array_equal(weight, before)
        cases += 1
    checked([conv_transpose_weight], "every case of a grid against PyTorch", cases)


X = np.ones((4, 2, 2))
BAD = [
    (pixel_shuffle, ([1], 2), TypeError, "first argument must be a plain NumPy array, not list"),
    (pixel_shuffle, (X[0], 2), ValueError, r"must have 3 or more axes, got shape \(2, 2\)"),
    (pixel_shuffle, (X[:3], 2), ValueError, r"multiple of 4 channels, got shape \(3, 2, 2\)"),
    (pixel_shuffle, (X, 3), ValueError, "multiple of 9 channels"),
    (pixel_shuffle, (X, 0), ValueError, "upscale_factor must be at least 1, got 0"),
    (pixel_shuffle, (X, 2.0), TypeError, r"upscale_factor must be an integer, got 2\.0"),
    (pixel_shuffle, (X, True), TypeError, "upscale_factor must be an integer, got True"),
    (pixel_unshuffle, (X, None), TypeError, "downscale_factor must be an integer, got None"),
    (pixel_unshuffle, (X, -1), ValueError, "downscale_factor must be at least 1, got -1"),
    (pixel_unshuffle, (X[:, :1], 2), ValueError, "height and width must be multiples of 2"),
    (pixel_unshuffle, (X[:, :, :1], 2), ValueError, r"multiples of 2, got shape \(4, 2, 1\)"),
    (subpixel_weight, (X, 2), ValueError, r"must have 4 axes, got shape \(4, 2, 2\)"),
    (subpixel_weight, (X[None], 0), ValueError, "stride must be at least 1, got 0"),
    (conv_transpose_weight, (X, 2), ValueError, "must have 4 axes"),
    (conv_transpose_weight, (X[None], 2), ValueError, "multiple of 4 output channels"),
    (
        conv_transpose_weight,
        (torch.ones(4, 1, 1, 1), 2),
        TypeError,
        "plain NumPy array, not Tensor",
    ),
]


@pytest.mark.parametrize(("function", "arguments", "error", "message"), BAD)
def test_says_what_was_wrong(function, arguments, error, message):
    with pytest.raises(error, match=message):
        function(*arguments)
