"""What docstrings claim: who reads which docstring, and what their checks share.

A claim takes a docstring as it stands, computes what it says, and compares it with PyTorch or with
what the function gives. Words are quoted beside the check that holds them: others are not found.
"""

from functools import cache

import conv
import conv_transpose
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import literally, number
from tests.snippets.drawn import CONV, CONV_TRANSPOSE

CLAIMS = {}


def about(*names):
    """What follows is claimed by these docstrings."""

    def note(claim):
        for name in names:
            CLAIMS.setdefault(name, []).append(claim)
        return claim

    return note


# What index formulas are computed on: one axis, a few channels, and four sets of s, p, d, op.
LAYERS = [(2, 1, 3, 0), (3, 2, 1, 1), (1, 3, 2, 1), (2, 0, 2, 1)]
B, C, O, K, I = 2, 4, 6, 3, 9  # noqa: E741
LETTERS = {"b": B, "c": C, "o": O, "t": K}


def one_layer(kind, s, p, d, op, single=False, groups=2):
    """Options, arrays with the whole weight, the weight of the layer, and PyTorch's result."""
    rng = np.random.default_rng(7)
    b, c, o, groups = (1, 1, 1, 1) if single else (B, C, O, groups)
    shape = (o, c // groups, K) if kind is direct else (c, o // groups, K)
    x, weight, bias = (rng.integers(1, 60, one) for one in ((b, c, I), shape, (o,)))
    options = {"stride": s, "padding": p, "dilation": d, "groups": groups}
    if kind is transposed:
        options["output_padding"] = op
    function = CONV[1] if kind is direct else CONV_TRANSPOSE[1]
    y = function(*(torch.from_numpy(a) for a in (x, weight, bias)), **options).numpy()
    return options, {"x": x, "weight": whole(weight, groups), "bias": bias}, weight, y


def whole(weight, groups):
    """The weight of all pairs of channels: 0 between groups, which do not mix."""
    rows, columns, taps = weight.shape
    full = np.zeros((rows, columns * groups, taps), weight.dtype)
    for row in range(rows):
        group = row * groups // rows
        full[row, group * columns : (group + 1) * columns] = weight[row]
    return full


def names_of(options):
    return {name: value for name, value in options.items() if name != "groups"}


@cache
def check_sum(statement, kind):
    """y as the statement says it, with groups, against PyTorch."""
    for options, arrays, _, y in (one_layer(kind, *numbers) for numbers in LAYERS):
        size = {"n": y.shape[2] if kind is direct else I}
        found = literally(statement, y.shape, LETTERS | size, **arrays, constants=names_of(options))
        want = y if "bias" in statement else y - arrays["bias"][:, None]
        np.testing.assert_array_equal(found, want)


@cache
def check_taps(statement, kind):
    """Without padding, groups and bias."""
    options, arrays, weight, y = one_layer(kind, 2, 0, 3, 0, False, 1)
    y = y - arrays["bias"][:, None]
    size = {"n": y.shape[2] if kind is direct else I}
    found = literally(statement, y.shape, LETTERS | size, **arrays, constants=names_of(options))
    np.testing.assert_array_equal(found, y)
    function = conv.conv_tap_by_tap if kind is direct else conv_transpose.conv_transpose_tap_by_tap
    np.testing.assert_array_equal(function(arrays["x"], weight, 2, 3), y)


def uneven_padding(reading, kind):
    """What the sum and the size mean by padding, where it is a pair."""
    *pair, above, below = reading.one(
        r"A pair \((\w+), (\w+)\) may stand in the place of an integer: padding above is then "
        r"(\w+), and 2 \* padding below is (\w+ [-+*/] \w+)\."
    ).groups()
    said = reading.one(r"y\[b, o, n.*?\] \+?= .*?weight\[.*?\]")[0]
    (size,) = reading.formulas("o", (*layers.SHORT.values(), "i", "k"))
    check_uneven(tuple(pair), above, below, said, size, kind)


@cache
def check_uneven(pair, above, below, said, size, kind):
    """The sum and the size, with the two ends under their names, against PyTorch without padding.

    It reads a padded input, or its result is cropped.
    """
    for (s, _, d, op), ends in zip(LAYERS, ((0, 2), (3, 1), (2, 0), (1, 4))):
        options, arrays, weight, _ = one_layer(kind, s, 0, d, op)
        x, kernel, bias = (torch.from_numpy(a) for a in (arrays["x"], weight, arrays["bias"]))
        if kind is direct:
            want = CONV[1](F.pad(x, ends), kernel, bias, **options).numpy()
            have = conv.conv(arrays["x"], weight, arrays["bias"], **options | {"padding": [ends]})
        else:
            whole_y = CONV_TRANSPOSE[1](x, kernel, bias, **options).numpy()
            want = whole_y[..., ends[0] : whole_y.shape[-1] - ends[1]]
            have = conv_transpose.conv_transpose(
                arrays["x"], weight, arrays["bias"], **options | {"padding": [ends]}
            )
        np.testing.assert_array_equal(have, want)
        names = names_of(options) | dict(zip(pair, ends)) | {"i": I, "k": K}
        names |= {"padding": names[above]}
        told = size.replace("2 * padding", f"({below})")
        assert told != size
        assert number(told, names) == want.shape[-1], f"the size of {pair} = {ends}"
        letters = LETTERS | {"n": want.shape[-1] if kind is direct else I}
        found = literally(said, want.shape, letters, **arrays, constants=names)
        left = 0 if "bias" in said else arrays["bias"][:, None]
        np.testing.assert_array_equal(found, want - left)


def trusted_bounds(reading, kind):
    """What a function that trusts its arguments says of them is what PyTorch takes."""
    for name, least in bounds.bounds(reading):
        short = next(one for one, long in layers.SHORT.items() if long == name)
        assert kind(9, 2, **{short: least}) is not None
        assert kind(9, 2, **{short: least - 1}) is None


def full_layer(reading, kind):
    """Shapes, sizes, bounds, groups, dtypes and errors, as docstrings with Args say them."""
    function = reading.place.function
    layers.sizes(reading, kind, layers.letters_of(function))
    stated = layers.layer_shapes(reading, kind)
    bounds.layer_bounds(reading, kind, stated)
    layers.same_dtypes(reading, stated, kind)
    if "groups" in layers.parameters_of(function):
        bounds.groups_divide(reading, kind, stated)
    assert bounds.errors(reading)
    return stated


OPTIONS = ("stride", "padding", "dilation")


def made_of(where):
    """m = ..., as (name, formula)."""
    return (("m", where),)


M_IS = r"m = ([^=]*?)\.(?:\n|$| )"
