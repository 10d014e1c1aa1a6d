"""What the docstrings of fft_conv.py and winograd.py say, errors and counts included."""

from functools import cache

import conv
import fft_conv
import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
import winograd

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.claims import (
    LETTERS,
    OPTIONS,
    about,
    full_layer,
    names_of,
    one_layer,
)
from tests.snippets.docstrings.layers import direct
from tests.snippets.docstrings.reading import literally, number


@cache
def check_plain_sum(statement):
    """With stride 1 and dilation 1, as Winograd's algorithm has it."""
    options, arrays, _, y = one_layer(direct, 1, 2, 1, 0, False, 1)
    found = literally(
        statement, y.shape, LETTERS | {"n": y.shape[2]}, **arrays, constants=names_of(options)
    )
    np.testing.assert_array_equal(found, y)


@about("fft_conv.fft_conv")
def all_of_fft(reading):
    stated = full_layer(reading, direct)
    layers.torch_functions(reading, stated, direct)
    bounds.per_axis(reading, direct, stated, OPTIONS)
    reading.says("integers too, as the result is not exact.")
    reading.says("padding: zeros before and after", "float32 or float64, finite", "dtype, or None.")
    only_floats(reading.place.function, layers.items(stated), direct)


@cache
def only_floats(function, stated, kind):
    """Arrays of float32 and of float64 are taken, other ones are refused with TypeError."""
    known, _ = layers.layer(function, dict(stated), 2, kind)
    for dtype in (np.float16, np.float32, np.float64, np.int64, np.complex128):
        given = known | {n: a.astype(dtype) for n, a in known.items() if hasattr(a, "dtype")}
        if dtype in (np.float32, np.float64):
            assert function(**given | {"bias": None}).dtype == dtype
        else:
            with pytest.raises(TypeError):
                function(**given)


@about("winograd.winograd_conv2d")
def all_of_winograd(reading):
    stated = layers.layer_shapes(reading, direct, 1, padding=3)
    bounds.layer_bounds(reading, direct, stated, padding=1)
    layers.same_dtypes(reading, stated, direct)
    bounds.per_axis(reading, direct, stated, ["padding"])
    assert bounds.errors(reading)
    said = reading.one(r"functional\.(conv\dd) for (\d) x (\d), stride (\d), one group")
    check_winograd(said[1], tuple(map(int, said.groups()[1:])))
    tiles = reading.one(r"^tile: (\d+) or (\d+), the width m of a tile")
    check_tiles(tuple(map(int, tiles.groups())), layers.items(stated))
    reading.says("float32 or float64, finite", "dtype, or None.", "padding: zeros on each side")
    reading.says("integers too, as the result is not exact.")
    only_floats(reading.place.function, layers.items(stated), direct)


@cache
def check_winograd(name, numbers):
    rows, columns, stride = numbers
    rng = np.random.default_rng(3)
    x, weight = rng.standard_normal((2, 3, 7, 8)), rng.standard_normal((4, 3, rows, columns))
    want = getattr(F, name)(torch.from_numpy(x), torch.from_numpy(weight), stride=stride)
    np.testing.assert_allclose(winograd.winograd_conv2d(x, weight), want.numpy())


@cache
def check_tiles(tiles, stated):
    known, _ = layers.layer(winograd.winograd_conv2d, dict(stated), 1, direct, padding=1)
    taken = [m for m in range(-1, 10) if layers.takes(winograd.winograd_conv2d, known, tile=m)]
    assert taken == list(tiles)


@about("fft_conv.relative_error", "winograd.relative_error")
def how_far_off(reading):
    reading.says("The largest difference, as a part of the largest exact number.")
    y, exact = np.array([1.0, -9, 5]), np.array([2.0, -8, 9])
    assert reading.place.function(y, exact) == abs(y - exact).max() / abs(exact).max()


def errors_of(function, dtype, **options):
    """How far off float results are, in parts of the largest exact one: the middle of many."""
    found = []
    for seed in range(9):
        rng = np.random.default_rng(seed)
        x, weight = rng.standard_normal((1, 8, 24, 24)), rng.standard_normal((8, 8, 3, 3))
        exact = conv.conv(
            x.astype(dtype).astype(np.longdouble), weight.astype(dtype).astype(np.longdouble)
        )
        y = function(x.astype(dtype), weight.astype(dtype), **options)
        found.append(float(np.max(np.abs(y - exact)) / np.max(np.abs(exact))))
    return float(np.median(found))


@cache
def fft_errors():
    return {dtype: errors_of(fft_conv.fft_conv, dtype) for dtype in ("float32", "float64")}


def digits(error):
    """The power of ten that is nearest."""
    return round(float(np.log10(error)))


@about("fft_conv")
def errors_of_the_transform(reading):
    said = reading.one(r"off by some 1e-(\d+) \((float\d+)\) or 1e-(\d+) \((float\d+)\) of the")
    places = said.groups()
    for power, dtype in (places[:2], places[2:]):
        assert digits(fft_errors()[dtype]) == -int(power), fft_errors()
    reading.says(
        "the transform of the result is the transform of the input times the conjugate of the "
        "transform of the kernel. The transform wraps around at the end, so windows that wrap",
        "of the LARGEST numbers that the transform mixes, not of itself. So where the result "
        "should be 0 it is only small, and a window of small numbers beside large ones loses its "
        "digits.",
        "one inf or nan in x or weight makes every cell nan that its channel adds to, where the "
        "direct sum only loses the windows that see it.",
    )
    check_transform()
    check_small_beside_large()


@cache
def check_transform():
    rng = np.random.default_rng(1)
    x, weight = rng.standard_normal(9), rng.standard_normal(3)
    wrapped = np.fft.ifft(np.fft.fft(x) * np.conj(np.fft.fft(weight, 9))).real
    y = conv.conv(x[None], weight[None, None])[0]
    np.testing.assert_allclose(wrapped[: len(y)], y)  # windows at the end see the start


@cache
def check_small_beside_large():
    x, weight = np.array([[1e9, 0, 0, 0, 1e-5, 2e-5]]), np.array([[[1.0, 1.0]]])
    y, exact = fft_conv.fft_conv(x, weight), conv.conv(x, weight)
    assert 0 < abs(y[0, 2]) < 1e-5
    assert exact[0, 2] == 0
    assert abs(y - exact)[0, 4] > 1e-6 * exact[0, 4]
    poisoned = x + np.array([0, 0, 0, np.inf, 0, 0])
    with np.errstate(invalid="ignore"):
        assert np.isnan(fft_conv.fft_conv(poisoned, weight)).all()
    assert np.isfinite(conv.conv(poisoned, weight)).sum() == 3


@about("winograd")
def counts_of_winograd(reading):
    width = reading.one(r"with a (\d) x (\d) kernel")
    tile, square, direct_text = reading.one(
        r"A tile of (\S+) x (\S+) results needs (.*?) products directly"
    ).groups()
    fewer, down, across = reading.one(
        r"Here it needs (.*?): transform the (\(.*?\)) x (\(.*?\)) cells that the tile sees"
    ).groups()
    counted = reading.one(
        r"With m = (\d+) that is (\d+) products for (\d+), with m = (\d+) it is (\d+) for (\d+)\."
    )
    numbers = list(map(int, counted.groups()))
    assert [numbers[0], numbers[3]] == list(winograd.INPUT)
    for m, few, many in (numbers[:3], numbers[3:]):
        back, seen = np.array(winograd.BACK[m]), np.array(winograd.INPUT[m])
        taps = np.array(winograd.KERNEL[m])
        results, cells = len(back), seen.shape[1]
        assert [number(one, {"m": m}) for one in (tile, square)] == [results, results]
        assert [number(one, {"m": m}) for one in (down, across)] == [cells, cells]
        assert [int(one) for one in width.groups()] == [taps.shape[1]] * 2
        assert number(direct_text, {"m": m}) == many == results**2 * taps.shape[1] ** 2
        assert number(fewer, {"m": m}) == few == len(seen) ** 2
    reading.says("larger m loses more, so it is not here.", "inf - inf is no number.")
    reading.says("more cells become nan than in the direct sum: the transforms subtract")
    exact, lost = reading.every(
        r"(?:In (float\d+), )?m = (\d+) "
        r"(?:is about as exact as the direct sum,|loses about one digit;)"
    )
    assert winograd_errors(exact[1], int(exact[2])) == 0
    assert winograd_errors(exact[1], int(lost[2])) == 1
    check_more_nan()


@cache
def winograd_errors(dtype, m):
    """How many digits more are lost than in the direct sum."""
    plain = errors_of(conv.conv, dtype)
    assert dtype == "float32"
    return digits(errors_of(winograd.winograd_conv2d, dtype, tile=m) / plain)


@cache
def check_more_nan():
    x = np.ones((1, 6, 6))
    x[0, 0, 0] = np.inf
    with np.errstate(invalid="ignore"):
        y = winograd.winograd_conv2d(x, np.ones((1, 1, 3, 3)))
        assert np.isnan(np.subtract(np.inf, np.inf))
    assert np.isnan(y).sum() > 0 == np.isnan(conv.conv(x, np.ones((1, 1, 3, 3)))).sum()
