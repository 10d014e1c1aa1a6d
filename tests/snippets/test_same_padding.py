"""TensorFlow's SAME, by its definition and as the gradient of itself."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from same_padding import conv_same, conv_transpose_same, same_padding
from sizes import same_padding as same_padding_of_sizes

from tests.snippets.drawn import CONV, check_drawn, grid, layers, spread, tensor


def drawn(layer):
    """A drawn layer without padding, as tensors; its numbers, one for each axis."""
    x, weight, bias, arguments = layer
    axes = weight.ndim - 2
    stride, dilation = (spread(arguments[name], axes) for name in ("stride", "dilation"))
    return axes, tensor(x), tensor(weight), tensor(bias), stride, dilation, arguments["groups"]


def test_conv_same(checked):
    def check(layer):
        axes, x, weight, bias, s, d, groups = drawn(layer)
        have = conv_same(x, weight, bias, s, d, groups)
        size = x.shape[-axes:]
        assert list(have.shape[-axes:]) == [-(-i // a) for i, a in zip(size, s)]
        # the definition, with windows cut from a canvas that has zeros enough on every side
        canvas = F.pad(x, [20, 20] * axes)
        for axis, (i, k, a, c) in enumerate(zip(size, weight.shape[2:], s, d), start=-axes):
            o, reach = -(-i // a), c * (k - 1) + 1
            first = 20 - max((o - 1) * a + reach - i, 0) // 2
            canvas = canvas.narrow(axis, first, (o - 1) * a + reach)
        torch.testing.assert_close(have, CONV[axes](canvas, weight, bias, s, 0, d, groups))

    cases = check_drawn(300, layers(False, ("float64", "int64")), check)
    checked([conv_same], "drawn layers against the definition", cases)


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
def test_conv_same_is_pytorchs_where_pytorch_has_it(checked):
    cases = 0
    for i, k, d in (case.values() for case in grid(i=range(1, 12), k=range(1, 7), d=range(1, 4))):
        x, weight = torch.arange(i).reshape(1, 1, i), torch.arange(1, k + 1).reshape(1, 1, k)
        assert conv_same(x, weight, dilation=d).equal(
            F.conv1d(x, weight, padding="same", dilation=d)
        )
        cases += 1
    checked([conv_same], "every case of a grid with stride 1 against PyTorch", cases)


def test_conv_transpose_same_is_the_gradient_of_conv_same(checked):
    cases = 0
    for k, s, d, o in (
        c.values() for c in grid(k=range(1, 6), s=range(1, 5), d=range(1, 4), o=range(1, 13))
    ):
        generator = torch.Generator().manual_seed(cases)
        x = torch.zeros(2, 4, o, dtype=torch.float64, requires_grad=True)
        weight = torch.randn(6, 2, k, dtype=torch.float64, generator=generator)
        y = conv_same(x, weight, None, s, d, 2)
        g = torch.randn(y.shape, dtype=torch.float64, generator=generator)
        (want,) = torch.autograd.grad(y, x, g)
        have = conv_transpose_same(g, weight, None, s, d, 2, output_size=(o,))
        torch.testing.assert_close(have, want)
        if o % s == 0:
            torch.testing.assert_close(conv_transpose_same(g, weight, None, s, d, 2), want)
        cases += 1
    checked([conv_transpose_same], "every case of a grid against autograd", cases)


def test_conv_transpose_same_drawn(checked):
    def check(layer):
        axes, x, weight, bias, s, d, groups = drawn(layer)
        have = conv_transpose_same(x, weight, bias, s, d, groups)
        assert list(have.shape[-axes:]) == [i * a for i, a in zip(x.shape[-axes:], s)]
        assert have.is_contiguous()
        there = torch.zeros(have.shape, dtype=torch.float64, requires_grad=True)
        y = conv_same(there, weight, None, s, d, groups)
        (want,) = torch.autograd.grad(y, there, x)
        want = want if bias is None else want + bias.reshape(-1, *[1] * axes)
        torch.testing.assert_close(have, want)

    cases = check_drawn(300, layers(True, ("float64",)), check)
    checked([conv_transpose_same], "drawn layers against autograd", cases)


def test_two_files_agree(checked):
    cases = list(grid(i=range(1, 15), k=range(1, 6), s=range(1, 5), d=range(1, 4)))
    for case in cases:
        assert same_padding(**case) == same_padding_of_sizes(**case)
    checked([same_padding], "every case of a grid against sizes.same_padding", len(cases))


X, W = torch.ones(1, 4, 5), torch.ones(4, 2, 3)
BAD = [
    ({"x": X.numpy()}, TypeError, "x must be a tensor of numbers, not ndarray"),
    ({"stride": 1.0}, TypeError, r"stride must be an integer, got 1\.0"),
    ({"stride": True}, TypeError, "stride must be an integer, got True"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"dilation": (1, 1)}, ValueError, "dilation must be one integer or 1"),
    ({"groups": 3}, ValueError, "x must have .* groups must divide 4"),
    ({"bias": torch.ones(3)}, ValueError, "bias must have shape"),
    ({"x": torch.ones(4)}, ValueError, "with n = 1, 2 or 3"),
]


@pytest.mark.parametrize("function", [conv_same, conv_transpose_same])
@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(function, change, error, message):
    with pytest.raises(error, match=message):
        function(**{"x": X, "weight": W, "groups": 2} | change)


@pytest.mark.parametrize(
    ("size", "error", "message"),
    [
        ((8,), ValueError, "output_size must be from 9 to 10 for 5 cells and stride 2, got 8"),
        ((11,), ValueError, "from 9 to 10"),
        ((9, 9), ValueError, r"output_size must be 1 integers, got \(9, 9\)"),
        (9, ValueError, "output_size must be 1 integers, got 9"),
        ((9.0,), TypeError, "output_size must be an integer"),
    ],
)
def test_says_which_output_size_was_wrong(size, error, message):
    with pytest.raises(error, match=message):
        conv_transpose_same(X, W, stride=2, output_size=size)


def test_says_which_output_sizes_would_be_right():
    with pytest.raises(ValueError, match="from 10 to 12 for 4 cells and stride 3, got 13"):
        conv_transpose_same(X[..., :4], W, stride=3, output_size=(13,))


def test_same_padding_refuses():
    with pytest.raises(ValueError, match="k must be at least 1, got 0"):
        same_padding(5, 0)
    with pytest.raises(TypeError, match="i must be an integer"):
        same_padding(5.0, 1)
