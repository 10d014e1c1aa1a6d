"""What the docstrings of pixel_shuffle.py say."""

import inspect
import re
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

import numpy as np
import pixel_shuffle
import pytest
import receptive_field
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.reading import literally, number

R = {"r": 3, "C": 2, "H": 4, "W": 5, "O": 6, "k1": 13, "k2": 10, "m": 5, "m'": 4}


def pixel_shapes(reading, name, factor):
    """Shapes of a function with a factor r, and what the factor may be."""
    assert reading.every(
        rf"\br = {factor}(?:,| is) an integer >= \d+|r is an integer >= \d+|With r = {factor}"
    )
    (least,) = set(re.findall(r"an integer >= (\d+)", reading.text))
    stated = layers.shapes(reading)
    check_pixel(reading.place.function, name, factor, layers.items(stated), int(least))
    return stated


@cache
def check_pixel(function, name, factor, stated, least):
    stated = dict(stated)
    for lead in ([], [2], [2, 5])[: 3 if "..." in stated[name][0] else 1]:
        symbols = R | {"lead": lead}
        x = np.arange(prod(shape := layers.sized(stated[name][0], symbols, 2))).reshape(shape)
        have = function(x, 3)
        assert have.shape == layers.sized(stated["result"][0], symbols, 2), have.shape
        assert have.dtype == x.dtype
    assert layers.takes(function, {name: x, factor: least})
    assert not layers.takes(function, {name: x, factor: least - 1})
    for wrong in ({name: x.tolist(), factor: 3}, {name: x, factor: least + 0.5}):
        with pytest.raises(TypeError):
            function(**wrong)


def letters_of_pixels():
    return {"c": R["C"], "h": R["H"], "w": R["W"], "a": 3, "b": 3}


@about("pixel_shuffle")
def side_by_side(reading):
    first, second, last, times = reading.one(
        r"writes cells (.*?), (.*?), \.\.\., (.*?) from the same cells of its input, each with "
        r"every "
        r"(\w+)-th tap of the kernel\."
    ).groups()
    one, two = reading.one(
        r"it is (.*?) convolutions side by side \((.*?) in two dimensions\)"
    ).groups()
    reading.says("A transposed convolution with stride r writes")
    check_side_by_side(first, second, last, times, one, two)


@cache
def check_side_by_side(first, second, last, times, one, two):
    for r, q in product((2, 3, 4), (2, 3)):
        names = {"r": r, "q": q}
        begin, then, end = (number(text, names) for text in (first, second, last))
        cells = list(range(begin, end + 1))
        assert then == begin + 1
        assert len(cells) == r == number(one, names)
        stack = [receptive_field.Layer(2 * r, r, transposed=True)]
        assert len({tuple(receptive_field.input_cells(stack, cell)) for cell in cells}) == 1
        assert receptive_field.input_cells(stack, end + 1) != receptive_field.input_cells(
            stack, end
        )
        taps = sorted(cells[0] - n * r for n in receptive_field.input_cells(stack, cells[0]))
        assert set(np.diff(taps)) == {names[times]}
        kernels = pixel_shuffle.subpixel_weight(np.ones((1, 1, 2 * r, 2 * r)), r)
        assert len(kernels) == number(two, names)


@about("pixel_shuffle.pixel_shuffle", "pixel_shuffle.pixel_unshuffle")
def pixels(reading):
    said = reading.one(r"y\[\.\.\..*? = x\[.*?\]")[0]
    function = reading.place.function
    (name, factor) = inspect.signature(function).parameters
    stated = pixel_shapes(reading, name, factor)
    check_pixels(said, function, layers.items(stated))
    if function is pixel_shuffle.pixel_shuffle:
        reading.says(", of the dtype of x, C may be 0;")
    else:
        reading.says("The inverse of pixel_shuffle.", "An empty array gets the shape of this rule;")
    assert bounds.errors(reading)
    check_inverse()


@cache
def check_pixels(said, function, stated):
    shape = layers.sized(dict(stated)["x"][0], R | {"lead": []}, 2)
    x = np.arange(1, prod(shape) + 1).reshape(shape)
    have = function(x, 3)
    found = literally(
        said.replace("[..., ", "["), have.shape, letters_of_pixels(), (), {"r": 3}, x=x
    )
    np.testing.assert_array_equal(found, have)
    theirs = getattr(F, function.__name__)(torch.from_numpy(x), 3)
    np.testing.assert_array_equal(have, theirs.numpy())


@cache
def check_inverse():
    x = np.arange(18 * 20).reshape(18, 4, 5)
    back = pixel_shuffle.pixel_unshuffle(pixel_shuffle.pixel_shuffle(x, 3), 3)
    np.testing.assert_array_equal(back, x)
    assert pixel_shuffle.pixel_shuffle(np.ones((0, 2, 2)), 2).shape == (0, 4, 4)
    assert pixel_shuffle.pixel_unshuffle(np.ones((0, 4, 6)), 2).shape == (0, 2, 3)
    assert F.pixel_unshuffle(torch.ones(0, 1, 4, 6), 2).shape == (0, 1, 4, 6)
    weight = np.arange(2 * 5 * 54).reshape(2, 5, 9, 6)
    there = pixel_shuffle.subpixel_weight(weight, 3)
    np.testing.assert_array_equal(pixel_shuffle.conv_transpose_weight(there, 3), weight)


def called(text, **names):
    """What a line of the docstring gives, as it would be called."""
    torchs = {"conv2d": F.conv2d, "conv_transpose2d": F.conv_transpose2d}
    return eval(text.replace("m'", "m_prime"), torchs | {"pixel_shuffle": F.pixel_shuffle}, names)


@about("pixel_shuffle.subpixel_weight")
def to_sub_pixels(reading):
    said = reading.one(r"result\[\(.*?\] = weight\[.*?\](?=\.)")[0]
    pixel_shapes(reading, "weight", "stride")
    rows, columns = reading.one(r"with m = (.*?) and m' = (.*?);").groups()
    one, other, down, across = reading.one(
        r"Then (conv_transpose2d\(.*?\)) is (pixel_shuffle\(.*?, r\)), less the (.*?) rows and "
        r"(.*?) "
        r"columns of zeros at the end\."
    ).groups()
    check_subpixels(said, rows, columns)
    check_subpixel_calls(one, other, down, across)
    absent = int(
        reading.one(r"taps that do not exist are (\d+) \(which gives nan where x is not")[1]
    )
    assert set(pixel_shuffle.subpixel_weight(np.ones((1, 1, 2, 1)), 2).ravel()) == {absent, 1}
    reading.says(
        "conv + pixel shuffle.",
        "To give it a padding crops that many rows and columns more from both ends.",
    )


@cache
def check_subpixels(said, rows, columns):
    r = R["r"]
    shape = [R[name] for name in ("C", "O", "k1", "k2")]
    weight = np.arange(1, prod(shape) + 1).reshape(shape)
    for k1, k2 in product((3, 4, 5, 7), repeat=2):
        have = pixel_shuffle.subpixel_weight(np.ones((1, 1, k1, k2)), r)
        names = {"r": r, "k1": Fraction(k1), "k2": Fraction(k2)}
        assert have.shape[2:] == (number(rows, names), number(columns, names))
    have = pixel_shuffle.subpixel_weight(weight, r)
    sizes_of = R["O"], r, r, R["C"], *have.shape[2:]
    letters = dict(zip(["o", "a", "b", "c", "u", "v"], sizes_of))
    known = {"r": r, "m": R["m"], "m_prime": R["m'"]}
    found = literally(said, sizes_of, letters, (), known, weight=weight)
    np.testing.assert_array_equal(found.reshape(have.shape), have)


@cache
def check_subpixel_calls(one, other, down, across):
    names = {name.replace("'", "_prime"): value for name, value in R.items()}
    rng = np.random.default_rng(1)
    x, weight = (torch.from_numpy(rng.integers(1, 60, a)) for a in ((2, 2, 4, 5), (2, 6, 13, 10)))
    result = torch.from_numpy(pixel_shuffle.subpixel_weight(weight.numpy(), R["r"]))
    names |= {"x": x, "weight": weight, "result": result}
    y, whole = called(one, **names), called(other, **names)
    rows, columns = (number(text, R) for text in (down, across))
    assert whole[..., : whole.shape[2] - rows, : whole.shape[3] - columns].equal(y)
    assert not whole[..., whole.shape[2] - rows :, :].any()
    assert not whole[..., whole.shape[3] - columns :].any()
    padded = F.conv_transpose2d(x, weight, stride=R["r"], padding=1)
    assert y[..., 1:-1, 1:-1].equal(padded)


@about("pixel_shuffle.conv_transpose_weight")
def from_sub_pixels(reading):
    pixel_shapes(reading, "weight", "stride")
    one, other, low, low_sign, sign, high = reading.one(
        r"Then (pixel_shuffle\(.*?, r\)) is (conv_transpose2d\(.*?\)\)), for (\S+) (<=?) p (<=?) "
        r"(.*?)\.\n"
    ).groups()
    check_from_subpixels(one, other, (low, low_sign, sign, high))
    reading.says("conv + pixel shuffle", "The inverse of subpixel_weight:")
    check_inverse()


@cache
def check_from_subpixels(one, other, limits):
    low, low_sign, sign, high = limits
    for m, m_prime in ((5, 4), (2, 5)):
        known = R | {"m": m, "m'": m_prime}
        least, most = number(low, known), number(high, known)
        names = {name.replace("'", "_prime"): value for name, value in known.items()}
        rng = np.random.default_rng(1)
        names["x"] = torch.from_numpy(rng.integers(1, 60, (2, 2, 6, 7)))
        weight = rng.integers(1, 60, (54, 2, m, m_prime))
        result = pixel_shuffle.conv_transpose_weight(weight, R["r"])
        names |= {"weight": torch.from_numpy(weight), "result": torch.from_numpy(result)}
        for p in range(-2, 7):
            try:
                holds = called(one, p=p, **names).equal(called(other, p=p, **names))
            except RuntimeError:
                holds = False
            assert holds == (below(least, low_sign, p) and below(p, sign, most)), p
