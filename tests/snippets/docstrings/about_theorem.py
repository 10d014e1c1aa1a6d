"""What conv_transpose_as_conv.py, equivalent_padding_check.py and classic_cases.py say."""

import inspect
from functools import cache
from itertools import product

import classic_cases
import conv_transpose_as_conv
import equivalent_padding_check
import numpy as np
import pytest
import same_padding
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.claims import OPTIONS, about
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import number
from tests.snippets.drawn import grid


@cache
def check_theorem(said, names):
    """Zeros between, before and after, and the kernel in reverse order, give PyTorch's numbers.

    `said` are the texts of p', of the zeros and of the stride; `names` are what they call a layer's
    numbers, in the order kernel size, stride, padding, dilation, output padding.
    """
    p_prime, between, before, after, stride, dilation = said
    for i, k, s, p, d, op in GRID:
        if transposed(i, k, s, p, d, op) is None:
            continue
        values = dict(zip(names, (k, s, p, d, op)))
        values["p'"] = number(p_prime, values)
        rng = np.random.default_rng(k)
        x, weight = rng.integers(1, 60, i), rng.integers(1, 60, k)
        ends = [number(one, values) for one in (before, after)]
        wide = np.zeros((i - 1) * (number(between, values) + 1) + 1, dtype=np.int64)
        wide[:: number(between, values) + 1] = x
        wide = np.pad(wide, [max(one, 0) for one in ends])
        wide = wide[max(-ends[0], 0) : len(wide) - max(-ends[1], 0)]
        tensors = [
            torch.from_numpy(np.array(a))[None, None] for a in (wide, weight[::-1], x, weight)
        ]
        have = F.conv1d(*tensors[:2], stride=int(stride), dilation=values.get(dilation, 1))
        want = F.conv_transpose1d(*tensors[2:], stride=s, padding=p, output_padding=op, dilation=d)
        assert have.equal(want), (i, k, s, p, d, op)


GRID = list(product((1, 4, 5), (2, 3), (1, 2, 3), (0, 1, 3), (1, 2), (0, 1)))


@about("equivalent_padding_check")
def the_theorem(reading):
    names = reading.one(
        r"kernel size (\w+), stride (\w+), padding (\w+), dilation (\w+) and output padding "
        r"(\w+) equals"
    ).groups()
    stride, dilation = reading.one(r"with stride (\d+) and dilation (\w+)(?=: put)").groups()
    between = reading.one(r": put (.*?) zeros between the cells of x,")[1]
    p_prime, before = reading.one(r"pad with (?=(p') = )p' = (.*?) zeros before").groups()[::-1]
    after = reading.one(r"zeros before and (.*?) after \(a negative amount crops\), and")[1]
    reading.says("slide the kernel in reverse order.", "along one axis: a transposed convolution")
    check_theorem((p_prime, between, before, after, stride, dilation), names)


@about("equivalent_padding_check.legal_cases")
def all_that_pytorch_accepts(reading):
    check_legal(reading.one(r"that PyTorch accepts, as \((.*?)\)\.")[1])


@cache
def check_legal(said):
    names = said.split(", ")
    legal = set(equivalent_padding_check.legal_cases())
    grid_of = equivalent_padding_check.GRID
    accepted = {
        tuple(one[name] for name in names)
        for one in grid(**grid_of)
        if transposed(one["i"], one["k"], one["s"], one["p"], one["d"], one["op"]) is not None
    }
    assert legal == accepted


@about("equivalent_padding_check.by_theorem")
def two_mistakes(reading):
    reading.says("flip and p_prime allow the two popular mistakes.")
    options = inspect.signature(equivalent_padding_check.by_theorem).parameters.values()
    assert [one.name for one in options if one.default is not one.empty] == ["flip", "p_prime"]


@about("equivalent_padding_check.by_pytorch")
def one_channel_of_pytorch(reading):
    name = reading.one(r"torch\.nn\.functional\.(\w+\dd) on one channel\.")[1]
    x, weight = np.array([1, 2, 3]), np.array([1, 10])
    want = getattr(F, name)(*(torch.from_numpy(a)[None, None] for a in (x, weight)), stride=2)
    have = equivalent_padding_check.by_pytorch(x, weight, 2, 0, 1, 0)
    np.testing.assert_array_equal(have, want[0, 0].numpy())


@about("equivalent_padding_check.check")
def to_the_last_bit(reading):
    reading.says("Count the legal cases, and what equals PyTorch to the last bit.")
    reading.says("All with random integers.")
    check_counts()


@cache
def check_counts():
    counts = equivalent_padding_check.check(1)
    assert counts["theorem"] == counts["cases"] == len(equivalent_padding_check.legal_cases())


@about("conv_transpose_as_conv")
def both_ways(reading):
    p_prime = reading.one(r"with p' = (.*?):\n")[1]
    between, before, after, stride = reading.one(
        r"put (.*?) zeros between the cells of x, (.*?) zeros before and (.*?) after, then "
        r"convolve "
        r"with the kernel in reverse order, stride (\d+);"
    ).groups()
    names = ("k", "stride", "padding", "dilation", "output_padding")
    check_theorem((p_prime, between, before, after, stride, "dilation"), names)
    said = reading.one(
        r"transposed convolution with the kernel in reverse order, stride (\d+) and padding (.*?), "
        r"of whose result every (\w+)-th cell is kept\."
    ).groups()
    check_way_back(p_prime, said, names)
    axes = reading.one(r"for n = (\d), (\d) or (\d) axes")
    check_axes(tuple(map(int, axes.groups())), False)
    assert bounds.errors(reading)
    reading.says(
        "Transposed convolution written with convolution, and the reverse,",
        "A negative number of zeros crops.",
        "Where a number is not finite, the zeros count: 0 * inf is nan. The two ways put zeros in "
        "different places,",
    )


@cache
def check_way_back(p_prime, said, names):
    stride, padding, every = said
    tried = 0
    for i, k, s, p, d, _ in GRID:
        values = dict(zip(names, (k, s, p, d)))
        values["p'"] = number(p_prime, values)
        around = number(padding, values)
        if around < 0 or direct(i, k, s, p, d) is None:
            continue
        rng = np.random.default_rng(k)
        x, weight = rng.integers(1, 60, i), rng.integers(1, 60, k)
        x, weight = (torch.from_numpy(a)[None, None] for a in (x, weight))
        options = {"stride": int(stride), "padding": around, "dilation": d}
        have = F.conv_transpose1d(x, weight.flip(2), **options)[..., :: values[every]]
        assert have.equal(F.conv1d(x, weight, stride=s, padding=p, dilation=d))
        tried += 1
    assert tried > 10


@cache
def check_axes(said, both=True):
    """So many axes are taken, and no other number of them."""
    functions = [conv_transpose_as_conv.conv_as_conv_transpose]
    functions = [same_padding.conv_same, same_padding.conv_transpose_same] if both else functions
    for function, axes in product(functions, range(5)):
        known = {"x": torch.ones(1, 2, *[4] * axes), "weight": torch.ones(2, 2, *[2] * axes)}
        assert layers.takes(function, known) == (axes in said), (function.__name__, axes)


@about("conv_transpose_as_conv.conv_transpose_as_conv")
def transposed_by_direct(reading):
    whole_with_torch(reading, transposed)


@about("conv_transpose_as_conv.conv_as_conv_transpose")
def direct_by_transposed(reading):
    whole_with_torch(reading, direct)


def whole_with_torch(reading, kind):
    layers.sizes(reading, kind, layers.letters_of(reading.place.function))
    stated = layers.layer_shapes(reading, kind)
    layers.torch_functions(reading, stated, kind)
    bounds.per_axis(reading, kind, stated, OPTIONS)
    reading.says("bias (O,) or None", "groups an integer.")
    known, _ = layers.layer(reading.place.function, stated, 1, kind)
    for wrong in (1.5, (1,)):
        with pytest.raises(TypeError):
            reading.place.function(**known | {"groups": wrong})


@about("conv_transpose_as_conv.turn")
def turned(reading):
    check_turn(reading.one(r"weight (\(.*?\)) becomes (\(.*?\))\.").groups())


@cache
def check_turn(said):
    for groups, axes in product((1, 2, 3), (1, 2)):
        symbols = layers.NUMBERS | {"groups": groups, "k1": 2, "k2": 4}
        there, back = (layers.sized(one, symbols, axes) for one in said)
        assert conv_transpose_as_conv.turn(torch.ones(there), groups).shape == back
    kernel = torch.arange(6).reshape(1, 1, 2, 3)
    assert conv_transpose_as_conv.turn(kernel).equal(kernel.flip(2, 3))


@about("conv_transpose_as_conv.pad")
def zeros_added(reading):
    reading.says("Add zeros (before, after) along the last axes; negative numbers crop.")
    x = torch.arange(1, 7).reshape(1, 2, 3)
    have = conv_transpose_as_conv.pad(x, [(1, 0), (-1, 2)])
    assert have.equal(F.pad(x, (-1, 2, 1, 0)))


@about("classic_cases")
def cases_of_the_guide(reading):
    reading.says("Each case is (input size, kernel size, options of PyTorch); both axes are alike.")
    for table, kind in ((classic_cases.DIRECT, direct), (classic_cases.TRANSPOSED, transposed)):
        for i, k, options in table.values():
            short = {one: options[long] for one, long in layers.SHORT.items() if long in options}
            assert set(options) <= set(layers.SETTINGS)
            assert kind(i, k, **short)
