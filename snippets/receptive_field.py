"""The receptive field of a stack of layers: which input cells one output cell can see.

Along one axis. Going back through one layer, for the taps t = 0, ..., kernel - 1, cell m sees

- of a convolution, the cells m * stride + t * dilation - padding;
- of a transposed one, the cells n with n * stride + t * dilation - padding = m.

Doing that layer after layer gives the answer without a formula, holes of dilated layers and the
alternation of transposed ones included.

Source: the definitions of torch.nn.Conv1d and torch.nn.ConvTranspose1d; for stacks of plain
convolutions the result is that of Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional
Neural Networks", Distill, 2019.
"""

from fractions import Fraction
from math import prod
from typing import NamedTuple


# --8<-- [start:layer]
class Layer(NamedTuple):
    """One layer: kernel, stride and dilation >= 1, padding >= 0, all integers.

    A pooling layer is a convolution here; an activation needs no layer.
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    transposed: bool = False


class ReceptiveField(NamedTuple):
    """What receptive_field answers, all in input cells.

    Attributes:
        size: from the first to the last cell that an output cell sees, both counted; where output
            cells differ, as after a transposed layer, the largest.
        jump: from one output cell to the next, on average; a fraction after transposed layers.
        start: the first cell that output cell 0 sees; negative inside the padding. None if it sees
            none, as between the stamps of a kernel that is smaller than its stride.
    """

    size: int
    jump: Fraction
    start: int | None


# --8<-- [end:layer]


# --8<-- [start:input-cells]
def input_cells(layers, cell):
    """The input cells that one output cell sees, in order; padding counts, as if x went on.

    layers: Layer objects or tuples (kernel, stride, padding, dilation, transposed), in the order
    in which the input passes them; cell: an integer. Raises TypeError and ValueError for numbers
    that PyTorch refuses.

    Examples:
        >>> input_cells([Layer(3), Layer(3, dilation=2)], 0)
        [0, 1, 2, 3, 4, 5, 6]
        >>> input_cells([Layer(3, dilation=2), Layer(3, dilation=2)], 0)
        [0, 2, 4, 6, 8]
    """
    cells = {_integer("cell", cell)}
    for layer in reversed(_checked(layers)):
        k, s, p, d, transposed = layer
        if transposed:
            stamps = {m + p - t * d for m in cells for t in range(k)}
            cells = {place // s for place in stamps if place % s == 0}
        else:
            cells = {m * s + t * d - p for m in cells for t in range(k)}
    return sorted(cells)


# --8<-- [end:input-cells]


# --8<-- [start:receptive-field]
def receptive_field(layers):
    """Size, jump and start of the receptive field behind a stack of layers.

    For convolutions only: size = 1 + sum of dilation * (kernel - 1) * (product of the strides
    before), jump = product of all strides, start = - sum of padding * (product of the strides
    before). Arguments and errors are those of input_cells; no layers at all are legal.

    Examples:
        >>> receptive_field([Layer(7, 2, 3), Layer(3, 2, 1)])
        ReceptiveField(size=11, jump=Fraction(4, 1), start=-5)
        >>> receptive_field([Layer(4, 2, 1, transposed=True)])
        ReceptiveField(size=2, jump=Fraction(1, 2), start=-1)
    """
    layers = _checked(layers)
    # Moving by all strides of transposed layers moves what is seen by whole cells, so what
    # happens later happens in the first so many cells already.
    period = prod(layer.stride for layer in layers if layer.transposed)
    jump = Fraction(
        prod(layer.stride for layer in layers if not layer.transposed), period
    )
    seen = [input_cells(layers, cell) for cell in range(period)]
    size = max((cells[-1] - cells[0] + 1 for cells in seen if cells), default=0)
    return ReceptiveField(size, jump, seen[0][0] if seen[0] else None)


# --8<-- [end:receptive-field]


def _checked(layers):
    """The layers as Layer objects, if their numbers are legal."""
    checked = []
    for layer in layers:
        if not isinstance(layer, (tuple, list)):
            raise TypeError(
                f"a layer must be a Layer or a tuple, got {layer!r}"
            )
        if not 1 <= len(layer) <= len(Layer._fields):
            raise ValueError(
                f"a layer must have 1 to {len(Layer._fields)} numbers, got {layer!r}"
            )
        layer = Layer(*layer)
        for name, least in (
            ("kernel", 1),
            ("stride", 1),
            ("padding", 0),
            ("dilation", 1),
        ):
            if _integer(name, getattr(layer, name)) < least:
                raise ValueError(
                    f"{name} must be at least {least}, got {layer}"
                )
        if not isinstance(layer.transposed, bool):
            raise TypeError(
                f"transposed must be True or False, got {layer.transposed!r}"
            )
        checked.append(layer)
    return checked


def _integer(name: str, value: Any, least: float = 1) -> int:
    """The value as an int, if it is an integer and at least the least one.

    As in PyTorch, integers of NumPy are integers, and True and False are not.
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
