"""TensorFlow's SAME, by its definition and as the gradient of itself."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from hypothesis import strategies as st
from same_padding import (
    avg_pool_same,
    conv_same,
    conv_transpose_same,
    max_pool_same,
    same_padding,
)
from sizes import same_padding as same_padding_of_sizes

from tests.snippets.drawn import CONV, check_drawn, grid, layers, spread, tensor

WORDS = ("SAME_UPPER", "SAME_LOWER")


def with_word(transposed, dtypes):
    """Drawn layers, each with one of ONNX's words."""
    return st.tuples(layers(transposed, dtypes), st.sampled_from(WORDS))


def on_canvas(x, kernel, s, d, word, value):
    """The definition: x amid cells enough, narrowed to what the windows of SAME reach."""
    axes = len(kernel)
    canvas = F.pad(x, [20, 20] * axes, value=value)
    for axis, (i, k, a, c) in enumerate(zip(x.shape[-axes:], kernel, s, d), start=-axes):
        o, reach = -(-i // a), c * (k - 1) + 1
        total = max((o - 1) * a + reach - i, 0)
        before = total // 2 if word == "SAME_UPPER" else (total + 1) // 2
        canvas = canvas.narrow(axis, 20 - before, (o - 1) * a + reach)
    return canvas


def drawn(layer):
    """A drawn layer without padding, as tensors; its numbers, one for each axis."""
    x, weight, bias, arguments = layer
    axes = weight.ndim - 2
    stride, dilation = (spread(arguments[name], axes) for name in ("stride", "dilation"))
    return axes, tensor(x), tensor(weight), tensor(bias), stride, dilation, arguments["groups"]


def test_conv_same(checked):
    def check(case):
        layer, word = case
        axes, x, weight, bias, s, d, groups = drawn(layer)
        have = conv_same(x, weight, bias, s, d, groups, word)
        assert list(have.shape[-axes:]) == [-(-i // a) for i, a in zip(x.shape[-axes:], s)]
        canvas = on_canvas(x, weight.shape[2:], s, d, word, 0)
        torch.testing.assert_close(have, CONV[axes](canvas, weight, bias, s, 0, d, groups))
        if word == "SAME_UPPER":
            assert conv_same(x, weight, bias, s, d, groups).equal(have)

    cases = check_drawn(500, with_word(False, ("float64", "int64")), check)
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
    ranges = {"k": range(1, 6), "s": range(1, 5), "d": range(1, 4), "o": range(1, 13)}
    for k, s, d, o, word in (case.values() for case in grid(**ranges, word=WORDS)):
        generator = torch.Generator().manual_seed(cases)
        x = torch.zeros(2, 4, o, dtype=torch.float64, requires_grad=True)
        weight = torch.randn(6, 2, k, dtype=torch.float64, generator=generator)
        y = conv_same(x, weight, None, s, d, 2, word)
        g = torch.randn(y.shape, dtype=torch.float64, generator=generator)
        (want,) = torch.autograd.grad(y, x, g)
        have = conv_transpose_same(g, weight, None, s, d, 2, output_size=(o,), auto_pad=word)
        torch.testing.assert_close(have, want)
        if o % s == 0:
            alone = conv_transpose_same(g, weight, None, s, d, 2, auto_pad=word)
            torch.testing.assert_close(alone, want)
        cases += 1
    checked([conv_transpose_same], "every case of a grid against autograd", cases)


def test_conv_transpose_same_drawn(checked):
    def check(case):
        layer, word = case
        axes, x, weight, bias, s, d, groups = drawn(layer)
        have = conv_transpose_same(x, weight, bias, s, d, groups, None, word)
        assert list(have.shape[-axes:]) == [i * a for i, a in zip(x.shape[-axes:], s)]
        assert have.is_contiguous()
        there = torch.zeros(have.shape, dtype=torch.float64, requires_grad=True)
        y = conv_same(there, weight, None, s, d, groups, word)
        (want,) = torch.autograd.grad(y, there, x)
        want = want if bias is None else want + bias.reshape(-1, *[1] * axes)
        torch.testing.assert_close(have, want)
        if word == "SAME_UPPER":
            assert conv_transpose_same(x, weight, bias, s, d, groups).equal(have)

    cases = check_drawn(500, with_word(True, ("float64",)), check)
    checked([conv_transpose_same], "drawn layers against autograd", cases)


def windows(x, kernel, s, d, word):
    """The cells of x in every window, nan where it sees none: (..., o1, ..., on, k1, ..., kn)."""
    axes = len(kernel)
    canvas = on_canvas(x, kernel, s, d, word, float("nan"))
    for axis, (k, a, c) in enumerate(zip(kernel, s, d), start=x.ndim - axes):
        canvas = canvas.unfold(axis, c * (k - 1) + 1, a)[..., ::c]
    return canvas.flatten(x.ndim)


def test_pooling_drawn(checked):
    nothing_seen = 0

    def check(case):
        nonlocal nothing_seen
        layer, word = case
        axes, x, weight, _, s, d, _ = drawn(layer)
        if not x.numel():
            return False
        kernel = tuple(weight.shape[2:])
        seen = windows(x, kernel, s, d, word)
        want = seen.nan_to_num(-torch.inf).amax(-1)
        nothing_seen += want.isinf().any()
        assert max_pool_same(x, kernel, s, d, word).equal(want)
        mean = windows(x, kernel, s, [1] * axes, word).nanmean(-1)
        torch.testing.assert_close(avg_pool_same(x, kernel, s, word), mean)
        if word == "SAME_UPPER":
            assert max_pool_same(x, kernel, s, d).equal(want)
            torch.testing.assert_close(avg_pool_same(x, list(kernel), s), mean)
        whole = windows(x, kernel, kernel, [1] * axes, word)
        torch.testing.assert_close(avg_pool_same(x, kernel, auto_pad=word), whole.nanmean(-1))
        most = max_pool_same(x, kernel, auto_pad=word)
        assert most.equal(whole.nan_to_num(-torch.inf).amax(-1))
        return True

    cases = check_drawn(500, with_word(False, ("float64",)), check)
    assert 0 < nothing_seen < cases / 4
    checked([max_pool_same, avg_pool_same], "drawn windows against the definition", cases)


def test_pooling_is_pytorchs_where_both_sides_are_alike(checked):
    cases = 0
    for i, k, s in (case.values() for case in grid(i=range(1, 14), k=range(1, 7), s=range(1, 5))):
        before, after = same_padding(i, k, s)
        if before == after:
            x = torch.randn(1, 2, i, generator=torch.Generator().manual_seed(cases))
            for word in WORDS:
                most, mean = max_pool_same(x, (k,), s, 1, word), avg_pool_same(x, (k,), s, word)
                assert most.equal(F.max_pool1d(x, k, s, before))
                torch.testing.assert_close(
                    mean, F.avg_pool1d(x, k, s, before, count_include_pad=False)
                )
            cases += 1
    checked(
        [max_pool_same, avg_pool_same],
        "every case of a grid with two equal sides against PyTorch",
        cases,
    )


def test_pooling_of_an_empty_batch():
    x = torch.ones(0, 2, 5)
    assert max_pool_same(x, (2,)).shape == avg_pool_same(x, (2,)).shape == (0, 2, 3)


def test_two_files_agree(checked):
    """Also with the odd cell before, which turns both amounts around."""
    cases = list(grid(i=range(1, 15), k=range(1, 6), s=range(1, 5), d=range(1, 4)))
    for case in cases:
        before, after = same_padding_of_sizes(**case)
        assert same_padding(**case) == same_padding(**case, auto_pad="SAME_UPPER")
        assert same_padding(**case) == (before, after)
        assert same_padding(**case, auto_pad="SAME_LOWER") == (after, before)
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
    ({"auto_pad": "SAME"}, ValueError, "auto_pad must be .* or \"SAME_LOWER\", got 'SAME'"),
    ({"auto_pad": None}, ValueError, "auto_pad must be .*, got None"),
]


@pytest.mark.parametrize("function", [conv_same, conv_transpose_same])
@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(function, change, error, message):
    with pytest.raises(error, match=message):
        function(**{"x": X, "weight": W, "groups": 2} | change)


BAD_POOLING = [
    ({"x": X.numpy()}, TypeError, "x must be a tensor of numbers, not ndarray"),
    ({"x": X.long()}, TypeError, r"x must be a tensor of floats, not torch\.int64"),
    ({"x": X[0, 0]}, ValueError, r"n = 1 as in kernel_size, .* got shape \(5,\)"),
    ({"x": X[:, :0]}, ValueError, "only the batch may be empty"),
    ({"x": X[..., :0]}, ValueError, "only the batch may be empty"),
    (
        {"kernel_size": 3},
        ValueError,
        "kernel_size must be a tuple of one integer for each axis.* 3",
    ),
    ({"kernel_size": (1, 1, 1, 1)}, ValueError, "n = 1, 2 or 3, got"),
    ({"kernel_size": (1, 1, 1)}, ValueError, "n = 3 as in kernel_size"),
    ({"kernel_size": (0,)}, ValueError, "kernel_size must be at least 1, got 0"),
    ({"kernel_size": (2.0,)}, TypeError, r"kernel_size must be an integer, got 2\.0"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"stride": (1, 1)}, ValueError, "stride must be one integer or 1"),
    ({"auto_pad": "VALID"}, ValueError, "auto_pad must be .*, got 'VALID'"),
]


@pytest.mark.parametrize("function", [max_pool_same, avg_pool_same])
@pytest.mark.parametrize(("change", "error", "message"), BAD_POOLING)
def test_pooling_says_what_was_wrong(function, change, error, message):
    with pytest.raises(error, match=message) as raised:
        function(**{"x": X, "kernel_size": (2,)} | change)
    assert "\n" not in str(raised.value)


def test_max_pooling_says_which_dilation_was_wrong():
    with pytest.raises(ValueError, match="dilation must be at least 1, got 0"):
        max_pool_same(X, (2,), dilation=0)


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
    with pytest.raises(ValueError, match="auto_pad must be"):
        same_padding(5, 1, auto_pad="same_lower")
