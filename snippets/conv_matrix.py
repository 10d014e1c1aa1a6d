"""The convolution as a matrix, and as a product with columns of windows.

A convolution is linear: y = C @ x, with all cells of x and y in one column each. Most entries of
C are zero. im2col leaves those out: it copies what each window sees into a column, and the
kernel, written as rows, multiplies them. Their transposes lead back: C.T is the transposed
convolution, and col2im, the transpose of im2col, adds every column onto the window it came from.

Shapes: x (C, i1, ..., in), weight (O, C, k1, ..., kn), y (O, o1, ..., on) with
o = floor((i + 2 * padding - dilation * (k - 1) - 1) / stride) + 1. stride and dilation are >= 1,
padding is >= 0; each is an integer or one for each axis. Anything else raises TypeError or
ValueError. Sources: the documentation of torch.nn.Conv2d, torch.nn.Unfold and torch.nn.Fold.
"""

import math

import numpy as np


# --8<-- [start:conv-matrix]
def conv_matrix(weight, input_size, stride=1, padding=0, dilation=1):
    """C of the convolution: C[(o, n), (c, m)] = weight[o, c, t], m = n * stride + t * dilation - p.

    Args:
        weight: (O, C, k1, ..., kn).
        input_size: (i1, ..., in), the size of the input along each axis, each >= 1.
        stride, padding, dilation: see above; p is padding.

    Returns:
        array: (O * o1 * ... * on, C * i1 * ... * in), of the dtype of weight; taps that see padding
        leave no entry. Multiply it with x.ravel().

    Examples:
        >>> conv_matrix(np.array([[[1, 10, 100]]]), (4,))
        array([[  1,  10, 100,   0],
               [  0,   1,  10, 100]])
    """
    _check_array("weight", weight, 3)
    size = _size(input_size, weight.ndim - 2)
    cells = np.arange(1, math.prod(size) + 1).reshape(1, *size)
    seen = im2col(cells, weight.shape[2:], stride, padding, dilation)  # 0 where it is padding
    outputs, inputs = weight.shape[:2]
    matrix = np.zeros((outputs, seen.shape[1], inputs, cells.size + 1), dtype=weight.dtype)
    for t, taps in enumerate(weight.reshape(outputs, inputs, len(seen)).T):
        matrix[:, np.arange(seen.shape[1]), :, seen[t]] = taps.T
    return matrix[..., 1:].reshape(outputs * seen.shape[1], inputs * cells.size)


# --8<-- [end:conv-matrix]


# --8<-- [start:im2col]
def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    """columns[(c, t), n] = x[c, n * stride + t * dilation - padding]: window n is column n.

    Args:
        x: (C, i1, ..., in).
        kernel_size: (k1, ..., kn), each >= 1.
        stride, padding, dilation: see above.

    Returns:
        array: (C * k1 * ... * kn, o1 * ... * on), of the dtype of x: torch.nn.functional.unfold.

    Examples:
        >>> im2col(np.array([[1, 2, 3, 4]]), (3,))
        array([[1, 2],
               [2, 3],
               [3, 4]])
    """
    _check_array("x", x, 2)
    taps, size, padding = _places(x.shape[1:], kernel_size, stride, padding, dilation)
    padded = np.pad(x, [(0, 0), *((p, p) for p in padding)])
    columns = [padded[:, *tap].reshape(len(x), math.prod(size)) for tap in taps]
    return np.stack(columns, axis=1).reshape(len(x) * len(taps), math.prod(size))


# --8<-- [end:im2col]


# --8<-- [start:col2im]
def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    """x[c, n * stride + t * dilation - padding] += columns[(c, t), n], for every n and t.

    The transpose of im2col, not its inverse: cells that several windows saw are added up.

    Args:
        columns: (C * k1 * ... * kn, o1 * ... * on).
        output_size: (i1, ..., in), the size of the result along each axis, each >= 1.
        kernel_size: (k1, ..., kn), each >= 1.
        stride, padding, dilation: those of im2col.

    Returns:
        array: (C, i1, ..., in), of the dtype of columns: torch.nn.functional.fold.

    Examples:
        >>> col2im(np.array([[1, 2], [2, 3], [3, 4]]), (4,), (3,))
        array([[1, 4, 6, 4]])
    """
    _check_array("columns", columns, 2)
    output_size = _size(output_size)
    taps, size, padding = _places(output_size, kernel_size, stride, padding, dilation)
    channels, rest = divmod(len(columns), len(taps))
    if columns.ndim != 2 or rest or columns.shape[1] != math.prod(size):
        raise ValueError(
            f"columns must have shape (C * {len(taps)}, {math.prod(size)}), got {columns.shape}"
        )
    x = np.zeros([channels, *(i + 2 * p for i, p in zip(output_size, padding))], columns.dtype)
    for t, tap in enumerate(taps):
        x[:, *tap] += columns[t :: len(taps)].reshape(channels, *size)
    return x[:, *(slice(p, p + i) for p, i in zip(padding, output_size))].copy()


# --8<-- [end:col2im]


def _places(input_size, kernel_size, stride, padding, dilation):
    """For each tap the slices of the padded input that it sees, the output size, the padding."""
    axes = len(input_size)
    kernel_size = _per_axis("kernel_size", kernel_size, axes, 1)
    stride = _per_axis("stride", stride, axes, 1)
    padding = _per_axis("padding", padding, axes, 0)
    dilation = _per_axis("dilation", dilation, axes, 1)
    room = [
        i + 2 * p - d * (k - 1) - 1
        for i, k, p, d in zip(input_size, kernel_size, padding, dilation)
    ]
    if min(room) < 0:
        raise ValueError(
            f"the kernel must not be larger than the padded input, got input size {input_size}, "
            f"kernel size {kernel_size}, padding {padding}, dilation {dilation}"
        )
    size = [r // s + 1 for r, s in zip(room, stride)]
    taps = [
        [slice(a * d, a * d + (o - 1) * s + 1, s) for a, d, o, s in zip(t, dilation, size, stride)]
        for t in np.ndindex(kernel_size)
    ]
    return taps, size, padding


def _size(size, axes=None):
    """The size as a tuple of integers, one for each axis."""
    if not isinstance(size, (tuple, list)) or len(size) != (axes or len(size)) or not size:
        raise ValueError(f"a size must be a tuple with one integer for each axis, got {size!r}")
    return _per_axis("size", size, len(size), 1)


def _check_array(name, a, least_axes):
    """Refuse what is not an array of numbers with enough axes."""
    if not isinstance(a, np.ndarray) or a.dtype.kind not in "iufc":
        kind = f"an array of {a.dtype}" if isinstance(a, np.ndarray) else type(a).__name__
        raise TypeError(f"{name} must be a NumPy array of numbers, not {kind}")
    if a.ndim < least_axes or 0 in a.shape:
        raise ValueError(
            f"{name} must have {least_axes} axes or more and no size 0, got shape {a.shape}"
        )


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
