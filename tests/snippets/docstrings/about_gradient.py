"""What the docstrings of gradient.py say."""

import re
from functools import cache

import gradient
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.claims import (
    LAYERS,
    LETTERS,
    M_IS,
    OPTIONS,
    I,
    K,
    about,
    made_of,
    names_of,
    one_layer,
)
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import literally
from tests.snippets.drawn import CONV


@cache
def gradients(single=False):
    """Layers with g, and the gradients that autograd finds."""
    found = []
    for numbers in LAYERS:
        options, arrays, weight, y = one_layer(direct, *numbers, single, 1)
        g = np.random.default_rng(3).integers(1, 60, y.shape)
        tensors = [
            torch.from_numpy(a).double().requires_grad_()
            for a in (arrays["x"], weight, arrays["bias"])
        ]
        gradient_of = torch.autograd.grad(
            CONV[1](*tensors, **options), tensors, torch.from_numpy(g).double()
        )
        found.append((options, arrays | {"g": g}, [one.numpy() for one in gradient_of]))
    return found


@about("gradient")
def three_gradients(reading):
    call = reading.one(r"For y = (conv\(.*?\)) and g,")[1]
    both = reading.one(r"the gradient with respect to y, both (\(.*?\)):")[1]
    stated = layers.shapes(reading)
    axes = reading.one(r", n = (\d), (\d) or (\d), with a batch\.")
    check_gradient_layer(call, both, layers.items(stated), tuple(map(int, axes.groups())))
    reading.says(
        "The gradients of a convolution are convolutions: of input, weight and bias.",
        "input: transposed convolution of g with the same weight;",
        "weight: convolution of x with g as the kernel, where stride and dilation change places "
        "and "
        "the batch takes the place of the channels;",
        "bias: the sum over batch and cells.",
    )
    check_three_gradients()


@cache
def check_gradient_layer(call, both, stated, axes):
    for n in range(4):
        known = {"grad_output": torch.ones(2, 3, *[4] * n)}
        assert layers.takes(gradient.conv_bias_gradient, known) == (n in axes)
    for n in axes:
        options, symbols = layers.layer(gradient.conv_input_gradient, {}, n, direct)
        names = {name: torch.ones(layers.sized(shapes[0], symbols, n)) for name, shapes in stated}
        y = eval(call, {"conv": CONV[n]}, names | options | {"bias": None})
        assert tuple(y.shape) == layers.sized(both, symbols, n)


@cache
def check_three_gradients():
    for options, arrays, (gx, gw, gb) in gradients():
        x, weight, g = (torch.from_numpy(arrays[one]) for one in ("x", "weight", "g"))
        s, p, d = (options[one] for one in OPTIONS)
        whole = F.conv_transpose1d(g, weight, stride=s, padding=p, dilation=d).numpy()
        cells = whole.shape[2]
        np.testing.assert_array_equal(whole, gx[..., :cells])
        swapped = F.conv1d(x.transpose(0, 1), g.transpose(0, 1), stride=d, padding=p, dilation=s)
        np.testing.assert_array_equal(swapped.transpose(0, 1)[..., :K].numpy(), gw)
        np.testing.assert_array_equal(g.sum((0, 2)).numpy(), gb)


def all_of_gradient(reading):
    stated = layers.layer_shapes(reading, direct)
    layers.same_dtypes(reading, stated, direct)
    bounds.per_axis(reading, direct, stated, OPTIONS)
    assert bounds.errors(reading)


@about("gradient.conv_input_gradient")
def gradient_of_the_input(reading):
    terms, place, cell = reading.one(
        r"gx\[m\] = sum of (.*?\])\.\n\nThere (.*?) = (\w+)\."
    ).groups()
    assert cell == "m"
    check_input_gradient(f"gx[{place}] += {terms}")
    all_of_gradient(reading)
    reading.says(
        "the shape of x. Several shapes give the same shape of y, so it must be told; "
        "output_padding is what it differs by from the smallest."
    )
    assert direct(9, 3, 2) == direct(10, 3, 2)
    assert transposed(direct(9, 3, 2), 3, 2) == 9
    assert transposed(direct(10, 3, 2), 3, 2, op=1) == 10


@cache
def check_input_gradient(said):
    for options, arrays, (gx, _, _) in gradients(single=True):
        g, weight = arrays["g"][0, 0], arrays["weight"][0, 0]
        letters = {"n": len(g), "t": K}
        found = literally(said, (I,), letters, (), names_of(options), g=g, weight=weight)
        np.testing.assert_array_equal(found, gx[0, 0])


@about("gradient.conv_weight_gradient")
def gradient_of_the_weight(reading):
    said, over = reading.one(r"(gw\[.*?\] = sum of .*?\]) over (\w and \w)\.").groups()
    assert set(over.split(" and ")) == set("bcomnt") - set(said[3:10]) - {"m"}
    where = reading.one(M_IS.replace("m =", "There m ="))[1]
    check_weight_gradient(said, where)
    all_of_gradient(reading)
    reading.says(
        "In a convolution, stride goes with the cells of the result and dilation with those of the "
        "kernel. Here t counts the result and n the kernel, so the two change places.",
        "the shape of weight.",
    )


@cache
def check_weight_gradient(said, where):
    for options, arrays, (_, gw, _) in gradients():
        letters = LETTERS | {"n": arrays["g"].shape[2]}
        arrays = {one: arrays[one] for one in "xg"}
        found = literally(said, gw.shape, letters, made_of(where), names_of(options), **arrays)
        np.testing.assert_array_equal(found, gw)


@about("gradient.conv_bias_gradient")
def gradient_of_the_bias(reading):
    said, one, other, start, end = reading.one(
        r"(gb\[o\] = sum of g\[.*?\]) over (\w) and (\w)\.\n\nFrom (\(.*?\)) to (\(.*?\))\."
    ).groups()
    assert {one, other} == {"b", "n"} < set(re.findall(r"\w+", said))
    check_bias_gradient(said, start, end)


@cache
def check_bias_gradient(said, start, end):
    for _, arrays, (_, _, gb) in gradients():
        letters = LETTERS | {"n": arrays["g"].shape[2]}
        np.testing.assert_array_equal(literally(said, gb.shape, letters, g=arrays["g"]), gb)
    for axes in (1, 2, 3):
        _, symbols = layers.layer(gradient.conv_input_gradient, {}, axes, direct)
        g = torch.ones(layers.sized(start, symbols, axes))
        assert g.shape[:2] == (symbols["B"], symbols["O"])
        found = gradient.conv_bias_gradient(g)
        assert tuple(found.shape) == layers.sized(end, symbols, axes) != (symbols["B"],)
