"""The matrix of a convolution, im2col and col2im, against PyTorch."""

import numpy as np
import pytest
import torch.nn.functional as F  # noqa: N812
from conv_matrix import col2im, conv_matrix, im2col

from tests.snippets.drawn import CONV, CONV_TRANSPOSE, agree, check_drawn, layers, spread, tensor


def one_sample(layer):
    """The first sample of a drawn layer with one group, and PyTorch's arguments for it."""
    x, weight, _, arguments = layer
    axes = weight.ndim - 2
    arguments = {
        name: tuple(spread(arguments[name], axes)) for name in arguments if name != "groups"
    }
    if x.ndim == axes + 2:
        x = x[0] if len(x) else np.ones(x.shape[1:], x.dtype)
    return x[: weight.shape[1]], weight, arguments


def test_matrix_and_its_transpose(checked):
    def check(layer):
        x, weight, arguments = one_sample(layer)
        matrix = conv_matrix(weight, x.shape[1:], **arguments)
        y = CONV[weight.ndim - 2](tensor(x), tensor(weight), **arguments)
        agree((matrix @ x.ravel()).reshape(y.shape), y)
        assert matrix.dtype == weight.dtype
        s, d, p = (arguments[name] for name in ("stride", "dilation", "padding"))
        left = [
            (i + 2 * b - c * (k - 1) - 1) % a
            for i, k, a, b, c in zip(x.shape[1:], weight.shape[2:], s, p, d)
        ]
        back = CONV_TRANSPOSE[weight.ndim - 2](y, tensor(weight), output_padding=left, **arguments)
        agree((matrix.T @ y.numpy().ravel()).reshape(back.shape), back)

    checked([conv_matrix], "drawn cases against PyTorch", check_drawn(200, layers(False), check))


def test_im2col_and_col2im(checked):
    cases = 0

    def check(layer):
        nonlocal cases
        x, weight, arguments = one_sample(layer)
        kernel = weight.shape[2:]
        before = x.copy()
        columns = im2col(x, kernel, **arguments)
        y = CONV[len(kernel)](tensor(x), tensor(weight), **arguments)
        agree((weight.reshape(len(weight), -1) @ columns).reshape(y.shape), y)
        np.testing.assert_array_equal(x, before)
        g = np.arange(columns.size, dtype=x.dtype).reshape(columns.shape) % 7
        image = col2im(g, x.shape[1:], kernel, **arguments)
        # the transpose, by what defines it: <im2col x, g> = <x, col2im g>
        np.testing.assert_allclose(np.vdot(columns, g), np.vdot(x, image), rtol=1e-4, atol=1e-3)
        assert image.dtype == x.dtype
        if len(kernel) == 2 and x.dtype.kind == "f":
            agree(columns, F.unfold(tensor(x), kernel, **arguments))
            agree(image, F.fold(tensor(g), x.shape[1:], kernel, **arguments))
            cases += 1

    drawn = check_drawn(300, layers(False), check)
    assert cases > 30
    checked([im2col, col2im], "drawn cases against PyTorch", drawn)


X, W = np.ones((2, 5, 5)), np.ones((3, 2, 2, 2))
BAD = [
    (im2col, ([[1.0]], 1), TypeError, "x must be a plain NumPy array of numbers, not list"),
    (im2col, (X > 0, 1), TypeError, "not an array of bool"),
    (im2col, (np.ones(3), 1), ValueError, r"x must have 2 axes or more .* got shape \(3,\)"),
    (im2col, (np.ones((0, 3)), 1), ValueError, "no size 0"),
    (im2col, (X, (2, 2, 2)), ValueError, "kernel_size must be one integer or 2"),
    (im2col, (X, 0), ValueError, "kernel_size must be at least 1, got 0"),
    (im2col, (X, 2, 0), ValueError, "stride must be at least 1, got 0"),
    (im2col, (X, 2, 1, -1), ValueError, "padding must be at least 0, got -1"),
    (im2col, (X, 2, 1, 0, 0), ValueError, "dilation must be at least 1, got 0"),
    (im2col, (X, 2.0), TypeError, r"kernel_size must be an integer, got 2\.0"),
    (im2col, (X, 2, True), TypeError, "stride must be an integer, got True"),
    (im2col, (X, (6, 2)), ValueError, r"larger than the padded input, got input size \(5, 5\)"),
    (col2im, (np.ones(8), (5, 5), (2, 2)), ValueError, "columns must have 2 axes or more"),
    (col2im, (None, (5, 5), (2, 2)), TypeError, "columns must be a plain NumPy array"),
    (col2im, (np.ones((8, 15)), (5, 5), (2, 2)), ValueError, r"\(C \* 4, 16\), got \(8, 15\)"),
    (col2im, (np.ones((7, 16)), (5, 5), (2, 2)), ValueError, r"\(C \* 4, 16\), got \(7, 16\)"),
    (col2im, (np.ones((8, 4, 4)), (5, 5), (2, 2)), ValueError, r"\(C \* 4, 16\)"),
    (
        col2im,
        (np.ones((8, 16)), (5, 5, 5), (2, 2)),
        ValueError,
        "kernel_size must be one integer or 3",
    ),
    (col2im, (np.ones((8, 16)), (), 2), ValueError, "one integer for each axis, got \\(\\)"),
    (col2im, (np.ones((8, 16)), (5, 5), 2, 2), ValueError, r"\(C \* 4, 4\), got \(8, 16\)"),
    (conv_matrix, (W, 5), ValueError, "a size must be a tuple with one integer for each axis"),
    (conv_matrix, (W, (5,)), ValueError, "a size must be a tuple with one integer for each axis"),
    (conv_matrix, (W, (5, 0)), ValueError, "size must be at least 1, got 0"),
    (conv_matrix, (W, (5, 1)), ValueError, "larger than the padded input"),
    (conv_matrix, (np.ones((2, 2)), (5,)), ValueError, "weight must have 3 axes or more"),
]


@pytest.mark.parametrize(("function", "arguments", "error", "message"), BAD)
def test_says_what_was_wrong(function, arguments, error, message):
    with pytest.raises(error, match=message):
        function(*arguments)
