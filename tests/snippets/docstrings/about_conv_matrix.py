"""What the docstrings of conv_matrix.py say."""

from functools import cache

import conv_matrix
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.claims import (
    LETTERS,
    M_IS,
    OPTIONS,
    C,
    I,
    K,
    O,
    about,
    made_of,
    names_of,
    one_layer,
)
from tests.snippets.docstrings.layers import direct
from tests.snippets.docstrings.reading import literally
from tests.snippets.drawn import CONV


@about("conv_matrix")
def matrices(reading):
    layers.sizes(reading, direct, "ikspd")
    stated = layers.shapes(reading)
    check_matrix(
        reading.one(r"y = (.*?), with all cells of x and y in one column each")[1],
        layers.items(stated),
    )
    functions = [conv_matrix.conv_matrix, conv_matrix.im2col, conv_matrix.col2im]
    by_function = {one: MATRIX_SHAPES[one.__name__] for one in functions}
    bounds.layer_bounds(reading, direct, by_function, functions)
    for one in functions:
        bounds.per_axis(reading, direct, by_function[one], OPTIONS, one)
    assert bounds.errors(reading)
    reading.says(
        "as a product with columns of windows.",
        "Most entries of C are zero. im2col leaves those out: it copies what each window sees "
        "into a "
        "column, and the kernel, written as rows, multiplies them.",
        "The columns of im2col give what PyTorch's convolution gives.",
        "Their transposes lead back: C.T is the transposed convolution, and col2im, the transpose "
        "of im2col, adds every column onto the window it came from.",
        "the zeros of C give nan: 0 * inf is no number.",
    )
    check_transposes()


MATRIX_SHAPES = {
    "conv_matrix": {"weight": ("(O, C, k1, ..., kn)",), "input_size": ("(i1, ..., in)",)},
    "im2col": {"x": ("(C, i1, ..., in)",), "kernel_size": ("(k1, ..., kn)",)},
    "col2im": {
        "columns": ("(C * k1 * ... * kn, o1 * ... * on)",),
        "output_size": ("(i1, ..., in)",),
        "kernel_size": ("(k1, ..., kn)",),
    },
}


@cache
def check_matrix(said, stated):
    """y = C @ x, for arrays of the shapes that stand there."""
    stated, rng = dict(stated), np.random.default_rng(5)
    given = {"stride": (2, 1), "padding": (1, 1), "dilation": (1, 1)}
    for axes in (1, 2):
        options = {name: value[:axes] for name, value in given.items()}
        _, symbols = layers.layer(conv_matrix.conv_matrix, {}, axes, direct, **options)
        x, weight, y = (
            rng.integers(-9, 10, layers.sized(stated[name][0], symbols, axes))
            for name in ("x", "weight", "y")
        )
        want = CONV[axes](torch.from_numpy(x), torch.from_numpy(weight), **options).numpy()
        assert want.shape == y.shape
        matrix = conv_matrix.conv_matrix(weight, x.shape[1:], **options)
        have = eval(said, {"C": matrix, "x": x.ravel()})
        np.testing.assert_array_equal(have, want.ravel())


@cache
def check_transposes():
    rng = np.random.default_rng(5)
    weight, g, x = (rng.integers(1, 9, one) for one in ((3, 2, 3), (3, 4), (2, 6)))
    matrix = conv_matrix.conv_matrix(weight, (6,))
    want = F.conv_transpose1d(torch.from_numpy(g), torch.from_numpy(weight)).numpy()
    np.testing.assert_array_equal(matrix.T @ g.ravel(), want.ravel())
    columns = rng.integers(1, 9, (6, 4))
    there = (conv_matrix.im2col(x, (3,)) * columns).sum()
    assert there == (x * conv_matrix.col2im(columns, (6,), (3,))).sum()
    assert not np.array_equal(conv_matrix.col2im(conv_matrix.im2col(x, (3,)), (6,), (3,)), x)
    wide = conv_matrix.conv_matrix(weight, (30,))
    assert (wide == 0).mean() > 0.5
    with np.errstate(invalid="ignore"):
        spoilt = wide @ np.array([np.inf, *[1] * 59])
        assert np.isnan(np.array(0) * np.inf)
    assert np.isnan(spoilt).sum() > 1


def matrix_layer(kind=direct):
    options, arrays, weight, y = one_layer(kind, 2, 1, 3, 0, False, 1)
    arrays = {"x": arrays["x"][0], "weight": weight}
    return names_of(options), arrays, y[0]


@about("conv_matrix.conv_matrix")
def the_matrix(reading):
    said, where = reading.one(r"C\[\(.*?\] = weight\[.*?\]")[0], reading.one(M_IS)[1]
    reading.says(
        "C of the convolution:",
        "the size of the input along each axis",
        "of the dtype of weight; taps that see padding leave no entry.",
        "Multiply it with x.ravel().",
    )
    own_shapes(reading)
    check_entries(said, where)


def own_shapes(reading):
    """Shapes, and bounds of sizes; other arguments are those of the whole file."""
    stated = layers.layer_shapes(reading, direct)
    bounds.layer_bounds(reading, direct, stated)
    layers.same_dtypes(reading, stated, direct)


@cache
def check_entries(said, where):
    options, arrays, y = matrix_layer()
    have = conv_matrix.conv_matrix(arrays["weight"], (I,), **options)
    size = y.shape[1]
    found = literally(
        said, (O, size, C, I), LETTERS | {"n": size}, made_of(where), options, **arrays
    )
    np.testing.assert_array_equal(found.reshape(have.shape), have)


@about("conv_matrix.im2col")
def columns_of_windows(reading):
    said = reading.one(r"columns\[\(.*?\] = x\[.*?\]")[0]
    reading.says("Window n is column n.", "of the dtype of x: torch.nn.functional.unfold")
    own_shapes(reading)
    check_columns(said)


@cache
def check_columns(said):
    options, arrays, y = matrix_layer()
    have = conv_matrix.im2col(arrays["x"], (K,), **options)
    found = literally(said, (C, K, y.shape[1]), LETTERS | {"n": y.shape[1]}, (), options, **arrays)
    np.testing.assert_array_equal(found.reshape(have.shape), have)
    unfold = F.unfold(torch.ones(4, 7, 8), (2, 3)).numpy()
    np.testing.assert_array_equal(conv_matrix.im2col(np.ones((4, 7, 8)), (2, 3)), unfold)


@about("conv_matrix.col2im")
def columns_added(reading):
    said = reading.one(r"x\[.*?\] \+= columns\[\(.*?\]")[0]
    reading.says(
        "That is done for every n and t. It is the transpose of im2col, not its inverse: cells "
        "that several windows saw are added up.",
        "of the dtype of columns: torch.nn.functional.fold.",
    )
    own_shapes(reading)
    check_added(said)
    check_transposes()


@cache
def check_added(said):
    options, _, y = matrix_layer()
    columns = np.random.default_rng(2).integers(1, 60, (C, K, y.shape[1]))
    have = conv_matrix.col2im(columns.reshape(-1, y.shape[1]), (I,), (K,), **options)
    letters = LETTERS | {"n": y.shape[1]}
    found = literally(said, (C, I), letters, (), options, columns=columns)
    np.testing.assert_array_equal(found, have)
    folded = F.fold(torch.ones(1, 24, 36), (7, 8), (2, 3)).numpy()
    have = conv_matrix.col2im(np.ones((24, 36)), (7, 8), (2, 3))
    np.testing.assert_array_equal(have, folded[0])
