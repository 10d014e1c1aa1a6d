"""What convolutions and transposed convolutions cost: multiply-adds, memory.

Tools disagree on multiply-adds, and each has a reason:

- from the output: every output cell costs `C / groups * k1 * ... * kn`. Right
  for a convolution whose padding is multiplied too, as most code does. For a
  transposed convolution it counts the inserted zeros, and is about
  `s1 * ... * sn` times too much, `sn` being the stride of axis `n`.
- from the input: every input cell costs `O / groups * k1 * ... * kn`. Right for
  a transposed convolution that crops at the end. For a convolution with a
  stride it counts windows that nobody asks for.
- needed: products of two numbers, neither of which is padding, for cells that
  are not cropped. No algorithm that multiplies directly can do with less. It is
  the same for a convolution and for its transpose.

And a multiply-add is one operation for some and two (FLOPs) for others; the
bias, one addition for each output cell, is left out by most and here.

Source: the definitions of `torch.nn.Conv2d` and `torch.nn.ConvTranspose2d`.
"""

from collections.abc import Sequence
from math import prod
from numbers import Integral
from typing import Any, NamedTuple

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each


# --8<-- [start:cost]
class Cost(NamedTuple):
    """What `conv_cost` and `conv_transpose_cost` count.

    Attributes:
        parameters: numbers in weight and bias.
        from_output, from_input, needed: multiply-adds, counted in the three
            ways above.
        bytes: of input, weight, bias and output, each once.
        output_shape: `(B, O, o1, ..., on)`.
    """

    parameters: int
    from_output: int
    from_input: int
    needed: int
    bytes: int
    output_shape: tuple[int, ...]


# --8<-- [end:cost]


# --8<-- [start:conv]
def conv_cost(
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    bias: bool = True,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
    groups: int = 1,
    itemsize: int = 4,
) -> Cost:
    """Count what `torch.nn.functional.conv1d, 2d, 3d` need for these shapes.

    Args:
        input_shape: `(B, C, i1, ..., in)`.
        weight_shape: `(O, C / groups, k1, ..., kn)`.
        bias: `True` or `False`.
        stride, padding, dilation: integers, or one for each axis.
        groups: an integer that divides `C` and `O`.
        itemsize: bytes of one number, `4` for `float32`.

    Raises:
        TypeError, ValueError: what PyTorch refuses is refused.

    Examples:
        >>> cost = conv_cost((1, 3, 4, 4), (8, 3, 3, 3), padding=1)
        >>> cost.parameters, cost.from_output, cost.needed, cost.output_shape
        (224, 3456, 2400, (1, 8, 4, 4))
    """
    x, weight = _shapes(input_shape, weight_shape)
    numbers = _numbers(x, weight, stride, padding, 0, dilation)
    (batch, channels), (outputs, inputs) = x[:2], weight[:2]
    groups = _integer("groups", groups)
    if channels != inputs * groups or outputs % groups:
        raise ValueError(
            f"the input must have {inputs} * groups channels and groups must "
            f"divide {outputs}, got input {x}, weight {weight}, groups {groups}"
        )
    spans = [(i + 2 * p, d * (k - 1) + 1, s) for i, k, s, p, _, d in numbers]
    out = [(cells - reach) // s + 1 for cells, reach, s in spans]
    if min(out) < 1:
        raise ValueError(
            f"the kernel must not be larger than the padded input, got input "
            f"{x}, weight {weight}, padding {padding}, dilation {dilation}"
        )
    axes = zip(out, numbers)
    met = [_products(o, i, k, s, p, d) for o, (i, k, s, p, _, d) in axes]
    pairs = batch * outputs * inputs  # of channels that meet
    biases = _biases(bias, outputs)
    return _cost(
        x, weight, (batch, outputs, *out), pairs, met, biases, itemsize
    )


# --8<-- [end:conv]


# --8<-- [start:conv-transpose]
def conv_transpose_cost(
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    bias: bool = True,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
    itemsize: int = 4,
) -> Cost:
    """Count what `torch.nn.functional.conv_transpose1d, 2d, 3d` need.

    Args:
        input_shape: `(B, C, i1, ..., in)`.
        weight_shape: `(C, O / groups, k1, ..., kn)`.
        bias: `True` or `False`.
        stride, padding, output_padding, dilation: integers, or one for each
            axis.
        groups: an integer that divides `C`.
        itemsize: bytes of one number, `4` for `float32`.

    Raises:
        TypeError, ValueError: what PyTorch refuses is refused.

    Examples:
        >>> shapes = (1, 8, 4, 4), (8, 3, 4, 4)
        >>> cost = conv_transpose_cost(*shapes, stride=2, padding=1)
        >>> cost.from_output, cost.from_input, cost.needed, cost.output_shape
        (24576, 6144, 4704, (1, 3, 8, 8))
    """
    x, weight = _shapes(input_shape, weight_shape)
    numbers = _numbers(x, weight, stride, padding, output_padding, dilation)
    (batch, channels), (inputs, outputs) = x[:2], weight[:2]
    groups = _integer("groups", groups)
    if channels != inputs or channels % groups:
        raise ValueError(
            f"the input must have {inputs} channels and groups must divide "
            f"them, got input {x}, weight {weight}, groups {groups}"
        )
    spans = [(p, op, d * (k - 1) + 1) for _, k, _, p, op, d in numbers]
    starts = [(i - 1) * s for i, _, s, _, _, _ in numbers]
    out = [a + reach + op - 2 * p for a, (p, op, reach) in zip(starts, spans)]
    if min(out) < 1 or any(op >= max(s, d) for _, _, s, _, op, d in numbers):
        raise ValueError(
            f"output_padding must be smaller than stride or dilation, every "
            f"size at least 1, got output_padding {output_padding}, stride "
            f"{stride}, dilation {dilation}, sizes {out}"
        )
    axes = zip(out, numbers)
    met = [_products(i, o, k, s, p, d) for o, (i, k, s, p, _, d) in axes]
    pairs = batch * inputs * outputs  # of channels that meet
    biases = _biases(bias, outputs * groups)
    shape = (batch, outputs * groups, *out)
    return _cost(x, weight, shape, pairs, met, biases, itemsize)


# --8<-- [end:conv-transpose]


# --8<-- [start:products]
def _products(windows: int, cells: int, k: int, s: int, p: int, d: int) -> int:
    """Along one axis: how many taps of all windows lie on a cell.

    Not on padding: 0 <= n * s + t * d - p < cells, for windows n and taps t.
    """
    if k > windows:  # n and t may change places: count along the shorter
        windows, k, s, d = k, windows, d, s
    total = 0
    for t in range(k):
        first = max(-((t * d - p) // s), 0)
        last = min((cells - 1 + p - t * d) // s, windows - 1)
        total += max(last - first + 1, 0)
    return total


# --8<-- [end:products]


def _cost(
    x: tuple[int, ...],
    weight: tuple[int, ...],
    y: tuple[int, ...],
    pairs: int,
    met: list[int],
    biases: int,
    itemsize: int,
) -> Cost:
    """All counts, from the shapes and the products that are needed."""
    itemsize = _integer("itemsize", itemsize)
    parameters = prod(weight) + biases
    return Cost(
        parameters,
        pairs * prod(y[2:]) * prod(weight[2:]),
        pairs * prod(x[2:]) * prod(weight[2:]),
        pairs * prod(met),
        itemsize * (prod(x) + parameters + prod(y)),
        y,
    )


def _biases(bias: bool, outputs: int) -> int:
    """The numbers in the bias."""
    if not isinstance(bias, bool):
        raise TypeError(f"bias must be True or False, got {bias!r}")
    return outputs if bias else 0


def _shapes(
    input_shape: Sequence[int], weight_shape: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both shapes as tuples of integers, if they are legal."""
    given = {"input_shape": input_shape, "weight_shape": weight_shape}
    for name, shape in given.items():
        if not isinstance(shape, (tuple, list)) or len(shape) < 3:
            raise ValueError(
                f"{name} must be a tuple of 3 numbers or more, got {shape!r}"
            )
    if len(input_shape) != len(weight_shape):
        raise ValueError(
            f"shapes must be equally long, got {input_shape} and {weight_shape}"
        )
    batch = _integer("the batch", input_shape[0], 0)
    rest = _per_axis("input_shape", input_shape[1:], len(input_shape) - 1)
    weight = _per_axis("weight_shape", weight_shape, len(weight_shape))
    return (batch, *rest), weight


def _numbers(
    x: tuple[int, ...],
    weight: tuple[int, ...],
    stride: Sizes,
    padding: Sizes,
    output_padding: Sizes,
    dilation: Sizes,
) -> list[tuple[int, int, int, int, int, int]]:
    """(i, k, s, p, op, d) for each axis, if they are legal."""
    axes = len(weight) - 2
    return list(
        zip(
            x[2:],
            weight[2:],
            _per_axis("stride", stride, axes),
            _per_axis("padding", padding, axes, 0),
            _per_axis("output_padding", output_padding, axes, 0),
            _per_axis("dilation", dilation, axes),
        )
    )


# Copied from shared/helpers.py, so that this file works alone.
def _per_axis(
    name: str, value: Any, axes: int, least: int = 1
) -> tuple[int, ...]:
    """The value as one integer for each axis; a single one counts for all."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    if len(values) not in (1, axes):
        raise ValueError(
            f"{name} must be one integer or {axes}, one for each axis, got "
            f"{value!r}"
        )
    numbers = tuple(_integer(name, v, least) for v in values)
    return numbers * (axes // len(values))


def _integer(name: str, value: Any, least: float = 1) -> int:
    """The value as an int, if it is an integer and at least the least one.

    As in PyTorch, integers of NumPy are integers, and True and False are not.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Integral)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
