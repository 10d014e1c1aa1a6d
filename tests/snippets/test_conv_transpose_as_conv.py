"""Each of the two convolutions, written with the other, is PyTorch's."""

from itertools import product

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from conv_transpose_as_conv import (
    conv_as_conv_transpose,
    conv_transpose_as_conv,
    insert_zeros,
    pad,
    turn,
)
from equivalent_padding_check import legal_cases

from tests.snippets.drawn import (
    CONV,
    CONV_TRANSPOSE,
    answer,
    check_drawn,
    grid,
    layers,
    numbers,
    tensor,
    torch_answer,
    wild_layers,
)

PAIRS = [(False, conv_as_conv_transpose, CONV), (True, conv_transpose_as_conv, CONV_TRANSPOSE)]
PAIR = pytest.mark.parametrize(("transposed", "ours", "torchs"), PAIRS)


def close(have, want):
    assert have.shape == want.shape
    assert have.dtype == want.dtype
    assert have.is_contiguous()
    tolerance = 1e-4 if want.dtype == torch.float32 else 1e-11 * want.is_floating_point()
    torch.testing.assert_close(have, want, rtol=tolerance, atol=tolerance)


@PAIR
def test_drawn_layers(transposed, ours, torchs, checked):
    def check(layer):
        x, weight, bias, arguments = layer
        x, weight, bias = tensor(x), tensor(weight), tensor(bias)
        before = x.clone(), weight.clone()
        want = torchs[weight.ndim - 2](x, weight, bias, **arguments)
        close(ours(x, weight, bias, **arguments), want)
        assert x.equal(before[0])
        assert weight.equal(before[1])

    cases = check_drawn(400, layers(transposed), check)
    checked([ours], "drawn layers against PyTorch", cases)


@PAIR
def test_refuses_what_pytorch_refuses(transposed, ours, torchs, checked):
    outcomes = {True: 0, False: 0}

    def check(case):
        axes, x, weight, bias, arguments = case
        if arguments["padding"] in ("same", "valid", "full") or 0 in x.shape + weight.shape:
            return False
        x, weight, bias = tensor(x), tensor(weight), tensor(bias)
        want = torch_answer(torchs[axes], x, weight, bias, **arguments)
        fits = weight.ndim == axes + 2
        have = answer(ours, x, weight, bias, **arguments) if fits else None
        assert (have is None) == (want is None), (x.shape, weight.shape, bias, arguments)
        outcomes[have is None] += 1
        if have is not None:
            close(have, want)
        return True

    cases = check_drawn(500, wild_layers(transposed), check)
    assert min(outcomes.values()) > cases / 20
    checked([ours], "refused if and only if PyTorch refuses", cases)


def test_every_legal_case_along_one_axis(checked):
    cases = 0
    for k, s, p, d, i, op in legal_cases():
        x = tensor(numbers(cases, (1, 4, i), "int64"))
        weight = tensor(numbers(cases + 1, (4, 3, k), "int64"))
        case = (None, s, p, op, 2, d)
        want = F.conv_transpose1d(x, weight, *case)
        assert conv_transpose_as_conv(x, weight, *case).equal(want), (k, i, *case)
        cases += 1
    checked([conv_transpose_as_conv], "every legal case of a grid along one axis", cases)


def test_turn_reverses_and_exchanges(checked):
    cases = 0
    for groups, a, b, k in (
        case.values() for case in grid(groups=(1, 2, 3), a=(1, 2), b=(1, 3), k=range(1, 5))
    ):
        weight = torch.arange(groups * a * b * k).reshape(groups * a, b, k)
        turned = turn(weight, groups)
        assert turned.shape == (groups * b, a, k)
        for g, m, n, t in np.ndindex(groups, a, b, k):
            assert turned[g * b + n, m, t] == weight[g * a + m, n, k - 1 - t]
        cases += 1
    checked([turn], "every case of a grid against the definition", cases)


def test_insert_zeros_is_a_transposed_convolution_with_one_tap(checked):
    cases = 0
    for h, w, s1, s2 in (
        case.values() for case in grid(h=(1, 2, 5), w=(1, 3), s1=range(1, 5), s2=range(1, 5))
    ):
        x = torch.arange(1, h * w + 1).reshape(1, 1, h, w)
        tap = torch.ones(1, 1, 1, 1, dtype=x.dtype)
        assert insert_zeros(x, (s1, s2)).equal(F.conv_transpose2d(x, tap, stride=(s1, s2)))
        cases += 1
    checked([insert_zeros], "every case of a grid against PyTorch", cases)


def test_pad_adds_zeros_or_crops(checked):
    cases = 0
    ends = range(-2, 4)
    for top, bottom, left, right in product(ends, repeat=4):
        x = torch.arange(1, 26).reshape(5, 5)
        more = np.pad(x.numpy(), [(max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))])
        want = more[max(-top, 0) :, max(-left, 0) :]
        want = want[: len(want) + min(bottom, 0), : want.shape[1] + min(right, 0)]
        assert np.array_equal(pad(x, [(top, bottom), (left, right)]), want)
        cases += 1
    checked([pad], "every case of a grid against NumPy", cases)


X, W = torch.ones(1, 4, 5, 5), torch.ones(4, 2, 3, 3)
BAD = [
    ({"x": np.ones((1, 4, 5, 5))}, TypeError, "x must be a tensor of numbers, not ndarray"),
    ({"weight": W > 0}, TypeError, "weight must be a tensor of numbers, not torch.bool"),
    ({"bias": 1.0}, TypeError, "bias must be a tensor of numbers, not float"),
    ({"weight": W.double()}, TypeError, "dtype of x, torch.float32, not torch.float64"),
    ({"stride": 1.0}, TypeError, r"stride must be an integer, got 1\.0"),
    ({"dilation": True}, TypeError, "dilation must be an integer, got True"),
    ({"groups": "2"}, TypeError, "groups must be an integer, got '2'"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, got 0"),
    ({"stride": (1, 1, 1)}, ValueError, "stride must be one integer or 2"),
    ({"groups": 4}, ValueError, "x must have|bias must"),
    ({"groups": 3, "x": torch.ones(1, 6, 5, 5)}, ValueError, "groups must divide 4|have 4"),
    ({"x": torch.ones(1, 3, 5, 5)}, ValueError, r"must have 4 channels, .* got x \(1, 3, 5, 5\)"),
    ({"x": torch.ones(5, 5)}, ValueError, r"with n = 1, 2 or 3, got x \(5, 5\)"),
    ({"x": torch.ones(1, 4, 0, 5)}, ValueError, "only the batch may be empty"),
    ({"bias": torch.ones(3)}, ValueError, r"bias must have shape \(4,\), got \(3,\)"),
]


@PAIR
@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(transposed, ours, torchs, change, error, message):
    good = {"x": X, "weight": W, "bias": torch.ones(4), "groups": 2}
    ours(**good)
    with pytest.raises(error, match=message):
        ours(**good | change)


def test_says_which_size_was_wrong():
    with pytest.raises(ValueError, match=r"spans 7 cells, .* padded input, which has 5"):
        conv_as_conv_transpose(X, W, dilation=3, groups=2)
    with pytest.raises(ValueError, match="got output_padding 1, stride 1, dilation 1, 8 cells"):
        conv_transpose_as_conv(X, W, output_padding=1)
    with pytest.raises(ValueError, match="-1 cells"):
        conv_transpose_as_conv(X, W, padding=4)
