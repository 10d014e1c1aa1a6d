"""Transposed convolution, in any number of dimensions, and the three ways to see it.

Each way gives, for one channel, the numbers of torch.nn.functional.conv_transpose1d, 2d and 3d:

- stamping: every input cell stamps a scaled copy of the kernel, and overlaps add;
- the matrix: multiply by the transpose of the matrix of the forward convolution;
- zero insertion: zeros between and around the input, then slide the kernel rotated by 180 degrees.

conv_transpose does all that PyTorch does: batch, channels, groups, bias.

Shapes of the three ways: x (i1, ..., in), weight (k1, ..., kn), result (o1, ..., on) with
o = (i - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1, which must be >= 1.
stride and dilation are >= 1, padding is >= 0, and 0 <= output_padding < max(stride, dilation);
each is an integer or one integer for each axis. Anything else raises TypeError or ValueError.

Source: the documentation of torch.nn.ConvTranspose2d.
"""

import functools
import math

import numpy as np


def _checked(way):
    """Refuse what PyTorch refuses, then compute the transposed convolution of one channel."""

    @functools.wraps(way)
    def checked(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
        _check_numbers("x", x)
        _check_numbers("weight", weight)
        if x.ndim != weight.ndim or x.ndim < 1 or 0 in x.shape + weight.shape:
            raise ValueError(
                f"x and weight must have the same number of axes and no size 0, got shapes "
                f"{x.shape} and {weight.shape}"
            )
        stride = _per_axis("stride", stride, x.ndim, 1)
        padding = _per_axis("padding", padding, x.ndim, 0)
        output_padding = _per_axis("output_padding", output_padding, x.ndim, 0)
        dilation = _per_axis("dilation", dilation, x.ndim, 1)
        _full_size(x.shape, weight.shape, stride, padding, output_padding, dilation)
        return way(x, weight, stride, padding, output_padding, dilation)

    return checked


@_checked
# --8<-- [start:stamping]
def conv_transpose_by_stamping(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
    """y[n * stride + t * dilation - padding] += x[n] * weight[t], for every n and t.

    Examples:
        >>> conv_transpose_by_stamping(np.array([1, 2]), np.array([1, 10, 100]))
        array([  1,  12, 120, 200])
    """
    dilation = np.broadcast_to(dilation, x.ndim)
    reach = dilation * np.subtract(weight.shape, 1) + 1
    shape = np.subtract(x.shape, 1) * stride + reach + output_padding
    y = np.zeros(shape, dtype=np.result_type(x, weight))
    for n in np.ndindex(x.shape):
        corner = np.multiply(n, stride)
        place = tuple(slice(a, a + r, d) for a, r, d in zip(corner, reach, dilation))
        y[place] += x[n] * weight
    crop = np.broadcast_to(padding, x.ndim)
    return y[tuple(slice(p, size - p) for p, size in zip(crop, y.shape))]


# --8<-- [end:stamping]


# --8<-- [start:pad-or-crop]
def pad_or_crop(x, before, after):
    """Zeros before and after x, one amount or one for each axis; a negative amount crops.

    Examples:
        >>> pad_or_crop(np.array([1, 2, 3]), 2, -1)
        array([0, 0, 1, 2])
    """
    before, after = np.broadcast_to(before, x.ndim), np.broadcast_to(after, x.ndim)
    padded = np.pad(x, [(max(b, 0), max(a, 0)) for b, a in zip(before, after)])
    ends = zip(before, after, padded.shape)
    return padded[tuple(slice(max(-b, 0), n - max(-a, 0)) for b, a, n in ends)]


# --8<-- [end:pad-or-crop]


# --8<-- [start:matrix]
def conv_matrix(x_shape, y_shape, weight, stride=1, padding=0, dilation=1):
    """C of the forward convolution from y_shape to x_shape: C[n, m] = weight[t].

    Row n is the kernel where window n sees it: m = n * stride + t * dilation - padding.
    Taps that fall outside y_shape see padding and leave no entry.

    Examples:
        >>> conv_matrix((2,), (4,), np.array([1, 10, 100]))
        array([[  1,  10, 100,   0],
               [  0,   1,  10, 100]])
    """
    matrix = np.zeros((*x_shape, *y_shape), dtype=weight.dtype)
    for n in np.ndindex(*x_shape):
        for t in np.ndindex(weight.shape):
            m = np.multiply(n, stride) + np.multiply(t, dilation) - padding
            if np.all((m >= 0) & (m < y_shape)):
                matrix[(*n, *m)] = weight[t]
    return matrix.reshape(np.prod(x_shape), np.prod(y_shape))


# --8<-- [end:matrix]


@_checked
# --8<-- [start:by-matrix]
def conv_transpose_by_matrix(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
    """y = C.T @ x, with x and y written as columns.

    Examples:
        >>> conv_transpose_by_matrix(np.array([1, 2]), np.array([1, 10, 100]))
        array([  1,  12, 120, 200])
    """
    reach = np.multiply(dilation, np.subtract(weight.shape, 1)) + 1
    full = np.subtract(x.shape, 1) * stride + reach + output_padding
    y_shape = full - np.multiply(2, padding)
    matrix = conv_matrix(x.shape, y_shape, weight, stride, padding, dilation)
    return (matrix.T @ x.ravel()).reshape(y_shape)


# --8<-- [end:by-matrix]


# --8<-- [start:insert-zeros]
def insert_zeros(x, stride):
    """Put stride - 1 zeros between the neighbours of x along every axis.

    Examples:
        >>> insert_zeros(np.array([1, 2, 3]), 3)
        array([1, 0, 0, 2, 0, 0, 3])
    """
    y = np.zeros(np.subtract(x.shape, 1) * stride + 1, dtype=x.dtype)
    y[tuple(slice(None, None, s) for s in np.broadcast_to(stride, x.ndim))] = x
    return y


# --8<-- [end:insert-zeros]


# --8<-- [start:pad-for-sliding]
def pad_for_sliding(x, kernel_shape, stride=1, padding=0, output_padding=0, dilation=1):
    """The input that the kernel slides over: zeros between its cells, p' zeros around.

    Examples:
        >>> pad_for_sliding(np.array([1, 2]), (3,), stride=2, padding=1, output_padding=1)
        array([0, 1, 0, 2, 0, 0])
    """
    p_prime = np.multiply(dilation, np.subtract(kernel_shape, 1)) - padding
    return pad_or_crop(insert_zeros(x, stride), p_prime, np.add(p_prime, output_padding))


# --8<-- [end:pad-for-sliding]


# --8<-- [start:slide]
def slide(x, weight, dilation=1):
    """Convolve with stride 1 and no padding: y[n] = sum of x[n + t * dilation] * weight[t].

    Examples:
        >>> slide(np.array([1, 2, 3, 4]), np.array([1, 10]), dilation=2)
        array([31, 42])
    """
    dilation = np.broadcast_to(dilation, x.ndim)
    reach = dilation * np.subtract(weight.shape, 1) + 1
    windows = np.lib.stride_tricks.sliding_window_view(x, tuple(reach))
    windows = windows[(..., *[slice(None, None, d) for d in dilation])]
    taps = tuple(range(-x.ndim, 0))
    return np.sum(windows * weight, axis=taps, dtype=np.result_type(x, weight))


# --8<-- [end:slide]


@_checked
# --8<-- [start:zero-insertion]
def conv_transpose_by_zero_insertion(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
    """Slide the kernel, rotated by 180 degrees, over the input with zeros put in and around.

    Examples:
        >>> conv_transpose_by_zero_insertion(np.array([1, 2]), np.array([1, 10, 100]))
        array([  1,  12, 120, 200])
    """
    padded = pad_for_sliding(x, weight.shape, stride, padding, output_padding, dilation)
    return slide(padded, np.flip(weight), dilation)


# --8<-- [end:zero-insertion]


# --8<-- [start:tap-by-tap]
def conv_transpose_tap_by_tap(x, weight, stride=1, dilation=1):
    """Stamp all cells at once, with one matrix product for each tap; no padding, one group.

    weight[:, :, t] mixes the channels of x. Tap t of all stamps lies on the cells
    t * dilation, t * dilation + stride, ..., one for each cell of x; what all taps give adds up.

    Shapes: x (B, C, i1, ..., in), weight (C, O, k1, ..., kn), result (B, O, o1, ..., on) with
    o = (i - 1) * stride + dilation * (k - 1) + 1; stride, dilation are integers >= 1.
    It trusts its arguments; conv_transpose checks them.

    Examples:
        >>> conv_transpose_tap_by_tap(np.array([[[1, 2]]]), np.array([[[1, 10, 100]]]))
        array([[[  1,  12, 120, 200]]])
    """
    size, kernel = x.shape[2:], weight.shape[2:]
    full = [(i - 1) * stride + dilation * (k - 1) + 1 for i, k in zip(size, kernel)]
    y = np.zeros((len(x), weight.shape[1], *full), dtype=np.result_type(x, weight))
    cells = x.reshape(len(x), len(weight), math.prod(size))
    for t in np.ndindex(kernel):
        starts = [a * dilation for a in t]
        place = [slice(a, a + (i - 1) * stride + 1, stride) for a, i in zip(starts, size)]
        y[(..., *place)] += (weight[(..., *t)].T @ cells).reshape(len(x), -1, *size)
    return y


# --8<-- [end:tap-by-tap]


# --8<-- [start:conv-transpose]
def conv_transpose(
    x, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1
):
    """Compute torch.nn.functional.conv_transpose1d, 2d and 3d, in any number of dimensions.

    y[b, o, n * stride + t * dilation - padding] += x[b, c, n] * weight[c, o, t]
    for every cell n, tap t and channel c in the group of o; then bias[o] is added.

    Args:
        x: (B, C, i1, ..., in), or (C, i1, ..., in) without a batch; B may be 0.
        weight: (C, O / groups, k1, ..., kn), of the same dtype as x: channels in comes first.
        bias: (O,), of the same dtype, or None.
        stride: cells from one stamp to the next, >= 1; an integer, or one for each axis.
        padding: cells cropped from both ends of each axis, >= 0; an integer, or one for each.
        output_padding: cells more at the end of each axis, from 0 to max(stride, dilation) - 1.
        groups: channels are split into this many groups that do not mix; divides C.
        dilation: cells from one tap to the next, >= 1; an integer, or one for each axis.

    Returns:
        array: (B, O, o1, ..., on), without B if x has none, of the dtype of x, where
        o = (i - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1.

    Raises:
        TypeError: an argument has the wrong type, or dtypes differ.
        ValueError: shapes or numbers do not fit; PyTorch refuses them too.

    Source: the documentation of torch.nn.ConvTranspose2d.

    Examples:
        >>> conv_transpose(np.array([[1, 2]]), np.array([[[1, 10, 100]]]))
        array([[  1,  12, 120, 200]])
    """
    _check_arrays(x, weight, bias, groups)
    axes = weight.ndim - 2
    stride = _per_axis("stride", stride, axes, 1)
    padding = _per_axis("padding", padding, axes, 0)
    output_padding = _per_axis("output_padding", output_padding, axes, 0)
    dilation = _per_axis("dilation", dilation, axes, 1)
    full = _full_size(x.shape[-axes:], weight.shape[2:], stride, padding, output_padding, dilation)
    batch = x if x.ndim == axes + 2 else x[None]
    y = np.empty((len(batch), weight.shape[1] * groups, *_cropped(full, padding)), dtype=x.dtype)
    for sample, result in zip(batch, y):
        _stamp(sample, weight, result, stride, padding, groups, dilation)
    if bias is not None:
        y += bias.reshape(-1, *[1] * axes)
    return y.reshape(*x.shape[: -axes - 1], *y.shape[1:])


# --8<-- [end:conv-transpose]


# This many taps of the last axis share a matrix product in _stamp; more cost more memory.
_TOGETHER = 2


def _stamp(x, weight, y, stride, padding, groups, dilation):
    """Fill y (O, o1, ..., on) with the transposed convolution of x (C, i1, ..., in).

    Faster than tap by tap in two ways. Taps whose distance is a multiple of the stride write the
    same cells, every stride-th: they are added up side by side in a `room` of their own, and
    spread over y once. And of the last axis a few such taps share one matrix product.
    """
    inputs, outputs = len(x) // groups, weight.shape[1]
    *lead, last = weight.shape[2:]
    cells = x.reshape(groups, inputs, *x.shape[1:])
    rooms = [-(-(o + 2 * p) // s) for o, p, s in zip(y.shape[1:], padding, stride)]
    for phase in range(stride[-1]):
        room = np.zeros((*stride[:-1], len(y), *rooms), dtype=y.dtype)
        mine = [t for t in range(last) if t * dilation[-1] % stride[-1] == phase]
        for first in range(0, len(mine), _TOGETHER):
            some = mine[first : first + _TOGETHER]
            columns = np.zeros((*cells.shape[:2], len(some), *x.shape[1:-1], rooms[-1]), x.dtype)
            for column, t in enumerate(some):
                start = t * dilation[-1] // stride[-1]
                columns[:, :, column, ..., start : start + x.shape[-1]] = cells
            columns = columns.reshape(groups, inputs * len(some), -1)
            taps = weight[..., some].reshape(groups, inputs, outputs, *lead, len(some))
            taps = np.moveaxis(taps, 1, -2).reshape(groups, outputs, *lead, inputs * len(some))
            for t in np.ndindex(*lead):
                product = (taps[:, :, *t] @ columns).reshape(len(y), *x.shape[1:-1], rooms[-1])
                starts = [a * d for a, d in zip(t, dilation)]
                row = [a % s for a, s in zip(starts, stride)]
                place = [slice(a // s, a // s + i) for a, s, i in zip(starts, stride, x.shape[1:])]
                room[(*row, slice(None), *place)] += product
        for row in np.ndindex(stride[:-1]):
            _interleave(room[row], y, (*row, phase), stride, padding)


def _interleave(room, y, phase, stride, padding):
    """Cell q of the room is cell q * stride + phase - padding of y, where y has one."""
    first = [(f - p) % s for f, p, s in zip(phase, padding, stride)]
    written = y[:, *[slice(m, None, s) for m, s in zip(first, stride)]]
    starts = [(m + p) // s for m, p, s in zip(first, padding, stride)]
    written[...] = room[:, *[slice(q, q + o) for q, o in zip(starts, written.shape[1:])]]


def _full_size(size, kernel, stride, padding, output_padding, dilation):
    """The size of the result before padding crops it, if the numbers are legal."""
    for op, s, d in zip(output_padding, stride, dilation):
        if op >= max(s, d):
            raise ValueError(
                f"output_padding must be smaller than stride or dilation, got output_padding "
                f"{output_padding}, stride {stride}, dilation {dilation}"
            )
    spans = zip(size, kernel, stride, output_padding, dilation)
    full = [(i - 1) * s + d * (k - 1) + op + 1 for i, k, s, op, d in spans]
    if min(_cropped(full, padding)) < 1:
        raise ValueError(
            f"the result would have size {_cropped(full, padding)}, and every size must be at "
            f"least 1: padding {padding} crops that much from both ends of {full}"
        )
    return full


def _cropped(full, padding):
    """The size of the result."""
    return [f - 2 * p for f, p in zip(full, padding)]


def _check_arrays(x, weight, bias, groups):
    """Refuse arrays that do not fit together."""
    for name, a in (("x", x), ("weight", weight), ("bias", bias)):
        if a is None and name == "bias":
            continue
        _check_numbers(name, a)
        if a.dtype != x.dtype:
            raise TypeError(f"{name} must have the dtype of x, {x.dtype}, not {a.dtype}")
    groups = _integer("groups", groups, 1)
    if weight.ndim < 3 or 0 in weight.shape:
        raise ValueError(
            f"weight must be (C, O / groups, k1, ..., kn), with no size 0, got shape {weight.shape}"
        )
    axes = weight.ndim - 2
    if x.ndim not in (axes + 1, axes + 2) or 0 in x.shape[-axes:]:
        raise ValueError(
            f"x must be (B, C, i1, ..., in) or (C, i1, ..., in) with n = {axes} as in weight and "
            f"every i at least 1, got shape {x.shape} with weight {weight.shape}"
        )
    channels = x.shape[-axes - 1]
    if channels != len(weight):
        raise ValueError(
            f"x must have {len(weight)} channels, as weight says first, got {channels}; "
            f"x {x.shape}, weight {weight.shape}"
        )
    if channels % groups:
        raise ValueError(f"groups {groups} must divide the {channels} input channels")
    if bias is not None and bias.shape != (weight.shape[1] * groups,):
        raise ValueError(f"bias must have shape ({weight.shape[1] * groups},), got {bias.shape}")


def _check_numbers(name, a):
    """Refuse what is not an array of numbers."""
    if not isinstance(a, np.ndarray) or a.dtype.kind not in "iufc":
        kind = f"an array of {a.dtype}" if isinstance(a, np.ndarray) else type(a).__name__
        raise TypeError(f"{name} must be a NumPy array of numbers, not {kind}")


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
