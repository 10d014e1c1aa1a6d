"""What the docstrings of cost.py say."""

import inspect
from functools import cache
from itertools import product
from math import prod

import cost
import numpy as np
import pytest
import torch

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.claims import OPTIONS, about
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import Reading, flat
from tests.snippets.drawn import CONV, CONV_TRANSPOSE


def counts(kind, groups=3, **options):
    """A layer's counts, and its numbers by the letters of the docstrings."""
    function = cost.conv_cost if kind is direct else cost.conv_transpose_cost
    known, symbols = layers.layer(function, COST_SHAPES[kind], 2, kind, groups=groups, **options)
    return function(**known), symbols, known


COST_SHAPES = {
    direct: {
        "input_shape": ("(B, C, i1, ..., in)",),
        "weight_shape": ("(O, C / groups, k1, ..., kn)",),
    },
    transposed: {
        "input_shape": ("(B, C, i1, ..., in)",),
        "weight_shape": ("(C, O / groups, k1, ..., kn)",),
    },
}


def expanded(text, symbols, axes=2):
    """What k1 * ... * kn and so on come to."""
    return layers.sized(f"({text})", symbols, axes)[0]


@about("cost")
def three_counts(reading):
    from_output = reading.one(
        r"- from the output: every output cell costs (.*?)\. Right for a convolution whose"
    )[1]
    from_input = reading.one(
        r"- from the input: every input cell costs (.*?)\. Right for a transposed convolution"
    )[1]
    too_much = reading.one(
        r"For a transposed convolution it counts the inserted zeros, and is about (.*?) times "
        r"too much, sn being the stride of axis n\."
    )[1]
    check_counts_of_cost(from_output, from_input)
    check_too_much(too_much)
    reading.says(
        "that crops at the end. For a convolution with a stride it counts windows that nobody",
        "products of two numbers, neither of which is padding, for cells that are not cropped.",
        "It is the same for a convolution and for its transpose.",
        "And a multiply-add is one operation for some and two (FLOPs) for others; the bias, one "
        "addition for each output cell, is left out by most and here.",
        "padding is multiplied too, as most code does.",
    )
    check_needed()


@cache
def check_counts_of_cost(from_output, from_input):
    for kind, groups in product((direct, transposed), (1, 3)):
        found, symbols, _ = counts(kind, groups)
        cells = {a: symbols["B"] * symbols[b] for a, b in (("in", "C"), ("out", "O"))}
        cells["in"] *= symbols["i1"] * symbols["i2"]
        cells["out"] *= symbols["o1"] * symbols["o2"]
        assert found.from_output == cells["out"] * expanded(from_output, symbols)
        assert found.from_input == cells["in"] * expanded(from_input, symbols)


@cache
def check_too_much(said):
    """Of large inputs, where the ends do not count."""
    for strides in ((2, 3), (4, 1)):
        found, _, _ = counts(transposed, i=(900, 900), stride=strides, output_padding=(0, 0))
        times = expanded(said, {f"s{n + 1}": one for n, one in enumerate(strides)})
        assert found.from_output / found.from_input == pytest.approx(times, rel=0.02)


@cache
def check_needed():
    """Ones, summed up by PyTorch, are the products; and the bias is none of them."""
    for kind in (direct, transposed):
        found, _, known = counts(kind)
        shapes = [torch.ones(known[one]).double() for one in ("input_shape", "weight_shape")]
        options = {one: known[one] for one in (*layers.SETTINGS, "groups") if one in known}
        y = (CONV if kind is direct else CONV_TRANSPOSE)[2](*shapes, **options)
        assert found.needed == y.sum()
        function = cost.conv_cost if kind is direct else cost.conv_transpose_cost
        less = function(**known | {"bias": False})
        assert less[1:4] == found[1:4]
        weight, outputs = prod(known["weight_shape"]), y.shape[1]
        assert (less.parameters, found.parameters) == (weight, weight + outputs)
        numbers = prod(known["input_shape"]) + found.parameters + y.numel()
        assert found.bytes == numbers * 4
    there = cost.conv_cost((2, 4, 9), (6, 4, 3), stride=2)
    back = cost.conv_transpose_cost(there.output_shape, (6, 4, 3), stride=2)
    assert there.needed == back.needed


@about("cost.Cost")
def fields_of_cost(reading):
    reading.says(
        "parameters: numbers in weight and bias.",
        "from_output, from_input, needed: multiply-adds, counted in the three ways above.",
        "bytes: of input, weight, bias and output, each once.",
    )
    check_output_shape(layers.shapes(reading)["output_shape"][0])
    check_needed()


@cache
def check_output_shape(said):
    for kind in (direct, transposed):
        found, symbols, _ = counts(kind)
        assert found.output_shape == layers.sized(said, symbols, 2)


@about("cost.conv_cost")
def cost_of_a_convolution(reading):
    all_of_cost(reading, direct)


@about("cost.conv_transpose_cost")
def cost_of_a_transposed_convolution(reading):
    all_of_cost(reading, transposed)


def all_of_cost(reading, kind):
    stated = layers.shapes(reading)
    assert set(stated) == {"input_shape", "weight_shape"}
    result = layers.shapes(Reading(reading.place, flat(inspect.getdoc(cost.Cost))))["output_shape"]
    layers.check_shapes(
        reading.place.function, (*layers.items(stated), ("result", result)), kind, 3, ()
    )
    layers.torch_functions(reading, stated, kind)
    bounds.per_axis(reading, kind, stated, OPTIONS)
    bounds.groups_divide(reading, kind, stated)
    assert bounds.errors(reading)
    size, dtype = reading.one(r"^itemsize: bytes of one number, (\d+) for (\w+)\.").groups()
    assert np.dtype(dtype).itemsize == int(size)
    default = inspect.signature(reading.place.function).parameters["itemsize"].default
    assert default == int(size)
    words = reading.one(r"^bias: (\w+) or (\w+)\.").groups()
    check_bias_words(words, reading.place.function, layers.items(stated), kind)


@cache
def check_bias_words(words, function, stated, kind):
    known, _ = layers.layer(function, dict(stated), 1, kind)
    taken = [str(one) for one in (True, False) if function(**known | {"bias": one})]
    assert taken == list(words)
    for wrong in (None, 1, 0):
        with pytest.raises(TypeError):
            function(**known | {"bias": wrong})
