"""Layers whose weights belong to channels: refused, and counted, as in PyTorch, on any shape."""

import random
from itertools import product

import pytest
import torch
from torch import nn

from tests.web.fields import tried
from tests.web.layers import rows_of

SIZES = [1, 2, 3, 4, 6]
pytestmark = pytest.mark.filterwarnings("ignore:input's size at dim=. does not match num_features")
LAYERS = [
    *(f"nn.BatchNorm{n}d({{f}}, affine={{a}}, bias={{b}})" for n in (1, 2, 3)),
    *(
        f"nn.InstanceNorm{n}d({{f}}, affine={{a}}, track_running_stats={{t}}, bias={{b}})"
        for n in (1, 2, 3)
    ),
    "nn.GroupNorm({g}, {f}, affine={a}, bias={b})",
    "nn.LayerNorm({last}, elementwise_affine={a}, bias={b})",
    "nn.RMSNorm({last}, elementwise_affine={a})",
    "nn.PReLU({f})",
    "nn.ChannelShuffle({g})",
    "nn.LocalResponseNorm(2)",
    "nn.Softmax2d()",
]


def drawn(rng):
    """A shape, and arguments that often fit it."""
    shape = [rng.choice(SIZES) for _ in range(rng.randint(1, 6))]
    last = tuple(shape[-rng.randint(1, 3) :])
    values = {name: rng.random() < 0.5 for name in "abt"}
    values |= {"g": rng.choice(SIZES), "last": rng.choice([last, last, (2, 3)])}
    return shape, values | {"f": rng.choice([*shape[:2], *SIZES])}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_refused_and_counted_as_in_pytorch(layer):
    rng, refusals = random.Random(0), 0
    for _ in range(150):
        shape, values = drawn(rng)
        code = layer.format(**values)
        (row,) = rows_of(code, shape)
        try:
            made = eval(code, {"nn": nn}).eval()
        except ValueError:
            assert row["error"], code
            continue
        assert row["parameters"] == sum(one.numel() for one in made.parameters()), code
        y, refusal = tried(made, torch.rand(shape))
        refusals += bool(refusal)
        assert bool(row["error"]) == bool(refusal), f"{code} on {shape}: {row}, {refusal}"
        assert refusal or row["shape"] == list(y.shape)
    assert 0 < refusals < 150


@pytest.mark.parametrize("affine", [True, False])
def test_a_group_of_one_cell_is_refused_as_in_pytorch(affine):
    for batch, channels, groups, size in product([1, 2], [1, 2, 4], [1, 2, 4], [1, 2]):
        code, shape = (
            f"nn.GroupNorm({groups}, {channels}, affine={affine})",
            (batch, channels, size),
        )
        if channels % groups:
            continue
        _, refusal = tried(eval(code, {"nn": nn}), torch.rand(shape))
        assert bool(rows_of(code, shape)[0]["error"]) == bool(refusal), f"{code} on {shape}"


@pytest.mark.parametrize(
    ("groups", "channels", "fits"),
    [(3, 8, 2), (9, 20, 5), (8, 12, 6), (4096, 4099, 1), (4097, 4099, None)],
)
def test_the_next_smaller_number_of_groups_that_fits_is_offered(groups, channels, fits):
    """Of many groups, it is looked for among as many as one has patience for."""
    (row,) = rows_of(f"nn.GroupNorm({groups}, {channels})", (1, channels, 2))
    assert row["fixes"] == ([f"num_groups={fits}"] if fits else [])
