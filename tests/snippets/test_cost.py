"""Costs are what PyTorch's own counter counts, and what ones add up to."""

import pytest
import torch
from cost import conv_cost, conv_transpose_cost
from torch.utils.flop_counter import FlopCounterMode

from tests.snippets.drawn import CONV, CONV_TRANSPOSE, check_drawn, layers


@pytest.mark.parametrize("transposed", [False, True])
def test_drawn(transposed, checked):
    def check(layer):
        x, weight, bias, arguments = layer
        axes = weight.ndim - 2
        x = torch.ones(x.shape if x.ndim == axes + 2 else (1, *x.shape), dtype=torch.float64)
        weight = torch.ones(weight.shape, dtype=torch.float64)
        function = (CONV_TRANSPOSE if transposed else CONV)[axes]
        y = function(x, weight, **arguments)
        count = conv_transpose_cost if transposed else conv_cost
        cost = count(tuple(x.shape), tuple(weight.shape), bias is not None, **arguments)
        assert cost.output_shape == tuple(y.shape)
        assert cost.needed == y.sum()  # each product of two ones adds one
        biases = 0 if bias is None else y.shape[1]
        assert cost.parameters == weight.numel() + biases
        assert cost.bytes == 4 * (x.numel() + weight.numel() + biases + y.numel())
        if len(x):
            with FlopCounterMode(display=False) as counter:
                function(x, weight, **arguments)
            direct = cost.from_input if transposed else cost.from_output
            assert counter.get_total_flops() == 2 * direct
        per_cell = weight.numel() * arguments["groups"] if transposed else weight.numel()
        cells = y.numel() // max(y.shape[0] * y.shape[1], 1)
        if len(x):
            per_cell = weight.shape[0] * weight[0].numel()
            assert cost.from_output == len(x) * cells * per_cell
            assert cost.from_input == len(x) * x[0, 0].numel() * per_cell

    cases = check_drawn(300, layers(transposed), check)
    function = conv_transpose_cost if transposed else conv_cost
    checked([function], "drawn layers against PyTorch's counter", cases)


def test_a_transpose_needs_what_its_convolution_needs():
    there = conv_cost((2, 6, 9, 8), (4, 6, 3, 3), stride=2, padding=1)
    back = conv_transpose_cost(
        there.output_shape, (4, 6, 3, 3), stride=2, padding=1, output_padding=(0, 1)
    )
    assert back.output_shape == (2, 6, 9, 8)
    assert there.needed == back.needed
    assert there.from_output == back.from_input


def test_itemsize():
    assert conv_cost((1, 1, 3), (1, 1, 2), False, itemsize=2).bytes == 2 * (3 + 2 + 2)
    assert conv_transpose_cost((1, 1, 3), (1, 1, 2), False, itemsize=8).bytes == 8 * (3 + 2 + 4)


X, W = (1, 4, 5, 5), (4, 2, 3, 3)
BAD = [
    ({"input_shape": (4, 5)}, ValueError, "input_shape must be a tuple of 3 numbers or more"),
    ({"weight_shape": 3}, ValueError, "weight_shape must be a tuple of 3 numbers or more, got 3"),
    ({"input_shape": (1, 4, 5)}, ValueError, "shapes must be equally long"),
    ({"input_shape": (-1, 4, 5, 5)}, ValueError, "the batch must be at least 0, got -1"),
    ({"input_shape": (1, 4, 0, 5)}, ValueError, "input_shape must be at least 1, got 0"),
    ({"input_shape": (1, 0, 5, 5)}, ValueError, "input_shape must be at least 1, got 0"),
    ({"weight_shape": (0, 2, 3, 3)}, ValueError, "weight_shape must be at least 1, got 0"),
    ({"input_shape": (1, 3, 5, 5)}, ValueError, r"groups must divide .*, got input \(1, 3, 5, 5\)"),
    ({"groups": 3}, ValueError, "groups must divide"),
    ({"groups": 0}, ValueError, "groups must be at least 1, got 0"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, got 0"),
    ({"stride": 1.5}, TypeError, r"stride must be an integer, got 1\.5"),
    ({"stride": (1, 1, 1)}, ValueError, "stride must be one integer or 2"),
    ({"bias": None}, TypeError, "bias must be True or False, got None"),
    ({"itemsize": 0}, ValueError, "itemsize must be at least 1, got 0"),
    ({"itemsize": 4.0}, TypeError, "itemsize must be an integer"),
]


@pytest.mark.parametrize("function", [conv_cost, conv_transpose_cost])
@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(function, change, error, message):
    good = {"input_shape": X, "weight_shape": W, "groups": 2}
    function(**good)
    with pytest.raises(error, match=message):
        function(**good | change)


def test_says_which_size_was_wrong():
    with pytest.raises(
        ValueError, match="kernel must not be larger than the padded input, got input"
    ):
        conv_cost(X, W, groups=2, dilation=3)
    with pytest.raises(
        ValueError,
        match=r"^the input must have 2 \* groups channels and groups must divide 5, got input \(",
    ):
        conv_cost(X, (5, 2, 3, 3), groups=2)
    with pytest.raises(ValueError, match="got output_padding 1, stride 1, dilation 1"):
        conv_transpose_cost(X, W, output_padding=1)
    with pytest.raises(ValueError, match=r"sizes \[0, 0\]"):
        conv_transpose_cost(X, (4, 2, 2, 2), padding=3)
    with pytest.raises(ValueError, match="kernel must not be larger than the padded input"):
        conv_cost(X, (4, 2, 6, 6), groups=2)
    with pytest.raises(ValueError, match=r"sizes \[-1, -1\]"):
        conv_transpose_cost(X, W, padding=4)
