"""Padding layers: on which cells a cell depends, and what is refused, is as in PyTorch."""

import random

import pytest
from torch import nn

from tests.web.fields import ends_by_calculator, ends_of_sum
from tests.web.layers import call, rows_of

# Not tried: to crop in circular padding, which in PyTorch takes cells from elsewhere.
KINDS = ["ZeroPad", "ConstantPad", "ReflectionPad", "ReplicationPad", "CircularPad"]


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_depends_on_what_it_does_in_pytorch(kind, n):
    """With other cells on each side, some of which crop."""
    rng, refusals = random.Random(0), 0
    for _ in range(60):
        shape, crops = [rng.randint(1, 4) for _ in range(n)], rng.random() < 1 / 3
        least = -2 if crops and kind != "CircularPad" else 0
        sides = tuple(rng.randint(least, 3) for _ in range(2 * n))
        code = f"nn.{kind}{n}d({sides}{', 0.0' * (kind == 'ConstantPad')})"
        wanted, refusal = ends_of_sum(eval(code, {"nn": nn}), shape)
        (row,) = rows_of(code, (1, 1, *shape))
        refusals += bool(refusal)
        assert bool(row["error"]) == bool(refusal), f"{code} on {shape}: {row}, {refusal}"
        if refusal:
            continue
        (dims,) = call("ends", code, (1, 1, *shape))
        assert ends_by_calculator(dims, row["shape"][2:]) == wanted, f"{code} on {shape}"
    assert 0 < refusals < 60
