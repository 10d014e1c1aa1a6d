"""Layers that lay cells out anew: refused, sized and counted as in PyTorch, on any shape."""

import random

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from tests.web.fields import tried
from tests.web.layers import rows_of

SIZES = [1, 2, 3, 4, 6, 8]
LAYERS = [
    "nn.Linear({f}, {out}, bias={b})",
    "nn.Flatten({dim}, {end})",
    "nn.Flatten()",
    "nn.Unflatten({dim}, {sizes})",
    "nn.GLU({dim})",
    "nn.PixelShuffle({r})",
    "nn.PixelUnshuffle({r})",
]


def drawn(rng):
    """A shape, and arguments that often fit it."""
    shape = [rng.choice(SIZES) for _ in range(rng.randint(1, 6))]
    dim, end = (rng.randint(-len(shape) - 1, len(shape)) for _ in "ab")
    size = shape[dim] if -len(shape) <= dim < len(shape) else 6
    sizes = rng.choice(
        [(-1, 2), (2, -1, 1), (1, size), (size,), (3, 2), (-1,), (-1, -1), (2, size // 2 or 1)]
    )
    values = {"dim": dim, "end": end, "sizes": sizes, "r": rng.choice([1, 2, 2, 3])}
    return shape, values | {"f": rng.choice([shape[-1], *SIZES]), "out": 5, "b": rng.random() < 0.5}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_refused_sized_and_counted_as_in_pytorch(layer):
    rng, refusals = random.Random(0), 0
    for _ in range(200):
        shape, values = drawn(rng)
        code = layer.format(**values)
        (row,) = rows_of(code, shape)
        with FlopCounterMode(display=False) as counter:
            made = eval(code, {"nn": nn})
            y, refusal = tried(made, torch.rand(shape))
        refusals += bool(refusal)
        assert bool(row["error"]) == bool(refusal), f"{code} on {shape}: {row}, {refusal}"
        if not refusal:
            assert row["shape"] == list(y.shape), f"{code} on {shape}: {row}"
            assert row["macs"] == counter.get_total_flops() // 2
            assert row["parameters"] == sum(one.numel() for one in made.parameters())
    assert refusals < 200
    assert refusals or layer == "nn.Flatten()"


@pytest.mark.parametrize("shape", [(2, 4, 4), (1, 2, 4, 2)])
def test_an_input_that_is_not_flattened_is_named_so(shape):
    """Only where a layer that flattens makes it fit."""
    (row,) = rows_of("nn.Linear(16, 3)", shape)
    assert "not flattened" in row["error"]
    assert row["fixes"][0] == "nn.Flatten() before this layer"
    (row,) = rows_of("nn.Linear(15, 3)", shape)
    assert "not flattened" not in row["error"]
    assert row["fixes"][0] == f"in_features={shape[-1]}"
