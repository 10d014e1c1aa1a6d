"""Ask the size finder in V8, and find the same layers by asking PyTorch for every one of them."""

import ast
import functools
import itertools
import re

import torch
import torch.nn.functional as F  # noqa: N812

from tests.project import ROOT
from tests.web.v8 import Probe

# The grid that the page names, as its block says it.
PAGE = ROOT / "docs" / "en" / "tools" / "sizes.md"
GRID = ast.literal_eval(re.search(r"^grid = (\{.*?^\})$", PAGE.read_text("utf-8"), re.M | re.S)[1])
LIMITS = {name: list(GRID[name]) for name in "kspd"}
NAMES = ("k", "s", "p", "d", "op")


call = Probe("finder", patience=120).told


@functools.cache
def takes(s, d, op):
    """Whether PyTorch takes an output padding; tensors without memory do not ask."""
    x, w = torch.ones(1, 1, 2), torch.ones(1, 1, 2)
    try:
        F.conv_transpose1d(x, w, None, s, 0, op, 1, d)
    except RuntimeError:
        return False
    return True


@functools.cache
def size(mode, i, k, s, p, d, op):
    """The size that PyTorch makes, on tensors without memory; None where it refuses."""
    if mode == "transposed" and not takes(s, d, op):
        return None
    x, w = (torch.empty(1, 1, cells, device="meta") for cells in (i, k))
    try:
        if mode == "conv":
            return F.conv1d(x, w, None, s, p, d).shape[-1]
        return F.conv_transpose1d(x, w, None, s, p, op, 1, d).shape[-1]
    except (RuntimeError, ValueError):
        return None


def every(limits=LIMITS, mode="any"):
    """Every layer within the limits, also those with an output padding that is not legal."""
    k, s, p, d = ([*range(low, high + 1)] for low, high in (limits[name] for name in "kspd"))
    modes = ("conv", "transposed") if mode == "any" else (mode,)
    for one in modes:
        most = 0 if one == "conv" else max(s[-1], d[-1])
        for layer in itertools.product(k, s, p, d, range(most + 1)):
            yield {"mode": one, **dict(zip(NAMES, layer, strict=True))}


def layers(i, o, limits=LIMITS, mode="any"):
    """The layers of which PyTorch says that they take i to o."""
    return [one for one in every(limits, mode) if size(i=i, **one) == o]


def key(one):
    """What people use first; a layer with rows and columns is compared rows first."""
    k, s = one["k"], one["s"]
    if isinstance(k, list):
        far = [abs(a - 2 * b) for a, b in zip(k, s, strict=True)]
    else:
        far = abs(k - 2 * s)
    return one["d"], one["op"], far, k, s, one["p"], one["mode"]


def pairs(rows, columns):
    """Every layer of the rows with every one of the columns that is of its kind."""
    return [
        {"mode": one["mode"], **{name: [one[name], other[name]] for name in NAMES}}
        for one in rows
        for other in columns
        if one["mode"] == other["mode"]
    ]
