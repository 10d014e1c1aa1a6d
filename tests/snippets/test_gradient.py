"""The gradients, against what autograd and torch.nn.grad compute."""

import numpy as np
import pytest
import torch
from gradient import conv_bias_gradient, conv_input_gradient, conv_weight_gradient

from tests.snippets.drawn import CONV, check_drawn, layers, tensor


def test_against_autograd(checked):
    def check(layer):
        x, weight, _, arguments = layer
        axes = weight.ndim - 2
        x = tensor(x if x.ndim == axes + 2 else x[None]).requires_grad_()
        weight = tensor(weight).requires_grad_()
        bias = torch.zeros(len(weight), dtype=x.dtype, requires_grad=True)
        y = CONV[axes](x, weight, bias, **arguments)
        g = torch.randn(y.shape, dtype=y.dtype, generator=torch.Generator().manual_seed(0))
        want = torch.autograd.grad(y, (x, weight, bias), g)
        have = (
            conv_input_gradient(x.shape, weight.detach(), g, **arguments),
            conv_weight_gradient(x.detach(), weight.shape, g, **arguments),
            conv_bias_gradient(g),
        )
        for ours, torchs in zip(have, want):
            assert ours.shape == torchs.shape
            torch.testing.assert_close(ours, torchs, rtol=1e-10, atol=1e-10)

    cases = check_drawn(400, layers(False, ("float64",)), check)
    functions = [conv_input_gradient, conv_weight_gradient, conv_bias_gradient]
    checked(functions, "drawn layers against autograd", cases)


G = torch.ones(1, 6, 3, 3)
X, W = (1, 4, 5, 5), (6, 2, 3, 3)
BAD = [
    (
        {"grad_output": np.ones((1, 6, 3, 3))},
        TypeError,
        "grad_output must be a tensor of numbers, not ndarray",
    ),
    ({"stride": 1.0}, TypeError, r"stride must be an integer, got 1\.0"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"dilation": True}, TypeError, "dilation must be an integer, got True"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, got 0"),
    ({"groups": 0}, ValueError, "groups must be at least 1, got 0"),
    ({"groups": 1}, ValueError, "input must have 2 . groups channels and groups divide 6"),
    ({"stride": (1, 1, 1)}, ValueError, "stride must be one integer or 2"),
    ({"stride": 2}, ValueError, r"shape of the result, \(1, 6, 2, 2\), .* got \(1, 6, 3, 3\)"),
    ({"x": (4, 5, 5)}, ValueError, r"input must be .* got \(4, 5, 5\) and \(6, 2, 3, 3\)"),
    ({"x": (1, 4, 5, 2)}, ValueError, "shape of the result, .* every size at least 1"),
    (
        {"x": (1, 4, 2, 5), "grad_output": torch.ones(1, 6, 0, 3)},
        ValueError,
        r"shape of the result, \(1, 6, 0, 3\), every size at least 1",
    ),
    ({"w": (5, 2, 3, 3)}, ValueError, "groups divide 5"),
    ({"w": (6, 2, 0, 3)}, ValueError, "weight size must be at least 1, got 0"),
    ({"w": (6, 2)}, ValueError, "with n = 1, 2 or 3"),
]


@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(change, error, message):
    change = {"grad_output": G, "groups": 2} | change
    x, w = change.pop("x", X), change.pop("w", W)
    with pytest.raises(error, match=message):
        conv_input_gradient(x, torch.ones(w), **change)
    with pytest.raises(error, match=message):
        conv_weight_gradient(torch.ones(x), w, **change)


def test_bias_refuses():
    with pytest.raises(TypeError, match="grad_output must be a tensor of numbers, not ndarray"):
        conv_bias_gradient(np.ones((1, 2, 3)))
    with pytest.raises(ValueError, match=r"must be \(B, O, o1, ..., on\), got \(2, 3\)"):
        conv_bias_gradient(torch.ones(2, 3))
