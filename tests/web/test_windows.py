"""Windows and stamps: which cells they meet is as in PyTorch, for all small parameters."""

from itertools import product

import pytest
from torch import nn

from tests.web.fields import ends_by_calculator, ends_of_sum
from tests.web.layers import call, rows_of
from tests.web.test_layers_drawn import dependent

K, S, P, D = (1, 2, 4), (1, 2, 3), (0, 1, 2, 7), (1, 2, 3)
LAYERS = {
    "nn.Conv1d(1, 1, {}, {}, {}, {}, bias=False)": (K, S, P, D),
    "nn.ConvTranspose1d(1, 1, {}, {}, {}, dilation={}, bias=False)": (K, S, P, D),
    "nn.ConvTranspose1d(1, 1, {}, {}, 2, {}, dilation={}, bias=False)": (K, S, (0, 1, 2), D),
    "nn.AvgPool1d({}, {}, {}, ceil_mode={})": (K, S, (0, 1, 2), (False, True)),
    "nn.MaxPool1d({}, {}, {}, {})": (K, S, (0, 1, 2), D),
    "nn.MaxPool1d({}, {}, {}, {}, ceil_mode=True)": (K, S, (0, 1, 2), D),
    "nn.AdaptiveAvgPool1d({})": ((1, 2, 3, 4, 6, 7, 8, 9, 11),),
}
SIZES = (1, 5, 8)


@pytest.mark.parametrize("layer", LAYERS)
def test_windows_meet_the_cells_that_they_meet_in_pytorch(layer):
    held = 0
    for size, *values in product(SIZES, *LAYERS[layer]):
        code = layer.format(*values)
        held += holds(code, (size,))
    assert held > 20


@pytest.mark.parametrize("r", [1, 2, 3])
@pytest.mark.parametrize("shape", [(2, 3), (6, 6), (6, 12)])
def test_pixels_come_from_the_cells_that_they_come_from_in_pytorch(r, shape):
    """Here with as many channels as it takes, each of which is a copy."""
    copies = f"nn.Conv2d(1, {r * r}, 1, bias=False)"
    assert holds(f"{copies}\nnn.PixelShuffle({r})", shape)
    assert holds(f"nn.PixelUnshuffle({r})", shape) == (shape[0] % r == 0 == shape[1] % r)


def holds(code, shape):
    """Whether PyTorch takes it, and it is the same here."""
    try:
        layers = [eval(one, {"nn": nn}) for one in code.split("\n")]
        wanted, refusal = ends_of_sum(nn.Sequential(*map(dependent, layers)).double(), shape)
    except ValueError as error:
        refusal = str(error)
    row = rows_of(code, (1, 1, *shape))[-1]
    assert bool(row["error"]) == bool(refusal), f"{code} on {shape}: {row}, {refusal}"
    if refusal:
        return False
    found = ends_by_calculator(call("ends", code, (1, 1, *shape))[-1], row["shape"][2:])
    assert found == wanted, f"{code} on {shape}"
    return True
