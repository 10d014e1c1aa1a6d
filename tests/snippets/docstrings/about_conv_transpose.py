"""What the docstrings of conv_transpose.py say."""

from functools import cache
from itertools import product

import conv_transpose
import numpy as np
import sizes
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.about_conv import IMAGE, TAPS
from tests.snippets.docstrings.claims import (
    LAYERS,
    M_IS,
    OPTIONS,
    I,
    K,
    about,
    check_sum,
    check_taps,
    full_layer,
    made_of,
    names_of,
    one_layer,
    trusted_bounds,
    uneven_padding,
)
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import literally, number


@about("conv_transpose.conv_transpose")
def a_transposed_convolution_is_stamps(reading):
    said = reading.one(r"(y\[b, o, n .*?\] \+= x\[.*?\] \S weight\[.*?\])\s")[1]
    check_sum(said, transposed)
    reading.says("for every cell n, tap t and channel c in the group of o; then bias[o] is added.")


WAYS = [
    conv_transpose.conv_transpose_by_stamping,
    conv_transpose.conv_transpose_by_matrix,
    conv_transpose.conv_transpose_by_zero_insertion,
]


@about("conv_transpose")
def three_ways(reading):
    layers.sizes(reading, transposed, "ikspdop")
    stated = layers.shapes(reading)
    assert set(stated) == {"x", "weight", "result"}
    for way in WAYS:
        layers.check_shapes(way, layers.items(stated), transposed, 3, ())
        bounds.per_axis(reading, transposed, stated, [*OPTIONS, "output_padding"], way)
    layers.torch_functions(reading, stated, transposed, WAYS)
    check_least_size(int(reading.one(r", which must be >= (\d+)\.")[1]))
    bounds.layer_bounds(reading, transposed, dict.fromkeys(WAYS, stated), WAYS)
    bounds.output_padding_bounds(reading, transposed, stated, WAYS)
    check_turned(float(reading.one(r"then slide the kernel rotated by (\d+) degrees")[1]))
    assert bounds.errors(reading)
    reading.says(
        "three ways to see it",
        "stamping: every input cell stamps a scaled copy of the kernel, and overlaps add;",
        "multiply by the transpose of the matrix of the forward convolution",
        "zero insertion: zeros between and around the input,",
        "Shapes of the three ways:",
        "The matrix and zero insertion multiply it by zeros of their own, which gives nan in",
    )
    check_ways()


@cache
def check_least_size(least):
    """A padding that leaves so many cells is taken, and not one that leaves one less."""
    for way, size in product(WAYS, range(-2, 5)):
        known = {"x": np.ones(2), "weight": np.ones(4 + size % 2), "padding": (4 - size) // 2}
        known["weight"] = np.ones(3 + size + 2 * ((4 - size) // 2) - 4)
        assert layers.takes(way, known) == (size >= least), (way.__name__, size)


@cache
def check_turned(degrees):
    """Turned by so many degrees, the kernel that slides gives what PyTorch gives."""
    x, weight = IMAGE, TAPS
    turned = np.rot90(weight, degrees / 90) if degrees % 90 == 0 else None
    padded = conv_transpose.pad_for_sliding(x, weight.shape)
    want = F.conv_transpose2d(*(torch.from_numpy(a)[None, None] for a in (x, weight))).numpy()
    np.testing.assert_array_equal(conv_transpose.slide(padded, turned), want[0, 0])


@cache
def check_ways():
    """With more cells of nan by the two ways that multiply zeros of their own."""
    stamping, matrix, insertion = WAYS
    x, weight = np.array([1, 2, 3.0]), np.array([1.0, 2])
    poisoned = np.array([1.0, np.inf])
    for way, case in ((matrix, (poisoned, weight)), (insertion, (x, poisoned))):
        with np.errstate(invalid="ignore"):
            more, less = (np.isnan(one(*case, 2)).sum() for one in (way, stamping))
        assert more > less


def single():
    return [one_layer(transposed, *numbers, True) for numbers in LAYERS]


@about("conv_transpose.conv_transpose_by_stamping")
def stamps(reading):
    check_stamps(reading.one(r"(y\[.*?\] \+= .*?\]), for all n, t\.")[1])


@cache
def check_stamps(said):
    for options, arrays, weight, y in single():
        x, bias = arrays["x"][0, 0], arrays["bias"][0]
        letters = {"n": I, "t": K}
        found = literally(
            said, y.shape[2:], letters, (), names_of(options), x=x, weight=weight[0, 0]
        )
        np.testing.assert_array_equal(found, y[0, 0] - bias)


@about("conv_transpose.pad_or_crop")
def zeros_at_both_ends(reading):
    reading.says(
        "Zeros before and after x, one amount or one for each axis.", "A negative amount crops."
    )
    check_zeros_at_ends()


@cache
def check_zeros_at_ends():
    x = np.arange(1, 13).reshape(3, 4)
    want = np.pad(x, [(1, 2)] * 2)
    np.testing.assert_array_equal(conv_transpose.pad_or_crop(x, 1, 2), want)
    want = np.pad(x[1:, :-1], [(0, 3), (2, 0)])
    np.testing.assert_array_equal(conv_transpose.pad_or_crop(x, (-1, 2), (3, -1)), want)


@about("conv_transpose.conv_matrix")
def the_matrix_of_a_channel(reading):
    said, where = reading.one(r"C\[.*?\] = weight\[.*?\]")[0], reading.one(M_IS)[1]
    reading.says(
        "C of the convolution from y_shape to x_shape:", "Row n is the kernel where window n"
    )
    check_single_matrix(said, where)


@cache
def check_single_matrix(said, where):
    for options, arrays, weight, _ in (one_layer(direct, *numbers, True) for numbers in LAYERS):
        options = names_of(options)
        size = direct(I, K, options["stride"], options["padding"], options["dilation"])
        have = conv_transpose.conv_matrix((size,), (I,), weight[0, 0], **options)
        letters = {"n": size, "t": K}
        found = literally(said, (size, I), letters, made_of(where), options, weight=weight[0, 0])
        np.testing.assert_array_equal(found, have)
        x = torch.from_numpy(arrays["x"][0])
        want = F.conv1d(x, torch.from_numpy(weight), **options)
        np.testing.assert_array_equal(have @ arrays["x"][0, 0], want[0].numpy())


@about("conv_transpose.conv_transpose_by_matrix")
def a_product_with_the_transpose(reading):
    check_product(reading.one(r"^y = (.*?), with x and y written as columns")[1])


@cache
def check_product(said):
    for options, arrays, weight, y in single():
        names = {name: value for name, value in options.items() if name in OPTIONS}
        matrix = conv_transpose.conv_matrix((I,), y.shape[2:], weight[0, 0], **names)
        have = eval(said, {"C": matrix, "x": arrays["x"][0, 0]})
        np.testing.assert_array_equal(have, y[0, 0] - arrays["bias"][0])


@about("conv_transpose.insert_zeros", "conv_transpose_as_conv.insert_zeros")
def zeros_between(reading):
    said = reading.one(r"Put (.*?) zeros between ")[1]
    reading.one(
        r" between the neighbours of x along every axis\.|"
        r" between neighbours, one stride for each last axis\."
    )
    check_zeros_between(said, reading.place.function)


@cache
def check_zeros_between(said, function):
    for strides in ((1, 2), (3, 1), (2, 3)):
        x = np.ones((3, 4)) if function is conv_transpose.insert_zeros else torch.ones(2, 3, 4)
        y = np.asarray(function(x, strides)).reshape(-1, *function(x, strides).shape[-2:])[0]
        for line, stride in ((y[:, 0], strides[0]), (y[0], strides[1])):
            apart = np.diff(np.flatnonzero(line)) - 1
            assert set(apart) == {number(said, {"stride": stride})}
            assert line[0] == line[-1] == 1


@about("conv_transpose.pad_for_sliding")
def zeros_around(reading):
    reading.says("The input that the kernel slides over: zeros between, p' zeros around.")
    check_zeros_around()


@cache
def check_zeros_around():
    """As many zeros at both ends as padding equals, which the text of sizes.py gives."""
    said = sizes.equivalent_padding.__doc__.partition("= ")[2].partition("`")[0]
    for s, p, d, op in ((2, 1, 3, 0), (3, 2, 2, 1), (2, 0, 1, 1)):
        padded = conv_transpose.pad_for_sliding(np.ones(4), (3,), s, p, op, d)
        around = number(said, {"d": d, "k": 3, "p": p})
        cells = np.flatnonzero(padded)
        assert (cells[0], len(padded) - 1 - cells[-1]) == (around, around + op)
        assert set(np.diff(cells)) == {s}


@about("conv_transpose.slide")
def slides(reading):
    stride, said = reading.one(
        r"Convolve with stride (\d+): (y\[.*?\] = sum of .*?\] .*?\])\."
    ).groups()
    check_slides(int(stride), said)


@cache
def check_slides(stride, said):
    x, weight = np.arange(1, 10) ** 2, np.array([2, 3, 5])
    tensors = [torch.from_numpy(a)[None, None] for a in (x, weight)]
    want = F.conv1d(*tensors, stride=stride, dilation=3)[0, 0].numpy()
    found = literally(
        said, want.shape, {"n": len(want), "t": 3}, (), {"dilation": 3}, x=x, weight=weight
    )
    np.testing.assert_array_equal(found, want)
    np.testing.assert_array_equal(conv_transpose.slide(x, weight, 3), want)


@about("conv_transpose.conv_transpose_by_zero_insertion")
def turned_kernel(reading):
    check_turned(float(reading.one(r"rotated by (\d+) degrees, over the padded input")[1]))


@about("conv_transpose.conv_transpose_tap_by_tap")
def stamps_tap_by_tap(reading):
    layers.sizes(reading, transposed, "iksd")
    layers.layer_shapes(reading, transposed)
    mixes = reading.one(r"weight\[:, :, (\w)\] mixes the channels of x\.")[1]
    tap, first, second = reading.one(
        r"Tap (\w) of all stamps lies on the cells (.*?), (.*?), \.\.\., one for each cell of x;"
    ).groups()
    assert tap == mixes
    place = f"{first} + n * (({second}) - ({first}))"
    check_taps(f"y[b, o, {place}] += x[b, c, n] * weight[c, o, {mixes}]", transposed)
    trusted_bounds(reading, transposed)


@about("conv_transpose.conv_transpose")
def all_of_conv_transpose(reading):
    bounds.output_padding_bounds(
        reading, transposed, layers.shapes(reading), [reading.place.function]
    )
    stated = full_layer(reading, transposed)
    uneven_padding(reading, transposed)
    layers.torch_functions(reading, stated, transposed)
    bounds.per_axis(reading, transposed, stated, OPTIONS)
    reading.says(
        "B may be 0.",
        "cells cropped from both ends of each axis",
        "cells more at the end of each axis,",
        "channels in comes first.",
        "dtype, or None.",
    )
    check_ends()


@cache
def check_ends():
    assert conv_transpose.conv_transpose(np.ones((0, 2, 5)), np.ones((2, 3, 2))).shape == (0, 3, 6)
    x, weight = np.arange(1.0, 4)[None], np.array([[[1.0, 10, 100]]])
    whole = conv_transpose.conv_transpose(x, weight, stride=2)
    cropped = conv_transpose.conv_transpose(x, weight, stride=2, padding=1)
    longer = conv_transpose.conv_transpose(x, weight, stride=2, output_padding=1)
    np.testing.assert_array_equal(cropped, whole[:, 1:-1])
    np.testing.assert_array_equal(longer[:, :-1], whole)
