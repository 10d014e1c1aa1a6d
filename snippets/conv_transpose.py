"""Transposed convolution, on any number of axes, and three ways to see it.

Each way gives, for one channel, the numbers of
`torch.nn.functional.conv_transpose1d, 2d, 3d`:

- stamping: every input cell stamps a scaled copy of the kernel, and overlaps
  add;
- the matrix: multiply by the transpose of the matrix of the forward
  convolution;
- zero insertion: zeros between and around the input, then slide the kernel
  rotated by 180 degrees.

`conv_transpose` does all that PyTorch does: batch, channels, groups, bias.

Shapes of the three ways: `x` `(i1, ..., in)`, `weight` `(k1, ..., kn)`, result
`(o1, ..., on)` with `o = (i - 1) * stride - 2 * padding + dilation * (k - 1) +
output_padding + 1`, which must be `>= 1`. `stride` and `dilation` are `>= 1`,
`padding` is `>= 0`, and `0 <= output_padding < max(stride, dilation)`; each is
an integer or one integer for each axis. Anything else raises `TypeError` or
`ValueError`. The pieces of the ways trust their arguments.

Where a number is not finite, `conv_transpose` and stamping do what PyTorch
does. The matrix and zero insertion multiply it by zeros of their own, which
gives `nan` in more cells.

Source: the documentation of `torch.nn.ConvTranspose2d`.
"""

import functools
import itertools
import math
from collections.abc import Callable, Sequence
from numbers import Integral
from typing import Any, TypeVar, cast

import numpy as np

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each
Sides = Sizes | Sequence[int | tuple[int, int]]  # or pairs (before, after)
Function = TypeVar("Function", bound=Callable[..., np.ndarray])


def _checked_way(way: Function) -> Function:
    """Refuse what PyTorch refuses, then compute the result of one channel."""

    @functools.wraps(way)
    def checked(
        x: np.ndarray,
        weight: np.ndarray,
        stride: Sizes = 1,
        padding: Sizes = 0,
        output_padding: Sizes = 0,
        dilation: Sizes = 1,
    ) -> np.ndarray:
        _check_numbers("x", x)
        _check_numbers("weight", weight)
        if x.ndim != weight.ndim or x.ndim < 1 or 0 in x.shape + weight.shape:
            raise ValueError(
                f"x and weight must have the same number of axes and no size "
                f"0, got shapes {x.shape} and {weight.shape}"
            )
        s = _per_axis("stride", stride, x.ndim)
        p = _per_axis("padding", padding, x.ndim, 0)
        op = _per_axis("output_padding", output_padding, x.ndim, 0)
        d = _per_axis("dilation", dilation, x.ndim)
        _full_size(x.shape, weight.shape, s, [(a, a) for a in p], op, d)
        return way(x, weight, s, p, op, d)

    return cast(Function, checked)


def _checked_slide(slide: Function) -> Function:
    """Refuse arrays that multiply in a way of their own."""

    @functools.wraps(slide)
    def checked(
        x: np.ndarray, weight: np.ndarray, dilation: Sizes = 1
    ) -> np.ndarray:
        _check_numbers("x", x)
        _check_numbers("weight", weight)
        return slide(x, weight, dilation)

    return cast(Function, checked)


@_checked_way
# --8<-- [start:stamping]
def conv_transpose_by_stamping(
    x: np.ndarray,
    weight: np.ndarray,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
    output_padding: int | tuple[int, ...] = 0,
    dilation: int | tuple[int, ...] = 1,
) -> np.ndarray:
    """`y[n * stride + t * dilation - padding] += x[n] * weight[t]`, for all
    `n, t`.

    Examples:
        >>> x, weight = np.array([1, 2]), np.array([1, 10, 100])
        >>> conv_transpose_by_stamping(x, weight)
        array([  1,  12, 120, 200])
    """
    gaps = np.broadcast_to(dilation, x.ndim)
    reach = gaps * np.subtract(weight.shape, 1) + 1
    full = np.subtract(x.shape, 1) * stride + reach + output_padding
    y = np.zeros(full, dtype=np.result_type(x, weight))
    for n in np.ndindex(x.shape):
        corner = np.multiply(n, stride)
        cells = zip(corner, corner + reach, gaps)
        place = tuple(slice(*ends) for ends in cells)
        y[place] += x[n] * weight
    crop = np.broadcast_to(padding, x.ndim)
    return y[tuple(slice(p, size - p) for p, size in zip(crop, y.shape))]


# --8<-- [end:stamping]


# --8<-- [start:pad-or-crop]
def pad_or_crop(
    x: np.ndarray,
    before: int | tuple[int, ...] | np.ndarray,
    after: int | tuple[int, ...] | np.ndarray,
) -> np.ndarray:
    """Zeros before and after `x`, one amount or one for each axis.

    A negative amount crops.

    Examples:
        >>> pad_or_crop(np.array([1, 2, 3]), 2, -1)
        array([0, 0, 1, 2])
    """
    before = np.broadcast_to(before, x.ndim)
    after = np.broadcast_to(after, x.ndim)
    padded = np.pad(x, [(max(b, 0), max(a, 0)) for b, a in zip(before, after)])
    ends = zip(before, after, padded.shape)
    return padded[tuple(slice(max(-b, 0), n - max(-a, 0)) for b, a, n in ends)]


# --8<-- [end:pad-or-crop]


# --8<-- [start:matrix]
def conv_matrix(
    x_shape: tuple[int, ...],
    y_shape: tuple[int, ...],
    weight: np.ndarray,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
    dilation: int | tuple[int, ...] = 1,
) -> np.ndarray:
    """`C` of the convolution from `y_shape` to `x_shape`:
    `C[n, m] = weight[t]`.

    Row `n` is the kernel where window `n` sees it:
    `m = n * stride + t * dilation - padding`. Taps that fall outside `y_shape`
    see padding and leave no entry.

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


@_checked_way
# --8<-- [start:by-matrix]
def conv_transpose_by_matrix(
    x: np.ndarray,
    weight: np.ndarray,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
    output_padding: int | tuple[int, ...] = 0,
    dilation: int | tuple[int, ...] = 1,
) -> np.ndarray:
    """`y = C.T @ x`, with `x` and `y` written as columns.

    Examples:
        >>> x, weight = np.array([1, 2]), np.array([1, 10, 100])
        >>> conv_transpose_by_matrix(x, weight)
        array([  1,  12, 120, 200])
    """
    reach = np.multiply(dilation, np.subtract(weight.shape, 1)) + 1
    full = np.subtract(x.shape, 1) * stride + reach + output_padding
    y_shape = tuple(full - np.multiply(2, padding))
    matrix = conv_matrix(x.shape, y_shape, weight, stride, padding, dilation)
    y: np.ndarray = matrix.T @ x.ravel()
    return y.reshape(y_shape)


# --8<-- [end:by-matrix]


# --8<-- [start:insert-zeros]
def insert_zeros(x: np.ndarray, stride: int | tuple[int, ...]) -> np.ndarray:
    """Put `stride - 1` zeros between the neighbours of `x` along every axis.

    Examples:
        >>> insert_zeros(np.array([1, 2, 3]), 3)
        array([1, 0, 0, 2, 0, 0, 3])
    """
    y = np.zeros(np.subtract(x.shape, 1) * stride + 1, dtype=x.dtype)
    y[tuple(slice(None, None, s) for s in np.broadcast_to(stride, x.ndim))] = x
    return y


# --8<-- [end:insert-zeros]


# --8<-- [start:pad-for-sliding]
def pad_for_sliding(
    x: np.ndarray,
    kernel_shape: tuple[int, ...],
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
    output_padding: int | tuple[int, ...] = 0,
    dilation: int | tuple[int, ...] = 1,
) -> np.ndarray:
    """The input that the kernel slides over: zeros between, `p'` zeros around.

    Examples:
        >>> pad_for_sliding(np.array([1, 2]), (3,), stride=2, padding=1)
        array([0, 1, 0, 2, 0])
    """
    spread = insert_zeros(x, stride)
    p_prime = np.multiply(dilation, np.subtract(kernel_shape, 1)) - padding
    return pad_or_crop(spread, p_prime, p_prime + output_padding)


# --8<-- [end:pad-for-sliding]


@_checked_slide
# --8<-- [start:slide]
def slide(
    x: np.ndarray, weight: np.ndarray, dilation: int | tuple[int, ...] = 1
) -> np.ndarray:
    """Convolve with stride 1: `y[n] = sum of x[n + t * dilation] * weight[t]`.

    Examples:
        >>> slide(np.array([1, 2, 3, 4]), np.array([1, 10]), dilation=2)
        array([31, 42])
    """
    gaps = np.broadcast_to(dilation, x.ndim)
    reach = gaps * np.subtract(weight.shape, 1) + 1
    windows = np.lib.stride_tricks.sliding_window_view(x, tuple(reach))
    every = [slice(None)] * x.ndim + [slice(None, None, gap) for gap in gaps]
    products = windows[tuple(every)] * weight
    taps = tuple(range(-x.ndim, 0))
    y: np.ndarray = np.sum(products, axis=taps, dtype=products.dtype)
    return y


# --8<-- [end:slide]


@_checked_way
# --8<-- [start:zero-insertion]
def conv_transpose_by_zero_insertion(
    x: np.ndarray,
    weight: np.ndarray,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
    output_padding: int | tuple[int, ...] = 0,
    dilation: int | tuple[int, ...] = 1,
) -> np.ndarray:
    """Slide the kernel, rotated by 180 degrees, over the padded input.

    Examples:
        >>> x, weight = np.array([1, 2]), np.array([1, 10, 100])
        >>> conv_transpose_by_zero_insertion(x, weight)
        array([  1,  12, 120, 200])
    """
    padded = pad_for_sliding(
        x, weight.shape, stride, padding, output_padding, dilation
    )
    return slide(padded, np.flip(weight), dilation)


# --8<-- [end:zero-insertion]


# --8<-- [start:tap-by-tap]
def conv_transpose_tap_by_tap(
    x: np.ndarray, weight: np.ndarray, stride: int = 1, dilation: int = 1
) -> np.ndarray:
    """Stamp all cells at once, one matrix product a tap; no padding, one group.

    `weight[:, :, t]` mixes the channels of `x`. Tap `t` of all stamps lies on
    the cells `t * dilation`, `t * dilation + stride`, `...`, one for each cell
    of `x`; what all taps give adds up.

    Shapes: `x` `(B, C, i1, ..., in)`, `weight` `(C, O, k1, ..., kn)`, result
    `(B, O, o1, ..., on)` with `o = (i - 1) * stride + dilation * (k - 1) + 1`;
    `stride`, `dilation` are integers `>= 1`. It trusts its arguments;
    `conv_transpose` checks them.

    Examples:
        >>> x, weight = np.array([[[1, 2]]]), np.array([[[1, 10, 100]]])
        >>> conv_transpose_tap_by_tap(x, weight)
        array([[[  1,  12, 120, 200]]])
    """
    size, kernel = x.shape[2:], weight.shape[2:]
    last = [(i - 1) * stride for i in size]
    full = [a + dilation * (k - 1) + 1 for a, k in zip(last, kernel)]
    dtype = np.result_type(x, weight)
    y = np.zeros((len(x), weight.shape[1], *full), dtype=dtype)
    cells = x.reshape(len(x), len(weight), math.prod(size))
    for t in np.ndindex(kernel):
        starts = [a * dilation for a in t]
        place = [slice(a, a + b + 1, stride) for a, b in zip(starts, last)]
        y[:, :, *place] += (weight[:, :, *t].T @ cells).reshape(
            len(x), -1, *size
        )
    return y


# --8<-- [end:tap-by-tap]


# --8<-- [start:conv-transpose]
def conv_transpose(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: Sizes = 1,
    padding: Sides = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
) -> np.ndarray:
    """Compute `torch.nn.functional.conv_transpose1d, 2d, 3d`, on any axes.

    `y[b, o, n * stride + t * dilation - padding] += x[b, c, n] * weight[c, o,
    t]` for every cell `n`, tap `t` and channel `c` in the group of `o`; then
    `bias[o]` is added.

    Args:
        x: `(B, C, i1, ..., in)`, or `(C, i1, ..., in)` without a batch; `B` may
            be `0`.
        weight: `(C, O / groups, k1, ..., kn)`, of the same dtype as `x`:
            channels in comes first.
        bias: `(O,)`, of the same dtype, or `None`.
        stride: cells from one stamp to the next, `>= 1`; an integer, or one for
            each axis.
        padding: cells cropped from both ends of each axis, `>= 0`; an integer,
            or one for each axis. A pair `(before, after)` may stand in the
            place of an integer: `padding` above is then `before`, and
            `2 * padding` below is `before + after`.
        output_padding: cells more at the end of each axis, from `0` to
            `max(stride, dilation) - 1`.
        groups: channels are split into this many groups that do not mix;
            divides `C`.
        dilation: cells from one tap to the next, `>= 1`; an integer, or one for
            each axis.

    Returns:
        array: `(B, O, o1, ..., on)`, without `B` if `x` has none, of the dtype
        of `x`, where `o = (i - 1) * stride - 2 * padding + dilation * (k - 1) +
        output_padding + 1`.

    Raises:
        TypeError: an argument has the wrong type, or dtypes differ.
        ValueError: shapes or numbers do not fit; PyTorch refuses them too.

    Source: the documentation of `torch.nn.ConvTranspose2d`.

    Examples:
        >>> conv_transpose(np.array([[1, 2]]), np.array([[[1, 10, 100]]]))
        array([[  1,  12, 120, 200]])
    """
    groups = _check_conv_transpose(x, weight, bias, groups)
    axes, outputs = weight.ndim - 2, weight.shape[1] * groups
    s = _per_axis("stride", stride, axes)
    p = _sides("padding", padding, axes)
    op = _per_axis("output_padding", output_padding, axes, 0)
    d = _per_axis("dilation", dilation, axes)
    full = _full_size(x.shape[-axes:], weight.shape[2:], s, p, op, d)
    batch = x if x.ndim == axes + 2 else x[None]
    y = np.empty((len(batch), outputs, *_cropped(full, p)), dtype=x.dtype)
    _stamp(batch, weight, y, s, p, groups, d)
    if bias is not None:
        y += bias.reshape(-1, *[1] * axes)
    return y.reshape(*x.shape[: -axes - 1], *y.shape[1:])


# --8<-- [end:conv-transpose]


# Numbers held at once by _stamp: what the cache of one core holds, about.
_SEEN = 2**16


def _stamp(
    x: np.ndarray,
    weight: np.ndarray,
    y: np.ndarray,
    stride: tuple[int, ...],
    padding: list[tuple[int, int]],
    groups: int,
    dilation: tuple[int, ...],
) -> None:
    """Fill y (B, O, o1, ..., on) from x (B, C, i1, ..., in).

    Faster than tap by tap: cells of y that lie a multiple of the stride apart
    see the same taps, over cells of x that lie side by side. What these give
    adds up side by side, in bands that stay in the cache: some rows of an
    image, or some images. So y is written once.
    """
    weight = weight.reshape(groups, -1, *weight.shape[1:])
    x = x.reshape(len(x), *weight.shape[:2], *x.shape[2:])
    y = y.reshape(len(x), groups, weight.shape[2], *y.shape[2:])
    full = [o + sum(p) for o, p in zip(y.shape[3:], padding)]
    rows, *rest = [-(-f // s) for f, s in zip(full, stride)]
    line = math.prod(rest)
    phases = _phases(weight, y, stride, padding, dilation, rest)
    # Zeros above x and after its rows: read as one line, all cells see a tap
    # equally far back. As zero times infinity is no number, taps that are not
    # all finite see ones there, and what these give is left out.
    finite = np.isfinite(weight).all()
    above = dilation[0] * (weight.shape[3] - 1) // stride[0] + 1
    inside = [slice(above, above + x.shape[3]), *map(slice, x.shape[4:])]
    outside = np.ones((above + rows, *rest), dtype=bool)
    outside[*inside] = False
    outer = 0 if finite else 1
    padded = np.full((*x.shape[:3], *outside.shape), outer, dtype=x.dtype)
    padded[:, :, :, *inside] = x
    lines = padded.reshape(*x.shape[:3], outside.size)
    outside = outside.ravel()
    band = max(1, _SEEN // (2 * line * groups * weight.shape[2]))
    low, high = padding[0][0] // stride[0], rows - padding[0][1] // stride[0]
    images = max(1, band // (high - low))
    mix = np.matmul if weight.shape[1] > 1 else np.multiply  # one channel
    for b, top in itertools.product(
        range(0, len(x), images), range(low, high, band)
    ):
        end = min(top + band, high)
        start, stop = (above + top) * line, (above + end) * line
        for taps, cells, skip, crop in phases:
            made: Any = None
            for tap, back in taps:
                seen = slice(start - back, stop - back)
                given = mix(tap, lines[b : b + images, ..., seen])
                if not finite:
                    given[..., outside[seen]] = 0
                made = given if made is None else np.add(made, given, out=made)
            made = made.reshape(*made.shape[:3], end - top, *rest)
            made = made[:, :, :, max(0, skip - top) :, *crop]
            place = cells[b : b + images, :, :, max(0, top - skip) :]
            place = place[:, :, :, : made.shape[3]]
            place[...] = made[:, :, :, : place.shape[3]]


def _phases(
    weight: np.ndarray,
    y: np.ndarray,
    stride: tuple[int, ...],
    padding: list[tuple[int, int]],
    dilation: tuple[int, ...],
    rest: list[int],
) -> list[tuple[list[Any], np.ndarray, int, list[slice]]]:
    """Cells of y that lie a multiple of the stride apart, one set at a time.

    With their taps, and how far back each sees; and which of the rows that
    these make, and of the rest, they are: padding crops the others.
    """
    steps = [math.prod(rest[a:]) for a in range(len(stride))]
    axes = [
        [(t * d % s, t * d // s * step) for t in range(k)]
        for k, d, s, step in zip(weight.shape[3:], dilation, stride, steps)
    ]
    alike: dict[tuple[int, ...], list[Any]] = {}
    for t in np.ndindex(weight.shape[3:]):
        first, backs = zip(*[axis[a] for axis, a in zip(axes, t)])
        tap = np.ascontiguousarray(weight[..., *t]).swapaxes(1, 2)
        alike.setdefault(first, []).append((tap, sum(backs)))
    if len(alike) < math.prod(stride):
        y[...] = 0  # where some cells see no tap
    phases = []
    for first, taps in alike.items():
        lead = [p - a for (p, _), a in zip(padding, first)]
        every = [slice(-a % s, None, s) for a, s in zip(lead, stride)]
        cells = y[:, :, :, *every]
        skip, *before = [-(-a // s) for a, s in zip(lead, stride)]
        crop = [slice(a, a + o) for a, o in zip(before, cells.shape[4:])]
        phases.append((taps, cells, skip, crop))
    return phases


def _full_size(
    size: Sequence[int],
    kernel: Sequence[int],
    stride: tuple[int, ...],
    padding: list[tuple[int, int]],
    output_padding: tuple[int, ...],
    dilation: tuple[int, ...],
) -> list[int]:
    """The size of the result before padding crops it, if that is legal."""
    for op, s, d in zip(output_padding, stride, dilation):
        if op >= max(s, d):
            raise ValueError(
                f"output_padding must be smaller than stride or dilation, got "
                f"output_padding {output_padding}, stride {stride}, dilation "
                f"{dilation}"
            )
    spans = zip(size, kernel, stride, output_padding, dilation)
    full = [(i - 1) * s + d * (k - 1) + op + 1 for i, k, s, op, d in spans]
    if min(_cropped(full, padding)) < 1:
        raise ValueError(
            f"the result would have size {_cropped(full, padding)}, and every "
            f"size must be at least 1: padding crops {padding}, before and "
            f"after, of {full}"
        )
    return full


def _cropped(full: list[int], padding: list[tuple[int, int]]) -> list[int]:
    """The size of the result."""
    return [f - sum(p) for f, p in zip(full, padding)]


def _check_conv_transpose(
    x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None, groups: int
) -> int:
    """The number of groups, if the arrays fit together."""
    _check_arrays(x=x, weight=weight, bias=bias)
    groups = _integer("groups", groups)
    if weight.ndim < 3 or 0 in weight.shape:
        raise ValueError(
            f"weight must be (C, O / groups, k1, ..., kn), with no size 0, got "
            f"shape {weight.shape}"
        )
    axes = weight.ndim - 2
    if x.ndim not in (axes + 1, axes + 2) or 0 in x.shape[-axes:]:
        raise ValueError(
            f"x must be (B, C, i1, ..., in) or (C, i1, ..., in) with n = "
            f"{axes} as in weight and every i at least 1, got shape {x.shape} "
            f"with weight {weight.shape}"
        )
    channels = x.shape[-axes - 1]
    if channels != len(weight):
        raise ValueError(
            f"x must have {len(weight)} channels, as weight says first, got "
            f"{channels}; x {x.shape}, weight {weight.shape}"
        )
    if channels % groups:
        raise ValueError(
            f"groups {groups} must divide the {channels} input channels"
        )
    outputs = weight.shape[1] * groups
    if bias is not None and bias.shape != (outputs,):
        raise ValueError(f"bias must have shape ({outputs},), got {bias.shape}")
    return groups


# Copied from shared/helpers.py, so that this file works alone.
def _check_arrays(**given: Any) -> None:
    """Refuse what is no array of numbers, and arrays of several dtypes."""
    first, *_ = given
    for name, a in given.items():
        if name == "bias" and a is None:
            continue
        _check_numbers(name, a)
        if a.dtype != given[first].dtype:
            raise TypeError(
                f"{name} must have the dtype of {first}, "
                f"{given[first].dtype}, not {a.dtype}"
            )


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


def _sides(name: str, value: Any, axes: int) -> list[tuple[int, int]]:
    """The value as (before, after) for each axis; an integer is both."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    pairs = [v if isinstance(v, (tuple, list)) else (v, v) for v in values]
    if len(pairs) not in (1, axes) or any(len(pair) != 2 for pair in pairs):
        raise ValueError(
            f"{name} must be one integer or {axes}, one for each axis, got "
            f"{value!r}; where its sides differ, an axis has a pair (before, "
            f"after), as in [(0, 1)]"
        )
    ends = [(_integer(name, b, 0), _integer(name, a, 0)) for b, a in pairs]
    return ends * (axes // len(ends))


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
