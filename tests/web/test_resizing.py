"""Resizing layers: on which cells a cell depends is as in PyTorch, in every mode."""

from itertools import product

import pytest
import torch
from torch import nn

from tests.web.fields import ends_by_calculator, ends_of_sum
from tests.web.layers import call, rows_of

MODES = {  # by how many axes are resized
    1: ["nearest", "nearest-exact", "area", "linear"],
    2: ["nearest", "nearest-exact", "area", "bilinear", "bicubic"],
    3: ["nearest", "nearest-exact", "area", "trilinear"],
}
LAYERS = [(n, f"nn.Upsample({{}}, mode='{mode}'{{}})") for n in MODES for mode in MODES[n]]
LAYERS += [(2, f"nn.Upsampling{mode}2d({{}})") for mode in ("Nearest", "Bilinear")]
SHAPES = {1: [(3,), (9,)], 2: [(4, 5), (9, 3)], 3: [(2, 4, 3), (3, 2, 9)]}
FACTORS = [0.45, 0.5, 0.7, 1, 1.1, 1.3, 1.5, 2, 2.7, 3]  # with some, one axis keeps its size
OF_EACH_AXIS = [(1.1, 2, 0.7), (3, 1.3, 1.1)]
SIZES = [1, 4, 8]
MORE = ["", ", align_corners=True", ", recompute_scale_factor=True"]


def targets(n):
    """What the size of the output can be told by."""
    factors = [*FACTORS, *(one[-n:] for one in OF_EACH_AXIS)]
    yield from (f"scale_factor={one}" for one in factors)
    yield from (f"size={one}" for one in [*SIZES, (5, 9, 4)[-n:]])


@pytest.mark.parametrize(("n", "layer"), LAYERS)
def test_a_cell_depends_on_what_it_does_in_pytorch(n, layer):
    """Whole factors and others, also where an axis keeps its size, and what PyTorch refuses."""
    more = MORE if "mode" in layer else [""]
    for shape, target, options in product(SHAPES[n], targets(n), more):
        code = layer.format(target, options)
        wanted, refusal = ends_of_sum(eval(code, {"nn": nn}), shape)
        (row,) = rows_of(code, (1, 1, *shape))
        assert bool(row["error"]) == bool(refusal), f"{code} on {shape}: {row}, {refusal}"
        if refusal:
            continue
        (dims,) = call("ends", code, (1, 1, *shape))
        assert ends_by_calculator(dims, row["shape"][2:]) == wanted, f"{code} on {shape}"


def move(y, axis, linear):
    """How many input cells a step of the output moves, of what a layer makes of a ramp."""
    line = y.movedim(2 + axis, -1)[0, 0].reshape(-1, y.shape[2 + axis])[0].tolist()
    middle = len(line) // 2
    if linear:
        return pytest.approx(line[middle] - line[middle - 1])
    return pytest.approx((line[-1] - line[0]) / (len(line) - 1), abs=2 / len(line))


@pytest.mark.parametrize(("n", "layer"), LAYERS)
def test_a_jump_is_what_a_ramp_rises_by_in_pytorch(n, layer):
    """A linear mode hands on a ramp as it is, away from the border; the others on the average."""
    shape, linear = (12,) * n, "linear" in layer.lower()
    more = MORE if "mode" in layer else [""]
    for target, options in product(targets(n), more):
        code = layer.format(target, options)
        (row,) = rows_of(code, (1, 1, *shape))
        if row["error"] or min(row["shape"][2:]) < 4:
            continue
        jumps = row["jump"] if isinstance(row["jump"], list) else [row["jump"]] * n
        for axis, jump in enumerate(jumps):
            ramp = torch.arange(12.0, dtype=torch.float64)
            ramp = ramp.reshape(-1, *[1] * (n - 1 - axis)).expand(1, 1, *shape)
            y = eval(code, {"nn": nn})(ramp)
            assert jump == move(y, axis, linear), f"{code}, axis {axis}"
