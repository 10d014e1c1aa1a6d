"""Padding modes for the transposed convolution, against PyTorch's padding and autograd."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from circular_conv_transpose import (
    conv_transpose_continued,
    conv_transpose_folded,
    extend,
    fold,
    source,
)

from tests.snippets.drawn import (
    CONV,
    CONV_TRANSPOSE,
    answer,
    check_drawn,
    grid,
    layers,
    spread,
    tensor,
    torch_answer,
)

MODES = {
    "zeros": "constant",
    "circular": "circular",
    "reflect": "reflect",
    "replicate": "replicate",
}


@pytest.mark.parametrize("mode", MODES)
def test_extend_is_pytorchs_padding_and_fold_its_gradient(mode, checked):
    cases = refused = 0
    for size, p in (case.values() for case in grid(size=range(1, 7), p=range(8))):
        x = torch.arange(2.0 * size, dtype=torch.float64).reshape(1, 2, size).requires_grad_()
        want = torch_answer(F.pad, x, (p, p), MODES[mode])
        have = answer(extend, x, [(p, p)], mode)
        assert (have is None) == (want is None), (size, p)
        cases, refused = cases + 1, refused + (have is None)
        if have is not None:
            assert have.equal(want)
            g = torch.arange(want.numel(), dtype=torch.float64).reshape(want.shape)
            assert fold(g, 2, size, p, mode).equal(torch.autograd.grad(want, x, g)[0])
    assert (refused > 0) == (mode in ("circular", "reflect"))
    checked([extend, fold], f"{mode}, every case of a grid against PyTorch", cases)


@pytest.mark.parametrize("mode", MODES)
def test_source_is_where_pytorchs_padding_copies_from(mode, checked):
    cases = 0
    for size, before, after in (
        case.values() for case in grid(size=range(1, 7), before=range(7), after=range(7))
    ):
        numbered = torch.arange(1.0, size + 1).reshape(1, 1, size)  # so that a zero is no cell
        want = torch_answer(F.pad, numbered, (before, after), MODES[mode])
        have = answer(source, size, before, after, mode)
        assert (have is None) == (want is None), (size, before, after)
        if have is not None:
            assert (have + 1).tolist() == want[0, 0].tolist()
        cases += 1
    checked([source], f"{mode}, every case of a grid against PyTorch", cases)


@pytest.mark.parametrize("function", [conv_transpose_continued, conv_transpose_folded])
def test_zeros_is_pytorchs(function, checked):
    def check(layer):
        x, weight, bias, arguments = layer
        axes = weight.ndim - 2
        numbers = (spread(arguments[name], axes) for name in ("output_padding", "stride"))
        if function is conv_transpose_folded and any(op >= s for op, s in zip(*numbers)):
            return False
        x, weight, bias = tensor(x), tensor(weight), tensor(bias)
        want = CONV_TRANSPOSE[axes](x, weight, bias, **arguments)
        have = function(x, weight, bias, **arguments, padding_mode="zeros")
        torch.testing.assert_close(have, want)
        return True

    cases = check_drawn(200, layers(True, ("float64", "int64")), check)
    checked([function], "zeros, drawn layers against PyTorch", cases)


@pytest.mark.parametrize("mode", MODES)
def test_folded_is_the_gradient_of_the_padded_convolution(mode, checked):
    def check(layer):
        x, weight, bias, arguments = layer
        x, weight, bias = tensor(x), tensor(weight), tensor(bias)
        axes, groups = weight.ndim - 2, arguments["groups"]
        s, p, d, op = (
            spread(arguments[name], axes)
            for name in ("stride", "padding", "dilation", "output_padding")
        )
        if any(o >= a for o, a in zip(op, s)):
            return False
        want = CONV_TRANSPOSE[axes](x, weight, bias, **arguments)  # for its shape
        there = torch.zeros(want.shape, dtype=x.dtype, requires_grad=True)
        amounts = [q for pair in zip(reversed(p), reversed(p)) for q in pair]
        batched = there if x.ndim == axes + 2 else there[None]
        padded = torch_answer(F.pad, batched, amounts, MODES[mode])
        have = answer(conv_transpose_folded, x, weight, bias, **arguments, padding_mode=mode)
        assert (have is None) == (padded is None)
        if have is None or not x.numel():
            return False
        y = CONV[axes](padded, weight, None, s, 0, d, groups)
        (want,) = torch.autograd.grad(y, there, x.reshape(y.shape))
        want = want if bias is None else want + bias.reshape(-1, *[1] * axes)
        torch.testing.assert_close(have, want)
        return True

    compared = check_drawn(250, layers(True, ("float64",)), check)
    checked([conv_transpose_folded], f"{mode}, drawn layers against autograd", compared)


@pytest.mark.parametrize("mode", ["circular", "reflect", "replicate"])
def test_continued_is_what_a_longer_input_gives(mode, checked):
    cases = 0
    for i, k, s, p, d in (
        c.values() for c in grid(i=(5, 6), k=range(1, 5), s=range(1, 4), p=range(4), d=range(1, 4))
    ):
        op = max(s, d) - 1
        far = {"circular": i, "reflect": i - 1, "replicate": 12}[mode]  # as far as it goes
        x = torch.arange(1, i + 1).reshape(1, 1, i)
        weight = 7 ** torch.arange(k).reshape(1, 1, k)
        o = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        have = answer(conv_transpose_continued, x, weight, None, s, p, op, 1, d, padding_mode=mode)
        if have is None:
            continue
        long = F.pad(x, (far, far), MODES[mode])[0, 0].numpy()
        want = np.zeros((len(long) - 1) * s + d * (k - 1) + 1, dtype=int)
        for n, number in enumerate(long):
            want[n * s : n * s + d * (k - 1) + 1 : d] += number * 7 ** np.arange(k)
        first = far * s + p
        expected = want[first : first + o]
        assert have[0, 0, : len(expected)].tolist() == expected.tolist(), (i, k, s, p, d)
        assert not have[0, 0, len(expected) :].any()
        cases += 1
    assert cases > 150
    checked([conv_transpose_continued], f"{mode}, every case of a grid", cases)


def test_circular_both_ways_are_one_when_the_result_is_stride_times_as_large(checked):
    cases = 0
    for k, s, p, d in (c.values() for c in grid(k=(2, 3, 4), s=(1, 2, 3), p=range(4), d=(1, 2))):
        op = s - (d * (k - 1) + 1 - 2 * p)
        if not 0 <= op < s:
            continue
        x, weight = torch.randn(1, 2, 6, 5).double(), torch.randn(2, 3, k, k).double()
        both = [
            f(x, weight, None, s, p, op, 1, d)
            for f in (conv_transpose_continued, conv_transpose_folded)
        ]
        assert both[0].shape == (1, 3, 6 * s, 5 * s)
        torch.testing.assert_close(*both)
        # and moving the input moves the result: nothing happens at the border
        moved = conv_transpose_continued(x.roll(2, 3), weight, None, s, p, op, 1, d)
        torch.testing.assert_close(moved, both[0].roll(2 * s, 3))
        cases += 1
    assert cases > 10
    checked([conv_transpose_continued, conv_transpose_folded], "equal on a grid", cases)


X, W = torch.ones(1, 4, 5), torch.ones(4, 2, 3)
BAD = [
    ({"x": X.numpy()}, TypeError, "x must be a tensor of numbers, not ndarray"),
    ({"stride": 2.0}, TypeError, r"stride must be an integer, got 2\.0"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"output_padding": 1}, ValueError, "output_padding must be smaller than"),
    ({"padding": 4}, ValueError, "dilation 1, -1 cells"),
    ({"groups": 3}, ValueError, "groups must divide 4"),
    ({"padding_mode": "mirror"}, ValueError, "padding_mode must be one of .* got 'mirror'"),
]


@pytest.mark.parametrize("function", [conv_transpose_continued, conv_transpose_folded])
@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(function, change, error, message):
    with pytest.raises(error, match=message):
        function(**{"x": X, "weight": W} | change)


def test_source_of_zeros_is_marked():
    assert source(3, 2, 1, "zeros").tolist() == [-1, -1, 0, 1, 2, -1]


def test_says_what_else_was_wrong():
    with pytest.raises(ValueError, match="output_padding must be smaller than stride 1, got 1"):
        conv_transpose_folded(X, W, output_padding=1, dilation=2)
    with pytest.raises(ValueError, match="reflect padding must be at most 2 for 3 cells, got 3"):
        source(3, 3, 0, "reflect")
    with pytest.raises(ValueError, match="circular padding must be at most 3 for 3 cells, got 0"):
        source(3, 0, 4, "circular")
