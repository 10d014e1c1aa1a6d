"""How often a transposed convolution writes each cell of its result.

Where the counts differ from cell to cell, a kernel of equal weights draws a checkerboard. An equal
count does not free a learned kernel from it: its weights still differ from cell to cell.

Source: Odena, Dumoulin, Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016.
"""

import functools

import numpy as np


# --8<-- [start:overlap]
def overlap(input_size, kernel_size, stride=1, padding=0, output_padding=0, dilation=1):
    """count[m] = how many pairs of cell n and tap t have n * stride + t * dilation - padding = m.

    Args:
        input_size: (i1, ..., in), cells along each axis, >= 1.
        kernel_size: taps along each axis, >= 1; an integer, or one for each axis.
        stride: an integer >= 1, or one for each axis.
        padding: cells cropped from both ends, >= 0; an integer, or one for each axis.
        output_padding: cells more at the end, 0 <= output_padding < max(stride, dilation).
        dilation: an integer >= 1, or one for each axis.

    Returns:
        array: (o1, ..., on), integers; o = (i - 1) * stride - 2 * padding + dilation * (k - 1)
        + output_padding + 1. It is what conv_transpose makes of ones with a kernel of ones.

    Raises:
        TypeError, ValueError: what torch.nn.functional.conv_transpose refuses is refused.

    Examples:
        >>> overlap((2, 2), 3, stride=2)
        array([[1, 1, 2, 1, 1],
               [1, 1, 2, 1, 1],
               [2, 2, 4, 2, 2],
               [1, 1, 2, 1, 1],
               [1, 1, 2, 1, 1]])
    """
    if not isinstance(input_size, (tuple, list)) or not input_size:
        raise ValueError(f"input_size must be a tuple, one integer an axis, got {input_size!r}")
    axes = len(input_size)
    numbers = zip(
        _per_axis("input_size", input_size, axes, 1),
        _per_axis("kernel_size", kernel_size, axes, 1),
        _per_axis("stride", stride, axes, 1),
        _per_axis("padding", padding, axes, 0),
        _per_axis("output_padding", output_padding, axes, 0),
        _per_axis("dilation", dilation, axes, 1),
    )
    return functools.reduce(np.multiply.outer, [_along_one_axis(*axis) for axis in numbers])


# --8<-- [end:overlap]


# --8<-- [start:along-one-axis]
def _along_one_axis(i, k, s, p, op, d):
    """Count along one axis; along several axes the counts multiply."""
    full = (i - 1) * s + d * (k - 1) + op + 1
    if op >= max(s, d) or full <= 2 * p:
        raise ValueError(
            f"output_padding must be smaller than stride or dilation and the result have at least "
            f"1 cell, got output_padding {op}, stride {s}, dilation {d}, {full - 2 * p} cells"
        )
    count = np.zeros(full, dtype=int)
    for n in range(i):
        count[n * s : n * s + d * (k - 1) + 1 : d] += 1
    return count[p : full - p]


# --8<-- [end:along-one-axis]


def _per_axis(name, value, axes, least):
    """The value as one integer for each axis; a single integer counts for all."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    if len(values) not in (1, axes):
        raise ValueError(f"{name} must be one integer or {axes}, one for each axis, got {value!r}")
    return tuple(_integer(name, v, least) for v in values) * (axes // len(values))


def _integer(name, value, least):
    """The value, if it is an integer and not below the least one allowed."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value!r}")
    return int(value)
