"""How far receptive fields are followed, through what, and how exactly a jump is said."""

import numpy as np
import pytest
import torch

from tests.web.fields import ends, fields
from tests.web.layers import rows_of, run_code
from tests.web.test_layers_drawn import dependent

LONGEST = 2**20  # cells of an axis whose receptive field is followed


@pytest.mark.parametrize("code", ["nn.Conv1d(1, 1, 3)", "nn.MaxPool1d(3, 1)"])
def test_an_axis_is_followed_up_to_a_length(code):
    assert rows_of(code, (1, 1, LONGEST))[0]["receptiveField"] == 3
    assert rows_of(code, (1, 1, LONGEST + 1))[0]["receptiveField"] is None


def test_an_axis_is_followed_no_longer_once_it_is_too_long():
    (row,) = rows_of("nn.Upsample(scale_factor=2)", (1, 1, LONGEST // 2))
    assert (row["receptiveField"], row["jump"]) == (1, 0.5)
    (row,) = rows_of("nn.Upsample(scale_factor=2)", (1, 1, LONGEST // 2 + 1))
    assert (row["receptiveField"], row["jump"]) == (None, None)


@pytest.mark.parametrize("s", [3, 7, 11])
def test_a_jump_has_twelve_digits(s):
    (row,) = rows_of(f"nn.ConvTranspose1d(1, 1, {s}, {s})", (1, 1, 9))
    assert row["jump"] == float(f"{1 / s:.12g}")
    assert row["jump"] not in (float(f"{1 / s:.11g}"), float(f"{1 / s:.13g}"))


@pytest.mark.parametrize("code", ["nn.ReLU()", "nn.Identity()"])
def test_a_result_is_counted_up_to_a_number_of_cells(code):
    assert rows_of(code, (2**25, 2**25))[0]["shape"] == [2**25, 2**25]
    assert "too large" in rows_of(code, (2**25, 2**25 + 1))[0]["error"]


@pytest.mark.parametrize(("windows", "field"), [(1_000_000, 50), (1_000_001, None)])
def test_no_more_than_fifty_million_cells_are_looked_at(windows, field):
    (row,) = rows_of("nn.Conv1d(1, 1, 50)", (1, 1, windows + 49))
    assert row["receptiveField"] == field


# What is followed through layers that lay cells out anew, and along which axes no longer last.
MOVED = [
    ("nn.ZeroPad1d((-2, -1))\nnn.Flatten()\nnn.Linear(6, 2)", (1, 1, 9), []),
    ("nn.ZeroPad2d((-1, -2, -3, 0))\nnn.Flatten(2)\nnn.Linear(25, 3)", (1, 1, 8, 8), []),
    ("nn.Conv1d(1, 1, 1, 5, 2)\nnn.Linear(1, 2)", (1, 1, 1), []),
    ("nn.Conv2d(1, 1, (3, 2))\nnn.Flatten()\nnn.ReLU()", (1, 1, 6, 5), []),
    ("nn.Conv2d(1, 1, (3, 2))\nnn.Flatten(1, 2)\nnn.Conv1d(5, 1, 3)", (1, 1, 7, 6), []),
    ("nn.Conv3d(1, 1, (2, 1, 3))\nnn.Flatten(2, 3)\nnn.ReLU()", (1, 1, 3, 4, 6), []),
    ("nn.Conv3d(1, 1, (2, 1, 3))\nnn.Flatten(2, 3)\nnn.MaxPool2d(2, 1)", (1, 1, 3, 4, 6), [0, 1]),
    ("nn.Conv3d(1, 1, (2, 1, 3))\nnn.Flatten(3, 4)\nnn.ReLU()", (1, 1, 3, 4, 5), []),
    ("nn.Conv1d(1, 1, 2)\nnn.Unflatten(1, (1, 1))\nnn.Conv2d(1, 1, (1, 3))", (1, 1, 8), []),
    ("nn.Conv1d(1, 1, 3)\nnn.Unflatten(1, (1, 1, 1))\nnn.ZeroPad3d(1)\nnn.ReLU()", (1, 1, 6), []),
    ("nn.Conv2d(1, 1, (2, 3))\nnn.Unflatten(2, (4,))\nnn.MaxPool2d(2, 1)", (1, 1, 5, 6), []),
    ("nn.Conv2d(1, 1, (2, 3))\nnn.Unflatten(2, (2, 2))", (1, 1, 5, 6), [0]),
    ("nn.Conv2d(1, 1, (2, 3))\nnn.Unflatten(3, (2, 2))", (1, 1, 5, 6), [1]),
    ("nn.Conv2d(1, 1, (2, 3))\nnn.Linear(4, 5)\nnn.Conv2d(1, 1, (3, 1))", (1, 1, 7, 6), []),
]


@pytest.mark.parametrize(("code", "shape", "lost"), MOVED)
def test_fields_through_layers_that_move_cells_are_those_of_autograd(code, shape, lost):
    x = torch.rand(shape, dtype=torch.float64, requires_grad=True)
    y, rows, layers = x, rows_of(code, shape), run_code(code)
    for at, (row, layer) in enumerate(zip(rows, layers, strict=True), 1):
        y = dependent(layer.to_empty(device="cpu").double())(y)
        found = ends_of_each(x, y)
        known = np.broadcast_to(np.array(row["receptiveField"], dtype=object), len(shape) - 2)
        wanted = np.array(fields(found), dtype=object)
        wanted[lost if at == len(layers) else []] = None
        assert known.tolist() == wanted.tolist(), row


def test_an_axis_whose_cells_become_channels_is_followed_as_a_whole():
    """What a layer calls channels has no places any more: each cell has all of them."""
    for layer, plane in (("nn.PixelShuffle(2)", 1), ("nn.PixelUnshuffle(3)", 3)):
        *_, row = rows_of(f"nn.Conv3d(1, 1, (2, 1, 1))\n{layer}", (1, 1, 5, 3, 3))
        assert row["receptiveField"] == [5, plane, plane]


def ends_of_each(x, y):
    """Of every number of the output, on which cells of each axis it depends."""
    if y.grad_fn is None:
        return {(0,) * (x.dim() - 2): None}
    gradients = (torch.autograd.grad(one, x, retain_graph=True)[0] for one in y.flatten())
    return {(at,) * (x.dim() - 2): ends(one[0, 0]) for at, one in enumerate(gradients)}
