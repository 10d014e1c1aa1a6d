"""What is advised in place of padding='same' gives the numbers of SAME, or nothing is advised."""

import itertools

import pytest
import torch
from same_padding import conv_same, conv_transpose_same
from torch import nn

from tests.web.layers import call

torch.manual_seed(0)
CASES = list(itertools.product([5, 6, 7, 8], [1, 2, 3, 4, 5], [2, 3], [1, 2]))  # size, k, s, d
TRANSPOSED = list(itertools.product([1, 2, 3, 4, 5], [1, 2, 3], [1, 2]))


def advised(code, shape):
    """The repairs that are offered for one layer."""
    return call("fixes", code, ",".join(map(str, shape)))


def with_repair(code, repair):
    """The network that somebody gets who does what is advised."""
    value = repair["value"]
    layer = code.replace("'same'", str(tuple(value) if isinstance(value, list) else value))
    lines = [repair["insert"], layer] if "insert" in repair else [layer]
    return nn.Sequential(*[eval(one, {"nn": nn}) for one in lines]).double()


@pytest.mark.parametrize(("i", "k", "s", "d"), CASES)
def test_the_advice_for_a_strided_convolution_gives_the_numbers_of_same(i, k, s, d):
    code = f"nn.Conv2d(2, 3, ({k}, 2), {s}, dilation={d}, padding='same')"
    x = torch.rand(1, 2, i, i + 1, dtype=torch.float64)
    (repair,) = advised(code, x.shape)
    network = with_repair(code, repair)
    conv = network[-1]
    wanted = conv_same(x, conv.weight, conv.bias, stride=s, dilation=d)
    torch.testing.assert_close(network(x), wanted)


def test_padding_1_is_not_advised_where_same_is_something_else():
    """Of SAME's odd number of zeros one more goes after; padding=1 runs, and is wrong."""
    (repair,) = advised("nn.Conv2d(16, 16, 3, stride=2, padding='same')", (1, 16, 32, 32))
    assert (repair["insert"], repair["value"]) == ("nn.ZeroPad2d((0, 1, 0, 1))", 0)
    (repair,) = advised("nn.Conv2d(16, 16, 3, stride=2, padding='same')", (1, 16, 33, 33))
    assert "insert" not in repair
    assert repair["value"] == [1, 1]


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_the_padding_mode_stays(mode):
    code = f"nn.Conv1d(1, 1, 3, 2, 'same', padding_mode='{mode}')"
    (repair,) = advised(code, (1, 1, 8))
    names = {"reflect": "Reflection", "replicate": "Replication", "circular": "Circular"}
    assert repair["insert"] == f"nn.{names[mode]}Pad1d((0, 1))"


@pytest.mark.parametrize(("k", "s", "d"), TRANSPOSED)
def test_the_advice_for_a_transposed_convolution_gives_the_numbers_of_same(k, s, d):
    code = f"nn.ConvTranspose1d(2, 3, {k}, {s}, dilation={d}, padding='same')"
    x = torch.rand(1, 2, 5, dtype=torch.float64)
    repairs = advised(code, x.shape)
    cropped = d * (k - 1) + 1 - s
    assert bool(repairs) == (cropped >= 0 and cropped % 2 == 0)
    for repair in repairs:
        (layer,) = with_repair(code, repair)
        wanted = conv_transpose_same(x, layer.weight, layer.bias, stride=s, dilation=d)
        torch.testing.assert_close(layer(x), wanted)


def test_padding_valid_of_a_transposed_convolution_is_no_padding():
    (repair,) = advised("nn.ConvTranspose2d(1, 1, 4, padding='valid')", (1, 1, 4, 4))
    assert (repair["name"], repair["value"]) == ("padding", 0)
