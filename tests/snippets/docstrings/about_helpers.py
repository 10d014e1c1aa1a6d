"""What the docstrings of helpers say that hold a formula: the reference shows whole files."""

import warnings
from functools import cache

import conv
import conv_transpose
import cost
import fft_conv
import numpy as np
import winograd

from tests.snippets.docstrings import layers
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import number


@about("conv._convolve", "conv_transpose._stamp")
def fills(reading):
    found = reading.one(r"Fill y (\(.*?\)) from x (\(.*?\))(?:, padded already)?\.")
    kind = direct if reading.place.name.startswith("conv.") else transposed
    check_fills(*found.groups(), kind)
    if kind is direct:  # how is no statement on what, and the benchmarks time it
        reading.says(
            "Faster than tap by tap in two ways: what all taps see lies one above the other in "
            "`cells`, so that one product serves them all; and the work goes in bands that stay in "
            "the cache: some rows of an image, or some images.",
        )
    else:
        reading.says(
            "Faster than tap by tap: cells of y that lie a multiple of the stride apart see the "
            "same taps, over cells of x that lie side by side. What these give adds up side by "
            "side, in bands that stay in the cache: some rows of an image, or some images. So y is "
            "written once.",
        )


@cache
def check_fills(result, images, kind):
    """From arrays of these shapes: without a batch, and nothing to pad."""
    for axes in (1, 2):
        like = conv.conv if kind is direct else conv_transpose.conv_transpose
        stated = {"x": (images,), "weight": ("(O, C / groups, k1, ..., kn)",)}
        if kind is transposed:
            stated["weight"] = ("(C, O / groups, k1, ..., kn)",)
        given = {"padding": (0,) * axes, "output_padding": (0,) * axes}
        known, symbols = layers.layer(like, stated, axes, kind, **given)
        y = np.zeros(layers.sized(result, symbols, axes))
        options = [known["stride"], known["dilation"], known["groups"]]
        if kind is direct:
            conv._convolve(known["x"], known["weight"], y, *options)
        else:
            stride, dilation, groups = options
            options = stride, [(p, p) for p in known["padding"]], groups, dilation
            conv_transpose._stamp(known["x"], known["weight"], y, *options)
        np.testing.assert_array_equal(y, like(**known))


@about("cost._products")
def taps_on_cells(reading):
    limits = reading.one(
        r"Not on padding: (.*?) (<=?) (.*?) (<=?) (\w+), for windows n and taps t\."
    )
    check_taps_on_cells(limits.groups())


@cache
def check_taps_on_cells(limits):
    low, above, place, under, high = limits
    for windows, cells, k, s, p, d in ((4, 9, 3, 2, 1, 3), (3, 5, 4, 1, 2, 1), (5, 7, 2, 3, 3, 2)):
        names = {"s": s, "d": d, "p": p, "cells": cells}
        count = 0
        for n, t in np.ndindex(windows, k):
            cell = number(place, names | {"n": n, "t": t})
            inside = below(number(low, names), above, cell)
            count += inside and below(cell, under, number(high, names))
        assert cost._products(windows, cells, k, s, p, d) == count


@about("fft_conv._spread")
def zeros_between_taps(reading):
    said = reading.one(r"Put (.*?) zeros between the taps\.")[1]
    for dilation in (1, 2, 4):
        taps = fft_conv._spread(np.ones((1, 1, 3)), [2 * dilation + 1], (dilation,))[0, 0]
        apart = np.diff(np.flatnonzero(taps)) - 1
        assert set(apart) == {number(said, {"dilation": dilation})}


@about("winograd._transform")
def a_transform(reading):
    check_transform(reading.one(r"^(.*?) along the first two axes, in the dtype of a\.")[1])


@cache
def check_transform(said):
    rng = np.random.default_rng(1)
    matrix, a = rng.standard_normal((3, 4)), rng.standard_normal((4, 4, 5))
    have = winograd._transform(matrix.tolist(), a)
    for n in range(5):
        want = eval(said, {"matrix": matrix, "a": a[..., n]})
        np.testing.assert_allclose(have[..., n], want)
    assert winograd._transform(matrix.tolist(), a.astype("float32")).dtype == "float32"


@about("conv._check_numbers")
def products_of_subclasses(reading):
    reading.says("* of np.matrix is a matrix product, and a masked array hides numbers.")
    a = np.arange(4).reshape(2, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        np.testing.assert_array_equal(a.view(np.matrix) * a, a @ a)
    assert np.ma.array(a, mask=a > 2).sum() == 3
