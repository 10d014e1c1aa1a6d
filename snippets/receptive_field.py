"""The receptive field of a stack of layers: what one output cell can see.

Along one axis. Going back through one layer, for the taps
`t = 0, ..., kernel - 1`, cell `m` sees

- of a convolution, the cells `m * stride + t * dilation - padding`;
- of a transposed one, the cells `n` with
  `n * stride + t * dilation - padding = m`.

Doing that layer after layer gives the answer without a formula, holes of
dilated layers and the alternation of transposed ones included. `input_cells`
does it cell by cell; `receptive_field` goes back with whole spans of cells, and
with every kind of output cell once, so its time hardly grows with the strides.

Source: the definitions of `torch.nn.Conv1d` and `torch.nn.ConvTranspose1d`; for
stacks of plain convolutions the result is that of Araujo, Norris, Sim,
"Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, inf, prod
from numbers import Integral
from typing import Any, NamedTuple

# The first and the last cell of every run of neighbours, in order.
Spans = tuple[tuple[int, int], ...]


# --8<-- [start:layer]
class Layer(NamedTuple):
    """One layer: `kernel, stride, dilation >= 1`, `padding >= 0`, all integers.

    A pooling layer is a convolution here; an activation needs no layer.
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    transposed: bool = False


class ReceptiveField(NamedTuple):
    """What `receptive_field` answers, all in input cells.

    Attributes:
        size: from the first to the last cell that an output cell sees, both
            counted; where output cells differ, as after a transposed layer, the
            largest.
        jump: from one output cell to the next, on average; a fraction after
            transposed layers.
        start: the first cell that output cell `0` sees; negative inside the
            padding. `None` if it sees none, as between the stamps of a kernel
            that is smaller than its stride.
    """

    size: int
    jump: Fraction
    start: int | None


# --8<-- [end:layer]


# --8<-- [start:input-cells]
def input_cells(layers: Iterable[tuple[Any, ...]], cell: int) -> list[int]:
    """The input cells that one output cell sees, in order.

    Padding counts, as if `x` went on. `layers`: `Layer` objects or tuples
    `(kernel, stride, padding, dilation, transposed)`, in the order in which the
    input passes them; `cell`: an integer. Raises `TypeError` and `ValueError`
    for numbers that PyTorch refuses.

    Examples:
        >>> input_cells([Layer(3), Layer(3, dilation=2)], 0)
        [0, 1, 2, 3, 4, 5, 6]
        >>> input_cells([Layer(3, dilation=2), Layer(3, dilation=2)], 0)
        [0, 2, 4, 6, 8]
    """
    cells = {_integer("cell", cell, -inf)}
    for layer in reversed(_layers(layers)):
        k, s, p, d, transposed = layer
        if transposed:
            stamps = {m + p - t * d for m in cells for t in range(k)}
            cells = {place // s for place in stamps if place % s == 0}
        else:
            cells = {m * s + t * d - p for m in cells for t in range(k)}
    return sorted(cells)


# --8<-- [end:input-cells]


# --8<-- [start:receptive-field]
def receptive_field(layers: Iterable[tuple[Any, ...]]) -> ReceptiveField:
    """Size, jump and start of the receptive field behind a stack of layers.

    For convolutions only: `size = 1 + sum of dilation * (kernel - 1) * (product
    of the strides before)`, `jump = product of all strides`, `start = - sum of
    padding * (product of the strides before)`. Arguments and errors are those
    of `input_cells`; no layers at all are legal.

    Examples:
        >>> receptive_field([Layer(7, 2, 3), Layer(3, 2, 1)])
        ReceptiveField(size=11, jump=Fraction(4, 1), start=-5)
        >>> receptive_field([Layer(4, 2, 1, transposed=True)])
        ReceptiveField(size=2, jump=Fraction(1, 2), start=-1)
    """
    stack = _layers(layers)
    # strides of transposed layers still ahead, on the way back to the input
    ahead = prod(layer.stride for layer in stack if layer.transposed)
    jump = Fraction(prod(n.stride for n in stack if not n.transposed), ahead)
    first: Spans = ((0, 0),)  # what the first output cell sees
    kinds = {first}  # what output cells see; a kind moved by `step` is the same
    step = 1
    for layer in reversed(stack):
        moves = range(1)
        if layer.transposed:
            # as many kinds of cells, one beside the other, as the stride makes
            common = gcd(step, layer.stride)
            moves = range(0, step * layer.stride // common, step)
            step, ahead = step // common, ahead // layer.stride
        else:
            step *= layer.stride
        # moving by `ahead` moves what is seen by whole cells: no other kind
        step = gcd(step, ahead)
        first = _back(layer, first, ahead)
        kinds = {
            _home(_back(layer, _moved(spans, by), ahead), step)
            for spans in kinds
            for by in moves
        }
    sizes = [seen[-1][1] - seen[0][0] + 1 for seen in kinds if seen]
    start = first[0][0] if first else None
    return ReceptiveField(max(sizes, default=0), jump, start)


# --8<-- [end:receptive-field]


def _back(layer: Layer, spans: Spans, ahead: int) -> Spans:
    """The input cells of a layer that these output cells see.

    With no stride ahead only the first and the last cell matter, and what lies
    between them may be filled.
    """
    k, s, p, d, transposed = layer
    found = []
    for a, b in spans:
        reach = d * (k - 1)
        if transposed:
            far, taps = a + p - reach, range(b + p, b + p - reach - 1, -d)
            if b - a + 1 >= d:  # what the taps see overlaps
                found.append((-(-far // s), (b + p) // s))
            else:
                found += [(-(-(t - b + a) // s), t // s) for t in taps]
        elif ahead == 1 or (b - a + 1 >= d if s == 1 else d == 1 and k >= s):
            found.append((a * s - p, b * s - p + reach))
        else:
            starts = [m * s - p for m in range(a, b + 1)]
            found += [
                (m + t, m + t) for m in starts for t in range(0, reach + 1, d)
            ]
    return _joined(found)


def _joined(found: list[tuple[int, int]]) -> Spans:
    """The spans in order, less those without a cell, neighbours as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if first > last:
            continue
        if joined and first <= joined[-1][1] + 1:
            first, end = joined.pop()
            last = max(last, end)
        joined.append((first, last))
    return tuple(joined)


def _moved(spans: Spans, by: int) -> Spans:
    """The spans, so many cells further on."""
    return tuple((first + by, last + by) for first, last in spans)


def _home(spans: Spans, step: int) -> Spans:
    """The spans, moved by a multiple of step so that they start near 0."""
    return _moved(spans, -(spans[0][0] // step * step)) if spans else spans


def _layers(layers: Iterable[tuple[Any, ...]]) -> list[Layer]:
    """The layers as Layer objects, if their numbers are legal."""
    if not isinstance(layers, Iterable):
        raise TypeError(f"layers must be a list of layers, got {layers!r}")
    return [_layer(one) for one in layers]


def _layer(one: tuple[Any, ...]) -> Layer:
    """The layer as a Layer object, if its numbers are legal."""
    if not isinstance(one, (tuple, list)):
        raise TypeError(f"a layer must be a Layer or a tuple, got {one!r}")
    if not 1 <= len(one) <= len(Layer._fields):
        raise ValueError(
            f"a layer must have 1 to {len(Layer._fields)} numbers, got {one!r}"
        )
    k, s, p, d, transposed = Layer(*one)
    if not isinstance(transposed, bool):
        raise TypeError(f"transposed must be True or False, got {transposed!r}")
    return Layer(
        _integer("kernel", k),
        _integer("stride", s),
        _integer("padding", p, 0),
        _integer("dilation", d),
        transposed,
    )


# Copied from shared/helpers.py, so that this file works alone.
def _integer(name: str, value: Any, least: float = 1) -> int:
    """The value as an int, if it is an integer and at least the least one.

    As in PyTorch, integers of NumPy are integers, and True and False are not.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Integral)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
