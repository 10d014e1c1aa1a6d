"""What a convolution or transposed convolution costs: parameters, multiply-adds, memory.

Tools disagree on multiply-adds, and each has a reason:

- from the output: every output cell costs C / groups * k1 * ... * kn. Right for a convolution whose
  padding is multiplied too, as most code does. For a transposed convolution it counts the inserted
  zeros, and is about stride1 * ... * striden times too much.
- from the input: every input cell costs O / groups * k1 * ... * kn. Right for a transposed
  convolution that crops at the end. For a convolution with a stride it counts windows that nobody
  asks for.
- needed: products of two numbers, neither of which is padding, for cells that are not cropped.
  No algorithm that multiplies directly can do with less. It is the same for a convolution and for
  its transpose.

And a multiply-add is one operation for some and two (FLOPs) for others; the bias, one addition for
each output cell, is left out by most and here.

Source: the definitions of torch.nn.Conv2d and torch.nn.ConvTranspose2d.
"""

from math import prod
from typing import NamedTuple


# --8<-- [start:cost]
class Cost(NamedTuple):
    """What conv_cost and conv_transpose_cost count.

    Attributes:
        parameters: numbers in weight and bias.
        from_output, from_input, needed: multiply-adds, counted in the three ways above.
        bytes: of input, weight, bias and output, each once.
        output_shape: (B, O, o1, ..., on).
    """

    parameters: int
    from_output: int
    from_input: int
    needed: int
    bytes: int
    output_shape: tuple


# --8<-- [end:cost]


# --8<-- [start:conv]
def conv_cost(
    input_shape,
    weight_shape,
    bias=True,
    stride=1,
    padding=0,
    dilation=1,
    groups=1,
    itemsize=4,
):
    """Count what torch.nn.functional.conv1d, 2d, 3d need for these shapes.

    Args:
        input_shape: (B, C, i1, ..., in).
        weight_shape: (O, C / groups, k1, ..., kn).
        bias: True or False.
        stride, padding, dilation: integers, or one for each axis.
        groups: an integer that divides C and O.
        itemsize: bytes of one number, 4 for float32.

    Raises:
        TypeError, ValueError: what PyTorch refuses is refused.

    Examples:
        >>> cost = conv_cost((1, 3, 4, 4), (8, 3, 3, 3), padding=1)
        >>> cost.parameters, cost.from_output, cost.needed, cost.output_shape
        (224, 3456, 2400, (1, 8, 4, 4))
    """
    _check_flags(bias, itemsize)
    numbers = _numbers(input_shape, weight_shape, stride, padding, 0, dilation)
    batch, channels, *size = input_shape
    outputs, inputs, *kernel = weight_shape
    if channels != inputs * _integer("groups", groups, 1) or outputs % groups:
        raise ValueError(
            f"the input must have {inputs} * groups channels and groups must divide {outputs}, "
            f"got input {tuple(input_shape)}, weight {tuple(weight_shape)}, groups {groups}"
        )
    out = [
        (i + 2 * p - d * (k - 1) - 1) // s + 1 for i, k, s, p, _, d in numbers
    ]
    if min(out) < 1:
        raise ValueError(
            f"the kernel must not be larger than the padded input, got input {tuple(input_shape)}, "
            f"weight {tuple(weight_shape)}, padding {padding}, dilation {dilation}"
        )
    pairs = batch * outputs * inputs  # of channels that meet
    met = [
        _products(o, i, k, s, p, d)
        for o, (i, k, s, p, _, d) in zip(out, numbers)
    ]
    parameters = prod(weight_shape) + (outputs if bias else 0)
    shape = (batch, outputs, *out)
    return Cost(
        parameters,
        pairs * prod(out) * prod(kernel),
        pairs * prod(size) * prod(kernel),
        pairs * prod(met),
        itemsize * (prod(input_shape) + parameters + prod(shape)),
        shape,
    )


# --8<-- [end:conv]


# --8<-- [start:conv-transpose]
def conv_transpose_cost(
    input_shape,
    weight_shape,
    bias=True,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
    itemsize=4,
):
    """Count what torch.nn.functional.conv_transpose1d, 2d, 3d need for these shapes.

    Args:
        input_shape: (B, C, i1, ..., in).
        weight_shape: (C, O / groups, k1, ..., kn).
        bias: True or False.
        stride, padding, output_padding, dilation: integers, or one for each axis.
        groups: an integer that divides C.
        itemsize: bytes of one number, 4 for float32.

    Raises:
        TypeError, ValueError: what PyTorch refuses is refused.

    Examples:
        >>> cost = conv_transpose_cost((1, 8, 4, 4), (8, 3, 4, 4), stride=2, padding=1)
        >>> cost.from_output, cost.from_input, cost.needed, cost.output_shape
        (24576, 6144, 4704, (1, 3, 8, 8))
    """
    _check_flags(bias, itemsize)
    numbers = _numbers(
        input_shape, weight_shape, stride, padding, output_padding, dilation
    )
    batch, channels, *size = input_shape
    inputs, outputs, *kernel = weight_shape
    if channels != inputs or channels % _integer("groups", groups, 1):
        raise ValueError(
            f"the input must have {inputs} channels and groups must divide them, got input "
            f"{tuple(input_shape)}, weight {tuple(weight_shape)}, groups {groups}"
        )
    out = [
        (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        for i, k, s, p, op, d in numbers
    ]
    if min(out) < 1 or any(op >= max(s, d) for _, _, s, _, op, d in numbers):
        raise ValueError(
            f"output_padding must be smaller than stride or dilation, every size at least 1, got "
            f"output_padding {output_padding}, stride {stride}, dilation {dilation}, sizes {out}"
        )
    pairs = batch * inputs * outputs  # of channels that meet
    met = [
        _products(i, o, k, s, p, d)
        for o, (i, k, s, p, _, d) in zip(out, numbers)
    ]
    shape = (batch, outputs * groups, *out)
    parameters = prod(weight_shape) + (shape[1] if bias else 0)
    return Cost(
        parameters,
        pairs * prod(out) * prod(kernel),
        pairs * prod(size) * prod(kernel),
        pairs * prod(met),
        itemsize * (prod(input_shape) + parameters + prod(shape)),
        shape,
    )


# --8<-- [end:conv-transpose]


# --8<-- [start:products]
def _products(windows, cells, k, s, p, d):
    """Along one axis: how many taps of all windows lie on one of the cells, not on padding."""
    total = 0
    for t in range(k):  # 0 <= n * s + t * d - p < cells, for 0 <= n < windows
        first = max(-((t * d - p) // s), 0)
        last = min((cells - 1 + p - t * d) // s, windows - 1)
        total += max(last - first + 1, 0)
    return total


# --8<-- [end:products]


def _numbers(
    input_shape, weight_shape, stride, padding, output_padding, dilation
):
    """(i, k, s, p, op, d) for each axis, if they are legal."""
    for name, shape in (
        ("input_shape", input_shape),
        ("weight_shape", weight_shape),
    ):
        if not isinstance(shape, (tuple, list)) or len(shape) < 3:
            raise ValueError(
                f"{name} must be a tuple of 3 numbers or more, got {shape!r}"
            )
    axes = len(weight_shape) - 2
    if len(input_shape) != axes + 2:
        raise ValueError(
            f"shapes must be equally long, got {input_shape} and {weight_shape}"
        )
    _integer("the batch", input_shape[0], 0)
    _per_axis("input_shape", input_shape[1:], axes + 1, 1)
    _per_axis("weight_shape", weight_shape, axes + 2, 1)
    return list(
        zip(
            input_shape[2:],
            weight_shape[2:],
            _per_axis("stride", stride, axes, 1),
            _per_axis("padding", padding, axes, 0),
            _per_axis("output_padding", output_padding, axes, 0),
            _per_axis("dilation", dilation, axes, 1),
        )
    )


def _check_flags(bias, itemsize):
    """Refuse what says nothing about the bias or the size of a number."""
    if not isinstance(bias, bool):
        raise TypeError(f"bias must be True or False, got {bias!r}")
    _integer("itemsize", itemsize, 1)


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
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
