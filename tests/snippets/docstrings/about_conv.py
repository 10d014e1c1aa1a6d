"""What the docstrings of conv.py say."""

from functools import cache
from itertools import product

import conv
import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.about_fft_conv_and_winograd import check_plain_sum
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import (
    OPTIONS,
    about,
    check_sum,
    check_taps,
    full_layer,
    trusted_bounds,
    uneven_padding,
)
from tests.snippets.docstrings.layers import direct
from tests.snippets.docstrings.reading import number

SUMMED = r"over the taps t and over the channels c in the group of o"


@about("conv.conv", "fft_conv.fft_conv", "winograd.winograd_conv2d")
def a_convolution_is_a_sum(reading):
    said = reading.one(r"y\[b, o, n\] \S+ .*? sum of x\[.*?\] .*?\]")[0]
    if reading.place.name.startswith("winograd"):
        said = said.replace("n + t", "n * stride + t * dilation")
        check_plain_sum(said)
    else:
        check_sum(said, direct)


@about("conv.conv")
def the_channels_of_a_group(reading):
    reading.says(SUMMED)


@about("conv")
def zeros_of_the_padding(reading):
    reading.says(
        "where a kernel is not finite, a zero of the padding gives nan.",
        "in float32 it may skip some",  # PyTorch may, or may not
    )
    check_padding_counts()


@cache
def check_padding_counts():
    x, weight = np.ones((1, 3)), np.array([[[np.inf, 1.0]]])
    with np.errstate(invalid="ignore"):
        have = conv.conv(x, weight, padding=1)
    want = F.conv1d(torch.from_numpy(x), torch.from_numpy(weight), padding=1)
    assert np.isnan(have).any()
    np.testing.assert_array_equal(have, want.numpy())


IMAGE, TAPS = np.arange(1, 64).reshape(7, 9), np.arange(2, 8).reshape(2, 3)


def windows(stride):
    """All that the kernel covers, cut out by PyTorch: (row, column, tap, tap)."""
    image = torch.from_numpy(IMAGE)
    return image.unfold(0, len(TAPS), stride).unfold(1, TAPS.shape[1], stride).numpy()


@about("conv.window")
def a_window_is_what_the_kernel_covers(reading):
    said = reading.one(r"to make output cell \((.*?), (.*?)\)\.").groups()
    reading.says("The part of x that the kernel covers", "x is an array (h, w).")
    cut = windows(2)
    for row, column in np.ndindex(cut.shape[:2]):
        place = {"row": row, "column": column}
        seen = conv.window(IMAGE, TAPS, *(place[one] for one in said), stride=2)
        np.testing.assert_array_equal(seen, cut[row, column])


@about("conv.conv2d_by_hand")
def by_hand(reading):
    said = reading.one(r"y\[r, c\] = sum of ((?:\w+\(.*?\)) \S \w+), for one channel, no padding")[
        1
    ]
    stated = layers.layer_shapes(reading, direct, 1, stride=2)
    bounds.layer_bounds(reading, direct, stated)
    reading.says("small integers wrap around in it, as in PyTorch.")
    check_by_hand(said)
    check_fits(reading.one(r"(\w+) (<=?) (\w+), (\w+) (<=?) (\w+)(?=;)").groups())


@cache
def check_by_hand(said):
    cut = windows(2)
    y = conv.conv2d_by_hand(IMAGE, TAPS, 2)
    for r, c in np.ndindex(y.shape):
        names = {"r": r, "c": c, "weight": TAPS}
        assert number(said, names, window=lambda *place: cut[place]).sum() == y[r, c]
    small = [np.full((1, 2), 100, "int8") for _ in range(2)]
    want = F.conv2d(*(torch.from_numpy(a)[None, None] for a in small))
    np.testing.assert_array_equal(conv.conv2d_by_hand(*small), want[0, 0].numpy())


@cache
def check_fits(said):
    for h, w, kh, kw in product((1, 2, 3), repeat=4):
        names = {"h": h, "w": w, "kh": kh, "kw": kw}
        fits = all(below(names[a], sign, names[b]) for a, sign, b in (said[:3], said[3:]))
        known = {"x": np.ones((h, w)), "weight": np.ones((kh, kw))}
        assert layers.takes(conv.conv2d_by_hand, known) == fits, names


@about("conv.conv_tap_by_tap")
def tap_by_tap(reading):
    layers.sizes(reading, direct, "iksd")
    layers.layer_shapes(reading, direct)
    seen = reading.one(
        r"Tap (?P<tap>\w) sees the cells x\[:, :, (?P<cells>.*?)\], one for each cell n of"
    )
    mixes = reading.one(r"weight\[:, :, (\w)\] mixes their channels")
    assert seen["tap"] == mixes[1]
    check_taps(f"y[b, o, n] = sum of x[b, c, {seen['cells']}] * weight[o, c, {mixes[1]}]", direct)
    trusted_bounds(reading, direct)


@about("conv.conv")
def all_of_conv(reading):
    stated = full_layer(reading, direct)
    uneven_padding(reading, direct)
    layers.torch_functions(reading, stated, direct)
    bounds.per_axis(reading, direct, stated, OPTIONS)
    reading.says(
        "cells added before and after each axis",
        "B and C may be 0. Without channels every sum is empty, and the result is the bias; "
        "PyTorch then leaves "
        "the output channels out, too.",
        'or "valid" (none), or "same" (the result is as large as x; stride 1 only; where the total '
        "is odd, the last cell goes after)",
        "dtype, or None.",
    )
    check_empty()
    check_words()
    reading.says('padding_mode: what the added cells hold: "zeros",', 'or "circular"')
    modes = reading.every(r'"(\w+)" \(padding (<=?) i\)')
    check_modes(tuple(one.groups() for one in modes))


@cache
def check_empty():
    assert conv.conv(np.ones((0, 2, 5)), np.ones((3, 2, 2))).shape == (0, 3, 4)
    bias = np.array([4.0, 5, 6])
    empty = conv.conv(np.ones((2, 0, 5)), np.ones((3, 0, 2)), bias)
    np.testing.assert_array_equal(empty, np.broadcast_to(bias[:, None], (2, 3, 4)))
    theirs = F.conv1d(torch.ones(2, 0, 5), torch.ones(3, 0, 2), torch.from_numpy(bias).float())
    assert theirs.shape == (2, 0, 4)


@cache
def check_words():
    """padding="valid" and "same", and padding on both sides."""
    x, weight = np.arange(1.0, 8)[None], np.array([[[1.0, 10, 100, 1000]]])
    np.testing.assert_array_equal(conv.conv(x, weight, padding="valid"), conv.conv(x, weight))
    same = conv.conv(x, weight, padding="same")
    assert same.shape == x.shape
    np.testing.assert_array_equal(same, conv.conv(np.pad(x, [(0, 0), (1, 2)]), weight))
    both = conv.conv(np.pad(x, [(0, 0), (1, 1)]), weight)
    np.testing.assert_array_equal(conv.conv(x, weight, padding=1), both)
    with pytest.raises(ValueError, match="stride"):
        conv.conv(x, weight, stride=2, padding="same")


@cache
def check_modes(modes):
    """How far each mode reaches; the other two have no end."""
    assert len(modes) == 2
    i, signs = 4, dict(modes)
    known = {"x": np.ones((1, i)), "weight": np.ones((1, 1, 1))}
    for mode, padding in product(("zeros", "reflect", "replicate", "circular"), range(7)):
        fits = below(padding, signs[mode], i) if mode in signs else True
        assert layers.takes(conv.conv, known, padding=padding, padding_mode=mode) == fits, mode
