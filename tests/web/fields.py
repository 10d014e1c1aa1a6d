"""On which input cells an output cell depends: in PyTorch, and in the calculator."""

import math

import numpy as np
import torch

ROUNDING = 1e-6  # a weight that is less comes from rounding a position


def tried(layer, x):
    """The output of a layer, or what PyTorch says against it.

    Here and there PyTorch lets an axis become empty; a table of layers has no use for that.
    """
    try:
        y = layer(x)
    except (IndexError, RuntimeError, ValueError) as error:
        return None, str(error)
    return y, "" if y.numel() else "nothing, and gives an empty tensor"


def ends_by_autograd(x, y):
    """Of every output cell and along every axis, the first and last cell that it depends on."""
    places, cells = np.ndindex(*y.shape[2:]), y.sum(dim=1).flatten()  # with all its channels
    if y.grad_fn is None:
        return dict.fromkeys(places)
    return {
        place: ends(torch.autograd.grad(cell, x, retain_graph=True)[0][0, 0])
        for place, cell in zip(places, cells)
    }


def ends(weights):
    """Along every axis, the first and the last cell that weighs something; None where none does."""
    found = torch.nonzero(weights.abs() > ROUNDING)
    if not len(found):
        return None
    return [tuple(axis) for axis in torch.stack([found.amin(0), found.amax(0)], 1).tolist()]


def ends_of_sum(layer, shape):
    """The same of a layer that adds up cells, of all outputs at once; and what PyTorch refuses."""
    cells = math.prod(shape)
    each_alone = torch.eye(cells, dtype=torch.float64).reshape(cells, 1, *shape)
    y, refusal = tried(layer, each_alone)
    if refusal:
        return None, refusal
    weights = y.sum(1).reshape(*shape, *y.shape[2:])
    return {place: ends(weights[(..., *place)]) for place in np.ndindex(*y.shape[2:])}, ""


def ends_by_calculator(dims, shape):
    """The same of the calculator's axes; a cell that meets nothing along one depends on nothing."""
    found = {}
    for place in np.ndindex(*shape):
        along = [(low[at], high[at]) for (low, high), at in zip(dims[-len(shape) :], place)]
        found[place] = along if all(low <= high for low, high in along) else None
    return found


def fields(found):
    """Per axis, from the first to the last cell that an output cell depends on; the largest."""
    sizes = [[high - low + 1 for low, high in one] for one in found.values() if one]
    return [max(axis) for axis in zip(*sizes)] or [0] * len(next(iter(found)))
