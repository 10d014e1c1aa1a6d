"""The convolution as a matrix, and as a product with columns of windows.

A convolution is linear: `y = C @ x`, with all cells of `x` and `y` in one
column each. Most entries of `C` are zero. `im2col` leaves those out: it copies
what each window sees into a column, and the kernel, written as rows, multiplies
them. Their transposes lead back: `C.T` is the transposed convolution, and
`col2im`, the transpose of `im2col`, adds every column onto the window it came
from.

Shapes: `x` `(C, i1, ..., in)`, `weight` `(O, C, k1, ..., kn)`, `y`
`(O, o1, ..., on)` with `o = floor((i + 2 * padding - dilation * (k - 1) - 1) /
stride) + 1`. `stride` and `dilation` are `>= 1`, `padding` is `>= 0`; each is
an integer or one for each axis. Anything else raises `TypeError` or
`ValueError`.

Where a number is not finite, the zeros of `C` give `nan`: `0 * inf` is no
number. The columns of `im2col` give what PyTorch's convolution gives.

Sources: the documentation of `torch.nn.Conv2d`, `torch.nn.Unfold` and
`torch.nn.Fold`.
"""

import math
from collections.abc import Sequence
from numbers import Integral
from typing import Any

import numpy as np

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each


# --8<-- [start:conv-matrix]
def conv_matrix(
    weight: np.ndarray,
    input_size: Sequence[int],
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
) -> np.ndarray:
    """`C` of the convolution: `C[(o, n), (c, m)] = weight[o, c, t]`.

    There `m = n * stride + t * dilation - padding`.

    Args:
        weight: `(O, C, k1, ..., kn)`.
        input_size: `(i1, ..., in)`, the size of the input along each axis, each
            `>= 1`.
        stride, padding, dilation: see above.

    Returns:
        array: `(O * o1 * ... * on, C * i1 * ... * in)`, of the dtype of
        `weight`; taps that see padding leave no entry. Multiply it with
        `x.ravel()`.

    Examples:
        >>> conv_matrix(np.array([[[1, 10, 100]]]), (4,))
        array([[  1,  10, 100,   0],
               [  0,   1,  10, 100]])
    """
    _check_array("weight", weight, 3)
    size = _size(input_size, weight.ndim - 2)
    cells = np.arange(1, math.prod(size) + 1).reshape(1, *size)
    seen = im2col(cells, weight.shape[2:], stride, padding, dilation)
    windows = np.arange(seen.shape[1])  # of padding nothing is seen
    outputs, inputs = weight.shape[:2]
    matrix = np.zeros(
        (outputs, len(windows), inputs, cells.size + 1), dtype=weight.dtype
    )
    for t, taps in enumerate(weight.reshape(outputs, inputs, len(seen)).T):
        matrix[:, windows, :, seen[t]] = taps.T
    shape = outputs * len(windows), inputs * cells.size
    return matrix[..., 1:].reshape(shape)


# --8<-- [end:conv-matrix]


# --8<-- [start:im2col]
def im2col(
    x: np.ndarray,
    kernel_size: Sizes,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
) -> np.ndarray:
    """`columns[(c, t), n] = x[c, n * stride + t * dilation - padding]`.

    Window `n` is column `n`.

    Args:
        x: `(C, i1, ..., in)`.
        kernel_size: `(k1, ..., kn)`, each `>= 1`.
        stride, padding, dilation: see above.

    Returns:
        array: `(C * k1 * ... * kn, o1 * ... * on)`, of the dtype of `x`:
        `torch.nn.functional.unfold`.

    Examples:
        >>> im2col(np.array([[1, 2, 3, 4]]), (3,))
        array([[1, 2],
               [2, 3],
               [3, 4]])
    """
    _check_array("x", x, 2)
    taps, size, around = _places(
        x.shape[1:], kernel_size, stride, padding, dilation
    )
    padded = np.pad(x, [(0, 0), *((p, p) for p in around)])
    columns = [padded[:, *tap].reshape(len(x), math.prod(size)) for tap in taps]
    shape = len(x) * len(taps), math.prod(size)
    return np.stack(columns, axis=1).reshape(shape)


# --8<-- [end:im2col]


# --8<-- [start:col2im]
def col2im(
    columns: np.ndarray,
    output_size: Sequence[int],
    kernel_size: Sizes,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
) -> np.ndarray:
    """`x[c, n * stride + t * dilation - padding] += columns[(c, t), n]`.

    That is done for every `n` and `t`. It is the transpose of `im2col`, not its
    inverse: cells that several windows saw are added up.

    Args:
        columns: `(C * k1 * ... * kn, o1 * ... * on)`.
        output_size: `(i1, ..., in)`, the size of the result along each axis,
            each `>= 1`.
        kernel_size: `(k1, ..., kn)`, each `>= 1`.
        stride, padding, dilation: those of `im2col`.

    Returns:
        array: `(C, i1, ..., in)`, of the dtype of `columns`:
        `torch.nn.functional.fold`.

    Examples:
        >>> col2im(np.array([[1, 2], [2, 3], [3, 4]]), (4,), (3,))
        array([[1, 4, 6, 4]])
    """
    _check_array("columns", columns, 2)
    output_size = _size(output_size)
    taps, size, around = _places(
        output_size, kernel_size, stride, padding, dilation
    )
    channels, rest = divmod(len(columns), len(taps))
    if columns.ndim != 2 or rest or columns.shape[1] != math.prod(size):
        raise ValueError(
            f"columns must have shape (C * {len(taps)}, {math.prod(size)}), "
            f"got {columns.shape}"
        )
    padded = [i + 2 * p for i, p in zip(output_size, around)]
    x = np.zeros([channels, *padded], columns.dtype)
    for t, tap in enumerate(taps):
        x[:, *tap] += columns[t :: len(taps)].reshape(channels, *size)
    kept = [slice(p, p + i) for p, i in zip(around, output_size)]
    return x[:, *kept].copy()


# --8<-- [end:col2im]


def _places(
    input_size: tuple[int, ...],
    kernel_size: Sizes,
    stride: Sizes,
    padding: Sizes,
    dilation: Sizes,
) -> tuple[list[list[slice]], list[int], tuple[int, ...]]:
    """What each tap sees of the padded input, the output size, the padding."""
    axes = len(input_size)
    kernel = _per_axis("kernel_size", kernel_size, axes)
    steps = _per_axis("stride", stride, axes)
    around = _per_axis("padding", padding, axes, 0)
    gaps = _per_axis("dilation", dilation, axes)
    spans = zip(input_size, kernel, around, gaps)
    room = [i + 2 * p - d * (k - 1) - 1 for i, k, p, d in spans]
    if min(room) < 0:
        raise ValueError(
            f"the kernel must not be larger than the padded input, got input "
            f"size {input_size}, kernel size {kernel}, padding {around}, "
            f"dilation {gaps}"
        )
    size = [r // s + 1 for r, s in zip(room, steps)]
    taps = [
        [
            slice(a * d, a * d + (o - 1) * s + 1, s)
            for a, d, o, s in zip(t, gaps, size, steps)
        ]
        for t in np.ndindex(kernel)
    ]
    return taps, size, around


def _size(size: Sequence[int], axes: int | None = None) -> tuple[int, ...]:
    """The size as a tuple of integers, one for each axis."""
    given = len(size) if isinstance(size, (tuple, list)) else 0
    if not given or given != (axes or given):
        raise ValueError(
            f"a size must be a tuple with one integer for each axis, got "
            f"{size!r}"
        )
    return _per_axis("size", size, given)


def _check_array(name: str, a: np.ndarray, least_axes: int) -> None:
    """Refuse what is not an array of numbers with enough axes."""
    _check_numbers(name, a)
    if a.ndim < least_axes or 0 in a.shape:
        raise ValueError(
            f"{name} must have {least_axes} axes or more and no size 0, got "
            f"shape {a.shape}"
        )


# Copied from shared/helpers.py, so that this file works alone.
def _check_numbers(name: str, a: Any) -> None:
    """Refuse what is not a plain array of numbers.

    Subclasses may multiply in ways of their own: * of np.matrix is a matrix
    product, and a masked array hides numbers.
    """
    kind = type(a).__name__
    if type(a) in (np.ndarray, np.memmap):
        if a.dtype.kind in "iufc":
            return
        kind = f"an array of {a.dtype}"
    raise TypeError(
        f"{name} must be a plain NumPy array of numbers, not {kind}"
    )


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
