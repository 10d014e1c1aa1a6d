"""How often a transposed convolution writes each cell of its result.

Where the counts differ from cell to cell, a kernel of equal weights draws a
checkerboard. An equal count does not free a learned kernel from it: its weights
still differ from cell to cell.

Source: Odena, Dumoulin, Olah, "Deconvolution and Checkerboard Artifacts",
Distill, 2016.
"""

import functools
from collections.abc import Sequence
from numbers import Integral
from typing import Any

import numpy as np

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each


# --8<-- [start:overlap]
def overlap(
    input_size: Sequence[int],
    kernel_size: Sizes,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    dilation: Sizes = 1,
) -> np.ndarray:
    """`count[m]`: how many pairs of cell `n` and tap `t` write to cell `m`.

    Those with `n * stride + t * dilation - padding = m`. The time is that of
    writing the result, however large the kernel is.

    Args:
        input_size: `(i1, ..., in)`, cells along each axis, `>= 1`.
        kernel_size: taps along each axis, `>= 1`; an integer, or one for each
            axis.
        stride: an integer `>= 1`, or one for each axis.
        padding: cells cropped from both ends, `>= 0`; an integer, or one for
            each axis.
        output_padding: cells more at the end,
            `0 <= output_padding < max(stride, dilation)`.
        dilation: an integer `>= 1`, or one for each axis.

    Returns:
        array: `(o1, ..., on)`, integers; `o = (i - 1) * stride - 2 * padding +
        dilation * (k - 1) + output_padding + 1`. It is what `conv_transpose`
        makes of ones with a kernel of ones.

    Raises:
        TypeError, ValueError: what `torch.nn.functional.conv_transpose` refuses
            is refused.

    Examples:
        >>> overlap((2, 2), 3, stride=2)
        array([[1, 1, 2, 1, 1],
               [1, 1, 2, 1, 1],
               [2, 2, 4, 2, 2],
               [1, 1, 2, 1, 1],
               [1, 1, 2, 1, 1]])
    """
    if not isinstance(input_size, (tuple, list)) or not input_size:
        raise ValueError(
            f"input_size must be a tuple, one integer an axis, got "
            f"{input_size!r}"
        )
    axes = len(input_size)
    numbers = zip(
        _per_axis("input_size", input_size, axes),
        _per_axis("kernel_size", kernel_size, axes),
        _per_axis("stride", stride, axes),
        _per_axis("padding", padding, axes, 0),
        _per_axis("output_padding", output_padding, axes, 0),
        _per_axis("dilation", dilation, axes),
    )
    counts = [_along_one_axis(*axis) for axis in numbers]
    return functools.reduce(np.multiply.outer, counts)


# --8<-- [end:overlap]


# --8<-- [start:along-one-axis]
def _along_one_axis(
    i: int, k: int, s: int, p: int, op: int, d: int
) -> np.ndarray:
    """Count along one axis; along several axes the counts multiply."""
    o = _transposed_size(i, k, s, p, op, d)
    size = -(-(p + o) // d) * d  # whole rows of d cells
    count = np.zeros(size, dtype=int)
    count[: i * s : s] = 1  # where the first tap writes
    rows = count.reshape(-1, d)  # tap t writes t rows below it
    np.cumsum(rows, axis=0, out=rows)
    rows[k:] -= rows[:-k].copy()  # of the rows up to here, the last k
    return count[p : p + o]


# --8<-- [end:along-one-axis]


# Copied from shared/helpers.py, so that this file works alone.
def _transposed_size(i: int, k: int, s: int, p: int, op: int, d: int) -> int:
    """The size of the result along one axis, if the numbers are legal."""
    o = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
    if op >= max(s, d) or o < 1:
        raise ValueError(
            f"output_padding must be smaller than stride or dilation and the "
            f"result have at least 1 cell, got output_padding {op}, stride "
            f"{s}, dilation {d}, {o} cells"
        )
    return o


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
