"""How far the cells of every map see, measured in PyTorch on models that are small enough.

All weights are made positive, and biases zero; an activation lets everything through, and a product
is a sum. Then one line of the input at a time is one, and all others are zero: a line of a map is
not zero if it depends on that line, and else it is. So is the gradient of such a model, which a
test compares.
"""

import math

import torch
from torch import nn

from tests.web.models import truth

MOST = 1.5e9  # multiply-adds of all lines together; more take too long
MIXING = ("InstanceNorm", "GroupNorm", "LayerNorm", "LSTM", "GLU", "Multihead", "Softmax")
BETWEEN = ("interpolate", "Upsample", "permute", "transpose")  # rounding; axes that move
SUMS = ("add", "sub", "mul", "div")
RUN = ("conv", "pad", "pool", "pixel", "linear", "cat", "stack", "matmul", "fold")


def fields(model):
    """Of a row: along every axis, the first and last line that each of its lines depends on.

    Only rows that are maps with as many axes as the input. None for a line that sees nothing.
    """
    if not is_small(model):
        return {}
    found = [along(model.code, model.input, axis) for axis in range(2, len(model.input))]
    return {row: tuple(one[row] for one in found) for row in found[0]}


def is_small(model):
    """Whether a model can be measured, and soon."""
    lines = sum(model.input[2:])
    size = model.truth.multiply_adds / model.input[0] * lines
    return lines > 0 and size < MOST and not any(map(is_mixing, model.truth.rows))


def is_mixing(row):
    """Whether a call joins all cells of a map, or may seem to join more than it does."""
    return row.name.startswith(MIXING) or row.name in BETWEEN


def along(code, shape, axis):
    """The same along one axis."""
    model = truth.make(code, device="cpu").double().eval()
    with torch.no_grad():
        model(torch.zeros(shape, dtype=torch.float64))  # gives lazy layers their weights
    fill(model)
    lines = torch.eye(shape[axis], dtype=torch.float64)
    lines = lines.reshape(-1, 1, *[shape[axis] if at == axis else 1 for at in range(2, len(shape))])
    watch = Spread(model, lines.expand(-1, *shape[1:]).contiguous(), axis)
    with truth.quiet(), torch.no_grad(), watch:
        watch.run()
    return watch.found


@torch.no_grad()
def fill(model):
    """Make all weights positive, of a sum that neither grows nor vanishes, and biases zero."""
    for weight in model.parameters():
        weight.fill_(1 / math.prod(weight.shape[1:]) if weight.dim() > 1 else 0)
    for layer in model.modules():
        if isinstance(layer, nn.modules.batchnorm._BatchNorm) and layer.affine:
            layer.weight.fill_(1)
        if isinstance(layer, nn.modules.padding._ConstantPadNd):
            layer.value = 0.0


class Spread(truth.Watch):
    """Runs every call so that zero stays zero, and notes on which lines those of its map depend."""

    def __init__(self, model, x, axis):
        super().__init__(model, x)
        self.axis, self.found = axis, {}

    def note(self, function, args, kwargs, layer=None):
        rows = len(self.rows)
        result = super().note(spreading(function, layer), args, kwargs, layer)
        given = next(truth.tensors_in(result), None)
        if len(self.rows) > rows and given.dim() == self.x.dim() and len(given) == len(self.x):
            others = [at for at in range(1, given.dim()) if at != self.axis]
            self.found[rows] = [ends(line) for line in (given.abs().sum(others) > 0).T]
        return result


def ends(line):
    """The first and the last place at which something is."""
    places = torch.nonzero(line).flatten()
    return (int(places[0]), int(places[-1])) if len(places) else None


def spreading(function, layer):
    """A call that depends on what the given one depends on, and makes no zero of anything else."""
    name = type(layer).__name__ if layer is not None else truth.called(function)

    def call(*args, **kwargs):
        result = function(*args, **kwargs)
        if not isinstance(result, torch.Tensor):
            return result
        if layer is None and name in SUMS:
            return sum(one for one in args if isinstance(one, torch.Tensor))
        return args[0] if is_plain(name, layer) and result.shape == args[0].shape else result

    call.__name__ = name
    return call


def is_plain(name, layer):
    """Whether a cell of the result depends on the cell at its place alone."""
    if layer is not None:
        return type(layer).__module__.endswith((".activation", ".dropout"))
    kind = truth.kind_of(name, [None])
    return (
        kind in ("function", "point") and name not in truth.SAME and not any(map(name.count, RUN))
    )
